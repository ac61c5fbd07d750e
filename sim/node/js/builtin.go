package js

import (
	"strings"

	"github.com/grafana/sobek"
)

// builtinWords are V8's words where a builtin failed: by its name, what it was
// called on and what it was given.
func (f *failure) builtinWords(message string) (string, bool) {
	name := f.name()
	switch {
	case name == "Symbol.keyFor" && strings.HasSuffix(message, " is not a symbol"):
		return f.notFunction(name)
	case strings.HasPrefix(message, "Object has no member '"):
		return quoted(message) + " is not a function", true
	case message == "Cannot convert undefined or null to object", message == "Value is not object coercible":
		return f.nothingGiven(name)
	case strings.Contains(message, "called on incompatible receiver"), strings.Contains(message, "is called on incompatible receiver"),
		strings.HasPrefix(message, "Value is not a number"), strings.HasPrefix(message, "requires that 'this' be"),
		message == "Value is not a Symbol":
		return f.wrongReceiver(name, message)
	case message == "object is not iterable", strings.HasSuffix(message, " is not a method"):
		return typeAndValue(f.iterableArgument(name)) + notIterable, true
	case strings.HasPrefix(message, "Value is not an object: "), strings.HasPrefix(message, "Not a function: "),
		strings.HasPrefix(message, "Value is not callable: "), strings.HasPrefix(message, "object is not a function "):
		return f.wrongArgument(name, message)
	case message == "Value is not a constructor":
		if f.operation == "new" || f.operation == "newVariadic" {
			return f.notObject()
		}
		return f.notConstructor(name)
	case strings.HasPrefix(name, "DataView.") && strings.HasSuffix(message, " is out of bounds"):
		return "Offset is outside the bounds of the DataView", true
	case strings.HasPrefix(message, "Invalid index "), strings.HasPrefix(message, "Invalid count value"):
		return f.wrongNumber(name, message)
	case strings.HasPrefix(strings.ToLower(message), "getter must be"), strings.HasPrefix(strings.ToLower(message), "setter must be"):
		return f.wrongAccessor(), true
	case strings.HasPrefix(message, "Invalid property descriptor."):
		return message + ", #<Object>", true
	case strings.HasPrefix(message, "Could not convert "):
		return "Cannot convert object to primitive value", true
	case message == "Class constructor cannot be invoked without 'new'":
		called := f.argument(0)
		if name == "Function.prototype.call" || name == "Function.prototype.apply" {
			called = f.this
		}
		if class, ok := called.(*sobek.Object); ok {
			if own, ok := f.isolate.ownData(class, "name").(sobek.String); ok {
				return "Class constructor " + own.String() + " cannot be invoked without 'new'", true
			}
		}
		return "", false
	case strings.HasPrefix(message, "'") && strings.Contains(message, "' on proxy: "):
		return f.trapped(message, f.argument(1))
	case strings.HasSuffix(message, "is not a function"):
		return f.notFunction(name)
	case strings.HasPrefix(message, "Cannot convert ") && strings.HasSuffix(message, " to a BigInt"):
		return f.notBigInt(message)
	case strings.HasSuffix(message, " is not extensible") && !strings.Contains(message, ","):
		return f.isolate.plainText(f.argument(0)) + " is not extensible", true
	case strings.HasSuffix(message, notExtensible) && f.argument(1) != nil && f.isolate.hasExport(f.argument(0), f.argument(1).String()):
		return "Cannot redefine property: " + f.argument(1).String(), true
	case message == "Cannot perform 'IsArray' on a proxy that has been revoked" && strings.Contains(name, ".prototype."):
		if name == "Object.prototype.toString" {
			return "Cannot perform 'Object.prototype.toString' on a proxy that has been revoked", true
		}
		return f.wrongReceiver(name, message)
	case message == "ArrayBuffer is detached":
		switch {
		case name == "DataView":
			name = "DataView constructor"
		case !strings.Contains(name, ".") || strings.HasSuffix(name, ".subarray"):
			name = "Construct"
		}
		return "Cannot perform " + strings.TrimPrefix(name, "get ") + " on a detached ArrayBuffer", true
	case strings.Contains(message, "should be a multiple of"):
		return strings.ToLower(message[:1]) + message[1:], true
	case message == "Value is not an object: "+f.isolate.plainText(f.argument(0)) && strings.HasPrefix(name, "Reflect."):
		return name + " called on non-object", true
	case message == "proxy has been revoked", message == "Proxy already revoked":
		return "Cannot perform '" + operationOnProxy(name) + "' on a proxy that has been revoked", true
	case strings.HasPrefix(message, "Constructor TypedArray requires 'new'"):
		return "Constructor " + name + " requires 'new'", true
	default:
		return f.arrayWords(name, message)
	}
}

