package sim

import "timeslice/sim/trace"

// What operations that are defined elsewhere, such as Node's, may do to the
// machine. They are called from an operation's Do, on a thread that runs.

// Now is the present instant.
func (m *Machine) Now() trace.Time { return m.now }

// Tell records a fact, at this instant.
func (m *Machine) Tell(f trace.Fact) trace.FactID { return m.tell(f) }

// Intern returns the number of a text in the trace.
func (m *Machine) Intern(text string) trace.StringID { return m.recorder.Intern(text) }

// Lines is the trace's log of the lines of source that a thread comes to, for
// the thread's program to add to.
func (m *Machine) Lines(t *Thread) *trace.LineLog { return m.recorder.Lines(t.ID) }

// Costs is what things cost on this machine.
func (m *Machine) Costs() Costs { return m.costs }

// Cores is how many cores the machine has now.
func (m *Machine) Cores() int { return m.scheduler.OnlineCores() }

// MemoryBytes is how much RAM the machine has, 0 for no limit.
func (m *Machine) MemoryBytes() int64 { return m.config.MemoryBytes }

// MemoryUsedBytes is how much RAM is in use.
func (m *Machine) MemoryUsedBytes() int64 { return m.ram.used * PageBytes }

// Block takes a running thread off its core until somebody wakes it, a caught
// signal interrupts it, or the instant until comes; Never for no such instant.
func (m *Machine) Block(t *Thread, why trace.Reason, object trace.ObjectID, until trace.Time) Progress {
	if until == trace.Never {
		m.block(t, why, object, 0, 0)
	} else {
		m.blockUntil(t, why, object, until)
	}
	return Wait
}

// Wake ends a wait that Block began, or one at a poll set. It reports false if the
// thread is not in one. cause is the fact that ended it.
func (m *Machine) Wake(t *Thread, why trace.Reason, cause trace.FactID) bool {
	if !t.waits() {
		return false
	}
	if q, ok := t.line.(*waitQueue); ok {
		q.remove(t)
	}
	m.wake(t, why, cause)
	return true
}

// ResidentBytes is how much of a process's memory has pages.
func (p *Process) ResidentBytes() int64 { return p.memory.residentBytes() }

// LastFact is the last fact about a thread's state: the cause of what it does.
func (t *Thread) LastFact() trace.FactID { return t.lastFact }

// Ended reports whether a thread has ended.
func (t *Thread) Ended() bool { return t.state == stateEnded }

// Nice is the nice value of a thread.
func (t *Thread) Nice() int { return t.task.Nice }

// Nice is the nice value of a process's first thread (getpriority(2)).
func (p *Process) Nice() int { return p.threads[0].Nice() }

// CPUNs is the CPU time a thread has had.
func (t *Thread) CPUNs() int64 { return t.ranNs }
