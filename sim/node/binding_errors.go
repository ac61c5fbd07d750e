package node

import (
	"github.com/grafana/sobek"

	"timeslice/sim/node/js"
)

// errorsBinding is what the library needs to give errors V8's stacks.
func (n *Environment) errorsBinding() sobek.Value {
	e := n.isolate.Engine
	object := func(v sobek.Value) *sobek.Object {
		o, _ := v.(*sobek.Object)
		return o
	}
	site := func(c sobek.FunctionCall) *js.Site { return c.Argument(0).Export().(*js.Site) }
	return n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		// capture(object, function): the present stack, from the caller of the
		// function on.
		"capture": func(c sobek.FunctionCall) sobek.Value {
			n.isolate.Capture(object(c.Argument(0)), object(c.Argument(1)))
			return nil
		},
		// formatter(function): what calls Error.prepareStackTrace, with an error
		// and its sites.
		"formatter": func(c sobek.FunctionCall) sobek.Value {
			n.isolate.Formatter(n.function(c.Argument(0)))
			return nil
		},
		// site(site): what is known of a call.
		"site": func(c sobek.FunctionCall) sobek.Value {
			s := site(c)
			file, line, column := s.Position()
			o := e.NewObject()
			if s.IsSloppy() {
				_ = o.Set("sloppyThis", s.This())
				_ = o.Set("sloppyFunction", s.Function())
			}
			for name, value := range map[string]any{
				"sloppy": s.IsSloppy() || s.Function() == nil, "evalOrigin": s.EvalOrigin(), "functionName": s.FunctionName(), "typeName": s.TypeName(),
				"methodName": s.MethodName(), "file": file, "line": line, "column": column, "constructor": s.IsConstructor(),
				"async": s.IsAsync(), "toplevel": s.IsToplevel(), "text": s.String(),
			} {
				_ = o.Set(name, value)
			}
			return o
		},
		// plain(value): it as V8 writes it in messages.
		"plain": func(c sobek.FunctionCall) sobek.Value { return e.ToValue(n.isolate.PlainText(c.Argument(0))) },
		// quote(error, text, offset): what is shown above it if nobody catches it.
		"quote": func(c sobek.FunctionCall) sobek.Value {
			n.isolate.QuoteText(object(c.Argument(0)), c.Argument(1).String(), int(c.Argument(2).ToInteger()))
			return nil
		},
		// callText(): the call in the script's source that led here: the script's name, before
		// how many characters of the line it begins, and its text, which is empty if it is not known.
		"callText": func(sobek.FunctionCall) sobek.Value {
			name, column, text := n.isolate.CallText()
			return e.NewArray(name, column, text)
		},
	})
}
