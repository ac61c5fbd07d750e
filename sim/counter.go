package sim

import (
	"encoding/binary"

	"timeslice/sim/trace"
)

// counter is a number to which somebody adds, and which who reads it takes and
// sets to 0: by it one thread tells another that something has happened, where
// the other waits for more than that (eventfd(2)). Simplified: what would be too
// much, from 2⁶³ on, is as much as there can be, and nobody waits for it to be less.
type counter struct {
	identity
	polls
	open    int
	value   uint64
	readers waitQueue
}

// OpenEventCounter makes an event counter (eventfd(2)). The result is its
// descriptor. [Read] gives its value as eight bytes, the lowest first, and waits
// while that is 0; [Write] of eight bytes adds. EMFILE if too many are open.
type OpenEventCounter struct {
	Name        string
	CloseOnExec bool
}

// CPUNs is the cost of a system call.
func (o *OpenEventCounter) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do makes it.
func (o *OpenEventCounter) Do(m *Machine, t *Thread) Progress {
	if !t.Process.hasRoom() {
		m.fail(t, EMFILE, "eventfd", 0)
		return Continue
	}
	c := &counter{}
	c.of = c
	c.readers.object = m.enter(c, trace.ReasonEventCounter, o.Name, 0, t.lastFact)
	c.readers.owner = c
	m.opensAs(t, c, o.CloseOnExec, "eventfd")
	return Continue
}

func (c *counter) channel() trace.ObjectID { return c.id }

func (c *counter) acquire() { c.open++ }

func (c *counter) release(m *Machine, cause trace.FactID) {
	if c.open--; c.open == 0 {
		m.callAll(&c.readers, trace.ReasonClosed, cause)
		m.objects[c.id] = nil
	}
}

func (c *counter) readiness() Readiness {
	if c.value > 0 {
		return Readable | Writable
	}
	return Writable
}

func (c *counter) lack(*Thread) string { return "event counter " + c.name + ", to which nobody adds" }

// callNext implements caller.
func (c *counter) callNext(m *Machine, cause trace.FactID) {
	c.tell(m, cause)
	if c.value > 0 && c.readers.called == 0 && c.readers.first != nil {
		m.call(&c.readers, c.readers.first, trace.ReasonData, cause)
	}
}

// Raise adds 1 to an event counter of a process, from inside an operation of t:
// what uv_async_send does. cause is what has happened. It reports whether the
// descriptor is one.
func (m *Machine) Raise(t *Thread, descriptor int, cause trace.FactID) bool {
	return m.raiseIn(t.Process, t, descriptor, cause)
}

// RaiseIn is Raise from outside the computer.
func (m *Machine) RaiseIn(p *Process, descriptor int, cause trace.FactID) bool {
	return m.raiseIn(p, nil, descriptor, cause)
}

func (m *Machine) raiseIn(p *Process, t *Thread, descriptor int, cause trace.FactID) bool {
	if file := p.file(descriptor); file != nil {
		if c, ok := file.end.(*counter); ok {
			m.addTo(c, t, 1, cause)
			return true
		}
	}
	return false
}

func (m *Machine) addTo(c *counter, t *Thread, value uint64, cause trace.FactID) {
	const highest = 1<<63 - 1
	if value > highest-c.value {
		value = highest - c.value
	}
	c.value += value
	c.callNext(m, m.tell(trace.Fact{
		Kind: trace.KindValue, Thread: identify(t), Object: int32(c.id), A: int64(c.value), Cause: cause,
	}))
}

// counterBytes is how long a read or a write of a counter is.
const counterBytes = 8

// readCounter takes the value, and waits for one.
func (m *Machine) readCounter(t *Thread, c *counter, bytes int64, noWait bool) Progress {
	m.begin(t)
	switch {
	case bytes < counterBytes:
		m.fail(t, EINVAL, "read", int32(c.id))
	case c.value > 0:
		t.Data = binary.LittleEndian.AppendUint64(nil, c.value)
		c.value = 0
		m.tell(trace.Fact{Kind: trace.KindValue, Thread: t.ID, Object: int32(c.id), Cause: t.lastFact})
		t.succeed(counterBytes)
	case noWait:
		m.fail(t, EAGAIN, "read", int32(c.id))
	default:
		return m.lineUp(t, &c.readers, trace.ReasonData, 0, course{})
	}
	return Continue
}

// writeCounter adds to the value.
func (m *Machine) writeCounter(t *Thread, c *counter, data []byte) Progress {
	if len(data) < counterBytes {
		m.fail(t, EINVAL, "write", int32(c.id))
		return Continue
	}
	value := binary.LittleEndian.Uint64(data)
	if value == 1<<64-1 {
		m.fail(t, EINVAL, "write", int32(c.id))
		return Continue
	}
	t.succeed(counterBytes)
	m.addTo(c, t, value, t.lastFact)
	return Continue
}
