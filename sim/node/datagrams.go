package node

import (
	"slices"

	"github.com/grafana/sobek"

	"timeslice/sim"
	"timeslice/sim/trace"
)

// datagrams is a handle on a socket of UDP. What it does follows libuv's
// src/unix/udp.c.
type datagrams struct {
	node         *Environment
	watcher      ioWatcher
	handle       *openHandle
	resource     *resource
	what         string
	onMessage    func(data []byte, from sim.Address, errno sim.Errno)
	receiving    bool
	unreferenced bool
	closing      bool
	counted      bool // it keeps the loop alive

	cause trace.FactID
	reads int // how often it may still read before the loop sees to others
}

// newDatagrams makes a handle without a descriptor.
func (n *Environment) newDatagrams() *datagrams {
	d := &datagrams{node: n, what: n.here("datagram")}
	d.watcher = ioWatcher{io: d, fd: -1}
	d.handle = n.active.open("UDPWrap")
	d.resource = n.newResource("UDPWRAP")
	return d
}

// do carries out a call on the socket, which is made if there is none.
func (d *datagrams) do(call func(fd int) sim.Operation) sim.Errno {
	n := d.node
	n.isolate.Settle()
	if d.closing {
		return sim.EBADF
	}
	if d.watcher.fd < 0 {
		n.fiber.do(&sim.OpenSocket{Sort: sim.UDPSocket, CloseOnExec: true})
		if errno := n.fiber.thread.Errno; errno != 0 {
			return errno
		}
		d.watcher.fd = int(n.fiber.thread.Result)
	}
	n.fiber.do(call(d.watcher.fd))
	return n.fiber.thread.Errno
}

// receive lets datagrams be read. (uv_udp_recv_start)
func (d *datagrams) receive() {
	d.receiving = true
	d.node.loop.poller.want(&d.watcher, sim.Readable)
	d.count()
}

func (d *datagrams) stop() {
	if d.receiving {
		d.receiving = false
		d.node.loop.poller.unwant(&d.watcher, sim.Readable)
		d.count()
	}
}

// count lets a handle keep the loop alive while it receives and is referenced.
func (d *datagrams) count() {
	counts := d.receiving && !d.unreferenced && !d.closing
	if counts == d.counted {
		return
	}
	d.counted = counts
	if counts {
		d.node.loop.refs++
	} else {
		d.node.loop.refs--
	}
}

// ready implements ioHandler.
func (d *datagrams) ready(_ sim.Readiness, cause trace.FactID) { d.cause, d.reads = cause, mostReads }

// next implements ioHandler. (uv__udp_recvmsg)
func (d *datagrams) next(n *Environment) *item {
	if !d.receiving || d.watcher.fd < 0 || d.reads == 0 {
		return nil
	}
	d.reads--
	n.isolate.Settle()
	n.fiber.do(&sim.ReceiveFrom{Descriptor: d.watcher.fd, Bytes: streamPiece, NoWait: true})
	t := n.fiber.thread
	data, from, errno := t.Data, t.From, t.Errno
	switch {
	case errno == sim.EAGAIN:
		return nil
	case errno != 0:
		d.reads = 0
		data = nil
	case data == nil: // a mere number of bytes
		data = make([]byte, t.Result)
	}
	it := n.newItem(d.what, func() { d.onMessage(data, from, errno) })
	it.resource, it.keeps, it.context, it.queued = d.resource, true, d.resource.context, d.cause
	return it
}

// close closes the socket; done is called in the closing phase.
func (d *datagrams) close(done func()) {
	if d.closing {
		return
	}
	n := d.node
	n.isolate.Settle()
	d.stop()
	d.closing = true
	if fd := d.watcher.fd; fd >= 0 {
		n.loop.poller.forget(n, &d.watcher)
		d.watcher.fd = -1
		n.fiber.do(&sim.Close{Descriptor: fd})
	}
	it := n.newItem(d.what, func() {
		n.active.close(d.handle)
		done()
	})
	it.resource, it.context = d.resource, d.resource.context
	n.loop.close(n, it)
}

