package js

import (
	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/file"
	"github.com/grafana/sobek/token"
	"github.com/grafana/sobek/unistring"
)

// The names that instrumented code calls. They cannot be written by a script:
// the parser takes no such identifier.
const (
	markName  unistring.String = " mark"
	enterName unistring.String = " enter"
	// asyncName is called on entry to an async function.
	asyncName unistring.String = " async"
	// libraryName is called by Node's own library, at fewer places.
	libraryName unistring.String = " library"
	// joinedName is called with what is added to something that may be a string.
	joinedName unistring.String = " joined"
	// appendedName is called with a text of the program's that is added to something.
	appendedName unistring.String = " appended"
	// integerName is called with the right side of an operator of integers.
	integerName unistring.String = " integer"
	// writtenName is called with what becomes a part of a template's text.
	writtenName unistring.String = " written"
	// delegatedName is called with what a generator hands over to.
	delegatedName unistring.String = " delegated"
	// spreadName is called with what is spread into arguments.
	spreadName unistring.String = " spread"
	// walkedName is called with what is spread into an array, or taken apart as a whole.
	walkedName unistring.String = " walked"
	// listedName is called with something whose properties are gone through.
	listedName unistring.String = " listed"
	// inheritsName is called with what objects will inherit from.
	inheritsName unistring.String = " inherits"
	// awaitsName is called with what is awaited, and where.
	awaitsName unistring.String = " awaits"
)

// instrumenter inserts a call before each statement, on entry to each function
// and at the head of each loop's body. The tree is changed, not the text, so
// positions, stack traces and Function.prototype.toString stay as written.
//
// What it must keep: directives stay first, labels stay on their loops, and a
// single statement that becomes a block means the same.
//
// A loop whose body begins with a marked statement needs no mark of its own.
type instrumenter struct {
	line    func(file.Idx) int64
	library bool // only functions and loops, under another name
	regexps *regexps

	literals []*compiledRegexp // the regular expressions gone through so far: regexp_literal.go
	settled  map[*ast.RegExpLiteral]bool
	wrong    *wrongLiteral
	integers bool // there may be integers of any size: integers.go
	pairs    bool // there may be characters of two units: compared.go
	brief    brief
	long     longNames
	sums     map[string]bool // names of the library's that begin as texts: growing.go
	races    bool            // loads and stores of elements are taken apart: races.go

	bytes    int64            // what the code gone through so far allocates, since the last call that carries it: weight.go
	arrows   int              // arrow functions around the place, inside the nearest function that has its own arguments
	borrows  bool             // one of them names arguments
	globals  []string         // builtins that are assigned to by their names: kept.go
	builtins []string         // names of what may have builtins
	kept     []ast.Expression // what the function that comes next hands over on entry: traps.go
}

func (in *instrumenter) program(p *ast.Program) {
	if !in.library {
		all := allGiven(p)
		in.brief, in.long = briefNames(all), longNamesOf(all)
	}
	p.Body = in.list(p.Body, true)
	in.keepGlobals(p)
}

// call makes name(line).
func (in *instrumenter) call(name unistring.String, at file.Idx) *ast.CallExpression {
	if in.library {
		name = libraryName
	}
	return &ast.CallExpression{
		Callee:           &ast.Identifier{Name: name, Idx: at},
		LeftParenthesis:  at,
		RightParenthesis: at,
		ArgumentList:     []ast.Expression{in.number(at)},
	}
}

// counted makes the statement name(line), for the code that carry goes
// through.
func (in *instrumenter) counted(name unistring.String, at file.Idx, code func()) ast.Statement {
	call := in.call(name, at)
	in.carry(call, code)
	return &ast.ExpressionStatement{Expression: call}
}

// number is a place as a number.
func (in *instrumenter) number(at file.Idx) *ast.NumberLiteral {
	return &ast.NumberLiteral{Idx: at, Literal: "0", Value: in.line(at)}
}

// list instruments a statement list; directives, where they may stand, are
// left in front.
func (in *instrumenter) list(list []ast.Statement, directives bool) []ast.Statement {
	out := make([]ast.Statement, 0, 2*len(list))
	for _, s := range list {
		if directives && isDirective(s) {
			out = append(out, s)
			continue
		}
		directives = false
		if !in.library && marked(s) {
			out = append(out, in.counted(markName, s.Idx0(), func() { in.statement(s) }))
		} else {
			in.statement(s)
		}
		out = append(out, s)
	}
	return out
}

