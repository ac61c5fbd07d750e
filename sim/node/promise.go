package node

import (
	"reflect"
	"slices"

	"github.com/grafana/sobek"

	"timeslice/sim/node/js"
	"timeslice/sim/trace"
)

// promises is what the runtime knows of the engine's promises: which reactions
// wait in the microtask queue, and which for their promise to be settled. The
// engine tells when a reaction is made and when it is run; what it is made of
// (then, await) is told by then itself and by instrumented code.
type promises struct {
	construct     js.Constructor // the engine's own
	then          js.Builtin
	expected      *reaction   // what the engine will tell of next
	waiting       []*reaction // whose promises were not settled at the last look
	running       *reaction
	last          *reaction   // that ran last, and whose promise the engine is about to settle
	watchSettling bool        // somebody wants to hear of promises that are settled again
	adopting      []*resource // numbered promises that take over the state of another in a job to come
	line          int64       // of the await that the next then stands for, in lowered code; 0 for none
	calls         []asyncCall // async functions whose promises nobody has met yet
}

// reaction is the function of a then, or the rest of an async function, that
// runs when a promise is settled.
type reaction struct {
	item     *item
	promise  *sobek.Promise // nil if it is not known
	handles  [2]bool        // whether there is a function for a value, and for an error
	entered  bool           // it came into the microtask queue
	begun    trace.FactID   // its run
	context  sobek.Value
	resource *resource // if promises are numbered: the promise that the reaction settles
	function *resource // the async function it goes on with
	adopter  *resource // the promise that takes over the state of this one
}

// asyncCall is a call of an async function.
type asyncCall struct {
	resource *resource
	depth    int // of the stack in the function
}

// mostWaiting is how many reactions are looked through to see whether their
// promises have been settled. Others are seen when they run.
const mostWaiting = 2048

var promiseType = reflect.TypeOf((*sobek.Promise)(nil))

// promiseOf is the engine's promise that a value is, nil if it is none.
func promiseOf(v sobek.Value) *sobek.Promise {
	if object, ok := v.(*sobek.Object); ok && object.ExportType() == promiseType {
		return object.Export().(*sobek.Promise)
	}
	return nil
}

// watchPromises lets everything that makes promises or waits for them pass
// through here.
func (n *Environment) watchPromises() {
	e := n.isolate.Engine
	class := e.Get("Promise").ToObject(e)
	member := func(of *sobek.Object, name string) *sobek.Object { return of.Get(name).ToObject(e) }
	n.promises.construct = n.isolate.ReplaceConstructor(class, n.newPromise)
	n.promises.then = n.isolate.Replace(member(member(class, "prototype"), "then"), n.promiseThen)
	for _, name := range []string{"resolve", "reject", "all", "allSettled", "any", "race"} {
		var original js.Builtin
		resolves := name == "resolve"
		original = n.isolate.Replace(member(class, name), func(c sobek.FunctionCall) sobek.Value {
			if resolves && n.context != nil && len(c.Arguments) > 0 && promiseOf(c.Arguments[0]) == nil {
				c.Arguments[0] = n.sameContext(c.Arguments[0])
			}
			return n.madePromise(original, c)
		})
	}
	n.isolate.Watch(js.Watcher{Settled: n.settledPromises, Called: n.asyncCalled, Awaits: n.awaits})
}

// promiseThen is Promise.prototype.then.
func (n *Environment) promiseThen(c sobek.FunctionCall) sobek.Value {
	r := &reaction{promise: promiseOf(c.This)}
	if r.promise == nil {
		return n.promises.then(c)
	}
	for i := range r.handles {
		_, r.handles[i] = sobek.AssertFunction(c.Argument(i))
	}
	if n.promises.line != 0 {
		file, line := js.LineOf(n.promises.line)
		r.item = n.newItem(n.placed("await", file, line), nil)
		n.promises.line = 0
	} else {
		r.item = n.newItem(n.here("then"), nil)
	}
	if n.async.promises {
		n.adopt(r)
		r.resource = &resource{id: n.async.newID(), kind: "PROMISE", context: n.context}
		r.resource.trigger = n.promiseID(c.This.(*sobek.Object))
	}
	n.promises.expected = r
	value := n.promises.then(c)
	n.promises.expected = nil
	if r.resource != nil {
		n.numberPromise(r.resource, value)
		n.initialized(r.resource)
		n.adopted(r)
	}
	return value
}

