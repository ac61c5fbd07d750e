package js

import (
	"errors"

	"github.com/grafana/sobek"
	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/file"
	"github.com/grafana/sobek/token"
	"github.com/grafana/sobek/unistring"

	"timeslice/sim/node/grammar"
)

// A context of the module vm is a global scope of its own in the same isolate:
// the engine has one global object, so a script of a context runs inside a with
// over an object that answers for every name. What a script declares at its top
// becomes assignments, and its this is the context's. The objects of the
// language itself are those of the isolate, so that [] of a context is an
// instance of the Array outside, which it is not in V8.

const (
	contextScopeName unistring.String = " scope"  // the context of the script that begins
	contextThisName  unistring.String = " thisOf" // what this is in a context
	contextOwn                        = " thisOf" // the one helper that a context has itself
)

// ErrLate is why a script that was limited has ended.
var ErrLate = errors.New("the script took too long")

// Context is such a scope. Its variables are properties of an object.
type Context struct {
	isolate  *Isolate
	sandbox  *sobek.Object
	builtins *sobek.Object // what every context has besides
	has, set sobek.Callable
	scope    *sobek.Object
	global   *sobek.Object // what code in it calls globalThis
	thisOf   sobek.Value
	lexical  map[string]*contextBinding
	declared map[string]bool // by var, and perhaps without a value
}

// contextBinding is a variable of let, const or class.
type contextBinding struct {
	value    sobek.Value // nil before it is declared
	constant bool
}

// NewContext makes an object the variables of a context. global is what code
// in it calls globalThis; has(name) reports whether the sandbox has a property,
// and set(name, value) gives it one, if it can.
func (i *Isolate) NewContext(sandbox, builtins, global *sobek.Object, has, set sobek.Callable) *Context {
	c := &Context{
		isolate: i, sandbox: sandbox, builtins: builtins, global: global, has: has, set: set, lexical: map[string]*contextBinding{}, declared: map[string]bool{},
	}
	c.scope = i.Engine.NewDynamicObject(c)
	outside := i.Engine.GlobalObject()
	c.thisOf = i.Engine.ToValue(func(call sobek.FunctionCall) sobek.Value {
		if this := call.Argument(0); this != sobek.Value(outside) && this != sobek.Value(c.scope) {
			return this
		}
		return global
	})
	return c
}

func (c *Context) known(name string) bool {
	if c.lexical[name] != nil || c.declared[name] || c.builtins.Get(name) != nil {
		return true
	}
	has, err := c.has(sobek.Undefined(), c.isolate.Engine.ToValue(name))
	if err != nil {
		panic(err)
	}
	return has.ToBoolean()
}

// Has reports whether a name is looked up here: all but helpers, so that no
// script finds the global object behind; but a name that nobody has is left to
// the engine, which tells that it is not defined.
func (c *Context) Has(name string) bool {
	switch {
	case name == contextOwn:
		return true
	case isHidden(name):
		return false
	case c.known(name):
		return true
	}
	return c.assigns() || c.isolate.Engine.GlobalObject().Get(name) != nil
}

// operation is the engine's name of what the script does here.
func (c *Context) operation() (name string) {
	c.isolate.inside.calls(func(at call) bool {
		if at.program == nil {
			return true
		}
		name = c.isolate.inside.operation(at.program, at.pc)
		return false
	})
	return name
}

func (c *Context) assigns() bool { return c.operation() == "resolveVar1" }

// Get is the value of a variable.
func (c *Context) Get(name string) sobek.Value {
	if name == contextOwn {
		return c.thisOf
	}
	if b := c.lexical[name]; b != nil {
		if b.value == nil {
			c.throw("ReferenceError", "Cannot access '"+name+"' before initialization")
		}
		return b.value
	}
	if v := c.sandbox.Get(name); v != nil {
		if v == sobek.Value(c.sandbox) {
			return c.global // code inside never gets hold of the object itself
		}
		return v
	}
	if v := c.builtins.Get(name); v != nil {
		return v
	}
	if !c.known(name) && c.operation() != "loadDynamicRef" {
		c.throw("ReferenceError", name+" is not defined")
	}
	return sobek.Undefined()
}

func (c *Context) throw(class, message string) {
	e := c.isolate.Engine
	object, err := e.New(e.Get(class), e.ToValue(message))
	if err != nil {
		panic(err)
	}
	panic(e.ToValue(object))
}

// Set gives a variable a value, or makes it.
func (c *Context) Set(name string, value sobek.Value) bool {
	if b := c.lexical[name]; b != nil {
		if b.constant && b.value != nil {
			c.throw("TypeError", "Assignment to constant variable.")
		}
		b.value = value
		return true
	}
	done, err := c.set(sobek.Undefined(), c.isolate.Engine.ToValue(name), value)
	if err != nil {
		panic(err)
	}
	return done.ToBoolean()
}

// Delete removes a variable that was not declared by let, const or class.
func (c *Context) Delete(name string) bool {
	return c.lexical[name] == nil && c.sandbox.Delete(name) == nil
}

// Keys are the names of the object's own properties.
func (c *Context) Keys() []string { return c.sandbox.Keys() }

