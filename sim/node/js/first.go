package js

import (
	"strings"

	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/file"
	"github.com/grafana/sobek/token"
)

// V8 notes the place of a statement for the first thing that it does. So an
// unknown variable that a statement begins with is reported where the
// statement is. (BytecodeArrayBuilder::SetExpressionPosition)

// variablePlace is where V8 sees the use of a variable that is at a place.
func (s *listing) variablePlace(at file.Idx) file.Idx {
	var begun ast.Node // what was begun last
	place := at
	visitAll(s.tree, func(n ast.Node) {
		switch n := n.(type) {
		case *ast.Identifier:
			if n.Idx == at && begun != nil {
				if begin, e := beginning(begun); first(e) == n {
					place = begin
				}
				begun = nil
			}
		case ast.Statement:
			begun = n
		case *ast.ArrowFunctionLiteral, *ast.Binding:
			begun = n
		}
	})
	return place
}

// beginning is where V8 sees a statement, and what it does first.
func beginning(n ast.Node) (file.Idx, ast.Expression) {
	switch n := n.(type) {
	case *ast.ExpressionStatement:
		return n.Expression.Idx0(), n.Expression
	case *ast.ReturnStatement:
		return n.Return, n.Argument
	case *ast.ThrowStatement:
		return n.Throw, n.Argument
	case *ast.IfStatement:
		return n.If, n.Test
	case *ast.SwitchStatement:
		return n.Switch, n.Discriminant
	case *ast.ArrowFunctionLiteral:
		if body, ok := n.Body.(*ast.ExpressionBody); ok {
			return ownPlace(body.Expression), body.Expression
		}
	case *ast.Binding:
		if n.Initializer != nil {
			return n.Initializer.Idx0(), n.Initializer
		}
	}
	return 0, nil
}

// ownPlace is where V8 sees an expression itself.
func ownPlace(e ast.Expression) file.Idx {
	switch e := e.(type) {
	case *ast.OptionalChain:
		return ownPlace(e.Expression)
	case *ast.Optional:
		return ownPlace(e.Expression)
	}
	return placeOf(e)
}

// first is what an expression does first; nil if it does something before it
// comes to a part of it.
func first(e ast.Expression) ast.Expression {
	switch e := e.(type) {
	case *ast.Identifier:
		return e
	case *ast.DotExpression:
		return first(e.Left)
	case *ast.BracketExpression:
		return first(e.Left)
	case *ast.CallExpression:
		return first(e.Callee)
	case *ast.NewExpression:
		return first(e.Callee)
	case *ast.OptionalChain:
		return first(e.Expression)
	case *ast.Optional:
		return first(e.Expression)
	case *ast.UnaryExpression:
		return first(e.Operand)
	case *ast.BinaryExpression:
		return first(e.Left)
	case *ast.ConditionalExpression:
		return first(e.Test)
	case *ast.SequenceExpression:
		return first(e.Sequence[0])
	case *ast.TemplateLiteral:
		if e.Tag != nil {
			return first(e.Tag)
		}
		if len(e.Expressions) > 0 && e.Elements[0].Parsed == "" {
			return first(e.Expressions[0])
		}
	case *ast.ArrayLiteral:
		if len(e.Value) > 0 {
			if spread, ok := e.Value[0].(*ast.SpreadElement); ok {
				return first(spread.Expression)
			}
		}
	case *ast.AssignExpression:
		if name, ok := e.Left.(*ast.Identifier); ok {
			if e.Operator == token.ASSIGN {
				return first(e.Right)
			}
			return name
		}
		return first(e.Left)
	}
	return nil
}

// signs are the signs of the engine's instructions with two operands.
var signs = map[string]string{
	"add": "+", "sub": "-", "mul": "*", "div": "/", "mod": "%", "exp": "**", "and": "&", "or": "|", "xor": "^", "sal": "<<", "sar": ">>",
	"shr": ">>>", "op_in": "in", "op_instanceof": "instanceof", "op_lt": "<", "op_lte": "<=", "op_gt": ">", "op_gte": ">=",
	"op_eq": "==", "op_neq": "!=",
}

// signPlace is the place of the sign of an operation with two operands at a
// place, 0 if it is none.
func (l *listing) signPlace(at file.Idx, operation string) (place file.Idx) {
	operation = strings.TrimPrefix(operation, "_")
	sign := signs[operation]
	folded := operation == "throwConst" // worked out when the script was compiled
	if sign == "" && !folded {
		return 0
	}
	s := &settler{text: l.text, base: l.base}
	for _, n := range l.nodes[at] {
		switch n := n.(type) {
		case *ast.BinaryExpression:
			if folded || n.Operator.String() == sign {
				place = s.signAfter(n.Left)
			}
		case *ast.AssignExpression:
			if n.Operator != token.ASSIGN && n.Operator.String() == sign {
				place = s.signAfter(n.Left)
			}
		}
	}
	return place
}

// memberPlace is the place of the property that was read or written.
func (f *failure) memberPlace() file.Idx {
	if f.source == nil {
		return 0
	}
	name := f.operand()
	for _, n := range f.source.nodes[f.at] {
		switch n := n.(type) {
		case *ast.DotExpression:
			if n.Identifier.Name.String() == name {
				return 0
			}
		case *ast.BracketExpression:
			if name == "" {
				return 0
			}
		}
	}
	for _, m := range f.source.members {
		switch m := m.(type) {
		case *ast.DotExpression:
			if m.Identifier.Name.String() == name && lastPlace(m.Left) == f.at {
				return m.Identifier.Idx
			}
		case *ast.BracketExpression:
			if name == "" && (lastPlace(m.Member) == f.at || lastPlace(m.Left) == f.at) {
				return m.LeftBracket
			}
		}
	}
	return 0
}

// lastPlace is the place that the engine has noted when it has worked out an
// expression.
func lastPlace(e ast.Expression) file.Idx {
	switch e := e.(type) {
	case *ast.OptionalChain:
		return lastPlace(e.Expression)
	case *ast.Optional:
		return lastPlace(e.Expression)
	case *ast.SequenceExpression:
		return lastPlace(e.Sequence[len(e.Sequence)-1])
	}
	return placeOf(e)
}
