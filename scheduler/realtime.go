package scheduler

import (
	"iter"
	"math/bits"

	"timeslice/sim/trace"
)

// The real-time class stands above every policy: a ready SCHED_FIFO or
// SCHED_RR task always runs before every normal one. (sched(7),
// kernel/sched/rt.c)
//
//	priorities  1 to 99, 99 is the best; a better one that becomes ready takes
//	            the core at once
//	FIFO        runs until it blocks, yields or makes way for a better one
//	RR          the same, with turns inside a priority
//	its place   who makes way for a better one stays at the head of its
//	            priority; who yields, or has had its turn, goes to the tail
//	its limit   the class may have RealTimeLimitNs of each core in each
//	            RealTimePeriodNs (950 ms of each second); then its tasks wait
//	            for the next period, even if the core idles
//
// Simplified: periods are multiples of their length, and limits and turns end
// exactly where the kernel notices them at ticks. Since 6.12 the kernel keeps
// normal tasks from starving by a deadline server instead, which takes those
// 50 ms only when somebody normal waits; here the older limit holds for every
// policy. With a queue a core, a real-time task goes where it can run at once,
// when it becomes ready and when a core changes hands (select_task_rq_rt,
// push_rt_task, pull_rt_task); from a core whose limit is reached none is
// taken. With one queue for all cores, a task that met one core's limit may go
// on on another.

// realTime holds the real-time tasks that wait in one queue: a list for each
// priority. Key is the priority; so is the number of a decision.
type realTime struct {
	robinNs int64
	lists   [100]taskList
	some    [2]uint64 // which priorities have somebody, the best in the lowest bit
	count   int
}

// listOf returns the number of a priority's list: 0 is for the best.
func listOf(priority int) int { return 99 - min(max(priority, 1), 99) }

// Insert puts a task at the tail of its priority; one that made way for a
// better one, at the head.
func (q *realTime) Insert(t *Task, how Arrival, _ trace.Time) {
	list := listOf(t.Priority)
	if how == Preempted {
		q.lists[list].pushFront(t)
	} else {
		q.lists[list].pushBack(t)
	}
	q.some[list>>6] |= 1 << (list & 63)
	q.count++
	t.Key, t.Key2 = int64(t.Priority), 0
}

// Remove takes out a task that waits.
func (q *realTime) Remove(t *Task, _ trace.Time) {
	list := listOf(t.Priority)
	q.lists[list].remove(t)
	if q.lists[list].count == 0 {
		q.some[list>>6] &^= 1 << (list & 63)
	}
	q.count--
}

// Next takes out the first task of the best priority that may run on core.
func (q *realTime) Next(core trace.CoreID, now trace.Time) (*Task, Rule) {
	t := q.bestFor(core)
	if t == nil {
		return nil, Rule{}
	}
	q.Remove(t, now)
	return t, Rule{Reason: trace.ReasonRealTime, Number: int64(t.Priority)}
}

// bestFor is the task that core would run, nil if there is none.
func (q *realTime) bestFor(core trace.CoreID) *Task {
	for word := range q.some {
		for left := q.some[word]; left != 0; left &= left - 1 {
			list := word<<6 + bits.TrailingZeros64(left)
			if t := q.lists[list].firstFor(core); t != nil {
				return t
			}
		}
	}
	return nil
}

// Leave and Charge keep no books.
func (q *realTime) Leave(*Task, bool, trace.Time)   {}
func (q *realTime) Charge(*Task, int64, trace.Time) {}

// SliceNs is a turn of SCHED_RR; SCHED_FIFO has none.
func (q *realTime) SliceNs(t *Task) int64 {
	if t.Class == RealTimeRobin {
		return q.robinNs
	}
	return Unlimited
}

// Expire ends a turn if others of the same priority wait. (task_tick_rt)
func (q *realTime) Expire(t *Task, _ trace.Time) bool { return q.lists[listOf(t.Priority)].count > 0 }

// Waiting yields the worst priority first, each from its tail.
func (q *realTime) Waiting() iter.Seq[*Task] {
	return func(yield func(*Task) bool) {
		for list := len(q.lists) - 1; list >= 0; list-- {
			for t := range q.lists[list].backwards() {
				if !yield(t) {
					return
				}
			}
		}
	}
}

