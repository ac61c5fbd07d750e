package sim

import "timeslice/sim/trace"

// SocketBytes is how much a socket holds that was not read yet
// (net.core.wmem_default).
const SocketBytes = 212_992

// socket is one end of a connection: it holds what was sent to it. What it sends
// goes to its peer.
type socket struct {
	identity
	stream stream // what comes to this end
	peer   *socket
	via    *listener // for connections of a network: by which address
	callNs int64     // CPU time of a call
	open   int
	closed bool
}

// NewSocketPair makes two sockets that are connected with each other, each of
// which holds so many bytes, 0 for [SocketBytes] (socketpair(2)). What is sent
// at one end is received at the other. They are named with /1 and /2.
func (m *Machine) NewSocketPair(name string, capacity int64) (one, other trace.ObjectID) {
	a, b := &socket{callNs: m.costs.SocketNs}, &socket{callNs: m.costs.SocketNs}
	m.connect(a, b, name, trace.ReasonSocketPair, capacity, trace.NoFact)
	return a.id, b.id
}

// connect makes the two ends of a connection.
func (m *Machine) connect(a, b *socket, name string, sort trace.Reason, capacity int64, cause trace.FactID) {
	if capacity <= 0 {
		capacity = SocketBytes
	}
	a.peer, b.peer = b, a
	a.stream.make(m.enter(a, sort, name+"/1", capacity, cause), capacity)
	b.stream.make(m.enter(b, sort, name+"/2", capacity, cause), capacity)
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
// end; or, if bytes that the peer had sent were not read, that the connection
// was reset. What the peer sends from now on, nobody will read: simplified, as
// over TCP the first such call still goes well, and only its answer says so.
func (s *socket) close(m *Machine, cause trace.FactID) {
	unread := s.stream.held > 0
	s.closed, s.stream.deaf = true, true
	s.stream.callNext(m, cause)
	if unread {
		s.peer.stream.reset = true
	}
	s.peer.stream.shutDown(m, cause)
	s.peer.stream.callNext(m, cause)
	if s.peer.closed { // nobody can name them any more
		m.objects[s.id], m.objects[s.peer.id] = nil, nil
	}
}
