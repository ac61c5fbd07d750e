package js

import (
	"reflect"
	"unsafe"

	"github.com/grafana/sobek"
)

// jobs notices when the engine queues promise jobs. The engine does not tell,
// so the length of its queue is looked at after each statement, while somebody
// waits for a promise to be settled.
type jobs struct {
	queue   reflect.Value // the engine's slice
	length  int           // at the last look
	expects bool          // somebody waits
	Watcher
}

// Watcher is told of promises.
type Watcher struct {
	Settled func()                                              // jobs were queued while somebody expects them
	Called  func()                                              // an async function was entered
	Awaits  func(value sobek.Value, file, line int) sobek.Value // what it returns is awaited instead of the value
}

func newJobs(engine *sobek.Runtime) jobs {
	return jobs{queue: reflect.ValueOf(engine).Elem().FieldByName("jobQueue"), Watcher: Watcher{
		func() {}, func() {}, func(value sobek.Value, _, _ int) sobek.Value { return value },
	}}
}

// Watch sets who is told of promises.
func (i *Isolate) Watch(w Watcher) { i.jobs.Watcher = w }

// Expect says whether somebody waits for jobs to be queued.
func (i *Isolate) Expect(on bool) {
	i.jobs.expects = on
	i.jobs.length = i.jobs.queue.Len()
}

// Observe looks whether jobs have been queued since the last look.
func (i *Isolate) Observe() {
	if j := &i.jobs; j.expects && j.queue.Len() != j.length {
		j.Settled()
		j.length = j.queue.Len()
	}
}

// Next sets what is to be done when JavaScript runs next.
func (i *Isolate) Next(do func()) { i.next = do }

// marksARest is how many marks come between two rests: less than a millisecond of
// work natively, some milliseconds in a browser.
const marksARest = 500

// RestBy has something called again and again while scripts run, at moments at which
// the engine can wait as long as that takes. It is nothing that a script could see.
func (i *Isolate) RestBy(rest func()) { i.rest = rest }

// Rest is such a moment.
func (i *Isolate) Rest() {
	if i.rest != nil {
		i.worked = 0
		i.rest()
	}
}

// look is what happens at each mark besides counting.
func (i *Isolate) look() {
	if i.rest != nil {
		if i.worked++; i.worked >= marksARest {
			i.Rest()
		}
	}
	if i.jobs.expects {
		i.Observe()
	}
	if i.next != nil {
		do := i.next
		i.next = nil
		do()
	}
}

// Depth is how many functions are on the stack.
func (i *Isolate) Depth() int { return len(i.Engine.CaptureCallStack(0, nil)) }

// Builtin is what one of the engine's own functions does.
type Builtin = func(sobek.FunctionCall) sobek.Value

// Constructor is what one of the engine's own constructors does.
type Constructor = func(arguments []sobek.Value, newTarget *sobek.Object) *sobek.Object

// Replace puts something else in place of what a builtin does, and returns
// that. The builtin itself stays as it is. It may call back: see depth.
func (i *Isolate) Replace(function *sobek.Object, by Builtin) Builtin {
	f := hook[Builtin](i.inside.self(function), "f")
	original := *f
	*f = func(call sobek.FunctionCall) sobek.Value {
		i.depth.native()
		i.marks++ // builtins that call one another end as scripts do
		return by(call)
	}
	return original
}

// Refine does so where what it puts there calls the builtin itself, and nothing of
// a script's besides.
func (i *Isolate) Refine(function *sobek.Object, by Builtin) Builtin {
	f := hook[Builtin](i.inside.self(function), "f")
	original := *f
	*f = by
	return original
}

// bound lets a builtin notice when builtins call one another without end.
func (i *Isolate) bound(function *sobek.Object) {
	i.Replace(function, *hook[Builtin](i.inside.self(function), "f"))
}

// ReplaceConstructor does so with a builtin that is called with new.
func (i *Isolate) ReplaceConstructor(class *sobek.Object, by Constructor) Constructor {
	f := hook[Constructor](i.inside.self(class), "construct")
	original := *f
	*f = by
	return original
}

// AsyncPromise is the promise of the async function that goes on, nil if none
// does.
func (i *Isolate) AsyncPromise() *sobek.Object {
	runner := *read[unsafe.Pointer](i.inside.vm, i.inside.at.runner)
	if runner == nil {
		return nil
	}
	capability := *read[unsafe.Pointer](runner, i.inside.at.runnerPromise)
	return *read[*sobek.Object](capability, i.inside.at.capability)
}

// LineOf is the number of a file and a line, from a number as marks have it.
func LineOf(number int64) (file, line int) { return fileOf(number), lineOf(number) }