// Len counts those that wait.
func (q *realTime) Len() int { return q.count }

// meetRealTime prepares for the first real-time task: from now on the cores
// are ranked by who runs there.
func (s *Scheduler) meetRealTime(now trace.Time) {
	if s.realTime {
		return
	}
	s.realTime, s.ranked = true, true
	s.rankAll(now)
}

// limited reports whether a core has given the real-time class all it may have
// in this period.
func (s *Scheduler) limited(core trace.CoreID, now trace.Time) bool {
	c := &s.cores[core]
	return s.limitNs > 0 && c.realTimeNs >= s.limitNs && c.period == s.periodOf(now)
}

// periodOf numbers the periods of the real-time class.
func (s *Scheduler) periodOf(now trace.Time) int64 { return int64(now) / s.config.RealTimePeriodNs }

// periodEnd is when the real-time class may run again.
func (s *Scheduler) periodEnd(now trace.Time) trace.Time {
	return trace.Time((s.periodOf(now) + 1) * s.config.RealTimePeriodNs)
}

// spendRealTime counts ranNs up to now against a core's limit. What was run
// before the present period does not count any more.
func (s *Scheduler) spendRealTime(c *core, ranNs int64, now trace.Time) {
	if s.limitNs == 0 {
		return
	}
	if period := s.periodOf(now); period != c.period {
		c.period = period
		c.realTimeNs = min(ranNs, int64(now)%s.config.RealTimePeriodNs)
	} else {
		c.realTimeNs += ranNs
	}
	if c.realTimeNs >= s.limitNs {
		s.meetRealTimeLimit(&c.running.queue.realTime, now)
	}
}

// realTimeEnd is when the real-time task of a core will meet the limit, if it
// goes on: in this period, or else in the next.
func (s *Scheduler) realTimeEnd(c *core) trace.Time {
	if s.limitNs == 0 {
		return trace.Never
	}
	left := s.limitNs
	if c.period == s.periodOf(c.chargedAt) {
		left -= c.realTimeNs
	}
	end := s.periodEnd(c.chargedAt)
	if at := c.chargedAt + trace.Time(left); at < end {
		return at
	}
	return end + trace.Time(s.limitNs)
}

// holdRealTime takes the core from a real-time task that met the limit.
func (s *Scheduler) holdRealTime(core trace.CoreID, now trace.Time) {
	t := s.cores[core].running
	s.putBack(core, Preempted, now)
	if !s.perCore {
		s.compare(t)
	}
}

// meetRealTimeLimit notes that a core has met the limit. Those that wait in its
// queue may have met it too.
func (s *Scheduler) meetRealTimeLimit(q *realTime, now trace.Time) {
	s.limitMet = s.periodOf(now)
	s.announced = 0
	for list := range q.lists {
		for t := q.lists[list].head; t != nil; t = t.next {
			s.hold(t)
		}
	}
}

// mayBeHeld reports whether a real-time task that comes into a queue may have
// to wait for the next period.
func (s *Scheduler) mayBeHeld(q *runQueue, now trace.Time) bool {
	if s.limitNs == 0 {
		return false
	}
	if s.perCore {
		return s.limited(q.core, now)
	}
	return s.limitMet == s.periodOf(now)
}

// hold notes that a waiting task may have to wait for the next period.
func (s *Scheduler) hold(t *Task) {
	if !t.held {
		t.held = true
		s.held = append(s.held, t)
	}
}

// announceHeld tells of those that wait for the next period.
func (s *Scheduler) announceHeld(now trace.Time) {
	if s.announced == len(s.held) {
		return
	}
	for _, t := range s.held[s.announced:] {
		if t.place == waiting && t.Class != Normal && !t.throttled && s.limitedEverywhere(t, now) {
			t.throttled = true
			s.watch.Throttled(t, s.periodEnd(now), trace.ReasonRealTimeLimit)
		}
	}
	s.announced = len(s.held)
	s.plan(s.periodEnd(now))
}

// limitedEverywhere reports whether no core could run a waiting real-time task
// before the next period.
func (s *Scheduler) limitedEverywhere(t *Task, now trace.Time) bool {
	if s.perCore {
		return s.limited(t.queue.core, now)
	}
	for i := range s.cores {
		if core := trace.CoreID(i); s.mayUse(t, core) && !s.limited(core, now) {
			return false
		}
	}
	return true
}

