package zlib

// tree is one of the three trees of a block.
type tree struct {
	nodes   []node
	fixed   []node // the tree that needs not be sent, nil if there is none
	extra   []uint8
	base    int // from which symbol on there are extra bits
	symbols int
	longest int // of a code, in bits
	largest int // symbol that occurs
}

func newTrees() (literal, dist, lens tree) {
	literal = tree{
		nodes: make([]node, heapSize), fixed: static.literal[:], extra: extraLength[:], base: literals + 1, symbols: litCodes,
		longest: maxBits,
	}
	dist = tree{nodes: make([]node, 2*distCodes+1), fixed: static.dist[:], extra: extraDist[:], symbols: distCodes, longest: maxBits}
	lens = tree{nodes: make([]node, 2*lenCodes+1), extra: extraLen[:], symbols: lenCodes, longest: maxLenBits}
	return literal, dist, lens
}

// heap is the nodes that have no parent yet, the rarest first, and after them
// those that have one, in order of their frequency.
type heap struct {
	at     [heapSize]int // from 1
	length int
	sorted int // where the nodes with parents begin
	depth  [heapSize]uint8
}

func (h *heap) less(nodes []node, a, b int) bool {
	return nodes[a].freq < nodes[b].freq || nodes[a].freq == nodes[b].freq && h.depth[a] <= h.depth[b]
}

// sink moves the node at k down to where it belongs.
func (h *heap) sink(nodes []node, k int) {
	moved := h.at[k]
	for j := 2 * k; j <= h.length; j *= 2 {
		if j < h.length && h.less(nodes, h.at[j+1], h.at[j]) {
			j++
		}
		if h.less(nodes, moved, h.at[j]) {
			break
		}
		h.at[k] = h.at[j]
		k = j
	}
	h.at[k] = moved
}

// build makes the codes of a tree from its frequencies. (build_tree in trees.c)
func (c *Compressor) build(t *tree) {
	h := &c.heap
	nodes := t.nodes
	h.length, h.sorted, t.largest = 0, heapSize, -1
	for n := range t.symbols {
		if nodes[n].freq == 0 {
			nodes[n].length = 0
			continue
		}
		h.length++
		h.at[h.length] = n
		t.largest = n
		h.depth[n] = 0
	}
	// A tree has at least two codes, even if no symbol occurs.
	for h.length < 2 {
		n := 0
		if t.largest < 2 {
			t.largest++
			n = t.largest
		}
		h.length++
		h.at[h.length] = n
		nodes[n].freq = 1
		h.depth[n] = 0
		c.optimalBits--
		if t.fixed != nil {
			c.staticBits -= int(t.fixed[n].length)
		}
	}
	for n := h.length / 2; n >= 1; n-- {
		h.sink(nodes, n)
	}
	next := t.symbols
	for {
		first := h.at[1]
		h.at[1] = h.at[h.length]
		h.length--
		h.sink(nodes, 1)
		second := h.at[1]
		h.sorted--
		h.at[h.sorted] = first
		h.sorted--
		h.at[h.sorted] = second
		nodes[next].freq = nodes[first].freq + nodes[second].freq
		h.depth[next] = max(h.depth[first], h.depth[second]) + 1
		nodes[first].parent, nodes[second].parent = uint16(next), uint16(next)
		h.at[1] = next
		next++
		h.sink(nodes, 1)
		if h.length < 2 {
			break
		}
	}
	h.sorted--
	h.at[h.sorted] = h.at[1]
	c.assignLengths(t)
	assignCodes(nodes, t.largest, &c.counts)
}

