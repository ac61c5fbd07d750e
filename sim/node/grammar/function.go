package grammar

// functionHead is what is known of a function before its parameters.
type functionHead struct {
	kind       functionKind
	name       string // "" for one without a name, or whose name is not looked at
	start, end int    // of its name
	reserved   bool   // its name is one that strict code may not use
}

// parameters are those of a function that is read.
type parameters struct {
	scope     *scope
	rest      bool
	complex   bool
	count     int
	strict    mark // what is wrong with them if the function is strict
	duplicate mark
}

func (p *parser) functionExpression() expr {
	p.take()
	place := p.current.start
	h := functionHead{}
	h.kind.generator = p.check(tMultiply)
	p.functionName(&h)
	p.functionLiteral(h)
	return expr{kind: eFunction, place: place}
}

func (p *parser) functionName(h *functionHead) {
	h.reserved = strictReserved(p.next.kind)
	if anyIdentifier(p.next.kind) {
		h.name = p.identifier(h.kind)
		h.start, h.end = p.current.start, p.current.end
	}
}

func (p *parser) asyncFunctionExpression() expr {
	place := p.current.start
	p.take()
	h := functionHead{kind: functionKind{async: true}}
	h.kind.generator = p.check(tMultiply)
	p.functionName(&h)
	p.functionLiteral(h)
	return expr{kind: eFunction, place: place}
}

// functionLiteral reads a function from its parameters on.
func (p *parser) functionLiteral(h functionHead) {
	s := p.newScope(functionScope)
	s.function = h.kind
	outer, cover := p.function, p.cover
	leave := p.enterScope(s)
	p.function, p.cover = &function{kind: h.kind}, nil
	p.expect(tLeftParen)
	start := p.current.start
	f := parameters{scope: s}
	p.formals(&f)
	if end := p.source.ParametersEnd; end != 0 {
		p.source.ParametersEnd = 0
		if at := p.next.start; at < end {
			p.report(at, at+1, "Arg string terminates parameters early")
		} else if at > end {
			p.report(at-2, at, "Unexpected end of arg string")
		}
	}
	p.expect(tRightParen)
	p.checkArity(&f, start, p.current.end)
	p.expect(tLeftBrace)
	leaveIn := p.allowIn(true)
	p.functionBody(&f, true)
	leaveIn()
	leave()
	p.function, p.cover = outer, cover
	if s.strict {
		if h.name != "" {
			switch {
			case isKept(h.name):
				p.report(h.start, h.end, strictKept)
			case h.reserved:
				p.report(h.start, h.end, strictReserve)
			}
		}
		p.checkOctal(start, p.current.end)
	}
}

func (p *parser) formals(f *parameters) {
	c, leave := p.open(coverParameters)
	defer leave()
	outer := p.members
	p.members = f
	defer func() { p.members = outer }()
	for p.next.kind != tRightParen {
		f.rest = p.check(tEllipsis)
		p.formal(f)
		if f.rest {
			f.complex = true
			if p.next.kind == tComma {
				p.report(p.next.start, p.next.end, afterRestParameter)
			}
			break
		}
		if !p.check(tComma) {
			break
		}
	}
	f.duplicate = c.duplicate
	f.scope.simple = !f.complex
}

func (p *parser) formal(f *parameters) {
	start := p.next.start
	e := p.bindingPattern()
	if e.kind == eIdentifier {
		p.classifyParameter(e.name, start, p.current.end)
	} else {
		f.complex = true
	}
	if p.check(tAssign) {
		f.complex = true
		if f.rest {
			p.reportHere(restInitializer)
			return
		}
		defer p.allowIn(true)()
		p.assignment()
	}
	f.count++
}

func (p *parser) checkArity(f *parameters, start, end int) {
	switch kind := f.scope.function; {
	case kind.getter && f.count != 0:
		p.report(start, end, "Getter must not have any formal parameters.")
	case kind.setter && f.count != 1:
		p.report(start, end, "Setter must have exactly one formal parameter.")
	case kind.setter && f.rest:
		p.report(start, end, "Setter function argument must not be a rest parameter")
	}
}

// functionBody reads a body: statements up to a brace, or one expression.
func (p *parser) functionBody(f *parameters, block bool) {
	inner := f.scope
	if f.complex {
		if p.failed {
			return
		}
		inner = p.newScope(bodyScope)
		inner.simple = false
	}
	leave := p.enterScope(inner)
	if block {
		p.statementList(tRightBrace)
		p.expect(tRightBrace)
	} else {
		p.assignment()
	}
	leave()
	p.checkConflicts(inner)
	duplicates := false
	if inner == f.scope {
		kind := f.scope.function
		duplicates = !f.scope.strict && !kind.method && !kind.getter && !kind.setter && !kind.constructor && !kind.arrow
	} else {
		f.scope.strict = inner.strict
		p.checkShadowed(f.scope, inner)
	}
	if !duplicates && f.duplicate.message != "" {
		p.report(f.duplicate.start, f.duplicate.end, f.duplicate.message)
	}
	if f.scope.strict && f.strict.message != "" {
		p.report(f.strict.start, f.strict.end, f.strict.message)
	}
}

// checkShadowed looks for a parameter that the body declares again.
func (p *parser) checkShadowed(parameters, body *scope) {
	if p.failed {
		return
	}
	for _, d := range parameters.order {
		if again := body.names[d.name]; again != nil && again.mode != modeVar {
			p.redeclaredIn(d.name, body)
			return
		}
	}
}

// arrow reads an arrow function from its arrow on.
func (p *parser) arrow(e expr, start int) expr {
	if e.kind != eIdentifier && !e.parens || p.head.scope == nil && !p.failed {
		p.report(e.place, p.current.start, "Malformed arrow function parameter list")
		return failed
	}
	s := p.head.scope
	if s == nil {
		return failed
	}
	f := parameters{scope: s, strict: p.head.strict, complex: !s.simple}
	p.head = arrowHead{}
	if p.next.newline {
		p.report(p.next.start, p.next.end, "Unexpected token '=>'")
		return failed
	}
	outer, cover := p.function, p.cover
	leave := p.enterScope(s)
	p.function = &function{kind: s.function}
	p.take()
	block := p.next.kind == tLeftBrace
	if block {
		p.take()
	}
	p.cover = nil
	leaveIn := p.allowIn(block || p.acceptIn)
	p.functionBody(&f, block)
	leaveIn()
	p.cover = cover
	strict := s.strict
	leave()
	p.function = outer
	if strict {
		p.checkOctal(start, p.current.end)
	}
	return expr{kind: eFunction, place: start}
}
