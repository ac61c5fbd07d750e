package zlib

const (
	minLookahead = maxMatch + minMatch + 1
	tooFar       = 4096 // a match of three bytes from farther away is not worth it
	hashBytes    = 4    // that a hash is made of
)

// window is what can be looked back at: twice as long as a match may reach, and
// slid down by half when it is full.
type window struct {
	data      []byte
	size      int // how far back a match may reach, as a power of 2
	used      int // to where data has been written to at any time
	start     int // the place that is being compressed
	lookahead int // bytes from there on that have been read
	block     int // where the block began; it may be less than 0
	unhashed  int // places before start that are not in the table yet

	head []uint16 // the last place of each hash
	prev []uint16 // the place before with the same hash, by place
	mask uint32   // of hashes
}

func newWindow(bits, hashBits int) window {
	size := 1 << bits
	return window{
		data: make([]byte, 2*size+8), size: size, head: make([]uint16, 1<<hashBits), prev: make([]uint16, size),
		mask: 1<<hashBits - 1,
	}
}

// reach is how far back a match is looked for.
func (w *window) reach() int { return w.size - minLookahead }

// insert enters a place in the table, and returns the place before with the
// same hash. (insert_string, in contrib/optimizations/insert_string.h)
func (w *window) insert(place int) int {
	d := w.data[place : place+hashBytes]
	value := uint32(d[0]) | uint32(d[1])<<8 | uint32(d[2])<<16 | uint32(d[3])<<24
	h := (value*66521 + 66521) >> 16 & w.mask
	before := w.head[h]
	w.prev[place&(w.size-1)] = before
	w.head[h] = uint16(place)
	return int(before)
}

func (w *window) clearHash() { clear(w.head) }

// slideHash lowers all places by the size of a window.
func (w *window) slideHash() {
	for _, list := range [][]uint16{w.head, w.prev} {
		for i, place := range list {
			list[i] = uint16(max(0, int(place)-w.size))
		}
	}
}

// slide moves the upper half down.
func (w *window) slide(from int) {
	copy(w.data, w.data[w.size:from])
	w.start -= w.size
	w.block -= w.size
	w.unhashed = min(w.unhashed, w.start)
}

// fill reads as much input as there is room for. (fill_window in deflate.c)
func (c *Compressor) fill() {
	w := &c.window
	whole := 2 * w.size
	for {
		room := whole - w.lookahead - w.start
		if w.start >= w.size+w.reach() {
			w.slide(w.size + w.size - room)
			c.matchStart -= w.size
			w.slideHash()
			room += w.size
		}
		if len(c.in) == 0 {
			break
		}
		at := w.start + w.lookahead
		w.lookahead += c.read(w.data[at : at+room])
		if w.lookahead+w.unhashed >= hashBytes {
			for place := w.start - w.unhashed; w.unhashed > 0; place++ {
				w.insert(place)
				w.unhashed--
				if w.lookahead+w.unhashed < hashBytes {
					break
				}
			}
		}
		if w.lookahead >= minLookahead || len(c.in) == 0 {
			break
		}
	}
	// What lies behind is looked at when a match is as long as can be: it must
	// be the same each time.
	end := w.start + w.lookahead
	if until := min(end+maxMatch, whole); w.used < until {
		clear(w.data[max(w.used, end):until])
		w.used = until
	}
}

// longestMatch follows the places with the same hash from a place on, and
// returns the length of the best match; where it is, is kept in matchStart.
// (longest_match in deflate.c)
func (c *Compressor) longestMatch(place int) int {
	w := &c.window
	chain, best, nice := c.maxChain, c.prevLength, c.niceLength
	limit := max(0, w.start-w.reach())
	data, scan := w.data, w.start
	if c.prevLength >= c.goodLength {
		chain >>= 2
	}
	nice = min(nice, w.lookahead)
	for {
		if data[place+best] == data[scan+best] && data[place+best-1] == data[scan+best-1] &&
			data[place] == data[scan] && data[place+1] == data[scan+1] {
			length := 3 // the third byte is the same, as the hash is
			for length < maxMatch && data[scan+length] == data[place+length] {
				length++
			}
			if length > best {
				c.matchStart = place
				best = length
				if length >= nice {
					break
				}
			}
		}
		place = int(w.prev[place&(w.size-1)])
		if place <= limit {
			break
		}
		if chain--; chain == 0 {
			break
		}
	}
	return min(best, w.lookahead)
}