// placed names what is done at a line of a file that marks name by a number.
func (n *Environment) placed(what string, file, line int) string {
	if line == 0 {
		return n.here(what) // the library's marks have no lines
	}
	return what + "@" + base(n.options.Library.own.Name(file)) + ":" + itoa(line)
}

// awaits is called with what an async function is about to wait for, and
// returns what it shall wait for.
func (n *Environment) awaits(value sobek.Value, file, line int) sobek.Value {
	r := &reaction{promise: promiseOf(value), handles: [2]bool{true, true}}
	r.item = n.newItem(n.placed("await", file, line), nil)
	if n.async.promises {
		n.awaitsNumbered(r, value)
	}
	n.promises.expected = r
	if r.promise != nil {
		return value
	}
	return n.sameContext(value)
}

// sameContext lets the method then of an object that is no promise find the
// stores that are present now. The engine calls it later, from nowhere.
func (n *Environment) sameContext(value sobek.Value) sobek.Value {
	object, ok := value.(*sobek.Object)
	if !ok || n.context == nil {
		return value
	}
	then := object.Get("then")
	call, ok := sobek.AssertFunction(then)
	if !ok {
		return value
	}
	context := n.context
	substitute := n.isolate.Engine.NewObject()
	_ = substitute.Set("then", func(c sobek.FunctionCall) sobek.Value {
		outer := n.context
		n.context = context
		result, err := call(object, c.Arguments...)
		n.context = outer
		if err != nil {
			panic(err)
		}
		return result
	})
	return substitute
}

// newPromise is new Promise(executor).
func (n *Environment) newPromise(arguments []sobek.Value, newTarget *sobek.Object) *sobek.Object {
	if (n.async.promises || n.promises.watchSettling) && len(arguments) > 0 {
		if executor, ok := sobek.AssertFunction(arguments[0]); ok {
			return n.newWatchedPromise(executor, newTarget)
		}
	}
	return n.promises.construct(arguments, newTarget)
}

// Grab is called when a reaction is made; what it returns is given to Resumed.
func (n *Environment) Grab() any {
	r := n.promises.expected
	n.promises.expected = nil
	if r == nil {
		r = &reaction{handles: [2]bool{true, true}, item: n.newItem("await", nil)}
	}
	r.context = n.context
	switch {
	case r.promise == nil:
	case r.promise.State() == sobek.PromiseStatePending:
		if len(n.promises.waiting) < mostWaiting {
			n.promises.waiting = append(n.promises.waiting, r)
			n.isolate.Expect(true)
		}
	default:
		n.queueReaction(r)
	}
	return r
}

// settledPromises is called when the engine has queued jobs: reactions whose
// promises have been settled are in the microtask queue.
func (n *Environment) settledPromises() {
	still := n.promises.waiting[:0]
	for _, r := range n.promises.waiting {
		switch {
		case r.entered:
		case r.promise.State() == sobek.PromiseStatePending:
			still = append(still, r)
		default:
			n.queueReaction(r)
		}
	}
	clear(n.promises.waiting[len(still):])
	n.promises.waiting = still
	n.isolate.Expect(len(still) > 0)
}

// queueReaction records that a reaction came into the microtask queue, unless
// there is no function to be called.
func (n *Environment) queueReaction(r *reaction) {
	if r.promise != nil {
		if failed := r.promise.State() == sobek.PromiseStateRejected; failed && !r.handles[1] || !failed && !r.handles[0] {
			return
		}
	}
	n.isolate.Settle()
	r.entered = true
	r.item.enter(n, trace.ReasonMicrotaskQueue)
}

// Resumed is called before a reaction runs.
func (n *Environment) Resumed(context any) {
	r := context.(*reaction)
	n.seeToLast()
	n.isolate.Observe()
	n.isolate.Owe(n.options.Costs.MicrotaskNs)
	n.isolate.Settle()
	if !r.entered {
		n.queueReaction(r)
	}
	r.item.leave(n, trace.ReasonMicrotaskQueue)
	r.begun = n.begin(r.item)
	n.promises.running = r
	n.context = r.context
	if n.ticked {
		n.isolate.Beneath(&microtasksAfterTicks)
	}
	if r.resource != nil {
		n.resumedNumbered(r)
	}
}

// Exited is called after it.
func (n *Environment) Exited() {
	r := n.promises.running
	if r.resource != nil {
		n.exitedNumbered(r)
	}
	n.promises.running, n.promises.last = nil, r
	n.context = nil
	n.isolate.Beneath(nil)
	n.isolate.Settle()
	n.finish(r.item, r.begun)
}

