package openssl

import (
	"crypto/elliptic"
	"encoding/asn1"
	"io"
	"math/big"
	"slices"

	"github.com/decred/dcrd/dcrec/secp256k1/v4"
)

// curve is an elliptic curve by OpenSSL's name.
type curve struct {
	name string
	jwk  string // '' for none
	oid  asn1.ObjectIdentifier
	elliptic.Curve
	a *big.Int // of y² = x³ + ax + b
}

// curveNames are what crypto.getCurves of Node 20 lists.
var curveNames = []string{
	"Oakley-EC2N-3", "Oakley-EC2N-4", "SM2", "brainpoolP160r1", "brainpoolP160t1", "brainpoolP192r1", "brainpoolP192t1",
	"brainpoolP224r1", "brainpoolP224t1", "brainpoolP256r1", "brainpoolP256t1", "brainpoolP320r1", "brainpoolP320t1",
	"brainpoolP384r1", "brainpoolP384t1", "brainpoolP512r1", "brainpoolP512t1", "c2pnb163v1", "c2pnb163v2",
	"c2pnb163v3", "c2pnb176v1", "c2pnb208w1", "c2pnb272w1", "c2pnb304w1", "c2pnb368w1", "c2tnb191v1", "c2tnb191v2",
	"c2tnb191v3", "c2tnb239v1", "c2tnb239v2", "c2tnb239v3", "c2tnb359v1", "c2tnb431r1", "prime192v1", "prime192v2",
	"prime192v3", "prime239v1", "prime239v2", "prime239v3", "prime256v1", "secp112r1", "secp112r2", "secp128r1",
	"secp128r2", "secp160k1", "secp160r1", "secp160r2", "secp192k1", "secp224k1", "secp224r1", "secp256k1", "secp384r1",
	"secp521r1", "sect113r1", "sect113r2", "sect131r1", "sect131r2", "sect163k1", "sect163r1", "sect163r2", "sect193r1",
	"sect193r2", "sect233k1", "sect233r1", "sect239k1", "sect283k1", "sect283r1", "sect409k1", "sect409r1", "sect571k1",
	"sect571r1", "wap-wsg-idm-ecid-wtls1", "wap-wsg-idm-ecid-wtls10", "wap-wsg-idm-ecid-wtls11",
	"wap-wsg-idm-ecid-wtls12", "wap-wsg-idm-ecid-wtls3", "wap-wsg-idm-ecid-wtls4", "wap-wsg-idm-ecid-wtls5",
	"wap-wsg-idm-ecid-wtls6", "wap-wsg-idm-ecid-wtls7", "wap-wsg-idm-ecid-wtls8", "wap-wsg-idm-ecid-wtls9",
}

// CurveNames lists the names of curves.
func CurveNames() []string { return slices.Clone(curveNames) }

// aliases are names of NIST for curves that OpenSSL has others for.
var aliases = map[string]string{
	"P-224": "secp224r1", "P-256": "prime256v1", "P-384": "secp384r1", "P-521": "secp521r1", "secp256r1": "prime256v1",
	"P-192": "prime192v1", "secp192r1": "prime192v1", "K-256": "secp256k1",
}

var minusThree = big.NewInt(-3)

var curves = []*curve{
	{"prime256v1", "P-256", asn1.ObjectIdentifier{1, 2, 840, 10045, 3, 1, 7}, elliptic.P256(), minusThree},
	{"secp384r1", "P-384", asn1.ObjectIdentifier{1, 3, 132, 0, 34}, elliptic.P384(), minusThree},
	{"secp521r1", "P-521", asn1.ObjectIdentifier{1, 3, 132, 0, 35}, elliptic.P521(), minusThree},
	{"secp224r1", "", asn1.ObjectIdentifier{1, 3, 132, 0, 33}, elliptic.P224(), minusThree},
	//lint:ignore SA1019 the points of any curve are needed, not one protocol
	{"secp256k1", "secp256k1", asn1.ObjectIdentifier{1, 3, 132, 0, 10}, secp256k1.S256(), big.NewInt(0)},
}

// ErrCurve is what an unknown name of a curve fails with.
var ErrCurve = failure("", "", "", "Invalid EC curve name")

func findCurve(name string) (*curve, error) {
	if other, ok := aliases[name]; ok {
		name = other
	}
	for _, c := range curves {
		if c.name == name {
			return c, nil
		}
	}
	if slices.Contains(curveNames, name) {
		return nil, &Refused{"the curve " + name, "use prime256v1, secp384r1, secp521r1, secp224r1 or secp256k1"}
	}
	return nil, ErrCurve
}

// CheckCurve fails if there is no curve of that name.
func CheckCurve(name string) error { _, err := findCurve(name); return err }

func (c *curve) order() *big.Int         { return c.Params().N }
func (c *curve) fieldBytes() int         { return (c.Params().BitSize + 7) / 8 }
func (c *curve) scalarBytes() int        { return (c.order().BitLen() + 7) / 8 }
func (c *curve) fixed(n *big.Int) []byte { return n.FillBytes(make([]byte, c.scalarBytes())) }

