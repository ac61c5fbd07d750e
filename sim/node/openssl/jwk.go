package openssl

import (
	"encoding/base64"
	"math/big"
)

// JWK is a key as JSON has it: what its members hold, in order. (RFC 7517, 7518)
type JWK [][2]string

var base64url = base64.RawURLEncoding

func encodeNumber(n *big.Int) string { return base64url.EncodeToString(n.Bytes()) }

// ErrNoJWK is what a kind of key fails with that JSON has no form for.
type ErrNoJWK struct{ Curve string }

func (e *ErrNoJWK) Error() string {
	if e.Curve != "" {
		return "Unsupported JWK EC curve: " + e.Curve + "."
	}
	return "Unsupported JWK Key Type."
}

// JWK writes the key.
func (k *Key) JWK() (JWK, error) {
	switch k.Kind {
	case "rsa":
		out := JWK{{"kty", "RSA"}, {"n", encodeNumber(k.rsa.n)}, {"e", encodeNumber(k.rsa.e)}}
		if k.Private {
			for _, m := range []struct {
				name string
				n    *big.Int
			}{{"d", k.rsa.d}, {"p", k.rsa.p}, {"q", k.rsa.q}, {"dp", k.rsa.dp}, {"dq", k.rsa.dq}, {"qi", k.rsa.inverse}} {
				out = append(out, [2]string{m.name, encodeNumber(m.n)})
			}
		}
		return out, nil
	case "ec":
		c := k.ec.curve
		if c.jwk == "" {
			return nil, &ErrNoJWK{c.name}
		}
		point := c.encode(k.ec.x, k.ec.y, "uncompressed")[1:]
		half := len(point) / 2
		out := JWK{
			{"kty", "EC"}, {"x", base64url.EncodeToString(point[:half])}, {"y", base64url.EncodeToString(point[half:])}, {"crv", c.jwk},
		}
		if k.Private {
			out = append(out, [2]string{"d", base64url.EncodeToString(c.fixed(k.ec.d))})
		}
		return out, nil
	case "ed25519", "x25519":
		curve := map[string]string{"ed25519": "Ed25519", "x25519": "X25519"}[k.Kind]
		out := JWK{{"crv", curve}}
		if k.Private {
			out = append(out, [2]string{"d", base64url.EncodeToString(k.okp.private)})
		}
		return append(out, [2]string{"x", base64url.EncodeToString(k.okp.public)}, [2]string{"kty", "OKP"}), nil
	}
	return nil, &ErrNoJWK{}
}

// ReadJWK reads a key; nil if its members do not make one. Private says whether
// its secret half is wanted.
func ReadJWK(members map[string]string, private bool) *Key {
	bytes := func(name string) []byte {
		data, err := base64url.DecodeString(members[name])
		if err != nil {
			return nil
		}
		return data
	}
	number := func(name string) *big.Int { return new(big.Int).SetBytes(bytes(name)) }
	switch members["kty"] {
	case "RSA":
		k := &rsaKey{n: number("n"), e: number("e")}
		if k.n.Sign() == 0 || k.e.Sign() == 0 {
			return nil
		}
		if private {
			k.d, k.p, k.q, k.dp, k.dq, k.inverse = number("d"), number("p"), number("q"), number("dp"), number("dq"), number("qi")
			if k.p.Sign() == 0 || k.q.Sign() == 0 {
				return nil
			}
		}
		return &Key{Kind: "rsa", Private: private, rsa: k}
	case "EC":
		c, err := findCurve(members["crv"])
		if err != nil {
			return nil
		}
		x, y := bytes("x"), bytes("y")
		if len(x) > c.fieldBytes() || len(y) > c.fieldBytes() {
			return nil
		}
		k := &ecKey{curve: c}
		point := c.encode(new(big.Int).SetBytes(x), new(big.Int).SetBytes(y), "uncompressed")
		if k.x, k.y = c.decode(point); k.x == nil {
			return nil
		}
		if private {
			k.d = number("d")
			if k.d.Sign() == 0 || k.d.Cmp(c.order()) >= 0 {
				return nil
			}
		}
		return &Key{Kind: "ec", Private: private, ec: k}
	case "OKP":
		kind := map[string]string{"Ed25519": "ed25519", "X25519": "x25519"}[members["crv"]]
		if kind == "" {
			return nil
		}
		if private {
			return rawPrivate(kind, bytes("d"))
		}
		return RawPublic(kind, bytes("x"))
	}
	return nil
}

// rawPrivate is a key of bytes alone; nil if there are not as many as it takes.
func rawPrivate(kind string, data []byte) *Key {
	if len(data) != 32 {
		return nil
	}
	if kind == "ed25519" {
		return ed25519Key(data)
	}
	k, _ := x25519Key(data)
	return k
}

// RawPublic is a public key of bytes: of Ed25519 or X25519, or a point of a
// curve by its name. Nil if they make none.
func RawPublic(kind string, data []byte) *Key {
	if kind == "ed25519" || kind == "x25519" {
		if len(data) != 32 {
			return nil
		}
		return &Key{Kind: kind, okp: &okpKey{public: data}}
	}
	c, err := findCurve(kind)
	if err != nil {
		return nil
	}
	x, y := c.decode(data)
	if x == nil {
		return nil
	}
	return &Key{Kind: "ec", ec: &ecKey{curve: c, x: x, y: y}}
}

// Raw is the public half as bytes alone.
func (k *Key) Raw() []byte { return k.publicBytes() }
