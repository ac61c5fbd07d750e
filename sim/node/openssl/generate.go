package openssl

import (
	"crypto/ecdh"
	"io"
	"math/big"
)

// Generation is what a pair of keys is made by.
type Generation struct {
	Kind              string
	ModulusLength     int
	PublicExponent    int64
	DivisorLength     int
	NamedCurve        string
	HashAlgorithm     string // of rsa-pss; '' for no rule
	MGF1HashAlgorithm string
	SaltLength        int
	Group             string // of dh
	Prime             []byte
	PrimeLength       int
	Generator         int64
}

// Generate makes a pair of keys.
func Generate(random io.Reader, g Generation) (*Key, error) {
	k := &Key{Kind: g.Kind, Private: true}
	var err error
	switch g.Kind {
	case "rsa", "rsa-pss":
		k.rsa, err = generateRSA(random, g.ModulusLength, big.NewInt(g.PublicExponent))
		if err == nil && g.HashAlgorithm != "" {
			k.rsa.pss = &pssRule{plainName(g.HashAlgorithm), plainName(g.MGF1HashAlgorithm), g.SaltLength}
		}
	case "dsa":
		k.dsa, err = generateDSA(random, g.ModulusLength, g.DivisorLength)
	case "ec":
		var c *curve
		if c, err = findCurve(g.NamedCurve); err == nil {
			k.ec = newECKey(c, randomBelow(random, c.order()))
		}
	case "ed25519":
		return ed25519Key(randomBytes(random, 32)), nil
	case "x25519":
		return x25519Key(randomBytes(random, 32))
	case "dh":
		k.dh, err = generateDHKey(random, g)
	default:
		err = &Refused{"the kind of key " + g.Kind, "use rsa, ec, ed25519 or x25519"}
	}
	if err != nil {
		return nil, err
	}
	return k, nil
}

func generateDHKey(random io.Reader, g Generation) (d *DH, err error) {
	switch {
	case g.Group != "":
		d, _ = DHGroup(g.Group)
	case g.Prime != nil:
		d = &DH{p: new(big.Int).SetBytes(g.Prime), g: big.NewInt(g.Generator)}
	default:
		d, err = GenerateDH(random, g.PrimeLength, g.Generator)
	}
	if err != nil {
		return nil, err
	}
	return d, d.Generate(random)
}

func randomBytes(random io.Reader, length int) []byte {
	data := make([]byte, length)
	if _, err := io.ReadFull(random, data); err != nil {
		panic(err) // the reader has no end
	}
	return data
}

func x25519Key(private []byte) (*Key, error) {
	key, err := ecdh.X25519().NewPrivateKey(private)
	if err != nil {
		return nil, err
	}
	return &Key{Kind: "x25519", Private: true, okp: &okpKey{key.PublicKey().Bytes(), private}}, nil
}

// Agree is the secret that a private key and another's public key lead to.
func Agree(private, public *Key) ([]byte, error) {
	switch {
	case private.ec != nil:
		if private.ec.curve != public.ec.curve {
			return nil, errDomain
		}
		return sharedSecret(private.ec.curve, private.ec.d, public.ec.x, public.ec.y), nil
	case private.Kind == "x25519":
		mine, err := ecdh.X25519().NewPrivateKey(private.okp.private)
		if err != nil {
			return nil, err
		}
		theirs, err := ecdh.X25519().NewPublicKey(public.okp.public)
		if err != nil {
			return nil, err
		}
		secret, err := mine.ECDH(theirs)
		if err != nil {
			return nil, failure("1C80007D", providerRoutines, "", "failed during derivation")
		}
		return secret, nil
	case private.dh != nil:
		if private.dh.p.Cmp(public.dh.p) != 0 {
			return nil, errDomain
		}
		secret, _, _ := private.dh.Secret(public.dh.Public())
		return secret, nil
	}
	return nil, errKeyType
}
