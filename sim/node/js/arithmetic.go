package js

import (
	"math"

	"github.com/grafana/sobek"

	"timeslice/sim/node/elementary"
)

// The engine computes sine, powers and their like as Go does, which differs from V8 in
// the last place for one argument in five, and JavaScript prints the last place. Here
// they are computed as V8 computes them.

// elementaryFunctions are those of Math that have one argument. (21.3.2)
var elementaryFunctions = [...]struct {
	name string
	of   func(float64) float64
}{
	{"acos", elementary.Acos}, {"acosh", elementary.Acosh}, {"asin", elementary.Asin}, {"asinh", elementary.Asinh},
	{"atan", elementary.Atan}, {"atanh", elementary.Atanh}, {"cbrt", elementary.Cbrt}, {"cos", elementary.Cos},
	{"cosh", elementary.Cosh}, {"exp", elementary.Exp}, {"expm1", elementary.Expm1}, {"log", elementary.Log},
	{"log10", elementary.Log10}, {"log1p", elementary.Log1p}, {"log2", elementary.Log2}, {"sin", elementary.Sin},
	{"sinh", elementary.Sinh}, {"tan", elementary.Tan}, {"tanh", elementary.Tanh},
}

func (i *Isolate) computeAsV8() {
	for _, function := range elementaryFunctions {
		i.Later("Math."+function.name, func(object *sobek.Object) {
			i.Refine(object, func(call sobek.FunctionCall) sobek.Value {
				return i.Engine.ToValue(function.of(call.Argument(0).ToFloat()))
			})
		})
	}
	i.Later("Math.atan2", func(object *sobek.Object) {
		i.Refine(object, func(call sobek.FunctionCall) sobek.Value {
			y := call.Argument(0).ToFloat()
			return i.Engine.ToValue(elementary.Atan2(y, call.Argument(1).ToFloat()))
		})
	})
	i.Later("Math.pow", func(object *sobek.Object) {
		i.Refine(object, func(call sobek.FunctionCall) sobek.Value {
			x := call.Argument(0).ToFloat()
			return i.Engine.ToValue(elementary.Pow(x, call.Argument(1).ToFloat()))
		})
	})
}

// power is called with the right side of **. The left side, where the engine has put
// it, becomes the power, and the right side 1, so that what the engine does then
// changes nothing more; integers of any size, and objects, which may become some, are
// left to the engine.
func (i *Isolate) power(right sobek.Value) sobek.Value {
	left := i.inside.operandPlace()
	if left == nil || *left == nil || !becomesNumber(*left) || !becomesNumber(right) {
		return right
	}
	*left = i.Engine.ToValue(elementary.Pow((*left).ToFloat(), right.ToFloat()))
	return i.Engine.ToValue(1)
}

// becomesNumber reports whether a value is worth a number without anything being called.
func becomesNumber(value sobek.Value) bool {
	switch value.(type) {
	case *sobek.Object, *sobek.Symbol:
		return false
	}
	return !isBigInt(value)
}

// isExactPower reports whether the engine computes a power as V8 does: a whole number to
// a small one.
func isExactPower(base, exponent any) bool {
	x, whole := base.(int64)
	y, small := exponent.(int64)
	return whole && small && y >= 0 && math.Pow(math.Abs(float64(x)), float64(y)) < 1<<53
}
