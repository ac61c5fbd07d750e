package model

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"timeslice/render/scene"
	"timeslice/render/view/sentence"
	"timeslice/sim"
	"timeslice/sim/scenario"
	"timeslice/sim/trace"
)

// Changing it here: what is selected is changed at the playhead. The program is run
// again from the start with one timed edit more, as a branch of its own: the run
// that was shown stays, and is what the new one is compared with.

// nicer is by how much one press changes a nice value.
const nicer = 5

// editCommands are the changes that can be made at the playhead.
func editCommands() []Command {
	all := []Command{
		{Name: "remove-edit", On: InLab, About: true, do: (*Model).removeEdit},
		{Name: "move-edit", On: InLab, About: true, do: (*Model).moveEdit},
	}
	for i, c := range changes() {
		one := Command{Name: c.name, On: InLab, do: func(m *Model, a Act) { m.changeHere(a, c.of) }}
		if c.key != "" {
			one.Keys = []string{c.key}
		}
		all = slices.Insert(all, i, one)
	}
	return all
}

// change is something that can be changed at the playhead: as a command, with the key
// for it if it has one.
type change struct {
	name, key string
	of        changeOf
}

// changes are all of them, in the order in which they are offered.
func changes() []change {
	return []change{
		{"edit-kill", "Alt+K", signalling(sim.SIGKILL)},
		{"edit-terminate", "", signalling(sim.SIGTERM)},
		{"edit-stop", "Alt+X", signalling(sim.SIGSTOP)},
		{"edit-continue", "", signalling(sim.SIGCONT)},
		{"edit-crash", "", crashing},
		{"edit-favour", "", nicing(-nicer)},
		{"edit-defer", "", nicing(nicer)},
		{"edit-bind", "", binding},
		{"edit-unbind", "", unbinding},
		{"edit-pool", "", pooling},
		{"edit-drop", "Alt+D", dropping},
		{"edit-add-core", "Alt+A", addingCore},
		{"edit-remove-core", "Alt+R", removingCore},
	}
}

// changeOf makes an edit of a subject as it is now; false if it cannot be made of that.
type changeOf func(m *Model, now *trace.State, s scene.Subject) (sim.Edit, bool)

// CanChange lists the changes that can be made of a subject as it is now, as commands.
func (m *Model) CanChange(s scene.Subject, now *trace.State) []string {
	if b := m.Branch(); b == nil || b.machine == nil {
		return nil
	}
	var names []string
	for _, name := range changesOf(s.Topic) {
		if m.change(name, now, s) {
			names = append(names, name)
		}
	}
	return names
}

// changesOf are the changes that make sense of what a topic is about.
func changesOf(topic scene.Topic) []string {
	of := []string{"edit-kill", "edit-terminate", "edit-stop", "edit-continue", "edit-crash", "edit-favour", "edit-defer", "edit-bind", "edit-unbind"}
	switch topic {
	case scene.OfProcess:
		return append(of, "edit-pool")
	case scene.OfThread:
		return of
	case scene.OfObject:
		return []string{"edit-drop"}
	case scene.OfCore:
		return []string{"edit-remove-core", "edit-add-core"}
	case scene.Nothing, scene.OfMachine:
		return []string{"edit-add-core", "edit-remove-core"}
	}
	return nil
}

// change reports whether a change can be made of a subject.
func (m *Model) change(name string, now *trace.State, s scene.Subject) bool {
	all := changes()
	at := slices.IndexFunc(all, func(c change) bool { return c.name == name })
	_, can := all[at].of(m, now, s)
	return can
}

// changeHere changes something at the playhead, in a branch of its own.
func (m *Model) changeHere(a Act, of changeOf) {
	b, s := m.Branch(), a.Subject
	if b == nil || b.machine == nil {
		return
	}
	if s.Topic == scene.Nothing {
		s = m.Selected
	}
	e, can := of(m, b.Trace().SnapshotAfter(m.Position().Fact), s)
	if !can {
		m.Fail(refuse("ui.edit.nothing"))
		return
	}
	e.At = m.Playhead.At
	m.branchOff(append(slices.Clone(b.Edits), e), m.say.Say("ui.branch.of-edit", "What", m.editInWords(a.Name, &e), "At", sentence.Instant(e.At)))
}

