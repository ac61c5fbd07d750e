package node

import (
	"github.com/grafana/sobek"

	"timeslice/sim"
	"timeslice/sim/trace"
)

// machineBinding tells of the machine and the loop: clocks, cores, memory.
func (n *Environment) machineBinding() sobek.Value {
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
		// loopStartMs() and loopExitMs(): -1 before.
		"loopStartMs": func(sobek.FunctionCall) sobek.Value { return e.ToValue(n.loop.startedMs()) },
		"loopExitMs":  func(sobek.FunctionCall) sobek.Value { return e.ToValue(n.loop.endedMs()) },
		"turns":       func(sobek.FunctionCall) sobek.Value { return e.ToValue(n.loop.turn) },
		"polled":      func(sobek.FunctionCall) sobek.Value { return e.ToValue(n.loop.events) },
		"cores":       func(sobek.FunctionCall) sobek.Value { return e.ToValue(n.machine.Cores()) },
		// memoryBytes(): RAM, and memoryUsedBytes(): what is in use of it.
		"memoryBytes":     func(sobek.FunctionCall) sobek.Value { return e.ToValue(n.machine.MemoryBytes()) },
		"memoryUsedBytes": func(sobek.FunctionCall) sobek.Value { return e.ToValue(n.machine.MemoryUsedBytes()) },
		"user":            func(sobek.FunctionCall) sobek.Value { return e.ToValue(n.process.User) },
		// nice(pid): undefined if there is no such process. 0 is this one.
		"nice": func(c sobek.FunctionCall) sobek.Value {
			n.isolate.Settle()
			p := n.process
			if pid := c.Argument(0).ToInteger(); pid != 0 {
				p = n.machine.Process(trace.ProcessID(pid))
			}
			if p == nil || !p.Alive() {
				return sobek.Undefined()
			}
			return e.ToValue(p.Nice())
		},
		// setNice(pid, nice): 0, or the number of an error. The kernel's
		// setpriority(2) means one thread: with 0, the main thread.
		"setNice": func(c sobek.FunctionCall) sobek.Value {
			n.isolate.Settle()
			of := sim.Target{By: sim.Any}
			if pid := c.Argument(0).ToInteger(); pid != 0 && trace.ProcessID(pid) != n.process.ID {
				of = sim.Target{By: sim.ByID, ID: trace.ProcessID(pid)}
			}
			n.fiber.do(&sim.SetNice{Nice: int(c.Argument(1).ToInteger()), Of: of})
			return e.ToValue(int64(n.fiber.thread.Errno))
		},
	})
}
