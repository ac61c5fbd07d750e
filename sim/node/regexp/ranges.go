package regexp

import (
	"cmp"
	"encoding/binary"
	"slices"
)

const maxPoint = 0x10ffff

// span is the code points from first to last.
type span struct{ first, last rune }

// ranges is a set of code points: spans in order that neither overlap nor
// touch. A set is not changed once it is made.
type ranges []span

// collect makes a set of spans in any order.
func collect(spans []span) ranges {
	spans = slices.Clone(spans)
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.first, b.first) })
	var set ranges
	for _, s := range spans {
		if n := len(set); n > 0 && s.first <= set[n-1].last+1 {
			set[n-1].last = max(set[n-1].last, s.last)
			continue
		}
		set = append(set, s)
	}
	return set
}

// key is the same for equal sets, and for no others.
func (r ranges) key() string {
	var key []byte
	for _, s := range r {
		key = binary.LittleEndian.AppendUint64(key, uint64(s.first)<<32|uint64(s.last))
	}
	return string(key)
}

func only(c rune) ranges { return ranges{{c, c}} }

func (r ranges) union(other ranges) ranges {
	switch {
	case len(r) == 0:
		return other
	case len(other) == 0:
		return r
	}
	return collect(append(slices.Clone(r), other...))
}

// complement is what is not in the set, up to a last code point.
func (r ranges) complement(last rune) ranges {
	var set ranges
	next := rune(0)
	for _, s := range r {
		if s.first > last {
			break
		}
		if s.first > next {
			set = append(set, span{next, s.first - 1})
		}
		next = s.last + 1
	}
	if next <= last {
		set = append(set, span{next, last})
	}
	return set
}

func (r ranges) intersect(other ranges) ranges {
	var set ranges
	for i, j := 0, 0; i < len(r) && j < len(other); {
		first, last := max(r[i].first, other[j].first), min(r[i].last, other[j].last)
		if first <= last {
			set = append(set, span{first, last})
		}
		if r[i].last < other[j].last {
			i++
		} else {
			j++
		}
	}
	return set
}

func (r ranges) subtract(other ranges) ranges {
	return r.intersect(other.complement(maxPoint))
}

func (r ranges) has(c rune) bool {
	_, found := slices.BinarySearchFunc(r, c, func(s span, c rune) int {
		switch {
		case s.last < c:
			return -1
		case s.first > c:
			return 1
		}
		return 0
	})
	return found
}

// within reports whether the set has nothing outside of first to last.
func (r ranges) within(first, last rune) bool {
	return len(r) == 0 || r[0].first >= first && r[len(r)-1].last <= last
}

// overlaps reports whether the set has any code point of first to last.
func (r ranges) overlaps(first, last rune) bool {
	return len(r.intersect(ranges{{first, last}})) > 0
}

// The classes with names of one letter (ECMA-262, 22.2.2.9).
var (
	digits = ranges{{'0', '9'}}

	wordCharacters = ranges{{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}

	// WhiteSpace and LineTerminator (12.2, 12.3).
	spaces = ranges{
		{'\t', '\r'}, {' ', ' '}, {0xa0, 0xa0}, {0x1680, 0x1680}, {0x2000, 0x200a}, {0x2028, 0x2029},
		{0x202f, 0x202f}, {0x205f, 0x205f}, {0x3000, 0x3000}, {0xfeff, 0xfeff},
	}

	lineTerminators = ranges{{'\n', '\n'}, {'\r', '\r'}, {0x2028, 0x2029}}
)
