package regexp

// V8 writes loops without groups down several times instead of counting, if
// there are few turns and the copies do not become too many.
const (
	maxUnrolled = 3
	maxCopies   = 6
)

const maxCleared = 64

// repeat writes a loop: as a run if a turn is a single character, unrolled if
// it is short, or with a choice and perhaps a counter a turn.
func (b *builder) repeat(n *repeatNode, back bool) {
	if n.max == 0 {
		return
	}
	body := b.measures.of(n.body)
	switch {
	case body.fewest > 0 && body.end == body.first && (b.run(n, back) || b.unroll(n, back)):
	case n.min == 0 && n.max == 1:
		b.maybe(n, back)
	case n.min == 1 && n.max == infinite && body.fewest > 0:
		b.plus(n, back)
	default:
		b.loop(n, back)
	}
}

// run writes a loop over single characters.
func (b *builder) run(n *repeatNode, back bool) bool {
	set := b.single(n.body)
	if set == nil || set.points && n.lazy || len(set.set) == 0 {
		return false
	}
	op := opRun
	switch {
	case set.points:
		op = opRunPoints
	case n.lazy:
		op = opRunLazy
	}
	b.add(instruction{op: op, step: step(back), a: b.class(set.set), b: int32(n.min), c: int32(n.max)})
	b.choice()
	return true
}

// single is the set of a node that matches one character.
func (b *builder) single(n node) *setNode {
	switch n := n.(type) {
	case *setNode:
		return n
	case *literalNode:
		if len(n.units) == 1 {
			return &setNode{set: b.forms(n.units[0])}
		}
	case *groupNode:
		return b.single(n.body)
	}
	return nil
}

func (b *builder) unroll(n *repeatNode, back bool) bool {
	optional := 0
	if n.max > n.min {
		optional = 1
	}
	if n.min > 0 && n.min <= maxUnrolled {
		if copies := b.copies; b.expand(n.min + optional) {
			for range n.min {
				b.emit(n.body, back)
			}
			rest := &repeatNode{body: n.body, max: n.max, lazy: n.lazy}
			if n.max != infinite {
				rest.max -= n.min
			}
			b.repeat(rest, back)
			b.copies = copies
			return true
		}
	}
	if n.min > 0 {
		return false
	}
	if copies := b.copies; n.max <= maxUnrolled && b.expand(n.max) {
		b.optional(n, back)
		b.copies = copies
		return true
	}
	return !n.lazy && n.max == infinite && b.fixed(n, back)
}

// expand asks for more copies of what comes.
func (b *builder) expand(factor int) bool {
	if factor > maxCopies || b.copies*factor > maxCopies {
		return false
	}
	b.copies *= factor
	return true
}

// optional writes a body that may match up to a few times.
func (b *builder) optional(n *repeatNode, back bool) {
	var exits []int32
	for range n.max {
		exits = append(exits, b.fork(n, back))
		b.emit(n.body, back)
	}
	for _, exit := range exits {
		b.code[exit].a = b.here()
	}
	b.choice()
}

// fork writes the choice between a body, which follows, and what comes after it.
func (b *builder) fork(n *repeatNode, back bool) int32 {
	fork := instruction{op: opTry, step: step(back), b: none, peek: none}
	if n.lazy {
		fork.op = opSkip
	} else {
		fork.peek = b.peek(n.body, back)
	}
	at := b.add(fork)
	b.choice()
	return at
}

// maybe writes a body with groups, or one that can match nothing, that may
// match once. Its groups are clear already, so there is nothing to count.
func (b *builder) maybe(n *repeatNode, back bool) {
	fork := b.fork(n, back)
	b.turn(n, none, back)
	b.code[fork].a = b.here()
	b.choice()
}

// turn writes the body of a loop. A turn that can match nothing is marked where
// it begins, and fails at its end if it did match nothing and the counter has
// reached the minimum.
func (b *builder) turn(n *repeatNode, counter int32, back bool) {
	if b.measures.of(n.body).fewest > 0 {
		b.emit(n.body, back)
		return
	}
	mark := b.register()
	b.add(instruction{op: opMark, a: mark})
	b.emit(n.body, back)
	b.add(instruction{op: opCheck, a: mark, b: counter, c: int32(n.min)})
}

