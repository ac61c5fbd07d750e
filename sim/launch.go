package sim

import (
	"timeslice/scheduler"
	"timeslice/sim/trace"
)

// Launch starts a child with another program in the way of libuv's uv_spawn: fork,
// dup2 for each place of the child's table, setsid if that is wished for, and exec. The
// child has the descriptors of Table and no others. It inherits what a fork inherits,
// and what Spec does not say otherwise; all signals have their defaults (libuv resets
// them, uv__process_child_init). The result is the child's PID. What can go wrong before
// the program runs, such as that there is none, is for the caller to find out first.
//
// ENOENT without Spec, EAGAIN if there may be no more processes, EBADF if a place refers to what is not open, or has no number,
// EPERM if Spec.User is another user than the caller's, who is not root.
//
// The caller pays for the fork, which grows with its resident memory, and the child
// for the exec, before anything else it does. Simplified: a real caller also waits
// until the exec has gone well.
type Launch struct {
	Spec    *ProcessSpec
	Table   []Place
	Session bool // the child leads a session of its own (setsid(2))
}

// Place is one descriptor of a child's table: its number there, and what of its parent's
// it refers to.
type Place struct {
	Number int
	From   int // a descriptor of the parent's, or one of the following
}

// What else a place can refer to.
const (
	FromNull     = -1 // /dev/null
	FromTerminal = -2
)

// CPUNs is the cost of the fork.
func (l *Launch) CPUNs(m *Machine, t *Thread) int64 { return (&Fork{}).CPUNs(m, t) }

// Do starts the child.
func (l *Launch) Do(m *Machine, t *Thread) Progress {
	if errno := l.wrong(t); errno != 0 {
		m.fail(t, errno, "spawn", 0)
		return Continue
	}
	if refused, admitted := m.admits(t, "spawn", 1); !admitted {
		return refused
	}
	parent := t.Process
	child, start := m.newProcess(parent.Name, parent, t, trace.ReasonFork)
	child.Arguments = parent.Arguments
	l.furnish(m, t, child, start)
	if l.Session {
		m.recordGroup(t, child, child.ID, child.ID, start)
	}
	task := scheduler.Task{}
	inherit(&task, t.ownTask())
	copied := m.newThread(child, parent.Name, task, nothing{}, start)
	copied.stack = t.stack
	copied.operation = &Exec{Spec: l.Spec}
	copied.needNs = m.costs.ExecNs
	m.shareMemory(child, parent, t, start)
	t.succeed(int64(child.ID))
	return Continue
}

// wrong is why there will be no child, 0 if there will be one.
func (l *Launch) wrong(t *Thread) Errno {
	p := t.Process
	switch {
	case l.Spec == nil:
		return ENOENT
	case l.Spec.User != "" && l.Spec.User != p.User && p.User != "root":
		return EPERM
	}
	for _, place := range l.Table {
		if place.Number < 0 || place.Number >= p.descriptorLimit || place.From < FromTerminal || place.From >= 0 && p.file(place.From) == nil {
			return EBADF
		}
	}
	return 0
}

// furnish gives the child its table. Of two places with one number the later counts.
func (l *Launch) furnish(m *Machine, t *Thread, child *Process, cause trace.FactID) {
	for _, place := range l.Table {
		var file *openFile
		switch place.From {
		case FromNull:
			file = newFile(m.newDevice(Null{}, "/dev/null", cause))
		case FromTerminal:
			file = m.terminal[min(place.Number, 2)]
		default:
			file = t.Process.file(place.From)
		}
		if child.file(place.Number) != nil {
			m.closeDescriptor(child, t, place.Number, cause)
		}
		m.install(child, t, place.Number, descriptor{file: file}, cause)
	}
}