// quoted is what stands between the first and the last quotation mark.
func quoted(message string) string {
	from, to := strings.IndexByte(message, '\''), strings.LastIndexByte(message, '\'')
	if from < 0 || to <= from {
		return message
	}
	return message[from+1 : to]
}

// nothingGiven is what V8 says where a builtin was called on nothing or was
// given nothing.
func (f *failure) nothingGiven(name string) (string, bool) {
	switch name {
	case "Array.from", "Map", "Set", "WeakMap", "WeakSet", "AggregateError", "Promise.all", "Promise.allSettled", "Promise.any", "Promise.race":
		return typeAndValue(f.argument(0)) + notIterable, true
	case "Object.fromEntries":
		if f.argument(0) != nil && isNothing(f.argument(0)) {
			return "undefined is not iterable", true // also of null
		}
	case "Object.setPrototypeOf":
		return "Object.setPrototypeOf called on null or undefined", true
	}
	if strings.HasPrefix(name, "Array.prototype.") && !isNothing(f.this) {
		return f.notFunction(name)
	}
	if isNothing(f.this) && (strings.HasPrefix(name, "String.prototype.") || tellsName[name]) {
		return name + " called on null or undefined", true
	}
	return "Cannot convert undefined or null to object", true
}

// tellsName are the methods of arrays that tell their name when they are
// called on nothing: those that V8 has in Torque.
var tellsName = map[string]bool{
	"Array.prototype.concat": true, "Array.prototype.find": true, "Array.prototype.findIndex": true, "Array.prototype.findLast": true,
	"Array.prototype.findLastIndex": true, "Array.prototype.indexOf": true, "Array.prototype.forEach": true, "Array.prototype.filter": true,
	"Array.prototype.map": true, "Array.prototype.every": true, "Array.prototype.some": true, "Array.prototype.reduce": true,
	"Array.prototype.reduceRight": true,
}

// wrongReceiver is what V8 says of a builtin that was called on something it
// is not for.
func (f *failure) wrongReceiver(name, message string) (string, bool) {
	class, method, _ := strings.Cut(strings.TrimPrefix(name, "get "), ".prototype.")
	switch class {
	case "Function":
		if method == "toString" {
			return name + " requires that 'this' be a Function", true
		}
	case "RegExp String Iterator":
		name = "%RegExpStringIterator%.prototype." + method
	case "Number", "String", "Boolean", "BigInt", "Symbol":
		if method != "" {
			return name + " requires that 'this' be a " + class, true
		}
	case "Date":
		if strings.HasPrefix(method, "get") && method != "getYear" || method == "valueOf" {
			return "this is not a Date object.", true
		}
	case "%TypedArray%":
		if method == "at" {
			break
		}
		if !strings.HasPrefix(name, "get ") {
			return "this is not a typed array.", true
		}
		name = "get TypedArray.prototype." + method
	case "RegExp":
		if strings.HasPrefix(name, "get ") {
			return "RegExp.prototype." + method + " getter called on non-RegExp object", true
		}
	}
	if method == "" {
		name, _, _ = strings.Cut(strings.TrimPrefix(message, "Method "), " called on")
	}
	return "Method " + name + " called on incompatible receiver " + f.isolate.plainText(f.this), true
}

// iterableArgument is the argument that a builtin iterates over.
func (f *failure) iterableArgument(string) sobek.Value { return f.argument(0) }

