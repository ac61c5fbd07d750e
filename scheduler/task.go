package scheduler

import "timeslice/sim/trace"

// Class is the scheduling class of a thread. A ready thread of the real-time
// class always runs before every thread of the normal class.
type Class uint8

// The classes, as in sched(7).
const (
	Normal        Class = iota // the machine's policy decides
	RealTimeFIFO               // SCHED_FIFO: runs until it blocks or a higher priority comes
	RealTimeRobin              // SCHED_RR: as FIFO, with turns inside a priority
)

// Task is a thread as the scheduler sees it. Exported fields say what it is,
// and are set by the machine; the rest is the scheduler's own.
//
// What every turn on a core touches stands at the front, in two cache lines:
// with many threads the busiest loops are bound by the memory they touch.
type Task struct {
	Thread    trace.ThreadID
	LastCore  trace.CoreID // where it ran last, or NoCore
	core      trace.CoreID // where it runs, while it does
	Class     Class
	place     place
	moved     bool  // it waits in another queue than the watcher was told
	throttled bool  // the watcher was told that it may not run
	held      bool  // it is among those that may have to wait for the real-time class's next period
	pushedOff bool  // it lost its core to a real-time task, for policies that then let it go on first
	next      *Task // neighbours in a list
	before    *Task
	queue     *runQueue // the queue it waits in or runs from
	ranNs     int64     // CPU time in its present slice
	Allowed   CoreSet   // the cores it may run on; nil for all

	// Key and Key2 are what the policy orders it by, for the record: they are
	// set when it is inserted into a queue.
	Key, Key2 int64

	order   int64      // breaks ties of Key in a queue
	Group   *Group     // whose CPU quota it uses; nil for none
	BurstNs int64      // CPU time it needs until it next blocks, for SJF and STCF
	LastRan trace.Time // when it last gave up a core
	ReadyAt trace.Time // when it last became ready or was put back

	Arrival  trace.Time // when it was made
	Nice     int        // -20 (much) to 19 (little)
	Tickets  int64      // its share, for lottery and stride
	Priority int        // for the priority policy: 0 is the best; for real time: 1 to 99, 99 is the best
	SliceNs  int64      // a slice of its own, for EEVDF; 0 for the policy's

	level      int        // priority in force, or level of the multi-level feedback queue
	own        int        // its own priority, when it was last in force
	agesAt     trace.Time // when its priority in force gets better, Never if it does not; 0 at first
	beforeNs   int64      // CPU time in its present slice before its quantum began
	usedNs     int64      // of its allotment, or since its pass last moved
	boosts     int64      // how many boosts it knows of
	pass       int64      // of stride
	home       *stride    // by whose count
	restricted bool       // it counts as one that may not run everywhere, for the lottery

	left, right *Task  // neighbours in an ordered tree
	rank        uint64 // its height there
	weight      int64  // what it counts there
	weightBelow int64  // the weight of all below it and its own
	fair        fairState

	groupIndex int        // its place among those of its group that wait
	parkedAt   trace.Time // since when it is parked
}

// place is where the scheduler has a task.
type place uint8

const (
	away    place = iota // blocked, stopped, not started or ended
	waiting              // in a queue
	running              // on a core
	parked               // ready, but its quota is used up
)

// Ready reports whether the task waits for a core.
func (t *Task) Ready() bool { return t.place == waiting || t.place == parked }

// Queue returns the core whose queue the task waits in or runs from, NoCore
// for the central queue.
func (t *Task) Queue() trace.CoreID {
	if t.queue == nil {
		return trace.NoCore
	}
	return t.queue.core
}

// MayRunOn reports whether the task's affinity allows a core.
func (t *Task) MayRunOn(core trace.CoreID) bool {
	return t.Allowed == nil || t.Allowed.Has(core)
}
