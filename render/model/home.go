package model

import (
	"path"
	"slices"
	"strings"

	"timeslice/assets/words"
	"timeslice/lessons"
	"timeslice/lessons/lesson"
	"timeslice/render/scene"
)

// Card is something that can be opened at home.
type Card struct {
	Sort    CardSort
	Example int // of a lesson or a scenario: its number among the examples
}

// CardSort is what a card opens.
type CardSort uint8

// The sorts of cards, in the order in which they stand.
const (
	LessonCard   CardSort = iota
	PasteCard             // what is on the clipboard: code, a link, an archive
	BlankCard             // an empty program, to be written
	ScenarioCard          // a scenario that ships
)

// Example is a program that ships: of a lesson, or a scenario.
type Example struct {
	Node bool // it is a Node.js program

	title, about func(words.Language) string
	open         func() (*Program, Settings)
	lesson       *lesson.Lesson // nil for a scenario
}

// Lesson is the lesson that an example is of, nil if it is of none.
func (e *Example) Lesson() *lesson.Lesson { return e.lesson }

// Title is what an example is called in a language.
func (e *Example) Title(l words.Language) string { return e.title(l) }

// About says in a language what there is to see.
func (e *Example) About(l words.Language) string { return e.about(l) }

// examples are what ships: the programs of the lessons, then the scenarios.
func examples() []Example {
	var all []Example
	for _, name := range lessons.FolderNames(lessons.Folders()) {
		if l, faults := lesson.Open(lessons.Folders(), name); len(faults) == 0 {
			all = append(all, ofLesson(l))
		}
	}
	for _, e := range lessons.Scenarios() {
		all = append(all, ofScenario(e))
	}
	return all
}

func ofLesson(l *lesson.Lesson) Example {
	about := func(language words.Language) string {
		for _, block := range l.Summary(language) {
			if text := lesson.Plain(block.Spans); text != "" {
				return text
			}
		}
		return ""
	}
	open := func() (*Program, Settings) { return programOf(l, l.Knobs) }
	return Example{Node: !strings.HasSuffix(l.Main, ".yaml"), title: l.Title, about: about, open: open, lesson: l}
}

func ofScenario(e lessons.Entry) Example {
	about := func(l words.Language) string { return unbroken(e.Comment(l), l) }
	open := func() (*Program, Settings) {
		file := path.Base(e.File())
		p := NewProgram(file, []File{{Name: file, Text: string(e.Source)}}, file)
		p.Ships = true
		return p, Settings{}
	}
	return Example{title: e.Title, about: about, open: open}
}

// Examples are the programs that ship.
func (m *Model) Examples() []Example {
	if m.examples == nil {
		m.examples = examples()
	}
	return m.examples
}

// Cards are what can be opened at home: the lessons, one's own code, and the
// scenarios.
func (m *Model) Cards() []Card {
	if m.cards == nil {
		var scenarios []Card
		for i := range m.Examples() {
			if m.examples[i].lesson != nil {
				m.cards = append(m.cards, Card{LessonCard, i})
			} else {
				scenarios = append(scenarios, Card{ScenarioCard, i})
			}
		}
		m.cards = append(m.cards, Card{Sort: PasteCard}, Card{Sort: BlankCard})
		m.cards = append(m.cards, scenarios...)
	}
	return m.cards
}

// card opens the card of the subject's number.
func (m *Model) card(a Act) {
	all := m.Cards()
	if a.Subject.ID < 0 || a.Subject.ID >= int64(len(all)) {
		return
	}
	m.HomeAt = int(a.Subject.ID)
	switch c := all[a.Subject.ID]; c.Sort {
	case PasteCard:
		m.pasteHome(a)
	case BlankCard:
		m.blank(a)
	default:
		m.example(c.Example)
	}
}

