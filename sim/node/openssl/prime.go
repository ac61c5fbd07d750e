package openssl

import (
	"io"
	"math/big"
)

var (
	one = big.NewInt(1)
	two = big.NewInt(2)
)

// rounds of Miller-Rabin beside the Baillie-PSW test that math/big makes.
const PrimeRounds = 10

// smallPrimes are tried before anything costly.
var smallPrimes = func() []uint64 {
	var primes []uint64
	for n := uint64(3); n < 2000; n += 2 {
		prime := true
		for _, p := range primes {
			if p*p > n {
				break
			}
			if n%p == 0 {
				prime = false
				break
			}
		}
		if prime {
			primes = append(primes, n)
		}
	}
	return primes
}()

// randomBits is a number of at most so many bits.
func randomBits(random io.Reader, bits int) *big.Int {
	data := make([]byte, (bits+7)/8)
	if _, err := io.ReadFull(random, data); err != nil {
		panic(err) // the reader has no end
	}
	n := new(big.Int).SetBytes(data)
	return n.Rsh(n, uint(len(data)*8-bits))
}

// randomBelow is a number from 1 up to but without limit.
func randomBelow(random io.Reader, limit *big.Int) *big.Int {
	for {
		n := randomBits(random, limit.BitLen())
		if n.Sign() > 0 && n.Cmp(limit) < 0 {
			return n
		}
	}
}

// sieve goes through candidates first, first+step, … and returns the first that
// no small prime divides and that is accepted. With safe, neither may a small
// prime divide half of it.
func sieve(first, step *big.Int, safe bool, accept func(*big.Int) bool) *big.Int {
	residues := make([]uint64, len(smallPrimes))
	steps := make([]uint64, len(smallPrimes))
	rest := new(big.Int)
	for i, p := range smallPrimes {
		divisor := new(big.Int).SetUint64(p)
		residues[i] = rest.Mod(first, divisor).Uint64()
		steps[i] = rest.Mod(step, divisor).Uint64()
	}
	candidate := new(big.Int).Set(first)
	for small := candidate.BitLen() < 12; ; candidate.Add(candidate, step) {
		divided := false
		for i, p := range smallPrimes {
			if residues[i] == 0 || safe && residues[i] == 1 {
				divided = true
			}
			residues[i] = (residues[i] + steps[i]) % p
		}
		if (small || !divided) && accept(candidate) {
			return candidate
		}
	}
}

// randomPrime is a prime of so many bits, the highest two of which are set, so
// that a product of two has all its bits.
func randomPrime(random io.Reader, bits int) *big.Int {
	for {
		n := randomBits(random, bits)
		n.SetBit(n, bits-1, 1)
		if bits > 1 {
			n.SetBit(n, bits-2, 1)
		}
		if bits > 2 {
			n.SetBit(n, 0, 1)
		}
		prime := sieve(n, two, false, func(c *big.Int) bool { return c.BitLen() > bits || c.ProbablyPrime(PrimeRounds) })
		if prime.BitLen() == bits {
			return prime
		}
	}
}

// Prime makes a prime of so many bits: p and (p-1)/2 both with safe; equal to
// rem modulo add, if add is not nil.
//
// OpenSSL looks for ever where there is no such prime; here that is refused.
func Prime(random io.Reader, bits int, safe bool, add, rem *big.Int) (*big.Int, error) {
	if bits < 2 || add == nil && safe && bits < 6 && bits != 3 {
		return nil, errBitsTooSmall
	}
	// Of numbers of so many bits every one among some hundreds is a prime, of
	// which again one among some hundreds is safe.
	left := 1000 + 10*bits*bits
	accept := func(n *big.Int) bool {
		if left--; n.BitLen() > bits || left < 0 {
			return true
		}
		half := new(big.Int).Rsh(n, 1)
		return (!safe || half.ProbablyPrime(PrimeRounds)) && n.ProbablyPrime(PrimeRounds)
	}
	for left >= 0 {
		n := randomBits(random, bits)
		n.SetBit(n, bits-1, 1)
		if add == nil {
			n.SetBit(n, bits-2, 1)
		}
		step := two
		switch {
		case add != nil:
			step = add
			n.Sub(n, new(big.Int).Mod(n, add)).Add(n, rem)
		case safe:
			n.SetBit(n, 0, 1).SetBit(n, 1, 1)
			step = big.NewInt(4)
		default:
			n.SetBit(n, 0, 1)
		}
		if prime := sieve(n, step, safe && bits > 16, accept); prime.BitLen() == bits && left >= 0 {
			return prime, nil
		}
	}
	return nil, &Refused{"a prime that may not exist", "ask for another size, add or rem"}
}

// IsPrime reports whether a number is prime, with next to no doubt.
func IsPrime(n *big.Int, checks int) bool { return n.ProbablyPrime(max(checks, PrimeRounds)) }
