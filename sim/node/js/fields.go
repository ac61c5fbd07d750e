package js

import (
	"reflect"
	"strings"

	"github.com/grafana/sobek"
	"github.com/grafana/sobek/ast"
)

// What the fields of a class are set to is code of its own, which the engine
// runs as a function without giving it arguments, and without saying so: if a
// field's value holds on to this, as an arrow function does, the code takes
// its object for something else wherever the function around was called with
// arguments. settleFields lets such code begin as a block begins, which makes
// the same variables and asks for no arguments.
func settleFields(program *sobek.Program, source string) {
	if !strings.Contains(source, "class") || !strings.Contains(source, "=") {
		return
	}
	var f fields
	w := newProgramWalk()
	w.fields = f.begin
	w.program(program)
}

type fields struct {
	block reflect.Value // a block's beginning
}

// begin replaces the beginning of a function by that of a block.
func (f *fields) begin(program *sobek.Program) {
	first := codeOf(program).Index(0)
	if operationName(first.Elem()) != "enterFunc" {
		return
	}
	if !f.block.IsValid() {
		f.block = blockStart()
	}
	function := first.Elem().Elem()
	block := reflect.New(f.block.Type().Elem())
	for _, name := range []string{"names", "stashSize", "stackSize"} {
		settable(block.Elem().FieldByName(name)).Set(settable(function.FieldByName(name)))
	}
	first.Set(block)
}

// blockStart is how the engine begins a block with a variable that a function
// holds on to.
func blockStart() reflect.Value {
	code := codeOf(sobek.MustCompile("", "{ let a; (() => a) }", false))
	for i := range code.Len() {
		if operationName(code.Index(i).Elem()) == "enterBlock" {
			return code.Index(i).Elem()
		}
	}
	panic("js: the engine begins blocks in another way")
}

// The engine's compiler looks at what a field is set to while it is still in what is
// around the class, and there is no super there. Inside an arrow function it looks
// later. withSuper puts into one what speaks of super:
//
//	x = super.size + 1   →   x = (() => super.size + 1)()
func withSuper(field *ast.FieldDefinition) {
	if field.Initializer == nil || !speaksOfSuper(field.Initializer) {
		return
	}
	at, end := field.Initializer.Idx0(), field.Initializer.Idx1()
	arrow := &ast.ArrowFunctionLiteral{
		Start: at, ParameterList: &ast.ParameterList{Opening: at, Closing: at}, Source: fieldSource,
		Body: &ast.ExpressionBody{Expression: field.Initializer},
	}
	field.Initializer = &ast.CallExpression{Callee: arrow, LeftParenthesis: at, RightParenthesis: end - 1}
}

// fieldSource is the text of such an arrow function, by which stacks know it: V8 has
// no call of its own there.
const fieldSource = " field"

// speaksOfSuper reports whether an expression names super itself, and not only inside
// a function of its own.
func speaksOfSuper(e ast.Expression) (speaks bool) {
	walker(func(n ast.Node) bool {
		switch n.(type) {
		case *ast.SuperExpression:
			speaks = true
		case *ast.FunctionLiteral, *ast.ArrowFunctionLiteral:
			return false
		}
		return !speaks
	}).expression(e)
	return speaks
}

// setsField reports whether a function is what sets a field or is a static block: one
// of the engine's, or ours, that V8 does without.
func (i *Isolate) setsField(function *sobek.Object) bool {
	switch i.inside.kind(function) {
	case "methodFuncObject":
		return true
	case "arrowFuncObject":
		return i.inside.self(function).FieldByName("src").String() == fieldSource
	}
	return false
}

// enterField lets a field that calls something be counted as a call of a function,
// which V8 makes of what sets a class's fields: new A() that sets a field to new A()
// has no end, and nothing else of it would be counted.
func (in *instrumenter) enterField(field *ast.FieldDefinition) {
	calls := false
	walker(func(n ast.Node) bool {
		switch n.(type) {
		case *ast.CallExpression, *ast.NewExpression, *ast.TemplateLiteral, *ast.DotExpression, *ast.BracketExpression:
			calls = true
		case *ast.FunctionLiteral, *ast.ArrowFunctionLiteral:
			return false
		}
		return !calls
	}).expression(field.Initializer)
	if calls && !isAnonymous(field.Initializer) {
		enter := in.call(enterName, field.Initializer.Idx0())
		field.Initializer = &ast.SequenceExpression{Sequence: []ast.Expression{enter, field.Initializer}}
	}
}

// settleClassScopes mends classes without a name where code is evaluated: their scope is
// counted by what is inside it, as the code may look for names there, but as it has none
// itself the engine does not enter it, and everything outside is looked for one scope too
// far out. It is given room for a name, so that it is entered and left.
func settleClassScopes(program *sobek.Program, source string) {
	if !strings.Contains(source, "class") || !mayEvaluate(source) {
		return
	}
	w := newProgramWalk()
	w.code = func(program *sobek.Program) {
		code := codeOf(program)
		var entered []reflect.Value
		for at := range code.Len() {
			instruction := code.Index(at).Elem()
			if instruction.Kind() != reflect.Pointer {
				continue
			}
			block := instruction.Elem()
			switch operationName(instruction) {
			case "enterBlock":
				if block.FieldByName("stashSize").Uint() == 0 && block.FieldByName("stackSize").Uint() == 0 {
					entered = append(entered, block)
				}
			case "leaveBlock":
				if last := len(entered) - 1; last >= 0 && !block.FieldByName("popStash").Bool() && block.FieldByName("stackSize").Uint() == 0 {
					settable(entered[last].FieldByName("stashSize")).SetUint(1)
					settable(block.FieldByName("popStash")).SetBool(true)
					entered = entered[:last]
				}
			}
		}
	}
	w.program(program)
}
