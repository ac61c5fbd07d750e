package js

import (
	"math/big"
	"strings"

	"github.com/grafana/sobek"
)

// canonicalViews lets DataView write V8's one NaN, whatever the value came from: the
// engine's own differs in a bit.
func (i *Isolate) canonicalViews(prototype *sobek.Object) {
	for _, set := range []struct {
		name, by string
		nan      any
	}{
		{"setFloat32", "setUint32", 0x7fc00000},
		{"setFloat64", "setBigUint64", big.NewInt(0x7ff8 << 48)},
	} {
		i.laterIn(prototype, set.name, func(function *sobek.Object) {
			var engines Builtin
			engines = i.Replace(function, func(call sobek.FunctionCall) sobek.Value {
				number := call.Argument(1).ToNumber()
				if !sobek.IsNaN(number) {
					return engines(sobek.FunctionCall{This: call.This, Arguments: []sobek.Value{call.Argument(0), number, call.Argument(2)}})
				}
				return i.call(prototype.Get(set.by), call.This, call.Argument(0), i.Engine.ToValue(set.nan), call.Argument(2))
			})
		})
	}
}

// attachedSlices lets slice refuse a detached ArrayBuffer before it looks at its
// range: the engine asks only where there is something to copy, and of such a
// buffer there is nothing.
func (i *Isolate) attachedSlices(prototype *sobek.Object) {
	i.laterIn(prototype, "slice", func(function *sobek.Object) {
		var engines Builtin
		engines = i.Replace(function, func(call sobek.FunctionCall) sobek.Value {
			if object, ok := call.This.(*sobek.Object); ok && i.inside.kind(object) == "arrayBufferObject" {
				if buffer, ok := object.Export().(sobek.ArrayBuffer); ok && buffer.Detached() {
					panic(i.Engine.NewTypeError("Cannot perform ArrayBuffer.prototype.slice on a detached ArrayBuffer"))
				}
			}
			return engines(call)
		})
	})
}

// viewsFromStart lets the methods that make a copy of a typed array make it of one that
// begins where its buffer does: the engine writes as far from the copy's beginning as
// the array is from its buffer's, and so past the copy's end.
func (i *Isolate) viewsFromStart() {
	for _, name := range [...]string{"toReversed", "toSorted", "with"} {
		i.Later(typedArrays+"."+name, func(function *sobek.Object) {
			var engines Builtin
			engines = i.Refine(function, func(call sobek.FunctionCall) sobek.Value {
				if view, ok := call.This.(*sobek.Object); ok && i.inside.kind(view) == "typedArrayObject" && i.inside.self(view).FieldByName("offset").Int() > 0 {
					call.This = i.copyOf(view)
				}
				return engines(call)
			})
		})
	}
}

// copyOf is a typed array of the same kind with the same elements.
func (i *Isolate) copyOf(view *sobek.Object) *sobek.Object {
	object, err := i.Engine.New(i.Engine.Get(i.inside.viewName(view)), view)
	if err != nil {
		panic(err)
	}
	return object
}

// viewName is the name of a typed array's kind, whatever class it is of.
func (in *inside) viewName(view *sobek.Object) string {
	name := operationName(in.self(view).FieldByName("typedArray").Elem())
	return strings.ToUpper(name[:1]) + name[1:]
}
