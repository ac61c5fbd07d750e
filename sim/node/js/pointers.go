package js

import "unsafe"

// pointers is a set of places in memory, an open hash table: faster than a
// map, as a census looks into it once for each value.
//
// One place can be two things, such as a text and its beginning. Each counts,
// so that what is counted does not depend on what is met first.
type pointers struct {
	table []thing // its length is a power of two
	count int
}

// thing is what is at a place: by the number of its plan, or by the length of
// a text. The place is no pointer to Go's collector, which need not look; all
// that a census counts can be reached without it.
type thing struct {
	at  uintptr
	tag uint64
}

func planned(at unsafe.Pointer, p *plan) thing { return thing{uintptr(at), uint64(p.number)} }

func text(at unsafe.Pointer, length int) thing { return thing{uintptr(at), 1<<63 | uint64(length)} }

// newPointers returns a set with room for so many.
func newPointers(room int) *pointers {
	length := 1 << 10
	for length < 2*room {
		length *= 2
	}
	return &pointers{table: make([]thing, length)}
}

// add adds a thing and reports whether it is new.
func (p *pointers) add(t thing) bool {
	at := p.find(t)
	if p.table[at].at != 0 {
		return false
	}
	p.table[at] = t
	if p.count++; p.count*2 > len(p.table) {
		p.grow()
	}
	return true
}

// find is where a thing is, or belongs.
func (p *pointers) find(t thing) int {
	mask := uint64(len(p.table) - 1)
	at := (uint64(t.at) + t.tag) * 0x9e3779b97f4a7c15 >> 32 & mask
	for p.table[at].at != 0 && p.table[at] != t {
		at = (at + 1) & mask
	}
	return int(at)
}

func (p *pointers) grow() {
	old := p.table
	p.table = make([]thing, 2*len(old))
	for _, t := range old {
		if t.at != 0 {
			p.table[p.find(t)] = t
		}
	}
}
