package js

import "github.com/grafana/sobek"

// quickShift takes the first element off an array as V8 does, which lets the array begin
// one element later (Heap::LeftTrimFixedArray). The engine moves all that stands behind
// it, from the second time on one element by its name after the other: a queue of a
// hundred thousand took 40 s to be emptied.
func (i *Isolate) quickShift(shift *sobek.Object) {
	var engines Builtin
	engines = i.Refine(shift, func(call sobek.FunctionCall) sobek.Value {
		if first := i.inside.shift(call.This); first != nil {
			return first
		}
		i.Labour(moved(i, call.This, nil))
		return engines(call)
	})
}

// shift takes the first element off an array whose elements lie in one row without gaps
// and may be changed; nil if it is none or has none. The others stay where they are.
func (in *inside) shift(v sobek.Value) sobek.Value {
	at := in.array(v)
	if at == nil {
		return nil
	}
	values, length := read[[]sobek.Value](at, in.at.values), read[uint32](at, in.at.arrayLength)
	filled, defined := read[int](at, in.at.arrayFilled), read[int](at, in.at.arrayDefined)
	n := len(*values)
	if n == 0 || *length != uint32(n) || *filled != n || *defined != 0 || !*read[bool](at, in.at.arrayResizes) {
		return nil
	}
	first := (*values)[0]
	if first != nil {
		(*values)[0] = nil // so that it can be collected
		*values, *length, *filled = (*values)[1:], *length-1, *filled-1
	}
	return first
}
