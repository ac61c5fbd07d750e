package js

import (
	"strings"

	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/unistring"
)

// A block that catches an error may declare a variable by the error's name:
//
//	try { … } catch (e) { var e = 1; }
//
// The variable is the function's, and what is assigned is the error. (ECMA-262, B.3.4:
// VariableStatements in Catch Blocks) The engine takes it for a second declaration. It
// knows the function's variables already, so within such a block declarations become
// assignments.
func assignCaught(program *ast.Program, source string) {
	if !strings.Contains(source, "catch") || !strings.Contains(source, "var") {
		return
	}
	w := walker(func(n ast.Node) bool {
		if s, ok := n.(*ast.TryStatement); ok && s.Catch != nil && s.Catch.Body != nil {
			if caught, ok := s.Catch.Parameter.(*ast.Identifier); ok && declaresVariable(s.Catch.Body, caught.Name) {
				var d declarations
				d.block(s.Catch.Body)
			}
		}
		return true
	})
	w.statements(program.Body)
}

// declaresVariable reports whether a block gives a variable of a name a value where it
// declares it, in no function inside.
func declaresVariable(block *ast.BlockStatement, name unistring.String) (found bool) {
	look := func(list []*ast.Binding) {
		for _, declared := range bindingNames(list) {
			found = found || declared == name
		}
	}
	w := walker(func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FunctionLiteral, *ast.ArrowFunctionLiteral, *ast.ClassLiteral:
			return false
		case *ast.VariableStatement:
			look(n.List)
		case *ast.ForLoopInitializerVarDeclList:
			look(n.List)
		case *ast.ForIntoVar:
			look([]*ast.Binding{n.Binding})
		}
		return true
	})
	w.statements(block.List)
	return found
}
