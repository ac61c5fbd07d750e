package sim

import (
	"fmt"

	"timeslice/sim/trace"
)

// listener is a socket that listens: at an address of the loopback network, at a
// path, or at an address of a scenario, which is there before anybody listens
// (tcp(7), unix(7)). A connection is made by the kernel as soon as a client asks
// for it, and waits in the listen queue until it is accepted; the client may send
// meanwhile. As on Linux a backlog of n lets n+1 connections wait
// (sk_acceptq_is_full, unix_recvq_full). When the queue is full, clients of a path
// wait in line for a place, and so do, to keep lessons short, those of a scenario's
// address; those of a port try again by and by, see connect.go.
type listener struct {
	identity
	polls
	naming
	backlog   int
	network   bool
	open      int // descriptions of the socket that listens
	made      int // connections, to name them
	queue     []*socket
	clients   waitQueue
	accepters waitQueue
}

// NewListener makes an address whose listen queue has this backlog, 0 or less
// for a queue of one. Nobody listens there before [Listen].
func (m *Machine) NewListener(name string, backlog int) trace.ObjectID {
	l := &listener{backlog: max(backlog, 0), network: true}
	l.of = l
	l.lines(m.enter(l, trace.ReasonListener, name, int64(l.backlog)+1, trace.NoFact))
	return l.id
}

// lines makes the lines of who waits at a listener.
func (l *listener) lines(id trace.ObjectID) {
	l.clients.object, l.accepters.object = id, id
	l.clients.owner, l.accepters.owner = l, l
}

func (l *listener) channel() trace.ObjectID { return l.id }

func (l *listener) acquire() { l.open++ }

// release stops listening with the last description: connections that were not
// accepted are reset, clients in line are refused.
func (l *listener) release(m *Machine, cause trace.FactID) {
	if l.open--; l.open > 0 {
		return
	}
	queue := l.queue
	l.queue = nil
	m.network.drop(l.claim)
	m.leavePath(l.local, l)
	if len(queue) > 0 {
		cause = m.tell(trace.Fact{Kind: trace.KindListen, Object: int32(l.id), Cause: cause})
	}
	for _, s := range queue {
		s.reset = true
		s.close(m, cause)
	}
	m.callAll(&l.clients, trace.ReasonClosed, cause)
	m.callAll(&l.accepters, trace.ReasonClosed, cause)
	if !l.local.IsZero() {
		m.objects[l.id] = nil
	}
}

func (l *listener) full() bool { return len(l.queue) > l.backlog }

func (l *listener) readiness() Readiness {
	if len(l.queue) > 0 {
		return Readable
	}
	return 0
}

// callNext implements caller for both lines.
func (l *listener) callNext(m *Machine, cause trace.FactID) {
	l.tell(m, cause)
	for !l.full() && l.clients.called == 0 && l.clients.first != nil {
		m.call(&l.clients, l.clients.first, trace.ReasonSpace, cause)
	}
	for len(l.queue) > 0 && l.accepters.called == 0 && l.accepters.first != nil {
		m.call(&l.accepters, l.accepters.first, trace.ReasonConnection, cause)
	}
}

// admit connects a socket with a new one in the listen queue, in which there is
// room. by is the thread that asked for that, nil for the machine, which tries
// again for it.
func (m *Machine) admit(l *listener, client *socket, by *Thread, cause trace.FactID) {
	l.made++
	name := fmt.Sprintf("%s.%d", l.name, l.made)
	if client.via != nil {
		name += "/2"
	}
	server := m.newSocket(l.network)
	server.via, server.domain = client.via, l.domain
	m.enterSocket(server, trace.ReasonSocket, name, 0, cause)
	server.local, server.remote = client.remote.within(l.domain), client.local.within(l.domain)
	client.join(server)
	l.queue = append(l.queue, server)
	made := m.tell(trace.Fact{
		Kind: trace.KindConnect, Thread: identify(by), Object: int32(l.id),
		A: int64(server.id), B: int64(len(l.queue)), Cause: cause,
	})
	l.callNext(m, made)
	client.callNext(m, made)
}

