package node

import (
	"timeslice/sim"
	"timeslice/sim/trace"
)

// stream is a handle on a descriptor from which bytes come and to which they go: an
// end of a pipe, a socket of the UNIX domain or of TCP; or a socket that listens.
// What it does follows libuv's src/unix/stream.c; results that JavaScript is told
// of come through functions, each called in a callback of the loop.
type stream struct {
	node     *Environment
	watcher  ioWatcher
	handle   *openHandle
	resource *resource
	sort     streamSort
	what     string // of callbacks: "socket@server.js:3"
	path     string // that it made, and removes when it is closed; "" for none

	reading, listening bool
	readable, writable bool
	shut, ended        bool // nothing is sent any more; the end was read
	partial            bool // the last read did not fill its buffer
	closing            bool
	unreferenced       bool
	counted            bool // it keeps the loop alive

	onRead       func(data []byte, passed []int, errno sim.Errno) // no data and no error: the end
	onConnection func(client *stream, errno sim.Errno)
	connecting   *streamRequest
	delayed      sim.Errno // what is told later
	shutting     *streamRequest
	queue        []*streamRequest // what is to be written
	queued       int64            // bytes of these
	written      []*streamRequest // of which nobody was told
	bytesRead    int64
	bytesWritten int64
	passes       bool  // descriptors come with bytes
	piece        int64 // what is read at once

	step  streamStep // of what the loop sees to
	now   sim.Readiness
	cause trace.FactID
	reads int
}

// streamSort is what a stream is.
type streamSort uint8

const (
	tcpStream streamSort = iota
	pipeStream
)

// streamRequest is something that a stream is to do and to tell of. (uv_req_t)
type streamRequest struct {
	item  *item
	data  []byte
	pass  []int
	errno sim.Errno
	done  func(sim.Errno)
}

// streamStep is how far a stream has come in what it does when it is ready.
type streamStep uint8

const (
	streamIdle streamStep = iota
	streamReads
	streamHangsUp
	streamWrites
	streamTells
	streamDrains
)

// What libuv reads at once, and how often before it sees to others; and how often
// it writes. (uv__alloc_cb of Node, uv__read, uv__write)
const (
	streamPiece = 64 << 10
	mostReads   = 32
	mostWrites  = 32
)

// newStream makes a handle without a descriptor. kind is what async_hooks call it,
// shown what process.getActiveResourcesInfo does.
func (n *Environment) newStream(sort streamSort, kind, shown string) *stream {
	s := &stream{node: n, sort: sort, what: n.here("socket"), piece: streamPiece}
	s.watcher = ioWatcher{io: s, fd: -1}
	s.handle = n.active.open(shown)
	s.resource = n.newResource(kind)
	return s
}

// adopt gives the handle a descriptor. (uv__stream_open)
func (s *stream) adopt(fd int, readable, writable bool) {
	s.watcher.fd = fd
	s.readable, s.writable = readable, writable
}

// call makes a callback of the handle.
func (s *stream) call(what string, call func()) *item {
	it := s.node.newItem(what, call)
	it.resource, it.keeps, it.context = s.resource, true, s.resource.context
	it.queued = s.cause
	return it
}

// request makes something to be done, which keeps the loop alive until its callback
// is called.
func (s *stream) request(kind, what string, done func(sim.Errno)) *streamRequest {
	n := s.node
	r := &streamRequest{done: done}
	r.item = n.newItem(n.here(what), func() { r.done(r.errno) })
	r.item.resource = n.newResource(kind)
	n.loop.refs++
	return r
}

// tell is the callback of a request that has come to something.
func (s *stream) tell(r *streamRequest, errno sim.Errno) *item {
	r.errno = errno
	s.node.loop.refs--
	r.item.queued = s.cause
	return r.item
}

// count lets a handle keep the loop alive while it reads or listens and is
// referenced. (uv__handle_start, uv__handle_stop)
func (s *stream) count() {
	counts := (s.reading || s.listening) && !s.unreferenced && !s.closing
	if counts == s.counted {
		return
	}
	s.counted = counts
	if counts {
		s.node.loop.refs++
	} else {
		s.node.loop.refs--
	}
}

func (s *stream) setRef(on bool) {
	s.unreferenced, s.handle.ref = !on, on
	s.count()
}

// readStart lets what comes be read. (uv_read_start)
func (s *stream) readStart() sim.Errno {
	switch {
	case s.closing:
		return sim.EINVAL
	case !s.readable:
		return sim.ENOTCONN
	case s.watcher.fd < 0:
		return sim.EBADF
	}
	s.reading = true
	s.node.loop.poller.want(&s.watcher, sim.Readable)
	s.count()
	return 0
}

// readStop lets it wait. (uv_read_stop)
func (s *stream) readStop() {
	if s.reading {
		s.reading = false
		s.node.loop.poller.unwant(&s.watcher, sim.Readable)
		s.count()
	}
}

// ready implements ioHandler.
func (s *stream) ready(now sim.Readiness, cause trace.FactID) {
	s.now, s.cause, s.step = now, cause, streamReads
	s.reads = mostReads
}

