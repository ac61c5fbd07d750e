package js

import (
	"math"

	"github.com/grafana/sobek"
)

// What is spread, and what a builtin makes an array, a collection or promises of, is asked
// by the engine for one value after another. A script that answers has marks; a builtin
// that answers has none, and what the engine has collected so far no census sees:
//
//	Array.from({ [Symbol.iterator]: () => ({ next: Object }) })
//
// So where what answers may have no end, something stands between that counts each value.
// How many values arrays and collections give is known beforehand (labour.go).

// steps counts what the engine asks an iterator for.
type steps struct {
	isolate *Isolate
	of      *sobek.Object
	ns      int64 // what a step is as work
	kept    int64 // what is kept of each value where nobody sees it, in bytes
	most    int64 // as many values there may be
}

// Get is a method of the iterator: whichever the engine asks for, it calls at once.
func (s *steps) Get(name string) sobek.Value {
	value := s.of.Get(name)
	function, ok := value.(*sobek.Object)
	if !ok {
		if value == nil {
			return sobek.Undefined()
		}
		return value
	}
	call := s.isolate.callOf(function)
	if call == nil {
		return value
	}
	return s.isolate.Engine.ToValue(func(c sobek.FunctionCall) sobek.Value {
		if s.most--; s.most < 0 {
			s.isolate.depth.throw()
		}
		s.isolate.Labour(s.ns)
		if s.kept > 0 {
			s.isolate.unseen += s.kept
			s.isolate.Strain(s.kept)
		}
		c.This = s.of
		return call(c)
	})
}

// Set, Has, Delete and Keys are never called: nobody sees it.
func (s *steps) Set(string, sobek.Value) bool { return false }
func (s *steps) Has(string) bool              { return false }
func (s *steps) Delete(string) bool           { return false }
func (s *steps) Keys() []string               { return nil }

// anyNumber is how many values there may be where nothing bounds them.
const anyNumber = math.MaxInt64

// stepwise is what is to be iterated over, or something in its place that counts each
// value, of which so many bytes are kept where no census looks.
func (i *Isolate) stepwise(value sobek.Value, kept, most int64) sobek.Value {
	if guard := i.guardOf(value, kept, most); guard != nil {
		return guard
	}
	return value
}

// guardOf is what counts the values of something in its place, nil if nothing need.
func (i *Isolate) guardOf(value sobek.Value, kept, most int64) *sobek.Object {
	object, ok := value.(*sobek.Object)
	if !ok || i.givesCounted(object) {
		return nil
	}
	method, known := i.inherited(object, sobek.SymIterator)
	if !known {
		if kept > 0 {
			return nil // who asks twice is seen, and it may be no more than what has a length
		}
		method = object.GetSymbol(sobek.SymIterator)
	}
	function, ok := method.(*sobek.Object)
	if !ok {
		return nil
	}
	call := i.callOf(function)
	if call == nil {
		return nil
	}
	return i.iterableBy(func() sobek.Value {
		iterator := call(sobek.FunctionCall{This: value})
		if object, ok := iterator.(*sobek.Object); ok && i.inside.kind(object) != "proxyObject" {
			return i.stepping(object, kept, most)
		}
		return iterator
	})
}

// givesCounted reports whether what something gives was counted before, or is given by a
// script and kept where a census looks.
func (i *Isolate) givesCounted(object *sobek.Object) bool {
	switch i.inside.kind(object) {
	case "arrayObject", "mapObject", "setObject":
		return i.keeper.owners == nil && i.prototypes.counted[object.Prototype()] && !i.inside.hasSymbols(object)
	case "arrayIterObject", "mapIterObject", "setIterObject":
		return i.keeper.owners == nil && i.extent(object) > 0 && !i.inside.hasSymbols(object)
	}
	return false
}