// marked reports whether a statement does something by itself when control
// reaches it.
func marked(s ast.Statement) bool {
	switch s := s.(type) {
	case *ast.FunctionDeclaration, *ast.EmptyStatement, *ast.BlockStatement, *ast.ImportDeclaration:
		return false
	case *ast.ExportDeclaration:
		return s.Variable != nil || s.LexicalDeclaration != nil || s.AssignExpression != nil || s.ClassDeclaration != nil
	}
	return true
}

func isDirective(s ast.Statement) bool {
	e, ok := s.(*ast.ExpressionStatement)
	if !ok {
		return false
	}
	_, ok = e.Expression.(*ast.StringLiteral)
	return ok
}

// function instruments a function's body, with a call on entry.
//
// The engine forgets to make a function's arguments if only arrow functions
// inside it name them; then the call on entry names them too.
func (in *instrumenter) function(f *ast.FunctionLiteral) {
	kept := in.takeKept()
	outer := *in
	in.arrows, in.borrows = 0, false
	enter := in.entered(f.Body, f.ParameterList, f.Async, callBytes(f.Async, f.Generator))
	if in.borrows {
		enter.ArgumentList = append(enter.ArgumentList, &ast.Identifier{Name: "arguments", Idx: f.Body.LeftBrace})
	}
	in.arrows, in.borrows = outer.arrows, outer.borrows
	enter.ArgumentList = append(enter.ArgumentList, kept...)
}

// entered instruments a function whose body is a block, and returns the call
// on entry. A call of the function allocates so many bytes by itself.
func (in *instrumenter) entered(body *ast.BlockStatement, parameters *ast.ParameterList, async bool, bytes int64) *ast.CallExpression {
	first := 0
	for first < len(body.List) && isDirective(body.List[first]) {
		first++
	}
	list := append([]ast.Statement{}, body.List[:first]...)
	enter := in.call(entryName(async), body.LeftBrace)
	list = append(list, &ast.ExpressionStatement{Expression: enter})
	var rest []ast.Statement
	in.carry(enter, func() {
		in.bytes += bytes
		in.parameters(parameters)
		rest = in.list(body.List[first:], false)
	})
	body.List = append(list, rest...)
	return enter
}

func entryName(async bool) unistring.String {
	if async {
		return asyncName
	}
	return enterName
}

func (in *instrumenter) parameters(p *ast.ParameterList) {
	if p == nil {
		return
	}
	for _, b := range p.List {
		in.binding(b)
		if id, ok := b.Target.(*ast.Identifier); ok && isAnonymous(b.Initializer) && id.Name != "__proto__" {
			b.Initializer = nameByProperty(b.Initializer, id)
		}
	}
	in.expression(p.Rest)
}

// isAnonymous reports whether an expression is a function or class without a
// name.
func isAnonymous(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.FunctionLiteral:
		return e.Name == nil
	case *ast.ClassLiteral:
		return e.Name == nil
	case *ast.ArrowFunctionLiteral:
		return true
	}
	return false
}

// nameByProperty makes ({ name: value }).name of a value: the engine names what
// a property is set to, but not what a parameter is.
func nameByProperty(value ast.Expression, id *ast.Identifier) ast.Expression {
	at := value.Idx0()
	return &ast.DotExpression{
		Left: &ast.ObjectLiteral{LeftBrace: at, RightBrace: value.Idx1(), Value: []ast.Property{
			&ast.PropertyKeyed{Key: &ast.StringLiteral{Idx: at, Value: id.Name}, Kind: ast.PropertyKindValue, Value: value},
		}},
		Identifier: ast.Identifier{Name: id.Name, Idx: at},
	}
}

// block makes one statement a block that begins with a mark: the body of a
// loop, or a branch.
func (in *instrumenter) block(s ast.Statement, at file.Idx) ast.Statement {
	if _, function := s.(*ast.FunctionDeclaration); function || s == nil {
		in.statement(s)
		return s
	}
	b, ok := s.(*ast.BlockStatement)
	if !ok {
		b = &ast.BlockStatement{LeftBrace: s.Idx0(), RightBrace: s.Idx1(), List: []ast.Statement{s}}
	}
	if !in.library && len(b.List) > 0 && marked(b.List[0]) {
		b.List = in.list(b.List, false)
		return b
	}
	turn := in.counted(markName, at, func() { b.List = in.list(b.List, false) })
	b.List = append([]ast.Statement{turn}, b.List...)
	return b
}

