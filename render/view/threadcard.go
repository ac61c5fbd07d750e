package view

import (
	"timeslice/render/scene"
	"timeslice/render/view/names"
	"timeslice/render/view/sentence"
	"timeslice/render/view/timeline"
	"timeslice/sim/trace"
)

// threadCard lists the threads of a process beside it, where there is room: in which
// state each is, what it does, and how its time has gone so far, on one scale.
func (f *Frame) threadCard(l *scene.Layer, b scene.Box, id trace.ProcessID) {
	t, u := f.Theme, f.Theme.Unit
	threads := f.team().of(id)
	row := 42 * u
	b.H = min(b.H, float64(len(threads))*row+50*u)
	l.Card(b, t)
	rest := b.InsetXY(14*u, 10*u)
	l.Label(rest.CutTop(24*u), f.word("threads", "Count", len(threads)), t.Type.Heading, t.Text, scene.Start)
	rest.CutTop(4 * u)
	for i, one := range f.busyFirst(threads) {
		if rest.H < 2*row && i+1 < len(threads) {
			f.rest(l, rest, len(threads)-i)
			return
		}
		f.threadLine(l, rest.CutTop(row), one)
	}
}

// threadLine is a thread in a list.
func (f *Frame) threadLine(l *scene.Layer, b scene.Box, id trace.ThreadID) {
	t, u := f.Theme, f.Theme.Unit
	mark := b
	head := b.CutTop(22 * u)
	f.stateGlyph(l, head.CutLeft(10*u), id)
	head.CutLeft(8 * u)
	taken := l.Label(head, sentence.Length(f.State.CPUNs(id)), t.Type.SmallStrong, t.Text, scene.End)
	head.W = max(taken.X-head.X-8*u, 0)
	name := l.Label(head, f.nameIn(id), t.Type.LabelStrong, t.Text, scene.Start)
	head.CutLeft(name.W + 8*u)
	l.Label(head, f.Tell.Doing(f.State, id).Text, t.Type.Small, t.Muted, scene.Start)
	b.CutLeft(18 * u)
	if sum, known := f.index().Sum(names.ThreadRef(id), 0, f.State.At); known {
		f.timeBar(l, b.CutTop(6*u), &sum, f.hue(f.State.Thread(id).Process), int64(f.State.At))
	}
	m := f.threadMark(mark, id)
	m.Name = "thread line"
	l.Mark(m)
}

// timeBar draws how long something ran and waited for a core, of so many nanoseconds.
func (f *Frame) timeBar(l *scene.Layer, bar scene.Box, sum *timeline.Sum, hue *scene.Hue, whole int64) {
	t := f.Theme
	l.Fill(bar, bar.H/2, t.Track)
	part := func(ns int64) float64 { return bar.W * min(float64(ns)/float64(max(whole, 1)), 1) }
	ran := part(sum.Ns[timeline.Running] + sum.Ns[timeline.Collecting])
	waited := part(sum.Ns[timeline.Ready] + sum.Ns[timeline.Throttled] + sum.Ns[timeline.Switching])
	l.Part(bar, bar.H/2, scene.Box{X: bar.X, Y: bar.Y, W: ran, H: bar.H}, hue.Solid)
	l.Part(bar, bar.H/2, scene.Box{X: bar.X + ran, Y: bar.Y, W: min(waited, bar.W-ran), H: bar.H}, hue.Pale)
}
