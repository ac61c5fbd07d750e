package js

import (
	"regexp"
	"slices"
	"strings"

	"github.com/grafana/sobek"
	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/file"
	"github.com/grafana/sobek/unistring"
)

// A script may put something of its own in place of what the language has:
//
//	Array.prototype.map = function (f) { … }
//	delete Function.prototype.call
//	JSON.stringify = null
//	Promise = require('./promise')
//
// Node's own library does not notice, because it took what it needs beforehand
// (its primordials). Ours calls builtins as any code does; so before a script
// writes such a property, the property becomes one with a getter, which gives
// the library what was there and everybody else what the script has put there.
// Which builtin that may be is seen by the name that is written. (Node's
// doc/contributing/primordials.md)

const (
	// keepName is called with an object and the name of its property that is
	// about to be written.
	keepName unistring.String = " keep"
	// takeName is called with an object and the name of its property that is
	// about to be deleted.
	takeName unistring.String = " take"
)

// keptOwners are the objects, by their names, whose functions are kept, with
// their prototypes. The global object is one too.
var keptOwners = [...]string{
	"Object", "Function", "Array", "String", "Number", "Boolean", "Symbol", "BigInt", "Promise", "Map", "Set", "WeakMap", "WeakSet", "RegExp", "Date",
	"Error", "TypeError", "RangeError", "SyntaxError", "AggregateError", "JSON", "Math", "Reflect", "Proxy", "ArrayBuffer", "DataView", "Uint8Array",
}

// keptGlobals are globals of Node's that its library uses by their names.
var keptGlobals = [...]string{
	"setTimeout", "setInterval", "setImmediate", "clearTimeout", "clearInterval", "clearImmediate", "queueMicrotask",
	"Buffer", "URL", "URLSearchParams", "AbortController", "TextEncoder", "TextDecoder", "EventTarget", "Event",
}

// isKeptGlobal reports whether a global may be one that is kept.
func isKeptGlobal(name string) bool {
	return slices.Contains(keptOwners[:], name) || slices.Contains(keptGlobals[:], name)
}

// neverKept are names of properties that are no builtin's, though some have
// functions of that name.
func neverKept(name string) bool {
	switch name {
	case "prototype", "constructor", "name", "length", "message", "exports", "prepareStackTrace":
		return true
	}
	return false
}

// kept is a property that a script has written, or taken away.
type kept struct {
	own, current sobek.Value
	get, set     sobek.Value // what a script has put there as an accessor; nil if it has not
	taken        bool
	listed       bool // it is enumerable
}

// is gives the property a value.
func (k *kept) is(value sobek.Value, taken bool) {
	k.current, k.get, k.set, k.taken = value, nil, nil, taken
}

// value is the property's for an object.
func (k *kept) value(of sobek.Value) sobek.Value {
	if k.get == nil {
		return k.current
	}
	return callAccessor(k.get, of)
}

// callAccessor calls a getter or setter, if it is a function.
func callAccessor(accessor, of sobek.Value, arguments ...sobek.Value) sobek.Value {
	function, ok := sobek.AssertFunction(accessor)
	if !ok {
		return sobek.Undefined()
	}
	value, err := function(of, arguments...)
	if err != nil {
		panic(err)
	}
	return value
}

// keeper knows the builtins that scripts have written.
type keeper struct {
	owners    map[*sobek.Object]map[any]*kept // nil until a script writes what may be one
	iterators bool                            // of iterators, too
}

// keeping makes what writes or deletes the property of a builtin tell about it
// before. What is written is known by its name, or stands in a prototype.
func (in *instrumenter) keeping(helper unistring.String, target ast.Expression) {
	if in.library {
		return
	}
	switch target := target.(type) {
	case *ast.DotExpression:
		name := target.Identifier.Name.String()
		if neverKept(name) || !in.mayHaveBuiltins(target.Left) && !isKeptGlobal(name) {
			return
		}
		target.Left = callHidden(helper, target.Left, stringLiteral(name, target.Left.Idx0()))
	case *ast.BracketExpression:
		if !in.mayHaveBuiltins(target.Left) {
			return
		}
		switch key := target.Member.(type) { // evaluated twice, so it must be one that changes nothing
		case *ast.StringLiteral:
			target.Left = callHidden(helper, target.Left, stringLiteral(key.Value.String(), key.Idx))
		case *ast.Identifier:
			target.Left = callHidden(helper, target.Left, &ast.Identifier{Name: key.Name, Idx: key.Idx})
		case *ast.DotExpression:
			if of, ok := key.Left.(*ast.Identifier); ok && of.Name == "Symbol" {
				again := &ast.DotExpression{Left: &ast.Identifier{Name: of.Name, Idx: of.Idx}, Identifier: key.Identifier}
				target.Left = callHidden(helper, target.Left, again)
			}
		}
	case *ast.Identifier:
		if name := target.Name.String(); helper == keepName && isKeptGlobal(name) && !slices.Contains(in.globals, name) {
			in.globals = append(in.globals, name)
		}
	}
}

