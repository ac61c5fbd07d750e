package js

import (
	"reflect"
	"strings"

	"github.com/grafana/sobek"
)

// What the engine makes of an async method is a function whose prototype is
// Function's, not AsyncFunction's. settleAsyncMethods lets those that do not
// speak of super, which only a method can, be made as async functions are.
func settleAsyncMethods(program *sobek.Program, source string) {
	if !mayHaveAsyncMethods(source) {
		return
	}
	var function reflect.Type
	w := newProgramWalk()
	w.slot = func(at reflect.Value) {
		if operationName(at.Elem()) != "newAsyncMethod" {
			return
		}
		if function == nil {
			function = madeAsync()
		}
		method := at.Elem().Elem().FieldByName("newMethod").FieldByName("newFunc")
		text := settable(method.FieldByName("source")).String()
		if strings.Contains(text, "super") || strings.Contains(text, "eval") {
			return
		}
		made := reflect.New(function)
		settable(made.Elem().FieldByName("newFunc")).Set(settable(method))
		at.Set(made)
	}
	w.program(program)
}

// madeAsync is the engine's instruction that makes an async function.
func madeAsync() reflect.Type {
	code := codeOf(sobek.MustCompile("", "(async function() {})", false))
	for i := range code.Len() {
		if operationName(code.Index(i).Elem()) == "newAsyncFunc" {
			return code.Index(i).Elem().Type().Elem()
		}
	}
	panic("js: the engine makes async functions in another way")
}
