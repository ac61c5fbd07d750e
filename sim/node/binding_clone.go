package node

import (
	"github.com/grafana/sobek"
)

// cloneBinding is what structured clone must know of values that JavaScript
// cannot tell, and the writing and reading itself.
func (n *Environment) cloneBinding() sobek.Value {
	e := n.isolate.Engine
	object := n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		// setHooks(object, prototype): see cloning.
		"setHooks": func(c sobek.FunctionCall) sobek.Value {
			hooks := c.Argument(0).ToObject(e)
			f := func(name string) sobek.Callable { return n.function(hooks.Get(name)) }
			n.cloning = cloning{
				refuse: f("refuse"), tooDeep: f("tooDeep"), special: f("special"), parts: f("parts"), make: f("make"), fill: f("fill"),
				send: f("send"), plain: c.Argument(1).ToObject(e),
			}
			return nil
		},
		// pack(value, list): a parcel. What is in the list moves.
		"pack": func(c sobek.FunctionCall) sobek.Value {
			value := c.Argument(0)
			elements, _ := n.elements(c.Argument(1).ToObject(e))
			list := make([]*sobek.Object, len(elements))
			for i, v := range elements {
				list[i] = v.ToObject(e)
			}
			return e.ToValue(n.pack(value, list))
		},
		// unpack(parcel): [value, ...what moved here as itself].
		"unpack": func(c sobek.FunctionCall) sobek.Value {
			value, moved := n.unpack(parcelOf(c.Argument(0)))
			return e.NewArray(append([]any{value}, moved...)...)
		},
		"detached": func(c sobek.FunctionCall) sobek.Value {
			object, ok := c.Argument(0).(*sobek.Object)
			if !ok {
				return e.ToValue(false)
			}
			buffer, ok := memoryOf(object)
			return e.ToValue(ok && buffer.Detached())
		},
		// transfer(buffer): another over its memory, while it has none any more;
		// undefined if it had none before.
		"transfer": func(c sobek.FunctionCall) sobek.Value {
			object, ok := c.Argument(0).(*sobek.Object)
			if !ok {
				return sobek.Undefined()
			}
			buffer, ok := memoryOf(object)
			if !ok || buffer.Detached() {
				return sobek.Undefined()
			}
			data := buffer.Bytes()
			buffer.Detach()
			return e.ToValue(e.NewArrayBuffer(data))
		},
	})
	n.numbersBinding(object)
	return object
}

func parcelOf(v sobek.Value) *parcel { return v.Export().(*parcel) }
