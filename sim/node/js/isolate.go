package js

import (
	"errors"

	"github.com/grafana/sobek"
)

// World is where an isolate's code runs: it is told what the code costs.
type World interface {
	// Spend lets the isolate's thread use so much CPU time, and returns when it
	// has had it. It reports false if the thread has ended meanwhile; then the
	// isolate must stop.
	Spend(ns int64) bool
}

// Costs is what code costs, in nanoseconds of CPU time.
type Costs struct {
	StatementNs int64 // a statement of a script
	LibraryNs   int64 // a function or a turn of a loop of Node's own library
	ChunkNs     int64 // an isolate pays at the latest when it owes this much
}

// ErrStopped is what a call into an isolate returns after its thread ended.
var ErrStopped = errors.New("the isolate was stopped")

// Isolate is one JavaScript world: its engine and its books. It belongs to one
// simulated thread. It must not be used after it was stopped.
type Isolate struct {
	Engine *sobek.Runtime

	world   World
	costs   Costs
	owedNs  int64 // the code has cost this, and it is not paid
	paidNs  int64 // all that was paid
	stopped bool

	lines   *LineLog
	depth   depth
	scripts map[string]*Script // of which errors may come, by name

	turn *sobek.Program
	body func()
}

// New returns an isolate with an empty global object besides what the language
// itself has.
func New(world World, costs Costs) *Isolate {
	i := &Isolate{Engine: sobek.New(), world: world, costs: costs, lines: &LineLog{}, scripts: map[string]*Script{}}
	i.Engine.SetMaxCallStackSize(hardDepth)
	i.Engine.SetParserOptions(parserOptions()...)
	i.hide(markName.String(), i.mark)
	i.hide(enterName.String(), i.enter)
	i.hide(libraryName.String(), i.library)
	i.hide(caughtName, func(call sobek.FunctionCall) sobek.Value {
		value := call.Argument(0)
		i.Caught(value)
		return value
	})
	i.hide(turnName, func(sobek.FunctionCall) sobek.Value {
		i.body()
		return nil
	})
	i.turn = sobek.MustCompile(turnName, "this['"+turnName+"']()", false)
	i.depth = newDepth(i.Engine)
	return i
}

// turnName names the function that runs the body of a turn.
const turnName = " turn"

// hide makes a function that only instrumented code can name.
func (i *Isolate) hide(name string, f func(sobek.FunctionCall) sobek.Value) {
	value := i.Engine.ToValue(f)
	_ = i.Engine.GlobalObject().DefineDataProperty(name, value, sobek.FLAG_FALSE, sobek.FLAG_FALSE, sobek.FLAG_FALSE)
}

// Turn calls body with JavaScript on the stack below it, so that calls into
// the engine made by body do not run microtasks; those run when body has
// returned. What body throws by panicking, and what interrupts a microtask, is
// returned as an error.
func (i *Isolate) Turn(body func()) error {
	outer := i.body
	i.body = body
	_, err := i.Engine.RunProgram(i.turn)
	i.body = outer
	if i.stopped {
		return ErrStopped
	}
	return err
}

// mark is called before each statement of a script.
func (i *Isolate) mark(call sobek.FunctionCall) sobek.Value {
	i.lines.add(i.paidNs+i.owedNs, call.Arguments[0].ToInteger())
	i.Owe(i.costs.StatementNs)
	return nil
}

// enter is called on entry to each function of a script.
func (i *Isolate) enter(call sobek.FunctionCall) sobek.Value {
	i.lines.add(i.paidNs+i.owedNs, call.Arguments[0].ToInteger())
	i.depth.check()
	i.Owe(i.costs.StatementNs)
	return nil
}

// library is called on entry to each function, and at each turn of a loop, of
// Node's own library.
func (i *Isolate) library(sobek.FunctionCall) sobek.Value {
	i.depth.check()
	i.Owe(i.costs.LibraryNs)
	return nil
}

// Owe adds to what the code has cost, and pays if that makes a chunk.
func (i *Isolate) Owe(ns int64) {
	i.owedNs += ns
	if i.owedNs >= i.costs.ChunkNs {
		i.Settle()
	}
}

// Settle pays what the code has cost. It must be called before anything that
// somebody outside the isolate can see, and before its clock is read.
func (i *Isolate) Settle() {
	if i.stopped {
		i.Engine.Interrupt(ErrStopped)
		return
	}
	if i.owedNs == 0 {
		return
	}
	ns := i.owedNs
	i.owedNs = 0
	i.paidNs += ns
	if !i.world.Spend(ns) {
		i.Stop()
	}
}

// Stop ends the isolate's code at its next statement. It cannot be caught.
func (i *Isolate) Stop() {
	i.stopped = true
	i.Engine.Interrupt(ErrStopped)
}

// Stopped reports whether the isolate has been stopped.
func (i *Isolate) Stopped() bool { return i.stopped }

// Lines is the record of which line ran when.
func (i *Isolate) Lines() *LineLog { return i.lines }
