package model

import (
	"timeslice/render/scene"
	"timeslice/render/view/timeline"
	"timeslice/sim/trace"
)

// Stride is what a step goes by.
type Stride uint8

// The strides. Those up to ByOwn can be that of the step keys.
const (
	ByFact     Stride = iota
	ByDecision        // of the scheduler: a core is handed out
	ByCallback        // of an event loop
	ByLine            // of source, of one thread
	ByOwn             // what the selected thread, process or core does next
	ByOutput
	ByMessage
	ByError
	strideCount
)

// Name is the name of a stride in commands and catalogues.
func (s Stride) Name() string {
	return [...]string{"fact", "decision", "callback", "line", "own", "output", "message", "error"}[s]
}

// hunt looks for a place at which a run has not come to be yet.
type hunt struct {
	from timeline.Position
	find func(x *timeline.Index, from timeline.Position) (found, bool)
	none string // the text of what is told if it is not found
}

// found is what a step or a hunt found.
type found struct {
	to     timeline.Position
	thread trace.ThreadID // that is to be selected, NoThread for nobody
	notice string         // what to tell of it
}

// Hunting reports whether the run is let go on until something is found.
func (m *Model) Hunting() bool { return m.hunt != nil }

// finder is how the next place of a stride is found; nil if it needs a selection
// that there is not.
func (m *Model) finder(s Stride) func(*timeline.Index, timeline.Position) (found, bool) {
	if s == ByLine {
		thread := m.LineThread()
		if thread == trace.NoThread {
			return nil
		}
		return func(x *timeline.Index, from timeline.Position) (found, bool) {
			p, ok := x.NextLine(thread, from.At)
			return found{to: x.At(p.At), thread: thread}, ok
		}
	}
	q := m.filter(s)
	if q == nil {
		return nil
	}
	return func(x *timeline.Index, from timeline.Position) (found, bool) {
		to, ok := x.Forward(from, q)
		return found{to: to}, ok
	}
}

// filter is which facts a stride goes by, nil if it needs a selection that there
// is not.
func (m *Model) filter(s Stride) *timeline.Filter {
	if s == ByOwn {
		return m.ownFilter()
	}
	return s.filter()
}

// filter is which facts a stride goes by that needs no selection.
func (s Stride) filter() *timeline.Filter {
	q := &timeline.Filter{}
	switch s {
	case ByDecision:
		q.Kinds = timeline.Decisions()
	case ByCallback:
		q.Kinds = timeline.Callbacks()
	case ByOutput:
		q.Kinds = timeline.Outputs()
	case ByMessage:
		q.Kinds = timeline.Messages()
	case ByError:
		return failures()
	}
	return q
}

// failures are the facts by which something goes wrong that a user should see:
// calls that fail, what programs write to the standard error, processes that end
// with another code than 0 or by a signal. A call that is only to be tried again
// later has not gone wrong.
func failures() *timeline.Filter {
	kinds := timeline.Errors()
	kinds.Add(trace.KindOutput)
	kinds.Add(trace.KindProcessExit)
	const again = 11 // EAGAIN
	return &timeline.Filter{Kinds: kinds, Match: func(f *trace.Fact, _ trace.FactID) bool {
		switch f.Kind {
		case trace.KindOutput:
			return f.Object == 2
		case trace.KindProcessExit:
			return f.A != 0 || f.B != 0
		case trace.KindError:
			return f.A != again
		}
		return true
	}}
}

// ownFilter are the changes of what is selected.
func (m *Model) ownFilter() *timeline.Filter {
	q := &timeline.Filter{Kinds: timeline.Changes()}
	switch s := m.Selected; s.Topic {
	case scene.OfThread:
		q.Thread = trace.ThreadID(s.ID)
	case scene.OfProcess:
		q.Process = trace.ProcessID(s.ID)
	case scene.OfItem:
		q.Process = trace.ProcessID(s.Part)
	case scene.OfCore:
		q.Kinds = timeline.Decisions()
		q.Match = func(f *trace.Fact, _ trace.FactID) bool { return int64(f.Core) == s.ID }
	case scene.OfObject:
		q.Kinds = timeline.KindSet{}
		q.Match = func(f *trace.Fact, _ trace.FactID) bool {
			role := f.Kind.Schema().Object.Role
			return role == trace.RoleObject && int64(f.Object) == s.ID
		}
	default:
		return nil
	}
	return q
}

