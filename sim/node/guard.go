package node

import (
	"errors"
	"sync"

	"timeslice/sim/node/js"
)

// Guard stops scripts that use up the memory of the computer that simulates
// them. It looks at nothing itself: whoever can see that memory trips it, and
// each Node process that runs JavaScript then ends as V8 ends a process whose
// heap is full. When that is is no matter of the simulation, so a run that a
// guard ends is not the same on every computer. All others are.
type Guard struct {
	mu       sync.Mutex
	isolates []*js.Isolate
	tripped  bool
}

// errMemory is what an isolate is interrupted with by a guard.
var errMemory = errors.New("the memory is full")

// Trip stops all JavaScript that the guard watches, now and later. It may be
// called from any goroutine.
func (g *Guard) Trip() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.tripped = true
	for _, isolate := range g.isolates {
		isolate.Engine.Interrupt(errMemory)
	}
}

// watch puts an isolate under a guard; a nil guard watches nothing.
func (g *Guard) watch(isolate *js.Isolate) {
	if g == nil {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.isolates = append(g.isolates, isolate)
	if g.tripped {
		isolate.Engine.Interrupt(errMemory)
	}
}

// outOfMemory ends the process as V8 does: it tells of it and aborts, and no
// JavaScript runs any more. (V8::FatalProcessOutOfMemory)
func (n *Process) outOfMemory() {
	n.exit.exiting = true
	n.isolate.Engine.ClearInterrupt()
	n.die("\n<--- Last few GCs --->\n\n\n<--- JS stacktrace --->\n\n"+
		"FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n", abortCode)
}

// abortCode is the exit code that a shell gives a process that SIGABRT ended.
const abortCode = 128 + 6
