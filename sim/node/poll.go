package node

import (
	"timeslice/sim"
	"timeslice/sim/trace"
)

// poll is the poll phase: callbacks of finished work, and if there is none,
// waiting for some until an instant. (uv__io_poll; the pool tells the loop by
// an eventfd, of which several writes may be one wake-up)
func (l *loop) poll(n *Process, until trace.Time) {
	n.isolate.Settle()
	if begun := n.machine.Now(); len(l.finished) == 0 && until > begun {
		n.main.act(0, func(m *sim.Machine, t *sim.Thread) sim.Progress {
			if len(l.finished) > 0 {
				return sim.Continue
			}
			return m.Block(t, trace.ReasonPoll, trace.NoObject, until)
		})
		l.idleNs += int64(n.machine.Now() - begun)
	}
	l.update()
	list := l.take()
	for i, it := range list {
		l.taken = len(list) - i - 1
		it.leave(n, trace.ReasonFinishedQueue, l.waiting())
		l.refs--
		n.callback(it, it.call)
	}
}

// take takes the work that is finished now; what is finished meanwhile waits
// for the next turn.
func (l *loop) take() []*item {
	list := l.finished
	l.finished = nil
	return list
}

// waiting is how many finished items have not been called: those of this poll
// phase that are still to come, and those that wait for the next.
func (l *loop) waiting() int { return l.taken + len(l.finished) }