// mayHaveBuiltins reports whether an expression may be an object that has builtins.
func (in *instrumenter) mayHaveBuiltins(e ast.Expression) bool {
	if id, ok := e.(*ast.Identifier); ok && slices.Contains(in.builtins, id.Name.String()) {
		return true
	}
	return isPrototype(e) || isBuiltinName(e)
}

// holdsBuiltins finds what names an object that has builtins:
//
//	const lists = Array.prototype
//	for (const kind of [Map.prototype, Set.prototype])
//	const { prototype: texts } = String
var holdsBuiltins = regexp.MustCompile(`([\w$]+)\s*(?:=|\bof\b)[^=;\n]*(?:\.prototype|__proto__|getPrototypeOf\()|\bprototype\s*:\s*([\w$]+)|` +
	`([\w$]+)\s*=\s*(?:` + strings.Join(keptOwners[:], "|") + `)\s*(?:[;,)\n]|$)`)

// builtinsIn are the names that a source gives to such objects.
func builtinsIn(source string) (names []string) {
	for _, found := range holdsBuiltins.FindAllStringSubmatch(source, -1) {
		names = append(names, found[1:]...)
	}
	return names
}

// isPrototype reports whether an expression may be the prototype of a builtin:
// one by its name, or a variable, which may hold one.
func isPrototype(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.DotExpression:
		return e.Identifier.Name == "prototype" || e.Identifier.Name == "__proto__"
	case *ast.Identifier:
		return strings.HasSuffix(strings.ToLower(e.Name.String()), "proto") || strings.HasSuffix(strings.ToLower(e.Name.String()), "prototype")
	case *ast.CallExpression:
		callee, ok := e.Callee.(*ast.DotExpression)
		return ok && callee.Identifier.Name == "getPrototypeOf"
	}
	return false
}

// isBuiltinName reports whether an expression is the name of a builtin, alone or
// as a global's property.
func isBuiltinName(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.Identifier:
		return isKeptGlobal(e.Name.String())
	case *ast.DotExpression:
		of, ok := e.Left.(*ast.Identifier)
		return ok && (of.Name == "globalThis" || of.Name == "global") && isKeptGlobal(e.Identifier.Name.String())
	}
	return false
}

// keepGlobals makes a program keep the globals that are assigned to in it, before
// anything else.
func (in *instrumenter) keepGlobals(p *ast.Program) {
	if len(in.globals) == 0 {
		return
	}
	at := file.Idx(p.File.Base())
	first := make([]ast.Statement, 0, len(in.globals)+len(p.Body))
	for len(p.Body) > 0 && isDirective(p.Body[0]) {
		first, p.Body = append(first, p.Body[0]), p.Body[1:]
	}
	for _, name := range in.globals {
		call := callHidden(keepName, &ast.Identifier{Name: "globalThis", Idx: at}, stringLiteral(name, at))
		first = append(first, &ast.ExpressionStatement{Expression: call})
	}
	p.Body = append(first, p.Body...)
}

// keep lets a property that is about to be written have a getter, if it is a
// builtin's; it returns the object.
func (i *Isolate) keep(call sobek.FunctionCall) sobek.Value {
	i.keptOf(call.Argument(0), call.Argument(1))
	return call.Argument(0)
}

// take does so with a property that is about to be deleted; it returns an object
// to delete it from.
func (i *Isolate) take(call sobek.FunctionCall) sobek.Value {
	k := i.keptOf(call.Argument(0), call.Argument(1))
	if k == nil {
		return call.Argument(0)
	}
	k.is(sobek.Undefined(), true)
	return i.Engine.NewObject()
}

