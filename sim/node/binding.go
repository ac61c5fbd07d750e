package node

import (
	"github.com/grafana/sobek"

	"timeslice/sim/trace"
)

// binding is what the library's JavaScript can ask of Go, by subject.
func (n *Process) binding(name string) sobek.Value {
	switch name {
	case "timers":
		return n.timersBinding()
	case "process":
		return n.processBinding()
	case "async":
		return n.asyncBinding()
	case "language":
		return n.languageBinding()
	case "modules":
		return n.modulesBinding()
	case "crypto":
		return n.cryptoBinding()
	case "buffer":
		return n.bufferBinding()
	case "machine":
		return n.machineBinding()
	case "clone":
		return n.cloneBinding()
	case "messages":
		return n.messagesBinding()
	case "errors":
		return n.errorsBinding()
	case "util":
		return n.utilBinding()
	case "fs":
		return n.fsBinding()
	case "zlib":
		return n.zlibBinding()
	}
	fault("there is no binding %q", name)
	return nil
}

// functions makes an object of Go functions.
func (n *Process) functions(members map[string]func(sobek.FunctionCall) sobek.Value) *sobek.Object {
	object := n.isolate.Engine.NewObject()
	for name, f := range members {
		_ = object.Set(name, f)
	}
	return object
}

// function is an argument that must be a function.
func (n *Process) function(v sobek.Value) sobek.Callable {
	f, ok := sobek.AssertFunction(v)
	if !ok {
		panic(n.isolate.Engine.NewTypeError("not a function"))
	}
	return f
}

// here is what of the script's source called the library: "name@file:line".
func (n *Process) here(what string) string {
	for _, frame := range n.isolate.Engine.CaptureCallStack(12, nil) {
		position := frame.Position()
		if name := frame.SrcName(); name != "" && position.Line > 0 && !isLibrary(name) {
			return what + "@" + base(name) + ":" + itoa(position.Line)
		}
	}
	return what
}

func (n *Process) timersBinding() sobek.Value {
	e := n.isolate.Engine
	timerOf := func(v sobek.Value) *timer { return v.Export().(*timer) }
	immediateOf := func(v sobek.Value) *immediate { return v.Export().(*immediate) }
	return n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		// start(ms, repeat, call): a handle of a running timer.
		"start": func(c sobek.FunctionCall) sobek.Value {
			call := n.function(c.Argument(2))
			t := &timer{durationMs: clampMs(c.Argument(0).ToFloat()), repeat: c.Argument(1).ToBoolean()}
			what := "setTimeout"
			if t.repeat {
				what = "setInterval"
			}
			t.item = n.newItem(n.here(what), func() { n.invoke(call, sobek.Undefined()) })
			n.isolate.Owe(n.options.Costs.TimerNs)
			n.loop.timers.start(t, n.loop.timers.currentMs())
			return e.ToValue(t)
		},
		"restart": func(c sobek.FunctionCall) sobek.Value {
			t := timerOf(c.Argument(0))
			if t.list != nil {
				n.loop.timers.take(t)
				t.item.leave(n, trace.ReasonTimerQueue, n.loop.timers.waiting)
			}
			t.destroyed = false
			n.loop.timers.start(t, n.loop.timers.currentMs())
			return nil
		},
		"isRunning": func(c sobek.FunctionCall) sobek.Value { return e.ToValue(timerOf(c.Argument(0)).list != nil) },
		"stop": func(c sobek.FunctionCall) sobek.Value {
			n.isolate.Settle()
			n.loop.timers.stop(timerOf(c.Argument(0)))
			return nil
		},
		"setRef": func(c sobek.FunctionCall) sobek.Value {
			n.loop.timers.setRef(timerOf(c.Argument(0)), c.Argument(1).ToBoolean())
			return nil
		},
		"immediate": func(c sobek.FunctionCall) sobek.Value {
			call := n.function(c.Argument(0))
			n.isolate.Settle()
			return e.ToValue(n.loop.immediates.add(n, n.here("setImmediate"), func() { n.invoke(call, sobek.Undefined()) }))
		},
		"clearImmediate": func(c sobek.FunctionCall) sobek.Value {
			n.isolate.Settle()
			n.loop.immediates.clear(n, immediateOf(c.Argument(0)))
			return nil
		},
		"setImmediateRef": func(c sobek.FunctionCall) sobek.Value {
			n.loop.immediates.setRef(immediateOf(c.Argument(0)), c.Argument(1).ToBoolean())
			return nil
		},
	})
}

func (n *Process) modulesBinding() sobek.Value {
	e := n.isolate.Engine
	return n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		// read(path): a file's text, undefined if there is none.
		"read": func(c sobek.FunctionCall) sobek.Value {
			n.isolate.Owe(n.options.Costs.FileNs)
			data, ok := n.options.Files.Read(c.Argument(0).String())
			if !ok {
				return sobek.Undefined()
			}
			return e.ToValue(string(data))
		},
		"isFile":      func(c sobek.FunctionCall) sobek.Value { return e.ToValue(n.isFile(c.Argument(0).String())) },
		"isDirectory": func(c sobek.FunctionCall) sobek.Value { return e.ToValue(n.isDirectory(c.Argument(0).String())) },
		// uncaught(error, origin): an error nobody can catch any more.
		"uncaught": func(c sobek.FunctionCall) sobek.Value {
			n.throwUncaught(c.Argument(0), c.Argument(1).String())
			return nil
		},
		"compile": func(c sobek.FunctionCall) sobek.Value {
			return n.compileModule(c.Argument(0).String(), c.Argument(1).String())
		},
		"has": func(c sobek.FunctionCall) sobek.Value {
			return e.ToValue(n.options.Library.has(c.Argument(0).String()))
		},
		"builtin": func(c sobek.FunctionCall) sobek.Value { return n.requireBuiltin(c.Argument(0).String()) },
	})
}
