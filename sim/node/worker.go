package node

import (
	"slices"
	"strconv"

	"github.com/grafana/sobek"

	"timeslice/sim"
	"timeslice/sim/trace"
)

// worker is a thread that runs JavaScript beside the one that started it, with
// an isolate, a loop and modules of its own, in the same process.
// (node::worker::Worker, src/node_worker.cc)
type worker struct {
	id          int64
	name        string
	parent      *Environment
	environment *Environment
	end         *portEnd   // of the channel between the library here and there
	variables   *variables // its parent's, or its own
	limits      workerLimits

	onExit  sobek.Callable // onExit(code, fault, reason)
	context sobek.Value    // the asynchronous context it was made in
	what    string         // where it was made
	counted bool           // it keeps its parent's loop alive
	began   bool           // its environment is there, so that stopping it gives code 1
	stopped bool           // it was told to stop
	ended   bool

	unjoined bool   // its isolate does nothing more, and still counts as one
	fault    string // the code of the error it ended by, if it was not JavaScript's
	reason   string
}

// workerLimits are resourceLimits, in MiB; less than 1 for Node's own.
type workerLimits struct{ young, old, code, stack float64 }

// threads are what a process knows of its workers.
type threads struct {
	last    int64     // number given to one
	running []*worker // that have been started and have not ended
}

// path is the numbers of the workers through which the main thread reaches one,
// which is the last; nil if it does not run.
func (ts *threads) path(number int64) []any {
	i := slices.IndexFunc(ts.running, func(w *worker) bool { return w.id == number })
	if i < 0 {
		return nil
	}
	var path []any
	for w := ts.running[i]; w != nil; w = w.parent.worker {
		path = append([]any{w.id}, path...)
	}
	return path
}

// join lets a worker that has ended count no more.
func (w *worker) join() {
	if w.unjoined && !w.parent.dropped {
		w.unjoined = false
		w.parent.unjoined--
		w.parent.machine.IsolateEnded()
	}
}

// left unwinds what a worker runs when its environment has ended and its
// thread goes on to end.
type left struct{}

// untilLeft runs a part of a worker's life, which may be left at any place.
func untilLeft(life func()) {
	defer func() {
		if x := recover(); x != nil {
			if _, ok := x.(left); !ok {
				panic(x)
			}
		}
	}()
	life()
}

// unwind gives up everything that JavaScript has begun: it will not go on.
func (n *Environment) unwind() {
	if n.worker != nil {
		panic(left{})
	}
	panic(ended{})
}

// startWorker starts a worker's thread.
func (n *Environment) startWorker(w *worker) {
	n.isolate.Settle()
	other := newEnvironment(n.Process)
	other.worker, w.environment = w, other
	other.fiber = &fiber{body: other.runWorker}
	other.variables = w.variables
	n.workers = append(n.workers, w)
	n.threads.running = append(n.threads.running, w)
	w.counted = true
	n.loop.refs++
	name := "worker-" + strconv.FormatInt(w.id, 10)
	n.fiber.compute(n.options.Costs.WorkerMakeNs)
	n.fiber.do(&sim.StartThread{Spec: &sim.ThreadSpec{Name: name, Program: other.fiber}})
}

// runWorker is the life of a worker's thread. (Worker::Run)
func (n *Environment) runWorker(f *fiber) {
	w, costs := n.worker, n.options.Costs
	untilLeft(func() {
		f.do(&sim.Extend{Bytes: costs.WorkerBytes})
		f.compute(costs.WorkerStartNs / 2) // V8's half
		if w.stopped {
			return
		}
		n.makeIsolate()
		n.isolate.OfWorker = true
		defer n.dropIsolate() // however the thread ends
		w.began = true
		f.compute(costs.WorkerStartNs / 2) // and Node's
		if w.stopped {
			return
		}
		n.heap.init(n)
		if w.limits.old > 0 {
			n.heap.limitBytes = int64(w.limits.old * (1 << 20))
			n.heap.markAt = min(firstMarkAt, n.heap.limitBytes/2)
		}
		n.isolate.TrackContexts(n)
		n.loop.start(n)
		n.bringAtStart()
		n.bootstrap()
		n.perform(func() {
			if _, err := n.callLibrary("internal/worker_main", "start", n.isolate.Engine.ToValue(w.end)); err != nil {
				n.uncaught(err)
			}
		})
		n.drain()
		n.spin()
		n.leave(n.exit.code)
	})
	n.endWorker(f)
}

