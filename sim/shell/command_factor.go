package shell

import (
	"math/big"
	"math/bits"
	"slices"
	"strconv"
	"strings"
)

// factor takes numbers apart into primes.
func factor(c *call) int {
	_, words, ok := c.flags("", "")
	if !ok {
		return 1
	}
	if len(words) == 0 {
		text, _ := c.readAll(0)
		words = strings.Fields(string(text))
	}
	status := 0
	for _, word := range words {
		n, err := strconv.ParseUint(strings.TrimPrefix(word, "+"), 10, 64)
		if err != nil {
			c.flush()
			if strings.Trim(word, "0123456789") == "" && word != "" {
				c.complain("timeslice: %s is larger than 2^64, which is as far as numbers are taken apart here", word)
			} else {
				c.complain("‘%s’ is not a valid positive integer", word)
			}
			status = 1
			continue
		}
		line := strconv.FormatUint(n, 10) + ":"
		for _, prime := range c.primesOf(n) {
			line += " " + strconv.FormatUint(prime, 10)
		}
		c.printLine(line)
	}
	return status
}

// primesOf is the primes that make up a number, in order.
func (c *call) primesOf(n uint64) []uint64 {
	var primes []uint64
	for d := uint64(2); d < 1000 && d*d <= n; d++ {
		for n%d == 0 {
			primes, n = append(primes, d), n/d
		}
	}
	c.owe(1000)
	var split func(n uint64)
	split = func(n uint64) {
		switch {
		case n < 2:
		case new(big.Int).SetUint64(n).ProbablyPrime(0): // which is certain below 2^64
			primes = append(primes, n)
		default:
			d := c.divisorOf(n)
			split(d)
			split(n / d)
		}
	}
	split(n)
	slices.Sort(primes)
	return primes
}

// divisorOf is a divisor of a number that is no prime. (Pollard's rho)
func (c *call) divisorOf(n uint64) uint64 {
	for add := uint64(1); ; add++ {
		step := func(x uint64) uint64 {
			high, low := bits.Mul64(x, x)
			_, rest := bits.Div64(high%n, low, n)
			return (rest + add) % n
		}
		slow, fast, d := uint64(2), uint64(2), uint64(1)
		for d == 1 {
			slow, fast = step(slow), step(step(fast))
			d = commonDivisor(max(slow, fast)-min(slow, fast), n)
			c.owe(100)
		}
		if d != n {
			return d
		}
	}
}

func commonDivisor(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
