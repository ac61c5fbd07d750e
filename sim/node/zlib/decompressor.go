package zlib

import (
	"hash"
	"hash/crc32"
)

// Decompressor decompresses a stream. It stops wherever input or room for
// output ends, and goes on there. (inflate.c)
type Decompressor struct {
	given      Format // by NewDecompressor
	format     Format // by the header
	givenBits  int
	windowBits int

	in, out  []byte // what is left of them in this call
	whole    []byte // out, from the beginning of the call
	summed   int    // bytes of it that are in the sum
	hold     uint64 // bits that were read and not used
	holdBits int
	stage    readStage
	message  string
	last     bool // the block
	length   int  // of what is copied now
	distance int
	flags    uint32 // of a gzip header
	total    uint32 // bytes written
	sum      hash.Hash32
	header   hash.Hash32 // of a gzip header that has a sum
	wantSum  uint32      // of the dictionary
	history  []byte      // what was written in calls before, as far back as the window goes

	literals, distances, lens   decoder
	literalCount, distanceCount int
	lenCount                    int
	lengths                     [litCodes + distCodes + 2]uint8
	lengthAt                    int
}

// readStage is what comes next in the stream.
type readStage uint8

const (
	readHead readStage = iota
	readFlags
	readTime
	readSystem
	readExtraLength
	readExtra
	readName
	readComment
	readHeaderSum
	readDictionarySum
	needDictionary
	readBlock
	readStoredLength
	copyStored
	readCounts
	readLenLengths
	readLengths
	readSymbol
	readLengthExtra
	readDistance
	readDistanceExtra
	copyMatch
	readSum
	readTotal
	readDone
	readFailed
)

// NewDecompressor returns a decompressor; windowBits of 0 are those of the
// header. (inflateInit2)
func NewDecompressor(format Format, windowBits int) *Decompressor {
	d := &Decompressor{given: format, givenBits: windowBits}
	d.Reset()
	return d
}

// Reset begins another stream. (inflateReset)
func (d *Decompressor) Reset() {
	d.format, d.windowBits = d.given, d.givenBits
	d.stage, d.message, d.last = readHead, "", false
	d.hold, d.holdBits, d.total = 0, 0, 0
	d.history = d.history[:0]
	d.sum, d.header = nil, nil
	if d.format == Raw {
		d.stage = readBlock
	}
}

// Message is zlib's words for what is wrong with the stream, "" if nothing is.
func (d *Decompressor) Message() string { return d.message }

// SetDictionary gives a text that matches may reach into. (inflateSetDictionary)
func (d *Decompressor) SetDictionary(dictionary []byte) Status {
	if d.format != Raw && d.stage != needDictionary {
		return StreamError
	}
	if d.stage == needDictionary {
		sum := newSum(Zlib)
		sum.Write(dictionary)
		if sum.Sum32() != d.wantSum {
			return DataError
		}
		d.stage = readBlock
	}
	d.remember(dictionary)
	return OK
}

// remember keeps the end of what was written.
func (d *Decompressor) remember(data []byte) {
	most := 1 << max(8, d.windowBits)
	if d.windowBits == 0 {
		most = 1 << maxBits
	}
	if len(data) >= most {
		d.history = append(d.history[:0], data[len(data)-most:]...)
		return
	}
	if over := len(d.history) + len(data) - most; over > 0 {
		d.history = d.history[:copy(d.history, d.history[over:])]
	}
	d.history = append(d.history, data...)
}

// Decompress reads input and writes output, as far as there is any and there
// is room, and returns how much of each. (inflate)
func (d *Decompressor) Decompress(in, out []byte, flush Flush) (read, written int, status Status) {
	d.in, d.out, d.whole, d.summed = in, out, out, 0
	status = d.decompress(flush)
	d.addToSum()
	read, written = len(in)-len(d.in), len(out)-len(d.out)
	d.remember(out[:written])
	d.in, d.out, d.whole = nil, nil, nil
	if status == OK && (read == 0 && written == 0 || flush == Finish) {
		status = BufError
	}
	return read, written, status
}

