package model

import (
	"regexp"
	"slices"
	"strings"

	"timeslice/assets/words"
	"timeslice/render/edit"
	"timeslice/render/scene"
	"timeslice/sim/trace"
)

// Act is something that is to happen: a command, with what it happens to.
type Act struct {
	scene.Command
	Subject scene.Subject
}

// Command is one of the things that can be done.
type Command struct {
	Name string
	Keys []string // such as "Space", "Shift+ArrowRight", "Ctrl+K"; Ctrl is ⌘ on a Mac
	// On is the screen on which it can be done; Anywhere if on all.
	On       On
	Argument int64 // that its keys and the palette give
	Quiet    bool  // it is so common in fields of text that no list of commands needs it
	About    bool  // it needs a subject or an argument, so that no list can offer it
	// now is how what it changes is at present; nil where that is to be seen anyway.
	now func(*Model) string
	do  func(*Model, Act)
}

// On says where a command can be done.
type On uint8

// Where.
const (
	Anywhere On = iota
	InLab
	InText // while a field takes what is typed
	AtHome
	InPalette
	InLesson // in the lab, with a lesson
	InReality
	InRecorded // with a lesson's program of which there is a recorded real run
	InTalk     // while a lesson is given as a talk
	InMenu     // while a menu is open
	InWalk     // while the keyboard is on a mark
	InWindow   // of the app's own: a page is left as pages are
)

