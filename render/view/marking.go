package view

import (
	"math"
	"strconv"
	"strings"

	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/scene/icon"
	"timeslice/render/view/names"
	"timeslice/render/view/sentence"
	"timeslice/render/view/timeline"
	"timeslice/sim/trace"
)

// markings draws what was marked in the history, over it: the row of what is
// selected, what it caused and was caused by, the stretch that was chosen, the
// markers; and below the rows what they come to.
func (f *Frame) markings(h *history) {
	m := f.Model
	box := h.panel
	key := f.now().Int(int64(h.window.From)).Int(int64(h.window.To)).Float(h.scroll).Text(m.Panels.Bottom).
		Int(int64(m.Timeline.Picked.From)).Int(int64(m.Timeline.Picked.To)).Int(int64(len(m.Timeline.Pinned))).
		Bool(m.Inspect.Chain)
	for _, marker := range m.Timeline.Markers {
		key = key.Int(int64(marker.At)).Bool(marker.Set)
	}
	f.layer("timeline markings", box, key, func(l *scene.Layer) {
		f.selectedRow(l, h)
		f.arrowsOf(l, h)
		f.printedTicks(l, h)
		f.lineTicks(l, h)
		f.picked(l, h)
		for i, marker := range m.Timeline.Markers {
			if marker.Set {
				f.marker(l, h, i, marker.At)
			}
		}
		f.historyChain(l, h)
		f.sums(l, h)
		ruler := scene.Mark{Box: h.ruler, Name: "ruler", Role: scene.Slider, Label: f.say("time.ruler")}
		l.Enclose(ruler, func() { f.editFlags(l, h) })
		for i := range h.seen {
			f.headMark(l, h, &h.seen[i])
		}
	})
}

// headMark is the name of a row, as something that can be selected.
func (f *Frame) headMark(l *scene.Layer, h *history, row *band) {
	subject, is := model.SubjectOf(row.row.Ref)
	clip := h.scrolled()
	if row.pinned {
		clip = row.box
	}
	box := scene.Box{X: h.heads.X, Y: row.box.Y, W: h.heads.W - 4, H: row.main}.Intersect(clip)
	if !is || box.Empty() {
		return
	}
	l.Enclose(scene.Mark{
		Box: box, Name: "row", Subject: subject, Role: scene.Item, Label: row.name,
		Command: selects(), Condition: f.selected(subject) | scene.Scrolls, Hint: f.doing(row.row.Ref),
	}, func() {
		if row.pinned || f.Model.Selected == subject {
			f.pinMark(l, box, subject, row.pinned)
		}
	})
}

// quietThreads says, below the rows, how many threads have none.
func (f *Frame) quietThreads(h *history) {
	if h.quiet == 0 {
		return
	}
	t := f.Theme
	text := f.say("time.quiet", "Count", h.quiet)
	place := scene.Box{X: h.heads.X, Y: h.tracks.Y + h.rows - h.scroll - 20*t.Unit, W: f.scene.Fonts().Width(t.Type.Tiny, text) + 6*t.Unit, H: 18 * t.Unit}
	free := h.scrolled()
	if !place.Overlaps(free) {
		return
	}
	f.layer("timeline quiet", place.Intersect(free), f.key.Box(place).Box(free).Text(text), func(l *scene.Layer) {
		l.Clip(free, func() {
			l.Fill(place, 0, t.Panel) // over the playhead and the lines of the ruler
			l.Label(place, text, t.Type.Tiny, t.Muted, scene.Start)
		})
	})
}

// pinMark keeps a row above the others, or lets it go.
func (f *Frame) pinMark(l *scene.Layer, b scene.Box, subject scene.Subject, pinned bool) {
	t := f.Theme
	place := b.CutRight(16 * t.Unit)
	l.Fill(place, 0, t.Panel) // over a long name
	picture, colour := icon.Pin, t.Muted
	if pinned {
		picture, colour = icon.Pinned, t.Accent
	}
	l.Picture(picture, place.Middle(12*t.Unit, 12*t.Unit), colour)
	l.Mark(scene.Mark{
		Box: place, Name: "pin", Subject: subject, Role: scene.Toggle, Label: f.say("do.pin"), Condition: condition(pinned),
		Command: scene.Command{Name: "pin"},
	})
}

