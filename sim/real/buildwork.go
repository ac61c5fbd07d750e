//go:build !js

package real

import (
	"slices"
	"strings"

	"timeslice/sim/real/worker"
	"timeslice/sim/trace"
	"timeslice/sim/workload"
)

// A workload's processes write down themselves when they and their threads began
// and ended, what they waited for, and what they printed; those are believed about
// lives and reasons. Who had which core when is told by the kernel in the exact
// tier, and else by the gaps that the threads saw in their own clocks. The director,
// and the threads that Go's runtime keeps for itself, are not in the trace.

// builtWork is what is known of a workload so far.
type builtWork struct {
	plan    *workload.Plan
	until   int64                  // when the plan's time was over, 0 if it was not
	endings map[int]worker.Event   // how processes ended that were killed, by whom waited for them
	onCore  map[int]int            // by thread of the system: the core it has, whether it is one of ours or not
	family  family                 // who lives, by the kernel's records
	free    map[int64]int64        // by object: units that are free, or holders of a lock
	inside  map[int64]int64        // by object: bytes in a channel
	touched map[int64]trace.FactID // by object: the last fact that could end a wait for it
	quit    map[int]bool           // processes that told of their end
}

// doing is what a workload's thread is about.
type doing struct {
	why       trace.Reason // it waits in a step, for that
	object    int32        // and for this object, 0 for none
	computing bool
}

// collectWork makes a happening of everything that is known of a workload.
func (b *builder) collectWork() {
	h := b.history
	b.work = &builtWork{
		plan: h.Plan, endings: map[int]worker.Event{}, onCore: map[int]int{}, family: family{threads: map[int]int{}}, free: map[int64]int64{}, inside: map[int64]int64{},
		touched: map[int64]trace.FactID{}, quit: map[int]bool{},
	}
	b.start = h.Started.Ns
	for i := range h.Work {
		switch e := &h.Work[i]; e.What {
		case worker.Released:
			b.start = e.Ns
		case worker.Ended:
			b.work.until = e.Ns
		case worker.Waited:
			b.work.endings[int(e.A)] = *e
		}
	}
	b.at(b.start, rankBegin, b.declare)
	exact := h.Started.Tier == Exact
	if exact {
		for i := range h.Switches {
			b.collectWorkSwitch(&h.Switches[i])
		}
	}
	for i := range h.Work {
		b.collectEvent(&h.Work[i], exact)
	}
	for i := range h.Samples {
		s := &h.Samples[i]
		b.at(s.Ns, rankDo, func() { b.sample(s) })
	}
}

// declare tells of the objects that there are.
func (b *builder) declare() {
	if b.work.plan == nil {
		return
	}
	sorts := map[workload.Sort]trace.Reason{
		workload.Lock: trace.ReasonMutex, workload.Condition: trace.ReasonConditionVariable, workload.Semaphore: trace.ReasonSemaphoreObject,
		workload.Futex: trace.ReasonFutexWord, workload.Pipe: trace.ReasonPipe, workload.Socket: trace.ReasonSocketPair,
		workload.Listener: trace.ReasonListener, workload.Disk: trace.ReasonDiskDevice,
	}
	for i := range b.work.plan.Objects {
		o := &b.work.plan.Objects[i]
		b.add(trace.Fact{Kind: trace.KindObject, Object: int32(i + 1), A: o.Number, B: b.text(o.Name), Reason: sorts[o.Sort], Core: trace.NoCore, Source: trace.Observed})
		if o.Sort == workload.Semaphore {
			b.work.free[int64(i+1)] = o.Number
		}
	}
}

// collectWorkSwitch makes a happening of a record of the kernel's. What a thread
// does on a core before it has begun its work is not told.
func (b *builder) collectWorkSwitch(s *Switch) {
	switch s.What {
	case Forked:
		b.at(s.Ns, rankBegin, func() { b.work.family.take(s) })
	case CameIn:
		b.at(s.Ns, rankCome, func() {
			b.work.onCore[s.Thread] = s.Core
			if t := b.threads[s.Thread]; t != nil {
				b.dispatch(t, s.Core, trace.Observed)
			}
		})
	case Blocked, LostCore:
		b.at(s.Ns, rankLeave, func() {
			delete(b.work.onCore, s.Thread)
			t := b.threads[s.Thread]
			if t == nil {
				return
			}
			kind := trace.KindBlock
			if s.What == LostCore || t.doing.computing { // who computes waits for nothing but Go's runtime
				kind = trace.KindPreempt
			}
			b.leave(t, kind, trace.Observed)
		})
	case Exited:
		b.at(s.Ns, rankEnd, func() {
			delete(b.work.onCore, s.Thread)
			// Not when its first thread ends: when another one calls execve(2), the
			// first one ends, and the caller goes on with its number.
			if b.work.family.take(s); b.work.family.threads[s.Process] == 0 {
				b.endProcess(s.Process, trace.Observed)
			}
		})
	}
}

