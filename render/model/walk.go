package model

import "timeslice/render/scene"

// Walk is the mark of the picture that the keyboard is on. Which marks there are and
// where, only the view knows: so the keys that walk are gestures, which the view
// turns into the act "walk".
type Walk struct {
	Name    string // "" for none
	Subject scene.Subject
	Nth     int // of several marks with that name and subject, from 0
}

// walkCommands are those of going through the marks by keys.
func walkCommands() []Command {
	seen := func(*Model, Act) {} // the view has turned the key into a walk
	return []Command{            // what Enter uses is the view's too, unless it is selected already
		{Name: "walk-next", Keys: []string{"Tab"}, On: InLab, About: true, do: seen},
		{Name: "walk-previous", Keys: []string{"Shift+Tab"}, On: InLab, About: true, do: seen},
		{Name: "walk-use", Keys: []string{"Enter"}, On: InWalk, About: true, do: func(m *Model, _ Act) { m.enter(Act{}) }},
		{Name: "walk-leave", Keys: []string{"Escape"}, On: InWalk, do: func(m *Model, _ Act) { m.Walk = Walk{} }},
		{Name: "walk", About: true, do: func(m *Model, a Act) { m.Walk = Walk{a.Text, a.Subject, int(a.Argument)} }},
	}
}
