package grammar

// exported is a name that a module exports.
type exported struct {
	name, local string // local is "" where another module's is exported
	start, end  int
}

func (p *parser) moduleItems() {
	for p.next.kind != tEnd {
		ok := true
		switch next := p.next.kind; {
		case next == tExport:
			ok = p.exportDeclaration()
		case next == tImport && p.ahead().kind != tLeftParen && p.ahead().kind != tPeriod:
			ok = p.importDeclaration()
		default:
			ok, _ = p.item()
		}
		if !ok || p.failed {
			return
		}
	}
}

func (p *parser) importDeclaration() bool {
	p.take()
	start := p.current.start
	if p.next.kind == tString {
		p.specifier()
		p.semicolon()
		return true
	}
	named := false
	if p.next.kind != tMultiply && p.next.kind != tLeftBrace {
		named = true
		p.imported(p.ownIdentifier(), start)
	}
	if !named || p.check(tComma) {
		switch p.next.kind {
		case tMultiply:
			p.take()
			p.expectWord("as")
			p.imported(p.ownIdentifier(), start)
		case tLeftBrace:
			p.namedImports()
		default:
			p.unexpected(p.current.kind)
			return false
		}
	}
	p.expectWord("from")
	p.specifier()
	p.semicolon()
	return true
}

// imported declares the name that was taken last; V8 sees that where it starts.
func (p *parser) imported(name string, start int) {
	if !p.failed {
		p.scope.declare(p, &declaration{name: name, start: start, end: p.current.end, mode: modeLexical})
	}
}

// specifier reads the module that is meant, and what is asked of it.
func (p *parser) specifier() {
	p.expect(tString)
	if p.next.kind != tWith && !(p.word("assert") && !p.next.newline) {
		return
	}
	p.take()
	p.expect(tLeftBrace)
	for p.next.kind != tRightBrace && !p.failed {
		if kind := p.take(); kind != tString && !isPropertyName(kind) {
			p.unexpected(kind)
		}
		p.expect(tColon)
		p.expect(tString)
		if p.next.kind == tRightBrace {
			break
		}
		p.expect(tComma)
	}
	p.expect(tRightBrace)
}

// exportName reads a name that a module may export: a word or a text.
func (p *parser) exportName() string {
	kind := p.take()
	if kind != tString && !isPropertyName(kind) {
		p.unexpected(kind)
	}
	return p.current.value
}

func (p *parser) namedImports() {
	p.expect(tLeftBrace)
	for p.next.kind != tRightBrace && !p.failed {
		kind := p.next.kind
		name := p.exportName()
		if p.checkWord("as") {
			kind = p.next.kind
			if taken := p.take(); !isPropertyName(taken) {
				p.unexpected(taken)
			}
			name = p.current.value
		}
		switch {
		case p.failed:
		case !valid(kind, true, false, true):
			p.reportHere("Unexpected reserved word")
		case isKept(name):
			p.reportHere(strictKept)
		default:
			p.imported(name, p.current.start)
		}
		if p.next.kind == tRightBrace {
			break
		}
		p.expect(tComma)
	}
	p.expect(tRightBrace)
}

func (p *parser) exportDeclaration() bool {
	p.take()
	names := []string{}
	start := p.next.start
	ok := true
	switch p.next.kind {
	case tDefault:
		return p.exportDefault()
	case tMultiply:
		return p.exportAll()
	case tLeftBrace:
		return p.exportList()
	case tFunction:
		ok = p.hoistable(&names, false)
	case tClass:
		p.take()
		ok = p.classDeclaration(&names, false)
	case tVar, tConst, tLet:
		ok = p.variables(inList, &names)
	case tAsync:
		p.take()
		if p.next.kind != tFunction || p.next.newline {
			p.unexpected(p.current.kind)
			return false
		}
		ok = p.asyncDeclaration(&names, false)
	default:
		p.unexpected(p.current.kind)
		return false
	}
	for _, name := range names {
		p.exports = append(p.exports, exported{name: name, local: name, start: start, end: p.current.end})
	}
	return ok
}

func (p *parser) exportDefault() bool {
	p.take()
	start, end := p.current.start, p.current.end
	var names []string
	switch {
	case p.next.kind == tFunction:
		p.hoistable(&names, true)
	case p.next.kind == tClass:
		p.take()
		p.classDeclaration(&names, true)
	case p.next.kind == tAsync && p.ahead().kind == tFunction && !p.ahead().newline:
		p.take()
		p.asyncDeclaration(&names, true)
	default:
		leave := p.allowIn(true)
		p.assignment()
		leave()
		defer p.semicolon()
	}
	if names == nil {
		p.scope.declare(p, &declaration{name: ".default", start: start, end: p.current.end, mode: modeLexical})
	}
	p.exports = append(p.exports, exported{name: "default", start: start, end: end})
	return true
}

func (p *parser) exportAll() bool {
	p.take()
	star := p.current
	if p.checkWord("as") {
		name := p.exportName()
		p.exports = append(p.exports, exported{name: name, start: star.start, end: p.current.end})
	}
	p.expectWord("from")
	p.specifier()
	p.semicolon()
	return true
}

func (p *parser) exportList() bool {
	p.take()
	var list []exported
	var reserved, text lexeme
	for p.next.kind != tRightBrace && !p.failed {
		first := p.next
		local := p.exportName()
		name := local
		if first.kind == tString && text.kind == tNone {
			text = first
		}
		if reserved.kind == tNone && first.kind != tString && !valid(first.kind, true, false, true) {
			reserved = first
		}
		if p.checkWord("as") {
			name = p.exportName()
		}
		list = append(list, exported{name: name, local: local, start: first.start, end: p.current.end})
		if p.next.kind == tRightBrace {
			break
		}
		p.expect(tComma)
	}
	p.expect(tRightBrace)
	if p.checkWord("from") {
		p.specifier()
		for i := range list {
			list[i].local = ""
		}
	} else {
		if reserved.kind != tNone {
			p.report(reserved.start, reserved.end, "Unexpected reserved word")
			return false
		}
		if text.kind != tNone {
			p.report(text.start, text.end, "String literal module export names must be followed by a 'from' clause")
			return false
		}
	}
	p.semicolon()
	p.exports = append(p.exports, list...)
	return true
}

// checkExports looks for names that are exported twice, or not there.
func (p *parser) checkExports() {
	seen := map[string]bool{}
	for _, e := range p.exports {
		if seen[e.name] {
			p.report(e.start, e.end, "Duplicate export of '"+e.name+"'")
			return
		}
		seen[e.name] = true
	}
	for _, e := range p.exports {
		if e.local != "" && p.scope.names[e.local] == nil {
			p.report(e.start, e.end, "Export '"+e.local+"' is not defined in module")
			return
		}
	}
}
