package node

import (
	"crypto/pbkdf2"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"hash"

	"github.com/grafana/sobek"
)

// digests are the hash functions by Node's names for them.
func digest(name string) (func() hash.Hash, bool) {
	switch name {
	case "sha1":
		return sha1.New, true
	case "sha256":
		return sha256.New, true
	case "sha512":
		return sha512.New, true
	}
	return nil, false
}

// cryptoBinding gives true results at a simulated cost.
func (n *Process) cryptoBinding() sobek.Value {
	e := n.isolate.Engine
	return n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		// pbkdf2(password, salt, iterations, length, digest, callback): on the pool.
		"pbkdf2": func(c sobek.FunctionCall) sobek.Value {
			password, salt := c.Argument(0).String(), c.Argument(1).String()
			iterations, length := int(c.Argument(2).ToInteger()), int(c.Argument(3).ToInteger())
			newHash, _ := digest(c.Argument(4).String())
			callback := n.function(c.Argument(5))
			var key []byte
			n.submit(n.here("pbkdf2"), false, func(f *fiber) {
				f.compute(int64(iterations) * n.options.Costs.Pbkdf2Ns)
				key, _ = pbkdf2.Key(newHash, password, []byte(salt), 1, length)
			}, func() {
				n.invoke(callback, sobek.Undefined(), sobek.Null(), e.ToValue(e.NewArrayBuffer(key)))
			})
			return nil
		},
	})
}
