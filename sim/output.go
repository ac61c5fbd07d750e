package sim

import "timeslice/sim/trace"

// Print writes Text to a descriptor that leads to the terminal: 1 is standard
// output, 2 standard error. EBADF if the descriptor is not open, EINVAL if it
// leads somewhere else.
type Print struct {
	Descriptor int
	Text       string
}

// CPUNs is the cost of a system call.
func (p *Print) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do records what was written.
func (p *Print) Do(m *Machine, t *Thread) Progress {
	file := t.Process.file(p.Descriptor)
	switch {
	case file == nil:
		m.fail(t, EBADF, "write", 0)
	case file.end != nil:
		m.fail(t, EINVAL, "write", int32(file.object))
	default:
		m.tell(trace.Fact{
			Kind: trace.KindOutput, Thread: t.ID, Object: int32(p.Descriptor),
			B: int64(m.recorder.Intern(p.Text)), Cause: t.lastFact,
		})
		t.succeed(int64(len(p.Text)))
	}
	return Continue
}
