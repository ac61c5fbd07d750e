package sim

import "timeslice/sim/trace"

// waitQueue is the threads that wait for one thing of an object, in the order
// they came: a list through the threads themselves, so that a thread whose
// wait is ended by a signal or a timeout leaves it at once.
type waitQueue struct {
	object      trace.ObjectID
	first, last *Thread
	count       int

	// Some lines call a thread to try again instead of giving it something. One
	// is called at a time; when it has answered, owner sees who is next.
	owner  caller
	called int // called, and have not answered
}

// caller is who calls threads of a line to try again.
type caller interface {
	// callNext calls who can go on now. cause is the fact that made it possible.
	callNext(m *Machine, cause trace.FactID)
}

// place is a thread's place in a waitQueue.
type place struct{ next, before *Thread }

// push puts a thread at the end of the line.
func (q *waitQueue) push(t *Thread) {
	t.line, t.place = q, place{before: q.last}
	if q.last == nil {
		q.first = t
	} else {
		q.last.place.next = t
	}
	q.last = t
	q.count++
}

// remove takes a thread that stands in this line out of it.
func (q *waitQueue) remove(t *Thread) {
	if t.place.before == nil {
		q.first = t.place.next
	} else {
		t.place.before.place.next = t.place.next
	}
	if t.place.next == nil {
		q.last = t.place.before
	} else {
		t.place.next.place.before = t.place.before
	}
	t.line, t.place = nil, place{}
	q.count--
}

// leave implements line: the wait ended without what the thread waited for,
// and its operation is given up. Bytes that it has moved are its result.
func (q *waitQueue) leave(m *Machine, t *Thread) {
	q.remove(t)
	if t.course.moved > 0 {
		t.succeed(t.course.moved)
	}
	t.course = course{}
	m.shortened(q, t.lastFact)
}

// shortened is told when somebody has given up waiting: the owner of a
// mutex may have been lent a priority.
func (m *Machine) shortened(q *waitQueue, cause trace.FactID) {
	if mu, ok := q.owner.(*mutex); ok {
		m.relend(mu.owner, cause)
	}
}

// course is how far a thread has come in an operation that blocks in between.
// It is kept at the thread, as several threads may carry out the same
// operation. It is blank whenever an operation begins.
type course struct {
	until    trace.Time // when the wait takes too long, 0 for never
	moved    int64      // bytes so far
	need     int64      // what it needs: room for so many bytes, or so many ns of a disk
	calledBy *waitQueue // it was woken to try again
	step     uint8
	granted  bool // it was given what it waited for
	late     bool // the wait took too long
}

// begin returns how far t has come and leaves it blank, as the operation either
// ends now or blocks anew. If the thread had been called, this is its answer; it
// may have got a core only when its time was over.
func (m *Machine) begin(t *Thread) course {
	c := t.course
	t.course = course{}
	if c.calledBy != nil {
		c.calledBy.called--
	}
	c.late = c.late || c.until != 0 && c.until <= m.now && !c.granted
	return c
}

// deadline is when a wait of timeoutNs that begins now takes too long; 0 means
// that it never does. A wait that goes on keeps its deadline.
func (m *Machine) deadline(c *course, timeoutNs int64) {
	if c.until == 0 && timeoutNs > 0 {
		c.until = m.after(timeoutNs)
	}
}

// after is the instant so many nanoseconds from now, at the latest the last
// before Never.
func (m *Machine) after(ns int64) trace.Time {
	return m.now + trace.Time(min(ns, int64(trace.Never-1-m.now)))
}

// lineUp blocks t at the end of a line. size is what it asks for, for the
// record. When it is woken, its operation is tried again.
func (m *Machine) lineUp(t *Thread, q *waitQueue, why trace.Reason, size int64, c course) Progress {
	c.granted, c.late, c.calledBy = false, false, nil
	t.course = c
	m.block(t, why, q.object, c.until, size)
	q.push(t)
	if c.until != 0 {
		m.agenda.plan(c.until, rankWake, errandWake, int32(t.ID), t.ticket)
	}
	return Retry
}

// timeOut ends the wait of a thread that stands in line, as it took too long,
// and reports whether the thread did stand in line.
func (m *Machine) timeOut(t *Thread) bool {
	q, ok := t.line.(*waitQueue)
	if !ok {
		return false
	}
	q.remove(t)
	t.course.late = true
	m.wake(t, trace.ReasonTimeout, t.lastFact)
	m.shortened(q, t.lastFact)
	return true
}

// grant ends the wait of a thread in a line: it has got what it waited for.
func (m *Machine) grant(q *waitQueue, t *Thread, why trace.Reason, cause trace.FactID) {
	q.remove(t)
	t.course.granted = true
	m.wake(t, why, cause)
}

// call wakes a thread of a line to try again. It may find that another one was
// faster. A stopped thread cannot answer, so it does not keep others from
// being called.
func (m *Machine) call(q *waitQueue, t *Thread, why trace.Reason, cause trace.FactID) {
	q.remove(t)
	m.wake(t, why, cause)
	if t.state == stateReady {
		q.called++
		t.course.calledBy = q
	}
}

// callAll calls every thread of a line, in order.
func (m *Machine) callAll(q *waitQueue, why trace.Reason, cause trace.FactID) {
	for q.first != nil {
		m.call(q, q.first, why, cause)
	}
}

// cannotAnswer is told when a thread ends or is stopped. If it had been called,
// the next in line is called in its place, or the wake-up would be lost.
func (m *Machine) cannotAnswer(t *Thread, cause trace.FactID) {
	if q := t.course.calledBy; q != nil {
		t.course.calledBy = nil
		q.called--
		q.owner.callNext(m, cause)
	}
}
