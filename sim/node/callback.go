package node

import "timeslice/sim/trace"

// callback calls JavaScript for an item, and runs ticks and microtasks after
// it until both queues are empty. (InternalCallbackScope)
func (n *Environment) callback(it *item) {
	n.perform(func() { n.call(it) })
	n.drain()
}

// perform runs an action as a turn: microtasks run when it returns. After one
// that failed, by an error that a listener of uncaughtException took, neither
// ticks nor microtasks run before the loop's next callback has run.
func (n *Environment) perform(action func()) {
	n.ticked = false
	n.async.wrote = [3]bool{}
	n.turn(func() {
		n.failed = false
		action()
		for n.failed {
			n.failed = false
			n.loop.following = nil // the function gives up (HTTPParser: got_exception_)
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
func (n *Environment) call(it *item) {
	n.fiber.compute(n.options.Costs.CallbackNs)
	n.loop.ticks.failed = false
	n.enter(it)
	if !n.failed {
		n.loop.ticks.run(n)
	}
}

// enter calls an item's function, in the context in which it was made.
func (n *Environment) enter(it *item) {
	begun := n.begin(it)
	n.context = it.context
	if it.resource != nil {
		n.enterScope(it.resource)
	}
	n.isolate.Beneath(it.beneath)
	it.call()
	n.isolate.Beneath(nil)
	if it.resource != nil && len(n.async.scopes) > 0 { // else an error went through it
		n.leaveScope(it.resource, nil)
	}
	if it.work != nil {
		n.active.end(it)
	}
	if !it.keeps {
		n.destroy(it.resource)
	}
	n.context = nil
	n.isolate.Settle()
	n.finish(it, begun)
}

// begin records that an item is called for, and finish that the call is over.
// What happens between them was caused by it.
func (n *Environment) begin(it *item) trace.FactID {
	what := int64(n.machine.Intern(it.what))
	begun := n.tell(trace.Fact{Kind: trace.KindCallback, A: it.number, B: what, Cause: it.queued})
	n.calls = append(n.calls, call{begun, it})
	return begun
}

func (n *Environment) finish(it *item, begun trace.FactID) {
	n.calls = n.calls[:len(n.calls)-1]
	n.tell(trace.Fact{Kind: trace.KindCallbackEnd, A: it.number, B: int64(n.machine.Intern(it.what)), Cause: begun})
}

// call is a callback that has not returned.
type call struct {
	begun trace.FactID
	item  *item
}

// cause is the callback that runs, the innermost; no fact between callbacks.
func (n *Environment) cause() trace.FactID {
	if len(n.calls) == 0 {
		return trace.NoFact
	}
	return n.calls[len(n.calls)-1].begun
}

// turn calls body in a turn of the isolate: microtasks run when it returns.
func (n *Environment) turn(body func()) {
	if err := n.isolate.Turn(body); err != nil {
		n.uncaught(err)
	}
	n.seeToLast()
	for len(n.async.later) > 0 {
		if err := n.isolate.Turn(n.callLater); err != nil {
			n.uncaught(err)
		}
	}
	n.isolate.Settle()
}

// drain goes on with ticks and microtasks while there are ticks, and then sees
// to rejected promises that nobody handles. (processTicksAndRejections)
func (n *Environment) drain() {
	for {
		for len(n.loop.ticks.queue) > 0 {
			n.perform(func() { n.loop.ticks.run(n) })
		}
		if !n.hooks.rejections(n) {
			return
		}
	}
}
