package elementary

import "math"

// Cbrt is the cube root: to 5 bits by dividing the exponent by three, to 23 by a
// polynomial, and to all by a step of Newton's.
func Cbrt(x float64) float64 {
	const third, thirdOfSmall = 715094163, 696219795 // two thirds of the exponent's bias, less 0.033, the second 18 lower
	word := uint32(size(x))
	if word >= infinite || x == 0 {
		return x
	}
	rough := word/3 + third
	if word < 0x100000 {
		rough = uint32(size(x*0x1p54))/3 + thirdOfSmall
	}
	t := math.Copysign(withHigh(0, int32(rough)), x)
	r := float64(t*t) * (t / x)
	t *= polynomial(r, 1.87595182427177009643, -1.88497979543377169875, 1.621429720105354466140) +
		float64(float64(float64(r*r)*r)*(-0.758397934778766047437+float64(r*0.145996192886612446982)))
	t = math.Float64frombits((math.Float64bits(t) + 0x80000000) &^ (1<<30 - 1))
	r = x / float64(t*t)
	r = (r - t) / (t + t + r)
	return t + float64(t*r)
}