func (d *Decompressor) decompress(flush Flush) Status {
	for {
		if d.stage == readBlock && flush == Block {
			return OK
		}
		goOn := false
		switch {
		case d.stage == readDone:
			return StreamEnd
		case d.stage == readFailed:
			return DataError
		case d.stage == needDictionary:
			return NeedDict
		case d.stage < readBlock:
			goOn = d.head()
		case d.stage < readSymbol:
			goOn = d.block()
		case d.stage <= copyMatch:
			goOn = d.symbols()
		default:
			goOn = d.trailer()
		}
		if !goOn && d.stage != readFailed {
			return OK
		}
	}
}

// fail says what is wrong. It returns false, as those do who cannot go on.
func (d *Decompressor) fail(message string) bool {
	d.stage, d.message = readFailed, message
	return false
}

// need reads until there are so many bits: whether there are.
func (d *Decompressor) need(count int) bool {
	for d.holdBits < count {
		if len(d.in) == 0 {
			return false
		}
		d.hold |= uint64(d.in[0]) << d.holdBits
		d.in = d.in[1:]
		d.holdBits += 8
	}
	return true
}

// take uses bits up.
func (d *Decompressor) take(count int) uint32 {
	value := uint32(d.hold & (1<<count - 1))
	d.hold >>= count
	d.holdBits -= count
	return value
}

// byteBits forgets the rest of a byte.
func (d *Decompressor) byteBits() { d.take(d.holdBits & 7) }

// --- before the data ---

// Flags of a gzip header. (RFC 1952, section 2.3.1)
const (
	headerSumFlag = 0x200
	extraFlag     = 0x400
	nameFlag      = 0x800
	commentFlag   = 0x1000
	unknownFlags  = 0xe000
)

// head reads one part of what stands before the data.
func (d *Decompressor) head() bool {
	switch d.stage {
	case readHead:
		return d.need(16) && d.magic()
	case readFlags:
		if !d.need(16) {
			return false
		}
		d.flags = d.takeSummed(2)
		if d.flags&0xff != methodDeflate {
			return d.fail("unknown compression method")
		}
		if d.flags&unknownFlags != 0 {
			return d.fail("unknown header flags set")
		}
		d.stage = readTime
	case readTime:
		if !d.need(32) {
			return false
		}
		d.takeSummed(4)
		d.stage = readSystem
	case readSystem:
		if !d.need(16) {
			return false
		}
		d.takeSummed(2)
		d.stage = readExtraLength
	case readExtraLength:
		d.length = 0
		if d.flags&extraFlag != 0 {
			if !d.need(16) {
				return false
			}
			d.length = int(d.takeSummed(2))
		}
		d.stage = readExtra
	case readExtra:
		count := min(d.length, len(d.in))
		d.skipSummed(count)
		if d.length -= count; d.length > 0 {
			return false
		}
		d.stage = readName
	case readName:
		if d.flags&nameFlag != 0 && !d.skipText() {
			return false
		}
		d.stage = readComment
	case readComment:
		if d.flags&commentFlag != 0 && !d.skipText() {
			return false
		}
		d.stage = readHeaderSum
	case readHeaderSum:
		if d.flags&headerSumFlag != 0 {
			if !d.need(16) {
				return false
			}
			if d.take(16) != d.header.Sum32()&0xffff {
				return d.fail("header crc mismatch")
			}
		}
		d.sum = newSum(Gzip)
		d.stage = readBlock
	case readDictionarySum:
		if !d.need(32) {
			return false
		}
		d.wantSum = swap(d.take(32))
		d.sum = newSum(Zlib)
		d.stage = needDictionary
	}
	return true
}

// magic tells the formats apart.
func (d *Decompressor) magic() bool {
	if d.given != Zlib && d.hold&0xffff == gzipMagic2<<8|gzipMagic1 {
		d.format = Gzip
		if d.windowBits == 0 {
			d.windowBits = maxBits
		}
		d.header = crc32.NewIEEE()
		d.takeSummed(2)
		d.stage = readFlags
		return true
	}
	if d.given == Gzip || (d.hold&0xff<<8+d.hold>>8&0xff)%31 != 0 {
		return d.fail("incorrect header check")
	}
	if d.hold&0xf != methodDeflate {
		return d.fail("unknown compression method")
	}
	d.take(4)
	bits := int(d.take(4)) + 8
	if d.windowBits == 0 {
		d.windowBits = bits
	}
	if bits > maxBits || bits > d.windowBits {
		return d.fail("invalid window size")
	}
	d.format = Zlib
	d.sum = newSum(Zlib)
	d.stage = readBlock
	if d.take(8)&dictionaryFlag != 0 {
		d.stage = readDictionarySum
	}
	return true
}

