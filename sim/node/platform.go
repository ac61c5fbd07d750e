package node

import (
	"strconv"

	"timeslice/sim"
	"timeslice/sim/trace"
)

// platform is V8's platform: threads that help the isolate with work which is
// no JavaScript. (NodePlatform, src/node_platform.cc)
type platform struct {
	tasks []*task
	idle  []*sim.Thread
}

// task is work for one of the platform's threads.
type task struct {
	what string
	work func(*fiber)
}

// startHelpers starts the threads that every Node process has beside its main
// thread: V8's workers, the scheduler of delayed tasks, the signal thread.
func (n *Process) startHelpers(f *fiber) {
	start := func(name string, body func(*fiber)) {
		f.do(&sim.StartThread{Spec: &sim.ThreadSpec{Name: name, Program: &fiber{body: body}}})
	}
	for i := range n.options.Costs.V8Workers {
		start("v8-worker-"+strconv.Itoa(i+1), n.help)
	}
	start("delayed-tasks", n.idle)
	start("signals", n.idle)
}

// idle waits for work that does not come.
func (n *Process) idle(f *fiber) {
	for {
		f.act(0, func(m *sim.Machine, t *sim.Thread) sim.Progress {
			return m.Block(t, trace.ReasonWork, trace.NoObject, trace.Never)
		})
	}
}

// help is the life of one of V8's workers.
func (n *Process) help(f *fiber) {
	p := &n.platform
	for {
		var next *task
		var begun trace.FactID
		var number int64
		f.act(0, func(m *sim.Machine, t *sim.Thread) sim.Progress {
			if len(p.tasks) == 0 {
				p.idle = append(p.idle, t)
				return m.Block(t, trace.ReasonWork, trace.NoObject, trace.Never)
			}
			next, p.tasks = p.tasks[0], p.tasks[1:]
			n.items++
			number = n.items
			begun = m.Tell(trace.Fact{
				Kind: trace.KindJob, Thread: t.ID, Core: trace.NoCore, A: number, B: int64(m.Intern(next.what)), Cause: t.LastFact(),
			})
			return sim.Continue
		})
		if next == nil {
			continue
		}
		next.work(f)
		f.act(0, func(m *sim.Machine, t *sim.Thread) sim.Progress {
			m.Tell(trace.Fact{
				Kind: trace.KindJobDone, Thread: t.ID, Core: trace.NoCore, A: number, B: int64(m.Intern(next.what)), Cause: begun,
			})
			return sim.Continue
		})
	}
}

// post gives the platform's threads so many tasks of the same work.
func (n *Environment) post(count int, what string, cause trace.FactID, work func(*fiber)) {
	n.fiber.act(0, func(m *sim.Machine, _ *sim.Thread) sim.Progress {
		p := &n.platform
		for range count {
			p.tasks = append(p.tasks, &task{what, work})
			if len(p.idle) > 0 {
				helper := p.idle[0]
				p.idle = p.idle[1:]
				m.Wake(helper, trace.ReasonWork, cause)
			}
		}
		return sim.Continue
	})
}

// effort is work that several threads share: each takes the next piece until
// none is left.
type effort struct {
	pieces  int
	pieceNs int64
	working int // helpers that have begun and not ended
	waiting bool
}

// pieceNs is how long a piece of shared work takes.
const pieceNs = 50 * trace.Microsecond

func newEffort(ns int64) *effort {
	return &effort{pieces: int((ns + pieceNs - 1) / pieceNs), pieceNs: pieceNs}
}

// take works on pieces until none is left.
func (e *effort) take(f *fiber) {
	for e.pieces > 0 {
		e.pieces--
		f.compute(e.pieceNs)
	}
}

// share lets the platform's threads help the main thread with an effort, and
// returns when all of it is done. why is what the main thread waits for, once
// there is nothing left to take. (V8's parallel jobs: JobHandle::Join)
func (n *Environment) share(e *effort, why trace.Reason, cause trace.FactID) {
	helpers := min(n.options.Costs.V8Workers, e.pieces-1, n.machine.Cores()-1)
	if helpers > 0 {
		n.post(helpers, why.String(), cause, func(f *fiber) {
			e.working++
			e.take(f)
			e.working--
			if e.working == 0 && e.waiting {
				e.waiting = false
				f.act(0, func(m *sim.Machine, t *sim.Thread) sim.Progress {
					m.Wake(n.fiber.thread, why, t.LastFact())
					return sim.Continue
				})
			}
		})
	}
	e.take(n.fiber)
	for e.working > 0 {
		n.fiber.act(0, func(m *sim.Machine, t *sim.Thread) sim.Progress {
			e.waiting = true
			return m.Block(t, why, trace.NoObject, trace.Never)
		})
	}
}
