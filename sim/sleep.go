package sim

import "timeslice/sim/trace"

// Sleep blocks for Ns nanoseconds, by the machine's timer.
type Sleep struct{ Ns int64 }

// CPUNs is the cost of a system call.
func (s *Sleep) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do blocks. A sleep of nothing does not.
func (s *Sleep) Do(m *Machine, t *Thread) Progress {
	if s.Ns <= 0 {
		return Continue
	}
	m.blockUntil(t, trace.ReasonTimer, trace.NoObject, m.now+trace.Time(s.Ns))
	return Wait
}

// Transfer waits for a device that serves every request at once and takes Ns
// for each: the textbook's I/O. The wait cannot be interrupted.
type Transfer struct{ Ns int64 }

// CPUNs is the cost of a system call.
func (s *Transfer) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do blocks until the device is finished.
func (s *Transfer) Do(m *Machine, t *Thread) Progress {
	if s.Ns <= 0 {
		return Continue
	}
	m.blockUntil(t, trace.ReasonDisk, m.device, m.now+trace.Time(s.Ns))
	return Wait
}
