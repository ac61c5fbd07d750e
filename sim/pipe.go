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
	stream stream
	ends   [2]pipeEnd // by Way
}

// pipeEnd is one end of a pipe.
type pipeEnd struct {
	pipe *pipe
	way  Way
	open int
}

// NewPipe makes a pipe that holds so many bytes, 0 for [PipeBytes].
func (m *Machine) NewPipe(name string, capacity int64) trace.ObjectID {
	if capacity <= 0 {
		capacity = PipeBytes
	}
	p := &pipe{}
	p.ends = [2]pipeEnd{{pipe: p, way: Reading}, {pipe: p, way: Writing}}
	p.stream.make(m.enter(p, trace.ReasonPipe, name, capacity, trace.NoFact), capacity)
	p.stream.atomic = PipeAtomicBytes
	return p.id
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
}
