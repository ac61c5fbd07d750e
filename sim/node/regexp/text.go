package regexp

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
	"unsafe"
)

// Text is a string as JavaScript has it: a row of UTF-16 code units, of which
// surrogates need not come in pairs. A text whose units all fit into a byte is
// held as a Go string and never copied.
type Text struct {
	narrow string   // a byte a unit; unused if wide is not nil
	wide   []uint16 // must not change any more
}

// Latin1 is the text of which each byte of s is a code unit. An ASCII string
// is one.
func Latin1(s string) Text { return Text{narrow: s} }

// UTF16 is the text of the given code units. It keeps the slice.
func UTF16(units []uint16) Text {
	if units == nil {
		return Text{}
	}
	return Text{wide: units}
}

// FromString is the text of a Go string.
func FromString(s string) Text {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return Text{wide: utf16.Encode([]rune(s))}
		}
	}
	return Text{narrow: s}
}

// Len is the number of code units.
func (t Text) Len() int {
	if t.wide != nil {
		return len(t.wide)
	}
	return len(t.narrow)
}

// At is the code unit at a place.
func (t Text) At(i int) uint16 {
	if t.wide != nil {
		return t.wide[i]
	}
	return uint16(t.narrow[i])
}

// Slice is the part of the text from one place to another.
func (t Text) Slice(from, to int) Text {
	if t.wide != nil {
		return Text{wide: t.wide[from:to]}
	}
	return Text{narrow: t.narrow[from:to]}
}

// Narrow is the text as a byte a unit, if it is held so.
func (t Text) Narrow() (string, bool) { return t.narrow, t.wide == nil }

// Units are the code units, as a slice of the caller's own.
func (t Text) Units() []uint16 {
	units := make([]uint16, t.Len())
	for i := range units {
		units[i] = t.At(i)
	}
	return units
}

// String is the text as Go has it; a surrogate without its other half becomes
// U+FFFD.
func (t Text) String() string {
	if t.wide != nil {
		return string(utf16.Decode(t.wide))
	}
	var b strings.Builder
	for i := range len(t.narrow) {
		b.WriteRune(rune(t.narrow[i]))
	}
	return b.String()
}

// pointAt is the code point that begins at a place, and how many units it has.
func (t Text) pointAt(i int) (c rune, width int) {
	c = rune(t.At(i))
	if isLead(c) && i+1 < t.Len() && isTrail(rune(t.At(i+1))) {
		return utf16.DecodeRune(c, rune(t.At(i+1))), 2
	}
	return c, 1
}

// unit is a code unit of an input: matching is compiled once for each.
type unit interface{ byte | uint16 }

// bytesOf are the units of a narrow text, not to be written to.
func (t Text) bytesOf() []byte {
	return unsafe.Slice(unsafe.StringData(t.narrow), len(t.narrow))
}

func isLead(c rune) bool  { return c&^0x3ff == 0xd800 }
func isTrail(c rune) bool { return c&^0x3ff == 0xdc00 }

// appendPoint adds the code units of a code point; a surrogate is one unit.
func appendPoint(units []uint16, c rune) []uint16 {
	if c > 0xffff {
		lead, trail := utf16.EncodeRune(c)
		return append(units, uint16(lead), uint16(trail))
	}
	return append(units, uint16(c))
}
