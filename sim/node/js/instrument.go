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
	// libraryName is called by Node's own library, at fewer places.
	libraryName unistring.String = " library"
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

	arrows  int  // arrow functions around the place, inside the nearest function that has its own arguments
	borrows bool // one of them names arguments
}

func (in *instrumenter) program(p *ast.Program) {
	p.Body = in.list(p.Body, true)
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
		ArgumentList:     []ast.Expression{&ast.NumberLiteral{Idx: at, Literal: "0", Value: in.line(at)}},
	}
}

func (in *instrumenter) mark(at file.Idx) ast.Statement {
	return &ast.ExpressionStatement{Expression: in.call(markName, at)}
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
			out = append(out, in.mark(s.Idx0()))
		}
		in.statement(s)
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
	outer := *in
	in.arrows, in.borrows = 0, false
	in.parameters(f.ParameterList)
	enter := in.entered(f.Body)
	if in.borrows {
		enter.ArgumentList = append(enter.ArgumentList, &ast.Identifier{Name: "arguments", Idx: f.Body.LeftBrace})
	}
	in.arrows, in.borrows = outer.arrows, outer.borrows
}

// entered instruments a body that is a block, and returns the call on entry.
func (in *instrumenter) entered(body *ast.BlockStatement) *ast.CallExpression {
	first := 0
	for first < len(body.List) && isDirective(body.List[first]) {
		first++
	}
	rest := in.list(body.List[first:], false)
	list := append([]ast.Statement{}, body.List[:first]...)
	enter := in.call(enterName, body.LeftBrace)
	list = append(list, &ast.ExpressionStatement{Expression: enter})
	body.List = append(list, rest...)
	return enter
}

func (in *instrumenter) parameters(p *ast.ParameterList) {
	if p == nil {
		return
	}
	for _, b := range p.List {
		in.binding(b)
	}
	in.expression(p.Rest)
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
	begins := !in.library && len(b.List) > 0 && marked(b.List[0])
	b.List = in.list(b.List, false)
	if !begins {
		b.List = append([]ast.Statement{in.mark(at)}, b.List...)
	}
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
		in.expression(s.Expression)
	case *ast.VariableStatement:
		in.bindings(s.List)
	case *ast.LexicalDeclaration:
		in.bindings(s.List)
	case *ast.ReturnStatement:
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
			in.caught(s.Catch)
		}
		if s.Finally != nil {
			s.Finally.List = in.list(s.Finally.List, false)
		}
	case *ast.SwitchStatement:
		in.expression(s.Discriminant)
		for _, c := range s.Body {
			in.expression(c.Test)
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
		in.expression(s.Update)
		s.Body = in.block(s.Body, s.For)
	case *ast.ForInStatement:
		in.into(s.Into)
		in.expression(s.Source)
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
	in.expression(b.Initializer)
}

func (in *instrumenter) class(c *ast.ClassLiteral) {
	in.expression(c.SuperClass)
	for _, element := range c.Body {
		switch e := element.(type) {
		case *ast.FieldDefinition:
			if e.Computed {
				in.expression(e.Key)
			}
			in.expression(e.Initializer)
		case *ast.MethodDefinition:
			if e.Computed {
				in.expression(e.Key)
			}
			in.function(e.Body)
		case *ast.ClassStaticBlock:
			e.Block.List = in.list(e.Block.List, false)
		}
	}
}

func (in *instrumenter) arrow(f *ast.ArrowFunctionLiteral) {
	in.arrows++
	defer func() { in.arrows-- }()
	in.parameters(f.ParameterList)
	switch body := f.Body.(type) {
	case *ast.BlockStatement:
		in.entered(body)
	case *ast.ExpressionBody:
		in.expression(body.Expression)
		body.Expression = &ast.SequenceExpression{Sequence: []ast.Expression{
			in.call(enterName, body.Expression.Idx0()), body.Expression,
		}}
	}
}

func (in *instrumenter) expressions(list []ast.Expression) {
	for _, e := range list {
		in.expression(e)
	}
}

// expression looks for functions and classes inside an expression.
func (in *instrumenter) expression(e ast.Expression) {
	switch e := e.(type) {
	case *ast.Identifier:
		in.borrows = in.borrows || in.arrows > 0 && e.Name == "arguments"
	case *ast.FunctionLiteral:
		in.function(e)
	case *ast.ArrowFunctionLiteral:
		in.arrow(e)
	case *ast.ClassLiteral:
		in.class(e)
	case *ast.YieldExpression:
		in.expression(e.Argument)
	case *ast.AwaitExpression:
		in.expression(e.Argument)
	case *ast.ArrayLiteral:
		in.expressions(e.Value)
	case *ast.ArrayPattern:
		in.expressions(e.Elements)
		in.expression(e.Rest)
	case *ast.AssignExpression:
		in.expression(e.Left)
		in.expression(e.Right)
	case *ast.BinaryExpression:
		in.expression(e.Left)
		in.expression(e.Right)
	case *ast.BracketExpression:
		in.expression(e.Left)
		in.expression(e.Member)
	case *ast.CallExpression:
		in.expression(e.Callee)
		in.expressions(e.ArgumentList)
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
	case *ast.UnaryExpression:
		in.expression(e.Operand)
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
		in.expression(p.Value)
	case *ast.PropertyShort:
		in.expression(&p.Name)
		in.expression(p.Initializer)
	case *ast.SpreadElement:
		in.expression(p.Expression)
	}
}

// caught lets a catch clause give what it caught to the isolate first. If the
// clause takes the error apart, that happens in the body, of which the rest is
// a block inside.
func (in *instrumenter) caught(c *ast.CatchStatement) {
	at := c.Catch
	call := func(argument *ast.Identifier) ast.Expression {
		return &ast.CallExpression{
			Callee:           &ast.Identifier{Name: unistring.String(caughtName), Idx: at},
			LeftParenthesis:  at,
			RightParenthesis: at,
			ArgumentList:     []ast.Expression{argument},
		}
	}
	switch parameter := c.Parameter.(type) {
	case nil:
	case *ast.Identifier:
		first := &ast.ExpressionStatement{Expression: call(&ast.Identifier{Name: parameter.Name, Idx: at})}
		c.Body.List = append([]ast.Statement{first}, c.Body.List...)
	default:
		thrown := unistring.String(" thrown")
		c.Parameter = &ast.Identifier{Name: thrown, Idx: at}
		c.Body = &ast.BlockStatement{LeftBrace: c.Body.LeftBrace, RightBrace: c.Body.RightBrace, List: []ast.Statement{
			&ast.LexicalDeclaration{Idx: at, Token: token.LET, List: []*ast.Binding{{
				Target: parameter, Initializer: call(&ast.Identifier{Name: thrown, Idx: at}),
			}}},
			c.Body,
		}}
	}
}
