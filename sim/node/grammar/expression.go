package grammar

type exprKind uint8

const (
	eOther exprKind = iota
	eFailed
	eIdentifier
	eProperty
	ePattern // an array or an object
	eAssignment
	eCall
	eSuperCall
	eString
	eFunction
	eOptional // a chain with ?.
)

// expr is what is known of an expression that was read.
type expr struct {
	kind    exprKind
	parens  bool
	private bool // its last property is a private member
	place   int  // where V8 sees it
	name    string
}

func (e expr) isTarget(strict bool) bool { return e.isName(strict) || e.kind == eProperty }

// isName reports whether it is a name that may be assigned to.
func (e expr) isName(strict bool) bool {
	return e.kind == eIdentifier && !(strict && isKept(e.name))
}

var failed = expr{kind: eFailed}

func (p *parser) allowIn(accept bool) (leave func()) {
	before := p.acceptIn
	p.acceptIn = accept
	return func() { p.acceptIn = before }
}

// expression reads one that is no pattern.
func (p *parser) expression() expr {
	c, leave := p.open(coverExpression)
	defer leave()
	defer p.allowIn(true)()
	e := p.expressionCover()
	c.validateExpression()
	return e
}

// assignment reads one that is no pattern, without commas.
func (p *parser) assignment() expr {
	c, leave := p.open(coverExpression)
	defer leave()
	e := p.assignmentCover()
	c.validateExpression()
	return e
}

func (p *parser) expressionCover() expr {
	a := p.accumulate()
	defer a.end()
	first, count := expr{}, 0
	for {
		if p.next.kind == tEllipsis {
			return p.restOfHead(a)
		}
		start := p.next.start
		e := p.assignmentCover()
		p.classifyArrow(a, start, e)
		if count++; count == 1 {
			first = e
		}
		if !p.check(tComma) {
			break
		}
		if p.next.kind == tRightParen && p.ahead().kind == tArrow || p.failed {
			break
		}
	}
	if count == 1 {
		return first
	}
	return expr{kind: eOther, place: first.place}
}

// restOfHead reads the rest parameter of an arrow function.
func (p *parser) restOfHead(a *accumulation) expr {
	p.take()
	dots := p.current
	start := p.next.start
	pattern := p.bindingPattern()
	p.classifyArrow(a, start, pattern)
	p.cover.recordComplex()
	switch {
	case p.next.kind == tAssign:
		p.reportHere(restInitializer)
		return failed
	case p.next.kind == tComma:
		p.reportHere(afterRestParameter)
		return failed
	case p.next.kind != tRightParen || p.ahead().kind != tArrow:
		p.report(dots.start, dots.end, "Unexpected token '...'")
		return failed
	}
	return expr{kind: eOther, place: start}
}

const (
	restInitializer    = "Rest parameter may not have a default initializer"
	afterRestParameter = "Rest parameter must be last formal parameter"
	afterRest          = "Rest element must be last element"
)

// classifyArrow notes what a part of a list is as a parameter of an arrow function.
func (p *parser) classifyArrow(a *accumulation, start int, e expr) {
	a.add()
	switch {
	case e.parens || e.kind != eIdentifier && e.kind != ePattern && e.kind != eAssignment:
		p.cover.recordDeclaration(start, p.current.end, noTarget)
	case e.kind == eIdentifier:
		p.classifyParameter(e.name, start, p.current.end)
	default:
		p.cover.recordComplex()
	}
}

func (p *parser) classifyParameter(name string, start, end int) {
	if isKept(name) {
		p.recordStrictParameter(start, end, strictKept)
	}
}

func (p *parser) assignmentCover() expr {
	start := p.next.start
	if p.next.kind == tYield && p.function.kind.generator {
		return p.yield()
	}
	e := p.conditional()
	operator := p.next.kind
	if operator < tArrow || operator > tAssignOther {
		return e
	}
	if operator == tArrow {
		return p.arrow(e, start)
	}
	switch {
	case e.isName(p.scope.strict):
		if e.parens {
			p.cover.recordDeclaration(start, p.current.end, noTarget)
		}
	case e.kind == eProperty:
		p.cover.recordDeclaration(start, p.current.end, propertyDeclared)
		if p.cover.mayBeExpression() {
			p.cover.validateExpression()
			p.cover.marks[asPattern] = mark{}
		}
	case e.kind == ePattern && operator == tAssign:
		if e.parens {
			message := "Invalid left-hand side in assignment"
			if p.cover.isDeclaration() {
				message = noTarget
			}
			p.report(start, p.current.end, message)
		}
		if p.cover.mayBeExpression() {
			p.cover.validatePattern(e, start, p.current.end)
			p.cover.marks[asExpression] = mark{}
		}
	default:
		e = p.noTarget(e, start, p.current.end, "Invalid left-hand side in assignment", operator == tAssignLogical)
	}
	p.take()
	place := p.current.start
	p.assignment()
	if operator != tAssign {
		p.cover.recordPattern(start, p.current.end, noTarget)
	}
	return expr{kind: eAssignment, place: place}
}

const propertyDeclared = "Illegal property in declaration context"

// noTarget is what is assigned to and cannot be: that is an error when it is run, if it
// is a call. (RewriteInvalidReferenceExpression)
func (p *parser) noTarget(e expr, start, end int, message string, early bool) expr {
	switch {
	case e.kind == eIdentifier:
		p.report(start, end, strictKept)
		return failed
	case e.kind == eCall && !early:
		p.cover.recordPattern(start, end, noTarget)
		return expr{kind: eProperty, place: start}
	}
	p.report(start, end, message)
	return failed
}

