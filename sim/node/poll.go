package node

import (
	"timeslice/sim"
	"timeslice/sim/trace"
)

// poller is what a loop waits with for everything at once: a poll set of the
// machine, and in it a counter by which other threads, and the loop itself, say
// that an async handle was sent. (loop->backend_fd, loop->async_io_watcher)
type poller struct {
	set, counter int             // descriptors
	sent         bool            // the counter was raised, and the poll phase has not come to it
	taken        []sim.PollEvent // that this poll phase has found and not seen to
	active       ioHandler       // which the phase sees to
	watchers     []*ioWatcher    // by descriptor
	registering  []*ioWatcher    // of which the machine is to be told
	pending      []*ioWatcher    // that are called without anything having happened (uv__io_feed)
	called       int             // so many were in pending before those that are
}

// ioHandler is what a loop sees to when a descriptor is ready.
type ioHandler interface {
	// ready begins that. cause is the fact that made it so.
	ready(now sim.Readiness, cause trace.FactID)
	// next is the next callback of it, nil if there are no more.
	next(n *Environment) *item
}

// ioWatcher is the loop's interest in a descriptor. (uv__io_t)
type ioWatcher struct {
	io             ioHandler
	fd             int
	wants, watches sim.Readiness // of the machine: to be told, and told already
	queued, fed    bool          // it stands in registering, in pending
	place          int           // in pending, counted from the first that ever was
}

// mostPolled is how much one wait finds at most, and mostWaits how often a phase
// waits that finds so much each time. (uv__io_poll)
const (
	mostPolled = 1024
	mostWaits  = 48
)

// open makes the poll set and the counter. (uv_loop_init)
func (p *poller) open(n *Environment) {
	n.fiber.do(&sim.OpenPollSet{Name: "loop", CloseOnExec: true})
	p.set = int(n.fiber.thread.Result)
	n.fiber.do(&sim.OpenEventCounter{Name: "async", CloseOnExec: true})
	p.counter = int(n.fiber.thread.Result)
	w := &ioWatcher{io: &asyncs{}, fd: p.counter}
	p.want(w, sim.Readable)
}

// want adds to what a watcher is to be told of. (uv__io_start)
func (p *poller) want(w *ioWatcher, what sim.Readiness) {
	w.wants |= what
	for len(p.watchers) <= w.fd {
		p.watchers = append(p.watchers, nil)
	}
	p.watchers[w.fd] = w
	if !w.queued && w.wants != w.watches {
		w.queued = true
		p.registering = append(p.registering, w)
	}
}

// unwant takes from it. If nothing is left, the machine is told when it next finds
// what nobody wants any more. (uv__io_stop)
func (p *poller) unwant(w *ioWatcher, what sim.Readiness) {
	if w.wants &^= what; w.wants != 0 {
		p.want(w, 0)
	}
}

// feed lets a watcher be called in the next pending phase. (uv__io_feed)
func (p *poller) feed(w *ioWatcher) {
	if !w.fed {
		w.fed, w.place = true, p.called+len(p.pending)
		p.pending = append(p.pending, w)
	}
}

// forget ends what a loop has to do with a descriptor that is about to be closed.
// (uv__io_close, uv__platform_invalidate_fd)
func (p *poller) forget(n *Environment, w *ioWatcher) {
	w.wants = 0
	if w.fd < len(p.watchers) && p.watchers[w.fd] == w {
		p.watchers[w.fd] = nil
	}
	if w.fed {
		w.fed = false
		p.pending[w.place-p.called] = nil
	}
	for i := range p.taken {
		if p.taken[i].Token == int64(w.fd) {
			p.taken[i].Ready = 0
		}
	}
	if w.watches != 0 {
		w.watches = 0
		n.fiber.do(&sim.Watch{Set: p.set, Descriptor: w.fd})
	}
}

// closeAll closes what the loop of a thread that ends still waits for, and the
// poll set itself. (uv_loop_close)
func (p *poller) closeAll(n *Environment) {
	if n.loop.node == nil {
		return // it was never opened
	}
	p.unbindAll()
	for _, w := range p.watchers {
		if w != nil {
			n.fiber.do(&sim.Close{Descriptor: w.fd})
		}
	}
	n.fiber.do(&sim.Close{Descriptor: p.set})
}

// unbindAll removes the paths of sockets that are still listened at when nothing is left
// to do. Who is told to exit leaves them. (FreeEnvironment, src/api/environment.cc)
func (p *poller) unbindAll() {
	for _, w := range p.watchers {
		if w == nil {
			continue
		}
		if s, ok := w.io.(*stream); ok {
			s.unbind()
		}
	}
}

// register tells the machine what is wanted.
func (p *poller) register(n *Environment) {
	for _, w := range p.registering {
		w.queued = false
		if w.wants == 0 || w.fd < 0 || w.watches == w.wants {
			continue
		}
		n.fiber.do(&sim.Watch{Set: p.set, Descriptor: w.fd, For: w.wants, Token: int64(w.fd)})
		w.watches = w.wants
	}
	p.registering = p.registering[:0]
}

// wake lets the poll phase find that an async handle was sent, from whatever thread
// of the process. cause is what the handle is sent for. (uv_async_send)
func (l *loop) wake(m *sim.Machine, t *sim.Thread, cause trace.FactID) {
	if !l.poller.sent {
		l.poller.sent = true
		m.Raise(t, l.poller.counter, cause)
	}
}

// wakeFrom is wake from a thread that runs JavaScript, its own or another, at the
// cost of the call.
func (l *loop) wakeFrom(n *Environment, cause trace.FactID) {
	if l.poller.sent {
		return
	}
	n.isolate.Settle()
	n.fiber.do(&waking{l, cause})
}

