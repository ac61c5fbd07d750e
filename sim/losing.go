package sim

import (
	"slices"

	"timeslice/sim/trace"
)

// Losing messages, which edits do.
//
//	datagram     it is lost, as the network may lose it
//	connection   TCP sends what was lost again: soon if what was sent after it
//	             arrives (RACK, tcp_recovery.c), else when a probe is due
//	             (tcp_schedule_loss_probe: two round trips, and 200 ms more for a
//	             segment that is alone, TCP_RTO_MIN). What was sent after it waits
//	             behind it.
//	pipe, UNIX   no kernel loses what it has taken over. Here it can be done all
//	             the same: what one call has sent is gone, as if it had not been
//	             sent, with the descriptors that travelled with it. What is being
//	             read or is not all there stays.

// message is what one call has sent into a stream and is still there.
type message struct {
	bytes int64
	whole bool // none of it was read, and all of it has gone in
}

// noteMessage notes bytes that a call has sent, the first or more, perhaps the last.
func (s *stream) noteMessage(bytes int64, first, last bool) {
	if first || len(s.messages) == 0 {
		s.messages = append(s.messages, message{bytes: bytes, whole: first && last})
		s.filling = !last
		return
	}
	m := &s.messages[len(s.messages)-1]
	m.bytes += bytes
	m.whole = last && s.filling
	s.filling = s.filling && !last
}

// forgetMessages notes that bytes came out.
func (s *stream) forgetMessages(bytes int64) {
	for bytes > 0 && len(s.messages) > 0 {
		m := &s.messages[0]
		out := min(bytes, m.bytes)
		bytes -= out
		m.bytes -= out
		m.whole, s.filling = false, s.filling && len(s.messages) > 1
		if m.bytes == 0 {
			s.messages = s.messages[1:]
		}
	}
}

// loseMessage lets the first message that is under way to an object be lost. ENOENT
// if there is no such object, EINVAL for one through which nothing goes, EAGAIN if
// nothing is under way.
func (m *Machine) loseMessage(object trace.ObjectID, cause trace.FactID) Errno {
	if object <= trace.NoObject || int(object) >= len(m.objects) || m.objects[object] == nil {
		return ENOENT
	}
	switch o := m.objects[object].(type) {
	case *pipe:
		return o.stream.lose(m, cause)
	case *socket:
		if o.network {
			return o.stream.delay(m, cause)
		}
		return o.stream.lose(m, cause)
	case *datagramSocket:
		return o.lose(m, cause)
	}
	return EINVAL
}

// lose lets the first whole message that is in the stream be gone.
func (s *stream) lose(m *Machine, cause trace.FactID) Errno {
	at := slices.IndexFunc(s.messages, func(m message) bool { return m.whole && m.bytes > 0 })
	if at < 0 {
		return EAGAIN
	}
	before := int64(0)
	for _, earlier := range s.messages[:at] {
		before += earlier.bytes
	}
	lost := s.messages[at].bytes
	s.messages = slices.Delete(s.messages, at, at+1)
	size := s.contents.size()
	passed := s.contents.cut(before, lost)
	m.channelsHold(s.contents.size() - size)
	s.held -= lost
	s.arrived -= lost
	dropped := m.tell(trace.Fact{
		Kind: trace.KindDrop, Reason: trace.ReasonDropped, Object: int32(s.object), A: lost, B: s.held, Cause: cause,
	})
	for _, file := range passed {
		m.forsake(file, dropped)
	}
	s.callNext(m, dropped)
	return 0
}

// cut takes out some of the bytes in the middle, and gives what travelled with them.
func (c *contents) cut(from, bytes int64) (passed []*openFile) {
	var kept []row
	for _, r := range c.rows {
		skip := min(from, r.bytes)
		from -= skip
		gone := min(bytes, r.bytes-skip)
		bytes -= gone
		if gone == 0 {
			kept = append(kept, r)
			continue
		}
		if skip == 0 {
			passed = append(passed, r.passed...)
			r.passed = nil
		}
		if r.data != nil {
			r.data = slices.Concat(r.data[:skip], r.data[skip+gone:])
			c.known -= gone
		}
		if r.bytes -= gone; r.bytes > 0 {
			kept = append(kept, r)
		}
	}
	c.rows = kept
	return passed
}

// probeNs is what a probe waits for besides two round trips when a segment is alone
// under way (TCP_RTO_MIN).
const probeNs = 200 * trace.Millisecond

// delay lets what is under way over the network arrive only when it has been sent
// again.
func (s *stream) delay(m *Machine, cause trace.FactID) Errno {
	first := slices.IndexFunc(s.under, func(u underway) bool { return u.what == arrivalBytes })
	if first != 0 {
		return EAGAIN
	}
	roundNs := 2 * s.latencyNs
	againNs := roundNs + roundNs/4 // the news of what came after it, a little patience, and the way here
	if len(s.under) == 1 {
		againNs = 2*roundNs + probeNs
	}
	s.under[0].cause = cause
	s.resentAt = m.after(againNs + s.latencyNs)
	return 0
}

// lose lets the first datagram that is under way, or else the first that waits to be
// received, be lost.
func (d *datagramSocket) lose(m *Machine, cause trace.FactID) Errno {
	at := slices.IndexFunc(d.under, func(what datagram) bool { return !what.lost && !what.gone })
	var what datagram
	switch {
	case at >= 0:
		what = d.under[at]
		d.under[at] = datagram{gone: true} // its arrival is planned
	case len(d.queue) > 0:
		what = d.queue[0]
		d.queue = d.queue[1:]
		d.used -= what.memory()
	default:
		return EAGAIN
	}
	d.held -= what.bytes
	m.channelsHold(-what.size())
	m.tell(trace.Fact{
		Kind: trace.KindDrop, Reason: trace.ReasonDropped, Object: int32(d.id), A: what.bytes, B: d.held, Cause: cause,
	})
	return 0
}
