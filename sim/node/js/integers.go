package js

import (
	"math/big"
	"reflect"
	"strings"

	"github.com/grafana/sobek"
	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/token"
)

// Integers of any size are worked on by operators, not by builtins, and one
// operation may take minutes: x *= x doubles the work more than twice each time.
// So the right side of such an operator goes through integer, which finds the left
// side where the engine has put it, on top of its stack, and charges for both
// before the engine begins. Nothing is evaluated twice, or in another order. Powers of
// numbers are computed there as well: arithmetic.go.

// mostIntegerBits is how large an integer can be. (BigInt::kMaxLengthBits)
const mostIntegerBits = 1 << 30

const (
	wordBits    = 64
	smallWords  = 16   // integers that cost no more than numbers
	karatsuba   = 40   // words from which on three products of halves serve as four
	hugeInteger = 8192 // words from which on every statement counts as if it worked on it
)

// workOn lets the isolate look at the right side of an operator of integers.
// Without the names or the digits of such integers in a file, only those operators
// are looked at that make them large, or take long.
func (in *instrumenter) workOn(operator token.Token, left ast.Expression, right *ast.Expression) {
	switch operator {
	case token.EXPONENT, token.SHIFT_LEFT, token.SHIFT_RIGHT, token.MULTIPLY, token.SLASH, token.REMAINDER:
	case token.MINUS, token.AND, token.OR, token.EXCLUSIVE_OR:
		if !in.integers {
			return
		}
	default:
		return
	}
	if in.library || operator != token.EXPONENT && (isPlainNumber(left) || isPlainNumber(*right)) || operator == token.EXPONENT && isPlainPower(left, *right) {
		return
	}
	*right = callHidden(integerName, *right, &ast.NumberLiteral{Idx: (*right).Idx0(), Literal: "0", Value: int64(operator)})
}

// isPlainNumber reports whether an expression is a number, with which no integer of
// any size can be combined.
func isPlainNumber(e ast.Expression) bool {
	number, ok := e.(*ast.NumberLiteral)
	return ok && !isInteger(number)
}

// isPlainPower reports whether a power is a square, or one of numbers that stand there,
// which the engine computes as V8 does.
func isPlainPower(base, exponent ast.Expression) bool {
	y, ok := exponent.(*ast.NumberLiteral)
	if !ok || isInteger(y) {
		return false
	}
	x, ok := base.(*ast.NumberLiteral)
	return y.Value == int64(2) || ok && isExactPower(x.Value, y.Value)
}

func isInteger(number *ast.NumberLiteral) bool { _, is := number.Value.(*big.Int); return is }

// namesIntegers reports whether a source has literals of integers of any size, or
// the name of their class. Some that have neither are taken for such.
func namesIntegers(source string) bool {
	if strings.Contains(source, "BigInt") || strings.Contains(source, "bigint") {
		return true
	}
	for at := 1; at < len(source); at++ {
		if source[at] != 'n' {
			continue
		}
		if before := source[at-1]; before >= '0' && before <= '9' || before >= 'a' && before <= 'f' || before >= 'A' && before <= 'F' {
			if digitBefore(source[:at]) {
				return true
			}
		}
	}
	return false
}

// digitBefore reports whether a text ends like a number, which begins with a digit.
func digitBefore(text string) bool {
	at := len(text)
	for at > 0 && (isLetterOrDigit(text[at-1]) || text[at-1] == '_') {
		at--
	}
	return at < len(text) && text[at] >= '0' && text[at] <= '9'
}

