package view

import (
	"slices"

	"timeslice/render/scene"
	"timeslice/render/view/sentence"
	"timeslice/render/view/timeline"
	"timeslice/sim/trace"
)

// channels is who has which ends of channels, and who sent and received there,
// over the whole trace; and, of the present instant, what is under way.
type channels struct {
	branch any
	facts  trace.FactID
	ends   map[trace.ObjectID][]end
	users  map[trace.ObjectID][]user

	under  map[trace.ObjectID][]float64 // how far messages have come, 0 to 1
	buffer []timeline.Arrow
}

// end is one coming or going of an end.
type end struct {
	fact    trace.FactID
	process trace.ProcessID
	more    int
}

// user is a process that first sent to, or first received from, a channel.
type user struct {
	fact     trace.FactID
	process  trace.ProcessID
	receives bool
}

// take takes in what a trace has more than before.
func (c *channels) take(f *Frame) {
	if branch := f.Model.Branch(); c.branch != any(branch) || int(c.facts) > f.Trace.Len() {
		*c = channels{branch: branch, ends: map[trace.ObjectID][]end{}, users: map[trace.ObjectID][]user{}}
	}
	for int(c.facts) < f.Trace.Len() {
		c.facts++
		fact := f.Trace.Fact(c.facts)
		id := trace.ObjectID(fact.Object)
		switch fact.Kind {
		case trace.KindOpen:
			c.ends[id] = append(c.ends[id], end{c.facts, f.endOf(&fact), 1})
		case trace.KindClose:
			c.ends[id] = append(c.ends[id], end{c.facts, f.endOf(&fact), -1})
		case trace.KindSend:
			c.use(id, user{c.facts, f.Book.ProcessOf(fact.Thread), false})
		case trace.KindReceive:
			c.use(id, user{c.facts, f.Book.ProcessOf(fact.Thread), true})
		}
	}
}

// endOf is the process that gets or gives up an end.
func (f *Frame) endOf(fact *trace.Fact) trace.ProcessID {
	if fact.B > 0 {
		return trace.ProcessID(fact.B)
	}
	return f.Book.ProcessOf(fact.Thread)
}

func (c *channels) use(id trace.ObjectID, u user) {
	for _, known := range c.users[id] {
		if known.process == u.process && known.receives == u.receives {
			return
		}
	}
	c.users[id] = append(c.users[id], u)
}

