package sim

import (
	"fmt"

	"timeslice/sim/trace"
)

// listener is an address of the loopback network at which a process may listen
// (tcp(7)). A connection is made by the kernel as soon as a client asks for it,
// and waits in the listen queue until it is accepted; the client may send
// meanwhile. As on Linux a backlog of n lets n+1 connections wait
// (sk_acceptq_is_full); when the queue is full, clients wait in line for a place:
// simplified, as the real ones try again after 1 s, 2 s, 4 s…
type listener struct {
	identity
	backlog   int
	open      int // descriptions of the socket that listens
	made      int // connections, to name them
	queue     []*socket
	clients   waitQueue
	accepters waitQueue
}

// NewListener makes an address whose listen queue has this backlog, 0 or less
// for a queue of one. Nobody listens there before [Listen].
func (m *Machine) NewListener(name string, backlog int) trace.ObjectID {
	l := &listener{backlog: max(backlog, 0)}
	l.clients.object = m.enter(l, trace.ReasonListener, name, int64(l.backlog)+1, trace.NoFact)
	l.accepters.object = l.id
	l.clients.owner, l.accepters.owner = l, l
	return l.id
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
	for _, s := range queue {
		s.peer.stream.reset = true
		s.close(m, cause)
	}
	m.callAll(&l.clients, trace.ReasonClosed, cause)
	m.callAll(&l.accepters, trace.ReasonClosed, cause)
}

func (l *listener) full() bool { return len(l.queue) > l.backlog }

// callNext implements caller for both lines.
func (l *listener) callNext(m *Machine, cause trace.FactID) {
	for !l.full() && l.clients.called == 0 && l.clients.first != nil {
		m.call(&l.clients, l.clients.first, trace.ReasonSpace, cause)
	}
	for len(l.queue) > 0 && l.accepters.called == 0 && l.accepters.first != nil {
		m.call(&l.accepters, l.accepters.first, trace.ReasonConnection, cause)
	}
}

// Listen lets the caller's process listen at an address (listen(2)). The result
// is the descriptor. EINVAL if there is no such address, EADDRINUSE if a process
// listens there, EMFILE if too many are open.
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

// Connect makes a connection to an address (connect(2)). The result is the
// descriptor of the caller's end; operations of the same thread that name the
// address as their channel mean this connection. ECONNREFUSED if nobody listens,
// EAGAIN if the listen queue is full and NoWait is set, ETIMEDOUT after TimeoutNs
// if that is not 0, EINTR if a signal was caught meanwhile.
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
	case !l.full():
		m.join(t, l)
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

// join makes a connection of t's and puts the other end into the listen queue.
func (m *Machine) join(t *Thread, l *listener) {
	if !t.Process.hasRoom() { // before anything is made that nobody could close
		m.fail(t, EMFILE, "connect", int32(l.id))
		l.callNext(m, t.lastFact)
		return
	}
	mine := &socket{via: l, callNs: m.costs.LoopbackCallNs}
	theirs := &socket{via: l, callNs: m.costs.LoopbackCallNs}
	mine.stream.latencyNs, theirs.stream.latencyNs = m.costs.LoopbackNs, m.costs.LoopbackNs
	l.made++
	m.connect(mine, theirs, fmt.Sprintf("%s.%d", l.name, l.made), trace.ReasonSocket, 0, t.lastFact)
	m.opens(t, mine, "connect")
	t.talkBy(mine)
	l.queue = append(l.queue, theirs)
	l.callNext(m, m.tell(trace.Fact{
		Kind: trace.KindConnect, Thread: t.ID, Object: int32(l.id),
		A: int64(theirs.id), B: int64(len(l.queue)), Cause: t.lastFact,
	}))
}

// Accept takes the first connection out of the listen queue (accept(2)), or waits
// for one. The result is the descriptor of the server's end; operations of the
// same thread that name the address as their channel mean this connection from
// now on. EBADF if the caller's process does not listen there, EAGAIN if there is
// no connection and NoWait is set or TimeoutNs have passed, EINTR if a signal was
// caught meanwhile.
type Accept struct {
	Listener  trace.ObjectID
	NoWait    bool
	TimeoutNs int64
}

// CPUNs is the cost of taking over a connection.
func (a *Accept) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.AcceptNs }

// Do takes a connection, or blocks.
func (a *Accept) Do(m *Machine, t *Thread) Progress {
	progress := m.begin(t)
	l, ok := find[*listener](m, a.Listener)
	switch {
	case !ok || t.Process.Descriptor(l.id) < 0:
		return m.noSuchEnd(t, &progress, "accept", a.Listener)
	case len(l.queue) > 0:
		m.accept(t, l)
	case a.NoWait || progress.late:
		m.fail(t, EAGAIN, "accept", int32(l.id))
	default:
		m.deadline(&progress, a.TimeoutNs)
		return m.lineUp(t, &l.accepters, trace.ReasonConnection, 1, progress)
	}
	return Continue
}

// accept gives t the first connection of the listen queue. Without a descriptor
// for it, it stays there.
func (m *Machine) accept(t *Thread, l *listener) {
	s := l.queue[0]
	if !m.opens(t, s, "accept") {
		l.callNext(m, t.lastFact)
		return
	}
	l.queue = l.queue[1:]
	t.talkBy(s)
	l.callNext(m, m.tell(trace.Fact{
		Kind: trace.KindAccept, Thread: t.ID, Object: int32(l.id),
		A: int64(s.id), B: int64(len(l.queue)), Cause: t.lastFact,
	}))
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
