package js

import "github.com/grafana/sobek"

// A script can also put something in place of how the language's own iterators
// go on:
//
//	Object.getPrototypeOf([][Symbol.iterator]()).next = function () { … }
//
// Nothing leads to what they inherit from but an iterator. So when a script asks
// what one inherits from, its next is kept as other builtins are (kept.go), and
// from then on loops look whether what they go on with is a function.

// keepIteratorsOf keeps the builtins in what a script is told that an object
// inherits from, if the object is an iterator of the language's.
func (i *Isolate) keepIteratorsOf(of, inherits sobek.Value) {
	object, ok := of.(*sobek.Object)
	if !ok {
		return
	}
	prototype, ok := inherits.(*sobek.Object)
	if !ok {
		return
	}
	switch i.inside.kind(object) {
	case "arrayIterObject", "mapIterObject", "setIterObject", "stringIterObject", "regExpStringIterObject":
	default:
		return
	}
	if i.keeper.owners == nil {
		i.keeper.owners = i.findOwners()
	}
	if i.keeper.owners[prototype] != nil {
		return
	}
	i.keeper.owners[prototype] = map[any]*kept{}
	i.keptOf(prototype, i.Engine.ToValue("next"))
	if all := prototype.Prototype(); all != nil && i.keeper.owners[all] == nil {
		i.keeper.owners[all] = map[any]*kept{}
		i.keptOf(all, sobek.SymIterator)
	}
}

// keepIterators lets the isolate notice when a script asks what an iterator
// inherits from.
func (i *Isolate) keepIterators() {
	asks := func(of func(sobek.FunctionCall) sobek.Value) func(*sobek.Object) {
		return func(function *sobek.Object) {
			var engines Builtin
			engines = i.Refine(function, func(call sobek.FunctionCall) sobek.Value {
				inherits := engines(call)
				i.keepIteratorsOf(of(call), inherits)
				return inherits
			})
		}
	}
	first := func(call sobek.FunctionCall) sobek.Value { return call.Argument(0) }
	i.Later("Object.getPrototypeOf", asks(first))
	i.Later("Reflect.getPrototypeOf", asks(first))
	if d := i.descriptor(i.prototypes.object, "__proto__"); d != nil {
		asks(func(call sobek.FunctionCall) sobek.Value { return call.This })(d.Get("get").(*sobek.Object))
	}
}
