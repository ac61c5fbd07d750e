package scheduler

import (
	"slices"

	"timeslice/sim/trace"
)

// Group is a set of tasks that share a CPU quota (cpu.max of a control group).
//
// The quota is a pool of CPU time for all cores. A core that starts a task of
// the group takes a slice of it as a reserve (QuotaSliceNs, 5 ms), takes the
// next when that is used up, and gives back what is left when the task leaves.
// When a core asks and the pool is empty, the task, and all that wait and would
// ask in vain, are parked: they are ready, but may not run until the pool is
// filled up at the next multiple of the period, or until time is given back.
// So four busy threads use a quota of 100 ms in 25 ms and then stall for 75.
// (Documentation/scheduler/sched-bwc.rst)
//
// Simplified: a core's reserve goes back to the pool whenever it changes
// hands, where the kernel keeps a millisecond and returns the rest later;
// groups do not nest; there is no burst.
type Group struct {
	ID       trace.GroupID
	Name     string
	QuotaNs  int64 // CPU time of all its tasks together, 0 for no limit…
	PeriodNs int64 // …in each of these

	// What has happened to it, as in cpu.stat.
	Periods     int64 // in which it used anything (nr_periods)
	Throttles   int64 // of these, those in which somebody was parked (nr_throttled)
	ThrottledNs int64 // for how long its tasks were parked, added up

	poolNs  int64
	period  int64 // number of the period the pool is for
	met     bool  // the scheduler fills it up at each period
	used    bool  // since it was last filled up, somebody took from the pool…
	stalled bool  // …somebody was parked…
	dry     bool  // …and asking is in vain now
	waiting []*Task
	parked  taskList
}

// leastReturnNs is the least time given back for which parked tasks are tried
// again. (min_cfs_rq_runtime)
const leastReturnNs = trace.Millisecond

// quota returns the group whose quota a task uses, nil if it is not limited.
// Quotas are for the normal class only.
func (t *Task) quota() *Group {
	if t.Group == nil || t.Class != Normal || t.Group.QuotaNs <= 0 || t.Group.PeriodNs <= 0 {
		return nil
	}
	return t.Group
}

// await notes that a task of the group waits in a queue.
func (g *Group) await(t *Task) {
	t.groupIndex = len(g.waiting)
	g.waiting = append(g.waiting, t)
}

// unawait notes that it does not any more.
func (g *Group) unawait(t *Task) {
	last := len(g.waiting) - 1
	g.waiting[t.groupIndex] = g.waiting[last]
	g.waiting[t.groupIndex].groupIndex = t.groupIndex
	g.waiting[last] = nil
	g.waiting = g.waiting[:last]
}

// meet makes sure that the pool is the present period's. A group that used
// nothing for a period is left alone until it does.
func (s *Scheduler) meet(g *Group, now trace.Time) {
	period := int64(now) / g.PeriodNs
	if !g.met {
		g.met = true
		s.groups = append(s.groups, g)
		s.plan(trace.Time((period + 1) * g.PeriodNs))
		if period != g.period || !g.used && !g.stalled {
			s.refill(g, period, now)
		}
	} else if period != g.period {
		s.refill(g, period, now)
	}
}

// refill begins a period.
func (s *Scheduler) refill(g *Group, period int64, now trace.Time) {
	g.period, g.poolNs = period, g.QuotaNs
	if g.stalled {
		g.Throttles++
	}
	if g.used || g.stalled {
		g.Periods++
		s.watch.Refilled(g)
	}
	g.used, g.stalled, g.dry = g.parked.count > 0, false, false
	for g.parked.count > 0 {
		s.unpark(g.parked.head, now)
	}
}

// grant gives a core a reserve for a task of the group, false if the pool is
// empty. Then everybody who waits and would ask in vain is parked.
func (s *Scheduler) grant(c *core, g *Group, now trace.Time) bool {
	s.meet(g, now)
	take := min(s.config.QuotaSliceNs, g.poolNs)
	if take <= 0 {
		g.dry = true
		s.parkWaiting(g, now)
		return false
	}
	g.poolNs -= take
	g.used = true
	c.reserveNs += take
	return true
}

