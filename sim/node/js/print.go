package js

import (
	"strings"

	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/token"
)

// printed is an expression as V8 writes it in messages.
// (CallPrinter in src/ast/prettyprinter.cc)
func printed(e ast.Expression) string { return printer{arguments: "(...)"}.print(e) }

// printedIterable is one that was to be iterated over: V8 writes no arguments
// there.
func printedIterable(e ast.Expression) string { return printer{}.print(e) }

type printer struct{ arguments string } // what stands for the arguments of calls

func (w printer) print(e ast.Expression) string {
	if text := w.parts(e); text != "" {
		return text
	}
	return "(intermediate value)"
}

// parts is what V8's printer finds in an expression; nothing if it knows no
// text for it.
func (w printer) parts(e ast.Expression) string {
	switch e := e.(type) {
	case *ast.Identifier:
		return e.Name.String()
	case *ast.ThisExpression:
		return "this"
	case *ast.NullLiteral:
		return "null"
	case *ast.BooleanLiteral:
		return e.Literal
	case *ast.NumberLiteral:
		return printNumber(e)
	case *ast.StringLiteral:
		return `"` + e.Value.String() + `"`
	case *ast.RegExpLiteral:
		return e.Literal
	case *ast.TemplateLiteral:
		return w.template(e)
	case *ast.DotExpression:
		return w.print(e.Left) + optionalMark(e.Left) + "." + e.Identifier.Name.String()
	case *ast.PrivateDotExpression:
		return w.print(e.Left) + optionalMark(e.Left) + ".#" + e.Identifier.Name.String()
	case *ast.BracketExpression:
		if name, ok := constantKey(e.Member); ok {
			return w.print(e.Left) + optionalMark(e.Left) + "." + name
		}
		dot := ""
		if optionalMark(e.Left) != "" {
			dot = "?."
		}
		return w.print(e.Left) + dot + "[" + w.print(e.Member) + "]"
	case *ast.CallExpression:
		return w.print(e.Callee) + w.arguments
	case *ast.NewExpression:
		if w.arguments == "" { // V8 looks into it only for what was to be iterated over
			return w.parts(e.Callee)
		}
	case *ast.OptionalChain:
		return w.parts(e.Expression)
	case *ast.Optional:
		return w.parts(e.Expression)
	case *ast.SequenceExpression:
		return "(" + w.list(e.Sequence, " , ") + ")"
	case *ast.UnaryExpression:
		return w.unary(e)
	case *ast.BinaryExpression:
		return w.binary(e)
	case *ast.ConditionalExpression:
		return "(intermediate value)(intermediate value)(intermediate value)"
	case *ast.SpreadElement:
		return "(..." + w.print(e.Expression) + ")"
	case *ast.ArrayLiteral:
		return "[" + w.list(e.Value, ",") + "]"
	case *ast.ObjectLiteral:
		return "{" + strings.Repeat("(intermediate value)", len(e.Value)) + "}"
	case *ast.AssignExpression:
		if _, name := e.Left.(*ast.Identifier); name {
			return w.print(e.Left)
		}
	}
	return ""
}

func optionalMark(e ast.Expression) string {
	if _, is := e.(*ast.Optional); is {
		return "?"
	}
	return ""
}

// constantKey is a key in brackets that V8 takes for a name.
func constantKey(e ast.Expression) (string, bool) {
	switch e := e.(type) {
	case *ast.StringLiteral:
		return e.Value.String(), true
	case *ast.TemplateLiteral:
		if e.Tag == nil && len(e.Expressions) == 0 && len(e.Elements) == 1 {
			return e.Elements[0].Parsed.String(), true
		}
	}
	return "", false
}

func printNumber(e *ast.NumberLiteral) string {
	if strings.HasSuffix(e.Literal, "n") {
		return "" // V8 prints no bigints
	}
	return strings.TrimSuffix(e.Literal, ".")
}

func (w printer) template(e *ast.TemplateLiteral) string {
	if e.Tag != nil {
		return ""
	}
	if len(e.Expressions) == 0 && len(e.Elements) == 1 {
		return `"` + e.Elements[0].Parsed.String() + `"`
	}
	var b strings.Builder
	for _, part := range e.Expressions {
		b.WriteString(w.print(part))
	}
	return b.String()
}

func (w printer) list(list []ast.Expression, separator string) string {
	parts := make([]string, len(list))
	for i, part := range list {
		if part != nil {
			parts[i] = w.print(part)
		}
	}
	return strings.Join(parts, separator)
}

func (w printer) unary(e *ast.UnaryExpression) string {
	operator := e.Operator.String()
	switch {
	case e.Postfix:
		return "(" + w.print(e.Operand) + operator + ")"
	case e.Operator == token.MINUS:
		if n, number := e.Operand.(*ast.NumberLiteral); number {
			return "-" + printNumber(n)
		}
	case e.Operator == token.DELETE, e.Operator == token.TYPEOF, e.Operator == token.VOID:
		operator += " "
	}
	return "(" + operator + w.print(e.Operand) + ")"
}

// binary writes a chain of the same operator as one.
func (w printer) binary(e *ast.BinaryExpression) string {
	parts := []string{w.print(e.Right)}
	left := e.Left
	for {
		inner, ok := left.(*ast.BinaryExpression)
		if !ok || inner.Operator != e.Operator || e.Operator == token.EXPONENT {
			break
		}
		parts = append(parts, w.print(inner.Right))
		left = inner.Left
	}
	parts = append(parts, w.print(left))
	for i, j := 0, len(parts)-1; i < j; i, j = i+1, j-1 {
		parts[i], parts[j] = parts[j], parts[i]
	}
	return "(" + strings.Join(parts, " "+e.Operator.String()+" ") + ")"
}
