package scheduler

import (
	"iter"

	"timeslice/sim/trace"
)

// shortestFirst is shortest job first: the task with the least CPU time to use
// before it next blocks runs, and keeps the core until then. It can starve
// long tasks, and it needs to know the future: the program must say how long
// its burst is. (OSTEP, chapter 7.)
//
// Ties: the task that was made first, which is the one with the lower TID.
//
// Key and the dispatch's number are the length of the burst in nanoseconds; for
// a burst that goes on, the number is the instant at which it was interrupted.
type shortestFirst struct {
	tasks orderedTasks
	// pushedOff is who lost the core to a real-time task in the middle of a
	// burst. As nothing may interrupt a burst here, they go on first.
	pushedOff taskList
}

func newShortestFirst(*Config, Watcher) func() Queue {
	return func() Queue { return &shortestFirst{} }
}

func (q *shortestFirst) Insert(t *Task, how Arrival, _ trace.Time) {
	t.Key, t.order = max(t.BurstNs, 0), int64(t.Thread)
	if t.pushedOff = how == Preempted; t.pushedOff {
		q.pushedOff.pushFront(t)
	} else {
		q.tasks.insert(t)
	}
}

func (q *shortestFirst) Remove(t *Task, _ trace.Time) {
	if t.pushedOff {
		q.pushedOff.remove(t)
	} else {
		q.tasks.remove(t)
	}
}

func (q *shortestFirst) Next(core trace.CoreID, now trace.Time) (*Task, Rule) {
	if t := q.pushedOff.firstFor(core); t != nil {
		q.pushedOff.remove(t)
		return t, Rule{Reason: trace.ReasonHeadOfQueue, Number: int64(t.ReadyAt)}
	}
	t := q.tasks.firstFor(core)
	if t == nil {
		return nil, Rule{}
	}
	q.tasks.remove(t)
	return t, Rule{Reason: trace.ReasonShortestBurst, Number: t.Key}
}

func (q *shortestFirst) Leave(*Task, bool, trace.Time)   {}
func (q *shortestFirst) Charge(*Task, int64, trace.Time) {}
func (q *shortestFirst) SliceNs(*Task) int64             { return Unlimited }
func (q *shortestFirst) Expire(*Task, trace.Time) bool   { return false }
func (q *shortestFirst) Waiting() iter.Seq[*Task] {
	return bothOf(q.tasks.backwards(), q.pushedOff.backwards())
}
func (q *shortestFirst) Len() int { return q.tasks.count + q.pushedOff.count }
