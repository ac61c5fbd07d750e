package scenario

import (
	"strconv"

	"timeslice/sim"
	"timeslice/sim/trace"
)

// Timed edits: what is changed from outside while the machine runs, one a line,
// such as "12ms kill server". Scenario files have them under edits, command lines
// after --edit, links and saved branches as they are.

// maximumEdits is how many edits a run may have.
const maximumEdits = 1_000

// editForm is an edit as it is written. To add one, write its reader and add its
// line.
type editForm struct {
	name    string
	example string
	read    func(p *operands, e *sim.Edit)
}

func editForms() []editForm {
	return []editForm{
		{"kill", "12ms kill server TERM", readEditKill},
		{"stop", "12ms stop server", readEditSignal(sim.SIGSTOP)},
		{"continue", "12ms continue server", readEditSignal(sim.SIGCONT)},
		{"nice", "12ms nice 10 of server", readEditNice},
		{"affinity", "12ms affinity 0-1 of server", readEditAffinity},
		{"add-core", "12ms add-core", func(_ *operands, e *sim.Edit) { e.Kind = sim.EditAddCore }},
		{"remove-core", "12ms remove-core 1", readEditRemoveCore},
		{"pool", "12ms pool 8 of server", readEditPool},
		{"drop", "12ms drop CHANNEL", readEditDrop},
		{"crash", "12ms crash thread worker-1", readEditCrash},
	}
}

// ReadEdit reads an edit with its instant. name is what faults call the place where
// it stands. An error is of type [Errors].
func ReadEdit(name, line string) (sim.Edit, error) {
	f := &faults{file: name}
	r := &reader{faults: f, scenario: &Scenario{}}
	e, _ := r.readEdit(&node{text: line})
	return e, f.err()
}

// ReadEdits reads edits, each from a line of its own.
func ReadEdits(name string, lines []string) ([]sim.Edit, error) {
	f := &faults{file: name}
	r := &reader{faults: f, scenario: &Scenario{}}
	if len(lines) > maximumEdits {
		r.add(place{}, "scenario.wrong-count", "Section", "edits", "Low", 0, "High", maximumEdits)
		return nil, f.err()
	}
	var edits []sim.Edit
	for i, line := range lines {
		e, _ := r.readEdit(&node{text: line, place: place{i + 1, 1}})
		edits = append(edits, e)
	}
	return edits, f.err()
}

// readEdits reads the section edits.
func (r *reader) readEdits(n *node) {
	items := r.items(n)
	if len(items) > maximumEdits {
		r.add(n.place, "scenario.wrong-count", "Section", "edits", "Low", 0, "High", maximumEdits)
		return
	}
	for _, item := range items {
		if !r.scalar(item) {
			continue
		}
		if e, ok := r.readEdit(item); ok {
			r.scenario.edits = append(r.scenario.edits, e)
		}
	}
}

// readEdit reads one edit.
func (r *reader) readEdit(n *node) (e sim.Edit, ok bool) {
	p := operands{reader: r, node: n, form: &form{name: n.text, example: editForms()[0].example}}
	open := -1
	if p.words, open = split(n.text); open >= 0 {
		r.add(n.at(open), "scenario.open-quote")
		return e, false
	}
	if len(p.words) > 0 {
		p.form.name = p.words[0].text
	}
	e.At = trace.Time(p.duration())
	word, at, there := p.take()
	if !there {
		return e, false
	}
	var names []string
	for _, f := range editForms() {
		if f.name == word.text {
			p.form = &form{name: f.name, example: f.example}
			f.read(&p, &e)
			p.end()
			return e, !p.failed
		}
		names = append(names, f.name)
	}
	r.addUnknown(at, "scenario.unknown-edit", word.text, names)
	return e, false
}

// process takes a process: its number, or its name.
func (p *operands) process() sim.Subject { return p.subject(sim.ProcessSubject) }

// processOrThread takes "thread" and a thread, or else a process.
func (p *operands) processOrThread() sim.Subject {
	if p.accept("thread") {
		return p.subject(sim.ThreadSubject)
	}
	return p.process()
}

// subject takes a number or a name; in quotes it is always a name.
func (p *operands) subject(sort sim.SubjectSort) sim.Subject {
	s := sim.Subject{Sort: sort}
	w, at, ok := p.take()
	if !ok {
		return s
	}
	number, err := strconv.ParseInt(w.text, 10, 32)
	switch {
	case w.quoted || err != nil:
		s.Name = w.text
	case number < 1:
		p.fail(at, "scenario.out-of-range", "Word", w.text, "Low", 1, "High", 1<<31-1)
	default:
		s.ID = int32(number)
	}
	if w.quoted && w.text == "" {
		p.fail(at, "scenario.missing-operand", "Word", p.form.name, "Example", p.form.example)
	}
	return s
}

func readEditKill(p *operands, e *sim.Edit) {
	e.Kind, e.Subject, e.Value = sim.EditSignal, p.process(), int64(sim.SIGKILL)
	if p.more() {
		e.Value = int64(p.signal())
	}
}

func readEditSignal(s sim.Signal) func(*operands, *sim.Edit) {
	return func(p *operands, e *sim.Edit) {
		e.Kind, e.Subject, e.Value = sim.EditSignal, p.process(), int64(s)
	}
}

func readEditNice(p *operands, e *sim.Edit) {
	e.Kind, e.Value = sim.EditNice, p.whole(-20, 19)
	p.expect("of")
	e.Subject = p.processOrThread()
}

func readEditAffinity(p *operands, e *sim.Edit) {
	e.Kind = sim.EditAffinity
	if !p.accept("all") {
		e.Cores = p.cores()
	}
	p.expect("of")
	e.Subject = p.processOrThread()
}

func readEditRemoveCore(p *operands, e *sim.Edit) {
	e.Kind, e.Value = sim.EditRemoveCore, p.whole(0, maximumCores-1)
}

// mostPool is how many threads libuv's pool has at most.
const mostPool = 1024

func readEditPool(p *operands, e *sim.Edit) {
	e.Kind, e.Value = sim.EditPool, p.whole(1, mostPool)
	p.expect("of")
	e.Subject = p.process()
}

func readEditDrop(p *operands, e *sim.Edit) {
	e.Kind, e.Subject = sim.EditDrop, p.subject(sim.ObjectSubject)
}

func readEditCrash(p *operands, e *sim.Edit) {
	e.Kind, e.Subject = sim.EditCrash, p.processOrThread()
}