// branch makes one statement of an if a block whose statement is marked.
func (in *instrumenter) branch(s ast.Statement) ast.Statement {
	switch s := s.(type) {
	case nil:
		return nil
	case *ast.BlockStatement, *ast.FunctionDeclaration, *ast.EmptyStatement:
		in.statement(s)
		return s
	}
	return &ast.BlockStatement{
		LeftBrace: s.Idx0(), RightBrace: s.Idx1(), List: in.list([]ast.Statement{s}, false),
	}
}

func (in *instrumenter) statement(s ast.Statement) {
	switch s := s.(type) {
	case *ast.BlockStatement:
		s.List = in.list(s.List, false)
	case *ast.ExpressionStatement:
		in.count(&s.Expression)
		in.expression(s.Expression)
	case *ast.VariableStatement:
		in.bindings(s.List)
	case *ast.LexicalDeclaration:
		in.bindings(s.List)
	case *ast.ReturnStatement:
		in.count(&s.Argument)
		in.expression(s.Argument)
	case *ast.ThrowStatement:
		in.expression(s.Argument)
	case *ast.IfStatement:
		in.expression(s.Test)
		s.Consequent = in.branch(s.Consequent)
		s.Alternate = in.branch(s.Alternate)
	case *ast.LabelledStatement:
		in.statement(s.Statement)
	case *ast.FunctionDeclaration:
		in.function(s.Function)
	case *ast.ClassDeclaration:
		in.class(s.Class)
	case *ast.TryStatement:
		s.Body.List = in.list(s.Body.List, false)
		if s.Catch != nil {
			in.expression(s.Catch.Parameter)
			s.Catch.Body.List = in.list(s.Catch.Body.List, false)
		}
		if s.Finally != nil {
			s.Finally.List = in.list(s.Finally.List, false)
			catchWithin(s)
		}
	case *ast.SwitchStatement:
		in.expression(s.Discriminant)
		for _, c := range s.Body {
			in.expression(c.Test)
			if c.Test != nil {
				in.alikes(token.STRICT_EQUAL, s.Discriminant, &c.Test)
			}
			c.Consequent = in.list(c.Consequent, false)
		}
	case *ast.WithStatement:
		in.expression(s.Object)
		s.Body = in.branch(s.Body)
	case *ast.ExportDeclaration:
		in.export(s)
	default:
		in.loop(s)
	}
}

func (in *instrumenter) loop(s ast.Statement) {
	switch s := s.(type) {
	case *ast.ForStatement:
		in.initializer(s.Initializer)
		in.expression(s.Test)
		in.count(&s.Update)
		in.expression(s.Update)
		s.Body = in.block(s.Body, s.For)
	case *ast.ForInStatement:
		in.into(s.Into)
		in.expression(s.Source)
		in.listed(&s.Source)
		s.Body = in.block(s.Body, s.For)
	case *ast.ForOfStatement:
		in.into(s.Into)
		in.expression(s.Source)
		s.Body = in.block(s.Body, s.For)
	case *ast.WhileStatement:
		in.expression(s.Test)
		s.Body = in.block(s.Body, s.While)
	case *ast.DoWhileStatement:
		in.expression(s.Test)
		s.Body = in.block(s.Body, s.Do)
	}
}

func (in *instrumenter) initializer(i ast.ForLoopInitializer) {
	switch i := i.(type) {
	case *ast.ForLoopInitializerExpression:
		in.expression(i.Expression)
	case *ast.ForLoopInitializerVarDeclList:
		in.bindings(i.List)
	case *ast.ForLoopInitializerLexicalDecl:
		in.bindings(i.LexicalDeclaration.List)
	}
}

func (in *instrumenter) into(i ast.ForInto) {
	switch i := i.(type) {
	case *ast.ForIntoVar:
		in.binding(i.Binding)
	case *ast.ForDeclaration:
		in.expression(i.Target)
	case *ast.ForIntoExpression:
		in.expression(i.Expression)
	}
}

func (in *instrumenter) export(s *ast.ExportDeclaration) {
	if s.Variable != nil {
		in.bindings(s.Variable.List)
	}
	if s.LexicalDeclaration != nil {
		in.bindings(s.LexicalDeclaration.List)
	}
	in.expression(s.AssignExpression)
	if s.ClassDeclaration != nil {
		in.class(s.ClassDeclaration.Class)
	}
	if h := s.HoistableDeclaration; h != nil && h.FunctionDeclaration != nil {
		in.function(h.FunctionDeclaration.Function)
	}
}

func (in *instrumenter) bindings(list []*ast.Binding) {
	for _, b := range list {
		in.binding(b)
	}
}

