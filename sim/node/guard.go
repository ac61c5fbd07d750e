package node

import (
	"errors"
	"sync"

	"timeslice/sim"
	"timeslice/sim/node/js"
)

// Guard stops scripts that use up the memory of the computer that simulates
// them. It looks at nothing itself: whoever can see that memory trips it, and
// each Node process that runs JavaScript then ends as V8 ends a process whose
// heap is full. When that is is no matter of the simulation, so a run that a
// guard ends is not the same on every computer. All others are.
type Guard struct {
	// Rest is called again and again while scripts run; nil if they need not wait.
	// Whoever simulates beside other work waits in it until there is time again, and
	// returns false if nobody wants the run any more: then the script's thread ends.
	// Else it has no influence on what is simulated. It is set before the run begins.
	Rest func() (wanted bool)

	mu       sync.Mutex
	isolates map[*js.Isolate]struct{} // that have not ended
	tripped  bool
	exceeded int64
}

// Exceeded is the budget, in bytes, that the heap of a process outgrew; 0 if
// none did.
func (g *Guard) Exceeded() int64 { return g.exceeded }

// exceed notes that the heap of a process outgrew its budget.
func (g *Guard) exceed(bytes int64) {
	if g != nil {
		g.exceeded = bytes
	}
}

// errMemory is what an isolate is interrupted with by a guard.
var errMemory = errors.New("the memory is full")

// Trip stops all JavaScript that the guard watches, now and later. It may be
// called from any goroutine.
func (g *Guard) Trip() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.tripped = true
	for isolate := range g.isolates {
		isolate.Engine.Interrupt(errMemory)
	}
}

// watch puts an isolate under a guard; a nil guard watches nothing.
func (g *Guard) watch(isolate *js.Isolate) {
	if g == nil {
		return
	}
	if g.Rest != nil {
		isolate.RestBy(func() {
			if !g.Rest() {
				panic(ended{})
			}
		})
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.isolates == nil {
		g.isolates = map[*js.Isolate]struct{}{}
	}
	g.isolates[isolate] = struct{}{}
	if g.tripped {
		isolate.Engine.Interrupt(errMemory)
	}
}

// forget takes an isolate that has ended from a guard.
func (g *Guard) forget(isolate *js.Isolate) {
	if g == nil {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.isolates, isolate)
}

// outOfMemory ends the process as V8 does: it tells of it and aborts, and no
// JavaScript runs any more. (V8::FatalProcessOutOfMemory)
func (n *Environment) outOfMemory() {
	if n.worker != nil {
		n.exhausted()
	}
	n.exit.exiting = true
	n.isolate.Engine.ClearInterrupt()
	n.write(2, "\n<--- Last few GCs --->\n\n\n<--- JS stacktrace --->\n\n"+
		"FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n")
	n.abort()
}

// abort ends the process by SIGABRT, which no script can catch here: what
// listens to it is JavaScript, and none runs any more. (abort(3))
func (n *Environment) abort() {
	n.fiber.do(&sim.Handle{Signal: sim.SIGABRT, Disposition: sim.Default})
	n.fiber.do(&sim.Kill{To: sim.Target{By: sim.Self}, Signal: sim.SIGABRT})
	panic(ended{})
}
