package sim

import "timeslice/sim/trace"

// Print writes Text to a descriptor: 1 is standard output, 2 standard error. If
// the descriptor leads to the terminal, the text is in the trace; if it leads
// elsewhere, it is written there, as by [Write]. EBADF if it is not open.
type Print struct {
	Descriptor int
	Text       string
}

// CPUNs is the cost of a system call.
func (p *Print) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do records what was written.
func (p *Print) Do(m *Machine, t *Thread) Progress {
	return (&Write{Descriptor: p.Descriptor, Data: []byte(p.Text)}).Do(m, t)
}

// print puts text on the terminal.
func (m *Machine) print(t *Thread, descriptor int, text string) {
	m.tell(trace.Fact{
		Kind: trace.KindOutput, Thread: t.ID, Object: int32(descriptor),
		B: int64(m.recorder.Intern(text)), Cause: t.lastFact,
	})
	t.succeed(int64(len(text)))
}
