package awk

import (
	"fmt"
	"strings"
)

// fault is what is wrong with a program, and where.
type fault struct {
	line int
	text string
}

func (f fault) Error() string { return fmt.Sprintf("line %d: %s", f.line, f.text) }

// Parse reads a program.
func Parse(source string) (program *Program, err error) {
	defer func() {
		if x := recover(); x != nil {
			f, ok := x.(fault)
			if !ok {
				panic(x)
			}
			program, err = nil, f
		}
	}()
	p := &parser{lexer: lexer{rest: source, line: 1}, program: &Program{functions: map[string]*function{}}}
	p.advance()
	for p.skipLines(true); p.at.kind != end; p.skipLines(true) {
		p.item()
	}
	for _, c := range p.calls {
		if p.program.functions[c.function] == nil {
			panic(fault{p.line + 1, "function " + c.function + " never defined"})
		}
	}
	return p.program, nil
}

type parser struct {
	lexer
	at      token
	program *Program
	calls   []*callNode
	printed int // within the words of a print, where ">" is not a comparison; 0 in parentheses
	open    int // parentheses
	depth   int
}

func (p *parser) advance() token {
	t := p.at
	if t.kind == sign && t.text == "(" {
		p.open++
	} else if t.kind == sign && t.text == ")" {
		p.open--
	}
	p.at = p.next()
	return t
}

func (p *parser) is(text string) bool {
	return (p.at.kind == sign || p.at.kind == keyword) && p.at.text == text
}

func (p *parser) take(text string) bool {
	if !p.is(text) {
		return false
	}
	p.advance()
	return true
}

func (p *parser) want(text string) {
	if !p.take(text) {
		p.unexpected()
	}
}

func (p *parser) unexpected() {
	at := p.at.text
	switch p.at.kind {
	case end:
		at = "end of file"
	case newline:
		at = "unexpected newline"
	case text:
		at = `"` + at + `"`
	case expression:
		at = "/" + at + "/"
	}
	what := "syntax error at or near "
	if p.open > 0 && (p.is("}") || p.is(";") || p.at.kind == newline) {
		what = "missing ) near "
	}
	panic(fault{p.at.line, what + at})
}

// skipLines goes over ends of lines, and of statements if they too mean nothing.
func (p *parser) skipLines(semicolons bool) {
	for p.at.kind == newline || semicolons && p.is(";") {
		p.advance()
	}
}

func (p *parser) item() {
	if p.take("function") || p.take("func") {
		p.function()
		return
	}
	var r rule
	switch {
	case p.take("BEGIN"):
		r.begin = true
	case p.take("END"):
		r.end = true
	case !p.is("{"):
		r.from = p.expression()
		if p.take(",") {
			p.skipLines(false)
			r.to = p.expression()
		}
	}
	if p.is("{") {
		r.body = p.block()
	} else if r.printed = true; r.begin || r.end {
		p.unexpected()
	} else if p.at.kind != end && p.at.kind != newline && !p.is(";") {
		p.unexpected()
	}
	p.program.rules = append(p.program.rules, r)
}

func (p *parser) function() {
	f := &function{name: p.at.text}
	if p.at.kind != called && p.at.kind != name {
		p.unexpected()
	}
	p.advance()
	p.want("(")
	for !p.take(")") {
		if p.at.kind != name {
			p.unexpected()
		}
		f.parameters = append(f.parameters, p.advance().text)
		if !p.is(")") {
			p.want(",")
			p.skipLines(false)
		}
	}
	p.skipLines(false)
	p.program.functions[f.name] = f
	f.body = p.block()
}

// deepest is how deep a program's parts may lie in one another.
const deepest = 500

func (p *parser) deeper() func() {
	if p.depth++; p.depth > deepest {
		panic(fault{p.at.line, "the program is nested too deeply"})
	}
	return func() { p.depth-- }
}

func (p *parser) block() []node {
	p.want("{")
	list := []node{}
	for p.skipLines(true); !p.take("}"); p.skipLines(true) {
		if p.at.kind == end {
			p.unexpected()
		}
		list = append(list, p.statement())
	}
	return list
}

// body is what an if or a loop does: a statement or a block.
func (p *parser) body() []node {
	p.skipLines(false)
	if p.take(";") {
		return nil
	}
	return []node{p.statement()}
}

func (p *parser) statement() node {
	defer p.deeper()()
	switch {
	case p.is("{"):
		return &blockNode{p.block()}
	case p.take("if"):
		return p.condition()
	case p.take("while"):
		p.want("(")
		n := &whileNode{condition: p.expression()}
		p.want(")")
		n.body = p.body()
		return n
	case p.take("do"):
		n := &whileNode{body: p.body(), later: true}
		p.skipLines(true)
		p.want("while")
		p.want("(")
		n.condition = p.expression()
		p.want(")")
		return n
	case p.take("for"):
		return p.loop()
	}
	n := p.simple()
	if !p.is("}") && p.at.kind != end && !p.take(";") && p.at.kind != newline {
		p.unexpected()
	}
	return n
}

