package scheduler

import (
	"iter"
	"math"

	"timeslice/sim/trace"
)

// cfs is Linux's Completely Fair Scheduler, 2.6.23 to 6.5. Each task has a
// vruntime: the time it has run, divided by its weight. The task with the
// least runs; how long depends on how many there are.
//
// The rules, with the kernel's names (kernel/sched/fair.c, 5.x):
//
//	how long      the period is latency, or granularity for each task if there
//	              are more than latency/granularity; a slice is the weight's
//	              part of it (__sched_period, sched_slice)
//	at a tick     who has run longer than its slice makes way; so does who has
//	              run for the granularity and is ahead of the leftmost by more
//	              than its slice (check_preempt_tick)
//	who is new    starts one slice behind (START_DEBIT in place_entity)
//	who slept     is set forward to min_vruntime less half a latency, so sleep
//	              gives a small credit and no more (GENTLE_FAIR_SLEEPERS)
//	who wakes     takes the core if it is behind the running task by more than
//	              the wake-up granularity (wakeup_preempt_entity)
//	who yields    is passed over once, unless that would be unfair by more than
//	              the wake-up granularity (set_skip_buddy, pick_next_entity)
//	ties          equal vruntimes run in order of insertion (__enqueue_entity)
//
// Decisions of this model: a task that is there when the machine starts was
// forked by nobody, and is placed at min_vruntime without the debit. A fork's
// vruntime is not copied from its parent. The next and last buddies, which
// only favour warm caches, are left out, and there is one level of groups.
//
// With HZ 0 slices end exactly, as with the kernel's HRTICK.
//
// Key is the vruntime, Key2 the weight; the number of a decision is the
// vruntime it turned on.
type cfs struct {
	shared  *cfsTimes
	tree    fairTree
	floor   int64 // min_vruntime: never goes back
	waiting int
	members int   // waiting and running
	load    int64 // the sum of their weights
	skip    *Task // yielded, to be passed over once
	putBack *Task // came back from a core last…
	putAt   trace.Time
}

// cfsTimes are the times of one machine, already stretched by its cores.
type cfsTimes struct {
	latencyNs, granularityNs, wakeupNs int64
	crowd                              int64 // with more tasks than this the period grows
	exact                              bool  // slices end without waiting for a tick
	config                             *Config
}

// stretch makes the times those of so many cores. (update_sysctl)
func (t *cfsTimes) stretch(cores int) {
	factor := coresFactor(cores)
	t.latencyNs, t.granularityNs, t.wakeupNs = t.config.LatencyNs*factor, t.config.GranularityNs*factor, t.config.WakeupNs*factor
}

// Resize stretches the times by another number of cores.
func (q *cfs) Resize(cores int) { q.shared.stretch(cores) }

func newCFS(config *Config, _ Watcher) func() Queue {
	times := &cfsTimes{
		config: config,
		crowd:  (config.LatencyNs + config.GranularityNs - 1) / config.GranularityNs,
		exact:  config.HZ == 0,
	}
	times.stretch(config.Cores)
	return func() Queue { return &cfs{shared: times} }
}

// Insert puts a task into the tree; one that comes from outside is placed.
func (q *cfs) Insert(t *Task, how Arrival, now trace.Time) {
	w := weightOf(t.Nice)
	if how == Started || how == Woken || how == Moved {
		q.place(t, w, how, now)
		q.members++
		q.load += w.value
	} else {
		q.putBack, q.putAt = t, now
		if how == Yielded {
			q.skip = t
		}
	}
	q.waiting++
	t.Key, t.Key2 = t.fair.vruntime, w.value
	q.tree.insert(t, t.fair.vruntime)
	q.raiseFloor(nil)
}

// place gives a task that comes from outside its vruntime here. (place_entity,
// and migrate_task_rq_fair for the part of the queue it comes from)
func (q *cfs) place(t *Task, w weight, how Arrival, now trace.Time) {
	f := &t.fair
	if f.home == nil {
		f.vruntime = q.floor
	} else if f.home != q {
		f.vruntime += q.floor - f.home.floor
	}
	f.home = q
	switch {
	case how == Started && now > 0:
		slice := q.sliceFor(w, q.members+1, q.load+w.value)
		f.vruntime = max(f.vruntime, q.floor+w.virtual(slice))
	case how == Woken:
		f.vruntime = max(f.vruntime, q.floor-q.shared.latencyNs/2)
	}
}

