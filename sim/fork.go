package sim

import (
	"slices"

	"timeslice/scheduler"
	"timeslice/sim/trace"
)

// Fork makes a copy of the caller's process with a copy of the calling thread
// only (fork(2)). Memory is shared until one of them writes. The result is the
// child's PID for the parent and 0 for the child.
//
// The child goes on with Child; without it with a copy of the caller's program,
// which must be a [Forker] (ENOSYS if not). So does a Child that is a Forker,
// so that the same Fork can be carried out again and again. EAGAIN if there may be
// no more processes.
type Fork struct {
	Child Program
	Name  string // the child's name; empty for the parent's
}

// CPUNs is the cost of copying a process; it grows with the resident memory,
// whose page tables are copied.
func (f *Fork) CPUNs(m *Machine, t *Thread) int64 {
	return m.costs.ForkNs + t.Process.memory.residentBytes()*m.costs.ForkPerMiBNs>>20
}

// Do makes the child.
func (f *Fork) Do(m *Machine, t *Thread) Progress {
	program := f.Child
	if program == nil {
		program = t.program
	}
	if forker, ok := program.(Forker); ok {
		program = forker.Fork()
	} else if f.Child == nil {
		m.fail(t, ENOSYS, "fork", 0)
		return Continue
	}
	if refused, admitted := m.admits(t, "fork", 1); !admitted {
		return refused
	}
	parent := t.Process
	name := f.Name
	if name == "" {
		name = parent.Name
	}
	child, start := m.newProcess(name, parent, t, trace.ReasonFork)
	child.disposition, child.Arguments = parent.disposition, parent.Arguments
	m.copyDescriptors(child, parent, t, start)
	task := scheduler.Task{}
	inherit(&task, t.ownTask())
	copied := m.newThread(child, name, task, program, start)
	copied.succeed(0)
	copied.stack = t.stack
	copied.talks = slices.Clone(t.talks)
	m.shareMemory(child, parent, t, start)
	t.succeed(int64(child.ID))
	return Continue
}

// Spawn starts a child that runs another program, without copying the caller
// first (posix_spawn(3)). The result is the child's PID. Signals that the
// caller ignores are ignored by the child; the others have their defaults.
type Spawn struct{ Spec *ProcessSpec }

// CPUNs is the cost of starting a program.
func (s *Spawn) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SpawnNs }

// Do starts the child.
func (s *Spawn) Do(m *Machine, t *Thread) Progress {
	if s.Spec == nil {
		m.fail(t, ENOENT, "spawn", 0)
		return Continue
	}
	if refused, admitted := m.admits(t, "spawn", max(len(s.Spec.Threads), 1)); !admitted {
		return refused
	}
	parent := t.Process
	child, start := m.newProcess(s.Spec.Name, parent, t, trace.ReasonSpawn)
	child.disposition = parent.disposition
	child.forgetHandlers()
	child.execed = true
	m.copyDescriptors(child, parent, t, start)
	m.closeOnExec(child, t, start)
	t.succeed(int64(child.ID))
	m.furnish(child, s.Spec, t, start)
	return t.onward()
}

// StartThread starts a thread in the caller's process (pthread_create(3)). The
// result is its TID.
type StartThread struct{ Spec *ThreadSpec }

// CPUNs is the cost of starting a thread.
func (s *StartThread) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.ThreadStartNs }

// Do starts it.
func (s *StartThread) Do(m *Machine, t *Thread) Progress {
	if !m.room(0, 1) {
		return Retry
	}
	started := m.startThread(t.Process, s.Spec, t, t.lastFact)
	t.started = append(t.started, started)
	t.succeed(int64(started.ID))
	if started.stack != 0 && m.fillStack(started, t, t.lastFact) {
		m.recordMemory(t.Process, t, trace.ReasonMap, t.lastFact)
	}
	return t.onward()
}

// startThread starts a thread of a process as its specification says. by is
// the thread that started it, from which it inherits, nil for the machine.
func (m *Machine) startThread(p *Process, spec *ThreadSpec, by *Thread, cause trace.FactID) *Thread {
	program := spec.Program
	if forker, ok := program.(Forker); ok {
		program = forker.Fork()
	}
	if program == nil {
		program = nothing{}
	}
	task := spec.Task
	if by != nil {
		inherit(&task, by.ownTask())
	}
	t := m.newThread(p, spec.Name, task, program, cause)
	if by != nil {
		t.talks = slices.Clone(by.talks)
	}
	m.giveStack(t)
	return t
}

// newThread makes a thread, which is ready at once.
func (m *Machine) newThread(p *Process, name string, task scheduler.Task, program Program, cause trace.FactID) *Thread {
	t := &Thread{
		ID: trace.ThreadID(len(m.threads)), Name: name, Process: p,
		task: task, program: program, core: trace.NoCore,
	}
	t.task.Thread, t.task.Arrival, t.task.LastCore = t.ID, m.now, trace.NoCore
	m.threads = append(m.threads, t)
	p.threads = append(p.threads, t)
	p.live++
	m.live++
	start := m.note(t, trace.Fact{
		Kind: trace.KindThreadStart, Core: trace.NoCore, Object: int32(p.ID),
		A: int64(t.task.Nice), B: int64(m.recorder.Intern(name)), Cause: cause,
	})
	if t.task.Class != scheduler.Normal || t.task.Priority != 0 {
		m.recordPriority(t, start)
	}
	if t.task.Allowed != nil {
		m.recordAffinity(t, start)
	}
	m.makeReady(t, scheduler.Started, trace.ReasonNew, trace.NoObject, start)
	return t
}
