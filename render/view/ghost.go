package view

import (
	"timeslice/render/scene"
	"timeslice/render/view/timeline"
	"timeslice/sim/trace"
)

// The run before is drawn below each row of the timeline: a pale strip of what the
// same core, process or thread did in it, on the same scale. Threads are matched by
// their part in the program, not by number.

// ghost draws what a row was like in the run before.
func (f *Frame) ghost(l *scene.Layer, h *history, row *band) {
	m := f.Model
	if m.Branching.NoGhost || f.other != nil || m.Before == nil || m.Before.Index == nil {
		return
	}
	d := m.Difference()
	if d == nil {
		return
	}
	ref, found := d.TwinOf(row.row.Ref)
	if !found {
		return
	}
	twin, found := m.Before.Index.Row(ref)
	if !found {
		return
	}
	t, u := f.Theme, f.Theme.Unit
	strip := scene.Box{X: h.tracks.X, Y: row.box.Bottom() + 1.5*u, W: h.tracks.W, H: 4 * u}
	step := int64(leastSlice * float64(h.window.Ns()) / max(h.tracks.W, 1))
	w := timeline.Window{From: h.window.From, To: h.window.To, StepNs: step}
	f.kept.pieces = m.Before.Index.Pieces(twin.Lanes[0], w, f.kept.pieces[:0])
	for i := range f.kept.pieces {
		p := &f.kept.pieces[i]
		box := h.span(p, strip)
		busy := p.Ns[timeline.Running] + p.Ns[timeline.Collecting]
		if !p.Merged {
			busy = 0
			if p.State == timeline.Running || p.State == timeline.Collecting {
				busy = int64(p.To - p.From)
			}
		}
		if busy == 0 {
			continue
		}
		colour := t.Strong
		if row.hue != nil {
			colour = row.hue.Pale
		} else if hue := f.ghostHue(trace.ThreadID(p.Who)); hue != nil {
			colour = hue.Pale
		}
		if p.Merged {
			f.level(l, box, float64(busy)/float64(max(p.To-p.From, 1)), colour)
			continue
		}
		l.Fill(box, min(t.Tiny, box.W/3), colour)
	}
}

// ghostHue is the hue of a thread of the run before: that of its process in it, by
// the part that the process has.
func (f *Frame) ghostHue(id trace.ThreadID) *scene.Hue {
	if is, found := f.Model.Difference().Heir[f.Model.Before.Book.ProcessOf(id)]; found {
		return f.hue(is)
	}
	return nil
}

// ghostKey is what the strips depend on.
func (f *Frame) ghostKey(key scene.Key) scene.Key {
	m := f.Model
	if m.Branching.NoGhost {
		return key
	}
	d := m.Difference()
	if d == nil {
		return key
	}
	return key.Text("ghost").Int(int64(m.Before.Trace().Len())).Int(d.Was.MakespanNs).Int(int64(len(d.Twin))).Text(m.Before.Name)
}
