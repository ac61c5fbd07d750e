package node

import (
	"path"
	"slices"

	"timeslice/sim"
	"timeslice/sim/trace"
)

// child is a handle on a process that this one has started. (uv_process_t)
type child struct {
	node     *Environment
	pid      trace.ProcessID
	what     string // its end, and where it was started
	resource *resource
	handle   *openHandle
	ended    func(status sim.Status)
	over     bool // it has ended, or was never started
	referred bool
}

// launching is what a child is started with. (uv_process_options_t)
type launching struct {
	file        string
	arguments   []string
	environment []string
	directory   string
	detached    bool
	user        string
	stdio       []childStdio
}

// childStdio is one place of a child's table of descriptors.
type childStdio struct {
	from int // a descriptor of this process, or sim.FromNull
	pipe bool
	mine int // the end of the pipe that stays here
}

// program is what is to be started: what execvp(3) finds with the child's PATH in
// the child's working directory.
func (n *Environment) program(l *launching) (*sim.ProcessSpec, sim.Errno) {
	system := n.programs()
	directory := n.process.Directory
	if l.directory != "" {
		directory = path.Join("/", n.process.Directory, l.directory)
		if path.IsAbs(l.directory) {
			directory = path.Clean(l.directory)
		}
		info, errno := system.Files.Stat(directory, true)
		switch {
		case errno != 0:
			return nil, errno
		case !info.Directory:
			return nil, sim.ENOTDIR
		}
	}
	at, errno := system.Find(l.file, directory, l.environment)
	if errno != 0 {
		return nil, errno
	}
	spec, errno := system.Load(at, l.arguments, l.environment)
	if errno == sim.ENOEXEC {
		spec, errno = system.Load("/bin/sh", append([]string{"/bin/sh", at}, l.arguments[min(1, len(l.arguments)):]...), l.environment)
	}
	if errno != 0 {
		return nil, errno
	}
	spec.Directory, spec.User = directory, l.user
	if spec.Environment = l.environment; spec.Environment == nil {
		spec.Environment = []string{}
	}
	return spec, 0
}

// launch starts a child and gives its PID. Pipes are made before, so that their
// ends that stay here are open even if it fails. (uv_spawn)
func (n *Environment) launch(l *launching) (trace.ProcessID, sim.Errno) {
	n.isolate.Settle()
	f := n.fiber
	var table []sim.Place
	var theirs []int
	for i := range l.stdio {
		s := &l.stdio[i]
		if s.pipe {
			f.do(&sim.MakeSocketPair{Name: "stdio " + itoa(i) + " of " + path.Base(l.file), CloseOnExec: true})
			if f.thread.Errno != 0 {
				return 0, f.thread.Errno
			}
			s.mine, s.from = int(f.thread.Result), int(f.thread.Second)
			theirs = append(theirs, s.from)
		}
		table = append(table, sim.Place{Number: i, From: s.from})
	}
	defer func() {
		for _, descriptor := range theirs {
			f.do(&sim.Close{Descriptor: descriptor})
		}
	}()
	spec, errno := n.program(l)
	if errno != 0 {
		return 0, errno
	}
	n.watchChildren()
	f.do(&sim.Launch{Spec: spec, Table: table, Session: l.detached})
	if f.thread.Errno != 0 {
		return 0, f.thread.Errno
	}
	return trace.ProcessID(f.thread.Result), 0
}

// watchChildren lets the loop learn that a child has ended. (uv_signal_start for
// SIGCHLD)
func (n *Environment) watchChildren() {
	if !n.watchesChildren {
		n.watchesChildren = true
		n.watchSignal(sim.SIGCHLD, true)
	}
}

// add keeps a child's handle, which keeps the loop alive until it has ended.
func (n *Environment) addChild(c *child) {
	c.what = n.here("exit")
	c.resource = n.newResource("PROCESSWRAP")
	c.handle = n.active.open("ProcessWrap")
	c.referred = true
	n.loop.refs++
	n.children = append(n.children, c)
}

func (c *child) setRef(on bool) {
	if c.over || on == c.referred {
		return
	}
	c.referred, c.handle.ref = on, on
	if on {
		c.node.loop.refs++
	} else {
		c.node.loop.refs--
	}
}

// forget ends what the loop has to do with a child.
func (c *child) forget() {
	if c.over {
		return
	}
	c.setRef(false)
	c.over = true
	c.node.active.close(c.handle)
	i := slices.Index(c.node.children, c)
	c.node.children = slices.Delete(c.node.children, i, i+1)
}

// reapChildren makes callbacks of the children that have ended, in the order in
// which they were started. (uv__chld)
func (n *Environment) reapChildren(cause trace.FactID) []*item {
	var ended []*item
	for _, c := range slices.Clone(n.children) {
		n.fiber.do(&sim.WaitChild{For: sim.Target{By: sim.ByID, ID: c.pid}, NoHang: true})
		t := n.fiber.thread
		if t.Errno != 0 || t.Result == 0 {
			continue
		}
		status := t.Status
		c.forget()
		var it *item
		it = n.newItem(c.what, func() {
			n.loop.races.childEnded(n, it)
			c.ended(status)
		})
		it.resource, it.keeps, it.queued = c.resource, true, cause
		it.context = c.resource.context
		ended = append(ended, it)
	}
	return ended
}

// kill sends a signal to a child. (uv_process_kill)
func (c *child) kill(signal sim.Signal) sim.Errno {
	if c.over {
		return sim.ESRCH
	}
	c.node.isolate.Settle()
	c.node.fiber.do(&sim.Kill{To: sim.Target{By: sim.ByID, ID: c.pid}, Signal: signal})
	return c.node.fiber.thread.Errno
}
