package sim

import (
	"fmt"

	"timeslice/sim/trace"
)

// Connect makes a connection to an address of a scenario (connect(2)). The result
// is the descriptor of the caller's end; operations of the same thread that name the
// address as their channel mean this connection. ECONNREFUSED if nobody listens,
// EAGAIN if the listen queue is full and NoWait is set, ETIMEDOUT after TimeoutNs
// if that is not 0, EINTR if a signal was caught meanwhile, EMFILE if too many are
// open.
type Connect struct {
	Listener  trace.ObjectID
	NoWait    bool
	TimeoutNs int64
}

// CPUNs is the cost of making a connection on the client's side.
func (c *Connect) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.ConnectNs }

// Do puts a connection into the listen queue, or waits for a place there.
func (c *Connect) Do(m *Machine, t *Thread) Progress {
	progress := m.begin(t)
	l, ok := find[*listener](m, c.Listener)
	switch {
	case !ok:
		m.fail(t, EINVAL, "connect", int32(c.Listener))
	case l.open == 0:
		m.fail(t, ECONNREFUSED, "connect", int32(l.id))
	case !l.full() && !t.Process.hasRoom(): // before anything is made that nobody could close
		m.fail(t, EMFILE, "connect", int32(l.id))
		l.callNext(m, t.lastFact)
	case !l.full():
		s := m.newSocket(true)
		s.via = l
		m.enterSocket(s, trace.ReasonSocket, fmt.Sprintf("%s.%d/1", l.name, l.made+1), 0, t.lastFact)
		m.opens(t, s, "connect")
		m.admit(l, s, t, t.lastFact)
		t.talkBy(s)
	case progress.late:
		m.fail(t, ETIMEDOUT, "connect", int32(l.id))
	case c.NoWait:
		m.fail(t, EAGAIN, "connect", int32(l.id))
	default:
		m.deadline(&progress, c.TimeoutNs)
		return m.lineUp(t, &l.clients, trace.ReasonConnection, 1, progress)
	}
	return Continue
}

// ConnectTo connects a socket with one that listens at an address (connect(2)).
//
// Over the network: a port where nobody listens refuses (ECONNREFUSED). If the
// listen queue is full, the request is lost, and is made again after 1, 2, 3, 4, 5, 7,
// 11, 19, 35 and 67 seconds; ETIMEDOUT after 131 (tcp_syn_retries 6,
// tcp_syn_linear_timeouts 4). With NoWait the call fails with EINPROGRESS whatever
// will come of it: the socket is then Writable when it is connected, and Failed if it
// is not, see [TakeError]. ENETUNREACH for addresses that are not this machine's,
// EADDRNOTAVAIL if no port is left.
//
// By a path: ENOENT if nobody ever bound a socket to it, ECONNREFUSED if nobody
// listens there, EAGAIN instead of waiting for a place in the queue.
//
// A datagram socket gets an address to which it sends and from which alone it
// receives, or none if To is none.
//
// EISCONN if it is connected or listens, EALREADY while it tries, EAFNOSUPPORT for an
// address of another domain, ETIMEDOUT after TimeoutNs if that is not 0, EINTR if a
// signal was caught meanwhile; the attempt goes on after both. EBADF and ENOTSOCK for
// what is no socket.
type ConnectTo struct {
	Descriptor int
	To         Address
	NoWait     bool
	TimeoutNs  int64
}

// The steps of a ConnectTo: it waits for its socket to be connected, or in line.
const (
	stepConnecting = 1
	stepInLine     = 2
)

// CPUNs is the cost of making a connection on the client's side; with a path, of
// taking one over.
func (c *ConnectTo) CPUNs(m *Machine, t *Thread) int64 {
	switch {
	case !c.To.IP.IsValid():
		return m.costs.AcceptNs
	case t.Process.datagramSocket(c.Descriptor) != nil:
		return m.costs.SyscallNs
	}
	return m.costs.ConnectNs
}

// Do connects it, or waits.
func (c *ConnectTo) Do(m *Machine, t *Thread) Progress {
	progress := m.begin(t)
	file := t.Process.file(c.Descriptor)
	if file == nil {
		return m.noSuchEnd(t, &progress, "connect", trace.NoObject)
	}
	switch e := file.end.(type) {
	case *socket:
		if progress.step == stepConnecting {
			return c.goesOn(m, t, e, progress)
		}
		return c.begins(m, t, e, progress)
	case *datagramSocket:
		m.connectDatagrams(t, e, c.To)
	case *listener:
		m.fail(t, EISCONN, "connect", int32(e.id))
	default:
		m.fail(t, ENOTSOCK, "connect", int32(file.object))
	}
	return Continue
}

