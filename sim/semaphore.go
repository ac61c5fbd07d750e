package sim

import "timeslice/sim/trace"

// semaphore counts units. A unit that is given back goes to the first thread in
// line, which has it before it has a core (down and up in
// kernel/locking/semaphore.c).
type semaphore struct {
	identity
	units   int64 // free ones
	waiters waitQueue
}

// NewSemaphore makes a semaphore with so many free units; fewer than 0 are 0.
func (m *Machine) NewSemaphore(name string, units int64) trace.ObjectID {
	s := &semaphore{units: max(units, 0)}
	s.waiters.object = m.enter(s, trace.ReasonSemaphoreObject, name, s.units, trace.NoFact)
	return s.id
}

// Down takes a unit of a semaphore, or waits for one (sem_wait(3)). EAGAIN if
// there is none and NoWait is set, ETIMEDOUT after TimeoutNs if that is not 0,
// EINTR if a signal was caught meanwhile.
type Down struct {
	Semaphore trace.ObjectID
	NoWait    bool
	TimeoutNs int64
}

// CPUNs is the cost of an atomic instruction, and of a system call besides if
// the thread will have to wait.
func (d *Down) CPUNs(m *Machine, _ *Thread) int64 {
	if s, ok := find[*semaphore](m, d.Semaphore); ok && s.units == 0 && !d.NoWait {
		return m.costs.AtomicNs + m.costs.SyscallNs
	}
	return m.costs.AtomicNs
}

// Do takes a unit, or blocks until it is given one.
func (d *Down) Do(m *Machine, t *Thread) Progress {
	c := m.begin(t)
	s, ok := find[*semaphore](m, d.Semaphore)
	switch {
	case !ok:
		m.fail(t, EINVAL, "sem-wait", int32(d.Semaphore))
	case c.granted:
		t.succeed(0)
	case c.late:
		m.fail(t, ETIMEDOUT, "sem-wait", int32(s.id))
	case s.units > 0:
		m.takeUnit(s, t, t.lastFact)
		t.succeed(0)
	case d.NoWait:
		m.fail(t, EAGAIN, "sem-wait", int32(s.id))
	default:
		m.deadline(&c, d.TimeoutNs)
		return m.lineUp(t, &s.waiters, trace.ReasonSemaphore, 1, c)
	}
	return Continue
}

// Up gives a unit to a semaphore (sem_post(3)); any thread may.
type Up struct{ Semaphore trace.ObjectID }

// CPUNs is the cost of an atomic instruction, and of a system call besides if
// somebody must be woken.
func (u *Up) CPUNs(m *Machine, _ *Thread) int64 {
	if s, ok := find[*semaphore](m, u.Semaphore); ok && s.waiters.first != nil {
		return m.costs.AtomicNs + m.costs.SyscallNs
	}
	return m.costs.AtomicNs
}

// Do frees a unit and gives it to the first in line.
func (u *Up) Do(m *Machine, t *Thread) Progress {
	s, ok := find[*semaphore](m, u.Semaphore)
	if !ok {
		m.fail(t, EINVAL, "sem-post", int32(u.Semaphore))
		return Continue
	}
	s.units++
	released := m.tell(trace.Fact{
		Kind: trace.KindRelease, Thread: t.ID, Object: int32(s.id), A: s.units, Cause: t.lastFact,
	})
	if next := s.waiters.first; next != nil {
		m.grant(&s.waiters, next, trace.ReasonSemaphore, m.takeUnit(s, next, released))
	}
	t.succeed(0)
	return Continue
}

// takeUnit gives t a free unit.
func (m *Machine) takeUnit(s *semaphore, t *Thread, cause trace.FactID) trace.FactID {
	s.units--
	return m.tell(trace.Fact{Kind: trace.KindAcquire, Thread: t.ID, Object: int32(s.id), A: s.units, Cause: cause})
}