// Commands lists what can be done, in the order of the palette. A command's
// text is ui.do.NAME of the catalogue.
func Commands() []Command {
	return slices.Concat([]Command{
		{Name: "play", Keys: []string{"Space", "."}, On: InLab, do: (*Model).togglePlay},
		{Name: "step", Keys: []string{"ArrowRight"}, On: InLab, Argument: 1, do: (*Model).step},
		{Name: "step-back", Keys: []string{"ArrowLeft"}, On: InLab, Argument: -1, do: (*Model).step},
		{Name: "start", Keys: []string{"Home"}, On: InLab, do: func(m *Model, _ Act) { m.Seek(0) }},
		{Name: "end", Keys: []string{"End"}, On: InLab, do: func(m *Model, _ Act) { m.Seek(trace.Never) }},
		{Name: "seek", On: InLab, do: func(m *Model, a Act) { m.Seek(trace.Time(a.Argument)) }},
		{Name: "select", On: InLab, do: (*Model).look},
		{Name: "chain", Keys: []string{"W"}, On: InLab, do: func(m *Model, _ Act) { m.Inspect.Chain = !m.Inspect.Chain }},
		{Name: "select-before", Keys: []string{"["}, On: InLab, do: (*Model).lookBack},
		{Name: "copy-about", Keys: []string{"Ctrl+C"}, On: InLab, do: (*Model).copyAbout},
		{Name: "enter", Keys: []string{"Enter"}, On: InLab, do: (*Model).enter},
		{Name: "leave", Keys: []string{"Backspace"}, On: InLab, do: func(m *Model, _ Act) { m.Focus = scene.Subject{} }},
		{Name: "faster", Keys: []string{"+"}, On: InLab, Argument: 2, do: (*Model).changeSpeed},
		{Name: "slower", Keys: []string{"-"}, On: InLab, Argument: -2, do: (*Model).changeSpeed},
		{Name: "panel", On: Anywhere, do: (*Model).choosePanel},
		{Name: "zoom-in", Keys: []string{"ArrowUp"}, On: InLab, Argument: 1, do: (*Model).zoom},
		{Name: "zoom-out", Keys: []string{"ArrowDown"}, On: InLab, Argument: -1, do: (*Model).zoom},
		{Name: "pan-left", Keys: []string{"Shift+ArrowLeft"}, On: InLab, Argument: -25, do: (*Model).pan},
		{Name: "pan-right", Keys: []string{"Shift+ArrowRight"}, On: InLab, Argument: 25, do: (*Model).pan},
		{Name: "fit", Keys: []string{"F"}, On: InLab, do: (*Model).fit},
		{Name: "window", On: InLab, do: (*Model).window},
		{Name: "pick", On: InLab, do: (*Model).pick},
		{Name: "marker-a", Keys: []string{"A"}, On: InLab, do: setMarker(0)},
		{Name: "marker-b", Keys: []string{"B"}, On: InLab, do: setMarker(1)},
		{Name: "pin", Keys: []string{"P"}, On: InLab, do: (*Model).pin},
		{Name: "by-core", Keys: []string{"1"}, On: InLab, do: showRows("cores")},
		{Name: "by-thread", Keys: []string{"2"}, On: InLab, do: showRows("threads")},
		{Name: "by-process", Keys: []string{"3"}, On: InLab, do: showRows("processes")},
		{Name: "point", On: InLab, do: (*Model).point},
		{Name: "search", Keys: []string{"/"}, On: InLab, do: (*Model).search},
		{Name: "go-to", On: InLab, About: true, do: (*Model).goTo},
		{Name: "events", Keys: []string{"V"}, On: InLab, do: (*Model).showEvents},
		{Name: "events-subject", On: InLab, About: true, do: (*Model).listSubject},
		{Name: "events-alone", On: InLab, do: func(m *Model, _ Act) { m.Events.Alone, m.Events.Scroll = !m.Events.Alone, 0 }},
		{Name: "terminal-process", On: InLab, About: true, do: (*Model).showPrinted},
		{Name: "file", On: InLab, About: true, do: (*Model).openFile},
		{Name: "line", On: InLab, About: true, Argument: 1, do: (*Model).toLine},
		{Name: "run-again", Keys: []string{"Ctrl+Enter", "Ctrl+S"}, On: InLab, do: (*Model).runAgain},
		{Name: "edit", Keys: []string{"E"}, On: InLab, do: func(m *Model, _ Act) { m.typeIn(Act{Command: scene.Command{Text: CodeField}}) }},
		{Name: "find", Keys: []string{"Ctrl+F"}, On: InLab, do: (*Model).openFind},
		{Name: "find-next", Keys: []string{"Ctrl+G", "F3"}, On: InLab, Argument: 1, do: (*Model).findNext},
		{Name: "find-previous", Keys: []string{"Ctrl+Shift+G", "Shift+F3"}, On: InLab, Argument: -1, do: (*Model).findNext},
		{Name: "replace", On: InLab, do: (*Model).replace},
		{Name: "replace-all", On: InLab, Argument: 1, do: (*Model).replace},
		{Name: "type-in", On: InLab, About: true, do: (*Model).typeIn},
		{Name: "scroll", On: Anywhere, do: (*Model).scroll},
		{Name: "outward", Keys: []string{"Escape"}, On: InLab, do: (*Model).outward},
		{Name: "home", On: InLab, do: (*Model).goHome},
		{Name: "lesson-next", Keys: []string{"PageDown"}, On: InLesson, Argument: 1, do: (*Model).lessonStep},
		{Name: "lesson-back", Keys: []string{"PageUp"}, On: InLesson, Argument: -1, do: (*Model).lessonStep},
		{Name: "choose-option", On: InLesson, do: (*Model).chooseOption},
		{Name: "change-number", On: InLesson, do: (*Model).changeNumber},
		{Name: "judge", On: InLesson, do: (*Model).judge},
		{Name: "reveal", On: InLesson, do: (*Model).reveal},
		{Name: "dismiss", On: Anywhere, About: true, do: func(m *Model, _ Act) { m.Notice = Notice{} }},
		{Name: "language", Keys: []string{"L"}, On: Anywhere, do: (*Model).nextLanguage},
		{Name: "theme", Keys: []string{"T"}, On: Anywhere, do: (*Model).nextTheme},
		{Name: "larger", Keys: []string{"Ctrl+=", "Ctrl+Shift+="}, Argument: 1, now: (*Model).scaleNow, do: (*Model).changeScale},
		{Name: "smaller", Keys: []string{"Ctrl+-"}, Argument: -1, now: (*Model).scaleNow, do: (*Model).changeScale},
		{Name: "usual-size", Keys: []string{"Ctrl+0"}, now: (*Model).scaleNow, do: (*Model).changeScale},
		{Name: "reduced-motion", now: func(m *Model) string { return m.onOrOff(m.Preferences.ReducedMotion) }, do: (*Model).toggleMotion},
		{Name: "fullscreen", Keys: []string{"F11"}, On: InWindow, do: (*Model).toggleFullScreen},
		{Name: "quit", Keys: []string{"Ctrl+Q"}, On: InWindow, do: (*Model).leave},
	}, stepCommands(), breakCommands(), knobCommands(), knobListCommands(), realCommands(), paletteCommands(), textCommands(), homeCommands(), sharingCommands(), talkCommands(), editCommands(), branchCommands(), menuCommands(), walkCommands())
}

