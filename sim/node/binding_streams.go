package node

import (
	"net/netip"
	"slices"

	"github.com/grafana/sobek"

	"timeslice/sim"
)

// errnoName is an error as JavaScript is told of it: its name, undefined for none.
func (n *Environment) errnoName(errno sim.Errno) sobek.Value {
	if errno == 0 {
		return sobek.Undefined()
	}
	return n.isolate.Engine.ToValue(errno.String())
}

// streamOf is the handle of an argument.
func (n *Environment) streamOf(v sobek.Value) *stream {
	s, ok := v.Export().(*stream)
	if !ok {
		panic(n.isolate.Engine.NewTypeError("not a handle"))
	}
	return s
}

// socketAddress is the address that JavaScript names: IP and port, or a path.
func socketAddress(host string, port int64) sim.Address {
	if ip, err := netip.ParseAddr(host); err == nil && port >= 0 {
		return sim.Address{IP: ip.WithZone(""), Port: uint16(port)}
	}
	return sim.Address{Path: host}
}

// addressValue is an address for JavaScript: [address, port, family], a path, or
// undefined for none.
func (n *Environment) addressValue(a sim.Address, ok bool) sobek.Value {
	e := n.isolate.Engine
	switch {
	case !ok || a.IsZero():
		return sobek.Undefined()
	case !a.IP.IsValid():
		return e.ToValue(a.Path)
	case a.IP.Is4():
		return e.NewArray(a.IP.String(), int64(a.Port), "IPv4")
	}
	return e.NewArray(a.IP.String(), int64(a.Port), "IPv6")
}

