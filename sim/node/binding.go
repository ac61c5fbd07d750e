package node

import (
	"maps"
	"runtime"
	"slices"
	"strings"

	"github.com/grafana/sobek"

	"timeslice/sim/node/js"

	"timeslice/sim/trace"
)

// binding is what the library's JavaScript can ask of Go, by subject: made when
// somebody first asks.
func (n *Environment) binding(name string) sobek.Value {
	made := n.bindings[name]
	if made == nil {
		made = n.makeBinding(name)
		n.bindings[name] = made
	}
	return made
}

func (n *Environment) makeBinding(name string) sobek.Value {
	switch name {
	case "timers":
		return n.timersBinding()
	case "process":
		return n.processBinding()
	case "children":
		return n.childrenBinding()
	case "main":
		return n.mainBinding()
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
	case "shared":
		return n.sharedBinding()
	case "names":
		return n.namesBinding()
	case "messages":
		return n.messagesBinding()
	case "worker":
		return n.workerBinding()
	case "errors":
		return n.errorsBinding()
	case "util":
		return n.utilBinding()
	case "globals":
		return n.globalsBinding()
	case "lazy":
		return n.lazyBinding()
	case "fs":
		return n.fsBinding()
	case "url":
		return n.urlBinding()
	case "heap":
		return n.heapBinding()
	case "pipes":
		return n.pipesBinding()
	case "datagrams":
		return n.datagramsBinding()
	case "http":
		return n.httpBinding()
	case "streams":
		return n.streamsBinding()
	case "zlib":
		return n.zlibBinding()
	}
	fault("there is no binding %q", name)
	return nil
}

// functions makes an object of Go functions.
func (n *Environment) functions(members map[string]func(sobek.FunctionCall) sobek.Value) *sobek.Object {
	e := n.isolate.Engine
	return e.NewDynamicObject(&functions{engine: e, isolate: n.isolate, members: members})
}

// functions are the members of an object of Go functions. Each becomes a
// function of the engine, which takes two thirds of a kilobyte, when somebody
// first asks for it: of most bindings a process needs few. (sobek.DynamicObject)
type functions struct {
	engine  *sobek.Runtime
	isolate *js.Isolate
	members map[string]func(sobek.FunctionCall) sobek.Value
	made    map[string]sobek.Value
}

func (f *functions) Get(name string) sobek.Value {
	if value := f.made[name]; value != nil {
		return value
	}
	member := f.members[name]
	if member == nil {
		return nil
	}
	value := f.engine.ToValue(f.counted(member))
	f.Set(name, value)
	return value
}

// counted is a function that counts the texts it is given, and the text or the memory that
// it gives, as the work that they are here: most functions go through them. What goes
// through memory counts that itself, as many look at only a part.
func (f *functions) counted(function func(sobek.FunctionCall) sobek.Value) func(sobek.FunctionCall) sobek.Value {
	return func(c sobek.FunctionCall) (result sobek.Value) {
		defer f.refuse()
		for _, a := range c.Arguments {
			f.isolate.LabourOfText(a, takenNs, takenWideNs)
		}
		result = function(c)
		f.isolate.LabourOfText(result, givenNs, givenWideNs)
		return result
	}
}

// refuse throws what V8 throws where a script has given a function something else than
// what it is for: a method of an object with a part in C++, called on another.
// (FunctionTemplateInfo's signature)
func (f *functions) refuse() {
	switch thrown := recover().(type) {
	case nil:
	case *runtime.TypeAssertionError:
		f.isolate.ThrowType("Illegal invocation")
	default:
		panic(thrown)
	}
}

// What is taken for a code unit of a text that a function is given, and of one that it
// gives. (Measured.)
const (
	takenNs     = 3
	takenWideNs = 12
	givenNs     = 2
	givenWideNs = 10
)

func (f *functions) Set(name string, value sobek.Value) bool {
	if f.made == nil {
		f.made = map[string]sobek.Value{}
	}
	f.made[name] = value
	return true
}

