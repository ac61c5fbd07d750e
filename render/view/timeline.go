package view

import (
	"math"

	"timeslice/render/scene"
	"timeslice/render/view/timeline"
	"timeslice/sim/trace"
)

// timeline is the machine's whole history: rows of slices, and the playhead.
// What changes only with the window or the run is a layer of its own, so that
// playing draws little.
func (f *Frame) timeline(b scene.Box) {
	h := f.layOut(b)
	if h.tracks.H <= 0 { // there is no room
		f.layer("timeline", b, f.key, func(l *scene.Layer) { f.panel(l, b) })
		return
	}
	key := f.key.Int(int64(f.Trace.Len())).Int(int64(h.window.From)).Int(int64(h.window.To)).Float(h.scroll).
		Text(f.Model.Panels.Bottom).Int(int64(len(h.seen))).Box(h.tracks)
	for _, ref := range f.Model.Timeline.Pinned {
		key = key.Int(int64(ref.Kind)).Int(ref.ID)
	}
	f.layer("timeline", b, f.ghostKey(key), func(l *scene.Layer) {
		f.panel(l, b)
		f.ruler(l, h)
		f.overview(l, h)
		f.rows(l, h)
	})
	f.ahead(h)
	f.sliceNames(h, key)
	f.markings(h)
	f.playhead(h)
	f.quietThreads(h)
	f.searchField(h)
	f.pointed(h)
}

// timelineTabs offers the ways to lay out the rows, in the left half of a box beside
// buttons in its middle, or in as much more as they need. It returns where they end.
func (f *Frame) timelineTabs(l *scene.Layer, b scene.Box) float64 {
	whole := b.InsetXY(f.Theme.Pad, 8*f.Theme.Unit)
	place := whole
	place.W = max(b.CentreX()-5*17-10*f.Theme.Unit-place.X, 0)
	ways := [...]string{"core", "thread", "process"}
	panels := [...]string{"cores", "threads", "processes"}
	var texts, short []string
	chosen := 0
	for i, way := range ways {
		texts, short = append(texts, f.say("time.by-"+way)), append(short, f.say("time.short-"+way))
		if f.Model.Panels.Bottom == panels[i] {
			chosen = i
		}
	}
	if !l.CloseTabsFit(place, f.Theme, texts) {
		texts = short
		place.W = min(max(place.W, l.CloseTabsWidth(f.Theme, texts)), whole.W)
	}
	l.CloseTabs(place, f.Theme, texts, chosen, func(i int, b scene.Box) {
		l.Mark(scene.Mark{
			Box: b, Name: "by-" + ways[i], Role: scene.Tab, Label: texts[i],
			Command: scene.Command{Name: "by-" + ways[i]}, Condition: condition(i == chosen),
		})
	})
	return place.Right()
}

// condition is that of a mark that is selected or not.
func condition(selected bool) scene.Condition {
	if selected {
		return scene.Selected
	}
	return 0
}

// rows draws the slices of the rows that can be seen.
func (f *Frame) rows(l *scene.Layer, h *history) {
	free := h.scrolled()
	for i := range h.seen {
		row := &h.seen[i]
		clip := free
		if row.pinned {
			clip = row.box
		}
		l.Clip(clip, func() {
			f.head(l, h, row)
			clip.CutLeft(h.heads.W)
			l.Clip(clip, func() {
				f.lanes(l, h, row)
				f.ghost(l, h, row)
			})
		})
	}
	if bar := (scene.Box{X: h.tracks.Right() + 3, Y: free.Y, W: 4, H: free.H}); h.rows > h.tracks.H {
		above := h.rows - h.tracks.H + free.H // of the rows that are not pinned
		l.Scrollbar(bar, f.Theme, h.scroll/above, (h.scroll+free.H)/above)
	}
}

// head draws the name of a row.
func (f *Frame) head(l *scene.Layer, h *history, row *band) {
	t := f.Theme
	box := scene.Box{X: h.heads.X, Y: row.box.Y - 2, W: h.heads.W - 8, H: row.main + 4}
	box.CutLeft(row.indent)
	if row.hue != nil {
		l.Dot(box.CutLeft(10*t.Unit), t, row.hue.Solid)
		box.CutLeft(5 * t.Unit)
	}
	l.Label(box, row.name, t.Type.Small, t.Muted, scene.Start)
}