// ---- Promises that are numbered, since somebody follows them

// numberPromise gives a promise its numbers, which it shows.
func (n *Environment) numberPromise(r *resource, value sobek.Value) {
	object, ok := value.(*sobek.Object)
	if !ok {
		return
	}
	r.object = object
	_ = object.SetSymbol(n.symbols().asyncID, r.id)
	_ = object.SetSymbol(n.symbols().triggerID, r.trigger)
}

// promiseID is the number of a promise; one that has none is given one.
// (getOrSetAsyncId)
func (n *Environment) promiseID(object *sobek.Object) int64 {
	if id := object.GetSymbol(n.symbols().asyncID); id != nil {
		return id.ToInteger()
	}
	r := n.claim()
	if r == nil {
		r = &resource{id: n.async.newID(), trigger: n.executionID()}
	}
	n.numberPromise(r, object)
	return r.id
}

// asyncCalled is called on entry to an async function: its promise comes into
// being.
func (n *Environment) asyncCalled() {
	if !n.async.promises {
		return
	}
	r := n.newResource("PROMISE")
	if len(n.promises.calls) >= mostWaiting {
		n.promises.calls = n.promises.calls[1:]
	}
	n.promises.calls = append(n.promises.calls, asyncCall{r, n.isolate.Depth()})
}

// claim finds the call of an async function whose promise is met for the first
// time, by how deep in the stack it was. The engine does not tell which promise
// is whose.
func (n *Environment) claim() *resource {
	depth := n.isolate.Depth()
	calls := n.promises.calls
	at := -1
	for i := len(calls) - 1; i >= 0 && at < 0; i-- {
		if calls[i].depth == depth+1 {
			at = i
		}
	}
	if at < 0 { // the first of those given to Promise.all
		at = slices.IndexFunc(calls, func(c asyncCall) bool { return c.depth == depth })
	}
	if at < 0 {
		return nil
	}
	r := calls[at].resource
	n.promises.calls = slices.Delete(calls, at, at+1)
	return r
}

// awaitsNumbered numbers the promise that an await settles, and the one that is
// made of a value that is none.
func (n *Environment) awaitsNumbered(r *reaction, value sobek.Value) {
	depth := n.isolate.Depth()
	if running := n.promises.running; running != nil && running.function != nil && depth == 2 {
		r.function = running.function
	} else if i := slices.IndexFunc(n.promises.calls, func(c asyncCall) bool { return c.depth == depth }); i >= 0 {
		r.function = n.promises.calls[i].resource
	}
	var trigger int64
	if r.promise != nil {
		r.resource = &resource{id: n.async.newID(), kind: "PROMISE"}
		trigger = n.promiseID(value.(*sobek.Object))
	} else {
		wrapper := &resource{id: n.async.newID(), trigger: n.executionID(), kind: "PROMISE", context: n.context}
		if r.function != nil {
			wrapper.trigger = r.function.id
		}
		n.initialized(wrapper)
		n.tellHook(n.async.hooks.resolved, wrapper.id)
		trigger = wrapper.id
		r.resource = &resource{id: n.async.newID(), kind: "PROMISE"}
	}
	r.resource.trigger, r.resource.context = trigger, n.context
	n.initialized(r.resource)
}

// resumedNumbered makes the promise of a reaction the present resource. The
// hooks are told when JavaScript runs next.
func (n *Environment) resumedNumbered(r *reaction) {
	n.async.scopes = append(n.async.scopes, r.resource)
	n.laterHook(&n.async.hooks.before, r.resource.id)
	// Before its promise is met, something else stands for it.
	if f := r.function; f != nil && (f.object == nil || promiseOf(f.object) == nil) {
		n.later(func() {
			if promise := n.isolate.AsyncPromise(); promise != nil {
				n.numberPromise(r.function, promise)
			}
		})
	}
}

// exitedNumbered makes the resource before present again.
func (n *Environment) exitedNumbered(r *reaction) {
	if last := len(n.async.scopes) - 1; last >= 0 && n.async.scopes[last] == r.resource {
		n.async.scopes = n.async.scopes[:last]
	}
}

