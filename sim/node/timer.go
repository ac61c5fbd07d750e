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

	running   bool   // the timers phase is going through the lists
	phaseMs   int64  // the instant it compares them with
	repeating *timer // an interval whose callback runs
	repeatMs  int64  // when it began to
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

// wakes is the instant at which libuv's timer is due, Never if none is running.
func (ts *timers) wakes() trace.Time {
	if ts.wakeMs == 0 {
		return trace.Never
	}
	return trace.Time(ts.wakeMs * trace.Millisecond)
}

// begin is the beginning of the timers phase: if libuv's timer is due, all
// lists that are due are gone through. The instant they are compared with is
// that of the phase's beginning, however long the callbacks take.
// (uv__run_timers; processTimers; env.cc RunTimers)
func (ts *timers) begin() {
	ts.running = ts.wakeMs != 0 && ts.wakeMs <= ts.node.loop.nowMs()
	if ts.running {
		ts.wakeMs = 0
		ts.phaseMs = ts.node.loop.nowMs()
	}
}

// next takes the next timer that is due, and puts an interval that has run
// back into its list. After the last, libuv's timer is set for the next list,
// at least 1 ms ahead.
func (ts *timers) next(n *Process) *item {
	if t := ts.repeating; t != nil {
		ts.repeating = nil
		if !t.destroyed && t.list == nil {
			ts.start(t, ts.repeatMs)
		}
	}
	if !ts.running {
		return nil
	}
	for len(ts.queue) > 0 && ts.queue[0].expiryMs <= ts.phaseMs {
		t := ts.due(ts.queue[0])
		if t == nil {
			continue
		}
		ts.take(t)
		t.item.leave(n, trace.ReasonTimerQueue, ts.waiting)
		if t.repeat {
			ts.repeating, ts.repeatMs = t, ts.currentMs()
		}
		return t.item
	}
	ts.running = false
	ts.wakeMs = 0
	if len(ts.queue) > 0 {
		ts.wakeMs = n.loop.nowMs() + max(1, ts.queue[0].expiryMs-n.loop.nowMs())
	}
	return nil
}

// currentMs is the loop's clock after it was refreshed. (GetLibuvNow)
func (ts *timers) currentMs() int64 {
	ts.node.loop.update()
	return ts.node.loop.nowMs()
}

// due is the first timer of a list if it is due; else the list goes back in
// the queue to when it will be. (listOnTimeout)
func (ts *timers) due(list *timerList) *timer {
	t := list.first
	if ts.phaseMs-t.startMs >= t.durationMs {
		return t
	}
	ts.lastID++
	list.expiryMs, list.id = max(t.startMs+t.durationMs, ts.phaseMs+1), ts.lastID
	heap.Fix(&ts.queue, list.index)
	return nil
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
