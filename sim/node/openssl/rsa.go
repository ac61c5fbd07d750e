package openssl

import (
	"bytes"
	"crypto/subtle"
	"hash"
	"io"
	"math/big"
)

// rsaKey is a key of RSA. The arithmetic is written out here, because the
// standard library takes no keys of fewer than 1,024 bits, and no chance but
// its own.
type rsaKey struct {
	n, e            *big.Int
	d, p, q         *big.Int
	dp, dq, inverse *big.Int
	pss             *pssRule // of rsa-pss with parameters
}

// pssRule is what a key for RSASSA-PSS may be used with.
type pssRule struct {
	hash, mgf1 string
	salt       int
}

func newRSAKey(e, p, q *big.Int) *rsaKey {
	if p.Cmp(q) < 0 {
		p, q = q, p
	}
	k := &rsaKey{n: new(big.Int).Mul(p, q), e: e, p: p, q: q}
	pOne, qOne := new(big.Int).Sub(p, one), new(big.Int).Sub(q, one)
	common := new(big.Int).GCD(nil, nil, pOne, qOne)
	lambda := new(big.Int).Mul(pOne, qOne)
	lambda.Div(lambda, common)
	k.d = new(big.Int).ModInverse(e, lambda)
	if k.d == nil {
		return nil
	}
	k.dp, k.dq = new(big.Int).Mod(k.d, pOne), new(big.Int).Mod(k.d, qOne)
	k.inverse = new(big.Int).ModInverse(q, p)
	return k
}

// generateRSA makes a key of so many bits.
func generateRSA(random io.Reader, bits int, e *big.Int) (*rsaKey, error) {
	if bits < 512 {
		return nil, errSmallKey
	}
	if e.Bit(0) == 0 || e.Cmp(one) <= 0 {
		return nil, errExponent
	}
	for {
		p := randomPrime(random, (bits+1)/2)
		q := randomPrime(random, bits/2)
		if p.Cmp(q) == 0 {
			continue
		}
		if k := newRSAKey(e, p, q); k != nil && k.n.BitLen() == bits {
			return k, nil
		}
	}
}

func (k *rsaKey) size() int { return (k.n.BitLen() + 7) / 8 }

// public and private raise a number to the power of a half of the key.
func (k *rsaKey) public(m []byte) []byte {
	c := new(big.Int).SetBytes(m)
	return c.Exp(c, k.e, k.n).FillBytes(make([]byte, k.size()))
}

func (k *rsaKey) private(m []byte) []byte {
	c := new(big.Int).SetBytes(m)
	if k.p == nil {
		return c.Exp(c, k.d, k.n).FillBytes(make([]byte, k.size()))
	}
	// By the Chinese remainder theorem: RFC 8017, section 5.1.2.
	m1, m2 := new(big.Int).Exp(c, k.dp, k.p), new(big.Int).Exp(c, k.dq, k.q)
	h := m1.Sub(m1, m2)
	h.Mul(h, k.inverse).Mod(h, k.p)
	return h.Mul(h, k.q).Add(h, m2).FillBytes(make([]byte, k.size()))
}

// fits reports whether a message is a number below the modulus.
func (k *rsaKey) fits(m []byte) bool { return new(big.Int).SetBytes(m).Cmp(k.n) < 0 }

// mgf1 is a mask made of a hash. (RFC 8017, B.2.1)
func mgf1(newHash func() hash.Hash, seed []byte, length int) []byte {
	var out []byte
	for counter := uint32(0); len(out) < length; counter++ {
		h := newHash()
		h.Write(seed)
		h.Write([]byte{byte(counter >> 24), byte(counter >> 16), byte(counter >> 8), byte(counter)})
		out = h.Sum(out)
	}
	return out[:length]
}

// padSignature is EMSA-PKCS1-v1_5 over a digest with its prefix. (RFC 8017, 9.2)
func (k *rsaKey) padSignature(text []byte) ([]byte, error) {
	fill := k.size() - 3 - len(text)
	if fill < 8 {
		return nil, errDigestTooBigForKey
	}
	out := append([]byte{0, 1}, bytes.Repeat([]byte{0xff}, fill)...)
	return append(append(out, 0), text...), nil
}