// lanes draws the slices of a row, lane below lane.
func (f *Frame) lanes(l *scene.Layer, h *history, row *band) {
	rest := scene.Box{X: h.tracks.X, Y: row.box.Y, W: h.tracks.W, H: row.box.H}
	for i, lane := range row.row.Lanes {
		box := rest.CutTop(row.main)
		if i > 0 {
			rest.Y, rest.H = box.Y, rest.H+box.H
			box = rest.CutTop(f.laneHeight(lane))
		}
		pieces := f.pieces(h, lane)
		switch {
		case row.hue == nil:
			f.coreSlices(l, h, box, pieces)
		case i == 0:
			f.threadSlices(l, h, row, box, pieces)
		default:
			f.scriptSlices(l, h, row, lane, box, pieces)
		}
	}
}

// leastSlice is how wide a slice must be to be drawn as itself, in points.
const leastSlice = 2.5

// pieces is what there is to draw of a lane.
func (f *Frame) pieces(h *history, lane timeline.LaneID) []timeline.Piece {
	step := int64(leastSlice * float64(h.window.Ns()) / max(h.tracks.W, 1))
	w := timeline.Window{From: h.window.From, To: h.window.To, StepNs: step}
	f.kept.pieces = f.index().Pieces(lane, w, f.kept.pieces[:0])
	return f.kept.pieces
}

// span is where a piece is drawn in a lane's box: so that neighbours stand
// apart, if there is room for that.
func (h *history) span(p *timeline.Piece, lane scene.Box) scene.Box {
	x := h.x(p.From)
	w := h.x(p.To) - x
	if !p.Merged && w > 3 {
		w--
	}
	return scene.Box{X: x, Y: lane.Y, W: max(w, 1), H: lane.H}
}

// coreSlices draws who ran on a core: in the hue of the process, in the shade of
// the thread. Where slices are too short to be seen apart, how high it is tells
// how much of the time the core was at work.
func (f *Frame) coreSlices(l *scene.Layer, h *history, lane scene.Box, pieces []timeline.Piece) {
	t := f.Theme
	l.Fill(scene.Box{X: lane.X, Y: lane.Bottom() - t.Hairline, W: lane.W, H: t.Hairline}, 0, t.Grid)
	for i := range pieces {
		p := &pieces[i]
		box := h.span(p, lane)
		if p.Merged {
			busy := p.Ns[timeline.Running] + p.Ns[timeline.Collecting] + p.Ns[timeline.Switching]
			f.level(l, box, float64(busy)/float64(max(p.To-p.From, 1)), f.shade(trace.ThreadID(p.Who)))
			continue
		}
		radius := min(t.Tiny, box.W/3)
		switch p.State {
		case timeline.Switching:
			l.Fill(box.InsetXY(0, box.H*0.3), 0, t.Muted)
		case timeline.Collecting:
			l.Fill(box, radius, f.hueOf(trace.ThreadID(p.Who)).Pale)
			l.Hatch(box, radius, 6, f.shade(trace.ThreadID(p.Who)))
		default:
			l.Fill(box, radius, f.shade(trace.ThreadID(p.Who)))
		}
	}
}

// level draws a box filled from below.
func (f *Frame) level(l *scene.Layer, box scene.Box, part float64, colour scene.Colour) {
	high := box.H * min(max(part, 0), 1)
	if high > 0 {
		high = max(high, 1)
		l.Fill(scene.Box{X: box.X, Y: box.Bottom() - high, W: box.W, H: high}, 0, colour)
	}
}

