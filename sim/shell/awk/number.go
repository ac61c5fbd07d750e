package awk

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Argument is what a directive of a format shows.
type Argument struct {
	Text     string
	Number   float64
	IsNumber bool
}

func (a Argument) number() float64 {
	if a.IsNumber {
		return a.Number
	}
	return toNumber(a.Text)
}

// Format is printf(3): directives of a format, with the arguments one after
// another. Those that are missing are empty.
func Format(format string, arguments []Argument) string {
	var b strings.Builder
	next := func() Argument {
		if len(arguments) == 0 {
			return Argument{}
		}
		a := arguments[0]
		arguments = arguments[1:]
		return a
	}
	for i := 0; i < len(format) && b.Len() <= widest; i++ {
		if format[i] != '%' || i+1 == len(format) {
			b.WriteByte(format[i])
			continue
		}
		if format[i+1] == '%' {
			b.WriteByte('%')
			i++
			continue
		}
		d, size := readDirective(format[i:], func() int { return int(clamp(next().number())) })
		if size == 0 {
			b.WriteByte('%')
			continue
		}
		i += size - 1
		b.WriteString(d.show(next()))
	}
	return b.String()
}

// directive is % with its flags, width, precision and letter.
type directive struct {
	minus, plus, space, zero, alternative bool
	width, precision                      int // precision -1 for none
	letter                                byte
}

// widest bounds what a format may ask for.
const widest = 1 << 20

// readDirective reads a directive, and how long it is; 0 if it is none.
func readDirective(s string, star func() int) (directive, int) {
	d := directive{precision: -1}
	i := 1
	for ; i < len(s) && strings.IndexByte("-+ 0#", s[i]) >= 0; i++ {
		switch s[i] {
		case '-':
			d.minus = true
		case '+':
			d.plus = true
		case ' ':
			d.space = true
		case '0':
			d.zero = true
		case '#':
			d.alternative = true
		}
	}
	size := func() int {
		if i < len(s) && s[i] == '*' {
			i++
			return star()
		}
		n := 0
		for ; i < len(s) && isDigit(s[i]); i++ {
			n = min(n*10+int(s[i]-'0'), widest)
		}
		return n
	}
	if d.width = size(); d.width < 0 {
		d.minus, d.width = true, -d.width
	}
	if i < len(s) && s[i] == '.' {
		i++
		d.precision = size()
	}
	d.width, d.precision = min(d.width, widest), min(d.precision, widest)
	for i < len(s) && strings.IndexByte("hlLqjzt", s[i]) >= 0 {
		i++
	}
	if i == len(s) || strings.IndexByte("diouxXeEfFgGaAcs", s[i]) < 0 {
		return d, 0
	}
	d.letter = s[i]
	return d, i + 1
}

// clamp brings a number into the range of whole numbers.
func clamp(n float64) int64 {
	switch {
	case n != n:
		return math.MinInt64
	case n >= 1<<63-1:
		return math.MaxInt64
	case n <= -1<<63:
		return math.MinInt64
	}
	return int64(n)
}

func (d directive) show(a Argument) string {
	switch d.letter {
	case 'c':
		text := a.Text
		if a.IsNumber {
			text = string([]byte{byte(int64(a.Number))})
		} else if text != "" {
			text = text[:1]
		}
		return d.pad("", text, false)
	case 's':
		text := a.Text
		if d.precision >= 0 && d.precision < len(text) {
			text = text[:d.precision]
		}
		return d.pad("", text, false)
	case 'd', 'i':
		n := clamp(a.number())
		return d.whole(n < 0, strconv.FormatUint(magnitude(n), 10), "")
	case 'o', 'u', 'x', 'X':
		return d.unsigned(uint64(clamp(a.number())))
	}
	n := a.number()
	prefix := d.prefix(math.Signbit(n))
	if math.IsInf(n, 0) || n != n {
		word := map[bool]string{true: "inf", false: "nan"}[n == n]
		if d.letter < 'a' {
			word = strings.ToUpper(word)
		}
		d.zero = false
		return d.pad(prefix, word, false)
	}
	verb := "%"
	if d.alternative {
		verb += "#"
	}
	precision := d.precision
	if precision < 0 {
		precision = 6
	}
	letter := d.letter
	if letter|0x20 == 'a' {
		return d.pad(prefix, strconv.FormatFloat(math.Abs(n), 'x', d.precision, 64), true)
	}
	return d.pad(prefix, fmt.Sprintf(verb+"."+strconv.Itoa(precision)+string(letter), math.Abs(n)), true)
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return uint64(-n)
	}
	return uint64(n)
}

func (d directive) unsigned(n uint64) string {
	switch d.letter {
	case 'o':
		prefix := ""
		if d.alternative {
			prefix = "0"
		}
		return d.whole(false, strconv.FormatUint(n, 8), prefix)
	case 'u':
		return d.whole(false, strconv.FormatUint(n, 10), "")
	}
	digits, prefix := strconv.FormatUint(n, 16), ""
	if d.alternative && n != 0 {
		prefix = "0" + string(d.letter)
	}
	if d.letter == 'X' {
		digits = strings.ToUpper(digits)
	}
	return d.whole(false, digits, prefix)
}

// whole shows a whole number; a precision is how many digits it has at least.
func (d directive) whole(negative bool, digits, prefix string) string {
	if d.precision >= 0 {
		d.zero = false
		digits = strings.Repeat("0", max(0, d.precision-len(digits))) + digits
	}
	if d.letter == 'd' || d.letter == 'i' {
		prefix = d.prefix(negative)
	}
	return d.pad(prefix, digits, true)
}

func (d directive) prefix(negative bool) string {
	switch {
	case negative:
		return "-"
	case d.plus:
		return "+"
	case d.space:
		return " "
	}
	return ""
}

func (d directive) pad(prefix, text string, number bool) string {
	missing := d.width - len(prefix+text)
	switch {
	case missing <= 0:
		return prefix + text
	case d.minus:
		return prefix + text + strings.Repeat(" ", missing)
	case d.zero && number:
		return prefix + strings.Repeat("0", missing) + text
	}
	return strings.Repeat(" ", missing) + prefix + text
}

// Directives is how many arguments a format takes.
func Directives(format string) int {
	count := 0
	for i := 0; i < len(format); i++ {
		if format[i] != '%' {
			continue
		}
		if i+1 < len(format) && format[i+1] == '%' {
			i++
		} else if _, size := readDirective(format[i:], func() int { count++; return 0 }); size > 0 {
			count++
			i += size - 1
		}
	}
	return count
}
