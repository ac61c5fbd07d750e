package js

import (
	"math"
	"math/big"
	"strings"

	"github.com/grafana/sobek"

	"timeslice/sim/node/regexp"
)

// What some of the engine's builtins do wrongly with things that programs seldom give
// them is mended here, each by itself.
func (i *Isolate) mendBuiltins() {
	i.Later("Function.prototype.toString", i.textOfFunctions)
	i.computeAsV8()
	i.narrowIntegers()
	i.textOfFloats()
	i.Later("Math.sign", i.signOfNumbers)
	i.Later("BigInt", i.integerOfTexts)
	for _, name := range [...]string{"parseInt", "Number.parseInt"} {
		i.Later(name, i.integersOfDigits)
	}
	i.Later("Number", i.numberOfIntegers)
	i.Later("Object.freeze", i.freezeNoElements)
	i.Later("Function.prototype", i.instancesOfProxies)
	i.Later("Object.setPrototypeOf", func(function *sobek.Object) { i.keepRoot(function, true) })
	i.Later("Reflect.setPrototypeOf", func(function *sobek.Object) { i.keepRoot(function, false) })
	i.Later("Date.UTC", i.numbersOfDate)
	i.Later("BigInt.prototype", func(prototype *sobek.Object) { // it has two that only the constructor should have
		i.must(prototype.Delete("length"))
		i.must(prototype.Delete("name"))
	})
	i.holdSymbols()
	for path, keys := range i.weakKeys() {
		i.Later(path, func(class *sobek.Object) {
			var construct Constructor
			construct = i.ReplaceConstructor(class, func(arguments []sobek.Value, newTarget *sobek.Object) *sobek.Object {
				return construct(i.heldIn(arguments, keys), newTarget)
			})
		})
	}
}

// weakKeys goes through the weak collections and what their first keys are.
func (i *Isolate) weakKeys() func(func(string, func([]sobek.Value) []sobek.Value) bool) {
	return func(yield func(string, func([]sobek.Value) []sobek.Value) bool) {
		if yield("WeakSet", i.heldKeys) {
			yield("WeakMap", i.heldEntries)
		}
	}
}

// textOfFunctions gives functions that have no source the text that V8 gives them: all
// proxies of functions, also those that were revoked and those of proxies, functions
// that are bound, and those of the language that the library supplies. (20.2.3.5)
func (i *Isolate) textOfFunctions(function *sobek.Object) {
	const native = "() { [native code] }"
	var engines Builtin
	engines = i.Refine(function, func(call sobek.FunctionCall) sobek.Value {
		object, ok := call.This.(*sobek.Object)
		if !ok {
			return engines(call)
		}
		switch kind, program := i.inside.functionOf(object); {
		case kind == "boundFuncObject", kind == "proxyObject" && isCallable(object):
			return i.Engine.ToValue("function " + native)
		case kind == "proxyObject":
			panic(i.newError("TypeError", regexp.FromString("Function.prototype.toString requires that 'this' be a Function")))
		case program != nil && standsForBuiltins(i.inside.file(program).Name()):
			name, _ := i.ownData(object, "name").(sobek.String)
			if name == nil {
				return i.Engine.ToValue("function " + native)
			}
			return i.Engine.ToValue("function " + name.String() + native)
		}
		return engines(call)
	})
}

// standsForBuiltins reports whether the functions of a script of the library are the
// language's.
func standsForBuiltins(name string) bool {
	return languageFile(name) || name == "node:internal/shared_memory"
}

// signOfNumbers lets Math.sign make a number of what is none. (21.3.2.29)
func (i *Isolate) signOfNumbers(function *sobek.Object) {
	i.Refine(function, func(call sobek.FunctionCall) sobek.Value {
		x := call.Argument(0).ToFloat()
		if x != x || x == 0 {
			return i.Engine.ToValue(x)
		}
		return i.Engine.ToValue(math.Copysign(1, x))
	})
}

// integerOfTexts lets BigInt make a text of an object that is worth one, and refuse
// nothing at all. (21.2.1.1)
func (i *Isolate) integerOfTexts(function *sobek.Object) {
	var engines Builtin
	engines = i.Refine(function, func(call sobek.FunctionCall) sobek.Value {
		if len(call.Arguments) == 0 {
			i.throwType("Cannot convert undefined to a BigInt")
		}
		if object, ok := call.Argument(0).(*sobek.Object); ok {
			call.Arguments = append([]sobek.Value{i.primitive(object)}, call.Arguments[1:]...)
		}
		return engines(call)
	})
}

