package node

import (
	"github.com/grafana/sobek"

	"timeslice/sim/trace"
)

// item is one thing that goes through the queues of a process: a callback to
// be called, with where it came from.
type item struct {
	number  int64
	what    string       // such as "setTimeout@hash.js:12"
	queued  trace.FactID // the fact of its coming into a queue
	call    func()       // calls JavaScript; runs on the main thread
	work    func(*fiber) // what a pool thread does for it
	context sobek.Value  // the asynchronous context it was made in
}

// newItem numbers an item.
func (n *Process) newItem(what string, call func()) *item {
	n.items++
	return &item{number: n.items, what: what, call: call, context: n.context}
}

// enter records that an item came into a queue, which now holds so many.
func (it *item) enter(n *Process, queue trace.Reason, waiting int) {
	it.queued = n.tell(trace.Fact{
		Kind: trace.KindEnqueue, Reason: queue, Object: int32(waiting),
		A: it.number, B: int64(n.machine.Intern(it.what)), Cause: it.queued,
	})
}

// leave records that an item left a queue, which now holds so many.
func (it *item) leave(n *Process, queue trace.Reason, waiting int) {
	it.queued = n.tell(trace.Fact{
		Kind: trace.KindDequeue, Reason: queue, Object: int32(waiting),
		A: it.number, B: int64(n.machine.Intern(it.what)), Cause: it.queued,
	})
}
