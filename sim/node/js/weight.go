package js

import (
	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/token"
)

// What code allocates is estimated where it is written: a literal of an object
// says how large the object is. The call that counts a statement carries the
// bytes of the statement; those of a function's parameters and of what a call
// needs are carried by the call on entry. What builtins make is added when
// they are called (builtin.go).
//
// Sizes are V8's on a machine of 64 bits without pointer compression, as Node
// is built: an object is three words and one a property (JSObject), an array
// four words and a backing store of two words and one an element (JSArray,
// FixedArray), a closure eight words (JSFunction), a concatenated string four
// words (ConsString). (V8, src/objects)
const (
	wordBytes      = 8
	objectBytes    = 3 * wordBytes
	arrayBytes     = 6 * wordBytes
	functionBytes  = 8 * wordBytes
	contextBytes   = 4 * wordBytes
	joinedBytes    = 4 * wordBytes
	regexpBytes    = 7 * wordBytes
	classBytes     = 60 * wordBytes // constructor, prototype, two maps
	instanceBytes  = objectBytes + 4*wordBytes
	promiseBytes   = 6 * wordBytes
	awaitBytes     = promiseBytes + 10*wordBytes // the promise that is thrown away, its reaction, its context
	generatorBytes = 20 * wordBytes              // with the registers of its frame
	pushedBytes    = wordBytes * 3 / 2           // backing stores grow by a half
	entryBytes     = 6 * wordBytes               // of a Map, with room to grow
)

// callBytes is what a call of a function allocates by itself.
func callBytes(async, generator bool) int64 {
	switch {
	case async:
		return generatorBytes + promiseBytes
	case generator:
		return generatorBytes
	}
	return 0
}

// carry lets the call that counts some code carry what the code allocates.
func (in *instrumenter) carry(call *ast.CallExpression, code func()) {
	outer := in.bytes
	in.bytes = 0
	code()
	number := call.ArgumentList[0].(*ast.NumberLiteral)
	number.Value = withBytes(number.Value.(int64), in.bytes)
	in.bytes = outer
}

// weigh adds what an expression allocates, without the expressions in it.
func (in *instrumenter) weigh(e ast.Expression) {
	switch e := e.(type) {
	case *ast.FunctionLiteral, *ast.ArrowFunctionLiteral:
		in.bytes += functionBytes + contextBytes
	case *ast.ClassLiteral:
		in.bytes += classBytes
	case *ast.ObjectLiteral:
		in.bytes += objectBytes + int64(len(e.Value))*wordBytes
	case *ast.ArrayLiteral:
		in.bytes += arrayBytes + int64(len(e.Value))*wordBytes
	case *ast.RegExpLiteral:
		in.bytes += regexpBytes
	case *ast.NewExpression:
		in.bytes += instanceBytes
	case *ast.AwaitExpression:
		in.bytes += awaitBytes
	case *ast.YieldExpression:
		in.bytes += objectBytes + 2*wordBytes // { value, done }
	case *ast.TemplateLiteral:
		if len(e.Expressions) > 0 {
			in.bytes += joinedBytes
		}
	case *ast.BinaryExpression:
		if e.Operator == token.PLUS && (isText(e.Left) || isText(e.Right)) {
			in.bytes += joinedBytes
		}
	case *ast.AssignExpression:
		in.bytes += assigned(e)
	case *ast.CallExpression:
		in.bytes += keptBy(e)
	}
}

// assigned is what an assignment allocates: a string that grows, or perhaps a
// new element.
func assigned(e *ast.AssignExpression) int64 {
	if e.Operator == token.PLUS && isText(e.Right) {
		return joinedBytes
	}
	if _, element := e.Left.(*ast.BracketExpression); element && e.Operator == token.ASSIGN {
		return wordBytes
	}
	return 0
}

// keptBy is by how much a container grows whose method is called, as far as
// the method's name tells.
func keptBy(e *ast.CallExpression) int64 {
	dot, ok := e.Callee.(*ast.DotExpression)
	if !ok {
		return 0
	}
	switch dot.Identifier.Name {
	case "push", "unshift":
		return int64(len(e.ArgumentList)) * pushedBytes
	case "add":
		return entryBytes - wordBytes
	case "set":
		return entryBytes
	}
	return 0
}

func isText(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.StringLiteral, *ast.TemplateLiteral:
		return true
	case *ast.BinaryExpression:
		return e.Operator == token.PLUS && (isText(e.Left) || isText(e.Right))
	}
	return false
}

// grows lets the isolate look at the right side of an operator whose result
// may be much larger than what it is made of, or may take long.
func (in *instrumenter) grows(operator token.Token, left ast.Expression, right *ast.Expression) {
	if operator == token.PLUS {
		in.extends(left, right)
		in.joins(right)
		in.appends(left, right)
	} else {
		in.workOn(operator, left, right)
	}
}

// joins lets the isolate look at what is added to something, if it may be a
// long string: a string that is added to itself again and again outgrows any
// computer in thirty statements.
func (in *instrumenter) joins(e *ast.Expression) {
	if in.library || !mayBeLong(*e) {
		return
	}
	*e = callHidden(joinedName, *e)
}

// appends lets the isolate look at a sum of what is written down and something that may
// be a long text: growing.go.
func (in *instrumenter) appends(left ast.Expression, right *ast.Expression) {
	if literal, ok := (*right).(*ast.StringLiteral); !ok || in.library || len(literal.Value) == 0 {
		return
	}
	for {
		sum, ok := left.(*ast.BinaryExpression)
		if !ok || sum.Operator != token.PLUS {
			break
		}
		left = sum.Left
	}
	switch left.(type) {
	case *ast.Identifier, *ast.DotExpression, *ast.BracketExpression, *ast.PrivateDotExpression:
		*right = callHidden(appendedName, *right)
	}
}

// writes lets the isolate look at what becomes a part of a template's text.
func (in *instrumenter) writes(e *ast.Expression) {
	if !in.library && (mayBeLong(*e) || mayBeFraction(*e)) {
		*e = callHidden(writtenName, *e)
	}
}

// mayBeFraction reports whether an expression is one of those whose value is a number,
// and may be one with a fraction, whose text is the isolate's: digits.go.
func mayBeFraction(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.BinaryExpression:
		switch e.Operator {
		case token.MINUS, token.MULTIPLY, token.SLASH, token.REMAINDER, token.EXPONENT:
			return true
		}
	case *ast.UnaryExpression:
		return e.Operator == token.MINUS || e.Operator == token.PLUS
	}
	return false
}

// mayBeLong reports whether an expression's value may be a string that is
// longer than the program's text, or an integer of any size.
func mayBeLong(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.NumberLiteral:
		return isInteger(e)
	case *ast.UnaryExpression, *ast.StringLiteral, *ast.BooleanLiteral, *ast.NullLiteral:
		return false
	case *ast.TemplateLiteral:
		return len(e.Expressions) > 0
	case *ast.DotExpression:
		return e.Identifier.Name != "length"
	case *ast.BinaryExpression:
		switch e.Operator {
		case token.PLUS:
			return mayBeLong(e.Left) || mayBeLong(e.Right)
		case token.LOGICAL_AND, token.LOGICAL_OR, token.COALESCE:
			return mayBeLong(e.Right) || mayBeLong(e.Left)
		case token.MULTIPLY, token.EXPONENT, token.SHIFT_LEFT:
			return !isPlainNumber(e.Left) && !isPlainNumber(e.Right)
		}
		return false
	case *ast.ConditionalExpression:
		return mayBeLong(e.Consequent) || mayBeLong(e.Alternate)
	}
	return true
}
