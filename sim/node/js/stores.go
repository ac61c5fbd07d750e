package js

import (
	"unsafe"

	"github.com/grafana/sobek"
)

// A backing store that is too large for a page of V8's heap has pages of its own
// (the large-object space): they are mapped for it, written to when it is filled,
// and given back when a collection finds it dead. An array that grows beyond its
// store gets one that is half again as large, into which what it has is copied: so
// one that is filled by a million pushes writes to three times the pages that it
// needs in the end. (JSObject::NewElementsCapacity; kMaxRegularHeapObjectSize)
//
// Only push is seen to let an array grow. What assigning to an element brings along
// is paid for when the heap is next found to have grown.

// largestOnPage is how large an object may be that lies on a page with others.
const largestOnPage = 128 << 10

// storeBytes is how large a store for so many elements is.
func storeBytes(elements int64) int64 { return 2*wordBytes + elements*wordBytes }

// capacityFor is for how many elements there is room in the store of an array that
// has outgrown its last one.
func capacityFor(elements int64) int64 { return elements + elements/2 + 16 }

// lastSmall is the largest capacity of an array filled by push whose store is on a page
// with others.
const lastSmall = 15_044

// outgrown is the capacity that an array filled by push outgrows when its length
// becomes after, and was before; 0 if its store is large enough, or small.
func outgrown(before, after int64) int64 {
	full := int64(lastSmall)
	for full < before {
		full = capacityFor(full + 1)
	}
	if full >= after {
		return 0
	}
	return full
}

// grow lays the store that a large array needs for what is pushed, and takes back what
// the push was counted with where it is written (weight.go): as long as there is room
// it allocates nothing.
func (c *BuiltinCosts) grow(i *Isolate, this sobek.Value, arguments []sobek.Value) (int64, int64) {
	before := int64(i.inside.row(this))
	after := before + int64(len(arguments))
	if after <= lastSmall {
		return 0, 0
	}
	i.bytes = max(i.bytes-bytesOf(withBytes(0, int64(len(arguments))*pushedBytes)), 0)
	if outgrown(before, after) == 0 {
		return 0, 0
	}
	bytes := storeBytes(capacityFor(after))
	i.lay(bytes)
	return 0, bytes
}

// copies charges for each element of what comes of a builtin, and lays its store.
func (c *BuiltinCosts) copies(i *Isolate, this sobek.Value, arguments []sobek.Value) (int64, int64) {
	ns, bytes := c.each(c.MakeNs, wordBytes)(i, this, arguments)
	if bytes > largestOnPage {
		i.lay(bytes)
	}
	return ns, bytes
}

// sliced charges for each element of a part of an array, and lays its store.
func (c *BuiltinCosts) sliced(i *Isolate, this sobek.Value, arguments []sobek.Value) (int64, int64) {
	n := part(i.count(this), arguments)
	bytes := n * wordBytes
	if bytes > largestOnPage {
		i.lay(bytes)
	}
	return n * c.MakeNs, bytes
}

// lay lets the world lay a large store.
func (i *Isolate) lay(bytes int64) {
	i.Settle()
	if bytes >= largeBytes {
		i.world.Reserve(bytes)
	}
	i.world.Lay(bytes)
}

// row is how many elements an array has, if they lie in one row; else 0.
func (in *inside) row(v sobek.Value) int {
	at := in.array(v)
	if at == nil {
		return 0
	}
	return len(*read[[]sobek.Value](at, in.at.values))
}

// array is where the engine keeps an array whose elements lie in one row; nil if a value
// is none.
func (in *inside) array(v sobek.Value) unsafe.Pointer {
	object, ok := v.(*sobek.Object)
	if !ok {
		return nil
	}
	self := read[[2]unsafe.Pointer](unsafe.Pointer(object), in.at.self)
	if self[0] != in.at.array {
		return nil
	}
	return self[1]
}