// keptOf is the property of a builtin that is kept now; nil if it is none.
func (i *Isolate) keptOf(of, key sobek.Value) *kept {
	owner, ok := of.(*sobek.Object)
	if !ok {
		return nil
	}
	if i.keeper.owners == nil {
		i.keeper.owners = i.findOwners()
	}
	properties, ok := i.keeper.owners[owner]
	if !ok {
		return nil
	}
	name := propertyName(key)
	if k := properties[name]; k != nil {
		return k
	}
	if global, ok := name.(string); ok && owner == i.Engine.GlobalObject() && slices.Contains(keptGlobals[:], global) {
		owner.Get(global) // it may not be made yet
	}
	d := i.descriptor(owner, name)
	if d == nil {
		return nil
	}
	own, ok := d.Get("value").(*sobek.Object)
	if !ok || !d.Get("writable").ToBoolean() || !d.Get("configurable").ToBoolean() {
		return nil
	}
	k := &kept{own: own, current: own, listed: d.Get("enumerable").ToBoolean()}
	properties[name] = k
	i.giveGetter(owner, name, k)
	if name == "next" {
		i.keeper.iterators = true
	}
	return k
}

// alreadyKept is the property of a builtin that a script has written before, nil if it
// is none.
func (i *Isolate) alreadyKept(of, key sobek.Value) *kept {
	owner, ok := of.(*sobek.Object)
	if !ok || len(i.keeper.owners[owner]) == 0 {
		return nil
	}
	if _, ok := key.(*sobek.Object); ok { // to make a name of it is for the engine, once
		return nil
	}
	return i.keeper.owners[owner][propertyName(key)]
}

// propertyName is what a property is known by: its symbol, or its name.
func propertyName(key sobek.Value) any {
	if symbol, ok := key.(*sobek.Symbol); ok {
		return symbol
	}
	return key.String()
}

// described is how a script sees a property that it has written: nothing of the getter.
func (i *Isolate) described(k *kept) sobek.Value {
	if k.taken {
		return sobek.Undefined()
	}
	type part struct {
		name  string
		value any
	}
	first := []part{{"value", k.current}, {"writable", true}}
	if k.get != nil {
		first = []part{{"get", k.get}, {"set", k.set}}
	}
	descriptor := i.Engine.NewObject()
	for _, part := range append(first, part{"enumerable", k.listed}, part{"configurable", true}) {
		i.define(descriptor, part.name, i.Engine.ToValue(part.value))
	}
	return descriptor
}

// findOwners are the builtins whose properties are kept.
func (i *Isolate) findOwners() map[*sobek.Object]map[any]*kept {
	global := i.Engine.GlobalObject()
	owners := map[*sobek.Object]map[any]*kept{global: {}, i.prototypes.generator: {}}
	for _, name := range keptOwners {
		object, ok := global.Get(name).(*sobek.Object)
		if !ok {
			continue
		}
		owners[object] = map[any]*kept{}
		if prototype, ok := object.Get("prototype").(*sobek.Object); ok {
			owners[prototype] = map[any]*kept{}
		}
	}
	return owners
}

func (i *Isolate) giveGetter(owner *sobek.Object, name any, k *kept) {
	getter := i.Engine.ToValue(func(call sobek.FunctionCall) sobek.Value {
		if i.inside.libraryRuns() {
			return k.own
		}
		value := k.value(call.This)
		if k.taken {
			value = i.inheritedBy(owner, name)
		}
		if name == "next" && !isCallable(value) && asksForNext() {
			return i.refusing(value)
		}
		return value
	})
	setter := i.Engine.ToValue(func(call sobek.FunctionCall) sobek.Value {
		value := call.Argument(0)
		object, ok := call.This.(*sobek.Object)
		switch {
		case k.set != nil:
			callAccessor(k.set, call.This, value)
		case !ok:
		case object == owner:
			k.is(value, false)
		default: // it inherits the setter, where it would have been given a property of its own
			i.define(object, name, value)
		}
		return sobek.Undefined()
	})
	switch name := name.(type) {
	case string:
		i.must(owner.DefineAccessorProperty(name, getter, setter, sobek.FLAG_TRUE, sobek.ToFlag(k.listed)))
	case *sobek.Symbol:
		i.must(owner.DefineAccessorPropertySymbol(name, getter, setter, sobek.FLAG_TRUE, sobek.ToFlag(k.listed)))
	}
}

