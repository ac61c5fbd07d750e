package zlib

import (
	"hash"
	"hash/adler32"
	"hash/crc32"
)

// Compressor compresses a stream.
type Compressor struct {
	format   Format
	level    int
	strategy Strategy

	in, out []byte // what is left of them in this call
	total   int    // bytes read
	sum     hash.Hash32

	stage      stage
	lastFlush  Flush
	windowBits int
	window     window

	matchStart, matchLength int
	prevMatch, prevLength   int
	waiting                 bool // a literal, for whether the next match is better
	goodLength, maxLazy     int
	niceLength, maxChain    int

	literal, dist, lens     tree
	heap                    heap
	counts                  [maxBits + 1]uint16
	symbols                 []symbol
	symbolLimit             int
	optimalBits, staticBits int
	slides                  int // matches in the block, or slides of the window while storing

	pending      []byte // what waits for room in the output
	pendingLimit int
	bits         uint64
	bitCount     int
}

type stage uint8

const (
	stageStart stage = iota
	stageBusy
	stageFinishing // the last block is in the output, or waits for room
)

// Flushes that were none: there was none yet, or it must be done again.
const (
	noFlushYet Flush = -2
	flushAgain Flush = -1
)

// NewCompressor returns a compressor with zlib's own parameters: a level from
// 0 to 9, or -1 for 6; bits of the window from 8 to 15; how much memory it may
// use, from 1 to 9. (deflateInit2)
func NewCompressor(format Format, lvl, windowBits, memLevel int, strategy Strategy) *Compressor {
	if lvl < 0 {
		lvl = 6
	}
	windowBits = max(9, windowBits)
	c := &Compressor{
		format: format, level: lvl, strategy: strategy, windowBits: windowBits,
		window:      newWindow(windowBits, max(15, memLevel+7)),
		symbolLimit: 1<<(memLevel+6) - 1, pendingLimit: 4 << (memLevel + 6),
	}
	c.symbols = make([]symbol, 0, c.symbolLimit)
	c.literal, c.dist, c.lens = newTrees()
	c.Reset()
	return c
}

// Reset begins another stream. (deflateReset)
func (c *Compressor) Reset() {
	c.total, c.stage, c.lastFlush = 0, stageStart, noFlushYet
	c.sum = newSum(c.format)
	c.pending, c.bits, c.bitCount = c.pending[:0], 0, 0
	c.startBlock()
	c.tune()
	w := &c.window
	w.clearHash()
	w.start, w.block, w.lookahead, w.unhashed = 0, 0, 0, 0
	c.matchLength, c.prevLength, c.waiting = minMatch-1, minMatch-1, false
}

func newSum(format Format) hash.Hash32 {
	if format == Gzip {
		return crc32.NewIEEE()
	}
	return adler32.New()
}

// tune takes over what the level says.
func (c *Compressor) tune() {
	l := levels[c.level]
	c.goodLength, c.maxLazy, c.niceLength, c.maxChain = l.goodLength, l.maxLazy, l.niceLength, l.maxChain
}

// SetDictionary lets matches reach into a text that the reader knows too.
// (deflateSetDictionary)
func (c *Compressor) SetDictionary(dictionary []byte) Status {
	w := &c.window
	if c.format == Gzip || c.format == Zlib && c.stage != stageStart || w.lookahead > 0 {
		return StreamError
	}
	if c.format == Zlib {
		c.sum.Write(dictionary)
	}
	if len(dictionary) >= w.size {
		if c.format == Raw {
			w.clearHash()
			w.start, w.block, w.unhashed = 0, 0, 0
		}
		dictionary = dictionary[len(dictionary)-w.size:]
	}
	format, total := c.format, c.total
	c.format, c.in = Raw, dictionary // its sum is not that of the data
	c.fill()
	for w.lookahead >= minMatch {
		for range w.lookahead - (minMatch - 1) {
			w.insert(w.start)
			w.start++
		}
		w.lookahead = minMatch - 1
		c.fill()
	}
	w.start += w.lookahead
	w.block, w.unhashed, w.lookahead = w.start, w.lookahead, 0
	c.matchLength, c.prevLength, c.waiting = minMatch-1, minMatch-1, false
	c.format, c.total, c.in = format, total, nil
	return OK
}

// SetParams changes level and strategy; what was put in before is compressed
// as before. (deflateParams)
func (c *Compressor) SetParams(lvl int, strategy Strategy) Status {
	if lvl < 0 {
		lvl = 6
	}
	stored := func(l int) int { return min(l, 1) + min(l/4, 1) } // which function a level has
	if (strategy != c.strategy || stored(lvl) != stored(c.level)) && c.lastFlush != noFlushYet {
		if _, _, status := c.Compress(nil, nil, Block); status == StreamError {
			return status
		}
		if c.window.start-c.window.block+c.window.lookahead > 0 {
			return BufError
		}
	}
	if c.level != lvl {
		if c.level == 0 && c.slides != 0 {
			if c.slides == 1 {
				c.window.slideHash()
			} else {
				c.window.clearHash()
			}
			c.slides = 0
		}
		c.level = lvl
		c.tune()
	}
	c.strategy = strategy
	return OK
}

