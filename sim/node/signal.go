package node

import (
	"github.com/grafana/sobek"

	"timeslice/sim"
)

// takeSignals makes callbacks of the signals the process has caught. libuv
// writes them into a pipe, so they come in the poll phase, before the work
// that is finished.
func (n *Process) takeSignals() {
	var caught []*item
	for {
		s, ok := n.process.TakeSignal()
		if !ok {
			break
		}
		name := s.String()
		caught = append(caught, n.newItem(name, func() { n.emit(name, name, int(s)) }))
	}
	n.loop.polled = append(caught, n.loop.polled...)
}

// listen says whether the script wants to be told of a signal.
func (n *Process) listen(s sim.Signal, listens bool) {
	disposition := sim.Default
	if listens {
		disposition = sim.Catch
	}
	n.isolate.Settle()
	n.main.do(&sim.Handle{Signal: s, Disposition: disposition})
}

// asyncBinding holds the context that follows callbacks.
func (n *Process) asyncBinding() sobek.Value {
	return n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		"get": func(sobek.FunctionCall) sobek.Value {
			if n.context == nil {
				return sobek.Undefined()
			}
			return n.context
		},
		"set": func(c sobek.FunctionCall) sobek.Value {
			n.context = c.Argument(0)
			if sobek.IsUndefined(n.context) {
				n.context = nil
			}
			return nil
		},
	})
}
