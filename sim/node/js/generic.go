package js

import (
	"reflect"
	"slices"

	"github.com/grafana/sobek"

	"timeslice/sim/node/regexp"
)

// genericMethods are the methods of arrays that the library has as the language tells them.
var genericMethods = [...]string{
	"at", "forEach", "some", "every", "map", "filter", "reduce", "reduceRight", "slice", "concat", "push", "unshift", "splice", "shift",
	"indexOf", "lastIndexOf", "includes", "fill", "copyWithin", "reverse", "toSorted", "toReversed", "with", "toSpliced",
}

// lengthyMethods are those that the engine does to proxies as it should, and to all else as
// long as its length is known.
var lengthyMethods = [...]string{"find", "findIndex", "findLast", "findLastIndex", "join", "flat", "flatMap", "sort"}

// tooLong lets Array.from refuse what is longer than any array before it is gone through.
func (i *Isolate) tooLong(function *sobek.Object) {
	var engines Builtin
	engines = i.Refine(function, func(call sobek.FunctionCall) sobek.Value {
		if object, ok := call.Argument(0).(*sobek.Object); ok && i.inside.kind(object) == "baseObject" && i.isGeneric(object) &&
			call.This == i.Engine.Get("Array") && isNothing(object.GetSymbol(sobek.SymIterator)) {
			panic(i.newError("RangeError", regexp.FromString("Invalid array length")))
		}
		return engines(call)
	})
}

// longestArray is how long an array can be.
const longestArray = 1<<32 - 1

// genericArrays lets the library do what methods of arrays do to proxies, which the
// engine does not ask whether they have an element, and to what is no array and longer
// than any: the engine goes through all of it, or has no memory for what comes of it.
func (i *Isolate) genericArrays() {
	i.Later("Array.from", i.tooLong)
	for _, name := range [...]string{"find", "findIndex", "findLast", "findLastIndex"} {
		i.Later("Array.prototype."+name, i.gapsAreNothing)
	}
	for _, name := range genericMethods {
		i.Later("Array.prototype."+name, func(function *sobek.Object) {
			var engines Builtin
			engines = i.Refine(function, func(call sobek.FunctionCall) sobek.Value {
				if i.isGeneric(call.This) || name == "concat" && slices.ContainsFunc(call.Arguments, i.isGeneric) {
					return i.call(i.generic(name), call.This, call.Arguments...)
				}
				return engines(call)
			})
		})
	}
	for _, name := range lengthyMethods {
		i.Later("Array.prototype."+name, func(function *sobek.Object) {
			var engines Builtin
			engines = i.Refine(function, func(call sobek.FunctionCall) sobek.Value {
				if i.isLengthy(call.This) {
					return i.call(i.generic(name), call.This, call.Arguments...)
				}
				return engines(call)
			})
		})
	}
}

// gapsAreNothing lets builtins be asked about gaps, for which the engine gives them no
// value at all.
func (i *Isolate) gapsAreNothing(finds *sobek.Object) {
	var engines Builtin
	engines = i.Refine(finds, func(call sobek.FunctionCall) sobek.Value {
		function, ok := call.Argument(0).(*sobek.Object)
		if !ok || !isCallable(function) || i.isOfScript(function) {
			return engines(call)
		}
		asked := i.callOf(function)
		asks := i.Engine.ToValue(func(c sobek.FunctionCall) sobek.Value {
			if len(c.Arguments) > 0 && c.Arguments[0] == nil {
				c.Arguments[0] = sobek.Undefined()
			}
			return asked(c)
		})
		call.Arguments = append([]sobek.Value{asks}, call.Arguments[1:]...)
		return engines(call)
	})
}

// isLengthy reports whether something is no array and may be longer than any.
func (i *Isolate) isLengthy(v sobek.Value) bool {
	object, ok := v.(*sobek.Object)
	return ok && i.inside.kind(object) != "proxyObject" && i.isGeneric(object)
}

func (i *Isolate) isGeneric(v sobek.Value) bool {
	object, ok := v.(*sobek.Object)
	if !ok {
		return false
	}
	switch i.inside.kind(object) {
	case "arrayObject":
		return false
	case "proxyObject":
		return true
	case "typedArrayObject", "stringObject":
		return false
	}
	length := i.lengthOf(object)
	return length == nil || length.ToFloat() > longestArray
}

// lengthOf is what an object that is no array has as its length, or inherits; nil if that
// is no number, or a script would have to be asked.
func (i *Isolate) lengthOf(object *sobek.Object) sobek.Value {
	length := i.ownData(object, "length")
	if length == nil {
		known := false
		if length, known = i.inherited(object, "length"); !known {
			return nil
		}
	}
	switch {
	case isNothing(length):
		return i.Engine.ToValue(0)
	case isNumber(length):
		return length
	}
	return nil
}

// generic is the library's method of a name.
func (i *Isolate) generic(name string) sobek.Value {
	methods := i.Engine.GlobalObject().Get(" arrays")
	return i.call(methods, sobek.Undefined(), i.Engine.ToValue(name))
}

// isNumber tells numbers from all else; undefined and null have no type for the engine.
func isNumber(v sobek.Value) bool {
	kind := v.ExportType()
	return kind != nil && (kind.Kind() == reflect.Int64 || kind.Kind() == reflect.Float64)
}
