package elementary

import "math"

const (
	piHalfHigh, piHalfLow = 1.57079632679489655800e+00, 6.12323399573676603587e-17
	piLow                 = 1.2246467991473531772e-16
)

// fraction is (asin(x)-x)/x³ as a function of x² (times x²), as a quotient of two
// polynomials.
func fraction(z float64) float64 {
	p := z * polynomial(z, 1.66666666666666657415e-01, -3.25565818622400915405e-01, 2.01212532134862925881e-01,
		-4.00555345006794114027e-02, 7.91534994289814532176e-04, 3.47933107596021167570e-05)
	q := polynomial(z, 1, -2.40339491173441421878e+00, 2.02094576023350569471e+00, -6.88283971605453293030e-01, 7.70381505559019352791e-02)
	return p / q
}

// Asin is the angle of a sine.
func Asin(x float64) float64 {
	a := math.Abs(x)
	switch {
	case x != x || a > 1:
		return math.NaN()
	case a == 1:
		return float64(x*piHalfHigh) + float64(x*piHalfLow)
	case a < 0x1p-27:
		return x
	case a < 0.5:
		return x + float64(x*fraction(x*x))
	}
	t := (1 - a) * 0.5
	s := math.Sqrt(t)
	r := fraction(t)
	if size(x) >= 0x3fef3333 { // 0.975
		return math.Copysign(piHalfHigh-(float64(2*(s+float64(s*r)))-piHalfLow), x)
	}
	w := top(s)
	c := (t - float64(w*w)) / (s + w)
	p := float64(2*s*r) - (piHalfLow - 2*c)
	q := piHalfHigh/2 - 2*w
	return math.Copysign(piHalfHigh/2-(p-q), x)
}

// Acos is the angle of a cosine.
func Acos(x float64) float64 {
	switch {
	case x != x || math.Abs(x) > 1:
		return math.NaN()
	case x == 1:
		return 0
	case x == -1:
		return math.Pi
	case size(x) <= 0x3c600000: // 2**-57
		return piHalfHigh + piHalfLow
	case math.Abs(x) < 0.5:
		return piHalfHigh - (x - (piHalfLow - float64(x*fraction(x*x))))
	case x < 0:
		z := (1 + x) * 0.5
		s := math.Sqrt(z)
		w := float64(fraction(z)*s) - piHalfLow
		return math.Pi - 2*(s+w)
	}
	z := (1 - x) * 0.5
	s := math.Sqrt(z)
	d := top(s)
	c := (z - float64(d*d)) / (s + d)
	w := float64(fraction(z)*s) + c
	return 2 * (d + w)
}

// Atan is the angle of a tangent: that of 1/2, 1, 3/2 or infinity, in two parts, and
// what is between.
func Atan(x float64) float64 {
	a := math.Abs(x)
	var hi, lo, t float64
	switch word := size(x); {
	case x != x:
		return x
	case word >= 0x44100000: // 2**66
		return math.Copysign(piHalfHigh+piHalfLow, x)
	case word < 0x3e400000: // 2**-27
		return x
	case word < 0x3fdc0000: // 7/16
		return x - float64(x*between(x))
	case word < 0x3fe60000: // 11/16
		hi, lo, t = 4.63647609000806093515e-01, 2.26987774529616870924e-17, (2*a-1)/(2+a)
	case word < 0x3ff30000: // 19/16
		hi, lo, t = 7.85398163397448278999e-01, 3.06161699786838301793e-17, (a-1)/(a+1)
	case word < 0x40038000: // 39/16
		hi, lo, t = 9.82793723247329054082e-01, 1.39033110312309984516e-17, (a-1.5)/(1+float64(1.5*a))
	default:
		hi, lo, t = piHalfHigh, piHalfLow, -1/a
	}
	return math.Copysign(hi-((float64(t*between(t))-lo)-t), x)
}

// between is the polynomial by which an angle is less than its tangent.
func between(x float64) float64 {
	z := x * x
	w := z * z
	odd := z * polynomial(w, 3.33333333333329318027e-01, 1.42857142725034663711e-01, 9.09088713343650656196e-02,
		6.66107313738753120669e-02, 4.97687799461593236017e-02, 1.62858201153657823623e-02)
	even := w * polynomial(w, -1.99999999998764832476e-01, -1.11111104054623557880e-01, -7.69187620504482999495e-02,
		-5.83357013379057348645e-02, -3.65315727442169155270e-02)
	return odd + even
}

// Atan2 is the angle of the point (x, y).
func Atan2(y, x float64) float64 {
	switch {
	case x != x || y != y:
		return math.NaN()
	case x == 1:
		return Atan(y)
	case y == 0:
		if math.Signbit(x) {
			return math.Copysign(math.Pi, y)
		}
		return y
	case x == 0:
		return math.Copysign(piHalfHigh, y)
	case math.IsInf(x, 0):
		return math.Copysign(ofInfinite(y, x > 0), y)
	case math.IsInf(y, 0):
		return math.Copysign(piHalfHigh, y)
	}
	k := (size(y) - size(x)) >> 20
	var z float64
	switch {
	case k > 60:
		return math.Copysign(piHalfHigh+0.5*piLow, y)
	case x < 0 && k < -60:
	default:
		z = Atan(math.Abs(y / x))
	}
	if x < 0 {
		z = math.Pi - (z - piLow)
	}
	return math.Copysign(z, y)
}

// ofInfinite is the angle of a point that is infinitely far to one side.
func ofInfinite(y float64, right bool) float64 {
	switch {
	case math.IsInf(y, 0) && right:
		return piHalfHigh / 2
	case math.IsInf(y, 0):
		return 3 * (piHalfHigh / 2)
	case right:
		return 0
	}
	return math.Pi
}
