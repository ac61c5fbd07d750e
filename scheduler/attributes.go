package scheduler

import "timeslice/sim/trace"

// Attributes may change at any time: of a task that waits, runs, sleeps or is
// parked. Each method reports whether the task lost its core by it, and why;
// the task is then back in its queue, as after Look.

// SetNice changes a task's nice value.
func (s *Scheduler) SetNice(t *Task, nice int, now trace.Time) (lost bool, why trace.Reason) {
	return s.change(t, func() { t.Nice = nice }, now)
}

// SetTickets changes a task's tickets.
func (s *Scheduler) SetTickets(t *Task, tickets int64, now trace.Time) (lost bool, why trace.Reason) {
	return s.change(t, func() { t.Tickets = tickets }, now)
}

// SetPriority changes a task's priority, for the priority policy or for the
// real-time class.
func (s *Scheduler) SetPriority(t *Task, priority int, now trace.Time) (lost bool, why trace.Reason) {
	if t.Class != Normal {
		return s.SetClass(t, t.Class, priority, now)
	}
	return s.change(t, func() { t.Priority = priority }, now)
}

// SetClass moves a task to another scheduling class, with its priority there.
func (s *Scheduler) SetClass(t *Task, class Class, priority int, now trace.Time) (lost bool, why trace.Reason) {
	if class == Normal && t.Class == Normal {
		return s.change(t, func() { t.Priority = priority }, now)
	}
	if class != Normal {
		s.meetRealTime(now)
	}
	set := func() { t.Class, t.Priority = class, priority }
	switch t.place {
	case waiting:
		s.remove(t, now)
		set()
		s.insert(t.queue, t, Moved, now)
		s.compare(t)
	case running:
		core := t.core
		s.takeOff(core, now)
		set()
		s.insert(t.queue, t, Moved, now)
		s.compare(t)
		return true, trace.ReasonAttributes
	case parked: // quotas are for the normal class
		set()
		if class != Normal {
			s.unpark(t, now)
		}
	default:
		s.forget(t, now)
		set()
	}
	return false, trace.ReasonNone
}

// SetAffinity changes the cores a task may run on; nil for all. A task that is
// where it may not be goes elsewhere.
func (s *Scheduler) SetAffinity(t *Task, allowed CoreSet, now trace.Time) (lost bool, why trace.Reason) {
	s.announceMoves()
	switch t.place {
	case waiting:
		s.remove(t, now)
		t.Allowed = allowed
		from := t.queue
		to := s.allowedQueue(t)
		s.count(from, t, -1)
		s.count(to, t, 1)
		s.insert(to, t, Moved, now)
		if from != to {
			s.watch.Migrated(t, from.core, to.core, trace.ReasonAffinity)
		}
		s.compare(t)
	case running:
		core := t.core
		if allowed == nil || allowed.Has(core) {
			t.Allowed = allowed
			return false, trace.ReasonNone
		}
		s.takeOff(core, now)
		t.Allowed = allowed
		from := t.queue
		to := s.allowedQueue(t)
		s.count(from, t, -1)
		s.count(to, t, 1)
		s.insert(to, t, Moved, now)
		s.compare(t)
		if from != to {
			s.moves = append(s.moves, migration{t, from.core, to.core, trace.ReasonAffinity})
			t.moved = true
		}
		return true, trace.ReasonAffinity
	default:
		if s.perCore && t.queue != nil && allowed != nil && !allowed.Has(t.queue.core) {
			s.forget(t, now)
		}
		t.Allowed = allowed
	}
	return false, trace.ReasonNone
}

// migration is a move that is told of when its instant is decided.
type migration struct {
	task     *Task
	from, to trace.CoreID
	why      trace.Reason
}

// allowedQueue is the queue a task goes on in after its affinity has changed.
func (s *Scheduler) allowedQueue(t *Task) *runQueue {
	if !s.perCore || s.mayUse(t, t.queue.core) {
		return t.queue
	}
	return s.queues[s.idlest(t)]
}

// announceMoves tells of tasks that ran and were moved to another queue. It
// comes before any other move, so that each is told of from where it was.
func (s *Scheduler) announceMoves() {
	for _, m := range s.moves {
		if m.task.moved {
			m.task.moved = false
			s.watch.Migrated(m.task, m.from, m.to, m.why)
		}
	}
	clear(s.moves)
	s.moves = s.moves[:0]
}

// change makes a change of attributes through the queue that must know. A
// running task is compared anew with those that wait.
func (s *Scheduler) change(t *Task, set func(), now trace.Time) (lost bool, why trace.Reason) {
	counted := t.place == waiting || t.place == running
	if t.place == running {
		s.charge(t.core, now)
	} else if t.queue != nil {
		s.chargeQueue(t.queue, now)
	}
	if counted {
		s.count(t.queue, t, -1)
	}
	s.reweigh(t, set, now)
	if counted {
		s.count(t.queue, t, 1)
	}
	switch {
	case t.place == waiting:
		s.compare(t)
	case t.place == running && t.Class == Normal:
		if s.preemptive && t.queue.policy.Len() > 0 {
			s.putBack(t.core, Preempted, now)
			return true, trace.ReasonAttributes
		}
		s.resize(t.core, now)
		if s.ranked {
			s.rank(t.core, now)
		}
	}
	return false, trace.ReasonNone
}

func (s *Scheduler) reweigh(t *Task, set func(), now trace.Time) {
	if t.queue == nil {
		set()
		return
	}
	if q, ok := t.queue.policy.(Reweighter); ok {
		q.Reweigh(t, set, now)
		return
	}
	if t.place == waiting && t.Class == Normal {
		s.remove(t, now)
		set()
		s.insert(t.queue, t, Moved, now)
		return
	}
	set()
}

// Forget tells that a task which is not ready ended or was stopped: nothing of
// it may stay behind in a queue. (A task that only sleeps may leave a debt.)
func (s *Scheduler) Forget(t *Task, now trace.Time) {
	if t.place == away {
		s.forget(t, now)
	}
}

func (s *Scheduler) forget(t *Task, now trace.Time) {
	if t.queue == nil {
		return
	}
	if q, ok := t.queue.policy.(Forgetter); ok {
		s.chargeQueue(t.queue, now)
		q.Forget(t, now)
	}
}