// Do carries out an act, with the command's argument if it has none of its own.
// One that does not exist, or not here, does nothing.
func (m *Model) Do(a Act) {
	m.Hover.used = true
	for _, c := range Commands() {
		if c.Name == a.Name && m.can(&c) {
			if a.Argument == 0 {
				a.Argument = c.Argument
			}
			c.do(m, a)
			return
		}
	}
}

// Press carries out what a key stands for, and reports whether it stands for
// anything.
func (m *Model) Press(key string) bool {
	m.Hover.used = true
	if m.ShowsKeys { // any key puts the key sheet away
		m.ShowsKeys = false
		return true
	}
	if m.Menu != nil {
		if m.pressIn(key, func(c *Command) bool { return c.On == InMenu }) {
			return true
		}
		m.Menu = nil
	}
	typing := m.Field() != nil
	if m.Talk != nil && !typing && m.pressIn(key, func(c *Command) bool { return c.On == InTalk }) {
		return true
	}
	if m.Typing == PaletteField && m.pressIn(key, func(c *Command) bool { return c.On == InPalette }) {
		return true
	}
	if typing && m.pressIn(key, func(c *Command) bool { return c.On == InText }) {
		return true
	}
	if typing && types(key) {
		return false
	}
	if m.Walk.Name != "" && m.pressIn(key, func(c *Command) bool { return c.On == InWalk }) {
		return true
	}
	return m.pressIn(key, func(c *Command) bool {
		return c.On != InText && c.On != InPalette && c.On != InTalk && c.On != InMenu && c.On != InWalk && m.can(c) && !m.spoils(c)
	})
}

func (m *Model) pressIn(key string, fits func(*Command) bool) bool {
	for _, c := range Commands() {
		if slices.Contains(c.Keys, key) && fits(&c) {
			m.notePressed(key, c.Name)
			c.do(m, Act{Command: scene.Command{Name: c.Name, Argument: c.Argument}})
			return true
		}
	}
	return false
}

// can reports whether a command can be done where the user is.
func (m *Model) can(c *Command) bool {
	switch c.On {
	case InLab:
		return m.Screen == Lab
	case InText:
		return m.Field() != nil
	case InPalette:
		return m.Typing == PaletteField
	case AtHome:
		return m.Screen == Home
	case InLesson:
		return m.Screen == Lab && m.Course != nil
	case InReality:
		return m.Screen == Real
	case InRecorded:
		return (m.Screen == Lab || m.Screen == Real) && m.HasRecorded()
	case InTalk:
		return m.Talk != nil && m.Course != nil
	case InMenu:
		return m.Menu != nil
	case InWalk:
		return m.Walk.Name != ""
	case InWindow:
		return m.Address == ""
	}
	return true
}