// endWorker takes the environment of a worker apart, without any JavaScript,
// and lets the thread it belongs to know.
func (n *Environment) endWorker(f *fiber) {
	w := n.worker
	w.stopped = true
	for _, child := range n.workers {
		n.stopWorker(child)
	}
	for slices.ContainsFunc(n.workers, func(child *worker) bool { return !child.ended }) {
		f.act(0, func(m *sim.Machine, t *sim.Thread) sim.Progress {
			n.loop.joining = true
			return m.Block(t, trace.ReasonThread, trace.NoObject, trace.Never)
		})
		n.loop.joining = false
	}
	n.loop.ports.closeAll(n)
	n.forgetSignals()
	n.loop.poller.closeAll(n)
	f.compute(n.options.Costs.WorkerEndNs)
	f.do(&sim.Unmap{Bytes: n.options.Costs.WorkerBytes + n.partBytes + max(n.heap.committed-n.heap.costs.UsedBytes-leastSemiBytes, 0)})
	n.gone = true
	w.ended = true
	w.environment = nil // which has a heap
	n.threads.running = slices.DeleteFunc(n.threads.running, func(other *worker) bool { return other == w })
	parent := w.parent
	if parent.gone {
		return
	}
	code := n.exit.code
	f.act(n.options.Costs.MessageNs, func(m *sim.Machine, t *sim.Thread) sim.Progress {
		parent.workers = slices.DeleteFunc(parent.workers, func(other *worker) bool { return other == w })
		if parent.loop.joining {
			w.join()
			m.Wake(parent.fiber.thread, trace.ReasonThread, t.LastFact())
			return sim.Continue
		}
		it := parent.newItem(w.what, func() {
			w.join()
			e := parent.isolate.Engine
			parent.invoke(w.onExit, sobek.Undefined(), e.ToValue(code), e.ToValue(w.fault), e.ToValue(w.reason))
		})
		it.context = w.context
		if !w.counted {
			parent.loop.refs++ // which taking it gives back
		}
		it.queued = t.LastFact()
		parent.arrive(m, t, it)
		return sim.Continue
	})
}

// stopWorker tells a worker to stop as soon as it can. (Worker::Exit)
func (n *Environment) stopWorker(w *worker) {
	if w.stopped || w.environment == nil {
		return
	}
	if n.isolate != nil && !n.isolate.Stopped() {
		n.isolate.Settle()
	}
	w.stopped = true
	other := w.environment
	if !w.began {
		return
	}
	other.exit.code = 1
	other.isolate.Stop()
	other.loop.stopped = true
	other.loop.wakeFrom(n, n.cause())
	if word := other.sharing.asleep; word != 0 {
		n.fiber.act(0, func(m *sim.Machine, t *sim.Thread) sim.Progress {
			if other.sharing.asleep != 0 {
				m.Wake(other.fiber.thread, trace.ReasonFutex, t.LastFact())
			}
			return sim.Continue
		})
	}
}

// failWorker ends a worker by an error that nobody caught: who started it is
// told of it. threw is whether it was a listener that threw.
func (n *Environment) failWorker(value sobek.Value, threw bool) {
	n.exit.exiting = true
	code, err := n.callLibrary("internal/worker_main", "fail", value, n.isolate.Engine.ToValue(threw))
	n.exit.code = 1
	if err == nil {
		n.exit.code = int(code.ToInteger())
	}
	n.isolate.Settle()
	n.unwind()
}

// exhausted ends a worker whose heap is full; its process goes on.
func (n *Environment) exhausted() {
	n.exit.exiting, n.exit.code = true, 1
	n.worker.full()
	n.isolate.Stop()
	n.unwind()
}

// full notes that a worker ended because its heap was full.
func (w *worker) full() { w.fault, w.reason = "ERR_WORKER_OUT_OF_MEMORY", "JS heap out of memory" }
