package view

import (
	"strconv"

	"timeslice/render/scene"
	"timeslice/render/scene/icon"
	"timeslice/sim/trace"
)

// caption says what happened last at the instant that is shown, while the
// playhead stands; or what is being looked for, or was found of late.
func (f *Frame) caption(b scene.Box) {
	m := f.Model
	hunting, playing := m.Hunting(), m.Playhead.Playing
	key := f.key.Bool(hunting).Bool(playing).Text(m.Notice.Text)
	if !playing {
		key = key.Int(int64(f.State.Facts)).Int(int64(f.Trace.Len()))
	}
	f.layer("caption", b, key, func(l *scene.Layer) {
		t, u := f.Theme, f.Theme.Unit
		f.panel(l, b)
		rest := b.InsetXY(t.Pad, 0)
		switch id := f.State.Facts; {
		case hunting:
			l.Picture(icon.Hourglass, rest.CutLeft(20*u).Middle(13*u, 13*u), t.Muted)
			l.Label(rest, f.say("step.hunting"), t.Type.Small, t.Muted, scene.Start)
		case m.Notice.Text != "" && !m.Notice.Bad:
			l.Picture(icon.Info, rest.CutLeft(20*u).Middle(13*u, 13*u), t.AccentText)
			l.Label(rest, m.Notice.Text, t.Type.SmallStrong, t.AccentText, scene.Start)
		case !playing && id > trace.NoFact && int(id) <= f.Trace.Len():
			number := f.say("step.fact", "Number", strconv.Itoa(int(id)), "All", strconv.Itoa(f.Trace.Len()))
			if wide := l.Width(t.Type.CodeSmall, number); wide < rest.W*0.3 {
				l.Label(rest.CutRight(wide), number, t.Type.CodeSmall, t.Muted, scene.End)
				rest.CutRight(12 * u)
			}
			text := f.Tell.Fact(f.Trace, id).Text
			place := l.Label(rest, text, t.Type.Small, t.Muted, scene.Start)
			place.Y, place.H = b.Y, b.H
			l.Mark(scene.Mark{
				Box: place, Name: "last fact", Subject: fact(id), Role: scene.Item, Label: text,
				Command: scene.Command{Name: "select"}, Condition: f.selected(fact(id)),
			})
		}
	})
}

func fact(id trace.FactID) scene.Subject { return scene.Subject{Topic: scene.OfFact, ID: int64(id)} }
