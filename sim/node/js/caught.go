package js

import (
	"slices"

	"github.com/grafana/sobek/ast"
)

// A variable may be declared with the name of what is caught around it: the variable is
// one of the function, but the name is that of what is caught, also in its declaration:
//
//	try { … } catch (e) { var e = e.message; … }
//
// (ECMA-262, B.3.4: VariableStatements in Catch Blocks) The engine refuses that; so the
// declarations of such a block become assignments, when the variables have been noted.
func assignCaught(c *ast.CatchStatement) {
	if c == nil {
		return
	}
	caught, ok := c.Parameter.(*ast.Identifier)
	if !ok {
		return
	}
	declared := false
	w := walker(func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FunctionLiteral, *ast.ArrowFunctionLiteral, *ast.ClassLiteral:
			return false
		case *ast.VariableStatement:
			declared = declared || slices.Contains(bindingNames(n.List), caught.Name)
		}
		return true
	})
	w.block(c.Body)
	if declared {
		new(declarations).block(c.Body)
	}
}
