package openssl

import (
	"io"
	"math/big"
)

// dsaKey is a key of the Digital Signature Algorithm. (FIPS 186-4)
type dsaKey struct {
	p, q, g *big.Int
	y, x    *big.Int
}

// generateDSA makes parameters and a key: a prime q of so many bits, and a
// prime p above it of which p-1 is a multiple of q. Its length goes up to a whole number of words. (crypto/ffc/ffc_params_generate.c)
func generateDSA(random io.Reader, bits, divisorBits int) (*dsaKey, error) {
	if bits < 512 || divisorBits != 160 && divisorBits != 224 && divisorBits != 256 {
		return nil, errGeneration
	}
	if bits = (bits + 63) / 64 * 64; bits < 1024 {
		return nil, errFFC
	}
	k := &dsaKey{q: randomPrime(random, divisorBits)}
	step := new(big.Int).Lsh(k.q, 1)
	for {
		n := randomBits(random, bits)
		n.SetBit(n, bits-1, 1)
		n.Sub(n, new(big.Int).Mod(n, step)).Add(n, one)
		k.p = sieve(n, step, false, func(c *big.Int) bool { return c.BitLen() > bits || c.ProbablyPrime(PrimeRounds) })
		if k.p.BitLen() == bits {
			break
		}
	}
	cofactor := new(big.Int).Div(new(big.Int).Sub(k.p, one), k.q)
	for h := int64(2); ; h++ {
		if k.g = new(big.Int).Exp(big.NewInt(h), cofactor, k.p); k.g.Cmp(one) != 0 {
			break
		}
	}
	k.x = randomBelow(random, k.q)
	k.y = new(big.Int).Exp(k.g, k.x, k.p)
	return k, nil
}

func (k *dsaKey) sign(random io.Reader, digest []byte) (r, s *big.Int) {
	z := leftmost(digest, k.q)
	for {
		nonce := randomBelow(random, k.q)
		r = new(big.Int).Exp(k.g, nonce, k.p)
		r.Mod(r, k.q)
		s = combine(z, r, k.x, nonce, k.q)
		if r.Sign() != 0 && s.Sign() != 0 {
			return r, s
		}
	}
}

func (k *dsaKey) verify(digest []byte, r, s *big.Int) bool {
	u1, u2, ok := split(leftmost(digest, k.q), r, s, k.q)
	if !ok {
		return false
	}
	v := new(big.Int).Exp(k.g, u1, k.p)
	v.Mul(v, new(big.Int).Exp(k.y, u2, k.p)).Mod(v, k.p).Mod(v, k.q)
	return v.Cmp(r) == 0
}

// ECDSA is the same over a curve.

func (k *ecKey) sign(random io.Reader, digest []byte) (r, s *big.Int) {
	n := k.curve.order()
	z := leftmost(digest, n)
	for {
		nonce := randomBelow(random, n)
		r, _ = k.curve.ScalarBaseMult(k.curve.fixed(nonce))
		r.Mod(r, n)
		s = combine(z, r, k.d, nonce, n)
		if r.Sign() != 0 && s.Sign() != 0 {
			return r, s
		}
	}
}

func (k *ecKey) verify(digest []byte, r, s *big.Int) bool {
	n := k.curve.order()
	u1, u2, ok := split(leftmost(digest, n), r, s, n)
	if !ok {
		return false
	}
	x1, y1 := k.curve.ScalarBaseMult(k.curve.fixed(u1))
	x2, y2 := k.curve.ScalarMult(k.x, k.y, k.curve.fixed(u2))
	if x1.Cmp(x2) == 0 && y1.Cmp(y2) == 0 {
		x1, _ = k.curve.Double(x1, y1)
	} else {
		x1, _ = k.curve.Add(x1, y1, x2, y2)
	}
	return x1.Mod(x1, n).Cmp(r) == 0
}

// leftmost is as much of a digest as the order has bits.
func leftmost(digest []byte, order *big.Int) *big.Int {
	z := new(big.Int).SetBytes(digest)
	if extra := 8*len(digest) - order.BitLen(); extra > 0 {
		z.Rsh(z, uint(extra))
	}
	return z
}

// combine is (z + r·key) / nonce modulo the order.
func combine(z, r, key, nonce, order *big.Int) *big.Int {
	s := new(big.Int).Mul(r, key)
	s.Add(s, z).Mul(s, new(big.Int).ModInverse(nonce, order))
	return s.Mod(s, order)
}

// split is z/s and r/s modulo the order, not ok if r or s cannot be right.
func split(z, r, s, order *big.Int) (u1, u2 *big.Int, ok bool) {
	if r.Sign() <= 0 || s.Sign() <= 0 || r.Cmp(order) >= 0 || s.Cmp(order) >= 0 {
		return nil, nil, false
	}
	w := new(big.Int).ModInverse(s, order)
	u1 = new(big.Int).Mul(z, w)
	u2 = new(big.Int).Mul(r, w)
	return u1.Mod(u1, order), u2.Mod(u2, order), true
}
