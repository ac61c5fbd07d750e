package zlib

// What RFC 1951 says of symbols, lengths and distances.

const (
	literals    = 256
	endOfBlock  = 256
	lengthCodes = 29
	litCodes    = literals + 1 + lengthCodes
	distCodes   = 30
	lenCodes    = 19
	heapSize    = 2*litCodes + 1
	maxBits     = 15
	maxLenBits  = 7
	minMatch    = 3
	maxMatch    = 258
)

// Codes of the code lengths: repeat the last, and runs of zeros.
const (
	repeatLast  = 16
	zerosShort  = 17
	zerosLong   = 18
	longestCode = 138
)

var extraLength = [lengthCodes]uint8{0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0}

var extraDist = [distCodes]uint8{0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13}

var extraLen = [lenCodes]uint8{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 3, 7}

// lenOrder is the order in which lengths of the code lengths are sent.
var lenOrder = [lenCodes]int{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// node is a symbol of a tree: its frequency and parent, and then its code and
// length.
type node struct {
	freq   uint16
	parent uint16
	code   uint16
	length uint16
}

// tables are what is worked out once from the rules above.
type tables struct {
	literal    [litCodes + 2]node
	dist       [distCodes]node
	lengthCode [maxMatch - minMatch + 1]uint8
	baseLength [lengthCodes]int
	distCode   [512]uint8
	baseDist   [distCodes]int
}

var static = makeTables()

func makeTables() *tables {
	t := &tables{}
	length := 0
	for code := range lengthCodes - 1 {
		t.baseLength[code] = length
		for range 1 << extraLength[code] {
			t.lengthCode[length] = uint8(code)
			length++
		}
	}
	// The longest match has a code of its own.
	t.lengthCode[length-1] = lengthCodes - 1
	t.baseLength[lengthCodes-1] = length - 1
	dist := 0
	for code := range 16 {
		t.baseDist[code] = dist
		for range 1 << extraDist[code] {
			t.distCode[dist] = uint8(code)
			dist++
		}
	}
	dist >>= 7 // from here on in steps of 128
	for code := 16; code < distCodes; code++ {
		t.baseDist[code] = dist << 7
		for range 1 << (extraDist[code] - 7) {
			t.distCode[256+dist] = uint8(code)
			dist++
		}
	}
	var counts [maxBits + 1]uint16
	for n := range t.literal {
		length := uint16(8)
		switch {
		case n >= 144 && n < 256:
			length = 9
		case n >= 256 && n < 280:
			length = 7
		}
		t.literal[n].length = length
		counts[length]++
	}
	assignCodes(t.literal[:], litCodes+1, &counts)
	for n := range t.dist {
		t.dist[n] = node{code: reverse(uint16(n), 5), length: 5}
	}
	return t
}

// codeOfDist is the code of a distance less one.
func (t *tables) codeOfDist(dist int) int {
	if dist < 256 {
		return int(t.distCode[dist])
	}
	return int(t.distCode[256+dist>>7])
}

// reverse turns the order of the lowest length bits round.
func reverse(code uint16, length int) uint16 {
	var result uint16
	for range length {
		result = result<<1 | code&1
		code >>= 1
	}
	return result
}

// assignCodes gives each symbol its code, from the counts of the lengths.
// (RFC 1951, section 3.2.2)
func assignCodes(tree []node, largest int, counts *[maxBits + 1]uint16) {
	var next [maxBits + 1]uint16
	code := uint16(0)
	for bits := 1; bits <= maxBits; bits++ {
		code = (code + counts[bits-1]) << 1
		next[bits] = code
	}
	for n := 0; n <= largest; n++ {
		if length := tree[n].length; length != 0 {
			tree[n].code = reverse(next[length], int(length))
			next[length]++
		}
	}
}
