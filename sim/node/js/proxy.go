package js

import "github.com/grafana/sobek"

// A proxy hands on what is done with it. Where its handler has no trap for it,
// or a builtin as trap, no script is called, so that a proxy which leads back to
// itself would be followed until the memory is used up. guardProxies puts
// something between each proxy and its handler that is asked for the traps, and
// notices.
func (i *Isolate) guardProxies(class *sobek.Object) {
	var construct Constructor
	construct = i.ReplaceConstructor(class, func(arguments []sobek.Value, newTarget *sobek.Object) *sobek.Object {
		return construct(i.guardHandler(arguments), newTarget)
	})
	var revocable Builtin
	revocable = i.Replace(class.Get("revocable").(*sobek.Object), func(call sobek.FunctionCall) sobek.Value {
		call.Arguments = i.guardHandler(call.Arguments)
		return revocable(call)
	})
}

// guardHandler are the arguments to make a proxy with, with another handler.
func (i *Isolate) guardHandler(arguments []sobek.Value) []sobek.Value {
	if len(arguments) < 2 || !holdsObject(arguments[0]) || !holdsObject(arguments[1]) {
		return arguments
	}
	handler := arguments[1].(*sobek.Object)
	guard := i.Engine.NewDynamicObject(&handlerGuard{isolate: i, handler: handler})
	// So that a census finds the handler.
	*hook[*sobek.Object](i.inside.self(guard), "prototype") = handler
	return []sobek.Value{arguments[0], guard}
}

// HandlerOf is the handler that a proxy was given; nil if it was revoked.
func HandlerOf(proxy sobek.Proxy) *sobek.Object {
	handler := proxy.Handler()
	if handler == nil {
		return nil
	}
	if guard, ok := handler.Export().(*handlerGuard); ok {
		return guard.handler
	}
	return handler
}

// handlerGuard stands between a proxy and its handler. The engine asks it for
// traps, and calls them on it: so what it gives calls them on the handler.
type handlerGuard struct {
	isolate *Isolate
	handler *sobek.Object
	traps   []handlerTrap // those that were asked for
}

type handlerTrap struct {
	name  string
	given *sobek.Object
	bound sobek.Value
}

// Get is the trap of a name.
func (g *handlerGuard) Get(name string) sobek.Value {
	g.isolate.depth.native()
	g.isolate.Labour(trapNs)
	if name == "getPrototypeOf" {
		g.isolate.depth.climb()
	}
	value := g.handler.Get(name)
	given, ok := value.(*sobek.Object)
	if !ok {
		if value == nil {
			return sobek.Undefined()
		}
		return value
	}
	for at := range g.traps {
		if trap := &g.traps[at]; trap.name == name && trap.given == given {
			return trap.bound
		}
	}
	call := g.isolate.callOf(given)
	if call == nil {
		return value
	}
	bound := g.isolate.Engine.ToValue(func(c sobek.FunctionCall) sobek.Value {
		c.This = g.handler
		if name == "has" && isHelper(c.Argument(1)) {
			return g.isolate.Engine.ToValue(false) // what instrumented code calls within with
		}
		return call(c)
	})
	if len(g.traps) < mostTraps {
		g.traps = append(g.traps, handlerTrap{name, given, bound})
	}
	return bound
}

// trapNs is what it takes to ask a handler for a trap, and to call it or do without.
// (Measured.)
const trapNs = 1000

// mostTraps bounds what is kept of a handler that makes its traps anew.
const mostTraps = 32

// Set, Has, Delete and Keys are never called: nobody sees the guard.
func (g *handlerGuard) Set(string, sobek.Value) bool { return false }
func (g *handlerGuard) Has(string) bool              { return false }
func (g *handlerGuard) Delete(string) bool           { return false }
func (g *handlerGuard) Keys() []string               { return nil }

// callOf is what calling a function does, nil if it is none.
func (i *Isolate) callOf(function *sobek.Object) Builtin {
	switch kind, _ := i.inside.functionOf(function); kind {
	case "funcObject", "methodFuncObject", "arrowFuncObject", "nativeFuncObject", "boundFuncObject":
		if call, ok := function.Export().(func(sobek.FunctionCall) sobek.Value); ok && call != nil {
			return call
		}
	}
	callable, ok := sobek.AssertFunction(function)
	if !ok {
		return nil
	}
	return func(c sobek.FunctionCall) sobek.Value {
		value, err := callable(c.This, c.Arguments...)
		if err != nil {
			panic(err)
		}
		return value
	}
}