// endProcess ends a process that did not tell of its end: it was killed.
func (b *builder) endProcess(system int, source trace.Source) {
	p := b.processes[system]
	if p == nil || p.ended {
		return
	}
	if e, known := b.work.endings[system]; known && !b.work.quit[system] {
		p.code, p.signal = int(e.B), int(e.C)
	}
	b.endThreads(p, nil, source)
}

// endThreads ends all threads of a process, one of them last.
func (b *builder) endThreads(p *builtProcess, last *builtThread, source trace.Source) {
	for _, t := range b.all {
		if t.process == p && t != last {
			b.exit(t, source)
		}
	}
	if last != nil {
		b.exit(last, source)
	}
	if p.live == 0 && !p.ended {
		b.exitProcess(p, p.fact, source)
	}
}

// collectEvent makes happenings of what a process wrote down.
func (b *builder) collectEvent(e *worker.Event, exact bool) {
	switch e.What {
	case worker.Began:
		b.at(e.Ns, rankBegin, func() { b.workBegins(e) })
	case worker.Became:
		b.at(e.Ns, rankBegin, func() { b.workBecomes(e) })
	case worker.Thread:
		b.at(e.Ns, rankBegin+1, func() { b.workThread(e, exact) })
	case worker.ThreadAt:
		b.at(e.Ns, rankEnd, func() {
			if t := b.workOf(e); t != nil {
				b.exit(t, trace.Observed)
			}
		})
	case worker.Quit:
		b.at(e.Ns, rankEnd, func() {
			if p := b.processes[int(e.A)]; p != nil && !p.ended {
				b.work.quit[int(e.A)] = true
				p.code = int(e.B)
				b.endThreads(p, b.workOf(e), trace.Observed)
			}
		})
	case worker.Waited:
		b.at(e.Ns, rankEnd, func() { b.workReaped(e) })
	case worker.Gap:
		if !exact {
			b.at(e.Ns, rankLeave, func() { b.leaveIf(e, trace.KindPreempt) })
			b.at(e.A, rankCome, func() { b.dispatchIf(e, int(e.B)) })
		}
	case worker.Computed:
		b.during(e, func(d *doing, on bool) { d.computing = on })
	case worker.Blocked:
		b.during(e, func(d *doing, on bool) {
			*d = doing{}
			if on {
				*d = doing{why: trace.Reason(e.C), object: int32(e.D)}
			}
		})
		if !exact && e.A-e.Ns > leastWaitNs {
			b.at(e.Ns, rankDo, func() { b.leaveIf(e, trace.KindBlock) })
			b.at(e.A, rankCome, func() { b.dispatchIf(e, int(e.B)) })
		}
	default:
		b.at(e.Ns, rankDo, func() { b.workTold(e) })
	}
}

// leastWaitNs is how long a step that may wait takes when it does not wait.
const leastWaitNs = 15_000

// during sets what a thread is about from an instant to another.
func (b *builder) during(e *worker.Event, set func(d *doing, on bool)) {
	b.at(e.Ns, rankBegin+1, func() {
		if t := b.workOf(e); t != nil {
			set(&t.doing, true)
		}
	})
	b.at(e.A, rankDo, func() {
		if t := b.workOf(e); t != nil {
			set(&t.doing, false)
		}
	})
}

func (b *builder) leaveIf(e *worker.Event, kind trace.Kind) {
	if t := b.workOf(e); t != nil {
		b.leave(t, kind, trace.Observed)
	}
}

func (b *builder) dispatchIf(e *worker.Event, core int) {
	if t := b.workOf(e); t != nil {
		b.dispatch(t, core, trace.Observed)
	}
}

// workOf is the thread an event is of, nil if it is not known or has ended.
func (b *builder) workOf(e *worker.Event) *builtThread {
	if t := b.threads[e.Thread]; t != nil && t.status != trace.StatusEnded {
		return t
	}
	return nil
}

func (b *builder) workBegins(e *worker.Event) {
	parent := b.processes[int(e.B)]
	if parent != nil && parent.ended {
		parent = nil
	}
	var by *builtThread
	if parent != nil {
		by = b.lastOf(parent)
	}
	p := b.startProcess(int(e.A), parent, by, e.Text)
	if b.root == nil {
		b.root = p
	}
}

// lastOf is the thread of a process that probably started a child: one that runs,
// else the first that lives.
func (b *builder) lastOf(p *builtProcess) *builtThread {
	var found *builtThread
	for _, t := range b.all {
		if t.process == p && t.status == trace.StatusRunning {
			return t
		}
		if t.process == p && t.status != trace.StatusEnded && found == nil {
			found = t
		}
	}
	return found
}