// inheritedBy is what stands in for a property that was taken away.
func (i *Isolate) inheritedBy(owner *sobek.Object, name any) (value sobek.Value) {
	above := owner.Prototype()
	if above == nil {
		return sobek.Undefined()
	}
	switch name := name.(type) {
	case string:
		value = above.Get(name)
	case *sobek.Symbol:
		value = above.GetSymbol(name)
	}
	if value == nil {
		return sobek.Undefined()
	}
	return value
}

func (i *Isolate) define(object *sobek.Object, name any, value sobek.Value) {
	switch name := name.(type) {
	case string:
		i.must(object.DefineDataProperty(name, value, sobek.FLAG_TRUE, sobek.FLAG_TRUE, sobek.FLAG_TRUE))
	case *sobek.Symbol:
		i.must(object.DefineDataPropertySymbol(name, value, sobek.FLAG_TRUE, sobek.FLAG_TRUE, sobek.FLAG_TRUE))
	}
}

// keepDefined keeps what scripts write by other means than an assignment.
func (i *Isolate) keepDefined() {
	for _, path := range []string{"Object.defineProperty", "Reflect.defineProperty"} {
		i.Later(path, func(function *sobek.Object) {
			var engines Builtin
			engines = i.Refine(function, func(call sobek.FunctionCall) sobek.Value {
				if i.writesKept(call) {
					tried := call
					tried.Arguments = append([]sobek.Value{i.Engine.NewObject()}, call.Arguments[1:]...)
					if made := engines(tried); path == "Reflect.defineProperty" && !made.ToBoolean() {
						return made
					}
					return i.defined(path, tried.Arguments[0].(*sobek.Object), call)
				}
				return engines(call)
			})
		})
	}
	for _, path := range []string{"Object.getOwnPropertyDescriptor", "Reflect.getOwnPropertyDescriptor"} {
		i.Later(path, func(function *sobek.Object) {
			var engines Builtin
			engines = i.Refine(function, func(call sobek.FunctionCall) sobek.Value {
				if k := i.alreadyKept(call.Argument(0), call.Argument(1)); k != nil { // the library, too: it asks for what is printed
					return i.described(k)
				}
				return engines(call)
			})
		})
	}
	i.Later("Object.assign", func(function *sobek.Object) {
		var engines Builtin
		engines = i.Refine(function, func(call sobek.FunctionCall) sobek.Value {
			if i.mayKeep(call.Argument(0)) && !i.inside.calledByLibrary() {
				for _, from := range call.Arguments[1:] {
					if object, ok := from.(*sobek.Object); ok {
						for _, name := range object.Keys() {
							i.keptOf(call.Argument(0), i.Engine.ToValue(name))
						}
					}
				}
			}
			return engines(call)
		})
	})
}

// mayKeep reports whether a value is an object that has builtins: their
// prototypes and constructors are objects that the engine makes from a template,
// or are known.
func (i *Isolate) mayKeep(of sobek.Value) bool {
	object, ok := of.(*sobek.Object)
	if !ok {
		return false
	}
	if i.keeper.owners != nil {
		_, ok := i.keeper.owners[object]
		return ok
	}
	s, _ := i.inside.behind(object)
	return s.template != 0
}

// writesKept reports whether a call defines a builtin's property with a value or an
// accessor.
func (i *Isolate) writesKept(call sobek.FunctionCall) bool {
	if !i.mayKeep(call.Argument(0)) || i.inside.calledByLibrary() {
		return false
	}
	descriptor, ok := call.Argument(2).(*sobek.Object)
	return ok && (i.HasOwn(descriptor, "value") || i.HasOwn(descriptor, "get") || i.HasOwn(descriptor, "set")) && i.keptOf(call.Argument(0), call.Argument(1)) != nil
}

// defined writes what was defined on another object, to see whether it can be.
func (i *Isolate) defined(path string, on *sobek.Object, call sobek.FunctionCall) sobek.Value {
	k := i.keptOf(call.Argument(0), call.Argument(1))
	switch d := i.descriptor(on, propertyName(call.Argument(1))); {
	case d.Get("value") != nil:
		k.is(d.Get("value"), false)
	default:
		k.is(sobek.Undefined(), false)
		k.get, k.set = d.Get("get"), d.Get("set")
	}
	if path == "Reflect.defineProperty" {
		return i.Engine.ToValue(true)
	}
	return call.Argument(0)
}
