package node

import (
	"bytes"
	"crypto/hkdf"
	"crypto/pbkdf2"
	"strings"

	"github.com/grafana/sobek"
	"golang.org/x/crypto/scrypt"
)

// HashCosts is what hashing, key derivation and ciphers cost, in nanoseconds
// of CPU time. Measured on Node 20.20.2: docs/model.md.
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
}

func defaultHashCosts() HashCosts {
	return HashCosts{
		CallNs: 2_000, Md5Ns: 1_400, Sha1Ns: 590, Sha256Ns: 670, Sha512Ns: 1_270, OtherNs: 2_500, AesNs: 1_300,
		RandomNs: 280, ScryptNs: 280, Pbkdf2Sha1Ns: 390, Pbkdf2Sha2Ns: 205,
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
func (n *Process) pbkdf2Ns(algorithm string, iterations, length int64) int64 {
	newHash, known := digest(algorithm)
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

// blocking lets the main thread work for so long before it goes on.
func (n *Process) blocking(ns int64) {
	n.isolate.Owe(ns)
	n.isolate.Settle()
}

// cryptoBinding gives true results at a simulated cost.
func (n *Process) cryptoBinding() sobek.Value {
	e := n.isolate.Engine
	text := func(v sobek.Value) string { return v.String() }
	number := func(v sobek.Value) int { return int(v.ToInteger()) }
	memory := func(data []byte) sobek.Value { return e.ToValue(e.NewArrayBuffer(data)) }
	// job does work that costs ns: at once if there is no callback, else on the
	// pool. The callback is given the result as an ArrayBuffer.
	job := func(what string, ns int64, callback sobek.Value, work func() []byte) sobek.Value {
		if sobek.IsUndefined(callback) {
			n.blocking(ns)
			return memory(work())
		}
		call := n.function(callback)
		var result []byte
		n.submit(n.here(what), false, func(f *fiber) {
			f.compute(ns)
			result = work()
		}, func() { n.invoke(call, sobek.Undefined(), memory(result)) })
		return nil
	}
	costs := &n.options.Costs.Hash
	functions := n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		"hasDigest": func(c sobek.FunctionCall) sobek.Value {
			_, known := digest(text(c.Argument(0)))
			return e.ToValue(known)
		},
		// pbkdf2(password, salt, iterations, length, digest, callback?).
		"pbkdf2": func(c sobek.FunctionCall) sobek.Value {
			password, salt := string(n.bytesOrText(c.Argument(0))), bytes.Clone(n.bytesOrText(c.Argument(1)))
			iterations, length, algorithm := number(c.Argument(2)), number(c.Argument(3)), text(c.Argument(4))
			newHash, _ := digest(algorithm)
			return job("pbkdf2", n.pbkdf2Ns(algorithm, int64(iterations), int64(length)), c.Argument(5), func() []byte {
				if length == 0 {
					return nil
				}
				key, err := pbkdf2.Key(newHash, password, salt, iterations, length)
				if err != nil {
					fault("pbkdf2: %v", err)
				}
				return key
			})
		},
		// scrypt(password, salt, length, N, r, p, callback?).
		"scrypt": func(c sobek.FunctionCall) sobek.Value {
			password, salt := bytes.Clone(n.bytesOrText(c.Argument(0))), bytes.Clone(n.bytesOrText(c.Argument(1)))
			length, cost, r, p := number(c.Argument(2)), number(c.Argument(3)), number(c.Argument(4)), number(c.Argument(5))
			return job("scrypt", int64(cost)*int64(r)*int64(p)*costs.ScryptNs, c.Argument(6), func() []byte {
				if length == 0 {
					return nil
				}
				key, err := scrypt.Key(password, salt, cost, r, p, length)
				if err != nil {
					fault("scrypt: %v", err)
				}
				return key
			})
		},
		// hkdf(digest, key, salt, info, length, callback?).
		"hkdf": func(c sobek.FunctionCall) sobek.Value {
			algorithm := text(c.Argument(0))
			newHash, _ := digest(algorithm)
			secret, salt := bytes.Clone(n.bytesOrText(c.Argument(1))), bytes.Clone(n.bytesOrText(c.Argument(2)))
			info, length := string(n.bytesOrText(c.Argument(3))), number(c.Argument(4))
			ns := costs.CallNs * int64(2+length/newHash().Size())
			return job("hkdf", ns, c.Argument(5), func() []byte {
				if length == 0 {
					return nil
				}
				key, err := hkdf.Key(newHash, secret, salt, info, length)
				if err != nil {
					fault("hkdf: %v", err)
				}
				return key
			})
		},
		// random(length, callback?): the same for the same seed.
		"random": func(c sobek.FunctionCall) sobek.Value {
			length := number(c.Argument(0))
			return job("randomBytes", costs.CallNs/2+int64(length)*costs.RandomNs/1024, c.Argument(1), func() []byte {
				data := make([]byte, length)
				n.random.fill(data)
				return data
			})
		},
		// digest(algorithm, data, callback?): a whole hash at once.
		"digest": func(c sobek.FunctionCall) sobek.Value {
			d, _ := newDigester(text(c.Argument(0)), -1)
			d.data = bytes.Clone(n.bytesOrText(c.Argument(1)))
			ns := costs.CallNs + int64(len(d.data))*costs.perKiBNs(d.name)/1024
			return job("digest", ns, c.Argument(2), d.sum)
		},
		// hash(algorithm, length): a state; length -1 for the algorithm's own.
		// Undefined if there is none of that name.
		"hash": func(c sobek.FunctionCall) sobek.Value {
			d, ok := newDigester(text(c.Argument(0)), number(c.Argument(1)))
			if !ok {
				return sobek.Undefined()
			}
			return e.ToValue(d)
		},
		"hmac": func(c sobek.FunctionCall) sobek.Value {
			if _, known := digest(text(c.Argument(0))); !known {
				return sobek.Undefined()
			}
			d, _ := newDigester(text(c.Argument(0)), -1)
			d.keyed, d.key = true, bytes.Clone(n.bytesOrText(c.Argument(1)))
			return e.ToValue(d)
		},
		"size": func(c sobek.FunctionCall) sobek.Value { return e.ToValue(c.Argument(0).Export().(*digester).size()) },
		"update": func(c sobek.FunctionCall) sobek.Value {
			d, data := c.Argument(0).Export().(*digester), n.bytesOrText(c.Argument(1))
			d.data = append(d.data, data...)
			n.isolate.Owe(costs.CallNs/4 + int64(len(data))*costs.perKiBNs(d.name)/1024)
			return nil
		},
		"copy": func(c sobek.FunctionCall) sobek.Value {
			d := *c.Argument(0).Export().(*digester)
			d.data = bytes.Clone(d.data)
			if !sobek.IsUndefined(c.Argument(1)) {
				d.length = number(c.Argument(1))
			}
			return e.ToValue(&d)
		},
		"sum": func(c sobek.FunctionCall) sobek.Value {
			n.isolate.Owe(costs.CallNs)
			return memory(c.Argument(0).Export().(*digester).sum())
		},
	})
	n.addCiphers(functions)
	return functions
}

// addCiphers adds the functions of createCipheriv and createDecipheriv.
func (n *Process) addCiphers(functions *sobek.Object) {
	e := n.isolate.Engine
	state := func(v sobek.Value) *ciphering { return v.Export().(*ciphering) }
	memory := func(data []byte) sobek.Value { return e.ToValue(e.NewArrayBuffer(data)) }
	for name, f := range map[string]func(sobek.FunctionCall) sobek.Value{
		// cipherKind(name): [mode, keyLength, ivLength], undefined if unknown.
		"cipherKind": func(c sobek.FunctionCall) sobek.Value {
			mode, keyLength, ivLength, ok := cipherKind(c.Argument(0).String())
			if !ok {
				return sobek.Undefined()
			}
			return e.NewArray(mode, keyLength, ivLength)
		},
		"cipher": func(c sobek.FunctionCall) sobek.Value {
			s, err := newCiphering(c.Argument(0).String(), n.bytesOrText(c.Argument(1)), n.bytesOrText(c.Argument(2)), c.Argument(3).ToBoolean())
			if err != nil {
				fault("cipher: %v", err)
			}
			n.isolate.Owe(n.options.Costs.Hash.CallNs)
			return e.ToValue(s)
		},
		"cipherUpdate": func(c sobek.FunctionCall) sobek.Value {
			data := n.bytesOrText(c.Argument(1))
			n.isolate.Owe(int64(len(data)) * n.options.Costs.Hash.AesNs / 1024)
			return memory(state(c.Argument(0)).update(data))
		},
		// cipherFinal(state, tag): an ArrayBuffer, or a string: what is wrong.
		"cipherFinal": func(c sobek.FunctionCall) sobek.Value {
			tag, _ := bytesOf(c.Argument(1))
			out, err := state(c.Argument(0)).final(tag)
			if err != nil {
				return e.ToValue(err.Error())
			}
			return memory(out)
		},
		"cipherTag": func(c sobek.FunctionCall) sobek.Value { return memory(state(c.Argument(0)).tag()) },
		"cipherPadding": func(c sobek.FunctionCall) sobek.Value {
			state(c.Argument(0)).padding = c.Argument(1).ToBoolean()
			return nil
		},
		"cipherAdd": func(c sobek.FunctionCall) sobek.Value {
			s := state(c.Argument(0))
			s.added = append(s.added, n.bytesOrText(c.Argument(1))...)
			return nil
		},
	} {
		_ = functions.Set(name, f)
	}
}
