package node

import (
	"path"
	"strings"

	"timeslice/sim"
)

// open gives the handle a socket of its sort, if it has no descriptor. (maybe_new_socket)
func (s *stream) open() sim.Errno {
	if s.watcher.fd >= 0 {
		return 0
	}
	sort := sim.TCPSocket
	if s.sort == pipeStream {
		sort = sim.UnixSocket
	}
	n := s.node
	n.isolate.Settle()
	n.fiber.do(&sim.OpenSocket{Sort: sort, CloseOnExec: true})
	if errno := n.fiber.thread.Errno; errno != 0 {
		return errno
	}
	s.watcher.fd = int(n.fiber.thread.Result)
	return 0
}

// pipeName is a path as an address of the UNIX domain has it, which has no room for
// more. (sun_path; uv_pipe_bind2, uv_pipe_connect2)
func pipeName(path string) string { return path[:min(len(path), 108)] }

// bind gives the socket an address. That it is in use is told when it is to listen.
// (uv__tcp_bind, uv_pipe_bind)
func (s *stream) bind(to sim.Address, onlyIPv6 bool) sim.Errno {
	if errno := s.open(); errno != 0 {
		return errno
	}
	n := s.node
	if s.sort == pipeStream {
		to.Path = pipeName(to.Path)
	}
	file := ""
	if s.sort == pipeStream && !strings.HasPrefix(to.Path, "\x00") {
		file = n.absolute(to.Path)
		if _, err := n.volume.place(file, false); err != nil {
			return boundErrno(err)
		}
	}
	n.fiber.do(&sim.Bind{Descriptor: s.watcher.fd, To: to, Reuse: true, OnlyIPv6: onlyIPv6})
	errno := n.fiber.thread.Errno
	switch {
	case errno == 0 && file != "":
		_ = n.volume.makeSocket(file, 0o777&^n.process.Umask, n.wallNs()) // nothing was there
		s.path = to.Path
	case errno == sim.EADDRINUSE && s.sort == tcpStream:
		s.delayed, errno = errno, 0
	case errno == sim.EAFNOSUPPORT && s.sort == tcpStream:
		errno = sim.EINVAL
	case errno == sim.ENOENT && s.sort == pipeStream:
		errno = sim.EACCES
	}
	return errno
}

// unbind removes the path that the socket made, named as it was then: if the process
// has gone to another directory, it may be another one. (uv__pipe_close)
func (s *stream) unbind() {
	if s.path == "" {
		return
	}
	n := s.node
	n.fiber.do(&sim.Unlink{Path: s.path})
	_ = n.volume.unlink(n.absolute(s.path), n.wallNs()) // it may be gone
	s.path = ""
}

// absolute is a path as it is from the root.
func (n *Environment) absolute(name string) string {
	if path.IsAbs(name) {
		return name
	}
	return path.Join(n.process.Directory, name)
}

// boundErrno is why a socket cannot have a path, as uv_pipe_bind tells it.
func boundErrno(err error) sim.Errno {
	switch err {
	case errno("EEXIST"):
		return sim.EADDRINUSE
	case errno("ENOENT"):
		return sim.EACCES
	}
	return errnoOf(err)
}

// listen lets connections be made. (uv_listen)
func (s *stream) listen(backlog int, call func(client *stream, errno sim.Errno)) sim.Errno {
	if errno := s.delayed; errno != 0 {
		return errno
	}
	if errno := s.open(); errno != 0 {
		return errno
	}
	n := s.node
	n.isolate.Settle()
	n.fiber.do(&sim.ListenOn{Descriptor: s.watcher.fd, Backlog: backlog})
	if errno := n.fiber.thread.Errno; errno != 0 {
		return errno
	}
	s.onConnection, s.listening = call, true
	n.loop.poller.want(&s.watcher, sim.Readable)
	s.count()
	return 0
}

