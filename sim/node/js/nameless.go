package js

import (
	"strings"

	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/token"
)

// V8 knows which function made an object even if nothing that the object inherits
// says so, and util.inspect shows its name. The engine does not, so it is noted where
// such prototypes are given:
//
//	Events.prototype = Object.create(null)

// mayBeNameless reports whether there may be such a place.
func mayBeNameless(source string) bool {
	return strings.Contains(source, "Object.create(null)") && strings.Contains(source, ".prototype")
}

// named is the value of an assignment, noted if it is of that form.
func (l *lowerer) named(e *ast.AssignExpression, value ast.Expression) ast.Expression {
	left, ok := e.Left.(*ast.DotExpression)
	if !ok || e.Operator != token.ASSIGN || left.Identifier.Name != "prototype" || !createsNameless(value) {
		return value
	}
	function, ok := left.Left.(*ast.Identifier)
	if !ok {
		return value
	}
	return callOf(identifier(namelessName, value.Idx0()), value.Idx0(), identifier(function.Name, function.Idx), value)
}

// createsNameless reports whether an expression is Object.create(null).
func createsNameless(e ast.Expression) bool {
	call, ok := e.(*ast.CallExpression)
	if !ok || len(call.ArgumentList) != 1 {
		return false
	}
	callee, ok := call.Callee.(*ast.DotExpression)
	if !ok || callee.Identifier.Name != "create" {
		return false
	}
	of, ok := callee.Left.(*ast.Identifier)
	_, null := call.ArgumentList[0].(*ast.NullLiteral)
	return ok && null && of.Name == "Object"
}
