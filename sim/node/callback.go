package node

import (
	"timeslice/sim/trace"
)

// callback calls JavaScript for an item, and runs ticks and microtasks after
// it until both queues are empty. (InternalCallbackScope)
func (n *Process) callback(it *item, call func()) {
	n.main.compute(n.options.Costs.CallbackNs)
	begun := n.tell(trace.Fact{
		Kind: trace.KindCallback, A: it.number, B: int64(n.machine.Intern(it.what)), Cause: it.queued,
	})
	n.turn(func() {
		call()
		n.isolate.Settle()
		n.tell(trace.Fact{
			Kind: trace.KindCallbackEnd, A: it.number, B: int64(n.machine.Intern(it.what)), Cause: begun,
		})
		n.loop.ticks.run(n)
	})
	n.drain()
}

// turn calls body in a turn of the isolate: microtasks run when it returns.
func (n *Process) turn(body func()) {
	if err := n.isolate.Turn(body); err != nil {
		n.uncaught(err)
	}
	n.isolate.Settle()
}

// drain goes on with ticks and microtasks while there are ticks, and then sees
// to rejected promises that nobody handles. (processTicksAndRejections)
func (n *Process) drain() {
	for {
		for len(n.loop.ticks.queue) > 0 {
			n.turn(func() { n.loop.ticks.run(n) })
		}
		if !n.hooks.rejections(n) {
			return
		}
	}
}
