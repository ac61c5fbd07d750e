package view

import (
	"timeslice/assets/words"
	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/view/names"
	"timeslice/render/view/sentence"
	"timeslice/render/view/timeline"
	"timeslice/sim/trace"
)

// Frame is what every view is given: the model, and what follows from it at the
// instant that is shown.
type Frame struct {
	Model *model.Model
	Theme *scene.Theme
	Say   *words.Words
	Trace *trace.Trace
	State *trace.State // at the playhead
	Book  *names.Book
	Tell  *sentence.Teller

	scene *scene.Scene
	key   scene.Key // of what all layers depend on
	kept  *kept
	other *timeline.Index // of the run that is drawn, if it is not the one that is shown
}

// Part is a part of the window that can be a picture of its own.
type Part uint8

// The parts.
const (
	Whole Part = iota
	StageOnly
	TimelineOnly
	inspectorOnly
	MachineOnly // the stage and the history, with what one plays them with
)

// Painter makes pictures of a model. It keeps what is the same from one picture
// to the next: the theme, the last state.
type Painter struct {
	Scene *scene.Scene
	Part  Part // of the window that is painted

	theme  *scene.Theme
	branch *model.Branch
	runs   int64 // how many other ones were shown before it
	state  *trace.State
	facts  int // that the trace had then
	teller *sentence.Teller
	book   *names.Book
	kept   kept
}

// NewPainter returns a painter that measures with the fonts.
func NewPainter(fonts *scene.Fonts) *Painter { return &Painter{Scene: scene.New(fonts)} }

// Paint fills the scene with a picture of the model, so many points wide and high.
func (p *Painter) Paint(m *model.Model, width, height float64) *scene.Scene {
	f := p.frame(m)
	p.Scene.Begin(width, height, f.Theme.Canvas)
	switch p.Part {
	case StageOnly:
		f.stage(p.Scene.Box())
	case TimelineOnly:
		f.timeline(p.Scene.Box())
	case inspectorOnly:
		f.inspector(p.Scene.Box())
	case MachineOnly:
		f.machineOnly(p.Scene.Box())
	default:
		f.screen(p.Scene.Box())
		f.walked(p.Scene.Box(), p)
	}
	p.Scene.End()
	return p.Scene
}

func (p *Painter) frame(m *model.Model) *Frame {
	if p.theme == nil || p.theme.Name != m.Theme() {
		p.theme = scene.NewTheme(m.Theme())
	}
	f := &Frame{Model: m, Theme: p.theme, Say: m.Say(), Trace: m.Trace(), scene: p.Scene, Book: &names.Book{}, kept: &p.kept}
	if b := m.Branch(); b != nil {
		f.Book = &b.Book
	}
	if p.teller == nil || p.teller.Words() != f.Say || p.book != f.Book {
		p.teller, p.book = sentence.New(f.Say, f.Book), f.Book
	}
	f.Tell = p.teller
	p.follow(m, f.Trace)
	f.State = p.state
	p.kept.ranks.take(f.index())
	f.key = scene.NewKey().Text(string(m.Theme())).Text(string(m.Preferences.Language)).
		Int(int64(m.Selected.Topic)).Int(m.Selected.ID).Int(m.Selected.Part).Int(p.runs)
	return f
}

// nearby is how many facts are sooner followed than found from a checkpoint.
const nearby = 4096

// follow takes the kept state to the playhead: by the facts since the last frame
// where they are few and ahead, else by a new snapshot.
func (p *Painter) follow(m *model.Model, t *trace.Trace) {
	position := m.Position()
	at, last := position.At, position.Fact
	same := p.state != nil && p.branch != nil && p.branch == m.Branch() && p.facts <= t.Len()
	switch {
	case same && last == p.state.Facts:
		p.state.At = max(0, min(at, t.End()))
	case same && last > p.state.Facts && last <= p.state.Facts+nearby && at > p.state.At:
		t.Follow(p.state, last, nil)
		p.state.At = max(0, min(at, t.End()))
	default:
		p.state = t.SnapshotAfter(last)
		p.state.At = max(0, min(at, t.End()))
	}
	if p.branch != m.Branch() { // another run may have as many facts and end at the same instant
		p.runs++
	}
	p.branch, p.facts = m.Branch(), t.Len()
	p.kept.crew.known = false
}

// now is the key of what depends on the instant.
func (f *Frame) now() scene.Key {
	return f.key.Int(int64(f.State.At)).Int(int64(f.State.Facts)).Int(int64(f.Trace.Len()))
}

// layer draws a layer if it has changed.
func (f *Frame) layer(name string, box scene.Box, key scene.Key, draw func(*scene.Layer)) {
	if l, changed := f.scene.Layer(name, box, key); changed {
		draw(l)
	}
}

// say is a text of the user interface.
func (f *Frame) say(id string, args ...any) string { return f.kept.phrases.say(f.Say, "ui."+id, args) }

// word is a text of the stage and the inspector.
func (f *Frame) word(id string, args ...any) string {
	return f.kept.phrases.say(f.Say, "stage."+id, args)
}

// hue is the hue of a process: the programs' processes have hues in the order in
// which they started, the others none.
func (f *Frame) hue(p trace.ProcessID) *scene.Hue { return f.Theme.Hue(f.kept.ranks.of(p)) }

// select_ is the act that selects something.
func selects() scene.Command { return scene.Command{Name: "select"} }

// selected reports whether something is selected, as a mark's condition.
func (f *Frame) selected(s scene.Subject) scene.Condition {
	if f.Model.Selected == s {
		return scene.Selected
	}
	return 0
}

func thread(id trace.ThreadID) scene.Subject {
	return scene.Subject{Topic: scene.OfThread, ID: int64(id)}
}
func core(id trace.CoreID) scene.Subject { return scene.Subject{Topic: scene.OfCore, ID: int64(id)} }
func process(id trace.ProcessID) scene.Subject {
	return scene.Subject{Topic: scene.OfProcess, ID: int64(id)}
}
func object(id trace.ObjectID) scene.Subject {
	return scene.Subject{Topic: scene.OfObject, ID: int64(id)}
}
func item(of trace.ProcessID, number int64) scene.Subject {
	return scene.Subject{Topic: scene.OfItem, ID: number, Part: int64(of)}
}
