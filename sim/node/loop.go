package node

import (
	"timeslice/sim/trace"
)

// loop is libuv's event loop with Node's timers and immediates on it.
type loop struct {
	node       *Process
	nowNs      int64 // the loop's own clock, refreshed only where libuv does
	idleNs     int64 // how long poll has waited
	turn       int64
	timers     timers
	immediates immediates
	ticks      ticks
	finished   []*item // work that is done and waits for the poll phase
	polled     []*item // of these, taken by this poll phase and not yet called
	closing    []*item
	closed     []*item // of these, taken by this close phase and not yet called
	at         int
	behind     bool // ticks and microtasks wait because a callback failed
	refs       int  // requests and handles that keep the loop alive
	stopped    bool
}

func (l *loop) start(n *Process) {
	l.node = n
	l.timers.init(n)
	l.update()
}

// run is uv_run(UV_RUN_DEFAULT) of libuv 1.46 (src/unix/core.c).
//
// If the main script failed, the loop is already where that led it.
func (l *loop) run(n *Process) {
	if l.at == loopEnd {
		l.at = loopStart
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
	loopPoll
	loopCheck
	loopClosing
	loopTimers
	loopEnd
)

// next goes on to the next callback and returns it, nil when nothing is left
// that keeps the loop alive. A callback that failed hands over to the next one
// without ticks and microtasks between them, so the loop is where it is, not
// where it is called from.
func (l *loop) next(n *Process) *item {
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
func (l *loop) look(n *Process) *item {
	switch l.at {
	case loopStart:
		alive := l.alive()
		l.update()
		l.at = loopEnd
		if alive {
			l.at = loopFirstTimers
			l.phase(trace.ReasonTimers)
			l.timers.begin()
		}
	case loopFirstTimers:
		if it := l.timers.next(n); it != nil {
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
		l.phase(trace.ReasonIdlePrepare)
		l.phase(trace.ReasonPoll)
		l.poll(n, l.timeout())
		l.at = loopPoll
	case loopPoll:
		if it := l.takeFinished(n); it != nil {
			return it
		}
		if l.behind {
			return l.catchUp(n)
		}
		l.phase(trace.ReasonCheck)
		l.immediates.begin()
		l.at = loopCheck
	case loopCheck:
		if it := l.immediates.next(n); it != nil {
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
		if it := l.timers.next(n); it != nil {
			return it
		}
		if l.behind {
			return l.catchUp(n) // the phase is one callback to C++
		}
		l.at = loopEnd
		if l.alive() {
			l.at = loopTurn
		}
	}
	return nil
}

// update refreshes the loop's clock. (uv__update_time)
func (l *loop) update() { l.nowNs = int64(l.node.now()) }

// nowMs is the loop's clock in milliseconds, as Node's timers see it.
func (l *loop) nowMs() int64 { return l.nowNs / trace.Millisecond }

// alive reports whether anything is left to wait for. (uv__loop_alive)
func (l *loop) alive() bool {
	return l.refs > 0 || l.timers.refs > 0 || l.immediates.refs > 0 || len(l.finished) > 0 || len(l.closing) > 0
}

// timeout is how long poll may wait: until this instant, Never for ever.
// (uv__backend_timeout)
func (l *loop) timeout() trace.Time {
	if l.stopped || !l.alive() || l.immediates.refs > 0 || len(l.closing) > 0 {
		return 0
	}
	return l.timers.wakes()
}

// phase records that the loop goes into a phase, at its cost.
func (l *loop) phase(phase trace.Reason) {
	if phase == trace.ReasonPending {
		l.node.isolate.Settle()
		l.node.main.compute(l.node.options.Costs.TurnNs)
	}
	l.node.tell(trace.Fact{Kind: trace.KindPhase, Reason: phase, A: l.turn})
}

// catchUp is a callback that calls no script, after which ticks and microtasks
// run that wait because one failed. Node was seen to have one whenever it
// polls after an error: V8's platform has tasks for the main thread.
func (l *loop) catchUp(n *Process) *item {
	l.behind = false
	return n.newItem("platform task", func() {})
}

// takeClosing takes the next of what waited for the close phase.
func (l *loop) takeClosing(n *Process) *item {
	if len(l.closed) == 0 {
		return nil
	}
	it := l.closed[0]
	l.closed = l.closed[1:]
	it.leave(n, trace.ReasonCloseQueue, len(l.closed)+len(l.closing))
	return it
}
