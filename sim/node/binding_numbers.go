package node

import (
	"encoding/binary"
	"math"

	"github.com/grafana/sobek"
)

// Arrays of numbers and texts are written by V8 in C++, at some nanoseconds a
// value; what lib/internal/v8_serializer.js would do with each of them costs what
// JavaScript of the library costs. So those are written and read here, to the same
// bytes and at the price of structured clone. (V8, src/objects/value-serializer.cc)

// numberNs is what one number takes here. (Measured.)
const numberNs = 60

// Tags of the numbers.
const (
	int32Tag  = 'I' // seven bits a byte, the sign in the lowest bit
	doubleTag = 'N' // eight bytes, the lowest first
)

// numbersBinding adds to what the library is given of structured clone.
func (n *Environment) numbersBinding(binding *sobek.Object) {
	e, costs := n.isolate.Engine, &n.options.Costs
	pay := func(values, bytes int) {
		n.isolate.Owe(int64(values) * costs.CloneFieldNs)
		n.isolate.Labour(int64(values) * numberNs)
		n.goThrough(bytes, copiedPs)
	}
	for name, f := range map[string]func(sobek.FunctionCall) sobek.Value{
		// packNumbers(array): what its elements are written as, in an ArrayBuffer;
		// undefined if some are no numbers, or missing.
		"packNumbers": func(c sobek.FunctionCall) sobek.Value {
			elements, ok := n.elements(c.Argument(0).ToObject(e))
			if !ok {
				return sobek.Undefined()
			}
			data, ok := packNumbers(elements)
			if !ok {
				return sobek.Undefined()
			}
			pay(len(elements), len(data))
			n.isolate.Allocate(int64(len(data)))
			return n.arrayBuffer(data)
		},
		// unpackNumbers(bytes, at, count): [an array of so many numbers, where it
		// ends]; undefined if other things are among them.
		"unpackNumbers": func(c sobek.FunctionCall) sobek.Value {
			data, at, count := n.bytesArgument(c.Argument(0)), int(c.Argument(1).ToInteger()), int(c.Argument(2).ToInteger())
			values, rest, ok := unpackNumbers(data[min(at, len(data)):], count)
			if !ok {
				return sobek.Undefined()
			}
			end := len(data) - len(rest)
			pay(count, end-at)
			n.isolate.Allocate(int64(8 * count))
			return e.NewArray(e.NewArray(anys(values)...), end)
		},
		// narrow(text): whether each of its letters fits into a byte.
		"narrow": func(c sobek.FunctionCall) sobek.Value {
			text := c.Argument(0).ToString().(sobek.String)
			pay(0, text.Length())
			for i := range text.Length() {
				if text.CharAt(i) > 0xff {
					return e.ToValue(false)
				}
			}
			return e.ToValue(true)
		},
	} {
		_ = binding.Set(name, f)
	}
}

// packNumbers writes numbers; not if something else is among them. V8 holds an
// array with a number that is no int32 as one of doubles, and writes all as such.
func packNumbers(elements []sobek.Value) ([]byte, bool) {
	doubles := false
	for _, v := range elements {
		if _, object := v.(*sobek.Object); object { // whose export would be all that hangs on it
			return nil, false
		}
		switch number := v.Export().(type) {
		case int64:
			doubles = doubles || number != int64(int32(number))
		case float64:
			doubles = true
		default:
			return nil, false
		}
	}
	data := make([]byte, 0, 3*len(elements))
	for _, v := range elements {
		if doubles {
			data = appendDouble(data, v.ToFloat())
			continue
		}
		number := int32(v.ToInteger())
		data = binary.AppendUvarint(append(data, int32Tag), uint64(uint32(number<<1)^uint32(number>>31)))
	}
	return data, true
}

func appendDouble(data []byte, number float64) []byte {
	bits := math.Float64bits(number)
	if number != number {
		bits = 0x7ff8 << 48 // V8 has one
	}
	return binary.LittleEndian.AppendUint64(append(data, doubleTag), bits)
}

// unpackNumbers reads so many numbers, and gives what follows them.
func unpackNumbers(data []byte, count int) (numbers []float64, rest []byte, ok bool) {
	if count > len(data)/2 { // each takes two bytes at least
		return nil, nil, false
	}
	numbers = make([]float64, 0, count)
	for range count {
		if len(data) == 0 {
			return nil, nil, false
		}
		tag := data[0]
		data = data[1:]
		switch {
		case tag == int32Tag:
			value, size := binary.Uvarint(data)
			if size <= 0 || value > math.MaxUint32 {
				return nil, nil, false
			}
			numbers = append(numbers, float64(int32(value>>1)^-int32(value&1)))
			data = data[size:]
		case tag == doubleTag && len(data) >= 8:
			numbers = append(numbers, math.Float64frombits(binary.LittleEndian.Uint64(data)))
			data = data[8:]
		default:
			return nil, nil, false
		}
	}
	return numbers, data, true
}
