package js

import (
	"strconv"
	"strings"

	"github.com/grafana/sobek"
)

// hide makes a function that only instrumented code can name.
func (i *Isolate) hide(name string, f func(sobek.FunctionCall) sobek.Value) {
	i.hideValue(name, i.Engine.ToValue(f))
}

// Helper names one of the functions that lowered code calls, as the library
// calls it: "asyncGenerator", "asyncMethods", "await", "delegate", "iterate",
// "import", "named".
func (i *Isolate) Helper(name string, f sobek.Value) { i.hideValue(" "+name, f) }

func (i *Isolate) hideValue(name string, value sobek.Value) {
	_ = i.Engine.GlobalObject().DefineDataProperty(name, value, sobek.FLAG_FALSE, sobek.FLAG_FALSE, sobek.FLAG_FALSE)
}

func isHidden(name string) bool {
	return strings.HasPrefix(name, " ") || strings.HasPrefix(name, "$timeslice")
}

// isHelper reports whether a value is the name of a function that only
// instrumented code can name.
func isHelper(name sobek.Value) bool {
	text, ok := name.(sobek.String)
	return ok && isHidden(text.String())
}

// hideNames leaves such names out where a script lists those of the global
// object.
func (i *Isolate) hideNames() {
	without := func(hidden func(*sobek.Object) sobek.Value) func(*sobek.Object) {
		return func(function *sobek.Object) {
			var original Builtin
			original = i.Replace(function, func(call sobek.FunctionCall) sobek.Value {
				listed := original(call)
				if call.Argument(0) == i.Engine.GlobalObject() {
					return hidden(listed.(*sobek.Object))
				}
				if function, ok := call.Argument(0).(*sobek.Object); ok && function.ClassName() == "Function" {
					if kind, _ := i.inside.functionOf(function); kind != "proxyObject" {
						i.orderOfFunction(listed.(*sobek.Object))
					}
				}
				return listed
			})
		}
	}
	i.Later("Object.getOwnPropertyNames", without(i.listWithoutHidden))
	i.Later("Reflect.ownKeys", without(i.listWithoutHidden))
	i.Later("Object.getOwnPropertyDescriptors", without(i.withoutHidden))
}

// orderOfFunction puts a function's length and name before its prototype in a list of its
// properties, where the engine has that first. (OrdinaryFunctionCreate, 10.2.3)
func (i *Isolate) orderOfFunction(list *sobek.Object) {
	names := i.inside.elements(list)
	if len(names) < 3 || names[0].String() != "prototype" || names[1].String() != "length" || names[2].String() != "name" {
		return
	}
	for at, name := range [...]sobek.Value{names[1], names[2], names[0]} {
		i.must(list.Set(strconv.Itoa(at), name))
	}
}

func (i *Isolate) withoutHidden(object *sobek.Object) sobek.Value {
	for _, name := range object.GetOwnPropertyNames() {
		if isHidden(name) {
			_ = object.Delete(name)
		}
	}
	return object
}

func (i *Isolate) listWithoutHidden(list *sobek.Object) sobek.Value {
	var kept []any
	for _, name := range i.inside.elements(list) {
		if _, isSymbol := name.(*sobek.Symbol); isSymbol || !isHidden(name.String()) {
			kept = append(kept, name)
		}
	}
	return i.Engine.NewArray(kept...)
}