// doing says what a row's thread is doing.
func (f *Frame) doing(ref names.Ref) string {
	if ref.Kind == names.Thread {
		return f.Tell.Doing(f.State, trace.ThreadID(ref.ID)).Text
	}
	return ""
}

// selectedRow lays a wash over the row of what is selected.
func (f *Frame) selectedRow(l *scene.Layer, h *history) {
	ref, is := model.RefOf(f.Model.Selected)
	if !is {
		return
	}
	if row := h.find(ref); row != nil {
		box := scene.Box{X: h.panel.X, Y: row.box.Y - row.gap/2, W: 3, H: row.box.H + row.gap}.
			Intersect(scene.Box{X: h.panel.X, Y: h.tracks.Y, W: h.panel.W, H: h.tracks.H})
		l.Fill(box, 0, f.Theme.Accent)
	}
}

// picked draws the stretch that was chosen.
func (f *Frame) picked(l *scene.Layer, h *history) {
	t, r := f.Theme, f.Model.Timeline.Picked
	if r.Ns() == 0 || r.To < h.window.From || r.From > h.window.To {
		return
	}
	from, to := max(h.x(r.From), h.tracks.X), min(h.x(r.To), h.tracks.Right())
	box := scene.Box{X: from, Y: h.tracks.Y, W: to - from, H: h.tracks.H}
	l.Fill(box, 0, t.Accent.Fade(0.13))
	for _, x := range []float64{from, to} {
		l.Rule(scene.Point{X: x, Y: h.ruler.Bottom() - 6}, scene.Point{X: x, Y: h.tracks.Bottom()}, t.Hairline, t.Accent)
	}
}

// marker draws marker A or B.
func (f *Frame) marker(l *scene.Layer, h *history, which int, at trace.Time) {
	if !h.window.Contains(at) {
		return
	}
	t, x := f.Theme, h.x(at)
	l.LineDashed(scene.Point{X: x, Y: h.ruler.Y + 12*t.Unit}, scene.Point{X: x, Y: h.tracks.Bottom()}, t.Line, scene.Dashed, t.Warn)
	flag := scene.Box{X: x - 8*t.Unit, Y: h.ruler.Y - 12*t.Unit, W: 16 * t.Unit, H: 15 * t.Unit}
	l.Fill(flag, t.Tiny, t.Warn)
	l.Label(flag, [...]string{"A", "B"}[which], t.Type.Tiny, t.OnWarn, scene.Centre)
}

// printedTicks shows on the ruler when something was printed.
func (f *Frame) printedTicks(l *scene.Layer, h *history) {
	t, last := f.Theme, math.Inf(-1)
	f.kept.printed.extend(f.index(), f.Book.ProcessOf) // the terminal, which does it too, is not always shown
	for i := range f.kept.printed.lines {
		one := &f.kept.printed.lines[i]
		at := f.Trace.Fact(one.fact).Time
		x := h.x(at)
		if at < h.window.From || x < last+3 {
			continue
		}
		if at > h.window.To {
			return
		}
		last = x
		colour := t.Good
		if one.failure {
			colour = t.Bad
		}
		l.Fill(scene.Box{X: x - 1.5, Y: h.ruler.Bottom() - 5, W: 3, H: 4}, 1, colour)
	}
}

