package model

import (
	"timeslice/assets/words"
	"timeslice/render/edit"
	"timeslice/render/scene"
	"timeslice/sim/node"
	"timeslice/sim/trace"
)

// Model is everything that a picture of the window depends on, besides its size.
type Model struct {
	Preferences Preferences
	Screen      Screen

	// At home: the card that the keyboard is on, whether it must be seen, and how far
	// the wheel has scrolled.
	HomeAt     int
	HomeShows  bool
	HomeScroll float64

	// What is open in the lab; Branches is empty if nothing is.
	Program    *Program
	Branches   []*Branch
	Current    int     // the branch that is shown
	Before     *Branch // what is compared with what is shown: the run before a change; nil for none
	Branching  Branching
	difference *Difference // that was found last

	Reality Reality // the open program's real runs

	Playhead    Playhead
	Stride      Stride       // what the step keys go by
	Breakpoints []Breakpoint // in the order in which they were set
	Course      *Course      // the lesson that is open, nil for none
	Progress    Progress     // in all lessons
	Talk        *Talk        // the lesson as it is given to a class, nil if it is not
	Timeline    Timeline
	Editor      Editor
	Terminal    Terminal
	KnobList    KnobList
	Events      Events
	Typing      string // the field that takes what is typed, "" if keys are commands
	Selected    scene.Subject
	Focus       scene.Subject // the process that fills the stage; nothing if the machine does
	Inspect     Inspect
	Hover       Hover
	Panels      Panels

	Pointer      scene.Point // where the pointer is
	ShowsPressed bool        // what is pressed is shown to those who watch
	Pressed      []Pressed   // last

	Palette   Palette
	ShowsKeys bool  // the key sheet is shown
	Menu      *Menu // that is open, nil for none
	Walk      Walk

	// Watch is told of each run before it begins, and of its end by what it returns
	// being called; nil if nobody watches this computer's memory.
	Watch func(*node.Guard) (stop func())

	// Address is the page's own in a browser, for links to it; "" elsewhere.
	Address string

	// Notice is what went wrong or well last, in words; empty if nothing did.
	Notice Notice

	shared  *Shared    // what is to be shown once the run has come there; nil for nothing
	hunt    *hunt      // what the run is let go on for, nil for nothing
	goal    trace.Time // where the playhead goes once the run has come there; 0 for nowhere
	say     *words.Words
	library *node.Library
	quit    bool
	kept    *Program // as it was opened or saved last
	saving  *Program // what is kept once it has been saved
	warned  string   // what the user was told would be lost

	running  []*Branch // that hold a machine
	requests []Request
	examples []Example
	cards    []Card
	previews previews
	unwatch  func()
}

// Screen is what fills the window.
type Screen uint8

// The screens.
const (
	Home Screen = iota
	Lab
	Real // the open program's real runs, beside the simulated one
)

// Panels is which of several things each panel shows.
type Panels struct {
	Left   string // "code", "lesson"
	Right  string // "inspector", "events", "knobs"
	Bottom string // "cores", "threads", "processes"
	Only   string // where there is room for one: "stage", "left", "right"; "history" where it has no room below
}

// Terminal is how what programs printed is shown.
type Terminal struct {
	Scroll  float64         // how many points of lines are below what is shown
	Process trace.ProcessID // whose lines are shown, NoProcess for all
}

// Events is how the list of what happened is shown.
type Events struct {
	Filter   *edit.Buffer // a text that must be in the sentence
	Subjects uint64       // a bit for each subject that is listed, by its number; 0 is all
	Alone    bool         // only what the selected thread or process did
	Scroll   float64
}

// Notice is a message for the user.
type Notice struct {
	Text string
	Bad  bool
}

// New returns a model in which nothing is open.
func New(p Preferences) *Model {
	if p.ScalePercent == 0 {
		p.ScalePercent = 100
	}
	return &Model{
		Preferences: p, say: words.New(p.Language), library: node.NewLibrary(),
		Playhead: Playhead{Speed: defaultSpeed},
		Timeline: newTimeline(), Events: Events{Filter: edit.New("")},
		Palette: Palette{Sought: edit.New("")}, KnobList: KnobList{Sought: edit.New(""), Value: edit.New("")},
		Panels: Panels{Left: "code", Right: "inspector", Bottom: "cores", Only: "stage"},
	}
}

// Say gives the texts of the present language.
func (m *Model) Say() *words.Words { return m.say }

// Branch is the run that is shown, nil if nothing is open.
func (m *Model) Branch() *Branch {
	if m.Current < 0 || m.Current >= len(m.Branches) {
		return nil
	}
	return m.Branches[m.Current]
}

// Trace is the record of the run that is shown; an empty one if nothing is open.
func (m *Model) Trace() *trace.Trace {
	if b := m.Branch(); b != nil {
		return b.Trace()
	}
	return &trace.Trace{}
}

// Quit reports whether the user wants to leave.
func (m *Model) Quit() bool { return m.quit }

// Tick tells how much real time has passed, in nanoseconds, and moves the
// playhead if it plays.
func (m *Model) Tick(realNs int64) {
	m.Hover.tick(realNs)
	if b := m.Branch(); b != nil {
		from := m.Position()
		m.Playhead.tick(realNs, b)
		if m.Playhead.At > from.At {
			m.stopAtBreaks(from)
		}
		m.goOnHunting()
		if b.Ended() {
			m.keepWithin()
		}
		m.follow()
		m.tickEditor(realNs)
	}
	if b := m.Branch(); b != nil && m.goal > 0 && (b.Ended() || b.Trace().End() >= m.goal) {
		m.Seek(m.goal)
		m.goal = 0
	}
	m.arrive()
	if m.Course != nil {
		m.Course.attend(m)
	}
	m.tickTalk(realNs)
}

// Advance lets the shown run go on, ahead of the playhead, as long as more says
// that there is time. It reports whether there is more to do.
func (m *Model) Advance(more func() bool) bool {
	m.leaveUnused()
	b := m.Branch()
	ahead := max(m.Playhead.At, m.goal)
	if b != nil && m.hunt != nil {
		ahead = max(ahead, b.Trace().End())
	}
	if m.Course != nil {
		ahead = max(ahead, m.Course.waiting)
	}
	if b != nil && (b.advance(ahead, more) || m.advanceBefore(ahead, more)) {
		return true
	}
	return m.Screen == Home && m.preview(more)
}
