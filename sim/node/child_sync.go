package node

import (
	"timeslice/sim"
	"timeslice/sim/trace"
)

// syncChild is a child that the thread waits for. (SyncProcessRunner,
// src/spawn_sync.cc)
type syncChild struct {
	node      *Environment
	pid       trace.ProcessID // 0 when it has been waited for
	first     trace.ProcessID // its PID
	set       int             // the poll set
	pipes     []syncPipe
	most      int64 // bytes of an output; negative for no limit
	timeoutNs int64 // 0 for none
	signal    sim.Signal
	status    sim.Status
	errno     sim.Errno
	killed    bool
}

// syncPipe is an end of a pipe to a child: what is written into it, and what comes
// out of it.
type syncPipe struct {
	descriptor int // -1 for none, or when it is closed
	input      []byte
	output     []byte
	reads      bool
}

// childPoll waits at a poll set unless a child has ended.
type childPoll struct {
	sim.PollWait
	child trace.ProcessID
}

// Do looks for the child first, so that its end is not missed.
func (c *childPoll) Do(m *sim.Machine, t *sim.Thread) sim.Progress {
	if p := m.Process(c.child); p == nil || p.Zombie() {
		c.Until = 0
	}
	return c.PollWait.Do(m, t)
}

// spawnSync starts a child and waits until it has ended and closed its outputs, or
// is ended because it took too long or said too much.
func (n *Environment) spawnSync(l *launching, s *syncChild) {
	pid, errno := n.launch(l)
	s.node, s.pid, s.first, s.errno = n, pid, pid, errno
	for i := range s.pipes {
		s.pipes[i].descriptor = -1
		if l.stdio[i].pipe {
			s.pipes[i].descriptor = l.stdio[i].mine
		}
	}
	if errno != 0 {
		s.closePipes()
		return
	}
	f := n.fiber
	f.do(&sim.OpenPollSet{Name: "spawnSync", CloseOnExec: true})
	s.set = int(f.thread.Result)
	for i := range s.pipes {
		s.begin(i)
	}
	until := trace.Never
	if s.timeoutNs > 0 {
		until = n.machine.Now() + trace.Time(s.timeoutNs)
	}
	for !s.reaped() || s.isOpen() {
		wait := until
		if s.killed {
			wait = trace.Never
		}
		f.do(&childPoll{sim.PollWait{Set: s.set, Most: len(s.pipes) + 1, Until: wait}, s.waitsFor()})
		if f.thread.Errno == 0 {
			for _, e := range append([]sim.PollEvent(nil), f.thread.Events...) {
				s.see(int(e.Token))
			}
		}
		if !s.killed && n.machine.Now() >= until {
			s.errno = sim.ETIMEDOUT
			s.kill()
		}
	}
	s.closePipes()
	f.do(&sim.Close{Descriptor: s.set})
}

// waitsFor is the child, as long as it has not been waited for: after that only the
// pipes are of interest.
func (s *syncChild) waitsFor() trace.ProcessID {
	if s.pid == 0 {
		return trace.InitProcess
	}
	return s.pid
}

// reaped waits for the child if it has ended, and reports whether it was.
func (s *syncChild) reaped() bool {
	if s.pid == 0 {
		return true
	}
	f := s.node.fiber
	f.do(&sim.WaitChild{For: sim.Target{By: sim.ByID, ID: s.pid}, NoHang: true})
	if f.thread.Errno == 0 && f.thread.Result > 0 {
		s.status = f.thread.Status
		s.pid = 0
	}
	return s.pid == 0
}

func (s *syncChild) isOpen() bool {
	for i := range s.pipes {
		if s.pipes[i].descriptor >= 0 && s.pipes[i].reads {
			return true
		}
	}
	return false
}

// begin lets a pipe be watched.
func (s *syncChild) begin(i int) {
	p := &s.pipes[i]
	if p.descriptor < 0 {
		return
	}
	p.reads = i > 0
	wants := sim.Readable
	if len(p.input) > 0 {
		wants |= sim.Writable
	} else {
		s.node.fiber.do(&sim.ShutDown{Descriptor: p.descriptor, Writing: true})
	}
	s.node.fiber.do(&sim.Watch{Set: s.set, Descriptor: p.descriptor, For: wants, Token: int64(i)})
}

// see reads and writes what can be at a pipe.
func (s *syncChild) see(i int) {
	p, f := &s.pipes[i], s.node.fiber
	if p.descriptor < 0 {
		return
	}
	if len(p.input) > 0 {
		f.do(&sim.Write{Descriptor: p.descriptor, Data: p.input[:min(len(p.input), streamPiece)], NoWait: true})
		switch {
		case f.thread.Errno == 0:
			p.input = p.input[f.thread.Result:]
		case f.thread.Errno != sim.EAGAIN:
			p.input = nil
		}
		if len(p.input) == 0 {
			f.do(&sim.ShutDown{Descriptor: p.descriptor, Writing: true})
			f.do(&sim.Watch{Set: s.set, Descriptor: p.descriptor, For: sim.Readable, Token: int64(i)})
		}
	}
	f.do(&sim.Read{Descriptor: p.descriptor, Bytes: streamPiece, NoWait: true})
	switch {
	case f.thread.Errno == sim.EAGAIN:
	case f.thread.Errno != 0 || f.thread.Result == 0:
		s.closePipe(i)
	default:
		p.output = append(p.output, f.thread.Data...)
		if len(p.output) > muchOutput {
			s.node.Weigh(3 * int64(len(p.output))) // as it grows, it is there twice and more
		}
		if s.most >= 0 && int64(len(p.output)) > s.most {
			s.errno = sim.ENOBUFS
			s.kill()
		}
	}
}

// muchOutput is how much a child may say before that is looked at as memory.
const muchOutput = 16 << 20

// kill ends the child, and what it still says is not heard.
func (s *syncChild) kill() {
	if s.killed {
		return
	}
	s.killed = true
	if s.pid != 0 {
		s.node.fiber.do(&sim.Kill{To: sim.Target{By: sim.ByID, ID: s.pid}, Signal: s.signal})
	}
	s.closePipes()
}

func (s *syncChild) closePipes() {
	for i := range s.pipes {
		s.closePipe(i)
	}
}

func (s *syncChild) closePipe(i int) {
	if p := &s.pipes[i]; p.descriptor >= 0 {
		s.node.fiber.do(&sim.Close{Descriptor: p.descriptor})
		p.descriptor = -1
	}
}