func (in *instrumenter) binding(b *ast.Binding) {
	if b == nil {
		return
	}
	in.expression(b.Target)
	in.begins(b)
	in.count(&b.Initializer)
	in.expression(b.Initializer)
	in.rests(b.Target, &b.Initializer)
}

func (in *instrumenter) class(c *ast.ClassLiteral) {
	in.expression(c.SuperClass)
	in.inheriting(&c.SuperClass)
	for _, element := range c.Body {
		switch e := element.(type) {
		case *ast.FieldDefinition:
			if e.Computed {
				in.expression(e.Key)
			}
			in.expression(e.Initializer)
			in.enterField(e)
			withSuper(e)
		case *ast.MethodDefinition:
			if e.Computed {
				in.expression(e.Key)
			}
			in.keep(e.Key, e.Body)
			in.function(e.Body)
		case *ast.ClassStaticBlock:
			e.Block.List = in.list(e.Block.List, false)
		}
	}
}

func (in *instrumenter) arrow(f *ast.ArrowFunctionLiteral) {
	in.arrows++
	defer func() { in.arrows-- }()
	bytes, kept := callBytes(f.Async, false), in.takeKept()
	switch body := f.Body.(type) {
	case *ast.BlockStatement:
		enter := in.entered(body, f.ParameterList, f.Async, bytes)
		enter.ArgumentList = append(enter.ArgumentList, kept...)
	case *ast.ExpressionBody:
		enter := in.call(entryName(f.Async), body.Expression.Idx0())
		in.carry(enter, func() {
			in.bytes += bytes
			in.parameters(f.ParameterList)
			in.count(&body.Expression)
			in.expression(body.Expression)
		})
		enter.ArgumentList = append(enter.ArgumentList, kept...)
		body.Expression = &ast.SequenceExpression{Sequence: []ast.Expression{enter, body.Expression}}
	}
}

func (in *instrumenter) expressions(list []ast.Expression) {
	for i := range list {
		in.count(&list[i])
		in.expression(list[i])
	}
}

// expression looks for functions and classes inside an expression.
func (in *instrumenter) expression(e ast.Expression) {
	in.weigh(e)
	switch e := e.(type) {
	case *ast.Identifier:
		in.borrows = in.borrows || in.arrows > 0 && e.Name == "arguments"
	case *ast.RegExpLiteral:
		in.regexpLiteral(e)
	case *ast.FunctionLiteral:
		in.function(e)
	case *ast.ArrowFunctionLiteral:
		in.arrow(e)
	case *ast.ClassLiteral:
		in.class(e)
	case *ast.YieldExpression:
		in.expression(e.Argument)
		if e.Delegate {
			in.delegated(e)
		}
	case *ast.AwaitExpression:
		in.expression(e.Argument)
		e.Argument = callHidden(awaitsName, e.Argument, in.number(e.Await))
	case *ast.ArrayLiteral:
		in.expressions(e.Value)
		in.spreads(walkedName, e.Value)
	case *ast.ArrayPattern:
		in.expressions(e.Elements)
		in.expression(e.Rest)
	case *ast.AssignExpression:
		in.expression(e.Left)
		member, ok := e.Left.(*ast.DotExpression)
		if ok {
			in.keep(&ast.StringLiteral{Value: member.Identifier.Name}, e.Right)
		}
		in.count(&e.Right)
		in.expression(e.Right)
		in.grows(e.Operator, e.Left, &e.Right)
		if pattern, ok := e.Left.(*ast.ObjectPattern); ok { // what something in place of a list counts, the code counts too: nonext.go
			in.rests(pattern, &e.Right)
		}
		if ok && member.Identifier.Name == "prototype" {
			in.inheriting(&e.Right)
		}
		in.meeting(e)
		in.keeping(keepName, e.Left)
	case *ast.BinaryExpression:
		in.count(&e.Left)
		in.count(&e.Right)
		in.expression(e.Left)
		in.expression(e.Right)
		if e.Operator == token.PLUS && isText(e.Left) && mayBeFraction(e.Right) && !in.library {
			e.Right = callHidden(joinedName, e.Right)
		} else if e.Operator != token.PLUS || mayBeLong(e.Left) || isText(e.Left) {
			in.grows(e.Operator, e.Left, &e.Right)
		}
		in.alikes(e.Operator, e.Left, &e.Right)
		in.compares(e.Operator, e.Left, &e.Right)
		in.weighs(e.Operator, &e.Left, &e.Right)
	case *ast.BracketExpression:
		in.expression(e.Left)
		in.expression(e.Member)
		in.keys(&e.Member)
	case *ast.CallExpression:
		in.expression(e.Callee)
		in.expressions(e.ArgumentList)
		if callee, ok := e.Callee.(*ast.Identifier); ok && callee.Name == awaitName {
			e.ArgumentList = append(e.ArgumentList, in.number(callee.Idx))
		}
		in.spreads(spreadName, e.ArgumentList)
		in.resolves(e)
	case *ast.ConditionalExpression:
		in.expression(e.Test)
		in.expression(e.Consequent)
		in.expression(e.Alternate)
	case *ast.DotExpression:
		in.expression(e.Left)
	case *ast.PrivateDotExpression:
		in.expression(e.Left)
	case *ast.OptionalChain:
		in.expression(e.Expression)
	case *ast.Optional:
		in.expression(e.Expression)
	case *ast.NewExpression:
		in.expression(e.Callee)
		in.expressions(e.ArgumentList)
		in.spreads(spreadName, e.ArgumentList)
	case *ast.ObjectLiteral:
		for _, p := range e.Value {
			in.property(p)
		}
	case *ast.ObjectPattern:
		for _, p := range e.Properties {
			in.property(p)
		}
		in.expression(e.Rest)
	case *ast.SpreadElement:
		in.expression(e.Expression)
	case *ast.SequenceExpression:
		in.expressions(e.Sequence)
	case *ast.TemplateLiteral:
		in.expression(e.Tag)
		in.expressions(e.Expressions)
		for i := range e.Expressions {
			if e.Tag == nil {
				in.writes(&e.Expressions[i])
			}
		}
	case *ast.UnaryExpression:
		in.expression(e.Operand)
		if e.Operator == token.PLUS {
			in.weighs(token.MINUS, &e.Operand)
		} else {
			in.weighs(e.Operator, &e.Operand)
		}
		if e.Operator == token.DELETE {
			in.keeping(takeName, e.Operand)
		}
	case *ast.Binding:
		in.binding(e)
	}
}

