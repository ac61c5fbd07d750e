package node

import (
	"bytes"
	"math/big"

	"github.com/grafana/sobek"

	"timeslice/sim/node/openssl"
)

// member gives the members of an options object by name, in Go's types.
type member struct{ object *sobek.Object }

func (m member) value(name string) sobek.Value {
	if v := m.object.Get(name); v != nil {
		return v
	}
	return sobek.Undefined()
}

func (m member) has(name string) bool {
	v := m.value(name)
	return !sobek.IsUndefined(v) && !sobek.IsNull(v)
}

func (m member) text(name string) string {
	if m.has(name) {
		return m.value(name).String()
	}
	return ""
}

func (m member) number(name string) int64 { return m.value(name).ToInteger() }

// What is taken here to write a key, and to protect it by a password; and for a byte that
// is signed. (Measured.)
const (
	exportedNs  = 20_000
	protectedNs = 2_000_000
	signedNs    = 2
)

// keyFunctions make, read, write and use asymmetric keys.
func (n *Environment) keyFunctions() map[string]func(sobek.FunctionCall) sobek.Value {
	e := n.isolate.Engine
	costs := &n.options.Costs.Hash
	key := func(v sobek.Value) *openssl.Key { return v.Export().(*openssl.Key) }
	options := func(v sobek.Value) member { return member{v.ToObject(e)} }
	data := func(v sobek.Value) []byte { return bytes.Clone(n.bytesOrText(v)) }
	check := func(err error) {
		if err != nil {
			panic(n.cryptoError(err))
		}
	}
	source := func(m member) openssl.Source {
		return openssl.Source{
			PEM: m.value("pem").ToBoolean(), Form: m.text("type"), Data: data(m.value("data")),
			Passphrase: data(m.value("passphrase")), HasPhrase: m.has("passphrase"),
		}
	}
	signature := func(m member) openssl.Signature {
		return openssl.Signature{
			Hash: m.text("hash"), Padding: int(m.number("padding")), Salt: int(m.number("saltLength")), Salted: m.has("saltLength"),
			Fixed: m.value("fixed").ToBoolean(),
		}
	}
	encryption := func(m member) openssl.Encryption {
		return openssl.Encryption{Padding: int(m.number("padding")), Hash: m.text("hash"), Label: data(m.value("label"))}
	}
	return map[string]func(sobek.FunctionCall) sobek.Value{
		// isEncrypted(der): whether a private key is protected by a passphrase.
		"isEncrypted": func(c sobek.FunctionCall) sobek.Value { return e.ToValue(openssl.Encrypted(data(c.Argument(0)))) },
		// generateKeys(options, callback?): a private key.
		"generateKeys": func(c sobek.FunctionCall) sobek.Value {
			m := options(c.Argument(0))
			g := openssl.Generation{
				Kind: m.text("kind"), ModulusLength: int(m.number("modulusLength")), PublicExponent: m.number("publicExponent"),
				DivisorLength: int(m.number("divisorLength")), NamedCurve: m.text("namedCurve"),
				HashAlgorithm: m.text("hashAlgorithm"), MGF1HashAlgorithm: m.text("mgf1HashAlgorithm"), SaltLength: int(m.number("saltLength")),
				Group: m.text("group"), PrimeLength: int(m.number("primeLength")), Generator: m.number("generator"),
			}
			if m.has("prime") {
				g.Prime = data(m.value("prime"))
			}
			return n.job("generateKeyPair", costs.generateNs(g), c.Argument(1), func() (any, error) { return openssl.Generate(n.random, g) })
		},
		"readPrivate": func(c sobek.FunctionCall) sobek.Value {
			n.isolate.Owe(costs.KeyNs)
			n.toil(costs.KeyNs)
			k, err := openssl.ReadPrivate(source(options(c.Argument(0))))
			check(err)
			return e.ToValue(k)
		},
		"readPublic": func(c sobek.FunctionCall) sobek.Value {
			n.isolate.Owe(costs.KeyNs)
			n.toil(costs.KeyNs)
			k, err := openssl.ReadPublic(source(options(c.Argument(0))))
			check(err)
			return e.ToValue(k)
		},
		// readJWK(object, private): undefined if its members make no key.
		"readJWK": func(c sobek.FunctionCall) sobek.Value {
			members := map[string]string{}
			object := c.Argument(0).ToObject(e)
			for _, name := range object.Keys() {
				if text, ok := object.Get(name).(sobek.String); ok {
					members[name] = text.String()
				}
			}
			if k := openssl.ReadJWK(members, c.Argument(1).ToBoolean()); k != nil {
				return e.ToValue(k)
			}
			return sobek.Undefined()
		},
		// rawPublic(kind, bytes): undefined if they make no key.
		"rawPublic": func(c sobek.FunctionCall) sobek.Value {
			if k := openssl.RawPublic(c.Argument(0).String(), data(c.Argument(1))); k != nil {
				return e.ToValue(k)
			}
			return sobek.Undefined()
		},
		"raw":       func(c sobek.FunctionCall) sobek.Value { return n.cryptoValue(key(c.Argument(0)).Raw()) },
		"publicOf":  func(c sobek.FunctionCall) sobek.Value { return e.ToValue(key(c.Argument(0)).Public()) },
		"keyKind":   func(c sobek.FunctionCall) sobek.Value { return e.ToValue(key(c.Argument(0)).Kind) },
		"equalKeys": func(c sobek.FunctionCall) sobek.Value { return e.ToValue(key(c.Argument(0)).Equal(key(c.Argument(1)))) },
		// keyDetails(key): with the members that its kind has.
		"keyDetails": func(c sobek.FunctionCall) sobek.Value { return n.keyDetails(key(c.Argument(0)).Details()) },
		// keyForm(key, form): '' if the key can be written in that form, else what it is for.
		"keyForm": func(c sobek.FunctionCall) sobek.Value {
			kind, _ := key(c.Argument(0)).Compatible(c.Argument(1).String())
			return e.ToValue(kind)
		},
		"exportKey": func(c sobek.FunctionCall) sobek.Value {
			m := options(c.Argument(1))
			n.isolate.Owe(costs.KeyNs)
			n.toil(exportedNs)
			if m.text("cipher") != "" {
				n.toil(protectedNs)
			}
			out, err := key(c.Argument(0)).Export(n.random, openssl.Encoding{
				PEM: m.value("pem").ToBoolean(), Form: m.text("type"), Cipher: m.text("cipher"), Passphrase: data(m.value("passphrase")),
			})
			check(err)
			return n.cryptoValue(out)
		},
		// exportJWK(key): an object, or a string: why there is none.
		"exportJWK": func(c sobek.FunctionCall) sobek.Value {
			members, err := key(c.Argument(0)).JWK()
			if err != nil {
				return e.ToValue(err.Error())
			}
			object := e.NewObject()
			for _, m := range members {
				_ = object.Set(m[0], m[1])
			}
			return object
		},
		// sign(key, options, data, callback?).
		"sign": func(c sobek.FunctionCall) sobek.Value {
			k, s, d := key(c.Argument(0)), signature(options(c.Argument(1))), data(c.Argument(2))
			n.isolate.Labour(2 * int64(len(d)) * signedNs)
			return n.job("sign", costs.privateNs(k), c.Argument(3), func() (any, error) { return k.Sign(n.random, s, d) })
		},
		// verify(key, options, data, signature, callback?).
		"verify": func(c sobek.FunctionCall) sobek.Value {
			k, s, d, given := key(c.Argument(0)), signature(options(c.Argument(1))), data(c.Argument(2)), data(c.Argument(3))
			n.isolate.Labour(int64(len(d)) * signedNs)
			return n.job("verify", costs.publicNs(k), c.Argument(4), func() (any, error) { return k.Verify(s, d, given) })
		},
		// crypt(kind, key, options, data, callback?): kind is encrypt, decrypt, encryptPrivate or
		// decryptPublic.
		"crypt": func(c sobek.FunctionCall) sobek.Value {
			kind, k, s, d := c.Argument(0).String(), key(c.Argument(1)), encryption(options(c.Argument(2))), data(c.Argument(3))
			ns := costs.publicNs(k)
			if kind == "decrypt" || kind == "encryptPrivate" {
				ns = costs.privateNs(k)
			}
			return n.job(kind, ns, c.Argument(4), func() (any, error) {
				switch kind {
				case "encrypt":
					return k.Encrypt(n.random, s, d)
				case "decrypt":
					return k.Decrypt(s, d)
				case "encryptPrivate":
					return k.EncryptPrivate(s, d)
				}
				return k.DecryptPublic(s, d)
			})
		},
	}
}

