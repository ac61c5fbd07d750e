package js

import (
	"github.com/grafana/sobek"
	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/token"
	"github.com/grafana/sobek/unistring"
)

// Two long texts are compared letter by letter, in one statement: ten million letters take
// as long as thousands of statements. So what is compared to something goes through a look
// at both, but not where it can be read in the source that one of them is no long text: it
// is a literal, a sum of numbers, or a name that is given nothing else anywhere in the file.

// alikeName is called with the right side of an operator that asks whether two values are
// the same.
const alikeName unistring.String = " alike"

// brief knows which names of a file are never given what may be a long text. It goes by
// the names alone, whatever their scopes: a name that is used for both counts as the worse.
type brief map[string]bool // false: it may be given a long text

// given is what a name is given: nil for what is not known.
type given struct {
	name  string
	value ast.Expression
}

// allGiven is what the names of a program are given, in the order of the source.
func allGiven(program *ast.Program) (all []given) {
	visitAll(program, func(n ast.Node) { all = givenBy(n, all) })
	return all
}

// mostPasses is how often what names are given is gone through, as names are given names:
// ordinary programs need three.
const mostPasses = 16

// briefNames finds those names in what the file's names are given.
func briefNames(all []given) brief {
	names := brief{}
	for _, g := range all {
		names[g.name] = true
	}
	for passes, changed := 0, true; changed; passes++ {
		if changed = false; passes == mostPasses {
			return brief{}
		}
		for _, g := range all {
			if names[g.name] && (g.value == nil || !names.isBrief(g.value)) {
				names[g.name], changed = false, true
			}
		}
	}
	return names
}

// givenBy adds what a node gives to names.
func givenBy(n ast.Node, all []given) []given {
	unknown := func(targets ...ast.Expression) {
		for _, t := range targets {
			if id := nameGiven(t); id != nil {
				all = append(all, given{name: id.Name.String()})
			}
		}
	}
	switch n := n.(type) {
	case *ast.Binding:
		if id, ok := n.Target.(*ast.Identifier); ok && n.Initializer != nil {
			all = append(all, given{id.Name.String(), n.Initializer})
		}
	case *ast.AssignExpression:
		if id, ok := n.Left.(*ast.Identifier); ok && !makesNumbers(n.Operator) {
			all = append(all, given{id.Name.String(), n.Right})
		}
	case *ast.FunctionLiteral:
		unknown(parametersOf(n.ParameterList)...)
	case *ast.ArrowFunctionLiteral:
		unknown(parametersOf(n.ParameterList)...)
	case *ast.ArrayPattern:
		unknown(n.Elements...)
	case *ast.ObjectPattern:
		for _, p := range n.Properties {
			switch p := p.(type) {
			case *ast.PropertyShort:
				unknown(&p.Name)
			case *ast.PropertyKeyed:
				unknown(p.Value)
			}
		}
	case *ast.TryStatement:
		if n.Catch != nil {
			unknown(n.Catch.Parameter)
		}
	case *ast.ForInStatement:
		unknown(intoTarget(n.Into))
	case *ast.ForOfStatement:
		unknown(intoTarget(n.Into))
	}
	return all
}

func parametersOf(p *ast.ParameterList) (all []ast.Expression) {
	if p != nil {
		for _, b := range p.List {
			all = append(all, b.Target)
		}
	}
	return all
}

// nameGiven is the name that a part of a pattern stands for; nil if it is none.
func nameGiven(e ast.Expression) *ast.Identifier {
	switch e := e.(type) {
	case *ast.Identifier:
		return e
	case *ast.AssignExpression:
		return nameGiven(e.Left)
	case *ast.Binding:
		return nameGiven(e.Target)
	}
	return nil
}

// makesNumbers reports whether an assignment's operator gives a number whatever it is
// given, or leaves the name what it was.
func makesNumbers(operator token.Token) bool {
	switch operator {
	case token.ASSIGN, token.PLUS, token.LOGICAL_AND, token.LOGICAL_OR, token.COALESCE:
		return false
	}
	return true
}

