package zlib

// progress is how far a call of a strategy came.
type progress uint8

const (
	needMore      progress = iota // input, or room for output
	blockDone                     // all input is in blocks
	finishStarted                 // the last block waits for room
	finishDone
)

// level is how hard matches are looked for. (configuration_table in deflate.c)
type level struct {
	goodLength int // from here on the chain is followed less far
	maxLazy    int // from here on no better match is looked for
	niceLength int // from here on the search ends
	maxChain   int
	compress   func(*Compressor, Flush) progress
}

var levels = [10]level{
	{0, 0, 0, 0, (*Compressor).store},
	{4, 4, 8, 4, (*Compressor).compressFast},
	{4, 5, 16, 8, (*Compressor).compressFast},
	{4, 6, 32, 32, (*Compressor).compressFast},
	{4, 4, 16, 16, (*Compressor).compressLazily},
	{8, 16, 32, 32, (*Compressor).compressLazily},
	{8, 16, 128, 128, (*Compressor).compressLazily},
	{8, 32, 128, 256, (*Compressor).compressLazily},
	{32, 128, 258, 1024, (*Compressor).compressLazily},
	{32, 258, 258, 4096, (*Compressor).compressLazily},
}

// cut ends the block at the place that is being compressed, and reports
// whether there is still room for output.
func (c *Compressor) cut(last bool) bool {
	w := &c.window
	var data []byte
	if w.block >= 0 {
		data = w.data[w.block:w.start]
	}
	c.endBlock(data, w.start-w.block, last)
	w.block = w.start
	c.drain()
	return len(c.out) > 0
}

// ensure reads until there are more than enough bytes ahead: whether there are
// enough to go on, and whether it is the end instead.
func (c *Compressor) ensure(enough int, flush Flush) (goOn, end bool) {
	w := &c.window
	if w.lookahead < enough {
		c.fill()
		if w.lookahead < enough && flush == NoFlush {
			return false, false
		}
		if w.lookahead == 0 {
			return false, true
		}
	}
	return true, false
}

// finish ends what a strategy has begun when all input is used up.
func (c *Compressor) finish(flush Flush, unhashed int) progress {
	c.window.unhashed = unhashed
	if flush == Finish {
		if !c.cut(true) {
			return finishStarted
		}
		return finishDone
	}
	if len(c.symbols) > 0 && !c.cut(false) {
		return needMore
	}
	return blockDone
}

// compressFast takes the first match it finds.
func (c *Compressor) compressFast(flush Flush) progress {
	w := &c.window
	for {
		goOn, end := c.ensure(minLookahead, flush)
		if end {
			break
		}
		if !goOn {
			return needMore
		}
		before := 0
		if w.lookahead >= minMatch {
			before = w.insert(w.start)
		}
		if before != 0 && w.start-before <= w.reach() {
			c.matchLength = c.longestMatch(before)
		}
		var full bool
		if c.matchLength >= minMatch {
			full = c.addMatch(w.start-c.matchStart, c.matchLength)
			w.lookahead -= c.matchLength
			if c.matchLength <= c.maxLazy && w.lookahead >= minMatch {
				for range c.matchLength - 1 {
					w.start++
					w.insert(w.start)
				}
				w.start++
			} else {
				w.start += c.matchLength
			}
			c.matchLength = 0
		} else {
			full = c.addLiteral(w.data[w.start])
			w.lookahead--
			w.start++
		}
		if full && !c.cut(false) {
			return needMore
		}
	}
	return c.finish(flush, min(w.start, minMatch-1))
}

// compressLazily takes a match only if there is no better one a byte on.
func (c *Compressor) compressLazily(flush Flush) progress {
	w := &c.window
	for {
		goOn, end := c.ensure(minLookahead, flush)
		if end {
			break
		}
		if !goOn {
			return needMore
		}
		before := 0
		if w.lookahead >= minMatch {
			before = w.insert(w.start)
		}
		c.prevLength, c.prevMatch = c.matchLength, c.matchStart
		c.matchLength = minMatch - 1
		if before != 0 && c.prevLength < c.maxLazy && w.start-before <= w.reach() {
			c.matchLength = c.longestMatch(before)
			tooShort := c.strategy == Filtered || c.matchLength == minMatch && w.start-c.matchStart > tooFar
			if c.matchLength <= 5 && tooShort {
				c.matchLength = minMatch - 1
			}
		}
		switch {
		case c.prevLength >= minMatch && c.matchLength <= c.prevLength:
			lastHash := w.start + w.lookahead - minMatch
			full := c.addMatch(w.start-1-c.prevMatch, c.prevLength)
			w.lookahead -= c.prevLength - 1
			for range c.prevLength - 2 {
				w.start++
				if w.start <= lastHash {
					w.insert(w.start)
				}
			}
			c.waiting = false
			c.matchLength, c.prevLength = minMatch-1, 0
			w.start++
			if full && !c.cut(false) {
				return needMore
			}
		case c.waiting:
			if c.addLiteral(w.data[w.start-1]) {
				c.cut(false)
			}
			w.start++
			w.lookahead--
			if len(c.out) == 0 {
				return needMore
			}
		default:
			c.waiting = true
			w.start++
			w.lookahead--
		}
	}
	if c.waiting {
		c.addLiteral(w.data[w.start-1])
		c.waiting = false
	}
	return c.finish(flush, min(w.start, minMatch-1))
}

