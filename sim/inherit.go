package sim

import (
	"timeslice/scheduler"
	"timeslice/sim/trace"
)

// Priority inheritance. A thread that owns a mutex with the rule Inherit is
// scheduled as the best of those who wait for it would be, as long as they wait:
// so a thread of middle priority cannot keep the owner, and with it a better one
// that waits, from running (priority inversion). Who is lent to lends on, if it
// waits for such a mutex itself.
//
// Linux does this for real-time priorities alone (rt_mutex_setprio in
// kernel/sched/core.c). Here the priority of the textbook policies and the nice
// value are inherited as well.

// standing is what a thread can inherit.
type standing struct {
	class    scheduler.Class
	priority int
	nice     int
}

// standing is how a thread is scheduled now.
func (t *Thread) standing() standing {
	return standing{t.task.Class, t.task.Priority, t.task.Nice}
}

// ownStanding is how a thread would be scheduled if nobody lent to it.
func (t *Thread) ownStanding() standing {
	if t.lent != nil {
		return *t.lent
	}
	return t.standing()
}

// ownTask is the thread's task without what was lent to it: what its children
// inherit.
func (t *Thread) ownTask() *scheduler.Task {
	task, own := t.task, t.ownStanding()
	task.Class, task.Priority, task.Nice = own.class, own.priority, own.nice
	return &task
}

// or is the better of two standings: real time before normal; there, the higher
// priority; in the normal class the lower priority and the lower nice value.
func (s standing) or(other standing) standing {
	realTime, otherToo := s.class != scheduler.Normal, other.class != scheduler.Normal
	best := s
	switch {
	case realTime && otherToo && other.priority > s.priority, !realTime && otherToo:
		best = other
	case !realTime && !otherToo:
		best.priority = min(s.priority, other.priority)
	}
	best.nice = min(s.nice, other.nice)
	return best
}

// relend brings the standing of a thread in line with who waits for its mutexes,
// and then that of the thread it waits for itself. cause is the fact that changed
// who waits.
func (m *Machine) relend(t *Thread, cause trace.FactID) {
	for t != nil && t.state != stateEnded {
		own := t.ownStanding()
		best := own
		for _, mu := range t.lends {
			for waiter := mu.waiters.first; waiter != nil; waiter = waiter.place.next {
				best = best.or(waiter.standing())
				m.looks++
			}
		}
		if t.lent = &own; best == own {
			t.lent = nil
		}
		if best == t.standing() {
			return
		}
		m.schedule(t, best, cause)
		t = t.lender(m)
	}
}

// lender is the owner of the mutex for which t waits, if it inherits from t.
func (t *Thread) lender(m *Machine) *Thread {
	if mu, ok := find[*mutex](m, t.waitsFor); ok && t.line == &mu.waiters && mu.rules.Inherit {
		return mu.owner
	}
	return nil
}

// schedule gives a thread another standing, and records it.
func (m *Machine) schedule(t *Thread, s standing, cause trace.FactID) {
	if t.state == stateRunning {
		m.settle(t.core)
	}
	if s.class != t.task.Class || s.priority != t.task.Priority {
		lost, why := m.scheduler.SetClass(&t.task, s.class, s.priority, m.now)
		m.recordPriority(t, cause)
		m.losesIf(t, lost, why)
	}
	if s.nice != t.task.Nice {
		lost, why := m.scheduler.SetNice(&t.task, s.nice, m.now)
		m.tell(trace.Fact{Kind: trace.KindNice, Thread: t.ID, A: int64(s.nice), Cause: cause})
		m.losesIf(t, lost, why)
	}
}

func (m *Machine) losesIf(t *Thread, lost bool, why trace.Reason) {
	if lost {
		m.loses(t.core, why)
	}
}

// inherits reports whether a change of what a thread has of its own concerns what
// was lent to or by it.
func (m *Machine) inherits(t *Thread) bool { return t.lent != nil || t.lender(m) != nil }

// setStanding changes what a thread has of its own. What is lent to it stays.
func (m *Machine) setStanding(t *Thread, own standing, cause trace.FactID) (lost bool, why trace.Reason) {
	if t.lent == nil {
		m.schedule(t, own, cause)
	} else {
		*t.lent = own
		m.relend(t, cause)
	}
	m.relend(t.lender(m), cause)
	return false, trace.ReasonNone // it has been seen to
}

// lend is told that a mutex has an owner.
func (m *Machine) lend(mu *mutex) {
	if mu.rules.Inherit {
		mu.owner.lends = append(mu.owner.lends, mu)
	}
}

// unlend is told that a mutex is to have no owner. Who has called must relend to
// the owner when it can bear to lose its core.
func (m *Machine) unlend(mu *mutex) {
	lends := mu.owner.lends
	for i, other := range lends {
		if other == mu {
			mu.owner.lends = append(lends[:i], lends[i+1:]...)
			return
		}
	}
}
