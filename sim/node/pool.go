package node

import (
	"cmp"
	"strings"

	"timeslice/sim"
	"timeslice/sim/trace"
)

// pool is libuv's thread pool: one queue of items and so many threads, all of
// them made at the first use. (src/threadpool.c)
type pool struct {
	queue   []*item
	slow    []*item // slow I/O that waits for its turn; a marker in queue stands for them
	slowNow int     // slow items being worked on
	marked  bool    // the marker is in the queue
	idle    []*sim.Thread
	size    int // 0 before the first use
	planned int // the size at the first use, if that was changed from outside
}

// marker stands in the queue for the first of the slow items.
var marker = &item{what: "slow I/O"}

// submit hands an item to the pool; work runs on one of its threads, call on
// the main thread when the work is finished and the poll phase comes to it.
func (n *Environment) submit(what string, slow bool, work func(*fiber), call func()) *item {
	name, _, _ := strings.Cut(what, "@")
	return n.submitAs(kindOf(name), what, slow, work, call)
}

// submitAs is submit for a resource of a kind. (async_hooks)
func (n *Environment) submitAs(kind, what string, slow bool, work func(*fiber), call func()) *item {
	return n.push(func(it *item) { it.resource = n.newResource(kind) }, what, slow, work, call)
}

// submitFor is submit for what a resource does again and again.
func (n *Environment) submitFor(r *resource, what string, work func(*fiber), call func()) *item {
	return n.push(func(it *item) { it.resource, it.keeps, it.context = r, true, r.context }, what, false, work, call)
}

// push hands over an item that is numbered once it is made.
func (n *Environment) push(number func(*item), what string, slow bool, work func(*fiber), call func()) *item {
	n.isolate.Settle()
	n.startPool()
	n.fiber.compute(n.options.Costs.SubmitNs)
	it := n.newItem(what, call)
	it.work, it.submittedAt = work, n.machine.Now()
	number(it)
	n.active.begin(it)
	n.loop.refs++
	n.pool.push(n, it, slow)
	n.fiber.act(0, func(m *sim.Machine, t *sim.Thread) sim.Progress {
		n.pool.wakeOne(m, it.queued)
		return sim.Continue
	})
	return it
}

// startPool makes the pool's threads at its first use.
func (n *Environment) startPool() {
	if n.pool.size > 0 {
		return
	}
	n.pool.size = cmp.Or(n.pool.planned, poolSize(n.variable("UV_THREADPOOL_SIZE")))
	for number := range n.pool.size { // as it is now: it may grow meanwhile
		n.fiber.do(&sim.StartThread{Spec: n.poolThread(number + 1)})
	}
}

// mostPool is how many threads there are at most. (MAX_THREADPOOL_SIZE)
const mostPool = 1024

// poolSize is how many threads libuv makes for a value of UV_THREADPOOL_SIZE,
// as it reads it: with atoi, into an unsigned number. (init_threads)
func poolSize(text string) int {
	const usual, most = 4, mostPool
	if text == "" {
		return usual
	}
	size := 0
	digits := strings.TrimLeft(text, " \t\n\v\f\r")
	negative := strings.HasPrefix(digits, "-")
	for _, digit := range strings.TrimLeft(digits, "+-") {
		if digit < '0' || digit > '9' {
			break
		}
		size = min(10*size+int(digit-'0'), most)
	}
	switch {
	case size == 0:
		return 1
	case negative:
		return most
	}
	return size
}

// push puts an item into the queue; of slow I/O at most half of the threads
// see to some at once. (post)
func (p *pool) push(n *Environment, it *item, slow bool) {
	if slow {
		p.slow = append(p.slow, it)
		if !p.marked {
			p.queue = append(p.queue, marker)
			p.marked = true
		}
	} else {
		p.queue = append(p.queue, it)
	}
	it.enter(n, trace.ReasonPoolQueue)
}

// pop takes the next item that may be worked on, nil if there is none. slow
// tells of which kind it is. (worker)
func (p *pool) pop() (it *item, slow bool) {
	for i := 0; i < len(p.queue); i++ {
		it := p.queue[0]
		p.queue = p.queue[1:]
		if it != marker {
			return it, false
		}
		if p.slowNow >= (p.size+1)/2 {
			p.queue = append(p.queue, marker)
			if len(p.queue) == 1 {
				return nil, false
			}
			continue
		}
		it = p.slow[0]
		p.slow = p.slow[1:]
		p.slowNow++
		if p.marked = len(p.slow) > 0; p.marked {
			p.queue = append(p.queue, marker)
		}
		return it, true
	}
	return nil, false
}

// wakeOne wakes the thread that has been idle for longest.
func (p *pool) wakeOne(m *sim.Machine, cause trace.FactID) {
	if len(p.idle) > 0 {
		t := p.idle[0]
		p.idle = p.idle[1:]
		m.Wake(t, trace.ReasonWork, cause)
	}
}

// work is the life of a pool thread.
func (n *Process) work(f *fiber) {
	p := &n.pool
	for {
		var it *item
		var slow bool
		f.act(0, func(m *sim.Machine, t *sim.Thread) sim.Progress {
			if it, slow = p.pop(); it == nil {
				p.idle = append(p.idle, t)
				return m.Block(t, trace.ReasonWork, trace.NoObject, trace.Never)
			}
			it.begunAt = m.Now()
			what := int64(m.Intern(it.what))
			taken := m.Tell(trace.Fact{
				Kind: trace.KindDequeue, Reason: trace.ReasonPoolQueue, Thread: t.ID, Core: trace.NoCore,
				Object: n.queued.change(trace.ReasonPoolQueue, -1), A: it.number, B: what, Cause: it.queued,
			})
			it.queued = m.Tell(trace.Fact{Kind: trace.KindJob, Thread: t.ID, Core: trace.NoCore, A: it.number, B: what, Cause: taken})
			return sim.Continue
		})
		if it == nil {
			continue
		}
		it.work(f)
		f.act(0, func(m *sim.Machine, t *sim.Thread) sim.Progress {
			n.pool.release(m, it, slow)
			it.environment.deliver(m, t, it)
			return sim.Continue
		})
	}
}

// release lets another thread see to slow I/O.
func (p *pool) release(m *sim.Machine, it *item, slow bool) {
	if slow {
		p.slowNow--
		if p.marked {
			p.wakeOne(m, it.queued)
		}
	}
}

// deliver hands finished work to the loop it came from, which may be waiting
// for it. (uv__work_done through uv_async_send)
func (n *Environment) deliver(m *sim.Machine, t *sim.Thread, it *item) {
	what := int64(m.Intern(it.what))
	done := m.Tell(trace.Fact{Kind: trace.KindJobDone, Thread: t.ID, Core: trace.NoCore, A: it.number, B: what, Cause: it.queued})
	it.doneAt, it.worker = m.Now(), t.ID
	it.queued = done
	n.arrive(m, t, it)
}

// arrive puts an item before a loop that finds it in its poll phase, from
// another thread.
func (n *Environment) arrive(m *sim.Machine, t *sim.Thread, it *item) {
	if n.gone {
		return
	}
	n.loop.finished = append(n.loop.finished, it)
	it.queued = m.Tell(trace.Fact{
		Kind: trace.KindEnqueue, Reason: trace.ReasonFinishedQueue, Thread: t.ID, Core: trace.NoCore,
		Object: n.queued.change(trace.ReasonFinishedQueue, 1), A: it.number, B: int64(m.Intern(it.what)), Cause: it.queued,
	})
	n.loop.wake(m, t, it.queued)
}
