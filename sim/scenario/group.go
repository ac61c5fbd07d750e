package scenario

import (
	"timeslice/scheduler"
	"timeslice/sim"
	"timeslice/sim/trace"
)

// Bounds of quotas, as the kernel has them (kernel/sched/core.c, cpu.max).
const (
	minimumQuotaNs  = 1_000_000
	defaultPeriodNs = 100_000_000
)

// noGroup is the number of the group of a process that is in none.
const noGroup = -1

// groupSpec is a set of processes that share a CPU quota or a limit of memory,
// as a container does.
type groupSpec struct {
	name        string
	quotaNs     int64 // 0 for no quota
	periodNs    int64
	memoryBytes int64 // 0 for no limit
}

// readGroups reads the section groups.
func (r *reader) readGroups(n *node) {
	for _, item := range r.items(n) {
		g := groupSpec{periodNs: defaultPeriodNs}
		r.fields(item, "groups", []field{
			{"name", r.name(&g.name)},
			{"quota", r.duration(&g.quotaNs, minimumQuotaNs)},
			{"period", r.duration(&g.periodNs, minimumQuotaNs)},
			{"memory", r.size(&g.memoryBytes, sim.PageBytes)},
		})
		switch {
		case item.shape != mapping:
			r.add(item.place, "scenario.not-a-mapping", "Section", "groups")
		case item.value("name") == nil:
			r.addMissing(item, "name", "groups")
		case r.findGroup(g.name) >= 0:
			r.add(item.value("name").place, "scenario.twice", "Word", g.name)
		}
		r.scenario.groups = append(r.scenario.groups, g)
	}
}

func (r *reader) findGroup(name string) int {
	for i := range r.scenario.groups {
		if r.scenario.groups[i].name == name {
			return i
		}
	}
	return noGroup
}

// group reads the name of a group.
func (r *reader) group(to *int) func(*node) {
	return func(n *node) {
		if !r.scalar(n) {
			return
		}
		if *to = r.findGroup(n.text); *to >= 0 {
			return
		}
		var names []string
		for _, g := range r.scenario.groups {
			names = append(names, g.name)
		}
		r.addUnknown(n.place, "scenario.unknown-name", n.text, names, "Section", "groups")
	}
}

// makeGroups makes the groups anew for each machine, as they keep accounts.
func (a *assembly) makeGroups() {
	for i := range a.spec.groups {
		g := &a.spec.groups[i]
		var quota *scheduler.Group
		if g.quotaNs > 0 {
			quota = &scheduler.Group{ID: trace.GroupID(i + 1), Name: g.name, QuotaNs: g.quotaNs, PeriodNs: g.periodNs}
		}
		var memory *sim.MemoryGroup
		if g.memoryBytes > 0 {
			memory = &sim.MemoryGroup{Name: g.name, LimitBytes: g.memoryBytes}
		}
		a.quotas, a.memory = append(a.quotas, quota), append(a.memory, memory)
	}
}
