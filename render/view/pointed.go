package view

import (
	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/scene/icon"
	"timeslice/render/view/names"
	"timeslice/render/view/sentence"
	"timeslice/render/view/timeline"
	"timeslice/sim/trace"
)

// pointed tells about the slice that the pointer is on: what it was, from when
// to when.
func (f *Frame) pointed(h *history) {
	pointed := f.Model.Timeline.Pointed
	ref, is := model.RefOf(pointed.Subject)
	if !is || !h.window.Contains(pointed.At) {
		return
	}
	row := h.find(ref)
	if row == nil || pointed.Lane < 0 || pointed.Lane >= len(row.row.Lanes) {
		return
	}
	lane := row.row.Lanes[pointed.Lane]
	slice, found := f.index().SliceAt(lane, pointed.At)
	if !found || slice.State == timeline.Idle {
		return
	}
	text := f.sliceText(ref, lane, &slice) + " · " + sentence.Length(int64(slice.To-slice.From)) + " · " +
		sentence.Instant(slice.From) + " – " + sentence.Instant(slice.To)
	about := scene.Box{X: h.x(pointed.At), Y: row.box.Y, W: 1, H: row.box.H}
	within := scene.Box{X: h.panel.X + 4, Y: h.panel.Y - 40, W: h.panel.W - 8, H: h.panel.H + 40}
	f.layer("timeline tip", h.panel.Inset(-60), f.key.Text(text).Float(about.X).Float(about.Y), func(l *scene.Layer) {
		l.Tip(about, within, f.Theme, text)
	})
}

// sliceText says what a slice is.
func (f *Frame) sliceText(ref names.Ref, lane timeline.LaneID, s *timeline.Slice) string {
	switch lane.Aspect {
	case timeline.Phases:
		return f.Tell.Phase(trace.Reason(s.Who)).Text
	case timeline.Calls, timeline.Jobs:
		return f.calledWhat(&timeline.Piece{Slice: *s})
	}
	sum := timeline.Sum{From: s.From, To: s.To}
	sum.Ns[s.State] = int64(s.To - s.From)
	if s.State == timeline.Blocked && ref.Kind == names.Thread {
		sum.Blocked = []timeline.ReasonNs{{Reason: s.Reason, Ns: sum.Ns[s.State]}}
	}
	name := f.nameOf(ref)
	if ref.Kind == names.Core && s.Who > 0 {
		name = f.Book.Thread(trace.ThreadID(s.Who))
	}
	for _, part := range f.Tell.Parts(ref.Kind, &sum) {
		return name + " · " + part.Label.Text
	}
	return name
}

// searchField looks for a row by name, in the corner above the heads.
func (f *Frame) searchField(h *history) {
	m, t := f.Model, f.Theme
	text := m.Timeline.Search
	open := m.Typing == model.SearchField
	box := scene.Box{X: h.heads.X - 4, Y: h.ruler.Y - 2, W: 24 * t.Unit, H: 24 * t.Unit}
	if open {
		box.W = min(240*t.Unit, h.panel.W*0.6)
	}
	f.layer("timeline search", box, fieldKey(f.key, text).Bool(open).Int(int64(m.Found())), func(l *scene.Layer) {
		if !open {
			f.iconButton(l, box, 16, "search", icon.Search)
			return
		}
		l.Fill(box, 0, t.Panel)
		field := box
		if text.Text() != "" {
			count := f.say("time.found", "Number", m.Found())
			l.Label(field.CutRight(l.Width(t.Type.Small, count)+10*t.Unit), count, t.Type.Small, t.Muted, scene.End)
		}
		f.field(l, field, model.SearchField, f.say("time.search"), icon.Search, text)
	})
}
