// Package fiber lets what a thread of the machine does be written as a straight
// function: it runs in a coroutine, each time it wants something from the machine
// it hands over an operation, and it goes on when that has been carried out.
package fiber

import (
	"iter"
	"runtime"
	"runtime/debug"

	"timeslice/sim"
)

// Fiber is the program of one thread.
type Fiber struct {
	// Body is what the thread does. It is called once, with the fiber.
	Body func(*Fiber)
	// Thread is the thread that runs it, once it has begun.
	Thread *sim.Thread

	next  func() (sim.Operation, bool)
	stop  func()
	yield func(sim.Operation) bool
	spend sim.Compute // for Compute, so that nothing is allocated
}

// Ended is what unwinds the coroutine of a thread that has ended. Who recovers it
// must panic with it again.
type Ended struct{}

// Next starts the body, or lets it go on, to its next operation. (sim.Program)
func (f *Fiber) Next(t *sim.Thread) sim.Operation {
	if f.next == nil {
		f.Thread = t
		f.next, f.stop = iter.Pull(f.run)
	}
	operation, more := f.next()
	if !more {
		return nil
	}
	return operation
}

// End unwinds the body when its thread has ended, however that came about.
// (sim.Ender)
func (f *Fiber) End(*sim.Thread) {
	if f.stop != nil {
		f.stop()
	}
}

func (f *Fiber) run(yield func(sim.Operation) bool) {
	defer func() {
		if x := recover(); x != nil {
			if _, done := x.(Ended); !done {
				panic(crash(x))
			}
		}
	}()
	f.yield = yield
	f.Body(f)
}

// Crash is a fault of our own in a body, with its stack: a coroutine's panic
// goes on in whoever called it.
type Crash struct {
	error
	Stack []byte // where it happened
}

func crash(x any) any {
	if err, is := x.(runtime.Error); is {
		return &Crash{err, debug.Stack()}
	}
	return x
}

// Do hands an operation to the machine and returns when it has been carried
// out. It does not return if the thread ended.
func (f *Fiber) Do(operation sim.Operation) {
	if !f.yield(operation) {
		panic(Ended{})
	}
}

// Compute uses so much CPU time.
func (f *Fiber) Compute(ns int64) {
	if ns > 0 {
		f.spend.Ns = ns
		f.Do(&f.spend)
	}
}

// Act has an effect on the machine at the present instant, at the cost of so
// much CPU time before it.
func (f *Fiber) Act(ns int64, effect func(m *sim.Machine, t *sim.Thread) sim.Progress) {
	f.Do(&action{ns: ns, effect: effect})
}

// action is an operation that is a function.
type action struct {
	ns     int64
	effect func(m *sim.Machine, t *sim.Thread) sim.Progress
}

func (a *action) CPUNs(*sim.Machine, *sim.Thread) int64         { return a.ns }
func (a *action) Do(m *sim.Machine, t *sim.Thread) sim.Progress { return a.effect(m, t) }
