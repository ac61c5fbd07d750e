package js

import (
	"runtime"
	"strings"

	"github.com/grafana/sobek"
	"github.com/grafana/sobek/ast"

	"timeslice/sim/node/regexp"
)

// The engine calls what an iterator has as next without looking whether that is
// a function, where it takes one value after another. In loops and patterns the code
// looks itself (nonext.go); what yield* is given is looked at before, and put behind
// something that gives the iterator made then.

// delegated lets the isolate look at what a generator hands over to: V8 looks at it where yield*
// is, the engine when the generator goes on with it.
func (in *instrumenter) delegated(e *ast.YieldExpression) {
	at, text := e.Yield, ""
	switch argument := e.Argument.(type) {
	case nil, *ast.ArrayLiteral, *ast.StringLiteral:
		return
	case *ast.Identifier, *ast.NumberLiteral, *ast.NullLiteral, *ast.BooleanLiteral:
	case *ast.CallExpression:
		if callee, ok := argument.Callee.(*ast.Identifier); ok && isHidden(callee.Name.String()) {
			return
		}
		at, text = placeOf(argument), "yield* (intermediate value)"
	default:
		at, text = placeOf(argument), "yield* (intermediate value)"
	}
	if !in.library {
		call := callHidden(delegatedName, e.Argument, stringLiteral(text, at)).(*ast.CallExpression)
		call.Callee.(*ast.Identifier).Idx, call.LeftParenthesis, call.RightParenthesis = at, at, at
		e.Argument = call
	}
}

// delegate is called with what a generator hands over to, and with what V8 calls it.
func (i *Isolate) delegate(call sobek.FunctionCall) sobek.Value {
	value, text := call.Arguments[0], call.Arguments[1].String()
	method := sobek.Value(sobek.Undefined())
	if !isNothing(value) {
		object := value.ToObject(i.Engine)
		switch i.inside.kind(object) {
		case "arrayObject", "mapObject", "setObject", "typedArrayObject", "generatorObject":
			if !i.keeper.iterators {
				return value
			}
		}
		known := false
		if method, known = i.inherited(object, sobek.SymIterator); !known {
			return value
		}
	}
	function, ok := sobek.AssertFunction(method)
	if !ok {
		if text == "" {
			panic(i.newError("TypeError", regexp.FromString(typeAndValue(value)+notIterable)))
		}
		panic(i.newError("TypeError", regexp.FromString(text+" is not iterable")))
	}
	iterator, err := function(value)
	if err != nil {
		panic(err)
	}
	if _, ok := iterator.(*sobek.Object); !ok {
		panic(i.newError("TypeError", regexp.FromString(noIterator)))
	}
	i.checkIterator(iterator, text)
	return i.iterableBy(func() sobek.Value { return i.stepping(iterator.(*sobek.Object), 0, anyNumber) })
}

// iterableBy is something to iterate over by an iterator.
func (i *Isolate) iterableBy(iterator func() sobek.Value) *sobek.Object {
	guard := i.Engine.NewObject()
	_ = guard.SetSymbol(sobek.SymIterator, func(sobek.FunctionCall) sobek.Value { return iterator() })
	return guard
}

const (
	notIterable = " is not iterable (cannot read property Symbol(Symbol.iterator))"
	noIterator  = "Result of the Symbol.iterator method is not an object"
)

// checkIterator throws what V8 throws if something cannot be asked for values: text is
// what it calls what that is of, if it tells.
func (i *Isolate) checkIterator(value sobek.Value, text string) {
	iterator, ok := value.(*sobek.Object)
	if !ok || i.inside.kind(iterator) == "proxyObject" {
		return // the engine sees to it
	}
	next, known := i.inherited(iterator, "next")
	if !known {
		return
	}
	if _, callable := sobek.AssertFunction(next); !callable {
		if text != "" {
			panic(i.newError("TypeError", regexp.FromString(text+" is not iterable")))
		}
		panic(i.refusal(next))
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
		if k := i.keeper.owners[object][key]; k != nil {
			return k.current, k.get == nil
		}
		value := descriptor.Get("value")
		return value, value != nil
	}
	return sobek.Undefined(), true
}

// wantedOfIterator is what V8 says where something of an iterator ought to have been
// an object and is none, "" if it was something else. What that was only the calls of
// the engine tell: what makes an iterator and what asks it are functions of its own,
// whoever iterates.
func wantedOfIterator(message string) string {
	value, isObject := strings.CutPrefix(message, "Value is not an object: ")
	if !isObject {
		return ""
	}
	wants := false
	for name := range engineCalls {
		switch {
		case name == "(*Runtime).toObject":
			wants = true
		case !wants:
		case name == "(*Runtime).getIterator":
			return noIterator
		case strings.HasPrefix(name, "(*iteratorRecord).iterate"), strings.HasPrefix(name, "(*iteratorRecord).step"),
			name == "(*generatorObject).callDelegated":
			return "Iterator result " + value + " is not an object"
		default:
			return ""
		}
	}
	return ""
}

// asksForNext reports whether the engine asks for a next that it will call whatever it
// is: for a loop or a pattern.
func asksForNext() bool {
	for name := range engineCalls {
		if strings.HasSuffix(name, "iterate.exec") || strings.HasSuffix(name, "iterateP.exec") {
			return true
		}
		if strings.HasSuffix(name, ".exec") {
			return false
		}
	}
	return false
}

// refusing is what is called in place of something that is no function.
func (i *Isolate) refusing(value sobek.Value) sobek.Value {
	return i.Engine.ToValue(func(sobek.FunctionCall) sobek.Value { panic(i.refusal(value)) })
}

// refusal is what V8 throws where something is called that is no function.
func (i *Isolate) refusal(value sobek.Value) *sobek.Object {
	return i.newError("TypeError", regexp.FromString(typeAndValue(value)+" is not a function"))
}

// engineCalls are the functions of the engine that have not returned, the innermost
// first.
func engineCalls(yield func(name string) bool) {
	var places [64]uintptr
	frames := runtime.CallersFrames(places[:runtime.Callers(1, places[:])])
	for more := true; more; {
		var frame runtime.Frame
		frame, more = frames.Next()
		if _, name, engines := strings.Cut(frame.Function, "sobek."); engines && !yield(name) {
			return
		}
	}
}
