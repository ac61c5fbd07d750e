package elementary

import "math"

// The methods choose their way by a number's high word: sign, exponent and the first 20
// bits of what follows.

func high(x float64) int32 { return int32(math.Float64bits(x) >> 32) }

func low(x float64) uint32 { return uint32(math.Float64bits(x)) }

// size is the high word without the sign.
func size(x float64) int32 { return high(x) & 0x7fffffff }

func withHigh(x float64, word int32) float64 {
	return math.Float64frombits(uint64(uint32(word))<<32 | uint64(low(x)))
}

// top is a number without its low word: products of two such are exact.
func top(x float64) float64 { return math.Float64frombits(math.Float64bits(x) &^ 0xffffffff) }

// powerOfTwo is 2**k for a k that a normal number can have.
func powerOfTwo(k int32) float64 { return math.Float64frombits(uint64(k+1023) << 52) }

const (
	infinite = 0x7ff00000 // the size of what has no end, and of what is no number
	one      = 0x3ff00000 // the size of 1
)

// polynomial is c[0] + z*(c[1] + z*(c[2] + …)).
func polynomial(z float64, c ...float64) float64 {
	sum := c[len(c)-1]
	for i := len(c) - 2; i >= 0; i-- {
		sum = c[i] + float64(z*sum)
	}
	return sum
}

const (
	ln2     = 6.93147180559945286227e-01
	ln2High = 6.93147180369123816490e-01 // 33 bits, so that products with exponents are exact
	ln2Low  = 1.90821492927058770002e-10
	perLn2  = 1.44269504088896338700e+00 // 1/ln 2
)
