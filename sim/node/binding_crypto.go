package node

import (
	"bytes"
	"crypto/hkdf"
	"crypto/pbkdf2"
	"errors"
	"fmt"
	"maps"
	"math/big"

	"github.com/grafana/sobek"
	"golang.org/x/crypto/scrypt"

	"timeslice/sim/node/openssl"
)

// cryptoBinding gives true results at a simulated cost.
func (n *Environment) cryptoBinding() sobek.Value {
	functions := map[string]func(sobek.FunctionCall) sobek.Value{}
	for _, part := range []map[string]func(sobek.FunctionCall) sobek.Value{
		n.hashFunctions(), n.derivingFunctions(), n.cipherFunctions(), n.keyFunctions(), n.exchangeFunctions(),
	} {
		maps.Copy(functions, part)
	}
	return n.functions(functions)
}

// blocking lets the main thread work for so long before it goes on, which takes about as
// long here.
func (n *Environment) blocking(ns int64) {
	n.toil(ns)
	n.isolate.Owe(ns)
	n.isolate.Settle()
}

// job does work that costs ns, and takes about as long here: at once if there is no callback, else on the
// pool. What it gives is returned, or is the callback's second argument; an
// error is thrown, or is its first.
func (n *Environment) job(what string, ns int64, callback sobek.Value, work func() (any, error)) sobek.Value {
	if sobek.IsUndefined(callback) {
		n.blocking(ns)
		value, err := work()
		switch {
		case err != nil && (what == "generateKeyPair" || what == "generatePrime"): // jobs, even if somebody waits
			panic(n.jobError(err))
		case err != nil:
			panic(n.cryptoError(err))
		}
		return n.cryptoValue(value)
	}
	call := n.function(callback)
	var value any
	var err error
	n.submit(n.here(what), false, func(f *fiber) {
		n.toil(ns)
		f.compute(ns)
		value, err = work()
	}, func() {
		if err != nil {
			n.invoke(call, sobek.Undefined(), n.jobError(err))
			return
		}
		n.invoke(call, sobek.Undefined(), sobek.Null(), n.cryptoValue(value))
	})
	return nil
}

// cryptoValue is a result as JavaScript is given it; bytes are an ArrayBuffer.
func (n *Environment) cryptoValue(value any) sobek.Value {
	e := n.isolate.Engine
	if data, ok := value.([]byte); ok {
		return n.arrayBuffer(data)
	}
	return e.ToValue(value)
}

// cryptoError is an error as JavaScript sees it: OpenSSL's with its parts.
func (n *Environment) cryptoError(err error) sobek.Value {
	e := n.isolate.Engine
	var theirs *openssl.Error
	message := err.Error()
	if errors.As(err, &theirs) && theirs.Number == "" {
		message = theirs.Reason
	}
	object, thrown := e.New(e.Get("Error"), e.ToValue(message))
	if thrown != nil {
		return e.ToValue(message)
	}
	set := func(name string, value any) { _ = object.Set(name, value) }
	var refused *openssl.Refused
	switch {
	case errors.As(err, &refused):
		set("code", "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM")
	case theirs != nil && theirs.Code != "":
		if len(theirs.Stack) > 0 {
			set("opensslErrorStack", n.array(theirs.Stack))
		}
		set("library", theirs.Library)
		set("reason", theirs.Reason)
		set("code", "ERR_OSSL_"+theirs.Code)
	}
	return object
}

// jobError is the error of a job that the pool did: of OpenSSL's parts it has
// only what was queued before. (CryptoErrorStore, src/crypto/crypto_util.cc)
func (n *Environment) jobError(err error) sobek.Value {
	value := n.cryptoError(err)
	var theirs *openssl.Error
	if object, ok := value.(*sobek.Object); ok && errors.As(err, &theirs) {
		for _, name := range []string{"library", "reason", "code"} {
			_ = object.Delete(name)
		}
	}
	return value
}

