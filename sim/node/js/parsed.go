package js

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/grafana/sobek"
)

// integersOfDigits lets parseInt give a zero its sign, and make the number that V8 makes
// of more digits than a number has: the engine rounds after each. (19.2.5)
func (i *Isolate) integersOfDigits(function *sobek.Object) {
	var engines Builtin
	engines = i.Refine(function, func(call sobek.FunctionCall) sobek.Value {
		if len(call.Arguments) == 0 {
			return engines(call)
		}
		text := call.Arguments[0].ToString() // whatever gives the text is asked for it once, and the radix after it
		radix := sobek.Value(i.Engine.ToValue(call.Argument(1).ToInteger()))
		call.Arguments = []sobek.Value{text, radix}
		result := engines(call)
		size := math.Abs(result.ToFloat())
		if size != 0 && !(size >= 1<<53) {
			return result
		}
		digits, negative := signedDigits(text.String())
		if size != 0 {
			size = numberOfDigits(digits, int(int32(radix.ToInteger())))
		}
		if negative {
			size = -size
			if size == 0 {
				size = math.Copysign(0, -1)
			}
		}
		return i.Engine.ToValue(size)
	})
}

// signedDigits is what follows the sign of a number that a text begins with.
func signedDigits(text string) (digits string, negative bool) {
	text = strings.TrimLeft(strings.TrimSpace(text), "\ufeff \t\r\n")
	if rest, minus := strings.CutPrefix(text, "-"); minus {
		return rest, true
	}
	return strings.TrimPrefix(text, "+"), false
}

// numberOfDigits reads an integer: of base 10 and of powers of two the nearest number,
// of others what comes of reading as many digits at a time as fit into 32 bits.
// (NumberParseIntHelper, StringToIntHelper)
func numberOfDigits(text string, radix int) float64 {
	if len(text) > 1 && text[0] == '0' && text[1]|' ' == 'x' && (radix == 0 || radix == 16) {
		text, radix = text[2:], 16
	}
	if radix == 0 {
		radix = 10
	}
	end := 0
	for end < len(text) && digitOf(text[end]) < radix {
		end++
	}
	text = text[:end]
	switch {
	case radix == 10:
		number, _ := strconv.ParseFloat(text, 64) // what is too large is Infinity
		return number
	case radix&(radix-1) == 0:
		whole, _ := new(big.Int).SetString(text, radix)
		number, _ := new(big.Float).SetInt(whole).Float64()
		return number
	}
	number := 0.0
	for text = strings.TrimLeft(text, "0"); text != ""; {
		part, multiplier, read := 0, 1, 0
		for ; read < len(text) && multiplier*radix <= math.MaxUint32/36; read++ {
			part, multiplier = part*radix+digitOf(text[read]), multiplier*radix
		}
		number = float64(number*float64(multiplier)) + float64(part)
		text = text[read:]
	}
	return number
}

// digitOf is the value of a digit, more than any if it is none.
func digitOf(char byte) int {
	switch {
	case '0' <= char && char <= '9':
		return int(char - '0')
	case 'a' <= char|' ' && char|' ' <= 'z':
		return int(char|' '-'a') + 10
	}
	return math.MaxUint8
}
