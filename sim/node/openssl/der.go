package openssl

import (
	"encoding/asn1"
	"math/big"

	"golang.org/x/crypto/cryptobyte"
	cryptobyteasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// The forms a key is written in.
const (
	pkcs1 = "pkcs1" // RSA: RFC 8017, A.1
	spki  = "spki"  // public: RFC 5280, 4.1.2.7
	pkcs8 = "pkcs8" // private: RFC 5208
	sec1  = "sec1"  // private, EC: RFC 5915
)

const (
	tagSequence = cryptobyteasn1.SEQUENCE
	tagOctets   = cryptobyteasn1.OCTET_STRING
)

var (
	tagContext0 = cryptobyteasn1.Tag(0).ContextSpecific().Constructed()
	tagContext1 = cryptobyteasn1.Tag(1).ContextSpecific().Constructed()
	tagContext2 = cryptobyteasn1.Tag(2).ContextSpecific().Constructed()
)

var (
	oidRSA     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1}
	oidMGF1    = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 8}
	oidPSS     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 10}
	oidDH      = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 3, 1}
	oidDSA     = asn1.ObjectIdentifier{1, 2, 840, 10040, 4, 1}
	oidEC      = asn1.ObjectIdentifier{1, 2, 840, 10045, 2, 1}
	oidX25519  = asn1.ObjectIdentifier{1, 3, 101, 110}
	oidEd25519 = asn1.ObjectIdentifier{1, 3, 101, 112}
)

// hashOIDs are the hashes that a rule for PSS names.
var hashOIDs = []struct {
	name string
	oid  asn1.ObjectIdentifier
}{
	{"sha1", asn1.ObjectIdentifier{1, 3, 14, 3, 2, 26}},
	{"sha224", asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 4}},
	{"sha256", asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}},
	{"sha384", asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 2}},
	{"sha512", asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 3}},
	{"sha512-224", asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 5}},
	{"sha512-256", asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 6}},
}

func sequence(content func(*cryptobyte.Builder)) []byte {
	var b cryptobyte.Builder
	b.AddASN1(tagSequence, content)
	return b.BytesOrPanic()
}

// Compatible says of a form whether a key can be written in it; what is the
// kind it is for if not.
func (k *Key) Compatible(form string) (kind string, ok bool) {
	switch {
	case form == pkcs1 && k.Kind != "rsa":
		return "RSA", false
	case form == sec1 && k.Kind != "ec":
		return "EC", false
	}
	return "", true
}

// der writes the key in a form.
func (k *Key) der(form string) ([]byte, error) {
	switch form {
	case pkcs1:
		return k.rsa.pkcs1(k.Private), nil
	case sec1:
		return k.ec.sec1(true), nil
	case spki:
		return sequence(func(b *cryptobyte.Builder) {
			k.addAlgorithm(b)
			b.AddASN1BitString(k.publicBytes())
		}), nil
	}
	return sequence(func(b *cryptobyte.Builder) {
		b.AddASN1Int64(0)
		k.addAlgorithm(b)
		b.AddASN1OctetString(k.privateBytes())
	}), nil
}

func (k *Key) addAlgorithm(b *cryptobyte.Builder) {
	b.AddASN1(tagSequence, func(b *cryptobyte.Builder) {
		switch k.Kind {
		case "rsa":
			b.AddASN1ObjectIdentifier(oidRSA)
			b.AddASN1NULL()
		case "rsa-pss":
			b.AddASN1ObjectIdentifier(oidPSS)
			if k.rsa.pss != nil {
				k.rsa.pss.add(b)
			}
		case "ec":
			b.AddASN1ObjectIdentifier(oidEC)
			b.AddASN1ObjectIdentifier(k.ec.curve.oid)
		case "dsa":
			b.AddASN1ObjectIdentifier(oidDSA)
			b.AddASN1(tagSequence, func(b *cryptobyte.Builder) {
				b.AddASN1BigInt(k.dsa.p)
				b.AddASN1BigInt(k.dsa.q)
				b.AddASN1BigInt(k.dsa.g)
			})
		case "dh":
			b.AddASN1ObjectIdentifier(oidDH)
			b.AddASN1(tagSequence, func(b *cryptobyte.Builder) {
				b.AddASN1BigInt(k.dh.p)
				b.AddASN1BigInt(k.dh.g)
			})
		case "ed25519":
			b.AddASN1ObjectIdentifier(oidEd25519)
		case "x25519":
			b.AddASN1ObjectIdentifier(oidX25519)
		}
	})
}

