package js

import (
	"reflect"
	"runtime"
	"strconv"

	"github.com/grafana/sobek"
)

// guardBuiltins lets those builtins notice endless recursion that may call
// themselves without a script in between, as what an object has in the place of
// a method or of a getter: {toString: Object.prototype.toLocaleString}. All that
// are charged or replaced do so already, and functions that are bound.
func (i *Isolate) guardBuiltins() {
	for _, g := range []struct {
		owner string
		names []string
	}{
		{"Function.prototype", []string{"call", "apply"}},
		{"Reflect", []string{"apply", "construct", "get", "set", "has"}},
		{"Object.prototype", []string{"toString", "toLocaleString", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable"}},
		{"Error.prototype", []string{"toString"}},
		{"Array.prototype", []string{"toLocaleString", "push", "pop", "shift", "at"}},
		{"String.prototype", []string{
			"at", "charAt", "charCodeAt", "codePointAt", "endsWith", "startsWith", "slice", "substring", "substr",
			"toLocaleLowerCase", "toLocaleUpperCase",
		}},
		{"Date.prototype", []string{"toJSON"}},
		{"Promise.prototype", []string{"catch", "finally"}},
	} {
		for _, name := range g.names {
			i.Later(g.owner+"."+name, i.bound)
		}
	}
}

// longestBound is how long the names of functions may become that are bound
// again and again: each is a text of its own.
const longestBound = 30_000

// boundBind lets functions that are bound notice when they call one another
// without end.
func (i *Isolate) boundBind(bind *sobek.Object) {
	var engines Builtin
	engines = i.Replace(bind, func(call sobek.FunctionCall) sobek.Value {
		bound := engines(call).(*sobek.Object)
		i.bound(bound)
		if name, ok := i.inside.plain(bound, "name"); ok {
			i.copied(length(name)) // V8 keeps its parts
		}
		if name, ok := i.inside.plain(bound, "name"); ok && length(name) > longestBound {
			if of, ok := i.inside.plain(call.This.(*sobek.Object), "name"); ok {
				_ = bound.DefineDataProperty("name", of, sobek.FLAG_FALSE, sobek.FLAG_TRUE, sobek.FLAG_FALSE)
			}
		}
		return bound
	})
}

// boundSort sorts a copy, and puts what comes of it into the array afterwards:
// what compares the elements may change the array, also cut it short, and the
// engine, which sorts in place, does not expect it. (SortIndexedProperties,
// 23.1.3.30.1)
func (i *Isolate) boundSort(sort *sobek.Object) {
	var engines Builtin
	engines = i.Replace(sort, func(call sobek.FunctionCall) (sorted sobek.Value) {
		array, ok := call.This.(*sobek.Object)
		if !ok || !i.isPlainArray(array) {
			return i.sortInPlace(engines, call)
		}
		elements := i.inside.elements(array)
		values := make([]any, len(elements))
		for at, v := range elements {
			values[at] = v
		}
		copied := i.Engine.NewArray(values...)
		call.This = copied
		engines(call)
		elements = i.inside.elements(copied)
		if i.isPlainArray(array) && len(i.inside.elements(array)) >= len(elements) {
			copy(i.inside.elements(array), elements)
			return array
		}
		for at, v := range elements {
			if err := array.Set(strconv.Itoa(at), v); err != nil {
				panic(err)
			}
		}
		return array
	})
}

// sortInPlace lets the engine sort what has gaps, or is no array. If it is cut
// short meanwhile, what is left of it stays as it is.
func (i *Isolate) sortInPlace(engines Builtin, call sobek.FunctionCall) (sorted sobek.Value) {
	defer func() {
		x := recover()
		if x == nil {
			return
		}
		if _, is := x.(runtime.Error); !is {
			panic(x)
		}
		sorted = call.This
	}()
	return engines(call)
}

// isPlainArray reports whether a value is an array without gaps whose elements
// can all be changed.
func (i *Isolate) isPlainArray(object *sobek.Object) bool {
	elements := i.inside.elements(object)
	if object.ClassName() != "Array" || int64(len(elements)) != i.count(object) {
		return false
	}
	for _, v := range elements {
		switch v.(type) {
		case nil:
			return false
		case *sobek.Object, sobek.String, *sobek.Symbol:
		default:
			if reflect.TypeOf(v) == i.inside.at.propertyType {
				return false
			}
		}
	}
	return true
}

// mostFlat is how many arrays inside one another can be made flat. V8's stack
// has room for some thousand, and the engine calls itself for each.
const (
	mostFlat   = 5_000
	enginesOwn = 100
)

// boundFlat makes arrays flat that are nested deeply, and refuses those that
// are nested too deeply.
func (i *Isolate) boundFlat(flat *sobek.Object) {
	var engines Builtin
	engines = i.Replace(flat, func(call sobek.FunctionCall) sobek.Value {
		if sobek.IsUndefined(call.Argument(0)) {
			call.Arguments = nil // the engine takes it for 0
		}
		levels := int64(1)
		if len(call.Arguments) > 0 {
			levels = call.Arguments[0].ToInteger()
		}
		defer i.handsOver(i.unseen)
		f := flattening{isolate: i, keeps: levels > enginesOwn}
		f.enter(call.This)
		for len(f.path) > 0 {
			f.next(levels)
		}
		switch {
		case f.tooDeep:
			i.depth.throw()
		case f.deepest <= enginesOwn:
			i.Labour(f.count * flatNs)
			return engines(call)
		case f.others:
			i.depth.throw() // the engine would have to look at them
		}
		return i.Engine.NewArray(f.all...)
	})
}

// flattening goes through arrays inside arrays.
type flattening struct {
	isolate *Isolate
	path    [][]sobek.Value // what is left to look at, by level
	keeps   bool
	all     []any
	count   int64 // of what is not kept too
	steps   int64
	deepest int
	tooDeep bool
	others  bool // there are arrays whose elements do not lie in a row
}

// enter goes into a value if it is an array.
func (f *flattening) enter(v sobek.Value) bool {
	object, ok := v.(*sobek.Object)
	if !ok || object.ClassName() != "Array" {
		return false
	}
	elements := f.isolate.inside.elements(object)
	if elements == nil && f.isolate.count(object) > 0 {
		f.others = true
	}
	f.path = append(f.path, elements)
	f.deepest = max(f.deepest, len(f.path))
	if len(f.path) > mostFlat {
		f.tooDeep, f.path = true, nil
	}
	return true
}

// next takes the next element, and goes into it where it is not too deep.
func (f *flattening) next(levels int64) {
	if f.steps++; f.steps%flatAtOnce == 0 {
		f.isolate.Labour(flatAtOnce * flatStepNs)
	}
	last := len(f.path) - 1
	if len(f.path[last]) == 0 {
		f.path = f.path[:last]
		return
	}
	element := f.path[last][0]
	f.path[last] = f.path[last][1:]
	if element == nil { // a gap
		return
	}
	if int64(last) < levels && f.enter(element) {
		return
	}
	if f.keeps {
		f.all = append(f.all, element)
	}
	if f.count++; f.count%flatAtOnce == 0 {
		i := f.isolate
		i.unseen += flatAtOnce * rowBytes
		i.Allocate(flatAtOnce * wordBytes)
		i.Owe(flatAtOnce * i.costs.Builtins.MakeNs)
		i.world.Reserve(f.count * wordBytes)
	}
}

// What is taken to look at an element of an array that becomes flat, and for the engine to
// put it there; after how many each is paid. (Measured.)
const (
	flatStepNs = 30
	flatNs     = 400
	flatAtOnce = 1 << 16
)

// countMapped lets flatMap count what the function gives that it calls.
func (i *Isolate) countMapped(flatMap *sobek.Object) {
	var engines Builtin
	engines = i.Refine(flatMap, func(call sobek.FunctionCall) sobek.Value {
		function, ok := call.Argument(0).(*sobek.Object)
		if !ok || !isCallable(function) {
			return engines(call)
		}
		maps := i.callOf(function)
		defer i.handsOver(i.unseen)
		counted := i.Engine.ToValue(func(c sobek.FunctionCall) sobek.Value {
			value := maps(c)
			if array, ok := value.(*sobek.Object); ok && array.ClassName() == "Array" {
				n := i.extent(array)
				i.unseen += n * rowBytes
				i.Labour(n * flatNs)
				i.Strain(n * rowBytes)
			}
			return value
		})
		call.Arguments = append([]sobek.Value{counted}, call.Arguments[1:]...)
		return engines(call)
	})
}

// mostDelegated is how many generators can hand over to one another by yield*.
const mostDelegated = 5_000

// boundGenerators throws where generators hand over to one another without end:
// the engine calls itself for each, without a call of a script in between.
func (i *Isolate) boundGenerators() {
	generator, err := i.Engine.RunString("Object.getPrototypeOf((function* () {}).prototype)")
	i.must(err)
	i.prototypes.generator = generator.(*sobek.Object)
	depth := 0
	var engines Builtin
	engines = i.Replace(i.prototypes.generator.Get("next").(*sobek.Object), func(call sobek.FunctionCall) sobek.Value {
		if depth >= mostDelegated {
			i.depth.throw()
		}
		depth++
		defer func() { depth-- }()
		return engines(call)
	})
}
