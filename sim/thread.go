package sim

import (
	"timeslice/scheduler"
	"timeslice/sim/trace"
)

// state is what a thread is doing.
type state uint8

const (
	stateNew     state = iota
	stateReady         // waits for a core
	stateRunning       // has a core
	stateBlocked       // waits for something else
	stateStopped       // stopped by a signal
	stateEnded
)

// Thread is one flow of control: what a core runs.
//
// What each turn on a core touches stands together at the front, as the
// busiest loops of the machine are bound by the memory they touch.
type Thread struct {
	ID              trace.ThreadID
	lastFact        trace.FactID   // the last fact about its state
	waitsFor        trace.ObjectID // while it is blocked
	ticket          uint32         // changes at each wait, so that an old wake-up finds nobody
	core            trace.CoreID
	state           state
	why             trace.Reason // why it is blocked
	uninterruptible bool         // no signal ends this wait, not even KILL (state D of ps)
	beneath         state        // while it is stopped: blocked, or ready when it may go on
	needNs          int64        // CPU time the operation still needs before its effect
	ranNs           int64        // CPU time it has had
	coldNs          int64        // for so much more CPU time it runs slower, as its cache is cold
	operation       Operation    // being carried out; nil when the next must be fetched

	program  Program
	Process  *Process
	until    trace.Time   // when its wait ends by itself, 0 if that is not known
	line     line         // where it stands in line while it is blocked; nil if nowhere
	size     int64        // what it asked for when it blocked
	doomedBy trace.FactID // ends as soon as its uninterruptible wait does, because of this

	task scheduler.Task

	Name string

	// Result and Errno are what the last operation gave: a count of bytes, a
	// PID…; and 0 or the number of an error as on Linux. Second is the other
	// result of an operation that has two. Status is how the child ended that the
	// last WaitChild gave.
	Result int64
	Errno  Errno
	Second int64
	Status Status

	// What else the last operation of that sort gave: the bytes that were received
	// or read, nil for a mere number of them, and the descriptors that came with
	// them; who sent or connected; what a poll set told; the process table. They may
	// be kept, apart from Events, which the next wait at the set overwrites.
	Data   []byte
	Passed []int
	From   Address
	Events []PollEvent
	Table  []ProcessEntry

	place   place     // its place in that line
	course  course    // how far it has come in an operation that blocks in between
	lends   []*mutex  // it owns these, and inherits from who waits for them
	lent    *standing // what it has of its own, while it has a better one by inheritance
	talks   []*socket // the last connection it made or accepted, by address
	value   int64     // what it gives to who joins it
	joiners []waiter  // threads that wait for its end
	started []*Thread // threads it has started and not joined all together
	stack   int64     // first page of its stack, 0 for none
}

// waits reports whether a thread is in a wait that has not ended; it may be
// stopped meanwhile.
func (t *Thread) waits() bool {
	return t.state == stateBlocked || t.state == stateStopped && t.beneath == stateBlocked
}

// leaveLine takes a thread out of the line it stands in, if it does.
func (t *Thread) leaveLine(m *Machine) {
	if stood := t.line; stood != nil {
		t.line = nil
		stood.leave(m, t)
	}
}

// identify is the number of a thread, none for nil.
func identify(t *Thread) trace.ThreadID {
	if t == nil {
		return trace.NoThread
	}
	return t.ID
}

// onward says how a thread goes on after an operation that may have ended or
// stopped it.
func (t *Thread) onward() Progress {
	if t.state == stateRunning {
		return Continue
	}
	return Gone
}

// line is where blocked threads stand in line: the waiters of a lock, a
// channel… When a wait ends for another reason than what the thread waited
// for (a signal, a timeout, the end of its process), the machine takes it out.
// Who wakes a thread by [Machine.wake] has taken it out already.
type line interface {
	// leave takes t out of the line. It is called once, before anything else
	// happens to t. When a caught signal ends the wait, t's Result and Errno
	// are -1 and EINTR already; leave may put what was done so far instead.
	leave(m *Machine, t *Thread)
}