// sliceFor is how long a task may run in each period. (sched_slice)
func (q *cfs) sliceFor(w weight, members int, load int64) int64 {
	period := q.shared.latencyNs
	if int64(members) > q.shared.crowd {
		period = int64(members) * q.shared.granularityNs
	}
	return scaled(period, w.value, sumOf(load))
}

// Remove takes out a task that waits. Its vruntime stays that of this queue.
func (q *cfs) Remove(t *Task, _ trace.Time) {
	q.takeOut(t)
	q.forget(t)
}

// Next takes out the task with the least vruntime. (pick_next_entity)
func (q *cfs) Next(core trace.CoreID, now trace.Time) (*Task, Rule) {
	t := q.tree.first(core, math.MaxInt64, nil)
	if t == nil {
		return nil, Rule{}
	}
	if t == q.skip {
		second := q.tree.first(core, math.MaxInt64, t)
		if second != nil && !q.behind(t, second) {
			t = second
		}
	}
	q.skip = nil
	q.takeOut(t)
	if t != q.putBack || now != q.putAt {
		t.fair.ranNs = 0
	}
	return t, Rule{Reason: trace.ReasonLowestVruntime, Number: t.fair.vruntime}
}

// behind reports whether a is so far behind b that it should have b's core.
// (wakeup_preempt_entity)
func (q *cfs) behind(a, b *Task) bool {
	return b.fair.vruntime-a.fair.vruntime > weightOf(a.Nice).virtual(q.shared.wakeupNs)
}

func (q *cfs) takeOut(t *Task) {
	q.tree.remove(t)
	q.waiting--
	if q.skip == t {
		q.skip = nil
	}
}

// Leave takes a task that had a core out of the sums.
func (q *cfs) Leave(t *Task, _ bool, _ trace.Time) { q.forget(t) }

func (q *cfs) forget(t *Task) {
	q.members--
	q.load -= weightOf(t.Nice).value
	if q.putBack == t {
		q.putBack = nil
	}
	q.raiseFloor(nil)
}

// Charge counts what a task ran. (update_curr)
func (q *cfs) Charge(t *Task, ranNs int64, _ trace.Time) {
	t.fair.vruntime += weightOf(t.Nice).virtual(ranNs)
	t.fair.ranNs += ranNs
	q.raiseFloor(t)
}

// raiseFloor brings min_vruntime up to the least of the task that runs and the
// leftmost that waits. Where one queue serves several cores, the task just
// charged stands for all that run. (update_min_vruntime)
func (q *cfs) raiseFloor(runs *Task) {
	least := int64(math.MaxInt64)
	if runs != nil {
		least = runs.fair.vruntime
	}
	if q.tree.root != nil && (runs != nil || q.members == q.waiting) {
		least = min(least, q.tree.least())
	}
	if least != math.MaxInt64 {
		q.floor = max(q.floor, least)
	}
}

// SliceNs is without an end where ticks end slices, and for who is alone.
func (q *cfs) SliceNs(t *Task) int64 {
	if !q.shared.exact || q.members <= 1 {
		return Unlimited
	}
	return max(1, q.sliceFor(weightOf(t.Nice), q.members, q.load))
}

// Expire ends every exact slice.
func (q *cfs) Expire(*Task, trace.Time) bool { return true }

// Tick ends a slice that is used up. (check_preempt_tick)
func (q *cfs) Tick(t *Task, _ trace.Time) bool {
	if q.members <= 1 || q.tree.root == nil {
		return false
	}
	slice := q.sliceFor(weightOf(t.Nice), q.members, q.load)
	if t.fair.ranNs > slice {
		return true
	}
	return t.fair.ranNs >= q.shared.granularityNs && t.fair.vruntime-q.tree.least() > slice
}

// Preempts compares a task that has come with one that runs.
// (check_preempt_wakeup)
func (q *cfs) Preempts(comer, runs *Task, _ trace.Time) bool { return q.behind(comer, runs) }

// Reweigh changes a task's nice value. Its vruntime stays; only the future
// goes at another speed. (reweight_entity)
func (q *cfs) Reweigh(t *Task, change func(), _ trace.Time) {
	before := weightOf(t.Nice).value
	change()
	if t.fair.inTree || t.place == running && t.Class == Normal {
		q.load += weightOf(t.Nice).value - before
	}
}

// Standing orders the tasks that run: the one that is furthest ahead is the
// first to make way.
func (q *cfs) Standing(t *Task, _ trace.Time) int64 { return t.fair.vruntime }

func (q *cfs) Waiting() iter.Seq[*Task] { return q.tree.backwards() }
func (q *cfs) Len() int                 { return q.waiting }
