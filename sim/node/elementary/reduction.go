package elementary

import (
	"math"
	"math/big"
)

// π/2 in parts of 33 bits, and what is left after each.
const (
	first, firstRest   = 1.57079632673412561417e+00, 6.07710050650619224932e-11
	second, secondRest = 6.07710050630396597660e-11, 2.02226624879595063154e-21
	third, thirdRest   = 2.02226624871116645580e-21, 8.47842766036889956997e-32
)

// reduce is what is left of an angle modulo π/2, in two parts, and how many of these
// were taken away, modulo 8. The angle is beyond π/4.
func reduce(x float64) (n int32, y0, y1 float64) {
	sign := math.Copysign(1, x)
	word := size(x)
	switch {
	case word < 0x4002d97c: // 3π/4
		z, rest := x-sign*first, sign*firstRest
		if word == 0x3ff921fb { // next to π/2
			z, rest = z-sign*second, sign*secondRest
		}
		y0 = z - rest
		return int32(sign), y0, (z - y0) - rest
	case word <= 0x413921fb: // 2**19 * π/2
		n, y0, y1 = reduceMedium(math.Abs(x))
	default:
		n, y0, y1 = reduceLarge(math.Abs(x))
	}
	if sign < 0 {
		return -n, -y0, -y1
	}
	return n, y0, y1
}

// reduceMedium takes away as many parts of π/2 as are needed for what is left to have
// all its bits.
func reduceMedium(x float64) (n int32, y0, y1 float64) {
	n = int32(float64(x*6.36619772367581382433e-01) + 0.5)
	count := float64(n)
	r := x - float64(count*first)
	w := count * firstRest
	y0 = r - w
	lost := func() int32 { return size(x)>>20 - size(y0)>>20 }
	if lost() > 16 {
		t := r
		w = count * second
		r = t - w
		w = float64(count*secondRest) - ((t - r) - w)
		y0 = r - w
		if lost() > 49 {
			t = r
			w = count * third
			r = t - w
			w = float64(count*thirdRest) - ((t - r) - w)
			y0 = r - w
		}
	}
	return n, y0, (r - y0) - w
}

// twoPerPi are the first 1344 bits of 2/π after the point.
const (
	twoPerPi = "a2f9836e4e441529fc2757d1f534ddc0db6295993c439041fe5163abdebbc561b7246e3a424dd2e00649" +
		"2eea09d1921cfe1deb1cb129a73ee88235f52ebb4484e99c7026b45f7e413991d639835339f49c845f8b" +
		"bdf9283b1ff897ffde05980fef2f118b5a0a6d1f6d367ecf27cb09b74f463f669e5fea2d7527bac7ebe5" +
		"f17b3d0739f78a5292ea6bfb5fb11f8d5d0856033046fc7b6babf0cfbc209af4361da9e391615ee61b08"
	bitsOfIt = 1344
	halfPi   = "1.570796326794896619231321691639751442098584699687552910487472296153908203143104499314017412671058534"
)

// reduceLarge does the same with whole numbers: of an angle of up to 1024 bits hundreds
// of bits of 2/π matter.
func reduceLarge(x float64) (n int32, y0, y1 float64) {
	bits := math.Float64bits(x)
	mantissa := new(big.Int).SetUint64(bits&(1<<52-1) | 1<<52)
	factor, _ := new(big.Int).SetString(twoPerPi, 16)
	turns := mantissa.Mul(mantissa, factor)
	point := uint(bitsOfIt - (int(bits>>52) - 1075)) // so many bits of it are after the point
	whole := new(big.Int).Rsh(turns, point)
	turns.Sub(turns, new(big.Int).Lsh(whole, point))
	n = int32(whole.Bits()[0] & 7)
	if turns.Bit(int(point)-1) == 1 {
		n++
		turns.Sub(turns, new(big.Int).Lsh(big.NewInt(1), point))
	}
	angle, _, _ := big.ParseFloat(halfPi, 10, 320, big.ToNearestEven)
	left := new(big.Float).SetPrec(320).SetInt(turns)
	left.SetMantExp(left, -int(point))
	left.Mul(left, angle)
	y0, _ = left.Float64()
	left.Sub(left, new(big.Float).SetPrec(320).SetFloat64(y0))
	y1, _ = left.Float64()
	return n & 7, y0, y1
}
