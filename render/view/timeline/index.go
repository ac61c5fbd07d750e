package timeline

import (
	"timeslice/sim/trace"
)

// Index is what a timeline shows of a trace. It grows with its run, by Extend.
// It is for one goroutine.
type Index struct {
	trace *trace.Trace
	state *trace.State // after the last fact that the index has taken in

	cores     []coreRow    // by CoreID
	threads   []threadRow  // by ThreadID
	processes []processRow // by ProcessID
	order     []trace.ProcessID

	firing  trace.Time // the first instant at which a switch will be over, Never if none is going on
	arrows  arrows
	kinds   []KindSet // of each stretch of facts
	changes int       // of what rows and lanes there are
}

type coreRow struct {
	lane   lane
	thread trace.ThreadID // who has it
	// ready is when the switch to it is over, Never if none is going on, and
	// then is what it does from then on.
	ready trace.Time
	then  content
}

type threadRow struct {
	lane    lane
	process trace.ProcessID
	start   trace.FactID
	begin   trace.Time
	end     trace.Time // Never while it has not ended
	now     State
	core    trace.CoreID // where it runs, NoCore while it does not
	facts   factList
	script  *script // nil if it has nothing to do with JavaScript
}

type processRow struct {
	lane    lane // empty while the process has had one thread only
	own     bool // there is a lane
	listed  bool // it is in the order
	threads []trace.ThreadID
	begin   trace.Time
	end     trace.Time
	parent  trace.ProcessID
	counts  [StateCount]int32 // its threads by state
}

// New returns an index of nothing.
func New() *Index { return &Index{firing: trace.Never, trace: &trace.Trace{}} }

// Extend takes in the facts that a trace has more than the one before, of the
// same run.
func (x *Index) Extend(t *trace.Trace) {
	if x.state == nil {
		x.state = t.SnapshotAfter(trace.NoFact)
		x.growCores(len(x.state.Cores))
	}
	x.trace = t
	t.Follow(x.state, trace.FactID(t.Len()), x.take)
	x.fire(t.End())
}

// Trace returns the trace that was last taken in.
func (x *Index) Trace() *trace.Trace { return x.trace }

// End is the instant up to which the index knows what happened.
func (x *Index) End() trace.Time { return x.trace.End() }

// Changes counts the changes of what rows there are and which lanes they have:
// as long as it is the same, so are they.
func (x *Index) Changes() int { return x.changes }

// take takes in a fact, which the state has taken in.
func (x *Index) take(f *trace.Fact, id trace.FactID) {
	if f.Time > x.firing {
		x.fire(f.Time)
	}
	x.note(f, id)
	x.arrows.take(x, f, id)
	switch f.Kind {
	case trace.KindProcessStart, trace.KindProcessExit, trace.KindProcessAdopt:
		x.takeProcess(f)
	case trace.KindThreadStart:
		x.startThread(f, id)
		x.update(f.Thread, f.Time, id)
	case trace.KindDispatch, trace.KindPreempt, trace.KindBlock, trace.KindStop, trace.KindThreadExit, trace.KindSwitchCost:
		x.update(f.Thread, f.Time, id)
		x.updateCore(f.Core, f.Time, id)
	case trace.KindReady, trace.KindThrottle, trace.KindUnthrottle:
		x.update(f.Thread, f.Time, id)
	case trace.KindAcquire:
		if t := x.thread(f.Thread); t != nil && t.now == Blocked { // it has what it waits for, and goes on waiting to be told
			x.update(f.Thread, f.Time, id)
		}
	case trace.KindPhase, trace.KindCallback, trace.KindCallbackEnd, trace.KindJob, trace.KindJobDone,
		trace.KindCollect, trace.KindCollectDone:
		x.takeScript(f, id)
	}
	if f.Kind == trace.KindThreadExit {
		x.endThread(f)
	}
}

func (x *Index) growCores(count int) {
	for len(x.cores) < count {
		x.cores = append(x.cores, coreRow{ready: trace.Never})
		x.changes++
	}
}

// thread is the row of a thread; nil for one that the state does not know.
func (x *Index) thread(id trace.ThreadID) *threadRow {
	if id <= trace.NoThread || int(id) >= len(x.state.Threads) {
		return nil
	}
	for len(x.threads) <= int(id) {
		x.threads = append(x.threads, threadRow{end: trace.Never, core: trace.NoCore, lane: lane{by: []ReasonNs{}}})
	}
	return &x.threads[id]
}

// process is the row of a process; nil for one that the state does not know.
func (x *Index) process(id trace.ProcessID) *processRow {
	if id <= trace.NoProcess || int(id) >= len(x.state.Processes) {
		return nil
	}
	for len(x.processes) <= int(id) {
		x.processes = append(x.processes, processRow{end: trace.Never})
	}
	return &x.processes[id]
}

func (x *Index) takeProcess(f *trace.Fact) {
	p := x.process(trace.ProcessID(f.Object))
	if p == nil {
		return
	}
	switch f.Kind {
	case trace.KindProcessStart:
		if !p.listed {
			p.listed, p.begin = true, f.Time
			x.order = append(x.order, trace.ProcessID(f.Object))
		}
		p.parent = trace.ProcessID(f.A)
		x.changes++
	case trace.KindProcessAdopt:
		p.parent = trace.ProcessID(f.A)
	case trace.KindProcessExit:
		p.end = f.Time
	}
}

func (x *Index) startThread(f *trace.Fact, id trace.FactID) {
	t := x.thread(f.Thread)
	if t == nil || t.start != trace.NoFact {
		return
	}
	t.start, t.begin, t.process = id, f.Time, trace.ProcessID(f.Object)
	x.changes++
	p := x.process(t.process)
	if p == nil {
		return
	}
	p.threads = append(p.threads, f.Thread)
	if len(p.threads) == 2 {
		x.splitProcess(p)
	}
}

