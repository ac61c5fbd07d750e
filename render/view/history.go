package view

import (
	"slices"

	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/view/names"
	"timeslice/render/view/timeline"
	"timeslice/sim/trace"
)

// history is the geometry of the timeline as it was last drawn: which instant
// and which row is where.
type history struct {
	panel  scene.Box
	ruler  scene.Box
	heads  scene.Box // the names of the rows
	tracks scene.Box // the rows themselves, beside their heads
	window model.Range
	scroll float64 // how many points of rows are above
	rows   float64 // how high all rows are
	quiet  int     // threads that have no row
	seen   []band  // the rows that can be seen, placed
}

// x is where an instant is.
func (h *history) x(at trace.Time) float64 {
	return h.tracks.X + h.tracks.W*float64(at-h.window.From)/float64(max(h.window.Ns(), 1))
}

// at is the instant at a place, within what is shown.
func (h *history) at(x float64) trace.Time {
	part := min(max((x-h.tracks.X)/max(h.tracks.W, 1), 0), 1)
	return h.window.From + trace.Time(part*float64(h.window.Ns()))
}

// band is the row at a height, nil if there is none.
func (h *history) band(y float64) *band {
	for i := range h.seen {
		if b := &h.seen[i]; y >= b.box.Y && y < b.box.Bottom()+b.gap {
			return b
		}
	}
	return nil
}

// find is the row of something, nil if it cannot be seen.
func (h *history) find(ref names.Ref) *band {
	for i := range h.seen {
		if h.seen[i].row.Ref == ref {
			return &h.seen[i]
		}
	}
	return nil
}

// band is a row of the timeline in its place.
type band struct {
	row    timeline.Row
	name   string
	hue    *scene.Hue // of its process, nil of a core
	indent float64
	box    scene.Box // its height, over heads and tracks
	gap    float64   // below it
	main   float64   // how high its first lane is
	lanes  []float64 // where each lane begins, from its top
	pinned bool
}

// bands are the rows in order from 0 down, with what they were made of.
type bands struct {
	index   *timeline.Index
	changes int
	facts   trace.FactID // that the names knew
	theme   *scene.Theme
	by      string
	pinned  []names.Ref

	all    []band
	above  int // how many are pinned
	quiet  int // threads that are left out, as they did nothing but wait
	height float64
}

// The heights of lanes, in points at unit 1.
const (
	coreLane   = 28.0
	threadLane = 14.0
	callLane   = 15.0
	phaseLane  = 7.0
	coreGap    = 10.0
	threadGap  = 8.0
)

// bandsOf lists the rows, anew only if there are others than before.
func (f *Frame) bandsOf() *bands {
	b, m := &f.kept.bands, f.Model
	x := f.index()
	if b.index == x && b.changes == x.Changes() && b.theme == f.Theme && b.by == m.Panels.Bottom &&
		b.facts == f.Book.Facts() && slices.Equal(b.pinned, m.Timeline.Pinned) {
		return b
	}
	*b = bands{
		index: x, changes: x.Changes(), theme: f.Theme, by: m.Panels.Bottom, facts: f.Book.Facts(),
		pinned: m.Timeline.Pinned, all: b.all[:0],
	}
	for _, ref := range b.pinned {
		if row, found := x.Row(ref); found {
			f.addBand(b, row, true, 0)
		}
	}
	b.above = len(b.all)
	switch b.by {
	case "threads":
		f.addThreads(b, true)
	case "processes":
		for _, row := range x.Rows(timeline.ByProcess) {
			f.addBand(b, row, false, 0)
		}
	default:
		for _, row := range x.Rows(timeline.ByCore) {
			f.addBand(b, row, false, 0)
		}
		f.addThreads(b, false)
		if b.quiet > 0 {
			b.height += 20 * f.Theme.Unit
		}
	}
	return b
}

// selected is where the row is of what is selected, 0 if it has none.
func (b *bands) selected(s scene.Subject) (from, to float64) {
	if ref, is := model.RefOf(s); is {
		for i := range b.all {
			if one := &b.all[i]; one.row.Ref == ref {
				return one.box.Y, one.box.Bottom() + one.gap
			}
		}
	}
	return 0, 0
}

// pinnedHeight is how high the rows are that are pinned.
func (b *bands) pinnedHeight() float64 {
	if b.above == 0 {
		return 0
	}
	last := &b.all[b.above-1]
	return last.box.Bottom() + last.gap
}

// addThreads adds the threads, with what they do with JavaScript if nested.
func (f *Frame) addThreads(b *bands, nested bool) {
	process := trace.NoProcess
	for _, row := range f.index().Rows(timeline.ByThread) {
		if !nested {
			if f.quiet(trace.ThreadID(row.Ref.ID)) {
				b.quiet++
				continue
			}
			row.Lanes = row.Lanes[:1]
		}
		indent := 0.0
		if row.Process == process {
			indent = 10
		}
		process = row.Process
		f.addBand(b, row, false, indent)
	}
}

