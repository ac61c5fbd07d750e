package node

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"hash"
	"strings"

	"golang.org/x/crypto/blake2b"
	"golang.org/x/crypto/blake2s"
	"golang.org/x/crypto/ripemd160" //lint:ignore SA1019 scripts may ask for any hash that Node has
)

// digest is a hash function by one of the names OpenSSL has for it.
func digest(name string) (func() hash.Hash, bool) {
	name = strings.TrimPrefix(strings.ToLower(name), "rsa-")
	switch name {
	case "md5", "ssl3-md5", "md5withrsaencryption":
		return md5.New, true
	case "sha1", "sha-1", "sha1-2", "ssl3-sha1", "sha1withrsaencryption":
		return sha1.New, true
	case "sha224", "sha-224", "sha2-224", "sha224withrsaencryption":
		return sha256.New224, true
	case "sha256", "sha-256", "sha2-256", "sha256withrsaencryption":
		return sha256.New, true
	case "sha384", "sha-384", "sha2-384", "sha384withrsaencryption":
		return sha512.New384, true
	case "sha512", "sha-512", "sha2-512", "sha512withrsaencryption":
		return sha512.New, true
	case "sha512-224", "sha512/224", "sha-512/224", "sha512-224withrsaencryption":
		return sha512.New512_224, true
	case "sha512-256", "sha512/256", "sha-512/256", "sha512-256withrsaencryption":
		return sha512.New512_256, true
	case "sha3-224":
		return func() hash.Hash { return sha3.New224() }, true
	case "sha3-256":
		return func() hash.Hash { return sha3.New256() }, true
	case "sha3-384":
		return func() hash.Hash { return sha3.New384() }, true
	case "sha3-512":
		return func() hash.Hash { return sha3.New512() }, true
	case "ripemd", "ripemd160", "rmd160", "ripemd160withrsa":
		return ripemd160.New, true
	case "blake2b512":
		return func() hash.Hash { h, _ := blake2b.New512(nil); return h }, true
	case "blake2s256":
		return func() hash.Hash { h, _ := blake2s.New256(nil); return h }, true
	}
	return nil, false
}

// digester is the state of a createHash or createHmac. It keeps what it was
// given, so that it can be copied whatever the algorithm.
type digester struct {
	name   string
	key    []byte
	keyed  bool
	length int // of the result; 0 for the algorithm's own
	data   []byte
}

func newDigester(name string, length int) (*digester, bool) {
	_, known := digest(name)
	if _, extendable := shake(name); !known && !extendable {
		return nil, false
	}
	return &digester{name: name, length: length}, true
}

// shake is an extendable function with the length of its usual result.
func shake(name string) (length int, ok bool) {
	switch strings.ToLower(name) {
	case "shake128", "shake-128":
		return 16, true
	case "shake256", "shake-256":
		return 32, true
	}
	return 0, false
}

// size is how long the result of the algorithm is when nobody says.
func (d *digester) size() int {
	if length, extendable := shake(d.name); extendable {
		return length
	}
	newHash, _ := digest(d.name)
	return newHash().Size()
}

// sum is the result.
func (d *digester) sum() []byte {
	if length, extendable := shake(d.name); extendable {
		if d.length >= 0 {
			length = d.length
		}
		if strings.HasSuffix(d.name, "128") {
			return sha3.SumSHAKE128(d.data, length)
		}
		return sha3.SumSHAKE256(d.data, length)
	}
	newHash, _ := digest(d.name)
	h := newHash()
	if d.keyed {
		h = hmac.New(newHash, d.key)
	}
	h.Write(d.data)
	return h.Sum(nil)
}
