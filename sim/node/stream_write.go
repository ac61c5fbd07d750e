package node

import "timeslice/sim"

// write writes what there is room for at once, and the rest when there is. It
// reports whether all of it was written; if not, done is called later. Descriptors
// in pass go with the first byte. data belongs to the stream from now on.
// (LibuvStreamWrap::DoTryWrite, uv_write2)
func (s *stream) write(data []byte, pass []int, done func(sim.Errno)) (all bool, errno sim.Errno) {
	n := s.node
	n.isolate.Settle()
	switch {
	case s.watcher.fd < 0 && s.connecting == nil:
		return false, sim.EBADF
	case !s.writable && s.connecting == nil:
		return false, sim.EPIPE
	}
	s.bytesWritten += int64(len(data))
	waits := s.connecting != nil || len(s.queue) > 0
	if !waits {
		count, errno := s.writeNow(n, data, pass)
		switch {
		case errno != 0 && errno != sim.EAGAIN:
			return false, errno
		case count == len(data):
			return true, 0
		case count > 0:
			data, pass = data[count:], nil
		}
	}
	r := s.request("WRITEWRAP", "write", done)
	r.data, r.pass = data, pass
	s.queue = append(s.queue, r)
	s.queued += int64(len(data))
	if !waits {
		n.loop.poller.want(&s.watcher, sim.Writable)
	}
	return false, 0
}

// writeNow writes once. (uv__try_write)
func (s *stream) writeNow(n *Environment, data []byte, pass []int) (count int, errno sim.Errno) {
	if len(pass) > 0 {
		n.fiber.do(&sim.Send{Descriptor: s.watcher.fd, Data: data, Pass: pass, NoWait: true})
	} else {
		n.fiber.do(&sim.Write{Descriptor: s.watcher.fd, Data: data, NoWait: true})
	}
	if t := n.fiber.thread; t.Errno != 0 {
		return 0, t.Errno
	}
	return int(n.fiber.thread.Result), 0
}

// writeQueue writes what waits, as far as there is room. (uv__write)
func (s *stream) writeQueue(n *Environment) {
	for range mostWrites {
		if len(s.queue) == 0 {
			return
		}
		r := s.queue[0]
		count, errno := s.writeNow(n, r.data, r.pass)
		switch {
		case errno == sim.EAGAIN:
			n.loop.poller.want(&s.watcher, sim.Writable)
			return
		case errno != 0:
			r.errno = errno
			s.finishWrite(r)
			n.loop.poller.unwant(&s.watcher, sim.Writable)
			return
		}
		s.queued -= int64(count)
		r.data, r.pass = r.data[count:], nil
		if len(r.data) > 0 {
			n.loop.poller.want(&s.watcher, sim.Writable)
			return
		}
		s.finishWrite(r)
	}
}

// finishWrite lets the first of the queue be told of. (uv__write_req_finish)
func (s *stream) finishWrite(r *streamRequest) {
	s.queued -= int64(len(r.data))
	s.queue, s.written = s.queue[1:], append(s.written, r)
	s.node.loop.poller.feed(&s.watcher)
}
