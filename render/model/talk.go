package model

import (
	"slices"

	"timeslice/lessons/lesson"
	"timeslice/render/scene"
)

// Talk is the open lesson as it is given as a talk: what a class sees of it, one
// part after another, as a clicker goes through them.
type Talk struct {
	Part  TalkPart
	Ask   int // of a question or its answer: which of the step
	Black bool

	Spot  bool // all is dim but the places at which the step looks
	Round bool // all is dim but a circle at the pointer
	Dot   bool // a dot is at the pointer

	Theme scene.ThemeName // for as long as it lasts
	Ns    int64           // how long it has lasted, of real time
}

// TalkPart is what of a step is shown.
type TalkPart uint8

// The parts, in their order.
const (
	LessonTitle TalkPart = iota // before the first step: what the lesson is called
	StepTitle                   // what the step is called, large
	StepText                    // its text, beside the machine
	StepQuestion
	StepAnswer
	TalkEnd // after the last step
)

var talkPartNames = [...]string{"lesson", "title", "text", "question", "answer", "end"}

func (p TalkPart) String() string { return talkPartNames[p] }

// Shows reports whether the machine is on the screen, and not a card.
func (t *Talk) Shows() bool {
	return t.Part == StepText || t.Part == StepQuestion || t.Part == StepAnswer
}

// Theme is the theme in which all is shown.
func (m *Model) Theme() scene.ThemeName {
	if m.Talk != nil {
		return m.Talk.Theme
	}
	return m.Preferences.Theme
}

// talk begins a talk about the open lesson: with the lesson's title, or with an
// argument at the step that is shown.
func (m *Model) talk(a Act) {
	if m.Course == nil || m.Talk != nil {
		return
	}
	m.Talk = &Talk{Theme: scene.Projector}
	m.Typing, m.ShowsKeys = "", false
	if a.Argument > 0 {
		m.Talk.Part = StepText
	} else {
		m.goToStep(0)
	}
	m.requests = append(m.requests, Request{Name: "fullscreen", Text: "on"})
}

// endTalk goes back to the lesson, at the step that is shown.
func (m *Model) endTalk(Act) {
	m.Talk = nil
	m.requests = append(m.requests, Request{Name: "fullscreen", Text: "off"})
}

// talkNext goes to the next part; from black back to what was there.
func (m *Model) talkNext(Act) {
	t, c := m.Talk, m.Course
	questions := len(c.Step().Questions)
	switch {
	case t.Black:
		t.Black = false
	case t.Part < StepText:
		t.Part++
	case t.Part == StepText && questions > 0:
		t.Part, t.Ask = StepQuestion, 0
		m.hideAnswer()
	case t.Part == StepQuestion:
		t.Part = StepAnswer
		m.showAnswer(true)
	case t.Part == StepAnswer && t.Ask+1 < questions:
		t.Part, t.Ask = StepQuestion, t.Ask+1
		m.hideAnswer()
	case t.Part == TalkEnd:
	case c.At+1 < len(c.Lesson.Steps):
		m.goToStep(c.At + 1)
		t.Part = StepTitle
	default:
		t.Part = TalkEnd
	}
	c.Scroll = 0
}

// talkBack goes to the part before.
func (m *Model) talkBack(Act) {
	t, c := m.Talk, m.Course
	last := func() {
		t.Part, t.Ask = StepText, 0
		if n := len(c.Step().Questions); n > 0 {
			t.Part, t.Ask = StepAnswer, n-1
			m.showAnswer(true)
		}
	}
	switch {
	case t.Black:
		t.Black = false
	case t.Part == TalkEnd:
		last()
	case t.Part == StepAnswer:
		t.Part = StepQuestion
		m.hideAnswer()
	case t.Part == StepQuestion && t.Ask > 0:
		t.Part, t.Ask = StepAnswer, t.Ask-1
		m.showAnswer(true)
	case t.Part == StepTitle && c.At > 0:
		m.goToStep(c.At - 1)
		last()
	case t.Part > LessonTitle:
		t.Part--
	}
	c.Scroll = 0
}

// Asked is the question that a talk asks at the moment, nil for none.
func (m *Model) Asked() *lesson.Question {
	t := m.Talk
	if t == nil || m.Course == nil || t.Part != StepQuestion && t.Part != StepAnswer {
		return nil
	}
	questions := m.Course.Step().Questions
	if t.Ask < 0 || t.Ask >= len(questions) {
		return nil
	}
	return &questions[t.Ask]
}

func (m *Model) hideAnswer() { m.showAnswer(false) }

// showAnswer shows the right answer to the question that is asked, or hides it.
func (m *Model) showAnswer(shown bool) {
	if q := m.Asked(); q != nil {
		_, g := m.question(Act{Subject: scene.Subject{Topic: scene.OfText, ID: int64(m.Talk.Ask)}})
		g.Shown = shown
	}
}

