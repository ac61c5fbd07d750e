package sim

// Compute uses the CPU for Ns nanoseconds.
type Compute struct{ Ns int64 }

// CPUNs is the whole of it.
func (c *Compute) CPUNs(*Machine, *Thread) int64 { return c.Ns }

// Do has no effect.
func (c *Compute) Do(*Machine, *Thread) Progress { return Continue }

// Yield gives way to others that are ready (sched_yield).
type Yield struct{}

// CPUNs is the cost of a system call.
func (Yield) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do puts the thread back into its queue.
func (Yield) Do(m *Machine, t *Thread) Progress {
	m.giveWay(t)
	return Gone
}