func (in *instrumenter) property(p ast.Property) {
	switch p := p.(type) {
	case *ast.PropertyKeyed:
		if p.Computed {
			in.expression(p.Key)
		}
		in.keep(p.Key, p.Value)
		in.expression(p.Value)
		if key, ok := p.Key.(*ast.StringLiteral); ok && key.Value == "__proto__" && !p.Computed {
			in.inheriting(&p.Value)
		}
	case *ast.PropertyShort:
		in.expression(&p.Name)
		in.expression(p.Initializer)
	case *ast.SpreadElement:
		in.expression(p.Expression)
		in.listed(&p.Expression)
	}
}

// spreads lets the isolate look at what is spread among elements or arguments.
func (in *instrumenter) spreads(name unistring.String, list []ast.Expression) {
	for _, e := range list {
		if s, ok := e.(*ast.SpreadElement); ok {
			s.Expression = callHidden(name, s.Expression)
		}
	}
}

// listed lets the isolate look at something whose properties are gone through.
func (in *instrumenter) listed(e *ast.Expression) {
	if !in.library {
		*e = callHidden(listedName, *e)
	}
}

// rests lets the isolate look at what is taken apart by a pattern that takes all the rest.
func (in *instrumenter) rests(pattern any, e *ast.Expression) {
	switch p := pattern.(type) {
	case *ast.ArrayPattern:
		if p.Rest != nil && *e != nil && !in.library {
			*e = callHidden(walkedName, *e)
		}
	case *ast.ObjectPattern:
		if p.Rest != nil && *e != nil {
			in.listed(e)
		}
	}
}

// callHidden makes a call of a hidden function that returns its first argument.
func callHidden(name unistring.String, argument ast.Expression, more ...ast.Expression) ast.Expression {
	at := argument.Idx0()
	return &ast.CallExpression{
		Callee:           &ast.Identifier{Name: name, Idx: at},
		LeftParenthesis:  at,
		RightParenthesis: at,
		ArgumentList:     append([]ast.Expression{argument}, more...),
	}
}

// catchWithin puts a try and its catch into a try of their own within the one that has the
// finally. That is the same by the language; the engine's catch would also take what the
// finally throws, and run that again.
func catchWithin(s *ast.TryStatement) {
	if s.Catch == nil {
		return
	}
	inner := &ast.TryStatement{Try: s.Try, Body: s.Body, Catch: s.Catch}
	s.Body = &ast.BlockStatement{LeftBrace: s.Body.LeftBrace, List: []ast.Statement{inner}, RightBrace: s.Body.RightBrace}
	s.Catch = nil
}