// compressRuns takes only repetitions of the last byte as matches.
func (c *Compressor) compressRuns(flush Flush) progress {
	w := &c.window
	for {
		goOn, end := c.ensure(maxMatch+1, flush)
		if end {
			break
		}
		if !goOn {
			return needMore
		}
		length := 0
		if w.lookahead >= minMatch && w.start > 0 {
			most := min(maxMatch, w.lookahead)
			for length < most && w.data[w.start+length] == w.data[w.start-1] {
				length++
			}
		}
		var full bool
		if length >= minMatch {
			full = c.addMatch(1, length)
		} else {
			length = 1
			full = c.addLiteral(w.data[w.start])
		}
		w.lookahead -= length
		w.start += length
		if full && !c.cut(false) {
			return needMore
		}
	}
	return c.finish(flush, 0)
}

// compressLiterals looks for no matches.
func (c *Compressor) compressLiterals(flush Flush) progress {
	w := &c.window
	for {
		goOn, end := c.ensure(1, flush)
		if end {
			break
		}
		if !goOn {
			return needMore
		}
		full := c.addLiteral(w.data[w.start])
		w.lookahead--
		w.start++
		if full && !c.cut(false) {
			return needMore
		}
	}
	return c.finish(flush, 0)
}

const longestStored = 65535

// store copies the input as it is, straight into the output where it can.
// (deflate_stored in deflate.c)
func (c *Compressor) store(flush Flush) progress {
	w := &c.window
	given := c.in
	worth := min(c.pendingLimit-5, w.size)
	last := false
	for {
		header := (c.bitCount + 42) >> 3
		if len(c.out) < header {
			break
		}
		left := w.start - w.block
		length := min(longestStored, left+len(c.in), len(c.out)-header)
		all := length == left+len(c.in)
		if length < worth && (length == 0 && flush != Finish || flush == NoFlush || !all) {
			break
		}
		last = flush == Finish && all
		c.storeBlock(nil, last)
		size := uint16(length)
		copy(c.pending[len(c.pending)-4:], []byte{byte(size), byte(size >> 8), byte(^size), byte(^size >> 8)})
		c.drain()
		if left > 0 {
			left = min(left, length)
			copy(c.out, w.data[w.block:w.block+left])
			c.out = c.out[left:]
			w.block += left
			length -= left
		}
		if length > 0 {
			c.read(c.out[:length])
			c.out = c.out[length:]
		}
		if last {
			break
		}
	}
	c.keepStored(given[:len(given)-len(c.in)])
	if last {
		return finishDone
	}
	if flush != NoFlush && flush != Finish && len(c.in) == 0 && w.start == w.block {
		return blockDone
	}
	c.readStored()
	// What found no room in the output goes into a block that waits.
	room := min(c.pendingLimit-(c.bitCount+42)>>3, longestStored)
	left := w.start - w.block
	if left >= min(room, w.size) || (left > 0 || flush == Finish) && flush != NoFlush && len(c.in) == 0 && left <= room {
		length := min(left, room)
		last = flush == Finish && len(c.in) == 0 && length == left
		c.storeBlock(w.data[w.block:w.block+length], last)
		w.block += length
		c.drain()
	}
	if last {
		return finishStarted
	}
	return needMore
}

// keepStored puts what was copied to the output into the window, for matches
// that are looked for after a change of level.
func (c *Compressor) keepStored(used []byte) {
	w := &c.window
	if len(used) > 0 {
		if len(used) >= w.size {
			c.slides = 2 // the table is of no use any more
			copy(w.data, used[len(used)-w.size:])
			w.start = w.size
			w.unhashed = w.start
		} else {
			if 2*w.size-w.start <= len(used) {
				c.slideStored()
			}
			copy(w.data[w.start:], used)
			w.start += len(used)
			w.unhashed += min(len(used), w.size-w.unhashed)
		}
		w.block = w.start
	}
	w.used = max(w.used, w.start)
}

func (c *Compressor) slideStored() {
	w := &c.window
	block := w.block
	w.slide(w.start)
	w.block = block
	c.slides = min(2, c.slides+1)
}

// readStored reads what is left of the input into the window.
func (c *Compressor) readStored() {
	w := &c.window
	room := 2*w.size - w.start
	if len(c.in) > room && w.block >= w.size {
		w.block -= w.size
		c.slideStored()
		room += w.size
	}
	if room = min(room, len(c.in)); room > 0 {
		c.read(w.data[w.start : w.start+room])
		w.start += room
		w.unhashed += min(room, w.size-w.unhashed)
	}
	w.used = max(w.used, w.start)
}
