package regexp

import "slices"

// A class of the flag v may hold classes and strings, and be the difference or
// the intersection of others (ECMA-262, ClassSetExpression). It is worked out
// while it is read.
//
// With the flag i the specification folds every operand first. V8 11.3 folds
// properties, words, nested unions and strings, but not the single characters
// of a difference or an intersection: [\w--k] with v and i still has K, and so,
// in the end, k. And it takes the opposite of nothing, [^], for something that
// is never longer than nothing, so that [^]+ matches one character. This
// follows V8.
type classSet struct {
	set     ranges
	strings [][]rune // sorted
	mayHave bool     // it may contain strings, by its form alone
	filled  bool     // some part of it is not empty
}

type operandKind uint8

const (
	operandCharacter operandKind = iota
	operandRange
	operandStrings
	operandEscape
	operandClass
)

// operand is a part of a class; a character is not yet in its set.
type operand struct {
	kind      operandKind
	character rune
	classSet
}

// setClass reads a class of the flag v as an atom.
func (p *parser) setClass() node {
	s := p.classSet()
	if len(s.strings) == 0 {
		return &classNode{set: s.set, hollow: !s.filled}
	}
	return &stringsNode{set: s.set, strings: s.strings}
}

func (p *parser) classSet() classSet {
	p.deeper(reasonClassesTooDeep)
	defer func() { p.depth-- }()
	p.advance()
	negated := p.current == '^'
	if negated {
		p.advance()
	}
	var s classSet
	if p.current == ']' {
		p.advance()
	} else {
		s = p.classExpression(negated)
	}
	if negated {
		s.set = s.set.complement(maxPoint)
	}
	return s
}

func (p *parser) classExpression(negated bool) classSet {
	first := p.operand()
	switch {
	case p.current == '-' && p.next() == '-':
		return p.difference(first.whole(), negated)
	case p.current == '&' && p.next() == '&':
		return p.intersection(first.whole(), negated)
	}
	return p.union(first, negated)
}

// whole is the operand as a set.
func (o operand) whole() classSet {
	if o.kind == operandCharacter {
		o.set, o.filled = only(o.character), true
	}
	return o.classSet
}

// close ends a class.
func (p *parser) close(s classSet, negated bool) classSet {
	if p.current == end {
		p.fail(UnterminatedClass)
	}
	if negated && s.mayHave {
		p.fail(reasonNegatedStrings)
	}
	p.advance()
	return s
}

func (p *parser) union(first operand, negated bool) classSet {
	all := classSet{}
	var loose []span // not yet folded
	last := p.add(&all, &loose, first)
	for p.current != end && p.current != ']' {
		if p.current != '-' {
			last = p.add(&all, &loose, p.operand())
			continue
		}
		if p.next() == '-' {
			p.fail(reasonInvalidSetOperation)
		}
		p.advance()
		if p.current == end {
			break
		}
		if last.kind != operandCharacter {
			p.fail(reasonInvalidClass)
		}
		to := p.operand()
		if to.kind != operandCharacter {
			p.fail(reasonInvalidClass)
		}
		if last.character > to.character {
			p.fail(reasonClassOutOfOrder)
		}
		loose[len(loose)-1].last = to.character
		last = operand{kind: operandRange}
	}
	set := collect(loose)
	if p.flags.IgnoreCase {
		set = p.data.folding(true).close(set)
	}
	all.set = all.set.union(set)
	all.strings = sortStrings(all.strings)
	return p.close(all, negated)
}

// add puts an operand to the others; what is no class of its own is folded with
// the rest of its kind at the end.
func (p *parser) add(all *classSet, loose *[]span, o operand) operand {
	switch o.kind {
	case operandCharacter:
		*loose = append(*loose, span{o.character, o.character})
		all.filled = true
	case operandClass:
		all.set = all.set.union(o.set)
	default:
		*loose = append(*loose, o.set...)
	}
	all.strings = append(all.strings, o.strings...)
	all.mayHave, all.filled = all.mayHave || o.mayHave, all.filled || o.filled
	return o
}

