package node

import (
	"github.com/grafana/sobek"
)

// errorsBinding is what the library needs to give errors V8's stacks.
func (n *Process) errorsBinding() sobek.Value {
	e := n.isolate.Engine
	return n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		// stack(limit, name): so many frames, from the caller of the function
		// of that name on.
		"stack": func(c sobek.FunctionCall) sobek.Value {
			return e.ToValue(n.isolate.Stack(int(c.Argument(0).ToInteger()), c.Argument(1).String()))
		},
		// setStack(object, frames): its stack, with a first line of its own.
		"setStack": func(c sobek.FunctionCall) sobek.Value {
			if object, ok := c.Argument(0).(*sobek.Object); ok {
				n.isolate.SetStack(object, c.Argument(1).String())
			}
			return nil
		},
		// callText(): the call in the script's source that led here.
		"callText": func(sobek.FunctionCall) sobek.Value {
			if text := n.isolate.CallText(); text != "" {
				return e.ToValue(text)
			}
			return sobek.Undefined()
		},
		"caught": func(c sobek.FunctionCall) sobek.Value {
			n.isolate.Caught(c.Argument(0))
			return c.Argument(0)
		},
		// fresh(error, limit): its stack, of so many frames, none if limit is
		// negative.
		"fresh": func(c sobek.FunctionCall) sobek.Value {
			if object, ok := c.Argument(0).(*sobek.Object); ok {
				n.isolate.Fresh(object, int(c.Argument(1).ToInteger()))
			}
			return nil
		},
	})
}
