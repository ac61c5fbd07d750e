package grammar

func (p *parser) leftHandSide() expr {
	e := p.memberExpression()
	if !isPropertyOrCall(p.next.kind) {
		return e
	}
	return p.leftHandSideOn(e)
}

func (p *parser) leftHandSideOn(e expr) expr {
	if p.next.kind == tLeftParen && e.kind == eIdentifier && p.current.kind == tAsync && !p.next.newline && !p.current.escaped {
		if head, done := p.asyncHead(); done {
			return head
		}
		e = expr{kind: eCall, place: p.current.start}
		if !isPropertyOrCall(p.next.kind) {
			return e
		}
	}
	chain, optional := false, false
	for first := true; first || isPropertyOrCall(p.next.kind); first = false {
		switch p.next.kind {
		case tOptional:
			if optional {
				p.unexpected(p.next.kind)
				return failed
			}
			p.take()
			optional, chain = true, true
			if isPropertyOrCall(p.next.kind) {
				continue
			}
			place := p.current.start
			e = expr{kind: eProperty, private: p.member(), place: place}
		case tLeftBracket:
			e = p.index()
		case tPeriod:
			if optional {
				p.unexpected(p.take())
				return failed
			}
			p.take()
			place := p.current.start
			e = expr{kind: eProperty, private: p.member(), place: place}
		case tLeftParen:
			place := p.next.start
			if p.current.kind == tSuper || anyIdentifier(p.current.kind) {
				place = p.current.start
			}
			p.arguments(false)
			e = expr{kind: eCall, place: place}
		default:
			if chain {
				p.report(p.next.start, p.next.end, "Invalid tagged template on optional chain")
				return failed
			}
			place := p.current.start
			p.templateLiteral(true)
			e = expr{place: place}
		}
		optional = false
	}
	if chain {
		return expr{kind: eOptional, private: e.private, place: e.place}
	}
	return e
}

// asyncHead reads what follows async where a parenthesis opens: the head of an arrow
// function, or the arguments of a call.
func (p *parser) asyncHead() (expr, bool) {
	place := p.current.start
	head, leave := p.open(coverAsyncArrow)
	defer leave()
	p.arguments(true)
	if p.next.kind == tArrow {
		p.head.scope = head.toScope()
		return expr{parens: true, place: place}, true
	}
	head.validateNoHead()
	return expr{}, false
}

func (p *parser) index() expr {
	p.take()
	place := p.current.start
	leave := p.allowIn(true)
	p.expressionCover()
	leave()
	p.expect(tRightBracket)
	return expr{kind: eProperty, place: place}
}

// member reads the name of a property, and reports whether it is one of a private member.
func (p *parser) member() (private bool) {
	place := p.current.start
	switch kind := p.take(); {
	case isPropertyName(kind):
	case kind == tPrivate:
		p.referPrivate(p.current.value, place)
		return true
	default:
		p.unexpected(kind)
	}
	return false
}

func (p *parser) arguments(mayBeHead bool) {
	p.take()
	a := p.accumulate()
	defer a.end()
	for p.next.kind != tRightParen {
		spread := p.check(tEllipsis)
		start := p.next.start
		leave := p.allowIn(true)
		e := p.assignmentCover()
		leave()
		if mayBeHead {
			p.classifyArrow(a, start, e)
			if spread {
				p.cover.recordComplex()
				if e.kind == eAssignment {
					p.cover.recordAsyncArrow(p.current.start, p.current.end, restInitializer)
				}
				if p.next.kind == tComma {
					p.cover.recordAsyncArrow(p.next.start, p.next.end, afterRestParameter)
				}
			}
		}
		if !p.check(tComma) {
			break
		}
	}
	start, end := p.current.start, p.current.end
	if !p.check(tRightParen) {
		p.report(start, end, "missing ) after argument list")
	}
}

func (p *parser) memberExpression() expr { return p.memberOn(p.primary()) }

func (p *parser) memberOn(e expr) expr {
	for isMember(p.next.kind) {
		switch p.next.kind {
		case tLeftBracket:
			e = p.index()
		case tPeriod:
			p.take()
			place := p.next.start
			e = expr{kind: eProperty, private: p.member(), place: place}
		default:
			place := p.next.start
			if p.current.kind == tIdentifier {
				place = p.current.start
			}
			p.templateLiteral(true)
			e = expr{place: place}
		}
	}
	return e
}

func (p *parser) new() expr {
	p.take()
	place := p.current.start
	switch {
	case p.next.kind == tImport && p.ahead().kind == tLeftParen:
		p.report(p.next.start, p.next.end, "Cannot use new with import")
		return failed
	case p.next.kind == tPeriod:
		return p.memberOn(p.newTarget())
	}
	e := p.memberExpression()
	if e.kind == eSuperCall {
		p.reportHere(unexpectedSuper)
		return failed
	}
	switch p.next.kind {
	case tLeftParen:
		p.arguments(false)
		return p.memberOn(expr{place: place})
	case tOptional:
		p.report(p.next.start, p.next.end, "Invalid optional chain from new expression")
		return failed
	}
	return expr{place: place}
}

const unexpectedSuper = "'super' keyword unexpected here"

func (p *parser) newTarget() expr {
	place := p.current.start
	p.take()
	p.expectLastWord("target", "new.target", place)
	if r := p.scope.receiver(); r.kind != functionScope && !r.function.target {
		p.reportHere("new.target expression is not allowed here")
		return failed
	}
	return expr{place: place}
}