// freeHeld lets those that met the limit try again: a period begins.
func (s *Scheduler) freeHeld() {
	for _, t := range s.held {
		t.held = false
		if t.place != waiting || t.Class == Normal {
			continue
		}
		if t.throttled {
			s.unthrottle(t, trace.ReasonRealTimeLimit)
		}
		s.compare(t)
	}
	clear(s.held)
	s.held, s.announced = s.held[:0], 0
}

func (s *Scheduler) unthrottle(t *Task, why trace.Reason) {
	t.throttled = false
	s.watch.Unthrottled(t, why)
}

// placeRealTime is the core for a real-time task: its last one if that idles,
// else an idle one, else its last one if it may take that, else the one that
// runs the least urgent task.
func (s *Scheduler) placeRealTime(t *Task, now trace.Time) trace.CoreID {
	last := t.Queue()
	if !s.mayUse(t, last) {
		last = s.idlest(t)
	}
	if idle := s.idleFrom(last, t); idle != trace.NoCore {
		return idle
	}
	if !s.limited(last, now) && s.beats(t, s.cores[last].running, now) {
		return last
	}
	if core := s.leastUrgent(t, now); core != trace.NoCore {
		return core
	}
	return last
}

// leastUrgent is a core whose task must make way for the real-time task t: the
// one with the least urgent task; NoCore if none must.
func (s *Scheduler) leastUrgent(t *Task, now trace.Time) trace.CoreID {
	if core := s.standing.top(); t.Allowed == nil && core != trace.NoCore && !s.limited(core, now) {
		if s.beats(t, s.cores[core].running, now) {
			return core
		}
		return trace.NoCore
	}
	worst := trace.NoCore
	for i := range s.cores {
		core := trace.CoreID(i)
		runs := s.cores[i].running
		if runs == nil || !t.MayRunOn(core) || s.limited(core, now) || !s.beats(t, runs, now) {
			continue
		}
		if worst == trace.NoCore || s.standing.number[core] > s.standing.number[worst] {
			worst = core
		}
	}
	return worst
}

// pullRealTime moves the best real-time task that waits elsewhere to a core
// that has just become vacant, if it is better than the core's own.
func (s *Scheduler) pullRealTime(core trace.CoreID, now trace.Time) {
	if s.limited(core, now) {
		return
	}
	best := s.queues[core].realTime.bestFor(core)
	for from := s.urgent.First(); from != trace.NoCore; from = s.urgent.After(from + 1) {
		if from == core || s.vacant.Has(from) || s.limited(from, now) {
			continue
		}
		t := s.queues[from].realTime.bestFor(core)
		if t != nil && (best == nil || t.Priority > best.Priority) {
			best = t
		}
	}
	if best != nil && best.queue.core != core {
		s.move(best, core, trace.ReasonIdlePull, now)
	}
}

// gatherRealTime lets cores that have just become vacant take real-time tasks
// that wait elsewhere.
func (s *Scheduler) gatherRealTime(now trace.Time) {
	if s.urgent.First() == trace.NoCore {
		return
	}
	for core := s.newlyIdle.First(); core != trace.NoCore; core = s.newlyIdle.After(core + 1) {
		if s.vacant.Has(core) {
			s.pullRealTime(core, now)
		}
	}
}

// rankAll ranks all cores anew, if the ranking is kept.
func (s *Scheduler) rankAll(now trace.Time) {
	if !s.ranked {
		return
	}
	for i := range s.cores {
		s.rank(trace.CoreID(i), now)
	}
}

// rank notes how urgent the task of a core is, the least urgent ranked first.
func (s *Scheduler) rank(core trace.CoreID, now trace.Time) {
	t := s.cores[core].running
	switch {
	case t == nil:
		s.standing.set(core, nobody)
	case t.Class != Normal:
		s.standing.set(core, -1<<62-int64(t.Priority))
	case s.ranker:
		s.standing.set(core, max(t.queue.policy.(Ranker).Standing(t, now), -1<<61))
	default:
		s.standing.set(core, 0)
	}
}