// add writes a rule for PSS; what is the default is left out. (RFC 8017, A.2.3)
func (r *pssRule) add(b *cryptobyte.Builder) {
	algorithm := func(b *cryptobyte.Builder, name string) {
		b.AddASN1(tagSequence, func(b *cryptobyte.Builder) {
			for _, h := range hashOIDs {
				if h.name == name {
					b.AddASN1ObjectIdentifier(h.oid)
				}
			}
			b.AddASN1NULL()
		})
	}
	b.AddASN1(tagSequence, func(b *cryptobyte.Builder) {
		if r.hash != "sha1" {
			b.AddASN1(tagContext0, func(b *cryptobyte.Builder) { algorithm(b, r.hash) })
		}
		if r.mgf1 != "sha1" {
			b.AddASN1(tagContext1, func(b *cryptobyte.Builder) {
				b.AddASN1(tagSequence, func(b *cryptobyte.Builder) {
					b.AddASN1ObjectIdentifier(oidMGF1)
					algorithm(b, r.mgf1)
				})
			})
		}
		if r.salt != 20 {
			b.AddASN1(tagContext2, func(b *cryptobyte.Builder) { b.AddASN1Int64(int64(r.salt)) })
		}
	})
}

func readHash(in *cryptobyte.String) (string, bool) {
	var inner cryptobyte.String
	var oid asn1.ObjectIdentifier
	if !in.ReadASN1(&inner, tagSequence) || !inner.ReadASN1ObjectIdentifier(&oid) {
		return "", false
	}
	for _, h := range hashOIDs {
		if h.oid.Equal(oid) {
			return h.name, true
		}
	}
	return "", false
}

func readPSSRule(in *cryptobyte.String) (*pssRule, bool) {
	r := &pssRule{"sha1", "sha1", 20}
	var outer, part, mask cryptobyte.String
	var present bool
	if !in.ReadASN1(&outer, tagSequence) {
		return nil, false
	}
	ok := true
	if outer.ReadOptionalASN1(&part, &present, tagContext0) && present {
		r.hash, ok = readHash(&part)
	}
	if ok && outer.ReadOptionalASN1(&part, &present, tagContext1) && present {
		var oid asn1.ObjectIdentifier
		ok = part.ReadASN1(&mask, tagSequence) && mask.ReadASN1ObjectIdentifier(&oid)
		if ok {
			r.mgf1, ok = readHash(&mask)
		}
	}
	if ok && outer.ReadOptionalASN1(&part, &present, tagContext2) && present {
		ok = part.ReadASN1Integer(&r.salt)
	}
	return r, ok
}

// publicBytes are what the bit string of a public key holds.
func (k *Key) publicBytes() []byte {
	switch {
	case k.rsa != nil:
		return k.rsa.pkcs1(false)
	case k.ec != nil:
		return k.ec.curve.encode(k.ec.x, k.ec.y, "uncompressed")
	case k.dsa != nil:
		return integer(k.dsa.y)
	case k.dh != nil:
		return integer(k.dh.y)
	}
	return k.okp.public
}

// privateBytes are what the octet string of a private key holds.
func (k *Key) privateBytes() []byte {
	switch {
	case k.rsa != nil:
		return k.rsa.pkcs1(true)
	case k.ec != nil:
		return k.ec.sec1(false)
	case k.dsa != nil:
		return integer(k.dsa.x)
	case k.dh != nil:
		return integer(k.dh.x)
	}
	var b cryptobyte.Builder
	b.AddASN1OctetString(k.okp.private)
	return b.BytesOrPanic()
}

