package awk

import (
	"math"
	"regexp"
	"strings"
)

func (m *machine) format() string { return m.global("CONVFMT").value.text }

func (m *machine) global(name string) *cell {
	c := m.globals[name]
	if c == nil {
		c = &cell{}
		m.globals[name] = c
	}
	return c
}

// cell is what a name stands for where it is used: a parameter, or for all.
func (m *machine) cell(name string) *cell {
	if len(m.frames) > 0 {
		if c := m.frames[len(m.frames)-1][name]; c != nil {
			return c
		}
	}
	return m.global(name)
}

func (m *machine) variable(name string) value {
	if name == "NF" {
		m.splitRecord()
		return ofNumber(float64(len(m.fields)))
	}
	return m.cell(name).value
}

func (m *machine) setVariable(name string, v value) {
	if name == "NF" {
		m.setFieldCount(int(v.float()))
		return
	}
	m.cell(name).value = v
}

// arrayOf is the array of a name; one that was nothing becomes one.
func (m *machine) arrayOf(name string) *array {
	c := m.cell(name)
	if c.array == nil {
		if c.value.form != unset {
			panic(failure{"type error: scalar reference to array " + name})
		}
		made := newArray()
		for ; c != nil && c.array == nil; c = c.from {
			c.array = made
		}
		return made
	}
	return c.array
}

// key is the key of one index or more.
func (m *machine) key(index []node) string {
	if len(index) == 1 {
		return m.evaluate(index[0]).string(m.format())
	}
	parts := make([]string, len(index))
	for i, n := range index {
		parts[i] = m.evaluate(n).string(m.format())
	}
	return strings.Join(parts, m.variable("SUBSEP").string("%.6g"))
}

// compile makes a regular expression of an extended one of POSIX, which finds the
// longest of those that begin first.
func compile(text string, line int) *regexp.Regexp {
	expression, err := regexp.Compile("(?s)" + text)
	if err != nil {
		panic(fault{line, "regular expression compile failed (" + err.Error() + ")\n" + text})
	}
	expression.Longest()
	return expression
}

// mostKept is how many regular expressions made of texts are kept.
const mostKept = 256

func (m *machine) regexp(text string) *regexp.Regexp {
	made := m.kept[text]
	if made == nil {
		defer func() {
			if f, wrong := recover().(fault); wrong {
				panic(failure{f.text})
			}
		}()
		if len(m.kept) >= mostKept {
			clear(m.kept)
		}
		made = compile(text, 0)
		m.kept[text] = made
	}
	return made
}

// pattern is the regular expression that an expression is.
func (m *machine) pattern(n node) *regexp.Regexp {
	if literal, ok := n.(*matchNode); ok {
		return literal.expression
	}
	return m.regexp(m.evaluate(n).string(m.format()))
}

func (m *machine) matches(expression *regexp.Regexp, text string) bool {
	m.step(len(text) / 16)
	return expression.MatchString(text)
}

func (m *machine) evaluate(n node) value {
	m.step(0)
	switch n := n.(type) {
	case *numberNode:
		return ofNumber(n.value)
	case *textNode:
		return ofText(n.value)
	case *matchNode:
		m.joinRecord()
		return ofTruth(m.matches(n.expression, m.record))
	case *nameNode:
		return m.variable(n.name)
	case *fieldNode:
		return m.field(int(clamp(m.evaluate(n.index).float())))
	case *indexNode:
		return m.elementOf(n).value
	case *groupNode:
		if len(n.inner) != 1 {
			panic(failure{"a list in parentheses is no value"})
		}
		return m.evaluate(n.inner[0])
	case *inNode:
		return ofTruth(m.arrayOf(n.array).cells[m.key(n.index)] != nil)
	case *assignNode:
		return m.assign(n)
	case *stepNode:
		old := m.evaluate(n.to).float()
		m.set(n.to, ofNumber(old+n.by))
		if n.before {
			old += n.by
		}
		return ofNumber(old)
	case *unaryNode:
		return m.unary(n)
	case *binaryNode:
		return m.binary(n)
	case *chooseNode:
		if m.evaluate(n.condition).truth() {
			return m.evaluate(n.yes)
		}
		return m.evaluate(n.no)
	case *callNode:
		return m.call(n)
	case *builtinNode:
		return m.builtin(n)
	case *getlineNode:
		return ofNumber(m.getline(n))
	}
	panic(failure{"not an expression"})
}

// elementOf is what an index names; it is there from now on.
func (m *machine) elementOf(n *indexNode) *cell {
	a, key := m.arrayOf(n.array), m.key(n.index)
	if c := a.cells[key]; c != nil {
		return c
	}
	return m.element(a, key, 0)
}