// stepping is an iterator, or something in its place that counts what it gives.
func (i *Isolate) stepping(iterator *sobek.Object, kept, most int64) sobek.Value {
	ns := int64(stepNs)
	if i.inside.kind(iterator) == "generatorObject" {
		ns = 0
	} else if next, known := i.inherited(iterator, "next"); known && i.isOfScript(next) {
		ns = 0
	}
	if ns == 0 && kept == 0 && most == anyNumber {
		return iterator
	}
	return i.Engine.NewDynamicObject(&steps{i, iterator, ns, kept, most})
}

// stepsName names what tells how to count what a loop or a pattern asks an iterator for.
const stepsName = " steps"

// manySteps is after how many steps of a builtin each counts for more: a pattern may keep
// all that it is given.
const (
	manySteps   = 100_000
	keptStepsNs = 4 * stepNs
)

// countedSteps is called with an iterator, and gives what counts a step if it is not known
// to be counted.
func (i *Isolate) countedSteps(call sobek.FunctionCall) sobek.Value {
	iterator, ok := call.Argument(0).(*sobek.Object)
	if !ok {
		return sobek.Undefined()
	}
	switch i.inside.kind(iterator) {
	case "arrayIterObject", "mapIterObject", "setIterObject", "stringIterObject", "generatorObject", "proxyObject":
		return sobek.Undefined()
	}
	if next, known := i.inherited(iterator, "next"); known && i.isOfScript(next) {
		return sobek.Undefined()
	}
	steps := 0
	return i.Engine.ToValue(func(sobek.FunctionCall) sobek.Value {
		if steps++; steps < manySteps {
			i.Labour(stepNs)
		} else {
			i.Labour(keptStepsNs)
		}
		return nil
	})
}

// collects lets a builtin count what it makes of the values that its first argument gives,
// of each of which it keeps so many bytes.
func (i *Isolate) collects(kept int64, path string) {
	i.Later(path, func(function *sobek.Object) {
		var engines Builtin
		engines = i.Refine(function, func(call sobek.FunctionCall) sobek.Value {
			if len(call.Arguments) == 0 {
				return engines(call)
			}
			if given := i.guardOf(call.Arguments[0], kept, anyNumber); given != nil {
				call.Arguments = append([]sobek.Value{given}, call.Arguments[1:]...)
				defer i.handsOver(i.unseen)
			}
			return engines(call)
		})
	})
}

// collectsNew lets a class do so.
func (i *Isolate) collectsNew(kept int64, name string) {
	i.Later(name, func(class *sobek.Object) {
		var construct Constructor
		construct = i.ReplaceConstructor(class, func(arguments []sobek.Value, newTarget *sobek.Object) *sobek.Object {
			if len(arguments) == 0 {
				return construct(arguments, newTarget)
			}
			if given := i.guardOf(arguments[0], kept, anyNumber); given != nil {
				arguments = append([]sobek.Value{given}, arguments[1:]...)
				defer i.handsOver(i.unseen)
			}
			return construct(arguments, newTarget)
		})
	})
}

// handsOver forgets what builtins kept that have returned: what came of it can be seen.
func (i *Isolate) handsOver(before int64) { i.unseen = before }

// What is kept of a value in a row, with room to grow, in an entry, and of a promise.
// (Measured.)
const (
	rowBytes       = 40
	collectedBytes = 120
	promisedBytes  = 300
)

// countSteps lets builtins count what they are given one by one.
func (i *Isolate) countSteps() {
	i.collects(rowBytes, "Array.from")
	i.collects(rowBytes, "%TypedArray%.from")
	i.collects(collectedBytes, "Object.fromEntries")
	for _, name := range [...]string{"all", "allSettled", "any", "race"} {
		i.collects(promisedBytes, "Promise."+name)
	}
	for _, name := range [...]string{"Map", "Set", "WeakMap", "WeakSet", "AggregateError"} {
		i.collectsNew(collectedBytes, name)
	}
	for _, view := range viewBytes() {
		i.collectsNew(rowBytes, view.name)
	}
}
