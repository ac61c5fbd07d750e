package view

import (
	"slices"
	"strings"

	"timeslice/render/scene"
	"timeslice/render/scene/icon"
	"timeslice/render/view/sentence"
)

// transport is play, step and where the playhead is.
func (f *Frame) transport(b scene.Box) {
	p := &f.Model.Playhead
	key := f.now().Bool(p.Playing).Int(p.Speed).Int(int64(f.Model.Stride)).Text(f.Model.Panels.Bottom)
	f.layer("transport", b, key, func(l *scene.Layer) {
		t := f.Theme
		f.panel(l, b)
		play := icon.Play
		if p.Playing {
			play = icon.Pause
		}
		from := f.timelineTabs(l, b) + 8*t.Unit
		buttons := []barButton{{"start", icon.ToStart}, {"step-back", icon.StepBack}, {"play", play}, {"step", icon.StepForward}, {"end", icon.ToEnd}}
		if from+5*34 > b.Right()-t.Pad { // the ruler and the keys go to the ends, too
			buttons = buttons[1:4]
		}
		place := b.Middle(float64(len(buttons))*34, 30)
		place.X = max(place.X, from)
		for i, c := range buttons {
			f.roundButton(l, place.Column(i, len(buttons), 4), c.command, c.picture)
		}
		right := b.InsetXY(t.Pad, 0)
		right.CutLeft(place.Right() - right.X + 8*t.Unit)
		f.stride(l, &right)
		at, end := sentence.Instant(f.State.At), sentence.Instant(f.Trace.End())
		texts := []string{at + " / " + end, at, ""}
		if number, unit, _ := strings.Cut(at, " "); strings.HasSuffix(end, " "+unit) { // one unit is enough for both
			texts = slices.Insert(texts, 1, number+" / "+end)
		}
		l.Label(right, f.fitting(l, right.W, t.Type.Figure, texts...), t.Type.Figure, t.Muted, scene.End)
	})
}

func (f *Frame) roundButton(l *scene.Layer, b scene.Box, command string, picture icon.Icon) {
	t := f.Theme
	l.Fill(b, b.H/2, t.Raised)
	l.Outline(b, b.H/2, t.Hairline, t.Strong)
	l.Picture(picture, b.Middle(14, 14), t.Text)
	c := scene.Command{Name: command}
	switch command {
	case "step":
		c.Argument = 1
	case "step-back":
		c.Argument = -1
	}
	l.Mark(scene.Mark{Box: b, Name: command, Role: scene.Button, Label: f.say("do." + command), Command: c})
}

// stride shows what a step goes by, and takes the next when it is pressed.
func (f *Frame) stride(l *scene.Layer, b *scene.Box) {
	t, u := f.Theme, f.Theme.Unit
	text := f.say("step.by-" + f.Model.Stride.Name())
	wide := l.Width(t.Type.Small, text) + 36*u
	if wide > b.W {
		return
	}
	box := b.CutLeft(wide).Middle(wide, 24*u)
	b.CutLeft(8 * u)
	l.Outline(box, box.H/2, t.Hairline, t.Strong)
	inside := box
	l.Picture(icon.ChevronDown, inside.CutRight(22*u).Middle(10*u, 10*u), t.Muted)
	inside.CutLeft(10 * u)
	l.Label(inside, text, t.Type.Small, t.Text, scene.Start)
	l.Mark(scene.Mark{
		Box: box, Name: "stride", Role: scene.Button, Label: f.say("step.stride", "By", text), Command: scene.Command{Name: "stride"},
	})
}
