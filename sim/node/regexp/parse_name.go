package regexp

// groupName reads the name of a group up to its >. In a name surrogates are
// read in pairs and \u{…} is known, whatever the flags say. V8 takes an escaped
// > for the end as well.
func (p *parser) groupName() string {
	paired := p.paired
	p.paired = true
	p.reset(p.at)
	var name []rune
	for {
		c := p.nameCharacter()
		if c == '>' && len(name) > 0 {
			break
		}
		if !p.inName(c, len(name) == 0) {
			p.fail(reasonInvalidGroupName)
		}
		name = append(name, c)
	}
	p.paired = paired
	p.reset(p.at)
	return string(name)
}

// nameCharacter reads a character of a name, which may be escaped.
func (p *parser) nameCharacter() rune {
	c := p.current
	if c == '\\' && p.next() == 'u' {
		p.skip(2)
		value, ok := p.unicodeEscape()
		if !ok {
			p.fail(reasonInvalidUnicodeEscape)
		}
		return value
	}
	p.advance()
	return c
}

// inName reports whether a character may stand in an identifier.
func (p *parser) inName(c rune, first bool) bool {
	property := "ID_Continue"
	switch {
	case c == '$' || c == '_':
		return true
	case !first && (c == 0x200c || c == 0x200d):
		return true
	case first:
		property = "ID_Start"
	}
	set, _ := p.data.find("property", property)
	return set.has(c)
}

// named reports whether the pattern has named groups: only then is \k a
// reference, if the flags leave it open.
func (p *parser) named(inClass bool) bool {
	if !p.hasNames {
		p.scan(inClass)
	}
	return p.hasNames
}

// scan counts the capturing groups of the rest of the pattern.
func (p *parser) scan(inClass bool) {
	if p.scanned {
		return
	}
	p.scanned = true
	start := p.at
	p.total = p.started
	if inClass {
		p.skipClass()
	}
	for p.current != end {
		c := p.current
		p.advance()
		switch c {
		case '\\':
			p.advance()
		case '[':
			p.skipClass()
		case '(':
			p.scanGroup()
		}
	}
	p.reset(start)
}

// skipClass goes behind a class; with the flag v, classes may be nested.
func (p *parser) skipClass() {
	for level := 0; p.current != end; {
		c := p.current
		p.advance()
		switch {
		case c == '\\':
			p.advance()
		case c == '[' && p.flags.UnicodeSets:
			level++
		case c == ']' && level == 0:
			return
		case c == ']':
			level--
		}
	}
}

func (p *parser) scanGroup() {
	if p.current == '?' {
		p.advance()
		if p.current != '<' {
			return
		}
		p.advance()
		if p.current == '=' || p.current == '!' {
			return
		}
		p.hasNames = true
	}
	p.total++
}