// LineThread is the thread whose lines of source are gone through: the selected
// one, or one of the selected process or of that which fills the stage, or else the
// first that runs a script.
func (m *Model) LineThread() trace.ThreadID {
	b := m.Branch()
	if b == nil {
		return trace.NoThread
	}
	all := b.Trace().LineThreads()
	for _, s := range []scene.Subject{m.Selected, m.Focus} {
		for _, id := range all {
			if s.Topic == scene.OfThread && int64(id) == s.ID || s.Topic == scene.OfProcess && int64(b.Book.ProcessOf(id)) == s.ID {
				return id
			}
		}
	}
	if len(all) > 0 {
		return all[0]
	}
	return trace.NoThread
}

// stepBy goes to the next place of a stride, or with a negative argument to the
// last one before.
func stepBy(s Stride) func(*Model, Act) {
	return func(m *Model, a Act) { m.stepStride(s, a.Argument) }
}

// step goes by the stride of the step keys.
func (m *Model) step(a Act) { m.stepStride(m.Stride, a.Argument) }

func (m *Model) stepStride(s Stride, by int64) {
	b := m.Branch()
	if b == nil {
		return
	}
	m.Playhead.Playing = false
	find := m.finder(s)
	switch {
	case find == nil && s == ByLine:
		m.Notice = Notice{Text: m.say.Say("ui.step.no-line-thread")}
	case find == nil:
		m.Notice = Notice{Text: m.say.Say("ui.step.no-selection")}
	case by < 0:
		m.stepBack(s, b.Index)
	default:
		m.seekFound(find, "ui.step.none")
	}
}

func (m *Model) stepBack(s Stride, x *timeline.Index) {
	m.Notice = Notice{}
	if s == ByLine {
		if p, ok := x.PreviousLine(m.LineThread(), m.Playhead.At); ok {
			m.seekPosition(x.At(p.At))
			return
		}
		m.Notice = Notice{Text: m.say.Say("ui.step.none-before")}
		return
	}
	if to, ok := x.Backward(m.Position(), m.filter(s)); ok {
		m.seekPosition(to)
		return
	}
	if t := m.Trace(); s == ByFact && (t.Len() == 0 || t.Fact(1).Time > 0) {
		m.Seek(0)
		return
	}
	m.Notice = Notice{Text: m.say.Say("ui.step.none-before")}
}

// seekFound goes to what is found, as soon as the run has come there; none is what
// is told if it ends before.
func (m *Model) seekFound(find func(*timeline.Index, timeline.Position) (found, bool), none string) {
	m.Notice = Notice{}
	m.hunt = &hunt{m.Position(), find, none}
	m.goOnHunting()
}

// goOnHunting looks at what the run has come to since the last time.
func (m *Model) goOnHunting() {
	h, b := m.hunt, m.Branch()
	if h == nil || b == nil {
		m.hunt = nil
		return
	}
	if f, ok := h.find(b.Index, h.from); ok {
		m.seekPosition(f.to)
		m.reach(&f)
		return
	}
	if b.Ended() || b.machine == nil {
		m.hunt = nil
		m.Notice = Notice{Text: m.say.Say(h.none)}
		return
	}
	// What was looked at need not be looked at again; more can happen at its last instant.
	x := b.Index
	h.from = timeline.Position{At: max(h.from.At, x.End()-1), Fact: max(h.from.Fact, trace.FactID(x.Trace().Len()))}
}

// reach shows where a hunt has led.
func (m *Model) reach(f *found) {
	if f.thread != trace.NoThread {
		m.look(Act{Subject: scene.Subject{Topic: scene.OfThread, ID: int64(f.thread)}})
	}
	if f.notice != "" {
		m.Notice = Notice{Text: f.notice}
	}
}

// nextStride lets the step keys go by another stride.
func (m *Model) nextStride(a Act) {
	m.Stride = Stride(wrapped(int(m.Stride)+int(a.Argument), int(ByOwn)+1))
}

// stepCommands are those of the time machine.
func stepCommands() []Command {
	all := []Command{
		{Name: "stride", Keys: []string{"G"}, On: InLab, Argument: 1, do: (*Model).nextStride},
		{Name: "stride-back", Keys: []string{"Shift+G"}, On: InLab, Argument: -1, do: (*Model).nextStride},
	}
	keys := [strideCount]string{ByDecision: "D", ByCallback: "K", ByLine: "N", ByOwn: "Ctrl+Arrow", ByOutput: "U", ByMessage: "M", ByError: "X"}
	for s := ByDecision; s < strideCount; s++ {
		on, back := keys[s], "Shift+"+keys[s]
		if s == ByOwn {
			on, back = keys[s]+"Right", keys[s]+"Left"
		}
		all = append(all,
			Command{Name: "next-" + s.Name(), Keys: []string{on}, On: InLab, Argument: 1, do: stepBy(s)},
			Command{Name: "previous-" + s.Name(), Keys: []string{back}, On: InLab, Argument: -1, do: stepBy(s)})
	}
	return all
}
