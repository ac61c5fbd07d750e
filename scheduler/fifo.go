package scheduler

import (
	"iter"

	"timeslice/sim/trace"
)

// fifo is first come, first served: the task that has been ready for longest
// runs, until it blocks or ends. Ties: order of coming, which is the order of
// TIDs for tasks that arrive or wake at one instant. (OSTEP, chapter 7.)
//
// Key and the dispatch's number are the instant since which the task has its
// place in the queue.
type fifo struct{ list taskList }

func newFIFO(*Config, Watcher) func() Queue {
	return func() Queue { return &fifo{} }
}

// Insert puts a task at the tail; one that a real-time task pushed off its
// core goes on first.
func (q *fifo) Insert(t *Task, how Arrival, now trace.Time) {
	if how == Preempted {
		q.list.pushFront(t)
	} else {
		t.Key = int64(now)
		q.list.pushBack(t)
	}
}

func (q *fifo) Remove(t *Task, _ trace.Time) { q.list.remove(t) }

func (q *fifo) Next(core trace.CoreID, _ trace.Time) (*Task, Rule) {
	t := q.list.firstFor(core)
	if t == nil {
		return nil, Rule{}
	}
	q.list.remove(t)
	return t, Rule{Reason: trace.ReasonHeadOfQueue, Number: t.Key}
}

func (q *fifo) Leave(*Task, bool, trace.Time)   {}
func (q *fifo) Charge(*Task, int64, trace.Time) {}
func (q *fifo) SliceNs(*Task) int64             { return Unlimited }
func (q *fifo) Expire(*Task, trace.Time) bool   { return false }
func (q *fifo) Waiting() iter.Seq[*Task]        { return q.list.backwards() }
func (q *fifo) Len() int                        { return q.list.count }
