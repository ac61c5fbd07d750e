package sentence

import (
	"slices"
	"strings"

	"timeslice/sim/trace"
)

// blocked says what a thread waits for, since when, and who could end that.
func (a *asked) blocked(thread trace.ThreadID, t *trace.ThreadState) {
	subject := a.thread("Thread", thread)
	if t.Reason == trace.ReasonTimer && t.Until > 0 {
		a.tell("sentence.why.sleeping", subject, instant("Until", t.Until), length("Left", int64(t.Until-a.state.At)))
		return
	}
	wait := nested("Wait", a.WaitFor(t.Reason, t.Object))
	switch {
	case t.Until > 0 && t.Reason == trace.ReasonDisk:
		a.tell("sentence.why.blocked-done", subject, wait, a.since(t.Since), instant("Until", t.Until))
	case t.Until > 0:
		a.tell(a.just("blocked-until", t.Since), subject, wait, a.since(t.Since), instant("Until", t.Until))
	default:
		a.tell(a.just("blocked", t.Since), subject, wait, a.since(t.Since))
	}
	switch t.Reason {
	case trace.ReasonLock:
		a.owner(thread, t.Object)
	case trace.ReasonPoll:
		a.polling(thread)
	case trace.ReasonWork:
		a.workless(thread)
	case trace.ReasonChild:
		a.children(trace.ProcessID(t.Process))
	case trace.ReasonData, trace.ReasonSpace, trace.ReasonConnection, trace.ReasonSemaphore, trace.ReasonDisk,
		trace.ReasonCondition, trace.ReasonFutex:
		if t.Object != trace.NoObject {
			a.object(t.Object)
		}
		if a.state.Object(t.Object).Waiters > 1 {
			a.waiters(t.Object)
		}
	case trace.ReasonPause:
		a.tell("sentence.why.pause")
	}
}

// owner says who has the lock that a thread waits for, and what that one does.
func (a *asked) owner(thread trace.ThreadID, object trace.ObjectID) {
	o := a.state.Object(object)
	lock := a.dated.object("Object", object)
	switch {
	case o.Owner == trace.NoThread:
		a.tell("sentence.why.lock.free", lock)
		return
	case o.Owner == thread:
		a.tell("sentence.why.lock.own", lock)
		return
	}
	at := instant("At", a.timeOf(o.OwnerFact))
	a.tell("sentence.why.lock.owner", lock, a.thread("Owner", o.Owner), at, nested("Doing", a.Doing(a.state, o.Owner)))
	cycle := a.state.WaitCycle()
	if slices.ContainsFunc(cycle, func(w trace.Wait) bool { return w.Thread == thread }) {
		a.count("sentence.why.lock.circle", int64(len(cycle)))
	}
}

func (a *asked) timeOf(id trace.FactID) trace.Time {
	if id <= trace.NoFact || int(id) > a.trace.Len() {
		return 0
	}
	return a.trace.Fact(id).Time
}

// children says which children a process waits for.
func (a *asked) children(process trace.ProcessID) {
	var alive []Sentence
	for _, child := range a.state.Children(process) {
		if a.state.Process(child).Status == trace.ProcessAlive {
			alive = append(alive, a.say("sentence.name", a.process("Name", child)))
		}
	}
	if len(alive) == 0 {
		a.tell("sentence.why.child.none")
		return
	}
	a.add(a.fill("sentence.why.child.alive", int64(len(alive)), number("Count", int64(len(alive))), nested("List", a.list(alive, 3))))
}

