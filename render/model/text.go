package model

import (
	"strings"

	"timeslice/render/edit"
	"timeslice/render/syntax"
)

// The fields that can take text. Typing is one of them, or "" if keys are
// commands.
const (
	CodeField    = "code"
	FindField    = "find"
	ReplaceField = "replace"
	SearchField  = "search" // of the timeline
	FilterField  = "filter" // of the events
	KnobsField   = "knobs"  // of the list of knobs
	KnobField    = "knob"   // the value of one of them
	BranchField  = "branch" // the name of a run
)

// Request is what the model wants of the computer around it.
type Request struct {
	Name  string // "copy", "paste", "save", "real", "real-cancel"
	Text  string
	File  string // of "save": what the file is to be called
	Order *Order // of "real"
}

// Requests takes what the model has wanted since it was last asked. What "paste"
// gets comes back as an act "type".
func (m *Model) Requests() []Request {
	all := m.requests
	m.requests = nil
	return all
}

// Field is the text that has the keyboard, nil if none has.
func (m *Model) Field() *edit.Buffer {
	switch m.Typing {
	case CodeField:
		if s := m.Sheet(); s != nil {
			return s.Buffer
		}
	case FindField:
		return m.Editor.Find.Sought
	case ReplaceField:
		return m.Editor.Find.Other
	case SearchField:
		return m.Timeline.Search
	case FilterField:
		return m.Events.Filter
	case PaletteField:
		return m.Palette.Sought
	case KnobsField:
		return m.KnobList.Sought
	case KnobField:
		return m.KnobList.Value
	case BranchField:
		return m.Branching.Name
	}
	return nil
}

// typing does something with the text that has the keyboard, and says so to
// those who depend on it.
func typing(change func(b *edit.Buffer, a Act)) func(*Model, Act) {
	return func(m *Model, a Act) {
		b := m.Field()
		if b == nil {
			return
		}
		before, was := b.Version(), b.Text()
		change(b, a)
		if m.Typing == CodeField {
			m.Sheet().Shows++
		}
		if b.Version() == before {
			return
		}
		if m.Typing == CodeField {
			m.edited(was)
		} else {
			m.fieldChanged()
		}
	}
}

// fieldChanged follows what was typed into a field of one line.
func (m *Model) fieldChanged() {
	switch m.Typing {
	case FindField:
		if s := m.Sheet(); s != nil {
			from, _ := s.Selection()
			s.Select(from, from)
			s.FindNext(m.Editor.Find.Sought.Text(), false)
			s.Shows++
		}
	case SearchField:
		m.sought(0)
	case PaletteField:
		m.Palette.Chosen = 0
	case KnobsField:
		m.KnobList.Scroll = 0
	}
}

// typeText puts a text where the keyboard types. Fields other than code have one
// line.
func (m *Model) typeText(a Act) {
	if m.Typing != CodeField {
		a.Text = strings.Join(strings.Fields(strings.ReplaceAll(a.Text, "\n", " ")), " ") + trailing(a.Text)
	}
	typing(func(b *edit.Buffer, a Act) {
		b.Compose("", 0)
		b.Insert(a.Text)
	})(m, a)
}

// trailing is the space that a single typed space is.
func trailing(text string) string {
	if text == " " {
		return " "
	}
	return ""
}

// enterText begins a new line; in a field of one line it goes on to what was looked
// for.
func (m *Model) enterText(Act) {
	switch m.Typing {
	case CodeField:
		typing(func(b *edit.Buffer, _ Act) { b.Newline() })(m, Act{})
	case FindField:
		m.findNext(Act{})
	case ReplaceField:
		m.replace(Act{})
	case SearchField:
		m.sought(1)
	case KnobField:
		m.enterKnob()
	case BranchField:
		m.nameBranch()
	}
}

// copySelected asks for what is selected to be copied; with nothing selected it
// is the line.
func (m *Model) copySelected(Act) {
	b := m.Field()
	if b == nil {
		return
	}
	text := b.Selected()
	if text == "" && m.Typing == CodeField {
		text = b.Line(b.LineOf(b.Caret())) + "\n"
	}
	if text != "" {
		m.requests = append(m.requests, Request{Name: "copy", Text: text})
	}
}

func (m *Model) cutSelected(a Act) {
	b := m.Field()
	if b == nil {
		return
	}
	m.copySelected(a)
	if from, to := b.Selection(); from == to {
		if m.Typing != CodeField {
			return
		}
		b.SelectLine(b.Caret())
	}
	typing(func(b *edit.Buffer, _ Act) { b.Insert("") })(m, a)
}