// editInWords is a change as the name of a branch has it: "Kill server".
func (m *Model) editInWords(command string, e *sim.Edit) string {
	what := m.say.Say("ui.edit." + strings.TrimPrefix(command, "edit-"))
	book := &m.Branch().Book
	switch e.Subject.Sort {
	case sim.ProcessSubject:
		return what + " " + book.Process(trace.ProcessID(e.Subject.ID))
	case sim.ThreadSubject:
		return what + " " + book.Thread(trace.ThreadID(e.Subject.ID))
	case sim.ObjectSubject:
		return what + " " + cmp.Or(book.Object(trace.ObjectID(e.Subject.ID)), e.Subject.String())
	}
	return what
}

// living is the process, and the thread if a thread was meant, that a subject means
// and that can be changed: it lives at the playhead and is not init.
func living(now *trace.State, s scene.Subject) (trace.ProcessID, trace.ThreadID) {
	switch s.Topic {
	case scene.OfProcess:
		id := trace.ProcessID(s.ID)
		if id != trace.InitProcess && now.Process(id).Status == trace.ProcessAlive {
			return id, trace.NoThread
		}
	case scene.OfThread:
		t := now.Thread(trace.ThreadID(s.ID))
		if t.Status != trace.StatusNone && t.Status != trace.StatusEnded && t.Process != trace.InitProcess {
			return t.Process, trace.ThreadID(s.ID)
		}
	}
	return trace.NoProcess, trace.NoThread
}

func processSubject(p trace.ProcessID) sim.Subject {
	return sim.Subject{Sort: sim.ProcessSubject, ID: int32(p)}
}

// subjectOf is whom a change is about that may be about a thread.
func subjectOf(p trace.ProcessID, t trace.ThreadID) sim.Subject {
	if t != trace.NoThread {
		return sim.Subject{Sort: sim.ThreadSubject, ID: int32(t)}
	}
	return processSubject(p)
}

// signalling sends a signal to the process; only one that is stopped can go on, and
// only one that is not can be stopped.
func signalling(signal sim.Signal) changeOf {
	return func(m *Model, now *trace.State, s scene.Subject) (sim.Edit, bool) {
		p, _ := living(now, s)
		e := sim.Edit{Kind: sim.EditSignal, Subject: processSubject(p), Value: int64(signal)}
		if p == trace.NoProcess {
			return e, false
		}
		stopped := now.Thread(trace.ThreadID(p)).Status == trace.StatusStopped
		return e, signal != sim.SIGCONT && signal != sim.SIGSTOP || stopped == (signal == sim.SIGCONT)
	}
}

func crashing(m *Model, now *trace.State, s scene.Subject) (sim.Edit, bool) {
	p, t := living(now, s)
	return sim.Edit{Kind: sim.EditCrash, Subject: subjectOf(p, t)}, p != trace.NoProcess
}

func nicing(by int64) changeOf {
	return func(m *Model, now *trace.State, s scene.Subject) (sim.Edit, bool) {
		p, t := living(now, s)
		if p == trace.NoProcess {
			return sim.Edit{}, false
		}
		nice := int64(now.Thread(cmp.Or(t, trace.ThreadID(p))).Nice)
		to := min(max(nice+by, -20), 19)
		return sim.Edit{Kind: sim.EditNice, Subject: subjectOf(p, t), Value: to}, to != nice
	}
}

// binding binds threads to one core: where the thread runs, or ran last. Whose thread may
// run nowhere else is bound already.
func binding(m *Model, now *trace.State, s scene.Subject) (sim.Edit, bool) {
	p, t := living(now, s)
	if p == trace.NoProcess {
		return sim.Edit{}, false
	}
	one := now.Thread(cmp.Or(t, trace.ThreadID(p)))
	core := max(one.LastCore, 0)
	bound := core < 63 && one.Affinity == 1<<core
	return sim.Edit{Kind: sim.EditAffinity, Subject: subjectOf(p, t), Cores: []trace.CoreID{core}}, now.CoresThere() > 1 && !bound
}

// unbinding lets threads run on every core.
func unbinding(m *Model, now *trace.State, s scene.Subject) (sim.Edit, bool) {
	p, t := living(now, s)
	bound := p != trace.NoProcess && now.Thread(cmp.Or(t, trace.ThreadID(p))).Affinity != 0
	return sim.Edit{Kind: sim.EditAffinity, Subject: subjectOf(p, t)}, bound
}

