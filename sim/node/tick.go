package node

import (
	"github.com/grafana/sobek"

	"timeslice/sim/node/js"
	"timeslice/sim/trace"
)

// ticks is the queue of process.nextTick: all of it runs before the loop, or a
// microtask, goes on.
type ticks struct {
	queue  []*item
	failed bool // they ran last, and one of them failed
}

// microtasksAfterTicks is what is below a microtask in a stack when ticks ran
// before it: the function that runs them runs microtasks too. Without ticks
// they are run by no JavaScript. (processTicksAndRejections, and
// InternalCallbackScope::Close of src/api/callback.cc)
var microtasksAfterTicks = js.Beneath{Calls: []string{"process.processTicksAndRejections (node:internal/process/task_queues:95:5)"}}

// tickCalls is what is below a tick in a stack, by the number of its arguments:
// each has a line of its own in Node. (processTicksAndRejections)
var tickCalls = [...]js.Beneath{
	{Calls: []string{"process.processTicksAndRejections (node:internal/process/task_queues:77:11)"}},
	{Calls: []string{"process.processTicksAndRejections (node:internal/process/task_queues:81:21)"}},
	{Calls: []string{"process.processTicksAndRejections (node:internal/process/task_queues:82:21)"}},
	{Calls: []string{"process.processTicksAndRejections (node:internal/process/task_queues:83:21)"}},
	{Calls: []string{"process.processTicksAndRejections (node:internal/process/task_queues:84:21)"}},
	{Calls: []string{"process.processTicksAndRejections (node:internal/process/task_queues:85:22)"}},
}

// addCall puts a call of a function into the queue. (process.nextTick)
func (q *ticks) addCall(n *Environment, function sobek.Value, arguments []sobek.Value) {
	call := n.function(function)
	n.isolate.Settle()
	it := n.newItem(n.here("nextTick"), func() { n.invoke(call, sobek.Undefined(), arguments...) },
		append(arguments, function)...)
	it.beneath = &tickCalls[min(len(arguments), len(tickCalls)-1)]
	it.resource = &resource{id: n.async.newID(), trigger: n.executionID(), kind: "TickObject", context: n.context}
	if n.async.hooks.init != nil {
		it.resource.object = n.tickObject(it.resource, function, arguments)
		n.initialized(it.resource)
	}
	q.add(n, it)
}

// tickObject is what hooks are shown of a tick.
func (n *Environment) tickObject(r *resource, function sobek.Value, arguments []sobek.Value) sobek.Value {
	e := n.isolate.Engine
	o := e.NewObject()
	_ = o.SetSymbol(n.symbols().asyncID, r.id)
	_ = o.SetSymbol(n.symbols().triggerID, r.trigger)
	_ = o.Set("callback", function)
	_ = o.Set("args", sobek.Undefined())
	if len(arguments) > 0 {
		_ = o.Set("args", e.NewArray(anys(arguments)...))
	}
	return o
}

func (q *ticks) add(n *Environment, it *item) {
	q.queue = append(q.queue, it)
	it.enter(n, trace.ReasonTickQueue)
}

// run calls all that is in the queue, and what is added meanwhile, unless one
// fails.
func (q *ticks) run(n *Environment) {
	for len(q.queue) > 0 && !n.failed {
		n.ticked = true
		it := q.queue[0]
		q.queue = q.queue[1:]
		it.leave(n, trace.ReasonTickQueue)
		n.enter(it)
	}
	q.failed = n.failed
	if n.async.wrote != [3]bool{} { // these were ticks too
		n.ticked = true
		n.async.wrote = [3]bool{}
	}
}

// wroteStream counts the tick in which a stream is told that what was written
// to it is gone; only hooks ever see that it runs.
func (n *Environment) wroteStream(descriptor int) {
	if n.async.wrote[descriptor] {
		return
	}
	n.async.wrote[descriptor] = true
	if !n.async.hooks.any {
		n.async.newID()
		return
	}
	it := n.newItem(n.here("afterWrite"), func() {})
	it.resource = n.newResource("TickObject")
	n.isolate.Settle()
	n.loop.ticks.add(n, it)
}
