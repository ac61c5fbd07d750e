package awk

import (
	"regexp"
	"strconv"
	"strings"
)

// cell is what a name stands for: a value or an array.
type cell struct {
	value value
	array *array
	from  *cell // of a parameter that was given a name that was nothing yet
}

// array is a table of values; its keys keep the order in which they came.
type array struct {
	cells map[string]*cell
	keys  []string
}

func (a *array) at(key string) *cell {
	c := a.cells[key]
	if c == nil {
		c = &cell{}
		a.cells[key] = c
		a.keys = append(a.keys, key)
	}
	return c
}

func (a *array) remove(key string) {
	if a.cells[key] == nil {
		return
	}
	delete(a.cells, key)
	for i, k := range a.keys {
		if k == key {
			a.keys = append(a.keys[:i:i], a.keys[i+1:]...)
			return
		}
	}
}

func newArray() *array { return &array{cells: map[string]*cell{}} }

// failure ends a program with a word of why.
type failure struct{ text string }

// machine runs a program.
type machine struct {
	program *Program
	host    Host
	globals map[string]*cell
	frames  []map[string]*cell
	streams []*stream
	kept    map[string]*regexp.Regexp // regular expressions made of texts

	record        string
	fields        []value
	split, joined bool // the fields are those of the record; the record is that of its fields

	at      int // of ARGV, what is read next
	main    *reader
	steps   int
	held    int // bytes that arrays hold
	random  uint64
	seed    float64
	exit    int
	leaving bool // exit was said: END may say it again
}

// Run runs a program with its arguments and what was assigned before, "x=1", and
// gives its exit status.
func (p *Program) Run(host Host, name string, arguments, assigned []string) (status int) {
	m := &machine{program: p, host: host, globals: map[string]*cell{}, kept: map[string]*regexp.Regexp{}, joined: true, at: 1}
	m.random = uint64(host.Seed())
	m.begin(append([]string{name}, arguments...))
	for i := range p.rules {
		p.rules[i].inside = false
	}
	defer func() {
		if x := recover(); x != nil {
			f, failed := x.(failure)
			if !failed {
				panic(x)
			}
			m.flush()
			host.Complain("run time error: " + f.text)
			status = 2
		}
	}()
	for _, a := range assigned {
		m.assignText(a)
	}
	m.all()
	m.flush()
	for _, s := range m.streams {
		if s.in != nil {
			s.in.source.Close()
		} else {
			s.out.Close()
		}
	}
	return m.exit
}

func (m *machine) begin(arguments []string) {
	for name, text := range map[string]string{"FS": " ", "OFS": " ", "ORS": "\n", "RS": "\n", "CONVFMT": "%.6g", "OFMT": "%.6g", "SUBSEP": "\x1c"} {
		m.global(name).value = ofText(text)
	}
	for _, name := range []string{"NR", "FNR", "RSTART"} {
		m.global(name).value = ofNumber(0)
	}
	m.global("RLENGTH").value = ofNumber(-1)
	m.global("ARGC").value = ofNumber(float64(len(arguments)))
	list, environment := newArray(), newArray()
	for i, a := range arguments {
		list.at(strconv.Itoa(i)).value = ofInput(a)
	}
	for _, e := range m.host.Environment() {
		name, text, _ := strings.Cut(e, "=")
		environment.at(name).value = ofInput(text)
	}
	m.global("ARGV").array, m.global("ENVIRON").array = list, environment
}

// assignText is "name=value" of the command line. It is none if that is no name.
func (m *machine) assignText(a string) bool {
	name, text, found := strings.Cut(a, "=")
	if !found || name == "" || !isLetter(name[0]) {
		return false
	}
	for i := range len(name) {
		if !isLetter(name[i]) && !isDigit(name[i]) {
			return false
		}
	}
	m.setVariable(name, ofInput(unescape(text)))
	return true
}

// all runs BEGIN, the rules for each record, and END.
func (m *machine) all() {
	reads := false
	for i := range m.program.rules {
		r := &m.program.rules[i]
		if !r.begin {
			reads = true
		} else if m.run(r.body) == exits {
			m.leaving = true
			break
		}
	}
	if !m.leaving && reads {
		m.records()
	}
	if m.exit == fatal {
		return
	}
	for i := range m.program.rules {
		if r := &m.program.rules[i]; r.end && m.run(r.body) == exits {
			return
		}
	}
}

// fatal is the exit status after a file that could not be read.
const fatal = 2

func (m *machine) records() {
	for m.nextMain() {
		switch m.apply() {
		case exits:
			m.leaving = true
			return
		case skipsFile:
			m.main.source.Close()
			m.main = nil
		}
	}
}

// apply runs the rules for the record.
func (m *machine) apply() outcome {
	for i := range m.program.rules {
		r := &m.program.rules[i]
		if r.begin || r.end || !m.selects(r) {
			continue
		}
		if r.printed {
			m.joinRecord()
			m.host.Output(m.record + m.variable("ORS").string("%.6g"))
		} else if o := m.run(r.body); o != onward {
			return o
		}
	}
	return onward
}

// nextMain reads the next record of the files of the command line.
func (m *machine) nextMain() bool {
	for {
		if m.main == nil && !m.openNext() {
			return false
		}
		if text, ok := m.nextRecord(m.main); ok {
			m.setRecord(text)
			m.count("NR")
			m.count("FNR")
			m.step(len(text) / 16)
			return true
		}
		m.main.source.Close()
		m.main = nil
	}
}

func (m *machine) count(name string) {
	c := m.global(name)
	c.value = ofNumber(c.value.float() + 1)
}

