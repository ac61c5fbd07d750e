package node

import (
	"container/heap"

	"github.com/grafana/sobek"

	"timeslice/sim/node/js"
	"timeslice/sim/trace"
)

// timers are Node's: one list for each duration in milliseconds, the lists in
// a queue by the instant of their first timer, and one timer of libuv for all.
// (lib/internal/timers.js)
type timers struct {
	node   *Environment
	lists  map[int64]*timerList
	queue  timerQueue
	refs   int   // timers that keep the loop alive
	wakeMs int64 // when libuv's timer is due, by the loop's clock; 0 for not set
	lastID int64

	running bool       // the timers phase is going through the lists
	phaseMs int64      // the instant it compares them with
	list    *timerList // the one it is at
}

// timerList holds the timers of one duration, in order of their starts. It
// stays when it is empty, until its instant has come or a timer that kept the
// loop alive is taken out of it.
type timerList struct {
	durationMs int64
	expiryMs   int64
	id         int64 // breaks ties of expiry: the older list first
	first      *timer
	last       *timer
	index      int // in the queue, -1 when it is not there any more
}

// timer is one setTimeout or setInterval. What JavaScript sees of it is an
// object, whose properties say what is called and whether it is repeated.
type timer struct {
	object  *sobek.Object
	item    *item
	startMs int64
	ref     bool
	ended   bool       // it was called for the last time, or cleared
	list    *timerList // nil when it is not running
	before  *timer
	next    *timer
}

func (ts *timers) init(n *Environment) {
	ts.node, ts.lists = n, map[int64]*timerList{}
}

// add makes a timer of an object. It does not run yet.
func (ts *timers) add(object *sobek.Object, what string) *timer {
	t := &timer{object: object, ref: true}
	t.item = ts.node.newItem(what, func() { ts.fire(t) }, object)
	t.item.keeps = true
	t.item.beneath = &js.Beneath{Receiver: object, Calls: timerCalls}
	t.item.resource = ts.node.newNumbered("Timeout", object)
	ts.refs++
	return t
}

// timerCalls are what Node has below a timer's function.
var timerCalls = []string{"listOnTimeout (node:internal/timers:581:17)", "process.processTimers (node:internal/timers:519:7)"}

// start puts a timer at the end of the list of its duration. startMs is when
// its time begins, by the loop's clock. (insert)
func (ts *timers) start(t *timer, durationMs, startMs int64) {
	if t.list != nil {
		ts.take(t)
		t.item.leave(ts.node, trace.ReasonTimerQueue)
	}
	t.startMs = startMs
	list := ts.lists[durationMs]
	if list == nil {
		ts.lastID++
		list = &timerList{durationMs: durationMs, expiryMs: startMs + durationMs, id: ts.lastID}
		ts.lists[durationMs] = list
		heap.Push(&ts.queue, list)
		if ts.wakeMs == 0 || ts.wakeMs > list.expiryMs {
			ts.wakeMs = list.expiryMs
		}
	}
	list.append(t)
	t.item.enter(ts.node, trace.ReasonTimerQueue)
	ts.node.tell(trace.Fact{
		Kind: trace.KindDue, A: t.item.number, B: (startMs + durationMs) * trace.Millisecond, Cause: t.item.queued,
	})
}

// restart lets a timer run that has ended, as a new resource. (insertGuarded)
func (ts *timers) restart(t *timer, durationMs int64) {
	ts.start(t, durationMs, ts.currentMs())
	if t.ended {
		t.ended = false
		t.item.resource = ts.node.newNumbered("Timeout", t.object)
		if t.ref {
			ts.refs++
		}
	}
}

// stop takes a timer out of its list, for good. (unenroll)
func (ts *timers) stop(t *timer) {
	if t.ended {
		return
	}
	list := t.list
	if list != nil {
		ts.take(t)
		t.item.leave(ts.node, trace.ReasonTimerQueue)
		if t.ref && list.first == nil {
			ts.drop(list)
		}
	}
	ts.end(t)
}

// end is the end of a timer, unless somebody refreshes it.
func (ts *timers) end(t *timer) {
	t.ended = true
	if t.ref {
		ts.refs--
	}
	ts.node.destroy(t.item.resource)
}

// take takes a timer out of its list, which stays.
func (ts *timers) take(t *timer) {
	t.list.remove(t)
}

