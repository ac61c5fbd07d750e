package js

import (
	"github.com/grafana/sobek"
	"github.com/grafana/sobek/ast"
)

// What is called is looked up before its arguments are evaluated (13.3.6.1): nope(f())
// throws that nope is not defined, and f is not called. The engine finds out only when
// it calls. So the first argument begins with a look at the name.

// resolves lets a call find out first whether there is what it calls.
func (in *instrumenter) resolves(call *ast.CallExpression) {
	callee, ok := call.Callee.(*ast.Identifier)
	if !ok || in.library || callee.Name == "eval" || callee.Name[0] == ' ' || alwaysThere[callee.Name.String()] {
		return
	}
	for _, argument := range call.ArgumentList {
		if !isNoticed(argument) {
			continue
		}
		first := &call.ArgumentList[0]
		if spread, ok := (*first).(*ast.SpreadElement); ok {
			first = &spread.Expression
		}
		*first = &ast.SequenceExpression{Sequence: []ast.Expression{&ast.Identifier{Name: callee.Name, Idx: callee.Idx}, *first}}
		return
	}
}

// alwaysThere are functions that scripts call most, and do not take away.
var alwaysThere = map[string]bool{
	"require": true, "setTimeout": true, "setInterval": true, "setImmediate": true, "queueMicrotask": true, "String": true, "Number": true,
	"Boolean": true, "Symbol": true, "BigInt": true, "parseInt": true, "parseFloat": true, "isNaN": true,
}

// isNoticed reports whether somebody could notice that an argument was evaluated.
func isNoticed(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.Identifier, *ast.StringLiteral, *ast.NumberLiteral, *ast.BooleanLiteral, *ast.NullLiteral, *ast.RegExpLiteral,
		*ast.FunctionLiteral, *ast.ArrowFunctionLiteral, *ast.ThisExpression:
		return false
	case *ast.BinaryExpression:
		return isNoticed(e.Left) || isNoticed(e.Right)
	case *ast.SpreadElement:
		return isNoticed(e.Expression)
	}
	return true
}

// spreadsEarly reports whether the call at the place spreads an argument before its
// last. V8 makes of such a call one of apply.
func (f *failure) spreadsEarly() bool {
	call, ok := find[*ast.CallExpression](f.source, f.at)
	if !ok {
		return false
	}
	for i, argument := range call.ArgumentList {
		if _, spread := argument.(*ast.SpreadElement); spread && i < len(call.ArgumentList)-1 {
			return true
		}
	}
	return false
}

// calledValue is what such a call calls: the engine has put a mark before it and its
// this, as it does not know how many arguments there will be.
func (f *failure) calledValue() sobek.Value {
	for n := 3; n <= len(f.stack); n++ {
		if mark, ok := f.value(n).(*sobek.Symbol); ok && mark.String() == "[variadic marker]" {
			return f.value(n - 2)
		}
	}
	return sobek.Undefined()
}
