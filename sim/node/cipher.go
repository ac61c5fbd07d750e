package node

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/subtle"
	"errors"
	"strings"
)

// Errors of ciphers; the library puts them in OpenSSL's words.
var (
	errBadDecrypt = errors.New("bad decrypt")
	errFinalBlock = errors.New("wrong final block length")
	errTag        = errors.New("unauthenticated")
)

// cipherKind is what a name such as aes-256-cbc means.
func cipherKind(name string) (mode string, keyLength, ivLength int, ok bool) {
	rest, found := strings.CutPrefix(strings.ToLower(name), "aes-")
	if !found {
		if rest, found = strings.CutPrefix(strings.ToLower(name), "aes"); !found {
			if rest, found = strings.CutPrefix(strings.ToLower(name), "id-aes"); !found {
				return "", 0, 0, false
			}
		}
	}
	bits, mode, dashed := strings.Cut(rest, "-")
	if !dashed {
		bits, mode = rest, "cbc"
	}
	keyLength, ok = map[string]int{"128": 16, "192": 24, "256": 32}[bits]
	if !ok {
		return "", 0, 0, false
	}
	ivLength, ok = map[string]int{"cbc": 16, "ctr": 16, "gcm": 12, "ecb": 0}[mode]
	return mode, keyLength, ivLength, ok
}

// ciphering is the state of a createCipheriv or createDecipheriv.
type ciphering struct {
	mode    string
	decrypt bool
	padding bool
	block   cipher.Block
	chain   cipher.BlockMode // cbc
	stream  cipher.Stream    // ctr
	gcm     cipher.AEAD
	nonce   []byte
	data    []byte // gcm: what was given so far
	added   []byte // gcm: additional data
	held    []byte // not a whole block yet, or the last that may hold padding
}

func newCiphering(mode string, key, iv []byte, decrypt bool) (*ciphering, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	c := &ciphering{mode: mode, decrypt: decrypt, padding: true, block: block, nonce: bytes.Clone(iv)}
	switch mode {
	case "cbc":
		c.chain = cipher.NewCBCEncrypter(block, iv)
		if decrypt {
			c.chain = cipher.NewCBCDecrypter(block, iv)
		}
	case "ctr":
		c.stream = cipher.NewCTR(block, iv)
	case "gcm":
		c.gcm, err = cipher.NewGCMWithNonceSize(block, len(iv))
	}
	return c, err
}

// update gives as much of the result as can be known.
func (c *ciphering) update(data []byte) []byte {
	switch c.mode {
	case "ctr":
		out := make([]byte, len(data))
		c.stream.XORKeyStream(out, data)
		return out
	case "gcm":
		// The text is combined with a stream of keys in both directions.
		before := len(c.data)
		c.data = append(c.data, data...)
		return c.gcm.Seal(nil, c.nonce, c.data, nil)[before:len(c.data)]
	}
	c.held = append(c.held, data...)
	size := len(c.held) / aes.BlockSize * aes.BlockSize
	if c.decrypt && c.padding && size == len(c.held) && size > 0 {
		size -= aes.BlockSize
	}
	out := c.blocks(c.held[:size])
	c.held = bytes.Clone(c.held[size:])
	return out
}

func (c *ciphering) blocks(data []byte) []byte {
	out := make([]byte, len(data))
	if c.chain != nil {
		c.chain.CryptBlocks(out, data)
		return out
	}
	for i := 0; i < len(data); i += aes.BlockSize {
		if c.decrypt {
			c.block.Decrypt(out[i:], data[i:])
		} else {
			c.block.Encrypt(out[i:], data[i:])
		}
	}
	return out
}

// final gives the rest.
func (c *ciphering) final(tag []byte) ([]byte, error) {
	switch c.mode {
	case "ctr":
		return nil, nil
	case "gcm":
		if c.decrypt && (len(tag) == 0 || subtle.ConstantTimeCompare(c.tag()[:len(tag)], tag) != 1) {
			return nil, errTag
		}
		return nil, nil
	}
	switch {
	case !c.padding && len(c.held) != 0:
		return nil, errFinalBlock
	case !c.padding:
		return nil, nil
	case !c.decrypt:
		missing := aes.BlockSize - len(c.held)
		return c.blocks(append(c.held, bytes.Repeat([]byte{byte(missing)}, missing)...)), nil
	case len(c.held) != aes.BlockSize:
		return nil, errFinalBlock
	}
	last := c.blocks(c.held)
	count := int(last[len(last)-1])
	if count == 0 || count > aes.BlockSize || !bytes.Equal(last[len(last)-count:], bytes.Repeat([]byte{byte(count)}, count)) {
		return nil, errBadDecrypt
	}
	return last[:len(last)-count], nil
}

// tag authenticates the text that is not plain.
func (c *ciphering) tag() []byte {
	plain := c.data
	if c.decrypt {
		plain = c.gcm.Seal(nil, c.nonce, c.data, nil)[:len(c.data)]
	}
	sealed := c.gcm.Seal(nil, c.nonce, plain, c.added)
	return sealed[len(plain):]
}
