package regexp

import (
	"errors"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// The twin is the matcher of ECMA-262, 22.2.2, written down as it stands there:
// closures that take a state and a continuation. It shares the parser and the
// tables with the program, and nothing else.
//
// What V8 does otherwise than the specification is left out of the comparison:
// matches from inside a pair of surrogates, and the class [^] of the flag v.

// state is the text's character list with an end index and captures (22.2.2.1).
type state struct {
	end      int
	captures []*captureRange // by group; 0 is not used
}

type captureRange struct{ start, end int }

type continuation func(state) *state

type matcherClosure func(state, continuation) *state

// twin compiles a tree for a text.
type twin struct {
	flags  Flags
	data   *database
	input  []rune
	groups int
	steps  int
}

var errTwinTired = errors.New("the twin has done enough")

func (w *twin) tick() {
	if w.steps++; w.steps > 200_000 {
		panic(errTwinTired)
	}
}

// canonicalize is Canonicalize(rer, ch).
func (w *twin) canonicalize(c rune) rune {
	if !w.flags.IgnoreCase {
		return c
	}
	return w.data.folding(w.flags.points()).fold(c)
}

// characterSet is CharacterSetMatcher(rer, A, invert, direction).
func (w *twin) characterSet(set ranges, invert, forward bool) matcherClosure {
	return func(x state, c continuation) *state {
		w.tick()
		e, f := x.end, x.end+1
		if !forward {
			f = x.end - 1
		}
		if f < 0 || f > len(w.input) {
			return nil
		}
		ch := w.input[min(e, f)]
		found := set.has(ch)
		if w.flags.IgnoreCase {
			for _, other := range w.data.folding(w.flags.points()).same(ch) {
				found = found || set.has(other)
			}
		}
		if found == invert {
			return nil
		}
		return c(state{f, x.captures})
	}
}

// sequence is MatchSequence(m1, m2, direction), of several.
func sequence(matchers []matcherClosure, forward bool) matcherClosure {
	if len(matchers) == 0 {
		return func(x state, c continuation) *state { return c(x) }
	}
	matchers = slices.Clone(matchers)
	if !forward {
		slices.Reverse(matchers)
	}
	m := matchers[0]
	for _, next := range matchers[1:] {
		before := m
		m = func(x state, c continuation) *state {
			return before(x, func(y state) *state { return next(y, c) })
		}
	}
	return m
}

// either is MatchTwoAlternatives(m1, m2), of several.
func either(matchers []matcherClosure) matcherClosure {
	return func(x state, c continuation) *state {
		for _, m := range matchers {
			if r := m(x, c); r != nil {
				return r
			}
		}
		return nil
	}
}

// repeatMatcher is RepeatMatcher(m, min, max, greedy, x, c, parenIndex, parenCount).
func (w *twin) repeatMatcher(m matcherClosure, min, max int, greedy bool, x state, c continuation, first, end int) *state {
	w.tick()
	if max == 0 {
		return c(x)
	}
	d := func(y state) *state {
		if min == 0 && y.end == x.end {
			return nil
		}
		min2, max2 := min-1, max-1
		if min == 0 {
			min2 = 0
		}
		if max == infinite {
			max2 = infinite
		}
		return w.repeatMatcher(m, min2, max2, greedy, y, c, first, end)
	}
	captures := slices.Clone(x.captures)
	for k := first; k < end; k++ {
		captures[k] = nil
	}
	xr := state{x.end, captures}
	switch {
	case min != 0:
		return m(xr, d)
	case !greedy:
		if z := c(x); z != nil {
			return z
		}
		return m(xr, d)
	}
	if z := m(xr, d); z != nil {
		return z
	}
	return c(x)
}

// isWordChar is IsWordChar(rer, Input, e).
func (w *twin) isWordChar(e int) bool {
	if e < 0 || e >= len(w.input) {
		return false
	}
	c := w.input[e]
	if wordCharacters.has(c) {
		return true
	}
	return w.flags.points() && w.flags.IgnoreCase && wordCharacters.has(w.canonicalize(c))
}

func (w *twin) compile(n node, forward bool) matcherClosure {
	switch n := n.(type) {
	case *textNode:
		return w.text(n.characters, forward)
	case *classNode:
		return w.characterSet(n.set, n.negated, forward)
	case *stringsNode:
		var all []matcherClosure
		for _, s := range n.strings {
			if len(s) > 0 {
				all = append(all, w.text(s, forward))
			}
		}
		all = append(all, w.characterSet(n.set, false, forward))
		if len(n.strings) > 0 && len(n.strings[len(n.strings)-1]) == 0 {
			all = append(all, sequence(nil, forward))
		}
		return either(all)
	case *assertionNode:
		return w.assertion(n.kind)
	case *sequenceNode:
		return sequence(w.all(n.items, forward), forward)
	case *choiceNode:
		return either(w.all(n.alternatives, forward))
	case *repeatNode:
		m := w.compile(n.body, forward)
		inside := newMeasures(w.flags).of(n)
		return func(x state, c continuation) *state {
			return w.repeatMatcher(m, n.min, n.max, !n.lazy, x, c, inside.first, inside.end)
		}
	case *groupNode:
		return w.compile(n.body, forward)
	case *captureNode:
		return w.capture(n, forward)
	case *lookNode:
		return w.look(n)
	case *referenceNode:
		return w.backreference(n.index, forward)
	}
	return sequence(nil, forward)
}

func (w *twin) all(nodes []node, forward bool) []matcherClosure {
	var all []matcherClosure
	for _, n := range nodes {
		all = append(all, w.compile(n, forward))
	}
	return all
}

func (w *twin) text(characters []rune, forward bool) matcherClosure {
	var all []matcherClosure
	for _, c := range characters {
		all = append(all, w.characterSet(only(c), false, forward))
	}
	return sequence(all, forward)
}

func (w *twin) assertion(kind assertion) matcherClosure {
	return func(x state, c continuation) *state {
		e, n := x.end, len(w.input)
		holds := false
		switch kind {
		case atStart:
			holds = e == 0
		case atLineStart:
			holds = e == 0 || lineTerminators.has(w.input[e-1])
		case atEnd:
			holds = e == n
		case atLineEnd:
			holds = e == n || lineTerminators.has(w.input[e])
		case atBoundary:
			holds = w.isWordChar(e-1) != w.isWordChar(e)
		case notAtBoundary:
			holds = w.isWordChar(e-1) == w.isWordChar(e)
		}
		if !holds {
			return nil
		}
		return c(x)
	}
}

func (w *twin) capture(n *captureNode, forward bool) matcherClosure {
	m := w.compile(n.body, forward)
	return func(x state, c continuation) *state {
		return m(x, func(y state) *state {
			captures := slices.Clone(y.captures)
			captures[n.index] = &captureRange{min(x.end, y.end), max(x.end, y.end)}
			return c(state{y.end, captures})
		})
	}
}

func (w *twin) look(n *lookNode) matcherClosure {
	m := w.compile(n.body, !n.behind)
	stay := func(y state) *state { return &y }
	return func(x state, c continuation) *state {
		r := m(x, stay)
		switch {
		case n.negated && r != nil, !n.negated && r == nil:
			return nil
		case n.negated:
			return c(x)
		}
		return c(state{x.end, r.captures})
	}
}

// backreference is BackreferenceMatcher(rer, n, direction).
func (w *twin) backreference(group int, forward bool) matcherClosure {
	return func(x state, c continuation) *state {
		w.tick()
		s := x.captures[group]
		if s == nil {
			return c(x)
		}
		length := s.end - s.start
		f := x.end + length
		if !forward {
			f = x.end - length
		}
		if f < 0 || f > len(w.input) {
			return nil
		}
		for i := range length {
			if w.canonicalize(w.input[s.start+i]) != w.canonicalize(w.input[min(x.end, f)+i]) {
				return nil
			}
		}
		return c(state{f, x.captures})
	}
}

// match is RegExpBuiltinExec from where it has the matcher; the result is in
// code units, as a Matcher gives it.
func (w *twin) match(tree node, text Text, at int) (captures []int, ok bool) {
	defer func() {
		if r := recover(); r == errTwinTired {
			captures, ok = nil, false
		} else if r != nil {
			panic(r)
		}
	}()
	var places []int // the code unit of each character, and the end
	first := -1
	for i := 0; i <= text.Len(); {
		if i >= at && first < 0 {
			first = len(places)
		}
		places = append(places, i)
		if i == text.Len() {
			break
		}
		c, width := rune(text.At(i)), 1
		if w.flags.points() {
			c, width = text.pointAt(i)
		}
		w.input = append(w.input, c)
		if at > i && at < i+width {
			first = len(places) - 1
		}
		i += width
	}
	m := w.compile(tree, true)
	for i := first; i < len(places); i++ {
		r := m(state{i, make([]*captureRange, w.groups)}, func(y state) *state { return &y })
		if r != nil {
			captures = []int{places[i], places[r.end]}
			for _, c := range r.captures[1:] {
				if c == nil {
					captures = append(captures, -1, -1)
				} else {
					captures = append(captures, places[c.start], places[c.end])
				}
			}
			return captures, true
		}
		if w.flags.Sticky {
			break
		}
	}
	return nil, true
}

// compareWithTwin reports whether there was something to compare.
func compareWithTwin(t require.TestingT, c *Compiler, m *Matcher, one matchCase) bool {
	p, err := c.Compile(one.pattern, one.letters)
	if err != nil || one.at > one.text.Len() {
		return false
	}
	tree, parsed, err := parse(&c.data, one.pattern, p.flags)
	require.NoError(t, err)
	w := &twin{flags: p.flags, data: &c.data, groups: parsed.started + 1}
	want, ok := w.match(tree, one.text, one.at)
	if !ok {
		return false
	}
	most := limit(10_000_000)
	got, err := m.Match(p, one.text, one.at, &most)
	require.NoError(t, err, "%s takes too long", one)
	if p.flags.points() && (hollow(tree) || slices.ContainsFunc(got, func(at int) bool { return insidePair(one.text.wide, at) })) {
		return false
	}
	require.Equal(t, want, slices.Clone(got), "%s\n%s", one, p)
	return true
}

// hollow reports whether a tree has a class that V8 overlooks.
func hollow(n node) bool {
	switch n := n.(type) {
	case *classNode:
		return n.hollow
	case *sequenceNode:
		return slices.ContainsFunc(n.items, hollow)
	case *choiceNode:
		return slices.ContainsFunc(n.alternatives, hollow)
	case *repeatNode:
		return hollow(n.body)
	case *groupNode:
		return hollow(n.body)
	case *captureNode:
		return hollow(n.body)
	case *lookNode:
		return hollow(n.body)
	}
	return false
}

// TestTwin: programs match what the specification's matcher matches.
func TestTwin(t *testing.T) {
	var c Compiler
	var m Matcher
	rapid.Check(t, func(r *rapid.T) {
		compareWithTwin(r, &c, &m, generate(func(n int) int { return rapid.IntRange(0, n-1).Draw(r, "choice") }))
	})
}

// TestTwinSeeds does the same for many more cases, which are found faster.
func TestTwinSeeds(t *testing.T) {
	var c Compiler
	var m Matcher
	compared := 0
	for seed := range fromEnvironment(t, "REGEXP", 5_000) {
		if compareWithTwin(t, &c, &m, generateSeed(uint64(seed))) {
			compared++
		}
	}
	require.Greater(t, compared, 500)
	t.Logf("%d compared", compared)
}