// threadSlices draws what a thread or process did: thick while it ran, a thin
// bar while it waited for a core, dots while it waited for something else.
func (f *Frame) threadSlices(l *scene.Layer, h *history, row *band, lane scene.Box, pieces []timeline.Piece) {
	t, hue := f.Theme, row.hue
	thin := lane.Middle(lane.W, max(math.Round(lane.H*0.28), 3))
	f.life(l, h, row, lane)
	for i := range pieces {
		p := &pieces[i]
		ns := max(float64(p.To-p.From), 1)
		if p.Merged {
			waits := p.Ns[timeline.Ready] + p.Ns[timeline.Throttled] + p.Ns[timeline.Switching]
			if waits > 0 {
				l.Fill(h.span(p, thin), 0, hue.Pale)
			}
			if ran := p.Ns[timeline.Running] + p.Ns[timeline.Collecting]; ran > 0 {
				f.level(l, h.span(p, lane), float64(ran)/ns, hue.Solid)
			}
			continue
		}
		switch p.State {
		case timeline.Running:
			box := h.span(p, lane)
			l.Fill(box, min(t.Tiny, box.W/3), hue.Solid)
		case timeline.Collecting:
			box := h.span(p, lane)
			l.Fill(box, min(t.Tiny, box.W/3), hue.Pale)
			l.Hatch(box, min(t.Tiny, box.W/3), 6, hue.Solid)
		case timeline.Switching:
			l.Fill(h.span(p, thin), 0, t.Muted)
		case timeline.Ready:
			l.Fill(h.span(p, thin), min(thin.H/2, t.Tiny), hue.Pale)
		case timeline.Throttled:
			l.Hatch(h.span(p, thin), 0, 4, hue.Solid)
		case timeline.Stopped:
			box := h.span(p, lane)
			l.LineDashed(scene.Point{X: box.X, Y: box.CentreY()}, scene.Point{X: box.Right(), Y: box.CentreY()}, t.Thick, scene.Dashed, t.Bad)
		}
	}
}

// life draws the dots of a row, from its beginning to its end: what is drawn
// over them is what it did besides being blocked.
func (f *Frame) life(l *scene.Layer, h *history, row *band, lane scene.Box) {
	from := max(h.x(row.row.From), lane.X)
	to := min(h.x(min(row.row.To, f.index().End())), lane.Right())
	if to > from {
		y := lane.CentreY()
		l.LineDashed(scene.Point{X: from, Y: y}, scene.Point{X: to, Y: y}, f.Theme.Hairline, scene.Dotted, row.hue.Dim)
	}
}

// scriptSlices draws phases, callbacks, collections or jobs.
func (f *Frame) scriptSlices(l *scene.Layer, h *history, row *band, lane timeline.LaneID, box scene.Box, pieces []timeline.Piece) {
	t, hue := f.Theme, row.hue
	box.H -= 2
	for i := range pieces {
		p := &pieces[i]
		place := h.span(p, box)
		switch {
		case p.Merged:
			f.level(l, place, float64(p.Ns[timeline.Running])/float64(max(p.To-p.From, 1)), hue.Shades[2])
		case lane.Aspect == timeline.Phases:
			l.Fill(place, min(2, place.W/3), f.phaseColour(trace.Reason(p.Who)))
		case lane.Aspect == timeline.Collects:
			l.Hatch(place, 0, 4, t.Warn)
		default:
			l.Fill(place, min(t.Tiny, place.W/3), hue.Wash)
			l.Outline(place, min(t.Tiny, place.W/3), t.Hairline, hue.Line)
		}
	}
}

// phaseColour tells the phases of a loop apart.
func (f *Frame) phaseColour(phase trace.Reason) scene.Colour {
	t := f.Theme
	switch phase {
	case trace.ReasonTimers:
		return t.Warn
	case trace.ReasonPoll:
		return t.Track
	case trace.ReasonCheck:
		return t.Good
	case trace.ReasonClosing:
		return t.Bad
	}
	return t.Strong
}

// shade is the colour of a thread: its process's hue, a little paler for each
// further thread.
func (f *Frame) shade(id trace.ThreadID) scene.Colour {
	process := f.Book.ProcessOf(id)
	hue := f.hue(process)
	return hue.Shades[int(id-trace.ThreadID(process))%len(hue.Shades)]
}

func (f *Frame) hueOf(id trace.ThreadID) *scene.Hue { return f.hue(f.Book.ProcessOf(id)) }

// ahead fades what lies behind the playhead: the future.
func (f *Frame) ahead(h *history) {
	x := min(max(h.x(f.State.At), h.tracks.X), h.tracks.Right())
	box := scene.Box{X: x, Y: h.tracks.Y, W: h.tracks.Right() - x, H: h.tracks.H}
	if box.Empty() {
		return
	}
	f.layer("timeline ahead", box, f.key, func(l *scene.Layer) {
		from := l.Len()
		l.Fill(box, 0, f.Theme.Panel.Fade(0.66))
		l.Moving(from)
	})
}

