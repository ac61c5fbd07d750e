package elementary

import "math"

// Pow is x**y. A base of 1 or -1 to an infinite power is no number, as ECMA-262 wants
// it. (Number::exponentiate, 6.1.6.1.3)
func Pow(x, y float64) float64 {
	if result, ok := simplePower(x, y); ok {
		return result
	}
	odd, whole := parity(y)
	if x < 0 && !whole {
		return math.NaN()
	}
	sign := 1.0
	if x < 0 && odd {
		sign = -1
	}
	a := math.Abs(x)
	if beyond, ok := beyondPower(a, y); ok {
		return sign * beyond
	}
	t1, t2 := twoLog2(a, math.Abs(y) > 0x1p31)
	// The product of y and the logarithm, in two parts as well.
	y1 := top(y)
	low := float64((y-y1)*t1) + float64(y*t2)
	return sign * twoToThe(float64(y1*t1), low)
}

// simplePower answers where nothing is to be computed.
func simplePower(x, y float64) (float64, bool) {
	a := math.Abs(x)
	switch {
	case y == 0:
		return 1, true
	case x != x || y != y, a == 1 && math.IsInf(y, 0):
		return math.NaN(), true
	case math.IsInf(y, 0):
		if (a > 1) == (y > 0) {
			return math.Inf(1), true
		}
		return 0, true
	case y == 1:
		return x, true
	case y == -1:
		return 1 / x, true
	case y == 2:
		return x * x, true
	case y == 0.5 && x >= 0 && !math.Signbit(x):
		return math.Sqrt(x), true
	case a != 0 && a != 1 && !math.IsInf(x, 0):
		return 0, false
	}
	result := a
	if y < 0 {
		result = 1 / a
	}
	if odd, whole := parity(y); math.Signbit(x) {
		if a == 1 && !whole {
			return math.NaN(), true
		}
		if odd {
			result = -result
		}
	}
	return result, true
}

// parity reports whether a number is odd, and whether it is whole.
func parity(y float64) (odd, whole bool) {
	if math.Abs(y) >= 0x1p53 {
		return false, true
	}
	return math.Mod(y, 2) != 0 && math.Trunc(y) == y, math.Trunc(y) == y
}

// beyondPower answers for exponents so large that only bases next to 1 have a power.
func beyondPower(a, y float64) (float64, bool) {
	exponent, base := size(y), size(a)
	if exponent <= 0x41e00000 { // 2**31
		return 0, false
	}
	below, above := base < 0x3fefffff, base > one
	if exponent > 0x43f00000 { // 2**64
		below, above = base <= 0x3fefffff, base >= one
	}
	switch {
	case below && y < 0, above && y > 0:
		return math.Inf(1), true
	case below, above:
		return 0, true
	}
	return 0, false
}

// twoLog2 is the logarithm of a to the base 2 in two parts, the first of 21 bits.
func twoLog2(a float64, nearOne bool) (t1, t2 float64) {
	if nearOne {
		const perLn2High, perLn2Low = 1.44269502162933349609e+00, 1.92596299112661746887e-08
		t := a - 1
		w := float64(t*t) * (0.5 - float64(t*(0.3333333333333333333333-float64(t*0.25))))
		u := perLn2High * t
		v := float64(t*perLn2Low) - float64(w*perLn2)
		t1 = top(u + v)
		return t1, v - (t1 - u)
	}
	n := int32(0)
	if a < 0x1p-1022 {
		a *= 0x1p53
		n = -53
	}
	n += size(a)>>20 - 1023
	word := size(a) & 0xfffff
	exponent := int32(one)
	k, around, aroundHigh, aroundLow := int32(0), 1.0, 0.0, 0.0 // around: the log2 of it in two parts
	switch {
	case word <= 0x3988e: // √(3/2)
	case word < 0xbb67a: // √3
		k, around, aroundHigh, aroundLow = 1, 1.5, 5.84962487220764160156e-01, 1.35003920212974897128e-08
	default:
		n++
		exponent -= 0x100000
	}
	a = withHigh(a, word|exponent)

	// s = (a-around)/(a+around), in two parts.
	u := a - around
	v := 1 / (a + around)
	s := u * v
	sHigh := top(s)
	tHigh := withHigh(0, (high(a)>>1|0x20000000)+0x80000+k<<18)
	tLow := a - (tHigh - around)
	sLow := v * ((u - float64(sHigh*tHigh)) - float64(sHigh*tLow))

	// log(a) = 2s + 2/3 s³ + …, where 3 + s² + r is in two parts.
	s2 := s * s
	r := float64(s2*s2) * polynomial(s2, 5.99999999999994648725e-01, 4.28571428578550184252e-01, 3.33333329818377432918e-01,
		2.72728123808534006489e-01, 2.30660745775561754067e-01, 2.06975017800338417784e-01)
	r += float64(sLow * (sHigh + s))
	s2 = sHigh * sHigh
	tHigh = top(3 + s2 + r)
	tLow = r - ((tHigh - 3) - s2)
	u = sHigh * tHigh
	v = float64(sLow*tHigh) + float64(tLow*s)
	pHigh := top(u + v)
	pLow := v - (pHigh - u)

	// From thirds of natural logarithms to logarithms of 2.
	const factor, factorHigh, factorLow = 9.61796693925975554329e-01, 9.61796700954437255859e-01, -7.02846165095275826516e-09
	zHigh := factorHigh * pHigh
	zLow := float64(factorLow*pHigh) + float64(pLow*factor) + aroundLow
	t := float64(n)
	t1 = top(((zHigh + zLow) + aroundHigh) + t)
	return t1, zLow - (((t1 - t) - aroundHigh) - zHigh)
}

// twoToThe is 2 to the sum of two parts.
func twoToThe(hi, lo float64) float64 {
	const rounds = 8.0085662595372944372e-17 // how far below 1024 what overflows may lie
	z := lo + hi
	switch {
	case z > 1024, z == 1024 && lo+rounds > z-hi:
		return math.Inf(1)
	case z < -1075, z == -1075 && lo <= z-hi:
		return 0
	}
	n := int32(0)
	if word := size(z); word > 0x3fe00000 { // beyond a half
		k := word>>20 - 1023
		near := high(z) + 0x100000>>(k+1)
		k = (near&0x7fffffff)>>20 - 1023
		hi -= withHigh(0, near&^(0xfffff>>k))
		n = (near&0xfffff | 0x100000) >> (20 - k)
		if z < 0 {
			n = -n
		}
	}
	const ln2First, ln2Second = 6.93147182464599609375e-01, -1.90465429995776804525e-09
	t := top(lo + hi)
	u := t * ln2First
	v := float64((lo-(t-hi))*ln2) + float64(t*ln2Second)
	z = u + v
	w := v - (z - u)
	t1 := rest(z)
	// V8 takes w + z*w from the divisor, where fdlibm takes it from the quotient: so
	// 10 ** -4 is 0.00009999999999999999.
	r := float64(z*t1) / ((t1 - 2) - (w + float64(z*w)))
	z = 1 - (r - z)
	word := high(z) + n<<20
	if word>>20 <= 0 {
		return math.Ldexp(z, int(n))
	}
	return withHigh(z, word)
}
