package node

import "timeslice/sim/trace"

// ticks is the queue of process.nextTick: all of it runs before the loop, or a
// microtask, goes on.
type ticks struct{ queue []*item }

func (q *ticks) add(n *Process, it *item) {
	q.queue = append(q.queue, it)
	it.enter(n, trace.ReasonTickQueue, len(q.queue))
}

// run calls all that is in the queue, and what is added meanwhile, unless one
// fails.
func (q *ticks) run(n *Process) {
	for len(q.queue) > 0 && !n.failed {
		it := q.queue[0]
		q.queue = q.queue[1:]
		it.leave(n, trace.ReasonTickQueue, len(q.queue))
		n.enter(it)
	}
}
