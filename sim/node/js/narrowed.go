package js

import (
	"reflect"

	"github.com/grafana/sobek"
)

// BigInt.asIntN and BigInt.asUintN leave an integer as it is that fits into so many bits,
// which may be 2**53 - 1; the engine makes an integer of that many first. (BigInt::AsIntN
// and BigInt::AsUintN of V8, src/objects/bigint.cc)

// narrowIntegers lets the engine do that only where something is cut off.
func (i *Isolate) narrowIntegers() {
	i.narrow("BigInt.asIntN", i.fitsSigned)
	i.narrow("BigInt.asUintN", i.fitsUnsigned)
}

func (i *Isolate) narrow(name string, fits func(value sobek.Value, width int64) bool) {
	reads, _ := sobek.AssertFunction(i.Engine.Get("BigInt"))
	i.Later(name, func(function *sobek.Object) {
		var engines Builtin
		engines = i.Refine(function, func(call sobek.FunctionCall) sobek.Value {
			if len(call.Arguments) < 2 {
				return engines(call)
			}
			bits, value := call.Arguments[0].ToNumber(), call.Arguments[1]
			if width := bits.ToInteger(); width >= 0 && width <= mostLength {
				value = i.asInteger(value, reads)
				if isBigInt(value) && fits(value, width) {
					return value
				}
			}
			return engines(sobek.FunctionCall{This: call.This, Arguments: []sobek.Value{bits, value}})
		})
	})
}

// asInteger is the integer that a value becomes, and the value itself where it becomes none.
func (i *Isolate) asInteger(value sobek.Value, reads sobek.Callable) sobek.Value {
	if object, ok := value.(*sobek.Object); ok {
		value = i.primitive(object)
	}
	if symbol, is := value.(*sobek.Symbol); is {
		i.throwType("Cannot convert " + i.plainText(symbol) + " to a BigInt")
	}
	_, isText := value.(sobek.String)
	if !isText && (sobek.IsUndefined(value) || sobek.IsNull(value) || value.ExportType().Kind() != reflect.Bool) {
		return value
	}
	integer, err := reads(sobek.Undefined(), value)
	if err != nil {
		panic(err)
	}
	return integer
}

func (i *Isolate) fitsSigned(value sobek.Value, width int64) bool {
	return int64(integerIn(value).BitLen()) < width
}

func (i *Isolate) fitsUnsigned(value sobek.Value, width int64) bool {
	n := integerIn(value)
	if n.Sign() < 0 {
		if width > mostIntegerBits {
			panic(i.rangeError("Maximum BigInt size exceeded"))
		}
		return false
	}
	return int64(n.BitLen()) <= width
}
