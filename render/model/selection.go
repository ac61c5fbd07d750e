package model

import (
	"timeslice/assets/words"
	"timeslice/render/scene"
	"timeslice/render/view/timeline"
	"timeslice/sim/trace"
)

// inWords says an error in the present language, if it can.
func (m *Model) inWords(err error) string {
	if e, ok := err.(interface{ In(*words.Words) string }); ok {
		return e.In(m.say)
	}
	return err.Error()
}

// goTo selects a fact and goes to where it has just happened, and nothing after it.
func (m *Model) goTo(a Act) {
	t := m.Trace()
	if a.Subject.Topic != scene.OfFact || a.Subject.ID < 1 || a.Subject.ID > int64(t.Len()) {
		return
	}
	m.look(a)
	m.Playhead.Playing = false
	fact := trace.FactID(a.Subject.ID)
	m.seekPosition(timeline.Position{At: t.Fact(fact).Time, Fact: fact})
}

// showPrinted shows what one process printed; what all did if it is shown
// already or none is named.
func (m *Model) showPrinted(a Act) {
	process := trace.ProcessID(0)
	if a.Subject.Topic == scene.OfProcess {
		process = trace.ProcessID(a.Subject.ID)
	}
	if m.Terminal.Process == process {
		process = trace.NoProcess
	}
	m.Terminal.Process, m.Terminal.Scroll = process, 0
}

// showEvents shows the list of what happened beside the stage, or what is
// selected if the list is shown already.
func (m *Model) showEvents(Act) {
	if m.Panels.Right == "events" {
		m.Panels.Right = "inspector"
		return
	}
	m.Panels.Right = "events"
}

// listSubject lists the facts of a subject besides those that are listed, or not
// any more.
func (m *Model) listSubject(a Act) {
	m.Events.Subjects ^= 1 << uint64(a.Argument)
	m.Events.Scroll = 0
}

// SelectNamed selects what has a name, or most nearly has it; false if nothing
// has.
func (m *Model) SelectNamed(name string) bool {
	b := m.Branch()
	if b == nil {
		return false
	}
	for _, found := range b.Book.Find(name) {
		if s, is := SubjectOf(found.Ref); is {
			m.Selected = s
			return true
		}
	}
	return false
}
