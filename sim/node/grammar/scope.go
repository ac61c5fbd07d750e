package grammar

type scopeKind uint8

const (
	scriptScope scopeKind = iota
	moduleScope
	evalScope
	functionScope
	bodyScope // of a function whose parameters are not simple, or a static block
	blockScope
	catchScope
	withScope
	classScope
)

type mode uint8

const (
	modeVar mode = iota
	modeLexical
	modeBlockFunction // by function in a block of sloppy code
)

// declaration is one of a name.
type declaration struct {
	name       string
	start, end int
	mode       mode
	nested     *scope // where var stands, if not at the top of the function
}

// scope is where names are declared.
type scope struct {
	kind     scopeKind
	outer    *scope
	strict   bool
	simple   bool // the parameters of the function are
	function functionKind
	names    map[string]*declaration
	order    []*declaration
}

// functionKind is what kind of function code belongs to.
type functionKind struct {
	arrow, async, generator bool
	method, getter, setter  bool
	constructor, derived    bool
	fields, static          bool // the values of fields, or a static block
	module, target          bool
}

func (k functionKind) awaitIsNoName() bool { return k.async || k.static }

// function is the one whose code is read.
type function struct {
	kind    functionKind
	targets []target
}

func (p *parser) enter(kind scopeKind) (leave func()) { return p.enterScope(p.newScope(kind)) }

func (p *parser) newScope(kind scopeKind) *scope {
	return &scope{kind: kind, outer: p.scope, strict: p.scope.strict, simple: true}
}

func (p *parser) enterScope(s *scope) (leave func()) {
	outer := p.scope
	p.scope = s
	return func() { p.scope = outer }
}

// declares reports whether var belongs to the scope.
func (s *scope) declares() bool { return s.kind <= bodyScope }

// declarationScope is the one that var belongs to.
func (s *scope) declarationScope() *scope {
	for !s.declares() {
		s = s.outer
	}
	return s
}

// receiver is the scope whose this, super and arguments are meant.
func (s *scope) receiver() *scope {
	for s.kind > functionScope || s.kind == functionScope && s.function.arrow {
		if s.outer == nil {
			break
		}
		s = s.outer
	}
	return s
}

func (s *scope) bansArguments() bool { return s.receiver().function.fields }

// declare notes a declaration, and reports whether the name is new there. A name that is
// declared in a way that does not go with how it was is a fault. (Scope::DeclareVariable)
func (s *scope) declare(p *parser, d *declaration) bool {
	in := s
	if d.mode == modeVar && !s.declares() {
		in = s.declarationScope()
		d.nested = s
	}
	in.order = append(in.order, d)
	before := in.names[d.name]
	if before == nil {
		if in.names == nil {
			in.names = map[string]*declaration{}
		}
		in.names[d.name] = d
		return true
	}
	if (d.mode != modeVar || before.mode != modeVar) && !(d.mode == modeBlockFunction && before.mode == modeBlockFunction) {
		end := d.end
		if end == 0 {
			end = d.start + 1
		}
		p.report(d.start, end, declaredTwice(d.name))
	}
	return false
}

func declaredTwice(name string) string { return "Identifier '" + name + "' has already been declared" }

// checkConflicts looks for var that goes past a lexical declaration of its name.
// (DeclarationScope::CheckConflictingVarDeclarations)
func (p *parser) checkConflicts(s *scope) {
	if p.failed {
		return
	}
	for _, d := range s.order {
		for at := d.nested; at != nil && at != s; at = at.outer {
			if before := at.names[d.name]; before != nil && before.mode != modeVar {
				p.report(d.start, d.start+1, declaredTwice(d.name))
				return
			}
		}
	}
}

// redeclaredIn reports a name that is declared in a scope though one around it has it.
func (p *parser) redeclaredIn(name string, s *scope) {
	if d := s.names[name]; d != nil {
		p.report(d.start, d.start+1, declaredTwice(name))
	}
}

// target is what break and continue may go to.
type target struct {
	labels, own []string
	loop        bool
	anonymous   bool // break without a label goes there
}

func (p *parser) target(t target) (leave func()) {
	p.function.targets = append(p.function.targets, t)
	f := p.function
	count := len(f.targets) - 1
	return func() { f.targets = f.targets[:count] }
}

func (p *parser) breakTarget(label string) bool {
	for _, t := range p.function.targets {
		if label == "" && t.anonymous || label != "" && contains(t.labels, label) {
			return true
		}
	}
	return false
}

func (p *parser) continueTarget(label string) bool {
	for _, t := range p.function.targets {
		if t.loop && (label == "" || contains(t.own, label)) {
			return true
		}
	}
	return false
}
