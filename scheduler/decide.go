package scheduler

import "timeslice/sim/trace"

// Choice is a decision: Core goes to Next.
type Choice struct {
	Core    trace.CoreID
	Next    *Task
	Rule    Rule
	LimitNs int64 // how long Next may run, Unlimited if there is no end
	Waiting int   // how many were left waiting in the queue
	// Displaced is the task that lost the core to a better one that has just
	// become ready; it is back in its queue. Nil if the core was vacant.
	Displaced *Task
}

// Decide makes the next decision of this instant, false if none is left.
// Vacant cores come first, in order of their numbers; then each task that
// became ready at this instant, in order, is compared with those that run.
func (s *Scheduler) Decide(now trace.Time) (Choice, bool) {
	if choice, ok := s.fillVacant(now); ok {
		return choice, true
	}
	return s.preempt(now)
}

func (s *Scheduler) fillVacant(now trace.Time) (Choice, bool) {
	if s.config.Layout == Central {
		return s.fillFromCentral(now)
	}
	for word := range s.vacant {
		for both := s.vacant[word] & s.supplied[word]; both != 0; both &= both - 1 {
			core := CoreSet{both}.First() + trace.CoreID(word<<6)
			if choice, ok := s.choose(s.queues[core], core, now); ok {
				return choice, true
			}
		}
	}
	return Choice{}, false
}

func (s *Scheduler) fillFromCentral(now trace.Time) (Choice, bool) {
	q := s.queues[0]
	if q.len() == 0 {
		return Choice{}, false
	}
	for core := s.vacant.First(); core != trace.NoCore; core = s.vacant.After(core + 1) {
		if choice, ok := s.choose(q, core, now); ok {
			return choice, true
		}
	}
	return Choice{}, false
}

// choose takes the best task out of a queue and gives it the vacant core; with
// a central queue, a task whose last core is vacant too goes there instead.
func (s *Scheduler) choose(q *runQueue, core trace.CoreID, now trace.Time) (Choice, bool) {
	t, rule := q.policy.Next(core, now)
	if t == nil {
		return Choice{}, false
	}
	s.drained(q)
	if q.core == trace.NoCore && t.LastCore != core && t.LastCore != trace.NoCore && s.vacant.Has(t.LastCore) && t.MayRunOn(t.LastCore) {
		core = t.LastCore
	}
	s.vacant.Drop(core)
	c := &s.cores[core]
	c.running, c.sliceNs, c.chargedAt = t, q.of(t).SliceNs(t), now
	t.place = running
	if left := q.len(); left == 0 && rule.Reason != trace.ReasonWinningTicket {
		rule.Reason = trace.ReasonOnlyOne
	}
	limit := c.sliceNs
	if limit != Unlimited {
		limit -= t.ranNs
	}
	return Choice{Core: core, Next: t, Rule: rule, LimitNs: limit, Waiting: q.len()}, true
}

// preempt compares the tasks that became ready at this instant with those that
// run, and gives the first that is better its core.
func (s *Scheduler) preempt(now trace.Time) (Choice, bool) {
	for s.compared < len(s.fresh) {
		t := s.fresh[s.compared]
		s.compared++
		if t.place != waiting {
			continue
		}
		core := s.victim(t, now)
		if core == trace.NoCore {
			continue
		}
		displaced := s.cores[core].running
		s.putBack(core, Preempted, now)
		if choice, ok := s.choose(t.queue, core, now); ok {
			choice.Displaced = displaced
			s.compareAgain(t, &choice)
			return choice, true
		}
	}
	s.fresh, s.compared = s.fresh[:0], 0
	return Choice{}, false
}

// compareAgain sees to those that a preemption left waiting though another core
// may be theirs: the comer, if a better one that came with it was chosen; and
// the displaced, if the core was the only sort the comer may use.
func (s *Scheduler) compareAgain(comer *Task, choice *Choice) {
	if choice.Next != comer && choice.Next != choice.Displaced {
		s.compared--
	}
	if choice.Next.Allowed != nil {
		s.fresh = append(s.fresh, choice.Displaced)
	}
}

// victim is the core whose task must make way for t: of those that must, the
// one whose task is the worst; NoCore if none must.
func (s *Scheduler) victim(t *Task, now trace.Time) trace.CoreID {
	if !s.preemptive {
		return trace.NoCore
	}
	if core := t.queue.core; core != trace.NoCore {
		if !s.vacant.Has(core) && s.beats(t, s.charge(core, now), now) {
			return core
		}
		return trace.NoCore
	}
	victim := trace.NoCore
	for i := range s.cores {
		core := trace.CoreID(i)
		if s.cores[i].running == nil || !t.MayRunOn(core) {
			continue
		}
		runs := s.charge(core, now)
		if s.beats(t, runs, now) && (victim == trace.NoCore || s.beats(s.cores[victim].running, runs, now)) {
			victim = core
		}
	}
	return victim
}

func (s *Scheduler) beats(comer, runs *Task, now trace.Time) bool {
	q := comer.queue
	return q.better != nil && q.better.Preempts(comer, runs, now)
}

// placement is the queue a task goes to when it becomes ready.
func (s *Scheduler) placement(t *Task, how Arrival, now trace.Time) *runQueue {
	if s.config.Layout == Central {
		return s.queues[0]
	}
	if t.LastCore != trace.NoCore && t.MayRunOn(t.LastCore) {
		return s.queues[t.LastCore]
	}
	return s.queues[0]
}
