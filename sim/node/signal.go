package node

import (
	"slices"

	"timeslice/sim"
	"timeslice/sim/trace"
)

// A signal is the process's, and each of its loops may watch for it. Whichever
// loop first finds that signals were caught hands them out to all that watch, as
// libuv's handler writes into the pipe of each loop that has a handle for the
// signal. (uv__signal_handler, src/unix/signal.c)

// watching is a loop that wants to know of a signal. (uv_signal_t)
type watching struct {
	signal sim.Signal
	by     *Environment
}

// caught is a signal that a loop watches for and has not seen to.
type caught struct {
	signal sim.Signal
	cause  trace.FactID
}

// hasSignal reports whether the loop has signals to see to, or to hand out.
func (n *Environment) hasSignal() bool { return len(n.caught) > 0 || n.process.HasSignal() }

// handOutSignals gives what the process has caught to the loops that watch for it,
// and wakes the others.
func (n *Environment) handOutSignals() {
	for {
		s, by, ok := n.process.TakeSignal()
		if !ok {
			return
		}
		if s == sim.SIGUSR1 && !n.watched(s) {
			n.refuseInspector()
		}
		for _, w := range slices.Clone(n.watchings) {
			if w.signal != s {
				continue
			}
			w.by.caught = append(w.by.caught, caught{s, by})
			if w.by != n {
				w.by.loop.wakeFrom(n, by)
			}
		}
	}
}

// takeSignals makes callbacks of the signals that this loop watches for.
func (n *Environment) takeSignals() []*item {
	n.handOutSignals()
	list := n.caught
	n.caught = nil
	var items []*item
	for _, c := range list {
		if c.signal == sim.SIGCHLD {
			items = append(items, n.reapChildren(c.cause)...)
			if n.hooks.signals[sim.SIGCHLD] == nil {
				continue
			}
		}
		name, number := c.signal.String(), int(c.signal)
		it := n.newItem(name, func() { n.emit(name, name, number) })
		it.queued = c.cause
		if r := n.hooks.signals[c.signal]; r != nil {
			it.resource, it.keeps, it.context = r, true, r.context
		}
		items = append(items, it)
	}
	return items
}

// listen says whether the script wants to be told of a signal.
func (n *Environment) listen(s sim.Signal, listens bool) {
	delete(n.hooks.signals, s)
	if listens {
		if n.hooks.signals == nil {
			n.hooks.signals = map[sim.Signal]*resource{}
		}
		n.hooks.signals[s] = n.newResource("SIGNALWRAP")
	}
	if s == sim.SIGCHLD {
		listens = listens || n.watchesChildren
	}
	n.isolate.Settle()
	n.watchSignal(s, listens)
}

// watchSignal begins or ends this loop's watching for a signal, which is caught as
// long as some loop does.
func (n *Environment) watchSignal(s sim.Signal, on bool) {
	mine := watching{s, n}
	if at := slices.Index(n.watchings, mine); on && at < 0 {
		n.watchings = append(n.watchings, mine)
	} else if !on && at >= 0 {
		n.watchings = slices.Delete(n.watchings, at, at+1)
	}
	disposition := sim.Default
	if n.watched(s) {
		disposition = sim.Catch
	}
	n.fiber.do(&sim.Handle{Signal: s, Disposition: disposition})
}

// watched reports whether some loop watches for a signal.
func (n *Environment) watched(s sim.Signal) bool {
	return slices.ContainsFunc(n.watchings, func(w watching) bool { return w.signal == s })
}

// refuseInspector says what is not here: as long as the script has never watched
// for it, SIGUSR1 starts Node's inspector, and the process goes on.
// (StartDebugSignalHandler, src/inspector_agent.cc)
func (n *Environment) refuseInspector() {
	if n.inspectorRefused {
		return
	}
	n.inspectorRefused = true
	const text = "timeslice: the inspector, which SIGUSR1 starts, is not simulated; look at the trace of the run\n"
	n.fiber.do(&sim.Write{Descriptor: 2, Data: []byte(text)})
}

// forgetSignals ends all watching of a loop that ends.
func (n *Environment) forgetSignals() {
	for _, w := range slices.Clone(n.watchings) {
		if w.by == n {
			n.watchSignal(w.signal, false)
		}
	}
}