// isBrief reports whether an expression's value is no text that is longer than the program.
func (b brief) isBrief(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.NumberLiteral, *ast.StringLiteral, *ast.BooleanLiteral, *ast.NullLiteral, *ast.UnaryExpression, *ast.RegExpLiteral,
		*ast.FunctionLiteral, *ast.ArrowFunctionLiteral, *ast.ClassLiteral, *ast.ObjectLiteral, *ast.ThisExpression, *ast.NewExpression:
		return true
	case *ast.Identifier:
		return b[e.Name.String()] || e.Name == "undefined" || e.Name == "NaN" || e.Name == "Infinity"
	case *ast.DotExpression:
		return e.Identifier.Name == "length" || e.Identifier.Name == "size"
	case *ast.TemplateLiteral:
		return len(e.Expressions) == 0 && e.Tag == nil
	case *ast.AssignExpression:
		return makesNumbers(e.Operator) || b.isBrief(e.Right) && (e.Operator == token.ASSIGN || b.isBrief(e.Left))
	case *ast.ConditionalExpression:
		return b.isBrief(e.Consequent) && b.isBrief(e.Alternate)
	case *ast.BinaryExpression:
		switch e.Operator {
		case token.PLUS, token.LOGICAL_AND, token.LOGICAL_OR, token.COALESCE:
			return b.isBrief(e.Left) && b.isBrief(e.Right)
		}
		return true
	case *ast.CallExpression:
		return givesNumbers(e.Callee)
	}
	return false
}

// givesNumbers reports whether a function is one that gives numbers, as far as its name
// tells.
func givesNumbers(callee ast.Expression) bool {
	switch callee := callee.(type) {
	case *ast.Identifier:
		return callee.Name == "Number" || callee.Name == "parseInt" || callee.Name == "parseFloat"
	case *ast.DotExpression:
		if of, ok := callee.Left.(*ast.Identifier); ok && of.Name == "Math" {
			return true
		}
		switch callee.Identifier.Name {
		case "charCodeAt", "codePointAt", "indexOf", "lastIndexOf", "findIndex", "now", "getTime":
			return true
		}
	}
	return false
}

// alikes lets the isolate look at both sides of an operator that compares.
func (in *instrumenter) alikes(operator token.Token, left ast.Expression, right *ast.Expression) {
	switch operator {
	case token.EQUAL, token.NOT_EQUAL, token.STRICT_EQUAL, token.STRICT_NOT_EQUAL:
	case token.LESS, token.GREATER, token.LESS_OR_EQUAL, token.GREATER_OR_EQUAL:
		if in.pairs {
			return // it is looked at anyway
		}
	default:
		return
	}
	if !in.library && !in.brief.isBrief(left) && !in.brief.isBrief(*right) {
		*right = callHidden(alikeName, *right)
	}
}

// alike is called with the right side of such an operator.
func (i *Isolate) alike(call sobek.FunctionCall) sobek.Value {
	value := call.Arguments[0]
	if right, ok := value.(sobek.String); ok && right.Length() >= leastGrowing {
		if left, ok := i.inside.operand().(sobek.String); ok {
			i.labourOfOrder(left, right)
		}
	}
	return value
}

// labourOfOrder counts the comparison of two texts, which goes on as long as they are
// alike.
func (i *Isolate) labourOfOrder(left, right sobek.String) {
	n := int64(min(left.Length(), right.Length()))
	if i.inside.ascii(left) == nil || i.inside.ascii(right) == nil {
		n *= wideOrder
	}
	i.Labour(n / orderedANs)
	i.Owe(n / orderedANs)
}

// orderedANs is how many letters are compared in a nanosecond; of others than ASCII it is
// one in thirty. (Measured.)
const (
	orderedANs = 8
	wideOrder  = 30 * orderedANs
)
