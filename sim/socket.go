package sim

import "timeslice/sim/trace"

// How much a channel holds that was not read yet: a socket pair and a connection
// of the UNIX domain (net.core.wmem_default), and a connection over the loopback
// network, where the sender's buffer counts (the largest of net.ipv4.tcp_wmem).
const (
	SocketBytes   = 212_992
	LoopbackBytes = 4_194_304
)

// socket is one end of a connection, or of what is to become one: it holds what
// was sent to it. What it sends goes to its peer, which it does not have before
// it is connected.
//
// Sockets over the loopback network and those of the UNIX domain differ in how
// they end. A socket of the UNIX domain sees its peer, so it knows at once that
// nobody reads. Over the network only packets tell: the end of the stream (FIN),
// which leaves the other way open, or a reset (RST), which answers what is sent to
// a socket that is closed already. (net/unix/af_unix.c; tcp_reset in
// net/ipv4/tcp_input.c.)
type socket struct {
	identity
	polls
	naming
	stream   stream // what comes to this end
	peer     *socket
	network  bool      // over the loopback network
	callNs   int64     // CPU time of a call
	via      *listener // by which address of a scenario it was made
	open     int
	closed   bool
	mute     bool         // it sends no more
	ended    bool         // the end of the stream came to it over the network
	failure  Errno        // what the next call is told
	reset    bool         // closing it resets the connection (SO_LINGER with 0)
	dead     bool         // it was refused or reset: it never is connected again
	attempts int          // to connect, while it tries over and over
	asked    trace.FactID // the last of them
	callers  waitQueue    // who wait for it to be connected
}

// NewSocketPair makes two sockets that are connected with each other, each of
// which holds so many bytes, 0 for [SocketBytes] (socketpair(2)). What is sent
// at one end is received at the other. They are named with /1 and /2.
func (m *Machine) NewSocketPair(name string, capacity int64) (one, other trace.ObjectID) {
	a, b := m.newSocketPair(name, capacity, trace.NoFact)
	return a.id, b.id
}

func (m *Machine) newSocketPair(name string, capacity int64, cause trace.FactID) (a, b *socket) {
	if capacity <= 0 {
		capacity = SocketBytes
	}
	a, b = m.newSocket(false), m.newSocket(false)
	a.domain, b.domain = unixDomain, unixDomain
	m.enterSocket(a, trace.ReasonSocketPair, name+"/1", capacity, cause)
	m.enterSocket(b, trace.ReasonSocketPair, name+"/2", capacity, cause)
	a.join(b)
	return a, b
}

// newSocket makes a socket that is not connected.
func (m *Machine) newSocket(network bool) *socket {
	s := &socket{network: network, callNs: m.costs.SocketNs}
	if network {
		s.callNs, s.stream.latencyNs = m.costs.LoopbackCallNs, m.costs.LoopbackNs
	}
	s.of = s
	return s
}

// enterSocket gives a socket its number, and its stream its capacity: 0 for the
// usual one.
func (m *Machine) enterSocket(s *socket, sort trace.Reason, name string, capacity int64, cause trace.FactID) {
	if capacity == 0 {
		capacity = s.usualBytes()
	}
	s.stream.make(m.enter(s, sort, name, capacity, cause), capacity)
	s.callers.object, s.callers.owner = s.id, s
}

func (s *socket) usualBytes() int64 {
	if s.network {
		return LoopbackBytes
	}
	return SocketBytes
}

// join connects two sockets with each other.
func (s *socket) join(other *socket) {
	s.peer, other.peer = other, s
	s.stream.out, s.stream.in = &s.polls, &other.polls
	other.stream.out, other.stream.in = &other.polls, &s.polls
}

func (s *socket) channel() trace.ObjectID { return s.id }

func (s *socket) acquire() { s.open++ }

// release closes the socket when nobody has it any more.
func (s *socket) release(m *Machine, cause trace.FactID) {
	if s.open--; s.open <= 0 {
		s.close(m, cause)
	}
}

// close closes a socket for good. Its peer reads what is underway and then the
// end; or, if bytes that the peer had sent were not read, learns that the
// connection was reset.
func (s *socket) close(m *Machine, cause trace.FactID) {
	unread := s.stream.arrived > 0
	s.closed, s.stream.deaf = true, !s.network
	s.stream.discard(m, cause)
	m.network.drop(s.claim)
	m.leavePath(s.local, s)
	if s.peer == nil {
		m.callAll(&s.callers, trace.ReasonClosed, cause)
		m.objects[s.id] = nil
		return
	}
	switch {
	case !s.network:
		s.stream.callNext(m, cause)
		s.peer.abandoned(m, unread || s.reset, cause)
	case unread || s.reset:
		s.peer.follows(m, underway{what: arrivalReset, cause: cause})
	case !s.mute:
		s.peer.follows(m, underway{what: arrivalEnd, cause: cause})
	}
	if s.peer.closed { // nobody can name them any more
		m.objects[s.id], m.objects[s.peer.id] = nil, nil
	}
}

// abandoned tells a socket of the UNIX domain that its peer is closed.
func (s *socket) abandoned(m *Machine, unread bool, cause trace.FactID) {
	s.stream.shut, s.mute = true, true
	if unread && !s.closed {
		s.failure = ECONNRESET
		m.tellReset(s, cause)
	}
	s.stream.callNext(m, cause)
}

