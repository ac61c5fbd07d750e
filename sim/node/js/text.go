package js

import (
	"reflect"
	"unsafe"

	"github.com/grafana/sobek"

	"timeslice/sim/node/regexp"
)

// textOf is a string of the engine as regular expressions match it. Nothing is
// copied: the engine keeps ASCII as bytes, and all else as UTF-16 code units
// after a byte order mark.
func (in *inside) textOf(s sobek.String) regexp.Text {
	v := reflect.ValueOf(s)
	switch v.Kind() {
	case reflect.String:
		return regexp.Latin1(s.String())
	case reflect.Slice:
		units := v.Len()
		return regexp.UTF16(unitsAt(v.UnsafePointer(), units))
	}
	s.Length() // looks at a string of Go, so that it is known which it is
	units := *read[[]uint16](v.UnsafePointer(), in.at.importedUnits)
	if units == nil {
		return regexp.Latin1(s.String())
	}
	return regexp.UTF16(units[1:])
}

// valueOfText is a text as a string of the engine.
func valueOfText(t regexp.Text) sobek.String {
	return sobek.StringFromUTF16(t.Units())
}

// unitsAt is the text of so many units, the first of which is a mark.
func unitsAt(first unsafe.Pointer, count int) []uint16 {
	return unsafe.Slice((*uint16)(first), count)[1:]
}

// toText is a value as a string, as String(v) gives it of all but symbols.
// (ToString, 7.1.17)
func (i *Isolate) toText(v sobek.Value) sobek.String {
	if object, ok := v.(*sobek.Object); ok {
		v = object.ToString() // of a value that is no object: it may be any other
	}
	switch v := v.(type) {
	case sobek.String:
		return v
	case *sobek.Symbol:
		i.throwType("Cannot convert a Symbol value to a string")
	}
	return i.Engine.ToValue(v.String()).(sobek.String)
}
