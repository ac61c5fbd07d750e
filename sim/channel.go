package sim

import (
	"math"

	"timeslice/sim/trace"
)

// Send writes bytes into a channel, a pipe or a socket (write(2), sendmsg(2)): Data,
// or a mere number of bytes. It blocks while there is no room: a write of at most
// 4096 bytes goes into a pipe whole, a longer one, and every one into a socket, in
// parts as room comes. The result is how many bytes went in.
//
// The channel is named by Channel, and the caller's process must have an end of
// it that can be written to; or else by Descriptor. EBADF if neither is there.
// Instead of a socket, Channel may name the listening address by which the
// thread last made or accepted a connection.
//
// Pass is descriptors that go with the first byte to a socket of the UNIX domain
// (SCM_RIGHTS of unix(7)), at most 253: EINVAL for more, for other channels and
// without a byte, EBADF if one is not open.
//
// EPIPE and SIGPIPE if nobody will ever read, or the socket is shut down for
// writing. ECONNRESET if the other side closed the connection with bytes unread.
// ENOTCONN if the socket is not connected. EAGAIN instead of blocking if NoWait is
// set, and after TimeoutNs if that is not 0. What went in before an error or a signal
// counts: then that is the result, and no error.
type Send struct {
	Channel    trace.ObjectID
	Descriptor int
	Bytes      int64 // without Data
	Data       []byte
	Pass       []int
	NoWait     bool
	TimeoutNs  int64
}

func (s *Send) bytes() int64 {
	if s.Data != nil {
		return int64(len(s.Data))
	}
	return s.Bytes
}

// CPUNs is the cost of the call and of copying the bytes.
func (s *Send) CPUNs(m *Machine, t *Thread) int64 {
	return m.copyNs(sinkOf(m.endFor(t, s.Channel, s.Descriptor, Writing)), s.bytes())
}

// Do writes as much as there is room for, and waits for more room.
func (s *Send) Do(m *Machine, t *Thread) Progress {
	c := m.begin(t)
	e := m.endFor(t, s.Channel, s.Descriptor, Writing)
	if e == nil {
		return m.noSuchEnd(t, &c, "send", s.Channel)
	}
	to, errno := sinkOf(e), mayNotSend(e)
	if over, ok := e.(*socket); ok && errno == EPIPE && c.need > 0 && over.failure != 0 {
		errno = over.takeFailure() // its peer went while it waited for room (sock_alloc_send_pskb)
	}
	object := e.channel()
	if to != nil {
		object = to.object
	}
	var passed []*openFile
	if errno == 0 && c.moved == 0 {
		passed, errno = s.passed(t, e)
	}
	if errno != 0 {
		m.stopShort(t, &c, errno, "send", object)
		if errno == EPIPE && !silentlyBroken(e, &c) {
			return m.raise(t, SIGPIPE, t.lastFact)
		}
		return Continue
	}
	if left := s.bytes() - c.moved; left > 0 {
		c.moved += m.goesInto(t, s, e, to, c.moved, passed)
	}
	switch {
	case c.moved >= s.bytes():
		t.succeed(c.moved)
		return t.onward()
	case s.NoWait || c.late:
		m.stopShort(t, &c, EAGAIN, "send", to.object)
		to.callNext(m, t.lastFact)
		return Continue
	}
	m.deadline(&c, s.TimeoutNs)
	c.need = to.need(s.bytes())
	progress := m.lineUp(t, &to.writers, trace.ReasonSpace, s.bytes()-c.moved, c)
	to.callNext(m, t.lastFact) // another one may need less room than t, which was called
	return progress
}

// silentlyBroken reports whether no SIGPIPE comes with EPIPE: of a socket to which
// some went (sk_stream_error), and of one of the UNIX domain whose call had waited
// (unix_stream_sendmsg).
func silentlyBroken(e end, c *course) bool {
	over, ok := e.(*socket)
	return ok && (c.moved > 0 || !over.network && c.need > 0)
}

// rest is the data that has not gone in.
func (s *Send) rest(moved int64) []byte {
	if s.Data == nil {
		return nil
	}
	return s.Data[moved:]
}

// mostPassed is how many descriptors go at once (SCM_MAX_FD).
const mostPassed = 253

// passed is the descriptions that are to travel.
func (s *Send) passed(t *Thread, e end) ([]*openFile, Errno) {
	if len(s.Pass) == 0 {
		return nil, 0
	}
	if over, ok := e.(*socket); !ok || over.network || len(s.Pass) > mostPassed || s.bytes() == 0 {
		return nil, EINVAL
	}
	var files []*openFile
	for _, number := range s.Pass {
		file := t.Process.file(number)
		if file == nil {
			return nil, EBADF
		}
		files = append(files, file)
	}
	return files, 0
}

// goesInto lets what has not been moved, and what travels with it, go into a stream,
// and calls who waits for it. It returns how many bytes did.
func (m *Machine) goesInto(t *Thread, s *Send, e end, to *stream, moved int64, passed []*openFile) int64 {
	count, sent := to.put(m, t, s.bytes()-moved, to.need(s.bytes()), s.rest(moved), passed)
	if count == 0 {
		return 0
	}
	if m.losesMessages {
		to.noteMessage(count, moved == 0, moved+count == s.bytes())
	}
	for i, file := range passed {
		file.descriptors++
		m.tell(trace.Fact{
			Kind: trace.KindPass, Thread: t.ID, Object: int32(file.object),
			A: int64(s.Pass[i]), B: int64(to.object), Cause: sent,
		})
	}
	if over, ok := e.(*socket); ok && over.network && to.latencyNs == 0 {
		over.peer.takes(m, underway{bytes: count, cause: sent})
	} else {
		to.callNext(m, sent)
	}
	return count
}

