package scheduler

import (
	"slices"

	"timeslice/sim/trace"
)

// Cores that come and go while the machine runs (kernel/cpu.c,
// sched_cpu_activate and sched_cpu_deactivate in kernel/sched/core.c).
//
//	comes    it is vacant and looks for work at once, as a core does that runs
//	         out of work
//	goes     who ran or waited there goes to the first core that he may run on
//	         (balance_push, select_fallback_rq); what balancing makes of that is
//	         seen later. Who may run on no other core may then run on all.
//	slices   Linux's are stretched by the number of cores that there are
//	         (update_sysctl); a slice that has begun stays as it is
//
// Core 0 stays: x86 boots on it, and since 6.5 it cannot be taken away.

// Resizer is a policy whose times depend on how many cores there are.
type Resizer interface {
	// Resize tells how many there are now. One queue of a scheduler is told for
	// all.
	Resize(cores int)
}

// Online reports whether a core is there.
func (s *Scheduler) Online(core trace.CoreID) bool {
	return core >= 0 && int(core) < len(s.cores) && !s.offline.Has(core)
}

// OnlineCores is how many cores are there.
func (s *Scheduler) OnlineCores() int { return len(s.cores) - s.offline.Count() }

// mayUse reports whether a task may run on a core that is there.
func (s *Scheduler) mayUse(t *Task, core trace.CoreID) bool {
	return core != trace.NoCore && !s.offline.Has(core) && t.MayRunOn(core)
}

// fallback is the first core that a task may run on, besides one; NoCore if there
// is none. (select_fallback_rq)
func (s *Scheduler) fallback(t *Task, besides trace.CoreID) trace.CoreID {
	for i := range s.cores {
		if core := trace.CoreID(i); core != besides && s.mayUse(t, core) {
			return core
		}
	}
	return trace.NoCore
}

// AddCore lets a core come: one that went before, the first of them, or else a
// new one with the next number. It returns which.
func (s *Scheduler) AddCore(now trace.Time) trace.CoreID {
	core := s.offline.First()
	if core == trace.NoCore {
		core = s.makeCore()
	} else {
		s.offline.Drop(core)
	}
	s.vacant.Add(core)
	if s.perCore {
		s.idle.Add(core)
		s.newlyIdle.Add(core)
		s.emptiest.set(core, 0)
	}
	s.resizeMachine(now)
	return core
}

// makeCore makes room for one more core everywhere.
func (s *Scheduler) makeCore() trace.CoreID {
	id := trace.CoreID(len(s.cores))
	s.cores = append(s.cores, core{})
	count := len(s.cores)
	for _, set := range []*CoreSet{&s.vacant, &s.supplied, &s.idle, &s.newlyIdle, &s.urgent} {
		for len(*set) < len(NewCoreSet(count)) {
			*set = append(*set, 0)
		}
	}
	for _, ranking := range []*coreRanking{&s.standing, &s.emptiest, &s.fullest} {
		ranking.grow(count)
	}
	if s.perCore {
		s.queues = append(s.queues, newRunQueue(id, s.newPolicy(), s.config.RealTimeRobinNs))
	}
	return id
}

// grow makes room for so many cores.
func (r *coreRanking) grow(cores int) {
	if cores <= len(r.number) {
		return
	}
	larger := newCoreRanking(cores)
	for i, number := range r.number {
		larger.set(trace.CoreID(i), number)
	}
	*r = larger
}

// RemoveCore takes a core away, which must be there, not be the first and not the
// last that is left. Tasks that may run on no other core must have been allowed
// others before: see [Scheduler.NeedsCore]. It reports whether a task ran there,
// which has lost the core as after Look.
func (s *Scheduler) RemoveCore(core trace.CoreID, now trace.Time) (lost bool) {
	s.announceMoves()
	if s.offline == nil || len(s.offline) < len(s.vacant) {
		s.offline = append(s.offline, make(CoreSet, len(s.vacant)-len(s.offline))...)
	}
	if s.perCore {
		s.emptyQueue(core, now)
	}
	if t := s.cores[core].running; t != nil {
		lost = true
		if s.perCore {
			s.pushRunning(t, core, now)
		} else {
			s.putBack(core, Preempted, now)
			s.compare(t)
		}
	}
	s.offline.Add(core)
	for _, set := range []CoreSet{s.vacant, s.supplied, s.idle, s.newlyIdle, s.urgent} {
		set.Drop(core)
	}
	for _, ranking := range []*coreRanking{&s.standing, &s.emptiest, &s.fullest} {
		ranking.set(core, nobody)
	}
	s.resizeMachine(now)
	return lost
}

// emptyQueue moves those that wait at a core that goes.
func (s *Scheduler) emptyQueue(core trace.CoreID, now trace.Time) {
	q := s.queues[core]
	waiting := slices.Collect(q.realTime.Waiting())
	slices.Reverse(waiting) // the most urgent first
	waiting = slices.AppendSeq(waiting, q.policy.Waiting())
	for _, t := range waiting {
		s.move(t, s.fallback(t, core), trace.ReasonCoreGone, now)
		s.compare(t)
	}
}

// pushRunning moves who runs on a core that goes.
func (s *Scheduler) pushRunning(t *Task, core trace.CoreID, now trace.Time) {
	s.takeOff(core, now)
	to := s.queues[s.fallback(t, core)]
	s.count(t.queue, t, -1)
	s.count(to, t, 1)
	s.insert(to, t, Moved, now)
	s.compare(t)
	s.moves = append(s.moves, migration{t, core, to.core, trace.ReasonCoreGone})
	t.moved = true
}

// NeedsCore reports whether a task may run on this core and on no other that is
// there.
func (s *Scheduler) NeedsCore(t *Task, core trace.CoreID) bool {
	return t.Allowed != nil && s.mayUse(t, core) && s.fallback(t, core) == trace.NoCore
}

// Leaves tells that the core in whose queue a task sleeps has gone: nothing of it
// stays behind there.
func (s *Scheduler) Leaves(t *Task, core trace.CoreID, now trace.Time) {
	if s.perCore && t.place == away && t.Queue() == core {
		s.forget(t, now)
	}
}

// resizeMachine sees to what depends on the number of cores.
func (s *Scheduler) resizeMachine(now trace.Time) {
	count := s.OnlineCores()
	if sized, ok := s.queues[0].policy.(Resizer); ok {
		sized.Resize(count)
	}
	s.setSharing()
	config := s.config
	config.Cores = count
	s.balanceNs = balanceInterval(&config)
	s.replan(now)
}

// setSharing notes whether many cores take from one queue of a policy by which a
// comer may take a core.
func (s *Scheduler) setSharing() {
	ticks := s.queues[0].ticker != nil
	s.sharing = s.preemptive && !ticks && !s.perCore && s.OnlineCores() > 1
}
