package regexp

// escape reads an atom that begins with a backslash.
func (p *parser) escape() node {
	switch c := p.next(); c {
	case end:
		p.fail(reasonEscapeAtEnd)
	case '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return p.decimalEscape(c)
	case '0':
		p.advance()
		if c := p.next(); p.flags.points() && c >= '0' && c <= '9' {
			p.fail(reasonInvalidDecimalEscape)
		}
		return character(p.octal())
	case 'k':
		if p.flags.points() || p.named(false) {
			p.skip(2)
			return p.namedReference()
		}
	}
	if set, strings, is := p.classEscape(false); is {
		if len(strings) > 0 {
			return &stringsNode{set: set, strings: strings}
		}
		return &classNode{set: set}
	}
	return character(p.characterEscape(false))
}

// decimalEscape reads a reference to a group, or, if there are not so many
// groups, an octal number (annex B).
func (p *parser) decimalEscape(first rune) node {
	index, is := p.groupNumber()
	switch {
	case is && p.insideGroup(index):
		return &emptyNode{}
	case is:
		return &referenceNode{index: index}
	case p.flags.points():
		p.fail(reasonInvalidEscape)
	case first >= '8':
		p.skip(2)
		return character(first)
	}
	p.advance()
	return character(p.octal())
}

// groupNumber reads \1 if there is such a group, else it stays where it is.
func (p *parser) groupNumber() (index int, is bool) {
	start := p.at
	p.advance()
	for ; p.current >= '0' && p.current <= '9'; p.advance() {
		if index = index*10 + int(p.current-'0'); index > maxGroups {
			p.reset(start)
			return 0, false
		}
	}
	if index > p.started {
		p.scan(false)
		if index > p.total {
			p.reset(start)
			return 0, false
		}
	}
	return index, true
}

// insideGroup reports whether the current place is inside the group. What the
// group has matched is not known there, so a reference to it matches nothing.
func (p *parser) insideGroup(index int) bool {
	for _, group := range p.open {
		if group.index == index {
			return true
		}
	}
	return false
}

// namedReference reads <name> after \k.
func (p *parser) namedReference() node {
	if p.current != '<' {
		p.fail(reasonInvalidNamedReference)
	}
	p.advance()
	name := p.groupName()
	for _, group := range p.open {
		if group.name == name {
			return &emptyNode{}
		}
	}
	reference := &referenceNode{name: name}
	p.references = append(p.references, reference)
	return reference
}

// octal reads up to three octal digits, below 256.
func (p *parser) octal() rune {
	value := rune(0)
	for range 3 {
		if p.current < '0' || p.current > '7' || value >= 32 {
			break
		}
		value = value*8 + p.current - '0'
		p.advance()
	}
	return value
}

// characterEscape reads an escape that stands for one character.
func (p *parser) characterEscape(inClass bool) rune {
	p.advance()
	c := p.current
	switch c {
	case 'f', 'n', 'r', 't', 'v':
		p.advance()
		return controls[c]
	case 'c':
		return p.controlLetter(inClass)
	case '0':
		if next := p.next(); next < '0' || next > '9' {
			p.advance()
			return 0
		}
		fallthrough
	case '1', '2', '3', '4', '5', '6', '7':
		if p.flags.points() {
			p.fail(reasonInvalidClassEscape)
		}
		return p.octal()
	case 'x':
		p.advance()
		if value, ok := p.hexDigits(2); ok {
			return value
		}
		if p.flags.points() {
			p.fail(reasonInvalidEscape)
		}
		return 'x'
	case 'u':
		p.advance()
		if value, ok := p.unicodeEscape(); ok {
			return value
		}
		if p.flags.points() {
			p.fail(reasonInvalidUnicodeEscape)
		}
		return 'u'
	}
	return p.identityEscape(inClass)
}

var controls = map[rune]rune{'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v'}

// controlLetter reads what follows \c. Annex B takes the backslash as itself if
// no letter follows, and in a class digits and _ are letters.
func (p *parser) controlLetter(inClass bool) rune {
	letter := p.next()
	switch {
	case letter >= 'A' && letter <= 'Z' || letter >= 'a' && letter <= 'z',
		inClass && !p.flags.points() && (letter >= '0' && letter <= '9' || letter == '_'):
		p.skip(2)
		return letter & 0x1f
	case p.flags.points():
		p.fail(reasonInvalidUnicodeEscape)
	}
	return '\\'
}

// identityEscape reads a character that stands for itself.
func (p *parser) identityEscape(inClass bool) rune {
	c := p.current
	switch {
	case inClass && p.flags.UnicodeSets && isReservedPunctuator(c):
	case p.flags.points():
		if !isSyntaxCharacter(c) {
			p.fail(reasonInvalidEscape)
		}
	case c == 'k':
		p.advance()
		if p.named(inClass) {
			p.fail(reasonInvalidEscape)
		}
		return c
	}
	p.advance()
	return c
}

// hexDigits reads so many hexadecimal digits, or stays where it is.
func (p *parser) hexDigits(count int) (value rune, ok bool) {
	start := p.at
	for range count {
		digit := hexValue(p.current)
		if digit < 0 {
			p.reset(start)
			return 0, false
		}
		value = value*16 + digit
		p.advance()
	}
	return value, true
}

// unicodeEscape reads what follows \u, or stays where it is.
func (p *parser) unicodeEscape() (value rune, ok bool) {
	start := p.at
	if p.current == '{' && p.paired {
		p.advance()
		for digit := hexValue(p.current); digit >= 0 && value <= maxPoint; digit = hexValue(p.current) {
			value, ok = value*16+digit, true
			p.advance()
		}
		if !ok || value > maxPoint || p.current != '}' {
			p.reset(start)
			return 0, false
		}
		p.advance()
		return value, true
	}
	value, ok = p.hexDigits(4)
	if ok && p.paired && isLead(value) && p.current == '\\' && p.next() == 'u' {
		start = p.at
		p.skip(2)
		if trail, ok := p.hexDigits(4); ok && isTrail(trail) {
			return 0x10000 + (value-0xd800)<<10 + trail - 0xdc00, true
		}
		p.reset(start)
	}
	return value, ok
}

func hexValue(c rune) rune {
	switch {
	case c >= '0' && c <= '9':
		return c - '0'
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10
	}
	return -1
}

func isSyntaxCharacter(c rune) bool {
	switch c {
	case '^', '$', '\\', '.', '*', '+', '?', '(', ')', '[', ']', '{', '}', '|', '/':
		return true
	}
	return false
}