// wrongArgument is what V8 says of an argument that should have been an
// object or a function.
func (f *failure) wrongArgument(name, message string) (string, bool) {
	_, shown, _ := strings.Cut(message, ": ")
	plain := f.isolate.plainText
	_, method, onObject := strings.Cut(name, ".prototype.")
	switch {
	case method == "bind":
		return "Bind must be called on a function", true
	case onObject && method != "call" && method != "apply" && !holdsObject(f.this) && !strings.HasPrefix(name, "Array."):
		return f.wrongReceiver(name, message)
	case name == "Reflect.defineProperty" && !holdsObject(f.argument(0)):
		return name + " called on non-object", true
	case strings.HasSuffix(name, ".defineProperty"):
		return f.wrongAccessor(), true
	case name == "Promise":
		return "Promise resolver " + plain(f.argument(0)) + " is not a function", true
	case name == "Map", name == "Object.fromEntries":
		return "Iterator value " + shown + " is not an entry object", true
	case name == "WeakMap", name == "WeakMap.prototype.set":
		return "Invalid value used as weak map key", true
	case name == "WeakSet", name == "WeakSet.prototype.add":
		return "Invalid value used in weak set", true
	case name == "Reflect.apply" && !isCallable(f.argument(0)):
		kind, _, _ := strings.Cut(typeAndValue(f.argument(0)), " ")
		article := "a "
		if sobek.IsNull(f.argument(0)) {
			article, kind = "", "null"
		} else if kind == "object" {
			article = "an "
		}
		return "Function.prototype.apply was called on " + plain(f.argument(0)) + ", which is " + article + kind + " and not a function", true
	case name == "Function.prototype.apply" && !isCallable(f.this):
		return f.scriptLevel()
	case name == "Reflect.construct" && !isCallable(f.argument(0)):
		return plain(f.argument(0)) + " is not a constructor", true
	case name == "Object.keys", name == "Reflect.ownKeys" && holdsObject(f.argument(0)), name == "Object.getOwnPropertyNames",
		name == "Reflect.apply", name == "Reflect.construct", name == "Function.prototype.apply":
		return "CreateListFromArrayLike called on non-object", true
	case name == "Object.getPrototypeOf", name == "Reflect.getPrototypeOf" && holdsObject(f.argument(0)):
		return "'getPrototypeOf' on proxy: trap returned neither object nor null", true
	case name == "Reflect.setPrototypeOf" && holdsObject(f.argument(0)):
		return "Object prototype may only be an Object or null: " + plain(f.argument(1)), true
	case strings.HasPrefix(name, "Reflect."):
		return name + " called on non-object", true
	case name == "Promise.resolve", name == "Promise.reject":
		return "PromiseResolve called on non-object", true
	case strings.HasPrefix(name, "Promise.") && !strings.Contains(name, "prototype"):
		return name + " called on non-object", true
	}
	return f.notFunction(name)
}

func isCallable(v sobek.Value) bool {
	_, callable := sobek.AssertFunction(v)
	return callable
}

// notFunction is what V8 says of an argument that should have been a function.
func (f *failure) notFunction(name string) (string, bool) {
	argument := f.argument(0)
	switch name {
	case "%TypedArray%.prototype.sort":
		return "The comparison function must be either a function or undefined", true
	case "Symbol.keyFor":
		return f.isolate.plainText(argument) + " is not a symbol", true
	case "Object.defineProperties":
		if !holdsObject(argument) {
			return name + " called on non-object", true
		}
	case "Array.from", "%TypedArray%.from":
		argument = f.argument(1)
	case "Array.prototype.flatMap":
		return "flatMap mapper function is not callable", true
	case "Map.prototype.forEach", "Set.prototype.forEach":
		return typeAndValue(argument) + " is not a function", true
	}
	return f.isolate.plainText(argument) + " is not a function", true
}

func (f *failure) notConstructor(name string) (string, bool) {
	if name != "Reflect.construct" {
		return "", false
	}
	argument := f.argument(0)
	if isCallable(argument) && len(f.arguments) > 2 {
		if _, ok := sobek.AssertConstructor(argument); ok {
			argument = f.argument(2)
		}
	}
	return f.isolate.plainText(argument) + " is not a constructor", true
}

// wrongNumber is what V8 says of lengths, places and counts.
func (f *failure) wrongNumber(name, message string) (string, bool) {
	_, number, _ := strings.Cut(message, "Invalid index ")
	switch {
	case strings.HasPrefix(name, "BigInt."):
		return "Invalid value: not (convertible to) a safe integer", true
	case name == "Array.prototype.with":
		return "Invalid index : " + f.argument(0).String(), true
	case name == "String.prototype.repeat":
		return "Invalid count value: " + f.argument(0).String(), true
	case name == "ArrayBuffer":
		return "Invalid array buffer length", true
	case strings.HasSuffix(name, "Array"):
		return "Invalid typed array length: " + number, true
	case strings.HasPrefix(name, "DataView"):
		return "Offset is outside the bounds of the DataView", true
	}
	return "", false
}