// A thread that started, waits, and has not done anything else has few facts, and
// has run for little of the whole run: what its start costs.
const (
	quietFacts = 8
	quietShare = 100 // one part of so many
)

// quiet reports whether a thread has done nothing yet but wait: most of the
// threads that a Node process starts. Where cores are shown they are only
// counted.
func (f *Frame) quiet(id trace.ThreadID) bool {
	x := f.index()
	if f.Book.IsFirst(id) || x.FactsOf(id) > quietFacts {
		return false
	}
	sum, _ := x.Sum(names.ThreadRef(id), 0, x.End())
	return sum.CPUNs()*quietShare <= int64(x.End())
}

func (f *Frame) addBand(b *bands, row timeline.Row, pinned bool, indent float64) {
	for i := range b.above {
		if b.all[i].row.Ref == row.Ref {
			return // it stands above
		}
	}
	unit := f.Theme.Unit
	new := band{row: row, pinned: pinned, main: threadLane * unit, gap: threadGap * unit, indent: indent * unit}
	switch row.Ref.Kind {
	case names.Core:
		new.name = f.say("core", "Number", row.Ref.ID)
		new.main, new.gap = coreLane*unit, coreGap*unit
	case names.Process:
		new.name = f.Book.Process(row.Process)
		new.hue = f.hue(row.Process)
		new.main = 20 * unit
	case names.Thread:
		id := trace.ThreadID(row.Ref.ID)
		new.name, new.hue = f.Book.Thread(id), f.hue(row.Process)
		if within := f.Book.Within(id); indent > 0 && within != "" {
			new.name = within
		}
	}
	high := new.main
	new.lanes = append(new.lanes, 0)
	for _, lane := range row.Lanes[1:] {
		new.lanes = append(new.lanes, high)
		high += f.laneHeight(lane)
	}
	new.box = scene.Box{Y: b.height, H: high}
	b.height += high + new.gap
	b.all = append(b.all, new)
}

func (f *Frame) laneHeight(lane timeline.LaneID) float64 {
	if lane.Aspect == timeline.Phases || lane.Aspect == timeline.Collects {
		return phaseLane * f.Theme.Unit
	}
	return callLane * f.Theme.Unit
}

// headWidth is the width of the names of rows.
func (f *Frame) headWidth(b *bands, most float64) float64 {
	wide := 44 * f.Theme.Unit
	for i := range b.all[:min(len(b.all), 64)] {
		one := &b.all[i]
		wide = max(wide, f.scene.Fonts().Width(f.Theme.Type.Small, one.name)+one.indent+40*f.Theme.Unit)
	}
	return min(wide, most)
}

// layOut finds which row is where.
func (f *Frame) layOut(panel scene.Box) *history {
	h, t, m := &f.kept.history, f.Theme, f.Model
	all := f.bandsOf()
	*h = history{panel: panel, window: m.Shown(), seen: h.seen[:0], rows: all.height, quiet: all.quiet}
	inside := panel.InsetXY(t.Pad, 0)
	inside.CutRight(t.Pad)
	inside.CutTop(14 * t.Unit) // the overview
	h.ruler = inside.CutTop(24 * t.Unit)
	if m.Timeline.Picked.Ns() > 0 || m.Timeline.Markers[0].Set && m.Timeline.Markers[1].Set {
		inside.CutBottom(26 * t.Unit) // the sums
	} else {
		inside.CutBottom(6 * t.Unit)
	}
	h.heads = inside.CutLeft(f.headWidth(all, min(150*t.Unit, max(panel.W*0.22, min(118*t.Unit, panel.W*0.34)))))
	h.ruler.CutLeft(h.heads.W)
	h.tracks = inside
	from, to := all.selected(m.Selected)
	shows := int(scene.NewKey().Int(int64(m.Selected.Topic)).Int(m.Selected.ID).Int(int64(m.Timeline.Shows)))
	from -= all.pinnedHeight() // those lie over the others
	h.scroll = f.kept.reveals("timeline").down.to(m.Timeline.Scroll, shows, max(from, 0), to, h.tracks.H, all.height)
	y := h.tracks.Y
	for i := range all.all {
		one := all.all[i]
		place := h.tracks.Y + one.box.Y
		if one.pinned {
			y = place + one.box.H + one.gap
		} else if place -= h.scroll; place < y-one.box.H || place > h.tracks.Bottom() {
			continue
		}
		one.box = scene.Box{X: h.heads.X, Y: place, W: h.tracks.Right() - h.heads.X, H: one.box.H}
		h.seen = append(h.seen, one)
	}
	return h
}

// scrolled is where the rows that are not pinned can be seen.
func (h *history) scrolled() scene.Box {
	free := scene.Box{X: h.heads.X, Y: h.tracks.Y, W: h.tracks.Right() - h.heads.X, H: h.tracks.H}
	for i := range h.seen {
		if b := &h.seen[i]; b.pinned {
			free.CutTop(b.box.Bottom() + b.gap - free.Y)
		}
	}
	return free
}
