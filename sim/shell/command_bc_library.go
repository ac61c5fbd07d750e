package shell

import "math/big"

// The functions of bc -l: s, c, a, l and e, by their series with more digits than are asked
// for. (libmath.b)

// moreDigits is how many digits more are worked out than are shown.
const moreDigits = 12

// series is one of them.
func (b *calculator) series(name byte, x decimal) decimal {
	scale := b.scale + moreDigits + len(x.scaled(0).digits.String())
	one := tenTo(scale)
	n := x.scaled(scale).digits
	if b.owe(int64(scale) * int64(scale) * 10); name == 'l' && n.Sign() <= 0 {
		return decimal{new(big.Int).Sub(big.NewInt(1), tenTo(b.scale)), 0}.scaled(b.scale)
	}
	switch name {
	case 'e':
		n = exponential(n, one)
	case 'l':
		n = logarithm(n, one)
	case 'a':
		n = arcTangent(n, one)
	case 's':
		n = sine(n, one)
	case 'c': // cos x = sin(x + pi/2)
		quarter := arcTangent(one, one)
		n = sine(new(big.Int).Add(n, quarter.Lsh(quarter, 1)), one)
	}
	return decimal{n, scale}.scaled(b.scale)
}

// product and ratio are of numbers that have as many digits as one has.
func product(x, y, one *big.Int) *big.Int { z := new(big.Int).Mul(x, y); return z.Quo(z, one) }
func ratio(x, y, one *big.Int) *big.Int   { z := new(big.Int).Mul(x, one); return z.Quo(z, y) }

// exponential halves x until it is small, and squares the series as often.
func exponential(x, one *big.Int) *big.Int {
	small, halved := new(big.Int).Set(x), 0
	for ; small.CmpAbs(one) > 0 && halved < 64; halved++ {
		small.Rsh(small, 1)
	}
	sum, term := new(big.Int).Set(one), new(big.Int).Set(one)
	for i := int64(1); term.Sign() != 0; i++ {
		term = product(term, small, one)
		term.Quo(term, big.NewInt(i))
		sum.Add(sum, term)
	}
	for range halved {
		sum = product(sum, sum, one)
	}
	return sum
}

// logarithm is 2 artanh((x-1)/(x+1)), of a root of x that is near 1.
func logarithm(x, one *big.Int) *big.Int {
	factor := uint(1)
	two, half := new(big.Int).Lsh(one, 1), new(big.Int).Rsh(one, 1)
	for x.Cmp(two) >= 0 || x.Cmp(half) <= 0 {
		x = new(big.Int).Sqrt(new(big.Int).Mul(x, one))
		factor++
	}
	y := ratio(new(big.Int).Sub(x, one), new(big.Int).Add(x, one), one)
	square := product(y, y, one)
	sum, power := new(big.Int), y
	for i := int64(1); power.Sign() != 0; i += 2 {
		sum.Add(sum, new(big.Int).Quo(power, big.NewInt(i)))
		power = product(power, square, one)
	}
	return sum.Lsh(sum, factor)
}

// arcTangent takes x near 0 by atan x = 2 atan(x / (1 + sqrt(1 + x*x))).
func arcTangent(x, one *big.Int) *big.Int {
	doubled := uint(0)
	for bound := new(big.Int).Quo(one, big.NewInt(5)); x.CmpAbs(bound) > 0; doubled++ {
		root := new(big.Int).Add(one, product(x, x, one))
		root.Sqrt(root.Mul(root, one))
		x = ratio(x, root.Add(root, one), one)
	}
	square := product(x, x, one)
	sum, power := new(big.Int), new(big.Int).Set(x)
	for i := int64(1); power.Sign() != 0; i += 2 {
		sum.Add(sum, new(big.Int).Quo(power, big.NewInt(i)))
		power = product(power, square, one)
		power.Neg(power)
	}
	return sum.Lsh(sum, doubled)
}

// sine takes x between -pi and pi first.
func sine(x, one *big.Int) *big.Int {
	turn := arcTangent(one, one)
	turn.Lsh(turn, 3)
	x = new(big.Int).Rem(x, turn)
	square := product(x, x, one)
	sum, term := new(big.Int), new(big.Int).Set(x)
	for i := int64(2); term.Sign() != 0; i += 2 {
		sum.Add(sum, term)
		term = product(term, square, one)
		term.Quo(term, big.NewInt(-i*(i+1)))
	}
	return sum
}
