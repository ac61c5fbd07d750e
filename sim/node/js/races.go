package js

import (
	"math/big"
	"slices"
	"strings"

	"github.com/grafana/sobek"
	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/token"
	"github.com/grafana/sobek/unistring"
)

// Threads that share memory can meet between a load and the store that follows
// it. A statement is done by the engine at once, so what reads an element and
// writes one is taken apart here:
//
//	a[i] += v        a[i] += gap(v)
//	a[i] = a[j] + v  a[i] = gap(a[j] + v)
//	a[i]++           before(a[i] = counted(a[i], 1))
//	++a[i]           after(a[i] = counted(a[i], 1))
//	f()[g()]++       before(held(f())[held(g())] = counted(heldObject()[lastKey()], 1))
//
// In the gap the isolate pays, so that the scheduler can cut there. Only scripts
// that have to do with threads are taken apart, and in those an element whose
// array or place waits for something stays whole when it is counted up or down.
const (
	gapName     unistring.String = " gap"
	countedName unistring.String = " counted"
	beforeName  unistring.String = " before"
	afterName   unistring.String = " after"

	heldName       unistring.String = " held"
	heldObjectName unistring.String = " heldObject"
	lastKeyName    unistring.String = " lastKey"
)

// meets reports whether a script has to do with threads.
func meets(source string) bool {
	for _, word := range []string{"SharedArrayBuffer", "Atomics", "worker_threads", "workerData", "parentPort"} {
		if strings.Contains(source, word) {
			return true
		}
	}
	return false
}

// Share lets the isolate pay for each statement by itself: others see what it
// writes, and it sees what they write. How long a store waits for its cache line
// is drawn from the seed.
func (i *Isolate) Share(seed uint64) {
	if !i.shared {
		i.shared, i.chance = true, seed
	}
}

// gap is between a load and a store.
func (i *Isolate) gap(call sobek.FunctionCall) sobek.Value {
	i.meet()
	return call.Arguments[0]
}

func (i *Isolate) meet() {
	if i.shared && !i.free {
		i.chance = i.chance*6364136223846793005 + 1442695040888963407 // (Knuth, MMIX)
		i.Owe(1 + int64(i.chance>>33)%max(i.costs.StatementNs/2, 1))
		i.Settle()
	}
}

// countUp is an element's value, by so much more.
func (i *Isolate) countUp(call sobek.FunctionCall) sobek.Value {
	by := call.Arguments[1].ToInteger()
	var old, result sobek.Value
	if value := call.Arguments[0]; isBigInt(value) {
		n := value.Export().(*big.Int)
		old, result = value, i.Engine.ToValue(new(big.Int).Add(n, big.NewInt(by)))
	} else {
		n := call.Arguments[0].ToNumber().ToFloat()
		old, result = i.Engine.ToValue(n), i.Engine.ToValue(n+float64(by))
	}
	i.olds = append(i.olds, old)
	i.meet()
	return result
}

// before is what the element was that has just been counted.
func (i *Isolate) before(sobek.FunctionCall) sobek.Value {
	last := len(i.olds) - 1
	old := i.olds[last]
	i.olds = i.olds[:last]
	return old
}

// after is what it is now.
func (i *Isolate) after(call sobek.FunctionCall) sobek.Value {
	i.olds = i.olds[:len(i.olds)-1]
	return call.Arguments[0]
}

// held keeps the object whose element is counted, or the element's place: each is
// worked out once. What was kept by an expression that threw stays below.
func (i *Isolate) held(call sobek.FunctionCall) sobek.Value {
	i.helds = append(i.helds, call.Arguments[0])
	return call.Arguments[0]
}

// heldObject and lastKey are what was kept last, and lastKey lets it go.
func (i *Isolate) heldObject(sobek.FunctionCall) sobek.Value { return i.helds[len(i.helds)-2] }

func (i *Isolate) lastKey(sobek.FunctionCall) sobek.Value {
	last := len(i.helds) - 1
	key := i.helds[last]
	clear(i.helds[last-1:])
	i.helds = i.helds[:last-1]
	return key
}

// meeting takes an assignment to an element apart.
func (in *instrumenter) meeting(e *ast.AssignExpression) {
	if _, element := e.Left.(*ast.BracketExpression); element && in.races && (e.Operator != token.ASSIGN || reads(e.Right)) {
		e.Right = callHidden(gapName, e.Right)
	}
}

// reads reports whether an expression reads an element.
func reads(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.BracketExpression:
		return true
	case *ast.BinaryExpression:
		return reads(e.Left) || reads(e.Right)
	case *ast.UnaryExpression:
		return reads(e.Operand)
	case *ast.ConditionalExpression:
		return reads(e.Consequent) || reads(e.Alternate)
	case *ast.CallExpression:
		for _, argument := range e.ArgumentList {
			if reads(argument) {
				return true
			}
		}
	}
	return false
}

// count takes the counting of an element apart.
func (in *instrumenter) count(e *ast.Expression) {
	u, ok := (*e).(*ast.UnaryExpression)
	if !ok || !in.races || u.Operator != token.INCREMENT && u.Operator != token.DECREMENT {
		return
	}
	element, ok := u.Operand.(*ast.BracketExpression)
	if !ok {
		return
	}
	by := &ast.NumberLiteral{Idx: u.Idx, Literal: "1", Value: int64(1)}
	if u.Operator == token.DECREMENT {
		by = &ast.NumberLiteral{Idx: u.Idx, Literal: "-1", Value: int64(-1)}
	}
	again := *element
	switch {
	case isPath(element.Left) && isPath(element.Member):
	case maySuspend(element.Left) || maySuspend(element.Member):
		return
	default:
		nothing := &ast.NullLiteral{Idx: u.Idx, Literal: "null"}
		again.Left, again.Member = callHidden(heldObjectName, nothing), callHidden(lastKeyName, nothing)
		element.Left, element.Member = callHidden(heldName, element.Left), callHidden(heldName, element.Member)
	}
	counted := &ast.AssignExpression{Operator: token.ASSIGN, Left: element, Right: callHidden(countedName, &again, by)}
	if u.Postfix {
		*e = callHidden(beforeName, counted)
	} else {
		*e = callHidden(afterName, counted)
	}
}

// isPath reports whether an expression can be worked out twice and nobody sees
// it.
func isPath(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.Identifier, *ast.NumberLiteral, *ast.StringLiteral, *ast.ThisExpression:
		return true
	case *ast.DotExpression:
		return isPath(e.Left)
	}
	return false
}

// maySuspend reports whether something else may run while an expression is worked out,
// or may do so for all that is seen here.
func maySuspend(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.Identifier, *ast.NumberLiteral, *ast.StringLiteral, *ast.ThisExpression:
		return false
	case *ast.DotExpression:
		return maySuspend(e.Left)
	case *ast.BracketExpression:
		return maySuspend(e.Left) || maySuspend(e.Member)
	case *ast.UnaryExpression:
		return maySuspend(e.Operand)
	case *ast.BinaryExpression:
		return maySuspend(e.Left) || maySuspend(e.Right)
	case *ast.ConditionalExpression:
		return maySuspend(e.Test) || maySuspend(e.Consequent) || maySuspend(e.Alternate)
	case *ast.CallExpression:
		return maySuspend(e.Callee) || slices.ContainsFunc(e.ArgumentList, maySuspend)
	}
	return true
}
