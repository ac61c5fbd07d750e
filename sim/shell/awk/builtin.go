package awk

import (
	"math"
	"strconv"
	"strings"
)

// builtin calls a function of the language.
func (m *machine) builtin(n *builtinNode) value {
	switch n.function {
	case "length":
		return ofNumber(float64(m.length(n)))
	case "split":
		return m.splitInto(n.arguments)
	case "sub", "gsub":
		return ofNumber(float64(m.substitute(n.arguments, n.function == "gsub")))
	case "match":
		return m.match(n.arguments)
	case "sprintf":
		return ofText(m.formatted(n.arguments))
	}
	arguments := make([]value, len(n.arguments), len(n.arguments)+3)
	for i, a := range n.arguments {
		arguments[i] = m.evaluate(a)
	}
	given := len(arguments)
	arguments = append(arguments, value{}, value{}, value{})
	first, second := arguments[0], arguments[1]
	text := func(v value) string { return v.string(m.format()) }
	switch n.function {
	case "substr":
		return ofText(substring(text(first), second.float(), arguments[2].float(), given > 2))
	case "index":
		return ofNumber(float64(strings.Index(text(first), text(second)) + map[bool]int{true: 0, false: 1}[text(second) == ""]))
	case "tolower":
		return ofText(changed(text(first), 'A', 'Z'))
	case "toupper":
		return ofText(changed(text(first), 'a', 'z'))
	case "system":
		m.flush()
		return ofNumber(float64(m.host.System(text(first))))
	case "close":
		return ofNumber(float64(m.closeStream(text(first))))
	case "fflush":
		m.flush()
		return ofNumber(0)
	case "rand":
		return ofNumber(m.chance())
	case "srand":
		return m.reseed(first, given > 0)
	}
	return ofNumber(mathematics(n.function, first.float(), second.float()))
}

func mathematics(function string, x, y float64) float64 {
	switch function {
	case "sin":
		return math.Sin(x)
	case "cos":
		return math.Cos(x)
	case "atan2":
		return math.Atan2(x, y)
	case "exp":
		return math.Exp(x)
	case "log":
		return math.Log(x)
	case "sqrt":
		return math.Sqrt(x)
	}
	return math.Trunc(x)
}

// chance is a number from 0 up to 1. (SplitMix64, so that a run can be repeated)
func (m *machine) chance() float64 {
	m.random += 0x9E3779B97F4A7C15
	z := m.random
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return float64((z^z>>31)>>11) / (1 << 53)
}

func (m *machine) reseed(seed value, given bool) value {
	old := m.seed
	if m.seed = float64(m.host.Seed()); given {
		m.seed = seed.float()
	}
	m.random = math.Float64bits(m.seed)
	return ofNumber(old)
}

func changed(s string, from, to byte) string {
	b := []byte(s)
	for i, ch := range b {
		if ch >= from && ch <= to {
			b[i] = ch ^ 0x20
		}
	}
	return string(b)
}

// substring counts from 1. A beginning before that takes nothing away from the
// length, as in mawk.
func substring(s string, begin, length float64, bounded bool) string {
	at, size := roundEven(begin), math.Inf(1)
	if bounded {
		size = roundEven(length)
	}
	if at < 1 {
		if bounded {
			size -= math.Min(at, 0)
		}
		at = 1
	}
	last := math.Min(at+size-1, float64(len(s)))
	if !(at <= last) {
		return ""
	}
	return s[int(at)-1 : int(last)]
}

func roundEven(n float64) float64 { return math.RoundToEven(n) }

func (m *machine) length(n *builtinNode) int {
	if len(n.arguments) == 0 {
		m.joinRecord()
		return len(m.record)
	}
	if name, ok := n.arguments[0].(*nameNode); ok && name.name != "NF" {
		if c := m.cell(name.name); c.array != nil {
			return len(c.array.keys)
		}
	}
	return len(m.evaluate(n.arguments[0]).string(m.format()))
}

