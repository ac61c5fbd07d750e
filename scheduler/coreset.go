package scheduler

import (
	"math/bits"

	"timeslice/sim/trace"
)

// CoreSet is a set of cores, one bit each. A nil set, where one is asked of a
// task, means every core.
type CoreSet []uint64

// NewCoreSet returns an empty set with room for cores 0 to cores-1.
func NewCoreSet(cores int) CoreSet { return make(CoreSet, (cores+63)/64) }

// Has reports whether core is in the set.
func (s CoreSet) Has(core trace.CoreID) bool {
	word := int(core) >> 6
	return word < len(s) && s[word]&(1<<(uint(core)&63)) != 0
}

// Add puts core into the set, which must have room for it.
func (s CoreSet) Add(core trace.CoreID) { s[core>>6] |= 1 << (uint(core) & 63) }

// Drop takes core out of the set.
func (s CoreSet) Drop(core trace.CoreID) { s[core>>6] &^= 1 << (uint(core) & 63) }

// After returns the first core in the set whose number is at least core, or
// NoCore.
func (s CoreSet) After(core trace.CoreID) trace.CoreID {
	word := int(core) >> 6
	if word >= len(s) {
		return trace.NoCore
	}
	if rest := s[word] >> (uint(core) & 63); rest != 0 {
		return core + trace.CoreID(bits.TrailingZeros64(rest))
	}
	for word++; word < len(s); word++ {
		if s[word] != 0 {
			return trace.CoreID(word<<6 + bits.TrailingZeros64(s[word]))
		}
	}
	return trace.NoCore
}

// First returns the lowest core in the set, or NoCore.
func (s CoreSet) First() trace.CoreID { return s.After(0) }

// Count returns the number of cores in the set.
func (s CoreSet) Count() int {
	n := 0
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
}