// openNext opens the next file of ARGV, or standard input if there was none.
func (m *machine) openNext() bool {
	for ; m.at < int(m.variable("ARGC").float()); m.at++ {
		c := m.global("ARGV").array.cells[strconv.Itoa(m.at)]
		if c == nil || c.value.string("%.6g") == "" {
			continue
		}
		file := c.value.string("%.6g")
		if m.assignText(file) {
			continue
		}
		source, fault := m.host.Open(file)
		if fault != "" {
			m.flush()
			m.host.Complain("cannot open " + file + " (" + fault + ")")
			m.exit, m.leaving = fatal, true
			return false
		}
		m.at++
		m.opened(source, file)
		return true
	}
	if m.leaving || m.global("FILENAME").value.form != unset {
		return false
	}
	source, fault := m.host.Open("-")
	if fault != "" {
		return false
	}
	m.opened(source, "")
	return true
}

func (m *machine) opened(source Source, file string) {
	m.main = &reader{source: source}
	m.global("FILENAME").value = ofInput(file)
	m.global("FNR").value = ofNumber(0)
}

// selects reports whether a rule is for this record.
func (m *machine) selects(r *rule) bool {
	switch {
	case r.from == nil:
		return true
	case r.to == nil:
		return m.evaluate(r.from).truth()
	case !r.inside && !m.evaluate(r.from).truth():
		return false
	}
	r.inside = !m.evaluate(r.to).truth()
	return true
}

// outcome is how a statement ended.
type outcome int

const (
	onward outcome = iota
	breaks
	continues
	skips
	skipsFile
	exits
	returns
)

// mostHeld is how much arrays, or a record, may hold in bytes, and cellBytes what an
// element takes besides its text.
const (
	mostHeld  = 16 << 20
	cellBytes = 128
)

// element is an element of an array, for a value of so many bytes.
func (m *machine) element(a *array, key string, size int) *cell {
	before := len(a.keys)
	c := a.at(key)
	if len(a.keys) > before {
		m.held += cellBytes + len(key)
	}
	if m.held += size - len(c.value.text); m.held > mostHeld {
		panic(failure{"out of memory"})
	}
	return c
}

// step counts what is done, so that nothing runs for ever unseen.
func (m *machine) step(n int) {
	if m.steps += 1 + n; m.steps >= stepsPaid {
		m.host.Owe(m.steps)
		m.steps = 0
	}
}

// stepsPaid is how many steps are paid for at once.
const stepsPaid = 256

func (m *machine) run(list []node) outcome {
	for _, n := range list {
		if o := m.statement(n); o != onward {
			return o
		}
	}
	return onward
}

func (m *machine) statement(n node) outcome {
	m.step(0)
	switch n := n.(type) {
	case *blockNode:
		return m.run(n.body)
	case *ifNode:
		if m.evaluate(n.condition).truth() {
			return m.run(n.yes)
		}
		return m.run(n.no)
	case *whileNode:
		return m.loop(n.condition, nil, n.body, n.later)
	case *forNode:
		if n.first != nil {
			m.statement(n.first)
		}
		return m.loop(n.condition, n.step, n.body, false)
	case *eachNode:
		return m.each(n)
	case *printNode:
		m.print(n)
	case *deleteNode:
		a := m.arrayOf(n.array)
		if n.index == nil {
			*a = *newArray()
		} else {
			a.remove(m.key(n.index))
		}
	case *jumpNode:
		return m.jump(n)
	default:
		m.evaluate(n)
	}
	return onward
}

func (m *machine) loop(condition, step node, body []node, later bool) outcome {
	for ; ; later = false {
		if !later && condition != nil && !m.evaluate(condition).truth() {
			return onward
		}
		switch o := m.run(body); o {
		case onward, continues:
		case breaks:
			return onward
		default:
			return o
		}
		if step != nil {
			m.statement(step)
		}
		m.step(0)
	}
}

func (m *machine) each(n *eachNode) outcome {
	a := m.arrayOf(n.array)
	for _, key := range append([]string(nil), a.keys...) {
		if a.cells[key] == nil {
			continue
		}
		m.setVariable(n.name, ofInput(key))
		switch o := m.run(n.body); o {
		case onward, continues:
		case breaks:
			return onward
		default:
			return o
		}
	}
	return onward
}

func (m *machine) jump(n *jumpNode) outcome {
	switch n.kind {
	case "break":
		return breaks
	case "continue":
		return continues
	case "next":
		return skips
	case "nextfile":
		return skipsFile
	case "exit":
		if n.value != nil {
			m.exit = int(m.evaluate(n.value).float()) & 0xFF
		}
		return exits
	}
	frame := m.frames[len(m.frames)-1]
	frame[result].value = value{}
	if n.value != nil {
		frame[result].value = m.evaluate(n.value)
	}
	return returns
}

// result is the name under which a frame keeps what its function returns.
const result = "return"

func (m *machine) print(n *printNode) {
	text := ""
	if n.formatted {
		text = m.formatted(n.arguments)
	} else {
		format := m.variable("OFMT").string("%.6g")
		parts := make([]string, len(n.arguments))
		for i, a := range n.arguments {
			parts[i] = m.evaluate(a).string(format)
		}
		if len(parts) == 0 {
			m.joinRecord()
			parts = []string{m.record}
		}
		text = strings.Join(parts, m.variable("OFS").string("%.6g")) + m.variable("ORS").string("%.6g")
	}
	switch {
	case n.kind == "":
		m.host.Output(text)
	default:
		m.output(n.kind, m.evaluate(n.to).string(m.format())).Write(text)
	}
}
