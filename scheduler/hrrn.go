package scheduler

import (
	"iter"
	"math/bits"

	"timeslice/sim/trace"
)

// highestRatio is highest response ratio next: when a core is free, the task
// runs whose response ratio (waited + burst) / burst is the highest, until it
// blocks or ends. Short tasks go first, as in shortest job first, but the ratio
// of a long one grows while it waits, so nobody starves. (Brinch Hansen, 1971.)
//
// Ties: order of coming.
//
// Key is the instant since which the task waits and Key2 its burst, from which
// the ratio at any instant follows. The dispatch's number is the ratio, in
// thousandths. Finding the highest looks at everybody who waits, as the order
// changes while nothing happens.
type highestRatio struct {
	list  taskList
	heads taskList // those that a real-time task interrupted
}

func newHighestRatio(*Config, Watcher) func() Queue {
	return func() Queue { return &highestRatio{} }
}

func (q *highestRatio) Insert(t *Task, how Arrival, now trace.Time) {
	t.Key, t.Key2 = int64(now), max(t.BurstNs, 1)
	if t.pushedOff = how == Preempted; t.pushedOff {
		q.heads.pushFront(t)
	} else {
		q.list.pushBack(t)
	}
}

func (q *highestRatio) Remove(t *Task, _ trace.Time) {
	if t.pushedOff {
		q.heads.remove(t)
	} else {
		q.list.remove(t)
	}
}

func (q *highestRatio) Next(core trace.CoreID, now trace.Time) (*Task, Rule) {
	best := q.heads.firstFor(core)
	if best == nil {
		for t := q.list.head; t != nil; t = t.next {
			if t.MayRunOn(core) && (best == nil || higherRatio(t, best, now)) {
				best = t
			}
		}
	}
	if best == nil {
		return nil, Rule{}
	}
	q.Remove(best, now)
	waitedNs := min(int64(now)-best.Key, 1<<50) // two weeks: the ratio stays a number
	return best, Rule{Reason: trace.ReasonFirstInOrder, Number: 1000 + scale(waitedNs, 1000, best.Key2)}
}

// higherRatio compares waited/burst of two tasks without dividing.
func higherRatio(a, b *Task, now trace.Time) bool {
	high, low := bits.Mul64(uint64(int64(now)-a.Key), uint64(b.Key2))
	highOther, lowOther := bits.Mul64(uint64(int64(now)-b.Key), uint64(a.Key2))
	return high > highOther || high == highOther && low > lowOther
}

func (q *highestRatio) Leave(*Task, bool, trace.Time)   {}
func (q *highestRatio) Charge(*Task, int64, trace.Time) {}
func (q *highestRatio) SliceNs(*Task) int64             { return Unlimited }
func (q *highestRatio) Expire(*Task, trace.Time) bool   { return false }
func (q *highestRatio) Len() int                        { return q.list.count + q.heads.count }
func (q *highestRatio) Looks() int                      { return q.list.count }

// Waiting yields the latest comer first.
func (q *highestRatio) Waiting() iter.Seq[*Task] {
	return bothOf(q.list.backwards(), q.heads.backwards())
}
