package sim

import "timeslice/sim/trace"

// Print writes Text to a descriptor: 1 is standard output, 2 standard error. If
// the descriptor leads to the terminal, the text is in the trace; if it leads to
// a channel, so many bytes are sent, as by [Send]. EBADF if it is not open.
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
		return (&Send{Descriptor: p.Descriptor, Bytes: int64(len(p.Text))}).Do(m, t)
	default:
		m.tell(trace.Fact{
			Kind: trace.KindOutput, Thread: t.ID, Object: int32(p.Descriptor),
			B: int64(m.recorder.Intern(p.Text)), Cause: t.lastFact,
		})
		t.succeed(int64(len(p.Text)))
	}
	return Continue
}
