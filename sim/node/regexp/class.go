package regexp

import "strings"

// class tests quickly whether a code unit, or a code point, is in a set.
type class struct {
	latin  [256]bool
	units  []uint16 // first and last of each span from 0x100 to 0xFFFF
	points []rune   // first and last of each span above
	set    ranges
}

func newClass(set ranges) *class {
	c := &class{set: set}
	for _, s := range set {
		for u := s.first; u <= min(s.last, 0xff); u++ {
			c.latin[u] = true
		}
		if first, last := max(s.first, 0x100), min(s.last, 0xffff); first <= last {
			c.units = append(c.units, uint16(first), uint16(last))
		}
		if first := max(s.first, 0x10000); first <= s.last {
			c.points = append(c.points, first, s.last)
		}
	}
	return c
}

// has tests a code unit. For bytes it is a look into a table.
func has[C unit](c *class, u C) bool {
	if uint16(u) < 256 {
		return c.latin[byte(u)]
	}
	return inSpans(c.units, uint16(u))
}

// hasPoint tests a code point of two units.
func (c *class) hasPoint(point rune) bool { return inSpans(c.points, point) }

// inSpans finds a value in spans, given as firsts and lasts in turn.
func inSpans[T uint16 | rune](spans []T, value T) bool {
	low, high := 0, len(spans)/2
	for low < high {
		middle := int(uint(low+high) >> 1)
		switch {
		case value < spans[2*middle]:
			high = middle
		case value > spans[2*middle+1]:
			low = middle + 1
		default:
			return true
		}
	}
	return false
}

// size is what the class takes in memory, in bytes.
func (c *class) size() int { return 256 + 2*len(c.units) + 4*len(c.points) + 8*len(c.set) }

// shownSpans is how many spans of a class are listed.
const shownSpans = 16

// String is the set as a pattern has it, or its beginning.
func (c *class) String() string {
	var b strings.Builder
	b.WriteByte('[')
	for i, s := range c.set {
		if i == shownSpans {
			b.WriteString("…")
			break
		}
		b.WriteString(quotePoint(s.first))
		if s.last > s.first {
			if s.last > s.first+1 {
				b.WriteByte('-')
			}
			b.WriteString(quotePoint(s.last))
		}
	}
	b.WriteByte(']')
	return b.String()
}
