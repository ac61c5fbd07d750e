package js

import (
	"strconv"

	"github.com/grafana/sobek"

	"timeslice/sim/node/regexp"
)

// mostElements is how many elements a typed array can have.
// (JSTypedArray::kMaxByteLength on a machine of 64 bits)
const mostElements = 1 << 32

// mostSpread is how many arguments a call can be given by spreading an array:
// they lie on the stack, of which V8 has 984 KiB.
const mostSpread = 122_000

// chargeBuffers asks the world before memory is taken for array buffers.
func (i *Isolate) chargeBuffers() {
	i.beforeConstruct("ArrayBuffer", func(arguments []sobek.Value) {
		copy(arguments, i.worthFirst(arguments))
		i.Labour(asNumbers(i, nil, arguments))
		if size, ok := number(arguments); ok {
			i.Claim(size)
		}
		i.refuseResizing(arguments)
	})
	for _, view := range viewBytes() {
		i.beforeConstruct(view.name, func(arguments []sobek.Value) {
			i.labourOfViews(arguments)
			count, ok := number(arguments)
			if !ok && len(arguments) > 0 {
				count = i.count(arguments[0])
			}
			if count > mostElements {
				panic(i.rangeError("Invalid typed array length: " + strconv.FormatInt(count, 10)))
			}
			i.Claim(count * view.bytes)
		})
	}
	for _, owner := range []string{"Function.prototype", "Reflect"} {
		i.Later(owner+".apply", func(function *sobek.Object) {
			f := hook[Builtin](i.inside.self(function), "f")
			call := *f
			*f = func(c sobek.FunctionCall) sobek.Value {
				if last := len(c.Arguments) - 1; last > 0 {
					i.fits(c.Arguments[last])
				}
				return call(c)
			}
		})
	}
}

// viewBytes are the classes of typed arrays, and how many bytes an element of each takes.
func viewBytes() []struct {
	name  string
	bytes int64
} {
	return []struct {
		name  string
		bytes int64
	}{
		{"Int8Array", 1}, {"Uint8Array", 1}, {"Uint8ClampedArray", 1}, {"Int16Array", 2}, {"Uint16Array", 2}, {"Int32Array", 4},
		{"Uint32Array", 4}, {"Float32Array", 4}, {"Float64Array", 8}, {"BigInt64Array", 8}, {"BigUint64Array", 8},
	}
}

// refuseResizing ends the making of an array buffer that is to change its length later:
// the engine has none, and would give one whose length stays.
func (i *Isolate) refuseResizing(arguments []sobek.Value) {
	if len(arguments) < 2 {
		return
	}
	options, is := arguments[1].(*sobek.Object)
	if !is {
		return
	}
	if most := options.Get("maxByteLength"); most == nil || sobek.IsUndefined(most) {
		return
	}
	object, err := i.Engine.New(i.classes["Error"], i.Engine.ToValue("timeslice: an ArrayBuffer that changes its length (maxByteLength) is not simulated; make it as large as it will have to be"))
	if err == nil {
		err = object.Set("code", "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM")
	}
	if err != nil {
		panic(err)
	}
	panic(object)
}

// beforeConstruct lets a constructor begin with a look at its arguments.
func (i *Isolate) beforeConstruct(name string, look func([]sobek.Value)) {
	i.Later(name, func(class *sobek.Object) {
		var make Constructor
		make = i.ReplaceConstructor(class, func(arguments []sobek.Value, newTarget *sobek.Object) *sobek.Object {
			look(arguments)
			return make(arguments, newTarget)
		})
	})
}

// number is a first argument that is a number, or is none of an object.
func number(arguments []sobek.Value) (int64, bool) {
	if len(arguments) == 0 {
		return 0, false
	}
	if _, isObject := arguments[0].(*sobek.Object); isObject || sobek.IsUndefined(arguments[0]) {
		return 0, false
	}
	if _, isSymbol := arguments[0].(*sobek.Symbol); isSymbol {
		return 0, false
	}
	n := arguments[0].ToFloat()
	if !(n > 0) {
		return 0, true // negative ones the engine refuses
	}
	return int64(min(n, 1<<53)), true
}

// Claim asks for so many bytes for an array buffer. If there are not so many,
// the code that asks gets V8's RangeError.
func (i *Isolate) Claim(bytes int64) {
	if bytes >= 1<<53 {
		panic(i.rangeError("Invalid array buffer length"))
	}
	if bytes >= largeBytes {
		i.Settle()
	}
	if bytes > 0 && !i.world.Claim(bytes) {
		panic(i.rangeError("Array buffer allocation failed"))
	}
	i.Labour(bytes)
}

// fits throws what V8 throws if an array has too many elements to be arguments of a call.
func (i *Isolate) fits(value sobek.Value) {
	if object, ok := value.(*sobek.Object); ok && object.ClassName() == "Array" && i.count(object) > mostSpread {
		panic(i.newError("RangeError", regexp.Latin1("Maximum call stack size exceeded")))
	}
}

// spread is called with what is spread into the arguments of a call.
func (i *Isolate) spread(call sobek.FunctionCall) sobek.Value {
	value := call.Arguments[0]
	i.fits(value)
	i.walk(value, i.costs.Builtins.ScanNs, 0)
	return i.stepwise(value, 0, mostSpread)
}