// wrongAccessor is what V8 says of a descriptor's getter or setter.
func (f *failure) wrongAccessor() string {
	d, ok := f.argument(2).(*sobek.Object)
	if !ok {
		return "Property description must be an object: " + f.isolate.plainText(f.argument(2))
	}
	get, set := f.isolate.dataOf(d, "get"), f.isolate.dataOf(d, "set")
	if get != nil && !isNothing(get) && !isCallable(get) || set == nil {
		return "Getter must be a function: " + f.isolate.plainText(get)
	}
	return "Setter must be a function: " + f.isolate.plainText(set)
}

func (f *failure) notBigInt(message string) (string, bool) {
	if symbol, ok := f.argument(0).(*sobek.Symbol); ok {
		return "Cannot convert " + f.isolate.plainText(symbol) + " to a BigInt", true
	}
	switch v := f.argument(0).Export().(type) {
	case float64:
		if f.name() == "BigInt" && v == v || f.name() == "BigInt" {
			return "The number " + f.argument(0).String() + " cannot be converted to a BigInt because it is not an integer", true
		}
	}
	return message, true
}

func holdsObject(v sobek.Value) bool {
	_, object := v.(*sobek.Object)
	return object
}

// scriptLevel words a failure as one of the script's own call.
func (f *failure) scriptLevel() (string, bool) {
	f.builtin = nil
	return f.notCallable()
}

// trapped completes what the engine says of a proxy's trap.
func (f *failure) trapped(message string, key sobek.Value) (string, bool) {
	if property, found := strings.CutSuffix(message, " is a non-configurable property but the trap returned truish"); found {
		_, property, _ = strings.Cut(property, ": property ")
		return "'deleteProperty' on proxy: trap returned truish for property " + property + " which is non-configurable in the proxy target", true
	}
	if strings.Contains(message, "trap reported non-configurability") {
		return strings.Replace(message, "which is non-existent in", "which is either non-existent or configurable in", 1), true
	}
	message = strings.Replace(message, "did not include non-configurable '", "did not include '", 1)
	switch message {
	case "'defineProperty' on proxy: trap returned falsish":
		return message + " for property '" + f.key(key) + "'", true
	case "'setPrototypeOf' on proxy: trap returned falsish":
		return message + " for property 'undefined'", true
	}
	return message, true
}

// operationOnProxy is the trap that a builtin asks of a proxy.
func operationOnProxy(name string) string {
	switch name {
	case "Object.keys", "Reflect.ownKeys", "Object.getOwnPropertyNames", "Object.entries", "Object.values":
		return "ownKeys"
	case "Object.getPrototypeOf", "Reflect.getPrototypeOf":
		return "getPrototypeOf"
	case "Object.setPrototypeOf", "Reflect.setPrototypeOf":
		return "setPrototypeOf"
	case "Object.isExtensible", "Reflect.isExtensible":
		return "isExtensible"
	case "Object.preventExtensions", "Reflect.preventExtensions":
		return "preventExtensions"
	case "Object.defineProperty", "Reflect.defineProperty":
		return "defineProperty"
	case "Object.getOwnPropertyDescriptor", "Reflect.getOwnPropertyDescriptor":
		return "getOwnPropertyDescriptor"
	case "Reflect.has":
		return "has"
	case "Reflect.set":
		return "set"
	case "Reflect.deleteProperty":
		return "deleteProperty"
	case "Array.isArray":
		return "IsArray"
	}
	return "get"
}

// arrayWords are about what methods of arrays may not do to an array that is
// frozen or is none.
func (f *failure) arrayWords(name, message string) (string, bool) {
	if !strings.HasPrefix(name, "Array.prototype.") && !strings.HasPrefix(name, "Object.") && !strings.HasPrefix(name, "Reflect.") {
		return "", false
	}
	this, _ := f.this.(*sobek.Object)
	if name == "Object.assign" {
		this, _ = f.argument(0).(*sobek.Object)
	}
	if rest, found := strings.CutSuffix(message, " of a String"); found {
		if strings.HasPrefix(rest, "Cannot delete") {
			return rest + " of [object String]", true
		}
		return rest + " of object '[object String]'", true
	}
	switch {
	case message == "Cannot assign to read only property 'length'" && this == nil:
		return message + " of object '[object String]'", true
	case strings.HasPrefix(message, "Cannot delete property '"):
		rest, _, _ := strings.Cut(message, "' of ")
		if this != nil {
			return rest + "' of " + f.isolate.plainText(this), true
		}
	case message == "" && f.isProxy(f.argument(0)):
		return f.brokenInvariant(name)
	case message == "length is not writable", message == "":
		return f.frozen(name, this)
	case strings.HasPrefix(message, "Cannot assign to read only property '") && this != nil:
		return message + " of object '" + f.isolate.plainText(this) + "'", true
	}
	return "", false
}