// holders are the processes that have an end of a channel after a fact.
func (c *channels) holders(id trace.ObjectID, after trace.FactID) []trace.ProcessID {
	var found []trace.ProcessID
	for _, e := range c.ends[id] {
		if e.fact > after {
			break
		}
		if e.more > 0 {
			found = append(found, e.process)
		} else if i := slices.Index(found, e.process); i >= 0 {
			found = slices.Delete(found, i, i+1)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// sides are who sends into a channel and who receives from it, as far as has been
// seen: who has an end and has done neither may do either.
func (f *Frame) sides(id trace.ObjectID, sort trace.Reason) (from, to []trace.ProcessID) {
	c := &f.kept.channels
	for _, u := range c.users[id] {
		switch {
		case u.fact > f.State.Facts || f.State.Process(u.process).Status != trace.ProcessAlive:
		case u.receives:
			to = append(to, u.process)
		default:
			from = append(from, u.process)
		}
	}
	for _, p := range c.holders(id, f.State.Facts) {
		switch {
		case slices.Contains(from, p) || slices.Contains(to, p):
		case sort != trace.ReasonPipe || len(from) > 0: // a socket is its owner's ear
			to = append(to, p)
		default:
			from = append(from, p)
		}
	}
	return from, to
}

// underway finds how far the messages have come that are under way: the way
// takes from the instant at which they were sent until that at which they are
// received.
func (f *Frame) underway() map[trace.ObjectID][]float64 {
	c := &f.kept.channels
	if c.under == nil {
		c.under = map[trace.ObjectID][]float64{}
	}
	clear(c.under)
	const most = 256
	c.buffer, _ = f.index().Arrows(f.State.At, f.State.At, trace.NoThread, most, c.buffer[:0])
	for _, a := range c.buffer {
		if a.Kind == timeline.Sends && a.CauseAt <= f.State.At && f.State.At < a.EffectAt {
			id := trace.ObjectID(f.Trace.Fact(a.Cause).Object)
			c.under[id] = append(c.under[id], float64(f.State.At-a.CauseAt)/float64(a.EffectAt-a.CauseAt))
		}
	}
	return c.under
}

// channel draws a channel between those at its ends, with what is under way.
func (f *Frame) channel(l *scene.Layer, row scene.Box, id trace.ObjectID, o *trace.ObjectState) {
	t, u := f.Theme, f.Theme.Unit
	from, to := f.sides(id, o.Sort)
	if len(from) == 0 && len(to) == 0 {
		f.fullness(l, row, o)
		return
	}
	side := row.W * 0.38
	track := row
	draw := func(b scene.Box, ids []trace.ProcessID) float64 {
		if len(ids) == 0 {
			return 0
		}
		name := f.Book.Process(ids[0])
		more := ""
		if len(ids) > 1 {
			more = "+" + count(len(ids)-1)
			wide := l.Width(t.Type.Tiny, more)
			l.Label(b.CutRight(wide), more, t.Type.Tiny, t.Muted, scene.Start)
			b.CutRight(3 * u)
		}
		state := f.stateOf(ids[0])
		chip := b.CutLeft(min(l.ChipWidth(t, state, name), b.W))
		l.Chip(chip, t, f.hue(ids[0]), state, name)
		return chip.W + l.Width(t.Type.Tiny, more) + 4*u
	}
	if used := draw(track.CutLeft(side), from); used > 0 {
		track.X, track.W = row.X+used+3*u, row.W-side-used-3*u
	} else {
		track.X, track.W = row.X, row.W-side
	}
	track.W = row.Right() - side - track.X
	right := row
	right.CutLeft(row.W - side)
	if used := draw(right, to); used == 0 {
		track.W = row.Right() - track.X
	}
	track.W -= 5 * u
	if track.W < 10*u {
		return
	}
	y := row.CentreY()
	l.Fill(scene.Box{X: track.X, Y: y - 3*u, W: track.W, H: 6 * u}, 3*u, t.Track)
	if o.Capacity > 0 && o.Held > 0 { // how full it is, from the receiver's end
		wide := track.W * min(float64(o.Held)/float64(o.Capacity), 1)
		colour := t.Plain.Pale
		if o.Held >= o.Capacity {
			colour = t.Warn
		}
		line := scene.Box{X: track.X, Y: y - 3*u, W: track.W, H: 6 * u}
		l.Part(line, 3*u, scene.Box{X: line.Right() - wide, Y: line.Y, W: wide, H: line.H}, colour)
	}
	colour := t.Accent
	if len(from) > 0 {
		colour = f.hue(from[0]).Solid
	}
	start := l.Len()
	for _, part := range f.kept.channels.under[id] {
		l.Disc(scene.Point{X: track.X + 4*u + (track.W-8*u)*part, Y: y}, 5*u, colour)
	}
	l.Moving(start)
}

// stateOf is how the state of a process looks: that of the busiest of its threads.
func (f *Frame) stateOf(id trace.ProcessID) scene.State {
	state := scene.Blocked
	for _, thread := range f.team().of(id) {
		switch f.State.Threads[thread].Status {
		case trace.StatusRunning:
			return scene.Running
		case trace.StatusReady:
			state = scene.Ready
		}
	}
	return state
}

// holds says how much a channel holds, from the longest way to the shortest.
func (f *Frame) holds(o *trace.ObjectState) []string {
	if o.Capacity <= 0 {
		return []string{sentence.Bytes(o.Held)}
	}
	return []string{f.word("of", "Part", sentence.Bytes(o.Held), "Whole", sentence.Bytes(o.Capacity)), sentence.Bytes(o.Held)}
}
