package sim

import "timeslice/sim/trace"

// mutex is a lock with one owner (pthread_mutex_lock(3)).
//
// An unlock hands the lock to the first thread in line, which owns it before it
// has a core. So the lock goes round in the order of the requests and nobody
// starves; the price is that a thread that wants its lock back at once must
// stand in line, though the new owner cannot use it yet (the lock convoy). With
// Barging it is as in glibc: an unlock frees the lock and wakes the first in
// line, and whoever has a core first takes it.
//
// A lock belongs to a thread. If its owner ends without unlocking, it stays
// locked and those who wait for it wait for ever.
type mutex struct {
	identity
	rules   MutexRules
	owner   *Thread
	waiters waitQueue
}

// MutexRules is how a mutex behaves; the zero value is the default.
type MutexRules struct {
	// Barging: an unlocked mutex goes to whoever takes it first.
	Barging bool
	// ErrorCheck: locking it twice fails with EDEADLK. Without, the thread waits
	// for itself for ever (PTHREAD_MUTEX_NORMAL).
	ErrorCheck bool
	// Inherit: while others wait for the lock its owner is scheduled as the best
	// of them would be (PTHREAD_PRIO_INHERIT).
	Inherit bool
}

// NewMutex makes a mutex that is free.
func (m *Machine) NewMutex(name string) trace.ObjectID { return m.NewMutexWith(name, MutexRules{}) }

// NewMutexWith makes a mutex that behaves by these rules.
func (m *Machine) NewMutexWith(name string, rules MutexRules) trace.ObjectID {
	mu := &mutex{rules: rules}
	mu.waiters.object = m.enter(mu, trace.ReasonMutex, name, 1, trace.NoFact)
	mu.waiters.owner = mu
	return mu.id
}

// Lock takes a mutex, or waits for it. A signal does not end the wait. EBUSY if
// the mutex is taken and NoWait is set (pthread_mutex_trylock(3)), ETIMEDOUT
// after TimeoutNs if that is not 0, EDEADLK by the rule ErrorCheck.
type Lock struct {
	Mutex     trace.ObjectID
	NoWait    bool
	TimeoutNs int64
}

// CPUNs is the cost of an atomic instruction if the mutex is free, and of a
// system call besides if the thread will have to wait.
func (l *Lock) CPUNs(m *Machine, _ *Thread) int64 {
	if mu, ok := find[*mutex](m, l.Mutex); ok && mu.owner != nil && !l.NoWait {
		return m.costs.AtomicNs + m.costs.SyscallNs
	}
	return m.costs.AtomicNs
}

// Do takes the mutex, or blocks until it is handed over.
func (l *Lock) Do(m *Machine, t *Thread) Progress {
	c := m.begin(t)
	mu, ok := find[*mutex](m, l.Mutex)
	switch {
	case !ok:
		m.fail(t, EINVAL, "lock", int32(l.Mutex))
	case c.granted:
		t.succeed(0)
	case mu.owner == nil:
		acquired := m.own(mu, t, t.lastFact)
		t.succeed(0)
		m.relend(t, acquired)
		return t.onward()
	case c.late:
		m.fail(t, ETIMEDOUT, "lock", int32(l.Mutex))
	case mu.owner == t && mu.rules.ErrorCheck:
		m.fail(t, EDEADLK, "lock", int32(l.Mutex))
	case l.NoWait:
		m.fail(t, EBUSY, "lock", int32(l.Mutex))
	default:
		m.deadline(&c, l.TimeoutNs)
		return m.awaitLock(t, mu, c)
	}
	return Continue
}

// Unlock gives a mutex back. EPERM if the thread does not own it.
type Unlock struct{ Mutex trace.ObjectID }

// CPUNs is the cost of an atomic instruction, and of a system call besides if
// somebody must be woken.
func (u *Unlock) CPUNs(m *Machine, _ *Thread) int64 {
	if mu, ok := find[*mutex](m, u.Mutex); ok && mu.waiters.first != nil {
		return m.costs.AtomicNs + m.costs.SyscallNs
	}
	return m.costs.AtomicNs
}

// Do frees the mutex and lets the next thread have it.
func (u *Unlock) Do(m *Machine, t *Thread) Progress {
	mu, ok := find[*mutex](m, u.Mutex)
	switch {
	case !ok:
		m.fail(t, EINVAL, "unlock", int32(u.Mutex))
	case mu.owner != t:
		m.fail(t, EPERM, "unlock", int32(u.Mutex))
	default:
		released := m.disown(mu)
		t.succeed(0)
		m.relend(t, released)
		return t.onward()
	}
	return Continue
}

// own makes t the owner of a free mutex.
func (m *Machine) own(mu *mutex, t *Thread, cause trace.FactID) trace.FactID {
	mu.owner = t
	m.lend(mu)
	return m.tell(trace.Fact{Kind: trace.KindAcquire, Thread: t.ID, Object: int32(mu.id), A: 1, Cause: cause})
}

// disown takes a mutex from its owner and lets the next thread have it. The
// caller must relend to the old owner.
func (m *Machine) disown(mu *mutex) trace.FactID {
	t, next := mu.owner, mu.waiters.first
	m.unlend(mu)
	mu.owner = nil
	released := m.tell(trace.Fact{Kind: trace.KindRelease, Thread: t.ID, Object: int32(mu.id), Cause: t.lastFact})
	switch {
	case next == nil:
	case mu.rules.Barging:
		mu.callNext(m, released)
	default:
		acquired := m.own(mu, next, released)
		m.relend(next, acquired)
		m.grant(&mu.waiters, next, trace.ReasonLock, acquired)
	}
	return released
}

// callNext calls the first in line if the mutex is free. By the rule Barging the
// first may find it taken again.
func (mu *mutex) callNext(m *Machine, cause trace.FactID) {
	q := &mu.waiters
	for mu.owner == nil && q.called == 0 && q.first != nil {
		m.call(q, q.first, trace.ReasonLock, cause)
	}
}

// awaitLock puts t in line for a mutex that somebody owns.
func (m *Machine) awaitLock(t *Thread, mu *mutex, c course) Progress {
	progress := m.lineUp(t, &mu.waiters, trace.ReasonLock, 1, c)
	m.relend(t.lender(m), t.lastFact)
	return progress
}
