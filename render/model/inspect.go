package model

import "timeslice/render/scene"

// Inspect is how the inspector looks at what is selected.
type Inspect struct {
	Scroll float64 // how far it is scrolled, in points
	Chain  bool    // the chain of causes is drawn across the stage

	before []scene.Subject // what was selected before, the last at the end
}

// mostBefore is how many selections are remembered.
const mostBefore = 100

// look selects something.
func (m *Model) look(a Act) {
	if m.Selected == a.Subject {
		return
	}
	if m.Selected.Topic != scene.Nothing {
		if len(m.Inspect.before) == mostBefore {
			m.Inspect.before = m.Inspect.before[1:]
		}
		m.Inspect.before = append(m.Inspect.before, m.Selected)
	}
	m.Selected, m.Inspect.Scroll = a.Subject, 0
}

// lookBack selects what was selected before: the way back along a chain of
// causes.
func (m *Model) lookBack(Act) {
	if last := len(m.Inspect.before) - 1; last >= 0 {
		m.Selected, m.Inspect.Scroll = m.Inspect.before[last], 0
		m.Inspect.before = m.Inspect.before[:last]
	}
}

// copyAbout asks for what the inspector says of what is selected to be copied.
func (m *Model) copyAbout(Act) {
	m.requests = append(m.requests, Request{Name: "copy-about"})
	m.Notice = Notice{Text: m.say.Say("ui.copied-about")}
}
