package js

import "github.com/grafana/sobek"

// V8 shows which async functions wait for what runs now, also through
// promises that follow others. The engine tells what a reaction of a promise
// belongs to only by the context that is kept for it; so that has both the
// context of asynchronous hooks and the promise that the reaction settles.

// reaction is what is known of a reaction of a promise.
type reaction struct {
	context any           // of the tracker
	derived *sobek.Object // the promise that it settles
	join    *join         // or that it is one of several to settle
	index   int
	paused
}

// paused is a generator of lowered code that goes on by a reaction: of a module, or an
// asynchronous one, which settles a promise then.
type paused struct{ generator, answers *sobek.Object }

// AwaitsIn tells that the next reaction lets a generator go on.
func (i *Isolate) AwaitsIn(generator, answers *sobek.Object) {
	i.paused = paused{generator, answers}
}

// join is a call of Promise.all and its like.
type join struct {
	name   string // as V8 shows it; empty for none
	result *sobek.Object
	count  int
}

// TrackContexts lets contexts follow promises, as the engine's own method.
func (i *Isolate) TrackContexts(t sobek.AsyncContextTracker) {
	tracker := &reactionTracker{isolate: i, outer: t}
	i.Engine.SetAsyncContextTracker(tracker)
	promise := i.Engine.Get("Promise").(*sobek.Object)
	var then Builtin
	then = i.Replace(promise.Get("prototype").(*sobek.Object).Get("then").(*sobek.Object), func(c sobek.FunctionCall) sobek.Value {
		before := tracker.pending
		r := &reaction{paused: i.paused}
		i.paused = paused{}
		if j := tracker.join; j != nil {
			r.join, r.index = j, j.count
			j.count++
		}
		tracker.pending = r
		defer func() { tracker.pending = before }()
		result := then(c)
		r.derived, _ = result.(*sobek.Object)
		return result
	})
	for method, name := range map[string]string{
		"all": "Promise.all", "allSettled": "Promise.allSettled", "any": "Promise.any", "race": "",
	} {
		var original Builtin
		original = i.Replace(promise.Get(method).(*sobek.Object), func(c sobek.FunctionCall) sobek.Value {
			before := tracker.join
			j := &join{name: name}
			tracker.join = j
			defer func() { tracker.join = before }()
			result := original(c)
			j.result, _ = result.(*sobek.Object)
			return result
		})
	}
}

// reactionTracker notes what reactions belong to.
type reactionTracker struct {
	isolate *Isolate
	outer   sobek.AsyncContextTracker
	pending *reaction // that is being made
	join    *join     // that is being made
}

// Grab is called when a reaction is made.
func (t *reactionTracker) Grab() any {
	context := t.outer.Grab()
	if r := t.pending; r != nil {
		r.context = context
		return r
	}
	return context
}

// Resumed is called before a reaction runs.
func (t *reactionTracker) Resumed(context any) {
	if r, ok := context.(*reaction); ok {
		t.isolate.inside.reaction = r
		context = r.context
	}
	t.outer.Resumed(context)
}

// Exited is called after it.
func (t *reactionTracker) Exited() {
	t.isolate.inside.reaction = nil
	t.outer.Exited()
}