func isLetterOrDigit(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// isBigInt reports whether a value is an integer of any size. It does not export
// the value: of an object that would be all that hangs on it. An object that holds
// such an integer, Object(1n), says that it would export one, and is none.
func isBigInt(value sobek.Value) bool {
	if _, object := value.(*sobek.Object); object || value == nil {
		return false
	}
	return value.ExportType() == reflect.TypeFor[*big.Int]()
}

// integerIn is the integer that a value is, which must not be changed; nil if it is
// none.
func integerIn(value sobek.Value) *big.Int {
	if !isBigInt(value) {
		return nil
	}
	return (*big.Int)(reflect.ValueOf(value).UnsafePointer())
}

// integer is called with the right side of an operator, and which it is.
func (i *Isolate) integer(call sobek.FunctionCall) sobek.Value {
	value := call.Arguments[0]
	right, operator := integerIn(value), token.Token(call.Arguments[1].ToInteger())
	if right == nil && operator == token.EXPONENT {
		return i.power(value)
	}
	if right == nil {
		return value
	}
	if left := integerIn(i.inside.operand()); left != nil {
		i.combine(operator, left, right)
	}
	// The engine looks at no more than a word of how far something is shifted.
	if (operator == token.SHIFT_LEFT || operator == token.SHIFT_RIGHT) && right.BitLen() > 32 {
		return i.Engine.ToValue(big.NewInt(int64(right.Sign()) * 2 * mostIntegerBits))
	}
	return value
}

// operand is what the engine has put on its stack before it called the builtin that
// runs, besides the call itself.
func (in *inside) operand() sobek.Value {
	if place := in.operandPlace(); place != nil {
		return *place
	}
	return nil
}

// operandPlace is where that lies.
func (in *inside) operandPlace() *sobek.Value {
	values, base := *read[[]sobek.Value](in.vm, in.at.stack), *read[int](in.vm, in.at.sb)
	if base < 3 || base > len(values) {
		return nil
	}
	return &values[base-3]
}

// combine charges for an operation on two integers, and refuses what would be
// larger than V8's can be.
func (i *Isolate) combine(operator token.Token, left, right *big.Int) {
	a, b := lengthOf(left), lengthOf(right)
	switch operator {
	case token.EXPONENT, token.SHIFT_LEFT:
		bits := int64(left.BitLen())
		if bits == 0 || right.Sign() <= 0 || operator == token.EXPONENT && bits == 1 {
			break // nothing grows
		}
		if bits = i.grown(operator, bits, right); bits > mostIntegerBits {
			panic(i.rangeError("Maximum BigInt size exceeded"))
		}
		a = bits / wordBits
		if operator == token.EXPONENT {
			i.work(2*product(a/2, a/2), a)
			return
		}
	case token.MULTIPLY:
		if int64(left.BitLen())+int64(right.BitLen()) > mostIntegerBits+1 {
			panic(i.rangeError("Maximum BigInt size exceeded"))
		}
		i.work(product(a, b), a+b)
		return
	case token.SLASH, token.REMAINDER:
		i.work(2*product(max(a-b, 0), b), a)
		return
	}
	i.work(max(a, b), max(a, b))
}

// grown is how many bits a power, or an integer that is shifted to the left, has.
func (i *Isolate) grown(operator token.Token, bits int64, right *big.Int) int64 {
	if !right.IsInt64() || right.Int64() > mostIntegerBits {
		return mostIntegerBits + 1
	}
	if operator == token.SHIFT_LEFT {
		return bits + right.Int64()
	}
	return (bits-1)*right.Int64() + 1 // at the least
}

// work charges for so many products of words, and for an integer of so many words
// that comes of them.
func (i *Isolate) work(products, words int64) {
	if words <= smallWords {
		return
	}
	if words >= hugeInteger {
		i.heavy = max(i.heavy, words/4)
	}
	i.marks += (products + words*wordBytes) / productsAMark
	i.charge(0, words*wordBytes)
	i.Owe(products * i.costs.Builtins.WordsNs / 1000)
}

// productsAMark is how many products of words are as much work for who simulates as
// a statement, and so many bytes.
const productsAMark = 40

// writeInteger charges for the digits of an integer.
func (i *Isolate) writeInteger(n *big.Int) {
	w := lengthOf(n)
	i.work(4*product(w, w), w*5/2)
}

// lengthOf is how many words an integer is long.
func lengthOf(n *big.Int) int64 { return int64(len(n.Bits())) }

// product is how many products of words one of integers takes that are so many
// words long. (Karatsuba and Ofman, 1962)
func product(a, b int64) int64 {
	if a < b {
		a, b = b, a
	}
	if b < karatsuba {
		return a * b
	}
	pieces := a / b
	one := int64(1)
	for ; b >= karatsuba; b /= 2 {
		one *= 3
	}
	return pieces * one * b * b
}

// writeThis charges for the digits of an integer that a builtin is called on.
func writeThis(i *Isolate, this sobek.Value, _ []sobek.Value) (int64, int64) {
	if n := integerIn(this); n != nil {
		i.writeInteger(n)
	}
	return 0, 0
}

// writeFirst charges for the digits of an integer that a builtin is given.
func writeFirst(i *Isolate, _ sobek.Value, arguments []sobek.Value) (int64, int64) {
	if len(arguments) > 0 {
		writeThis(i, arguments[0], nil)
	}
	return 0, 0
}

// readInteger charges for a text that becomes an integer.
func (c *BuiltinCosts) readInteger(i *Isolate, _ sobek.Value, arguments []sobek.Value) (int64, int64) {
	if len(arguments) > 0 {
		i.readDigits(arguments[0])
	}
	return 0, 0
}

// readDigits charges for a text that becomes an integer.
func (i *Isolate) readDigits(text sobek.Value) {
	w := length(text) / digitsAWord
	i.work(2*product(w, w), w)
}

// digitsAWord is how many digits a word holds.
const digitsAWord = 19
