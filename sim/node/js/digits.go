package js

import (
	"math"
	"reflect"
	"strconv"
	"strings"

	"github.com/grafana/sobek"
)

// The engine writes one number in ten thousand with a last digit too high, so that
// reading it gives another number. Where scripts most often make texts of numbers (in
// templates and sums with texts, by String and toString, in what the console prints)
// the digits come from here.

// textOfFloats lets String and toString write numbers so.
func (i *Isolate) textOfFloats() {
	i.Later("String", func(function *sobek.Object) {
		var engines Builtin
		engines = i.Refine(function, func(call sobek.FunctionCall) sobek.Value {
			if x, ok := floatIn(call.Argument(0)); ok {
				return i.Engine.ToValue(numberText(x))
			}
			return engines(call)
		})
	})
	i.Later("Number.prototype.toString", func(function *sobek.Object) {
		var engines Builtin
		engines = i.Refine(function, func(call sobek.FunctionCall) sobek.Value {
			if x, ok := floatIn(call.This); ok && sobek.IsUndefined(call.Argument(0)) {
				return i.Engine.ToValue(numberText(x))
			} else if radix, is := wholeIn(call.Argument(0)); ok && is && radix >= 2 && radix <= 36 && radix != 10 {
				return i.Engine.ToValue(radixText(x, int(radix)))
			}
			return engines(call)
		})
	})
}

// wholeIn is the integer that a value is, if the engine holds it as one.
func wholeIn(value sobek.Value) (int64, bool) {
	n, ok := value.Export().(int64)
	return n, ok
}

// floatIn is the number that a value is, if the engine holds it as one with a fraction.
func floatIn(value sobek.Value) (float64, bool) {
	if _, object := value.(*sobek.Object); object || value == nil || value.ExportType() == nil || value.ExportType().Kind() != reflect.Float64 {
		return 0, false
	}
	return value.ToFloat(), true
}

// writtenFloat is a value, or its text if it is such a number.
func (i *Isolate) writtenFloat(value sobek.Value) sobek.Value {
	if x, ok := floatIn(value); ok {
		return i.Engine.ToValue(numberText(x))
	}
	return value
}

// numberText is a number's shortest text that reads as the same number.
// (Number::toString, 6.1.6.1.20)
func numberText(x float64) string {
	switch {
	case x != x:
		return "NaN"
	case math.IsInf(x, 0):
		return strings.TrimPrefix(strings.Replace(strconv.FormatFloat(x, 'g', -1, 64), "Inf", "Infinity", 1), "+")
	case x == 0:
		return "0"
	}
	if size := math.Abs(x); size >= 1e-6 && size < 1e21 {
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(x, 'e', -1, 64), "e")
	return mantissa + "e" + exponent[:1] + strings.TrimLeft(exponent[1:], "0")
}
