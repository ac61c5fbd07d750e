package node

import (
	"slices"
	"strconv"

	"timeslice/sim"
	"timeslice/sim/trace"
)

// What can be done with a Node process from outside. (sim.Runtime)

// GrowPool lets the thread pool have more threads: at its first use if that has not
// come, else at once. A pool with as many threads or more stays as it is, with
// EINVAL. libuv has no such call: it reads UV_THREADPOOL_SIZE once.
func (n *Process) GrowPool(m *sim.Machine, size int, cause trace.FactID) sim.Errno {
	if size > mostPool {
		return sim.EINVAL
	}
	if n.pool.size == 0 {
		n.pool.planned = size
		return 0
	}
	if size <= n.pool.size {
		return sim.EINVAL
	}
	for number := n.pool.size + 1; number <= size; number++ {
		m.StartThread(n.process, n.poolThread(number), cause)
	}
	n.pool.size = size
	return 0
}

// poolThread is what a thread of the pool is when it starts.
func (n *Process) poolThread(number int) *sim.ThreadSpec {
	return &sim.ThreadSpec{Name: trace.PoolThread + strconv.Itoa(number), Program: &fiber{body: n.work}}
}

// Crash lets a worker's heap be full: it ends, with ERR_WORKER_OUT_OF_MEMORY for who
// started it, and its process goes on. Other threads cannot fail alone.
// (Worker::NearHeapLimit, src/node_worker.cc)
func (n *Process) Crash(m *sim.Machine, t *sim.Thread, cause trace.FactID) bool {
	i := slices.IndexFunc(n.threads.running, func(w *worker) bool { return w.environment.fiber.thread == t })
	if i < 0 {
		return false
	}
	w := n.threads.running[i]
	if w.stopped || !w.began {
		return false
	}
	other := w.environment
	w.full()
	w.stopped = true
	other.exit.code = 1
	other.isolate.Stop()
	other.loop.stopped = true
	if !other.loop.poller.sent {
		other.loop.poller.sent = true
		m.RaiseIn(n.process, other.loop.poller.counter, cause)
	}
	if other.sharing.asleep != 0 {
		m.Wake(t, trace.ReasonFutex, cause)
	}
	return true
}