func (m *Model) paste(Act) {
	if m.Field() != nil {
		m.requests = append(m.requests, Request{Name: "paste"})
	}
}

// typeIn gives the keyboard to a field; to none if there is no such field.
func (m *Model) typeIn(a Act) {
	if m.Typing = a.Text; m.Field() == nil {
		m.Typing = ""
	}
	m.showField()
}

// panelOf is the panel in which a field stands, on which side and what it shows; ""
// for a field that stands elsewhere.
func panelOf(field string) (side, shows string) {
	switch field {
	case CodeField, FindField, ReplaceField:
		return "left", "code"
	case FilterField:
		return "right", "events"
	case KnobsField, KnobField:
		return "right", "knobs"
	case BranchField:
		return "right", "branches"
	}
	return "", ""
}

// showField shows the panel of the field that has the keyboard: nobody types into
// what cannot be seen.
func (m *Model) showField() {
	switch side, shows := panelOf(m.Typing); side {
	case "left":
		m.Panels.Left, m.Panels.Only = shows, side
	case "right":
		m.Panels.Right, m.Panels.Only = shows, side
	}
}

// leaveHidden takes the keyboard away from a field whose panel shows something else.
func (m *Model) leaveHidden() {
	side, shows := panelOf(m.Typing)
	if side == "left" && m.Panels.Left != shows || side == "right" && m.Panels.Right != shows {
		m.leaveField(Act{})
		m.Typing = ""
	}
}

// leaveField takes the keyboard away from the field that has it.
func (m *Model) leaveField(Act) {
	if b := m.Field(); b != nil {
		b.Compose("", 0)
	}
	if m.Typing == FindField || m.Typing == ReplaceField {
		m.Editor.Find.Open = false
		m.Typing = CodeField
		return
	}
	if m.Typing == SearchField {
		m.Timeline.Search = edit.New("")
	}
	m.Typing = ""
}

// openFind looks for something in the code: for what is selected there, if it is
// of one line.
func (m *Model) openFind(Act) {
	s := m.Sheet()
	if s == nil {
		return
	}
	find := &m.Editor.Find
	if text := s.Selected(); text != "" && !strings.Contains(text, "\n") && m.Typing == CodeField {
		find.Sought = edit.New(text)
	}
	find.Open, m.Typing = true, FindField
	m.showField()
	find.Sought.SelectAll()
}

func (m *Model) findNext(a Act) {
	if s := m.Sheet(); s != nil {
		s.FindNext(m.Editor.Find.Sought.Text(), a.Argument < 0)
		s.Shows++
	}
}

// replace replaces what was found, and with an argument everything.
func (m *Model) replace(a Act) {
	s, find := m.Sheet(), &m.Editor.Find
	if s == nil || find.Sought.Text() == "" {
		return
	}
	before, was := s.Version(), s.Text()
	if a.Argument > 0 {
		s.ReplaceAll(find.Sought.Text(), find.Other.Text())
	} else {
		s.Replace(find.Sought.Text(), find.Other.Text())
	}
	s.Shows++
	if s.Version() != before {
		m.edited(was)
	}
}

// comment makes comments of lines of code, or what they were.
func (m *Model) comment(a Act) {
	if m.Typing == CodeField {
		mark := syntax.LineComment(m.Editor.File)
		typing(func(b *edit.Buffer, _ Act) { b.Comment(mark) })(m, a)
	}
}

// inCode does something that only code knows.
func inCode(change func(b *edit.Buffer)) func(*Model, Act) {
	return func(m *Model, a Act) {
		if m.Typing == CodeField {
			typing(func(b *edit.Buffer, _ Act) { change(b) })(m, a)
		}
	}
}

// place puts the caret at the byte that the argument names; with the text
// "extend" it selects up to there, with "word" and "line" those.
func (m *Model) place(a Act) {
	b := m.Field()
	if b == nil {
		return
	}
	at := int(a.Argument)
	switch a.Text {
	case "extend":
		b.Select(b.Anchor(), at)
	case "word":
		b.SelectWord(at)
	case "line":
		b.SelectLine(at)
	default:
		b.Select(at, at)
	}
}

