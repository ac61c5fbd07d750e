package regexp

// measure is what a part of the tree is like, whatever it is asked for.
type measure struct {
	// fewest and most are how many code units it can match. The most is infinite
	// for a reference: V8 looks no further, lest it go round in circles.
	fewest, most int

	// first to end-1 are the capturing groups in it.
	first, end int
}

// measures measures nodes, each once.
type measures struct {
	flags Flags
	known map[node]measure
}

func newMeasures(flags Flags) measures { return measures{flags, map[node]measure{}} }

func (s measures) of(n node) measure {
	m, known := s.known[n]
	if !known {
		m = s.measure(n)
		s.known[n] = m
	}
	return m
}

func (s measures) measure(n node) measure {
	switch n := n.(type) {
	case *textNode:
		units := 0
		for _, c := range n.characters {
			units += width(c)
		}
		return measure{fewest: units, most: units}
	case *literalNode:
		return measure{fewest: len(n.units), most: len(n.units)}
	case *classNode:
		return oneCharacter(s.flags.points(), n.hollow)
	case *setNode:
		return oneCharacter(n.points, n.hollow)
	case *stringsNode:
		return s.strings(n)
	case *sequenceNode:
		var all measure
		for _, item := range n.items {
			m := s.of(item)
			all.fewest, all.most = addWidths(all.fewest, m.fewest), addWidths(all.most, m.most)
			all.join(m)
		}
		return all
	case *choiceNode:
		all := measure{fewest: infinite}
		for _, alternative := range n.alternatives {
			m := s.of(alternative)
			all.fewest, all.most = min(all.fewest, m.fewest), max(all.most, m.most)
			all.join(m)
		}
		return all
	case *repeatNode:
		m := s.of(n.body)
		m.fewest, m.most = multiplyWidths(m.fewest, n.min), multiplyWidths(m.most, n.max)
		return m
	case *groupNode:
		return s.of(n.body)
	case *captureNode:
		m := s.of(n.body)
		m.join(measure{first: n.index, end: n.index + 1})
		return m
	case *lookNode:
		m := s.of(n.body)
		m.fewest, m.most = 0, 0
		return m
	case *referenceNode:
		return measure{most: infinite}
	}
	return measure{}
}

// join adds the groups of a part.
func (m *measure) join(part measure) {
	if part.end > part.first {
		if m.end == 0 || part.first < m.first {
			m.first = part.first
		}
		m.end = max(m.end, part.end)
	}
}

func oneCharacter(points, hollow bool) measure {
	switch {
	case hollow:
		return measure{}
	case points:
		return measure{fewest: 1, most: 2}
	}
	return measure{fewest: 1, most: 1}
}

func (s measures) strings(n *stringsNode) measure {
	all := measure{fewest: infinite}
	if len(n.set) > 0 {
		all = oneCharacter(true, false)
	}
	for _, text := range n.strings {
		m := s.measure(&textNode{text})
		all.fewest, all.most = min(all.fewest, m.fewest), max(all.most, m.most)
	}
	return all
}

func width(c rune) int {
	if c > 0xffff {
		return 2
	}
	return 1
}

func addWidths(a, b int) int {
	if a >= infinite || b >= infinite {
		return infinite
	}
	return min(a+b, infinite)
}

func multiplyWidths(width, times int) int {
	if width == 0 || times == 0 {
		return 0
	}
	if width >= infinite || times >= infinite || width > infinite/times {
		return infinite
	}
	return width * times
}
