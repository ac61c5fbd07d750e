package grammar

import "slices"

// Goal is what a source is to be.
type Goal uint8

const (
	Script   Goal = iota // a script of its own
	Module               // an ES module
	Function             // the body of a function, as that of a CommonJS module
	Eval                 // a script for eval
)

// Source is what is asked about.
type Source struct {
	Text string
	Goal Goal
	// Parameters are those of the function whose body it is.
	Parameters []string
	// Around is where an eval is called.
	Around Around
	// ParametersEnd is where the parameters of the first function end, if that is known
	// and not 0: text that was to be parameters may end them itself.
	ParametersEnd int
	// Async says that the body is one of an async function.
	Async bool
	// Literal tells what is wrong with a regular expression, "" if nothing is.
	Literal func(pattern, flags string) string
}

// Around is what code for eval may use, because of what is around its call.
type Around struct {
	Strict    bool
	Target    bool // new.target
	Super     bool // super.x
	SuperCall bool // super()
	Fields    bool // it is the value of a field, where arguments is refused
	Private   bool // the names of private members are known to those around
}

// Fault is the first thing that is wrong with a source: a part of it, by bytes.
type Fault struct {
	Start, End int
	Message    string
}

// Check goes through a source, and tells what is wrong; nil if nothing is.
func Check(source Source) *Fault {
	p := &parser{scanner: newScanner(source.Text, source.Goal == Module), source: source, acceptIn: true}
	p.enterSource()
	return p.fault
}

type parser struct {
	*scanner
	source   Source
	scope    *scope
	function *function // the one whose code is read
	cover    *cover    // what the expression that is read may turn out to be
	head     arrowHead // of the arrow function that comes next
	members  *parameters
	classes  *class // the one that is read, for names of private members
	exports  []exported
	acceptIn bool
}

func (p *parser) enterSource() {
	var kind functionKind
	top := &scope{kind: scriptScope}
	switch p.source.Goal {
	case Module:
		top.kind, top.strict = moduleScope, true
		kind.module = true
	case Eval:
		around := p.source.Around
		top.kind, top.strict = evalScope, around.Strict
		kind.target, kind.method, kind.derived, kind.fields = around.Target, around.Super, around.SuperCall, around.Fields
	case Function:
		top.kind = functionScope
		kind.async = p.source.Async
	}
	top.function = kind
	p.scope = top
	p.function = &function{kind: kind}
	for _, name := range p.source.Parameters {
		top.declare(p, &declaration{name: name, mode: modeVar})
	}
	p.begin()
	if p.source.Goal == Module {
		p.moduleItems()
	} else {
		p.statementList(tEnd)
	}
	if p.scope.strict {
		p.checkOctal(0, len(p.text))
	}
	p.checkConflicts(top)
	if p.source.Goal == Module && !p.failed {
		p.checkExports()
	}
}

// report notes a fault, if it is the first or stands wholly before the one that was found.
// (PendingCompilationErrorHandler::ReportMessageAt)
func (p *parser) report(start, end int, message string) {
	if p.fault == nil || end < p.fault.Start {
		p.fault = &Fault{start, end, message}
	}
	p.stop()
}

// reportHere notes a fault of the token that was taken last.
func (p *parser) reportHere(message string) { p.report(p.current.start, p.current.end, message) }

// unexpected tells that the token taken last must not stand there. (ReportUnexpectedTokenAt)
func (p *parser) unexpected(kind token) { p.unexpectedAt(p.current.start, p.current.end, kind) }

// unexpectedAs tells it of the place of the token taken last, but in words for another.
func (p *parser) unexpectedAs(l lexeme) {
	p.unexpectedToken(p.current.start, p.current.end, l.kind, p.text[l.start:l.end])
}

func (p *parser) unexpectedAt(start, end int, kind token) {
	l := p.current
	if p.next.kind == kind && l.kind != kind {
		l = p.next
	}
	p.unexpectedToken(start, end, kind, p.text[l.start:l.end])
}

func (p *parser) unexpectedToken(start, end int, kind token, text string) {
	message := "Unexpected token '" + text + "'"
	switch kind {
	case tEnd:
		message = "Unexpected end of input"
	case tNumber:
		message = "Unexpected number"
	case tString:
		message = "Unexpected string"
	case tPrivate, tIdentifier:
		message = "Unexpected identifier '" + p.current.value + "'"
	case tAwait, tEnum:
		message = "Unexpected reserved word"
	case tLet, tStatic, tYield, tReserved:
		message = strictReserve
		if !p.scope.strict {
			message = "Unexpected identifier '" + p.current.value + "'"
		}
	case tTemplate, tTemplateTail:
		message = "Unexpected template string"
	case tEscapedReserved, tEscapedKeyword:
		message = "Keyword must not contain escaped characters"
	case tIllegal:
		message = illegal
		if p.wrong != nil {
			start, end, message = p.wrong.Start, p.wrong.End, p.wrong.Message
		}
	}
	p.report(start, end, message)
}