func (p *parser) condition() node {
	p.want("(")
	n := &ifNode{condition: p.expression()}
	p.want(")")
	n.yes = p.body()
	before, at := p.lexer, p.at
	p.skipLines(true)
	if !p.take("else") {
		p.lexer, p.at = before, at
		return n
	}
	n.no = p.body()
	return n
}

func (p *parser) loop() node {
	p.want("(")
	if p.at.kind == name {
		before, at := p.lexer, p.at
		variable := p.advance().text
		if p.take("in") && p.at.kind == name {
			array := p.advance().text
			if p.take(")") {
				return &eachNode{variable, array, p.body()}
			}
		}
		p.lexer, p.at = before, at
	}
	n := &forNode{}
	if !p.is(";") {
		n.first = p.simple()
	}
	p.want(";")
	p.skipLines(false)
	if !p.is(";") {
		n.condition = p.expression()
	}
	p.want(";")
	p.skipLines(false)
	if !p.is(")") {
		n.step = p.simple()
	}
	p.want(")")
	n.body = p.body()
	return n
}

func (p *parser) ended() bool {
	return p.at.kind == end || p.at.kind == newline || p.is(";") || p.is("}")
}

func (p *parser) simple() node {
	if p.at.kind != keyword {
		return p.expression()
	}
	switch word := p.at.text; word {
	case "print", "printf":
		p.advance()
		return p.print(word == "printf")
	case "break", "continue", "next", "nextfile":
		p.advance()
		return &jumpNode{kind: word}
	case "exit", "return":
		p.advance()
		n := &jumpNode{kind: word}
		if !p.ended() {
			n.value = p.expression()
		}
		return n
	case "delete":
		p.advance()
		if p.at.kind != name {
			p.unexpected()
		}
		n := &deleteNode{array: p.advance().text}
		if p.take("[") {
			n.index = p.list("]")
		}
		return n
	}
	return p.expression()
}

func (p *parser) print(formatted bool) node {
	n := &printNode{formatted: formatted}
	p.printed++
	if !p.ended() && !p.is(">") && !p.is(">>") && !p.is("|") {
		n.arguments = p.expressions()
		if group, ok := n.arguments[0].(*groupNode); ok && len(n.arguments) == 1 {
			n.arguments = group.inner
		}
	}
	p.printed--
	if p.is(">") || p.is(">>") || p.is("|") {
		n.kind = p.advance().text
		n.to = p.concatenation()
	}
	return n
}

func (p *parser) expressions() []node {
	list := []node{p.expression()}
	for p.take(",") {
		p.skipLines(false)
		list = append(list, p.expression())
	}
	return list
}

// list is expressions up to a closing sign.
func (p *parser) list(closing string) []node {
	printed := p.printed
	p.printed = 0
	p.skipLines(false)
	list := []node{}
	if !p.is(closing) {
		list = p.expressions()
	}
	p.skipLines(false)
	p.printed = printed
	p.want(closing)
	return list
}

// ---- Expressions, from what binds least to what binds most

func (p *parser) expression() node {
	defer p.deeper()()
	left := p.choice()
	if p.at.kind == sign && assignments[p.at.text] && isPlace(left) {
		operator := strings.TrimSuffix(p.advance().text, "=")
		p.skipLines(false)
		return &assignNode{left, operator, p.expression()}
	}
	return left
}

var assignments = map[string]bool{"=": true, "+=": true, "-=": true, "*=": true, "/=": true, "%=": true, "^=": true, "**=": true}

func isPlace(n node) bool {
	switch n.(type) {
	case *nameNode, *fieldNode, *indexNode:
		return true
	}
	return false
}

func (p *parser) choice() node {
	condition := p.either()
	if !p.take("?") {
		return condition
	}
	p.skipLines(false)
	yes := p.expression()
	p.skipLines(false)
	p.want(":")
	p.skipLines(false)
	return &chooseNode{condition, yes, p.expression()}
}

func (p *parser) either() node {
	left := p.both()
	for p.take("||") {
		p.skipLines(false)
		left = &binaryNode{"||", left, p.both()}
	}
	return left
}

func (p *parser) both() node {
	left := p.membership()
	for p.take("&&") {
		p.skipLines(false)
		left = &binaryNode{"&&", left, p.membership()}
	}
	return left
}

func (p *parser) membership() node {
	left := p.matching()
	for p.take("in") {
		index := []node{left}
		if group, ok := left.(*groupNode); ok {
			index = group.inner
		}
		if p.at.kind != name {
			p.unexpected()
		}
		left = &inNode{index, p.advance().text}
	}
	return left
}