// seeToLast sees to the reaction that ran last: the engine has settled its
// promise by now, unless what it returned is a promise too, whose state is
// taken over in a job to come.
func (n *Environment) seeToLast() {
	r := n.promises.last
	if n.promises.last = nil; r == nil || r.resource == nil {
		return
	}
	if r.adopter != nil {
		n.laterHook(&n.async.hooks.resolved, r.adopter.id)
	}
	if f := r.function; f != nil && f.object != nil {
		if p := promiseOf(f.object); p != nil && p.State() != sobek.PromiseStatePending {
			n.laterHook(&n.async.hooks.resolved, f.id)
		}
	}
	if r.resource.kind != "PROMISE" {
		n.destroy(r.resource)
	} else if p := promiseOf(r.resource.object); p != nil && p.State() == sobek.PromiseStatePending {
		n.promises.adopting = append(n.promises.adopting, r.resource)
	} else {
		n.laterHook(&n.async.hooks.resolved, r.resource.id)
	}
	n.laterHook(&n.async.hooks.after, r.resource.id)
}

// adopt is the beginning of a job in which a promise waits for another one to
// take over its state: nobody calls then.
func (n *Environment) adopt(r *reaction) {
	if n.isolate.Depth() > 0 {
		return
	}
	n.seeToLast()
	if len(n.promises.adopting) == 0 {
		return
	}
	r.adopter = n.promises.adopting[0]
	n.promises.adopting = n.promises.adopting[1:]
	n.async.scopes = append(n.async.scopes, r.adopter)
	n.laterHook(&n.async.hooks.before, r.adopter.id)
}

// adopted is its end.
func (n *Environment) adopted(r *reaction) {
	if r.adopter != nil {
		n.async.scopes = n.async.scopes[:len(n.async.scopes)-1]
		n.laterHook(&n.async.hooks.after, r.adopter.id)
	}
}

// queueMicrotask calls a function as a microtask, as a reaction to a promise
// that is settled.
func (n *Environment) queueMicrotask(function sobek.Value, task *sobek.Object) {
	promise, resolve, _ := n.isolate.Engine.NewPromise()
	if err := resolve(sobek.Undefined()); err != nil {
		panic(err)
	}
	n.promises.expected = &reaction{
		item: n.newItem(n.here("queueMicrotask"), nil), promise: promise, handles: [2]bool{true, true},
		resource: n.newShown("Microtask", task, -1),
	}
	n.promises.then(sobek.FunctionCall{This: n.isolate.Engine.ToValue(promise), Arguments: []sobek.Value{function}})
}

// madePromise calls a static function of Promise and numbers what it makes.
func (n *Environment) madePromise(original js.Builtin, c sobek.FunctionCall) sobek.Value {
	if !n.async.promises {
		return original(c)
	}
	if given, ok := c.Argument(0).(*sobek.Object); ok && promiseOf(given) != nil {
		if value := original(c); value.SameAs(given) {
			return value
		}
	}
	r := n.newResource("PROMISE")
	value := original(c)
	n.numberPromise(r, value)
	if p := promiseOf(value); p != nil && p.State() != sobek.PromiseStatePending {
		n.tellHook(n.async.hooks.resolved, r.id)
	}
	return value
}

// newWatchedPromise makes a promise, numbers it if promises are numbered, and
// watches how its executor settles it.
func (n *Environment) newWatchedPromise(executor sobek.Callable, newTarget *sobek.Object) *sobek.Object {
	e := n.isolate.Engine
	var resolvers []sobek.Value
	object := n.promises.construct([]sobek.Value{e.ToValue(func(c sobek.FunctionCall) sobek.Value {
		resolvers = rest(c, 0)
		return nil
	})}, newTarget)
	var r *resource
	if n.async.promises {
		r = &resource{id: n.async.newID(), trigger: n.executionID(), kind: "PROMISE", context: n.context}
		n.numberPromise(r, object)
		n.initialized(r)
	}
	settled := false
	for i, resolver := range resolvers {
		settle, outcome := n.function(resolver), []string{"resolve", "reject"}[i]
		resolvers[i] = e.ToValue(func(c sobek.FunctionCall) sobek.Value {
			switch {
			case !settled && r != nil:
				n.tellHook(n.async.hooks.resolved, r.id)
			case settled && n.promises.watchSettling:
				n.invoke(n.hooks.settledAgain, sobek.Undefined(), e.ToValue(outcome), object, c.Argument(0))
			}
			settled = true
			value, err := settle(sobek.Undefined(), c.Arguments...)
			if err != nil {
				panic(err)
			}
			return value
		})
	}
	if _, err := executor(sobek.Undefined(), resolvers...); err != nil {
		thrown, ok := err.(*sobek.Exception)
		if !ok {
			panic(err)
		}
		if _, err := n.function(resolvers[1])(sobek.Undefined(), thrown.Value()); err != nil {
			panic(err)
		}
	}
	return object
}