// waking is writing to a loop's counter.
type waking struct {
	loop  *loop
	cause trace.FactID
}

func (w *waking) CPUNs(m *sim.Machine, t *sim.Thread) int64 {
	return (&sim.Write{Descriptor: w.loop.poller.counter}).CPUNs(m, t)
}

func (w *waking) Do(m *sim.Machine, t *sim.Thread) sim.Progress {
	w.loop.wake(m, t, w.cause)
	return sim.Continue
}

// pollWait is a wait at the loop's poll set, which does not block if a signal was
// caught before: libuv's handler has written into a pipe that the set watches. A
// signal that is caught while it blocks is not among what it finds, since the
// handler runs when the wait is over. So what a child leaves behind, the ends of
// its streams, is seen to before its own end by a parent that has slept, and
// together with it, but first, by one that was busy.
type pollWait struct {
	sim.PollWait
	environment *Environment
	begun       bool
	signalled   bool // a signal is among what it finds
}

func (w *pollWait) Do(m *sim.Machine, t *sim.Thread) sim.Progress {
	if !w.begun {
		w.begun, w.signalled = true, w.environment.hasSignal()
	}
	if w.signalled {
		w.Until = 0
	}
	return w.PollWait.Do(m, t)
}

// poll is the poll phase: it looks what is ready, and if nothing is, waits for
// something until an instant. (uv__io_poll)
func (l *loop) poll(n *Environment, until trace.Time) {
	n.isolate.Settle()
	p := &l.poller
	p.register(n)
	if l.input.ready() {
		until = 0
	}
	p.taken = p.taken[:0]
	begun := n.machine.Now()
	for range mostWaits {
		wait := &pollWait{PollWait: sim.PollWait{Set: p.set, Most: mostPolled, Until: until}, environment: n}
		n.fiber.do(wait)
		l.signalled = wait.signalled
		if n.fiber.thread.Errno == sim.EINTR {
			continue
		}
		found := len(n.fiber.thread.Events)
		if n.fiber.thread.Errno != 0 {
			found = 0
		}
		p.taken = append(p.taken, n.fiber.thread.Events[:found]...)
		if found < mostPolled {
			break
		}
		until = 0
	}
	if until > begun {
		l.idleNs += int64(n.machine.Now() - begun)
	}
	l.update()
	l.events += int64(len(p.taken))
	l.input.begin()
}

// takeEvent is the next callback of what the poll phase has found.
func (l *loop) takeEvent(n *Environment) *item {
	p := &l.poller
	for {
		if p.active != nil {
			if it := p.active.next(n); it != nil {
				return it
			}
			p.active = nil
		}
		if len(p.taken) == 0 {
			return nil
		}
		e := p.taken[0]
		p.taken = p.taken[1:]
		if e.Ready == 0 {
			continue
		}
		w := p.watchers[e.Token]
		if w == nil {
			continue
		}
		if w.wants == 0 { // nobody wants to know any more
			w.watches = 0
			n.fiber.do(&sim.Watch{Set: p.set, Descriptor: w.fd})
			continue
		}
		const broken = sim.HungUp | sim.Failed
		now := e.Ready & (w.wants | broken)
		if now&^broken == 0 && now != 0 {
			now |= w.wants & (sim.Readable | sim.Writable)
		}
		if now != 0 {
			w.io.ready(now, e.Cause)
			p.active = w.io
		}
	}
}

// takePending is the next callback of what the pending phase calls.
func (l *loop) takePending(n *Environment) *item {
	p := &l.poller
	for {
		if p.active != nil {
			if it := p.active.next(n); it != nil {
				return it
			}
			p.active = nil
		}
		if l.pendings == 0 {
			return nil
		}
		l.pendings--
		w := p.pending[0]
		p.pending = p.pending[1:]
		p.called++
		if w != nil {
			w.fed = false
			w.io.ready(sim.Writable, trace.NoFact)
			p.active = w.io
		}
	}
}

// takeSignal takes the next of the signals that the process has caught, if the
// phase found some: libuv writes them into a pipe, which it sees to last.
// (uv__io_poll)
func (l *loop) takeSignal(n *Environment) *item {
	if l.signalled {
		l.signalled = false
		l.signals = append(l.signals, n.takeSignals()...)
	}
	if len(l.signals) == 0 {
		return nil
	}
	it := l.signals[0]
	l.signals = l.signals[1:]
	return it
}

// asyncs is what the loop's counter tells of: work that the pool has finished, and
// then ports that have messages. (uv__async_io; the pool's handle is the loop's
// first)
type asyncs struct{ begun bool }

func (a *asyncs) ready(sim.Readiness, trace.FactID) { a.begun = false }

func (a *asyncs) next(n *Environment) *item {
	l := &n.loop
	if !a.begun {
		a.begun = true
		n.fiber.do(&sim.Read{Descriptor: l.poller.counter, Bytes: 8, NoWait: true})
		l.poller.sent = false
		l.polled, l.finished = l.finished, nil
		l.ports.begin()
	}
	if it := l.takeFinished(n); it != nil {
		if it.worker != trace.NoThread {
			l.races.finished(n, it)
		}
		return it
	}
	return l.ports.next(n)
}

// takeFinished takes the next of the work that was finished when the phase came to
// it; what is finished meanwhile waits for the next turn.
func (l *loop) takeFinished(n *Environment) *item {
	if len(l.polled) == 0 {
		return nil
	}
	it := l.polled[0]
	l.polled = l.polled[1:]
	if it.queued != trace.NoFact {
		it.leave(n, trace.ReasonFinishedQueue)
		l.refs--
	}
	return it
}