// fixed writes a loop over a text that always has the same number of units.
func (b *builder) fixed(n *repeatNode, back bool) bool {
	if !b.textOnly(n.body) {
		return false
	}
	at := b.add(instruction{op: opRepeat, step: step(back), a: int32(b.measures.of(n.body).most)})
	b.emit(n.body, back)
	b.add(instruction{op: opAgain, a: at})
	b.code[at].d = b.here()
	b.choice()
	return true
}

func (b *builder) textOnly(n node) bool {
	switch n := n.(type) {
	case *literalNode:
		return true
	case *setNode:
		return !n.points
	case *groupNode:
		return b.textOnly(n.body)
	case *sequenceNode:
		for _, item := range n.items {
			if !b.textOnly(item) {
				return false
			}
		}
		return true
	}
	return false
}

// registersIn are the registers of the groups in a node, up to the last but one.
func (b *builder) registersIn(n node) (from, to int32) {
	m := b.measures.of(n)
	return int32(2 * m.first), int32(2 * m.end)
}

// loop writes a loop with a choice a turn. Before each turn the groups inside
// are cleared (RepeatMatcher of ECMA-262, 22.2.2.3.1).
func (b *builder) loop(n *repeatNode, back bool) {
	from, to := b.registersIn(n.body)
	if n.min > 0 || n.max < infinite {
		b.countedLoop(n, from, to, back)
		return
	}
	b.choice()
	head := instruction{op: opLoop, step: step(back), b: from, c: to, peek: none}
	if n.lazy {
		head.op = opSkip
	} else {
		head.peek = b.peek(n.body, back)
	}
	at := b.add(head)
	b.choice()
	if n.lazy {
		b.clear(from, to)
	}
	b.cleared(from, to)
	b.turn(n, none, back)
	b.add(instruction{op: opJump, a: at})
	b.code[at].a = b.here()
	b.choice()
}

// plus writes a loop of at least one turn, in which the choice is at the end.
func (b *builder) plus(n *repeatNode, back bool) {
	from, to := b.registersIn(n.body)
	b.choice()
	at := b.here()
	b.emit(n.body, back)
	if !n.lazy {
		b.add(instruction{op: opMore, step: step(back), a: at, b: from, c: to, peek: b.peek(n.body, back)})
		b.choice()
		return
	}
	skip := b.add(instruction{op: opSkip})
	b.choice()
	b.clear(from, to)
	b.add(instruction{op: opJump, a: at})
	b.code[skip].a = b.here()
	b.choice()
}

func (b *builder) countedLoop(n *repeatNode, from, to int32, back bool) {
	counter := b.register()
	undo := int32(0)
	if b.choices {
		undo = 1
	}
	b.add(instruction{op: opZero, a: counter, b: undo})
	b.choice()
	head := instruction{op: opCount, step: step(back), a: counter, b: int32(n.min), c: int32(n.max), peek: none}
	if n.lazy {
		head.op = opCountLazy
	} else {
		head.peek = b.peek(n.body, back)
	}
	at := b.add(head)
	b.choice()
	b.clear(from, to)
	b.turn(n, counter, back)
	b.add(instruction{op: opNext, a: counter, b: at})
	b.code[at].d = b.here()
	b.choice()
}

// clear writes that groups are cleared, if there are any.
func (b *builder) clear(from, to int32) {
	if to > from {
		b.add(instruction{op: opClear, a: from, b: to})
		b.cleared(from, to)
	}
}

// cleared notes that the registers will be restored if the match goes back. Of
// very many it does not, lest deep nesting take for ever.
func (b *builder) cleared(from, to int32) {
	if to-from > maxCleared {
		return
	}
	for r := from; r < to; r++ {
		b.undone[r] = true
	}
}
