package node

import (
	"github.com/grafana/sobek"

	"timeslice/sim"
	"timeslice/sim/trace"
)

// processBinding is what lib/internal/process.js makes the global process of.
func (n *Process) processBinding() sobek.Value {
	e := n.isolate.Engine
	object := n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		"write": func(c sobek.FunctionCall) sobek.Value {
			n.write(int(c.Argument(0).ToInteger()), c.Argument(1).String())
			return nil
		},
		"nextTick": func(c sobek.FunctionCall) sobek.Value {
			call := n.function(c.Argument(0))
			n.isolate.Settle()
			n.loop.ticks.add(n, n.newItem(n.here("nextTick"), func() { n.invoke(call, sobek.Undefined()) }))
			return nil
		},
		// exit(code): after the handlers of 'exit'.
		"exit": func(c sobek.FunctionCall) sobek.Value {
			n.exit.code = int(c.Argument(0).ToInteger())
			n.leave(n.exit.code)
			return nil
		},
		// reallyExit(code): at once.
		"reallyExit": func(c sobek.FunctionCall) sobek.Value {
			n.exit.exiting = true
			n.exit.code = int(c.Argument(0).ToInteger())
			n.leave(n.exit.code)
			return nil
		},
		"setExitCode": func(c sobek.FunctionCall) sobek.Value {
			n.exit.set = !sobek.IsUndefined(c.Argument(0))
			n.exit.code = 0
			if n.exit.set {
				n.exit.code = int(c.Argument(0).ToInteger())
			}
			return nil
		},
		"abort": func(sobek.FunctionCall) sobek.Value {
			n.isolate.Settle()
			n.main.do(&sim.Kill{To: sim.Target{By: sim.Self}, Signal: sim.SIGABRT})
			return nil
		},
		// kill(pid, signal): 0, or the number of an error.
		"kill": func(c sobek.FunctionCall) sobek.Value {
			n.isolate.Settle()
			n.main.do(&sim.Kill{To: target(c.Argument(0).ToInteger()), Signal: sim.Signal(c.Argument(1).ToInteger())})
			return e.ToValue(int64(n.main.thread.Errno))
		},
		// listen(signal, on): whether the script is told of a signal.
		"listen": func(c sobek.FunctionCall) sobek.Value {
			n.listen(sim.Signal(c.Argument(0).ToInteger()), c.Argument(1).ToBoolean())
			return nil
		},
		"nowNs":     func(sobek.FunctionCall) sobek.Value { return e.ToValue(int64(n.now())) },
		"cpuNs":     func(sobek.FunctionCall) sobek.Value { n.isolate.Settle(); return e.ToValue(n.main.thread.CPUNs()) },
		"residents": func(sobek.FunctionCall) sobek.Value { return e.ToValue(n.options.Costs.HeapBytes) },
		"pid":       func(sobek.FunctionCall) sobek.Value { return e.ToValue(int64(n.process.ID)) },
		"ppid":      func(sobek.FunctionCall) sobek.Value { return e.ToValue(int64(n.process.Parent.ID)) },
		"coreCount": func(sobek.FunctionCall) sobek.Value { return e.ToValue(n.machine.Cores()) },
		"directory": func(sobek.FunctionCall) sobek.Value {
			if n.process.Directory == "" {
				return e.ToValue("/")
			}
			return e.ToValue(n.process.Directory)
		},
		// changeDirectory(path): whether there is one.
		"changeDirectory": func(c sobek.FunctionCall) sobek.Value {
			path := c.Argument(0).String()
			if !n.isDirectory(path) {
				return e.ToValue(false)
			}
			n.process.Directory = path
			return e.ToValue(true)
		},
		"setEmit":    func(c sobek.FunctionCall) sobek.Value { n.hooks.emit = n.function(c.Argument(0)); return nil },
		"setInspect": func(c sobek.FunctionCall) sobek.Value { n.hooks.inspect = n.function(c.Argument(0)); return nil },
		"rejectThrow": func(c sobek.FunctionCall) sobek.Value {
			n.throwUncaught(c.Argument(0), "uncaughtException")
			return nil
		},
	})
	_ = object.Set("version", version)
	_ = object.Set("script", n.options.Script)
	_ = object.Set("arguments", n.array(n.options.Arguments))
	_ = object.Set("environment", n.array(n.process.Environment))
	return object
}

// target is what kill(2) means by a number.
func target(pid int64) sim.Target {
	switch {
	case pid == 0:
		return sim.Target{By: sim.OwnGroup}
	case pid == -1:
		return sim.Target{By: sim.Any}
	case pid < 0:
		return sim.Target{By: sim.InGroup, ID: trace.ProcessID(-pid)}
	}
	return sim.Target{By: sim.ByID, ID: trace.ProcessID(pid)}
}
