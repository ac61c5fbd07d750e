package sim

import (
	"slices"

	"timeslice/scheduler"
	"timeslice/sim/trace"
)

// How edits are carried out. They follow the rules of the kernel where it has any:
// signals come as kill(2) of root sends them, affinity as sched_setaffinity(2) sets
// it, cores come and go as CPU hotplug lets them. What no kernel does is told so: a
// message that has been taken over cannot get lost in a pipe, and a thread pool of
// libuv never grows.

// Runtime is what a process's program is, where that is more than operations: what
// can be done with it from outside.
type Runtime interface {
	// GrowPool lets the program have so many threads for its work. cause is the
	// edit.
	GrowPool(m *Machine, size int, cause trace.FactID) Errno
	// Crash makes a thread fail, alone, and reports whether it is one of which
	// this can be asked.
	Crash(m *Machine, t *Thread, cause trace.FactID) bool
}

// planEdits puts the edits into the agenda: those that come before the run is cut
// off.
func (m *Machine) planEdits() {
	m.edits = slices.Clone(m.config.Edits)
	slices.SortStableFunc(m.edits, func(a, b Edit) int { return int(min(max(a.At-b.At, -1), 1)) })
	for i := range m.edits {
		m.losesMessages = m.losesMessages || m.edits[i].Kind == EditDrop
		if at := m.edits[i].At; at <= m.limits.Until {
			m.agenda.plan(max(at, 0), rankEdit, errandEdit, int32(i), 0)
		}
	}
}

// edit carries out an edit.
func (m *Machine) edit(e *Edit) {
	f := trace.Fact{
		Time: m.now, Kind: trace.KindEdit, Reason: e.Kind.reason(), Core: trace.NoCore,
		A: e.Value, B: int64(m.recorder.Intern(e.String())),
	}
	p, t := m.subject(&e.Subject)
	if p != nil {
		f.Object = int32(p.ID)
	}
	f.Thread = identify(t)
	object := trace.NoObject
	switch e.Kind {
	case EditRemoveCore:
		f.Core, f.A = trace.CoreID(e.Value), 0
	case EditAffinity:
		f.A = 0
	case EditDrop:
		object = m.objectCalled(&e.Subject)
		f.A = int64(object)
	}
	cause := m.recorder.Add(f)
	if errno := m.carryOutEdit(e, p, t, object, cause); errno != 0 {
		m.tell(trace.Fact{
			Kind: trace.KindError, A: int64(errno), B: int64(m.recorder.Intern(e.String())), Cause: cause,
		})
	}
}

// subject finds whom an edit is about: a thread with its process, or a process.
// Who has ended is nobody.
func (m *Machine) subject(s *Subject) (*Process, *Thread) {
	switch s.Sort {
	case ProcessSubject:
		p := m.Process(trace.ProcessID(s.ID))
		if s.Name != "" {
			p = m.FindProcess(s.Name)
		}
		if p != nil && !p.Alive() {
			p = nil
		}
		return p, nil
	case ThreadSubject:
		if t := m.threadCalled(s); t != nil {
			return t.Process, t
		}
	}
	return nil, nil
}

func (m *Machine) threadCalled(s *Subject) *Thread {
	if s.Name == "" {
		if s.ID > 0 && int(s.ID) < len(m.threads) && m.threads[s.ID].state != stateEnded {
			return m.threads[s.ID]
		}
		return nil
	}
	for _, t := range m.threads {
		if t != nil && t.Name == s.Name && t.state != stateEnded {
			return t
		}
	}
	return nil
}

// objectCalled is the object that an edit is about.
func (m *Machine) objectCalled(s *Subject) trace.ObjectID {
	for id, o := range m.objects {
		if o != nil && (s.Name == "" && id == int(s.ID) || s.Name != "" && o.about().name == s.Name) {
			return trace.ObjectID(id)
		}
	}
	return trace.NoObject
}

// carryOutEdit does what an edit says, and returns why it cannot. cause is the edit.
func (m *Machine) carryOutEdit(e *Edit, p *Process, t *Thread, object trace.ObjectID, cause trace.FactID) Errno {
	switch e.Kind {
	case EditAddCore:
		return m.addCore(cause)
	case EditRemoveCore:
		return m.removeCore(trace.CoreID(e.Value), cause)
	case EditDrop:
		return m.loseMessage(object, cause)
	}
	switch {
	case p == nil:
		return ESRCH
	case p == m.init:
		return EPERM
	}
	switch e.Kind {
	case EditSignal:
		if !Signal(e.Value).known() {
			return EINVAL
		}
		m.send(p, Signal(e.Value), trace.NoThread, cause)
	case EditNice:
		m.changeAll(editedThreads(p, t), m.settingNice(int(e.Value), cause))
	case EditAffinity:
		allowed, errno := m.coresAllowed(e.Cores)
		if errno != 0 {
			return errno
		}
		m.changeAll(editedThreads(p, t), m.settingAffinity(allowed, cause))
	case EditPool:
		if p.Runtime == nil {
			return ENOSYS
		}
		return p.Runtime.GrowPool(m, int(e.Value), cause)
	case EditCrash:
		m.crash(p, t, cause)
	}
	return 0
}

