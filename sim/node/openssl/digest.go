package openssl

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"hash"
	"io"
	"reflect"
	"slices"
	"strings"

	"github.com/emmansun/gmsm/sm3"
	"golang.org/x/crypto/blake2b"
	"golang.org/x/crypto/blake2s"
	"golang.org/x/crypto/ripemd160" //lint:ignore SA1019 scripts may ask for any hash that OpenSSL has
)

// digestNames are OpenSSL's names of hashes as crypto.getHashes lists them.
var digestNames = []string{
	"RSA-MD5", "RSA-RIPEMD160", "RSA-SHA1", "RSA-SHA1-2", "RSA-SHA224", "RSA-SHA256", "RSA-SHA3-224", "RSA-SHA3-256",
	"RSA-SHA3-384", "RSA-SHA3-512", "RSA-SHA384", "RSA-SHA512", "RSA-SHA512/224", "RSA-SHA512/256", "RSA-SM3", "blake2b512",
	"blake2s256", "id-rsassa-pkcs1-v1_5-with-sha3-224", "id-rsassa-pkcs1-v1_5-with-sha3-256",
	"id-rsassa-pkcs1-v1_5-with-sha3-384", "id-rsassa-pkcs1-v1_5-with-sha3-512", "md5", "md5-sha1", "md5WithRSAEncryption",
	"ripemd", "ripemd160", "ripemd160WithRSA", "rmd160", "sha1", "sha1WithRSAEncryption", "sha224", "sha224WithRSAEncryption",
	"sha256", "sha256WithRSAEncryption", "sha3-224", "sha3-256", "sha3-384", "sha3-512", "sha384", "sha384WithRSAEncryption",
	"sha512", "sha512-224", "sha512-224WithRSAEncryption", "sha512-256", "sha512-256WithRSAEncryption",
	"sha512WithRSAEncryption", "shake128", "shake256", "sm3", "sm3WithRSAEncryption", "ssl3-md5", "ssl3-sha1",
}

// DigestNames lists the names of hashes.
func DigestNames() []string { return slices.Clone(digestNames) }

// plainName is the one name of a hash that several names mean.
func plainName(name string) string {
	name = strings.ToLower(name)
	name = strings.TrimPrefix(name, "id-rsassa-pkcs1-v1_5-with-")
	name = strings.TrimPrefix(name, "rsa-")
	name = strings.TrimSuffix(name, "withrsaencryption")
	name = strings.TrimSuffix(name, "withrsa")
	switch name {
	case "ssl3-md5":
		return "md5"
	case "sha-1", "sha1-2", "ssl3-sha1":
		return "sha1"
	case "sha-224", "sha2-224":
		return "sha224"
	case "sha-256", "sha2-256":
		return "sha256"
	case "sha-384", "sha2-384":
		return "sha384"
	case "sha-512", "sha2-512":
		return "sha512"
	case "sha512/224", "sha-512/224", "sha2-512/224":
		return "sha512-224"
	case "sha512/256", "sha-512/256", "sha2-512/256":
		return "sha512-256"
	case "ripemd", "ripemd-160", "rmd160":
		return "ripemd160"
	case "blake2b-512":
		return "blake2b512"
	case "blake2s-256":
		return "blake2s256"
	case "shake-128":
		return "shake128"
	case "shake-256":
		return "shake256"
	}
	return name
}

// Digest is a hash function by one of OpenSSL's names; not the ones whose
// result is of any length.
func Digest(name string) (func() hash.Hash, bool) {
	switch plainName(name) {
	case "md5":
		return md5.New, true
	case "sha1":
		return sha1.New, true
	case "sha224":
		return sha256.New224, true
	case "sha256":
		return sha256.New, true
	case "sha384":
		return sha512.New384, true
	case "sha512":
		return sha512.New, true
	case "sha512-224":
		return sha512.New512_224, true
	case "sha512-256":
		return sha512.New512_256, true
	case "sha3-224":
		return func() hash.Hash { return copied{sha3.New224()} }, true
	case "sha3-256":
		return func() hash.Hash { return copied{sha3.New256()} }, true
	case "sha3-384":
		return func() hash.Hash { return copied{sha3.New384()} }, true
	case "sha3-512":
		return func() hash.Hash { return copied{sha3.New512()} }, true
	case "ripemd160":
		return func() hash.Hash { return copied{ripemd160.New()} }, true
	case "blake2b512":
		return func() hash.Hash { h, _ := blake2b.New512(nil); return copied{h} }, true
	case "blake2s256":
		return func() hash.Hash { h, _ := blake2s.New256(nil); return copied{h} }, true
	case "sm3":
		return func() hash.Hash { return copied{sm3.New()} }, true
	case "md5-sha1":
		return newBoth, true
	}
	return nil, false
}

// both is MD5 followed by SHA-1, as the old protocols of TLS signed it.
type both struct{ md5, sha1 hash.Hash }

func newBoth() hash.Hash { return both{md5.New(), sha1.New()} }

// Clone is a hash in the same state.
func (b both) Clone() (hash.Cloner, error) {
	return both{copyOf(b.md5).(hash.Hash), copyOf(b.sha1).(hash.Hash)}, nil
}

