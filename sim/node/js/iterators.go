package js

import (
	"github.com/grafana/sobek"
	"github.com/grafana/sobek/ast"

	"timeslice/sim/node/regexp"
)

// The engine calls what an iterator has as next without looking whether that is
// a function, where it takes one value after another: in for-of loops, array
// patterns and yield*. So what these are given is looked at before; an iterable
// of a script's own is put behind one that looks at its iterator.

// iterated lets the isolate look at what is about to be iterated over.
func (in *instrumenter) iterated(e *ast.Expression) {
	switch (*e).(type) {
	case nil, *ast.ArrayLiteral, *ast.StringLiteral, *ast.TemplateLiteral, *ast.NumberLiteral, *ast.NullLiteral, *ast.BooleanLiteral:
		return
	}
	if !in.library {
		*e = callHidden(iterableName, *e)
	}
}

// takesElements reports whether something is a pattern that takes elements.
func takesElements(target any) bool {
	pattern, ok := target.(*ast.ArrayPattern)
	return ok && (len(pattern.Elements) > 0 || pattern.Rest != nil)
}

// iterable is called with what is about to be iterated over.
func (i *Isolate) iterable(call sobek.FunctionCall) sobek.Value {
	value := call.Arguments[0]
	object, ok := value.(*sobek.Object)
	if !ok {
		return value
	}
	switch i.inside.kind(object) {
	case "arrayObject", "mapObject", "setObject", "generatorObject", "typedArrayObject", "proxyObject":
		return value
	}
	method, ok := i.inherited(object, sobek.SymIterator)
	if !ok {
		return value
	}
	function, ok := sobek.AssertFunction(method)
	if !ok || i.callOf(method.(*sobek.Object)) == nil {
		return value
	}
	guard := i.Engine.NewObject()
	_ = guard.SetSymbol(sobek.SymIterator, func(sobek.FunctionCall) sobek.Value {
		iterator, err := function(object)
		if err != nil {
			panic(err)
		}
		i.checkIterator(iterator)
		return iterator
	})
	return guard
}

// checkIterator throws what V8 throws if something cannot be asked for values.
func (i *Isolate) checkIterator(value sobek.Value) {
	iterator, ok := value.(*sobek.Object)
	if !ok || i.inside.kind(iterator) == "proxyObject" {
		return // the engine sees to it
	}
	next, known := i.inherited(iterator, "next")
	if !known {
		return
	}
	if _, callable := sobek.AssertFunction(next); !callable {
		panic(i.newError("TypeError", regexp.FromString(typeAndValue(next)+" is not a function")))
	}
}

// inherited is the value of a property of an object or of what it inherits from,
// undefined if there is none. It is not known if a script would have to be asked.
func (i *Isolate) inherited(object *sobek.Object, key any) (value sobek.Value, known bool) {
	for ; object != nil; object = object.Prototype() {
		if i.inside.kind(object) == "proxyObject" {
			return nil, false
		}
		descriptor := i.descriptor(object, key)
		if descriptor == nil {
			continue
		}
		value := descriptor.Get("value")
		return value, value != nil
	}
	return sobek.Undefined(), true
}
