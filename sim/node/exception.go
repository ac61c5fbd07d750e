package node

import (
	"errors"
	"strconv"
	"strings"

	"github.com/grafana/sobek"

	"timeslice/sim/node/js"
)

// hooks are functions of the library that the loop calls.
type hooks struct {
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
// were handled late. It reports whether JavaScript was called, after which
// ticks and microtasks must be seen to again. (processPromiseRejections)
func (h *hooks) rejections(n *Process) bool {
	called := false
	for len(h.handled) > 0 {
		p := h.handled[0]
		h.handled = h.handled[1:]
		n.turn(func() { n.emit("rejectionHandled", p) })
		called = true
	}
	for len(h.rejected) > 0 {
		r := h.rejected[0]
		h.rejected = h.rejected[1:]
		if r.handled {
			continue
		}
		h.unhandled = append(h.unhandled, r.promise)
		n.turn(func() { n.unhandledRejection(r.promise) })
		called = true
	}
	return called
}

// unhandledRejection tells the script's listeners; without one the rejection
// is thrown. (--unhandled-rejections=throw, the default)
func (n *Process) unhandledRejection(p *sobek.Promise) {
	if n.emit("unhandledRejection", p.Result(), p) {
		return
	}
	n.throwUncaught(p.Result(), "unhandledRejection")
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
	if !errors.As(err, &thrown) {
		n.die("timeslice: "+err.Error()+"\n", 1)
	}
	n.throwUncaught(thrown.Value(), "uncaughtException")
}

// throwUncaught gives a value that nobody caught to the script's listeners, or
// prints it and ends the process with code 1. (process._fatalException)
func (n *Process) throwUncaught(value sobek.Value, origin string) {
	if n.emit("uncaughtException", value, origin) {
		return
	}
	text := n.describe(value)
	n.die("Uncaught:\n"+text+"\n\nNode.js "+version+"\n", 1)
}

// describe is what an uncaught value looks like.
func (n *Process) describe(value sobek.Value) string {
	if object, ok := value.(*sobek.Object); ok {
		if stack := object.Get("stack"); stack != nil && !sobek.IsUndefined(stack) {
			return stack.String()
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

// tellSyntaxError prints source that could not be compiled, as Node does.
func (n *Process) tellSyntaxError(err *js.SyntaxError) string {
	var b strings.Builder
	b.WriteString(err.Name + ":" + strconv.Itoa(err.Line) + "\n" + err.Source + "\n")
	b.WriteString(strings.Repeat(" ", max(0, err.Column-1)) + "^\n\nSyntaxError: " + err.Message + "\n\nNode.js " + version + "\n")
	return b.String()
}
