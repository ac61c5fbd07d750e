package sim

import "timeslice/sim/trace"

// PipeBytes is how much a pipe holds unless it is told otherwise, and
// PipeAtomicBytes how long a write may be that goes in whole (pipe(7)).
const (
	PipeBytes       = 65_536
	PipeAtomicBytes = 4_096
)

// pipe is a channel that goes one way, with a buffer and two ends that are
// counted. It exists before its ends are opened, as a named pipe does: an end
// that nobody has opened yet may still be opened, so a reader waits for its
// first writer, and a writer for its first reader; the end of the stream comes
// when the last one that was open is closed (fifo(7)).
type pipe struct {
	identity
	stream  stream
	ends    [2]pipeEnd // by Way
	unnamed bool       // made at run time: it is gone when both ends are closed
}

// pipeEnd is one end of a pipe.
type pipeEnd struct {
	polls
	pipe *pipe
	way  Way
	open int
}

// NewPipe makes a pipe that holds so many bytes, 0 for [PipeBytes].
func (m *Machine) NewPipe(name string, capacity int64) trace.ObjectID {
	return m.newPipe(name, capacity, trace.NoFact).id
}

func (m *Machine) newPipe(name string, capacity int64, cause trace.FactID) *pipe {
	if capacity <= 0 {
		capacity = PipeBytes
	}
	p := &pipe{}
	for way := range p.ends {
		e := &p.ends[way]
		e.pipe, e.way, e.of = p, Way(way), e
	}
	p.stream.make(m.enter(p, trace.ReasonPipe, name, capacity, cause), capacity)
	p.stream.atomic = PipeAtomicBytes
	p.stream.out, p.stream.in = &p.ends[Reading].polls, &p.ends[Writing].polls
	return p
}

func (p *pipe) end(way Way) end { return &p.ends[way] }

func (e *pipeEnd) channel() trace.ObjectID { return e.pipe.id }

// acquire counts an end. A pipe that had come to its end goes on when it is
// opened again.
func (e *pipeEnd) acquire() {
	e.open++
	if e.way == Reading {
		e.pipe.stream.deaf = false
	} else {
		e.pipe.stream.shut = false
	}
}

// release closes one end; with the last one for its way, who waits at the other
// learns of it.
func (e *pipeEnd) release(m *Machine, cause trace.FactID) {
	if e.open--; e.open > 0 {
		return
	}
	if e.way == Reading {
		e.pipe.stream.deaf = true
	} else {
		e.pipe.stream.shut = true
	}
	e.pipe.stream.callNext(m, cause)
	if p := e.pipe; p.unnamed && p.ends[Reading].open+p.ends[Writing].open == 0 {
		p.stream.discard(m, cause)
		m.objects[p.id] = nil
	}
}

// readiness is, for the writing end, whether a write that must go in whole would
// (pipe_poll in fs/pipe.c).
func (e *pipeEnd) readiness() (now Readiness) {
	s := &e.pipe.stream
	if e.way == Writing {
		if s.room() >= min(s.atomic, s.capacity) {
			now |= Writable
		}
		if s.deaf {
			now |= Failed
		}
		return now
	}
	if s.arrived > 0 {
		now |= Readable
	}
	if s.shut {
		now |= HungUp
	}
	return now
}
