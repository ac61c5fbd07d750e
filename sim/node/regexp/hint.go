package regexp

import "fmt"

// startHint says where a match can begin, so that not every place is tried.
type startHint struct {
	anchored bool     // only where the search begins
	prefix   []uint16 // every match begins with these units
	first    int32    // every match begins with a unit of this class, or none
	fromEnd  int      // a match begins at most so many units before the end, or none
}

// maxFromEnd is V8's kMaxBacksearchLimit.
const maxFromEnd = 1024

func (b *builder) hint(n node) startHint {
	h := startHint{first: none, fromEnd: none, anchored: b.anchoredAtStart(n)}
	if h.anchored {
		return h
	}
	if most := b.measures.of(n).most; most < maxFromEnd && !b.flags.Sticky && b.anchoredAtEnd(n) {
		h.fromEnd = most
	}
	if h.prefix, _ = b.prefix(n); len(h.prefix) == 0 {
		h.first = b.peek(n, false)
	}
	return h
}

func (h startHint) describe(p *Program) string {
	text := ""
	switch {
	case h.anchored:
		return "anchored"
	case len(h.prefix) > 0:
		text = "text " + UTF16(h.prefix).String()
	case h.first != none:
		text = "class " + p.classes[h.first].String()
	}
	if h.fromEnd != none {
		text += fmt.Sprintf(" within %d of the end", h.fromEnd)
	}
	return text
}

func (b *builder) anchoredAtStart(n node) bool {
	switch n := n.(type) {
	case *assertionNode:
		return n.kind == atStart
	case *sequenceNode:
		for _, item := range n.items {
			if b.anchoredAtStart(item) {
				return true
			}
			if b.measures.of(item).most > 0 {
				return false
			}
		}
	case *choiceNode:
		for _, alternative := range n.alternatives {
			if !b.anchoredAtStart(alternative) {
				return false
			}
		}
		return true
	case *groupNode:
		return b.anchoredAtStart(n.body)
	case *captureNode:
		return b.anchoredAtStart(n.body)
	case *lookNode:
		return !n.negated && !n.behind && b.anchoredAtStart(n.body)
	}
	return false
}

func (b *builder) anchoredAtEnd(n node) bool {
	switch n := n.(type) {
	case *assertionNode:
		return n.kind == atEnd
	case *sequenceNode:
		for i := len(n.items) - 1; i >= 0; i-- {
			if b.anchoredAtEnd(n.items[i]) {
				return true
			}
			if b.measures.of(n.items[i]).most > 0 {
				return false
			}
		}
	case *choiceNode:
		for _, alternative := range n.alternatives {
			if !b.anchoredAtEnd(alternative) {
				return false
			}
		}
		return true
	case *groupNode:
		return b.anchoredAtEnd(n.body)
	case *captureNode:
		return b.anchoredAtEnd(n.body)
	}
	return false
}

// prefix is the text with which every match of a node begins; whole says that
// it is all there is.
func (b *builder) prefix(n node) (units []uint16, whole bool) {
	switch n := n.(type) {
	case *literalNode:
		for i, u := range n.units {
			if len(b.forms(u)) != 1 || b.forms(u)[0].last != rune(u) {
				return n.units[:i], false
			}
		}
		return n.units, true
	case *sequenceNode:
		for _, item := range n.items {
			more, all := b.prefix(item)
			units = append(units, more...)
			if !all {
				return units, false
			}
		}
		return units, true
	case *groupNode:
		return b.prefix(n.body)
	case *captureNode:
		return b.prefix(n.body)
	case *emptyNode:
		return nil, true
	}
	return nil, false
}

// lookAhead tells each run what must come behind it, so that it goes on only
// where that is so.
func (b *builder) lookAhead() {
	for i := range b.code {
		in := &b.code[i]
		switch in.op {
		case opRun, opRunPoints, opRunLazy:
			in.peek = b.behind(int32(i)+1, in.step)
		case opRepeat:
			in.peek = b.behind(in.d, in.step)
		}
	}
}

// behind is the class of the unit that the code from a place on reads first.
func (b *builder) behind(at int32, step int8) int32 {
	for {
		in := &b.code[at]
		switch in.op {
		case opSave:
			at++
			continue
		case opJump:
			if in.a > at {
				at = in.a
				continue
			}
		}
		if in.step != step {
			return none
		}
		switch in.op {
		case opUnit:
			return b.class(only(in.a))
		case opEither:
			return b.class(collect([]span{{in.a, in.a}, {in.b, in.b}}))
		case opClass:
			return in.a
		case opPoint:
			return b.class(unitsOf(&setNode{set: b.classes[in.a].set, points: true}, step < 0))
		case opString:
			first := in.a
			if step < 0 {
				first += in.b - 1
			}
			return b.class(only(rune(b.text[first])))
		}
		return none
	}
}