// drop takes a list out of the queue.
func (ts *timers) drop(list *timerList) {
	if list.index >= 0 {
		heap.Remove(&ts.queue, list.index)
		delete(ts.lists, list.durationMs)
		list.index = -1
	}
}

// dueNs is when a timer that is in a list is due, by the loop's clock.
func (t *timer) dueNs() int64 { return (t.startMs + t.list.durationMs) * trace.Millisecond }

// setRef says whether a timer keeps the loop alive.
func (ts *timers) setRef(t *timer, ref bool) {
	if t.ref == ref {
		return
	}
	t.ref = ref
	switch {
	case t.ended:
	case ref:
		ts.refs++
	default:
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
	ts.node.loop.races.look(&ts.node.loop)
	ts.running = ts.wakeMs != 0 && ts.wakeMs <= ts.node.loop.nowMs()
	if ts.running {
		ts.wakeMs = 0
		ts.phaseMs = ts.node.loop.nowMs()
	}
}

// next takes the next timer that is due. After the last, libuv's timer is set
// for the next list, at least 1 ms ahead.
func (ts *timers) next(n *Environment) *item {
	if !ts.running {
		return nil
	}
	for {
		if ts.list == nil {
			if len(ts.queue) == 0 || ts.queue[0].expiryMs > ts.phaseMs {
				break
			}
			ts.list = ts.queue[0]
		}
		t := ts.due(ts.list)
		if t == nil {
			ts.list = nil
			continue
		}
		dueNs := t.dueNs()
		ts.take(t)
		t.item.leave(n, trace.ReasonTimerQueue)
		n.loop.races.timer(n, t, dueNs)
		if property(t.object, "_onTimeout").ToBoolean() {
			return t.item
		}
		if !t.ended {
			ts.finish(t)
		}
	}
	ts.running = false
	ts.wakeMs = 0
	if len(ts.queue) > 0 {
		ts.wakeMs = n.loop.nowMs() + max(1, ts.queue[0].expiryMs-n.loop.nowMs())
	}
	return nil
}

// due is the first timer of a list if it is due. If it is not, the list goes
// back in the queue to when it will be; if there is none, the list goes.
// (listOnTimeout)
func (ts *timers) due(list *timerList) *timer {
	t := list.first
	switch {
	case t == nil:
		ts.drop(list)
		return nil
	case ts.phaseMs-t.startMs >= list.durationMs:
		return t
	}
	ts.lastID++
	list.expiryMs, list.id = max(t.startMs+list.durationMs, ts.phaseMs+1), ts.lastID
	if list.index >= 0 {
		heap.Fix(&ts.queue, list.index)
	}
	return nil
}

// fire calls the function of a timer that is due. One that repeats is put back
// into a list before anything else is called, with a time that began before
// the call.
func (ts *timers) fire(t *timer) {
	n, o := ts.node, t.object
	call, ok := sobek.AssertFunction(property(o, "_onTimeout"))
	if !ok {
		n.throwUncaught(n.isolate.Engine.NewTypeError("timer._onTimeout is not a function"), "uncaughtException", nil)
		return
	}
	arguments := n.listOf(property(o, "_timerArgs"))
	startMs := int64(0)
	if property(o, "_repeat").ToBoolean() {
		startMs = ts.currentMs()
	}
	_, err := call(o, arguments...)
	if repeat := property(o, "_repeat"); repeat.ToBoolean() && property(o, "_idleTimeout").ToInteger() != -1 {
		_ = o.Set("_idleTimeout", repeat)
		ts.start(t, int64(repeat.ToFloat()), startMs)
	} else if t.list == nil && !t.ended {
		ts.finish(t)
	}
	if err != nil {
		n.uncaught(err)
	}
}

// property is a property's value, undefined if there is none.
func property(o *sobek.Object, name string) sobek.Value {
	if value := o.Get(name); value != nil {
		return value
	}
	return sobek.Undefined()
}

// finish ends a timer that was not cleared.
func (ts *timers) finish(t *timer) {
	_ = t.object.Set("_destroyed", true)
	ts.end(t)
}

// currentMs is the loop's clock after it was refreshed. (GetLibuvNow)
func (ts *timers) currentMs() int64 {
	ts.node.loop.update()
	return ts.node.loop.nowMs()
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
