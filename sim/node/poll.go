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
			if len(l.finished) > 0 || t.Process.HasSignal() {
				return sim.Continue
			}
			return m.Block(t, trace.ReasonPoll, trace.NoObject, until)
		})
		l.idleNs += int64(n.machine.Now() - begun)
	}
	l.update()
	l.polled, l.finished = l.finished, nil
	n.takeSignals()
}

// takeFinished takes the next of the work that was finished when the phase
// began; what is finished meanwhile waits for the next turn.
func (l *loop) takeFinished(n *Process) *item {
	if len(l.polled) == 0 {
		return nil
	}
	it := l.polled[0]
	l.polled = l.polled[1:]
	if it.queued != trace.NoFact {
		it.leave(n, trace.ReasonFinishedQueue, l.waiting())
		l.refs--
	}
	return it
}

// waiting is how many finished items have not been called: those of this poll
// phase that are still to come, and those that wait for the next.
func (l *loop) waiting() int { return len(l.polled) + len(l.finished) }
