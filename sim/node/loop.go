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
	taken      int     // of these, taken by this poll phase and not yet called
	closing    []*item
	refs       int // requests and handles that keep the loop alive
	stopped    bool
}

func (l *loop) start(n *Process) {
	l.node = n
	l.timers.init(n)
	l.update()
}

// run is uv_run(UV_RUN_DEFAULT) of libuv 1.46 (src/unix/core.c).
func (l *loop) run(n *Process) {
	alive := l.alive()
	l.update()
	if alive {
		l.phase(trace.ReasonTimers)
		l.timers.run(n)
	}
	for alive && !l.stopped {
		l.turn++
		l.phase(trace.ReasonPending)
		l.phase(trace.ReasonIdlePrepare)
		l.phase(trace.ReasonPoll)
		l.poll(n, l.timeout())
		l.phase(trace.ReasonCheck)
		l.immediates.run(n)
		l.phase(trace.ReasonClosing)
		l.runClosing(n)
		l.update()
		l.phase(trace.ReasonTimers)
		l.timers.run(n)
		alive = l.alive()
	}
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
	return l.timers.next()
}

// phase records that the loop goes into a phase, at its cost.
func (l *loop) phase(phase trace.Reason) {
	if phase == trace.ReasonPending {
		l.node.isolate.Settle()
		l.node.main.compute(l.node.options.Costs.TurnNs)
	}
	l.node.tell(trace.Fact{Kind: trace.KindPhase, Reason: phase, A: l.turn})
}

// runClosing calls what waits for the close phase.
func (l *loop) runClosing(n *Process) {
	list := l.closing
	l.closing = nil
	for i, it := range list {
		it.leave(n, trace.ReasonCloseQueue, len(list)-i-1+len(l.closing))
		n.callback(it, it.call)
	}
}
