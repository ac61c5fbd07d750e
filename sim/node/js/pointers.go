package js

import "unsafe"

// pointers is a set of places in memory, an open hash table: faster than a
// map, as a census looks into it once for each value, and small, as it lies beside
// all that is counted.
//
// One place can be two things, such as a text and its beginning. Each counts,
// so that what is counted does not depend on what is met first.
type pointers struct {
	table []thing // its length is a power of two
	count int
}

// thing is what is at a place: the place, which no processor gives more than 48
// bits, and by the number of its plan, or the length of a short text, what it is. It is
// no pointer to Go's collector, which need not look; all that a census counts can be
// reached without it.
type thing uint64

// Sixteen bits tell what is at a place.
const (
	sortBits = 16
	textSort = 1 << (sortBits - 1) // with the length of a text
)

func planned(at unsafe.Pointer, p *plan) thing {
	return thing(uintptr(at))<<sortBits | thing(p.number%textSort)
}

// text is a text of fewer code units than leastGrowing, or something else that is one
// thing only at its place.
func text(at unsafe.Pointer, length int) thing {
	return thing(uintptr(at))<<sortBits | textSort | thing(length)
}

// newPointers returns a set with room for so many.
func newPointers(room int) *pointers {
	length := 1 << 10
	for length*3 < 4*room {
		length *= 2
	}
	return &pointers{table: make([]thing, length)}
}

// add adds a thing and reports whether it is new.
func (p *pointers) add(t thing) bool {
	at := p.find(t)
	if p.table[at] != 0 {
		return false
	}
	p.table[at] = t
	if p.count++; p.count*4 > len(p.table)*3 {
		p.grow()
	}
	return true
}

// find is where a thing is, or belongs.
func (p *pointers) find(t thing) int {
	mask := uint64(len(p.table) - 1)
	at := uint64(t) * 0x9e3779b97f4a7c15 >> 32 & mask
	for p.table[at] != 0 && p.table[at] != t {
		at = (at + 1) & mask
	}
	return int(at)
}

func (p *pointers) grow() {
	old := p.table
	p.table = make([]thing, 2*len(old))
	for _, t := range old {
		if t != 0 {
			p.table[p.find(t)] = t
		}
	}
}