// assignLengths makes the lengths of the codes, none longer than allowed, and
// counts what the block will take. (gen_bitlen in trees.c)
func (c *Compressor) assignLengths(t *tree) {
	h := &c.heap
	nodes := t.nodes
	c.counts = [maxBits + 1]uint16{}
	nodes[h.at[h.sorted]].length = 0 // the root
	over := 0
	at := h.sorted + 1
	for ; at < heapSize; at++ {
		n := h.at[at]
		bits := int(nodes[nodes[n].parent].length) + 1
		if bits > t.longest {
			bits = t.longest
			over++
		}
		nodes[n].length = uint16(bits)
		if n > t.largest || n >= t.symbols {
			continue // not a leaf
		}
		c.counts[bits]++
		extra := 0
		if n >= t.base {
			extra = int(t.extra[n-t.base])
		}
		freq := int(nodes[n].freq)
		c.optimalBits += freq * (bits + extra)
		if t.fixed != nil {
			c.staticBits += freq * (int(t.fixed[n].length) + extra)
		}
	}
	if over == 0 {
		return
	}
	// Leaves move down to make room for those that are too deep.
	for over > 0 {
		bits := t.longest - 1
		for c.counts[bits] == 0 {
			bits--
		}
		c.counts[bits]--
		c.counts[bits+1] += 2
		c.counts[t.longest]--
		over -= 2
	}
	at = heapSize
	for bits := t.longest; bits != 0; bits-- {
		for left := c.counts[bits]; left != 0; {
			at--
			n := h.at[at]
			if n > t.largest || n >= t.symbols {
				continue
			}
			if int(nodes[n].length) != bits {
				c.optimalBits += (bits - int(nodes[n].length)) * int(nodes[n].freq)
				nodes[n].length = uint16(bits)
			}
			left--
		}
	}
}

// lengthRuns calls emit for each run in the code lengths of a tree: the code
// that stands for it, and how often its length occurs. (scan_tree in trees.c)
func lengthRuns(nodes []node, largest int, emit func(code, count int)) {
	previous := -1
	next := int(nodes[0].length)
	count := 0
	most, least := limitsOfRun(next, -2)
	for n := 0; n <= largest; n++ {
		current := next
		next = -1 // nothing is as the end
		if n < largest {
			next = int(nodes[n+1].length)
		}
		count++
		if count < most && current == next {
			continue
		}
		switch {
		case count < least:
			for range count {
				emit(current, 1)
			}
		case current != 0:
			if current != previous {
				emit(current, 1)
				count--
			}
			emit(repeatLast, count)
		case count <= 10:
			emit(zerosShort, count)
		default:
			emit(zerosLong, count)
		}
		count = 0
		previous = current
		most, least = limitsOfRun(next, current)
	}
}

// limitsOfRun is how long the next run may be, and from where on it is one.
func limitsOfRun(next, current int) (most, least int) {
	switch {
	case next == 0:
		return longestCode, 3
	case next == current:
		return 6, 3
	}
	return 7, 4
}

// countLengths adds the code lengths of a tree to the frequencies of their codes.
func (c *Compressor) countLengths(t *tree) {
	lengthRuns(t.nodes, t.largest, func(code, count int) { c.lens.nodes[code].freq++ })
}

// sendLengths sends the code lengths of a tree.
func (c *Compressor) sendLengths(t *tree) {
	lengthRuns(t.nodes, t.largest, func(code, count int) {
		c.sendCode(c.lens.nodes[code])
		switch code {
		case repeatLast:
			c.send(count-3, 2)
		case zerosShort:
			c.send(count-3, 3)
		case zerosLong:
			c.send(count-11, 7)
		}
	})
}

// buildLens makes the tree of the code lengths, and returns the last of them
// that must be sent.
func (c *Compressor) buildLens() int {
	c.countLengths(&c.literal)
	c.countLengths(&c.dist)
	c.build(&c.lens)
	last := lenCodes - 1
	for last >= 3 && c.lens.nodes[lenOrder[last]].length == 0 {
		last--
	}
	c.optimalBits += 3*(last+1) + 5 + 5 + 4
	return last
}

// symbol is a literal, or a match: its length less minMatch and its distance.
type symbol struct {
	dist  uint16
	value uint8
}

// startBlock begins a block without symbols.
func (c *Compressor) startBlock() {
	for _, t := range []*tree{&c.literal, &c.dist, &c.lens} {
		for n := range t.symbols {
			t.nodes[n].freq = 0
		}
	}
	c.literal.nodes[endOfBlock].freq = 1
	c.optimalBits, c.staticBits, c.slides = 0, 0, 0
	c.symbols = c.symbols[:0]
}

// addLiteral adds a byte to the block, and reports whether the block is full.
func (c *Compressor) addLiteral(b byte) bool {
	c.symbols = append(c.symbols, symbol{value: b})
	c.literal.nodes[b].freq++
	return len(c.symbols) == c.symbolLimit
}

