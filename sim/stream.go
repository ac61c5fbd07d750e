package sim

import "timeslice/sim/trace"

// stream is one direction of a channel: bytes go in at one end and come out at
// the other in the same order. It holds a bounded number of them.
//
// Who is woken when: while there are bytes to read, one of the waiting readers
// is awake, not all, so that they do not run for nothing; the one that was woken
// sees to the next if it leaves something. Writers and room likewise. When an
// end is closed all are woken. (The exclusive waits in fs/pipe.c. The kernel
// counts pages where this counts bytes.)
type stream struct {
	object    trace.ObjectID
	capacity  int64
	atomic    int64      // a write of at most so many bytes goes in whole or not at all
	latencyNs int64      // from going in to being there to read
	held      int64      // bytes that went in and have not come out
	arrived   int64      // of these, those that are there to read
	under     []underway // the others, and the end that follows them
	shut      bool       // no more bytes will come: every writing end is closed
	deaf      bool       // nobody will read: every reading end is closed
	reset     bool       // the other side gave up the connection with bytes unread
	readers   waitQueue
	writers   waitQueue
}

// underway is what arrives later: bytes, or the end of the stream if there are
// none.
type underway struct {
	bytes int64
	cause trace.FactID
}

func (s *stream) make(object trace.ObjectID, capacity int64) {
	s.object, s.capacity = object, capacity
	s.readers.object, s.readers.owner = object, s
	s.writers.object, s.writers.owner = object, s
}

func (s *stream) room() int64 { return s.capacity - s.held }

// need is how much room a write of so many more bytes, of a whole of size, must
// find to go on.
func (s *stream) need(size int64) int64 {
	if size <= min(s.atomic, s.capacity) {
		return size
	}
	return 1
}

// put lets bytes go in, as many as are asked for and there is room for, if that
// is enough to go on at all. It returns how many.
func (s *stream) put(m *Machine, t *Thread, bytes, need int64) int64 {
	if s.room() < need {
		return 0
	}
	bytes = min(bytes, s.room())
	s.held += bytes
	sent := m.tell(trace.Fact{
		Kind: trace.KindSend, Thread: t.ID, Object: int32(s.object), A: bytes, B: s.held, Cause: t.lastFact,
	})
	if s.latencyNs > 0 {
		s.later(m, underway{bytes, sent})
	} else {
		s.arrived += bytes
	}
	s.callNext(m, sent)
	return bytes
}

// later plans what arrives later.
func (s *stream) later(m *Machine, u underway) {
	s.under = append(s.under, u)
	m.agenda.plan(m.after(s.latencyNs), rankWake, errandArrive, int32(s.object), 0)
}

// arrive lets what was underway the longest be there.
func (s *stream) arrive(m *Machine) {
	u := s.under[0]
	s.under = s.under[1:]
	s.arrived += u.bytes
	s.shut = s.shut || u.bytes == 0
	s.callNext(m, u.cause)
}

// take lets bytes come out, at most so many, and returns how many did.
func (s *stream) take(m *Machine, t *Thread, bytes int64) int64 {
	bytes = min(bytes, s.arrived)
	if bytes <= 0 {
		return 0
	}
	s.held -= bytes
	s.arrived -= bytes
	received := m.tell(trace.Fact{
		Kind: trace.KindReceive, Thread: t.ID, Object: int32(s.object), A: bytes, B: s.held, Cause: t.lastFact,
	})
	s.callNext(m, received)
	return bytes
}

// callNext implements caller for both lines.
func (s *stream) callNext(m *Machine, cause trace.FactID) {
	switch {
	case s.shut || s.reset:
		m.callAll(&s.readers, trace.ReasonClosed, cause)
	default:
		for s.arrived > 0 && s.readers.called == 0 && s.readers.first != nil {
			m.call(&s.readers, s.readers.first, trace.ReasonData, cause)
		}
	}
	if s.deaf {
		m.callAll(&s.writers, trace.ReasonClosed, cause)
		return
	}
	for s.writers.called == 0 {
		next := s.writers.first
		for next != nil && next.course.need > s.room() {
			next = next.place.next
		}
		if next == nil {
			return
		}
		m.call(&s.writers, next, trace.ReasonSpace, cause)
	}
}

// shutDown lets the stream end behind the bytes that are underway.
func (s *stream) shutDown(m *Machine, cause trace.FactID) {
	if s.latencyNs > 0 {
		s.later(m, underway{cause: cause})
		return
	}
	s.shut = true
	s.callNext(m, cause)
}
