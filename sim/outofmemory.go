package sim

import "timeslice/sim/trace"

// short reports whether so many more pages for a process do not fit: into its
// group's limit, or into RAM.
func (m *Machine) short(p *Process, count int64) bool {
	return m.overGroup(p.memory.group, count) || m.ram.limit > 0 && m.ram.used+count > m.ram.limit
}

func (m *Machine) overGroup(group *MemoryGroup, count int64) bool {
	return group != nil && group.LimitBytes > 0 && group.used+count > group.LimitBytes/PageBytes
}

// killLargest kills the process with the most resident pages, of the group
// that is full or of the whole machine, and returns it. The process that asks
// counts as if it had already filled what was left. Of equals it is the one
// that asks, or the one with the lowest PID. (oom_badness in mm/oom_kill.c,
// without swap, page tables and adjustments.) The victim's memory is free at
// once, even if it cannot end yet.
func (m *Machine) killLargest(p *Process, t *Thread, count int64, cause trace.FactID) *Process {
	group, limit, used := p.memory.group, int64(0), int64(0)
	if m.overGroup(group, count) {
		limit, used = group.LimitBytes/PageBytes, group.used
	} else {
		group, limit, used = nil, m.ram.limit, m.ram.used
	}
	victim, most := p, p.memory.resident+max(limit-used, 0)
	for _, other := range m.processes {
		if other == nil || other == p || other.dying || !other.Alive() || group != nil && other.memory.group != group {
			continue
		}
		if size := other.memory.resident; size > most {
			victim, most = other, size
		}
	}
	fact := m.tell(trace.Fact{
		Kind: trace.KindOutOfMemory, Thread: identify(t), Object: int32(victim.ID),
		A: count * PageBytes, B: limit * PageBytes, Cause: cause,
	})
	m.send(victim, SIGKILL, trace.NoThread, fact)
	m.freeMemory(victim, t, fact)
	return victim
}
