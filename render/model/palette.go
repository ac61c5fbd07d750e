package model

import (
	"slices"
	"strings"

	"timeslice/render/edit"
	"timeslice/render/scene"
)

// PaletteField is the field of the palette; while it has the keyboard, the palette
// is open.
const PaletteField = "palette"

// Palette is the list of all commands that can be searched.
type Palette struct {
	Sought *edit.Buffer
	Chosen int // of those that are found

	before string // the field that had the keyboard
}

// Entry is a command with its text.
type Entry struct {
	Command Command
	Text    string
	Now     string // how what it changes is at present, such as "on"; "" where there is no such thing
}

// Entries are the commands that can be done where the user is and that are found:
// each word that was typed is in the text or the name.
func (m *Model) Entries() []Entry {
	wanted := strings.Fields(strings.ToLower(m.Palette.Sought.Text()))
	var found []Entry
	for _, e := range m.listed() {
		in := strings.ToLower(e.Text + " " + e.Command.Name)
		if !slices.ContainsFunc(wanted, func(word string) bool { return !strings.Contains(in, word) }) {
			found = append(found, e)
		}
	}
	return found
}

// listed are the commands of the key sheet and the palette: those that have a text
// and need no subject.
func (m *Model) listed() []Entry {
	var all []Entry
	for _, c := range Commands() {
		id := "ui.do." + c.Name
		if !c.Quiet && !c.About && c.On != InText && c.On != InPalette && c.On != InMenu && c.On != InWalk && m.can(&c) && m.say.Has(id) {
			all = append(all, m.entry(c, id))
		}
	}
	return all
}

// entry is a command with the text of that name.
func (m *Model) entry(c Command, id string) Entry {
	e := Entry{Command: c, Text: m.say.Say(id)}
	if c.now != nil {
		e.Now = c.now(m)
	}
	return e
}

// onOrOff says whether something is on.
func (m *Model) onOrOff(on bool) string {
	if on {
		return m.say.Say("ui.palette.on")
	}
	return m.say.Say("ui.palette.off")
}

// KeySheet are the commands that have keys, those of fields of text too.
func (m *Model) KeySheet() []Entry {
	var all []Entry
	for _, c := range Commands() {
		id := "ui.do." + c.Name
		here := m.can(&c) || c.On == InText && m.Screen == Lab
		if m.Talk != nil {
			here = m.can(&c) && (c.On == InTalk || c.On == Anywhere || c.On == InWindow)
		}
		if len(c.Keys) > 0 && !c.Quiet && c.On != InPalette && c.On != InMenu && here && m.say.Has(id) {
			all = append(all, m.entry(c, id))
		}
	}
	return all
}

// openPalette opens the palette, or closes it.
func (m *Model) openPalette(a Act) {
	if m.Typing == PaletteField {
		m.closePalette(a)
		return
	}
	m.ShowsKeys = false
	m.Palette = Palette{Sought: edit.New(""), before: m.Typing}
	m.Typing = PaletteField
}

func (m *Model) closePalette(Act) {
	if m.Typing == PaletteField {
		m.Typing = m.Palette.before
	}
}

// choosePalette goes to the next command that was found, or to the one before.
func (m *Model) choosePalette(a Act) {
	if n := len(m.Entries()); n > 0 {
		m.Palette.Chosen = wrapped(m.Palette.Chosen+int(a.Argument), n)
	}
}

// runPalette carries out the chosen command, or that of the subject's place.
func (m *Model) runPalette(a Act) {
	at := m.Palette.Chosen
	if a.Subject.Topic == scene.OfText {
		at = int(a.Subject.ID)
	}
	found := m.Entries()
	if at < 0 || at >= len(found) {
		return
	}
	m.closePalette(a)
	c := found[at].Command
	c.do(m, Act{Command: scene.Command{Name: c.Name, Argument: c.Argument}})
}

func (m *Model) toggleKeys(Act) { m.ShowsKeys = !m.ShowsKeys }

// paletteCommands are those of the palette and the key sheet themselves.
func paletteCommands() []Command {
	return []Command{
		{Name: "palette", Keys: []string{"Ctrl+K"}, do: (*Model).openPalette},
		{Name: "keys", Keys: []string{"?"}, do: (*Model).toggleKeys},
		{Name: "palette-run", Keys: []string{"Enter"}, On: InPalette, do: (*Model).runPalette},
		{Name: "palette-next", Keys: []string{"ArrowDown", "Tab"}, On: InPalette, Argument: 1, do: (*Model).choosePalette},
		{Name: "palette-previous", Keys: []string{"ArrowUp", "Shift+Tab"}, On: InPalette, Argument: -1, do: (*Model).choosePalette},
		{Name: "palette-close", Keys: []string{"Escape"}, On: InPalette, do: (*Model).closePalette},
	}
}
