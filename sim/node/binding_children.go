package node

import (
	"github.com/grafana/sobek"

	"timeslice/sim"
	"timeslice/sim/trace"
)

// childrenBinding starts processes.
func (n *Environment) childrenBinding() sobek.Value {
	e := n.isolate.Engine
	childOf := func(c sobek.FunctionCall) *child { return c.Argument(0).Export().(*child) }
	return n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		// spawn(options, ended(code, signal)): [error's name, handle, pid, the
		// descriptors of the pipes that stay here, -1 for what is no pipe].
		"spawn": func(c sobek.FunctionCall) sobek.Value {
			l := n.launchingOf(c.Argument(0).ToObject(e))
			call := n.function(c.Argument(1))
			pid, errno := n.launch(l)
			started := &child{node: n, pid: pid, over: errno != 0}
			started.ended = func(s sim.Status) {
				var signal sobek.Value = sobek.Null()
				if s.Signal != 0 {
					signal = e.ToValue(s.Signal.String())
				}
				n.invoke(call, sobek.Undefined(), e.ToValue(s.Code), signal)
			}
			if errno == 0 {
				n.addChild(started)
			}
			mine := make([]int, len(l.stdio))
			for i, s := range l.stdio {
				mine[i] = -1
				if s.pipe && s.mine != s.from {
					mine[i] = s.mine
				}
			}
			return e.NewArray(n.errnoName(errno), e.ToValue(started), int64(pid), e.NewArray(anys(mine)...))
		},
		// lines(): what takes bytes that come one after another apart into lines of text.
		"lines": func(sobek.FunctionCall) sobek.Value { return n.lineReader() },
		// kill(handle, signal): the name of an error.
		"kill": func(c sobek.FunctionCall) sobek.Value {
			return n.errnoName(childOf(c).kill(sim.Signal(c.Argument(1).ToInteger())))
		},
		"setRef": func(c sobek.FunctionCall) sobek.Value { childOf(c).setRef(c.Argument(1).ToBoolean()); return nil },
		"hasRef": func(c sobek.FunctionCall) sobek.Value {
			child := childOf(c)
			return e.ToValue(!child.over && child.referred)
		},
		// spawnSync(options): [error's name, pid, status, signal, outputs].
		"spawnSync": func(c sobek.FunctionCall) sobek.Value {
			options := c.Argument(0).ToObject(e)
			l := n.launchingOf(options)
			s := &syncChild{
				most: options.Get("maxBuffer").ToInteger(), timeoutNs: int64(options.Get("timeout").ToFloat() * float64(trace.Millisecond)),
				signal: sim.Signal(options.Get("killSignal").ToInteger()), pipes: make([]syncPipe, len(l.stdio)),
			}
			for i, input := range n.listOf(options.Get("inputs")) {
				if !sobek.IsUndefined(input) && !sobek.IsNull(input) {
					s.pipes[i].input = n.joined(input)
				}
			}
			n.spawnSync(l, s)
			return n.syncResult(l, s)
		},
		// sort(fd): what a descriptor is: FILE, PIPE, TCP, UDP, TERMINAL, INVALID, UNKNOWN.
		"sort": func(c sobek.FunctionCall) sobek.Value { return e.ToValue(n.sortOf(int(c.Argument(0).ToInteger()))) },
	})
}

// sortOf is what a descriptor is, as libuv names it; the terminal, which programs
// that are compared with real ones have as a pipe, has a name of its own.
// (uv_guess_handle)
func (n *Environment) sortOf(fd int) string {
	switch n.process.DescriptorSort(fd) {
	case sim.NoDescriptor:
		return "INVALID"
	case sim.TerminalDescriptor:
		return "TERMINAL"
	case sim.DeviceDescriptor:
		return "FILE"
	case sim.PipeDescriptor, sim.StreamDescriptor:
		return "PIPE"
	case sim.NetworkDescriptor:
		return "TCP"
	case sim.DatagramDescriptor:
		return "UDP"
	}
	return "UNKNOWN"
}

// launchingOf reads what a child is to be started with.
func (n *Environment) launchingOf(options *sobek.Object) *launching {
	l := &launching{
		file: options.Get("file").String(), arguments: n.texts(options.Get("args")), environment: n.texts(options.Get("env")),
		detached: options.Get("detached").ToBoolean(),
	}
	if cwd := options.Get("cwd"); cwd != nil && !sobek.IsUndefined(cwd) && !sobek.IsNull(cwd) {
		l.directory = cwd.String()
	}
	if user := options.Get("user"); user != nil && !sobek.IsUndefined(user) {
		l.user = user.String()
	}
	for _, place := range n.listOf(options.Get("stdio")) {
		switch fd := place.ToInteger(); {
		case fd == pipeWanted:
			l.stdio = append(l.stdio, childStdio{pipe: true})
		case fd < 0:
			l.stdio = append(l.stdio, childStdio{from: sim.FromNull})
		default:
			l.stdio = append(l.stdio, childStdio{from: int(fd)})
		}
	}
	return l
}

// pipeWanted is what JavaScript writes for a pipe in place of a descriptor.
const pipeWanted = -2

// texts are the texts of an array.
func (n *Environment) texts(v sobek.Value) []string {
	list := []string{}
	for _, text := range n.listOf(v) {
		list = append(list, text.String())
	}
	return list
}

// syncResult is what became of a child that was waited for.
func (n *Environment) syncResult(l *launching, s *syncChild) sobek.Value {
	e := n.isolate.Engine
	var outputs, status, signal sobek.Value = sobek.Null(), sobek.Null(), sobek.Null()
	started := s.errno == 0 || s.killed
	if started {
		list := make([]any, len(s.pipes))
		for i := range s.pipes {
			list[i] = sobek.Null()
			if i > 0 && l.stdio[i].pipe {
				list[i] = n.arrayBuffer(s.pipes[i].output)
			}
		}
		outputs = e.NewArray(list...)
		if s.status.Signal != 0 {
			signal = e.ToValue(s.status.Signal.String())
		} else {
			status = e.ToValue(s.status.Code)
		}
	}
	return e.NewArray(n.errnoName(s.errno), int64(s.first), status, signal, outputs)
}
