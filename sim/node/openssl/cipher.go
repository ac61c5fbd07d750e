package openssl

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"errors"
	"strings"

	"github.com/emmansun/gmsm/sm4"
	"golang.org/x/crypto/chacha20"
	"golang.org/x/crypto/chacha20poly1305"
)

// Errors of ciphers that are not OpenSSL's but Node's own.
var (
	//lint:ignore ST1005 these are Node's own words
	ErrUnsupportedState = errors.New("Trying to add data in unsupported state")
	//lint:ignore ST1005 these are Node's own words
	ErrUnauthenticated = errors.New("Unsupported state or unable to authenticate data")
)

var (
	errBadDecrypt     = failure("1C800064", providerRoutines, "", "bad decrypt")
	errFinalBlock     = failure("1C80006B", providerRoutines, "", "wrong final block length")
	errTagNotSet      = failure("1C800077", providerRoutines, "", "tag not set")
	errDuplicatedKeys = failure("1C800095", providerRoutines, "", "xts duplicated keys")
)

// ValidIV reports whether an IV may be so long.
func (c *CipherInfo) ValidIV(length int) bool {
	switch c.Mode {
	case "gcm":
		return length > 0
	case "ccm":
		return length >= 7 && length <= 13
	case "ocb":
		return length >= 1 && length <= 15
	}
	return length == c.IVLength
}

// Authenticates reports whether a cipher has a tag.
func (c *CipherInfo) Authenticates() bool {
	return c.Mode == "gcm" || c.Mode == "ccm" || c.Mode == "ocb" || c.Full == "chacha20-poly1305"
}

// Cipher is the state of an encryption or a decryption.
type Cipher struct {
	info    CipherInfo
	decrypt bool
	padding bool
	engine  engine
	held    []byte // not a whole block yet, or the last that may hold padding
}

// ByteNs is about how many nanoseconds it takes to encrypt a byte: where the mode takes
// bits or bytes one by one, a block for each. (Measured.)
func (c CipherInfo) ByteNs() int64 {
	block := int64(2)
	switch {
	case strings.HasPrefix(c.Full, "des"):
		block = 35
	case strings.HasPrefix(c.Full, "sm4"):
		block = 10
	}
	switch {
	case strings.HasSuffix(c.Full, "cfb1"):
		return 500 + block*130
	case strings.HasSuffix(c.Full, "cfb8"):
		return 20 + block*20
	case c.Mode == "cbc", c.Mode == "ecb", c.Mode == "ctr", c.Mode == "gcm", c.Mode == "ccm":
		return block
	}
	return 10 + block
}

// ByteNs is that of the cipher that it is.
func (c *Cipher) ByteNs() int64 { return c.info.ByteNs() }

// engine is what a mode does. It is given whole blocks where the cipher has
// blocks.
type engine interface {
	update(data []byte) ([]byte, error)
}

// authenticated is an engine with a tag.
type authenticated interface {
	engine
	add(data []byte)
	// finish gives what is left, and fails if a tag that was set is not the
	// true one.
	finish() ([]byte, error)
	setTag(tag []byte)
	tag() []byte
}

// NewCipher begins an encryption or decryption; key and IV are of the right
// lengths. tagLength counts for ciphers that authenticate.
func NewCipher(info CipherInfo, key, iv []byte, decrypt bool, tagLength int) (*Cipher, error) {
	c := &Cipher{info: info, decrypt: decrypt, padding: true}
	switch info.Full {
	case "chacha20":
		stream, err := chacha20.NewUnauthenticatedCipher(key, iv[4:])
		if err != nil {
			return nil, err
		}
		stream.SetCounter(uint32(iv[0]) | uint32(iv[1])<<8 | uint32(iv[2])<<16 | uint32(iv[3])<<24)
		c.engine = streaming{stream}
		return c, nil
	case "chacha20-poly1305":
		aead, err := chacha20poly1305.New(key)
		if err != nil {
			return nil, err
		}
		stream, err := chacha20.NewUnauthenticatedCipher(key, iv)
		if err != nil {
			return nil, err
		}
		stream.SetCounter(1)
		c.engine = &sealing{aead: aead, stream: stream, nonce: bytes.Clone(iv), decrypt: decrypt, tagLength: tagLength}
		return c, nil
	}
	newBlock, err := blockOf(info)
	if err != nil {
		return nil, err
	}
	if info.Mode == "xts" {
		if bytes.Equal(key[:len(key)/2], key[len(key)/2:]) {
			return nil, errDuplicatedKeys
		}
		first, _ := newBlock(key[:len(key)/2])
		second, _ := newBlock(key[len(key)/2:])
		c.engine = &sectors{first: first, second: second, iv: bytes.Clone(iv), decrypt: decrypt}
		return c, nil
	}
	block, err := newBlock(key)
	if err != nil {
		return nil, err
	}
	c.engine, err = newMode(info, block, iv, decrypt, tagLength)
	return c, err
}