// types reports whether a key is one that text is typed with.
func types(key string) bool {
	return !strings.Contains(key, "Ctrl+") && !strings.Contains(key, "Alt+") && !functionKey.MatchString(key)
}

var functionKey = regexp.MustCompile(`F[0-9]+$`)

func (m *Model) togglePlay(Act) {
	b := m.Branch()
	if b == nil {
		return
	}
	m.Playhead.Playing, m.hunt = !m.Playhead.Playing, nil
	if m.Playhead.Playing && b.Ended() && m.Playhead.At >= b.Trace().End() {
		m.Seek(0)
	}
}

func (m *Model) changeSpeed(a Act) {
	if a.Argument > 0 {
		m.Playhead.SetSpeed(m.Playhead.Speed * a.Argument)
	} else {
		m.Playhead.SetSpeed(m.Playhead.Speed / -a.Argument)
	}
}

// choosePanel shows something in a panel: the command's text is "left code".
func (m *Model) choosePanel(a Act) {
	for panel, to := range map[string]*string{"left": &m.Panels.Left, "right": &m.Panels.Right, "bottom": &m.Panels.Bottom, "only": &m.Panels.Only} {
		if len(a.Text) > len(panel) && a.Text[:len(panel)] == panel {
			*to = a.Text[len(panel)+1:]
		}
	}
	m.leaveHidden()
}

func (m *Model) nextLanguage(Act) {
	all := words.Languages()
	for i, l := range all {
		if l == m.Preferences.Language {
			m.Preferences.Language = all[(i+1)%len(all)]
			break
		}
	}
	m.say = words.New(m.Preferences.Language)
}

func (m *Model) nextTheme(Act) {
	theme := &m.Preferences.Theme
	if m.Talk != nil {
		theme = &m.Talk.Theme
	}
	all := scene.ThemeNames()
	*theme = all[(slices.Index(all, *theme)+1)%len(all)]
}

// Open opens a program in the lab and starts its run.
func (m *Model) Open(p *Program, s Settings) {
	b := m.open(p, s)
	if err := m.begin(b); err != nil {
		m.Editor.refused = err
		m.Notice = Notice{Text: m.inWords(err), Bad: true}
	}
}

// OpenTrace opens a program with the record of a run of it that has ended.
func (m *Model) OpenTrace(p *Program, t *trace.Trace) {
	m.open(p, Settings{}).hold(t)
}

// open puts a program into the lab, with a branch that has not begun.
func (m *Model) open(p *Program, s Settings) *Branch {
	m.Program, m.kept, m.Screen, m.Current, m.Course = p, p, Lab, 0, nil
	b := &Branch{Name: p.Name, Parent: -1, Program: p, Settings: s}
	m.Branches = []*Branch{b}
	m.Playhead = Playhead{Speed: m.Playhead.Speed}
	m.Timeline, m.Editor, m.Typing = newTimeline(), newEditor(p), ""
	m.Terminal, m.Events = Terminal{}, Events{Filter: edit.New("")}
	m.Selected, m.Focus, m.Inspect = scene.Subject{}, scene.Subject{}, Inspect{Chain: m.Inspect.Chain}
	m.Notice, m.Before, m.Breakpoints = Notice{}, nil, nil
	m.Menu, m.Walk = nil, Walk{}
	m.Branching = Branching{Name: edit.New(""), NoGhost: m.Branching.NoGhost}
	m.forgetReality()
	return b
}

// begin starts a branch, watched.
func (m *Model) begin(b *Branch) error {
	err := m.run(b)
	if err == nil {
		m.watch(b)
	}
	return err
}

// watch lets one branch be watched, and no other: the one that runs.
func (m *Model) watch(b *Branch) {
	if m.unwatch != nil {
		m.unwatch()
		m.unwatch = nil
	}
	if m.Watch != nil && b.guard != nil {
		m.unwatch = m.Watch(b.guard)
	}
}
