package js

import "github.com/grafana/sobek"

// How long a text, a list or a buffer becomes may be asked of an object, which may
// answer otherwise the next time. So where memory is counted before it is taken, such an
// object is asked once, and what it is worth is given to the toll and to the builtin.

// askOnce lets builtins that are given a length, or what stands between parts, ask for it
// before they are charged. It comes after the tolls, and so is called before them.
func (i *Isolate) askOnce() {
	for _, name := range [...]string{"repeat", "padStart", "padEnd"} {
		i.Later("String.prototype."+name, func(function *sobek.Object) { i.asking(function, i.askLength) })
	}
	for _, owner := range [...]string{"Array.prototype", typedArrays} {
		i.Later(owner+".join", func(function *sobek.Object) { i.asking(function, i.askSeparator) })
	}
}

func (i *Isolate) asking(function *sobek.Object, ask func(call *sobek.FunctionCall)) {
	var charged Builtin
	charged = i.Refine(function, func(call sobek.FunctionCall) sobek.Value {
		if holdsObject(call.Argument(0)) {
			ask(&call)
		}
		return charged(call)
	})
}

// askLength asks what becomes longer for its text, then the length for its number.
func (i *Isolate) askLength(call *sobek.FunctionCall) {
	if isNothingOrSymbol(call.This) {
		return // it is refused
	}
	call.This = call.This.ToString()
	call.Arguments = i.worthFirst(call.Arguments)
}

func (i *Isolate) askSeparator(call *sobek.FunctionCall) {
	if holdsObject(call.This) {
		call.Arguments = append([]sobek.Value{call.Arguments[0].ToString()}, call.Arguments[1:]...)
	}
}

// worthFirst is arguments with what the first of them is worth as a number.
func (i *Isolate) worthFirst(arguments []sobek.Value) []sobek.Value {
	if len(arguments) == 0 {
		return arguments
	}
	object, ok := arguments[0].(*sobek.Object)
	if !ok {
		return arguments
	}
	return append([]sobek.Value{i.primitive(object)}, arguments[1:]...)
}
