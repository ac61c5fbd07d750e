package node

import (
	"timeslice/sim/trace"
)

// loop is libuv's event loop with Node's timers and immediates on it.
type loop struct {
	node       *Environment
	nowNs      int64 // the loop's own clock, refreshed only where libuv does
	idleNs     int64 // how long poll has waited
	joining    bool  // its thread waits for its workers to end
	turn       int64
	timers     timers
	immediates immediates
	ticks      ticks
	following  []*item // what the function that called back last still calls, before anything else
	finished   []*item // work that is done and waits for the poll phase
	polled     []*item // of these, taken by this poll phase and not yet called
	poller     poller
	pendings   int // of what is pending, those that this phase still calls
	again      int // pending phases that may still follow this poll phase
	ports      ports
	races      races
	input      *pipe   // standard input, once it has been read from
	signals    []*item // caught signals, taken by this poll phase and not yet called
	signalled  bool    // this poll phase found some
	closing    []*item // the last to be closed first, as libuv has them
	closed     []*item // of these, taken by this close phase and not yet called
	at         int
	behind     bool // ticks and microtasks wait for a callback's end because one failed
	refs       int  // requests and handles that keep the loop alive
	stopped    bool

	started, ended trace.Time // by performance.nodeTiming
	events         int64      // that the poll phase has seen to
}

func (l *loop) start(n *Environment) {
	l.node = n
	l.poller.open(n)
	l.timers.init(n)
	l.update()
}

// run is uv_run(UV_RUN_DEFAULT) of libuv 1.46 (src/unix/core.c).
//
// If the main script failed, the loop is already where that led it.
func (l *loop) run(n *Environment) {
	if l.at == loopEnd {
		l.at = loopStart
	}
	if l.started == 0 {
		l.started = n.now()
	}
	for it := l.next(n); it != nil; it = l.next(n) {
		n.callback(it)
	}
}

// The places in uv_run at which the loop looks for the next callback.
const (
	loopStart = iota
	loopFirstTimers
	loopTurn
	loopPending
	loopPoll
	loopPendingAgain
	loopNative
	loopCheck
	loopClosing
	loopTimers
	loopEnd
)

// mostAgain is how often what became pending in the poll phase is called before the
// check phase. (uv_run)
const mostAgain = 8

// next goes on to the next callback and returns it, nil when nothing is left
// that keeps the loop alive. A callback that failed hands over to the next one
// without ticks and microtasks between them, so the loop is where it is, not
// where it is called from. Of those callbacks are two that call no script: the end
// of the timers phase, and native immediates, which the check phase always begins
// with. (Environment::CheckImmediate, RunAndClearNativeImmediates)
func (l *loop) next(n *Environment) *item {
	for {
		if it := l.look(n); it != nil {
			return it
		}
		if l.at == loopEnd {
			return nil
		}
	}
}

// look returns the next callback of the present phase, or goes on to the next
// phase.
func (l *loop) look(n *Environment) *item {
	if len(l.following) > 0 {
		it := l.following[0]
		l.following = l.following[1:]
		return it
	}
	switch l.at {
	case loopStart:
		alive := l.alive()
		if alive && l.turn == 0 {
			n.isolate.Settle()
			n.fiber.compute(n.options.Costs.LoopStartNs)
		}
		l.update()
		l.at = loopEnd
		if alive {
			l.at = loopFirstTimers
			l.phase(trace.ReasonTimers)
			l.timers.begin()
		}
	case loopFirstTimers:
		if it := l.takeTimer(n); it != nil {
			return it
		}
		l.at = loopTurn // it was alive before the timers: one turn follows
	case loopTurn:
		l.at = loopEnd
		if l.stopped {
			return nil
		}
		l.turn++
		l.phase(trace.ReasonPending)
		l.pendings = len(l.poller.pending)
		l.at = loopPending
	case loopPending:
		if it := l.takePending(n); it != nil {
			return it
		}
		l.phase(trace.ReasonIdlePrepare)
		l.phase(trace.ReasonPoll)
		l.poll(n, l.timeout())
		l.again = mostAgain
		l.at = loopPoll
	case loopPoll:
		if it := l.takeEvent(n); it != nil {
			return it
		}
		if it := l.input.next(n); it != nil {
			return it
		}
		if it := l.takeSignal(n); it != nil {
			return it
		}
		l.at = loopPendingAgain
	case loopPendingAgain:
		if it := l.takePending(n); it != nil {
			return it
		}
		if l.pendings = len(l.poller.pending); l.pendings > 0 && l.again > 0 {
			l.again--
			return nil
		}
		l.pendings = 0
		l.phase(trace.ReasonCheck)
		l.at = loopNative
		if l.behind || len(n.async.destroyed) > 0 {
			return n.newItem("native immediates", n.tellDestroyed)
		}
	case loopNative:
		l.immediates.begin()
		l.at = loopCheck
	case loopCheck:
		if it := l.immediates.next(n); it != nil {
			l.races.other(n, it)
			return it
		}
		l.phase(trace.ReasonClosing)
		l.closed, l.closing = l.closing, nil
		l.at = loopClosing
	case loopClosing:
		if it := l.takeClosing(n); it != nil {
			return it
		}
		l.update()
		l.phase(trace.ReasonTimers)
		l.timers.begin()
		l.at = loopTimers
	case loopTimers:
		if it := l.takeTimer(n); it != nil {
			return it
		}
		l.at = loopEnd
		if l.alive() {
			l.at = loopTurn
		}
	}
	return nil
}

