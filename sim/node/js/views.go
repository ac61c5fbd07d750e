package js

import (
	"math/big"

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
