package js

import (
	"slices"

	"github.com/grafana/sobek"
	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/file"
)

// notIterable is what V8 says of what was to be iterated over and cannot be.
// Where it finds the expression in the source, it writes that; else the
// value's type. (ErrorUtils::NewIteratorError)
func (f *failure) notIterable() (string, bool) {
	value := f.value(1)
	if f.operation == "pushSpread" {
		value = f.isolate.above
	}
	switch f.operation {
	case "pushSpread":
		return f.spreadArgument(value), true
	case "pushArraySpread":
		if n := f.spreadAt(); n != nil {
			f.place = expressionPlace(n.Expression)
			return iterated(n.Expression), true
		}
	case "iterate":
		p := f.arrayPattern()
		if p == nil {
			break
		}
		switch {
		case p.loop:
			f.place = p.array.RightBracket
			return ".for is not iterable", true
		case p.assigned != 0:
			f.place = p.assigned
		case p.nested || p.function != 0:
			f.place = p.array.LeftBracket
			if p.function != 0 && !p.nested {
				f.place = p.function
			}
		case p.from != nil:
			f.place = p.from.Idx0()
			if expressionPlace(p.from) == p.from.Idx0() {
				return iterated(p.from), true
			}
		}
		return typeAndValue(value) + notIterable, true
	case "iterateP":
		if n := f.loopAt(); n != nil {
			f.place = expressionPlace(n.Source)
			return iterated(n.Source), true
		}
	}
	return typeAndValue(value) + notIterable, true
}

// iterated is what V8 says of an expression that is not iterable; of a call, also of one
// with new, it does not know whose fault it is. (CallPrinter::VisitCall, VisitCallNew)
func iterated(e ast.Expression) string {
	if callee := calleeOf(e); callee != nil {
		return printedIterable(callee) + " is not a function or its return value is not iterable"
	}
	return printedIterable(e) + " is not iterable"
}

// calleeOf is what an expression calls, nil if it is no call.
func calleeOf(e ast.Expression) ast.Expression {
	switch e := e.(type) {
	case *ast.CallExpression:
		return e.Callee
	case *ast.NewExpression:
		return e.Callee
	}
	return nil
}

// expressionPlace is where V8 sees an expression: a property at its name, a
// call at the callee's.
func expressionPlace(e ast.Expression) file.Idx { return placeOf(e) }

// spreadArgument is what V8 says of arguments that cannot be spread: the last
// of a call in one way, others as elements of an array.
func (f *failure) spreadArgument(value sobek.Value) string {
	n := f.spreadAt()
	if n == nil {
		return typeAndValue(value) + notIterable
	}
	owner, last := f.spreadOwner(n)
	if !last {
		f.place = placeOf(n.Expression)
		if callee := calleeOf(n.Expression); callee != nil {
			return printedIterable(callee) + notIterable
		}
		return typeAndValue(value) + notIterable
	}
	f.place = owner
	if isNothing(value) {
		return printed(n.Expression) + " is not iterable (cannot read property " + nothing(value) + ")"
	}
	return "Spread syntax requires ...iterable[Symbol.iterator] to be a function"
}

// spreadAt is the spread element at the place.
func (f *failure) spreadAt() *ast.SpreadElement {
	if n, ok := find[*ast.SpreadElement](f.source, f.at); ok {
		return n
	}
	if f.source == nil {
		return nil
	}
	// The engine may not have come to the element's own place.
	for _, n := range f.source.nodes[f.at] {
		var list []ast.Expression
		switch n := n.(type) {
		case *ast.ArrayLiteral:
			list = n.Value
		case *ast.CallExpression:
			list = n.ArgumentList
		case *ast.NewExpression:
			list = n.ArgumentList
		}
		for _, e := range list {
			if spread, ok := e.(*ast.SpreadElement); ok {
				return spread
			}
		}
	}
	// Or it may be past it, at what is spread.
	for at := f.at; at > f.at-300 && at > 0; at-- {
		for _, n := range f.source.nodes[at] {
			if spread, ok := n.(*ast.SpreadElement); ok && spread.Expression.Idx0() <= f.at && f.at < spread.Expression.Idx1() {
				return spread
			}
		}
	}
	return nil
}

// spreadOwner is the place of the call that a spread element is an argument
// of, and whether it is the last.
func (f *failure) spreadOwner(spread *ast.SpreadElement) (at file.Idx, last bool) {
	check := func(list []ast.Expression, place file.Idx) {
		for i, e := range list {
			if e == ast.Expression(spread) {
				at, last = place, i == len(list)-1
			}
		}
	}
	visitAll(f.source.tree, func(n ast.Node) {
		switch n := n.(type) {
		case *ast.CallExpression:
			check(n.ArgumentList, n.LeftParenthesis)
		case *ast.NewExpression:
			check(n.ArgumentList, n.New)
		}
	})
	return at, last
}

// spreadInto is the call that a spread element is an argument of.
func (f *failure) spreadInto(spread *ast.SpreadElement) (found *ast.CallExpression) {
	visitAll(f.source.tree, func(n ast.Node) {
		if call, ok := n.(*ast.CallExpression); ok && slices.Contains(call.ArgumentList, ast.Expression(spread)) {
			found = call
		}
	})
	return found
}

// loopAt is the for-of loop whose iterable is at the place.
func (f *failure) loopAt() (found *ast.ForOfStatement) {
	if f.source == nil {
		return nil
	}
	if n, ok := find[*ast.ForOfStatement](f.source, f.at); ok {
		return n
	}
	return f.source.loopOver(f.at)
}

// loopOver is the innermost for-of loop whose iterable a place is in.
func (l *listing) loopOver(at file.Idx) (found *ast.ForOfStatement) {
	for _, n := range l.loops {
		if n.Source.Idx0() <= at && at < n.Source.Idx1() {
			found = n
		}
	}
	return found
}

// nextPlace is where V8 sees a loop ask for its next value, 0 if no loop iterates over
// what is at a place.
func (l *listing) nextPlace(at file.Idx) file.Idx {
	if n := l.loopOver(at); n != nil {
		return turnPlace(n)
	}
	return 0
}

// iteratedText is what V8 says of what was iterated over, if it had no next.
func (f *failure) iteratedText() string {
	switch n := f.spreadAt(); {
	case n == nil:
	case f.operation == "pushArraySpread":
		f.place = expressionPlace(n.Expression)
		return iterated(n.Expression)
	case f.operation == "pushSpread": // as if it were not to be called
		if call := f.spreadInto(n); call != nil {
			f.place = expressionPlace(call.Callee)
			return printed(call.Callee) + " is not a function"
		}
	}
	switch f.operation {
	case "iterNext", "iterateP":
		if n := f.loopAt(); n != nil {
			return iterated(n.Source)
		}
	}
	return ""
}
