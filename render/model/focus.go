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
