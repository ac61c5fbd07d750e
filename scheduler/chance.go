package scheduler

import "math/bits"

// chance is a stream of numbers that look random and are the same for the same
// seed on every computer: SplitMix64 (Steele, Lea and Flood, Fast Splittable
// Pseudorandom Number Generators, 2014).
type chance uint64

// draw returns the next number of the stream.
func (c *chance) draw() uint64 {
	*c += 0x9e3779b97f4a7c15
	return scramble(uint64(*c))
}

// below returns a number from 0 to limit-1, each as likely as the others. The
// few draws that would favour some are thrown away (Lemire, Fast Random Integer
// Generation in an Interval, 2019).
func (c *chance) below(limit uint64) uint64 {
	unfair := -limit % limit // 2^64 modulo limit
	for {
		high, low := bits.Mul64(c.draw(), limit)
		if low >= unfair {
			return high
		}
	}
}

// scramble turns neighbouring numbers into numbers that have nothing to do
// with each other; different ones stay different.
func scramble(n uint64) uint64 {
	n = (n ^ n>>30) * 0xbf58476d1ce4e5b9
	n = (n ^ n>>27) * 0x94d049bb133111eb
	return n ^ n>>31
}