// PSS. (RFC 8017, section 9.1)

// Lengths of salts that are not numbers of bytes.
const (
	SaltDigest = -1 // as long as the digest
	SaltMax    = -2 // as long as can be; in verification, any
)

func (k *rsaKey) padPSS(random io.Reader, digest []byte, newHash, maskHash func() hash.Hash, salt int) ([]byte, error) {
	bits := k.n.BitLen() - 1
	size := (bits + 7) / 8
	most := size - len(digest) - 2
	switch salt {
	case SaltDigest:
		salt = len(digest)
	case SaltMax:
		salt = most
	}
	if most < 0 || salt > most {
		return nil, errDigestTooBig
	}
	if salt < 0 {
		return nil, errSaltLength
	}
	chosen := make([]byte, salt)
	if _, err := io.ReadFull(random, chosen); err != nil {
		return nil, err
	}
	h := pssHash(newHash, digest, chosen)
	out := make([]byte, size-len(h)-1, size)
	out[most-salt] = 1
	copy(out[most-salt+1:], chosen)
	subtle.XORBytes(out, out, mgf1(maskHash, h, len(out)))
	out[0] &= 0xff >> (8*size - bits)
	return append(append(out, h...), 0xbc), nil
}

func pssHash(newHash func() hash.Hash, digest, salt []byte) []byte {
	h := newHash()
	h.Write(make([]byte, 8))
	h.Write(digest)
	h.Write(salt)
	return h.Sum(nil)
}

func (k *rsaKey) checkPSS(message, digest []byte, newHash, maskHash func() hash.Hash, salt int) bool {
	bits := k.n.BitLen() - 1
	size := (bits + 7) / 8
	message = message[len(message)-size:]
	if size < len(digest)+2 || message[size-1] != 0xbc {
		return false
	}
	masked, h := bytes.Clone(message[:size-len(digest)-1]), message[size-len(digest)-1:size-1]
	if masked[0]&^(0xff>>(8*size-bits)) != 0 {
		return false
	}
	subtle.XORBytes(masked, masked, mgf1(maskHash, h, len(masked)))
	masked[0] &= 0xff >> (8*size - bits)
	at := 0
	for ; at < len(masked) && masked[at] == 0; at++ {
	}
	if at == len(masked) || masked[at] != 1 {
		return false
	}
	chosen := masked[at+1:]
	if salt == SaltDigest {
		salt = len(digest)
	}
	if salt >= 0 && len(chosen) != salt {
		return false
	}
	return bytes.Equal(h, pssHash(newHash, digest, chosen))
}

// Paddings by OpenSSL's numbers.
const (
	PaddingPKCS1 = 1
	PaddingNone  = 3
	PaddingOAEP  = 4
	PaddingPSS   = 6
)

// Encryption is how RSA encrypts.
type Encryption struct {
	Padding int
	Hash    string // of OAEP
	Label   []byte
}

// Encrypt encrypts with the public half.
func (k *Key) Encrypt(random io.Reader, e Encryption, text []byte) ([]byte, error) {
	if k.rsa == nil || k.Kind != "rsa" {
		return nil, errKeyType
	}
	padded, err := k.rsa.pad(random, e, text, 2)
	if err != nil {
		return nil, err
	}
	return k.rsa.public(padded), nil
}

// Decrypt decrypts with the private half.
func (k *Key) Decrypt(e Encryption, text []byte) ([]byte, error) {
	if k.rsa == nil || k.Kind != "rsa" {
		return nil, errKeyType
	}
	wrong := errOAEP
	if e.Padding == PaddingNone {
		wrong = errTooLarge
	}
	if len(text) > k.rsa.size() || !k.rsa.fits(text) {
		return nil, wrong
	}
	return k.rsa.unpad(e, k.rsa.private(text), 2)
}

// EncryptPrivate encrypts with the private half, as signatures do.
func (k *Key) EncryptPrivate(e Encryption, text []byte) ([]byte, error) {
	if k.rsa == nil || k.Kind != "rsa" {
		return nil, errKeyType
	}
	padded, err := k.rsa.pad(nil, e, text, 1)
	if err != nil {
		return nil, err
	}
	return k.rsa.private(padded), nil
}