// giveBack returns a core's reserve to the pool, and lets as many of the parked
// try again as there are slices in it.
func (s *Scheduler) giveBack(c *core, g *Group, now trace.Time) {
	g.poolNs = min(g.poolNs+max(c.reserveNs, 0), g.QuotaNs)
	c.reserveNs = 0
	if !g.dry || g.poolNs < min(leastReturnNs, s.config.QuotaSliceNs, g.QuotaNs) {
		return
	}
	g.dry = false
	for left := g.poolNs; left > 0 && g.parked.count > 0; left -= s.config.QuotaSliceNs {
		s.unpark(g.parked.head, now)
	}
}

// parkWaiting parks all that wait for a core and would be given no time, in
// the order in which they came.
func (s *Scheduler) parkWaiting(g *Group, now trace.Time) {
	slices.SortFunc(g.waiting, func(a, b *Task) int { return int(a.order - b.order) })
	for i, t := range g.waiting {
		t.groupIndex = i
	}
	for len(g.waiting) > 0 {
		t := g.waiting[0]
		s.remove(t, now)
		s.park(t, now)
	}
}

// parkArrivals parks those that became ready at this instant though their
// group has no time left.
func (s *Scheduler) parkArrivals(now trace.Time) {
	for _, t := range s.limitedArrivals {
		g := t.quota()
		if t.place != waiting || g == nil {
			continue
		}
		if s.meet(g, now); g.dry {
			s.remove(t, now)
			s.park(t, now)
		}
	}
	clear(s.limitedArrivals)
	s.limitedArrivals = s.limitedArrivals[:0]
}

// park sets aside a task that is in no queue.
func (s *Scheduler) park(t *Task, now trace.Time) {
	g := t.Group
	s.count(t.queue, t, -1)
	g.stalled = true
	g.parked.pushBack(t)
	t.place, t.parkedAt = parked, now
	s.plan(trace.Time((g.period + 1) * g.PeriodNs))
	s.parkings = append(s.parkings, t)
}

// leaveParking takes a task out of those set aside, without making it wait.
func (s *Scheduler) leaveParking(t *Task, now trace.Time) {
	g := t.Group
	g.parked.remove(t)
	g.ThrottledNs += int64(now - t.parkedAt)
	t.throttled = false
}

// unpark lets a parked task wait for a core again.
func (s *Scheduler) unpark(t *Task, now trace.Time) {
	told := t.throttled
	s.leaveParking(t, now)
	if told {
		s.watch.Unthrottled(t, trace.ReasonQuota)
	}
	from := t.queue
	to := s.allowedQueue(t)
	s.count(to, t, 1)
	s.insert(to, t, Moved, now)
	if from != to {
		s.watch.Migrated(t, from.core, to.core, trace.ReasonAffinity)
	}
	s.compare(t)
}

// announceParked tells of those that were parked at this instant.
func (s *Scheduler) announceParked() {
	for _, t := range s.parkings {
		if t.place == parked && !t.throttled {
			t.throttled = true
			g := t.Group
			s.watch.Throttled(t, trace.Time((g.period+1)*g.PeriodNs), trace.ReasonQuota)
		}
	}
	clear(s.parkings)
	s.parkings = s.parkings[:0]
}

// refillGroups begins the period of each group whose time has come.
func (s *Scheduler) refillGroups(now trace.Time) {
	kept := s.groups[:0]
	for _, g := range s.groups {
		if period := int64(now) / g.PeriodNs; period != g.period {
			g.met = g.used || g.stalled
			s.refill(g, period, now)
		}
		if g.met {
			kept = append(kept, g)
		}
	}
	clear(s.groups[len(kept):])
	s.groups = kept
}
