package node

import (
	"slices"

	"github.com/grafana/sobek"

	"timeslice/sim"
)

// pipe is a handle of a standard stream, which is a pipe. Who wrote into the
// input has closed it, so the poll phase always finds something to read: bytes
// or the end. What is written is read at once. (uv_pipe_t)
type pipe struct {
	node       *Environment
	fd         int
	listener   sobek.Callable // of what is read: listener(bytes), listener(undefined) for the end
	context    sobek.Value
	reading    bool
	referenced bool
	counted    bool // it keeps the loop alive
	ended      bool // the end was read
	shut       bool // nothing can be written any more
	closed     bool
	reads      int // how often this poll phase may still read
}

// What libuv reads at once, and how often before it sees to others.
// (uv__alloc_cb of Node, uv__read)
const (
	pipePiece = 64 << 10
	pipeReads = 32
)

// pipesBinding makes handles.
func (n *Environment) pipesBinding() sobek.Value {
	return n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		// open(fd): a handle.
		"open": func(c sobek.FunctionCall) sobek.Value {
			return n.pipeHandle(&pipe{node: n, fd: int(c.Argument(0).ToInteger()), referenced: true, context: n.context})
		},
	})
}

func (n *Environment) pipeHandle(p *pipe) sobek.Value {
	e := n.isolate.Engine
	return n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		// readStart(listener), readStop().
		"readStart": func(c sobek.FunctionCall) sobek.Value {
			n.isolate.Settle()
			p.listener = n.function(c.Argument(0))
			p.reading = !p.closed && !p.ended
			n.loop.input = p
			p.count()
			return nil
		},
		"readStop": func(sobek.FunctionCall) sobek.Value {
			n.isolate.Settle()
			p.reading = false
			p.count()
			return nil
		},
		"setRef": func(c sobek.FunctionCall) sobek.Value {
			p.referenced = c.Argument(0).ToBoolean()
			p.count()
			return nil
		},
		"hasRef": func(sobek.FunctionCall) sobek.Value { return e.ToValue(p.referenced && !p.closed) },
		// write(bytes): the name of an error, undefined if there is none.
		"write": func(c sobek.FunctionCall) sobek.Value {
			if p.shut || p.closed {
				return e.ToValue("EPIPE")
			}
			n.write(p.fd, string(n.bytesOrText(c.Argument(0))))
			n.wroteStream(p.fd)
			return nil
		},
		"isShut": func(sobek.FunctionCall) sobek.Value { return e.ToValue(p.shut) },
		// written(): how many bytes the process has written to the stream.
		"written": func(sobek.FunctionCall) sobek.Value { return e.ToValue(n.written[p.fd]) },
		// shutdown(callback): nothing more is written.
		"shutdown": func(c sobek.FunctionCall) sobek.Value {
			n.isolate.Settle()
			p.shut = true
			n.announce(p.item("shutdown", c.Argument(0)))
			return nil
		},
		// close(callback): the callback is called in the closing phase.
		"close": func(c sobek.FunctionCall) sobek.Value {
			n.isolate.Settle()
			p.closed, p.reading = true, false
			p.count()
			n.loop.close(n, p.item("close", c.Argument(0)))
			return nil
		},
	})
}

// item calls a function without arguments.
func (p *pipe) item(what string, callback sobek.Value) *item {
	call := p.node.function(callback)
	it := p.node.newItem(p.node.here(what), func() { p.node.invoke(call, sobek.Undefined()) }, callback)
	it.context = p.context
	return it
}

// count lets a handle keep the loop alive while it reads and is referenced.
func (p *pipe) count() {
	if counts := p.reading && p.referenced; counts != p.counted {
		p.counted = counts
		if counts {
			p.node.loop.refs++
		} else {
			p.node.loop.refs--
		}
	}
}

// ready reports whether the poll phase finds something at the handle.
func (p *pipe) ready() bool { return p != nil && p.reading }

// begin is where the poll phase begins to look at the handle.
func (p *pipe) begin() {
	if p != nil {
		p.reads = 0
		if p.reading {
			p.reads = pipeReads
		}
	}
}

// next is a callback for what this poll phase reads next: pieces as long as
// each is full, and then the end, which who wrote has left. (uv__stream_io)
func (p *pipe) next(n *Environment) *item {
	if p == nil || !p.reading || p.reads == 0 {
		return nil
	}
	if n.loop.behind {
		p.reads = 0 // a listener failed: the rest comes with the next turn
		return nil
	}
	p.reads--
	n.fiber.do(&sim.Read{Descriptor: p.fd, Bytes: pipePiece})
	buffer, count := n.fiber.thread.Data, int(n.fiber.thread.Result)
	n.spendBytes(n.fiber, count)
	var value sobek.Value = sobek.Undefined()
	if count == 0 {
		p.ended, p.reading, p.reads = true, false, 0
		p.count()
	} else {
		value = n.arrayBuffer(slices.Clone(buffer[:count]))
	}
	it := n.newItem("stdin", func() { n.invoke(p.listener, sobek.Undefined(), value) }, value)
	it.context = p.context
	return it
}
