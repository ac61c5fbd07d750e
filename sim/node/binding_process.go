package node

import (
	"github.com/grafana/sobek"

	"timeslice/sim"
)

// processBinding is what lib/internal/process.js makes the global process of.
func (n *Environment) processBinding() sobek.Value {
	e := n.isolate.Engine
	object := n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		"write": func(c sobek.FunctionCall) sobek.Value {
			n.write(int(c.Argument(0).ToInteger()), c.Argument(1).String())
			return nil
		},
		// brings(part): it is needed from now on.
		"brings": func(c sobek.FunctionCall) sobek.Value {
			n.bring(c.Argument(0).String())
			return nil
		},
		// nextTick(call, ...arguments).
		"nextTick": func(c sobek.FunctionCall) sobek.Value {
			n.loop.ticks.addCall(n, c.Argument(0), rest(c, 1))
			return nil
		},
		// queueMicrotask(call, task): task stands for it in async_hooks.
		"queueMicrotask": func(c sobek.FunctionCall) sobek.Value {
			n.queueMicrotask(c.Argument(0), c.Argument(1).ToObject(e))
			return nil
		},
		// opened(): the number of a standard stream that came into being; wrote(fd): something was
		// written to it. Real ones are pipes, of which a tick follows what is
		// written; all that is seen of them are their numbers in async_hooks.
		"opened": func(sobek.FunctionCall) sobek.Value {
			n.active.open("PipeWrap")
			return e.ToValue(n.newResource("PIPEWRAP").id)
		},
		"wrote": func(c sobek.FunctionCall) sobek.Value {
			n.wroteStream(int(c.Argument(0).ToInteger()))
			return nil
		},
		// runTicks(): what process._tickCallback does.
		"runTicks": func(sobek.FunctionCall) sobek.Value { n.loop.ticks.run(n); return nil },
		// fatalException(error, fromPromise): an error that nobody caught.
		"fatalException": func(c sobek.FunctionCall) sobek.Value {
			origin := "uncaughtException"
			if c.Argument(1).ToBoolean() {
				origin = "unhandledRejection"
			}
			n.throwUncaught(c.Argument(0), origin, nil)
			return e.ToValue(true)
		},
		"activeResources": func(sobek.FunctionCall) sobek.Value { return n.activeResources() },
		// setEnvironment(object): what is process.env.
		"setEnvironment": func(c sobek.FunctionCall) sobek.Value {
			n.hooks.environment = c.Argument(0)
			return nil
		},
		// variable(name): of the environment; undefined if there is none.
		"variable": func(c sobek.FunctionCall) sobek.Value {
			value, known := n.variables.values[c.Argument(0).String()]
			if !known {
				return sobek.Undefined()
			}
			return e.ToValue(value)
		},
		"setVariable": func(c sobek.FunctionCall) sobek.Value {
			n.isolate.Settle()
			n.variables.set(c.Argument(0).String(), c.Argument(1).String())
			return nil
		},
		"deleteVariable": func(c sobek.FunctionCall) sobek.Value {
			n.isolate.Settle()
			n.variables.delete(c.Argument(0).String())
			return nil
		},
		"variableNames": func(sobek.FunctionCall) sobek.Value { return n.array(n.variables.names) },
		// setSettledAgain(tell): tell(type, promise, value) is called when a
		// promise is settled again, while watchSettling(on) is on.
		"setSettledAgain": func(c sobek.FunctionCall) sobek.Value {
			n.hooks.settledAgain = n.function(c.Argument(0))
			return nil
		},
		"watchSettling": func(c sobek.FunctionCall) sobek.Value {
			n.promises.watchSettling = c.Argument(0).ToBoolean()
			return nil
		},
		// setDomain(domain): the present one; null or undefined for none.
		"setDomain": func(c sobek.FunctionCall) sobek.Value {
			n.domain, _ = c.Argument(0).(*sobek.Object)
			return nil
		},
		// umask(mask): the old one; a new one unless it is undefined.
		"umask": func(c sobek.FunctionCall) sobek.Value {
			old := n.process.Umask
			if mask := c.Argument(0); !sobek.IsUndefined(mask) {
				n.process.Umask = uint32(mask.ToInteger())
			}
			return e.ToValue(int64(old))
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
			n.abort()
			return nil
		},
		// kill(pid, signal): 0, or the number of an error.
		"kill": func(c sobek.FunctionCall) sobek.Value {
			n.isolate.Settle()
			n.fiber.do(&sim.Kill{To: sim.TargetOf(c.Argument(0).ToInteger()), Signal: sim.Signal(c.Argument(1).ToInteger())})
			return e.ToValue(int64(n.fiber.thread.Errno))
		},
		// listen(signal, on): whether the script is told of a signal.
		"listen": func(c sobek.FunctionCall) sobek.Value {
			n.listen(sim.Signal(c.Argument(0).ToInteger()), c.Argument(1).ToBoolean())
			return nil
		},
		"nowNs":     func(sobek.FunctionCall) sobek.Value { return e.ToValue(n.readClock()) },
		"cpuNs":     func(sobek.FunctionCall) sobek.Value { n.isolate.Settle(); return e.ToValue(n.fiber.thread.CPUNs()) },
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
			n.throwUncaught(c.Argument(0), "uncaughtException", nil)
			return nil
		},
	})
	_ = object.Set("version", version)
	_ = object.Set("script", n.options.Script)
	_ = object.Set("hasCode", n.options.Command.HasCode)
	_ = object.Set("arguments", n.array(n.options.Arguments))
	_ = object.Set("flags", n.array(n.options.Flags))
	_ = object.Set("flagsOfEnvironment", n.array(n.options.Command.InEnvironment))
	_ = object.Set("environmentSwitches", environmentSwitches)
	_ = object.Set("environmentFlags", environmentFlags)
	_ = object.Set("name", n.options.name())
	return object
}