// sliceNames puts names on the slices that have room for them.
func (f *Frame) sliceNames(h *history, key scene.Key) {
	box := scene.Box{X: h.tracks.X, Y: h.tracks.Y, W: h.tracks.W, H: h.tracks.H}
	f.layer("timeline names", box, key.Int(int64(f.State.At)), func(l *scene.Layer) {
		free := h.scrolled()
		free.CutLeft(h.heads.W)
		for i := range h.seen {
			row := &h.seen[i]
			clip := free
			if row.pinned {
				clip = box
			}
			l.Clip(clip, func() { f.rowNames(l, h, row, clip) })
		}
		f.tracksMark(l, h, box)
	})
}

func (f *Frame) tracksMark(l *scene.Layer, h *history, box scene.Box) {
	l.Mark(scene.Mark{Box: box, Name: "timeline", Role: scene.Slider, Condition: scene.Scrolls, Label: f.say("time.history")})
}

// leastName is how wide a slice must be for a name that is cut to say something, in
// units.
const leastName = 40.0

// rowNames names the slices of a row.
func (f *Frame) rowNames(l *scene.Layer, h *history, row *band, clip scene.Box) {
	t := f.Theme
	y := row.box.Y
	for i, lane := range row.row.Lanes {
		high := row.main
		if i > 0 {
			high = f.laneHeight(lane)
		}
		box := scene.Box{X: h.tracks.X, Y: y, W: h.tracks.W, H: high}
		y += high
		if row.hue != nil && (i == 0 || lane.Aspect == timeline.Phases || lane.Aspect == timeline.Collects) ||
			box.Y < clip.Y || box.Bottom() > clip.Bottom() {
			continue
		}
		pieces := f.pieces(h, lane)
		for j := range pieces {
			p := &pieces[j]
			place := h.span(p, box).Intersect(box)
			inside := place.InsetXY(4, 0)
			if p.Merged || inside.W < leastName*t.Unit {
				continue
			}
			if row.hue == nil {
				f.runnerName(l, inside, h.x(f.State.At), p)
				continue
			}
			inside.H -= 2
			l.Label(inside, f.calledWhat(p), t.Type.Tiny, t.Text, scene.Start)
		}
	}
}

// runnerName names who runs in a slice of a core, on that side of the playhead where
// there is room for it: nothing can be read on both past and future.
func (f *Frame) runnerName(l *scene.Layer, inside scene.Box, now float64, p *timeline.Piece) {
	if p.State != timeline.Running {
		return
	}
	t := f.Theme
	name := f.Book.Thread(trace.ThreadID(p.Who))
	wide := l.Width(t.Type.Tiny, name)
	past, future := inside, inside
	past.W = max(min(inside.Right(), now-3)-inside.X, 0)
	future.CutLeft(max(now+5-inside.X, 0))
	colour, readable := f.onShade(f.hueOf(trace.ThreadID(p.Who)), trace.ThreadID(p.Who))
	box := past
	if !readable || past.W < wide && past.W < future.W {
		box, colour = future, t.Text
	}
	if box.W >= min(leastName*t.Unit, wide) {
		l.Label(box, name, t.Type.Tiny, colour, scene.Start)
	}
}

// playheadHigh is how high the head of the playhead is, which no number of the ruler
// reaches into.
const playheadHigh = 11.0

// playhead draws the instant that is shown.
func (f *Frame) playhead(h *history) {
	x := h.x(f.State.At)
	box := scene.Box{X: math.Floor(x) - 8, Y: h.ruler.Bottom() - playheadHigh, W: 17, H: h.tracks.Bottom() - h.ruler.Bottom() + playheadHigh}
	if x < h.tracks.X-1 || x > h.tracks.Right()+1 {
		return
	}
	f.layer("playhead", box, f.key.Float(x), func(l *scene.Layer) {
		t := f.Theme
		l.Rule(scene.Point{X: x, Y: box.Y + 4}, scene.Point{X: x, Y: box.Bottom()}, t.Thick, t.Accent)
		l.Polygon(t.Accent, scene.Point{X: x - 7, Y: box.Y}, scene.Point{X: x + 7, Y: box.Y}, scene.Point{X: x, Y: box.Y + 10})
	})
}