func (b both) Write(data []byte) (int, error) { _, _ = b.md5.Write(data); return b.sha1.Write(data) }
func (b both) Sum(in []byte) []byte           { return b.sha1.Sum(b.md5.Sum(in)) }
func (b both) Reset()                         { b.md5.Reset(); b.sha1.Reset() }
func (b both) Size() int                      { return md5.Size + sha1.Size }
func (b both) BlockSize() int                 { return md5.BlockSize }

// shake is a hash whose result is of any length, with the length that is usual.
func shake(name string) (length int, ok bool) {
	switch plainName(name) {
	case "shake128":
		return 16, true
	case "shake256":
		return 32, true
	}
	return 0, false
}

// Hashing is the state of a hash or a keyed hash.
type Hashing struct {
	Name   string
	length int       // of the result; negative for the algorithm's own
	state  io.Writer // a hash.Hash, or a *sha3.SHAKE
}

// NewHashing begins a hash; a negative length stands for the algorithm's own.
func NewHashing(name string, length int) (*Hashing, bool) {
	h := &Hashing{Name: name, length: length}
	switch newHash, known := Digest(name); {
	case known:
		h.state = newHash()
	case plainName(name) == "shake128":
		h.state = sha3.NewSHAKE128()
	case plainName(name) == "shake256":
		h.state = sha3.NewSHAKE256()
	default:
		return nil, false
	}
	return h, true
}

// NewHMAC begins a hash with a key. (RFC 2104)
func NewHMAC(name string, key []byte) (*Hashing, bool) {
	newHash, known := Digest(name)
	if !known {
		return nil, false
	}
	return &Hashing{Name: name, length: -1, state: hmac.New(newHash, slices.Clone(key))}, true
}

// Write adds data.
func (h *Hashing) Write(data []byte) { _, _ = h.state.Write(data) }

// Copy is a state of its own; a negative length stands for the algorithm's own.
func (h *Hashing) Copy(length int) *Hashing {
	return &Hashing{Name: h.Name, length: length, state: copyOf(h.state)}
}

// copyOf is a hash in the same state. All hashes here can be copied.
func copyOf(state io.Writer) io.Writer {
	if shake, ok := state.(*sha3.SHAKE); ok {
		other := *shake // all its parts are its own
		return &other
	}
	other, err := state.(hash.Cloner).Clone()
	if err != nil {
		panic("openssl: " + err.Error())
	}
	return other
}

// copied is a hash that can be copied: by itself, where an HMAC of Go does not
// know, or because it is a structure of numbers, which a test checks.
type copied struct{ hash.Hash }

// Clone is a hash in the same state.
func (c copied) Clone() (hash.Cloner, error) {
	if cloner, ok := c.Hash.(hash.Cloner); ok {
		return cloner.Clone()
	}
	other := reflect.New(reflect.TypeOf(c.Hash).Elem())
	other.Elem().Set(reflect.ValueOf(c.Hash).Elem())
	return copied{other.Interface().(hash.Hash)}, nil
}

// Extendable reports whether the result may be of any length.
func (h *Hashing) Extendable() bool { _, ok := shake(h.Name); return ok }

// Size is how long the result is when nobody says.
func (h *Hashing) Size() int {
	if length, extendable := shake(h.Name); extendable {
		return length
	}
	newHash, _ := Digest(h.Name)
	return newHash().Size()
}

// Sum is the result.
func (h *Hashing) Sum() []byte {
	if state, ok := h.state.(hash.Hash); ok {
		return state.Sum(nil)
	}
	length, _ := shake(h.Name)
	if h.length >= 0 {
		length = h.length
	}
	result := make([]byte, length)
	_, _ = copyOf(h.state).(*sha3.SHAKE).Read(result)
	return result
}

// sum hashes data at once.
func sum(name string, data []byte) []byte {
	newHash, _ := Digest(name)
	state := newHash()
	state.Write(data)
	return state.Sum(nil)
}

// digestPrefixes stand before a digest that RSA signs: the DER of its
// algorithm. (RFC 8017, section 9.2, note 1)
var digestPrefixes = map[string][]byte{
	"md5":        {0x30, 0x20, 0x30, 0x0c, 0x06, 0x08, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02, 0x05, 0x05, 0x00, 0x04, 0x10},
	"sha1":       {0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 0x05, 0x00, 0x04, 0x14},
	"sha224":     nistPrefix(4, 28),
	"sha256":     nistPrefix(1, 32),
	"sha384":     nistPrefix(2, 48),
	"sha512":     nistPrefix(3, 64),
	"sha512-224": nistPrefix(5, 28),
	"sha512-256": nistPrefix(6, 32),
	"sha3-224":   nistPrefix(7, 28),
	"sha3-256":   nistPrefix(8, 32),
	"sha3-384":   nistPrefix(9, 48),
	"sha3-512":   nistPrefix(10, 64),
	"ripemd160":  {0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2b, 0x24, 0x03, 0x02, 0x01, 0x05, 0x00, 0x04, 0x14},
	"md5-sha1":   {},
}

// nistPrefix is the prefix of a hash under the arc of NIST's hash algorithms.
func nistPrefix(number, size byte) []byte {
	return []byte{0x30, 17 + size, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, number, 0x05, 0x00, 0x04, size}
}
