package js

import (
	"github.com/grafana/sobek"
	"github.com/grafana/sobek/unistring"
)

// A script may give all objects what properties are described with:
//
//	Object.prototype.get = function () {}
//
// A descriptor then inherits it, and with a value of its own is none any more.
// Node's own library makes its descriptors without a prototype. Ours writes them
// as any code does; so while there is such a property, what it describes a
// property with counts without what that inherits, and so does what it is told
// of a property.

// descriptorParts are the names of what a descriptor consists of.
var descriptorParts = [...]unistring.String{"value", "writable", "get", "set", "enumerable", "configurable"}

// misleads reports whether descriptors inherit a part.
func (i *Isolate) misleads() bool {
	inherited := i.inside.propertiesOf(i.prototypes.object)
	for _, part := range descriptorParts {
		if inherited[part] != nil {
			return true
		}
	}
	return false
}

// misleadsLibrary reports whether descriptors of the library, which called the
// builtin that is running, inherit a part.
func (i *Isolate) misleadsLibrary() bool { return i.misleads() && i.inside.calledByLibrary() }

// bare is a descriptor without what it inherits.
func (i *Isolate) bare(descriptor sobek.Value) sobek.Value {
	given, ok := descriptor.(*sobek.Object)
	if !ok {
		return descriptor
	}
	own := i.Engine.CreateObject(nil)
	for _, part := range descriptorParts {
		if name := part.String(); i.HasOwn(given, name) {
			i.define(own, name, given.Get(name))
		}
	}
	return own
}

// bareAll are several descriptors, by the names of what they describe.
func (i *Isolate) bareAll(descriptors sobek.Value) sobek.Value {
	given, ok := descriptors.(*sobek.Object)
	if !ok {
		return descriptors
	}
	all := i.Engine.CreateObject(nil)
	for _, name := range given.Keys() {
		i.define(all, name, i.bare(given.Get(name)))
	}
	for _, symbol := range given.Symbols() {
		i.define(all, symbol, i.bare(given.GetSymbol(symbol)))
	}
	return all
}

// describeBarely lets the library describe properties by nothing that is inherited.
func (i *Isolate) describeBarely() {
	given := func(at int, bare func(sobek.Value) sobek.Value) func(*sobek.Object) {
		return func(function *sobek.Object) {
			var engines Builtin
			engines = i.Refine(function, func(call sobek.FunctionCall) sobek.Value {
				if i.misleadsLibrary() {
					call.Arguments = append([]sobek.Value(nil), call.Arguments...)
					if at < len(call.Arguments) {
						call.Arguments[at] = bare(call.Arguments[at])
					}
				}
				return engines(call)
			})
		}
	}
	i.Later("Object.defineProperty", given(2, i.bare))
	i.Later("Reflect.defineProperty", given(2, i.bare))
	i.Later("Object.defineProperties", given(1, i.bareAll))
	i.Later("Object.create", given(1, i.bareAll))

	i.tellBarely()
}

// tellBarely lets the library be told of properties likewise. A stack, which is text
// only when somebody asks for it, becomes text before anybody is told of it: until
// then it is behind a getter, which nobody must see.
func (i *Isolate) tellBarely() {
	told := func(stack func(sobek.FunctionCall) bool, bare func(sobek.Value)) func(*sobek.Object) {
		return func(function *sobek.Object) {
			var engines Builtin
			settling := false
			engines = i.Refine(function, func(call sobek.FunctionCall) sobek.Value {
				if object, ok := call.Argument(0).(*sobek.Object); ok && !settling && stack(call) {
					settling = true // which asks itself what there is
					i.SettleStack(object)
					settling = false
				}
				result := engines(call)
				if i.misleadsLibrary() {
					bare(result)
				}
				return result
			})
		}
	}
	one := func(descriptor sobek.Value) {
		if object, ok := descriptor.(*sobek.Object); ok {
			i.must(object.SetPrototype(nil))
		}
	}
	isStack := func(call sobek.FunctionCall) bool {
		name, ok := call.Argument(1).(sobek.String)
		return ok && name.String() == "stack"
	}
	i.Later("Object.getOwnPropertyDescriptor", told(isStack, one))
	i.Later("Reflect.getOwnPropertyDescriptor", told(isStack, one))
	always := func(sobek.FunctionCall) bool { return true }
	i.Later("Object.getOwnPropertyDescriptors", told(always, func(descriptors sobek.Value) {
		object := descriptors.(*sobek.Object)
		for _, name := range object.GetOwnPropertyNames() {
			one(object.Get(name))
		}
		for _, symbol := range object.Symbols() {
			one(object.GetSymbol(symbol))
		}
	}))
}