func (p *parser) yield() expr {
	place := p.next.start
	p.cover.recordInitializer(p.next.start, p.next.end, "Yield expression not allowed in formal parameter")
	p.take()
	if p.current.escaped {
		p.unexpected(tEscapedKeyword)
	}
	if !p.next.newline {
		delegates := p.check(tMultiply)
		switch p.next.kind {
		case tEnd, tSemicolon, tRightBrace, tRightBracket, tRightParen, tColon, tComma, tIn:
			if delegates {
				p.assignmentCover()
			}
		default:
			p.assignmentCover()
		}
	}
	return expr{place: place}
}

func (p *parser) conditional() expr {
	place := p.next.start
	e := p.logical()
	if p.next.kind != tConditional {
		return e
	}
	p.take()
	leave := p.allowIn(true)
	p.assignment()
	leave()
	p.expect(tColon)
	p.assignment()
	return expr{place: place}
}

func (p *parser) logical() expr {
	e := p.binary(6)
	switch p.next.kind {
	case tAnd, tOr:
		e = p.binaryOn(e, 4, precedence(p.next.kind, p.acceptIn))
	case tNullish:
		first := true
		for p.next.kind == tNullish {
			p.take()
			place := p.next.start
			p.binary(6)
			if first {
				e, first = expr{place: place}, false
			}
		}
	}
	return e
}

func (p *parser) binaryOn(e expr, least, at int) expr {
	for ; at >= least; at-- {
		operator := tNone
		for precedence(p.next.kind, p.acceptIn) == at {
			place := p.next.start
			text := p.text[p.next.start:p.next.end]
			kind := p.take()
			above := at + 1
			if kind == tPower {
				above = at
			}
			p.binary(above)
			if operator != kind || kind == tEqual || kind == tCompare || text == ">>" {
				e = expr{place: place}
			}
			operator = kind
		}
	}
	return e
}

func (p *parser) binary(least int) expr {
	if p.next.kind == tPrivate {
		p.member()
		at := precedence(p.next.kind, p.acceptIn)
		if p.next.kind != tIn || at < least {
			p.unexpected(tPrivate)
			return failed
		}
		return p.binaryOn(expr{}, least, at)
	}
	e := p.unary()
	if at := precedence(p.next.kind, p.acceptIn); at >= least {
		return p.binaryOn(e, least, at)
	}
	return e
}

const powerOfUnary = "Unary operator used immediately before exponentiation expression. Parenthesis must be used to disambiguate operator precedence"

func (p *parser) unary() expr {
	switch kind := p.next.kind; {
	case isUnary(kind) || kind == tCount:
		return p.unaryOperator()
	case kind == tAwait && (p.function.kind.async || p.function.kind.module):
		return p.await()
	}
	return p.postfix()
}

func (p *parser) unaryOperator() expr {
	kind := p.take()
	place := p.current.start
	deletes := kind == tDelete
	start := p.next.start
	e := p.unary()
	if kind == tCount {
		if !e.isTarget(p.scope.strict) {
			p.noTarget(e, start, p.current.end, "Invalid left-hand side expression in prefix operation", false)
		}
		return expr{place: p.current.start}
	}
	switch {
	case deletes && e.kind == eIdentifier && p.scope.strict:
		p.reportHere("Delete of an unqualified identifier in strict mode.")
		return failed
	case deletes && e.private:
		p.reportHere("Private fields can not be deleted")
		return failed
	case p.next.kind == tPower:
		p.report(place, p.next.end, powerOfUnary)
		return failed
	}
	return expr{place: place}
}

func (p *parser) await() expr {
	p.cover.recordInitializer(p.next.start, p.next.end, "Illegal await-expression in formal parameters of async function")
	place := p.next.start
	p.take()
	if p.current.escaped {
		p.unexpected(tEscapedKeyword)
	}
	p.unary()
	if p.next.kind == tPower {
		p.report(place, p.next.end, powerOfUnary)
		return failed
	}
	return expr{place: place}
}

func (p *parser) postfix() expr {
	start := p.next.start
	e := p.leftHandSide()
	if p.next.kind != tCount || p.next.newline {
		return e
	}
	if !e.isTarget(p.scope.strict) {
		p.noTarget(e, start, p.current.end, "Invalid left-hand side expression in postfix operation", false)
	}
	p.take()
	return expr{place: p.current.start}
}

// subPattern reads a part of what may be a pattern.
func (p *parser) subPattern(a *accumulation) expr {
	a.add()
	start := p.next.start
	e := p.assignmentCover()
	switch {
	case e.isName(p.scope.strict):
		if e.parens {
			p.cover.recordDeclaration(start, p.current.end, noTarget)
		}
		p.classifyParameter(e.name, start, p.current.end)
	case e.kind == eProperty:
		p.cover.recordDeclaration(start, p.current.end, propertyDeclared)
		a.isExpression()
	case e.parens || e.kind != ePattern && e.kind != eAssignment:
		p.cover.recordPattern(start, p.current.end, noTarget)
	}
	return e
}

func (p *parser) bindingPattern() expr {
	start := p.next.start
	switch kind := p.next.kind; {
	case anyIdentifier(kind):
		name := p.name(p.take())
		if p.scope.strict && isKept(name) {
			p.reportHere(strictKept)
			return failed
		}
		p.refer(name, start)
		return expr{kind: eIdentifier, name: name, place: start}
	case kind == tLeftBracket:
		return p.array()
	case kind == tLeftBrace:
		return p.object()
	}
	p.unexpected(p.take())
	return failed
}
