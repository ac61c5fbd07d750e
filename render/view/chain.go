package view

import (
	"timeslice/render/scene"
	"timeslice/render/scene/icon"
	"timeslice/render/view/sentence"
	"timeslice/sim/trace"
)

// mostLinks is how many causes are drawn across the picture: more cannot be
// followed with the eye.
const mostLinks = 9

// chainAcross draws the chain of causes of what is selected across the stage: each
// cause has its number where its thread is now, and arrows lead from each to what
// it explains. Where it happened the timeline shows.
func (f *Frame) chainAcross(stage scene.Box) {
	causes := f.kept.causes
	switch f.Model.Panels.Right {
	case "events", "knobs", "branches": // what the inspector found last may be of another run
		causes = f.historyCauses()
	}
	if !f.Model.Inspect.Chain {
		return
	}
	if len(causes) == 0 {
		f.noChain(stage)
		return
	}
	causes = causes[:min(len(causes), mostLinks)]
	f.layer("chain", stage, 0, func(l *scene.Layer) {
		u := f.Theme.Unit
		chips := f.chipsOf(causes)
		here := links{Frame: f, l: l, within: stage}
		for i := range causes {
			if chip, found := chips[f.who(&causes[i])]; found {
				here.put(i, scene.Point{X: chip.Right() - 6*u, Y: chip.Y})
			}
		}
		here.draw(causes)
	})
}

// noChain says in a sentence why there is no chain to draw. A click ends the wish
// for one.
func (f *Frame) noChain(stage scene.Box) {
	why := f.say(f.whyNoChain())
	f.layer("chain", stage, f.key.Text(why).Box(stage), func(l *scene.Layer) {
		t, u := f.Theme, f.Theme.Unit
		text := scene.Run{Text: why, Style: t.Type.Label, Colour: t.Text}
		room := min(stage.W-2*t.Pad, 460*u) - 44*u
		wide, high := l.Measure(room, 1.5, text)
		b := scene.Box{Y: stage.Bottom() - high - 16*u - t.Pad, W: wide + 44*u, H: high + 16*u}
		b.X = stage.CentreX() - b.W/2
		l.Card(b, t)
		l.Outline(b, t.Small, t.Hairline, t.Strong)
		l.Mark(scene.Mark{Box: b, Name: "no-chain", Role: scene.Button, Label: why, Command: scene.Command{Name: "chain"}})
		rest := b.InsetXY(12*u, 8*u)
		l.Picture(icon.Info, rest.CutLeft(20*u).Middle(13*u, 13*u), t.AccentText)
		l.Rich(rest, 1.5, text)
	})
}

// whyNoChain is the text that says why what is selected has no chain of causes.
func (f *Frame) whyNoChain() string {
	switch s := f.Model.Selected; s.Topic {
	case scene.Nothing:
		return "chain.nothing-selected"
	case scene.OfThread:
		if f.State.Thread(trace.ThreadID(s.ID)).Status == trace.StatusNone {
			return "chain.not-yet"
		}
	case scene.OfProcess:
		if f.State.Process(trace.ProcessID(s.ID)).Status == trace.ProcessNone {
			return "chain.not-yet"
		}
	case scene.OfCore, scene.OfFact, scene.OfObject, scene.OfItem:
	default:
		return "chain.not-of-this"
	}
	return "chain.no-cause"
}

// who is the thread that a cause is about.
func (f *Frame) who(c *sentence.Cause) trace.ThreadID { return f.Trace.Fact(c.Fact).Thread }

// chipsOf finds where the threads of causes are drawn on the stage; where there
// is no room for threads, their processes.
func (f *Frame) chipsOf(causes []sentence.Cause) map[trace.ThreadID]scene.Box {
	chips := map[trace.ThreadID]scene.Box{}
	for _, l := range f.scene.Layers() {
		if l.Name != "stage" {
			continue
		}
		for i := range causes {
			id := f.who(&causes[i])
			if _, found := chips[id]; found || id == trace.NoThread {
				continue
			}
			if m := markOf(l, "thread", thread(id)); m != nil {
				chips[id] = m.Box
			} else if m := markOf(l, "process", process(f.Book.ProcessOf(id))); m != nil {
				chips[id] = m.Box
			}
		}
	}
	return chips
}

// markOf is the first mark of a layer with a name and a subject that can be seen,
// nil if there is none.
func markOf(l *scene.Layer, name string, s scene.Subject) *scene.Mark {
	marks := l.Marks()
	for i := range marks {
		if m := &marks[i]; m.Name == name && m.Subject == s && !m.Clip.Empty() {
			return m
		}
	}
	return nil
}

// links are the numbers of causes on the stage, with the arrows between them.
type links struct {
	*Frame
	l      *scene.Layer
	within scene.Box
	at     []scene.Box // by cause; empty for what is not seen
}

// put gives a cause its place: the next free one to the right of a point.
func (k *links) put(i int, at scene.Point) {
	side := 15 * k.Theme.Unit
	box := scene.Box{X: at.X - side/2, Y: at.Y - side/2, W: side, H: side}
	for j := 0; j < len(k.at); j++ {
		if k.at[j].Overlaps(box) {
			box.X = k.at[j].Right() + 1
			j = -1
		}
	}
	for len(k.at) < i {
		k.at = append(k.at, scene.Box{})
	}
	k.at = append(k.at, box)
}

func (k *links) draw(causes []sentence.Cause) {
	t := k.Theme
	k.l.Clip(k.within, func() {
		for i := range k.at {
			of := causes[i].Of
			if k.at[i].Empty() || of < 0 || of >= len(k.at) || k.at[of].Empty() {
				continue
			}
			from, to := k.at[i].Centre(), k.at[of].Centre()
			if gap := max(from.X-to.X, to.X-from.X, from.Y-to.Y, to.Y-from.Y); gap > 18*t.Unit {
				k.l.Arrow(from, to, 0, t.Line, scene.Dash{}, t.Accent)
			}
		}
		for i, b := range k.at {
			if !b.Empty() {
				k.badgeOn(k.l, b, i+1)
			}
		}
	})
}
