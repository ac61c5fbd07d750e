package model

import (
	"slices"
	"strings"

	"timeslice/render/scene"
	"timeslice/render/view/sentence"
	"timeslice/sim/trace"
)

// Menu is what can be done with one thing, listed beside it: for the pointer's
// other button, a finger that is held, and the menu key.
type Menu struct {
	About  scene.Subject
	Title  string
	At     scene.Point // beside which it stands
	When   trace.Time  // the instant that it is about
	Parts  []MenuPart
	Chosen int // of all items, in order
}

// MenuPart are items that belong together.
type MenuPart struct {
	Title string // "" for none
	Items []MenuItem
}

// MenuItem is something that can be done: by acts, one after another.
type MenuItem struct {
	Acts []Act
	Text string
	Key  string // that does the same to what is selected, "" for none
}

// MenuItemMark is the name of the marks of a menu's items.
const MenuItemMark = "menu-item"

// Items are all items in order.
func (m *Menu) Items() []MenuItem {
	var all []MenuItem
	for i := range m.Parts {
		all = append(all, m.Parts[i].Items...)
	}
	return all
}

// menuCommands are those of the menu itself.
func menuCommands() []Command {
	return []Command{
		{Name: "menu", Keys: []string{"ContextMenu", "Shift+F10"}, On: InLab, do: (*Model).openMenu},
		{Name: "menu-run", Keys: []string{"Enter", "Space"}, On: InMenu, do: (*Model).runMenu},
		{Name: "menu-next", Keys: []string{"ArrowDown", "Tab"}, On: InMenu, Argument: 1, do: (*Model).chooseMenu},
		{Name: "menu-previous", Keys: []string{"ArrowUp", "Shift+Tab"}, On: InMenu, Argument: -1, do: (*Model).chooseMenu},
		{Name: "menu-close", Keys: []string{"Escape", "ContextMenu", "Shift+F10"}, On: InMenu, do: func(m *Model, _ Act) { m.Menu = nil }},
	}
}

func (m *Model) chooseMenu(a Act) {
	if n := len(m.Menu.Items()); n > 0 {
		m.Menu.Chosen = wrapped(m.Menu.Chosen+int(a.Argument), n)
	}
}

// runMenu does what the chosen item stands for, or that of the subject's number.
func (m *Model) runMenu(a Act) {
	at, items := m.Menu.Chosen, m.Menu.Items()
	if a.Subject.Topic == scene.OfText {
		at = int(a.Subject.ID)
	}
	m.Menu = nil
	if at < 0 || at >= len(items) {
		return
	}
	for _, act := range items[at].Acts {
		m.Do(act)
	}
}

// openMenu lists what can be done with the subject, or else with what is selected.
// The argument is the instant that was pointed at, of the timeline, and one more.
func (m *Model) openMenu(a Act) {
	b := m.Branch()
	if b == nil {
		return
	}
	s := a.Subject
	if s.Topic == scene.Nothing && a.Text == "" {
		s = m.Selected
	}
	menu := &Menu{About: s, At: m.Pointer, When: m.Playhead.At}
	now := m.Position()
	if a.Argument > 0 {
		menu.When = min(trace.Time(a.Argument-1), m.Whole().To)
		if menu.When != m.Playhead.At {
			now = b.Index.At(menu.When)
		}
	}
	m.Playhead.Playing, m.hunt = false, nil // it is about an instant that stands still
	state := b.Trace().SnapshotAfter(now.Fact)
	menu.Title = m.titleOf(s)
	if menu.Title == "" {
		menu.Title = a.Text
	}
	w := menuWriter{m: m, menu: menu, state: state}
	w.thing()
	w.source()
	w.instant()
	w.changes()
	if len(menu.Parts) > 0 {
		m.Menu = menu
	}
}

// titleOf is what a subject is called, "" if its mark alone knows.
func (m *Model) titleOf(s scene.Subject) string {
	book := &m.Branch().Book
	switch s.Topic {
	case scene.OfThread:
		return book.Thread(trace.ThreadID(s.ID))
	case scene.OfProcess:
		return book.Process(trace.ProcessID(s.ID))
	case scene.OfObject:
		return book.Object(trace.ObjectID(s.ID))
	case scene.OfCore:
		return m.say.Say("ui.core", "Number", int(s.ID))
	case scene.OfLine:
		if file, line, is := m.LineOf(s); is {
			b := Breakpoint{File: file, Line: line}
			return b.Title()
		}
	case scene.Nothing, scene.OfMachine:
		return m.say.Say("ui.machine")
	}
	return ""
}