// lineTicks shows under the ruler when a thread came to the line of source that
// is selected.
func (f *Frame) lineTicks(l *scene.Layer, h *history) {
	file, number, is := f.Model.LineOf(f.Model.Selected)
	b := f.Model.Branch()
	if !is || b == nil {
		return
	}
	line, known := b.Line(file, number)
	if !known {
		return
	}
	k := &f.kept.passages
	if k.line != line || k.window != h.window || k.facts != f.Trace.Len() || k.index != f.index() || k.width != h.tracks.W {
		*k = passages{line: line, window: h.window, facts: f.Trace.Len(), index: f.index(), width: h.tracks.W, all: k.all[:0]}
		apart := trace.Time(3 * float64(h.window.Ns()) / max(h.tracks.W, 1))
		for at := h.window.From - 1; ; {
			next, found := f.index().NextAt(trace.NoThread, line, at, h.window.To)
			if !found {
				break
			}
			k.all = append(k.all, next)
			at = max(next.At, next.At+apart)
		}
	}
	for _, passage := range k.all {
		x := h.x(passage.At)
		l.Fill(scene.Box{X: x - 1, Y: h.ruler.Bottom(), W: 2, H: 6}, 0, f.hueOf(passage.Thread).Text)
		if row := h.find(names.ThreadRef(passage.Thread)); row != nil {
			l.Fill(scene.Box{X: x - 1, Y: row.box.Y - 3, W: 2, H: row.main + 6}.Intersect(h.tracks), 0, f.Theme.Ink)
		}
	}
}

// mostArrows is how many arrows are shown at once: more would be a web that
// tells nothing.
const mostArrows = 80

// arrowsOf draws what the selected thread brought about on others, and others on
// it; without one all that there is, if it is little.
func (f *Frame) arrowsOf(l *scene.Layer, h *history) {
	thread := trace.NoThread
	if f.Model.Selected.Topic == scene.OfThread {
		thread = trace.ThreadID(f.Model.Selected.ID)
	}
	found, total := f.index().Arrows(h.window.From, h.window.To, thread, mostArrows, f.kept.arrows[:0])
	f.kept.arrows = found
	if total > mostArrows && thread == trace.NoThread {
		return
	}
	l.Clip(h.tracks, func() {
		for i := range found {
			f.arrow(l, h, &found[i])
		}
	})
}

func (f *Frame) arrow(l *scene.Layer, h *history, a *timeline.Arrow) {
	t := f.Theme
	from, to := h.find(names.ThreadRef(a.From)), h.find(names.ThreadRef(a.To))
	if from == nil || to == nil {
		return
	}
	start := scene.Point{X: h.x(a.CauseAt), Y: from.box.Y + from.main/2}
	end := scene.Point{X: h.x(a.EffectAt), Y: to.box.Y + to.main/2}
	colour := f.hueOf(a.From).Text
	if a.CauseAt > f.State.At {
		colour = colour.Fade(0.35)
	}
	bend := 0.0
	if math.Abs(end.X-start.X) > 24 {
		bend = math.Min(math.Abs(end.X-start.X)/2, 60)
	}
	dash := scene.Dash{}
	if a.Kind == timeline.Starts {
		dash = scene.Dashed
		start.X, bend = end.X, 0 // who starts another does so at that instant, whenever its turn began
	}
	if end.Y > start.Y {
		start.Y, end.Y = start.Y+from.main/2, end.Y-to.main/2
	} else {
		start.Y, end.Y = start.Y-from.main/2, end.Y+to.main/2
	}
	l.Arrow(start, end, bend, t.Hairline, dash, colour)
}

// sums says, below the rows, what the chosen stretch and the markers come to.
func (f *Frame) sums(l *scene.Layer, h *history) {
	t, m := f.Theme, f.Model
	row := scene.Box{X: h.panel.X + t.Pad, Y: h.tracks.Bottom() + 2, W: h.panel.W - 2*t.Pad, H: 22 * t.Unit}
	a, b := m.Timeline.Markers[0], m.Timeline.Markers[1]
	if a.Set && b.Set {
		distance := "B − A = " + strings.Replace(sentence.Length(int64(b.At-a.At)), "-", "−", 1)
		taken := l.Label(row, distance, t.Type.SmallStrong, t.WarnText, scene.End)
		row.W = max(taken.X-t.Gap-row.X, 0)
	}
	if r := m.Timeline.Picked; r.Ns() > 0 {
		l.Runs(row, scene.Start, f.sumRuns(r)...)
	}
}

