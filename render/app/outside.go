package app

import (
	"errors"
	"strconv"

	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/view"
)

// Later does something at the beginning of the next frame: what comes from
// outside must not change what a picture is being made of.
func (a *App) Later(do func()) { a.later = append(a.later, do) }

// takeIn does what has come from outside.
func (a *App) takeIn() {
	come := a.later
	a.later = nil
	for _, do := range come {
		do()
	}
}

// Paste takes in what is on the clipboard.
func (a *App) Paste(text string) { a.Model.Do(written("type", text, 0)) }

// Refuse tells why something that was asked of the computer was not done.
func (a *App) Refuse(why string) { a.Model.Fail(errors.New(why)) }

// Embed shows the machine and its history alone, for a window that is a part of
// something else, such as a slide.
func (a *App) Embed() { a.views.Part = view.MachineOnly }

// Looked is what is shown, for who looks on from outside.
type Looked struct {
	Hash    string  `json:"hash"` // of the picture
	Width   float64 `json:"width"`
	Height  float64 `json:"height"`
	Frames  int     `json:"frames"` // painted
	Home    bool    `json:"home"`
	Lesson  string  `json:"lesson"`
	Step    int     `json:"step"`
	Program string  `json:"program"`
	Text    string  `json:"text"` // of the file that is shown, as it is being changed
	At      int64   `json:"at"`   // ns
	Fact    int     `json:"fact"` // the last of those that have happened
	End     int64   `json:"end"`
	Facts   int     `json:"facts"`
	Ended   bool    `json:"ended"`
	Playing bool    `json:"playing"`
	Typing  string  `json:"typing"` // the field that takes what is typed
	Notice  string  `json:"notice"`
	Theme   string  `json:"theme"`
	Marks   []Seen  `json:"marks"`
}

// Seen is a mark of the picture, where it can be seen.
type Seen struct {
	Name    string  `json:"name"`
	Topic   string  `json:"topic"`
	ID      int64   `json:"id"`
	Part    int64   `json:"part"`
	Label   string  `json:"label"`
	Command string  `json:"command"`
	X       float64 `json:"x"`
	Y       float64 `json:"y"`
	W       float64 `json:"w"`
	H       float64 `json:"h"`
}

// Look tells what is shown.
func (a *App) Look() Looked {
	m, s := a.Model, a.Scene()
	told := Looked{
		Hash: strconv.FormatUint(s.Hash(), 16), Width: s.Width, Height: s.Height, Frames: a.frames,
		Home: m.Screen == model.Home, At: int64(m.Playhead.At), Playing: m.Playhead.Playing, Typing: m.Typing,
		Notice: m.Notice.Text, Theme: string(m.Preferences.Theme),
	}
	if c := m.Course; c != nil {
		told.Lesson, told.Step = c.Lesson.Name, c.At
	}
	if b := m.Branch(); b != nil {
		t := b.Trace()
		told.Program, told.End, told.Facts, told.Ended = b.Program.Name, int64(t.End()), t.Len(), b.Ended()
		told.Fact = int(m.Position().Fact)
		if sheet := m.Sheet(); sheet != nil {
			told.Text = sheet.Text()
		}
	}
	for _, l := range s.Layers() {
		for _, mark := range l.Marks() {
			if mark.Clip.W > 0 && mark.Clip.H > 0 {
				told.Marks = append(told.Marks, seen(&mark))
			}
		}
	}
	return told
}

func seen(m *scene.Mark) Seen {
	return Seen{
		Name: m.Name, Topic: m.Subject.Topic.String(), ID: m.Subject.ID, Part: m.Subject.Part, Label: m.Label, Command: m.Command.Name,
		X: m.Clip.X, Y: m.Clip.Y, W: m.Clip.W, H: m.Clip.H,
	}
}