func (m *machine) set(to node, v value) {
	switch to := to.(type) {
	case *nameNode:
		m.setVariable(to.name, v)
	case *fieldNode:
		m.setField(int(clamp(m.evaluate(to.index).float())), v)
	case *indexNode:
		m.element(m.arrayOf(to.array), m.key(to.index), len(v.text)).value = v
	}
}

func (m *machine) assign(n *assignNode) value {
	v := m.evaluate(n.value)
	if n.operator != "" {
		v = ofNumber(calculate(n.operator, m.evaluate(n.to).float(), v.float()))
	}
	m.set(n.to, v)
	return v
}

func calculate(operator string, a, b float64) float64 {
	switch operator {
	case "+":
		return a + b
	case "-":
		return a - b
	case "*":
		return a * b
	case "/":
		return a / b
	case "%":
		return math.Mod(a, b)
	}
	return math.Pow(a, b)
}

func (m *machine) unary(n *unaryNode) value {
	v := m.evaluate(n.value)
	switch n.operator {
	case "!":
		return ofTruth(!v.truth())
	case "-":
		return ofNumber(0 - v.float())
	}
	return ofNumber(v.float())
}

func (m *machine) binary(n *binaryNode) value {
	switch n.operator {
	case "&&":
		return ofTruth(m.evaluate(n.left).truth() && m.evaluate(n.right).truth())
	case "||":
		return ofTruth(m.evaluate(n.left).truth() || m.evaluate(n.right).truth())
	case "~":
		text := m.evaluate(n.left).string(m.format())
		return ofTruth(m.matches(m.pattern(n.right), text))
	}
	a, b := m.evaluate(n.left), m.evaluate(n.right)
	switch n.operator {
	case " ":
		return ofText(bounded(a.string(m.format()) + b.string(m.format())))
	case "<":
		return ofTruth(compare(a, b, m.format()) < 0)
	case "<=":
		return ofTruth(compare(a, b, m.format()) <= 0)
	case "==":
		return ofTruth(compare(a, b, m.format()) == 0)
	case "!=":
		return ofTruth(compare(a, b, m.format()) != 0)
	case ">":
		return ofTruth(compare(a, b, m.format()) > 0)
	case ">=":
		return ofTruth(compare(a, b, m.format()) >= 0)
	}
	return ofNumber(calculate(n.operator, a.float(), b.float()))
}

// longest is how long a text may grow.
const longest = 1 << 20

func bounded(text string) string {
	if len(text) > longest {
		panic(failure{"a text is longer than 1 MiB"})
	}
	return text
}

// deepestCall is how deep calls may lie in one another.
const deepestCall = 1000

func (m *machine) call(n *callNode) value {
	f := m.program.functions[n.function]
	if len(n.arguments) > len(f.parameters) {
		panic(failure{"too many arguments in call to " + f.name})
	}
	if len(m.frames) >= deepestCall {
		panic(failure{"function call nesting too deep"})
	}
	frame := map[string]*cell{result: {}}
	for i, name := range f.parameters {
		frame[name] = &cell{}
		if i < len(n.arguments) {
			frame[name] = m.passed(n.arguments[i])
		}
	}
	m.frames = append(m.frames, frame)
	o := m.run(f.body)
	m.frames = m.frames[:len(m.frames)-1]
	if o == exits || o == skips || o == skipsFile {
		panic(failure{"exit and next within a function are not simulated"})
	}
	return frame[result].value
}

// passed is what a function gets: a value of its own, or the caller's array.
func (m *machine) passed(n node) *cell {
	name, ok := n.(*nameNode)
	if !ok || name.name == "NF" {
		return &cell{value: m.evaluate(n)}
	}
	c := m.cell(name.name)
	switch {
	case c.array != nil:
		return &cell{array: c.array}
	case c.value.form == unset:
		return &cell{from: c}
	}
	return &cell{value: c.value}
}

func (m *machine) getline(n *getlineNode) float64 {
	var text string
	switch n.kind {
	case "":
		record, fields, split, joined := m.record, m.fields, m.split, m.joined
		if !m.nextMain() {
			return 0
		}
		if n.to == nil {
			return 1
		}
		text = m.record
		m.record, m.fields, m.split, m.joined = record, fields, split, joined
	default:
		in := m.input(n.kind, m.evaluate(n.from).string(m.format()))
		if in == nil {
			return -1
		}
		read, ok := m.nextRecord(in)
		if !ok {
			return 0
		}
		text = read
		if n.kind == "|" {
			m.count("NR")
		}
	}
	if n.to == nil {
		m.setRecord(text)
	} else {
		m.set(n.to, ofInput(text))
	}
	return 1
}