func integer(n *big.Int) []byte {
	var b cryptobyte.Builder
	b.AddASN1BigInt(n)
	return b.BytesOrPanic()
}

func (k *rsaKey) pkcs1(private bool) []byte {
	return sequence(func(b *cryptobyte.Builder) {
		if !private {
			b.AddASN1BigInt(k.n)
			b.AddASN1BigInt(k.e)
			return
		}
		b.AddASN1Int64(0)
		for _, n := range []*big.Int{k.n, k.e, k.d, k.p, k.q, k.dp, k.dq, k.inverse} {
			b.AddASN1BigInt(n)
		}
	})
}

func (k *ecKey) sec1(named bool) []byte {
	return sequence(func(b *cryptobyte.Builder) {
		b.AddASN1Int64(1)
		b.AddASN1OctetString(k.curve.fixed(k.d))
		if named {
			b.AddASN1(tagContext0, func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(k.curve.oid) })
		}
		b.AddASN1(tagContext1, func(b *cryptobyte.Builder) {
			b.AddASN1BitString(k.curve.encode(k.x, k.y, "uncompressed"))
		})
	})
}

// Reading. Each returns nil if the bytes are something else.

func readPKCS1(der []byte, private bool) *Key {
	in := cryptobyte.String(der)
	var s cryptobyte.String
	if !in.ReadASN1(&s, tagSequence) || !in.Empty() {
		return nil
	}
	if private {
		var version int
		if !s.ReadASN1Integer(&version) || version != 0 {
			return nil
		}
	}
	k := &rsaKey{n: new(big.Int), e: new(big.Int)}
	parts := []*big.Int{k.n, k.e}
	if private {
		k.d, k.p, k.q, k.dp, k.dq, k.inverse = new(big.Int), new(big.Int), new(big.Int), new(big.Int), new(big.Int), new(big.Int)
		parts = append(parts, k.d, k.p, k.q, k.dp, k.dq, k.inverse)
	}
	for _, n := range parts {
		if !s.ReadASN1Integer(n) || n.Sign() <= 0 {
			return nil
		}
	}
	if !s.Empty() {
		return nil
	}
	return &Key{Kind: "rsa", Private: private, rsa: k}
}

func readSEC1(der []byte, known *curve) *Key {
	in := cryptobyte.String(der)
	var s, d, part cryptobyte.String
	var version int
	var present bool
	if !in.ReadASN1(&s, tagSequence) || !s.ReadASN1Integer(&version) || version != 1 || !s.ReadASN1(&d, tagOctets) {
		return nil
	}
	if s.ReadOptionalASN1(&part, &present, tagContext0) && present {
		if known = readCurve(&part); known == nil {
			return nil
		}
	}
	n := new(big.Int).SetBytes(d)
	if known == nil || n.Sign() == 0 || n.Cmp(known.order()) >= 0 {
		return nil
	}
	return &Key{Kind: "ec", Private: true, ec: newECKey(known, n)}
}

func readCurve(in *cryptobyte.String) *curve {
	var oid asn1.ObjectIdentifier
	if !in.ReadASN1ObjectIdentifier(&oid) {
		return nil
	}
	for _, c := range curves {
		if c.oid.Equal(oid) {
			return c
		}
	}
	return nil
}

