package scheduler

import (
	"math/bits"

	"timeslice/sim/trace"
)

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

// Decide makes the next decision of this instant, nil if none is left; it is
// good until the next call.
// Vacant cores come first, in order of their numbers; then each task that
// became ready at this instant, in order, is compared with those that run.
func (s *Scheduler) Decide(now trace.Time) *Choice {
	if len(s.limitedArrivals) > 0 {
		s.parkArrivals(now)
	}
	for {
		if choice := s.fillVacant(now); choice != nil {
			return choice
		}
		if !s.perCore || !s.pullWork(now) {
			break
		}
	}
	if choice := s.preempt(now); choice != nil {
		return choice
	}
	s.announce(now)
	return nil
}

// announce tells the watcher what became of tasks at this instant, now that it
// is decided.
func (s *Scheduler) announce(now trace.Time) {
	if len(s.moves) > 0 {
		s.announceMoves()
	}
	if len(s.parkings) > 0 {
		s.announceParked()
	}
	if len(s.held) > 0 {
		s.announceHeld(now)
	}
}

// Looks is at how many tasks and cores has been looked, in all, where many are
// looked through one by one: by balancing, and by policies without a better way.
// It is a measure of work that does not show in the trace.
func (s *Scheduler) Looks() int { return s.looks }

func (s *Scheduler) fillVacant(now trace.Time) *Choice {
	if !s.perCore {
		return s.fillFromCentral(now)
	}
	if s.realTime {
		s.gatherRealTime(now)
	}
	for word := range s.vacant {
		for both := s.vacant[word] & s.supplied[word]; both != 0; both &= both - 1 {
			core := trace.CoreID(word<<6 + bits.TrailingZeros64(both))
			if choice := s.choose(s.queues[core], core, now); choice != nil {
				return choice
			}
		}
	}
	return nil
}

func (s *Scheduler) fillFromCentral(now trace.Time) *Choice {
	q := s.queues[0]
	if q.len() == 0 {
		return nil
	}
	for core := s.vacant.First(); core != trace.NoCore; core = s.vacant.After(core + 1) {
		if choice := s.choose(q, core, now); choice != nil {
			return choice
		}
	}
	return nil
}

// choose takes the best task out of a queue and gives it the vacant core; with
// a central queue, a task whose last core is vacant too goes there instead,
// unless somebody waits who may run on some cores only: that one may be his.
// Those whose quota has no time for them are parked on the way.
func (s *Scheduler) choose(q *runQueue, core trace.CoreID, now trace.Time) *Choice {
	for {
		t, rule := s.next(q, core, now)
		if t == nil {
			return nil
		}
		to := core
		if q.core == trace.NoCore && q.pinned == 0 && s.prefersLast(t, core, now) {
			to = t.LastCore
		}
		if t.Group != nil {
			if g := t.quota(); g != nil && !s.grant(&s.cores[to], g, now) {
				q.policy.Leave(t, true, now)
				s.park(t, now)
				continue
			}
		}
		return s.give(q, to, t, rule, now)
	}
}

// next takes out the task that a core should run, nil if there is none.
func (s *Scheduler) next(q *runQueue, core trace.CoreID, now trace.Time) (t *Task, rule Rule) {
	if q.realTime.count > 0 && !s.limited(core, now) {
		t, rule = q.realTime.Next(core, now)
	}
	if t == nil {
		if q.searcher != nil {
			s.looks += q.searcher.Looks()
		}
		t, rule = q.policy.Next(core, now)
	}
	if t != nil {
		s.removed(q, t)
	}
	return t, rule
}

// prefersLast reports whether a task taken from the central queue goes to the
// vacant core where it ran last.
func (s *Scheduler) prefersLast(t *Task, core trace.CoreID, now trace.Time) bool {
	last := t.LastCore
	return last != core && last != trace.NoCore && s.vacant.Has(last) && t.MayRunOn(last) &&
		(t.Class == Normal || !s.limited(last, now))
}

// give hands a vacant core to a task that has been taken out of its queue.
func (s *Scheduler) give(q *runQueue, core trace.CoreID, t *Task, rule Rule, now trace.Time) *Choice {
	if t.throttled {
		s.unthrottle(t, trace.ReasonRealTimeLimit)
	}
	s.vacant.Drop(core)
	c := &s.cores[core]
	c.running, c.sliceNs, c.chargedAt = t, q.of(t).SliceNs(t), now
	t.place, t.core, t.moved = running, core, false
	if s.ranked {
		s.rank(core, now)
	}
	left := q.len()
	if left == 0 && rule.Reason != trace.ReasonWinningTicket {
		rule.Reason = trace.ReasonOnlyOne
	}
	s.choice = Choice{Core: core, Next: t, Rule: rule, LimitNs: c.leftNs(), Waiting: left}
	return &s.choice
}

// preempt compares the tasks that became ready at this instant with those that
// run, and gives the first that is better its core.
func (s *Scheduler) preempt(now trace.Time) *Choice {
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
		if choice := s.choose(t.queue, core, now); choice != nil {
			choice.Displaced = displaced
			s.compareAgain(t, choice)
			if choice.Next == displaced {
				s.tellLonger(core)
			}
			return choice
		}
	}
	s.fresh, s.compared = s.fresh[:0], 0
	return nil
}

// compareAgain sees to those that a preemption left waiting though another core
// may be theirs: the comer, if a better one that came with it was chosen; and
// the displaced, if the core was the only sort the comer may use.
func (s *Scheduler) compareAgain(comer *Task, choice *Choice) {
	if choice.Next != comer && choice.Next != choice.Displaced {
		s.compared--
	}
	if comer.Allowed != nil || choice.Next.Allowed != nil || choice.Displaced.Class != Normal {
		s.fresh = append(s.fresh, choice.Displaced)
	}
}

// victim is the core whose task must make way for t: of those that must, the
// one whose task is the worst; NoCore if none must.
func (s *Scheduler) victim(t *Task, now trace.Time) trace.CoreID {
	if core := t.queue.core; core != trace.NoCore {
		return s.victimBeside(t, core, now)
	}
	if t.Class != Normal {
		return s.leastUrgent(t, now)
	}
	if t.Allowed == nil && s.ranked && s.ranker {
		core := s.standing.top()
		if core == trace.NoCore {
			return trace.NoCore
		}
		runs := s.charge(core, now)
		s.rank(core, now)
		if s.beats(t, runs, now) {
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

// victimBeside is the victim of a task in a core's own queue: that core, or for
// a real-time task another, to which it is moved.
func (s *Scheduler) victimBeside(t *Task, core trace.CoreID, now trace.Time) trace.CoreID {
	limited := t.Class != Normal && s.limited(core, now)
	if !limited && !s.vacant.Has(core) && s.beats(t, s.charge(core, now), now) {
		return core
	}
	if t.Class == Normal || limited || s.vacant.Has(core) {
		return trace.NoCore
	}
	other := s.leastUrgent(t, now)
	if other != trace.NoCore {
		s.move(t, other, trace.ReasonPlacement, now)
	}
	return other
}

// beats reports whether a task that waits takes the core of one that runs:
// by its class, by its real-time priority, or because the policy says so.
func (s *Scheduler) beats(comer, runs *Task, now trace.Time) bool {
	if comer.Class != Normal {
		return runs == nil || runs.Class == Normal || comer.Priority > runs.Priority
	}
	if runs.Class != Normal {
		return false
	}
	q := comer.queue
	return q.better != nil && q.better.Preempts(comer, runs, now)
}
