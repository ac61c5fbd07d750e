package js

import (
	"cmp"
	"regexp"

	"github.com/grafana/sobek"
	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/token"
	"github.com/grafana/sobek/unistring"
)

// Strings are compared by their UTF-16 code units; the engine does it by characters,
// which differs where one has two units: those are less than U+E000, the character is
// not. So in code that makes such characters, what is compared to the left side of an
// operator is looked at, and, where it matters, is changed for a string that the engine
// finds to be as much greater or less. (IsLessThan, 7.2.13)

// comparedName is called with the right side of such an operator.
const comparedName unistring.String = " compared"

// pairs finds source that may make characters of two units.
var pairs = regexp.MustCompile(`[\x{10000}-\x{10ffff}]|\\u\{|\\u[dD][89a-fA-F]|fromCodePoint|fromCharCode`)

// compares lets the isolate look at the right side of a comparison.
func (in *instrumenter) compares(operator token.Token, left ast.Expression, right *ast.Expression) {
	switch operator {
	case token.LESS, token.GREATER, token.LESS_OR_EQUAL, token.GREATER_OR_EQUAL:
	default:
		return
	}
	if in.pairs && !isPlainNumber(left) && !isPlainNumber(*right) {
		*right = callHidden(comparedName, *right)
	}
}

func (i *Isolate) compared(call sobek.FunctionCall) sobek.Value {
	right, ok := call.Arguments[0].(sobek.String)
	if !ok {
		return call.Arguments[0]
	}
	left, ok := i.inside.operand().(sobek.String)
	if ok && right.Length() >= leastGrowing {
		i.labourOfOrder(left, right)
	}
	if !ok || !i.hasPairs(left) && !i.hasPairs(right) {
		return right
	}
	switch order := i.order(left, right); {
	case order < 0:
		return i.Engine.ToValue(left.String() + "\x00")
	case order > 0:
		return i.Engine.ToValue("")
	}
	return left
}

// order compares two strings by their units.
func (i *Isolate) order(a, b sobek.String) int {
	left, right := i.inside.textOf(a), i.inside.textOf(b)
	for at := range min(left.Len(), right.Len()) {
		if order := cmp.Compare(left.At(at), right.At(at)); order != 0 {
			return order
		}
	}
	return cmp.Compare(left.Len(), right.Len())
}

// hasPairs reports whether a string has halves of characters of two units.
func (i *Isolate) hasPairs(s sobek.String) bool {
	text := i.inside.textOf(s)
	if _, narrow := text.Narrow(); narrow {
		return false
	}
	for at := range text.Len() {
		if unit := text.At(at); unit >= 0xd800 && unit < 0xe000 {
			return true
		}
	}
	return false
}

// byUnits is what compares the elements of an array of strings, if the engine would
// not do it rightly; else nil.
func (i *Isolate) byUnits(elements []sobek.Value) sobek.Value {
	paired := false
	for _, v := range elements {
		text, ok := v.(sobek.String)
		if !ok {
			return nil
		}
		paired = paired || i.hasPairs(text)
	}
	if !paired {
		return nil
	}
	return i.Engine.ToValue(func(call sobek.FunctionCall) sobek.Value {
		return i.Engine.ToValue(i.order(call.Argument(0).(sobek.String), call.Argument(1).(sobek.String)))
	})
}

// sortByUnits lets what sorts arrays compare strings by their units.
func (i *Isolate) sortByUnits(sort *sobek.Object) {
	var engines Builtin
	engines = i.Replace(sort, func(call sobek.FunctionCall) sobek.Value {
		if array, ok := call.This.(*sobek.Object); ok && isNothing(call.Argument(0)) {
			if compare := i.byUnits(i.inside.elements(array)); compare != nil {
				call.Arguments = []sobek.Value{compare}
			}
		}
		return engines(call)
	})
}
