package node

import "timeslice/sim/trace"

// immediates is the queue of setImmediate. The check phase takes the whole
// list; what is added meanwhile runs in the next turn.
// (lib/internal/timers.js, processImmediate)
type immediates struct {
	queue   []*immediate
	running []*immediate // what this check phase has taken and not yet called
	refs    int
}

type immediate struct {
	item     *item
	unref    bool
	cleared  bool
	finished bool
}

func (q *immediates) add(n *Process, what string, call func()) *immediate {
	im := &immediate{item: n.newItem(what, call)}
	q.queue = append(q.queue, im)
	q.refs++
	im.item.enter(n, trace.ReasonImmediateQueue, q.waiting())
	return im
}

// clear takes an immediate out of the queue. (clearImmediate)
func (q *immediates) clear(n *Process, im *immediate) {
	if im.cleared || im.finished {
		return
	}
	im.cleared = true
	if !im.unref {
		q.refs--
	}
	im.item.leave(n, trace.ReasonImmediateQueue, q.waiting())
}

// setRef says whether an immediate keeps the loop alive.
func (q *immediates) setRef(im *immediate, ref bool) {
	if im.unref == !ref || im.cleared || im.finished {
		return
	}
	im.unref = !ref
	if ref {
		q.refs++
	} else {
		q.refs--
	}
}

func (q *immediates) waiting() int {
	count := 0
	for _, list := range [][]*immediate{q.running, q.queue} {
		for _, im := range list {
			if !im.cleared {
				count++
			}
		}
	}
	return count
}

// begin takes the whole list for a check phase; what a failed phase left
// comes first.
func (q *immediates) begin() {
	q.running, q.queue = append(q.running, q.queue...), nil
}

// next takes the next of the list.
func (q *immediates) next(n *Process) *item {
	for len(q.running) > 0 {
		im := q.running[0]
		q.running = q.running[1:]
		if im.cleared {
			continue
		}
		im.finished = true
		if !im.unref {
			q.refs--
		}
		im.item.leave(n, trace.ReasonImmediateQueue, q.waiting())
		return im.item
	}
	return nil
}
