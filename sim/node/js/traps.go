package js

import (
	"reflect"

	"github.com/grafana/sobek"
	"github.com/grafana/sobek/ast"
)

// A proxy's traps apply and construct are given the arguments of a call as an
// array, and the engine makes that of the very memory that the arguments are
// passed in, where the next call passes its own. So what has the name of such
// a trap hands its array over on entry, and gets it back with memory of its
// own.

// trapArrays are which arguments of the traps are arrays.
var trapArrays = map[string]int{"apply": 2, "construct": 1}

// keep notes that a function that is about to be instrumented is called by a
// name, and so may be a trap.
func (in *instrumenter) keep(key ast.Expression, function ast.Expression) {
	name, ok := key.(*ast.StringLiteral)
	if !ok {
		return
	}
	index, ok := trapArrays[name.Value.String()]
	if !ok {
		return
	}
	var parameters *ast.ParameterList
	switch f := function.(type) {
	case *ast.FunctionLiteral:
		parameters = f.ParameterList
	case *ast.ArrowFunctionLiteral:
		parameters = f.ParameterList
	}
	if parameters == nil {
		return
	}
	if index < len(parameters.List) {
		if id, ok := parameters.List[index].Target.(*ast.Identifier); ok {
			in.kept = []ast.Expression{&ast.Identifier{Name: id.Name, Idx: id.Idx}}
		}
	} else if id, ok := parameters.Rest.(*ast.Identifier); ok {
		in.kept = []ast.Expression{&ast.SpreadElement{Expression: &ast.Identifier{Name: id.Name, Idx: id.Idx}}}
	}
}

// takeKept is what the function that is being instrumented hands over.
func (in *instrumenter) takeKept() []ast.Expression {
	kept := in.kept
	in.kept = nil
	return kept
}

// settleArrays gives arrays memory of their own.
func (i *Isolate) settleArrays(values []sobek.Value) {
	for _, value := range values {
		object, ok := value.(*sobek.Object)
		if !ok || i.inside.kind(object) != "arrayObject" {
			continue
		}
		elements := settable(i.inside.self(object).FieldByName("values"))
		own := reflect.MakeSlice(elements.Type(), elements.Len(), elements.Len())
		reflect.Copy(own, elements)
		elements.Set(own)
	}
}
