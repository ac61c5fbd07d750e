package view

import (
	"math"
	"strconv"

	"timeslice/render/scene"
	"timeslice/sim/trace"
)

// phase is one of the phases of an event loop, and the queue that it works on.
type phase struct {
	reason trace.Reason
	queue  trace.Reason
}

// loopPhases are the phases in the order in which a turn goes through them.
// (docs of libuv, "The I/O loop"; Node's guide to the event loop)
func loopPhases() [6]phase {
	return [6]phase{
		{trace.ReasonTimers, trace.ReasonTimerQueue},
		{trace.ReasonPending, trace.ReasonNone},
		{trace.ReasonIdlePrepare, trace.ReasonNone},
		{trace.ReasonPoll, trace.ReasonFinishedQueue},
		{trace.ReasonCheck, trace.ReasonImmediateQueue},
		{trace.ReasonClosing, trace.ReasonCloseQueue},
	}
}

// ring draws the event loop: its phases as a ring, the present one lit, and in
// the middle the two queues that belong to no phase.
func (f *Frame) ring(l *scene.Layer, b scene.Box, in *inner) {
	t, u := f.Theme, f.Theme.Unit
	letters := t.Type.SmallStrong // as the present phase has it
	side := max(l.Width(letters, f.Tell.Phase(trace.ReasonPending).Text), l.Width(letters, f.Tell.Phase(trace.ReasonClosing).Text))
	outer := min((b.W-2*side-16*u)/2, (b.H-44*u)/2, 112*u)
	below := func(name string) float64 { return b.W - 2*l.Width(letters, name) - 10*u } // begins nearer to the middle
	idle := f.Tell.Phase(trace.ReasonIdlePrepare).Text
	if below(idle) < min(outer, 60*u) {
		idle = f.word("idle-phase")
	}
	outer = min(outer, below(idle))
	if outer < 46*u {
		outer = max(min((b.W-8*u)/2, (b.H-44*u)/2), 40*u)
	}
	thick := max(outer*0.21, 10*u)
	centre := b.Centre()
	hue := f.hue(in.id)
	phases := loopPhases()
	for i, p := range phases {
		from, to := float64(i)/6, float64(i+1)/6
		now := in.loop.Phase == p.reason
		colour := t.Track
		if now {
			colour = hue.Solid
		}
		l.Ring(centre, outer-thick, outer, from+0.006, to-0.006, colour)
		name := f.Tell.Phase(p.reason).Text
		if p.reason == trace.ReasonIdlePrepare {
			name = idle
		}
		f.phaseLabel(l, b, centre, outer, (from+to)/2, p, name, in, now)
	}
	f.heart(l, centre, outer-thick-4*u, in)
}

// phaseLabel writes a phase's name outside the ring at an angle in turns.
func (f *Frame) phaseLabel(l *scene.Layer, b scene.Box, centre scene.Point, outer, turn float64, p phase, name string, in *inner, now bool) {
	t, u := f.Theme, f.Theme.Unit
	if p.queue != trace.ReasonNone {
		if n := len(f.State.Queue(in.id, p.queue)); n > 0 {
			name += " " + strconv.Itoa(n)
		}
	}
	style, colour := t.Type.Small, t.Muted
	if now {
		style, colour = t.Type.SmallStrong, t.Text
	}
	x := centre.X + (outer+7*u)*math.Sin(2*math.Pi*turn)
	y := centre.Y - (outer+7*u)*math.Cos(2*math.Pi*turn)
	wide := l.Width(style, name)
	place := scene.Box{X: x, Y: y - 9*u, W: wide, H: 18 * u}
	if turn > 0.5 {
		place.X = x - wide
	}
	if turn < 0.2 || turn > 0.8 {
		place.Y -= 6 * u
	}
	if turn > 0.3 && turn < 0.7 {
		place.Y += 6 * u
	}
	place.X = max(place.X, b.X)
	place.W = min(wide, b.Right()-place.X)
	l.Label(place, name, style, colour, scene.Start)
	l.Mark(scene.Mark{
		Box: place, Name: "phase", Subject: scene.Subject{Topic: scene.OfProcess, ID: int64(in.id), Part: int64(p.reason)}, Role: scene.Reading,
		Label: name, Hint: f.Tell.AboutPhase(p.reason).Text,
	})
}