// datagramsBinding is what lib/dgram.js makes sockets of. Each function takes the
// handle first; errors are told by their names.
func (n *Environment) datagramsBinding() sobek.Value {
	e := n.isolate.Engine
	handle := func(c sobek.FunctionCall) *datagrams { return c.Argument(0).Export().(*datagrams) }
	address := func(c sobek.FunctionCall) sim.Address {
		return socketAddress(c.Argument(1).String(), c.Argument(2).ToInteger())
	}
	return n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		"open": func(sobek.FunctionCall) sobek.Value { return e.ToValue(n.newDatagrams()) },
		// adopt(handle, fd): lets the handle have a descriptor that is open.
		"adopt": func(c sobek.FunctionCall) sobek.Value {
			handle(c).watcher.fd = int(c.Argument(1).ToInteger())
			return nil
		},
		"asyncId": func(c sobek.FunctionCall) sobek.Value { return e.ToValue(handle(c).resource.id) },
		"fd":      func(c sobek.FunctionCall) sobek.Value { return e.ToValue(handle(c).watcher.fd) },
		// bind(handle, address, port, reuse, onlyIPv6).
		"bind": func(c sobek.FunctionCall) sobek.Value {
			return n.errnoName(handle(c).do(func(fd int) sim.Operation {
				return &sim.Bind{Descriptor: fd, To: address(c), Reuse: c.Argument(3).ToBoolean(), OnlyIPv6: c.Argument(4).ToBoolean()}
			}))
		},
		"connect": func(c sobek.FunctionCall) sobek.Value {
			return n.errnoName(handle(c).do(func(fd int) sim.Operation {
				return &sim.ConnectTo{Descriptor: fd, To: address(c), NoWait: true}
			}))
		},
		"disconnect": func(c sobek.FunctionCall) sobek.Value {
			return n.errnoName(handle(c).do(func(fd int) sim.Operation { return &sim.ConnectTo{Descriptor: fd, NoWait: true} }))
		},
		// send(handle, address, port, bytes): to whom the socket is connected with, if
		// the address is undefined.
		"send": func(c sobek.FunctionCall) sobek.Value {
			data := n.joined(c.Argument(3))
			n.goThrough(len(data), copiedPs)
			to := sim.Address{}
			if !sobek.IsUndefined(c.Argument(1)) {
				to = address(c)
			}
			return n.errnoName(handle(c).do(func(fd int) sim.Operation { return &sim.SendTo{Descriptor: fd, To: to, Data: data} }))
		},
		// receive(handle, message(memory, [address, port, family], error)).
		"receive": func(c sobek.FunctionCall) sobek.Value {
			d, call := handle(c), n.function(c.Argument(1))
			d.onMessage = func(data []byte, from sim.Address, errno sim.Errno) {
				var memory sobek.Value = sobek.Undefined()
				if data != nil {
					n.goThrough(len(data), copiedPs)
					memory = n.arrayBuffer(slices.Clone(data))
				}
				n.invoke(call, sobek.Undefined(), memory, n.addressValue(from, true), n.errnoName(errno))
			}
			d.receive()
			return nil
		},
		"stop": func(c sobek.FunctionCall) sobek.Value { handle(c).stop(); return nil },
		"broadcast": func(c sobek.FunctionCall) sobek.Value {
			return n.errnoName(handle(c).do(func(fd int) sim.Operation {
				return &sim.SetBroadcast{Descriptor: fd, On: c.Argument(1).ToBoolean()}
			}))
		},
		// room(handle, sending, bytes): how much may wait, after it was made that if
		// bytes are any; or the name of an error.
		"room": func(c sobek.FunctionCall) sobek.Value {
			if errno := handle(c).do(func(fd int) sim.Operation {
				return &sim.SetRoom{Descriptor: fd, Sending: c.Argument(1).ToBoolean(), Bytes: c.Argument(2).ToInteger()}
			}); errno != 0 {
				return n.errnoName(errno)
			}
			return e.ToValue(n.fiber.thread.Result)
		},
		"setRef": func(c sobek.FunctionCall) sobek.Value {
			d := handle(c)
			d.handle.ref = c.Argument(1).ToBoolean()
			d.unreferenced = !d.handle.ref
			d.count()
			return nil
		},
		"hasRef": func(c sobek.FunctionCall) sobek.Value { return e.ToValue(!handle(c).unreferenced) },
		"close": func(c sobek.FunctionCall) sobek.Value {
			call := n.function(c.Argument(1))
			handle(c).close(func() { n.invoke(call, sobek.Undefined()) })
			return nil
		},
		"localAddress": func(c sobek.FunctionCall) sobek.Value {
			return n.addressValue(n.process.LocalAddress(handle(c).watcher.fd))
		},
		"peerAddress": func(c sobek.FunctionCall) sobek.Value {
			return n.addressValue(n.process.PeerAddress(handle(c).watcher.fd))
		},
	})
}
