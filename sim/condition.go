package sim

import "timeslice/sim/trace"

// condition is a condition variable: a line of threads that wait to be told
// that something may have changed. It remembers nothing: a notification that
// finds nobody waiting is lost (OSTEP, chapter 30).
type condition struct {
	identity
	waiters waitQueue
}

// NewCondition makes a condition variable.
func (m *Machine) NewCondition(name string) trace.ObjectID {
	c := &condition{}
	c.waiters.object = m.enter(c, trace.ReasonConditionVariable, name, 0, trace.NoFact)
	return c.id
}

// WaitOn releases a mutex and waits for a condition, in one step, and has the
// mutex again when it is finished (pthread_cond_wait(3)). Signals do not end
// the wait. EPERM if the caller does not own the mutex, ETIMEDOUT after
// TimeoutNs if that is not 0; the caller then has the mutex all the same.
type WaitOn struct {
	Condition trace.ObjectID
	Mutex     trace.ObjectID
	TimeoutNs int64
}

// The steps of WaitOn. A woken thread needs a core before it can ask for the
// mutex, so others may come in between.
const (
	stepNotified  = iota + 1 // when it goes on, it was notified or was late
	stepReturning            // it asks for the mutex
	stepReturnsLate
)

// CPUNs is the cost of a system call.
func (w *WaitOn) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do waits for the condition and then for the mutex.
func (w *WaitOn) Do(m *Machine, t *Thread) Progress {
	progress := m.begin(t)
	c, known := find[*condition](m, w.Condition)
	mu, knownToo := find[*mutex](m, w.Mutex)
	if !known || !knownToo {
		m.fail(t, EINVAL, "cond-wait", int32(w.Condition))
		return Continue
	}
	switch progress.step {
	case 0:
		return w.start(m, t, c, mu)
	case stepNotified:
		step := uint8(stepReturning)
		if progress.late {
			step = stepReturnsLate
		}
		if mu.owner != nil {
			return m.awaitLock(t, mu, course{step: step})
		}
		m.own(mu, t, t.lastFact)
		progress.step = step
	default:
		if !progress.granted && mu.owner != nil {
			return m.awaitLock(t, mu, course{step: progress.step})
		}
		if !progress.granted {
			m.own(mu, t, t.lastFact)
		}
	}
	if progress.step == stepReturnsLate {
		m.fail(t, ETIMEDOUT, "cond-wait", int32(c.id))
	} else {
		t.succeed(0)
	}
	m.relend(t, t.lastFact)
	return t.onward()
}

func (w *WaitOn) start(m *Machine, t *Thread, c *condition, mu *mutex) Progress {
	if mu.owner != t {
		m.fail(t, EPERM, "cond-wait", int32(mu.id))
		return Continue
	}
	released := m.disown(mu)
	begun := course{step: stepNotified}
	m.deadline(&begun, w.TimeoutNs)
	progress := m.lineUp(t, &c.waiters, trace.ReasonCondition, 0, begun)
	m.relend(t, released)
	return progress
}

// Notify wakes the thread that has waited for a condition the longest, or all
// (pthread_cond_signal(3), pthread_cond_broadcast(3)). The result is how many.
// The caller need not own the mutex.
type Notify struct {
	Condition trace.ObjectID
	All       bool
}

// CPUNs is the cost of an atomic instruction, and of a system call besides if
// somebody waits.
func (n *Notify) CPUNs(m *Machine, _ *Thread) int64 {
	if c, ok := find[*condition](m, n.Condition); ok && c.waiters.first != nil {
		return m.costs.AtomicNs + m.costs.SyscallNs
	}
	return m.costs.AtomicNs
}

// Do wakes.
func (n *Notify) Do(m *Machine, t *Thread) Progress {
	c, ok := find[*condition](m, n.Condition)
	if !ok {
		m.fail(t, EINVAL, "cond-signal", int32(n.Condition))
		return Continue
	}
	most := min(1, c.waiters.count)
	if n.All {
		most = c.waiters.count
	}
	m.notify(t, &c.waiters, most, trace.ReasonCondition)
	return Continue
}

// notify grants the first count threads of a line what they wait for.
func (m *Machine) notify(t *Thread, q *waitQueue, count int, why trace.Reason) {
	told := m.tell(trace.Fact{
		Kind: trace.KindNotify, Thread: t.ID, Object: int32(q.object), A: int64(count), Cause: t.lastFact,
	})
	for range count {
		m.grant(q, q.first, why, told)
	}
	t.succeed(int64(count))
}
