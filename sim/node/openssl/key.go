package openssl

import (
	"crypto/ed25519"
	"math/big"
)

// Key is an asymmetric key, of one of these kinds; Private has the secret half
// too.
type Key struct {
	Kind    string // rsa, rsa-pss, dsa, ec, ed25519, x25519 or dh
	Private bool

	rsa *rsaKey
	ec  *ecKey
	okp *okpKey
	dsa *dsaKey
	dh  *DH
}

// okpKey is a key of which both halves are only bytes: Ed25519, X25519.
// (RFC 8037 calls these octet key pairs)
type okpKey struct {
	public  []byte
	private []byte // the seed of Ed25519
}

// Public is the public half.
func (k *Key) Public() *Key {
	p := *k
	p.Private = false
	return &p
}

// Equal reports whether two keys are the same.
func (k *Key) Equal(other *Key) bool {
	if k.Kind != other.Kind || k.Private != other.Private {
		return false
	}
	form := spki
	if k.Private {
		form = pkcs8
	}
	a, errA := k.der(form)
	b, errB := other.der(form)
	return errA == nil && errB == nil && string(a) == string(b)
}

// Details is what a key tells of itself. Numbers that a kind of key has not are
// 0, names ”.
type Details struct {
	ModulusLength     int
	PublicExponent    *big.Int
	HashAlgorithm     string
	MGF1HashAlgorithm string
	SaltLength        int
	DivisorLength     int
	NamedCurve        string
	Restricted        bool // rsa-pss with parameters
}

// Details tells of the key.
func (k *Key) Details() Details {
	switch {
	case k.rsa != nil:
		d := Details{ModulusLength: k.rsa.n.BitLen(), PublicExponent: k.rsa.e}
		if pss := k.rsa.pss; pss != nil {
			d.Restricted, d.HashAlgorithm, d.MGF1HashAlgorithm, d.SaltLength = true, pss.hash, pss.mgf1, pss.salt
		}
		return d
	case k.dsa != nil:
		return Details{ModulusLength: k.dsa.p.BitLen(), DivisorLength: k.dsa.q.BitLen()}
	case k.ec != nil:
		return Details{NamedCurve: k.ec.curve.name}
	}
	return Details{}
}

// SignatureLength is how many bytes a number of a signature in the fixed form
// has, 0 for keys whose signature is not two numbers. (IEEE P1363)
func (k *Key) SignatureLength() int {
	switch {
	case k.ec != nil:
		return (k.ec.curve.order().BitLen() + 7) / 8
	case k.dsa != nil:
		return (k.dsa.q.BitLen() + 7) / 8
	}
	return 0
}

func ed25519Key(seed []byte) *Key {
	private := ed25519.NewKeyFromSeed(seed)
	return &Key{Kind: "ed25519", Private: true, okp: &okpKey{private[32:], seed}}
}