// pooling doubles the thread pool of a Node process.
func pooling(m *Model, now *trace.State, s scene.Subject) (sim.Edit, bool) {
	p, _ := living(now, s)
	if p == trace.NoProcess || now.Loop(trace.ThreadID(p)).Fact == trace.NoFact {
		return sim.Edit{}, false
	}
	threads := int64(0)
	for id := range now.Threads {
		if t := &now.Threads[id]; t.Process == p && t.Status != trace.StatusEnded && strings.HasPrefix(m.Trace().Text(t.Name), trace.PoolThread) {
			threads++
		}
	}
	if threads == 0 {
		threads = int64(max(m.Pool(), usualPool))
	}
	to := min(2*threads, mostPool)
	return sim.Edit{Kind: sim.EditPool, Subject: processSubject(p), Value: to}, to > threads
}

// dropping loses what is under way to an object; of a fact, to the object of the
// fact.
func dropping(m *Model, now *trace.State, s scene.Subject) (sim.Edit, bool) {
	o := now.Object(trace.ObjectID(s.ID))
	switch o.Sort {
	case trace.ReasonPipe, trace.ReasonSocketPair, trace.ReasonSocket, trace.ReasonDatagramSocket:
	default:
		return sim.Edit{}, false
	}
	e := sim.Edit{Kind: sim.EditDrop, Subject: sim.Subject{Sort: sim.ObjectSubject, ID: int32(s.ID)}}
	return e, s.Topic == scene.OfObject && o.Held > 0
}

func addingCore(m *Model, now *trace.State, _ scene.Subject) (sim.Edit, bool) {
	return sim.Edit{Kind: sim.EditAddCore}, now.CoresThere() < mostCores
}

// removingCore takes the core away that is selected, or else the last there is.
func removingCore(m *Model, now *trace.State, s scene.Subject) (sim.Edit, bool) {
	core := int64(-1)
	for id := range now.Cores {
		if now.Cores[id].Gone == trace.Never && (s.Topic != scene.OfCore || int64(id) == s.ID) {
			core = int64(id)
		}
	}
	return sim.Edit{Kind: sim.EditRemoveCore, Value: core}, core > 0
}

// EditSubject is an edit of the branch that is shown, as a subject.
func EditSubject(at int) scene.Subject {
	return scene.Subject{Topic: scene.OfRun, ID: int64(at), Part: 1}
}

func (m *Model) editOf(s scene.Subject) (int, bool) {
	b := m.Branch()
	return int(s.ID), b != nil && s.Topic == scene.OfRun && s.Part == 1 && s.ID >= 0 && s.ID < int64(len(b.Edits))
}

// removeEdit runs the branch again without one of its edits.
func (m *Model) removeEdit(a Act) {
	if at, is := m.editOf(a.Subject); is {
		m.reedit(slices.Delete(slices.Clone(m.Branch().Edits), at, at+1))
	}
}

// moveEdit runs the branch again with one of its edits at another instant: that of
// the argument, or the playhead's.
func (m *Model) moveEdit(a Act) {
	at, is := m.editOf(a.Subject)
	if !is {
		return
	}
	edits := slices.Clone(m.Branch().Edits)
	to := m.Playhead.At
	if a.Argument > 0 {
		to = trace.Time(a.Argument)
	}
	if edits[at].At == to {
		return
	}
	edits[at].At = to
	m.reedit(edits)
}

// reedit runs the branch that is shown again with other edits.
func (m *Model) reedit(edits []sim.Edit) {
	b := m.Branch()
	m.rememberBranches()
	m.showInstead(&Branch{Name: b.Name, Parent: b.Parent, Program: b.Program, Settings: b.Settings, Edits: edits})
}

// editLines writes edits as links and saved files have them.
func editLines(edits []sim.Edit) []string {
	var lines []string
	for i := range edits {
		lines = append(lines, edits[i].Line())
	}
	return lines
}

// readEdits reads them.
func readEdits(lines []string) ([]sim.Edit, error) {
	edits, err := scenario.ReadEdits("edits", lines)
	if err != nil {
		return nil, fmt.Errorf("%w", err)
	}
	return edits, nil
}