// hand gives t the first connection of the listen queue. Without a descriptor for
// it, it stays there.
func (m *Machine) hand(t *Thread, l *listener, closeOnExec bool) {
	s := l.queue[0]
	if !m.opensAs(t, s, closeOnExec, "accept") {
		l.callNext(m, t.lastFact)
		return
	}
	l.queue = l.queue[1:]
	t.From = s.remote
	if s.via != nil {
		t.talkBy(s)
	}
	l.callNext(m, m.tell(trace.Fact{
		Kind: trace.KindAccept, Thread: t.ID, Object: int32(l.id),
		A: int64(s.id), B: int64(len(l.queue)), Cause: t.lastFact,
	}))
}

// Listen lets the caller's process listen at an address of a scenario (listen(2)).
// The result is the descriptor. EINVAL if there is no such address, EADDRINUSE if a
// process listens there, EMFILE if too many are open.
type Listen struct{ Listener trace.ObjectID }

// CPUNs is the cost of a system call.
func (l *Listen) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do begins to listen.
func (l *Listen) Do(m *Machine, t *Thread) Progress {
	at, ok := find[*listener](m, l.Listener)
	switch {
	case !ok:
		m.fail(t, EINVAL, "listen", int32(l.Listener))
	case at.open > 0:
		m.fail(t, EADDRINUSE, "listen", int32(at.id))
	default:
		m.opens(t, at, "listen")
	}
	return Continue
}

// ListenOn lets a socket listen, so that Backlog connections and one more may wait
// (listen(2)). One that has no port gets an ephemeral one; one that listens already
// gets the new backlog. EBADF if the descriptor is not open, ENOTSOCK and
// EOPNOTSUPP for what cannot listen, EINVAL if it is connected or has no path,
// EADDRINUSE if another one listens there.
type ListenOn struct {
	Descriptor int
	Backlog    int
}

// mostBacklog bounds every backlog (net.core.somaxconn).
const mostBacklog = 4096

// CPUNs is the cost of a system call.
func (l *ListenOn) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do begins to listen.
func (l *ListenOn) Do(m *Machine, t *Thread) Progress {
	backlog := l.Backlog
	if backlog < 0 || backlog > mostBacklog {
		backlog = mostBacklog
	}
	file := t.Process.file(l.Descriptor)
	if file == nil {
		m.fail(t, EBADF, "listen", 0)
		return Continue
	}
	switch e := file.end.(type) {
	case *listener:
		e.backlog = backlog
		e.callNext(m, m.tellListens(t, e))
		t.succeed(0)
	case *socket:
		m.listens(t, file, e, backlog)
	case *datagramSocket:
		m.fail(t, EOPNOTSUPP, "listen", int32(e.id))
	default:
		m.fail(t, ENOTSOCK, "listen", int32(file.object))
	}
	return Continue
}

// listens makes a listener of a socket: its number, its name and who is interested
// in it stay.
func (m *Machine) listens(t *Thread, file *openFile, s *socket, backlog int) {
	errno := Errno(0)
	switch {
	case s.peer != nil || s.dead || s.attempts > 0, !s.network && s.local.IsZero():
		errno = EINVAL
	case s.network && s.claim == nil:
		errno = m.bindPort(t, s, &s.naming, tcp, &Bind{To: Address{IP: anyOf(s.domain)}})
	}
	if errno == 0 && s.network {
		if s.claim.listens = true; m.network.against(s.claim) {
			s.claim.listens, errno = false, EADDRINUSE
		}
	}
	if errno != 0 {
		m.fail(t, errno, "listen", int32(s.id))
		return
	}
	l := &listener{
		identity: s.identity, naming: s.naming, backlog: backlog, network: s.network, open: s.open,
	}
	l.sort, l.of = trace.ReasonListener, l
	l.lines(l.id)
	if s.claim != nil {
		s.claim.by = l
	}
	m.followPath(s.local, l)
	m.objects[l.id], file.end = l, l
	for i := s.newest; i != nil; i = i.older {
		i.list = &l.polls
	}
	l.newest = s.newest
	m.tellListens(t, l)
	t.succeed(0)
}