// streamsBinding is what lib/internal/stream_handle.js makes handles of. Each
// function takes the handle first; errors are told by their names.
func (n *Environment) streamsBinding() sobek.Value {
	e := n.isolate.Engine
	handle := func(c sobek.FunctionCall) *stream { return n.streamOf(c.Argument(0)) }
	// done calls a function with the name of an error, undefined for none.
	done := func(v sobek.Value) func(sim.Errno) {
		call, ok := sobek.AssertFunction(v)
		return func(errno sim.Errno) {
			if ok {
				n.invoke(call, sobek.Undefined(), n.errnoName(errno))
			}
		}
	}
	return n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		// tcp(serves) and pipe(serves): a handle.
		"tcp": func(c sobek.FunctionCall) sobek.Value {
			if c.Argument(0).ToBoolean() {
				return e.ToValue(n.newStream(tcpStream, "TCPSERVERWRAP", "TCPServerWrap"))
			}
			return e.ToValue(n.newStream(tcpStream, "TCPWRAP", "TCPSocketWrap"))
		},
		"pipe": func(c sobek.FunctionCall) sobek.Value {
			kind := "PIPEWRAP"
			if c.Argument(0).ToBoolean() {
				kind = "PIPESERVERWRAP"
			}
			return e.ToValue(n.newStream(pipeStream, kind, "PipeWrap"))
		},
		// adopt(handle, fd): lets the handle have a descriptor that is open.
		"adopt": func(c sobek.FunctionCall) sobek.Value {
			handle(c).adopt(int(c.Argument(1).ToInteger()), true, true)
			return nil
		},
		// passing(handle): descriptors may come with bytes.
		"passing": func(c sobek.FunctionCall) sobek.Value { handle(c).passes = true; return nil },
		// room(handle, bytes): how much is read at once.
		"room": func(c sobek.FunctionCall) sobek.Value {
			handle(c).piece = max(c.Argument(1).ToInteger(), 1)
			return nil
		},
		// delayed(handle): the error of binding that is told later.
		"delayed": func(c sobek.FunctionCall) sobek.Value { return n.errnoName(handle(c).delayed) },
		// permit(path, mode): lets others do that with the path of a socket.
		"permit": func(c sobek.FunctionCall) sobek.Value {
			n.isolate.Settle()
			if found, err := n.volume.must(n.absolute(c.Argument(0).String()), true); err == nil {
				found.node.mode |= uint32(c.Argument(1).ToInteger())
				found.node.ctimeNs = n.wallNs()
			}
			return nil
		},
		"fd":      func(c sobek.FunctionCall) sobek.Value { return e.ToValue(handle(c).watcher.fd) },
		"asyncId": func(c sobek.FunctionCall) sobek.Value { return e.ToValue(handle(c).resource.id) },
		// bind(handle, address, port, onlyIPv6); port -1 for a path.
		"bind": func(c sobek.FunctionCall) sobek.Value {
			to := socketAddress(c.Argument(1).String(), c.Argument(2).ToInteger())
			return n.errnoName(handle(c).bind(to, c.Argument(3).ToBoolean()))
		},
		// listen(handle, backlog, connection(error, client)).
		"listen": func(c sobek.FunctionCall) sobek.Value {
			call := n.function(c.Argument(2))
			return n.errnoName(handle(c).listen(int(c.Argument(1).ToInteger()), func(client *stream, errno sim.Errno) {
				var value sobek.Value = sobek.Undefined()
				if client != nil {
					value = e.ToValue(client)
				}
				n.invoke(call, sobek.Undefined(), n.errnoName(errno), value)
			}))
		},
		// connect(handle, address, port, done(error)); port -1 for a path.
		"connect": func(c sobek.FunctionCall) sobek.Value {
			to := socketAddress(c.Argument(1).String(), c.Argument(2).ToInteger())
			return n.errnoName(handle(c).connect(to, done(c.Argument(3))))
		},
		// readStart(handle, read(memory, error, descriptors)): neither memory nor an
		// error is the end.
		"readStart": func(c sobek.FunctionCall) sobek.Value {
			s, call := handle(c), n.function(c.Argument(1))
			s.onRead = func(data []byte, passed []int, errno sim.Errno) {
				var memory, descriptors sobek.Value = sobek.Undefined(), sobek.Undefined()
				if data != nil {
					n.goThrough(len(data), copiedPs)
					memory = n.arrayBuffer(slices.Clone(data)) // what came before and after goes its own way
				}
				if len(passed) > 0 {
					descriptors = e.NewArray(anys(passed)...)
				}
				n.invoke(call, sobek.Undefined(), memory, n.errnoName(errno), descriptors)
			}
			return n.errnoName(s.readStart())
		},
		"readStop": func(c sobek.FunctionCall) sobek.Value { handle(c).readStop(); return nil },
		// write(handle, data, done(error), descriptors): data is bytes or text, or an
		// array of them. True if all was written, false if done will be called, else
		// the name of an error.
		"write": func(c sobek.FunctionCall) sobek.Value {
			s := handle(c)
			data := n.joined(c.Argument(1))
			n.goThrough(len(data), copiedPs)
			var pass []int
			if list, ok := c.Argument(3).(*sobek.Object); ok {
				for _, fd := range n.listOf(list) {
					pass = append(pass, int(fd.ToInteger()))
				}
			}
			all, errno := s.write(data, pass, done(c.Argument(2)))
			if errno != 0 {
				return n.errnoName(errno)
			}
			return e.ToValue(all)
		},
		"shutdown": func(c sobek.FunctionCall) sobek.Value {
			n.isolate.Settle()
			return n.errnoName(handle(c).shutDown(done(c.Argument(1))))
		},
		// close(handle, done), reset(handle, done).
		"close": func(c sobek.FunctionCall) sobek.Value {
			call := done(c.Argument(1))
			handle(c).close(false, func() { call(0) })
			return nil
		},
		"reset": func(c sobek.FunctionCall) sobek.Value {
			call := done(c.Argument(1))
			handle(c).close(true, func() { call(0) })
			return nil
		},
		"setRef": func(c sobek.FunctionCall) sobek.Value { handle(c).setRef(c.Argument(1).ToBoolean()); return nil },
		"hasRef": func(c sobek.FunctionCall) sobek.Value {
			s := handle(c)
			return e.ToValue(!s.unreferenced && !s.closing)
		},
		"bytesRead":    func(c sobek.FunctionCall) sobek.Value { return e.ToValue(handle(c).bytesRead) },
		"bytesWritten": func(c sobek.FunctionCall) sobek.Value { return e.ToValue(handle(c).bytesWritten) },
		"queued":       func(c sobek.FunctionCall) sobek.Value { return e.ToValue(handle(c).queued) },
		"isShut":       func(c sobek.FunctionCall) sobek.Value { s := handle(c); return e.ToValue(s.shut || s.shutting != nil) },
		"localAddress": func(c sobek.FunctionCall) sobek.Value {
			return n.addressValue(n.process.LocalAddress(handle(c).watcher.fd))
		},
		"peerAddress": func(c sobek.FunctionCall) sobek.Value {
			return n.addressValue(n.process.PeerAddress(handle(c).watcher.fd))
		},
	})
}

// joined is a copy of the bytes of a value, or of those of an array one after another.
func (n *Environment) joined(v sobek.Value) []byte {
	if list, ok := v.(*sobek.Object); ok && list.ClassName() == "Array" {
		data := []byte{}
		for _, part := range n.listOf(list) {
			data = append(data, n.bytesOrText(part)...)
		}
		return data
	}
	if data, ok := bytesOf(v); ok {
		return slices.Clone(data)
	}
	return []byte(v.String())
}
