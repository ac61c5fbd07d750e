package node

import (
	"github.com/grafana/sobek"
)

// cloneBinding is what structured clone must know of values that JavaScript
// cannot tell.
func (n *Process) cloneBinding() sobek.Value {
	e := n.isolate.Engine
	memory := func(v sobek.Value) (sobek.ArrayBuffer, bool) {
		object, ok := v.(*sobek.Object)
		if !ok {
			return sobek.ArrayBuffer{}, false
		}
		buffer, ok := object.Export().(sobek.ArrayBuffer)
		return buffer, ok
	}
	return n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		"detached": func(c sobek.FunctionCall) sobek.Value {
			buffer, ok := memory(c.Argument(0))
			return e.ToValue(ok && buffer.Detached())
		},
		"detach": func(c sobek.FunctionCall) sobek.Value {
			if buffer, ok := memory(c.Argument(0)); ok {
				buffer.Detach()
			}
			return nil
		},
		// owe(objects): so many objects were written and read.
		"owe": func(c sobek.FunctionCall) sobek.Value {
			n.isolate.Owe((1 + c.Argument(0).ToInteger()) * n.options.Costs.CloneNs)
			return nil
		},
	})
}