// numberOfIntegers lets Number make the nearest number of an integer of any size: the
// engine takes its last 64 bits. (21.1.1.1)
func (i *Isolate) numberOfIntegers(class *sobek.Object) {
	numbered := func(arguments []sobek.Value) []sobek.Value {
		if len(arguments) == 0 {
			return arguments
		}
		value := arguments[0]
		if object, ok := value.(*sobek.Object); ok {
			value = i.primitive(object)
		}
		if integer, ok := value.Export().(*big.Int); ok {
			number, _ := new(big.Float).SetInt(integer).Float64()
			value = i.Engine.ToValue(number)
		}
		return []sobek.Value{value}
	}
	var called Builtin
	called = i.Refine(class, func(call sobek.FunctionCall) sobek.Value {
		call.Arguments = numbered(call.Arguments)
		return called(call)
	})
	var construct Constructor
	construct = i.ReplaceConstructor(class, func(arguments []sobek.Value, newTarget *sobek.Object) *sobek.Object {
		return construct(numbered(arguments), newTarget)
	})
}

// freezeNoElements lets Object.freeze refuse typed arrays that have elements, which stay
// writable. (10.4.5.3)
func (i *Isolate) freezeNoElements(function *sobek.Object) {
	var engines Builtin
	engines = i.Refine(function, func(call sobek.FunctionCall) sobek.Value {
		if object, ok := call.Argument(0).(*sobek.Object); ok && i.inside.kind(object) == "typedArrayObject" && len(object.Keys()) > 0 {
			i.throwType("Cannot freeze array buffer views with elements")
		}
		return engines(call)
	})
}

// keepRoot lets Object.prototype have no prototype, whatever is asked for. (10.4.7.1)
func (i *Isolate) keepRoot(function *sobek.Object, throws bool) {
	root := i.Engine.GlobalObject().Get("Object").(*sobek.Object).Get("prototype")
	var engines Builtin
	engines = i.Refine(function, func(call sobek.FunctionCall) sobek.Value {
		if call.Argument(0) != root || !holdsObject(call.Argument(1)) {
			return engines(call)
		}
		if throws {
			i.throwType("Immutable prototype object 'Object.prototype' cannot have their prototype set")
		}
		return i.Engine.ToValue(false)
	})
}

// instancesOfProxies lets instanceof look for the prototype of a proxy of a function, of
// which the engine says that it is none. (OrdinaryHasInstance, 7.3.22)
func (i *Isolate) instancesOfProxies(prototype *sobek.Object) {
	function, ok := prototype.GetSymbol(sobek.SymHasInstance).(*sobek.Object)
	if !ok {
		return
	}
	var engines Builtin
	engines = i.Refine(function, func(call sobek.FunctionCall) sobek.Value {
		class, ok := call.This.(*sobek.Object)
		if !ok || i.inside.kind(class) != "proxyObject" || !isCallable(class) {
			return engines(call)
		}
		object, ok := call.Argument(0).(*sobek.Object)
		if !ok {
			return i.Engine.ToValue(false)
		}
		wanted, ok := class.Get("prototype").(*sobek.Object)
		if !ok {
			i.throwType("Function has non-object prototype '" + i.plainText(class.Get("prototype")) + "' in instanceof check")
		}
		for at := object.Prototype(); at != nil; at = at.Prototype() {
			if at == wanted {
				return i.Engine.ToValue(true)
			}
		}
		return i.Engine.ToValue(false)
	})
}

// primitive is what an object is worth where a number is wanted. (ToPrimitive, 7.1.1)
func (i *Isolate) primitive(object *sobek.Object) sobek.Value {
	if custom := object.GetSymbol(sobek.SymToPrimitive); custom != nil && !isNothing(custom) {
		function, ok := sobek.AssertFunction(custom)
		if !ok {
			i.throwType(i.plainText(custom) + " is not a function")
		}
		value, err := function(object, i.Engine.ToValue("number"))
		if err != nil {
			panic(err)
		}
		if !holdsObject(value) {
			return value
		}
		i.throwType("Cannot convert object to primitive value")
	}
	for _, name := range [...]string{"valueOf", "toString"} {
		if function, ok := sobek.AssertFunction(object.Get(name)); ok {
			value, err := function(object)
			if err != nil {
				panic(err)
			}
			if !holdsObject(value) {
				return value
			}
		}
	}
	i.throwType("Cannot convert object to primitive value")
	return nil
}

