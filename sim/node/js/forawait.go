package js

import (
	"strconv"

	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/file"
	"github.com/grafana/sobek/token"
	"github.com/grafana/sobek/unistring"
)

// lowered is the block that stands for a loop with labels: the labels are
// inside, on the loop itself.
type lowered struct{ ast.BlockStatement }

// forAwait makes of
//
//	label: for await (head of iterable) body
//
// with a state that lib/internal/async.js keeps,
//
//	{
//	  const state = iterate(iterable, 'it is not async iterable');
//	  try {
//	    label: for (; state.more(await state.advance()); ) { head = state.value; body }
//	  } catch (error) {
//	    if (state.failing()) try { await state.close() } catch {}
//	    throw error;
//	  } finally {
//	    if (state.closing()) state.closed(await state.close());
//	  }
//	}
//
// where failing and closing are true only if the body was left before the
// iterator was at its end, and the iterator wants to know.
func (l *lowerer) forAwait(s *ast.ForOfStatement, labels []*ast.LabelledStatement) ast.Statement {
	at := s.For
	l.loopCount++
	number := strconv.Itoa(l.loopCount)
	state := func() ast.Expression { return identifier(unistring.String(" state"+number), at) }
	method := func(name unistring.String, arguments ...ast.Expression) ast.Expression {
		return callOf(property(state(), name, at), at, arguments...)
	}
	turn := turnPlace(s)
	more := callOf(property(state(), "more", turn), turn, l.wait(callOf(property(state(), "advance", turn), turn), turn))
	asked := placeOf(s.Source)
	told := stringLiteral(l.iteratedAsync(s.Source), asked)
	source := l.expression(s.Source)
	leave := l.scope(nil, intoNames(s.Into))
	l.into(s.Into)
	inner := &ast.BlockStatement{LeftBrace: at, RightBrace: at, List: []ast.Statement{
		head(s.Into, property(state(), "value", at), s), l.statement(s.Body, nil),
	}}
	leave()
	var loop ast.Statement = &ast.ForStatement{For: at, Test: more, Body: inner}
	for i := len(labels) - 1; i >= 0; i-- {
		loop = &ast.LabelledStatement{Label: labels[i].Label, Colon: labels[i].Colon, Statement: loop}
	}
	thrown := unistring.String(" thrown" + number)
	block := func(list ...ast.Statement) *ast.BlockStatement {
		return &ast.BlockStatement{LeftBrace: at, RightBrace: at, List: list}
	}
	quietly := &ast.TryStatement{
		Try: at, Body: block(evaluate(l.wait(method("close"), at))), Catch: &ast.CatchStatement{Catch: at, Body: block()},
	}
	result := &lowered{*block(
		&ast.LexicalDeclaration{Idx: at, Token: token.CONST, List: []*ast.Binding{{
			Target: state().(*ast.Identifier), Initializer: callOf(identifier(iterateName, asked), asked, source, told),
		}}},
		&ast.TryStatement{
			Try:  at,
			Body: block(loop),
			Catch: &ast.CatchStatement{Catch: at, Parameter: identifier(thrown, at), Body: block(
				&ast.IfStatement{If: at, Test: method("failing"), Consequent: block(quietly)},
				&ast.ThrowStatement{Throw: at, Argument: identifier(thrown, at)},
			)},
			Finally: block(&ast.IfStatement{
				If: at, Test: method("closing"), Consequent: block(evaluate(method("closed", l.wait(method("close"), at)))),
			}),
		},
	)}
	if len(labels) == 0 {
		return &result.BlockStatement
	}
	return result
}

// iteratedAsync is what V8 says of an expression that is not iterable here. Of a call it
// writes more than elsewhere.
func (l *lowerer) iteratedAsync(e ast.Expression) string {
	if wait, ok := e.(*ast.UnaryExpression); ok && wait.Operator == token.VOID && l.awaits[l.offset(wait.Idx)] {
		return "(intermediate value) is not async iterable"
	}
	if calleeOf(e) != nil {
		return printed(e) + " is not a function or its return value is not async iterable"
	}
	return printed(e) + " is not async iterable"
}

// turnPlace is where V8 sees the wait for the next turn's value: at what it is given
// to, of a pattern at its end.
func turnPlace(s *ast.ForOfStatement) file.Idx {
	var target ast.Expression
	switch into := s.Into.(type) {
	case *ast.ForIntoVar:
		target = into.Binding.Target
	case *ast.ForDeclaration:
		target = into.Target
	case *ast.ForIntoExpression:
		target = into.Expression
	}
	switch target := target.(type) {
	case nil:
		return s.For
	case *ast.ArrayPattern:
		return target.RightBracket
	case *ast.ObjectPattern:
		return target.RightBrace
	}
	return target.Idx0()
}

// head binds or assigns the value of a turn.
func head(into ast.ForInto, value ast.Expression, s *ast.ForOfStatement) ast.Statement {
	switch into := into.(type) {
	case *ast.ForIntoVar:
		return &ast.VariableStatement{Var: s.For, List: []*ast.Binding{{Target: into.Binding.Target, Initializer: value}}}
	case *ast.ForDeclaration:
		kind := token.LET
		if into.IsConst {
			kind = token.CONST
		}
		return &ast.LexicalDeclaration{Idx: into.Idx, Token: kind, List: []*ast.Binding{{Target: into.Target, Initializer: value}}}
	case *ast.ForIntoExpression:
		return evaluate(&ast.AssignExpression{Operator: token.ASSIGN, Left: into.Expression, Right: value})
	}
	return &ast.EmptyStatement{Semicolon: s.For}
}
