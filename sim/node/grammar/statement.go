package grammar

// statementList reads the statements of a script or of a function, which may begin with
// directives.
func (p *parser) statementList(end token) {
	for p.next.kind == tString {
		first := p.next
		strict := !first.escaped && first.value == "use strict"
		ok, text := p.item()
		if !ok {
			return
		}
		if !text {
			break
		}
		if strict {
			p.scope.strict = true
			if !p.scope.simple && p.scope.kind == bodyScope {
				p.report(first.start, first.end, "Illegal 'use strict' directive in function with non-simple parameter list")
				return
			}
		}
	}
	for p.next.kind != end {
		if ok, _ := p.item(); !ok || p.failed {
			return
		}
	}
}

// item reads a statement or a declaration; text says that it is a string alone.
func (p *parser) item() (ok, text bool) {
	switch p.next.kind {
	case tFunction:
		return p.hoistable(nil, false), false
	case tClass:
		p.take()
		return p.classDeclaration(nil, false), false
	case tVar, tConst:
		return p.variables(inList, nil), false
	case tLet:
		if p.nextIsLet() {
			return p.variables(inList, nil), false
		}
	case tAsync:
		if p.ahead().kind == tFunction && !p.ahead().newline {
			p.take()
			return p.asyncDeclaration(nil, false), false
		}
	}
	return p.statement(nil, nil, true)
}

func (p *parser) statement(labels, own []string, functions bool) (ok, text bool) {
	switch p.next.kind {
	case tLeftBrace:
		return p.block(labels), false
	case tSemicolon:
		p.take()
		return true, false
	case tIf:
		return p.ifStatement(labels), false
	case tDo:
		return p.doWhile(labels, own), false
	case tWhile:
		return p.while(labels, own), false
	case tFor:
		if (p.function.kind.async || p.function.kind.module) && p.ahead().kind == tAwait {
			return p.forAwait(labels, own), false
		}
		return p.forLoop(labels, own), false
	case tContinue:
		return p.continueStatement(), false
	case tBreak:
		return p.breakStatement(labels), false
	case tReturn:
		return p.returnStatement(), false
	case tThrow:
		return p.throwStatement(), false
	case tTry:
		if labels != nil {
			defer p.target(target{labels: labels})()
		}
		return p.tryStatement(), false
	case tWith:
		return p.withStatement(labels), false
	case tSwitch:
		return p.switchStatement(labels), false
	case tFunction:
		message := "In non-strict mode code, functions can only be declared at top level, inside a block, or as the body of an if statement."
		if p.scope.strict {
			message = "In strict mode code, functions can only be declared at top level or inside a block."
		}
		p.report(p.next.start, p.next.end, message)
		return false, false
	case tDebugger:
		p.take()
		p.semicolon()
		return true, false
	case tVar:
		return p.variables(inStatement, nil), false
	case tAsync:
		if p.ahead().kind == tFunction && !p.ahead().newline {
			p.report(p.next.start, p.next.end, "Async functions can only be declared at the top level or inside a block.")
			return false, false
		}
	}
	return p.expressionOrLabel(labels, own, functions)
}

func (p *parser) expressionOrLabel(labels, own []string, functions bool) (ok, text bool) {
	switch p.next.kind {
	case tClass:
		p.unexpected(p.take())
		return false, false
	case tLet:
		next := p.ahead()
		if next.kind == tLeftBracket || (next.kind == tLeftBrace || next.kind == tIdentifier) && !next.newline {
			p.report(p.next.start, p.next.end, "Lexical declaration cannot appear in a single-statement context")
			return false, false
		}
	}
	named := anyIdentifier(p.next.kind)
	c, leave := p.open(coverExpression)
	leaveIn := p.allowIn(true)
	e := p.expressionCover()
	c.validateExpression()
	leaveIn()
	leave()
	if p.next.kind == tColon && named && e.kind == eIdentifier && !e.parens {
		labels, own = p.declareLabel(labels, own, e.name)
		p.take()
		if p.next.kind == tFunction && !p.scope.strict && functions {
			return p.functionDeclaration(), false
		}
		return p.statement(labels, own, functions)
	}
	p.semicolon()
	return e.kind != eFailed, e.kind == eString
}

func (p *parser) declareLabel(labels, own []string, name string) (all, ofLoop []string) {
	taken := contains(labels, name)
	for _, t := range p.function.targets {
		taken = taken || contains(t.labels, name)
	}
	if taken {
		p.reportHere("Label '" + name + "' has already been declared")
	}
	return append(labels[:len(labels):len(labels)], name), append(own[:len(own):len(own)], name)
}

func (p *parser) block(labels []string) bool {
	defer p.enter(blockScope)()
	return p.blockIn(labels)
}

// blockIn reads a block whose scope was entered.
func (p *parser) blockIn(labels []string) bool {
	defer p.target(target{labels: labels})()
	p.expect(tLeftBrace)
	for p.next.kind != tRightBrace {
		if ok, _ := p.item(); !ok || p.failed {
			return true
		}
	}
	p.expect(tRightBrace)
	return true
}

