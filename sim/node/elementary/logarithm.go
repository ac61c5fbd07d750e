package elementary

import "math"

// parts reduces x to 2**k * (1+f), where 1+f lies between √2/2 and √2.
func parts(x float64) (k int32, f float64) {
	if x < 0x1p-1022 {
		x *= 0x1p54
		k = -54
	}
	word := high(x)
	k += word>>20 - 1023
	word &= 0xfffff
	carry := (word + 0x95f64) & 0x100000
	return k + carry>>20, withHigh(x, word|(carry^one)) - 1
}

// noLogarithm answers for what has none, or an infinite one.
func noLogarithm(x float64) (float64, bool) {
	switch {
	case x != x || x < 0:
		return math.NaN(), true
	case x == 0:
		return math.Inf(-1), true
	case math.IsInf(x, 1):
		return x, true
	}
	return 0, false
}

// series is the part of log(1+f) that a polynomial in s = f/(2+f) gives.
func series(s float64) float64 {
	z := s * s
	w := z * z
	even := w * polynomial(w, 3.999999999940941908e-01, 2.222219843214978396e-01, 1.531383769920937332e-01)
	odd := z * polynomial(w, 6.666666666666735130e-01, 2.857142874366239149e-01, 1.818357216161805012e-01, 1.479819860511658591e-01)
	return odd + even
}

// Log is the natural logarithm.
func Log(x float64) float64 {
	if result, ok := noLogarithm(x); ok {
		return result
	}
	k, f := parts(x)
	dk := float64(k)
	word := high(f+1) & 0xfffff
	if (word+2)&0xfffff < 3 { // |f| < 2**-20
		if f == 0 {
			return float64(dk*ln2High) + float64(dk*ln2Low)
		}
		r := f * f * (0.5 - float64(0.33333333333333333*f))
		return float64(dk*ln2High) - ((r - float64(dk*ln2Low)) - f)
	}
	s := f / (2 + f)
	r := series(s)
	if (word-0x6147a)|(0x6b851-word) > 0 {
		half := 0.5 * f * f
		if k == 0 {
			return f - (half - float64(s*(half+r)))
		}
		return float64(dk*ln2High) - ((half - (float64(s*(half+r)) + float64(dk*ln2Low))) - f)
	}
	if k == 0 {
		return f - float64(s*(f-r))
	}
	return float64(dk*ln2High) - ((float64(s*(f-r)) - float64(dk*ln2Low)) - f)
}

// Log1p is the logarithm of 1+x, exact also near 0.
func Log1p(x float64) float64 {
	switch {
	case x != x || x < -1:
		return math.NaN()
	case x == -1:
		return math.Inf(-1)
	case math.IsInf(x, 1):
		return x
	case size(x) < 0x3c900000: // 2**-54
		return x
	case size(x) < 0x3e200000: // 2**-29
		return x - float64(x*x*0.5)
	}
	if word := high(x); word < 0x3fda827a && (word > 0 || word <= -0x402d413c) { // √2/2 ≤ 1+x < √2
		return sumOfLog1p(0, x, 0)
	}
	u, c := 1+x, 0.0
	k := high(u)>>20 - 1023
	switch {
	case high(x) >= 0x43400000: // 2**53
		u = x
		k = high(u)>>20 - 1023
	case k > 0:
		c = (1 - (u - x)) / u
	default:
		c = (x - (u - 1)) / u
	}
	word := high(u) & 0xfffff
	if word < 0x6a09e { // √2
		return sumOfLog1p(k, withHigh(u, word|one)-1, c)
	}
	return sumOfLog1p(k+1, withHigh(u, word|0x3fe00000)-1, c)
}

// sumOfLog1p is k*ln2 + log(1+f) + c.
func sumOfLog1p(k int32, f, c float64) float64 {
	dk := float64(k)
	half := 0.5 * f * f
	if math.Abs(f) < 0x1p-20 && k != 0 {
		if f == 0 {
			return float64(dk*ln2High) + (c + float64(dk*ln2Low))
		}
		r := half * (1 - float64(0.66666666666666666*f))
		return float64(dk*ln2High) - ((r - (float64(dk*ln2Low) + c)) - f)
	}
	s := f / (2 + f)
	z := s * s
	r := z * polynomial(z, 6.666666666666735130e-01, 3.999999999940941908e-01, 2.857142874366239149e-01,
		2.222219843214978396e-01, 1.818357216161805012e-01, 1.531383769920937332e-01, 1.479819860511658591e-01)
	if k == 0 {
		return f - (half - float64(s*(half+r)))
	}
	return float64(dk*ln2High) - ((half - (float64(s*(half+r)) + (float64(dk*ln2Low) + c))) - f)
}

// Log2 is the logarithm to the base 2: the logarithm of 1+f in two parts, divided by
// ln 2 in two parts.
func Log2(x float64) float64 {
	if result, ok := noLogarithm(x); ok || x == 1 {
		return result
	}
	const perLn2High, perLn2Low = 1.44269504072144627571e+00, 1.67517131648865118353e-10
	k, f := parts(x)
	half := 0.5 * f * f
	s := f / (2 + f)
	r := s * (half + series(s))
	hi := top(f - half)
	lo := (f - hi) - half + r
	valueHigh := hi * perLn2High
	valueLow := float64((lo+hi)*perLn2Low) + float64(lo*perLn2High)
	y := float64(k)
	w := y + valueHigh
	valueLow += (y - w) + valueHigh
	return valueLow + w
}

// Log10 is the logarithm to the base 10.
func Log10(x float64) float64 {
	if result, ok := noLogarithm(x); ok || x == 1 {
		return result
	}
	k := int32(0)
	if x < 0x1p-1022 {
		x *= 0x1p54
		k = -54
	}
	k += high(x)>>20 - 1023
	negative := int32(uint32(k) >> 31)
	x = withHigh(x, high(x)&0xfffff|(1023-negative)<<20)
	y := float64(k + negative)
	z := float64(y*3.69423907715893078616e-13) + float64(4.34294481903251816668e-01*Log(x))
	return z + float64(y*3.01029995663611771306e-01)
}
