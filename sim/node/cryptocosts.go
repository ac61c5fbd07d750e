package node

import (
	"strings"

	"timeslice/sim/node/openssl"
)

// HashCosts is what hashing, key derivation, ciphers and keys cost, in
// nanoseconds of CPU time. Measured on Node 20.20.2: docs/model.md.
type HashCosts struct {
	CallNs       int64 // making a state and asking it for its result
	Md5Ns        int64 // for each KiB
	Sha1Ns       int64
	Sha256Ns     int64
	Sha512Ns     int64
	OtherNs      int64 // sha3, blake2, ripemd
	AesNs        int64 // for each KiB
	RandomNs     int64 // for each KiB
	ScryptNs     int64 // for each N·r·p
	Pbkdf2Sha1Ns int64 // an iteration for one block of output
	Pbkdf2Sha2Ns int64 // with sha256 or sha224

	KeyNs        int64 // reading or writing a key
	RSAPrivateNs int64 // signing or decrypting with 2,048 bits; grows with the cube of their number
	RSAPublicNs  int64 // verifying or encrypting with 2,048 bits; grows with the square
	PrimeNs      int64 // finding a prime of 1,024 bits; grows with the fourth power
	CurveNs      int64 // multiplying a point of a curve of 256 bits; grows with the cube
}

func defaultHashCosts() HashCosts {
	return HashCosts{
		CallNs: 2_000, Md5Ns: 1_400, Sha1Ns: 590, Sha256Ns: 670, Sha512Ns: 1_270, OtherNs: 2_500, AesNs: 1_300,
		RandomNs: 280, ScryptNs: 280, Pbkdf2Sha1Ns: 390, Pbkdf2Sha2Ns: 205,
		KeyNs: 100_000, RSAPrivateNs: 700_000, RSAPublicNs: 30_000, PrimeNs: 50_000_000, CurveNs: 60_000,
	}
}

// perKiBNs is what an algorithm costs for each KiB.
func (c *HashCosts) perKiBNs(algorithm string) int64 {
	name := strings.ToLower(algorithm)
	switch {
	case strings.Contains(name, "md5"):
		return c.Md5Ns
	case strings.Contains(name, "sha3") || strings.Contains(name, "shake"):
		return c.OtherNs
	case strings.Contains(name, "sha512") || strings.Contains(name, "sha384") || strings.Contains(name, "sha-512") || strings.Contains(name, "sha-384"):
		return c.Sha512Ns
	case strings.Contains(name, "sha256") || strings.Contains(name, "sha224") || strings.Contains(name, "sha-256"):
		return c.Sha256Ns
	case strings.Contains(name, "sha1") || strings.Contains(name, "sha-1"):
		return c.Sha1Ns
	}
	return c.OtherNs
}

// pbkdf2Ns is what deriving a key costs: each block of output is worked out
// on its own.
func (n *Environment) pbkdf2Ns(algorithm string, iterations, length int64) int64 {
	newHash, known := openssl.Digest(algorithm)
	if !known {
		return 0
	}
	size := int64(newHash().Size())
	each := n.options.Costs.Pbkdf2Ns
	switch n.options.Costs.Hash.perKiBNs(algorithm) {
	case n.options.Costs.Hash.Sha256Ns:
		each = n.options.Costs.Hash.Pbkdf2Sha2Ns
	case n.options.Costs.Hash.Sha1Ns:
		each = n.options.Costs.Hash.Pbkdf2Sha1Ns
	}
	return iterations * each * max(1, (length+size-1)/size)
}

// scaled is a cost at a size, grown to another size by a power.
func scaled(ns int64, size, at int64, power int) int64 {
	for range power {
		ns = ns * size / at
	}
	return ns
}

func (c *HashCosts) primeNs(bits int) int64 { return scaled(c.PrimeNs, int64(bits), 1024, 4) }

// privateNs is what using the secret half of a key costs, publicNs the other.
func (c *HashCosts) privateNs(k *openssl.Key) int64 {
	d := k.Details()
	switch {
	case d.ModulusLength > 0 && d.DivisorLength == 0:
		return scaled(c.RSAPrivateNs, int64(d.ModulusLength), 2048, 3)
	case d.NamedCurve != "" && k.SignatureLength() > 0:
		return scaled(c.CurveNs, int64(8*k.SignatureLength()), 256, 3)
	}
	return c.CurveNs
}

func (c *HashCosts) publicNs(k *openssl.Key) int64 {
	if d := k.Details(); d.ModulusLength > 0 && d.DivisorLength == 0 {
		return scaled(c.RSAPublicNs, int64(d.ModulusLength), 2048, 2)
	}
	return 2 * c.privateNs(k)
}

// generateNs is what making a pair of keys costs.
func (c *HashCosts) generateNs(g openssl.Generation) int64 {
	switch g.Kind {
	case "rsa", "rsa-pss":
		return 2 * c.primeNs(g.ModulusLength/2)
	case "dsa":
		return c.primeNs(g.ModulusLength)
	case "dh":
		if g.PrimeLength > 0 {
			return 40 * c.primeNs(g.PrimeLength)
		}
	}
	return 2 * c.CurveNs
}
