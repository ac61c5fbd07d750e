package scheduler

import (
	"iter"

	"timeslice/sim/trace"
)

// priority runs the task with the best priority, 0 before 1 before 2. One that
// comes and is strictly better takes the core of the worst at once; equals
// take turns of a quantum. (Silberschatz, Operating System Concepts, chapter 5.)
//
// Without ageing a task may wait for ever. With it, a task gets AgeingStep
// better for each AgeingNs that it waits, at best 0, and stands at the tail of
// its new priority. What it won by waiting it keeps until its turn is over:
// until its quantum is used up, or it blocks or gives way. Were it lost sooner,
// the next one to come could take the core before anything was done, again and
// again. A turn that a better task interrupts is not over: the task stays at
// the head of its priority with the rest of its quantum, and begins a new wait.
//
// Ties: order of coming to the priority in force; in an instant, ageing comes
// before those that wake, these before those that arrive, then the quanta that
// end.
//
// Key and the dispatch's number are the priority in force, which a level fact
// changes; Key2 is the task's own.
type priority struct {
	tasks     orderedTasks // by priority in force, then order of coming to it
	growing   taskList     // those that wait and can get better, the soonest first
	head      int64        // the order of the next to stand before all of its priority
	tail      int64        // and behind them
	quantumNs int64
	ageingNs  int64
	step      int
	watch     Watcher
}

func newPriority(config *Config, watch Watcher) func() Queue {
	return func() Queue {
		return &priority{
			quantumNs: config.QuantumNs, ageingNs: config.AgeingNs,
			step: max(config.AgeingStep, 1), watch: watch,
		}
	}
}

func (q *priority) Insert(t *Task, how Arrival, now trace.Time) {
	switch {
	case how == Started || t.own != t.Priority || t.agesAt == 0: // it is new, or new as what it is
		t.own, t.level = t.Priority, t.Priority
	case how == Woken || how == Expired || how == Yielded:
		q.endTurn(t)
	}
	if how == Preempted {
		q.head--
		q.put(t, q.head, now)
	} else {
		q.tail++
		q.put(t, q.tail, now)
	}
}

// put lets a task wait at its priority in force, in a place among its equals.
func (q *priority) put(t *Task, order int64, now trace.Time) {
	t.Key, t.Key2, t.order = int64(t.level), int64(t.Priority), order
	q.tasks.insert(t)
	t.agesAt = trace.Never
	if q.ageingNs > 0 && t.level > 0 {
		// Everybody waits for the same time, so the order of coming is the
		// order of getting better.
		t.agesAt = now + trace.Time(q.ageingNs)
		q.growing.pushBack(t)
	}
}

func (q *priority) Remove(t *Task, _ trace.Time) {
	q.tasks.remove(t)
	if t.agesAt != trace.Never {
		q.growing.remove(t)
	}
}

func (q *priority) Next(core trace.CoreID, now trace.Time) (*Task, Rule) {
	t := q.tasks.firstFor(core)
	if t == nil {
		return nil, Rule{}
	}
	q.Remove(t, now)
	return t, Rule{Reason: trace.ReasonHighestPriority, Number: t.Key}
}

func (q *priority) Preempts(comer, runs *Task, _ trace.Time) bool {
	return comer.level < runs.level
}

// Standing orders those that run by their priority in force.
func (q *priority) Standing(t *Task, _ trace.Time) int64 { return int64(t.level) }

func (q *priority) Expire(t *Task, _ trace.Time) bool {
	q.endTurn(t)
	return true
}

// endTurn takes from a task what it won by waiting.
func (q *priority) endTurn(t *Task) { q.setLevel(t, t.Priority, trace.ReasonTurnOver) }

func (q *priority) setLevel(t *Task, level int, why trace.Reason) {
	if from := t.level; from != level {
		t.level = level
		q.watch.LevelChanged(t, from, level, why)
	}
}

// Due is when the one that has waited for longest gets better.
func (q *priority) Due(trace.Time) trace.Time {
	if q.growing.head == nil {
		return trace.Never
	}
	return q.growing.head.agesAt
}

// Period lets those get better whose time has come. They may then take a core,
// as if they had just come.
func (q *priority) Period(now trace.Time, improved func(*Task)) {
	for t := q.growing.head; t != nil && t.agesAt <= now; t = q.growing.head {
		q.Remove(t, now)
		q.setLevel(t, max(t.level-q.step, 0), trace.ReasonAgeing)
		q.tail++
		q.put(t, q.tail, now)
		improved(t)
	}
}

// Reweigh gives a task another priority of its own, which is in force at once.
// One that waits goes to the tail of it.
func (q *priority) Reweigh(t *Task, change func(), now trace.Time) {
	waits := t.place == waiting && t.Class == Normal
	if waits {
		q.Remove(t, now)
	}
	change()
	t.own, t.level = t.Priority, t.Priority
	if waits {
		q.tail++
		q.put(t, q.tail, now)
	}
}

func (q *priority) Leave(*Task, bool, trace.Time)   {}
func (q *priority) Charge(*Task, int64, trace.Time) {}
func (q *priority) SliceNs(*Task) int64             { return q.quantumNs }
func (q *priority) Waiting() iter.Seq[*Task]        { return q.tasks.backwards() }
func (q *priority) Len() int                        { return q.tasks.count }