// acceptNext accepts a connection, and another one when the callback has returned.
// (uv__server_io)
func (s *stream) acceptNext(n *Environment) *item {
	n.isolate.Settle()
	n.fiber.do(&sim.AcceptFrom{Descriptor: s.watcher.fd, NoWait: true, CloseOnExec: true})
	t := n.fiber.thread
	switch {
	case t.Errno == sim.EAGAIN:
		s.step = streamIdle
		return nil
	case t.Errno != 0:
		errno := t.Errno
		s.step = streamIdle
		return s.call(s.what, func() { s.onConnection(nil, errno) })
	}
	// It is made before the server's callback, so it belongs to no call of the script's.
	client := n.newStream(s.sort, s.sort.wrap(), s.sort.shown())
	client.what = s.what // made for who listens, not by what ran last
	client.resource.trigger = s.resource.id
	client.adopt(int(t.Result), true, true)
	return s.call(s.what, func() { s.onConnection(client, 0) })
}

// wrap is what async_hooks call a connection.
func (s streamSort) wrap() string {
	if s == pipeStream {
		return "PIPEWRAP"
	}
	return "TCPWRAP"
}

// shown is what process.getActiveResourcesInfo calls it.
func (s streamSort) shown() string {
	if s == pipeStream {
		return "PipeWrap"
	}
	return "TCPSocketWrap"
}

// connect asks for a connection. What becomes of it is told later, also if that is
// known at once. (uv__tcp_connect, uv_pipe_connect)
func (s *stream) connect(to sim.Address, done func(sim.Errno)) sim.Errno {
	if s.connecting != nil {
		return sim.EALREADY
	}
	n := s.node
	if s.sort == pipeStream {
		to.Path = pipeName(to.Path)
	}
	kind := "TCPCONNECTWRAP"
	if s.sort == pipeStream {
		kind = "PIPECONNECTWRAP"
	}
	if errno := s.open(); errno != 0 {
		return errno
	}
	n.isolate.Settle()
	n.fiber.do(&sim.ConnectTo{Descriptor: s.watcher.fd, To: to, NoWait: true})
	errno := n.fiber.thread.Errno
	switch {
	case s.sort == tcpStream && errno != 0 && errno != sim.EINPROGRESS && errno != sim.ECONNREFUSED:
		return errno
	case s.sort == pipeStream && errno == sim.ENOENT && !strings.HasPrefix(to.Path, "\x00"):
		errno = n.absent(to.Path)
	}
	if errno == sim.EINPROGRESS {
		errno = 0
	}
	s.readable, s.writable = true, true
	s.delayed = errno
	s.connecting = s.request(kind, "connect", done)
	n.loop.poller.want(&s.watcher, sim.Writable)
	if errno != 0 {
		n.loop.poller.feed(&s.watcher)
	}
	return 0
}

// absent is why nobody can be reached by a path to which no socket is bound. (unix(7))
func (n *Environment) absent(name string) sim.Errno {
	found, err := n.volume.find(n.absolute(name), true)
	switch {
	case err != nil:
		return errnoOf(err)
	case found.node == nil:
		return sim.ENOENT
	}
	return sim.ECONNREFUSED // a file, a directory, or a socket that is gone
}

// connected is the callback for what has become of asking for a connection, nil if
// that is not known yet. (uv__stream_connect)
func (s *stream) connected(n *Environment) *item {
	errno := s.delayed
	s.delayed = 0
	if errno == 0 {
		n.isolate.Settle()
		n.fiber.do(&sim.TakeError{Descriptor: s.watcher.fd})
		errno = sim.Errno(n.fiber.thread.Result)
	}
	r := s.connecting
	s.connecting = nil
	if errno != 0 || len(s.queue) == 0 {
		n.loop.poller.unwant(&s.watcher, sim.Writable)
	}
	if errno != 0 {
		for _, waits := range s.queue {
			waits.errno = sim.ECANCELED
		}
		s.written, s.queue, s.queued = append(s.written, s.queue...), nil, 0
		if len(s.written) > 0 {
			s.step = streamTells
		}
	}
	return s.tell(r, errno)
}
