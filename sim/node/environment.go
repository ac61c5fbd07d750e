package node

import (
	"github.com/grafana/sobek"

	"timeslice/sim"
	"timeslice/sim/node/js"
	"timeslice/sim/trace"
)

// Environment is a thread of a Node process that runs JavaScript, with what
// belongs to it alone: an isolate, an event loop, modules. The main thread is
// one. (node::Environment, src/env.h)
type Environment struct {
	zones zones // of time, that Intl was asked for
	*Process
	fiber     *fiber
	isolate   *js.Isolate
	loop      loop
	modules   map[string]*module
	brought   map[string]bool // parts of the library: parts.go
	partBytes int64           // of memory that they have
	bindings  map[string]sobek.Value
	variables *variables
	worker    *worker   // what it is to the thread that started it; nil for the main thread
	workers   []*worker // that it has started and that have not ended
	rejects   string    // --unhandled-rejections, as it holds here
	gone      bool      // it has ended; its thread may go on for a while
	dropped   bool      // its isolate does nothing more
	unjoined  int       // how many workers of it have ended, and still count as isolates
	exit      struct {
		code    int
		exiting bool
		set     bool // the script has set process.exitCode
	}
	children        []*child // that have not ended, in the order of their start
	watchesChildren bool     // this loop watches for SIGCHLD
	caught          []caught // signals that it has not seen to
	hooks           hooks
	random          *random // what crypto's random bytes are
	lines           lines
	heap            v8Heap

	async    async
	domain   *sobek.Object // the present one of the module domain; nil for none
	promises promises
	sharing  sharing
	cloning  cloning
	active   active
	calls    []call      // callbacks that have not returned, the innermost last
	failed   bool        // what was called last threw what only a listener took
	ticked   bool        // ticks ran after what was called last, or were what was called
	context  sobek.Value // the present asynchronous context
}

func newEnvironment(p *Process) *Environment {
	return &Environment{Process: p, rejects: p.options.Command.Rejections, modules: map[string]*module{}, brought: map[string]bool{}, bindings: map[string]sobek.Value{}}
}

// runMain is the life of the main thread. (node::Start, SpinEventLoop)
func (n *Environment) runMain(f *fiber) {
	f.act(0, func(m *sim.Machine, t *sim.Thread) sim.Progress {
		n.machine, n.process = m, t.Process
		n.volume = n.volume.seenBy(m, t.Process)
		t.Process.Runtime = n.Process
		return (&sim.Handle{Signal: sim.SIGUSR1, Disposition: sim.Catch}).Do(m, t) // what it costs is in Costs.StartNs
	})
	n.readCommand()
	n.fiber.do(&sim.Handle{Signal: sim.SIGPIPE, Disposition: sim.Ignore}) // (PlatformInit, src/node.cc)
	n.fiber.do(&sim.SetDescriptorLimit{Descriptors: 1 << 20})             // likewise: as many as it may
	n.variables = newVariables(n.process.Environment)
	if n.options.PoolSize > 0 {
		n.variables.set("UV_THREADPOOL_SIZE", itoa(n.options.PoolSize))
	}
	n.startHelpers(f)
	f.compute(n.options.Costs.StartNs)
	n.makeIsolate()
	defer n.dropIsolate() // however the thread ends
	n.heap.init(n)
	n.isolate.TrackContexts(n)
	n.loop.start(n)
	n.bootstrap()
	n.runScript()
	n.spin()
	n.tellExit(n.exit.code)
	n.isolate.Settle()
	n.loop.poller.unbindAll()
	n.leave(n.exit.code)
}

// makeIsolate makes the isolate; the run ends here if there may be no more of
// them.
func (n *Environment) makeIsolate() {
	n.fiber.act(0, func(m *sim.Machine, _ *sim.Thread) sim.Progress {
		if !m.Isolate() {
			return sim.Retry
		}
		return sim.Continue
	})
	n.isolate = js.New(n, n.options.Costs.JS, n.options.Library.own)
	n.options.Guard.watch(n.isolate)
}

// dropIsolate says that the isolate will do nothing more. A worker counts until the
// thread that started it has joined it: one that never comes to its loop would start
// workers without end.
func (n *Environment) dropIsolate() {
	n.options.Guard.forget(n.isolate)
	n.heap.upkeep.drop(n)
	n.dropped = true
	for range n.unjoined {
		n.machine.IsolateEnded()
	}
	if w := n.worker; w != nil && !w.parent.dropped {
		w.unjoined = true
		w.parent.unjoined++
		return
	}
	n.machine.IsolateEnded()
}

// spin runs the loop until nothing is left to do. (SpinEventLoop)
func (n *Environment) spin() {
	for {
		n.loop.run(n)
		n.turn(n.tellDestroyed)
		n.perform(func() {
			n.emit("beforeExit", n.exit.code)
			if !n.failed {
				n.loop.ticks.run(n)
			}
		})
		n.drain()
		if !n.loop.alive() {
			break
		}
	}
	n.loop.ended = n.now()
}

// Spend lets the thread use CPU time.
func (n *Environment) Spend(ns int64) bool {
	n.machine.Exert(n.isolate.TakeMarks())
	n.fiber.compute(ns)
	n.finishMarking()
	return true
}

// tellExit runs the exit handlers, once.
func (n *Environment) tellExit(code int) {
	if !n.exit.exiting {
		n.exit.exiting = true
		n.exit.code = code
		n.emit("exit", code)
	}
}

// leave runs the exit handlers and ends the process, or the worker.
func (n *Environment) leave(code int) {
	n.tellExit(code)
	n.isolate.Settle()
	if n.worker == nil {
		n.fiber.do(&sim.Exit{Code: n.exit.code})
	}
	n.unwind()
}

// now is the present instant.
func (n *Environment) now() trace.Time {
	n.isolate.Settle()
	return n.machine.Now()
}

// tell records a fact about the thread.
func (n *Environment) tell(f trace.Fact) trace.FactID {
	f.Thread, f.Core = n.fiber.thread.ID, trace.NoCore
	if f.Cause == trace.NoFact {
		f.Cause = n.fiber.thread.LastFact()
	}
	return n.machine.Tell(f)
}

// variable is a variable of the environment, as it is now; "" if there is none.
func (n *Environment) variable(name string) string { return n.variables.values[name] }

// write puts text on a standard stream of the process.
func (n *Environment) write(descriptor int, text string) {
	n.bring("net") // what leads to a terminal is a pipe here
	n.isolate.Settle()
	n.fiber.compute(n.options.Costs.OutputNs)
	n.written[descriptor] += int64(len(text))
	n.fiber.do(&sim.Print{Descriptor: descriptor, Text: text})
}
