package node

import (
	"container/heap"

	"timeslice/sim/trace"
)

// timers are Node's: one list for each duration in milliseconds, the lists in
// a queue by the instant of their first timer, and one timer of libuv for all.
// (lib/internal/timers.js)
type timers struct {
	node    *Process
	lists   map[int64]*timerList
	queue   timerQueue
	refs    int
	waiting int
	wakeMs  int64 // when libuv's timer is due, by the loop's clock; 0 for not set
	lastID  int64
}

// timerList holds the timers of one duration, in order of their starts.
type timerList struct {
	durationMs int64
	expiryMs   int64
	id         int64 // breaks ties of expiry: the older list first
	first      *timer
	last       *timer
	index      int
}

// timer is one setTimeout or setInterval.
type timer struct {
	item       *item
	durationMs int64
	startMs    int64
	repeat     bool
	unref      bool
	list       *timerList // nil when it is not running
	before     *timer
	next       *timer
	destroyed  bool
}

func (ts *timers) init(n *Process) {
	ts.node, ts.lists = n, map[int64]*timerList{}
}

// clampMs is the duration that Node makes of a number of milliseconds: 1 if it
// is not from 1 to 2^31-1, else rounded down.
func clampMs(ms float64) int64 {
	if !(ms >= 1 && ms <= 1<<31-1) {
		return 1
	}
	return int64(ms)
}

// start puts a timer at the end of the list of its duration. startMs is when
// its time begins, by the loop's clock. (insert)
func (ts *timers) start(t *timer, startMs int64) {
	t.startMs = startMs
	list := ts.lists[t.durationMs]
	if list == nil {
		ts.lastID++
		list = &timerList{durationMs: t.durationMs, expiryMs: startMs + t.durationMs, id: ts.lastID}
		ts.lists[t.durationMs] = list
		heap.Push(&ts.queue, list)
		if ts.wakeMs == 0 || ts.wakeMs > list.expiryMs {
			ts.wakeMs = list.expiryMs
		}
	}
	list.append(t)
	if !t.unref {
		ts.refs++
	}
	ts.waiting++
	t.item.enter(ts.node, trace.ReasonTimerQueue, ts.waiting)
}

// stop takes a timer out of its list. (clearTimeout, unenroll)
func (ts *timers) stop(t *timer) {
	t.destroyed = true
	if t.list == nil {
		return
	}
	ts.take(t)
	t.item.leave(ts.node, trace.ReasonTimerQueue, ts.waiting)
}

func (ts *timers) take(t *timer) {
	list := t.list
	list.remove(t)
	if list.first == nil {
		heap.Remove(&ts.queue, list.index)
		delete(ts.lists, list.durationMs)
	}
	if !t.unref {
		ts.refs--
	}
	ts.waiting--
}

// setRef says whether a timer keeps the loop alive.
func (ts *timers) setRef(t *timer, ref bool) {
	if t.unref == !ref {
		return
	}
	t.unref = !ref
	if t.list == nil {
		return
	}
	if ref {
		ts.refs++
	} else {
		ts.refs--
	}
}

// next is the instant at which libuv's timer is due, Never if none is running.
func (ts *timers) next() trace.Time {
	if ts.wakeMs == 0 {
		return trace.Never
	}
	return trace.Time(ts.wakeMs * trace.Millisecond)
}

// run is the timers phase: if libuv's timer is due, all lists that are due are
// gone through. Afterwards it is set for the next list, at least 1 ms ahead.
// The instant they are compared with is that of the phase's beginning, however
// long the callbacks take. (uv__run_timers; processTimers; env.cc RunTimers)
func (ts *timers) run(n *Process) {
	if ts.wakeMs == 0 || ts.wakeMs > n.loop.nowMs() {
		return
	}
	ts.wakeMs = 0
	nowMs := n.loop.nowMs()
	for len(ts.queue) > 0 && ts.queue[0].expiryMs <= nowMs {
		ts.runList(n, ts.queue[0], nowMs)
	}
	ts.wakeMs = 0
	if len(ts.queue) > 0 {
		ts.wakeMs = n.loop.nowMs() + max(1, ts.queue[0].expiryMs-n.loop.nowMs())
	}
}

// currentMs is the loop's clock after it was refreshed. (GetLibuvNow)
func (ts *timers) currentMs() int64 {
	ts.node.loop.update()
	return ts.node.loop.nowMs()
}

// runList calls the timers of one list that are due. (listOnTimeout)
func (ts *timers) runList(n *Process, list *timerList, nowMs int64) {
	for list.first != nil {
		t := list.first
		if nowMs-t.startMs < t.durationMs {
			ts.lastID++
			list.expiryMs, list.id = max(t.startMs+t.durationMs, nowMs+1), ts.lastID
			heap.Fix(&ts.queue, list.index)
			return
		}
		ts.take(t)
		t.item.leave(n, trace.ReasonTimerQueue, ts.waiting)
		startMs := int64(0)
		if t.repeat {
			startMs = ts.currentMs()
		}
		n.callback(t.item, t.item.call)
		if t.repeat && !t.destroyed && t.list == nil {
			ts.start(t, startMs)
		}
	}
}

func (l *timerList) append(t *timer) {
	t.list, t.before, t.next = l, l.last, nil
	if l.last == nil {
		l.first = t
	} else {
		l.last.next = t
	}
	l.last = t
}

func (l *timerList) remove(t *timer) {
	if t.before == nil {
		l.first = t.next
	} else {
		t.before.next = t.next
	}
	if t.next == nil {
		l.last = t.before
	} else {
		t.next.before = t.before
	}
	t.list, t.before, t.next = nil, nil, nil
}

// timerQueue orders lists by expiry, then by age.
type timerQueue []*timerList

func (q timerQueue) Len() int { return len(q) }
func (q timerQueue) Less(a, b int) bool {
	return q[a].expiryMs < q[b].expiryMs || q[a].expiryMs == q[b].expiryMs && q[a].id < q[b].id
}
func (q timerQueue) Swap(a, b int) {
	q[a], q[b] = q[b], q[a]
	q[a].index, q[b].index = a, b
}

// Push adds a list.
func (q *timerQueue) Push(x any) {
	list := x.(*timerList)
	list.index = len(*q)
	*q = append(*q, list)
}

// Pop takes the last list.
func (q *timerQueue) Pop() any {
	last := len(*q) - 1
	list := (*q)[last]
	*q = (*q)[:last]
	return list
}