// object says how it stands with what threads share.
func (a *asked) object(id trace.ObjectID) {
	o := a.state.Object(id)
	name := a.dated.object("Object", id)
	switch o.Sort {
	case trace.ReasonMutex:
		if o.Owner == trace.NoThread {
			a.tell("sentence.object-is.free", name)
		} else {
			a.tell("sentence.object-is.owned", name, a.thread("Owner", o.Owner), instant("At", a.timeOf(o.OwnerFact)))
		}
	case trace.ReasonSemaphoreObject:
		if o.Free == 0 {
			a.tell("sentence.object-is.no-units", name)
			return
		}
		a.count("sentence.object-is.units", o.Free, name)
	case trace.ReasonPipe, trace.ReasonSocketPair, trace.ReasonSocket:
		if o.Capacity > 0 {
			a.tell("sentence.object-is.channel", name, bytes("Held", o.Held), bytes("Capacity", o.Capacity))
		} else {
			a.tell("sentence.object-is.endless", name, bytes("Held", o.Held))
		}
	case trace.ReasonListener:
		a.add(a.fill("sentence.object-is.listener", int64(o.Pending), name, number("Count", int64(o.Pending)), number("Capacity", o.Capacity)))
	case trace.ReasonDiskDevice, trace.ReasonDeviceUnlimited:
		id := "sentence.object-is.disk"
		if o.Pending == 0 {
			id = "sentence.object-is.disk-all"
		}
		a.add(a.fill(id, int64(o.Serving), name, number("Count", int64(o.Serving)), number("Pending", int64(o.Pending))))
	case trace.ReasonFutexWord:
		a.tell("sentence.object-is.word", name, number("Value", o.Value))
	}
}

// waiters says who waits for an object.
func (a *asked) waiters(id trace.ObjectID) {
	var who []Sentence
	for _, thread := range a.state.Waiters(id) {
		who = append(who, a.say("sentence.name", a.thread("Name", thread)))
	}
	if len(who) > 0 {
		a.add(a.fill("sentence.object-is.waited-for", int64(len(who)), a.dated.object("Object", id), nested("List", a.list(who, 4)), number("Count", int64(len(who)))))
	}
}

// WhyObject says how it stands with a lock, a channel, a disk… in a state: who
// has it, how full it is, and who waits for it.
func (l *Teller) WhyObject(t *trace.Trace, s *trace.State, id trace.ObjectID) Answer {
	a := l.asked(t, s)
	a.object(id)
	a.waiters(id)
	if len(a.says) == 0 {
		a.tell("sentence.object-is.idle", a.dated.object("Object", id))
	}
	if o := s.Object(id); o.OwnerFact != trace.NoFact {
		return a.answer(t.WhyFact(o.OwnerFact))
	}
	return a.answer(nil)
}

// stopped says by what a thread was stopped.
func (a *asked) stopped(thread trace.ThreadID, t *trace.ThreadState) {
	a.tell("sentence.why.stopped", a.thread("Thread", thread), a.since(t.Since))
	deliver := a.causeOf(t.Fact)
	if deliver.Kind != trace.KindDeliver {
		return
	}
	signal := text("Signal", trace.SignalName(int(deliver.A)))
	if sent := a.causeFact(&deliver); sent.Kind == trace.KindSignal && sent.Thread != trace.NoThread {
		a.tell("sentence.why.stopped-by", signal, a.thread("Sender", sent.Thread))
		return
	}
	a.tell("sentence.why.stopped-by-system", signal)
}

// causeOf is the fact that made a fact happen; a blank if there is none.
func (a *asked) causeOf(id trace.FactID) trace.Fact {
	if id <= trace.NoFact || int(id) > a.trace.Len() {
		return trace.Fact{}
	}
	f := a.trace.Fact(id)
	if f.Cause >= id {
		return trace.Fact{}
	}
	return a.causeFact(&f)
}

func (a *asked) causeFact(f *trace.Fact) trace.Fact {
	if f.Cause <= trace.NoFact || int(f.Cause) > a.trace.Len() {
		return trace.Fact{}
	}
	return a.trace.Fact(f.Cause)
}

// workless says why a thread of a pool has nothing to do.
func (a *asked) workless(thread trace.ThreadID) {
	if !strings.HasPrefix(a.book.Within(thread), trace.PoolThread) {
		a.tell("sentence.why.work.helper")
		return
	}
	process := a.state.Thread(thread).Process
	if waiting := int64(len(a.state.Queue(process, trace.ReasonPoolQueue))); waiting > 0 {
		a.count("sentence.why.work.taken", waiting)
		return
	}
	a.tell("sentence.why.work.empty")
}
