package zlib

// decoder finds a symbol by the bits that come next: at each place of the table
// a symbol and the length of its code, or 0 if no code begins so.
type decoder struct {
	table []uint16
	bits  int // that a place in the table is made of
}

var (
	fixedLiterals  = fixedDecoder(static.literal[:])
	fixedDistances = fixedDecoder(make32())
)

// make32 is all distances of five bits, of which the last two mean nothing.
func make32() []node {
	nodes := make([]node, 32)
	for n := range nodes {
		nodes[n].length = 5
	}
	return nodes
}

func fixedDecoder(nodes []node) decoder {
	lengths := make([]uint8, len(nodes))
	for n := range nodes {
		lengths[n] = uint8(nodes[n].length)
	}
	d, _ := makeDecoder(lengths, true)
	return d
}

// makeDecoder makes a decoder from the lengths of codes: false if there are too
// many of them, or too few. A single code of one bit may stand alone, where
// single says so; and there may be no codes at all. (inflate_table)
func makeDecoder(lengths []uint8, single bool) (decoder, bool) {
	var counts, next [maxBits + 1]int
	longest := 0
	for _, length := range lengths {
		counts[length]++
		longest = max(longest, int(length))
	}
	if longest == 0 {
		return decoder{table: []uint16{0, 0}, bits: 1}, true
	}
	left := 1
	code := 0
	for bits := 1; bits <= maxBits; bits++ {
		left <<= 1
		if left -= counts[bits]; left < 0 {
			return decoder{}, false
		}
		next[bits] = code
		code = (code + counts[bits]) << 1
	}
	if left > 0 && (!single || longest != 1) {
		return decoder{}, false
	}
	d := decoder{table: make([]uint16, 1<<longest), bits: longest}
	for symbol, length := range lengths {
		if length == 0 {
			continue
		}
		at := int(reverse(uint16(next[length]), int(length)))
		next[length]++
		for ; at < len(d.table); at += 1 << length {
			d.table[at] = uint16(symbol)<<4 | uint16(length)
		}
	}
	return d, true
}

// peek finds the next symbol, -1 if no code begins so, and how long its code
// is; ok is false if that cannot be said yet.
func (d *Decompressor) peek(t *decoder) (symbol, bits int, ok bool) {
	for {
		entry := t.table[d.hold&(1<<t.bits-1)]
		symbol, bits = int(entry>>4), int(entry&15)
		if bits == 0 {
			symbol, bits = -1, 1
		}
		if bits <= d.holdBits {
			return symbol, bits, true
		}
		if !d.need(d.holdBits + 1) {
			return 0, 0, false
		}
	}
}
