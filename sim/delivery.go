package sim

import (
	"slices"

	"timeslice/scheduler"
	"timeslice/sim/trace"
)

// How a signal takes effect. A signal is sent to a process; one of its threads
// takes it. Three things can be in the way:
//
//   - every thread is in an uninterruptible wait: the signal, KILL included, is
//     held until one of these waits ends;
//   - the process is stopped: every signal but KILL and CONT is held until CONT;
//   - the process is init, or is about to end: the signal has no effect.
//
// A thread that is told to end does so at once, wherever it is, and needs no
// CPU time for that; a real one would need a core to run the kernel's part.

// send sends a signal to a process. by is the thread that sent it, none for
// the machine itself. cause is the fact that made it happen.
func (m *Machine) send(p *Process, s Signal, by trace.ThreadID, cause trace.FactID) {
	sent := m.tell(trace.Fact{Kind: trace.KindSignal, Thread: by, Object: int32(p.ID), A: int64(s), Cause: cause})
	m.takeEffect(p, s, sent, nil)
}

// raise sends a signal to the process of t because of what t has just done, as
// SIGPIPE and SIGSEGV are sent, and says how t goes on. A process cannot
// ignore SEGV that it has raised itself.
func (m *Machine) raise(t *Thread, s Signal, cause trace.FactID) Progress {
	p := t.Process
	if s == SIGSEGV && p.disposition[s] == Ignore {
		p.disposition[s] = Default
	}
	sent := m.tell(trace.Fact{Kind: trace.KindSignal, Object: int32(p.ID), A: int64(s), Cause: cause})
	m.takeEffect(p, s, sent, t)
	return t.onward()
}

// effect is what a signal does to the process by its dispositions.
func (p *Process) effect(s Signal) effect {
	switch {
	case s == SIGKILL || s == SIGSTOP:
		if p.ID == trace.InitProcess {
			return ignored
		}
	case p.disposition[s] == Catch:
		return handled
	case p.disposition[s] == Ignore || p.ID == trace.InitProcess || s == SIGCONT:
		return ignored
	}
	return signals[s].effect
}

// takeContinue lets CONT go on with a stopped process, which it does even when
// it is caught or ignored, and reports whether the process was stopped.
func (m *Machine) takeContinue(p *Process, s Signal, sent trace.FactID) bool {
	for _, stop := range []Signal{SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU} {
		p.forgetHeld(stop)
	}
	if !p.stopped {
		return false
	}
	m.resume(p, m.deliver(p, s, trace.ReasonContinue, nil, sent))
	return true
}

// takeEffect lets a signal that has been sent do what it does. first is the
// thread that takes it if it can, nil if any may.
func (m *Machine) takeEffect(p *Process, s Signal, sent trace.FactID, first *Thread) {
	if !p.Alive() || p.dying {
		return
	}
	what := p.effect(s)
	switch signals[s].effect {
	case continues:
		if m.takeContinue(p, s, sent) && what != handled || p.dying {
			return
		}
	case stops:
		p.forgetHeld(SIGCONT)
	}
	taker := p.taker(first)
	if what != ignored && (taker == nil || p.stopped && s != SIGKILL) {
		p.hold(s, sent)
		return
	}
	switch what {
	case ignored:
		if s != SIGCHLD {
			m.deliver(p, s, trace.ReasonIgnored, nil, sent)
		}
	case terminates:
		fact := m.deliver(p, s, trace.ReasonTerminate, taker, sent)
		m.endThreads(p, Status{Signal: s}, trace.ReasonKilled, nil, fact)
	case stops:
		m.stop(p, m.deliver(p, s, trace.ReasonStopped, taker, sent))
	case handled:
		fact := m.deliver(p, s, trace.ReasonHandled, taker, sent)
		p.catch(s, fact, taker)
		m.interrupt(taker, fact)
	}
}

// catch runs the handler of a signal: at once if the thread that takes it is
// running. Else it runs when the thread has a core, and the same signal, sent
// again before that, is one with the first.
func (p *Process) catch(s Signal, by trace.FactID, taker *Thread) {
	waits := func(c caughtSignal) bool { return c.signal == s }
	if taker.state != stateRunning && slices.ContainsFunc(p.caught, waits) || len(p.caught) == mostCaught {
		return
	}
	p.caught = append(p.caught, caughtSignal{s, by})
}

func (m *Machine) deliver(p *Process, s Signal, what trace.Reason, taker *Thread, sent trace.FactID) trace.FactID {
	return m.tell(trace.Fact{
		Kind: trace.KindDeliver, Reason: what, Thread: identify(taker), Object: int32(p.ID), A: int64(s), Cause: sent,
	})
}

// taker is the thread that takes a signal: the one wished for, else the first
// in order that is not in an uninterruptible wait; nil if all are.
// (complete_signal in kernel/signal.c.)
func (p *Process) taker(first *Thread) *Thread {
	if first != nil && first.takesSignals() {
		return first
	}
	for _, t := range p.threads {
		if t.takesSignals() {
			return t
		}
	}
	return nil
}