func (m *Machine) tellListens(t *Thread, l *listener) trace.FactID {
	return m.tell(trace.Fact{
		Kind: trace.KindListen, Thread: t.ID, Object: int32(l.id), A: int64(l.backlog) + 1, Cause: t.lastFact,
	})
}

// Accept takes the first connection out of the listen queue of an address of a
// scenario (accept(2)), or waits for one. The result is the descriptor of the
// server's end; operations of the same thread that name the address as their channel
// mean this connection from now on. EBADF if the caller's process does not listen
// there, EAGAIN if there is no connection and NoWait is set or TimeoutNs have passed,
// EINTR if a signal was caught meanwhile.
type Accept struct {
	Listener  trace.ObjectID
	NoWait    bool
	TimeoutNs int64
}

// CPUNs is the cost of taking over a connection.
func (a *Accept) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.AcceptNs }

// Do takes a connection, or blocks.
func (a *Accept) Do(m *Machine, t *Thread) Progress {
	l, ok := find[*listener](m, a.Listener)
	if !ok || t.Process.Descriptor(l.id) < 0 {
		c := m.begin(t)
		return m.noSuchEnd(t, &c, "accept", a.Listener)
	}
	return m.accept(t, l, &AcceptFrom{NoWait: a.NoWait, TimeoutNs: a.TimeoutNs})
}

// AcceptFrom is [Accept] for a descriptor, of whatever process it came from. Who
// made the connection is in [Thread.From]. EBADF if it is not open, ENOTSOCK and
// EINVAL if it does not listen, EMFILE if too many are open: then the connection
// stays in the queue.
type AcceptFrom struct {
	Descriptor  int
	CloseOnExec bool
	NoWait      bool
	TimeoutNs   int64
}

// CPUNs is the cost of taking over a connection.
func (a *AcceptFrom) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.AcceptNs }

// Do takes a connection, or blocks.
func (a *AcceptFrom) Do(m *Machine, t *Thread) Progress {
	file := t.Process.file(a.Descriptor)
	if file == nil {
		c := m.begin(t)
		return m.noSuchEnd(t, &c, "accept", trace.NoObject)
	}
	if l, ok := file.end.(*listener); ok {
		return m.accept(t, l, a)
	}
	m.begin(t)
	m.fail(t, notListening(file.end), "accept", int32(file.object))
	return Continue
}

// notListening is why an end that is no listener cannot accept.
func notListening(e end) Errno {
	switch e.(type) {
	case *socket:
		return EINVAL
	case *datagramSocket:
		return EOPNOTSUPP
	}
	return ENOTSOCK
}

func (m *Machine) accept(t *Thread, l *listener, a *AcceptFrom) Progress {
	c := m.begin(t)
	switch {
	case len(l.queue) > 0:
		m.hand(t, l, a.CloseOnExec)
	case a.NoWait || c.late:
		m.fail(t, EAGAIN, "accept", int32(l.id))
	default:
		m.deadline(&c, a.TimeoutNs)
		return m.lineUp(t, &l.accepters, trace.ReasonConnection, 1, c)
	}
	return Continue
}

// talkBy notes that t made or accepted a connection, the last by its address.
func (t *Thread) talkBy(s *socket) {
	for i, other := range t.talks {
		if other.via == s.via {
			t.talks[i] = s
			return
		}
	}
	t.talks = append(t.talks, s)
}

// talk is the connection that t means when it names an address: the last it made
// or accepted there, or the one of the thread that started it, if it has none
// of its own. Nil if there is none, or it was closed.
func (t *Thread) talk(l *listener) *socket {
	for _, s := range t.talks {
		if s.via == l && !s.closed {
			return s
		}
	}
	return nil
}