// begins asks for a connection.
func (c *ConnectTo) begins(m *Machine, t *Thread, s *socket, progress course) Progress {
	errno := Errno(0)
	switch {
	case s.failure != 0:
		errno = s.takeFailure()
	case s.peer != nil, s.dead:
		errno = EISCONN
	case s.attempts > 0:
		errno = EALREADY
	case c.To.IsZero():
		errno = EINVAL
	case !s.mayName(s.network, c.To):
		errno = EAFNOSUPPORT
	case !s.network:
		return c.byPath(m, t, s, progress)
	case !local(c.To.IP):
		errno = ENETUNREACH
	default:
		errno = m.prepare(t, s, c.To)
	}
	if errno != 0 {
		m.fail(t, errno, "connect", int32(s.id))
		return Continue
	}
	s.knock(m, t, t.lastFact)
	if c.NoWait {
		t.Result, t.Errno = -1, EINPROGRESS
		return Continue
	}
	return c.goesOn(m, t, s, progress)
}

// goesOn waits until an attempt has come to something.
func (c *ConnectTo) goesOn(m *Machine, t *Thread, s *socket, progress course) Progress {
	switch {
	case s.failure != 0:
		m.fail(t, s.takeFailure(), "connect", int32(s.id))
	case s.peer != nil:
		t.succeed(0)
	case s.dead:
		m.fail(t, ECONNREFUSED, "connect", int32(s.id)) // somebody else was told why
	case progress.late:
		m.fail(t, ETIMEDOUT, "connect", int32(s.id))
	default:
		progress.step = stepConnecting
		m.deadline(&progress, c.TimeoutNs)
		return m.lineUp(t, &s.callers, trace.ReasonConnection, 1, progress)
	}
	return Continue
}

// byPath asks for a connection to a path, and waits in line for a place.
func (c *ConnectTo) byPath(m *Machine, t *Thread, s *socket, progress course) Progress {
	name := t.Process.socketPath(c.To.Path)
	there := m.network.paths[name]
	var l *listener
	if there != nil {
		l, _ = there.by.(*listener)
	}
	errno := Errno(0)
	switch {
	case there == nil && name[:1] != "\x00":
		errno = ENOENT
	case l == nil:
		errno = ECONNREFUSED
	case !l.full():
		s.remote = l.local
		m.admit(l, s, t, t.lastFact)
		t.succeed(0)
		return Continue
	case progress.late:
		errno = ETIMEDOUT
	case c.NoWait:
		errno = EAGAIN
	default:
		progress.step = stepInLine
		m.deadline(&progress, c.TimeoutNs)
		return m.lineUp(t, &l.clients, trace.ReasonConnection, 1, progress)
	}
	m.fail(t, errno, "connect", int32(s.id))
	return Continue
}

// prepare gives a socket the addresses of a connection that it is to make over the
// network. 0.0.0.0 and :: mean the loopback address of their domain, and who has said
// nothing else comes from there.
func (m *Machine) prepare(t *Thread, s *socket, to Address) Errno {
	to.IP = definite(to.IP)
	if s.domain == noDomain {
		s.domain = to.domain()
	}
	if s.claim == nil {
		request := &Bind{To: Address{IP: loopbackOf(to.IP)}, connects: true}
		if errno := m.bindPort(t, s, &s.naming, tcp, request); errno != 0 {
			return errno
		}
	}
	s.remote = to.within(s.domain)
	if s.local.IP.Unmap().IsUnspecified() {
		s.local.IP = loopbackOf(to.IP)
	}
	s.local = s.local.within(s.domain)
	return 0
}

// knock asks for a connection once. by is the thread that does, nil for the machine.
func (s *socket) knock(m *Machine, by *Thread, cause trace.FactID) {
	s.attempts++
	c := m.network.findListener(s.remote)
	if c == nil {
		s.attempts, s.failure = 0, ECONNREFUSED
		s.dies(m, cause)
		return
	}
	l := c.by.(*listener)
	if !l.full() {
		s.attempts = 0
		m.admit(l, s, by, cause)
		return
	}
	s.asked = m.tell(trace.Fact{
		Kind: trace.KindDrop, Reason: trace.ReasonFull, Thread: identify(by), Object: int32(l.id), Cause: cause,
	})
	m.agenda.plan(m.after(patienceNs(s.attempts)), rankWake, errandKnock, int32(s.id), uint32(s.attempts))
}

// The numbers of a request that is not answered: how often it is made again, and how
// often of these after the same time as at first.
const (
	mostKnocks   = 11
	linearKnocks = 5
)

// patienceNs is how long a socket waits for an answer to a request, the first, the
// second… (tcp_retransmit_timer in net/ipv4/tcp_timer.c).
func patienceNs(request int) int64 {
	return trace.Second << max(0, request-linearKnocks)
}

// knockAgain asks for a connection again, if it is still wanted; or gives up.
func (s *socket) knockAgain(m *Machine, request int) {
	if s.attempts != request || s.closed {
		return
	}
	if request == mostKnocks {
		s.attempts, s.failure = 0, ETIMEDOUT
		s.dies(m, s.asked)
		return
	}
	s.knock(m, nil, s.asked)
}
