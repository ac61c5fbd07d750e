package node

import (
	"github.com/grafana/sobek"

	"timeslice/sim/node/js"
	"timeslice/sim/trace"
)

// item is one thing that goes through the queues of a process: a callback to
// be called, with where it came from.
type item struct {
	number          int64
	environment     *Environment // whose loop calls it
	what            string       // such as "setTimeout@hash.js:12"
	queued          trace.FactID // the fact of its coming into a queue
	left            trace.FactID // the fact of its leaving the last
	submittedAt     trace.Time   // when it was given to the pool
	begunAt, doneAt trace.Time   // when a thread of the pool began and had done its work
	worker          trace.ThreadID
	call            func()        // calls JavaScript; runs on the thread of the environment
	work            func(*fiber)  // what a pool thread does for it
	context         sobek.Value   // the asynchronous context it was made in
	holds           []sobek.Value // what call needs, so that a census sees it

	beneath  *js.Beneath // what Node has below the callback in a stack
	resource *resource   // what its callback belongs to; nil for nothing that a script knows
	keeps    bool        // the resource is not destroyed when the callback has returned
}

// newItem numbers an item. What its function holds must be named, so that it
// counts as reachable.
func (n *Environment) newItem(what string, call func(), holds ...sobek.Value) *item {
	n.items++
	return &item{number: n.items, environment: n, what: what, call: call, context: n.context, holds: holds}
}

// follow lets the callback that runs be followed by another one of the same
// function of Node's, as soon as ticks and microtasks have run after it.
func (n *Environment) follow(call func(), holds ...sobek.Value) {
	now := n.calls[len(n.calls)-1].item
	it := n.newItem(now.what, call, holds...)
	it.resource, it.keeps, it.context, it.queued = now.resource, true, now.context, n.cause()
	n.loop.following = append(n.loop.following, it)
}

// enter records that an item came into a queue.
//
// The cause is where the item was before; of a new one, the callback that made
// it.
func (it *item) enter(n *Environment, queue trace.Reason) {
	if it.queued == trace.NoFact {
		it.queued = n.cause()
	}
	it.queued = n.tell(trace.Fact{
		Kind: trace.KindEnqueue, Reason: queue, Object: n.queued.change(queue, 1),
		A: it.number, B: int64(n.machine.Intern(it.what)), Cause: it.queued,
	})
}

// leave records that an item left a queue.
func (it *item) leave(n *Environment, queue trace.Reason) {
	it.queued = n.tell(trace.Fact{
		Kind: trace.KindDequeue, Reason: queue, Object: n.queued.change(queue, -1),
		A: it.number, B: int64(n.machine.Intern(it.what)), Cause: it.queued,
	})
	it.left = it.queued
}

// queued is how many items each of a process's queues holds, of all its threads
// together.
type queued [1 << 8]int32

// change is how many there are after a change.
func (q *queued) change(queue trace.Reason, by int32) int32 {
	q[queue] += by
	return q[queue]
}
