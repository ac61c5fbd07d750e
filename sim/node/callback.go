package node

import (
	"github.com/grafana/sobek"

	"timeslice/sim/trace"
)

// callback calls JavaScript for an item, and runs ticks and microtasks after
// it until both queues are empty. (InternalCallbackScope)
func (n *Process) callback(it *item) {
	n.perform(func() { n.call(it) })
	n.drain()
}

// perform runs an action as a turn: microtasks run when it returns. After one
// that failed, by an error that a listener of uncaughtException took, neither
// ticks nor microtasks run before the loop's next callback has run.
func (n *Process) perform(action func()) {
	n.turn(func() {
		n.failed = false
		action()
		for n.failed {
			n.failed = false
			n.loop.behind = true
			it := n.loop.next(n)
			n.loop.behind = false
			if it == nil {
				return
			}
			n.call(it)
		}
	})
}

// call calls an item's function, and the ticks after it if it has not failed.
func (n *Process) call(it *item) {
	n.main.compute(n.options.Costs.CallbackNs)
	n.enter(it)
	if !n.failed {
		n.loop.ticks.run(n)
	}
}

// enter calls an item's function, in the context in which it was made.
func (n *Process) enter(it *item) {
	what := int64(n.machine.Intern(it.what))
	begun := n.tell(trace.Fact{Kind: trace.KindCallback, A: it.number, B: what, Cause: it.queued})
	n.context = it.context
	it.call()
	n.context = nil
	n.isolate.Settle()
	n.tell(trace.Fact{Kind: trace.KindCallbackEnd, A: it.number, B: what, Cause: begun})
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
			n.perform(func() { n.loop.ticks.run(n) })
		}
		if !n.hooks.rejections(n) {
			return
		}
	}
}

// The engine lets the context of what is going on follow promises. (Contexts
// are made by lib/async_hooks.js; nil is none.)

// Grab is the context of a promise's reaction that comes into being.
func (n *Process) Grab() any { return n.context }

// Resumed is called before a reaction runs.
func (n *Process) Resumed(context any) { n.context, _ = context.(sobek.Value) }

// Exited is called after it.
func (n *Process) Exited() { n.context = nil }
