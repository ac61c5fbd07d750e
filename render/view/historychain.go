package view

import (
	"math"

	"timeslice/render/scene"
	"timeslice/render/view/names"
	"timeslice/render/view/sentence"
	"timeslice/sim/trace"
)

// historyCauses is the chain of causes of what is selected, as the inspector
// numbers it; nil if it is not to be drawn.
func (f *Frame) historyCauses() []sentence.Cause {
	s := f.Model.Selected
	if !f.Model.Inspect.Chain {
		return nil
	}
	switch s.Topic {
	case scene.OfThread:
		return f.Tell.WhyThread(f.Trace, f.State, trace.ThreadID(s.ID)).Chain
	case scene.OfCore:
		if s.ID < int64(len(f.State.Cores)) {
			return f.Tell.WhyCore(f.Trace, f.State, trace.CoreID(s.ID)).Chain
		}
	case scene.OfProcess:
		return f.Tell.WhyProcess(f.Trace, f.State, trace.ProcessID(s.ID)).Chain
	case scene.OfObject:
		return f.Tell.WhyObject(f.Trace, f.State, trace.ObjectID(s.ID)).Chain
	case scene.OfItem:
		return f.Tell.WhyItem(f.Trace, f.State, trace.ProcessID(s.Part), s.ID).Chain
	case scene.OfFact:
		if s.ID >= 1 && s.ID <= int64(f.Trace.Len()) {
			return f.Tell.WhyFact(f.Trace, trace.FactID(s.ID)).Chain
		}
	}
	return nil
}

// historyChain draws the chain of causes across the rows: a number at each fact,
// and an arrow from each to the one that it explains.
func (f *Frame) historyChain(l *scene.Layer, h *history) {
	causes := f.historyCauses()
	if len(causes) == 0 {
		return
	}
	t := f.Theme
	side := 16 * t.Unit
	places := make([]scene.Box, len(causes))
	taken := map[scene.Point]float64{}
	for i := range causes {
		row := h.rowOf(f.Trace.Fact(causes[i].Fact))
		if row == nil || !h.window.Contains(causes[i].At) {
			continue
		}
		x := h.x(causes[i].At)
		at := scene.Point{X: math.Floor(x / side), Y: row.box.Y}
		beside := max(taken[at], taken[scene.Point{X: at.X - 1, Y: at.Y}]-side)
		taken[at] = beside + side + 2
		places[i] = scene.Box{X: x - side/2 + beside, Y: row.box.Y + row.main/2 - side/2, W: side, H: side}
	}
	l.Clip(h.tracks.InsetXY(-side, 0), func() {
		for i := range causes {
			of := causes[i].Of
			if of < 0 || of >= len(places) || places[i].Empty() || places[of].Empty() || places[of].Overlaps(places[i].Inset(-2)) {
				continue
			}
			from, to := places[i].Centre(), places[of].Centre()
			if math.Abs(from.Y-to.Y) < side/2 {
				from.X, to.X = places[i].Right(), places[of].X
			} else if to.Y > from.Y {
				from.Y, to.Y = places[i].Bottom(), places[of].Y
			} else {
				from.Y, to.Y = places[i].Y, places[of].Bottom()
			}
			l.Arrow(from, to, 0, t.Line, scene.Dash{}, t.Accent)
		}
		for i := range causes {
			if !places[i].Empty() {
				f.badgeOn(l, places[i], i+1)
			}
		}
	})
}

// rowOf is the row of the thread of a fact, or of its core; nil if neither can be
// seen.
func (h *history) rowOf(fact trace.Fact) *band {
	if row := h.find(names.ThreadRef(fact.Thread)); row != nil {
		return row
	}
	if fact.Core >= 0 {
		return h.find(names.CoreRef(fact.Core))
	}
	return nil
}