// scoped reads a statement that may be a function in sloppy code.
func (p *parser) scoped(labels []string) bool {
	if p.scope.strict || p.next.kind != tFunction {
		ok, _ := p.statement(labels, nil, false)
		return ok
	}
	defer p.enter(blockScope)()
	return p.functionDeclaration()
}

func (p *parser) inParentheses() {
	p.expect(tLeftParen)
	p.expression()
	p.expect(tRightParen)
}

func (p *parser) ifStatement(labels []string) bool {
	p.take()
	p.inParentheses()
	p.scoped(labels)
	if p.check(tElse) {
		p.scoped(labels)
	}
	return true
}

// label reads the label behind break or continue, "" if there is none.
func (p *parser) label() string {
	if p.next.newline || endsStatement(p.next.kind) {
		return ""
	}
	return p.identifier(p.function.kind)
}

func (p *parser) continueStatement() bool {
	p.take()
	label := p.label()
	if !p.continueTarget(label) {
		switch {
		case label == "":
			p.reportHere("Illegal continue statement: no surrounding iteration statement")
		case p.breakTarget(label):
			p.reportHere("Illegal continue statement: '" + label + "' does not denote an iteration statement")
		default:
			p.reportHere("Undefined label '" + label + "'")
		}
		return false
	}
	p.semicolon()
	return true
}

func (p *parser) breakStatement(labels []string) bool {
	p.take()
	label := p.label()
	if label != "" && contains(labels, label) {
		p.semicolon()
		return true
	}
	if !p.breakTarget(label) {
		message := "Illegal break statement"
		if label != "" {
			message = "Undefined label '" + label + "'"
		}
		p.reportHere(message)
		return false
	}
	p.semicolon()
	return true
}

func (p *parser) returnStatement() bool {
	p.take()
	switch s := p.scope.declarationScope(); {
	case s.kind < functionScope, s.kind == bodyScope && p.function.kind.static && p.function.kind.fields:
		p.reportHere("Illegal return statement")
		return false
	}
	if !p.next.newline && !endsStatement(p.next.kind) {
		p.expression()
	}
	p.semicolon()
	return true
}

func (p *parser) withStatement(labels []string) bool {
	p.take()
	if p.scope.strict {
		p.reportHere("Strict mode code may not include a with statement")
		return false
	}
	p.inParentheses()
	defer p.enter(withScope)()
	p.statement(labels, nil, false)
	return true
}

func (p *parser) throwStatement() bool {
	p.take()
	if p.next.newline {
		p.reportHere("Illegal newline after throw")
		return false
	}
	p.expression()
	p.semicolon()
	return true
}

func (p *parser) switchStatement(labels []string) bool {
	p.take()
	p.inParentheses()
	defer p.enter(blockScope)()
	defer p.target(target{labels: labels, anonymous: true})()
	hasDefault := false
	p.expect(tLeftBrace)
	for p.next.kind != tRightBrace && !p.failed {
		if p.check(tCase) {
			p.expression()
		} else {
			p.expect(tDefault)
			if hasDefault {
				p.reportHere("More than one default clause in switch statement")
				return false
			}
			hasDefault = true
		}
		p.expect(tColon)
		for p.next.kind != tCase && p.next.kind != tDefault && p.next.kind != tRightBrace {
			if ok, _ := p.item(); !ok || p.failed {
				return false
			}
		}
	}
	p.expect(tRightBrace)
	return true
}

func (p *parser) tryStatement() bool {
	p.take()
	p.block(nil)
	if p.next.kind != tCatch && p.next.kind != tFinally {
		p.reportHere("Missing catch or finally after try")
		return false
	}
	if p.check(tCatch) {
		if p.check(tLeftParen) {
			if !p.catch() {
				return false
			}
		} else {
			p.block(nil)
		}
	}
	if p.check(tFinally) {
		p.block(nil)
	}
	return !p.failed
}

// catch reads a catch from what it catches on.
func (p *parser) catch() bool {
	defer p.enter(catchScope)()
	defer p.enter(blockScope)()
	name := ""
	if anyIdentifier(p.next.kind) {
		name = p.ownIdentifier()
		if p.failed {
			return false
		}
		p.scope.outer.declare(p, &declaration{name: name, start: p.current.start, mode: modeLexical})
		p.scope.outer.names[name].mode = modeVar
	} else {
		_, leave := p.open(coverLexical)
		p.bindingPattern()
		leave()
		if p.failed {
			return false
		}
	}
	p.expect(tRightParen)
	around := p.scope
	body := p.newScope(blockScope)
	leave := p.enterScope(body)
	p.blockIn(nil)
	leave()
	if p.failed {
		return true
	}
	if name != "" {
		p.redeclaredIn(name, body)
		return true
	}
	for _, d := range around.order {
		if body.names[d.name] != nil {
			p.redeclaredIn(d.name, body)
			break
		}
	}
	return true
}
