package grammar

// class is one that is read.
type class struct {
	outer       *class
	constructor bool
	private     map[string]privateKind
	unresolved  []reference
}

// privateKind is what a private name was declared as.
type privateKind struct {
	getter, setter, static bool
}

// referPrivate notes that a private member is asked for.
func (p *parser) referPrivate(name string, place int) {
	switch {
	case p.classes != nil:
		p.classes.unresolved = append(p.classes.unresolved, reference{name, place})
	case !p.source.Around.Private:
		p.undeclaredPrivate(name, place)
	}
}

func (p *parser) undeclaredPrivate(name string, place int) {
	p.report(place, place+1, "Private field '"+name+"' must be declared in an enclosing class")
}

func (p *parser) classExpression() expr {
	p.take()
	place := p.current.start
	name, reserved := lexeme{}, false
	if anyIdentifier(p.next.kind) {
		taken := p.take()
		p.name(taken)
		name, reserved = p.current, strictReserved(p.current.kind)
	}
	return p.classLiteral(name, reserved, place)
}

// classDeclaration reads one whose first word was taken.
func (p *parser) classDeclaration(names *[]string, isDefault bool) bool {
	start := p.current.start
	reserved := strictReserved(p.next.kind)
	name := lexeme{}
	if !isDefault || p.next.kind != tExtends && p.next.kind != tLeftBrace {
		p.identifier(p.function.kind)
		name = p.current
	}
	c, leave := p.open(coverExpression)
	p.classLiteral(name, reserved, start)
	c.validateExpression()
	leave()
	if name.value != "" {
		p.scope.declare(p, &declaration{name: name.value, start: start, end: p.current.end, mode: modeLexical})
		if names != nil {
			*names = append(*names, name.value)
		}
	}
	return true
}

func (p *parser) classLiteral(name lexeme, reserved bool, place int) expr {
	if name.kind != tNone && name.kind != tIllegal {
		if reserved {
			p.report(name.start, name.end, strictReserve)
			return failed
		}
		if isKept(name.value) {
			p.report(name.start, name.end, strictKept)
			return failed
		}
	}
	defer p.enter(classScope)()
	p.scope.strict = true
	c := &class{outer: p.classes}
	extends := false
	if p.check(tExtends) {
		extends = true
		heritage, leave := p.open(coverExpression)
		p.leftHandSide()
		heritage.validateExpression()
		leave()
	}
	p.classes = c
	defer func() { p.classes = c.outer }()
	p.expect(tLeftBrace)
	for p.next.kind != tRightBrace {
		if p.check(tSemicolon) {
			continue
		}
		if p.next.kind == tStatic && p.ahead().kind == tLeftBrace {
			p.staticBlock()
		} else {
			p.classMember(c, extends)
		}
		if p.failed {
			return failed
		}
	}
	p.expect(tRightBrace)
	if !p.resolvePrivate(c) {
		return failed
	}
	return expr{place: place}
}

func (p *parser) resolvePrivate(c *class) bool {
	for _, r := range c.unresolved {
		if _, known := c.private[r.name]; known {
			continue
		}
		switch {
		case c.outer != nil:
			c.outer.unresolved = append(c.outer.unresolved, r)
		case !p.source.Around.Private:
			p.undeclaredPrivate(r.name, r.start)
			return false
		}
	}
	return true
}

func (p *parser) staticBlock() {
	p.take()
	leaveFunction := p.enterFields(true)
	leave := p.enter(bodyScope)
	leaveIn := p.allowIn(true)
	p.blockIn(nil)
	leaveIn()
	p.checkConflicts(p.scope)
	leave()
	leaveFunction()
}

// enterFields enters the function that V8 makes of the values of fields.
func (p *parser) enterFields(static bool) (leave func()) {
	outer := p.function
	s := p.newScope(functionScope)
	s.strict = true
	s.function = functionKind{fields: true, static: static}
	leaveScope := p.enterScope(s)
	p.function = &function{kind: s.function}
	return func() {
		leaveScope()
		p.function = outer
	}
}

func (p *parser) classMember(c *class, extends bool) {
	m := property{inClass: true}
	first := p.next
	name := p.next.start
	place := name
	if p.check(tStatic) {
		name = p.next.start
		switch p.next.kind {
		case tLeftParen:
			m.kind, m.name = methodProperty, p.current.value
			place = p.current.start
		case tAssign, tSemicolon, tRightBrace:
			m.name = p.current.value
			place = p.current.start
		default:
			m.static = true
			place = p.propertyHead(&m)
		}
	} else {
		place = p.propertyHead(&m)
	}
	switch m.kind {
	case assignProperty, fieldProperty, shorthandOrField, unsetProperty:
		m.kind = fieldProperty
		if !m.computed {
			p.checkFieldName(&m)
		}
		if p.check(tAssign) {
			p.fieldValue(m.static)
		}
		p.semicolon()
	case methodProperty, getterProperty, setterProperty:
		p.method(c, &m, extends)
	default:
		p.unexpectedToken(name, max(place, name), first.kind, p.text[first.start:first.end])
		return
	}
	if m.private && !p.failed {
		p.declarePrivate(c, &m)
	}
}

func (p *parser) fieldValue(static bool) {
	cover := p.cover
	p.cover = nil
	leave := p.enterFields(static)
	leaveIn := p.allowIn(true)
	p.assignment()
	leaveIn()
	leave()
	p.cover = cover
}

func (p *parser) checkFieldName(m *property) {
	if m.static && m.name == "prototype" {
		p.reportHere(staticPrototype)
		return
	}
	if m.name == "constructor" || m.name == "#constructor" {
		p.reportHere("Classes may not have a field named 'constructor'")
	}
}

const staticPrototype = "Classes may not have a static property named 'prototype'"

func (p *parser) method(c *class, m *property, extends bool) {
	if !m.computed {
		p.checkMethodName(c, m)
	}
	kind := m.functionKind()
	if !m.static && !m.computed && m.name == "constructor" {
		c.constructor = true
		kind.method, kind.constructor, kind.derived = false, true, extends
	}
	p.functionLiteral(functionHead{kind: kind, start: p.current.start, end: p.current.end})
}

func (p *parser) checkMethodName(c *class, m *property) {
	message := ""
	switch {
	case m.name == "#constructor":
		message = "Class constructor may not be a private method"
	case m.static:
		if m.name == "prototype" {
			message = staticPrototype
		}
	case m.name != "constructor":
	case m.generator:
		message = "Class constructor may not be a generator"
	case m.async:
		message = "Class constructor may not be an async method"
	case m.kind != methodProperty:
		message = "Class constructor may not be an accessor"
	case c.constructor:
		message = "A class may only have one constructor"
	default:
		c.constructor = true
	}
	if message != "" {
		p.reportHere(message)
	}
}

// declarePrivate notes a private member: a getter and a setter may have one name.
func (p *parser) declarePrivate(c *class, m *property) {
	kind := privateKind{getter: m.kind == getterProperty, setter: m.kind == setterProperty, static: m.static}
	before, known := c.private[m.name]
	if known {
		pair := kind.static == before.static && (kind.getter && before.setter && !before.getter || kind.setter && before.getter && !before.setter)
		if !pair {
			p.reportHere(declaredTwice(m.name))
			return
		}
		kind.getter, kind.setter = true, true
	}
	if c.private == nil {
		c.private = map[string]privateKind{}
	}
	c.private[m.name] = kind
}
