package sim

import (
	"slices"

	"timeslice/scheduler"
	"timeslice/sim/trace"
)

// Attributes belong to threads. The operations here change the caller's, or
// those of all threads of the process Of. They give the result 0; ESRCH if
// there is no such process, EINVAL for values that make no sense.

// SetNice changes the nice value, from -20 (much CPU time) to 19 (little);
// values beyond are taken for these (setpriority(2)). EACCES for less than
// before by a user who is not root.
type SetNice struct {
	Nice int
	Of   Target
}

// CPUNs is the cost of a system call.
func (s *SetNice) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do changes it.
func (s *SetNice) Do(m *Machine, t *Thread) Progress {
	nice := min(max(s.Nice, -20), 19)
	threads := m.threadsOf(t, s.Of)
	for _, other := range threads {
		if nice < other.task.Nice && t.Process.User != "root" {
			m.fail(t, EACCES, "setpriority", 0)
			return Continue
		}
	}
	return m.eachOf(t, threads, "setpriority", m.settingNice(nice, t.lastFact))
}

// setting changes an attribute of a thread, and reports whether the thread lost its
// core by that and why.
type setting func(*Thread) (lost bool, why trace.Reason)

// settingNice sets the nice value. cause is the fact that made it happen.
func (m *Machine) settingNice(nice int, cause trace.FactID) setting {
	return func(t *Thread) (bool, trace.Reason) {
		if m.inherits(t) {
			own := t.ownStanding()
			own.nice = nice
			return m.setStanding(t, own, cause)
		}
		m.tell(trace.Fact{Kind: trace.KindNice, Thread: t.ID, A: int64(nice), Cause: cause})
		return m.scheduler.SetNice(&t.task, nice, m.now)
	}
}

// SetAffinity changes the cores a thread may run on (sched_setaffinity(2)); no
// cores at all mean every core. A thread that may not be where it is goes
// elsewhere at once. EINVAL if the machine has none of the cores.
type SetAffinity struct {
	Cores []trace.CoreID
	Of    Target
}

// CPUNs is the cost of a system call.
func (s *SetAffinity) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do changes them.
func (s *SetAffinity) Do(m *Machine, t *Thread) Progress {
	allowed := scheduler.NewCoreSet(len(m.cores))
	for core := range trace.CoreID(len(m.cores)) {
		if len(s.Cores) == 0 || slices.Contains(s.Cores, core) {
			allowed.Add(core)
		}
	}
	if !m.anyThere(allowed) {
		m.fail(t, EINVAL, "sched_setaffinity", 0)
		return Continue
	}
	return m.eachOf(t, m.threadsOf(t, s.Of), "sched_setaffinity", m.settingAffinity(allowed, t.lastFact))
}

// anyThere reports whether a core of a set is there.
func (m *Machine) anyThere(cores scheduler.CoreSet) bool {
	for core := cores.First(); core != trace.NoCore; core = cores.After(core + 1) {
		if m.scheduler.Online(core) {
			return true
		}
	}
	return false
}

// settingAffinity sets the cores that a thread may run on.
func (m *Machine) settingAffinity(allowed scheduler.CoreSet, cause trace.FactID) setting {
	return func(t *Thread) (bool, trace.Reason) {
		m.tell(trace.Fact{Kind: trace.KindAffinity, Thread: t.ID, A: affinityBits(allowed), Cause: cause})
		return m.scheduler.SetAffinity(&t.task, allowed, m.now)
	}
}

// SetClass changes the scheduling class and the priority in it: 1 to 99 for
// the real-time classes, 99 the best (sched_setscheduler(2)); for the normal
// class the priority of the policy "priority", 0 the best. EPERM for a
// real-time class by a user who is not root.
type SetClass struct {
	Class    scheduler.Class
	Priority int
	Of       Target
}

