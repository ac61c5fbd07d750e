package regexp

// firsts is what a node can begin with: the code unit that comes next in the
// direction of reading. A choice whose first way cannot begin with the unit at
// hand need not be tried. V8 looks ahead in the same way, and no further than
// here: not through loops whose turns may match nothing, nor through references;
// and a lookahead is all that it sees, so that one that explodes does explode.
type firsts struct {
	set   ranges
	empty bool // it may also match nothing
}

// unknown are the firsts of what V8 does not look through.
func unknown() firsts { return firsts{set: ranges{{0, 0xffff}}, empty: true} }

func (b *builder) firsts(n node, back bool) firsts {
	key := beginning{n, back}
	f, known := b.begins[key]
	if !known {
		f = b.findFirsts(n, back)
		b.begins[key] = f
	}
	return f
}

// beginning is a node and the direction in which it is read.
type beginning struct {
	node node
	back bool
}

func (b *builder) findFirsts(n node, back bool) firsts {
	switch n := n.(type) {
	case *literalNode:
		u := n.units[0]
		if back {
			u = n.units[len(n.units)-1]
		}
		return firsts{set: b.forms(u)}
	case *setNode:
		return firsts{set: unitsOf(n, back)}
	case *sequenceNode:
		return b.firstsOfSequence(n.items, back)
	case *choiceNode:
		var all firsts
		for _, alternative := range n.alternatives {
			f := b.firsts(alternative, back)
			all.set, all.empty = all.set.union(f.set), all.empty || f.empty
		}
		return all
	case *repeatNode:
		if b.measures.of(n.body).fewest == 0 {
			return unknown()
		}
		f := b.firsts(n.body, back)
		f.empty = f.empty || n.min == 0
		return f
	case *groupNode:
		return b.firsts(n.body, back)
	case *captureNode:
		return b.firsts(n.body, back)
	case *referenceNode:
		return unknown()
	case *lookNode:
		return b.firstsOfLook(n, back)
	}
	return firsts{empty: true}
}

func (b *builder) firstsOfSequence(items []node, back bool) firsts {
	all := firsts{empty: true}
	for i := range items {
		item := items[i]
		if back {
			item = items[len(items)-1-i]
		}
		f := b.firsts(item, back)
		all.set, all.empty = all.set.union(f.set), f.empty
		if !f.empty {
			break
		}
	}
	return all
}

func (b *builder) firstsOfLook(n *lookNode, back bool) firsts {
	if n.negated {
		return firsts{empty: true}
	}
	if f := b.firsts(n.body, false); !n.behind && !back && !f.empty {
		return f
	}
	return unknown()
}

// forms are the units that a unit of a literal matches.
func (b *builder) forms(u uint16) ranges {
	set := only(rune(u))
	if b.lowering.folding != nil && !b.flags.points() {
		for _, c := range b.lowering.folding.same(rune(u)) {
			set = set.union(only(c))
		}
	}
	return set
}

// unitsOf are the units with which a character of a set begins, or ends.
func unitsOf(n *setNode, back bool) ranges {
	if !n.points {
		return n.set
	}
	units := n.set.intersect(ranges{{0, 0xffff}})
	for _, s := range n.set {
		first := max(s.first, 0x10000)
		switch {
		case first > s.last:
		case !back:
			units = units.union(ranges{{leadOf(first), leadOf(s.last)}})
		case leadOf(first) == leadOf(s.last):
			units = units.union(ranges{{trailOf(first), trailOf(s.last)}})
		default:
			units = units.union(ranges{{0xdc00, 0xdfff}})
		}
	}
	return units
}

func leadOf(c rune) rune  { return 0xd800 + (c-0x10000)>>10 }
func trailOf(c rune) rune { return 0xdc00 + (c-0x10000)&0x3ff }

// peek is the class that the next unit must be in for a node to match, or none
// if nothing is known.
func (b *builder) peek(n node, back bool) int32 {
	f := b.firsts(n, back)
	if f.empty || len(f.set) == 1 && f.set[0] == (span{0, 0xffff}) {
		return none
	}
	return b.class(f.set)
}
