package sim

import (
	"math"

	"timeslice/sim/trace"
)

// Send writes Bytes bytes into a channel, a pipe or a socket (write(2)). It
// blocks while there is no room: a write of at most 4096 bytes goes into a pipe
// whole, a longer one, and every one into a socket, in parts as room comes. The
// result is how many bytes went in.
//
// The channel is named by Channel, and the caller's process must have an end of
// it that can be written to; or else by Descriptor. EBADF if neither is there.
// Instead of a socket, Channel may name the listening address by which the
// thread last made or accepted a connection.
//
// EPIPE and SIGPIPE if nobody will ever read. ECONNRESET if the other side closed
// the connection with bytes unread. EAGAIN instead of blocking if NoWait is set,
// and after TimeoutNs if that is not 0. What went in before an error or a signal
// counts: then that is the result, and no error.
type Send struct {
	Channel    trace.ObjectID
	Descriptor int
	Bytes      int64
	NoWait     bool
	TimeoutNs  int64
}

// CPUNs is the cost of the call and of copying the bytes.
func (s *Send) CPUNs(m *Machine, t *Thread) int64 {
	to, _ := m.sink(t, s.Channel, s.Descriptor)
	return m.copyNs(to, s.Bytes)
}

// Do writes as much as there is room for, and waits for more room.
func (s *Send) Do(m *Machine, t *Thread) Progress {
	c := m.begin(t)
	to, from := m.sink(t, s.Channel, s.Descriptor)
	if to == nil {
		return m.noSuchEnd(t, &c, "send", s.Channel)
	}
	if from != nil && from.reset {
		from.reset = false
		return m.stopShort(t, &c, ECONNRESET, "send", from.object)
	}
	if to.deaf {
		m.stopShort(t, &c, EPIPE, "send", to.object)
		return m.raise(t, SIGPIPE, t.lastFact)
	}
	if left := s.Bytes - c.moved; left > 0 {
		c.moved += to.put(m, t, left, to.need(s.Bytes))
	}
	switch {
	case c.moved >= s.Bytes:
		t.succeed(c.moved)
		return Continue
	case s.NoWait || c.late:
		m.stopShort(t, &c, EAGAIN, "send", to.object)
		to.callNext(m, t.lastFact)
		return Continue
	}
	m.deadline(&c, s.TimeoutNs)
	c.need = to.need(s.Bytes)
	progress := m.lineUp(t, &to.writers, trace.ReasonSpace, s.Bytes-c.moved, c)
	to.callNext(m, t.lastFact) // another one may need less room than t, which was called
	return progress
}

// Receive reads bytes from a channel (read(2)): what is there, up to Bytes, and
// if nothing is there it waits for something. With All it waits until it has
// Bytes, or the channel ends. Bytes 0 means no bound: what is there, or with All
// everything until the end. The result is how many; 0 is the end, when nothing
// more will come.
//
// The channel is named as for [Send], whose errors are these, but for EPIPE.
type Receive struct {
	Channel    trace.ObjectID
	Descriptor int
	Bytes      int64
	All        bool
	NoWait     bool
	TimeoutNs  int64
}

// CPUNs is the cost of the call and of copying the bytes that are asked for, or
// are there if no number is given.
func (r *Receive) CPUNs(m *Machine, t *Thread) int64 {
	from := m.source(t, r.Channel, r.Descriptor)
	bytes := r.Bytes
	if from != nil && bytes == 0 {
		bytes = from.arrived
	}
	return m.copyNs(from, bytes)
}

// Do reads what is there, and waits for more.
func (r *Receive) Do(m *Machine, t *Thread) Progress {
	c := m.begin(t)
	from := m.source(t, r.Channel, r.Descriptor)
	if from == nil {
		return m.noSuchEnd(t, &c, "receive", r.Channel)
	}
	most := r.Bytes
	if most <= 0 {
		most = math.MaxInt64
	}
	c.moved += from.take(m, t, most-c.moved)
	switch {
	case c.moved == most, c.moved > 0 && !r.All:
		t.succeed(c.moved)
	case from.reset:
		from.reset = false
		return m.stopShort(t, &c, ECONNRESET, "receive", from.object)
	case from.shut:
		t.succeed(c.moved)
	case r.NoWait || c.late:
		return m.stopShort(t, &c, EAGAIN, "receive", from.object)
	default:
		m.deadline(&c, r.TimeoutNs)
		return m.lineUp(t, &from.readers, trace.ReasonData, max(r.Bytes-c.moved, 0), c)
	}
	return Continue
}

// noSuchEnd ends a call about a channel of which the process has no end; if
// another thread has closed it while t was to answer a call, the next is called.
func (m *Machine) noSuchEnd(t *Thread, c *course, call string, object trace.ObjectID) Progress {
	m.stopShort(t, c, EBADF, call, object)
	if c.calledBy != nil {
		c.calledBy.owner.callNext(m, t.lastFact)
	}
	return Continue
}