// takeSummed uses up bytes of a gzip header.
func (d *Decompressor) takeSummed(count int) uint32 {
	value := d.take(8 * count)
	for i := range count {
		d.header.Write([]byte{byte(value >> (8 * i))})
	}
	return value
}

func (d *Decompressor) skipSummed(count int) {
	d.header.Write(d.in[:count])
	d.in = d.in[count:]
}

// skipText skips a text up to its 0: whether that has come.
func (d *Decompressor) skipText() bool {
	for i, b := range d.in {
		if b == 0 {
			d.skipSummed(i + 1)
			return true
		}
	}
	d.skipSummed(len(d.in))
	return false
}

func swap(n uint32) uint32 { return n>>24 | n>>8&0xff00 | n<<8&0xff0000 | n<<24 }

// --- what a block begins with ---

func (d *Decompressor) block() bool {
	switch d.stage {
	case readBlock:
		if d.last {
			d.byteBits()
			d.stage = readSum
			return true
		}
		if !d.need(3) {
			return false
		}
		d.last = d.take(1) == 1
		switch d.take(2) {
		case storedBlock:
			d.byteBits()
			d.stage = readStoredLength
		case staticBlock:
			d.literals, d.distances = fixedLiterals, fixedDistances
			d.stage = readSymbol
		case dynamicBlock:
			d.stage = readCounts
		default:
			return d.fail("invalid block type")
		}
	case readStoredLength:
		if !d.need(32) {
			return false
		}
		length := d.take(32)
		if length&0xffff != length>>16^0xffff {
			return d.fail("invalid stored block lengths")
		}
		d.length = int(length & 0xffff)
		d.stage = copyStored
	case copyStored:
		count := min(d.length, len(d.in), len(d.out))
		copy(d.out, d.in[:count])
		d.in = d.in[count:]
		d.wrote(count)
		if d.length -= count; d.length > 0 {
			return false
		}
		d.stage = readBlock
	case readCounts:
		if !d.need(14) {
			return false
		}
		d.literalCount, d.distanceCount, d.lenCount = int(d.take(5))+257, int(d.take(5))+1, int(d.take(4))+4
		if d.literalCount > litCodes || d.distanceCount > distCodes {
			return d.fail("too many length or distance symbols")
		}
		d.lengthAt = 0
		d.stage = readLenLengths
	case readLenLengths:
		return d.lenLengths()
	case readLengths:
		return d.codeLengths()
	}
	return true
}

// lenLengths reads the lengths of the codes of the code lengths.
func (d *Decompressor) lenLengths() bool {
	for d.lengthAt < d.lenCount {
		if !d.need(3) {
			return false
		}
		d.lengths[lenOrder[d.lengthAt]] = uint8(d.take(3))
		d.lengthAt++
	}
	for ; d.lengthAt < lenCodes; d.lengthAt++ {
		d.lengths[lenOrder[d.lengthAt]] = 0
	}
	var ok bool
	if d.lens, ok = makeDecoder(d.lengths[:lenCodes], false); !ok {
		return d.fail("invalid code lengths set")
	}
	d.lengthAt = 0
	d.stage = readLengths
	return true
}

