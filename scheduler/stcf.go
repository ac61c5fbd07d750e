package scheduler

import (
	"iter"

	"timeslice/sim/trace"
)

// shortestLeft is shortest time to completion first (also: shortest remaining
// time first): as shortest job first, but a task that comes takes the core of
// one that has strictly more left of its burst. (OSTEP, chapter 7.)
//
// Ties: the running task keeps its core; of those that wait, the one that was
// made first, which is the one with the lower TID.
//
// Key and the dispatch's number are what is left of the burst in nanoseconds.
type shortestLeft struct{ tasks orderedTasks }

func newShortestLeft(*Config, Watcher) func() Queue {
	return func() Queue { return &shortestLeft{} }
}

func (q *shortestLeft) Insert(t *Task, _ Arrival, _ trace.Time) {
	t.Key, t.order = leftNs(t), int64(t.Thread)
	q.tasks.insert(t)
}

func (q *shortestLeft) Remove(t *Task, _ trace.Time) { q.tasks.remove(t) }

func (q *shortestLeft) Next(core trace.CoreID, _ trace.Time) (*Task, Rule) {
	t := q.tasks.firstFor(core)
	if t == nil {
		return nil, Rule{}
	}
	q.tasks.remove(t)
	return t, Rule{Reason: trace.ReasonShortestLeft, Number: t.Key}
}

func (q *shortestLeft) Preempts(comer, runs *Task, _ trace.Time) bool {
	return leftNs(comer) < leftNs(runs)
}

// Standing orders those that run by when they would be finished.
func (q *shortestLeft) Standing(t *Task, now trace.Time) int64 { return int64(now) + leftNs(t) }

// leftNs is what is left of a task's burst; one that was foretold too short
// keeps the core for what it still needs.
func leftNs(t *Task) int64 { return max(t.BurstNs, 0) }

func (q *shortestLeft) Leave(*Task, bool, trace.Time)   {}
func (q *shortestLeft) Charge(*Task, int64, trace.Time) {}
func (q *shortestLeft) SliceNs(*Task) int64             { return Unlimited }
func (q *shortestLeft) Expire(*Task, trace.Time) bool   { return false }
func (q *shortestLeft) Waiting() iter.Seq[*Task]        { return q.tasks.backwards() }
func (q *shortestLeft) Len() int                        { return q.tasks.count }