// frozen is what V8 says first of an array that cannot be changed.
func (f *failure) frozen(name string, this *sobek.Object) (string, bool) {
	if this == nil {
		return "", false
	}
	// Of an array that is only as long as it is, or of an empty one, the length is written.
	given := strings.TrimPrefix(name, "Array.prototype.")
	self, empty := f.isolate.inside.self(this), len(this.Keys()) == 0
	if extensible := self.FieldByName("extensible"); f.isolate.inside.kind(this) == "arrayObject" && given != name &&
		(extensible.Bool() || empty && (given == "pop" || given == "shift" || given == "unshift" && len(f.arguments) == 0)) {
		return "Cannot assign to read only property 'length' of object '" + f.isolate.plainText(this) + "'", true
	}
	length := "0"
	if own := f.isolate.ownData(this, "length"); own != nil {
		length = own.String()
	}
	switch strings.TrimPrefix(name, "Array.prototype.") {
	case "push", "unshift":
		if extensible, ok := this.Export().([]any); ok && extensible != nil {
			return "Cannot add property " + length + ", object is not extensible", true
		}
	case "pop":
		return "Cannot delete property '" + length + "' of [object Array]", true
	case "shift", "splice":
		return "Cannot delete property '0' of [object Array]", true
	}
	return "Cannot assign to read only property '0' of object '" + f.isolate.plainText(this) + "'", true
}

func (f *failure) isProxy(v sobek.Value) bool {
	object, ok := v.(*sobek.Object)
	return ok && f.isolate.inside.kind(object) == "proxyObject"
}

// brokenInvariant is what V8 says of a trap that told of a property what its target
// forbids, where the engine says nothing. (JSProxy::CheckGetSetTrapResult and its like)
func (f *failure) brokenInvariant(name string) (string, bool) {
	target := f.argument(0).(*sobek.Object).Export().(sobek.Proxy).Target()
	if target == nil || f.isProxy(target) {
		return "", false
	}
	key := f.key(f.argument(1))
	var own *sobek.Object
	if symbol, ok := f.argument(1).(*sobek.Symbol); ok {
		own = f.isolate.descriptor(target, symbol)
	} else {
		own = f.isolate.descriptor(target, f.argument(1).String())
	}
	kept := own != nil && !own.Get("configurable").ToBoolean()
	switch {
	case strings.HasSuffix(name, ".getOwnPropertyDescriptor") && kept:
		return "'getOwnPropertyDescriptor' on proxy: trap returned undefined for property '" + key + "' which is non-configurable in the proxy target", true
	case strings.HasSuffix(name, ".getOwnPropertyDescriptor"):
		return "'getOwnPropertyDescriptor' on proxy: trap returned undefined for property '" + key + "' which exists in the non-extensible proxy target", true
	case !strings.HasSuffix(name, ".defineProperty"):
		return "", false
	case own == nil && f.fixes():
		return "'defineProperty' on proxy: trap returned truish for defining non-configurable property '" + key + "' which is either non-existent or configurable in the proxy target", true
	case own == nil:
		return "'defineProperty' on proxy: trap returned truish for adding property '" + key + "'  to the non-extensible proxy target", true
	case !kept && f.fixes():
		return "'defineProperty' on proxy: trap returned truish for defining non-configurable property '" + key + "' which is either non-existent or configurable in the proxy target", true
	}
	return "'defineProperty' on proxy: trap returned truish for adding property '" + key + "'  that is incompatible with the existing property in the proxy target", true
}

// fixes reports whether a descriptor makes a property that cannot be configured.
func (f *failure) fixes() bool {
	d, ok := f.argument(2).(*sobek.Object)
	if !ok {
		return false
	}
	configurable := f.isolate.ownData(d, "configurable")
	return configurable != nil && !configurable.ToBoolean()
}