func (p *parser) expect(kind token) {
	if taken := p.take(); taken != kind {
		p.unexpected(taken)
	}
}

// check takes a token if it is of the kind.
func (p *parser) check(kind token) bool {
	if p.next.kind != kind {
		return false
	}
	p.take()
	return true
}

// word reports whether a name stands next that is a keyword there.
func (p *parser) word(name string) bool {
	return p.next.kind == tIdentifier && p.next.value == name && !p.next.escaped
}

func (p *parser) checkWord(name string) bool {
	if p.word(name) {
		p.take()
		return true
	}
	return false
}

// expectWord takes a name that is a keyword there.
func (p *parser) expectWord(name string) { p.expectLastWord(name, name, p.next.start) }

// expectLastWord takes the last word of what is called full and begins at start.
func (p *parser) expectLastWord(name, full string, start int) {
	p.expect(tIdentifier)
	if p.current.value != name {
		p.unexpected(p.current.kind)
	}
	if p.current.escaped && !p.failed {
		p.report(start, p.current.end, "'"+full+"' must not contain escaped characters")
	}
}

// semicolon takes one, or what stands for one.
func (p *parser) semicolon() {
	switch {
	case p.next.kind == tSemicolon:
		p.take()
	case p.next.newline || endsStatement(p.next.kind):
	case p.current.kind == tAwait && !p.function.kind.async:
		p.reportHere("await is only valid in async functions and the top level bodies of modules")
	default:
		p.unexpected(p.take())
	}
}

func endsStatement(kind token) bool { return kind == tSemicolon || kind == tRightBrace || kind == tEnd }

// anyIdentifier reports whether a token may be a name somewhere.
func anyIdentifier(kind token) bool { return kind >= tIdentifier && kind <= tEscapedReserved }

// plainIdentifier reports whether a token is a name everywhere.
func plainIdentifier(kind token) bool { return kind >= tIdentifier && kind <= tAsync }

func strictReserved(kind token) bool { return kind >= tYield && kind <= tEscapedReserved }

// valid reports whether a token may be a name here.
func valid(kind token, strict, generator, noAwait bool) bool {
	switch {
	case plainIdentifier(kind):
		return true
	case kind == tAwait:
		return !noAwait
	case kind == tYield:
		return !generator && !strict
	}
	return strictReserved(kind) && !strict
}

func (p *parser) noAwait() bool {
	return p.source.Goal == Module || p.function.kind.awaitIsNoName()
}

// identifier takes a name in a function of a kind.
func (p *parser) identifier(kind functionKind) string {
	taken := p.take()
	if !valid(taken, p.scope.strict, kind.generator, p.source.Goal == Module || kind.awaitIsNoName()) {
		p.unexpected(taken)
		return ""
	}
	return p.current.value
}

// ownIdentifier takes a name that strict code may bind.
func (p *parser) ownIdentifier() string {
	name := p.identifier(p.function.kind)
	if p.scope.strict && isKept(name) {
		p.reportHere(strictKept)
	}
	return name
}

const (
	illegal        = "Invalid or unexpected token"
	strictKept     = "Unexpected eval or arguments in strict mode"
	strictReserve  = "Unexpected strict mode reserved word"
	noTarget       = "Invalid destructuring assignment target"
	noArgumentsFor = "'arguments' is not allowed in class field initializer or static initialization block"
)

// isKept reports whether a name is one that strict code cannot give a value.
func isKept(name string) bool { return name == "eval" || name == "arguments" }

// name takes the token that was taken as a name, if it may be one.
// (ParseAndClassifyIdentifier)
func (p *parser) name(taken token) string {
	if plainIdentifier(taken) {
		if p.current.value == "arguments" && p.scope.bansArguments() {
			p.reportHere(noArgumentsFor)
			return ""
		}
		return p.current.value
	}
	if !valid(taken, p.scope.strict, p.function.kind.generator, p.noAwait()) {
		p.unexpected(taken)
		return ""
	}
	if taken == tAwait {
		p.cover.recordAsyncArrow(p.current.start, p.current.end, awaitBinding)
	} else {
		p.recordStrictParameter(p.current.start, p.current.end, strictReserve)
	}
	return p.current.value
}

const awaitBinding = "'await' is not a valid identifier name in an async function"

// checkOctal reports the octal number or escape that was seen last, if it stands in code
// that turned out to be strict.
func (p *parser) checkOctal(start, end int) {
	if o := p.octal; o != nil && start <= o.Start && o.End <= end {
		p.report(o.Start, o.End, o.Message)
		p.octal = nil
	}
}

func contains(list []string, name string) bool { return slices.Contains(list, name) }
