package node

import (
	"github.com/grafana/sobek"
)

// machineBinding tells of the machine and the loop: clocks, cores, memory.
func (n *Process) machineBinding() sobek.Value {
	e := n.isolate.Engine
	return n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		// nowMs(): since the start, with a fraction.
		"nowMs":    func(sobek.FunctionCall) sobek.Value { return e.ToValue(float64(n.now()) / 1e6) },
		"originMs": func(sobek.FunctionCall) sobek.Value { return e.ToValue(float64(epochNs) / 1e6) },
		// startMs(): what the start of the process took.
		"startMs": func(sobek.FunctionCall) sobek.Value {
			return e.ToValue(float64(n.options.Costs.StartNs) / 1e6)
		},
		// idleMs(): how long the loop has waited in its poll phase.
		"idleMs": func(sobek.FunctionCall) sobek.Value { return e.ToValue(float64(n.loop.idleNs) / 1e6) },
		"cores":  func(sobek.FunctionCall) sobek.Value { return e.ToValue(n.machine.Cores()) },
	})
}
