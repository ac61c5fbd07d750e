package sim

import "timeslice/sim/trace"

// stream is one direction of a channel: bytes go in at one end and come out at
// the other in the same order. It holds a bounded number of them.
//
// Who is woken when: while there are bytes to read, one of the waiting readers
// is awake, not all, so that they do not run for nothing; the one that was woken
// sees to the next if it leaves something. Writers and room likewise. When an
// end is closed all are woken. (The exclusive waits in fs/pipe.c. The kernel
// counts pages where this counts bytes.) Poll sets are told before.
type stream struct {
	object    trace.ObjectID
	capacity  int64
	atomic    int64      // a write of at most so many bytes goes in whole or not at all
	latencyNs int64      // from going in to being there to read
	held      int64      // bytes that went in and have not come out
	arrived   int64      // of these, those that are there to read
	contents  contents   // what the bytes are
	under     []underway // what has not arrived, in order
	resentAt  trace.Time // nothing arrives before, as the first of it was lost
	messages  []message  // what calls have sent, in order, if any is to be lost
	filling   bool       // the last of these has not all gone in
	shut      bool       // no more bytes will come: every writing end is closed
	deaf      bool       // nobody will read: every reading end is closed
	readers   waitQueue
	writers   waitQueue
	out, in   *polls // who wants to be told, of the end that reads and of the one that writes
}

// underway is what arrives later.
type underway struct {
	what  arrival
	bytes int64
	cause trace.FactID
}

// arrival is what can arrive over a network.
type arrival uint8

const (
	arrivalBytes arrival = iota
	arrivalEnd           // no more bytes will come
	arrivalReset         // the connection was given up
)

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
// is enough to go on at all. data is what they are, nil for a mere number;
// passed travels with the first. It returns how many went in, and the fact.
func (s *stream) put(m *Machine, t *Thread, bytes, need int64, data []byte, passed []*openFile) (int64, trace.FactID) {
	if s.room() < need {
		return 0, trace.NoFact
	}
	bytes = min(bytes, s.room())
	s.held += bytes
	before := s.contents.size()
	s.contents.put(bytes, data, passed)
	m.channelsHold(s.contents.size() - before)
	sent := m.tell(trace.Fact{
		Kind: trace.KindSend, Thread: t.ID, Object: int32(s.object), A: bytes, B: s.held, Cause: t.lastFact,
	})
	if s.latencyNs > 0 {
		s.later(m, underway{bytes: bytes, cause: sent})
	} else {
		s.arrived += bytes
	}
	return bytes, sent
}

// later plans what arrives later.
func (s *stream) later(m *Machine, u underway) {
	s.under = append(s.under, u)
	m.agenda.plan(m.after(s.latencyNs), rankWake, errandArrive, int32(s.object), 0)
}

// taken is what came out of a stream.
type taken struct {
	bytes  int64
	data   []byte
	passed []*openFile
	fact   trace.FactID
}

// take lets bytes come out, at most so many.
func (s *stream) take(m *Machine, t *Thread, bytes int64) (got taken) {
	if bytes = min(bytes, s.arrived); bytes <= 0 {
		return got
	}
	before := s.contents.size()
	got.bytes, got.data, got.passed = s.contents.take(bytes)
	m.channelsHold(s.contents.size() - before)
	s.held -= got.bytes
	s.arrived -= got.bytes
	s.forgetMessages(got.bytes)
	got.fact = m.tell(trace.Fact{
		Kind: trace.KindReceive, Thread: t.ID, Object: int32(s.object), A: got.bytes, B: s.held, Cause: t.lastFact,
	})
	return got
}

// discard throws bytes away that have arrived and that nobody will read.
func (s *stream) discard(m *Machine, cause trace.FactID) {
	if s.arrived == 0 {
		return
	}
	lost := s.arrived
	before := s.contents.size()
	var letGo []*openFile
	for s.arrived > 0 {
		bytes, _, passed := s.contents.take(s.arrived)
		s.arrived -= bytes
		letGo = append(letGo, passed...)
	}
	m.channelsHold(s.contents.size() - before)
	s.held -= lost
	s.forgetMessages(lost)
	dropped := m.tell(trace.Fact{
		Kind: trace.KindDrop, Reason: trace.ReasonClosed, Object: int32(s.object), A: lost, B: s.held, Cause: cause,
	})
	for _, file := range letGo {
		m.forsake(file, dropped)
	}
}

// callNext implements caller for both lines.
func (s *stream) callNext(m *Machine, cause trace.FactID) {
	s.out.tell(m, cause)
	s.in.tell(m, cause)
	if s.shut {
		m.callAll(&s.readers, trace.ReasonClosed, cause)
	}
	for s.arrived > 0 && s.readers.called == 0 && s.readers.first != nil {
		m.call(&s.readers, s.readers.first, trace.ReasonData, cause)
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

// channelsHold notes that channels hold so much more that takes memory of the
// computer that simulates; a run in which they hold too much ends.
func (m *Machine) channelsHold(more int64) {
	if m.held += more; m.held > m.limits.ChannelBytes {
		m.finish(trace.ReasonChannelLimit)
	}
}
