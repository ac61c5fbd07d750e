package grammar

func loopTarget(labels, own []string) target {
	return target{labels: labels, own: own, loop: true, anonymous: true}
}

func (p *parser) doWhile(labels, own []string) bool {
	defer p.target(loopTarget(labels, own))()
	p.take()
	p.statement(nil, nil, false)
	p.expect(tWhile)
	p.inParentheses()
	p.check(tSemicolon)
	return true
}

func (p *parser) while(labels, own []string) bool {
	defer p.target(loopTarget(labels, own))()
	p.take()
	p.inParentheses()
	p.statement(nil, nil, false)
	return true
}

func (p *parser) nextInOrOf() bool { return p.next.kind == tIn || p.word("of") }

// inOrOf takes the word, "" if there is none.
func (p *parser) inOrOf() string {
	if p.check(tIn) {
		return "in"
	}
	if p.checkWord("of") {
		return "of"
	}
	return ""
}

func (p *parser) forLoop(labels, own []string) bool {
	p.take()
	p.expect(tLeftParen)
	startsWithLet := p.next.kind == tLet
	if p.next.kind == tConst || startsWithLet && p.nextIsLet() {
		return p.forLexical(labels, own)
	}
	switch {
	case p.next.kind == tVar:
		d := p.declarations(inFor, nil)
		if word := p.inOrOf(); word != "" {
			return p.forEachDeclared(&d, word, labels, own, p.scope)
		}
	case p.next.kind != tSemicolon:
		done, ok := p.forExpression(startsWithLet, labels, own)
		if done {
			return ok
		}
	}
	p.expect(tSemicolon)
	return p.forParts(labels, own)
}

func (p *parser) forLexical(labels, own []string) bool {
	defer p.enter(blockScope)()
	inner := p.newScope(blockScope)
	leave := p.enterScope(inner)
	d := p.declarations(inFor, nil)
	leave()
	if word := p.inOrOf(); word != "" {
		return p.forEachDeclared(&d, word, labels, own, inner)
	}
	p.expect(tSemicolon)
	defer p.enterScope(inner)()
	defer p.enter(blockScope)()
	return p.forParts(labels, own)
}

// forExpression reads the head of a loop that begins with an expression, and all of the
// loop if in or of follows.
func (p *parser) forExpression(startsWithLet bool, labels, own []string) (done, ok bool) {
	first := p.next
	c, leave := p.open(coverExpression)
	leaveIn := p.allowIn(false)
	e := p.expressionCover()
	isAsync := p.current.kind == tAsync && !p.current.escaped
	end := p.current.end
	word := p.inOrOf()
	switch {
	case word == "":
		c.validateExpression()
	case word == "of" && startsWithLet:
		p.report(first.start, first.end, forOfLet)
	case word == "of" && isAsync:
		p.report(first.start, first.end, "The left-hand side of a for-of loop may not be 'async'.")
	default:
		p.forTarget(c, e, first.start, end)
	}
	leaveIn()
	leave()
	if word == "" {
		return false, false
	}
	return true, p.forEach(word, labels, own)
}

const forOfLet = "The left-hand side of a for-of loop may not be 'let'."

// forTarget looks at what a loop gives values to. (ValidateAndRewriteReference)
func (p *parser) forTarget(c *cover, e expr, start, end int) {
	switch {
	case e.kind == ePattern:
		c.validatePattern(e, start, end)
	case e.isName(p.scope.strict):
	case e.kind == eProperty:
		c.validateExpression()
	default:
		p.noTarget(e, start, end, "Invalid left-hand side in for-loop", false)
	}
}

// forEach reads a loop behind in or of.
func (p *parser) forEach(word string, labels, own []string) bool {
	defer p.target(loopTarget(labels, own))()
	if word == "of" {
		leave := p.allowIn(true)
		p.assignment()
		leave()
	} else {
		p.expression()
	}
	p.expect(tRightParen)
	p.statement(nil, nil, false)
	return true
}

func (p *parser) forEachDeclared(d *declarations, word string, labels, own []string, inner *scope) bool {
	if d.count != 1 {
		p.report(d.start, d.end, severalBindings("for-"+word))
		return false
	}
	if d.value.message != "" && (p.scope.strict || word == "of" || d.lexical || !d.isName) {
		p.report(d.value.start, d.value.end, "for-"+word+" loop variable declaration may not have an initializer.")
		return false
	}
	if word == "of" {
		defer p.allowIn(true)()
	}
	defer p.target(loopTarget(labels, own))()
	if word == "of" {
		p.assignment()
	} else {
		p.expression()
	}
	p.expect(tRightParen)
	defer p.enterScope(inner)()
	p.statement(nil, nil, false)
	return true
}

func severalBindings(loop string) string {
	return "Invalid left-hand side in " + loop + " loop: Must have a single binding."
}

// forParts reads a loop behind its first semicolon.
func (p *parser) forParts(labels, own []string) bool {
	defer p.target(loopTarget(labels, own))()
	if p.next.kind != tSemicolon {
		p.expression()
	}
	p.expect(tSemicolon)
	if p.next.kind != tRightParen {
		p.expression()
	}
	p.expect(tRightParen)
	p.statement(nil, nil, false)
	return true
}

func (p *parser) forAwait(labels, own []string) bool {
	defer p.enter(blockScope)()
	p.take()
	p.take()
	p.expect(tLeftParen)
	defer p.target(loopTarget(labels, own))()
	startsWithLet := p.next.kind == tLet
	inner := p.newScope(blockScope)
	if p.next.kind == tVar || p.next.kind == tConst || startsWithLet && p.nextIsLet() {
		leave := p.enterScope(inner)
		d := p.declarations(inFor, nil)
		leave()
		if d.count != 1 {
			p.report(d.start, d.end, severalBindings("for-await-of"))
			return false
		}
		if d.value.message != "" {
			p.report(d.value.start, d.value.end, "for-await-of loop variable declaration may not have an initializer.")
			return false
		}
	} else {
		if startsWithLet {
			p.report(p.next.start, p.next.end, forOfLet)
			return false
		}
		start := p.next.start
		c, leave := p.open(coverExpression)
		e := p.leftHandSide()
		p.forTarget(c, e, start, p.current.end)
		leave()
	}
	p.expectWord("of")
	leaveIn := p.allowIn(true)
	p.assignment()
	leaveIn()
	p.expect(tRightParen)
	defer p.enterScope(inner)()
	p.statement(nil, nil, false)
	return true
}
