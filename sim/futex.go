package sim

import "timeslice/sim/trace"

// futex is a word of memory that several threads share and on which they can
// wait for one another: what locks and Atomics.wait are made of (futex(2)).
// Reading and writing the word needs no system call; waiting and waking do.
type futex struct {
	identity
	value   int64
	waiters waitQueue
}

// NewFutex makes a word with a value.
func (m *Machine) NewFutex(name string, value int64) trace.ObjectID {
	f := &futex{value: value}
	f.waiters.object = m.enter(f, trace.ReasonFutexWord, name, 0, trace.NoFact)
	if value != 0 {
		m.tell(trace.Fact{Kind: trace.KindValue, Object: int32(f.id), A: value})
	}
	return f.id
}

// FutexWait waits until the word's waiters are woken, if the word has the
// expected value; else it fails with EAGAIN at once. That is what keeps a
// wake-up from being lost between the look at the word and the wait. ETIMEDOUT
// after TimeoutNs if that is not 0, EINTR if a signal was caught meanwhile.
type FutexWait struct {
	Futex     trace.ObjectID
	Expected  int64
	TimeoutNs int64
}

// CPUNs is the cost of a system call.
func (f *FutexWait) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do blocks if the value is the expected one.
func (f *FutexWait) Do(m *Machine, t *Thread) Progress {
	c := m.begin(t)
	word, ok := find[*futex](m, f.Futex)
	switch {
	case !ok:
		m.fail(t, EINVAL, "futex-wait", int32(f.Futex))
	case c.granted:
		t.succeed(0)
	case c.late:
		m.fail(t, ETIMEDOUT, "futex-wait", int32(word.id))
	case word.value != f.Expected:
		m.fail(t, EAGAIN, "futex-wait", int32(word.id))
	default:
		m.deadline(&c, f.TimeoutNs)
		return m.lineUp(t, &word.waiters, trace.ReasonFutex, 0, c)
	}
	return Continue
}

// FutexWake wakes at most Count threads that wait on a word, those that came
// first; Count 0 means all. The result is how many.
type FutexWake struct {
	Futex trace.ObjectID
	Count int
}

// CPUNs is the cost of a system call.
func (f *FutexWake) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do wakes.
func (f *FutexWake) Do(m *Machine, t *Thread) Progress {
	word, ok := find[*futex](m, f.Futex)
	if !ok {
		m.fail(t, EINVAL, "futex-wake", int32(f.Futex))
		return Continue
	}
	count := word.waiters.count
	if f.Count > 0 {
		count = min(count, f.Count)
	}
	m.notify(t, &word.waiters, count, trace.ReasonFutex)
	return Continue
}

// FutexStore writes a value into the word. The result is the value before.
type FutexStore struct {
	Futex trace.ObjectID
	Value int64
}

// CPUNs is the cost of an atomic instruction.
func (f *FutexStore) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.AtomicNs }

// Do writes. It wakes nobody.
func (f *FutexStore) Do(m *Machine, t *Thread) Progress {
	if word, ok := find[*futex](m, f.Futex); ok {
		m.assign(t, word, f.Value)
	} else {
		m.fail(t, EFAULT, "store", int32(f.Futex))
	}
	return Continue
}

// FutexAdd adds to the word. The result is the value before.
type FutexAdd struct {
	Futex trace.ObjectID
	Delta int64
}

// CPUNs is the cost of an atomic instruction.
func (f *FutexAdd) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.AtomicNs }

// Do adds. It wakes nobody.
func (f *FutexAdd) Do(m *Machine, t *Thread) Progress {
	if word, ok := find[*futex](m, f.Futex); ok {
		m.assign(t, word, word.value+f.Delta)
	} else {
		m.fail(t, EFAULT, "add", int32(f.Futex))
	}
	return Continue
}

func (m *Machine) assign(t *Thread, word *futex, value int64) {
	t.succeed(word.value)
	word.value = value
	m.tell(trace.Fact{Kind: trace.KindValue, Thread: t.ID, Object: int32(word.id), A: value, Cause: t.lastFact})
}
