package openssl

import (
	"bytes"
	"crypto/cipher"
	"crypto/subtle"
	"encoding/binary"
	"math/bits"
)

// sealing is a cipher whose text is combined with a stream of keys, and whose
// tag an AEAD of the library works out at the end: GCM, ChaCha20-Poly1305.
type sealing struct {
	aead      cipher.AEAD
	stream    cipher.Stream
	nonce     []byte
	decrypt   bool
	tagLength int
	plain     []byte
	added     []byte
	expected  []byte
}

func newGCM(block cipher.Block, iv []byte, decrypt bool, tagLength int) (engine, error) {
	aead, err := cipher.NewGCMWithNonceSize(block, len(iv))
	if err != nil {
		return nil, err
	}
	s := &sealing{aead: aead, nonce: bytes.Clone(iv), decrypt: decrypt, tagLength: tagLength}
	s.stream = cipher.NewCTR(block, firstCounter(block, iv))
	return s, nil
}

// firstCounter is where the stream of keys of GCM begins. (NIST SP 800-38D,
// 7.1) With an IV of 12 bytes it is written down; else it is a hash, which a
// tag of nothing, with the same IV, tells.
func firstCounter(block cipher.Block, iv []byte) []byte {
	counter := make([]byte, 16)
	if len(iv) == 12 {
		copy(counter, iv)
		counter[15] = 2
		return counter
	}
	aead, _ := cipher.NewGCMWithNonceSize(block, len(iv))
	block.Decrypt(counter, aead.Seal(nil, iv, nil, nil))
	binary.BigEndian.PutUint32(counter[12:], binary.BigEndian.Uint32(counter[12:])+1)
	return counter
}

func (s *sealing) update(data []byte) ([]byte, error) {
	out := make([]byte, len(data))
	s.stream.XORKeyStream(out, data)
	if s.decrypt {
		s.plain = append(s.plain, out...)
	} else {
		s.plain = append(s.plain, data...)
	}
	return out, nil
}

func (s *sealing) add(data []byte)   { s.added = append(s.added, data...) }
func (s *sealing) setTag(tag []byte) { s.expected = tag }

func (s *sealing) tag() []byte {
	return s.aead.Seal(nil, s.nonce, s.plain, s.added)[len(s.plain):][:s.tagLength]
}

func (s *sealing) finish() ([]byte, error) { return nil, checkTag(s, s.decrypt, s.expected) }

// checkTag compares the tag of a text that was decrypted.
func checkTag(a authenticated, decrypt bool, expected []byte) error {
	if !decrypt {
		return nil
	}
	if len(expected) == 0 {
		return ErrUnauthenticated
	}
	tag := a.tag()
	if len(expected) > len(tag) || subtle.ConstantTimeCompare(tag[:len(expected)], expected) != 1 {
		return ErrUnauthenticated
	}
	return nil
}

// ccm is counter mode with CBC-MAC: all of the text at once. (NIST SP 800-38C)
type ccm struct {
	block     cipher.Block
	nonce     []byte
	decrypt   bool
	tagLength int
	added     []byte
	expected  []byte
	mac       []byte // nil before the text
	failed    bool
}

func (c *ccm) add(data []byte)   { c.added = append(c.added, data...) }
func (c *ccm) setTag(tag []byte) { c.expected = tag }
func (c *ccm) tag() []byte       { return c.mac }

func (c *ccm) update(data []byte) ([]byte, error) {
	if c.mac != nil {
		return nil, ErrUnsupportedState
	}
	size := 15 - len(c.nonce)
	counter := make([]byte, 16)
	counter[0] = byte(size - 1)
	copy(counter[1:], c.nonce)
	stream := cipher.NewCTR(c.block, counter)
	mask := make([]byte, 16)
	stream.XORKeyStream(mask, mask)
	out := make([]byte, len(data))
	stream.XORKeyStream(out, data)
	plain := data
	if c.decrypt {
		plain = out
	}
	c.mac = c.authenticate(plain, size)
	for i := range c.mac {
		c.mac[i] ^= mask[i]
	}
	if c.decrypt && subtle.ConstantTimeCompare(c.mac, c.expected) != 1 {
		c.failed = true
		return nil, nil
	}
	return out, nil
}

func (c *ccm) authenticate(plain []byte, size int) []byte {
	first := make([]byte, 16)
	first[0] = byte((c.tagLength-2)/2<<3 | (size - 1))
	if len(c.added) > 0 {
		first[0] |= 0x40
	}
	copy(first[1:], c.nonce)
	for i, length := 15, len(plain); i > len(c.nonce); i, length = i-1, length>>8 {
		first[i] = byte(length)
	}
	mac := make([]byte, 16)
	absorb := func(data []byte) {
		for len(data) > 0 {
			count := subtle.XORBytes(mac, mac, data[:min(16, len(data))])
			c.block.Encrypt(mac, mac)
			data = data[count:]
		}
	}
	absorb(first)
	if length := len(c.added); length > 0 {
		var head []byte
		if length < 0xff00 {
			head = binary.BigEndian.AppendUint16(nil, uint16(length))
		} else {
			head = binary.BigEndian.AppendUint32([]byte{0xff, 0xfe}, uint32(length))
		}
		absorb(append(head, c.added...))
	}
	absorb(plain)
	return mac[:c.tagLength]
}

