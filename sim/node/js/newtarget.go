package js

import (
	"strings"
	"unsafe"

	"github.com/grafana/sobek"
	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/file"
	"github.com/grafana/sobek/token"
	"github.com/grafana/sobek/unistring"
)

// The engine leaves new.target as it is when one function of a script calls
// another, so that inside of a constructor every function seems to be called with
// new. Where a function asks for it, a helper says whether the function was called
// with new; what arrow functions inside of it ask for is asked when it begins.
// What direct evals and the default values of parameters ask for stays the engine's.
const (
	constructsName unistring.String = " constructs" // whether the function that asks was called with new
	targetName     unistring.String = " newTarget"  // new.target for arrow functions
)

// mayHaveTarget reports whether there may be a new.target.
func mayHaveTarget(source string) bool { return strings.Contains(source, "new.target") }

// asking is what the function whose statements are lowered asks of new.target.
type asking struct {
	never  bool // it cannot be called with new
	arrows int  // arrow functions around what is lowered
	named  bool // one of them asks
}

// newTarget is what stands for new.target.
func (l *lowerer) newTarget(e *ast.MetaProperty) ast.Expression {
	switch {
	case e.Meta.Name != "new" || l.asking == nil:
		return e
	case l.asking.never:
		return nothingAt(e.Idx)
	case l.asking.arrows > 0:
		l.asking.named = true
		return identifier(targetName, e.Idx)
	}
	return targetAt(e.Idx)
}

// targetAt is new.target in a function's own statements.
func targetAt(at file.Idx) ast.Expression {
	name := func(name unistring.String) *ast.Identifier { return identifier(name, at) }
	return &ast.ConditionalExpression{
		Test:       callOf(name(constructsName), at),
		Consequent: &ast.MetaProperty{Meta: name("new"), Property: name("target"), Idx: at},
		Alternate:  nothingAt(at),
	}
}

// asks goes into a function's statements, or out of them all for what has a
// new.target that the engine knows; what it returns comes out again.
func (l *lowerer) asks(a *asking) func() {
	outer := l.asking
	l.asking = a
	return func() { l.asking = outer }
}

// arrowAsks goes into an arrow function.
func (l *lowerer) arrowAsks() func() {
	a := l.asking
	if a == nil {
		return func() {}
	}
	a.arrows++
	return func() { a.arrows-- }
}

// before puts before a function's statements what its arrow functions ask for.
func (a *asking) before(list []ast.Statement, at file.Idx) []ast.Statement {
	if !a.named {
		return list
	}
	first := 0
	for first < len(list) && isDirective(list[first]) {
		first++
	}
	declaration := &ast.LexicalDeclaration{Idx: at, Token: token.CONST, List: []*ast.Binding{{Target: identifier(targetName, at), Initializer: targetAt(at)}}}
	return append(append(append([]ast.Statement{}, list[:first]...), declaration), list[first:]...)
}

// constructs tells a function of a script whether it was called with new: the engine
// calls constructors from Go, and gives them, like all that it calls from there, a
// new.target of their own.
func (i *Isolate) constructs(sobek.FunctionCall) sobek.Value {
	return i.Engine.ToValue(i.inside.calledFromGo())
}

// calledFromGo reports whether the function that has called a builtin was itself
// called from Go.
func (in *inside) calledFromGo() bool {
	o := in.at
	waiting := *read[[]byte](in.vm, o.calls) // of some other type: only its start and length are read
	at := len(waiting) - 2
	if at < 0 {
		return false
	}
	caller := in.context(unsafe.Add(unsafe.Pointer(unsafe.SliceData(waiting)), uintptr(at)*o.callSize), o.callProgram, o.callPC, o.callBase, o.callTarget)
	return caller.program == nil && caller.pc == -2
}