// menuWriter puts a menu together.
type menuWriter struct {
	m     *Model
	menu  *Menu
	state *trace.State // at the menu's instant
}

// part adds a part of the items that there are.
func (w *menuWriter) part(title string, items ...MenuItem) {
	items = slices.DeleteFunc(items, func(i MenuItem) bool { return len(i.Acts) == 0 })
	if len(items) > 0 {
		w.menu.Parts = append(w.menu.Parts, MenuPart{title, items})
	}
}

// there are the acts that go to the menu's instant, if that is not where the
// playhead stands, and then these.
func (w *menuWriter) there(acts ...Act) []Act {
	if w.menu.When != w.m.Playhead.At {
		return append([]Act{{Command: scene.Command{Name: "seek", Argument: int64(w.menu.When)}}}, acts...)
	}
	return acts
}

// on is an act on what the menu is about.
func (w *menuWriter) on(name string) Act {
	return Act{Command: scene.Command{Name: name}, Subject: w.menu.About}
}

// item is a command, with its own text and key.
func (w *menuWriter) item(name string, acts ...Act) MenuItem {
	return MenuItem{Acts: acts, Text: w.m.say.Say("ui.do." + name), Key: keyFor(name)}
}

// keyFor is the first key of a command.
func keyFor(name string) string {
	for _, c := range Commands() {
		if c.Name == name && len(c.Keys) > 0 {
			return c.Keys[0]
		}
	}
	return ""
}

func panelAct(text string) Act { return Act{Command: scene.Command{Name: "panel", Text: text}} }

// thing is what can be done with the thing itself: ask, open, pin, list.
func (w *menuWriter) thing() {
	m, s, say := w.m, w.menu.About, w.m.say
	var items []MenuItem
	switch s.Topic {
	case scene.OfThread, scene.OfProcess, scene.OfCore, scene.OfObject, scene.OfItem, scene.OfFact:
		items = append(items, MenuItem{Acts: w.there(w.on("select"), panelAct("right inspector")), Text: say.Say("ui.menu.why")})
		if !m.Inspect.Chain {
			items = append(items, w.item("chain", w.there(w.on("select"), Act{Command: scene.Command{Name: "chain"}})...))
		}
	}
	switch s.Topic {
	case scene.OfFact:
		items = append(items, MenuItem{Acts: []Act{w.on("go-to")}, Text: say.Say("ui.menu.to-fact")},
			w.item("break-fact", w.on("select"), Act{Command: scene.Command{Name: "break-fact"}}))
	case scene.OfProcess, scene.OfThread, scene.OfItem:
		if m.Focus.Topic == scene.Nothing {
			items = append(items, w.item("enter", w.on("enter")))
		}
	}
	if m.Focus.Topic != scene.Nothing {
		items = append(items, w.item("leave", w.on("leave")))
	}
	if ref, is := RefOf(s); is {
		text := "ui.menu.pin"
		if slices.Contains(m.Timeline.Pinned, ref) {
			text = "ui.menu.unpin"
		}
		items = append(items, MenuItem{Acts: []Act{w.on("pin")}, Text: say.Say(text), Key: keyFor("pin")})
	}
	if s.Topic == scene.OfProcess || s.Topic == scene.OfThread {
		acts := []Act{w.on("select"), panelAct("right events")}
		if !m.Events.Alone {
			acts = append(acts, Act{Command: scene.Command{Name: "events-alone"}})
		}
		items = append(items, MenuItem{Acts: acts, Text: say.Say("ui.menu.its-events")})
	}
	if s.Topic == scene.OfProcess && m.Terminal.Process != trace.ProcessID(s.ID) && w.state.Process(trace.ProcessID(s.ID)).Output != trace.NoFact {
		items = append(items, MenuItem{Acts: []Act{w.on("terminal-process")}, Text: say.Say("ui.menu.its-output")})
	}
	w.part("", items...)
}