// talkAnswer shows or hides the answer to what is asked.
func (m *Model) talkAnswer(Act) {
	t := m.Talk
	switch t.Part {
	case StepQuestion:
		t.Part = StepAnswer
		m.showAnswer(true)
	case StepAnswer:
		t.Part = StepQuestion
		m.hideAnswer()
	}
}

// flip turns something of the talk on or off. The two ways of dimming exclude each
// other.
func flip(which func(*Talk) *bool) func(*Model, Act) {
	return func(m *Model, _ Act) {
		t := m.Talk
		what := which(t)
		*what = !*what
		if *what && what == &t.Spot {
			t.Round = false
		}
		if *what && what == &t.Round {
			t.Spot = false
		}
	}
}

func (m *Model) openNotes(Act) { m.requests = append(m.requests, Request{Name: "notes"}) }

// spoils reports whether a key would change the run in the middle of a talk. There
// that needs the palette: a hand on a clicker, or on the wrong key, must not.
func (m *Model) spoils(c *Command) bool {
	if m.Talk == nil {
		return false
	}
	return slices.ContainsFunc(slices.Concat(knobCommands(), knobListCommands()), func(k Command) bool { return k.Name == c.Name })
}

// Presents reports whether a step of a talk has the code beside its text, and the
// machine.
func (m *Model) Presents() (code, machine bool) {
	for _, place := range m.Course.Step().Look {
		switch place.Sort {
		case "code", "line", "terminal":
			code = true
		default:
			machine = true
		}
	}
	return code, machine || !code
}

// Looks reports whether the step says to look at a sort of place.
func (c *Course) Looks(sort string) bool {
	return slices.ContainsFunc(c.Step().Look, func(p lesson.Place) bool { return p.Sort == sort })
}

// Pressed is a key that was pressed, as it is shown to those who watch.
type Pressed struct {
	Key     string
	Command string // what it stood for
	leftNs  int64  // for so long it is still shown
}

// A pressed key is shown so long, and so many are at once.
const (
	pressedNs   = 2_500_000_000
	mostPressed = 4
)

// notePressed shows a key that was pressed, if keys are to be shown.
func (m *Model) notePressed(key, command string) {
	if !m.ShowsPressed {
		return
	}
	m.Pressed = append(m.Pressed, Pressed{key, command, pressedNs})
	if len(m.Pressed) > mostPressed {
		m.Pressed = slices.Delete(m.Pressed, 0, len(m.Pressed)-mostPressed)
	}
}

func (m *Model) togglePressed(Act) { m.ShowsPressed, m.Pressed = !m.ShowsPressed, nil }

// tickTalk lets time pass for the talk's clock and for the pressed keys.
func (m *Model) tickTalk(realNs int64) {
	if m.Talk != nil {
		m.Talk.Ns += realNs
		if m.Course == nil || m.Screen != Lab { // something else was opened
			m.endTalk(Act{})
		}
	}
	for i := range m.Pressed {
		m.Pressed[i].leftNs -= realNs
	}
	m.Pressed = slices.DeleteFunc(m.Pressed, func(p Pressed) bool { return p.leftNs <= 0 })
}

// talkCommands are those of talks. While one lasts, its keys come before all others.
func talkCommands() []Command {
	return []Command{
		{Name: "talk", Keys: []string{"F5"}, On: InLesson, do: (*Model).talk},
		{Name: "talk-here", Keys: []string{"Shift+F5"}, On: InLesson, Argument: 1, do: (*Model).talk},
		{Name: "talk-next", Keys: []string{"PageDown", "ArrowRight", "Space"}, On: InTalk, do: (*Model).talkNext},
		{Name: "talk-back", Keys: []string{"PageUp", "ArrowLeft", "Backspace"}, On: InTalk, do: (*Model).talkBack},
		{Name: "talk-black", Keys: []string{"B", "."}, On: InTalk, do: flip(func(t *Talk) *bool { return &t.Black })},
		{Name: "talk-spot", Keys: []string{"S"}, On: InTalk, do: flip(func(t *Talk) *bool { return &t.Spot })},
		{Name: "talk-round", Keys: []string{"O"}, On: InTalk, do: flip(func(t *Talk) *bool { return &t.Round })},
		{Name: "talk-dot", Keys: []string{"D"}, On: InTalk, do: flip(func(t *Talk) *bool { return &t.Dot })},
		{Name: "talk-answer", Keys: []string{"A"}, On: InTalk, do: (*Model).talkAnswer},
		{Name: "talk-play", Keys: []string{"P"}, On: InTalk, do: (*Model).togglePlay},
		{Name: "talk-notes", Keys: []string{"N"}, On: InTalk, do: (*Model).openNotes},
		{Name: "talk-clock", Keys: []string{"R"}, On: InTalk, do: func(m *Model, _ Act) { m.Talk.Ns = 0 }},
		{Name: "show-pressed", Keys: []string{"Ctrl+Shift+K"}, now: func(m *Model) string { return m.onOrOff(m.ShowsPressed) }, do: (*Model).togglePressed},
		{Name: "talk-end", Keys: []string{"Escape"}, On: InTalk, do: (*Model).endTalk},
	}
}