// proceed lets a thread that is on a core carry out operations until it needs
// CPU time (true) or has left the core (false).
func (m *Machine) proceed(t *Thread) bool {
	for {
		if t.operation == nil {
			t.operation = t.program.Next(t)
			if t.operation == nil {
				t.operation = comesToEnd{}
			}
			t.needNs = t.operation.CPUNs(m, t)
		}
		if t.needNs > 0 {
			return true
		}
		if m.deeds++; m.deeds > m.limits.DeedsAtOnce {
			m.finish(trace.ReasonNoProgress)
			return false
		}
		if m.recorder.Len() > m.limits.Facts { // one instant can be full of them
			m.finish(trace.ReasonFactLimit)
			return false
		}
		switch t.operation.Do(m, t) {
		case Continue:
			t.operation = nil
		case Again:
			t.needNs = t.operation.CPUNs(m, t)
		case Wait, Gone:
			t.operation = nil
			return false
		case Retry:
			return false
		}
	}
}

// giveWay puts a running thread back into its queue because it asked for that.
func (m *Machine) giveWay(t *Thread) {
	core := t.core
	m.settle(core)
	m.scheduler.Yield(core, m.now)
	m.loses(core, trace.ReasonYield)
}

// blockUntil blocks a running thread and plans its waking.
func (m *Machine) blockUntil(t *Thread, why trace.Reason, object trace.ObjectID, until trace.Time) {
	m.block(t, why, object, until, 0)
	m.agenda.plan(until, rankWake, errandWake, int32(t.ID), t.ticket)
}

// block takes a running thread off its core, to wait for something.
func (m *Machine) block(t *Thread, why trace.Reason, object trace.ObjectID, until trace.Time, size int64) {
	core := m.leave(t)
	t.state, t.why, t.waitsFor = stateBlocked, why, object
	t.uninterruptible = why == trace.ReasonDisk
	t.until, t.size = until, size
	t.ticket++
	m.freed[core] = m.note(t, trace.Fact{
		Kind: trace.KindBlock, Reason: why, Core: core, Object: int32(object),
		A: int64(until), B: size, Cause: t.lastFact,
	})
}

// leave takes a running thread off its core; it is not ready any more.
func (m *Machine) leave(t *Thread) trace.CoreID {
	core := t.core
	m.settle(core)
	m.scheduler.Release(core, m.now)
	m.vacate(core)
	t.core = trace.NoCore
	return core
}

// withdraw takes a thread off its core, which is returned, or out of its queue.
// If the thread has just lost its core and the fact was held back, it is
// recorded now.
func (m *Machine) withdraw(t *Thread) trace.CoreID {
	core := trace.NoCore
	switch t.state {
	case stateRunning:
		core = m.leave(t)
	case stateReady:
		if t.core != trace.NoCore {
			m.lost(t.core, trace.NoThread, trace.NoFact)
		}
		m.scheduler.Withdraw(&t.task, m.now)
	}
	m.scheduler.Forget(&t.task, m.now)
	return core
}

// wake ends the wait of a thread, which is ready then unless it is stopped or
// was told to end meanwhile. cause is the fact that ended the wait.
func (m *Machine) wake(t *Thread, why trace.Reason, cause trace.FactID) {
	object := t.waitsFor
	t.waitsFor, t.line = trace.NoObject, nil
	t.ticket++
	if t.state == stateStopped {
		t.beneath = stateReady
		return
	}
	if t.uninterruptible && m.overdue(t, cause) {
		return
	}
	m.makeReady(t, scheduler.Woken, why, object, cause)
}

func (m *Machine) makeReady(t *Thread, how scheduler.Arrival, why trace.Reason, object trace.ObjectID, cause trace.FactID) {
	t.state = stateReady
	if oracle, ok := t.program.(Oracle); ok {
		t.task.BurstNs = oracle.BurstNs() + max(t.needNs, 0)
	}
	m.scheduler.Ready(&t.task, how, m.now)
	m.note(t, trace.Fact{
		Kind: trace.KindReady, Reason: why, Core: t.task.Queue(), Object: int32(object),
		A: t.task.Key, B: t.task.Key2, Cause: cause,
	})
}

// note records a fact about a thread's state, at this instant.
func (m *Machine) note(t *Thread, f trace.Fact) trace.FactID {
	f.Time, f.Thread = m.now, t.ID
	t.lastFact = m.recorder.Record(&f)
	return t.lastFact
}

// tell records a fact, at this instant, that is not about a thread's state and
// not about a core.
func (m *Machine) tell(f trace.Fact) trace.FactID {
	f.Time, f.Core = m.now, trace.NoCore
	return m.recorder.Add(f)
}
