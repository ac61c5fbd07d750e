package sim

import (
	"timeslice/scheduler"
	"timeslice/sim/trace"
)

// ProcessEntry is what ps, top and pstree show of a process.
type ProcessEntry struct {
	ID, Parent, Group, Session trace.ProcessID

	User      string
	Name      string
	Arguments []string // the command line; empty for the name alone, and for zombies
	// State is the letter of its first thread: R running or ready, S waiting, D in an
	// uninterruptible wait, T stopped, Z ended and not waited for (proc_pid_stat(5)).
	State byte
	Nice  int
	// Priority is that of the real-time class, 0 for a normal process.
	Priority int
	CPUNs    int64 // of all its threads, also those that have ended
	Resident int64 // bytes
	Mapped   int64
	Start    trace.Time
	Threads  []ThreadEntry // those that have not ended, the first one first
}

// ThreadEntry is what they show of a thread.
type ThreadEntry struct {
	ID    trace.ThreadID
	Name  string
	State byte
	Nice  int
	CPUNs int64
	Core  trace.CoreID // where it runs or ran last
}

// ListProcesses reads the process table as ps does, which opens, reads and closes
// three files of /proc for each process: [Thread.Table] has what they say, in order of
// PID, all at one instant. The result is how many processes there are.
type ListProcesses struct{}

// callsPerProcess is how many system calls it takes to read of one process.
const callsPerProcess = 9

// CPUNs is the cost of the system calls.
func (ListProcesses) CPUNs(m *Machine, _ *Thread) int64 {
	return int64(m.population+1) * callsPerProcess * m.costs.SyscallNs
}

// Do reads it.
func (ListProcesses) Do(m *Machine, t *Thread) Progress {
	t.Table = m.ProcessTable()
	t.succeed(int64(len(t.Table)))
	return Continue
}

// ProcessTable is the processes that live or are zombies, in order of PID, as they are
// at this instant.
func (m *Machine) ProcessTable() []ProcessEntry {
	table := make([]ProcessEntry, 0, m.population+1)
	for _, p := range m.processes {
		if p != nil {
			table = append(table, m.entryOf(p))
		}
	}
	return table
}

func (m *Machine) entryOf(p *Process) ProcessEntry {
	first := p.threads[0]
	e := ProcessEntry{
		ID: p.ID, Group: p.Group, Session: p.Session,
		User: p.User, Name: p.Name, Arguments: p.Arguments, State: first.letter(),
		Nice: first.task.Nice, CPUNs: p.pastNs,
		Resident: p.memory.residentBytes(), Mapped: p.memory.mapped * PageBytes, Start: p.started,
	}
	if p.Parent != nil {
		e.Parent = p.Parent.ID
	}
	if first.task.Class != scheduler.Normal {
		e.Priority = first.task.Priority
	}
	if p.Zombie() {
		e.Arguments = nil
	}
	for _, t := range p.threads {
		e.CPUNs += m.ranNs(t)
		if t.state != stateEnded {
			e.Threads = append(e.Threads, m.threadEntryOf(t))
		}
	}
	return e
}

func (m *Machine) threadEntryOf(t *Thread) ThreadEntry {
	core := t.core
	if core == trace.NoCore {
		core = t.task.LastCore
	}
	return ThreadEntry{
		ID: t.ID, Name: t.Name, State: t.letter(), Nice: t.task.Nice, CPUNs: m.ranNs(t), Core: core,
	}
}

// CPUNs is the CPU time that all threads of a process have had, until their last turns.
func (p *Process) CPUNs() int64 {
	ns := p.pastNs
	for _, t := range p.threads {
		ns += t.ranNs
	}
	return ns
}

// ranNs is the CPU time a thread has had, its present turn included.
func (m *Machine) ranNs(t *Thread) int64 {
	if t.state == stateRunning && m.cores[t.core].thread == t {
		return t.ranNs + max(0, int64(m.now-m.cores[t.core].settledAt))
	}
	return t.ranNs
}

// letter is the state that ps shows.
func (t *Thread) letter() byte {
	switch t.state {
	case stateStopped:
		return 'T'
	case stateEnded:
		return 'Z'
	case stateBlocked:
		if t.uninterruptible {
			return 'D'
		}
		return 'S'
	}
	return 'R'
}