// heart draws the queues that belong to no phase: of nextTick and of microtasks.
func (f *Frame) heart(l *scene.Layer, centre scene.Point, radius float64, in *inner) {
	t, u := f.Theme, f.Theme.Unit
	wide := 2 * radius * 0.86
	line := func(y float64, text string, style scene.Style, colour scene.Colour) {
		l.Label(scene.Box{X: centre.X - wide/2, Y: y, W: wide, H: 16 * u}, text, style, colour, scene.Centre)
	}
	count := func(queue trace.Reason) (string, scene.Colour) {
		if n := len(f.State.Queue(in.id, queue)); n > 0 {
			return strconv.Itoa(n), f.hue(in.id).Text
		}
		return f.word("empty"), t.Text
	}
	ticks, tickColour := count(trace.ReasonTickQueue)
	jobs, jobColour := count(trace.ReasonMicrotaskQueue)
	if radius < 42*u {
		line(centre.Y-17*u, "nT "+ticks, t.Type.SmallStrong, tickColour)
		line(centre.Y+1*u, "µT "+jobs, t.Type.SmallStrong, jobColour)
		return
	}
	y := centre.Y - 39*u
	line(y, "nextTick", t.Type.Small, t.Muted)
	line(y+16*u, ticks, t.Type.LabelStrong, tickColour)
	line(y+35*u, f.word("microtasks"), t.Type.Small, t.Muted)
	line(y+51*u, jobs, t.Type.LabelStrong, jobColour)
	if radius > 60*u && in.loop.Turn > 0 {
		line(centre.Y+radius-24*u, f.word("turn", "Number", in.loop.Turn), t.Type.Tiny, t.Muted)
	}
}

// strip draws the event loop in a row where there is no room for a ring.
func (f *Frame) strip(l *scene.Layer, b scene.Box, in *inner) {
	t, u := f.Theme, f.Theme.Unit
	hue := f.hue(in.id)
	row := b.CutTop(24 * u)
	phases := loopPhases()
	shown := phases[:]
	texts, whole := make([]string, 0, 6), 0.0
	for _, p := range shown {
		text := f.Tell.Phase(p.reason).Text
		texts = append(texts, text)
		whole += l.Width(t.Type.SmallStrong, text) + 12*u
	}
	names := whole+5*3*u <= row.W
	spare := (row.W - 5*3*u - whole) / 6
	for i, p := range shown {
		now := in.loop.Phase == p.reason
		var cell scene.Box
		switch {
		case names:
			cell = row.CutLeft(l.Width(t.Type.SmallStrong, texts[i]) + 12*u + spare)
			row.CutLeft(3 * u)
		default: // only the present one has room for its name
			wide := 22 * u
			if now {
				wide = max(row.W-float64(len(shown)-1-i)*25*u, 22*u)
			}
			cell = row.CutLeft(min(wide, row.W))
			row.CutLeft(3 * u)
		}
		colour, letters, style := t.Track, t.Text, t.Type.Small
		if now {
			colour, letters, style = hue.Solid, hue.On, t.Type.SmallStrong
		}
		l.Fill(cell, t.Tiny, colour)
		if names || now {
			l.Label(cell.InsetXY(4*u, 0), texts[i], style, letters, scene.Centre)
		}
		l.Mark(scene.Mark{
			Box: cell, Name: "phase", Subject: scene.Subject{Topic: scene.OfProcess, ID: int64(in.id), Part: int64(p.reason)}, Role: scene.Reading,
			Label: texts[i], Hint: f.Tell.AboutPhase(p.reason).Text,
		})
	}
	b.CutTop(2 * u)
	left := b.Column(0, 2, 10*u)
	f.items(l, left, in.id, "nextTick", f.State.Queue(in.id, trace.ReasonTickQueue), trace.ReasonTickQueue)
	right := b.Column(1, 2, 10*u)
	f.items(l, right, in.id, f.word("microtasks"), f.State.Queue(in.id, trace.ReasonMicrotaskQueue), trace.ReasonMicrotaskQueue)
}
