package node

import (
	"slices"

	"github.com/grafana/sobek"
)

// resource is what a callback belongs to for those who follow work through
// callbacks: a timer, a tick, a request, a promise. (doc: async_hooks.html)
type resource struct {
	id, trigger int64
	kind        string
	object      sobek.Value // what hooks are shown; made when somebody asks
	context     sobek.Value // of AsyncLocalStorage: the stores its callbacks find; nil for none
	quiet       bool        // hooks are not told when its callbacks begin and end
}

// async keeps the books of async_hooks.
type async struct {
	last      int64       // number given to a resource
	top       resource    // what is present between callbacks
	scopes    []*resource // whose callbacks run, the innermost last
	promises  bool        // promises are numbered too: somebody uses hooks or AsyncLocalStorage
	hooks     asyncHooks
	symbols   *asyncSymbols
	later     []laterCall // calls of hooks that wait for JavaScript to run
	telling   bool        // they are being called
	wrote     [3]bool     // a tick will follow what was written to a standard stream
	destroyed []int64     // to be told of in the next check phase
}

// asyncHooks are functions of the library that tell the script's hooks; nil
// where no hook wants to know.
type asyncHooks struct {
	init, before, after, destroy, resolved sobek.Callable
	any                                    bool // there is one
}

// newID numbers a resource.
func (a *async) newID() int64 {
	a.last++
	return a.last
}

// current is the resource whose callback runs, nil between callbacks and in
// promises that are not numbered.
func (n *Environment) current() *resource {
	if len(n.async.scopes) == 0 {
		return nil
	}
	return n.async.scopes[len(n.async.scopes)-1]
}

// executionID and triggerID are the numbers of the present resource and of the
// one that led to it.
func (n *Environment) executionID() int64 {
	if r := n.current(); r != nil {
		return r.id
	}
	return 0
}

func (n *Environment) triggerID() int64 {
	if r := n.current(); r != nil {
		return r.trigger
	}
	return 0
}

// newResource numbers a resource of the runtime's own, and tells of it.
func (n *Environment) newResource(kind string) *resource {
	r := &resource{id: n.async.newID(), trigger: n.executionID(), kind: kind, context: n.context}
	n.initialized(r)
	return r
}

// newNumbered numbers a timer or immediate, which shows its numbers.
func (n *Environment) newNumbered(kind string, object *sobek.Object) *resource {
	r := &resource{id: n.async.newID(), trigger: n.executionID(), kind: kind, object: object, context: n.context}
	_ = object.SetSymbol(n.symbols().timerID, r.id)
	_ = object.SetSymbol(n.symbols().timerTriggerID, r.trigger)
	n.initialized(r)
	return r
}

// newShown numbers a resource of a script's own, which shows its numbers.
func (n *Environment) newShown(kind string, object *sobek.Object, trigger int64) *resource {
	if trigger < 0 {
		trigger = n.executionID()
	}
	r := &resource{id: n.async.newID(), trigger: trigger, kind: kind, object: object, context: n.context}
	_ = object.SetSymbol(n.symbols().asyncID, r.id)
	_ = object.SetSymbol(n.symbols().triggerID, r.trigger)
	n.initialized(r)
	return r
}

// asyncSymbols are the names of properties that say what a resource's numbers
// are, and whether it keeps the loop alive. They show when one is printed.
type asyncSymbols struct{ asyncID, triggerID, timerID, timerTriggerID, refed *sobek.Symbol }

func (n *Environment) symbols() *asyncSymbols {
	if n.async.symbols == nil {
		n.async.symbols = &asyncSymbols{
			sobek.NewSymbol("async_id_symbol"), sobek.NewSymbol("trigger_async_id_symbol"),
			sobek.NewSymbol("asyncId"), sobek.NewSymbol("triggerId"), sobek.NewSymbol("refed"),
		}
	}
	return n.async.symbols
}

// initialized tells the hooks of a new resource.
func (n *Environment) initialized(r *resource) {
	if n.async.hooks.init == nil {
		return
	}
	e := n.isolate.Engine
	n.callHook(n.async.hooks.init, e.ToValue(r.id), e.ToValue(r.kind), e.ToValue(r.trigger), n.objectOf(r))
}

