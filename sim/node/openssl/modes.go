package openssl

import (
	"bytes"
	"crypto/cipher"
	"encoding/binary"
)

// streaming is a cipher that combines its text with a stream of keys.
type streaming struct{ cipher.Stream }

func (s streaming) update(data []byte) ([]byte, error) {
	out := make([]byte, len(data))
	s.XORKeyStream(out, data)
	return out, nil
}

// chained is CBC.
type chained struct{ cipher.BlockMode }

func (c chained) update(data []byte) ([]byte, error) {
	out := make([]byte, len(data))
	c.CryptBlocks(out, data)
	return out, nil
}

// blockwise is ECB.
type blockwise struct {
	block   cipher.Block
	decrypt bool
}

func (b *blockwise) update(data []byte) ([]byte, error) {
	out := make([]byte, len(data))
	for i := 0; i < len(data); i += b.block.BlockSize() {
		if b.decrypt {
			b.block.Decrypt(out[i:], data[i:])
		} else {
			b.block.Encrypt(out[i:], data[i:])
		}
	}
	return out, nil
}

// feedback is CFB, by the whole block, 8 bits or 1 bit, and OFB, whose register
// is fed with its own output. (NIST SP 800-38A)
type feedback struct {
	block    cipher.Block
	register []byte
	decrypt  bool
	output   bool
	bits     int // 0 for the whole block

	stream []byte // what is left of the encrypted register
	text   []byte // ciphertext that goes into the register when it is full
}

func (f *feedback) update(data []byte) ([]byte, error) {
	out := make([]byte, len(data))
	for i, b := range data {
		switch f.bits {
		case 1:
			for bit := 7; bit >= 0; bit-- {
				in := b >> bit & 1
				o := in ^ f.encrypted()[0]>>7
				out[i] |= o << bit
				f.shiftBit(f.cipherBit(in, o))
			}
		case 8:
			out[i] = b ^ f.encrypted()[0]
			f.register = append(f.register[1:], f.cipherBit(b, out[i]))
		default:
			out[i] = f.whole(b)
		}
	}
	return out, nil
}

// cipherBit is the half of a pair of plain and encrypted that is encrypted.
func (f *feedback) cipherBit(in, out byte) byte {
	if f.decrypt {
		return in
	}
	return out
}

func (f *feedback) encrypted() []byte {
	out := make([]byte, f.block.BlockSize())
	f.block.Encrypt(out, f.register)
	return out
}

func (f *feedback) shiftBit(bit byte) {
	for i := range f.register {
		next := bit
		if i+1 < len(f.register) {
			next = f.register[i+1] >> 7
		}
		f.register[i] = f.register[i]<<1 | next
	}
}

func (f *feedback) whole(b byte) byte {
	if len(f.stream) == 0 {
		f.stream = f.encrypted()
		if f.output {
			f.register = bytes.Clone(f.stream)
		}
	}
	out := b ^ f.stream[0]
	f.stream = f.stream[1:]
	if !f.output {
		f.text = append(f.text, f.cipherBit(b, out))
		if len(f.stream) == 0 {
			f.register, f.text = f.text, nil
		}
	}
	return out
}

// sectors is XTS: each piece of data is a sector of its own. (IEEE 1619)
type sectors struct {
	first, second cipher.Block
	iv            []byte
	decrypt       bool
}

const xtsBlock = 16

func (s *sectors) update(data []byte) ([]byte, error) {
	if len(data) < xtsBlock {
		if len(data) == 0 {
			return nil, nil
		}
		return nil, ErrUnsupportedState
	}
	tweak := make([]byte, xtsBlock)
	s.second.Encrypt(tweak, s.iv)
	out := make([]byte, len(data))
	whole := len(data) / xtsBlock
	rest := len(data) % xtsBlock
	plain := whole
	if rest > 0 {
		plain--
	}
	for i := range plain {
		s.one(out[i*xtsBlock:], data[i*xtsBlock:], tweak)
		double(tweak)
	}
	if rest == 0 {
		return out, nil
	}
	// The last whole block lends its end to what is shorter than a block.
	at := plain * xtsBlock
	lastTweak, nextTweak := bytes.Clone(tweak), bytes.Clone(tweak)
	double(nextTweak)
	if s.decrypt {
		lastTweak, nextTweak = nextTweak, lastTweak
	}
	stolen := make([]byte, xtsBlock)
	s.one(stolen, data[at:], lastTweak)
	copy(out[at+xtsBlock:], stolen[:rest])
	filled := append(bytes.Clone(data[at+xtsBlock:]), stolen[rest:]...)
	s.one(out[at:], filled, nextTweak)
	return out, nil
}

