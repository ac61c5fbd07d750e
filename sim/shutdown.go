package sim

import "timeslice/sim/trace"

// ShutDown shuts a connection down for one way or both, whatever other descriptors
// there are of it (shutdown(2)): what was sent is still received, and then comes the
// end. ENOTCONN if the socket is not connected, EBADF and ENOTSOCK for what is none.
type ShutDown struct {
	Descriptor       int
	Reading, Writing bool
}

// CPUNs is the cost of a system call.
func (s *ShutDown) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do shuts it down.
func (s *ShutDown) Do(m *Machine, t *Thread) Progress {
	file := t.Process.file(s.Descriptor)
	if file == nil {
		m.fail(t, EBADF, "shutdown", 0)
		return Continue
	}
	switch e := file.end.(type) {
	case *socket:
		if e.peer == nil || e.dead {
			m.fail(t, ENOTCONN, "shutdown", int32(e.id))
		} else {
			m.shutDown(t, e, s.Reading, s.Writing)
			t.succeed(0)
		}
	case *listener, *datagramSocket:
		m.fail(t, ENOTCONN, "shutdown", int32(file.object))
	default:
		m.fail(t, ENOTSOCK, "shutdown", int32(file.object))
	}
	return Continue
}

// shutDown shuts a socket down. Over the network who sends to one that does not read
// does not learn of it; in the UNIX domain it does.
func (m *Machine) shutDown(t *Thread, s *socket, reading, writing bool) {
	ways := int64(0)
	if reading {
		ways |= int64(Readable)
	}
	if writing {
		ways |= int64(Writable)
	}
	shut := m.tell(trace.Fact{Kind: trace.KindShut, Thread: t.ID, Object: int32(s.id), A: ways, Cause: t.lastFact})
	if writing && !s.mute {
		s.mute = true
		if s.network {
			s.peer.receives(m, underway{what: arrivalEnd, cause: shut})
		} else {
			s.peer.stream.shut = true
			s.peer.stream.callNext(m, shut)
		}
	}
	if reading {
		s.stream.shut = true
		if !s.network {
			s.peer.mute = true
			m.callAll(&s.stream.writers, trace.ReasonClosed, shut)
		}
		s.stream.callNext(m, shut)
	}
	s.tell(m, shut)
	m.callAll(&s.peer.stream.writers, trace.ReasonClosed, shut)
}

// TakeError gives the number of what has gone wrong with a socket, and forgets it; 0
// if nothing has (SO_ERROR of getsockopt(2)). EBADF and ENOTSOCK for what is none.
type TakeError struct{ Descriptor int }

// CPUNs is the cost of a system call.
func (e *TakeError) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do takes it.
func (e *TakeError) Do(m *Machine, t *Thread) Progress {
	file := t.Process.file(e.Descriptor)
	if file == nil {
		m.fail(t, EBADF, "getsockopt", 0)
		return Continue
	}
	switch e := file.end.(type) {
	case *socket:
		t.succeed(int64(e.takeFailure()))
	case *datagramSocket:
		t.succeed(int64(e.failure))
		e.failure = 0
	case *listener:
		t.succeed(0)
	default:
		m.fail(t, ENOTSOCK, "getsockopt", int32(file.object))
	}
	return Continue
}
