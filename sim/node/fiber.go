package node

import (
	"iter"

	"timeslice/sim"
)

// fiber is a thread's program written as a straight function: body runs in a
// coroutine, and each time it wants something from the machine it hands over
// an operation and goes on when that has been carried out.
type fiber struct {
	body   func(*fiber)
	thread *sim.Thread
	next   func() (sim.Operation, bool)
	stop   func()
	yield  func(sim.Operation) bool
	spend  sim.Compute // for compute, so that nothing is allocated
}

// ended unwinds the coroutine of a thread that has ended.
type ended struct{}

// Next starts the body, or lets it go on, to its next operation.
func (f *fiber) Next(t *sim.Thread) sim.Operation {
	if f.next == nil {
		f.thread = t
		f.next, f.stop = iter.Pull(f.run)
	}
	operation, more := f.next()
	if !more {
		return nil
	}
	return operation
}

// End unwinds the body when its thread has ended, however that came about.
func (f *fiber) End(*sim.Thread) {
	if f.stop != nil {
		f.stop()
	}
}

func (f *fiber) run(yield func(sim.Operation) bool) {
	defer func() {
		if x := recover(); x != nil {
			if _, done := x.(ended); !done {
				panic(x)
			}
		}
	}()
	f.yield = yield
	f.body(f)
}

// do hands an operation to the machine and returns when it has been carried
// out. It does not return if the thread ended.
func (f *fiber) do(operation sim.Operation) {
	if !f.yield(operation) {
		panic(ended{})
	}
}

// compute uses so much CPU time.
func (f *fiber) compute(ns int64) {
	if ns > 0 {
		f.spend.Ns = ns
		f.do(&f.spend)
	}
}

// act has an effect on the machine at the present instant, at the cost of so
// much CPU time before it.
func (f *fiber) act(ns int64, effect func(m *sim.Machine, t *sim.Thread) sim.Progress) {
	f.do(&action{ns: ns, effect: effect})
}

// action is an operation that is a function.
type action struct {
	ns     int64
	effect func(m *sim.Machine, t *sim.Thread) sim.Progress
}

func (a *action) CPUNs(*sim.Machine, *sim.Thread) int64         { return a.ns }
func (a *action) Do(m *sim.Machine, t *sim.Thread) sim.Progress { return a.effect(m, t) }
