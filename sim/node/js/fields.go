package js

import (
	"reflect"
	"strings"

	"github.com/grafana/sobek"
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
