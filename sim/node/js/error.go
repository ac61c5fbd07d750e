package js

import (
	"reflect"
	"unsafe"

	"github.com/grafana/sobek"
	"github.com/grafana/sobek/file"
	"github.com/grafana/sobek/unistring"
)

// The engine makes all its errors by its own constructors, at the place where
// they come from. There each gets V8's words, as long as the values they are
// about are still on the engine's stack, and V8's form of a stack.

// allRejected is V8's message of the error that Promise.any rejects with.
const allRejected = "All promises were rejected"

// errorClasses are the constructors of errors.
var errorClasses = [...]string{
	"Error", "TypeError", "RangeError", "SyntaxError", "ReferenceError", "EvalError", "URIError", "AggregateError",
}

// watchErrors lets every error that is made pass through made.
func (i *Isolate) watchErrors() {
	e := i.Engine
	i.errorClass = e.Get("Error").(*sobek.Object)
	prototype := i.errorClass.Get("prototype").(*sobek.Object)
	i.errorToString = prototype.Get("toString")
	i.errorText, _ = sobek.AssertFunction(i.errorToString)
	object := e.Get("Object").(*sobek.Object)
	i.ownDescriptor, _ = sobek.AssertFunction(object.Get("getOwnPropertyDescriptor"))
	i.keyFor, _ = sobek.AssertFunction(e.Get("Symbol").(*sobek.Object).Get("keyFor"))
	i.freeze, _ = sobek.AssertFunction(object.Get("freeze"))
	i.objectToString = object.Get("prototype").(*sobek.Object).Get("toString")
	i.functionText, _ = sobek.AssertFunction(e.Get("Function").(*sobek.Object).Get("prototype").(*sobek.Object).Get("toString"))
	_ = i.errorClass.DefineDataProperty("stackTraceLimit", e.ToValue(10), sobek.FLAG_TRUE, sobek.FLAG_TRUE, sobek.FLAG_TRUE)
	i.classes = map[string]*sobek.Object{}
	for _, name := range errorClasses {
		class := e.Get(name).(*sobek.Object)
		i.classes[name] = class
		self := i.inside.self(class)
		f := hook[func(sobek.FunctionCall) sobek.Value](self, "f")
		make := hook[func([]sobek.Value, *sobek.Object) *sobek.Object](self, "construct")
		call, construct := *f, *make
		*f = func(c sobek.FunctionCall) sobek.Value {
			c.Arguments = i.withMessage(c.Arguments, class)
			object := call(c).(*sobek.Object)
			i.made(object, class, nil)
			return object
		}
		*make = func(arguments []sobek.Value, newTarget *sobek.Object) *sobek.Object {
			if newTarget != class { // what the engine makes itself is as it should be
				arguments = i.withMessage(arguments, class)
			}
			object := construct(arguments, newTarget)
			i.made(object, class, newTarget)
			return object
		}
	}
}

// withMessage are the arguments of a constructor of errors with a message that is text,
// and with a list of errors. The engine keeps a number as it is. (20.5.1.1, 20.5.7.1.1)
func (i *Isolate) withMessage(arguments []sobek.Value, class *sobek.Object) []sobek.Value {
	at := 0
	if class == i.classes["AggregateError"] {
		if at = 1; len(arguments) == 0 {
			return []sobek.Value{sobek.Undefined()}
		}
	}
	if len(arguments) <= at || arguments[at] == nil || sobek.IsUndefined(arguments[at]) {
		return arguments
	}
	if _, text := arguments[at].(sobek.String); text {
		return arguments
	}
	arguments = append([]sobek.Value(nil), arguments...)
	arguments[at] = i.toText(arguments[at])
	return arguments
}

// hook is where a structure of the engine keeps a function.
func hook[F any](structure reflect.Value, field string) *F {
	at := structure.FieldByName(field)
	if !at.IsValid() || at.Type() != reflect.TypeFor[F]() {
		panic("js: the engine's " + structure.Type().String() + " has no field " + field)
	}
	return (*F)(unsafe.Pointer(at.UnsafeAddr()))
}

// calling reports whether a constructor of errors is called like a function.
func (i *Isolate) calling(class *sobek.Object) (is bool) {
	i.inside.calls(func(c call) bool {
		is = c.function == class
		return false
	})
	return is
}

// errorStrain is what an error takes that the engine makes, which no code tells of.
const errorStrain = 1 << 10

// made gives an error that has just been made its stack, and V8's words if the
// engine made it: then the constructor's target is the constructor itself.
func (i *Isolate) made(object, class, target *sobek.Object) {
	i.above = i.inside.above()
	var above *sobek.Object
	var place file.Idx
	var missing *call
	noCalls := false
	switch {
	case target == class:
		if message, ok := i.ownData(object, "message").(sobek.String); ok {
			words := ""
			if words, place, missing = i.words(message.String()); words != message.String() {
				_ = object.DefineDataProperty("message", i.Engine.ToValue(words), sobek.FLAG_TRUE, sobek.FLAG_TRUE, sobek.FLAG_FALSE)
			}
		} else if class == i.classes["AggregateError"] {
			// Promise.any makes the only one that the engine makes. V8 makes it
			// outside of any call.
			_ = object.DefineDataProperty("message", i.Engine.ToValue(allRejected), sobek.FLAG_TRUE, sobek.FLAG_TRUE, sobek.FLAG_FALSE)
			noCalls = true
		}
	case target == nil && i.folded(object):
		// The words are set.
	case target != nil && i.seen(target):
		above = target // the constructors of classes are not shown
	}
	kind, self := i.inside.behind(object)
	if kind.name != "errorObject" {
		return
	}
	// The engine's own stack goes, so that a throw notes its own place.
	*read[[]sobek.StackFrame](self, kind.stack) = nil
	*read[bool](self, kind.stackAdded) = true
	limit := i.stackLimit()
	if limit < 0 {
		_ = object.DefineDataProperty("stack", sobek.Undefined(), sobek.FLAG_TRUE, sobek.FLAG_TRUE, sobek.FLAG_FALSE)
		return
	}
	if target == nil && above == nil && i.calling(class) {
		above = class // Error() is no call of its own
	}
	i.Strain(errorStrain)
	var sites []*Site
	if !noCalls {
		sites = i.sites(limit, above)
	}
	if place != 0 {
		for _, s := range sites {
			if !s.builtin() {
				s.settled = place
				break
			}
		}
	}
	if missing != nil && len(sites) < limit {
		sites = append([]*Site{{call: *missing, isolate: i}}, sites...)
	}
	i.attach(object, sites)
	names := *read[[]unistring.String](self, kind.names)
	last := len(names) - 1
	copy(names[1:], names[:last])
	names[0] = "stack"
}