// objectOf is what stands for a resource.
func (n *Environment) objectOf(r *resource) sobek.Value {
	if r.object == nil {
		r.object = n.isolate.Engine.NewObject()
	}
	return r.object
}

// callHook calls a function of the library, which lets nothing be thrown, after
// those that are to be called before it.
func (n *Environment) callHook(hook sobek.Callable, arguments ...sobek.Value) {
	if !n.async.telling {
		if n.isolate.Depth() == 0 {
			n.later(func() { n.callHook(hook, arguments...) })
			return
		}
		n.callLater()
	}
	if _, err := hook(sobek.Undefined(), arguments...); err != nil {
		panic(err)
	}
}

// tellHook calls a hook with a number, if somebody wants to know.
func (n *Environment) tellHook(hook sobek.Callable, id int64) {
	if hook != nil {
		n.callHook(hook, n.isolate.Engine.ToValue(id))
	}
}

// laterHook is tellHook for when no JavaScript is on the stack.
func (n *Environment) laterHook(hook *sobek.Callable, id int64) {
	if *hook != nil {
		n.later(func() { n.tellHook(*hook, id) })
	}
}

// laterCall is a call of a hook, with the resources that were present.
type laterCall struct {
	call   func()
	scopes []*resource
}

// later keeps a call of a hook for when JavaScript runs: a call out of the
// engine's own job queue would make it run the jobs behind the present one.
// Nothing that a script can see happens in between.
func (n *Environment) later(call func()) {
	n.async.later = append(n.async.later, laterCall{call, slices.Clone(n.async.scopes)})
	n.isolate.Next(n.callLater)
}

func (n *Environment) callLater() {
	if n.async.telling {
		return // whoever does goes on with it
	}
	n.async.telling = true
	defer func() { n.async.telling = false }()
	for len(n.async.later) > 0 {
		later, scopes := n.async.later[0], n.async.scopes
		n.async.later = n.async.later[1:]
		n.async.scopes = later.scopes
		later.call()
		n.async.scopes = scopes
	}
}

// enterScope makes a resource the present one, with its stores.
func (n *Environment) enterScope(r *resource) {
	n.async.scopes = append(n.async.scopes, r)
	n.context = r.context
	if n.async.hooks.before != nil && !r.quiet {
		n.callHook(n.async.hooks.before, n.isolate.Engine.ToValue(r.id))
	}
}

// leaveScope goes back to the resource that was present before. What enterWith
// has put in place stays with the resource.
func (n *Environment) leaveScope(r *resource, outer sobek.Value) {
	if n.async.hooks.after != nil && !r.quiet {
		n.callHook(n.async.hooks.after, n.isolate.Engine.ToValue(r.id))
	}
	r.context, n.context = n.context, outer
	if last := len(n.async.scopes) - 1; last >= 0 {
		n.async.scopes = n.async.scopes[:last]
	}
}

// unwindScopes leaves all scopes, since an error that nobody caught went
// through them. (process._fatalException)
func (n *Environment) unwindScopes() {
	for len(n.async.scopes) > 0 {
		n.leaveScope(n.current(), nil)
	}
}

// destroy says that a resource calls nothing any more. The hooks are told in
// the next check phase. (AsyncWrap::EmitDestroy)
func (n *Environment) destroy(r *resource) {
	if r != nil && n.async.hooks.destroy != nil {
		n.async.destroyed = append(n.async.destroyed, r.id)
	}
}

// tellDestroyed tells the hooks of the resources that were destroyed.
func (n *Environment) tellDestroyed() {
	for len(n.async.destroyed) > 0 {
		id := n.async.destroyed[0]
		n.async.destroyed = n.async.destroyed[1:]
		if n.async.hooks.destroy != nil {
			n.callHook(n.async.hooks.destroy, n.isolate.Engine.ToValue(id))
		}
	}
}

