package js

import (
	"github.com/grafana/sobek"
	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/token"
	"github.com/grafana/sobek/unistring"
)

// A text that is made a number, or the name of a property, is gone through as a whole in one
// operator. Operators are everywhere, and such texts are short but in programs that make
// long ones on purpose; so only what can be seen in the source to be one of those is
// looked at: a call that makes a text as long as its argument says, an integer that is a
// power, and the names that are given such, anywhere in the file.

// weighedName is called with what is about to be made a number, and keyedName with what is
// about to be made the name of a property.
const (
	weighedName unistring.String = " weighed"
	keyedName   unistring.String = " keyed"
	digitsName  unistring.String = " digits" // that may be one of any size
)

// longNames knows which names of a file may be given such a text or integer.
type longNames map[string]bool

// longNamesOf finds them in what the file's names are given.
func longNamesOf(all []given) longNames {
	names := longNames{}
	for passes, changed := 0, true; changed && passes < mostPasses; passes++ {
		changed = false
		for _, g := range all {
			if g.value != nil && !names[g.name] && names.isLong(g.value) {
				names[g.name], changed = true, true
			}
		}
	}
	return names
}

// isLong reports whether an expression's value may be one.
func (l longNames) isLong(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.Identifier:
		return l[e.Name.String()]
	case *ast.CallExpression:
		return l.makesLong(e)
	case *ast.BinaryExpression:
		return l.isLongSum(e)
	case *ast.AssignExpression:
		return l.isLong(e.Right)
	case *ast.ConditionalExpression:
		return l.isLong(e.Consequent) || l.isLong(e.Alternate)
	case *ast.TemplateLiteral:
		for _, part := range e.Expressions {
			if l.isLong(part) {
				return true
			}
		}
	}
	return false
}

// makesLong reports whether a call's value may be one, as far as the method's name tells.
func (l longNames) makesLong(e *ast.CallExpression) bool {
	method, ok := e.Callee.(*ast.DotExpression)
	if !ok {
		return false
	}
	switch method.Identifier.Name {
	case "repeat", "padStart", "padEnd":
		return true
	case "concat", "slice", "substring", "substr", "trim", "toUpperCase", "toLowerCase", "normalize", "replace", "replaceAll", "toString":
		return l.isLong(method.Left)
	}
	return false
}

// isLongSum reports whether an operator's value may be one.
func (l longNames) isLongSum(e *ast.BinaryExpression) bool {
	switch e.Operator {
	case token.PLUS, token.LOGICAL_AND, token.LOGICAL_OR, token.COALESCE, token.MULTIPLY, token.SHIFT_LEFT, token.EXPONENT:
		if e.Operator == token.EXPONENT || e.Operator == token.SHIFT_LEFT {
			if number, ok := e.Left.(*ast.NumberLiteral); ok && isInteger(number) {
				return true
			}
		}
		return l.isLong(e.Left) || l.isLong(e.Right)
	}
	return false
}

// weighs lets the isolate look at what an operator makes numbers of.
func (in *instrumenter) weighs(operator token.Token, sides ...*ast.Expression) {
	if in.library {
		return
	}
	switch operator {
	case token.PLUS, token.STRICT_EQUAL, token.STRICT_NOT_EQUAL, token.LOGICAL_AND, token.LOGICAL_OR, token.COALESCE, token.IN, token.INSTANCEOF,
		token.ASSIGN, token.NOT, token.TYPEOF, token.VOID, token.DELETE, token.INCREMENT, token.DECREMENT:
		return
	}
	for _, side := range sides {
		if in.long.isLong(*side) {
			name := weighedName
			if in.integers {
				name = digitsName
			}
			*side = callHidden(name, *side)
		}
	}
}

// keys lets the isolate look at the name of a property that is computed.
func (in *instrumenter) keys(name *ast.Expression) {
	if !in.library && in.long.isLong(*name) {
		*name = callHidden(keyedName, *name)
	}
}

// weighed is called with what is about to be made a number.
func (i *Isolate) weighed(call sobek.FunctionCall) sobek.Value {
	value := call.Arguments[0]
	i.LabourOfText(value, numberNs, 2*numberNs)
	return value
}

// digits is called with what is about to be made a number, where it may be an integer of
// any size.
func (i *Isolate) digits(call sobek.FunctionCall) sobek.Value {
	i.readDigits(call.Arguments[0])
	return i.weighed(call)
}

// keyed is called with what is about to be made the name of a property.
func (i *Isolate) keyed(call sobek.FunctionCall) sobek.Value {
	value := call.Arguments[0]
	i.LabourOfText(value, keyNs, 4*keyNs)
	if n := integerIn(value); n != nil {
		i.writeInteger(n)
	}
	return value
}

// What the engine takes to read a code unit of a text as a number, and as a name.
// (Measured.)
const (
	numberNs = 8
	keyNs    = 4
)
