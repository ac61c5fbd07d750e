package grammar

// where variables are declared.
type place uint8

const (
	inList place = iota
	inStatement
	inFor
)

// declarations are those of one var, let or const.
type declarations struct {
	start, end int // of all that is declared
	count      int
	lexical    bool
	isName     bool // the first declares one name
	value      mark // the first that has a value
}

func (p *parser) variables(where place, names *[]string) bool {
	p.declarations(where, names)
	p.semicolon()
	return true
}

func (p *parser) declarations(where place, names *[]string) declarations {
	kind := p.take()
	d := declarations{lexical: kind != tVar, start: p.next.start}
	cover := coverVar
	if d.lexical {
		cover = coverLexical
	}
	in := p.scope
	if !d.lexical {
		in = in.declarationScope()
	}
	before := len(in.order)
	_, leave := p.open(cover)
	defer leave()
	for {
		if !p.declared(where, kind == tConst, &d) || !p.check(tComma) || p.failed {
			break
		}
	}
	d.end = p.current.end
	if names != nil {
		for _, one := range in.order[before:] {
			*names = append(*names, one.name)
		}
	}
	return d
}

// declared reads one of the declarations.
func (p *parser) declared(where place, constant bool, d *declarations) bool {
	start := p.next.start
	named := anyIdentifier(p.next.kind)
	if named {
		name := p.name(p.take())
		if p.scope.strict && isKept(name) {
			p.reportHere(strictKept)
			return false
		}
		p.refer(name, start)
	} else {
		p.bindingPattern()
	}
	if d.count++; d.count == 1 {
		d.isName = named
	}
	target := p.current
	if p.check(tAssign) {
		leave := p.allowIn(where != inFor)
		p.assignment()
		leave()
		if d.value.message == "" {
			d.value = mark{target.start, p.current.end, "value"}
		}
		return true
	}
	if where == inFor && p.nextInOrOf() {
		return true
	}
	if constant || !named {
		kind := "const"
		if !named {
			kind = "destructuring"
		}
		p.report(start, p.current.end, "Missing initializer in "+kind+" declaration")
		return false
	}
	return true
}

// nextIsLet reports whether the let that stands next declares something.
func (p *parser) nextIsLet() bool {
	switch p.ahead().kind {
	case tLeftBrace, tLeftBracket, tIdentifier, tStatic, tLet, tYield, tAwait, tGet, tSet, tAsync:
		return true
	case tReserved, tEscapedReserved:
		return !p.scope.strict
	}
	return false
}

// functionDeclaration reads a function where only a plain one may be declared.
func (p *parser) functionDeclaration() bool {
	p.take()
	start := p.current.start
	if p.check(tMultiply) {
		p.reportHere("Generators can only be declared at the top level or inside a block.")
		return false
	}
	return p.hoistableOn(start, functionKind{}, nil, false)
}

func (p *parser) hoistable(names *[]string, isDefault bool) bool {
	p.take()
	start := p.current.start
	return p.hoistableOn(start, functionKind{generator: p.check(tMultiply)}, names, isDefault)
}

// asyncDeclaration reads an async function whose first word was taken.
func (p *parser) asyncDeclaration(names *[]string, isDefault bool) bool {
	if p.current.escaped {
		p.unexpected(tEscapedKeyword)
	}
	start := p.current.start
	p.take()
	kind := functionKind{async: true}
	kind.generator = p.check(tMultiply)
	return p.hoistableOn(start, kind, names, isDefault)
}

func (p *parser) hoistableOn(start int, kind functionKind, names *[]string, isDefault bool) bool {
	h := functionHead{kind: kind}
	if p.next.kind == tLeftParen {
		if !isDefault {
			p.reportHere("Function statements require a function name")
			return false
		}
	} else {
		h.reserved = strictReserved(p.next.kind)
		h.name = p.identifier(p.function.kind)
	}
	h.start, h.end = p.current.start, p.current.end
	p.functionLiteral(h)
	if h.name == "" {
		return true
	}
	d := &declaration{name: h.name, start: start, mode: modeVar}
	if !p.scope.declares() || p.scope.kind == moduleScope {
		d.mode = modeLexical
		if !p.scope.strict && !p.scope.declares() && !kind.async && !kind.generator {
			d.mode = modeBlockFunction
		}
	}
	p.scope.declare(p, d)
	if names != nil {
		*names = append(*names, h.name)
	}
	return true
}