func (s *sectors) one(out, in, tweak []byte) {
	block := make([]byte, xtsBlock)
	for i := range block {
		block[i] = in[i] ^ tweak[i]
	}
	if s.decrypt {
		s.first.Decrypt(block, block)
	} else {
		s.first.Encrypt(block, block)
	}
	for i := range block {
		out[i] = block[i] ^ tweak[i]
	}
}

// double multiplies by two in the field of XTS, whose lowest byte is first.
func double(tweak []byte) {
	carry := byte(0)
	for i, b := range tweak {
		tweak[i], carry = b<<1|carry, b>>7
	}
	if carry != 0 {
		tweak[0] ^= 0x87
	}
}

// wrapping is the wrapping of keys, without and with padding. (RFC 3394, 5649)
type wrapping struct {
	block   cipher.Block
	iv      []byte
	decrypt bool
	padded  bool
	done    bool
}

func (w *wrapping) update(data []byte) ([]byte, error) {
	if w.done {
		return nil, ErrUnsupportedState
	}
	w.done = true
	switch {
	case w.decrypt:
		return w.unwrap(data)
	case w.padded:
		return w.wrapPadded(data)
	case len(data)%8 != 0 || len(data) < 16:
		return nil, ErrUnsupportedState
	}
	return w.wrap(w.iv, data), nil
}

func (w *wrapping) wrapPadded(data []byte) ([]byte, error) {
	if len(data) == 0 {
		return nil, ErrUnsupportedState
	}
	head := binary.BigEndian.AppendUint32(bytes.Clone(w.iv), uint32(len(data)))
	filled := append(bytes.Clone(data), make([]byte, (8-len(data)%8)%8)...)
	if len(filled) == 8 {
		out := append(head, filled...)
		w.block.Encrypt(out, out)
		return out, nil
	}
	return w.wrap(head, filled), nil
}

func (w *wrapping) wrap(iv, data []byte) []byte {
	out := append(bytes.Clone(iv), data...)
	buffer := make([]byte, 16)
	count := len(data) / 8
	for j := range 6 {
		for i := 1; i <= count; i++ {
			copy(buffer, out[:8])
			copy(buffer[8:], out[8*i:8*i+8])
			w.block.Encrypt(buffer, buffer)
			binary.BigEndian.PutUint64(out, binary.BigEndian.Uint64(buffer)^uint64(count*j+i))
			copy(out[8*i:], buffer[8:])
		}
	}
	return out
}

func (w *wrapping) unwrap(data []byte) ([]byte, error) {
	if len(data)%8 != 0 || len(data) < 16 || (!w.padded && len(data) < 24) {
		return nil, ErrUnsupportedState
	}
	out := bytes.Clone(data)
	if len(data) == 16 {
		w.block.Decrypt(out, out)
	} else {
		buffer := make([]byte, 16)
		count := len(data)/8 - 1
		for j := 5; j >= 0; j-- {
			for i := count; i >= 1; i-- {
				binary.BigEndian.PutUint64(buffer, binary.BigEndian.Uint64(out)^uint64(count*j+i))
				copy(buffer[8:], out[8*i:8*i+8])
				w.block.Decrypt(buffer, buffer)
				copy(out, buffer[:8])
				copy(out[8*i:], buffer[8:])
			}
		}
	}
	head, rest := out[:8], out[8:]
	if !w.padded {
		if !bytes.Equal(head, w.iv) {
			return nil, ErrUnsupportedState
		}
		return rest, nil
	}
	length := int(binary.BigEndian.Uint32(head[4:]))
	if !bytes.Equal(head[:4], w.iv) || length > len(rest) || length <= len(rest)-8 || len(bytes.Trim(rest[length:], "\x00")) != 0 {
		return nil, ErrUnsupportedState
	}
	return rest[:length], nil
}