func (n *Environment) hashFunctions() map[string]func(sobek.FunctionCall) sobek.Value {
	e := n.isolate.Engine
	costs := &n.options.Costs.Hash
	text := func(v sobek.Value) string { return v.String() }
	number := func(v sobek.Value) int { return int(v.ToInteger()) }
	state := func(v sobek.Value) *openssl.Hashing { return v.Export().(*openssl.Hashing) }
	return map[string]func(sobek.FunctionCall) sobek.Value{
		"digestNames": func(sobek.FunctionCall) sobek.Value { return n.array(openssl.DigestNames()) },
		"hasDigest": func(c sobek.FunctionCall) sobek.Value {
			_, known := openssl.Digest(text(c.Argument(0)))
			return e.ToValue(known)
		},
		// digest(algorithm, data, callback?): a whole hash at once.
		"digest": func(c sobek.FunctionCall) sobek.Value {
			h, _ := openssl.NewHashing(text(c.Argument(0)), -1)
			data := n.bytesOrText(c.Argument(1))
			h.Write(data)
			ns := costs.CallNs + int64(len(data))*costs.perKiBNs(h.Name)/1024
			n.machine.Exert(int64(len(data)) / hashedAStatement)
			return n.job("digest", ns, c.Argument(2), func() (any, error) { return h.Sum(), nil })
		},
		// hash(algorithm, length): a state; length -1 for the algorithm's own.
		// Undefined if there is none of that name.
		"hash": func(c sobek.FunctionCall) sobek.Value {
			if openssl.IsLegacyDigest(text(c.Argument(0))) {
				panic(n.cryptoError(openssl.ErrUnsupportedDigest))
			}
			h, ok := openssl.NewHashing(text(c.Argument(0)), number(c.Argument(1)))
			if !ok {
				return sobek.Undefined()
			}
			return e.ToValue(h)
		},
		"hmac": func(c sobek.FunctionCall) sobek.Value {
			h, ok := openssl.NewHMAC(text(c.Argument(0)), n.bytesOrText(c.Argument(1)))
			if !ok {
				return sobek.Undefined()
			}
			return e.ToValue(h)
		},
		"size":       func(c sobek.FunctionCall) sobek.Value { return e.ToValue(state(c.Argument(0)).Size()) },
		"extendable": func(c sobek.FunctionCall) sobek.Value { return e.ToValue(state(c.Argument(0)).Extendable()) },
		"update": func(c sobek.FunctionCall) sobek.Value {
			h, data := state(c.Argument(0)), n.bytesOrText(c.Argument(1))
			h.Write(data)
			n.machine.Exert(int64(len(data)) / hashedAStatement)
			n.isolate.Owe(costs.CallNs/4 + int64(len(data))*costs.perKiBNs(h.Name)/1024)
			return nil
		},
		// copy(state, length): length -1 for that of the state.
		"copy": func(c sobek.FunctionCall) sobek.Value {
			return e.ToValue(state(c.Argument(0)).Copy(number(c.Argument(1))))
		},
		// finish(state, callback): its result, worked out on the pool.
		"finish": func(c sobek.FunctionCall) sobek.Value {
			h := state(c.Argument(0))
			return n.job("hmac", costs.CallNs, c.Argument(1), func() (any, error) { return h.Sum(), nil })
		},
		"sum": func(c sobek.FunctionCall) sobek.Value {
			n.isolate.Owe(costs.CallNs)
			return n.cryptoValue(state(c.Argument(0)).Sum())
		},
	}
}

// hashedAStatement is how many bytes are as much work to hash, for who simulates, as
// a statement.
const hashedAStatement = 30