func (p *parser) intersection(all classSet, negated bool) classSet {
	for p.current != end && p.current != ']' {
		if p.current != '&' || p.next() != '&' {
			p.fail(reasonInvalidSetOperation)
		}
		p.skip(2)
		if p.current == '&' {
			p.fail(reasonInvalidClassCharacter)
		}
		other := p.operand().whole()
		all.set = all.set.intersect(other.set)
		all.strings = slices.DeleteFunc(slices.Clone(all.strings), func(s []rune) bool { return !other.hasString(s) })
		all.mayHave, all.filled = all.mayHave && other.mayHave, all.filled || other.filled
	}
	return p.close(all, negated)
}

func (p *parser) difference(all classSet, negated bool) classSet {
	if negated && all.mayHave {
		p.fail(reasonNegatedStrings)
	}
	for p.current != end && p.current != ']' {
		if p.current != '-' || p.next() != '-' {
			p.fail(reasonInvalidSetOperation)
		}
		p.skip(2)
		other := p.operand().whole()
		all.set = all.set.subtract(other.set)
		all.strings = slices.DeleteFunc(slices.Clone(all.strings), other.hasString)
		all.filled = all.filled || other.filled
	}
	return p.close(all, negated)
}

func (s classSet) hasString(text []rune) bool {
	_, found := slices.BinarySearchFunc(s.strings, text, compareStrings)
	return found
}

// operand reads a character, an escape, a class in brackets or \q{…}.
func (p *parser) operand() operand {
	if p.current == '[' {
		return operand{kind: operandClass, classSet: p.classSet()}
	}
	if p.current == '\\' {
		if p.next() == 'q' {
			return operand{kind: operandStrings, classSet: p.quotedStrings()}
		}
		if set, strings, is := p.classEscape(true); is {
			return operand{kind: operandEscape, classSet: classSet{set, strings, len(strings) > 0, len(set)+len(strings) > 0}}
		}
	}
	return operand{kind: operandCharacter, character: p.setCharacter()}
}

// setCharacter reads a single character of a class.
func (p *parser) setCharacter() rune {
	c := p.current
	switch {
	case c == '\\' && p.next() == 'b':
		p.skip(2)
		return '\b'
	case c == '\\' && p.next() == end:
		p.fail(reasonEscapeAtEnd)
	case c == '\\':
		return p.characterEscape(true)
	case isSetSyntaxCharacter(c):
		p.fail(reasonInvalidClassCharacter)
	case isDoublePunctuator(c) && p.next() == c:
		p.fail(reasonInvalidSetOperation)
	}
	p.advance()
	return c
}

// quotedStrings reads \q{…|…}. A string of one character is a character.
func (p *parser) quotedStrings() classSet {
	p.skip(2)
	if p.current != '{' {
		p.fail(reasonInvalidEscape)
	}
	p.advance()
	var strings [][]rune
	var text []rune
	var singles []span
	finish := func() {
		if len(text) == 1 {
			singles = append(singles, span{text[0], text[0]})
		} else {
			strings = append(strings, text)
		}
		text = nil
	}
	for p.current != end && p.current != '}' {
		if p.current == '|' {
			finish()
			p.advance()
			continue
		}
		c := p.setCharacter()
		if p.flags.IgnoreCase {
			c = p.data.folding(true).fold(c)
		}
		text = append(text, c)
	}
	finish()
	p.advance()
	return classSet{collect(singles), sortStrings(strings), len(strings) > 0, true}
}

func isSetSyntaxCharacter(c rune) bool {
	switch c {
	case '(', ')', '[', ']', '{', '}', '/', '-', '\\', '|':
		return true
	}
	return false
}

func isReservedPunctuator(c rune) bool {
	switch c {
	case '&', '-', '!', '#', '%', ',', ':', ';', '<', '=', '>', '@', '`', '~':
		return true
	}
	return false
}

// isDoublePunctuator tells characters that may not come twice.
func isDoublePunctuator(c rune) bool {
	switch c {
	case '&', '!', '#', '$', '%', '*', '+', ',', '.', ':', ';', '<', '=', '>', '?', '@', '^', '`', '~':
		return true
	}
	return false
}