// codeLengths reads the lengths of the codes of literals and distances.
func (d *Decompressor) codeLengths() bool {
	all := d.literalCount + d.distanceCount
	for d.lengthAt < all {
		symbol, bits, ok := d.peek(&d.lens)
		if !ok {
			return false
		}
		if symbol < 0 {
			symbol = 0
		}
		if symbol < repeatLast {
			d.take(bits)
			d.lengths[d.lengthAt] = uint8(symbol)
			d.lengthAt++
			continue
		}
		extra, least := int(extraLen[symbol]), 3
		if symbol == zerosLong {
			least = 11
		}
		if !d.need(bits + extra) {
			return false
		}
		d.take(bits)
		var length uint8
		if symbol == repeatLast {
			if d.lengthAt == 0 {
				return d.fail("invalid bit length repeat")
			}
			length = d.lengths[d.lengthAt-1]
		}
		count := least + int(d.take(extra))
		if d.lengthAt+count > all {
			return d.fail("invalid bit length repeat")
		}
		for range count {
			d.lengths[d.lengthAt] = length
			d.lengthAt++
		}
	}
	if d.lengths[endOfBlock] == 0 {
		return d.fail("invalid code -- missing end-of-block")
	}
	var ok bool
	if d.literals, ok = makeDecoder(d.lengths[:d.literalCount], true); !ok {
		return d.fail("invalid literal/lengths set")
	}
	if d.distances, ok = makeDecoder(d.lengths[d.literalCount:all], true); !ok {
		return d.fail("invalid distances set")
	}
	d.stage = readSymbol
	return true
}

// --- symbols ---

// symbols reads symbols until the block, the input or the room ends.
func (d *Decompressor) symbols() bool {
	for {
		switch d.stage {
		case readSymbol:
			symbol, bits, ok := d.peek(&d.literals)
			switch {
			case !ok:
				return false
			case symbol < 0 || symbol > endOfBlock+lengthCodes:
				return d.fail("invalid literal/length code")
			case symbol < literals:
				if len(d.out) == 0 {
					return false
				}
				d.take(bits)
				d.out[0] = byte(symbol)
				d.wrote(1)
				continue
			}
			d.take(bits)
			if symbol == endOfBlock {
				d.stage = readBlock
				return true
			}
			d.length = symbol - endOfBlock - 1
			d.stage = readLengthExtra
		case readLengthExtra:
			extra := int(extraLength[d.length])
			if !d.need(extra) {
				return false
			}
			d.length = minMatch + static.baseLength[d.length] + int(d.take(extra))
			d.stage = readDistance
		case readDistance:
			symbol, bits, ok := d.peek(&d.distances)
			if !ok {
				return false
			}
			if symbol < 0 || symbol >= distCodes {
				return d.fail("invalid distance code")
			}
			d.take(bits)
			d.distance = symbol
			d.stage = readDistanceExtra
		case readDistanceExtra:
			extra := int(extraDist[d.distance])
			if !d.need(extra) {
				return false
			}
			d.distance = 1 + static.baseDist[d.distance] + int(d.take(extra))
			if d.distance > len(d.history)+len(d.whole)-len(d.out) {
				return d.fail("invalid distance too far back")
			}
			d.stage = copyMatch
		case copyMatch:
			if d.copyBack(); d.length > 0 {
				return false
			}
			d.stage = readSymbol
		}
	}
}

// copyBack copies a match, as far as there is room.
func (d *Decompressor) copyBack() {
	at := len(d.whole) - len(d.out)
	count := min(d.length, len(d.out))
	for i := range count {
		if from := at + i - d.distance; from >= 0 {
			d.whole[at+i] = d.whole[from]
		} else {
			d.whole[at+i] = d.history[len(d.history)+from]
		}
	}
	d.length -= count
	d.wrote(count)
}

// wrote moves on behind bytes that have been written.
func (d *Decompressor) wrote(count int) {
	d.total += uint32(count)
	d.out = d.out[count:]
}

// addToSum adds what was written since it was last called.
func (d *Decompressor) addToSum() {
	written := len(d.whole) - len(d.out)
	if d.format != Raw && d.sum != nil {
		d.sum.Write(d.whole[d.summed:written])
	}
	d.summed = written
}

// trailer checks what stands behind the data.
func (d *Decompressor) trailer() bool {
	switch {
	case d.format == Raw:
		d.stage = readDone
	case d.stage == readSum:
		if !d.need(32) {
			return false
		}
		sum := d.take(32)
		d.addToSum()
		if d.format == Zlib {
			sum = swap(sum)
		}
		if sum != d.sum.Sum32() {
			return d.fail("incorrect data check")
		}
		d.stage = readTotal
		if d.format == Zlib {
			d.stage = readDone
		}
	default:
		if !d.need(32) {
			return false
		}
		if d.take(32) != d.total {
			return d.fail("incorrect length check")
		}
		d.stage = readDone
	}
	return true
}
