package node

import (
	"reflect"
	"strings"

	"github.com/grafana/sobek"

	"timeslice/sim/node/js"
)

var proxyType = reflect.TypeFor[sobek.Proxy]()

// utilBinding tells of values what JavaScript itself cannot see.
func (n *Environment) utilBinding() sobek.Value {
	e := n.isolate.Engine
	return n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		// kind(object): what the engine made it as, such as "Map", "Promise",
		// "Arguments", "Proxy"; "Object" if it is nothing special.
		"kind": func(c sobek.FunctionCall) sobek.Value { return e.ToValue(n.kind(c.Argument(0))) },
		// isSloppy(function): whether it is a plain function of sloppy mode.
		"isSloppy": func(c sobek.FunctionCall) sobek.Value { return e.ToValue(isSloppy(c.Argument(0))) },
		// givesEntries(iterator): whether it gives [key, value].
		"givesEntries": func(c sobek.FunctionCall) sobek.Value { return e.ToValue(givesEntries(c.Argument(0))) },
		// promise(p): [state, result] with state 0 pending, 1 fulfilled, 2 rejected.
		"promise": func(c sobek.FunctionCall) sobek.Value {
			p, ok := c.Argument(0).Export().(*sobek.Promise)
			if !ok {
				return sobek.Undefined()
			}
			result := p.Result()
			if result == nil {
				result = sobek.Undefined()
			}
			return e.NewArray(int(p.State()), result)
		},
		// proxy(p): [target, handler], both null if it was revoked; undefined if
		// it is no proxy.
		"proxy": func(c sobek.FunctionCall) sobek.Value {
			if n.kind(c.Argument(0)) != "Proxy" {
				return sobek.Undefined()
			}
			p := c.Argument(0).Export().(sobek.Proxy)
			if p.Target() == nil {
				return e.NewArray(sobek.Null(), sobek.Null())
			}
			return e.NewArray(p.Target(), js.HandlerOf(p))
		},
	})
}

// kind is what a value was made as, such as "Map"; "" if it is no object.
func (n *Environment) kind(v sobek.Value) string {
	made := kind(v)
	if made == "Proxy" && v == n.hooks.environment {
		return "Object" // made a proxy of here only
	}
	if made == "ArrayBuffer" && n.sharing.isShared(v.(*sobek.Object)) {
		return "SharedArrayBuffer"
	}
	return made
}

// isSloppy reports whether a value is a function that was made by a function
// declaration or expression of sloppy mode.
func isSloppy(v sobek.Value) bool {
	object, ok := v.(*sobek.Object)
	if !ok {
		return false
	}
	inner := inside(object)
	if !inner.IsValid() || inner.Type().String() != "*sobek.funcObject" {
		return false
	}
	strict := inner.Elem().FieldByName("strict")
	return strict.IsValid() && !strict.Bool()
}

// kind is what the engine made a value as. The engine says it by the type of
// the object's inner half, which can be named without being used; the class
// name it gives is "Object" for most.
func kind(v sobek.Value) string {
	object, ok := v.(*sobek.Object)
	if !ok {
		return ""
	}
	if object.ExportType() == proxyType {
		return "Proxy"
	}
	inner := inside(object)
	if !inner.IsValid() {
		return object.ClassName()
	}
	name := strings.TrimPrefix(inner.Type().String(), "*sobek.")
	if known, ok := kinds(name); ok {
		return known
	}
	return object.ClassName()
}

// inside is the engine's half of an object; not valid if it has none.
func inside(object *sobek.Object) reflect.Value {
	self := reflect.ValueOf(object).Elem().FieldByName("self")
	if !self.IsValid() || self.IsNil() {
		return reflect.Value{}
	}
	return self.Elem()
}

func kinds(inner string) (string, bool) {
	switch inner {
	case "mapObject":
		return "Map", true
	case "setObject":
		return "Set", true
	case "mapIterObject":
		return "Map Iterator", true
	case "setIterObject":
		return "Set Iterator", true
	case "weakMapObject":
		return "WeakMap", true
	case "weakSetObject":
		return "WeakSet", true
	case "Promise":
		return "Promise", true
	case "generatorObject":
		return "Generator", true
	case "arrayBufferObject":
		return "ArrayBuffer", true
	case "namespaceObject":
		return "Module", true
	case "generatorFuncObject", "generatorMethodFuncObject":
		return "GeneratorFunction", true
	case "asyncFuncObject", "asyncMethodFuncObject", "asyncArrowFuncObject":
		return "AsyncFunction", true
	}
	return "", false
}

// The engine's kinds of what an iterator gives: keys, values, both.
const iterationEntries = 2

// givesEntries reports whether an iterator of a Map or Set gives pairs.
func givesEntries(v sobek.Value) bool {
	object, ok := v.(*sobek.Object)
	if !ok {
		return false
	}
	inner := inside(object)
	if inner.Kind() != reflect.Pointer || inner.Elem().Kind() != reflect.Struct {
		return false
	}
	kind := inner.Elem().FieldByName("kind")
	return kind.IsValid() && kind.CanInt() && kind.Int() == iterationEntries
}
