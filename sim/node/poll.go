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
		it.leave(n, trace.ReasonFinishedQueue, len(list)-i-1+len(l.finished))
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