// sumRuns is the length of a stretch, and where the time of what is selected went
// in it; without anything selected, how busy the cores were.
func (f *Frame) sumRuns(r model.Range) []scene.Run {
	t := f.Theme
	runs := []scene.Run{{Text: sentence.Length(r.Ns()) + "   ", Style: t.Type.SmallStrong, Colour: t.AccentText}}
	add := func(name, value string) {
		runs = append(runs, scene.Run{Text: name + " ", Style: t.Type.Small, Colour: t.Muted},
			scene.Run{Text: value + "   ", Style: t.Type.Small, Colour: t.Text})
	}
	ref, is := model.RefOf(f.Model.Selected)
	if is {
		if sum, found := f.index().Sum(ref, r.From, r.To); found {
			runs = append(runs, scene.Run{Text: f.nameOf(ref) + "   ", Style: t.Type.SmallStrong, Colour: t.Text})
			for _, part := range f.Tell.Parts(ref.Kind, &sum) {
				add(part.Label.Text, sentence.Length(part.Ns))
			}
			return runs
		}
	}
	for i := range f.State.Cores {
		if i == 8 {
			break
		}
		sum, _ := f.index().Sum(names.CoreRef(trace.CoreID(i)), r.From, r.To)
		add(f.say("core", "Number", i), sentence.Percent(r.Ns()-sum.Ns[timeline.Idle], r.Ns()))
	}
	return runs
}

// nameOf is the name of what has a row.
func (f *Frame) nameOf(ref names.Ref) string {
	switch ref.Kind {
	case names.Core:
		return f.say("core", "Number", ref.ID)
	case names.Process:
		return f.Book.Process(trace.ProcessID(ref.ID))
	}
	return f.Book.Thread(trace.ThreadID(ref.ID))
}

// overview draws which part of all the history is shown.
func (f *Frame) overview(l *scene.Layer, h *history) {
	t := f.Theme
	bar := scene.Box{X: h.tracks.X, Y: h.panel.Y + 3, W: h.tracks.W, H: 5 * t.Unit}
	whole := f.Model.Whole()
	if h.window == whole {
		return
	}
	l.Fill(bar, bar.H/2, t.Track)
	part := func(at trace.Time) float64 { return float64(at) / float64(whole.To) }
	thumb := scene.Box{X: bar.X + bar.W*part(h.window.From), Y: bar.Y, W: max(bar.W*part(trace.Time(h.window.Ns())), bar.H), H: bar.H}
	thumb.X = min(thumb.X, bar.Right()-thumb.W)
	l.Fill(thumb, bar.H/2, t.Muted)
	l.Mark(scene.Mark{Box: scene.Box{X: bar.X, Y: h.panel.Y, W: bar.W, H: 12 * t.Unit}, Name: "overview", Role: scene.Slider, Label: f.say("time.overview")})
}

// index is the index of the run that is shown; an empty one if nothing is open.
func (f *Frame) index() *timeline.Index {
	if f.other != nil {
		return f.other
	}
	if b := f.Model.Branch(); b != nil && b.Index != nil {
		return b.Index
	}
	if f.kept.nothing == nil {
		f.kept.nothing = timeline.New()
	}
	return f.kept.nothing
}

// onShade is the colour of letters on the shade of a thread; false if none can be
// read there.
func (f *Frame) onShade(hue *scene.Hue, id trace.ThreadID) (scene.Colour, bool) {
	ground, best := f.shade(id), hue.On
	for _, other := range []scene.Colour{f.Theme.Ink, f.Theme.Well, f.Theme.Text} {
		if scene.Contrast(other, ground) > scene.Contrast(best, ground) {
			best = other
		}
	}
	return best, scene.Contrast(best, ground) >= scene.LeastContrast
}

// calledWhat is what a callback or job is, in short: the call, and the line that
// asked for it.
func (f *Frame) calledWhat(p *timeline.Piece) string {
	what := f.Trace.Text(trace.StringID(p.Who))
	call, file, line := names.SplitWhat(what)
	if file == "" {
		return call
	}
	return call + " " + file + ":" + strconv.Itoa(line)
}