// asyncBinding is what lib/async_hooks.js is made of.
func (n *Environment) asyncBinding() sobek.Value {
	e := n.isolate.Engine
	resourceOf := func(v sobek.Value) *resource { return v.Export().(*resource) }
	callable := func(v sobek.Value) sobek.Callable {
		f, _ := sobek.AssertFunction(v)
		return f
	}
	object := n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		// get() and set(context): the present stores.
		"get": func(sobek.FunctionCall) sobek.Value {
			if n.context == nil {
				return sobek.Undefined()
			}
			return n.context
		},
		"set": func(c sobek.FunctionCall) sobek.Value {
			n.context = c.Argument(0)
			if sobek.IsUndefined(n.context) {
				n.context = nil
			}
			return nil
		},
		"executionAsyncId": func(sobek.FunctionCall) sobek.Value { return e.ToValue(n.executionID()) },
		"triggerAsyncId":   func(sobek.FunctionCall) sobek.Value { return e.ToValue(n.triggerID()) },
		"executionAsyncResource": func(sobek.FunctionCall) sobek.Value {
			if r := n.current(); r != nil {
				return n.objectOf(r)
			}
			return n.objectOf(&n.async.top)
		},
		// resource(kind, object, trigger): a resource of the script's own; a
		// negative trigger is the present one.
		"resource": func(c sobek.FunctionCall) sobek.Value {
			return e.ToValue(n.newShown(c.Argument(0).String(), c.Argument(1).ToObject(e), c.Argument(2).ToInteger()))
		},
		// run(resource, function, this, ...arguments): calls a function in its scope.
		"run": func(c sobek.FunctionCall) sobek.Value {
			return n.runInScope(resourceOf(c.Argument(0)), n.function(c.Argument(1)), c.Argument(2), rest(c, 3))
		},
		"destroy": func(c sobek.FunctionCall) sobek.Value { n.destroy(resourceOf(c.Argument(0))); return nil },
		// setHooks(init, before, after, destroy, resolved): those that are wanted.
		"setHooks": func(c sobek.FunctionCall) sobek.Value {
			n.async.hooks = asyncHooks{
				init: callable(c.Argument(0)), before: callable(c.Argument(1)), after: callable(c.Argument(2)),
				destroy: callable(c.Argument(3)), resolved: callable(c.Argument(4)),
			}
			for _, hook := range c.Arguments {
				n.async.hooks.any = n.async.hooks.any || callable(hook) != nil
			}
			return nil
		},
		// trackPromises(on): promises are numbered.
		"trackPromises": func(c sobek.FunctionCall) sobek.Value { n.async.promises = c.Argument(0).ToBoolean(); return nil },
	})
	for name, symbol := range map[string]*sobek.Symbol{
		"asyncId": n.symbols().asyncID, "triggerId": n.symbols().triggerID, "timerId": n.symbols().timerID, "refed": n.symbols().refed,
	} {
		_ = object.Set(name, symbol)
	}
	return object
}

// runInScope calls a function in the scope of a resource; what it throws is
// thrown on.
func (n *Environment) runInScope(r *resource, call sobek.Callable, this sobek.Value, arguments []sobek.Value) sobek.Value {
	outer := n.context
	n.enterScope(r)
	value, err := call(this, arguments...)
	n.leaveScope(r, outer)
	if err != nil {
		panic(err)
	}
	return value
}

// rest is a call's arguments from one on. The engine takes its own away when
// the call returns.
func rest(c sobek.FunctionCall, from int) []sobek.Value {
	if len(c.Arguments) <= from {
		return nil
	}
	return append([]sobek.Value(nil), c.Arguments[from:]...)
}

// listOf is the values of an array; none if it is undefined or null.
func (n *Environment) listOf(list sobek.Value) (values []sobek.Value) {
	if list == nil || sobek.IsUndefined(list) || sobek.IsNull(list) {
		return nil
	}
	n.isolate.Engine.ForOf(list, func(v sobek.Value) bool {
		values = append(values, v)
		return true
	})
	return values
}

// anys are values as those functions take them that take anything.
func anys[T any](values []T) []any {
	all := make([]any, len(values))
	for i, v := range values {
		all[i] = v
	}
	return all
}

// kindOf is what Node calls a request to the pool.
func kindOf(what string) string {
	switch what {
	case "pbkdf2":
		return "PBKDF2REQUEST"
	case "scrypt":
		return "SCRYPTREQUEST"
	case "hkdf":
		return "DERIVEBITSREQUEST"
	case "digest":
		return "HASHREQUEST"
	case "randomBytes", "randomFill", "randomInt", "randomUUID":
		return "RANDOMBYTESREQUEST"
	case "lookup":
		return "GETADDRINFOREQWRAP"
	case "lookupService":
		return "GETNAMEINFOREQWRAP"
	}
	return "FSREQCALLBACK"
}