// blockOf is the block cipher that a cipher uses.
func blockOf(info CipherInfo) (func([]byte) (cipher.Block, error), error) {
	name := strings.ToLower(info.Full)
	switch {
	case strings.Contains(name, "hmac"), info.Name == "des3-wrap", info.Name == "id-smime-alg-CMS3DESwrap":
	case strings.HasPrefix(name, "aes-"), strings.HasPrefix(name, "id-aes"):
		return aes.NewCipher, nil
	case strings.HasPrefix(name, "des-ede3"):
		return des.NewTripleDESCipher, nil
	case strings.HasPrefix(name, "des-ede"):
		return func(key []byte) (cipher.Block, error) {
			return des.NewTripleDESCipher(append(bytes.Clone(key), key[:8]...))
		}, nil
	case strings.HasPrefix(name, "sm4"):
		return sm4.NewCipher, nil
	}
	return nil, &Refused{"the cipher " + info.Name, "use one of AES such as aes-256-cbc or aes-256-gcm"}
}

func newMode(info CipherInfo, block cipher.Block, iv []byte, decrypt bool, tagLength int) (engine, error) {
	switch info.Mode {
	case "ecb":
		return &blockwise{block: block, decrypt: decrypt}, nil
	case "cbc":
		if decrypt {
			return chained{cipher.NewCBCDecrypter(block, iv)}, nil
		}
		return chained{cipher.NewCBCEncrypter(block, iv)}, nil
	case "ctr":
		return streaming{cipher.NewCTR(block, iv)}, nil
	case "ofb":
		return &feedback{block: block, register: bytes.Clone(iv), output: true}, nil
	case "cfb":
		f := &feedback{block: block, register: bytes.Clone(iv), decrypt: decrypt}
		switch {
		case strings.HasSuffix(info.Full, "cfb1"):
			f.bits = 1
		case strings.HasSuffix(info.Full, "cfb8"):
			f.bits = 8
		}
		return f, nil
	case "gcm":
		return newGCM(block, iv, decrypt, tagLength)
	case "ccm":
		return &ccm{block: block, nonce: bytes.Clone(iv), decrypt: decrypt, tagLength: tagLength}, nil
	case "ocb":
		return newOCB(block, iv, decrypt, tagLength), nil
	case "wrap":
		return &wrapping{block: block, iv: bytes.Clone(iv), decrypt: decrypt, padded: strings.HasSuffix(info.Full, "pad")}, nil
	}
	return nil, &Refused{"the cipher " + info.Name, "use one of AES such as aes-256-cbc or aes-256-gcm"}
}

// SetPadding says whether the text is filled up to a whole block (PKCS #7).
func (c *Cipher) SetPadding(on bool) { c.padding = on }

// blocks reports whether the engine must be given whole blocks.
func (c *Cipher) blocks() bool { return c.info.Mode == "cbc" || c.info.Mode == "ecb" }

// Kept is how many bytes are kept of the text until its end, where all of it is needed for
// the tag.
func (c *Cipher) Kept() int {
	if s, ok := c.engine.(*sealing); ok {
		return len(s.plain)
	}
	return 0
}

// Update gives as much of the result as can be known.
func (c *Cipher) Update(data []byte) ([]byte, error) {
	if !c.blocks() {
		return c.engine.update(data)
	}
	c.held = append(c.held, data...)
	size := len(c.held) / c.info.BlockSize * c.info.BlockSize
	if c.decrypt && c.padding && size == len(c.held) && size > 0 {
		size -= c.info.BlockSize
	}
	out, err := c.engine.update(c.held[:size])
	c.held = bytes.Clone(c.held[size:])
	return out, err
}

// Final gives the rest.
func (c *Cipher) Final() ([]byte, error) {
	if a, ok := c.engine.(authenticated); ok {
		return a.finish()
	}
	size := c.info.BlockSize
	switch {
	case !c.blocks():
		return nil, nil
	case !c.padding && len(c.held) != 0:
		return nil, errFinalBlock
	case !c.padding:
		return nil, nil
	case !c.decrypt:
		missing := size - len(c.held)
		return c.engine.update(append(c.held, bytes.Repeat([]byte{byte(missing)}, missing)...))
	case len(c.held) != size:
		return nil, errFinalBlock
	}
	last, err := c.engine.update(c.held)
	if err != nil {
		return nil, err
	}
	count := int(last[len(last)-1])
	if count == 0 || count > size || !bytes.Equal(last[len(last)-count:], bytes.Repeat([]byte{byte(count)}, count)) {
		return nil, errBadDecrypt
	}
	return last[:len(last)-count], nil
}

// Add adds data that is authenticated and not encrypted.
func (c *Cipher) Add(data []byte) {
	if a, ok := c.engine.(authenticated); ok {
		a.add(data)
	}
}

// SetTag sets the tag that is expected.
func (c *Cipher) SetTag(tag []byte) {
	if a, ok := c.engine.(authenticated); ok {
		a.setTag(bytes.Clone(tag))
	}
}

// Tag is the tag of what was encrypted.
func (c *Cipher) Tag() []byte {
	if a, ok := c.engine.(authenticated); ok {
		return a.tag()
	}
	return nil
}
