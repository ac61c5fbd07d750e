package elementary

import "math"

const (
	largestExponent  = 7.09782712893383973096e+02
	smallestExponent = -7.45133219101941108420e+02
)

// byLn2 reduces x to k*ln2 + (hi-lo), for a size beyond half of ln 2.
func byLn2(x float64) (k int32, hi, lo float64) {
	sign := math.Copysign(1, x)
	if size(x) < 0x3ff0a2b2 { // one and a half of ln 2
		return int32(sign), x - sign*ln2High, sign * ln2Low
	}
	k = int32(float64(perLn2*x) + sign*0.5)
	t := float64(k)
	return k, x - float64(t*ln2High), t * ln2Low
}

// rest is x*x times the polynomial of exp and pow, taken from x.
func rest(x float64) float64 {
	z := x * x
	return x - float64(z*polynomial(z, 1.66666666666666019037e-01, -2.77777777770155933842e-03,
		6.61375632143793436117e-05, -1.65339022054652515390e-06, 4.13813679705723846039e-08))
}

// Exp is e**x.
func Exp(x float64) float64 {
	switch {
	case x != x || math.IsInf(x, 1):
		return x
	case x > largestExponent:
		return math.Inf(1)
	case x < smallestExponent:
		return 0
	case x == 1:
		return math.E
	}
	if size(x) <= 0x3fd62e42 { // half of ln 2
		if size(x) < 0x3e300000 { // 2**-28
			return 1 + x
		}
		c := rest(x)
		return 1 - (float64(x*c)/(c-2) - x)
	}
	k, hi, lo := byLn2(x)
	x = hi - lo
	c := rest(x)
	y := 1 - ((lo - float64(x*c)/(2-c)) - hi)
	switch {
	case k == 1024:
		return y * 2 * powerOfTwo(1023)
	case k >= -1021:
		return y * powerOfTwo(k)
	}
	return y * powerOfTwo(k+1000) * powerOfTwo(-1000)
}

// Expm1 is e**x - 1, exact also near 0.
func Expm1(x float64) float64 {
	switch {
	case x != x || math.IsInf(x, 1):
		return x
	case x > largestExponent:
		return math.Inf(1)
	case x < 0 && size(x) >= 0x4043687a: // 56 ln 2
		return -1
	case size(x) < 0x3c900000: // 2**-54
		return x
	}
	k, c := int32(0), 0.0
	if size(x) > 0x3fd62e42 {
		var hi, lo float64
		k, hi, lo = byLn2(x)
		x = hi - lo
		c = (hi - x) - lo
	}
	half := 0.5 * x
	square := x * half
	r := polynomial(square, 1, -3.33333333333331316428e-02, 1.58730158725481460165e-03,
		-7.93650757867487942473e-05, 4.00821782732936239552e-06, -2.01099218183624371326e-07)
	t := 3 - float64(r*half)
	e := square * ((r - t) / (6 - float64(x*t)))
	if k == 0 {
		return x - (float64(x*e) - square)
	}
	e = float64(x*(e-c)) - c - square
	return putBack(k, x, e)
}

// putBack is 2**k * (x - e + 1) - 1, so that little is lost for any k.
func putBack(k int32, x, e float64) float64 {
	switch {
	case k == -1:
		return float64(0.5*(x-e)) - 0.5
	case k == 1 && x < -0.25:
		return -2 * (e - (x + 0.5))
	case k == 1:
		return 1 + float64(2*(x-e))
	case k == 1024:
		return float64((1-(e-x))*2*powerOfTwo(1023)) - 1
	case k <= -2 || k > 56:
		return float64((1-(e-x))*powerOfTwo(k)) - 1
	case k < 20:
		return (1 - powerOfTwo(-k) - (e - x)) * powerOfTwo(k)
	}
	return (x - (e + powerOfTwo(-k)) + 1) * powerOfTwo(k)
}
