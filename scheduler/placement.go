package scheduler

import "timeslice/sim/trace"

// With a queue a core, the scheduler keeps for each how many tasks it has, and
// ranks the cores by it, so that no decision looks at all of them.

// placement is the queue a task goes to when it becomes ready.
//
//	who is new    the core with the fewest tasks, the lowest number among equals
//	              (sched_balance_find_dst_cpu)
//	who wakes     its core if that idles, else the next idle core after it, else
//	              its core all the same (select_idle_sibling; one cache for all
//	              cores, and the waker's core is not preferred)
//
// One that sleeps in debt stays where its debt is.
func (s *Scheduler) placement(t *Task, how Arrival, now trace.Time) *runQueue {
	if !s.perCore {
		return s.queues[0]
	}
	last := t.Queue()
	switch {
	case t.fair.delayed && s.mayUse(t, last):
		return t.queue
	case t.Class != Normal:
		return s.queues[s.placeRealTime(t, now)]
	case how == Started || last == trace.NoCore:
		return s.queues[s.idlest(t)]
	}
	if idle := s.idleFrom(last, t); idle != trace.NoCore {
		return s.queues[idle]
	}
	if s.mayUse(t, last) {
		return s.queues[last]
	}
	return s.queues[s.idlest(t)]
}

// idlest is the core with the fewest tasks of those a task may run on.
func (s *Scheduler) idlest(t *Task) trace.CoreID {
	if t.Allowed == nil {
		return s.emptiest.top()
	}
	best := trace.NoCore
	for core := t.Allowed.First(); core != trace.NoCore && int(core) < len(s.cores); core = t.Allowed.After(core + 1) {
		if s.Online(core) && (best == trace.NoCore || s.queues[core].tasks < s.queues[best].tasks) {
			best = core
		}
	}
	if best == trace.NoCore { // a mask without any core of this machine counts as every core
		return s.emptiest.top()
	}
	return best
}

// idleFrom is the first idle core a task may run on, looking from one upwards
// and around; NoCore if there is none.
func (s *Scheduler) idleFrom(from trace.CoreID, t *Task) trace.CoreID {
	for core := s.idle.After(from); core != trace.NoCore; core = s.idle.After(core + 1) {
		if t.MayRunOn(core) {
			return core
		}
	}
	for core := s.idle.First(); core != trace.NoCore && core < from; core = s.idle.After(core + 1) {
		if t.MayRunOn(core) {
			return core
		}
	}
	return trace.NoCore
}

// count notes that a queue has a task more or less, waiting or running.
func (s *Scheduler) count(q *runQueue, t *Task, by int) {
	if !s.perCore {
		return
	}
	q.tasks += by
	q.load += int64(by) * weightOf(t.Nice).value
	s.load += int64(by) * weightOf(t.Nice).value
	s.emptiest.set(q.core, -int64(q.tasks))
	if q.tasks == 0 {
		s.idle.Add(q.core)
	} else {
		s.idle.Drop(q.core)
	}
}

// stand notes that a task waits in a core's queue.
func (s *Scheduler) stand(q *runQueue, t *Task, now trace.Time) {
	s.supplied.Add(q.core)
	if t.Class != Normal {
		s.urgent.Add(q.core)
	} else if t.isLoose() {
		q.loose++
		s.fullest.set(q.core, int64(q.loose))
		if s.loose++; s.loose == 1 && s.balanceNs > 0 {
			s.plan(after(now, s.balanceNs))
		}
	}
}

// unstand notes that it does not any more.
func (s *Scheduler) unstand(q *runQueue, t *Task) {
	if q.len() == 0 {
		s.supplied.Drop(q.core)
	}
	if t.Class != Normal {
		if q.realTime.count == 0 {
			s.urgent.Drop(q.core)
		}
	} else if t.isLoose() {
		s.loose--
		q.loose--
		s.fullest.set(q.core, emptyIsNobody(q.loose))
	}
}

// isLoose reports whether a task may be moved to another core at all.
func (t *Task) isLoose() bool { return t.Allowed == nil || t.Allowed.Count() > 1 }

func emptyIsNobody(count int) int64 {
	if count == 0 {
		return nobody
	}
	return int64(count)
}

// move takes a waiting task to another core's queue.
func (s *Scheduler) move(t *Task, to trace.CoreID, why trace.Reason, now trace.Time) {
	s.announceMoves()
	from := t.queue
	s.remove(t, now)
	s.count(from, t, -1)
	s.count(s.queues[to], t, 1)
	s.insert(s.queues[to], t, Moved, now)
	s.watch.Migrated(t, from.core, to, why)
}
