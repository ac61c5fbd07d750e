package js

import "reflect"

// What the engine's values take of the memory of the computer that simulates
// is worked out from their types, as Go lays them out on machines of 64 bits: so
// it is the same on all of them, and in browsers. An object with two properties
// takes ten times as much as in V8, an array of numbers twice as much.

// hostSize is what Go takes for so many bytes at once: its sizes are some
// eighths apart. (runtime/sizeclasses.go)
func hostSize(bytes int64) int64 {
	step := int64(16)
	for step*16 < bytes {
		step *= 2
	}
	return (bytes + step - 1) / step * step
}

// hostElement is what an element of a slice takes. A number is not in it but
// behind it.
func hostElement(t reflect.Type) int64 {
	if t.Kind() == reflect.Interface {
		return int64(t.Size()) + wordBytes
	}
	return int64(t.Size())
}

// hostMap is what a map takes: places of an entry and a byte of control, as many
// as a power of two, of which an eighth at least are free. (internal/runtime/maps)
func hostMap(entries int, entry int64) int64 {
	if entries == 0 {
		return 0
	}
	places := int64(8)
	for places < int64(entries) || places > 8 && places*7/8 < int64(entries) {
		places *= 2
	}
	return mapHostBytes + hostSize(places*(entry+1))
}

// hostProperties is what an object takes for so many properties. The names of
// few are mostly those that the program has written, and shared.
func hostProperties(count int) int64 {
	bytes := hostMap(count, propertyHostBytes) + hostSize(int64(count)*nameHostBytes)
	if count > 8 {
		bytes += int64(count) * hostTextBytes
	}
	return bytes
}

// hostBytesOfType is what a value of a type takes besides itself and what its
// members take.
func hostBytesOfType(name string) int64 {
	switch name {
	case "orderedMap":
		return hostMap(1, indexHostBytes)
	case "mapEntry":
		return 2 * indexHostBytes
	case "boundFuncObject":
		return boundHostBytes
	}
	return 0
}

const (
	mapHostBytes      = 48
	propertyHostBytes = 32  // a name and a value
	nameHostBytes     = 16  // in the list of names
	indexHostBytes    = 16  // a hash, and where the entry is
	hostTextBytes     = 24  // where a text is and how long it is
	regexpHostBytes   = 900 // what every compiled pattern is, with what is found out about it
	boundHostBytes    = 288 // what calls the function, with what it is given
)
