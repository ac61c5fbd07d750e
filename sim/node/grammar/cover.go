package grammar

// What is read may turn out to be an expression, a pattern to assign to, or the head of an
// arrow function. A cover notes what would be wrong with it as each of these until it is
// known what it is. (expression-scope.h)

type coverKind uint8

const (
	coverExpression coverKind = iota
	coverArrow
	coverAsyncArrow
	coverParameters // certainly declarations, from here on
	coverVar
	coverLexical
)

// mark is a fault that may not matter: one without a message is none.
type mark struct {
	start, end int
	message    string
}

const (
	asExpression = iota
	asPattern
)

type cover struct {
	parser        *parser
	kind          coverKind
	parent        *cover
	marks         [2]mark
	declaration   mark // what is wrong with it as the head of an arrow function
	complex       bool // the parameters are not only names
	names         []reference
	mayBeHead     bool // it, or one around it, may be of parameters
	asyncHeadOver bool
	duplicate     mark // of certain parameters: the first name that is there twice
}

type reference struct {
	name  string
	start int
}

// open begins a cover.
func (p *parser) open(kind coverKind) (*cover, func()) {
	c := &cover{parser: p, kind: kind, parent: p.cover}
	c.mayBeHead = c.mayBeParameters() || c.parent != nil && c.parent.mayBeHead
	c.asyncHeadOver = kind == coverAsyncArrow || c.parent != nil && c.parent.mayBeExpression() && c.parent.asyncHeadOver
	outer := p.cover
	p.cover = c
	return c, func() { p.cover = outer }
}

func (c *cover) mayBeExpression() bool  { return c != nil && c.kind <= coverAsyncArrow }
func (c *cover) mayBeDeclaration() bool { return c != nil && c.kind >= coverArrow }
func (c *cover) isHead() bool           { return c != nil && (c.kind == coverArrow || c.kind == coverAsyncArrow) }
func (c *cover) mayBeParameters() bool {
	return c != nil && c.kind >= coverArrow && c.kind <= coverParameters
}
func (c *cover) isDeclaration() bool { return c != nil && c.kind >= coverParameters }

func (c *cover) record(as, start, end int, message string) {
	if c.marks[as].message == "" {
		c.marks[as] = mark{start, end, message}
	}
}

func (c *cover) recordExpression(start, end int, message string) {
	if c.mayBeExpression() {
		c.record(asExpression, start, end, message)
	}
}

func (c *cover) recordPattern(start, end int, message string) {
	switch {
	case c == nil:
	case c.isDeclaration():
		c.parser.report(start, end, message)
	default:
		c.record(asPattern, start, end, message)
	}
}

func (c *cover) recordDeclaration(start, end int, message string) {
	switch {
	case !c.mayBeDeclaration():
	case c.isDeclaration():
		c.parser.report(start, end, message)
	default:
		c.declaration = mark{start, end, message}
	}
}

// recordInitializer notes what no default of a parameter may have.
func (c *cover) recordInitializer(start, end int, message string) {
	if c == nil {
		return
	}
	for at := c; at.kind != coverParameters; {
		if !c.mayBeHead {
			return
		}
		if at.mayBeParameters() {
			at.declaration = mark{start, end, message}
		}
		if at = at.parent; at == nil {
			return
		}
	}
	c.parser.report(start, end, message)
}

func (c *cover) recordAsyncArrow(start, end int, message string) {
	if !c.mayBeExpression() {
		return
	}
	for at := c; at != nil && c.asyncHeadOver; at = at.parent {
		if at.kind == coverAsyncArrow {
			at.declaration = mark{start, end, message}
		}
	}
}

func (p *parser) recordStrictParameter(start, end int, message string) {
	switch {
	case !p.cover.mayBeParameters():
	case p.cover.kind != coverParameters:
		p.head.strict = mark{start, end, message}
	case p.scope.strict:
		p.report(start, end, message)
	case p.members != nil:
		p.members.strict = mark{start, end, message}
	}
}

func (c *cover) recordComplex() {
	if c.isHead() {
		c.complex = true
	}
}

func (c *cover) validate(as int) {
	if m := c.marks[as]; m.message != "" {
		c.parser.report(m.start, m.end, m.message)
	}
}

func (c *cover) validateExpression() { c.validate(asExpression) }

func (c *cover) validatePattern(e expr, start, end int) {
	c.validate(asPattern)
	if e.parens {
		c.parser.report(start, end, noTarget)
	}
}

// validateHead tells that it is not the head of an arrow function.
func (c *cover) validateNoHead() {
	c.parser.head.strict = mark{}
	c.validate(asExpression)
}

// toScope tells that it is one, and makes the scope of the function.
func (c *cover) toScope() *scope {
	p := c.parser
	if m := c.declaration; m.message != "" {
		p.report(m.start, m.end, m.message)
	}
	c.validate(asPattern)
	s := p.newScope(functionScope)
	s.function = functionKind{arrow: true, async: c.kind == coverAsyncArrow}
	s.simple = !c.complex
	for _, n := range c.names {
		if s.names[n.name] != nil {
			p.report(n.start, n.start+len(n.name), duplicateParameter)
			continue
		}
		s.declare(p, &declaration{name: n.name, start: n.start, mode: modeVar})
	}
	return s
}

const duplicateParameter = "Duplicate parameter name not allowed in this context"

// refer notes a name: one that is declared where declarations are read.
func (p *parser) refer(name string, start int) {
	switch c := p.cover; {
	case c == nil:
	case c.isHead():
		c.names = append(c.names, reference{name, start})
	case c.isDeclaration():
		c.declare(name, start)
	}
}

func (c *cover) declare(name string, start int) {
	p := c.parser
	switch c.kind {
	case coverParameters:
		if p.scope.names[name] == nil {
			p.scope.declare(p, &declaration{name: name, start: start, mode: modeVar})
		} else if c.duplicate.message == "" {
			c.duplicate = mark{start, start + len(name), duplicateParameter}
		}
	case coverVar:
		p.scope.declare(p, &declaration{name: name, start: start, mode: modeVar})
	case coverLexical:
		p.scope.declare(p, &declaration{name: name, start: start, mode: modeLexical})
		if name == "let" {
			p.report(start, start+len(name), "let is disallowed as a lexically bound name")
		}
	}
}

// accumulation keeps the marks of the parts of what is read apart, and puts the first of
// each together in the end.
type accumulation struct {
	of    *cover
	marks [2]mark
}

func (p *parser) accumulate() *accumulation {
	a := &accumulation{}
	if p.cover.mayBeExpression() {
		a.of = p.cover
		a.marks = a.of.marks
		a.of.marks = [2]mark{}
	}
	return a
}

func (a *accumulation) add() {
	if a == nil || a.of == nil {
		return
	}
	for as, m := range a.of.marks {
		if a.marks[as].message == "" {
			a.marks[as] = m
		}
	}
	a.of.marks = [2]mark{}
}

// isExpression tells that the part which was read last is certainly no pattern.
func (a *accumulation) isExpression() {
	if a != nil && a.of != nil {
		a.of.validateExpression()
		a.of.marks[asPattern] = mark{}
	}
}

func (a *accumulation) end() {
	if a.of == nil {
		return
	}
	a.add()
	for as, m := range a.marks {
		if m.message != "" {
			a.of.marks[as] = m
		}
	}
}

// arrowHead is what is known of the arrow function whose arrow comes next.
type arrowHead struct {
	scope  *scope
	strict mark
}
