package js

import (
	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/unistring"
)

// scope goes into a scope with the names that a list of statements declares
// and others; what it returns comes out again. Scopes only matter to modules,
// whose imported names mean something else where they are declared anew.
func (l *lowerer) scope(list []ast.Statement, others ...[]unistring.String) func() {
	if len(l.renames) == 0 {
		return func() {}
	}
	names := map[unistring.String]bool{}
	for _, name := range lexicalNames(list) {
		names[name] = true
	}
	for _, more := range others {
		for _, name := range more {
			names[name] = true
		}
	}
	l.scopes = append(l.scopes, names)
	return func() { l.scopes = l.scopes[:len(l.scopes)-1] }
}

func (l *lowerer) shadowed(name unistring.String) bool {
	for _, names := range l.scopes {
		if names[name] {
			return true
		}
	}
	return false
}

// lexicalNames are the names of let, const, class and function in a list.
func lexicalNames(list []ast.Statement) []unistring.String {
	names := valueNames(list)
	for _, s := range list {
		if s, ok := s.(*ast.FunctionDeclaration); ok {
			names = append(names, nameOf(s.Function.Name)...)
		}
	}
	return names
}

// valueNames are the names of let, const and class in a list.
func valueNames(list []ast.Statement) (names []unistring.String) {
	for _, s := range list {
		switch s := s.(type) {
		case *ast.LexicalDeclaration:
			names = append(names, bindingNames(s.List)...)
		case *ast.ClassDeclaration:
			names = append(names, nameOf(s.Class.Name)...)
		}
	}
	return names
}

func nameOf(name *ast.Identifier) []unistring.String {
	if name == nil {
		return nil
	}
	return []unistring.String{name.Name}
}

// declared are the names of var.
func declared(list []*ast.VariableDeclaration) (names []unistring.String) {
	for _, d := range list {
		names = append(names, bindingNames(d.List)...)
	}
	return names
}

func parameterNames(p *ast.ParameterList) []unistring.String {
	if p == nil {
		return nil
	}
	return append(bindingNames(p.List), patternNames(p.Rest)...)
}

func initializerNames(i ast.ForLoopInitializer) []unistring.String {
	if i, ok := i.(*ast.ForLoopInitializerLexicalDecl); ok {
		return bindingNames(i.LexicalDeclaration.List)
	}
	return nil
}

func intoNames(i ast.ForInto) []unistring.String {
	if i, ok := i.(*ast.ForDeclaration); ok {
		return patternNames(i.Target)
	}
	return nil
}

func bindingNames(list []*ast.Binding) (names []unistring.String) {
	for _, b := range list {
		names = append(names, patternNames(b.Target)...)
	}
	return names
}

// patternNames are the names that a pattern binds.
func patternNames(e ast.Expression) (names []unistring.String) {
	switch e := e.(type) {
	case *ast.Identifier:
		return nameOf(e)
	case *ast.AssignExpression:
		return patternNames(e.Left)
	case *ast.Binding:
		return patternNames(e.Target)
	case *ast.ArrayPattern:
		for _, element := range e.Elements {
			names = append(names, patternNames(element)...)
		}
		return append(names, patternNames(e.Rest)...)
	case *ast.ObjectPattern:
		for _, p := range e.Properties {
			switch p := p.(type) {
			case *ast.PropertyShort:
				names = append(names, p.Name.Name)
			case *ast.PropertyKeyed:
				names = append(names, patternNames(p.Value)...)
			}
		}
		return append(names, patternNames(e.Rest)...)
	}
	return nil
}
