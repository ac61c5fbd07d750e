package trace

import (
	"cmp"
	"slices"
)

// PoolThread is how the names of the threads of Node's pool begin; a number follows.
const PoolThread = "libuv-"

// NodeMetrics are the figures of a process that runs JavaScript.
type NodeMetrics struct {
	Callbacks int // how often JavaScript was called
	Turns     int // of its event loops
	Jobs      int // items that pool threads began

	Collections int   // how often an isolate was stopped to collect garbage
	CollectedNs int64 // for how long in all
	LongestNs   int64 // and at the longest

	Queues []QueueMetrics // those that ever held something, in order of their codes
}

// QueueMetrics are the figures of one of a process's queues. An item that is
// still in it has waited until the trace ends, or its process ended.
type QueueMetrics struct {
	Queue     Reason
	Items     int   // that came into it
	WaitedNs  int64 // of all items together
	LongestNs int64 // of the one that waited for longest
	Most      int   // how many were in it at once
}

// nodeMeter counts what concerns Node, while a state goes through the facts.
type nodeMeter struct {
	state     *State
	processes map[ProcessID]*NodeMetrics
}

func (m *nodeMeter) process(id ProcessID) *NodeMetrics {
	figures := m.processes[id]
	if figures == nil {
		if m.processes == nil {
			m.processes = make(map[ProcessID]*NodeMetrics)
		}
		figures = &NodeMetrics{}
		m.processes[id] = figures
	}
	return figures
}

// take counts one fact, which the state has not taken in yet.
func (m *nodeMeter) take(f *Fact) {
	figures := m.process(m.state.Thread(f.Thread).Process)
	switch f.Kind {
	case KindCallback:
		figures.Callbacks++
	case KindPhase:
		if f.Reason == ReasonPending { // with it a turn begins
			figures.Turns++
		}
	case KindJob:
		figures.Jobs++
	case KindCollect:
		figures.Collections++
	case KindCollectDone:
		m.collected(figures, f.Thread, f.Time)
	case KindEnqueue:
		q := figures.queue(f.Reason)
		q.Items++
		q.Most = max(q.Most, len(m.state.Queue(m.state.Thread(f.Thread).Process, f.Reason))+1)
	case KindDequeue:
		m.leaves(figures, f)
	}
}

// queue returns the entry of a queue, which is made if there is none.
func (figures *NodeMetrics) queue(queue Reason) *QueueMetrics {
	i, found := slices.BinarySearchFunc(figures.Queues, queue, func(q QueueMetrics, r Reason) int { return cmp.Compare(q.Queue, r) })
	if !found {
		figures.Queues = slices.Insert(figures.Queues, i, QueueMetrics{Queue: queue})
	}
	return &figures.Queues[i]
}

// leaves counts the time of an item that leaves a queue.
func (m *nodeMeter) leaves(figures *NodeMetrics, f *Fact) {
	items := m.state.Queue(m.state.Thread(f.Thread).Process, f.Reason)
	if i := placeOfItem(items, f.A); i >= 0 {
		figures.queue(f.Reason).wait(&items[i], f.Time)
	}
}

func (q *QueueMetrics) wait(item *ItemState, until Time) {
	ns := span(item.Since, until)
	q.WaitedNs += ns
	q.LongestNs = max(q.LongestNs, ns)
}

// endThread counts a collection that a thread's end cut short.
func (m *nodeMeter) endThread(f *Fact) {
	if figures := m.processes[m.state.Thread(f.Thread).Process]; figures != nil {
		m.collected(figures, f.Thread, f.Time)
	}
}

// collected counts the time of a collection that ends.
func (m *nodeMeter) collected(figures *NodeMetrics, thread ThreadID, now Time) {
	if l := m.state.Loop(thread); l.Collecting != ReasonNone {
		ns := span(l.CollectSince, now)
		figures.CollectedNs += ns
		figures.LongestNs = max(figures.LongestNs, ns)
	}
}

// endProcess counts the time of what a process leaves in its queues, and of
// collections that go on.
func (m *nodeMeter) endProcess(id ProcessID, now Time) {
	figures := m.processes[id]
	if figures == nil {
		return
	}
	for _, q := range m.state.QueuesOf(id) {
		for i := range q.Items {
			figures.queue(q.Queue).wait(&q.Items[i], now)
		}
	}
	for i := range m.state.Loops {
		if thread := m.state.Loops[i].Thread; m.state.Thread(thread).Process == id {
			m.collected(figures, thread, now)
		}
	}
}