// textCommands are those of fields that take text.
func textCommands() []Command {
	all := []Command{
		{Name: "leave-field", Keys: []string{"Escape"}, On: InText, do: (*Model).leaveField},
		{Name: "type", On: InText, do: (*Model).typeText},
		{Name: "compose", On: InText, do: typing(func(b *edit.Buffer, a Act) { b.Compose(a.Text, int(a.Argument)) })},
		{Name: "place", On: InText, do: (*Model).place},
		{Name: "enter-text", Keys: []string{"Enter"}, On: InText, do: (*Model).enterText},
		{Name: "select-all", Keys: []string{"Ctrl+A"}, On: InText, do: typing(func(b *edit.Buffer, _ Act) { b.SelectAll() })},
		{Name: "copy", Keys: []string{"Ctrl+C"}, On: InText, do: (*Model).copySelected},
		{Name: "cut", Keys: []string{"Ctrl+X"}, On: InText, do: (*Model).cutSelected},
		{Name: "paste", Keys: []string{"Ctrl+V"}, On: InText, do: (*Model).paste},
		{Name: "undo", Keys: []string{"Ctrl+Z"}, On: InText, do: typing(func(b *edit.Buffer, _ Act) { b.Undo() })},
		{Name: "redo", Keys: []string{"Ctrl+Shift+Z", "Ctrl+Y"}, On: InText, do: typing(func(b *edit.Buffer, _ Act) { b.Redo() })},
		{Name: "indent", Keys: []string{"Tab"}, On: InText, do: inCode((*edit.Buffer).Indent)},
		{Name: "outdent", Keys: []string{"Shift+Tab"}, On: InText, do: inCode((*edit.Buffer).Outdent)},
		{Name: "comment", Keys: []string{"Ctrl+/"}, On: InText, do: (*Model).comment},
		{Name: "lines-up", Keys: []string{"Alt+ArrowUp"}, On: InText, do: inCode(func(b *edit.Buffer) { b.MoveLines(false) })},
		{Name: "lines-down", Keys: []string{"Alt+ArrowDown"}, On: InText, do: inCode(func(b *edit.Buffer) { b.MoveLines(true) })},
		{Name: "copy-line", Keys: []string{"Alt+Shift+ArrowDown"}, On: InText, do: inCode((*edit.Buffer).CopyLine)},
	}
	for _, k := range []struct {
		name   string
		motion edit.Motion
		keys   []string
	}{
		{"left", edit.Left, []string{"ArrowLeft"}}, {"right", edit.Right, []string{"ArrowRight"}},
		{"word-left", edit.WordLeft, []string{"Ctrl+ArrowLeft", "Alt+ArrowLeft"}},
		{"word-right", edit.WordRight, []string{"Ctrl+ArrowRight", "Alt+ArrowRight"}},
		{"line-start", edit.LineStart, []string{"Home"}}, {"line-end", edit.LineEnd, []string{"End"}},
		{"up", edit.Up, []string{"ArrowUp"}}, {"down", edit.Down, []string{"ArrowDown"}},
		{"page-up", edit.PageUp, []string{"PageUp"}}, {"page-down", edit.PageDown, []string{"PageDown"}},
		{"start", edit.Start, []string{"Ctrl+Home"}}, {"end", edit.End, []string{"Ctrl+End"}},
	} {
		shifted := make([]string, len(k.keys))
		for i, key := range k.keys {
			shifted[i] = withShift(key)
		}
		all = append(all,
			Command{Name: "go-" + k.name, Keys: k.keys, On: InText, Quiet: true, do: typing(func(b *edit.Buffer, _ Act) { b.Move(k.motion, false) })},
			Command{Name: "extend-" + k.name, Keys: shifted, On: InText, Quiet: true, do: typing(func(b *edit.Buffer, _ Act) { b.Move(k.motion, true) })})
	}
	for _, k := range []struct {
		name   string
		motion edit.Motion
		keys   []string
	}{
		{"left", edit.Left, []string{"Backspace", "Shift+Backspace"}}, {"right", edit.Right, []string{"Delete"}},
		{"word-left", edit.WordLeft, []string{"Ctrl+Backspace", "Alt+Backspace"}},
		{"word-right", edit.WordRight, []string{"Ctrl+Delete", "Alt+Delete"}},
	} {
		all = append(all, Command{
			Name: "delete-" + k.name, Keys: k.keys, On: InText, Quiet: true,
			do: typing(func(b *edit.Buffer, _ Act) { b.Delete(k.motion) }),
		})
	}
	return all
}

// withShift is a key pressed with Shift, which is named last of what is held.
func withShift(key string) string {
	at := strings.LastIndexByte(key, '+') + 1
	return key[:at] + "Shift+" + key[at:]
}