// addMatch adds a match to the block, and reports whether the block is full.
func (c *Compressor) addMatch(dist, length int) bool {
	c.symbols = append(c.symbols, symbol{dist: uint16(dist), value: uint8(length - minMatch)})
	c.slides++
	c.literal.nodes[int(static.lengthCode[length-minMatch])+literals+1].freq++
	c.dist.nodes[static.codeOfDist(dist-1)].freq++
	return len(c.symbols) == c.symbolLimit
}

// Kinds of blocks.
const (
	storedBlock = iota
	staticBlock
	dynamicBlock
)

// endBlock sends the block in whichever form is the shortest. data is what it
// was made of, and nil if the window does not hold it any more; size is how
// much that was. (_tr_flush_block in trees.c)
func (c *Compressor) endBlock(data []byte, size int, last bool) {
	shortest, fixed := size+5, size+5
	lastLen := 0
	if c.level > 0 {
		c.build(&c.literal)
		c.build(&c.dist)
		lastLen = c.buildLens()
		shortest, fixed = (c.optimalBits+3+7)>>3, (c.staticBits+3+7)>>3
		if fixed <= shortest || c.strategy == Fixed {
			shortest = fixed
		}
	}
	switch {
	case size+4 <= shortest && data != nil:
		c.storeBlock(data, last)
	case fixed == shortest:
		c.sendHeader(staticBlock, last)
		c.sendSymbols(static.literal[:], static.dist[:])
	default:
		c.sendHeader(dynamicBlock, last)
		c.send(c.literal.largest+1-257, 5)
		c.send(c.dist.largest+1-1, 5)
		c.send(lastLen+1-4, 4)
		for i := 0; i <= lastLen; i++ {
			c.send(int(c.lens.nodes[lenOrder[i]].length), 3)
		}
		c.sendLengths(&c.literal)
		c.sendLengths(&c.dist)
		c.sendSymbols(c.literal.nodes, c.dist.nodes)
	}
	c.startBlock()
	if last {
		c.align()
	}
}

func (c *Compressor) sendHeader(kind int, last bool) {
	bit := 0
	if last {
		bit = 1
	}
	c.send(kind<<1+bit, 3)
}

// storeBlock sends bytes as they are.
func (c *Compressor) storeBlock(data []byte, last bool) {
	c.sendHeader(storedBlock, last)
	c.align()
	size := uint16(len(data))
	c.put(byte(size), byte(size>>8), byte(^size), byte(^size>>8))
	c.put(data...)
}

// sendSymbols sends the symbols of the block, and its end.
func (c *Compressor) sendSymbols(literal, dist []node) {
	for _, s := range c.symbols {
		if s.dist == 0 {
			c.sendCode(literal[s.value])
			continue
		}
		code := int(static.lengthCode[s.value])
		c.sendCode(literal[code+literals+1])
		c.send(int(s.value)-static.baseLength[code], int(extraLength[code]))
		away := int(s.dist) - 1
		code = static.codeOfDist(away)
		c.sendCode(dist[code])
		c.send(away-static.baseDist[code], int(extraDist[code]))
	}
	c.sendCode(literal[endOfBlock])
}

// alignPartly sends an empty block of ten bits, so that all before it can be
// read. (_tr_align in trees.c)
func (c *Compressor) alignPartly() {
	c.send(staticBlock<<1, 3)
	c.sendCode(static.literal[endOfBlock])
	c.flushBits()
}

// --- bits ---

func (c *Compressor) sendCode(n node) { c.send(int(n.code), int(n.length)) }

func (c *Compressor) send(value, length int) {
	c.bits |= uint64(value) << c.bitCount
	c.bitCount += length
	if c.bitCount >= 32 {
		c.put(byte(c.bits), byte(c.bits>>8), byte(c.bits>>16), byte(c.bits>>24))
		c.bits >>= 32
		c.bitCount -= 32
	}
}

// flushBits moves whole bytes out.
func (c *Compressor) flushBits() {
	for c.bitCount >= 8 {
		c.put(byte(c.bits))
		c.bits >>= 8
		c.bitCount -= 8
	}
}

// align fills the last byte with zeros.
func (c *Compressor) align() {
	c.flushBits()
	if c.bitCount > 0 {
		c.put(byte(c.bits))
	}
	c.bits, c.bitCount = 0, 0
}

func (c *Compressor) put(data ...byte) { c.pending = append(c.pending, data...) }