// derivingFunctions are keys from passwords, and random numbers.
func (n *Environment) derivingFunctions() map[string]func(sobek.FunctionCall) sobek.Value {
	costs := &n.options.Costs.Hash
	text := func(v sobek.Value) string { return v.String() }
	number := func(v sobek.Value) int { return int(v.ToInteger()) }
	return map[string]func(sobek.FunctionCall) sobek.Value{
		// pbkdf2(password, salt, iterations, length, digest, callback?).
		"pbkdf2": func(c sobek.FunctionCall) sobek.Value {
			password, salt := string(n.bytesOrText(c.Argument(0))), bytes.Clone(n.bytesOrText(c.Argument(1)))
			iterations, length, algorithm := number(c.Argument(2)), number(c.Argument(3)), text(c.Argument(4))
			newHash, _ := openssl.Digest(algorithm)
			return n.job("pbkdf2", n.pbkdf2Ns(algorithm, int64(iterations), int64(length)), c.Argument(5), func() (any, error) {
				if length == 0 {
					return []byte{}, nil
				}
				from := fmt.Sprintf("pbkdf2 %q %q %s %d %d", password, salt, algorithm, iterations, length)
				return n.options.Library.derive(from, func() ([]byte, error) { return pbkdf2.Key(newHash, password, salt, iterations, length) })
			})
		},
		// scrypt(password, salt, length, N, r, p, callback?).
		"scrypt": func(c sobek.FunctionCall) sobek.Value {
			password, salt := bytes.Clone(n.bytesOrText(c.Argument(0))), bytes.Clone(n.bytesOrText(c.Argument(1)))
			length, cost, r, p := number(c.Argument(2)), number(c.Argument(3)), number(c.Argument(4)), number(c.Argument(5))
			return n.job("scrypt", int64(cost)*int64(r)*int64(p)*costs.ScryptNs, c.Argument(6), func() (any, error) {
				if length == 0 {
					return []byte{}, nil
				}
				from := fmt.Sprintf("scrypt %q %q %d %d %d %d", password, salt, cost, r, p, length)
				return n.options.Library.derive(from, func() ([]byte, error) { return scrypt.Key(password, salt, cost, r, p, length) })
			})
		},
		// hkdf(digest, key, salt, info, length, callback?).
		"hkdf": func(c sobek.FunctionCall) sobek.Value {
			newHash, _ := openssl.Digest(text(c.Argument(0)))
			secret, salt := bytes.Clone(n.bytesOrText(c.Argument(1))), bytes.Clone(n.bytesOrText(c.Argument(2)))
			info, length := string(n.bytesOrText(c.Argument(3))), number(c.Argument(4))
			ns := costs.CallNs * int64(2+length/newHash().Size())
			return n.job("hkdf", ns, c.Argument(5), func() (any, error) {
				if length == 0 {
					return []byte{}, nil
				}
				return hkdf.Key(newHash, secret, salt, info, length)
			})
		},
		// random(length, callback?): the same for the same seed.
		"random": func(c sobek.FunctionCall) sobek.Value {
			length := number(c.Argument(0))
			n.isolate.Claim(int64(length))
			return n.job("randomBytes", costs.CallNs/2+int64(length)*costs.RandomNs/1024, c.Argument(1), func() (any, error) {
				data := make([]byte, length)
				n.random.fill(data)
				return data, nil
			})
		},
		// prime(bits, safe, add, rem, callback?): add and rem are bytes or undefined.
		"prime": func(c sobek.FunctionCall) sobek.Value {
			bits, safe := number(c.Argument(0)), c.Argument(1).ToBoolean()
			add, rem := n.bigArgument(c.Argument(2)), n.bigArgument(c.Argument(3))
			ns := costs.primeNs(bits)
			if safe {
				ns *= int64(max(bits/16, 1))
			}
			if rem == nil {
				rem = big.NewInt(1)
				if safe { // probable_prime_dh in crypto/bn/bn_prime.c
					rem = big.NewInt(3)
				}
			}
			return n.job("generatePrime", ns, c.Argument(4), func() (any, error) {
				prime, err := openssl.Prime(n.random, bits, safe, add, rem)
				if err != nil {
					return nil, err
				}
				return prime.FillBytes(make([]byte, (bits+7)/8)), nil
			})
		},
		// isPrime(bytes, checks, callback?).
		"isPrime": func(c sobek.FunctionCall) sobek.Value {
			candidate, checks := n.bigArgument(c.Argument(0)), number(c.Argument(1))
			bits := candidate.BitLen()
			ns := costs.primeNs(bits) / 2
			if checks > openssl.PrimeRounds {
				ns += int64(checks-openssl.PrimeRounds) * exponentNs(bits)
			}
			return n.job("checkPrime", ns, c.Argument(2), func() (any, error) { return openssl.IsPrime(candidate, checks), nil })
		},
	}
}

// exponentNs is about what it takes, here and in Node, to raise a number of so many bits
// to such a power modulo another. (Measured.)
func exponentNs(bits int) int64 {
	words := int64(bits+63) / 64
	return words * words * int64(bits) * 5 / 2
}

// bigArgument is a number given as bytes, the highest first; nil for undefined.
func (n *Environment) bigArgument(v sobek.Value) *big.Int {
	if data, ok := bytesOf(v); ok {
		return new(big.Int).SetBytes(data)
	}
	return nil
}
