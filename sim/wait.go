package sim

import "timeslice/sim/trace"

// waiter is a thread that waits for a child or for a thread. The ticket tells
// whether it still does: who stops waiting does not look for its entry.
type waiter struct {
	thread *Thread
	ticket uint32
	target Target // which child
}

func (t *Thread) waitingFor(target Target) waiter { return waiter{t, t.ticket, target} }

// wakeAll wakes all who still wait and empties the list.
func (m *Machine) wakeAll(waiters *[]waiter, why trace.Reason, cause trace.FactID) {
	list := *waiters
	*waiters = nil
	for _, w := range list {
		if w.thread.ticket == w.ticket {
			m.wake(w.thread, why, cause)
		}
	}
}

// WaitChild waits until a child has ended, reaps it and gives its PID; how it ended
// is in [Thread.Status] (wait4(2)). With NoHang the result is 0 if there are
// such children but none has ended. ECHILD if there is none, EINTR if a signal
// was caught meanwhile. If several have ended, the one that ended first is
// reaped.
type WaitChild struct {
	For    Target
	NoHang bool
}

// CPUNs is the cost of a system call.
func (w *WaitChild) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do reaps a zombie, or blocks and tries again when a child has ended.
func (w *WaitChild) Do(m *Machine, t *Thread) Progress {
	p := t.Process
	if child := m.childAmong(t, w.For, &p.zombies); child != nil {
		t.Status = child.status
		m.reap(child, t.ID, t.lastFact)
		t.succeed(int64(child.ID))
		return Continue
	}
	if m.childAmong(t, w.For, &p.children) == nil {
		m.fail(t, ECHILD, "wait", 0)
		return Continue
	}
	if w.NoHang {
		t.succeed(0)
		return Continue
	}
	m.block(t, trace.ReasonChild, trace.NoObject, 0, 0)
	p.waiters = append(p.waiters, t.waitingFor(w.For))
	return Retry
}

// childAmong is the first of a family of t's process that a target of t's
// means, nil if none is.
func (m *Machine) childAmong(t *Thread, target Target, f *family) *Process {
	if target.By == ByID || target.By == LastChild { // without looking at all of them
		p := m.one(t, target)
		if p != nil && p.Parent == t.Process && p.family() == f {
			return p
		}
		return nil
	}
	for child := f.first; child != nil; child = child.younger {
		if target.meansChild(t, child) {
			return child
		}
	}
	return nil
}

// wakeParent wakes the threads of a parent that wait for this child, and
// forgets those that wait no more.
func (m *Machine) wakeParent(parent, child *Process, cause trace.FactID) {
	waiters := parent.waiters
	parent.waiters = parent.waiters[:0]
	for _, w := range waiters {
		switch {
		case w.thread.ticket != w.ticket:
		case w.target.meansChild(w.thread, child):
			m.wake(w.thread, trace.ReasonChild, cause)
		default:
			parent.waiters = append(parent.waiters, w)
		}
	}
}

// Join waits until a thread of the same process has ended and gives its value
// (pthread_join(3)). ESRCH if there is no such thread, EDEADLK for the caller
// itself. Thread 0 with no name means all threads the caller has started, and
// gives how many there were.
type Join struct {
	Thread trace.ThreadID
	Name   string
}

// CPUNs is the cost of a system call.
func (j *Join) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do blocks while a thread that is meant has not ended.
func (j *Join) Do(m *Machine, t *Thread) Progress {
	if j.Thread == trace.NoThread && j.Name == "" {
		return m.joinAll(t)
	}
	other := m.joined(t, j)
	switch {
	case other == nil:
		m.fail(t, ESRCH, "join", 0)
	case other == t:
		m.fail(t, EDEADLK, "join", 0)
	case other.state != stateEnded:
		return m.awaitEnd(t, other)
	default:
		t.succeed(other.value)
	}
	return Continue
}

func (m *Machine) joinAll(t *Thread) Progress {
	for _, other := range t.started {
		if other.state != stateEnded {
			return m.awaitEnd(t, other)
		}
	}
	t.succeed(int64(len(t.started)))
	t.started = nil
	return Continue
}

func (m *Machine) awaitEnd(t, other *Thread) Progress {
	m.block(t, trace.ReasonThread, trace.NoObject, 0, 0)
	other.joiners = append(other.joiners, t.waitingFor(Target{}))
	return Retry
}

// joined is the thread a Join of t's means: by its number, or the last of the
// name that t has started, or one of the process that lives.
func (m *Machine) joined(t *Thread, j *Join) *Thread {
	if j.Thread != trace.NoThread {
		if int(j.Thread) < len(m.threads) && j.Thread > 0 && m.threads[j.Thread].Process == t.Process {
			return m.threads[j.Thread]
		}
		return nil
	}
	for i := len(t.started) - 1; i >= 0; i-- {
		if t.started[i].Name == j.Name {
			return t.started[i]
		}
	}
	for _, other := range t.Process.threads {
		if other.Name == j.Name && other.state != stateEnded {
			return other
		}
	}
	return nil
}
