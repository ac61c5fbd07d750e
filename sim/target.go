package sim

import "timeslice/sim/trace"

// Relation says how a target is found.
type Relation uint8

// The ways to name a process. What kill(2) and waitpid(2) put into one number,
// with 0, -1 and negative ones of special meaning, is spelled out here.
const (
	Any       Relation = iota // WaitChild: any child. Kill: every process but init and the caller's own
	ByID                      // the process with the PID Target.ID
	ByName                    // Kill: the living one with the lowest PID. WaitChild: any child of that name
	Self                      // the caller's process
	Parent                    // the caller's parent
	LastChild                 // the child that the caller's process made last
	OwnGroup                  // all in the caller's process group
	InGroup                   // all in the process group Target.ID
)

// Target says which processes are meant. It is looked up when the operation is
// carried out.
type Target struct {
	By   Relation
	ID   trace.ProcessID
	Name string
}

// TargetOf is what kill(2) means by a number.
func TargetOf(pid int64) Target {
	switch {
	case pid == 0:
		return Target{By: OwnGroup}
	case pid == -1:
		return Target{By: Any}
	case pid < 0:
		return Target{By: InGroup, ID: trace.ProcessID(-pid)}
	}
	return Target{By: ByID, ID: trace.ProcessID(pid)}
}

// one is the single process a target of t's means, nil if there is none.
func (m *Machine) one(t *Thread, target Target) *Process {
	switch target.By {
	case ByID:
		return m.Process(target.ID)
	case ByName:
		return m.FindProcess(target.Name)
	case Self:
		return t.Process
	case Parent:
		return t.Process.Parent
	case LastChild:
		return m.Process(t.Process.lastChild)
	}
	return nil
}

// all lists the processes a target of t's means, by PID.
func (m *Machine) all(t *Thread, target Target) []*Process {
	var chosen func(*Process) bool
	switch target.By {
	case Any:
		chosen = func(p *Process) bool { return p != t.Process }
	case OwnGroup:
		chosen = func(p *Process) bool { return p.Group == t.Process.Group }
	case InGroup:
		chosen = func(p *Process) bool { return p.Group == target.ID }
	default:
		if p := m.one(t, target); p != nil {
			return []*Process{p}
		}
		return nil
	}
	var found []*Process
	for _, p := range m.processes {
		if p != nil && p != m.init && chosen(p) {
			found = append(found, p)
		}
	}
	return found
}

// meansChild reports whether a child of t's process is one that a target of
// t's means.
func (target Target) meansChild(t *Thread, child *Process) bool {
	switch target.By {
	case Any:
		return true
	case ByID:
		return child.ID == target.ID
	case ByName:
		return child.Name == target.Name
	case LastChild:
		return child.ID == t.Process.lastChild
	case OwnGroup:
		return child.Group == t.Process.Group
	case InGroup:
		return child.Group == target.ID
	}
	return false
}