func (p *parser) super() expr {
	p.take()
	place := p.current.start
	kind := p.scope.receiver().function
	if kind.method || kind.getter || kind.setter || kind.constructor || kind.fields {
		switch p.next.kind {
		case tPeriod, tLeftBracket:
			if p.next.kind == tPeriod && p.ahead().kind == tPrivate {
				p.take()
				p.take()
				p.reportHere("Unexpected private field")
				return failed
			}
			return expr{place: place}
		case tLeftParen:
			if kind.derived {
				return expr{kind: eSuperCall, place: place}
			}
		}
	} else if kind.derived && p.next.kind == tLeftParen {
		return expr{kind: eSuperCall, place: place}
	}
	p.reportHere(unexpectedSuper)
	return failed
}

func (p *parser) importExpression() expr {
	p.take()
	place := p.current.start
	if p.check(tPeriod) {
		p.expectLastWord("meta", "import.meta", place)
		if p.source.Goal != Module {
			p.reportHere("Cannot use 'import.meta' outside a module")
			return failed
		}
		return expr{place: place}
	}
	if p.next.kind != tLeftParen {
		if p.source.Goal != Module {
			p.reportHere("Cannot use import statement outside a module")
		} else {
			p.unexpected(p.take())
		}
		return failed
	}
	p.take()
	if p.next.kind == tRightParen {
		p.reportHere("import() requires a specifier")
		return failed
	}
	defer p.allowIn(true)()
	p.assignmentCover()
	if p.check(tComma) {
		if p.check(tRightParen) {
			return expr{place: place}
		}
		p.assignmentCover()
		p.check(tComma)
	}
	p.expect(tRightParen)
	return expr{place: place}
}

func (p *parser) templateLiteral(tagged bool) {
	for {
		kind := p.take()
		if wrong := p.current.badEscape; wrong != nil && !tagged {
			p.report(wrong.Start, wrong.End, wrong.Message)
		}
		if kind != tTemplate || p.failed {
			return
		}
		start := p.next.start
		leave := p.allowIn(true)
		p.expressionCover()
		leave()
		if p.next.kind != tRightBrace {
			p.report(start, p.next.start, "Missing } in template expression")
			return
		}
		p.templateGoesOn()
	}
}

func (p *parser) regexpLiteral() expr {
	place := p.next.start
	pattern, ok := p.regexp()
	if !ok {
		p.take()
		p.reportHere("Invalid regular expression: missing /")
		return failed
	}
	letters, ok := p.flags()
	if !ok {
		p.take()
		p.reportHere("Invalid regular expression flags")
		return failed
	}
	p.take()
	if p.source.Literal != nil {
		if message := p.source.Literal(pattern, letters); message != "" {
			p.reportHere(message)
			return failed
		}
	}
	return expr{place: place}
}

func (p *parser) primary() expr {
	start := p.next.start
	kind := p.next.kind
	if anyIdentifier(kind) {
		return p.nameExpression()
	}
	switch kind {
	case tNumber, tNull, tTrue, tFalse, tThis:
		p.take()
		return expr{place: start}
	case tString:
		p.take()
		return expr{kind: eString, place: start}
	case tNew:
		return p.new()
	case tDivide:
		return p.regexpLiteral()
	case tFunction:
		return p.functionExpression()
	case tSuper:
		return p.super()
	case tImport:
		return p.importExpression()
	case tLeftBracket:
		return p.array()
	case tLeftBrace:
		return p.object()
	case tLeftParen:
		return p.parenthesized()
	case tClass:
		return p.classExpression()
	case tTemplate, tTemplateTail:
		p.templateLiteral(false)
		return expr{place: start}
	case tAssignOther:
		if p.text[p.next.start:p.next.end] == "/=" {
			return p.regexpLiteral()
		}
	}
	p.unexpected(p.take())
	return failed
}

// nameExpression reads a name, or an arrow function or async function that begins with one.
func (p *parser) nameExpression() expr {
	start := p.next.start
	taken := p.take()
	kind := coverArrow
	if taken == tAsync && !p.next.newline && !p.current.escaped {
		if p.next.kind == tFunction {
			return p.asyncFunctionExpression()
		}
		if anyIdentifier(p.next.kind) && p.ahead().kind == tArrow {
			taken = p.take()
			start = p.current.start
			kind = coverAsyncArrow
		}
	}
	if p.next.kind == tArrow {
		head, leave := p.open(kind)
		defer leave()
		name := p.name(taken)
		p.classifyParameter(name, start, p.current.end)
		p.refer(name, start)
		p.head.scope = head.toScope()
		return expr{kind: eIdentifier, name: name, place: start}
	}
	name := p.name(taken)
	p.refer(name, start)
	return expr{kind: eIdentifier, name: name, place: start}
}

func (p *parser) parenthesized() expr {
	p.take()
	start := p.current.start
	if p.check(tRightParen) {
		p.head.strict = mark{}
		if p.next.kind != tArrow {
			p.unexpected(tRightParen)
		}
		p.head.scope = p.newScope(functionScope)
		p.head.scope.function = functionKind{arrow: true}
		return expr{parens: true, place: start}
	}
	head, leave := p.open(coverArrow)
	defer leave()
	leaveIn := p.allowIn(true)
	e := p.expressionCover()
	leaveIn()
	e.parens = true
	p.expect(tRightParen)
	if p.next.kind == tArrow {
		p.head.scope = head.toScope()
	} else {
		head.validateNoHead()
	}
	return e
}
