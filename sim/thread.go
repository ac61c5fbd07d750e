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
type Thread struct {
	ID      trace.ThreadID
	Name    string
	Process *Process

	// Result and Errno are what the last operation gave: a count of bytes, a
	// PID…; and 0 or the number of an error as on Linux.
	Result int64
	Errno  Errno

	task      scheduler.Task
	program   Program
	operation Operation // being carried out; nil when the next must be fetched
	needNs    int64     // CPU time the operation still needs before its effect
	state     state
	core      trace.CoreID
	waitsFor  trace.ObjectID
	why       trace.Reason // why it is blocked
	ticket    uint32       // changes at each wait, so that an old wake-up finds nobody
	lastFact  trace.FactID // the last fact about its state
	ranNs     int64        // CPU time it has had
	coldNs    int64        // for so much more CPU time it runs slower, as its cache is cold

	line            line // where it stands in line while it is blocked; nil if nowhere
	uninterruptible bool // no signal ends this wait, not even KILL (state D of ps)
}

// line is where blocked threads stand in line: the waiters of a lock, a
// channel… When a wait ends for another reason than what the thread waited
// for (a signal, a timeout, the end of its process), the machine takes it out.
// Who wakes a thread by [Machine.wake] has taken it out already.
type line interface {
	// leave takes t out of the line. It is called once, after t has stopped
	// waiting and before anything else happens to it.
	leave(m *Machine, t *Thread)
}

// proceed lets a thread that is on a core carry out operations until it needs
// CPU time (true) or has left the core (false).
func (m *Machine) proceed(t *Thread) bool {
	for {
		if t.operation == nil {
			t.operation = t.program.Next(t)
			if t.operation == nil {
				m.endThread(t, trace.ReasonReturned, 0)
				return false
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

// wake makes a blocked thread ready. cause is the fact that ended its wait.
func (m *Machine) wake(t *Thread, why trace.Reason, cause trace.FactID) {
	object := t.waitsFor
	t.waitsFor = trace.NoObject
	t.ticket++
	m.makeReady(t, scheduler.Woken, why, object, cause)
}

func (m *Machine) makeReady(t *Thread, how scheduler.Arrival, why trace.Reason, object trace.ObjectID, cause trace.FactID) {
	t.state = stateReady
	if oracle, ok := t.program.(Oracle); ok {
		t.task.BurstNs = oracle.BurstNs()
	}
	m.scheduler.Ready(&t.task, how, m.now)
	m.note(t, trace.Fact{
		Kind: trace.KindReady, Reason: why, Core: t.task.Queue(), Object: int32(object),
		A: t.task.Key, B: t.task.Key2, Cause: cause,
	})
}

// endThread ends a thread, and its process with the last one.
func (m *Machine) endThread(t *Thread, why trace.Reason, value int64) {
	core := trace.NoCore
	switch t.state {
	case stateRunning:
		core = m.leave(t)
	case stateReady:
		m.scheduler.Withdraw(&t.task, m.now)
	}
	t.state = stateEnded
	t.ticket++
	fact := m.note(t, trace.Fact{
		Kind: trace.KindThreadExit, Reason: why, Core: core, Object: int32(t.Process.ID),
		A: value, Cause: t.lastFact,
	})
	if core != trace.NoCore {
		m.freed[core] = fact
	}
	m.live--
	p := t.Process
	if p.live--; p.live == 0 {
		m.endProcess(p, t, fact)
	}
}

// note records a fact about a thread's state, at this instant.
func (m *Machine) note(t *Thread, f trace.Fact) trace.FactID {
	f.Time, f.Thread = m.now, t.ID
	t.lastFact = m.recorder.Add(f)
	return t.lastFact
}

// tell records a fact, at this instant, that is not about a thread's state and
// not about a core.
func (m *Machine) tell(f trace.Fact) trace.FactID {
	f.Time, f.Core = m.now, trace.NoCore
	return m.recorder.Add(f)
}
