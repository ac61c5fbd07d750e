package timeline

import (
	"slices"

	"timeslice/sim/trace"
)

// script is what a thread does with JavaScript, or for a pool.
type script struct {
	phases   lane
	calls    []lane  // by depth
	open     []int64 // the items of the callbacks that have not returned
	collects lane
	jobs     lane
	job      int64
}

func (x *Index) takeScript(f *trace.Fact, id trace.FactID) {
	t := x.thread(f.Thread)
	if t == nil {
		return
	}
	if t.script == nil {
		t.script = &script{}
	}
	if lanes := t.script.lanes(); t.script.take(x.trace, f, id) || lanes != t.script.lanes() {
		x.changes++
	}
	if f.Kind == trace.KindCollect || f.Kind == trace.KindCollectDone {
		x.update(f.Thread, f.Time, id)
		x.updateCore(x.state.Threads[f.Thread].Core, f.Time, id)
	}
}

// lanes is how many lanes there are to see.
func (s *script) lanes() int {
	count := len(s.calls)
	for _, l := range []*lane{&s.phases, &s.collects, &s.jobs} {
		if len(l.blocks) > 0 {
			count++
		}
	}
	return count
}

// take takes in a fact, and reports whether there is a new lane.
func (s *script) take(t *trace.Trace, f *trace.Fact, id trace.FactID) (more bool) {
	c := content{state: Running, fact: id, reason: f.Reason}
	switch f.Kind {
	case trace.KindPhase:
		s.returnTo(0, f.Time)
		c.who = int32(f.Reason)
		s.phases.push(f.Time, c)
	case trace.KindCallback:
		depth := len(s.open)
		if more = depth == len(s.calls); more {
			s.calls = append(s.calls, lane{})
		}
		s.open = append(s.open, f.A)
		c.who, c.reason = int32(f.B), queueOf(t, f, id)
		s.calls[depth].push(f.Time, c)
	case trace.KindCallbackEnd:
		for depth, item := range slices.Backward(s.open) {
			if item == f.A {
				s.returnTo(depth, f.Time)
				break
			}
		}
	case trace.KindJob:
		s.job, c.who = f.A, int32(f.B)
		s.jobs.push(f.Time, c)
	case trace.KindJobDone:
		if s.job == f.A {
			s.jobs.push(f.Time, content{fact: id})
		}
	case trace.KindCollect:
		c.who = int32(f.Reason)
		s.collects.push(f.Time, c)
	case trace.KindCollectDone:
		s.collects.push(f.Time, content{fact: id})
	}
	return more
}

// queueOf is the queue from which a callback came, if its cause tells.
func queueOf(t *trace.Trace, f *trace.Fact, id trace.FactID) trace.Reason {
	if f.Cause <= trace.NoFact || f.Cause >= id {
		return trace.ReasonNone
	}
	if cause := t.Fact(f.Cause); cause.Kind == trace.KindDequeue && cause.A == f.A {
		return cause.Reason
	}
	return trace.ReasonNone
}

// returnTo ends the callbacks from a depth on.
func (s *script) returnTo(depth int, at trace.Time) {
	for i := depth; i < len(s.open); i++ {
		s.calls[i].push(at, content{})
	}
	s.open = s.open[:min(depth, len(s.open))]
}

// end ends everything, with the thread.
func (s *script) end(at trace.Time) {
	s.returnTo(0, at)
	for _, l := range []*lane{&s.phases, &s.collects, &s.jobs} {
		l.push(at, content{})
	}
}
