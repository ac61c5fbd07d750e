package node

import "timeslice/sim/trace"

// raceWindow is how far apart in time two things must become ready for a real
// computer always to keep their order. libuv's clock counts milliseconds, and
// how long a start or a first call takes varies by as much.
const raceWindow = trace.Time(trace.Millisecond)

// races notes callbacks of which the model calls one first while real Node may
// call the other: their order hangs on which of the two is ready in time.
//
//   - A timer that a timers phase finds due by less than the window, while
//     something else waits that a later phase calls.
//   - A timer that a timers phase finds not due by less than the window; the next
//     callback of a later phase is called before it.
//   - Jobs that threads of the pool finish within the window of each other, or
//     within a quarter of the later one's length, unless the callback of one
//     submitted the other.
//   - The end of a child, and the close callback of a stream that had come to its
//     end within the window before: a dying process first closes what it has open
//     and then tells its parent, who may have slept or been busy meanwhile.
//
// What follows from the order of phases and queues alone, whatever the timing,
// is no race.
type races struct {
	missed *timer     // the first that was not quite due when timers were last looked at
	job    *item      // the finished job that was taken last
	taken  trace.Time // when it was
	closed *item      // the stream at its end that was closed last
	shut   trace.Time // when it was
}

// found tells of a race: first is called, rival could have been.
func (r *races) found(n *Environment, first, rival *item) {
	n.tell(trace.Fact{
		Kind: trace.KindRace, A: first.number, Object: int32(rival.number), B: int64(n.machine.Intern(rival.what)), Cause: first.left,
	})
}

// look is where a timers phase begins.
func (r *races) look(l *loop) {
	r.missed = nil
	if len(l.timers.queue) == 0 {
		return
	}
	if t := l.timers.queue[0].first; t != nil {
		if early := t.dueNs() - l.nowNs; early > 0 && early < int64(raceWindow) {
			r.missed = t
		}
	}
}

// timer is told of a timer that is called now.
func (r *races) timer(n *Environment, t *timer, dueNs int64) {
	if n.loop.nowNs-dueNs >= int64(raceWindow) {
		return
	}
	for _, im := range n.loop.immediates.queue {
		if !im.ended {
			r.found(n, t.item, im.item)
			return
		}
	}
	if len(n.loop.finished) > 0 {
		r.found(n, t.item, n.loop.finished[0])
	}
}

// other is told of what another phase calls now.
func (r *races) other(n *Environment, it *item) {
	if t := r.missed; t != nil && t.list != nil && !t.ended {
		r.found(n, it, t.item)
	}
	r.missed = nil
}

// finished is told of a finished job that is called now.
func (r *races) finished(n *Environment, it *item) {
	r.other(n, it)
	last := r.job
	if last != nil && last.worker != it.worker && it.submittedAt < r.taken && it.doneAt-last.doneAt < max(raceWindow, (it.doneAt-it.begunAt)/4) {
		r.found(n, last, it)
	}
	r.job, r.taken = it, n.machine.Now()
}

// closing is told of a close callback that is called now, of a stream that has
// come to its end.
func (r *races) closing(n *Environment, it *item) { r.closed, r.shut = it, n.machine.Now() }

// childEnded is told of the end of a child, which is called now.
func (r *races) childEnded(n *Environment, it *item) {
	if r.closed != nil && n.machine.Now()-r.shut < raceWindow {
		r.found(n, r.closed, it)
	}
	r.closed = nil
}