// next implements ioHandler. (uv__stream_io, uv__server_io)
func (s *stream) next(n *Environment) *item {
	const broken = sim.Failed | sim.HungUp
	if s.listening && s.watcher.fd >= 0 {
		return s.acceptNext(n)
	}
	for s.step != streamIdle && s.watcher.fd >= 0 {
		switch s.step {
		case streamReads:
			if s.connecting != nil {
				s.step = streamIdle
				return s.connected(n)
			}
			if s.reading && s.reads > 0 && s.now&(sim.Readable|broken) != 0 {
				if it := s.read(n); it != nil {
					return it
				}
			}
			s.step = streamHangsUp
		case streamHangsUp:
			s.step = streamWrites
			if s.now&sim.HungUp != 0 && s.reading && s.partial && !s.ended {
				return s.end()
			}
		case streamWrites:
			s.step = streamIdle
			if s.now&(sim.Writable|broken) != 0 {
				s.writeQueue(n)
				s.step = streamTells
			}
		case streamTells:
			if len(s.written) > 0 {
				r := s.written[0]
				s.written = s.written[1:]
				return s.tell(r, r.errno)
			}
			s.step = streamIdle
			if len(s.queue) == 0 {
				return s.drain(n)
			}
		}
	}
	s.step = streamIdle
	return nil
}

// read reads once; a callback is due if that gave something. (uv__read)
func (s *stream) read(n *Environment) *item {
	s.reads--
	s.partial = false
	n.isolate.Settle()
	if s.passes {
		n.fiber.do(&sim.Receive{Descriptor: s.watcher.fd, Bytes: s.piece, NoWait: true, CloseOnExec: true})
	} else {
		n.fiber.do(&sim.Read{Descriptor: s.watcher.fd, Bytes: s.piece, NoWait: true})
	}
	t := n.fiber.thread
	switch {
	case t.Errno == sim.EAGAIN:
		s.reads = 0
		return nil
	case t.Errno != 0:
		errno := t.Errno
		s.readable, s.writable, s.reads = false, false, 0
		return s.call(s.what, func() {
			s.onRead(nil, nil, errno)
			s.readStop()
		})
	case t.Result == 0:
		return s.end()
	}
	data, passed := t.Data, []int(nil)
	if s.passes {
		passed = t.Passed
	}
	if data == nil { // a mere number of bytes
		data = make([]byte, t.Result)
	}
	s.bytesRead += int64(len(data))
	if int64(len(data)) < s.piece {
		s.partial, s.reads = true, 0
		s.step = streamHangsUp
	}
	return s.call(s.what, func() { s.onRead(data, passed, 0) })
}

// end tells that nothing more will come. (uv__stream_eof)
func (s *stream) end() *item {
	s.ended, s.reads = true, 0
	s.readStop()
	return s.call(s.what, func() { s.onRead(nil, nil, 0) })
}

// shutDown ends what the handle sends, when all of it is written. (uv_shutdown)
func (s *stream) shutDown(done func(sim.Errno)) sim.Errno {
	if !s.writable || s.shut || s.shutting != nil || s.closing {
		return sim.ENOTCONN
	}
	s.writable = false
	s.shutting = s.request("SHUTDOWNWRAP", "shutdown", done)
	if len(s.queue) == 0 {
		s.node.loop.poller.feed(&s.watcher)
	}
	return 0
}

// drain is what happens when all was written. (uv__drain)
func (s *stream) drain(n *Environment) *item {
	n.loop.poller.unwant(&s.watcher, sim.Writable)
	if s.shutting == nil {
		return nil
	}
	r := s.shutting
	s.shutting = nil
	n.fiber.do(&sim.ShutDown{Descriptor: s.watcher.fd, Writing: true})
	errno := n.fiber.thread.Errno
	s.shut = errno == 0
	return s.tell(r, errno)
}

// close closes the handle; who waits for something is told that it was cancelled,
// and then done is called, in the closing phase. With reset the other side learns
// that the connection was given up. (uv_close, uv__stream_destroy, uv_tcp_close_reset)
func (s *stream) close(reset bool, done func()) {
	if s.closing {
		return
	}
	n := s.node
	n.isolate.Settle()
	s.readStop()
	s.closing, s.listening, s.readable, s.writable = true, false, false, false
	s.count()
	s.unbind()
	if fd := s.watcher.fd; fd >= 0 {
		n.loop.poller.forget(n, &s.watcher)
		s.watcher.fd = -1
		n.fiber.do(&sim.Close{Descriptor: fd, Reset: reset})
	}
	s.cause = n.cause()
	var it *item
	it = s.call(s.what, func() {
		if s.ended {
			n.loop.races.closing(n, it)
		}
		n.active.close(s.handle)
		if done != nil {
			done()
		}
	})
	it.keeps = false
	n.loop.close(n, it)
	cancel := func(r *streamRequest) {
		if r != nil {
			n.loop.close(n, s.tell(r, sim.ECANCELED))
		}
	}
	cancel(s.shutting)
	for i := len(s.queue) - 1; i >= 0; i-- {
		cancel(s.queue[i])
	}
	for i := len(s.written) - 1; i >= 0; i-- {
		n.loop.close(n, s.tell(s.written[i], s.written[i].errno))
	}
	cancel(s.connecting)
	s.shutting, s.connecting, s.queue, s.written = nil, nil, nil, nil
}