// workBecomes tells that a process has another program: its other threads are gone,
// and the one that asked for it is the new program's first.
func (b *builder) workBecomes(e *worker.Event) {
	p := b.processes[int(e.A)]
	if p == nil {
		return
	}
	caller := b.lastOf(p)
	for _, t := range b.all {
		if t.process == p && t != caller {
			b.exit(t, trace.Inferred)
		}
	}
	if caller == nil {
		return
	}
	delete(b.threads, caller.system)
	caller.system = p.system // execve(2): whoever calls it gets the number of the process
	b.threads[p.system] = caller
	caller.doing = doing{}
	if caller.status != trace.StatusRunning {
		b.dispatch(caller, b.coreOf(caller.system), trace.Inferred)
	}
	b.add(trace.Fact{Kind: trace.KindProcessExec, Thread: caller.number, Object: int32(p.number), B: b.text(e.Text), Core: trace.NoCore, Cause: caller.fact, Source: trace.Observed})
}

// coreOf is the core that a thread of the system has, -1 if that is not known.
func (b *builder) coreOf(system int) int {
	if core, known := b.work.onCore[system]; known {
		return core
	}
	return -1
}

func (b *builder) workThread(e *worker.Event, exact bool) {
	p := b.processes[int(e.A)]
	if p == nil || p.ended {
		return
	}
	if t := b.threads[e.Thread]; t != nil && t.process == p && t.status != trace.StatusEnded {
		return // the first of a program that took the place of another
	}
	b.names = map[int]string{e.Thread: e.Text}
	by := b.threads[int(e.B)]
	if by != nil && by.process != p {
		by = nil
	}
	t := b.startThread(e.Thread, p, by)
	b.ready(t, trace.ReasonNew)
	if core, running := b.work.onCore[e.Thread]; running || !exact {
		if !running {
			core = -1
		}
		b.dispatch(t, core, trace.Observed)
	}
}

// workReaped tells that a process was waited for. One that did not tell of its end
// has ended by then.
func (b *builder) workReaped(e *worker.Event) {
	p := b.processes[int(e.A)]
	if p == nil || p.reaped {
		return
	}
	b.endProcess(int(e.A), trace.Observed)
	p.reaped = true
	f := trace.Fact{Kind: trace.KindProcessReap, Object: int32(p.number), Core: trace.NoCore, Cause: p.fact, Source: trace.Observed}
	if t := b.workOf(e); t != nil {
		f.Thread = t.number
	}
	b.add(f)
}

// workTold tells what a thread did.
func (b *builder) workTold(e *worker.Event) {
	t := b.workOf(e)
	if t == nil {
		return
	}
	w := b.work
	f := trace.Fact{Thread: t.number, Object: int32(e.D), Core: trace.NoCore, Cause: t.fact, Source: trace.Observed}
	semaphore := w.plan != nil && e.D > 0 && int(e.D) <= len(w.plan.Objects) && w.plan.Objects[e.D-1].Sort == workload.Semaphore
	change := int64(1)
	if semaphore {
		change = -1
	}
	switch e.What {
	case worker.Printed:
		f.Kind, f.Object, f.B = trace.KindOutput, int32(e.A), b.text(strings.ToValidUTF8(e.Text, "\uFFFD"))
	case worker.Took:
		w.free[e.D] = max(0, w.free[e.D]+change)
		f.Kind, f.A = trace.KindAcquire, w.free[e.D]
	case worker.Gave:
		w.free[e.D] = max(0, w.free[e.D]-change)
		f.Kind, f.A = trace.KindRelease, w.free[e.D]
	case worker.Moved:
		f.Kind, f.A = trace.KindSend, e.A
		if e.A < 0 {
			f.Kind, f.A = trace.KindReceive, -e.A
		}
		w.inside[e.D] = max(0, w.inside[e.D]+e.A)
		f.B = w.inside[e.D]
	case worker.Signaled:
		p := b.processes[int(e.A)]
		if p == nil || p.ended {
			return
		}
		p.signaled = int(e.B)
		f.Kind, f.Object, f.A = trace.KindSignal, int32(p.number), e.B
	default:
		return
	}
	id := b.add(f)
	if e.What != worker.Printed && e.What != worker.Signaled {
		w.touched[e.D] = id
	}
}

// wakerOf is the fact that probably ended a wait: the last that could, if it came
// after the wait began; else the wait itself.
func (b *builder) wakerOf(t *builtThread, why trace.Reason) trace.FactID {
	if b.work == nil && why == trace.ReasonPoll {
		return max(t.fact, t.process.called)
	}
	if b.work == nil || t.doing.object == 0 || why == trace.ReasonNew {
		return t.fact
	}
	return max(t.fact, b.work.touched[int64(t.doing.object)])
}

// cutWork leaves out what came after the plan's time was over.
func (b *builder) cutWork() {
	if b.work != nil && b.work.until > 0 {
		b.happenings = slices.DeleteFunc(b.happenings, func(h happening) bool { return h.at >= b.work.until })
	}
}

// finishWork waits for those whom nobody was seen to wait for.
func (b *builder) finishWork() {
	if b.work == nil {
		return
	}
	for _, p := range b.order {
		if p.ended && !p.reaped {
			b.add(trace.Fact{Kind: trace.KindProcessReap, Object: int32(p.number), Core: trace.NoCore, Cause: p.fact, Source: trace.Inferred})
		}
	}
}
