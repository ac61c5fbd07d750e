package regexp

import "slices"

// class reads what stands in brackets.
func (p *parser) class() node {
	if p.flags.UnicodeSets {
		return p.setClass()
	}
	p.advance()
	negated := p.current == '^'
	if negated {
		p.advance()
	}
	var spans []span
	for p.current != end && p.current != ']' {
		spans = p.classRange(spans)
	}
	if p.current == end {
		p.fail(UnterminatedClass)
	}
	p.advance()
	return &classNode{set: collect(spans), negated: negated}
}

// classRange reads a-z, or a single atom of a class.
func (p *parser) classRange(spans []span) []span {
	first, firstSet, firstIsSet := p.classAtom()
	add := func(c rune, set ranges, isSet bool) {
		if isSet {
			spans = append(spans, set...)
		} else {
			spans = append(spans, span{c, c})
		}
	}
	if p.current != '-' {
		add(first, firstSet, firstIsSet)
		return spans
	}
	p.advance()
	if p.current == end || p.current == ']' {
		add(first, firstSet, firstIsSet)
		add('-', nil, false)
		return spans
	}
	last, lastSet, lastIsSet := p.classAtom()
	if firstIsSet || lastIsSet {
		if p.flags.points() {
			p.fail(reasonInvalidClass)
		}
		add(first, firstSet, firstIsSet)
		add('-', nil, false)
		add(last, lastSet, lastIsSet)
		return spans
	}
	if first > last {
		p.fail(reasonClassOutOfOrder)
	}
	return append(spans, span{first, last})
}

// classAtom reads a character of a class, or an escape that is a class itself.
func (p *parser) classAtom() (c rune, set ranges, isSet bool) {
	if p.current != '\\' {
		c = p.current
		p.advance()
		return c, nil, false
	}
	switch next := p.next(); {
	case next == end:
		p.fail(reasonEscapeAtEnd)
	case next == 'b':
		p.skip(2)
		return '\b', nil, false
	case next == '-' && p.flags.points():
		p.skip(2)
		return '-', nil, false
	}
	if set, _, is := p.classEscape(true); is {
		return 0, set, true
	}
	return p.characterEscape(true), nil, false
}

// classEscape reads \d, \s, \w, \p{…} and their opposites; if there is none it
// stays where it is. Only properties have strings.
func (p *parser) classEscape(inClass bool) (set ranges, strings [][]rune, is bool) {
	letter := p.next()
	switch letter {
	case 'd', 'D':
		set = digits
	case 's', 'S':
		set = spaces
	case 'w', 'W':
		set = wordCharacters
		if p.flags.points() && p.flags.IgnoreCase {
			set = p.data.folding(true).close(set)
		}
	case 'p', 'P':
		if !p.flags.points() {
			return nil, nil, false
		}
		p.skip(2)
		set, strings = p.property(letter == 'P', inClass)
		return set, strings, true
	default:
		return nil, nil, false
	}
	p.skip(2)
	if letter < 'a' {
		set = set.complement(p.last())
	}
	return set, nil, true
}

// last is the last character there is.
func (p *parser) last() rune {
	if p.flags.points() {
		return maxPoint
	}
	return 0xffff
}

// property reads {name} or {name=value} after \p or \P.
func (p *parser) property(negated, inClass bool) (ranges, [][]rune) {
	reason := reasonInvalidPropertyName
	if inClass {
		reason = reasonInvalidClassPropertyName
	}
	if p.current != '{' {
		p.fail(reason)
	}
	p.advance()
	name := p.propertyWord()
	value, pair := "", p.current == '='
	if pair {
		p.advance()
		value = p.propertyWord()
	}
	if p.current != '}' {
		p.fail(reason)
	}
	p.advance()
	request := propertyRequest{data: p.data, negated: negated, strings: p.flags.UnicodeSets, fold: p.flags.UnicodeSets && p.flags.IgnoreCase}
	set, strings, known := request.lone(name)
	if pair {
		set, known = request.pair(name, value)
	}
	if !known {
		p.fail(reason)
	}
	return set, strings
}

func (p *parser) propertyWord() string {
	start := p.at
	for isPropertyCharacter(p.current) {
		p.advance()
	}
	return p.pattern.Slice(start, p.at).String()
}

func isPropertyCharacter(c rune) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
}

// sortStrings puts the longest first, as they are tried, and drops those that
// come twice.
func sortStrings(strings [][]rune) [][]rune {
	strings = slices.Clone(strings)
	slices.SortStableFunc(strings, compareStrings)
	return slices.CompactFunc(strings, slices.Equal[[]rune])
}

func compareStrings(a, b []rune) int {
	if len(a) != len(b) {
		return len(b) - len(a)
	}
	return slices.Compare(a, b)
}
