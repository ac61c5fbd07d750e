package js

import (
	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/token"
)

// The engine's parser groups relational operators from the right, so that
// 1 < 2 < 3 would be 1 < (2 < 3). regroup groups them from the left. (ECMA-262,
// 13.10: RelationalExpression)
//
// And it has what follows in place of the operator where a private name stands before
// it: #name in object && more would be #name && object.
func (s *settler) regroup(n *ast.BinaryExpression) {
	if _, private := n.Left.(*ast.PrivateIdentifier); private {
		n.Operator = token.IN
		return
	}
	if !isRelational(n.Operator) {
		return
	}
	for {
		right, ok := n.Right.(*ast.BinaryExpression)
		if !ok || !isRelational(right.Operator) || s.inParentheses(n, right) {
			return
		}
		first := &ast.BinaryExpression{Operator: n.Operator, Left: n.Left, Right: right.Left, Comparison: n.Comparison}
		n.Operator, n.Left, n.Right, n.Comparison = right.Operator, first, right.Right, right.Comparison
	}
}

func isRelational(operator token.Token) bool {
	switch operator {
	case token.LESS, token.LESS_OR_EQUAL, token.GREATER, token.GREATER_OR_EQUAL, token.INSTANCEOF, token.IN:
		return true
	}
	return false
}

// inParentheses reports whether the right side of an operation stands in
// parentheses: one is open where its own operator is.
func (s *settler) inParentheses(n, right *ast.BinaryExpression) bool {
	from, to := int(s.signAfter(n.Left))-s.base, int(s.signAfter(right.Left))-s.base
	if from < 0 || to < from || to > len(s.text) {
		return true
	}
	open := 0
	for _, w := range words(s.text[from:to]) {
		switch s.text[from+w.start : from+w.end] {
		case "(":
			open++
		case ")":
			open--
		}
	}
	return open > 0
}