// Compress reads input and writes output, as far as there is any and there is
// room, and returns how much of each. (deflate)
func (c *Compressor) Compress(in, out []byte, flush Flush) (read, written int, status Status) {
	c.in, c.out = in, out
	status = c.compress(flush)
	read, written = len(in)-len(c.in), len(out)-len(c.out)
	c.in, c.out = nil, nil
	return read, written, status
}

// rank orders flushes by how much they do.
func rank(f Flush) int {
	if f > Finish {
		return int(f)*2 - 9
	}
	return int(f) * 2
}

func (c *Compressor) compress(flush Flush) Status {
	if c.stage == stageFinishing && flush != Finish {
		return StreamError
	}
	if len(c.out) == 0 {
		return BufError
	}
	last := c.lastFlush
	c.lastFlush = flush
	if len(c.pending) > 0 {
		if c.drain(); len(c.out) == 0 {
			c.lastFlush = flushAgain
			return OK
		}
	} else if len(c.in) == 0 && rank(flush) <= rank(last) && flush != Finish {
		return BufError
	}
	if c.stage == stageFinishing && len(c.in) > 0 {
		return BufError
	}
	if c.stage == stageStart {
		c.stage = stageBusy
		c.sendFormat()
		if c.drain(); len(c.pending) > 0 {
			c.lastFlush = flushAgain
			return OK
		}
	}
	if len(c.in) > 0 || c.window.lookahead > 0 || flush != NoFlush && c.stage != stageFinishing {
		switch came := c.strategyOf()(c, flush); came {
		case finishStarted, needMore:
			if came == finishStarted {
				c.stage = stageFinishing
			}
			if len(c.out) == 0 {
				c.lastFlush = flushAgain
			}
			return OK
		case finishDone:
			c.stage = stageFinishing
		case blockDone:
			c.endFlush(flush)
			if c.drain(); len(c.out) == 0 {
				c.lastFlush = flushAgain
				return OK
			}
		}
	}
	if flush != Finish {
		return OK
	}
	c.sendSum()
	c.drain()
	if len(c.pending) > 0 {
		return OK
	}
	return StreamEnd
}

// strategyOf is what compresses.
func (c *Compressor) strategyOf() func(*Compressor, Flush) progress {
	switch {
	case c.level == 0:
	case c.strategy == HuffmanOnly:
		return (*Compressor).compressLiterals
	case c.strategy == RunLength:
		return (*Compressor).compressRuns
	}
	return levels[c.level].compress
}

// endFlush marks the place of a flush.
func (c *Compressor) endFlush(flush Flush) {
	switch flush {
	case PartialFlush:
		c.alignPartly()
	case SyncFlush:
		c.storeBlock(nil, false)
	case FullFlush:
		c.storeBlock(nil, false)
		w := &c.window
		w.clearHash()
		if w.lookahead == 0 {
			w.start, w.block, w.unhashed = 0, 0, 0
		}
	}
}

// Numbers of the headers.
const (
	methodDeflate  = 8
	dictionaryFlag = 0x20
	gzipMagic1     = 0x1f
	gzipMagic2     = 0x8b
	systemUnix     = 3
)

// sendFormat sends what stands before the data. (RFC 1950 and 1952)
func (c *Compressor) sendFormat() {
	fastest := c.strategy >= HuffmanOnly || c.level < 2
	switch c.format {
	case Gzip:
		hint := byte(0)
		if c.level == 9 {
			hint = 2
		} else if fastest {
			hint = 4
		}
		c.put(gzipMagic1, gzipMagic2, methodDeflate, 0, 0, 0, 0, 0, hint, systemUnix)
	case Zlib:
		hint := 3
		switch {
		case fastest:
			hint = 0
		case c.level < 6:
			hint = 1
		case c.level == 6:
			hint = 2
		}
		header := (methodDeflate+(c.windowBits-8)<<4)<<8 | hint<<6
		if c.window.start != 0 {
			header |= dictionaryFlag
		}
		header += 31 - header%31
		c.put(byte(header>>8), byte(header))
		if c.window.start != 0 {
			c.putSum()
		}
		c.sum.Reset()
	}
}

func (c *Compressor) putSum() {
	sum := c.sum.Sum32()
	c.put(byte(sum>>24), byte(sum>>16), byte(sum>>8), byte(sum))
}

// sendSum sends what stands behind the data, once.
func (c *Compressor) sendSum() {
	if c.sum == nil {
		return
	}
	switch c.format {
	case Gzip:
		for _, n := range []uint32{c.sum.Sum32(), uint32(c.total)} {
			c.put(byte(n), byte(n>>8), byte(n>>16), byte(n>>24))
		}
	case Zlib:
		c.putSum()
	}
	c.sum = nil
}

// read copies input to somewhere, as much as there is.
func (c *Compressor) read(to []byte) int {
	count := copy(to, c.in)
	if c.format != Raw {
		c.sum.Write(c.in[:count])
	}
	c.in = c.in[count:]
	c.total += count
	return count
}

// drain moves what waits to the output. (flush_pending)
func (c *Compressor) drain() {
	c.flushBits()
	count := copy(c.out, c.pending)
	c.out = c.out[count:]
	c.pending = c.pending[:copy(c.pending, c.pending[count:])]
}