// CPUNs is the cost of a system call.
func (s *SetClass) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do changes them.
func (s *SetClass) Do(m *Machine, t *Thread) Progress {
	realTime := s.Class == scheduler.RealTimeFIFO || s.Class == scheduler.RealTimeRobin
	switch {
	case s.Class > scheduler.RealTimeRobin, s.Priority < 0, realTime && (s.Priority < 1 || s.Priority > 99):
		m.fail(t, EINVAL, "sched_setscheduler", 0)
		return Continue
	case realTime && t.Process.User != "root":
		m.fail(t, EPERM, "sched_setscheduler", 0)
		return Continue
	}
	return m.eachOf(t, m.threadsOf(t, s.Of), "sched_setscheduler", func(other *Thread) (bool, trace.Reason) {
		if m.inherits(other) {
			return m.setStanding(other, standing{s.Class, s.Priority, other.ownStanding().nice}, t.lastFact)
		}
		m.tell(trace.Fact{
			Kind: trace.KindPriority, Thread: other.ID, A: int64(s.Priority), B: int64(s.Class), Cause: t.lastFact,
		})
		return m.scheduler.SetClass(&other.task, s.Class, s.Priority, m.now)
	})
}

// SetTickets changes the tickets for the lottery and stride policies. EINVAL
// if they are not positive.
type SetTickets struct {
	Tickets int64
	Of      Target
}

// CPUNs is the cost of a system call.
func (s *SetTickets) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do changes them.
func (s *SetTickets) Do(m *Machine, t *Thread) Progress {
	if s.Tickets <= 0 {
		m.fail(t, EINVAL, "set-tickets", 0)
		return Continue
	}
	return m.eachOf(t, m.threadsOf(t, s.Of), "set-tickets", func(other *Thread) (bool, trace.Reason) {
		return m.scheduler.SetTickets(&other.task, s.Tickets, m.now)
	})
}

// threadsOf is the caller alone, or all living threads of the processes meant.
func (m *Machine) threadsOf(t *Thread, target Target) []*Thread {
	if target.By == Any {
		return []*Thread{t}
	}
	var threads []*Thread
	for _, p := range m.all(t, target) {
		for _, other := range p.threads {
			if p != m.init && other.state != stateEnded {
				threads = append(threads, other)
			}
		}
	}
	return threads
}

// eachOf changes an attribute of each thread.
func (m *Machine) eachOf(t *Thread, threads []*Thread, call string, set setting) Progress {
	if len(threads) == 0 {
		m.fail(t, ESRCH, call, 0)
		return Continue
	}
	t.succeed(0)
	m.changeAll(threads, set)
	return t.onward()
}

// changeAll changes an attribute of each thread.
func (m *Machine) changeAll(threads []*Thread, set setting) {
	for _, t := range threads {
		m.change(t, set)
	}
}

// change changes an attribute of a thread.
func (m *Machine) change(t *Thread, set setting) {
	if t.state == stateRunning {
		m.settle(t.core)
	}
	if lost, why := set(t); lost {
		m.loses(t.core, why)
	}
}

// recordPriority records a thread's priority and class.
func (m *Machine) recordPriority(t *Thread, cause trace.FactID) {
	m.tell(trace.Fact{
		Kind: trace.KindPriority, Thread: t.ID, A: int64(t.task.Priority), B: int64(t.task.Class), Cause: cause,
	})
}

// recordAffinity records the cores a thread may run on: the first 63 as bits.
func (m *Machine) recordAffinity(t *Thread, cause trace.FactID) {
	m.tell(trace.Fact{Kind: trace.KindAffinity, Thread: t.ID, A: affinityBits(t.task.Allowed), Cause: cause})
}

func affinityBits(allowed scheduler.CoreSet) int64 {
	bits := int64(0)
	for core := allowed.First(); core != trace.NoCore && core < 63; core = allowed.After(core + 1) {
		bits |= 1 << core
	}
	return bits
}

// Cores are the cores a process's first thread may run on (sched_getaffinity(2)).
func (p *Process) Cores(m *Machine) []trace.CoreID {
	var list []trace.CoreID
	for core := range trace.CoreID(len(m.cores)) {
		if m.scheduler.Online(core) && p.threads[0].task.MayRunOn(core) {
			list = append(list, core)
		}
	}
	return list
}