// Receive reads bytes from a channel (read(2), recvmsg(2)): what is there, up to
// Bytes, and if nothing is there it waits for something. With All it waits until it
// has Bytes, or the channel ends. Bytes 0 means no bound: what is there, or with All
// everything until the end. The result is how many; 0 is the end, when nothing more
// will come. What the bytes are is in [Thread.Data]; those that were sent as a mere
// number are not.
//
// Descriptors that were passed are the caller's then, by the numbers in
// [Thread.Passed]; those for which it has no room are lost. A read stops behind the
// bytes with the first of which descriptors came.
//
// The channel is named as for [Send], whose errors are these, but for EPIPE; a socket
// that is not connected gives ENOTCONN over the network and EINVAL elsewhere.
type Receive struct {
	Channel     trace.ObjectID
	Descriptor  int
	Bytes       int64
	All         bool
	NoWait      bool
	TimeoutNs   int64
	CloseOnExec bool // of what was passed

	closes bool // what was passed is closed: read(2) does not want it
}

// CPUNs is the cost of the call and of copying the bytes that are asked for, or
// are there if no number is given or it does not wait for more.
func (r *Receive) CPUNs(m *Machine, t *Thread) int64 {
	from := sourceOf(m.endFor(t, r.Channel, r.Descriptor, Reading))
	bytes := r.Bytes
	switch {
	case from != nil && bytes == 0:
		bytes = from.arrived
	case from != nil && r.NoWait:
		bytes = min(bytes, from.arrived)
	}
	return m.copyNs(from, bytes)
}

// Do reads what is there, and waits for more.
func (r *Receive) Do(m *Machine, t *Thread) Progress {
	c := m.begin(t)
	e := m.endFor(t, r.Channel, r.Descriptor, Reading)
	from := sourceOf(e)
	if from == nil {
		if l, ok := e.(*listener); ok {
			return m.stopShort(t, &c, ENOTCONN, "receive", l.id)
		}
		return m.noSuchEnd(t, &c, "receive", r.Channel)
	}
	if c.moved == 0 {
		t.Data, t.Passed = nil, nil
	}
	most := r.Bytes
	if most <= 0 {
		most = math.MaxInt64
	}
	for more := true; more; {
		got := from.take(m, t, most-c.moved)
		c.moved += got.bytes
		m.given(t, r, from, &got)
		more = got.bytes > 0 && r.All && c.moved < most
	}
	if c.moved == most || c.moved > 0 && !r.All {
		t.succeed(c.moved)
		return t.onward()
	}
	errno := Errno(0)
	if s, ok := e.(*socket); ok {
		errno = s.mayNotReceive()
	}
	switch {
	case errno != 0 && (errno != EAGAIN || r.NoWait):
		return m.stopShort(t, &c, errno, "receive", from.object)
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

// given gives t what came out of a stream, and calls who is next.
func (m *Machine) given(t *Thread, r *Receive, from *stream, got *taken) {
	if got.bytes == 0 {
		return
	}
	if t.Data == nil {
		t.Data = got.data
	} else {
		t.Data = append(t.Data, got.data...)
	}
	for _, file := range got.passed {
		if r.closes || !t.Process.hasRoom() {
			m.forsake(file, got.fact)
			continue
		}
		number := t.Process.lowestFree()
		obtained := m.tell(trace.Fact{
			Kind: trace.KindObtain, Thread: t.ID, Object: int32(file.object),
			A: int64(number), B: int64(from.object), Cause: got.fact,
		})
		m.install(t.Process, t, number, descriptor{file, r.CloseOnExec}, obtained)
		file.descriptors-- // it is underway no more
		t.Passed = append(t.Passed, number)
	}
	from.callNext(m, got.fact)
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
func (m *Machine) opens(t *Thread, e end, call string) bool { return m.opensAs(t, e, false, call) }

func (m *Machine) opensAs(t *Thread, e end, closeOnExec bool, call string) bool {
	number, errno := m.openEnd(t.Process, t, e, closeOnExec, t.lastFact)
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
		if f := p.file(number); f != nil && t.means(f.end, c.Channel, c.Way) {
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

// sinkOf is the stream into which who has an end writes, nil if there is none.
func sinkOf(e end) *stream {
	switch e := e.(type) {
	case *pipeEnd:
		if e.way == Writing {
			return &e.pipe.stream
		}
	case *socket:
		if e.peer != nil {
			return &e.peer.stream
		}
	}
	return nil
}

// mayNotSend is why who has an end cannot write, 0 if it can. What has gone wrong
// with a socket is told once.
func mayNotSend(e end) Errno {
	switch e := e.(type) {
	case *pipeEnd:
		switch {
		case e.way != Writing:
			return EBADF
		case e.pipe.stream.deaf:
			return EPIPE
		}
		return 0
	case *socket:
		return e.mayNotSend()
	case *listener:
		return EPIPE
	}
	return EBADF
}

// sourceOf is the stream from which who has an end reads, nil if there is none.
func sourceOf(e end) *stream {
	switch e := e.(type) {
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
		if f := p.file(number); f != nil && t.means(f.end, channel, way) {
			return f.end
		}
	}
	return nil
}