// DecryptPublic undoes EncryptPrivate.
func (k *Key) DecryptPublic(e Encryption, text []byte) ([]byte, error) {
	if k.rsa == nil || k.Kind != "rsa" {
		return nil, errKeyType
	}
	if len(text) > k.rsa.size() || !k.rsa.fits(text) {
		return nil, errTooLarge
	}
	return k.rsa.unpad(e, k.rsa.public(text), 1)
}

// pad fills a text up to the key's size; block is the type of PKCS #1's
// padding, 1 for signing and 2 for encrypting.
func (k *rsaKey) pad(random io.Reader, e Encryption, text []byte, block byte) ([]byte, error) {
	size := k.size()
	switch {
	case e.Padding == PaddingNone:
		if len(text) < size {
			return nil, errTooSmall
		}
		if len(text) > size || !k.fits(text) {
			return nil, errTooLarge
		}
		return text, nil
	case e.Padding == PaddingOAEP && block == 2:
		return k.padOAEP(random, e, text)
	case e.Padding != PaddingPKCS1:
		return nil, errUnknownPadding
	}
	fill := size - 3 - len(text)
	if fill < 8 {
		return nil, errTooLarge
	}
	out := append(make([]byte, 0, size), 0, block)
	for range fill {
		b := []byte{0xff}
		if block == 2 {
			b[0] = 0
		}
		for b[0] == 0 {
			if _, err := io.ReadFull(random, b); err != nil {
				return nil, err
			}
		}
		out = append(out, b[0])
	}
	return append(append(out, 0), text...), nil
}

func (k *rsaKey) unpad(e Encryption, message []byte, block byte) ([]byte, error) {
	switch {
	case e.Padding == PaddingNone:
		return message, nil
	case e.Padding == PaddingOAEP && block == 2:
		return k.unpadOAEP(e, message)
	case e.Padding != PaddingPKCS1:
		return nil, errUnknownPadding
	}
	if message[0] != 0 || message[1] != block {
		return nil, errNotBlockType1
	}
	end := bytes.IndexByte(message[2:], 0)
	if end < 8 {
		return nil, errNotBlockType1
	}
	return message[2+end+1:], nil
}

// OAEP. (RFC 8017, section 7.1)

func (k *rsaKey) padOAEP(random io.Reader, e Encryption, text []byte) ([]byte, error) {
	newHash, _ := Digest(e.Hash)
	length := newHash().Size()
	size := k.size()
	if len(text) > size-2*length-2 {
		return nil, errTooLarge
	}
	out := make([]byte, size)
	seed, data := out[1:1+length], out[1+length:]
	if _, err := io.ReadFull(random, seed); err != nil {
		return nil, err
	}
	copy(data, sum(e.Hash, e.Label))
	data[len(data)-len(text)-1] = 1
	copy(data[len(data)-len(text):], text)
	subtle.XORBytes(data, data, mgf1(newHash, seed, len(data)))
	subtle.XORBytes(seed, seed, mgf1(newHash, data, length))
	return out, nil
}

func (k *rsaKey) unpadOAEP(e Encryption, message []byte) ([]byte, error) {
	newHash, _ := Digest(e.Hash)
	length := newHash().Size()
	if k.size() < 2*length+2 || message[0] != 0 {
		return nil, errOAEP
	}
	seed, data := bytes.Clone(message[1:1+length]), bytes.Clone(message[1+length:])
	subtle.XORBytes(seed, seed, mgf1(newHash, data, length))
	subtle.XORBytes(data, data, mgf1(newHash, seed, len(data)))
	if !bytes.Equal(data[:length], sum(e.Hash, e.Label)) {
		return nil, errOAEP
	}
	rest := data[length:]
	at := bytes.IndexByte(rest, 1)
	if at < 0 || len(bytes.Trim(rest[:at], "\x00")) != 0 {
		return nil, errOAEP
	}
	return rest[at+1:], nil
}
