package node

import (
	"reflect"

	"github.com/grafana/sobek"
)

var proxyType = reflect.TypeFor[sobek.Proxy]()

// utilBinding tells of values what JavaScript itself cannot see.
func (n *Process) utilBinding() sobek.Value {
	e := n.isolate.Engine
	return n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		// kind(object): what the engine made it as, such as "Map", "Promise",
		// "Arguments", "Proxy"; "Object" if it is nothing special.
		"kind": func(c sobek.FunctionCall) sobek.Value { return e.ToValue(kind(c.Argument(0))) },
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
			if kind(c.Argument(0)) != "Proxy" {
				return sobek.Undefined()
			}
			p := c.Argument(0).Export().(sobek.Proxy)
			if p.Target() == nil {
				return e.NewArray(sobek.Null(), sobek.Null())
			}
			return e.NewArray(p.Target(), p.Handler())
		},
	})
}

// kind is what the engine made a value as.
func kind(v sobek.Value) string {
	object, ok := v.(*sobek.Object)
	if !ok {
		return ""
	}
	if object.ExportType() == proxyType {
		return "Proxy"
	}
	return object.ClassName()
}