// numbersOfDate lets Date.UTC make numbers of all that it is given, also behind what is
// none. (21.4.3.4)
func (i *Isolate) numbersOfDate(function *sobek.Object) {
	var engines Builtin
	engines = i.Refine(function, func(call sobek.FunctionCall) sobek.Value {
		numbers := make([]sobek.Value, min(len(call.Arguments), 7))
		for at := range numbers {
			value := call.Arguments[at]
			if object, ok := value.(*sobek.Object); ok {
				value = i.primitive(object)
			}
			if isBigInt(value) {
				i.throwType("Cannot convert a BigInt value to a number")
			}
			if _, symbol := value.(*sobek.Symbol); symbol {
				i.throwType("Cannot convert a Symbol value to a number")
			}
			numbers[at] = value.ToNumber()
		}
		call.Arguments = numbers
		return engines(call)
	})
}

// holdSymbols lets weak collections have symbols as keys: all but those of Symbol.for.
// The engine knows objects only, so an object stands for each symbol.
// (CanBeHeldWeakly, 9.14)
func (i *Isolate) holdSymbols() {
	for _, path := range []string{
		"WeakMap.prototype.set", "WeakMap.prototype.get", "WeakMap.prototype.has", "WeakMap.prototype.delete",
		"WeakSet.prototype.add", "WeakSet.prototype.has", "WeakSet.prototype.delete",
	} {
		adds := strings.HasSuffix(path, ".set") || strings.HasSuffix(path, ".add")
		i.Later(path, func(function *sobek.Object) {
			var engines Builtin
			engines = i.Refine(function, func(call sobek.FunctionCall) sobek.Value {
				symbol, ok := call.Argument(0).(*sobek.Symbol)
				if !ok {
					return engines(call)
				}
				if held := i.standsFor(symbol, adds); held != nil {
					call.Arguments = append([]sobek.Value{held}, call.Arguments[1:]...)
				}
				return engines(call)
			})
		})
	}
}

// heldIn are the arguments of the constructor of a weak collection, where objects stand
// for the symbols that are among its first keys.
func (i *Isolate) heldIn(arguments []sobek.Value, keys func([]sobek.Value) []sobek.Value) []sobek.Value {
	if len(arguments) == 0 || !holdsObject(arguments[0]) {
		return arguments
	}
	elements := i.inside.elements(arguments[0].(*sobek.Object))
	held := keys(elements)
	if held == nil {
		return arguments
	}
	list := make([]any, len(held))
	for at, v := range held {
		list[at] = v
	}
	return append([]sobek.Value{i.Engine.NewArray(list...)}, arguments[1:]...)
}

// heldKey is what stands for a key.
func (i *Isolate) heldKey(key sobek.Value) sobek.Value {
	if symbol, ok := key.(*sobek.Symbol); ok {
		if held := i.standsFor(symbol, true); held != nil {
			return held
		}
	}
	return key
}

// heldKeys are the keys of a set, nil if none is a symbol.
func (i *Isolate) heldKeys(keys []sobek.Value) (held []sobek.Value) {
	for at, key := range keys {
		if other := i.heldKey(key); other != key {
			if held == nil {
				held = append(held, keys...)
			}
			held[at] = other
		}
	}
	return held
}

// heldEntries are the entries of a map, nil if no key is a symbol.
func (i *Isolate) heldEntries(entries []sobek.Value) (held []sobek.Value) {
	for at, entry := range entries {
		object, ok := entry.(*sobek.Object)
		if !ok {
			continue
		}
		pair := i.inside.elements(object)
		if len(pair) < 2 {
			continue
		}
		if other := i.heldKey(pair[0]); other != pair[0] {
			if held == nil {
				held = append(held, entries...)
			}
			held[at] = i.Engine.NewArray(other, pair[1])
		}
	}
	return held
}

// standsFor is the object that stands for a symbol as a key; nil if there is none.
func (i *Isolate) standsFor(symbol *sobek.Symbol, add bool) *sobek.Object {
	if held := i.symbols[symbol]; held != nil || !add {
		return held
	}
	key, err := i.keyFor(nil, symbol)
	if err != nil || !sobek.IsUndefined(key) {
		return nil
	}
	if i.symbols == nil {
		i.symbols = map[*sobek.Symbol]*sobek.Object{}
	}
	held := i.Engine.CreateObject(nil)
	i.symbols[symbol] = held
	return held
}
