package regexp

import (
	"cmp"
	"slices"
)

// lowering makes of what was written what the machine looks for: code units
// and sets of them, with case already seen to as far as it can be. It rewrites
// alternatives as V8 does (src/regexp/regexp-compiler-tonode.cc), because that
// decides how many ways there are to fail: (?:a|b|c) becomes a class, and
// (?:ab|ac|ad) tries its a once. V8 leaves two alternatives as they are.
type lowering struct {
	flags   Flags
	folding *folding // nil if case counts
	closed  map[string]ranges
}

func (l *lowering) lower(n node) node {
	switch n := n.(type) {
	case *textNode:
		return l.text(n.characters)
	case *classNode:
		return l.class(n)
	case *stringsNode:
		return l.strings(n)
	case *sequenceNode:
		return &sequenceNode{l.all(n.items)}
	case *choiceNode:
		return l.choice(l.all(n.alternatives))
	case *repeatNode:
		return &repeatNode{body: l.lower(n.body), min: n.min, max: n.max, lazy: n.lazy}
	case *groupNode:
		return &groupNode{l.lower(n.body)}
	case *captureNode:
		return &captureNode{body: l.lower(n.body), index: n.index}
	case *lookNode:
		return &lookNode{body: l.lower(n.body), behind: n.behind, negated: n.negated}
	}
	return n
}

func (l *lowering) all(nodes []node) []node {
	lowered := make([]node, len(nodes))
	for i, n := range nodes {
		lowered[i] = l.lower(n)
	}
	return lowered
}

// text splits characters into runs of code units. With code points, a pair is
// a run of its own, and what has several forms or is a lone surrogate is a set.
func (l *lowering) text(characters []rune) node {
	if !l.flags.points() {
		units := make([]uint16, len(characters))
		for i, c := range characters {
			units[i] = uint16(c)
		}
		return &literalNode{units}
	}
	var items []node
	for i, c := range characters {
		switch {
		case l.folding != nil && l.folding.same(c) != nil:
			items = append(items, l.set(l.close(only(c))))
		case isLead(c) || isTrail(c):
			items = append(items, l.set(only(c)))
		case c <= 0xffff && i > 0 && len(items) > 0:
			if before, is := items[len(items)-1].(*literalNode); is && characters[i-1] <= 0xffff {
				before.units = append(before.units, uint16(c))
				continue
			}
			fallthrough
		default:
			items = append(items, &literalNode{appendPoint(nil, c)})
		}
	}
	if len(items) == 1 {
		return items[0]
	}
	return &sequenceNode{items}
}

func (l *lowering) class(n *classNode) node {
	set, last := n.set, rune(0xffff)
	if l.flags.points() {
		last = maxPoint
	}
	if l.folding != nil {
		set = l.close(set)
	}
	if n.negated {
		set = set.complement(last)
	}
	lowered := l.set(set)
	lowered.hollow = n.hollow
	return lowered
}

// close adds to a set what is equal to what it has; once for each set.
func (l *lowering) close(set ranges) ranges {
	key := set.key()
	closed, known := l.closed[key]
	if !known {
		closed = l.folding.close(set)
		l.closed[key] = closed
	}
	return closed
}

// set is a set of code points; where no surrogate can matter, of code units.
func (l *lowering) set(set ranges) *setNode {
	return &setNode{set: set, points: l.flags.points() && (!set.within(0, 0xffff) || set.overlaps(0xd800, 0xdfff))}
}

// strings tries the strings of a class, the longest first, and then its
// characters; the empty string comes last.
func (l *lowering) strings(n *stringsNode) node {
	var alternatives []node
	empty := false
	for _, s := range n.strings {
		if len(s) == 0 {
			empty = true
			continue
		}
		alternatives = append(alternatives, l.text(s))
	}
	if len(n.set) > 0 {
		alternatives = append(alternatives, l.class(&classNode{set: n.set}))
	}
	if empty {
		alternatives = append(alternatives, &emptyNode{})
	}
	if len(alternatives) == 1 {
		return alternatives[0]
	}
	return l.choice(alternatives)
}

