package node

import (
	"errors"

	"github.com/grafana/sobek"

	"timeslice/sim/node/js"
)

// hooks are functions of the library that the loop calls.
type hooks struct {
	throwing  bool           // a listener of uncaughtException is running
	emit      sobek.Callable // emit(event, ...arguments) on process; true if somebody listens
	inspect   sobek.Callable // what an uncaught value looks like
	rejected  []rejection    // promises rejected without a handler since the last look
	unhandled []*sobek.Promise
	handled   []*sobek.Promise // reported as unhandled, and handled since
}

// rejection is a promise that was rejected while nobody handled it.
type rejection struct {
	promise *sobek.Promise
	handled bool
}

// watchRejections lets the engine tell of promises that nobody handles.
// (lib/internal/process/promises.js)
func (n *Process) watchRejections() {
	n.isolate.Engine.SetPromiseRejectionTracker(func(p *sobek.Promise, operation sobek.PromiseRejectionOperation) {
		if operation == sobek.PromiseRejectionReject {
			n.isolate.Caught(p.Result())
			n.hooks.rejected = append(n.hooks.rejected, rejection{promise: p})
			return
		}
		for i := range n.hooks.rejected {
			if n.hooks.rejected[i].promise == p {
				n.hooks.rejected[i].handled = true
				return
			}
		}
		n.hooks.handled = append(n.hooks.handled, p)
	})
}

// rejections reports the promises that are still not handled, and those that
// were handled late, all before microtasks run again. It reports whether
// JavaScript was called, after which ticks and microtasks must be seen to
// again. (processPromiseRejections)
func (h *hooks) rejections(n *Process) bool {
	if len(h.handled) == 0 && len(h.rejected) == 0 {
		return false
	}
	n.turn(func() {
		for len(h.handled) > 0 {
			p := h.handled[0]
			h.handled = h.handled[1:]
			n.emit("rejectionHandled", p)
		}
		rejected := h.rejected
		h.rejected = nil
		for _, r := range rejected {
			if !r.handled {
				h.unhandled = append(h.unhandled, r.promise)
				n.unhandledRejection(r.promise)
			}
		}
	})
	return true
}

// unhandledRejection tells the script's listeners; without one the rejection
// is thrown. (--unhandled-rejections=throw, the default)
func (n *Process) unhandledRejection(p *sobek.Promise) {
	if n.emit("unhandledRejection", p.Result(), p) {
		return
	}
	reason := p.Result()
	if object, ok := reason.(*sobek.Object); !ok || object.ClassName() != "Error" {
		reason = n.rejectionError(reason)
	}
	n.throwUncaught(reason, "unhandledRejection")
}

// rejectionError is the error that stands for a reason that is no error.
func (n *Process) rejectionError(reason sobek.Value) sobek.Value {
	if module, ok := n.requireBuiltin("internal/errors").(*sobek.Object); ok {
		if f, ok := sobek.AssertFunction(module.Get("unhandledRejectionError")); ok {
			if value, err := f(sobek.Undefined(), reason); err == nil {
				return value
			}
		}
	}
	return reason
}

// emit emits an event on process, and reports whether somebody listened.
func (n *Process) emit(event string, arguments ...any) bool {
	if n.hooks.emit == nil {
		return false
	}
	values := []sobek.Value{n.isolate.Engine.ToValue(event)}
	for _, a := range arguments {
		values = append(values, n.isolate.Engine.ToValue(a))
	}
	result, err := n.hooks.emit(sobek.Undefined(), values...)
	if err != nil {
		n.uncaught(err)
		return true
	}
	return result.ToBoolean()
}

// invoke calls a function of the script; what it throws is uncaught.
func (n *Process) invoke(f sobek.Callable, this sobek.Value, arguments ...sobek.Value) {
	if _, err := f(this, arguments...); err != nil {
		n.uncaught(err)
	}
}

// uncaught sees to an error that came out of JavaScript.
func (n *Process) uncaught(err error) {
	if errors.Is(err, js.ErrStopped) {
		panic(ended{})
	}
	var thrown *sobek.Exception
	if errors.Is(err, errMemory) {
		n.outOfMemory()
	}
	if !errors.As(err, &thrown) {
		n.die("timeslice: "+err.Error()+"\n", 1)
	}
	n.throwUncaught(thrown.Value(), "uncaughtException")
}

// throwUncaught gives a value that nobody caught to the script's listeners, or
// prints it and ends the process: with code 1, or with 7 if a listener threw.
// (process._fatalException)
func (n *Process) throwUncaught(value sobek.Value, origin string) {
	n.isolate.Caught(value)
	if n.hooks.throwing {
		n.exit.exiting = true // no handler of 'exit' is called any more
		n.die(n.describe(value), 7)
	}
	n.hooks.throwing = true
	n.emit("uncaughtExceptionMonitor", value, origin)
	listened := n.emit("uncaughtException", value, origin)
	n.hooks.throwing = false
	if !listened {
		n.die(n.describe(value), 1)
	}
	n.failed = true
	n.loop.immediates.add(n, "after an error", func() {}) // so that a turn follows, and ticks with it
}

// describe is what Node prints of an uncaught value: the line of the source,
// a mark below its place, and the value with its stack.
func (n *Process) describe(value sobek.Value) string {
	text := n.inspected(value)
	if object, ok := value.(*sobek.Object); ok && object.ClassName() == "Error" {
		text = n.isolate.Quote(object) + text
	} else {
		text = "Uncaught:\n" + text + "\n(Use `node --trace-uncaught ...` to show where the exception was thrown)"
	}
	return text + "\n\nNode.js " + version + "\n"
}

// inspected is a value as util.inspect shows it.
func (n *Process) inspected(value sobek.Value) string {
	if n.hooks.inspect == nil {
		if module, ok := n.requireBuiltin("internal/inspect").(*sobek.Object); ok {
			n.hooks.inspect, _ = sobek.AssertFunction(module.Get("inspect"))
		}
	}
	if n.hooks.inspect != nil {
		if text, err := n.hooks.inspect(sobek.Undefined(), value); err == nil {
			return text.String()
		}
	}
	return value.String()
}

// die prints a text on standard error and ends the process.
func (n *Process) die(text string, code int) {
	n.write(2, text)
	n.exit.code = code
	n.leave(code)
}