// stopShort ends a call that cannot go on: well if bytes were moved, else with
// an error.
func (m *Machine) stopShort(t *Thread, c *course, errno Errno, call string, object trace.ObjectID) Progress {
	if c.moved > 0 {
		t.succeed(c.moved)
	} else {
		m.fail(t, errno, call, int32(object))
	}
	return Continue
}

// copyNs is what a call costs that copies bytes into or out of a stream; of
// many bytes, only what the stream holds at once.
func (m *Machine) copyNs(s *stream, bytes int64) int64 {
	if s == nil {
		return m.costs.SyscallNs
	}
	callNs := m.costs.PipeNs
	if o, ok := find[*socket](m, s.object); ok {
		callNs = o.callNs
	}
	return callNs + min(max(bytes, 0), s.capacity)*m.costs.CopyPerKiBNs/1024
}

// Open gives the caller's process an end of a channel that exists, as open(2)
// does for a named pipe: of a pipe the one for that way. The result is the
// descriptor. ENOENT if there is no such channel, EBUSY for an end of a
// connection, which nobody can open again, EMFILE if too many are open. For a
// listening address there is [Listen].
type Open struct {
	Channel trace.ObjectID
	Way     Way
}

// CPUNs is the cost of a system call.
func (o *Open) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do opens it.
func (o *Open) Do(m *Machine, t *Thread) Progress {
	e, ok := m.endOf(o.Channel, o.Way)
	if !ok {
		m.fail(t, ENOENT, "open", int32(o.Channel))
		return Continue
	}
	if s, ok := e.(*socket); ok && s.closed {
		m.fail(t, EBUSY, "open", int32(o.Channel))
		return Continue
	}
	m.opens(t, e, "open")
	return Continue
}

// opens gives the process of t an end, and the descriptor as a result to t.
func (m *Machine) opens(t *Thread, e end, call string) bool {
	number, errno := m.openEnd(t.Process, t, e, t.lastFact)
	if errno != 0 {
		m.fail(t, errno, call, int32(e.channel()))
		return false
	}
	t.succeed(int64(number))
	return true
}

// CloseChannel closes every descriptor by which the caller's process has an end
// of a channel: of a pipe the one for that way. EBADF if there is none.
type CloseChannel struct {
	Channel trace.ObjectID
	Way     Way
}

// CPUNs is the cost of a system call.
func (c *CloseChannel) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do closes them.
func (c *CloseChannel) Do(m *Machine, t *Thread) Progress {
	p, closed := t.Process, 0
	for number := range p.descriptors {
		if f := p.file(number); f != nil && f.end != nil && t.means(f.end, c.Channel, c.Way) {
			m.closeDescriptor(p, t, number, t.lastFact)
			closed++
		}
	}
	if closed == 0 {
		m.fail(t, EBADF, "close", int32(c.Channel))
	} else {
		t.succeed(0)
	}
	return t.onward()
}

// means reports whether an operation of t that names a channel means this end.
func (t *Thread) means(e end, channel trace.ObjectID, way Way) bool {
	switch e := e.(type) {
	case *pipeEnd:
		return e.pipe.id == channel && e.way == way
	case *socket:
		return e.id == channel || e.via != nil && e.via.id == channel && t.talk(e.via) == e
	case *listener:
		return e.id == channel && t.talk(e) == nil
	}
	return false
}

// sink is the stream into which t writes when it names a channel or else a
// descriptor, and, for a socket, the one from which it reads; nil if there is none.
func (m *Machine) sink(t *Thread, channel trace.ObjectID, descriptor int) (to, from *stream) {
	switch e := m.endFor(t, channel, descriptor, Writing).(type) {
	case *pipeEnd:
		if e.way == Writing {
			return &e.pipe.stream, nil
		}
	case *socket:
		return &e.peer.stream, &e.stream
	}
	return nil, nil
}

// source is the stream from which t reads when it names a channel or else a
// descriptor, nil if there is none.
func (m *Machine) source(t *Thread, channel trace.ObjectID, descriptor int) *stream {
	switch e := m.endFor(t, channel, descriptor, Reading).(type) {
	case *pipeEnd:
		if e.way == Reading {
			return &e.pipe.stream
		}
	case *socket:
		return &e.stream
	}
	return nil
}

// endFor is the end of a channel that an operation of t names, nil if the
// process of t does not have it open.
func (m *Machine) endFor(t *Thread, channel trace.ObjectID, descriptor int, way Way) end {
	p := t.Process
	if channel == trace.NoObject {
		if f := p.file(descriptor); f != nil {
			return f.end
		}
		return nil
	}
	for number := range p.descriptors {
		if f := p.file(number); f != nil && f.end != nil && t.means(f.end, channel, way) {
			return f.end
		}
	}
	return nil
}
