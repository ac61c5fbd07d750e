package sim

import "timeslice/sim/trace"

// SetGroup puts a process into a process group (setpgid(2)): the caller's, if
// Process is left empty, or a child of the caller. The group is that of the
// process Leader; if that is left empty, a new one which the process leads.
// ESRCH if the process is neither, EACCES for a child that has already run
// another program, EPERM for a session's leader and across sessions.
type SetGroup struct{ Process, Leader Target }

// CPUNs is the cost of a system call.
func (s *SetGroup) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do moves the process.
func (s *SetGroup) Do(m *Machine, t *Thread) Progress {
	p, group, errno := s.resolve(m, t)
	if errno != 0 {
		m.fail(t, errno, "setpgid", 0)
		return Continue
	}
	m.setGroup(t, p, group, p.Session)
	return Continue
}

func (s *SetGroup) resolve(m *Machine, t *Thread) (p *Process, group trace.ProcessID, errno Errno) {
	p = t.Process
	if s.Process.By != Any {
		p = m.one(t, s.Process)
	}
	switch {
	case p == nil || p != t.Process && p.Parent != t.Process:
		return nil, 0, ESRCH
	case p != t.Process && p.execed:
		return nil, 0, EACCES
	case p.Session == p.ID || p.Session != t.Process.Session:
		return nil, 0, EPERM
	case s.Leader.By == Any:
		return p, p.ID, 0
	}
	leader := m.one(t, s.Leader)
	if leader == nil || leader.Session != p.Session {
		return nil, 0, EPERM
	}
	return p, leader.Group, 0
}

func (m *Machine) setGroup(t *Thread, p *Process, group, session trace.ProcessID) {
	m.recordGroup(t, p, group, session, t.lastFact)
	t.succeed(int64(group))
}

// recordGroup puts a process into a group and a session, and records it. by is who did
// so, nil for the machine.
func (m *Machine) recordGroup(by *Thread, p *Process, group, session trace.ProcessID, cause trace.FactID) {
	p.Group, p.Session = group, session
	m.tell(trace.Fact{
		Kind: trace.KindProcessGroup, Thread: identify(by), Object: int32(p.ID),
		A: int64(group), B: int64(session), Cause: cause,
	})
}

// SetSession makes the caller's process the leader of a new session and of a
// new process group in it (setsid(2)), and gives its number. EPERM if there is
// a group of that number already; so who leads a group must fork first.
type SetSession struct{}

// CPUNs is the cost of a system call.
func (SetSession) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do makes the session.
func (SetSession) Do(m *Machine, t *Thread) Progress {
	p := t.Process
	if len(m.all(t, Target{By: InGroup, ID: p.ID})) > 0 {
		m.fail(t, EPERM, "setsid", 0)
		return Continue
	}
	m.setGroup(t, p, p.ID, p.ID)
	return Continue
}

// SetSubreaper says whether the caller's process adopts the orphans among its
// descendants instead of init (PR_SET_CHILD_SUBREAPER of prctl(2)).
type SetSubreaper struct{ On bool }

// CPUNs is the cost of a system call.
func (s *SetSubreaper) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do sets the mark.
func (s *SetSubreaper) Do(_ *Machine, t *Thread) Progress {
	t.Process.Subreaper = s.On
	t.succeed(0)
	return Continue
}