// example opens an example, playing; a lesson where it was left.
func (m *Model) example(number int) {
	e := &m.Examples()[number]
	if e.lesson != nil {
		m.OpenLesson(e.lesson, m.Progress.Step[e.lesson.Name])
		return
	}
	p, s := e.open()
	p.Name = e.Title(m.say.Language())
	m.Open(p, s)
	m.Playhead.Playing = m.Branch().machine != nil
}

// Left is the lesson that was open last and is not done, nil if there is none.
func (m *Model) Left() *lesson.Lesson {
	for i := range m.Examples() {
		if l := m.examples[i].lesson; l != nil && l.Name == m.Progress.Last && m.Progress.Part(l) < 1 {
			return l
		}
	}
	return nil
}

// goOn opens the lesson that was open last.
func (m *Model) goOn(Act) {
	if l := m.Left(); l != nil {
		m.OpenLesson(l, m.Progress.Step[l.Name])
	}
}

// blank opens a program that does next to nothing, with the caret in it.
func (m *Model) blank(Act) {
	const name = "main.js"
	text := "// " + m.say.Say("ui.home.blank-comment") + "\nconsole.log('hello')\n"
	m.Open(NewProgram(name, []File{{name, text}}, name), Settings{})
	m.typeIn(Act{Command: scene.Command{Text: CodeField}})
}

// pasteHome asks for what is on the clipboard, to open it.
func (m *Model) pasteHome(Act) { m.requests = append(m.requests, Request{Name: "paste"}) }

// openPasted opens what was on the clipboard.
func (m *Model) openPasted(a Act) {
	if strings.TrimSpace(a.Text) == "" {
		m.Fail(refuse("ui.home.nothing-to-paste"))
		return
	}
	s, err := ReadPasted(a.Text)
	if err != nil {
		m.Fail(err)
		return
	}
	m.OpenShared(s)
}

// choose moves among the cards with the keyboard: to that of the subject, or else
// by as many as the argument says.
func (m *Model) choose(a Act) {
	to := m.HomeAt + int(a.Argument)
	if a.Subject.Topic == scene.OfText {
		to = int(a.Subject.ID)
	}
	if to >= 0 && to < len(m.Cards()) {
		m.HomeAt = to
	}
	m.HomeShows = true
}

// openChosen opens the card that the keyboard is on.
func (m *Model) openChosen(a Act) {
	a.Subject.ID = int64(m.HomeAt)
	m.card(a)
}

// back returns to what is open, if something is.
func (m *Model) back(Act) {
	if slices.ContainsFunc(m.Branches, func(b *Branch) bool { return b.machine != nil }) {
		m.Screen = Lab
	}
}

// homeCommands are those of home. Which card is above or beside another, only who
// draws them knows, and says with the act; without a picture the arrows go through
// the cards in their order.
func homeCommands() []Command {
	return []Command{
		{Name: "example", On: AtHome, do: (*Model).card},
		{Name: "open", Keys: []string{"Enter", "Space"}, On: AtHome, do: (*Model).openChosen},
		{Name: "choose-next", Keys: []string{"ArrowRight"}, On: AtHome, Argument: 1, do: (*Model).choose},
		{Name: "choose-previous", Keys: []string{"ArrowLeft"}, On: AtHome, Argument: -1, do: (*Model).choose},
		{Name: "choose-below", Keys: []string{"ArrowDown"}, On: AtHome, Argument: 1, do: (*Model).choose},
		{Name: "choose-above", Keys: []string{"ArrowUp"}, On: AtHome, Argument: -1, do: (*Model).choose},
		{Name: "go-on", Keys: []string{"R"}, On: AtHome, do: (*Model).goOn},
		{Name: "new-program", Keys: []string{"N"}, On: AtHome, do: (*Model).blank},
		{Name: "paste-program", Keys: []string{"Ctrl+V", "P"}, On: AtHome, do: (*Model).pasteHome},
		{Name: "type", On: AtHome, do: (*Model).openPasted},
		{Name: "return", Keys: []string{"Escape"}, On: AtHome, do: (*Model).back},
	}
}
