package elementary

import "math"

const largestHyperbolic = 710.4758600739439

// Cosh is the hyperbolic cosine.
func Cosh(x float64) float64 {
	a := math.Abs(x)
	switch word := size(x); {
	case word >= infinite:
		return x * x
	case word < 0x3fd62e43: // half of ln 2
		t := Expm1(a)
		w := 1 + t
		if word < 0x3c800000 { // 2**-55
			return w
		}
		return 1 + float64(t*t)/(w+w)
	case word < 0x40360000: // 22
		t := Exp(a)
		return float64(0.5*t) + 0.5/t
	case word < 0x40862e42: // the logarithm of the largest number
		return 0.5 * Exp(a)
	case a <= largestHyperbolic:
		w := Exp(0.5 * a)
		return float64(0.5*w) * w
	}
	return math.Inf(1)
}

// Sinh is the hyperbolic sine.
func Sinh(x float64) float64 {
	h, a := math.Copysign(0.5, x), math.Abs(x)
	switch {
	case a < 0x1p-28:
		return x
	case a < 1:
		t := Expm1(a)
		return h * (2*t - float64(t*t)/(t+1))
	case a < 22:
		t := Expm1(a)
		return h * (t + t/(t+1))
	case a < 709.7822265625:
		return h * Exp(a)
	case a <= largestHyperbolic:
		w := Exp(0.5 * a)
		return float64(h*w) * w
	}
	return x * 1e307
}

// Tanh is the hyperbolic tangent.
func Tanh(x float64) float64 {
	a := math.Abs(x)
	switch {
	case x != x || a < 0x1p-28:
		return x
	case a >= 22:
		return math.Copysign(1, x)
	case a >= 1:
		t := Expm1(2 * a)
		return math.Copysign(1-2/(t+2), x)
	}
	t := Expm1(-2 * a)
	return math.Copysign(-t/(t+2), x)
}

// Asinh is the inverse of Sinh.
func Asinh(x float64) float64 {
	a := math.Abs(x)
	var w float64
	switch word := size(x); {
	case word >= infinite || word < 0x3e300000: // 2**-28
		return x
	case word > 0x41b00000: // 2**28
		w = Log(a) + ln2
	case word > 0x40000000: // 2
		w = Log(2*a + 1/(math.Sqrt(float64(x*x)+1)+a))
	default:
		t := x * x
		w = Log1p(a + t/(1+math.Sqrt(1+t)))
	}
	return math.Copysign(w, x)
}

// Acosh is the inverse of Cosh.
func Acosh(x float64) float64 {
	switch word := high(x); {
	case x != x || x < 1:
		return math.NaN()
	case word >= 0x41b00000: // 2**28
		return Log(x) + ln2
	case x == 1:
		return 0
	case word > 0x40000000: // 2
		return Log(2*x - 1/(x+math.Sqrt(float64(x*x)-1)))
	}
	t := x - 1
	return Log1p(t + math.Sqrt(float64(2*t)+float64(t*t)))
}

// Atanh is the inverse of Tanh.
func Atanh(x float64) float64 {
	a := math.Abs(x)
	switch {
	case x != x || a > 1:
		return math.NaN()
	case a == 1:
		return math.Copysign(math.Inf(1), x)
	case a < 0x1p-28:
		return x
	case a < 0.5:
		t := a + a
		return math.Copysign(0.5*Log1p(t+float64(t*a)/(1-a)), x)
	}
	return math.Copysign(0.5*Log1p((a+a)/(1-a)), x)
}