func (t *Thread) takesSignals() bool { return t.state != stateEnded && !t.uninterruptible }

// hold keeps a signal for later. The same signal is held once; the lowest
// number will take effect first.
func (p *Process) hold(s Signal, sent trace.FactID) {
	i, found := slices.BinarySearchFunc(p.held, s, func(h held, s Signal) int { return int(h.signal - s) })
	if !found {
		p.held = slices.Insert(p.held, i, held{s, sent})
	}
}

func (p *Process) forgetHeld(s Signal) {
	p.held = slices.DeleteFunc(p.held, func(h held) bool { return h.signal == s })
}

// letGo lets the signals that were held take effect, or be held again.
func (m *Machine) letGo(p *Process) {
	list := p.held
	p.held = nil
	for _, h := range list {
		m.takeEffect(p, h.signal, h.sent, nil)
	}
}

// interrupt ends a thread's wait because it caught a signal. Waits for a lock,
// a condition or a thread go on, as the C library's do; so do those that
// nothing interrupts.
func (m *Machine) interrupt(t *Thread, cause trace.FactID) {
	if t.state != stateBlocked || t.uninterruptible {
		return
	}
	switch t.why {
	case trace.ReasonLock, trace.ReasonCondition, trace.ReasonThread:
		return
	}
	t.operation = nil
	t.Result, t.Errno = -1, EINTR
	t.leaveLine(m)
	m.wake(t, trace.ReasonSignal, cause)
}

// stop stops a process: threads that run leave their cores at once, threads
// that are blocked go on waiting underneath, and those in an uninterruptible
// wait stop when it ends.
func (m *Machine) stop(p *Process, cause trace.FactID) {
	p.stopped = true
	for _, t := range p.threads {
		if t.takesSignals() {
			m.stopThread(t, cause)
		}
	}
	m.tellOfStop(p, cause)
}

func (m *Machine) stopThread(t *Thread, cause trace.FactID) {
	t.beneath = stateReady
	if t.state == stateBlocked {
		t.beneath = stateBlocked
	}
	core := m.withdraw(t)
	t.state = stateStopped
	fact := m.note(t, trace.Fact{Kind: trace.KindStop, Core: core, Object: int32(t.Process.ID), Cause: cause})
	if core != trace.NoCore {
		m.freed[core] = fact
	}
	m.cannotAnswer(t, fact)
}

// resume lets a stopped process go on: each thread becomes what it is
// underneath, ready or still waiting; then the signals that were held take
// effect.
func (m *Machine) resume(p *Process, cause trace.FactID) {
	p.stopped = false
	for _, t := range p.threads {
		if t.state != stateStopped {
			continue
		}
		if t.beneath == stateReady {
			m.makeReady(t, scheduler.Woken, trace.ReasonContinued, trace.NoObject, cause)
			continue
		}
		t.state = stateBlocked
		m.note(t, trace.Fact{
			Kind: trace.KindBlock, Reason: t.why, Core: trace.NoCore, Object: int32(t.waitsFor),
			A: int64(t.until), B: t.size, Cause: cause,
		})
	}
	m.tellOfStop(p, cause)
	m.letGo(p)
}

// tellOfStop tells the parent that a child was stopped or goes on. Init does
// not want to know.
func (m *Machine) tellOfStop(p *Process, cause trace.FactID) {
	if p.Parent != m.init {
		m.send(p.Parent, SIGCHLD, trace.NoThread, cause)
	}
}

// overdue lets what an uninterruptible wait has put off happen to a thread,
// now that the wait is over. It reports whether the thread is not to become
// ready: it has ended or been stopped.
func (m *Machine) overdue(t *Thread, cause trace.FactID) bool {
	t.state, t.uninterruptible = stateNew, false
	p := t.Process
	switch {
	case t.doomedBy != trace.NoFact:
		why := trace.ReasonExit
		if p.status.Signal != 0 {
			why = trace.ReasonKilled
		}
		m.endThread(t, why, 0, max(t.doomedBy, cause))
	case p.stopped:
		m.stopThread(t, cause)
	case len(p.held) > 0:
		m.letGo(p)
	}
	return t.state != stateNew
}

// caughtSignal is a signal whose handler has run, by a fact.
type caughtSignal struct {
	signal Signal
	by     trace.FactID
}

// mostCaught is how many signals a process keeps that it has caught and not
// taken: as many as a pipe holds of the messages of 16 bytes into which libuv's
// handler writes them. (uv__signal_handler in src/unix/signal.c)
const mostCaught = 65536 / 16

// TakeSignal gives the program the first signal that was caught and that it
// has not yet been told of, and the fact by which it was caught.
func (p *Process) TakeSignal() (s Signal, by trace.FactID, ok bool) {
	if len(p.caught) == 0 {
		return 0, trace.NoFact, false
	}
	first := p.caught[0]
	p.caught = p.caught[1:]
	return first.signal, first.by, true
}

// HasSignal reports whether TakeSignal would give one.
func (p *Process) HasSignal() bool { return len(p.caught) > 0 }