// choice rewrites three alternatives or more.
func (l *lowering) choice(alternatives []node) node {
	if len(alternatives) > 2 {
		if l.sortLiterals(alternatives) {
			alternatives = l.sharePrefixes(alternatives)
		}
		alternatives = l.joinUnits(alternatives)
	}
	if len(alternatives) == 1 {
		return alternatives[0]
	}
	return &choiceNode{alternatives}
}

// literalRuns calls each for every row of literals among the alternatives, from
// one place up to another, in which each is like the one before it. What it
// returns, and every other alternative, makes the new list.
func literalRuns(alternatives []node, like func(first, one *literalNode) bool, each func(run []node) []node) []node {
	var rewritten []node
	for i := 0; i < len(alternatives); {
		first, is := alternatives[i].(*literalNode)
		from := i
		i++
		if !is || !like(first, first) {
			rewritten = append(rewritten, alternatives[from])
			continue
		}
		for ; i < len(alternatives); i++ {
			if one, is := alternatives[i].(*literalNode); !is || !like(first, one) {
				break
			}
		}
		rewritten = append(rewritten, each(alternatives[from:i])...)
	}
	return rewritten
}

// sortLiterals brings literals with the same first unit together. Those that
// begin differently cannot both match, so their order does not matter.
func (l *lowering) sortLiterals(alternatives []node) (several bool) {
	any := func(_, _ *literalNode) bool { return true }
	literalRuns(alternatives, any, func(run []node) []node {
		slices.SortStableFunc(run, func(a, b node) int {
			return cmp.Compare(l.fold(a.(*literalNode).units[0]), l.fold(b.(*literalNode).units[0]))
		})
		several = several || len(run) > 1
		return nil
	})
	return several
}

func (l *lowering) fold(u uint16) rune {
	if l.folding == nil {
		return rune(u)
	}
	return l.folding.fold(rune(u))
}

// sharePrefixes makes ab(?:|c|d) of ab|abc|abd. V8 finds that worth its while
// from three on.
func (l *lowering) sharePrefixes(alternatives []node) []node {
	sameStart := func(first, one *literalNode) bool { return l.fold(first.units[0]) == l.fold(one.units[0]) }
	return literalRuns(alternatives, sameStart, func(run []node) []node {
		if len(run) < 3 {
			return run
		}
		first := run[0].(*literalNode).units
		length := len(first)
		for _, n := range run[1:] {
			length = l.commonPrefix(first[:length], n.(*literalNode).units)
		}
		rest := make([]node, len(run))
		for i, n := range run {
			if units := n.(*literalNode).units[length:]; len(units) > 0 {
				rest[i] = &literalNode{units}
			} else {
				rest[i] = &emptyNode{}
			}
		}
		return []node{&sequenceNode{[]node{&literalNode{first[:length]}, l.choice(rest)}}}
	})
}

func (l *lowering) commonPrefix(a, b []uint16) int {
	n := 0
	for n < min(len(a), len(b)) && l.fold(a[n]) == l.fold(b[n]) {
		n++
	}
	return n
}

// joinUnits makes [abc] of a|b|c.
func (l *lowering) joinUnits(alternatives []node) []node {
	single := func(_, one *literalNode) bool { return len(one.units) == 1 }
	return literalRuns(alternatives, single, func(run []node) []node {
		if len(run) < 2 {
			return run
		}
		var spans []span
		for _, n := range run {
			c := rune(n.(*literalNode).units[0])
			spans = append(spans, span{c, c})
		}
		set := collect(spans)
		if l.folding != nil && !l.flags.points() {
			set = l.folding.close(set)
		}
		return []node{&setNode{set: set}}
	})
}
