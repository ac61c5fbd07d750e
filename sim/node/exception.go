package node

import (
	"errors"
	"slices"
	"strings"

	"github.com/grafana/sobek"

	"timeslice/sim"
	"timeslice/sim/node/js"
)

// hooks are functions of the library that the loop calls.
type hooks struct {
	signals      map[sim.Signal]*resource // the handles of the signals that it listens to
	throwing     bool                     // a listener of uncaughtException is running
	emit         sobek.Callable           // emit(event, ...arguments) on process; true if somebody listens
	inspect      sobek.Callable           // what an uncaught value looks like
	environment  sobek.Value              // process.env
	settledAgain sobek.Callable           // tells of a promise that is settled again
	rejected     []rejection              // promises rejected without a handler since the last look
	rejectedSum  int                      // how many promises were rejected without a handler
	unhandled    []rejection              // reported as unhandled
	handled      []rejection              // of these, handled since
}

// rejection is a promise that was rejected while nobody handled it.
type rejection struct {
	promise *sobek.Promise
	id      int // as warnings tell of it
	handled bool
	context sobek.Value   // in which it was rejected
	domain  *sobek.Object // likewise
}

// watchRejections lets the engine tell of promises that nobody handles.
// (lib/internal/process/promises.js)
func (n *Environment) watchRejections() {
	n.isolate.Engine.SetPromiseRejectionTracker(func(p *sobek.Promise, operation sobek.PromiseRejectionOperation) {
		if operation == sobek.PromiseRejectionReject {
			n.hooks.rejectedSum++
			n.hooks.rejected = append(n.hooks.rejected, rejection{promise: p, id: n.hooks.rejectedSum, context: n.rejectionContext(), domain: n.domain})
			return
		}
		n.hooks.handledNow(p)
	})
}

// handledNow notes that somebody handles a promise that was rejected before.
// (handledRejection)
func (h *hooks) handledNow(p *sobek.Promise) {
	for i := len(h.rejected) - 1; i >= 0; i-- { // mostly it is the last
		if h.rejected[i].promise == p {
			h.rejected[i].handled = true
			return
		}
	}
	for i := len(h.unhandled) - 1; i >= 0; i-- {
		if h.unhandled[i].promise == p {
			h.handled = append(h.handled, h.unhandled[i])
			h.unhandled = slices.Delete(h.unhandled, i, i+1)
			return
		}
	}
}

// holds are the promises of which is yet to be told whether somebody handles them.
func (h *hooks) holds(engine *sobek.Runtime) (promises []sobek.Value) {
	for _, list := range [...][]rejection{h.rejected, h.unhandled, h.handled} {
		for _, r := range list {
			promises = append(promises, engine.ToValue(r.promise))
		}
	}
	return promises
}

// rejectionContext is the context in which a promise is rejected now: of what
// runs, or of the reaction that has just run and rejects its promise.
func (n *Environment) rejectionContext() sobek.Value {
	if n.context == nil && n.promises.last != nil {
		return n.promises.last.context
	}
	return n.context
}

// rejections reports the promises that are still not handled, and those that
// were handled late, all before microtasks run again. It reports whether
// JavaScript was called, after which ticks and microtasks must be seen to
// again. (processPromiseRejections)
func (h *hooks) rejections(n *Environment) bool {
	if len(h.handled) == 0 && len(h.rejected) == 0 {
		return false
	}
	n.turn(func() {
		for len(h.handled) > 0 {
			r := h.handled[0]
			h.handled = h.handled[1:]
			if !n.emit("rejectionHandled", r.promise) {
				_, _ = n.callLibrary("internal/warning", "warnOfHandling", n.isolate.Engine.ToValue(r.id))
			}
		}
		rejected := h.rejected
		h.rejected = nil
		for _, r := range rejected {
			if !r.handled {
				h.unhandled = append(h.unhandled, r)
				n.context = r.context
				n.unhandledRejection(r)
				n.context = nil
			}
		}
	})
	return true
}

// unhandledRejection tells the script's listeners, or those of the domain;
// without one the rejection is thrown, unless --unhandled-rejections says
// otherwise. (lib/internal/process/promises.js: the modes' functions)
func (n *Environment) unhandledRejection(r rejection) {
	p := r.promise
	switch n.rejects {
	case "none":
		n.emit("unhandledRejection", p.Result(), p)
		return
	case "warn":
		n.warnOfRejection(r)
		n.emit("unhandledRejection", p.Result(), p)
		return
	case "strict":
		n.throwRejection(p)
		if !n.emit("unhandledRejection", p.Result(), p) {
			n.warnOfRejection(r)
		}
		return
	}
	if r.domain != nil && n.emit("domainError", r.domain, p.Result()) || n.emit("unhandledRejection", p.Result(), p) {
		return
	}
	n.throwRejection(p)
}

// throwRejection throws what a promise was rejected with.
func (n *Environment) throwRejection(p *sobek.Promise) {
	reason := p.Result()
	if object, ok := reason.(*sobek.Object); !ok || object.ClassName() != "Error" && !n.isolate.HasOwn(object, "stack") {
		reason = n.rejectionError(reason)
	}
	n.throwUncaught(reason, "unhandledRejection", nil)
}

// warnOfRejection prints that a promise was rejected while nobody handled it.
func (n *Environment) warnOfRejection(r rejection) {
	_, _ = n.callLibrary("internal/warning", "warnOfRejection", r.promise.Result(), n.isolate.Engine.ToValue(r.id))
}