// editedThreads are a thread, or all that live of a process.
func editedThreads(p *Process, t *Thread) []*Thread {
	if t != nil {
		return []*Thread{t}
	}
	return slices.DeleteFunc(slices.Clone(p.threads), func(t *Thread) bool { return t.state == stateEnded })
}

// crash lets a thread write where it may not: the kernel ends its process
// (force_sig_fault). Some threads can fail alone.
func (m *Machine) crash(p *Process, t *Thread, cause trace.FactID) {
	if t != nil && p.Runtime != nil && p.Runtime.Crash(m, t, cause) {
		return
	}
	p.disposition[SIGSEGV] = Default // neither ignored nor caught (force_sig_info_to_task)
	m.send(p, SIGSEGV, trace.NoThread, cause)
}

// StartThread starts a thread of a process from outside, for its [Runtime].
func (m *Machine) StartThread(p *Process, spec *ThreadSpec, cause trace.FactID) {
	if !m.room(0, 1) {
		return
	}
	own := *spec
	inherit(&own.Task, p.threads[0].ownTask())
	m.startThread(p, &own, nil, cause)
}

// addCore lets a core come.
func (m *Machine) addCore(cause trace.FactID) Errno {
	if m.scheduler.OnlineCores() >= mostCores {
		return EINVAL
	}
	id := m.scheduler.AddCore(m.now)
	if int(id) == len(m.cores) {
		m.cores = append(m.cores, core{})
		m.freed = append(m.freed, trace.NoFact)
		m.due.grow(len(m.cores))
	}
	m.freed[id] = m.tellCore(id, 1, cause)
	return 0
}

// mostCores is how many cores a machine can have.
const mostCores = 1024

// removeCore takes a core away. Core 0 stays (x86 since Linux 6.5), and so at
// least one does.
func (m *Machine) removeCore(id trace.CoreID, cause trace.FactID) Errno {
	switch {
	case !m.scheduler.Online(id):
		return EINVAL
	case id == 0:
		return EPERM
	}
	if m.cores[id].losing != trace.ReasonNone {
		m.lost(id, trace.NoThread, trace.NoFact)
	}
	// Who may run nowhere else may run everywhere from now on.
	for _, t := range m.threads {
		if t != nil && t.state != stateEnded && m.scheduler.NeedsCore(&t.task, id) {
			m.change(t, m.settingAffinity(nil, cause))
		}
	}
	gone := m.tellCore(id, 0, cause)
	if m.cores[id].thread != nil {
		m.settle(id)
	}
	if m.scheduler.RemoveCore(id, m.now) {
		m.loses(id, trace.ReasonCoreGone)
		m.lost(id, trace.NoThread, gone)
	}
	m.due.set(id, trace.Never)
	m.freed[id] = gone
	for _, t := range m.threads {
		if t != nil && t.waits() {
			m.scheduler.Leaves(&t.task, id, m.now)
		}
	}
	return 0
}

// tellCore records that a core came or went.
func (m *Machine) tellCore(id trace.CoreID, there int64, cause trace.FactID) trace.FactID {
	return m.recorder.Add(trace.Fact{Time: m.now, Kind: trace.KindCore, Core: id, A: there, Cause: cause})
}

// grow makes room for so many cores.
func (d *dueCores) grow(cores int) {
	larger := newDueCores(cores)
	for id, at := range d.at {
		if id < cores {
			larger.set(trace.CoreID(id), at)
		}
	}
	*d = larger
}

// coresAllowed is a set of cores as sched_setaffinity(2) takes it: EINVAL if none of
// them is there; nil for all.
func (m *Machine) coresAllowed(cores []trace.CoreID) (scheduler.CoreSet, Errno) {
	if len(cores) == 0 {
		return nil, 0
	}
	allowed := scheduler.NewCoreSet(len(m.cores))
	for _, core := range cores {
		if core >= 0 && int(core) < len(m.cores) {
			allowed.Add(core)
		}
	}
	if !m.anyThere(allowed) {
		return nil, EINVAL
	}
	return allowed, 0
}