// encode writes a point: compressed, uncompressed or hybrid. (SEC 1, 2.3.3)
func (c *curve) encode(x, y *big.Int, form string) []byte {
	size := c.fieldBytes()
	out := make([]byte, 1+size, 1+2*size)
	x.FillBytes(out[1:])
	odd := byte(y.Bit(0))
	if form == "compressed" {
		out[0] = 2 | odd
		return out
	}
	out[0] = 4
	if form == "hybrid" {
		out[0] = 6 | odd
	}
	return append(out, y.FillBytes(make([]byte, size))...)
}

// decode reads a point in any form; nil if it is not on the curve.
func (c *curve) decode(data []byte) (x, y *big.Int) {
	size := c.fieldBytes()
	if len(data) == 0 {
		return nil, nil
	}
	p := c.Params().P
	kind := data[0]
	switch {
	case (kind == 2 || kind == 3) && len(data) == 1+size:
		x = new(big.Int).SetBytes(data[1:])
		if x.Cmp(p) >= 0 {
			return nil, nil
		}
		y = new(big.Int).ModSqrt(c.square(x), p)
		if y == nil {
			return nil, nil
		}
		if byte(y.Bit(0)) != kind&1 {
			y.Sub(p, y)
		}
		return x, y
	case (kind == 4 || kind == 6 || kind == 7) && len(data) == 1+2*size:
		x, y = new(big.Int).SetBytes(data[1:1+size]), new(big.Int).SetBytes(data[1+size:])
		if x.Cmp(p) >= 0 || y.Cmp(p) >= 0 || kind != 4 && byte(y.Bit(0)) != kind&1 {
			return nil, nil
		}
		left := new(big.Int).Mul(y, y)
		if left.Mod(left, p).Cmp(c.square(x)) != 0 {
			return nil, nil
		}
		return x, y
	}
	return nil, nil
}

// square is x³ + ax + b.
func (c *curve) square(x *big.Int) *big.Int {
	p := c.Params().P
	y := new(big.Int).Mul(x, x)
	y.Add(y, c.a).Mul(y, x).Add(y, c.Params().B)
	return y.Mod(y, p)
}

// ecKey is a key of a curve.
type ecKey struct {
	curve *curve
	x, y  *big.Int
	d     *big.Int
}

func newECKey(c *curve, d *big.Int) *ecKey {
	x, y := c.ScalarBaseMult(c.fixed(d))
	return &ecKey{c, x, y, d}
}

// ECDH is one side of a key exchange over a curve.
type ECDH struct {
	curve *curve
	x, y  *big.Int
	d     *big.Int
}

// NewECDH begins an exchange.
func NewECDH(name string) (*ECDH, error) {
	c, err := findCurve(name)
	return &ECDH{curve: c}, err
}

// Generate makes a pair of keys.
func (e *ECDH) Generate(random io.Reader) {
	e.set(randomBelow(random, e.curve.order()))
}

func (e *ECDH) set(d *big.Int) {
	e.d = d
	e.x, e.y = e.curve.ScalarBaseMult(e.curve.fixed(d))
}

// SetPrivate sets the private key; false if it is none.
func (e *ECDH) SetPrivate(data []byte) bool {
	d := new(big.Int).SetBytes(data)
	if d.Sign() == 0 || d.Cmp(e.curve.order()) >= 0 {
		return false
	}
	e.set(d)
	return true
}

// SetPublic sets the public key; false if it is none.
func (e *ECDH) SetPublic(data []byte) bool {
	x, y := e.curve.decode(data)
	if x != nil {
		e.x, e.y = x, y
	}
	return x != nil
}

// Public is the public key in a form; nil if there is none.
func (e *ECDH) Public(form string) []byte {
	if e.x == nil {
		return nil
	}
	return e.curve.encode(e.x, e.y, form)
}

// Private is the private key; nil if there is none.
func (e *ECDH) Private() []byte {
	if e.d == nil {
		return nil
	}
	return e.d.Bytes()
}

// Paired reports whether the public key is that of the private one.
func (e *ECDH) Paired() bool {
	if e.d == nil {
		return false
	}
	x, y := e.curve.ScalarBaseMult(e.curve.fixed(e.d))
	return e.x != nil && x.Cmp(e.x) == 0 && y.Cmp(e.y) == 0
}

// Secret is what both sides come to; nil if the other's key is none.
func (e *ECDH) Secret(other []byte) []byte {
	x, y := e.curve.decode(other)
	if x == nil {
		return nil
	}
	return sharedSecret(e.curve, e.d, x, y)
}

func sharedSecret(c *curve, d, x, y *big.Int) []byte {
	sx, _ := c.ScalarMult(x, y, c.fixed(d))
	return sx.FillBytes(make([]byte, c.fieldBytes()))
}

// ConvertPoint writes a point in another form; nil if it is not on the curve.
func ConvertPoint(name string, data []byte, form string) ([]byte, error) {
	c, err := findCurve(name)
	if err != nil {
		return nil, err
	}
	x, y := c.decode(data)
	if x == nil {
		return nil, nil
	}
	return c.encode(x, y, form), nil
}