// receives lets something come to the socket over the network.
func (s *socket) receives(m *Machine, u underway) {
	if s.stream.latencyNs > 0 {
		s.stream.later(m, u)
		return
	}
	s.takes(m, u)
}

// follows lets the end of a connection come to the socket: behind what is underway,
// or at once. Over the loopback network it is taken in within the call that closes
// (loopback_xmit, then netif_rx and the softirq that follows), so that of the
// descriptors of a process that ends each is seen to close before the next.
func (s *socket) follows(m *Machine, u underway) {
	if len(s.stream.under) > 0 {
		s.receives(m, u)
		return
	}
	s.takes(m, u)
}

// arrive lets what was underway the longest be there.
func (s *socket) arrive(m *Machine) {
	if m.now < s.stream.resentAt {
		m.agenda.plan(s.stream.resentAt, rankWake, errandArrive, int32(s.id), 0)
		return
	}
	u := s.stream.under[0]
	s.stream.under = s.stream.under[1:]
	s.stream.arrived += u.bytes
	s.takes(m, u)
}

// takes lets something be there that came to the socket. What comes to one that is
// closed is answered with a reset.
func (s *socket) takes(m *Machine, u underway) {
	switch {
	case u.what == arrivalReset:
		s.isReset(m, u.cause)
		return
	case s.closed && u.what == arrivalBytes:
		s.stream.discard(m, u.cause)
		s.peer.receives(m, underway{what: arrivalReset, cause: u.cause})
		return
	case u.what == arrivalEnd:
		s.stream.shut, s.ended = true, true
	}
	s.stream.callNext(m, u.cause)
}

// isReset ends a connection that the other side has given up. Who has seen the end
// of the stream and sends all the same breaks a pipe (tcp_reset).
func (s *socket) isReset(m *Machine, cause trace.FactID) {
	if s.closed || s.dead || s.ended && s.mute {
		return
	}
	s.failure = ECONNRESET
	if s.ended {
		s.failure = EPIPE
	}
	s.dies(m, m.tellReset(s, cause))
}

// dies ends a connection, or an attempt to make one, that has failed.
func (s *socket) dies(m *Machine, cause trace.FactID) {
	s.dead, s.mute, s.stream.shut = true, true, true
	if s.peer != nil {
		m.callAll(&s.peer.stream.writers, trace.ReasonClosed, cause)
		s.stream.callNext(m, cause)
		return
	}
	s.callNext(m, cause)
}

func (m *Machine) tellReset(s *socket, cause trace.FactID) trace.FactID {
	return m.tell(trace.Fact{Kind: trace.KindReset, Object: int32(s.id), A: int64(s.failure), Cause: cause})
}

// callNext implements caller for who wait for the socket to be connected.
func (s *socket) callNext(m *Machine, cause trace.FactID) {
	s.tell(m, cause)
	if s.peer != nil || s.dead {
		m.callAll(&s.callers, trace.ReasonConnection, cause)
	}
}

// readiness follows tcp_poll in net/ipv4/tcp.c and unix_poll in
// net/unix/af_unix.c.
func (s *socket) readiness() (now Readiness) {
	if s.failure != 0 {
		now |= Failed | Readable | Writable
	}
	switch {
	case s.dead:
		return now | Readable | Writable | PeerClosed | HungUp
	case s.peer == nil && s.attempts > 0:
		return now
	case s.peer == nil:
		return now | Writable | HungUp
	}
	if s.stream.arrived > 0 || s.stream.shut {
		now |= Readable
	}
	if s.stream.shut {
		now |= PeerClosed
		if s.mute {
			now |= HungUp
		}
	}
	if s.mute || s.roomy() {
		now |= Writable
	}
	return now
}

// roomy reports whether there is so much room that it is worth telling who waits
// to send: three quarters of the buffer for a socket of the UNIX domain
// (unix_writable), half of what is in it over the network (sk_stream_is_writeable).
func (s *socket) roomy() bool {
	to := &s.peer.stream
	if s.network {
		return 2*to.room() >= to.held
	}
	return 4*to.held <= to.capacity
}

// mayNotSend is why the next send of a socket fails, 0 if it does not.
func (s *socket) mayNotSend() Errno {
	switch {
	case s.network && s.failure != 0:
		return s.takeFailure()
	case s.peer == nil && !s.network:
		return ENOTCONN
	case s.peer == nil && s.attempts > 0:
		return EAGAIN
	case s.peer == nil, s.mute:
		return EPIPE
	}
	return 0
}

// mayNotReceive is why the next call that finds no bytes fails, 0 if it does not.
func (s *socket) mayNotReceive() Errno {
	switch {
	case s.network && s.ended:
		return 0
	case s.failure != 0:
		return s.takeFailure()
	case s.dead:
		return 0
	case s.peer == nil && !s.network:
		return EINVAL
	case s.peer == nil && s.attempts > 0:
		return EAGAIN
	case s.peer == nil:
		return ENOTCONN
	}
	return 0
}

// takeFailure gives what went wrong, once (sock_error).
func (s *socket) takeFailure() Errno {
	errno := s.failure
	s.failure = 0
	return errno
}

func (s *socket) lack(t *Thread) string {
	switch {
	case t.line == &s.callers:
		return "a connection of socket " + s.name
	case t.why == trace.ReasonSpace:
		return "room in socket " + s.name + ", which nobody reads"
	}
	return "data in socket " + s.name + ", to which nobody sends"
}