// splitProcess gives a process a lane of its own when it gets its second
// thread. Until then it did what its first thread did.
func (x *Index) splitProcess(p *processRow) {
	p.own, p.lane.loaded = true, true
	first := x.thread(p.threads[0])
	for at, more := (place{0, 0}), len(first.lane.blocks) > 0; more; at, more = first.lane.after(at) {
		c := first.lane.blocks[at.block].content(at.slice)
		p.lane.push(first.lane.begin(at), ofProcess(c.state, 1, c.fact))
	}
}

// ofProcess is a slice of a process: what most concerns it.
func ofProcess(state State, running int32, fact trace.FactID) content {
	c := content{state: state, fact: fact}
	switch state {
	case Running, Collecting:
		c.state, c.who = Running, running
	case Throttled:
		c.state = Ready
	}
	return c
}

func (x *Index) endThread(f *trace.Fact) {
	t := x.thread(f.Thread)
	if t == nil {
		return
	}
	t.end = f.Time
	if t.script != nil {
		t.script.end(f.Time)
	}
}

// update lets the lane of a thread go on with what the state says of it, and
// that of a core it has left.
func (x *Index) update(id trace.ThreadID, at trace.Time, fact trace.FactID) {
	t := x.thread(id)
	if t == nil {
		return
	}
	left := t.core
	if t.core = x.state.Threads[id].Core; left != t.core {
		x.updateCore(left, at, fact)
	}
	c := x.contentOf(id, at)
	t.lane.push(at, c)
	x.count(t, c.state, at, fact)
}

// count lets the lane of a process go on when one of its threads has changed.
func (x *Index) count(t *threadRow, now State, at trace.Time, fact trace.FactID) {
	before := t.now
	t.now = now
	p := x.process(t.process)
	if p == nil {
		return
	}
	if before != Idle {
		p.counts[before]--
	}
	if now != Idle {
		p.counts[now]++
	}
	if !p.own {
		return
	}
	running := p.counts[Running] + p.counts[Collecting]
	state := Idle
	switch {
	case running > 0:
		state = Running
	case p.counts[Switching] > 0:
		state = Switching
	case p.counts[Ready]+p.counts[Throttled] > 0:
		state = Ready
	case p.counts[Blocked] > 0:
		state = Blocked
	case p.counts[Stopped] > 0:
		state = Stopped
	}
	if c := ofProcess(state, running, fact); !p.lane.goesOn(c) {
		p.lane.push(at, c)
	}
}

// contentOf is what a thread does from an instant on.
func (x *Index) contentOf(id trace.ThreadID, at trace.Time) content {
	t := &x.state.Threads[id]
	c := content{fact: t.Fact, reason: t.Reason}
	switch t.Status {
	case trace.StatusNew, trace.StatusReady:
		c.state = Ready
		if t.Throttled() {
			c.state, c.fact = Throttled, t.Barred
		}
	case trace.StatusRunning:
		return x.ofRunning(t, id, at, c)
	case trace.StatusBlocked:
		c.state, c.who = Blocked, int32(t.Object)
	case trace.StatusStopped:
		c.state = Stopped
	}
	return c
}

func (x *Index) ofRunning(t *trace.ThreadState, id trace.ThreadID, at trace.Time, c content) content {
	if t.Core == trace.NoCore {
		return content{} // its core was given away without a word
	}
	c.who, c.state = int32(t.Core), Running
	if at < x.state.Cores[t.Core].OverheadUntil {
		c.state = Switching
		return c
	}
	if len(x.state.Loops) > 0 {
		if l := x.state.Loop(id); l.Collecting != trace.ReasonNone {
			c.state, c.fact, c.reason = Collecting, l.Collection, l.Collecting
		}
	}
	return c
}

// updateCore lets the lane of a core go on with what the state says of it.
func (x *Index) updateCore(id trace.CoreID, at trace.Time, fact trace.FactID) {
	if id < 0 || int(id) >= len(x.state.Cores) {
		return
	}
	x.growCores(len(x.state.Cores))
	row, c := &x.cores[id], &x.state.Cores[id]
	lost := row.thread
	row.thread, row.ready = c.Thread, trace.Never
	if t := x.thread(lost); lost != c.Thread && t != nil && t.core == id {
		x.update(lost, at, fact) // its core was given away without a word
	}
	if c.Thread == trace.NoThread {
		row.lane.push(at, content{fact: c.Fact})
		return
	}
	mine := x.contentOf(c.Thread, at)
	if mine.state == Switching {
		row.ready, row.then = c.OverheadUntil, x.contentOf(c.Thread, c.OverheadUntil)
		x.firing = min(x.firing, row.ready)
	}
	row.lane.push(at, onCore(mine, c.Thread))
}

// onCore is a slice of a core in which a thread does something there.
func onCore(mine content, thread trace.ThreadID) content {
	mine.who = int32(thread)
	return mine
}

// fire lets switches be over that are over before an instant: no fact says so.
// It happens when the state may be further on already.
func (x *Index) fire(now trace.Time) {
	for x.firing < now {
		at := x.firing
		x.firing = trace.Never
		for i := range x.cores {
			row := &x.cores[i]
			if row.ready == at {
				row.ready = trace.Never
				t := x.thread(row.thread)
				t.lane.push(at, row.then)
				row.lane.push(at, onCore(row.then, row.thread))
				x.count(t, row.then.state, at, row.then.fact)
			}
			x.firing = min(x.firing, row.ready)
		}
	}
}
