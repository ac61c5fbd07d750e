package node

import (
	"strconv"

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
}

// marker stands in the queue for the first of the slow items.
var marker = &item{what: "slow I/O"}

// submit hands an item to the pool; work runs on one of its threads, call on
// the main thread when the work is finished and the poll phase comes to it.
func (n *Process) submit(what string, slow bool, work func(*fiber), call func()) *item {
	n.isolate.Settle()
	n.startPool()
	n.main.compute(n.options.Costs.SubmitNs)
	it := n.newItem(what, call)
	it.work = work
	n.loop.refs++
	n.pool.push(n, it, slow)
	n.main.act(0, func(m *sim.Machine, t *sim.Thread) sim.Progress {
		n.pool.wakeOne(m, it.queued)
		return sim.Continue
	})
	return it
}

// startPool makes the pool's threads at its first use.
func (n *Process) startPool() {
	if n.pool.size > 0 {
		return
	}
	n.pool.size = min(max(n.options.PoolSize, 1), 1024)
	if n.options.PoolSize == 0 {
		n.pool.size = 4
	}
	for i := range n.pool.size {
		n.main.do(&sim.StartThread{Spec: &sim.ThreadSpec{
			Name: "libuv-" + strconv.Itoa(i+1), Program: &fiber{body: n.work},
		}})
	}
}

// push puts an item into the queue; of slow I/O at most half of the threads
// see to some at once. (post)
func (p *pool) push(n *Process, it *item, slow bool) {
	if slow {
		p.slow = append(p.slow, it)
		if !p.marked {
			p.queue = append(p.queue, marker)
			p.marked = true
		}
	} else {
		p.queue = append(p.queue, it)
	}
	it.enter(n, trace.ReasonPoolQueue, p.waiting())
}

func (p *pool) waiting() int {
	count := len(p.queue) + len(p.slow)
	if p.marked {
		count--
	}
	return count
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
			what := int64(m.Intern(it.what))
			taken := m.Tell(trace.Fact{
				Kind: trace.KindDequeue, Reason: trace.ReasonPoolQueue, Thread: t.ID, Core: trace.NoCore,
				Object: int32(p.waiting()), A: it.number, B: what, Cause: it.queued,
			})
			it.queued = m.Tell(trace.Fact{Kind: trace.KindJob, Thread: t.ID, Core: trace.NoCore, A: it.number, B: what, Cause: taken})
			return sim.Continue
		})
		if it == nil {
			continue
		}
		it.work(f)
		f.act(0, func(m *sim.Machine, t *sim.Thread) sim.Progress {
			n.deliver(m, t, it, slow)
			return sim.Continue
		})
	}
}

// deliver hands finished work to the loop, which may be waiting for it.
// (uv__work_done through uv_async_send)
func (n *Process) deliver(m *sim.Machine, t *sim.Thread, it *item, slow bool) {
	if slow {
		n.pool.slowNow--
		if n.pool.marked {
			n.pool.wakeOne(m, it.queued)
		}
	}
	what := int64(m.Intern(it.what))
	done := m.Tell(trace.Fact{Kind: trace.KindJobDone, Thread: t.ID, Core: trace.NoCore, A: it.number, B: what, Cause: it.queued})
	n.loop.finished = append(n.loop.finished, it)
	it.queued = m.Tell(trace.Fact{
		Kind: trace.KindEnqueue, Reason: trace.ReasonFinishedQueue, Thread: t.ID, Core: trace.NoCore,
		Object: int32(n.loop.waiting()), A: it.number, B: what, Cause: done,
	})
	m.Wake(n.main.thread, trace.ReasonPoll, it.queued)
}