// algorithm reads what kind of key follows, with its parameters.
func readAlgorithm(in *cryptobyte.String) *Key {
	var s cryptobyte.String
	var oid asn1.ObjectIdentifier
	if !in.ReadASN1(&s, tagSequence) || !s.ReadASN1ObjectIdentifier(&oid) {
		return nil
	}
	switch {
	case oid.Equal(oidRSA):
		return &Key{Kind: "rsa", rsa: &rsaKey{}}
	case oid.Equal(oidPSS):
		k := &Key{Kind: "rsa-pss", rsa: &rsaKey{}}
		if !s.Empty() {
			rule, ok := readPSSRule(&s)
			if !ok {
				return nil
			}
			k.rsa.pss = rule
		}
		return k
	case oid.Equal(oidEC):
		if c := readCurve(&s); c != nil {
			return &Key{Kind: "ec", ec: &ecKey{curve: c}}
		}
	case oid.Equal(oidDSA):
		k := &dsaKey{p: new(big.Int), q: new(big.Int), g: new(big.Int)}
		var part cryptobyte.String
		if s.ReadASN1(&part, tagSequence) && part.ReadASN1Integer(k.p) && part.ReadASN1Integer(k.q) && part.ReadASN1Integer(k.g) {
			return &Key{Kind: "dsa", dsa: k}
		}
	case oid.Equal(oidDH):
		d := &DH{p: new(big.Int), g: new(big.Int)}
		var part cryptobyte.String
		if s.ReadASN1(&part, tagSequence) && part.ReadASN1Integer(d.p) && part.ReadASN1Integer(d.g) {
			return &Key{Kind: "dh", dh: d}
		}
	case oid.Equal(oidEd25519):
		return &Key{Kind: "ed25519", okp: &okpKey{}}
	case oid.Equal(oidX25519):
		return &Key{Kind: "x25519", okp: &okpKey{}}
	}
	return nil
}

func readSPKI(der []byte) *Key {
	in := cryptobyte.String(der)
	var s cryptobyte.String
	var bits asn1.BitString
	if !in.ReadASN1(&s, tagSequence) || !in.Empty() {
		return nil
	}
	k := readAlgorithm(&s)
	if k == nil || !s.ReadASN1BitString(&bits) {
		return nil
	}
	data := bits.RightAlign()
	rest := cryptobyte.String(data)
	switch {
	case k.rsa != nil:
		inner := readPKCS1(data, false)
		if inner == nil {
			return nil
		}
		k.rsa.n, k.rsa.e = inner.rsa.n, inner.rsa.e
	case k.ec != nil:
		if k.ec.x, k.ec.y = k.ec.curve.decode(data); k.ec.x == nil {
			return nil
		}
	case k.dsa != nil:
		k.dsa.y = new(big.Int)
		if !rest.ReadASN1Integer(k.dsa.y) {
			return nil
		}
	case k.dh != nil:
		k.dh.y = new(big.Int)
		if !rest.ReadASN1Integer(k.dh.y) {
			return nil
		}
	default:
		if len(data) != 32 {
			return nil
		}
		k.okp.public = data
	}
	return k
}

func readPKCS8(der []byte) *Key {
	in := cryptobyte.String(der)
	var s, octets cryptobyte.String
	var version int
	if !in.ReadASN1(&s, tagSequence) || !in.Empty() || !s.ReadASN1Integer(&version) || version > 1 {
		return nil
	}
	k := readAlgorithm(&s)
	if k == nil || !s.ReadASN1(&octets, tagOctets) {
		return nil
	}
	k.Private = true
	rest := octets
	switch {
	case k.rsa != nil:
		inner := readPKCS1(octets, true)
		if inner == nil {
			return nil
		}
		inner.rsa.pss = k.rsa.pss
		k.rsa = inner.rsa
	case k.ec != nil:
		return readSEC1(octets, k.ec.curve)
	case k.dsa != nil:
		k.dsa.x = new(big.Int)
		if !rest.ReadASN1Integer(k.dsa.x) {
			return nil
		}
		k.dsa.y = new(big.Int).Exp(k.dsa.g, k.dsa.x, k.dsa.p)
	case k.dh != nil:
		k.dh.x = new(big.Int)
		if !rest.ReadASN1Integer(k.dh.x) {
			return nil
		}
		k.dh.y = new(big.Int).Exp(k.dh.g, k.dh.x, k.dh.p)
	default:
		var seed cryptobyte.String
		if !rest.ReadASN1(&seed, tagOctets) || len(seed) != 32 {
			return nil
		}
		if k.Kind == "ed25519" {
			return ed25519Key(seed)
		}
		made, _ := x25519Key(seed)
		return made
	}
	return k
}
