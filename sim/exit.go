package sim

import "timeslice/sim/trace"

// Exit ends the caller's process with all its threads (exit_group(2)). The
// status is the code's lowest eight bits.
type Exit struct{ Code int }

// CPUNs is what taking a process apart costs.
func (e *Exit) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.ExitNs }

// Do ends the other threads first and the caller last.
func (e *Exit) Do(m *Machine, t *Thread) Progress {
	m.endThreads(t.Process, Status{Code: e.Code & 0xFF}, trace.ReasonExit, t, t.lastFact)
	return Gone
}

// EndThread ends the caller (pthread_exit(3)) and gives Value to who joins it.
// The process ends with its last thread, with code 0.
type EndThread struct{ Value int64 }

// CPUNs is the cost of a thread's end, or of a process's if it is the last.
func (e *EndThread) CPUNs(m *Machine, t *Thread) int64 { return m.endNs(t) }

// Do ends the caller.
func (e *EndThread) Do(m *Machine, t *Thread) Progress {
	m.endThread(t, trace.ReasonExit, e.Value, t.lastFact)
	return Gone
}

// comesToEnd is what a thread does when its program has nothing more to do: as
// EndThread with the value 0.
type comesToEnd struct{}

func (comesToEnd) CPUNs(m *Machine, t *Thread) int64 { return m.endNs(t) }

func (comesToEnd) Do(m *Machine, t *Thread) Progress {
	m.endThread(t, trace.ReasonReturned, 0, t.lastFact)
	return Gone
}

func (m *Machine) endNs(t *Thread) int64 {
	if t.Process.live == 1 {
		return m.costs.ExitNs
	}
	return m.costs.ThreadEndNs
}

// endThreads ends a process: each of its threads, last the one given if there
// is one. A thread in an uninterruptible wait ends when that wait does, and
// the process with it.
func (m *Machine) endThreads(p *Process, status Status, why trace.Reason, last *Thread, cause trace.FactID) {
	p.dying, p.status = true, status
	p.held = nil
	for _, t := range p.threads {
		if t != last {
			m.endOrDoom(t, why, cause)
		}
	}
	if last != nil {
		m.endThread(last, why, 0, cause)
	}
}

// endOrDoom ends a thread, at once or as soon as its uninterruptible wait is
// over.
func (m *Machine) endOrDoom(t *Thread, why trace.Reason, cause trace.FactID) {
	switch {
	case t.state == stateEnded:
	case t.uninterruptible:
		t.doomedBy = cause
	default:
		m.endThread(t, why, 0, cause)
	}
}

// endThread ends a thread, and its process with the last one.
func (m *Machine) endThread(t *Thread, why trace.Reason, value int64, cause trace.FactID) {
	core := m.withdraw(t)
	waited := t.waits()
	t.state, t.value, t.uninterruptible = stateEnded, value, false
	t.ticket++
	if waited {
		t.leaveLine(m)
	}
	fact := m.note(t, trace.Fact{
		Kind: trace.KindThreadExit, Reason: why, Core: core, Object: int32(t.Process.ID), A: value, Cause: cause,
	})
	if core != trace.NoCore {
		m.freed[core] = fact
	}
	m.cannotAnswer(t, fact)
	if program, ok := t.program.(Ender); ok {
		program.End(t)
	}
	t.program = nil
	m.live--
	p := t.Process
	p.live--
	switch {
	case p.live == 0:
		m.endProcess(p, t, fact)
	case !p.dying:
		m.freeStack(t, fact)
		m.wakeAll(&t.joiners, trace.ReasonThread, fact)
		p.forgetEnded()
	}
}

// forgetEnded drops ended threads from a process's list once they are most of
// it, so that a process can start and end threads for ever. The first stays.
func (p *Process) forgetEnded() {
	if len(p.threads) < 64 || len(p.threads) < 2*p.live+2 {
		return
	}
	kept := p.threads[:1]
	for _, t := range p.threads[1:] {
		if t.state != stateEnded {
			kept = append(kept, t)
		} else {
			p.pastNs += t.ranNs
		}
	}
	clear(p.threads[len(kept):])
	p.threads = kept
}

// endProcess makes a process a zombie after its last thread has ended: it
// gives back memory and descriptors, hands over its children and tells its
// parent.
func (m *Machine) endProcess(p *Process, last *Thread, cause trace.FactID) {
	m.closeAll(p, last, cause)
	m.freeMemory(p, last, cause)
	p.held, p.caught, p.waiters = nil, nil, nil
	p.stopped = false
	fact := m.tell(trace.Fact{
		Kind: trace.KindProcessExit, Thread: last.ID, Object: int32(p.ID),
		A: int64(p.status.Code), B: int64(p.status.Signal), Cause: cause,
	})
	m.handOverChildren(p, fact)
	p.family().drop(p)
	p.lifetime = zombie
	m.tellParent(p, fact)
}

// tellParent puts a process that has just become a zombie, or a zombie that
// has just been adopted, before its parent. Init waits for it at once; a
// parent that ignores SIGCHLD of its own choice does not want to hear of it;
// any other must wait for it.
func (m *Machine) tellParent(p *Process, cause trace.FactID) {
	parent := p.Parent
	parent.zombies.add(p)
	switch {
	case parent == m.init:
		m.reap(p, trace.ThreadID(m.init.ID), cause)
	case parent.disposition[SIGCHLD] == Ignore:
		m.reap(p, trace.NoThread, cause)
		m.wakeParent(parent, p, cause)
	default:
		m.wakeParent(parent, p, cause)
		m.send(parent, SIGCHLD, trace.NoThread, cause)
	}
}

// reap lets a zombie go. by is the thread that waited for it, if one did.
func (m *Machine) reap(p *Process, by trace.ThreadID, cause trace.FactID) {
	p.family().drop(p)
	p.lifetime = reaped
	m.processes[p.ID] = nil
	m.population--
	m.tell(trace.Fact{Kind: trace.KindProcessReap, Thread: by, Object: int32(p.ID), Cause: cause})
}

// handOverChildren gives the children of a process that ended to its nearest
// living ancestor that is a subreaper, or to init. (find_new_reaper in
// kernel/exit.c.)
func (m *Machine) handOverChildren(p *Process, cause trace.FactID) {
	heir := p.Parent
	for heir != m.init && !(heir.Subreaper && heir.Alive()) {
		heir = heir.Parent
	}
	for !p.children.empty() {
		child := p.children.first
		p.children.drop(child)
		m.adopt(child, heir, cause)
		heir.children.add(child)
	}
	for !p.zombies.empty() {
		child := p.zombies.first
		p.zombies.drop(child)
		m.tellParent(child, m.adopt(child, heir, cause))
	}
}

func (m *Machine) adopt(child, heir *Process, cause trace.FactID) trace.FactID {
	child.Parent = heir
	return m.tell(trace.Fact{Kind: trace.KindProcessAdopt, Object: int32(child.ID), A: int64(heir.ID), Cause: cause})
}