func (f *functions) Has(name string) bool { return f.made[name] != nil || f.members[name] != nil }

func (f *functions) Delete(string) bool { return false }

func (f *functions) Keys() []string {
	names := slices.Collect(maps.Keys(f.members))
	for name := range f.made {
		if f.members[name] == nil {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// function is an argument that must be a function.
func (n *Environment) function(v sobek.Value) sobek.Callable {
	f, ok := sobek.AssertFunction(v)
	if !ok {
		panic(n.isolate.Engine.NewTypeError("not a function"))
	}
	return f
}

// here is what of the script's source called the library: "name@file:line". If
// none did, the place is that of what runs, of whose work this is a part.
func (n *Environment) here(what string) string {
	const few, many = 4, 32
	for _, depth := range []int{few, many} { // may give fewer frames than there are, as some do not count
		for _, frame := range n.isolate.Engine.CaptureCallStack(depth, nil) {
			name := frame.SrcName()
			if name == "" || name[0] == ' ' || isLibrary(name) { // a space begins the name of what runs a turn
				continue
			}
			if position := frame.Position(); position.Line > 0 {
				return what + "@" + base(name) + ":" + itoa(position.Line)
			}
		}
	}
	for i := len(n.calls) - 1; i >= 0; i-- {
		if _, place, found := strings.Cut(n.calls[i].item.what, "@"); found {
			return what + "@" + place
		}
	}
	return what
}

func (n *Environment) timersBinding() sobek.Value {
	e := n.isolate.Engine
	timers := &n.loop.timers
	timerOf := func(v sobek.Value) *timer { return v.Export().(*timer) }
	immediateOf := func(v sobek.Value) *immediate { return v.Export().(*immediate) }
	return n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		// timer(object, what): a timer that does not run yet.
		"timer": func(c sobek.FunctionCall) sobek.Value {
			return e.ToValue(timers.add(c.Argument(0).ToObject(e), n.here(c.Argument(1).String())))
		},
		// start(timer, ms): lets it run for the first time.
		"start": func(c sobek.FunctionCall) sobek.Value {
			n.isolate.Owe(n.options.Costs.TimerNs)
			timers.start(timerOf(c.Argument(0)), int64(c.Argument(1).ToFloat()), timers.currentMs())
			return nil
		},
		// restart(timer, ms): lets it run from now on, also if it has ended.
		"restart": func(c sobek.FunctionCall) sobek.Value {
			timers.restart(timerOf(c.Argument(0)), int64(c.Argument(1).ToFloat()))
			return nil
		},
		"stop": func(c sobek.FunctionCall) sobek.Value {
			n.isolate.Settle()
			timers.stop(timerOf(c.Argument(0)))
			return nil
		},
		"setRef": func(c sobek.FunctionCall) sobek.Value {
			timers.setRef(timerOf(c.Argument(0)), c.Argument(1).ToBoolean())
			return nil
		},
		// state(timer): when it was started, and whether a newer and an older one
		// are beside it in its list; undefined if it is in none.
		"state": func(c sobek.FunctionCall) sobek.Value {
			t := timerOf(c.Argument(0))
			return e.NewArray(t.startMs-n.options.Costs.StartNs/trace.Millisecond, t.list != nil, t.next != nil, t.before != nil)
		},
		// immediate(object).
		"immediate": func(c sobek.FunctionCall) sobek.Value {
			n.isolate.Settle()
			return e.ToValue(n.loop.immediates.addObject(n, n.here("setImmediate"), c.Argument(0).ToObject(e)))
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

func (n *Environment) modulesBinding() sobek.Value {
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
		// realPath(path): a file's path without symbolic links.
		"realPath": func(c sobek.FunctionCall) sobek.Value { return e.ToValue(n.realPath(c.Argument(0).String())) },
		// uncaught(error, origin): an error nobody can catch any more.
		"uncaught": func(c sobek.FunctionCall) sobek.Value {
			n.throwUncaught(c.Argument(0), c.Argument(1).String(), nil)
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