// keyDetails is what asymmetricKeyDetails tells.
func (n *Environment) keyDetails(d openssl.Details) sobek.Value {
	object := n.isolate.Engine.NewObject()
	if d.ModulusLength > 0 {
		_ = object.Set("modulusLength", d.ModulusLength)
	}
	if d.PublicExponent != nil {
		_ = object.Set("publicExponent", new(big.Int).Set(d.PublicExponent))
	}
	if d.Restricted {
		_ = object.Set("hashAlgorithm", d.HashAlgorithm)
		_ = object.Set("mgf1HashAlgorithm", d.MGF1HashAlgorithm)
		_ = object.Set("saltLength", d.SaltLength)
	}
	if d.DivisorLength > 0 {
		_ = object.Set("divisorLength", d.DivisorLength)
	}
	if d.NamedCurve != "" {
		_ = object.Set("namedCurve", d.NamedCurve)
	}
	return object
}

// exchangeFunctions are those of DiffieHellman, ECDH and diffieHellman.
func (n *Environment) exchangeFunctions() map[string]func(sobek.FunctionCall) sobek.Value {
	e := n.isolate.Engine
	costs := &n.options.Costs.Hash
	group := func(v sobek.Value) *openssl.DH { return v.Export().(*openssl.DH) }
	side := func(v sobek.Value) *openssl.ECDH { return v.Export().(*openssl.ECDH) }
	// part is bytes, undefined for none.
	part := func(data []byte) sobek.Value {
		if data == nil {
			return sobek.Undefined()
		}
		return n.cryptoValue(data)
	}
	check := func(err error) {
		if err != nil {
			panic(n.cryptoError(err))
		}
	}
	return map[string]func(sobek.FunctionCall) sobek.Value{
		// dhGroup(name): undefined if there is none.
		"dhGroup": func(c sobek.FunctionCall) sobek.Value {
			d, ok := openssl.DHGroup(c.Argument(0).String())
			if !ok {
				return sobek.Undefined()
			}
			return e.ToValue(d)
		},
		// dh(bits or prime, generator).
		"dh": func(c sobek.FunctionCall) sobek.Value {
			prime, given := bytesOf(c.Argument(0))
			if given {
				return e.ToValue(openssl.NewDH(prime, n.bytesArgument(c.Argument(1))))
			}
			bits := int(c.Argument(0).ToInteger())
			n.blocking(costs.primeNs(bits) * 40)
			d, err := openssl.GenerateDH(n.random, bits, n.bigArgument(c.Argument(1)).Int64())
			check(err)
			return e.ToValue(d)
		},
		"dhCheck": func(c sobek.FunctionCall) sobek.Value {
			n.toil(openssl.PrimeRounds * exponentNs(group(c.Argument(0)).Bits()))
			return e.ToValue(group(c.Argument(0)).Check())
		},
		"dhGenerate": func(c sobek.FunctionCall) sobek.Value {
			n.toil(exponentNs(group(c.Argument(0)).Bits()))
			n.blocking(costs.RSAPrivateNs)
			check(group(c.Argument(0)).Generate(n.random))
			return nil
		},
		// dhPart(group, name): undefined for a key that is not there.
		"dhPart": func(c sobek.FunctionCall) sobek.Value {
			d := group(c.Argument(0))
			switch c.Argument(1).String() {
			case "prime":
				return part(d.Prime())
			case "generator":
				return part(d.Generator())
			case "public":
				return part(d.Public())
			}
			return part(d.Private())
		},
		"dhSet": func(c sobek.FunctionCall) sobek.Value {
			if c.Argument(1).String() == "public" {
				group(c.Argument(0)).SetPublic(n.bytesOrText(c.Argument(2)))
			} else {
				group(c.Argument(0)).SetPrivate(n.bytesOrText(c.Argument(2)))
			}
			return nil
		},
		// dhSecret(group, other): bytes, or 1 or 2 for a key that is too small or too large.
		"dhSecret": func(c sobek.FunctionCall) sobek.Value {
			n.toil(exponentNs(group(c.Argument(0)).Bits()))
			n.blocking(costs.RSAPrivateNs)
			secret, small, large := group(c.Argument(0)).Secret(n.bytesOrText(c.Argument(1)))
			switch {
			case small:
				return e.ToValue(1)
			case large:
				return e.ToValue(2)
			}
			return n.cryptoValue(secret)
		},
		"curveNames": func(sobek.FunctionCall) sobek.Value { return n.array(openssl.CurveNames()) },
		// hasCurve(name): whether there is one; throws if it is not simulated.
		"hasCurve": func(c sobek.FunctionCall) sobek.Value {
			err := openssl.CheckCurve(c.Argument(0).String())
			if err == openssl.ErrCurve {
				return e.ToValue(false)
			}
			check(err)
			return e.ToValue(true)
		},
		"ecdh": func(c sobek.FunctionCall) sobek.Value {
			s, err := openssl.NewECDH(c.Argument(0).String())
			check(err)
			return e.ToValue(s)
		},
		"ecdhGenerate": func(c sobek.FunctionCall) sobek.Value {
			n.blocking(costs.CurveNs)
			side(c.Argument(0)).Generate(n.random)
			return nil
		},
		"ecdhPublic": func(c sobek.FunctionCall) sobek.Value {
			return part(side(c.Argument(0)).Public(c.Argument(1).String()))
		},
		"ecdhPrivate": func(c sobek.FunctionCall) sobek.Value { return part(side(c.Argument(0)).Private()) },
		"ecdhPaired":  func(c sobek.FunctionCall) sobek.Value { return e.ToValue(side(c.Argument(0)).Paired()) },
		"ecdhSetPublic": func(c sobek.FunctionCall) sobek.Value {
			return e.ToValue(side(c.Argument(0)).SetPublic(n.bytesOrText(c.Argument(1))))
		},
		"ecdhSetPrivate": func(c sobek.FunctionCall) sobek.Value {
			return e.ToValue(side(c.Argument(0)).SetPrivate(n.bytesOrText(c.Argument(1))))
		},
		"ecdhSecret": func(c sobek.FunctionCall) sobek.Value {
			n.blocking(costs.CurveNs)
			return part(side(c.Argument(0)).Secret(n.bytesOrText(c.Argument(1))))
		},
		// convertPoint(curve, point, form): undefined if it is not on the curve.
		"convertPoint": func(c sobek.FunctionCall) sobek.Value {
			out, err := openssl.ConvertPoint(c.Argument(0).String(), n.bytesOrText(c.Argument(1)), c.Argument(2).String())
			check(err)
			return part(out)
		},
		// agree(private, public, callback?): what both sides come to.
		"agree": func(c sobek.FunctionCall) sobek.Value {
			private, public := c.Argument(0).Export().(*openssl.Key), c.Argument(1).Export().(*openssl.Key)
			return n.job("diffieHellman", costs.privateNs(private), c.Argument(2), func() (any, error) { return openssl.Agree(private, public) })
		},
	}
}
