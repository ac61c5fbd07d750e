package elementary

import "math"

const quarterPi = 0x3fe921fb // the size of π/4

// Sin is the sine.
func Sin(x float64) float64 {
	switch {
	case size(x) >= infinite:
		return math.NaN()
	case size(x) <= quarterPi:
		return sine(x, 0, false)
	}
	n, y0, y1 := reduce(x)
	switch n & 3 {
	case 0:
		return sine(y0, y1, true)
	case 1:
		return cosine(y0, y1)
	case 2:
		return -sine(y0, y1, true)
	}
	return -cosine(y0, y1)
}

// Cos is the cosine.
func Cos(x float64) float64 {
	switch {
	case size(x) >= infinite:
		return math.NaN()
	case size(x) <= quarterPi:
		return cosine(x, 0)
	}
	n, y0, y1 := reduce(x)
	switch n & 3 {
	case 0:
		return cosine(y0, y1)
	case 1:
		return -sine(y0, y1, true)
	case 2:
		return -cosine(y0, y1)
	}
	return sine(y0, y1, true)
}

// Tan is the tangent.
func Tan(x float64) float64 {
	switch {
	case size(x) >= infinite:
		return math.NaN()
	case size(x) <= quarterPi:
		return tangent(x, 0, false)
	}
	n, y0, y1 := reduce(x)
	return tangent(y0, y1, n&1 == 1)
}

// sine is sin(x+y) up to π/4, where y is the rest of x, if it has one.
func sine(x, y float64, hasRest bool) float64 {
	const s1 = -1.66666666666666324348e-01
	if size(x) < 0x3e400000 { // 2**-27
		return x
	}
	z := x * x
	v := z * x
	r := polynomial(z, 8.33333333332248946124e-03, -1.98412698298579493134e-04, 2.75573137070700676789e-06,
		-2.50507602534068634195e-08, 1.58969099521155010221e-10)
	if !hasRest {
		return x + float64(v*(s1+float64(z*r)))
	}
	return x - ((float64(z*(float64(0.5*y)-float64(v*r))) - y) - float64(v*s1))
}

// cosine is cos(x+y) up to π/4. From 0.3 on it takes about a quarter of x from 1 first,
// which is exact.
func cosine(x, y float64) float64 {
	word := size(x)
	if word < 0x3e400000 { // 2**-27
		return 1
	}
	z := x * x
	r := z * polynomial(z, 4.16666666666666019037e-02, -1.38888888888741095749e-03, 2.48015872894767294178e-05,
		-2.75573143513906633035e-07, 2.08757232129817482790e-09, -1.13596475577881948265e-11)
	tail := float64(z*r) - float64(x*y)
	if word < 0x3fd33333 { // 0.3
		return 1 - (float64(0.5*z) - tail)
	}
	quarter := 0.28125
	if word <= 0x3fe90000 { // 0.78125
		quarter = withHigh(0, word-0x200000)
	}
	return (1 - quarter) - ((float64(0.5*z) - quarter) - tail)
}

// tangent is tan(x+y) up to π/4, or -1 divided by it.
func tangent(x, y float64, inverse bool) float64 {
	large := size(x) >= 0x3fe59428 // 0.6744
	negative := x < 0
	if size(x) < 0x3e300000 { // 2**-28
		switch {
		case !inverse:
			return x
		case x == 0 && y == 0:
			return 1 / math.Abs(x)
		}
		return minusInverse(x+y, x, y)
	}
	if large {
		if negative {
			x, y = -x, -y
		}
		z := 7.85398163397448278999e-01 - x
		w := 3.06161699786838301793e-17 - y
		x, y = z+w, 0
	}
	z := x * x
	w := z * z
	r := polynomial(w, 1.33333333333201242699e-01, 2.18694882948595424599e-02, 3.59207910759131235356e-03,
		5.88041240820264096874e-04, 7.81794442939557092300e-05, -1.85586374855275456654e-05)
	v := z * polynomial(w, 5.39682539762260521377e-02, 8.86323982359930005737e-03, 1.45620945432529025516e-03,
		2.46463134818469906812e-04, 7.14072491382608190305e-05, 2.59073051863633712884e-05)
	s := z * x
	r = y + float64(z*(float64(s*(r+v))+y))
	r += float64(3.33333333333334091986e-01 * s)
	w = x + r
	switch {
	case large:
		v, sign := 1.0, 1.0
		if inverse {
			v = -1
		}
		if negative {
			sign = -1
		}
		return sign * (v - float64(2*(x-(float64(w*w)/(w+v)-r))))
	case inverse:
		return minusInverse(w, x, r)
	}
	return w
}

// minusInverse is -1/(x+y), where w is the sum rounded.
func minusInverse(w, x, y float64) float64 {
	z := top(w)
	v := y - (z - x)
	a := -1 / w
	t := top(a)
	s := 1 + float64(t*z)
	return t + float64(a*(s+float64(t*v)))
}