func (p *parser) matching() node {
	left := p.comparison()
	for {
		switch {
		case p.take("~"):
			left = &binaryNode{"~", left, p.comparison()}
		case p.is("!") && strings.HasPrefix(p.rest, "~"):
			p.advance()
			p.advance()
			left = &unaryNode{"!", &binaryNode{"~", left, p.comparison()}}
		default:
			return left
		}
	}
}

func (p *parser) comparison() node {
	left := p.concatenation()
	for {
		switch {
		case p.is("<") || p.is("<=") || p.is("==") || p.is("!=") || p.is(">=") || p.is(">") && p.printed == 0:
			operator := p.advance().text
			left = &binaryNode{operator, left, p.concatenation()}
		case p.is("|") && strings.HasPrefix(strings.TrimLeft(p.rest, " \t"), "getline"):
			p.advance()
			p.advance()
			left = &getlineNode{kind: "|", from: left, to: p.place()}
		default:
			return left
		}
	}
}

// concatenation is operands beside one another.
func (p *parser) concatenation() node {
	left := p.sum()
	for p.beginsOperand() {
		left = &binaryNode{" ", left, p.sum()}
	}
	return left
}

func (p *parser) beginsOperand() bool {
	switch p.at.kind {
	case number, text, expression, name, called, builtin:
		return true
	case sign:
		switch p.at.text {
		case "$", "(", "++", "--", "-", "+":
			return true
		case "!":
			return !strings.HasPrefix(p.rest, "~")
		}
	}
	return false
}

func (p *parser) sum() node {
	left := p.product()
	for p.is("+") || p.is("-") {
		operator := p.advance().text
		left = &binaryNode{operator, left, p.product()}
	}
	return left
}

func (p *parser) product() node {
	left := p.unary()
	for p.is("*") || p.is("/") || p.is("%") {
		operator := p.advance().text
		left = &binaryNode{operator, left, p.unary()}
	}
	return left
}

func (p *parser) unary() node {
	defer p.deeper()()
	for _, operator := range []string{"!", "-", "+"} {
		if p.take(operator) {
			return &unaryNode{operator, p.unary()}
		}
	}
	return p.power()
}

func (p *parser) power() node {
	base := p.step()
	if p.take("^") || p.take("**") {
		exponent := p.signedPower()
		return &binaryNode{"^", base, exponent}
	}
	return base
}

// signedPower is an exponent: it may have a sign, and powers group from the right.
func (p *parser) signedPower() node {
	defer p.deeper()()
	for _, operator := range []string{"-", "+", "!"} {
		if p.take(operator) {
			return &unaryNode{operator, p.signedPower()}
		}
	}
	return p.power()
}

func (p *parser) step() node {
	for _, operator := range []string{"++", "--"} {
		if p.take(operator) {
			to := p.primary()
			if !isPlace(to) {
				p.unexpected()
			}
			return &stepNode{to, stepOf(operator), true}
		}
	}
	n := p.primary()
	if isPlace(n) && (p.is("++") || p.is("--")) {
		return &stepNode{n, stepOf(p.advance().text), false}
	}
	return n
}

func stepOf(operator string) float64 {
	if operator == "++" {
		return 1
	}
	return -1
}

func (p *parser) primary() node {
	defer p.deeper()()
	t := p.at
	switch t.kind {
	case number:
		p.advance()
		return &numberNode{toNumber(t.text)}
	case text:
		p.advance()
		return &textNode{t.text}
	case expression:
		p.advance()
		return &matchNode{compile(t.text, t.line)}
	case name:
		p.advance()
		if p.take("[") {
			return &indexNode{t.text, p.list("]")}
		}
		return &nameNode{t.text}
	case called:
		p.advance()
		p.want("(")
		n := &callNode{t.text, p.list(")"), t.line}
		p.calls = append(p.calls, n)
		return n
	case builtin:
		p.advance()
		n := &builtinNode{function: t.text}
		if p.take("(") {
			n.arguments = p.list(")")
		} else if n.bare = true; t.text != "length" {
			p.unexpected()
		}
		return n
	}
	switch {
	case p.take("$"):
		if p.is("++") || p.is("--") || p.is("-") || p.is("+") || p.is("!") {
			return &fieldNode{p.unary()}
		}
		return &fieldNode{p.primary()}
	case p.take("("):
		return &groupNode{p.list(")")}
	case p.take("getline"):
		n := &getlineNode{to: p.place()}
		if p.take("<") {
			n.kind, n.from = "<", p.primary()
		}
		return n
	}
	p.unexpected()
	return nil
}

// place is what getline reads into, if it says so.
func (p *parser) place() node {
	if p.at.kind == name || p.is("$") {
		return p.primary()
	}
	return nil
}