// source is what can be done with the line of source that the thing is at.
func (w *menuWriter) source() {
	m, say := w.m, w.m.say
	line := w.menu.About
	if line.Topic != scene.OfLine {
		line = w.lineOfThread()
	}
	file, number, is := m.LineOf(line)
	if !is {
		return
	}
	b := Breakpoint{File: file, Line: number}
	text := "ui.menu.break"
	if m.HasBreakpoint(b) {
		text = "ui.menu.no-break"
	}
	toggle := MenuItem{Acts: []Act{{Command: scene.Command{Name: "break"}, Subject: line}}, Text: say.Say(text, "Line", b.Title()), Key: keyFor("break")}
	if w.menu.About.Topic != scene.OfLine {
		show := []Act{{Command: scene.Command{Name: "show-line"}, Subject: line}}
		w.part("", toggle, MenuItem{Acts: show, Text: say.Say("ui.menu.show-line", "Line", b.Title())})
		return
	}
	later, earlier := w.on("line"), w.on("line")
	later.Argument, earlier.Argument = 1, -1
	w.part("", toggle, MenuItem{Acts: []Act{later}, Text: say.Say("ui.menu.runs-next")}, MenuItem{Acts: []Act{earlier}, Text: say.Say("ui.menu.ran-before")})
	if m.Typing != CodeField {
		return
	}
	var all []MenuItem
	for _, name := range []string{"cut", "copy", "paste"} {
		all = append(all, w.item(name, Act{Command: scene.Command{Name: name}}))
	}
	w.part("", all...)
}

// lineOfThread is the line on which the thread is that the menu is about: that of a
// core is the one that it runs, that of a process its first.
func (w *menuWriter) lineOfThread() scene.Subject {
	s := w.menu.About
	id := trace.NoThread
	switch s.Topic {
	case scene.OfThread, scene.OfProcess: // a process has the number of its first thread
		id = trace.ThreadID(s.ID)
	case scene.OfCore:
		if s.ID >= 0 && s.ID < int64(len(w.state.Cores)) {
			id = w.state.Cores[s.ID].Thread
		}
	}
	line, known := w.m.Trace().LineAt(id, w.menu.When)
	if id == trace.NoThread || !known {
		return scene.Subject{}
	}
	file, is := AppFile(w.m.Trace().Text(line.File))
	if number := w.m.FileNumber(file); is && number >= 0 {
		return scene.Subject{Topic: scene.OfLine, ID: number, Part: int64(line.Number)}
	}
	return scene.Subject{}
}

// instant is what can be done with the instant.
func (w *menuWriter) instant() {
	if w.menu.About.Topic == scene.OfLine {
		return
	}
	m, say, at := w.m, w.m.say, sentence.Instant(w.menu.When)
	when := scene.Subject{Topic: scene.OfTime, ID: int64(w.menu.When)}
	var items []MenuItem
	if w.menu.When != m.Playhead.At {
		items = append(items, MenuItem{Acts: w.there(), Text: say.Say("ui.menu.go", "At", at)})
	}
	for i, name := range []string{"marker-a", "marker-b"} {
		text := "ui.menu." + name
		if marker := m.Timeline.Markers[i]; marker.Set && marker.At == w.menu.When {
			text = "ui.menu.no-" + name
		}
		items = append(items, MenuItem{Acts: []Act{{Command: scene.Command{Name: name}, Subject: when}}, Text: say.Say(text, "At", at), Key: keyFor(name)})
	}
	zoom := Act{Command: scene.Command{Name: "zoom-in", Argument: 4}, Subject: when}
	items = append(items, MenuItem{Acts: []Act{zoom}, Text: say.Say("ui.menu.closer", "At", at)})
	if m.Timeline.Window != (Range{}) || m.ownPart().Ns() > 0 {
		items = append(items, w.item("fit", Act{Command: scene.Command{Name: "fit"}}))
	}
	w.part("", items...)
}

// changes are what can be changed at the instant.
func (w *menuWriter) changes() {
	if w.menu.About.Topic == scene.OfLine {
		return
	}
	var items []MenuItem
	for _, name := range w.m.CanChange(w.menu.About, w.state) {
		items = append(items, MenuItem{Acts: w.there(w.on(name)), Text: w.m.say.Say("ui.edit.full." + strings.TrimPrefix(name, "edit-")), Key: keyFor(name)})
	}
	w.part(w.m.say.Say("ui.menu.change", "At", sentence.Instant(w.menu.When)), items...)
}
