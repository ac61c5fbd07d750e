package openssl

import (
	"bytes"
	"crypto/ed25519"
	"io"
	"math/big"

	"golang.org/x/crypto/cryptobyte"
)

// Signature is how something is signed.
type Signature struct {
	Hash    string // '' for the default of the kind of key
	Padding int    // of RSA; 0 for what the key is for
	Salt    int    // of PSS
	Salted  bool   // Salt was given
	Fixed   bool   // the two numbers of DSA and ECDSA one after the other, each as long as can be (IEEE P1363)
}

// Sign signs data. OneShot is false for createSign, which keys that must see
// all data twice cannot be used with.
func (k *Key) Sign(random io.Reader, s Signature, data []byte) ([]byte, error) {
	switch k.Kind {
	case "ed25519":
		if s.Hash != "" {
			return nil, errInvalidDigest
		}
		return ed25519.Sign(ed25519.NewKeyFromSeed(k.okp.private), data), nil
	case "rsa", "rsa-pss":
		return k.signRSA(random, s, data)
	case "ec":
		r, t := k.ec.sign(random, sum(hashOr(s.Hash, "sha256"), data))
		return k.numbers(s, r, t), nil
	case "dsa":
		r, t := k.dsa.sign(random, sum(hashOr(s.Hash, "sha256"), data))
		return k.numbers(s, r, t), nil
	}
	return nil, errKeyType
}

// Verify reports whether a signature is that of data.
func (k *Key) Verify(s Signature, data, signature []byte) (bool, error) {
	switch k.Kind {
	case "ed25519":
		if s.Hash != "" {
			return false, errInvalidDigest
		}
		return len(signature) == ed25519.SignatureSize && ed25519.Verify(k.okp.public, data, signature), nil
	case "rsa", "rsa-pss":
		return k.verifyRSA(s, data, signature)
	case "ec", "dsa":
		r, t, ok := k.readNumbers(s, signature)
		if !ok {
			return false, nil
		}
		digest := sum(hashOr(s.Hash, "sha256"), data)
		if k.ec != nil {
			return k.ec.verify(digest, r, t), nil
		}
		return k.dsa.verify(digest, r, t), nil
	}
	return false, errKeyType
}

func hashOr(name, other string) string {
	if name == "" {
		return other
	}
	return name
}

// numbers writes the two numbers of a signature.
func (k *Key) numbers(s Signature, r, t *big.Int) []byte {
	if s.Fixed {
		size := k.SignatureLength()
		return append(r.FillBytes(make([]byte, size)), t.FillBytes(make([]byte, size))...)
	}
	return sequence(func(b *cryptobyte.Builder) {
		b.AddASN1BigInt(r)
		b.AddASN1BigInt(t)
	})
}

func (k *Key) readNumbers(s Signature, signature []byte) (r, t *big.Int, ok bool) {
	r, t = new(big.Int), new(big.Int)
	if s.Fixed {
		size := k.SignatureLength()
		if len(signature) != 2*size {
			return nil, nil, false
		}
		return r.SetBytes(signature[:size]), t.SetBytes(signature[size:]), true
	}
	input := cryptobyte.String(signature)
	var inner cryptobyte.String
	ok = input.ReadASN1(&inner, tagSequence) && input.Empty() && inner.ReadASN1Integer(r) && inner.ReadASN1Integer(t) && inner.Empty()
	return r, t, ok
}

// pssOf is what PSS is done with: the key's own rule first.
func (k *Key) pssOf(s Signature, signing bool) (hash, mask string, salt int, err error) {
	hash = hashOr(s.Hash, "sha256")
	mask, salt = hash, SaltMax
	if rule := k.rsa.pss; rule != nil {
		if s.Hash == "" {
			hash = rule.hash
		} else if plainName(s.Hash) != plainName(rule.hash) {
			return "", "", 0, failure("1C8000AE", providerRoutines, "", "digest not allowed")
		}
		mask, salt = rule.mgf1, rule.salt
		if s.Salted && s.Salt >= 0 && s.Salt < rule.salt {
			return "", "", 0, failure("1C8000A4", providerRoutines, "", "pss saltlen too small")
		}
		if !signing && !s.Salted {
			salt = SaltMax
		}
	}
	if s.Salted {
		salt = s.Salt
	}
	return hash, mask, salt, nil
}

func (k *Key) usesPSS(s Signature) (bool, error) {
	switch {
	case k.Kind == "rsa-pss" && s.Padding != 0 && s.Padding != PaddingPSS:
		return false, errPaddingMode
	case k.Kind == "rsa-pss" || s.Padding == PaddingPSS:
		return true, nil
	case s.Padding == 0 || s.Padding == PaddingPKCS1:
		return false, nil
	}
	return false, errPaddingMode
}

func (k *Key) signRSA(random io.Reader, s Signature, data []byte) ([]byte, error) {
	pss, err := k.usesPSS(s)
	if err != nil {
		return nil, err
	}
	if !pss {
		text, err := prefixed(hashOr(s.Hash, "sha256"), data)
		if err != nil {
			return nil, err
		}
		padded, err := k.rsa.padSignature(text)
		if err != nil {
			return nil, err
		}
		return k.rsa.private(padded), nil
	}
	hash, mask, salt, err := k.pssOf(s, true)
	if err != nil {
		return nil, err
	}
	newHash, _ := Digest(hash)
	maskHash, _ := Digest(mask)
	padded, err := k.rsa.padPSS(random, sum(hash, data), newHash, maskHash, salt)
	if err != nil {
		return nil, err
	}
	return k.rsa.private(padded), nil
}

func (k *Key) verifyRSA(s Signature, data, signature []byte) (bool, error) {
	pss, err := k.usesPSS(s)
	if err != nil {
		return false, err
	}
	if len(signature) != k.rsa.size() || !k.rsa.fits(signature) {
		return false, nil
	}
	message := k.rsa.public(signature)
	if !pss {
		text, err := prefixed(hashOr(s.Hash, "sha256"), data)
		if err != nil {
			return false, err
		}
		padded, err := k.rsa.padSignature(text)
		return err == nil && bytes.Equal(padded, message), nil
	}
	hash, mask, salt, err := k.pssOf(s, false)
	if err != nil {
		return false, err
	}
	newHash, _ := Digest(hash)
	maskHash, _ := Digest(mask)
	return k.rsa.checkPSS(message, sum(hash, data), newHash, maskHash, salt), nil
}

// prefixed is a digest behind the name of its algorithm.
func prefixed(hash string, data []byte) ([]byte, error) {
	prefix, known := digestPrefixes[plainName(hash)]
	if !known {
		return nil, errInvalidDigest
	}
	return append(bytes.Clone(prefix), sum(hash, data)...), nil
}
