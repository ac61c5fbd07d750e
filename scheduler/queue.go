package scheduler

import (
	"iter"

	"timeslice/sim/trace"
)

// Arrival says how a task comes into a queue.
type Arrival uint8

// The ways into a queue.
const (
	Started   Arrival = iota // it is new
	Woken                    // what it waited for has come
	Expired                  // it ran, its slice is over
	Preempted                // it ran, a better one takes its core
	Yielded                  // it ran and gave way
	Moved                    // it comes from another core's queue, or back from being parked
)

// Unlimited is a slice without an end.
const Unlimited int64 = 0

// Queue is a policy at work on one run queue. It holds the tasks that wait;
// running ones it has handed out but still accounts for.
//
// Every method is told the instant, which never goes back.
type Queue interface {
	// Insert puts a task that can run into the queue, and sets its Key and
	// Key2. After Expired, Preempted and Yielded the task had been handed out
	// by this queue and not yet given up with Leave.
	Insert(t *Task, how Arrival, now trace.Time)
	// Remove takes out a task that waits here, without running it.
	Remove(t *Task, now trace.Time)
	// Next takes out the task that core shall run: the best of those that may
	// run there. It is nil when there is none.
	Next(core trace.CoreID, now trace.Time) (*Task, Rule)
	// Leave tells that a task handed out by this queue gave up its core and is
	// not ready any more (moved is false), or goes on in another queue.
	Leave(t *Task, moved bool, now trace.Time)
	// Charge tells that a task handed out by this queue ran for ranNs.
	Charge(t *Task, ranNs int64, now trace.Time)
	// SliceNs is how long the task may run before Expire is asked; Unlimited
	// if the policy has no such end.
	SliceNs(t *Task) int64
	// Expire is asked at the end of a slice, after Charge: must the task go
	// back to the queue? It is asked also when nobody waits, so that a policy
	// can keep its books; the answer counts only when somebody does.
	Expire(t *Task, now trace.Time) bool
	// Waiting yields the tasks that wait here, from the one that would have to
	// wait longest; balancing takes from its front. The queue must not be
	// changed meanwhile.
	Waiting() iter.Seq[*Task]
	// Len is the number of tasks that wait here.
	Len() int
}

// Rule says by what rule, and by what number, a task was chosen.
type Rule struct {
	Reason trace.Reason
	Number int64
}

// Preempter is a queue whose tasks may take the core of one that runs as soon
// as they come, without waiting for a slice to end.
type Preempter interface {
	// Preempts reports whether a task that waits here, and has just come,
	// takes the core of one that runs. Both have been charged up to now. It is
	// a strict order: nobody takes a core from one that took it, or would take
	// it, from him.
	Preempts(comer, runs *Task, now trace.Time) bool
}

// Ticker is a queue that looks at its running tasks at each tick of the
// machine's clock (HZ times a second), as Linux does.
type Ticker interface {
	// Tick is asked at a tick, after Charge: must the task go back to the
	// queue?
	Tick(t *Task, now trace.Time) bool
}

// Periodic is a queue that does something when time has come, such as lifting
// all tasks to the top level.
type Periodic interface {
	// Due is the first instant after now at which Period must be called, Never
	// if none is known. It may change whenever the queue does. It may pass
	// without the call if nobody was ready or running then.
	Due(now trace.Time) trace.Time
	// Period does what is due; running tasks have been charged up to now, and
	// their SliceNs is asked again afterwards. It calls improved for each
	// waiting task that must be compared with those that run.
	Period(now trace.Time, improved func(*Task))
}

// Reweighter is a queue that must know when a task's nice value, priority or
// tickets change while it waits or runs.
type Reweighter interface {
	// Reweigh makes the change by calling change.
	Reweigh(t *Task, change func(), now trace.Time)
}

// Ranker is a Preempter whose running tasks can be put in order by a number,
// so that with one queue for many cores the one that must make way first is
// found without looking at all.
type Ranker interface {
	// Standing is a running task's number; the greatest makes way first. It is
	// asked when the task is given a core and at its alarms. Two numbers asked
	// at different instants must still compare as the tasks do.
	Standing(t *Task, now trace.Time) int64
}

// Searcher is a queue whose Next looks at many tasks, one by one. It tells at how
// many, so that a run in which that is most of the work comes to its end.
type Searcher interface {
	// Looks is at how many tasks Next would look now.
	Looks() int
}

// Forgetter is a queue that may keep something of a task that left it.
type Forgetter interface {
	// Forget drops it: the task ended, was stopped, or goes elsewhere.
	Forget(t *Task, now trace.Time)
}

// Watcher hears of what the scheduler does besides answering.
type Watcher interface {
	// Migrated: a waiting task was moved to another core's queue.
	Migrated(t *Task, from, to trace.CoreID, why trace.Reason)
	// LevelChanged: a policy moved a task between its levels.
	LevelChanged(t *Task, from, to int, why trace.Reason)
	// Renewed: a running task's slice was over and it goes on for another, or
	// its slice has become longer.
	Renewed(t *Task, core trace.CoreID, waiting int, limitNs int64)
	// Throttled and Unthrottled: a ready task may not run, may run again.
	Throttled(t *Task, until trace.Time, why trace.Reason)
	Unthrottled(t *Task, why trace.Reason)
	// Refilled: a group's quota was filled up.
	Refilled(g *Group)
}
