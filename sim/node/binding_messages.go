package node

import (
	"github.com/grafana/sobek"

	"timeslice/sim/trace"
)

// messagesBinding brings messages between ports through the loop.
func (n *Process) messagesBinding() sobek.Value {
	return n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		// post(call): call is called in the poll phase, as a handle's wake-up.
		"post": func(c sobek.FunctionCall) sobek.Value {
			n.postMessage(n.function(c.Argument(0)))
			return nil
		},
		// hold(on): a port keeps the loop alive, or no longer.
		"hold": func(c sobek.FunctionCall) sobek.Value {
			if c.Argument(0).ToBoolean() {
				n.loop.refs++
			} else {
				n.loop.refs--
			}
			return nil
		},
		// closing(call): call is called in the phase of closing callbacks.
		"closing": func(c sobek.FunctionCall) sobek.Value {
			call := n.function(c.Argument(0))
			n.isolate.Settle()
			it := n.newItem(n.here("close"), func() { n.invoke(call, sobek.Undefined()) })
			n.loop.closing = append(n.loop.closing, it)
			it.enter(n, trace.ReasonCloseQueue, len(n.loop.closing))
			return nil
		},
		// immediate(call): call is called in the next check phase, if there is one.
		"immediate": func(c sobek.FunctionCall) sobek.Value {
			call := n.function(c.Argument(0))
			n.isolate.Settle()
			i := n.loop.immediates.add(n, n.here("close"), func() { n.invoke(call, sobek.Undefined()) })
			n.loop.immediates.setRef(i, false)
			return nil
		},
	})
}

// postMessage puts a message among what the next poll phase finds.
func (n *Process) postMessage(call sobek.Callable) {
	n.isolate.Settle()
	it := n.newItem(n.here("message"), func() { n.invoke(call, sobek.Undefined()) })
	n.loop.refs++
	n.loop.finished = append(n.loop.finished, it)
	it.enter(n, trace.ReasonFinishedQueue, n.loop.waiting())
}
