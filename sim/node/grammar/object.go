package grammar

func (p *parser) array() expr {
	place := p.next.start
	p.take()
	a := p.accumulate()
	defer a.end()
	for !p.check(tRightBracket) {
		e := expr{}
		switch {
		case p.next.kind == tComma:
		case p.check(tEllipsis):
			start := p.current.start
			leave := p.allowIn(true)
			e = p.subPattern(a)
			leave()
			if e.kind == eAssignment {
				p.cover.recordPattern(start, p.current.end, noTarget)
			}
			if p.next.kind == tComma {
				p.cover.recordPattern(start, p.current.end, afterRest)
			}
		default:
			leave := p.allowIn(true)
			e = p.subPattern(a)
			leave()
		}
		if p.next.kind != tRightBracket {
			p.expect(tComma)
			if e.kind == eFailed {
				return e
			}
		}
		if p.failed {
			return failed
		}
	}
	return expr{kind: ePattern, place: place}
}

type propertyKind uint8

const (
	unsetProperty propertyKind = iota
	valueProperty
	shorthandProperty
	shorthandOrField
	assignProperty
	methodProperty
	fieldProperty
	spreadProperty
	getterProperty
	setterProperty
)

// property is what is known of a member of an object or a class.
type property struct {
	kind             propertyKind
	name             string
	computed         bool
	private          bool
	inClass          bool
	static           bool
	async, generator bool
	accumulation     *accumulation
}

// settle takes the kind from the token behind the name.
func (m *property) settle(kind token) bool {
	switch kind {
	case tColon:
		m.kind = valueProperty
	case tComma:
		m.kind = shorthandProperty
	case tRightBrace:
		m.kind = shorthandOrField
	case tAssign:
		m.kind = assignProperty
	case tLeftParen:
		m.kind = methodProperty
	case tMultiply, tSemicolon:
		m.kind = fieldProperty
	default:
		return false
	}
	return true
}

// propertyHead reads what stands before the value of a member. (ParseProperty)
func (p *parser) propertyHead(m *property) (place int) {
	if p.check(tAsync) {
		next := p.next.kind
		if next != tMultiply && m.settle(next) || p.next.newline {
			m.name = p.current.value
			return p.current.start
		}
		if p.current.escaped {
			p.unexpected(tEscapedKeyword)
		}
		m.async, m.kind = true, methodProperty
	}
	if p.check(tMultiply) {
		m.generator, m.kind = true, methodProperty
	}
	if m.kind == unsetProperty && (p.next.kind == tGet || p.next.kind == tSet) {
		kind := p.take()
		if m.settle(p.next.kind) {
			m.name = p.current.value
			return p.current.start
		}
		if p.current.escaped {
			p.unexpected(tEscapedKeyword)
		}
		m.kind = setterProperty
		if kind == tGet {
			m.kind = getterProperty
		}
	}
	place = p.next.start
	switch kind := p.next.kind; {
	case kind == tPrivate:
		m.private = true
		p.take()
		m.name = p.current.value
		if m.kind == unsetProperty {
			m.settle(p.next.kind)
		}
		if !m.inClass {
			p.unexpected(tPrivate)
			m.kind = unsetProperty
			return place
		}
	case kind == tString || kind == tNumber:
		p.take()
		m.name = p.current.value
	case kind == tLeftBracket:
		m.computed = true
		p.take()
		leave := p.allowIn(true)
		p.assignment()
		leave()
		p.expect(tRightBracket)
	case kind == tEllipsis && m.kind == unsetProperty:
		return p.spread(m)
	default:
		if taken := p.take(); isPropertyName(taken) {
			m.name = p.current.value
		} else {
			p.unexpected(taken)
		}
	}
	if m.kind == unsetProperty {
		m.settle(p.next.kind)
	}
	return place
}

func (p *parser) spread(m *property) (place int) {
	p.take()
	defer p.allowIn(true)()
	start := p.next.start
	e := p.subPattern(m.accumulation)
	m.kind = spreadProperty
	if !e.isTarget(p.scope.strict) {
		p.cover.recordDeclaration(start, p.current.end, "`...` must be followed by an identifier in declaration contexts")
		p.cover.recordPattern(start, p.current.end, "`...` must be followed by an assignable reference in assignment contexts")
	}
	if p.next.kind != tRightBrace {
		p.cover.recordPattern(p.current.start, p.current.end, afterRest)
	}
	return e.place
}

func (p *parser) object() expr {
	place := p.next.start
	p.take()
	a := p.accumulate()
	defer a.end()
	proto := false
	for !p.check(tRightBrace) {
		if !p.objectMember(a, &proto) || p.failed {
			return failed
		}
		if p.next.kind != tRightBrace {
			p.expect(tComma)
		}
	}
	return expr{kind: ePattern, place: place}
}

func (p *parser) objectMember(a *accumulation, proto *bool) bool {
	m := property{accumulation: a}
	first := p.next
	p.propertyHead(&m)
	switch m.kind {
	case spreadProperty:
	case valueProperty:
		if !m.computed && m.name == "__proto__" {
			if *proto {
				p.cover.recordExpression(p.current.start, p.current.end, "Duplicate __proto__ fields are not allowed in object literals")
			}
			*proto = true
		}
		p.take()
		defer p.allowIn(true)()
		p.subPattern(a)
	case assignProperty, shorthandOrField, shorthandProperty:
		return p.shorthand(&m, first)
	case methodProperty, getterProperty, setterProperty:
		p.cover.recordPattern(first.start, p.current.end, noTarget)
		p.functionLiteral(functionHead{kind: m.functionKind(), start: p.current.start, end: p.current.end})
	default:
		p.unexpected(p.take())
		return false
	}
	return true
}

func (m *property) functionKind() functionKind {
	return functionKind{
		async: m.async, generator: m.generator, method: m.kind == methodProperty,
		getter: m.kind == getterProperty, setter: m.kind == setterProperty,
	}
}

// shorthand reads a member that is a name, and its default in a pattern.
func (p *parser) shorthand(m *property, first lexeme) bool {
	if !p.classifyProperty(first, m.name) {
		return false
	}
	p.refer(m.name, first.start)
	if p.scope.strict && isKept(m.name) {
		p.cover.recordPattern(first.start, first.end, strictKept)
	}
	if p.check(tAssign) {
		leave := p.allowIn(true)
		p.assignment()
		leave()
		p.cover.recordExpression(first.start, p.current.end, "Invalid shorthand property initializer")
	}
	return true
}

func (p *parser) classifyProperty(first lexeme, name string) bool {
	kind := first.kind
	if plainIdentifier(kind) {
		if name == "arguments" && p.scope.bansArguments() {
			p.reportHere(noArgumentsFor)
			return false
		}
		return true
	}
	if !valid(kind, p.scope.strict, p.function.kind.generator, p.noAwait()) {
		p.unexpectedAs(first)
		return false
	}
	if kind == tAwait {
		p.cover.recordAsyncArrow(p.next.start, p.next.end, awaitBinding)
	}
	return true
}
