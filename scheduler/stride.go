package scheduler

import (
	"iter"
	"math/bits"

	"timeslice/sim/trace"
)

// stride is the lottery without chance: each task has a pass, the lowest runs,
// and a quantum adds its stride to it, which is a big constant over its
// tickets. (Waldspurger and Weihl, Stride Scheduling, 1995; OSTEP, chapter 9.)
//
// The pass moves at the end of a turn: when the quantum is used up or the task
// blocks or gives way, and then by the part of the stride that it used. A
// newcomer starts at the current minimum: the lowest pass of those that wait
// and run, or that of the last to leave if there is nobody. A task that wakes
// goes on with its own pass but not with less than the minimum, so that nobody
// can save up CPU time by sleeping, nor needs to pay later for what it used
// long ago. In another core's queue, where passes count differently, a task
// keeps its distance from the minimum.
//
// Ties: the lower TID. A task that lost its core to a real-time task is in the
// middle of its turn: its pass has not moved, and it stands before its equals.
//
// Key and the dispatch's number are the pass.
type stride struct {
	waiting   orderedTasks
	running   orderedTasks
	lastPass  int64 // the minimum while there is nobody
	quantumNs int64
}

// strideOne is the stride of a task with one ticket: OSTEP's 10,000, and six
// digits more so that little is lost when it is divided. A pass stays a number
// for 900 million quanta of such a task.
const strideOne = 10_000_000_000

func newStride(config *Config, _ Watcher) func() Queue {
	return func() Queue { return &stride{quantumNs: config.QuantumNs} }
}

func (q *stride) Insert(t *Task, how Arrival, _ trace.Time) {
	t.order = int64(t.Thread)
	switch how {
	case Expired, Yielded:
		q.running.remove(t)
		q.endTurn(t)
	case Preempted:
		q.running.remove(t)
		t.order -= maxTickets // before all that have not lost a core
	default:
		q.enter(t, how)
	}
	q.hold(&q.waiting, t)
}

// enter gives a pass by this queue's count to a task that comes from outside.
func (q *stride) enter(t *Task, how Arrival) {
	minimum := q.minimum()
	switch {
	case how == Started || t.home == nil:
		t.usedNs, t.pass = 0, minimum
	case t.home == q:
		t.pass = max(t.pass, minimum)
	default:
		t.pass = minimum + max(t.pass-t.home.minimum(), 0)
	}
	t.home = q
}

func (q *stride) hold(where *orderedTasks, t *Task) {
	t.Key = t.pass
	where.insert(t)
}

func (q *stride) Remove(t *Task, _ trace.Time) {
	q.waiting.remove(t)
	q.lastPass = t.pass
}

func (q *stride) Next(core trace.CoreID, _ trace.Time) (*Task, Rule) {
	t := q.waiting.firstFor(core)
	if t == nil {
		return nil, Rule{}
	}
	q.waiting.remove(t)
	t.order = int64(t.Thread) // by which Insert finds it again, however it came here
	q.running.insert(t)
	return t, Rule{Reason: trace.ReasonLowestPass, Number: t.pass}
}

func (q *stride) Leave(t *Task, _ bool, _ trace.Time) {
	q.running.remove(t)
	q.endTurn(t)
	q.lastPass = t.pass
}

// minimum is the current minimum pass.
func (q *stride) minimum() int64 {
	first, runs := q.waiting.first(), q.running.first()
	switch {
	case first == nil && runs == nil:
		return q.lastPass
	case first == nil:
		return runs.pass
	case runs == nil:
		return first.pass
	}
	return min(first.pass, runs.pass)
}

func (q *stride) Charge(t *Task, ranNs int64, _ trace.Time) { t.usedNs += ranNs }

func (q *stride) Expire(t *Task, _ trace.Time) bool {
	q.running.remove(t)
	q.endTurn(t)
	q.hold(&q.running, t)
	return true
}

// endTurn moves the pass by what was used of the quantum.
func (q *stride) endTurn(t *Task) {
	t.pass += scale(strideOne/min(tickets(t), strideOne), t.usedNs, q.quantumNs)
	t.usedNs = 0
}

// scale is n·numerator/denominator, rounded down, for numbers that are not
// negative and a result that is a number.
func scale(n, numerator, denominator int64) int64 {
	high, low := bits.Mul64(uint64(n), uint64(numerator))
	quotient, _ := bits.Div64(high, low, uint64(denominator))
	return int64(quotient)
}

// Reweigh changes a task's tickets. What it has used so far counts by the old
// ones; its distance from the minimum, which it has still to wait, shrinks as
// its tickets grow.
func (q *stride) Reweigh(t *Task, change func(), _ trace.Time) {
	switch {
	case t.Class != Normal:
		change()
	case t.place == running:
		q.reweigh(&q.running, t, change)
	case t.place == waiting:
		q.reweigh(&q.waiting, t, change)
	default:
		change()
	}
}

func (q *stride) reweigh(where *orderedTasks, t *Task, change func()) {
	where.remove(t)
	q.endTurn(t)
	old := tickets(t)
	change()
	if minimum := q.minimum(); t.pass > minimum {
		t.pass = minimum + scale(t.pass-minimum, old, tickets(t))
	}
	q.hold(where, t)
}

func (q *stride) SliceNs(*Task) int64      { return q.quantumNs }
func (q *stride) Waiting() iter.Seq[*Task] { return q.waiting.backwards() }
func (q *stride) Len() int                 { return q.waiting.count }
