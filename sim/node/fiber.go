package node

import (
	fibers "timeslice/sim/fiber"

	"timeslice/sim"
)

// fiber is a thread's program written as a straight function: body runs in a
// coroutine, and each time it wants something from the machine it hands over
// an operation and goes on when that has been carried out.
type fiber struct {
	fibers.Fiber
	body   func(*fiber)
	thread *sim.Thread
}

// ended unwinds the coroutine of a thread that has ended.
type ended = fibers.Ended

// Next starts the body, or lets it go on, to its next operation.
func (f *fiber) Next(t *sim.Thread) sim.Operation {
	if f.Body == nil {
		f.thread = t
		f.Body = func(*fibers.Fiber) { f.body(f) }
	}
	return f.Fiber.Next(t)
}

// do hands an operation to the machine and returns when it has been carried
// out. It does not return if the thread ended.
func (f *fiber) do(operation sim.Operation) { f.Do(operation) }

// compute uses so much CPU time.
func (f *fiber) compute(ns int64) { f.Compute(ns) }

// act has an effect on the machine at the present instant, at the cost of so
// much CPU time before it.
func (f *fiber) act(ns int64, effect func(m *sim.Machine, t *sim.Thread) sim.Progress) {
	f.Act(ns, effect)
}