// declarations are the names that a script declares at its top.
type declarations struct {
	variables, functions []unistring.String
	lexical              []unistring.String
	constant             map[unistring.String]bool
}

// ContextScript is a script that a context can run.
type ContextScript struct {
	*Script
	declares declarations
}

// CompileContext compiles a script of a context. asks is what import() in it is
// relative to.
func (c *Cache) CompileContext(name, asks, source string) (*ContextScript, error) {
	if e := tooNested(name, source); e != nil {
		return nil, e
	}
	if err := c.wrong(name, grammar.Source{Text: source}); err != nil {
		return nil, err
	}
	m := newMask(source, false)
	if m.err != nil {
		return nil, m.err.in(name, source)
	}
	program, err := m.parse(name, "", "")
	if err != nil {
		return nil, syntaxError(name, source, 0, err)
	}
	var s ContextScript
	s.declares = top(program.Body)
	l := &lowerer{mask: m, masked: m.changes(), name: asks, base: program.File.Base(), context: true}
	if program.Body = l.list(program.Body); l.err != nil {
		return nil, l.err.in(name, source)
	}
	program.Body = []ast.Statement{enclose(program)}
	program.DeclarationList = nil
	s.Script, err = c.finish(name, source, 0, program, counting(c.Number(name), program, source))
	if err != nil {
		return nil, err
	}
	s.asker = asks
	s.quotes("", "", m, program.File)
	return &s, nil
}

// top collects what is declared at the top of a script, and makes of the
// declarations assignments.
func top(list []ast.Statement) declarations {
	d := declarations{constant: map[unistring.String]bool{}}
	for i, s := range list {
		switch s := s.(type) {
		case *ast.LexicalDeclaration:
			for _, name := range bindingNames(s.List) {
				d.lexical = append(d.lexical, name)
				d.constant[name] = s.Token == token.CONST
			}
			list[i] = assignments(s.List, s.Idx, true)
		case *ast.ClassDeclaration:
			d.lexical = append(d.lexical, s.Class.Name.Name)
			list[i] = silent(&ast.AssignExpression{Operator: token.ASSIGN, Left: s.Class.Name, Right: s.Class}, s.Class.Idx0())
		case *ast.FunctionDeclaration:
			d.functions = append(d.functions, s.Function.Name.Name)
		default:
			list[i] = d.statement(s)
		}
	}
	return d
}

// statement makes assignments of the declarations by var in a statement that
// is in no function.
func (d *declarations) statement(s ast.Statement) ast.Statement {
	switch s := s.(type) {
	case *ast.VariableStatement:
		d.variables = append(d.variables, bindingNames(s.List)...)
		return assignments(s.List, s.Var, false)
	case *ast.BlockStatement:
		d.block(s)
	case *ast.IfStatement:
		s.Consequent, s.Alternate = d.statement(s.Consequent), d.statement(s.Alternate)
	case *ast.LabelledStatement:
		s.Statement = d.statement(s.Statement)
	case *ast.TryStatement:
		d.block(s.Body)
		if s.Catch != nil {
			d.block(s.Catch.Body)
		}
		d.block(s.Finally)
	case *ast.SwitchStatement:
		for _, c := range s.Body {
			d.list(c.Consequent)
		}
	case *ast.WithStatement:
		s.Body = d.statement(s.Body)
	case *ast.WhileStatement:
		s.Body = d.statement(s.Body)
	case *ast.DoWhileStatement:
		s.Body = d.statement(s.Body)
	case *ast.ForStatement:
		if i, ok := s.Initializer.(*ast.ForLoopInitializerVarDeclList); ok {
			d.variables = append(d.variables, bindingNames(i.List)...)
			s.Initializer = &ast.ForLoopInitializerExpression{Expression: valuesOf(i.List, i.Var, false)}
		}
		s.Body = d.statement(s.Body)
	case *ast.ForInStatement:
		s.Into, s.Body = d.into(s.Into), d.statement(s.Body)
	case *ast.ForOfStatement:
		s.Into, s.Body = d.into(s.Into), d.statement(s.Body)
	}
	return s
}

func (d *declarations) block(b *ast.BlockStatement) {
	if b != nil {
		d.list(b.List)
	}
}

func (d *declarations) list(list []ast.Statement) {
	for i, s := range list {
		list[i] = d.statement(s)
	}
}

func (d *declarations) into(into ast.ForInto) ast.ForInto {
	v, ok := into.(*ast.ForIntoVar)
	if !ok {
		return into
	}
	d.variables = append(d.variables, patternNames(v.Binding.Target)...)
	return &ast.ForIntoExpression{Expression: v.Binding.Target}
}

// valuesOf is what gives declared names their values, one after another. Of
// those of let, all get one.
func valuesOf(list []*ast.Binding, at file.Idx, all bool) ast.Expression {
	var parts []ast.Expression
	for _, b := range list {
		value := b.Initializer
		if value == nil && all {
			value = nothingAt(at)
		}
		if value != nil {
			parts = append(parts, &ast.AssignExpression{Operator: token.ASSIGN, Left: b.Target, Right: value})
		}
	}
	if parts == nil {
		parts = append(parts, nothingAt(at))
	}
	return &ast.SequenceExpression{Sequence: parts}
}