// startedMs and endedMs are when the loop began and ended, in milliseconds; -1
// if it has not. (performance.nodeTiming)
func (l *loop) startedMs() float64 { return milliseconds(l.started) }
func (l *loop) endedMs() float64   { return milliseconds(l.ended) }

func milliseconds(t trace.Time) float64 {
	if t == 0 {
		return -1
	}
	return float64(t) / 1e6
}

// update refreshes the loop's clock. (uv__update_time)
func (l *loop) update() { l.nowNs = int64(l.node.now()) }

// nowMs is the loop's clock in milliseconds, as Node's timers see it.
func (l *loop) nowMs() int64 { return l.nowNs / trace.Millisecond }

// alive reports whether anything is left to wait for. (uv__loop_alive)
func (l *loop) alive() bool {
	return l.refs > 0 || l.timers.refs > 0 || l.immediates.refs > 0 || len(l.finished) > 0 || len(l.closing) > 0 || len(l.poller.pending) > 0
}

// timeout is how long poll may wait: until this instant, Never for ever.
// (uv__backend_timeout)
func (l *loop) timeout() trace.Time {
	if l.stopped || !l.alive() || l.immediates.refs > 0 || len(l.closing) > 0 || len(l.poller.pending) > 0 {
		return 0
	}
	return l.timers.wakes()
}

// phase records that the loop goes into a phase, at its cost.
func (l *loop) phase(phase trace.Reason) {
	if phase == trace.ReasonPending {
		l.node.isolate.Settle()
		l.node.fiber.compute(l.node.options.Costs.TurnNs)
	}
	l.node.tell(trace.Fact{Kind: trace.KindPhase, Reason: phase, A: l.turn})
}

// takeTimer takes the next timer that is due. The whole phase is one callback of
// libuv's, at whose end ticks and microtasks run that wait because the last of the
// timers failed; if it is a tick after the last that failed, that end is over.
// (Environment::RunTimers)
func (l *loop) takeTimer(n *Environment) *item {
	ran := l.timers.running
	if it := l.timers.next(n); it != nil {
		return it
	}
	if ran && l.behind && !l.ticks.failed {
		return n.newItem("end of timers", func() {})
	}
	return nil
}

// close puts a callback into the queue of the close phase, to be called before
// those that are in it. (uv__make_close_pending)
func (l *loop) close(n *Environment, it *item) {
	n.isolate.Settle()
	l.closing = append(l.closing, it)
	it.enter(n, trace.ReasonCloseQueue)
}

// takeClosing takes the next of what waited for the close phase.
func (l *loop) takeClosing(n *Environment) *item {
	if len(l.closed) == 0 {
		return nil
	}
	last := len(l.closed) - 1
	it := l.closed[last]
	l.closed = l.closed[:last]
	it.leave(n, trace.ReasonCloseQueue)
	return it
}