// rejectionError is the error that stands for a reason that is no error.
func (n *Environment) rejectionError(reason sobek.Value) sobek.Value {
	if value, err := n.callLibrary("internal/errors", "unhandledRejectionError", reason); err == nil {
		return value
	}
	return reason
}

// callLibrary calls a function of a module of the library.
func (n *Environment) callLibrary(module, function string, arguments ...sobek.Value) (sobek.Value, error) {
	f, ok := sobek.AssertFunction(n.requireBuiltin(module).(*sobek.Object).Get(function))
	if !ok {
		fault("%s has no function %s", module, function)
	}
	return f(sobek.Undefined(), arguments...)
}

// emit emits an event on process, and reports whether somebody listened.
func (n *Environment) emit(event string, arguments ...any) bool {
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
func (n *Environment) invoke(f sobek.Callable, this sobek.Value, arguments ...sobek.Value) {
	if _, err := f(this, arguments...); err != nil {
		n.uncaught(err)
	}
}

// uncaught sees to an error that came out of JavaScript.
func (n *Environment) uncaught(err error) {
	if errors.Is(err, js.ErrStopped) {
		n.unwind()
	}
	var thrown *sobek.Exception
	if errors.Is(err, errMemory) {
		n.outOfMemory()
	}
	if !errors.As(err, &thrown) {
		n.die("timeslice: "+err.Error()+"\n", 1)
	}
	n.throwUncaught(thrown.Value(), "uncaughtException", thrown.Stack())
}

// throwUncaught gives a value that nobody caught to the script's listeners, or
// prints it and ends the process: with code 1, or with 7 if a listener threw.
// thrown is where it came from; nil if it is the reason of a promise.
// (process._fatalException)
func (n *Environment) throwUncaught(value sobek.Value, origin string, thrown []sobek.StackFrame) {
	if n.hooks.throwing && n.worker != nil {
		n.failWorker(value, true)
	}
	if n.hooks.throwing {
		n.exit.exiting = true // no handler of 'exit' is called any more
		n.die(n.describe(value, thrown), 7)
	}
	n.hooks.throwing = true
	n.emit("uncaughtExceptionMonitor", value, origin)
	listened := n.emit("uncaughtException", value, origin)
	n.hooks.throwing = false
	if !listened && n.worker != nil {
		n.failWorker(value, false)
	}
	if !listened {
		n.dieUncaught(value, thrown)
	}
	n.failed = true
	n.loop.immediates.add(n, "after an error", func() {}) // so that a turn follows, and ticks with it
	n.unwindScopes()
}

// dieUncaught ends the process by a value that nobody caught, which is printed when the
// handlers of 'exit' have run; one of them may end the process before that, or say with
// which code it ends. (errors::TriggerUncaughtException)
func (n *Environment) dieUncaught(value sobek.Value, thrown []sobek.StackFrame) {
	if !n.exit.set {
		n.exit.code = 1
	}
	if !n.exit.exiting {
		n.exit.exiting = true
		n.emit("fatal")
	}
	n.die(n.describe(value, thrown), n.exit.code)
}

// describe is what Node prints of an uncaught value: the line of the source
// where it was thrown, a mark below the place, and the value; errors with their
// stack, primitive values as they are. (errors::TriggerUncaughtException)
func (n *Environment) describe(value sobek.Value, thrown []sobek.StackFrame) string {
	n.callLibrary("internal/errors", "fatal", value)
	quoted := n.isolate.Quote(value, thrown)
	object, isObject := value.(*sobek.Object)
	text := ""
	switch {
	case isObject && object.ClassName() == "Error":
		text = n.inspected(value)
		switch {
		case strings.HasPrefix(text, quoted), isQuoted(text): // of code that vm ran, or that could not be compiled
			quoted = ""
		case quoted != "":
			quoted += "\n"
		}
	case isObject:
		quoted = "\n" + quoted
		text = n.inspected(value)
	default:
		quoted = "\n" + quoted
		if _, symbol := value.(*sobek.Symbol); !symbol {
			text = value.String()
		}
		text += "\n(Use `node --trace-uncaught ...` to show where the exception was thrown)"
	}
	return quoted + text + "\n\nNode.js " + version + "\n"
}

// isQuoted reports whether a stack begins with the line of a source and marks below it.
func isQuoted(stack string) bool {
	lines := strings.SplitN(stack, "\n", 5)
	return len(lines) == 5 && strings.Trim(lines[2], " \t^") == "" && strings.Contains(lines[2], "^")
}

// fatalDepth is how deep what nobody caught is shown.
const fatalDepth = 5

// inspected is an uncaught value as Node shows it: nothing of its own says how.
// (fatalExceptionStackEnhancers of lib/internal/errors.js)
func (n *Environment) inspected(value sobek.Value) string {
	if n.hooks.inspect == nil {
		if module, ok := n.requireBuiltin("internal/inspect").(*sobek.Object); ok {
			n.hooks.inspect, _ = sobek.AssertFunction(module.Get("inspect"))
		}
	}
	if n.hooks.inspect != nil {
		how := n.isolate.Engine.NewObject()
		_ = how.Set("customInspect", false)
		_ = how.Set("depth", fatalDepth)
		if text, err := n.hooks.inspect(sobek.Undefined(), value, how); err == nil {
			return text.String()
		}
	}
	return value.String()
}

// die prints a text on standard error and ends the process.
func (n *Environment) die(text string, code int) {
	n.write(2, text)
	n.exit.code = code
	n.leave(code)
}