func nothingAt(at file.Idx) ast.Expression {
	return &ast.UnaryExpression{Operator: token.VOID, Idx: at, Operand: &ast.NumberLiteral{Idx: at, Literal: "0", Value: int64(0)}}
}

func assignments(list []*ast.Binding, at file.Idx, all bool) ast.Statement {
	return silent(valuesOf(list, at, all), at)
}

// silent is a statement whose value is undefined.
func silent(e ast.Expression, at file.Idx) ast.Statement {
	return evaluate(&ast.UnaryExpression{Operator: token.VOID, Idx: at, Operand: e})
}

// assignDeclared is what a function's declaration becomes where its name is a variable's.
func assignDeclared(f *ast.FunctionLiteral) ast.Statement {
	name := f.Name
	f.Name = nil
	return silent(&ast.AssignExpression{Operator: token.ASSIGN, Left: name, Right: f}, f.Idx0())
}

// enclose puts a script into a with over its context: first its functions, then
// the rest.
func enclose(program *ast.Program) ast.Statement {
	list := program.Body
	strict := beginsStrict(list)
	first := 0
	for first < len(list) && isDirective(list[first]) {
		first++
	}
	if first == len(list) { // directives alone have a value
		strict, first = false, 0
	}
	var begin, body []ast.Statement
	for _, s := range list[first:] {
		if f, ok := s.(*ast.FunctionDeclaration); ok {
			begin = append(begin, assignDeclared(f.Function))
			continue
		}
		body = append(body, s)
	}
	start := file.Idx(program.File.Base())
	inner := &ast.BlockStatement{LeftBrace: start, RightBrace: start, List: append(begin, body...)}
	if strict {
		inner = strictly(list[0], inner)
	}
	return &ast.WithStatement{With: start, Object: identifier(contextScopeName, start), Body: inner}
}

// strictly puts statements into a function in strict mode, which no with may be
// in; its value is that of the last statement.
func strictly(directive ast.Statement, b *ast.BlockStatement) *ast.BlockStatement {
	returning(b)
	at := b.LeftBrace
	b.List = append([]ast.Statement{directive}, b.List...)
	function := &ast.ArrowFunctionLiteral{
		Start: at, ParameterList: &ast.ParameterList{Opening: at, Closing: at}, Body: b, Source: "",
	}
	return &ast.BlockStatement{LeftBrace: at, RightBrace: at, List: []ast.Statement{evaluate(callOf(function, at))}}
}

// returning makes a function that ends in a list of statements return the value
// of the last of them.
func returning(b *ast.BlockStatement) {
	if b == nil || len(b.List) == 0 {
		return
	}
	last := len(b.List) - 1
	b.List[last] = returned(b.List[last])
}

func returned(s ast.Statement) ast.Statement {
	switch s := s.(type) {
	case *ast.ExpressionStatement:
		return &ast.ReturnStatement{Return: s.Idx0(), Argument: s.Expression}
	case *ast.BlockStatement:
		returning(s)
	case *ast.IfStatement:
		s.Consequent, s.Alternate = returned(s.Consequent), returned(s.Alternate)
	case *ast.TryStatement:
		returning(s.Body)
		if s.Catch != nil {
			returning(s.Catch.Body)
		}
	}
	return s
}

// RunIn runs a script in a context, and returns its value.
func (i *Isolate) RunIn(c *Context, s *ContextScript) (sobek.Value, error) {
	for _, name := range append(s.declares.functions, s.declares.variables...) {
		if c.lexical[name.String()] != nil {
			return nil, redeclared(s, name)
		}
	}
	for _, name := range s.declares.lexical {
		if c.lexical[name.String()] != nil {
			return nil, redeclared(s, name)
		}
	}
	for _, name := range s.declares.lexical {
		c.lexical[name.String()] = &contextBinding{constant: s.declares.constant[name]}
	}
	for _, name := range s.declares.variables {
		c.declared[name.String()] = true
	}
	err := i.Engine.GlobalObject().DefineDataProperty(contextScopeName.String(), c.scope, sobek.FLAG_TRUE, sobek.FLAG_TRUE, sobek.FLAG_FALSE)
	if err != nil {
		return nil, err
	}
	return i.Run(s.Script)
}

func redeclared(s *ContextScript, name unistring.String) error {
	return &SyntaxError{Name: s.Name, Line: 1, Column: 1, Message: "Identifier '" + name.String() + "' has already been declared"}
}

// Limit lets code run until late reports so: then it ends, at its next
// statement, with ErrLate, which it cannot catch. What it returns takes the limit
// away.
func (i *Isolate) Limit(late func() bool) (lift func()) {
	outer := i.late
	i.late = late
	return func() { i.late = outer }
}

// EndedLate reports whether an error is of a script that took too long, and
// lets the isolate go on.
func (i *Isolate) EndedLate(err error) bool {
	var interrupted *sobek.InterruptedError
	if !errors.As(err, &interrupted) || interrupted.Value() != ErrLate {
		return false
	}
	i.Engine.ClearInterrupt()
	return true
}