func (c *ccm) finish() ([]byte, error) {
	switch {
	case c.failed:
		return nil, ErrUnauthenticated
	case c.mac == nil && c.decrypt:
		return nil, ErrUnauthenticated
	case c.mac == nil:
		return nil, errTagNotSet
	}
	return nil, nil
}

// ocb is the offset codebook mode. (RFC 7253)
type ocb struct {
	block     cipher.Block
	decrypt   bool
	tagLength int

	star, dollar []byte
	table        [][]byte // L_0, L_1, …
	offset       []byte
	checksum     []byte
	count        int
	held         []byte
	added        []byte
	expected     []byte
	mac          []byte
}

func newOCB(block cipher.Block, iv []byte, decrypt bool, tagLength int) *ocb {
	o := &ocb{block: block, decrypt: decrypt, tagLength: tagLength, checksum: make([]byte, 16)}
	o.star = make([]byte, 16)
	block.Encrypt(o.star, o.star)
	o.dollar = doubled(o.star)
	nonce := make([]byte, 16)
	copy(nonce[16-len(iv):], iv)
	nonce[0] |= byte(tagLength * 8 % 128 << 1)
	nonce[15-len(iv)] |= 1
	bottom := int(nonce[15] & 0x3f)
	nonce[15] &^= 0x3f
	top := make([]byte, 16)
	block.Encrypt(top, nonce)
	stretch := append(bytes.Clone(top), make([]byte, 8)...)
	for i := range 8 {
		stretch[16+i] = top[i] ^ top[i+1]
	}
	o.offset = make([]byte, 16)
	for i := range 16 {
		at := bottom/8 + i
		o.offset[i] = stretch[at] << (bottom % 8)
		if bottom%8 > 0 {
			o.offset[i] |= stretch[at+1] >> (8 - bottom%8)
		}
	}
	return o
}

// doubled multiplies by two in the field of OCB, whose highest byte is first.
func doubled(in []byte) []byte {
	out := make([]byte, 16)
	carry := byte(0)
	for i := 15; i >= 0; i-- {
		out[i], carry = in[i]<<1|carry, in[i]>>7
	}
	if carry != 0 {
		out[15] ^= 0x87
	}
	return out
}

// power is L_i for the number of a block.
func (o *ocb) power(number int) []byte {
	i := bits.TrailingZeros(uint(number))
	for len(o.table) <= i {
		last := o.dollar
		if len(o.table) > 0 {
			last = o.table[len(o.table)-1]
		}
		o.table = append(o.table, doubled(last))
	}
	return o.table[i]
}

func (o *ocb) update(data []byte) ([]byte, error) {
	o.held = append(o.held, data...)
	var out []byte
	for len(o.held) >= 16 {
		o.count++
		subtle.XORBytes(o.offset, o.offset, o.power(o.count))
		block := make([]byte, 16)
		subtle.XORBytes(block, o.held, o.offset)
		if o.decrypt {
			o.block.Decrypt(block, block)
		} else {
			o.block.Encrypt(block, block)
		}
		subtle.XORBytes(block, block, o.offset)
		plain := o.held[:16]
		if o.decrypt {
			plain = block
		}
		subtle.XORBytes(o.checksum, o.checksum, plain)
		out = append(out, block...)
		o.held = o.held[16:]
	}
	return out, nil
}

func (o *ocb) finish() ([]byte, error) {
	var out []byte
	if len(o.held) > 0 {
		subtle.XORBytes(o.offset, o.offset, o.star)
		pad := make([]byte, 16)
		o.block.Encrypt(pad, o.offset)
		out = make([]byte, len(o.held))
		subtle.XORBytes(out, o.held, pad)
		plain := o.held
		if o.decrypt {
			plain = out
		}
		full := make([]byte, 16)
		copy(full, plain)
		full[len(plain)] = 0x80
		subtle.XORBytes(o.checksum, o.checksum, full)
	}
	mac := make([]byte, 16)
	subtle.XORBytes(mac, o.checksum, o.offset)
	subtle.XORBytes(mac, mac, o.dollar)
	o.block.Encrypt(mac, mac)
	subtle.XORBytes(mac, mac, o.hash())
	o.mac = mac[:o.tagLength]
	return out, checkTag(o, o.decrypt, o.expected)
}

// hash is that of the added data.
func (o *ocb) hash() []byte {
	total, offset := make([]byte, 16), make([]byte, 16)
	data := o.added
	mix := func(block []byte) {
		subtle.XORBytes(block, block, offset)
		o.block.Encrypt(block, block)
		subtle.XORBytes(total, total, block)
	}
	for i := 1; len(data) >= 16; i++ {
		subtle.XORBytes(offset, offset, o.power(i))
		mix(bytes.Clone(data[:16]))
		data = data[16:]
	}
	if len(data) > 0 {
		subtle.XORBytes(offset, offset, o.star)
		last := make([]byte, 16)
		copy(last, data)
		last[len(data)] = 0x80
		mix(last)
	}
	return total
}

func (o *ocb) add(data []byte)   { o.added = append(o.added, data...) }
func (o *ocb) setTag(tag []byte) { o.expected = tag }
func (o *ocb) tag() []byte       { return o.mac }
