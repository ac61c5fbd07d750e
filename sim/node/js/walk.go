package js

import "github.com/grafana/sobek/ast"

// visitAll visits all nodes below a program, each before those inside it; where a
// value is taken apart, the value before the pattern. That is the order in
// which the engine makes code of them.
func visitAll(program *ast.Program, visit func(ast.Node)) {
	w := walker(func(n ast.Node) bool {
		visit(n)
		return true
	})
	w.statements(program.Body)
}

// walker visits nodes; it reports whether what is inside is to be visited too.
type walker func(ast.Node) bool

func (w walker) statements(list []ast.Statement) {
	for _, s := range list {
		w.statement(s)
	}
}

func (w walker) block(b *ast.BlockStatement) {
	if b != nil && w(b) {
		w.statements(b.List)
	}
}

func (w walker) statement(s ast.Statement) {
	if s == nil {
		return
	}
	if b, ok := s.(*ast.BlockStatement); ok {
		w.block(b)
		return
	}
	if !w(s) {
		return
	}
	switch s := s.(type) {
	case *ast.ExpressionStatement:
		w.expression(s.Expression)
	case *ast.VariableStatement:
		w.bindings(s.List)
	case *ast.LexicalDeclaration:
		w.bindings(s.List)
	case *ast.ReturnStatement:
		w.expression(s.Argument)
	case *ast.ThrowStatement:
		w.expression(s.Argument)
	case *ast.IfStatement:
		w.expression(s.Test)
		w.statement(s.Consequent)
		w.statement(s.Alternate)
	case *ast.LabelledStatement:
		w.statement(s.Statement)
	case *ast.FunctionDeclaration:
		w.expression(s.Function)
	case *ast.ClassDeclaration:
		w.expression(s.Class)
	case *ast.TryStatement:
		w.block(s.Body)
		if s.Catch != nil {
			w.expression(s.Catch.Parameter)
			w.block(s.Catch.Body)
		}
		w.block(s.Finally)
	case *ast.SwitchStatement:
		w.expression(s.Discriminant)
		for _, c := range s.Body {
			w.expression(c.Test)
			w.statements(c.Consequent)
		}
	case *ast.WithStatement:
		w.expression(s.Object)
		w.statement(s.Body)
	default:
		w.loop(s)
	}
}

func (w walker) loop(s ast.Statement) {
	switch s := s.(type) {
	case *ast.ForStatement:
		switch i := s.Initializer.(type) {
		case *ast.ForLoopInitializerExpression:
			w.expression(i.Expression)
		case *ast.ForLoopInitializerVarDeclList:
			w.bindings(i.List)
		case *ast.ForLoopInitializerLexicalDecl:
			w.bindings(i.LexicalDeclaration.List)
		}
		w.expression(s.Test)
		w.expression(s.Update)
		w.statement(s.Body)
	case *ast.ForInStatement:
		w.into(s.Into)
		w.expression(s.Source)
		w.statement(s.Body)
	case *ast.ForOfStatement:
		w.expression(s.Source)
		w.into(s.Into)
		w.statement(s.Body)
	case *ast.WhileStatement:
		w.expression(s.Test)
		w.statement(s.Body)
	case *ast.DoWhileStatement:
		w.statement(s.Body)
		w.expression(s.Test)
	}
}

func (w walker) into(i ast.ForInto) {
	switch i := i.(type) {
	case *ast.ForIntoVar:
		w.expression(i.Binding)
	case *ast.ForDeclaration:
		w.expression(i.Target)
	case *ast.ForIntoExpression:
		w.expression(i.Expression)
	}
}

func (w walker) bindings(list []*ast.Binding) {
	for _, b := range list {
		w.expression(b)
	}
}

func (w walker) parameters(p *ast.ParameterList) {
	if p != nil {
		w.bindings(p.List)
		w.expression(p.Rest)
	}
}

func (w walker) expressions(list []ast.Expression) {
	for _, e := range list {
		w.expression(e)
	}
}

func (w walker) expression(e ast.Expression) {
	switch e := e.(type) {
	case nil:
		return
	case *ast.Binding:
		if e == nil {
			return
		}
	case *ast.FunctionLiteral:
		if e == nil {
			return
		}
	}
	if !w(e) {
		return
	}
	switch e := e.(type) {
	case *ast.FunctionLiteral:
		w.parameters(e.ParameterList)
		w.block(e.Body)
	case *ast.ArrowFunctionLiteral:
		w.parameters(e.ParameterList)
		switch body := e.Body.(type) {
		case *ast.BlockStatement:
			w.block(body)
		case *ast.ExpressionBody:
			w.expression(body.Expression)
		}
	case *ast.ClassLiteral:
		w.class(e)
	case *ast.YieldExpression:
		w.expression(e.Argument)
	case *ast.AwaitExpression:
		w.expression(e.Argument)
	case *ast.ArrayLiteral:
		w.expressions(e.Value)
	case *ast.ArrayPattern:
		w.expressions(e.Elements)
		w.expression(e.Rest)
	case *ast.AssignExpression:
		if _, pattern := e.Left.(ast.Pattern); pattern {
			w.expression(e.Right)
			w.expression(e.Left)
			return
		}
		w.expression(e.Left)
		w.expression(e.Right)
	case *ast.BinaryExpression:
		w.expression(e.Left)
		w.expression(e.Right)
	case *ast.BracketExpression:
		w.expression(e.Left)
		w.expression(e.Member)
	case *ast.CallExpression:
		w.expression(e.Callee)
		w.expressions(e.ArgumentList)
	case *ast.ConditionalExpression:
		w.expression(e.Test)
		w.expression(e.Consequent)
		w.expression(e.Alternate)
	case *ast.DotExpression:
		w.expression(e.Left)
	case *ast.PrivateDotExpression:
		w.expression(e.Left)
	case *ast.OptionalChain:
		w.expression(e.Expression)
	case *ast.Optional:
		w.expression(e.Expression)
	case *ast.NewExpression:
		w.expression(e.Callee)
		w.expressions(e.ArgumentList)
	case *ast.ObjectLiteral:
		w.properties(e.Value)
	case *ast.ObjectPattern:
		w.properties(e.Properties)
		w.expression(e.Rest)
	case *ast.SpreadElement:
		w.expression(e.Expression)
	case *ast.SequenceExpression:
		w.expressions(e.Sequence)
	case *ast.TemplateLiteral:
		w.expression(e.Tag)
		w.expressions(e.Expressions)
	case *ast.UnaryExpression:
		w.expression(e.Operand)
	case *ast.Binding:
		w.expression(e.Initializer)
		w.expression(e.Target)
	}
}

func (w walker) properties(list []ast.Property) {
	for _, p := range list {
		switch p := p.(type) {
		case *ast.PropertyKeyed:
			if !w(p) {
				continue
			}
			if p.Computed {
				w.expression(p.Key)
			}
			w.expression(p.Value)
		case *ast.PropertyShort:
			if !w(p) {
				continue
			}
			w.expression(p.Initializer)
		case *ast.SpreadElement:
			w.expression(p)
		}
	}
}

func (w walker) class(c *ast.ClassLiteral) {
	w.expression(c.SuperClass)
	for _, element := range c.Body {
		switch e := element.(type) {
		case *ast.FieldDefinition:
			if e.Computed {
				w.expression(e.Key)
			}
			w.expression(e.Initializer)
		case *ast.MethodDefinition:
			if e.Computed {
				w.expression(e.Key)
			}
			w.expression(e.Body)
		case *ast.ClassStaticBlock:
			w.block(e.Block)
		}
	}
}
