package sim

import "timeslice/sim/trace"

// Exec replaces the program of the caller's process (execve(2)). The process
// keeps its PID, parent, group, session, working directory and, unless the
// specification says otherwise, environment and user; descriptors stay open
// that are not marked close-on-exec; signals that were caught have their
// defaults again; the memory is new; all other threads end. ENOENT if there is
// no such program.
//
// The calling thread goes on as the first of the specification's threads, with
// its own TID and attributes. (A real one takes the number of the first.)
type Exec struct{ Spec *ProcessSpec }

// CPUNs is the cost of replacing a program.
func (e *Exec) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.ExecNs }

// Do replaces it.
func (e *Exec) Do(m *Machine, t *Thread) Progress {
	if e.Spec == nil {
		m.fail(t, ENOENT, "exec", 0)
		return Continue
	}
	more := max(len(e.Spec.Threads), 1) - t.Process.live
	if !m.room(0, max(more, 0)) {
		return Retry
	}
	p := t.Process
	m.endOthers(t)
	p.Name, p.execed, p.Runtime = e.Spec.Name, true, nil
	m.names.add(p)
	fact := m.tell(trace.Fact{
		Kind: trace.KindProcessExec, Thread: t.ID, Object: int32(p.ID),
		B: int64(m.recorder.Intern(p.Name)), Cause: t.lastFact,
	})
	p.forgetHandlers()
	m.closeOnExec(p, t, fact)
	m.replaceProgram(t, e.Spec)
	m.dropMemory(p)
	m.giveStack(t)
	p.settle(e.Spec)
	for i := 1; i < len(e.Spec.Threads); i++ {
		m.startThread(p, &e.Spec.Threads[i], t, fact)
	}
	t.succeed(0)
	m.giveMemory(p, e.Spec, t, trace.ReasonExec, fact)
	return t.onward()
}

// replaceProgram lets a thread go on with the first program of a specification.
func (m *Machine) replaceProgram(t *Thread, spec *ProcessSpec) {
	if program, ok := t.program.(Ender); ok {
		program.End(t)
	}
	t.program, t.Name = nothing{}, spec.Name
	if len(spec.Threads) == 0 || spec.Threads[0].Program == nil {
		return
	}
	t.program = spec.Threads[0].Program
	if forker, ok := t.program.(Forker); ok {
		t.program = forker.Fork()
	}
}

// endOthers ends the other threads of t's process; those in an uninterruptible
// wait end when it does.
func (m *Machine) endOthers(t *Thread) {
	p := t.Process
	p.dying = true
	for _, other := range p.threads {
		if other != t {
			m.endOrDoom(other, trace.ReasonExit, t.lastFact)
		}
	}
	p.dying = false
	p.waiters, t.started = nil, nil
}

// forgetHandlers sets caught signals to their defaults, since the functions
// that handled them are gone.
func (p *Process) forgetHandlers() {
	for s := range p.disposition {
		if p.disposition[s] == Catch {
			p.disposition[s] = Default
		}
	}
	p.caught = nil
}
