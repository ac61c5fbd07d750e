package js

import (
	"github.com/grafana/sobek"
	"github.com/grafana/sobek/ast"
)

// What is not found in an object is looked for in what it inherits from, and so on to the
// end. V8 remembers that for places in the source that look again and again; the engine
// goes all the way each time. Of a chain of a hundred thousand objects each statement may
// do that, so from then on statements count for more.

const (
	longChain  = 500     // objects of which each inherits from the next
	chainStone = 64      // after how many the length is noted
	mostStones = 1 << 13 // how many notes there are at most
	linkNs     = 8       // what the engine takes to look one object further,
	classNs    = 200     // and to call the constructor of a class that has no other (Measured.)
)

// inherits is called with what something is about to inherit from.
func (i *Isolate) inherits(call sobek.FunctionCall) sobek.Value {
	i.lengthen(call.Arguments[0])
	return call.Arguments[0]
}

// lengthen notices when a chain becomes long.
func (i *Isolate) lengthen(v sobek.Value) {
	object, ok := v.(*sobek.Object)
	if !ok {
		return
	}
	length, steps := int64(0), int64(0)
	for at := object; at != nil && i.inside.kind(at) != "proxyObject"; at = at.Prototype() {
		if noted := i.stones[at]; noted > 0 {
			length = noted
			break
		}
		steps++
	}
	if length += steps; steps >= chainStone {
		i.Labour(steps * linkNs)
		if i.stones == nil || len(i.stones) >= mostStones {
			i.stones = map[*sobek.Object]int64{}
		}
		i.stones[object] = length
	}
	if length >= longChain {
		ns := int64(linkNs)
		if isCallable(object) {
			ns = classNs
		}
		i.heavy = max(i.heavy, length*ns/MarkNs)
	}
}

// watchChains looks at what objects are made to inherit from by builtins; what is written
// down is looked at there.
func (i *Isolate) watchChains() {
	at := func(place int) func(*sobek.Object) {
		return func(function *sobek.Object) {
			var engines Builtin
			engines = i.Refine(function, func(call sobek.FunctionCall) sobek.Value {
				i.lengthen(call.Argument(place))
				return engines(call)
			})
		}
	}
	i.Later("Object.create", at(0))
	i.Later("Object.setPrototypeOf", at(1))
	i.Later("Reflect.setPrototypeOf", at(1))
	if d := i.descriptor(i.prototypes.object, "__proto__"); d != nil {
		at(0)(d.Get("set").(*sobek.Object))
	}
}

// inheriting lets the isolate look at what objects will inherit from.
func (in *instrumenter) inheriting(e *ast.Expression) {
	switch (*e).(type) {
	case nil, *ast.FunctionLiteral, *ast.ArrowFunctionLiteral, *ast.ClassLiteral, *ast.NullLiteral, *ast.ObjectLiteral:
	default:
		*e = callHidden(inheritsName, *e)
	}
}