func (m *machine) splitInto(arguments []node) value {
	if len(arguments) < 2 {
		panic(failure{"wrong number of arguments in call to split"})
	}
	name, ok := arguments[1].(*nameNode)
	if !ok {
		panic(failure{"the second argument of split is no array"})
	}
	text := m.evaluate(arguments[0]).string(m.format())
	var parts []string
	switch {
	case len(arguments) < 3:
		parts = m.splitText(text, m.variable("FS").string("%.6g"), false)
	default:
		if literal, isMatch := arguments[2].(*matchNode); !isMatch {
			parts = m.splitText(text, m.evaluate(arguments[2]).string(m.format()), false)
		} else if text != "" {
			parts = splitBy(literal.expression, text)
		}
	}
	a := m.arrayOf(name.name)
	*a = *newArray()
	for i, part := range parts {
		m.element(a, strconv.Itoa(i+1), len(part)).value = ofInput(part)
	}
	return ofNumber(float64(len(parts)))
}

// substitute replaces what is matched, once or everywhere, and gives how often.
func (m *machine) substitute(arguments []node, all bool) int {
	if len(arguments) < 2 {
		panic(failure{"wrong number of arguments in call to sub"})
	}
	expression := m.pattern(arguments[0])
	replacement := m.evaluate(arguments[1]).string(m.format())
	var target node = &fieldNode{&numberNode{0}}
	if len(arguments) > 2 {
		target = arguments[2]
	}
	text := m.evaluate(target).string(m.format())
	m.step(len(text) / 8)
	most := 1
	if all {
		most = -1
	}
	var b strings.Builder
	begin, count := 0, 0
	for _, at := range expression.FindAllStringIndex(text, most) {
		b.WriteString(text[begin:at[0]])
		b.WriteString(inserted(replacement, text[at[0]:at[1]]))
		begin = at[1]
		count++
	}
	if count > 0 {
		b.WriteString(text[begin:])
		m.set(target, ofText(bounded(b.String())))
	}
	return count
}

// inserted is a replacement with & for what was matched, unless a backslash is
// before it.
func inserted(replacement, matched string) string {
	if !strings.ContainsAny(replacement, `&\`) {
		return replacement
	}
	var b strings.Builder
	for i := 0; i < len(replacement); i++ {
		switch ch := replacement[i]; {
		case ch == '\\' && i+1 < len(replacement) && (replacement[i+1] == '&' || replacement[i+1] == '\\'):
			i++
			b.WriteByte(replacement[i])
		case ch == '&':
			b.WriteString(matched)
		default:
			b.WriteByte(ch)
		}
	}
	return b.String()
}

func (m *machine) match(arguments []node) value {
	if len(arguments) != 2 {
		panic(failure{"wrong number of arguments in call to match"})
	}
	text := m.evaluate(arguments[0]).string(m.format())
	start, length := 0, -1
	if at := m.pattern(arguments[1]).FindStringIndex(text); at != nil {
		start, length = at[0]+1, at[1]-at[0]
	}
	m.setVariable("RSTART", ofNumber(float64(start)))
	m.setVariable("RLENGTH", ofNumber(float64(length)))
	return ofNumber(float64(start))
}

// formatted is what printf and sprintf make of their arguments.
func (m *machine) formatted(arguments []node) string {
	if len(arguments) == 0 {
		panic(failure{"no arguments in call to printf"})
	}
	format := m.evaluate(arguments[0]).string(m.format())
	list := make([]Argument, len(arguments)-1)
	for i, n := range arguments[1:] {
		v := m.evaluate(n)
		list[i] = Argument{Text: v.string(m.format()), Number: v.float(), IsNumber: v.form == isNumber}
	}
	if wanted := Directives(format); wanted > len(list) {
		panic(failure{"not enough arguments passed to printf(\"" + format + "\")"})
	}
	return bounded(Format(format, list))
}
