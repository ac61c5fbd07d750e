package model

import (
	"timeslice/render/scene"
	"timeslice/sim/trace"
)

// enter fills the stage with a process: the act's, or else that of what is
// selected.
func (m *Model) enter(a Act) {
	s := a.Subject
	if s.Topic == scene.Nothing {
		s = m.Selected
	}
	b := m.Branch()
	if b == nil {
		return
	}
	switch s.Topic {
	case scene.OfProcess:
		m.Focus = scene.Subject{Topic: scene.OfProcess, ID: s.ID}
	case scene.OfItem:
		m.Focus = scene.Subject{Topic: scene.OfProcess, ID: s.Part}
	case scene.OfThread:
		if id := b.Book.ProcessOf(trace.ThreadID(s.ID)); id != trace.NoProcess {
			m.Focus = scene.Subject{Topic: scene.OfProcess, ID: int64(id)}
		}
	}
}

// outward puts away what was done last to look closer: a message, a search through the
// run, a stretch of time, a process that fills the stage, what is selected. Where there
// is nothing of that it leads home.
func (m *Model) outward(a Act) {
	switch {
	case m.Notice.Text != "":
		m.Notice = Notice{}
	case m.Hunting():
		m.hunt = nil
	case m.Timeline.Picked.Ns() > 0:
		m.Pick(Range{})
	case m.Focus.Topic != scene.Nothing:
		m.Focus = scene.Subject{}
	case m.Selected.Topic != scene.Nothing:
		m.Selected = scene.Subject{}
	default:
		m.goHome(a)
	}
}

// goHome shows the lessons and examples; what is open stays so.
func (m *Model) goHome(Act) { m.Screen = Home }
