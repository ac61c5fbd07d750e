package js

import (
	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/unistring"
)

// In code that is not strict, a function that is declared in a block can be called
// outside it, too, once the block has been entered: its name is also that of a variable
// of the function around it, unless a parameter or something lexical has that name.
// (ECMA-262, B.3.2.1: Changes to FunctionDeclarationInstantiation) The engine knows
// such a function in its block alone. Where its name is used outside, the declaration
// becomes an assignment to that variable where the block begins. What can tell that from
// two variables, one of the block and one of the function, is who assigns to the name in
// the block, and a switch that does not come to the case with the declaration.
func hoistBlockFunctions(program *ast.Program) {
	if beginsStrict(program.Body) {
		return
	}
	h := &hoister{declarations: &program.DeclarationList, body: program.Body}
	var around *names
	h.statements(program.Body, around.with(valueNames(program.Body)))
	functionsIn(program.Body)
}

// functionsIn hoists within each function that is in a list of statements and that is
// not strict.
func functionsIn(list []ast.Statement) {
	w := walker(func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FunctionLiteral:
			return hoistIn(n.ParameterList, n.Body, &n.DeclarationList)
		case *ast.ArrowFunctionLiteral:
			if body, block := n.Body.(*ast.BlockStatement); block {
				return hoistIn(n.ParameterList, body, &n.DeclarationList)
			}
		case *ast.ClassLiteral:
			return false // its code is strict
		}
		return true
	})
	w.statements(list)
}

// hoistIn hoists within a function, and reports whether it is not strict.
func hoistIn(parameters *ast.ParameterList, body *ast.BlockStatement, declarations *[]*ast.VariableDeclaration) bool {
	if beginsStrict(body.List) {
		return false
	}
	h := &hoister{declarations: declarations, body: body.List}
	var around *names
	h.statements(body.List, around.with(parameterNames(parameters)).with(valueNames(body.List)))
	return true
}

// beginsStrict reports whether a list of statements begins with 'use strict'.
func beginsStrict(list []ast.Statement) bool {
	for _, s := range list {
		if !isDirective(s) {
			return false
		}
		if s.(*ast.ExpressionStatement).Expression.(*ast.StringLiteral).Value == "use strict" {
			return true
		}
	}
	return false
}

// names are those that a scope binds, and those of the scopes around it.
type names struct {
	around *names
	own    map[unistring.String]bool
}

func (n *names) has(name unistring.String) bool {
	for ; n != nil; n = n.around {
		if n.own[name] {
			return true
		}
	}
	return false
}

// with is a scope inside this one that binds more names.
func (n *names) with(more []unistring.String) *names {
	inner := &names{around: n, own: map[unistring.String]bool{}}
	for _, name := range more {
		inner.own[name] = true
	}
	return inner
}

// hoister hoists within one function.
type hoister struct {
	declarations *[]*ast.VariableDeclaration
	body         []ast.Statement
	used         map[unistring.String]int // how often each name is used in it; nil until somebody asks
}

func (h *hoister) statements(list []ast.Statement, taken *names) {
	for _, s := range list {
		h.statement(s, taken)
	}
}

// statement looks into what is in a statement. The names that are taken are those with
// which a variable would be in conflict.
func (h *hoister) statement(s ast.Statement, taken *names) {
	switch s := s.(type) {
	case *ast.BlockStatement:
		h.block(s, taken)
	case *ast.IfStatement:
		h.statement(s.Consequent, taken)
		h.statement(s.Alternate, taken)
	case *ast.LabelledStatement:
		h.statement(s.Statement, taken)
	case *ast.TryStatement:
		h.try(s, taken)
	case *ast.SwitchStatement:
		h.cases(s, taken)
	case *ast.WithStatement:
		h.statement(s.Body, taken)
	case *ast.WhileStatement:
		h.statement(s.Body, taken)
	case *ast.DoWhileStatement:
		h.statement(s.Body, taken)
	case *ast.ForStatement:
		h.statement(s.Body, taken.with(initializerNames(s.Initializer)))
	case *ast.ForInStatement:
		h.statement(s.Body, taken.with(intoNames(s.Into)))
	case *ast.ForOfStatement:
		h.statement(s.Body, taken.with(intoNames(s.Into)))
	}
}

// try goes into its blocks. A variable may have the name of what is caught (ECMA-262,
// B.3.4), but the assignment would go to what is caught.
func (h *hoister) try(s *ast.TryStatement, taken *names) {
	h.block(s.Body, taken)
	if s.Catch != nil {
		h.block(s.Catch.Body, taken.with(patternNames(s.Catch.Parameter)))
	}
	h.block(s.Finally, taken)
}

// block makes assignments of those functions of a block that are used outside it.
func (h *hoister) block(b *ast.BlockStatement, taken *names) {
	if b == nil {
		return
	}
	lexical := taken.with(valueNames(b.List))
	h.statements(b.List, taken.with(lexicalNames(b.List)))
	begin, rest := h.take(b.List, lexical, b.List)
	b.List = append(begin, rest...)
}

// cases does so for a switch, all of whose cases are one block. They are assigned with
// what is switched on, and so not if they could see what the block declares.
func (h *hoister) cases(s *ast.SwitchStatement, taken *names) {
	var list []ast.Statement
	for _, c := range s.Body {
		list = append(list, c.Consequent...)
	}
	lexical := taken.with(valueNames(list))
	h.statements(list, taken.with(lexicalNames(list)))
	if len(lexical.own) > 0 {
		return
	}
	for _, c := range s.Body {
		begin, rest := h.take(c.Consequent, lexical, list)
		c.Consequent = rest
		for i := len(begin) - 1; i >= 0; i-- {
			first := begin[i].(*ast.ExpressionStatement).Expression
			s.Discriminant = &ast.SequenceExpression{Sequence: []ast.Expression{first, s.Discriminant}}
		}
	}
}

// take takes the functions out of a list that are used outside their block, and returns
// the statements that assign them, and the rest.
func (h *hoister) take(list []ast.Statement, taken *names, block []ast.Statement) (begin, rest []ast.Statement) {
	var inside map[unistring.String]int
	for _, s := range list {
		f, declares := s.(*ast.FunctionDeclaration)
		if !declares || f.Function.Async || f.Function.Generator || taken.has(f.Function.Name.Name) {
			rest = append(rest, s)
			continue
		}
		if inside == nil {
			inside = uses(block)
		}
		if h.used == nil {
			h.used = uses(h.body)
		}
		name := f.Function.Name
		if h.used[name.Name] == inside[name.Name] {
			rest = append(rest, s)
			continue
		}
		*h.declarations = append(*h.declarations, &ast.VariableDeclaration{Var: name.Idx, List: []*ast.Binding{{Target: name}}})
		begin = append(begin, assignDeclared(f.Function))
	}
	return begin, rest
}

// uses counts how often each name is used in a list of statements.
func uses(list []ast.Statement) map[unistring.String]int {
	count := map[unistring.String]int{}
	w := walker(func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Identifier:
			count[n.Name]++
		case *ast.PropertyShort:
			count[n.Name.Name]++
		}
		return true
	})
	w.statements(list)
	return count
}
