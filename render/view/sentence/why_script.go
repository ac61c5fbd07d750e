package sentence

import (
	"strings"

	"timeslice/sim/trace"
)

// script says what a thread does with JavaScript or for a pool, if it does: in
// which callback it is and why that was called, or on what it works.
func (a *asked) script(thread trace.ThreadID) {
	loop := a.state.Loop(thread)
	if loop.Collecting != trace.ReasonNone {
		a.collection(loop.Collecting, a.trace.Fact(loop.Collection).B != 0)
	}
	if last := len(loop.Calls) - 1; last >= 0 {
		f := a.trace.Fact(loop.Calls[last].Fact)
		a.callback(&f, loop.Calls[last].Fact)
		return
	}
	if job, works := a.state.Job(thread); works {
		a.job(thread, &job)
	}
}

// callback says why a callback was called.
func (a *asked) callback(f *trace.Fact, id trace.FactID) {
	what := a.item("What", a.book.ProcessOf(f.Thread), f.A, a.trace.What(*f))
	taken := a.causeFact(f)
	if f.Cause >= id || taken.Kind != trace.KindDequeue || taken.A != f.A {
		if a.state.Loop(f.Thread).Phase == trace.ReasonNone && len(a.state.Loop(f.Thread).Calls) <= 1 {
			a.tell("sentence.callback.script", what)
		} else {
			a.tell("sentence.callback.other", what)
		}
		return
	}
	queued := a.causeFact(&taken)
	values := []value{what, instant("At", queued.Time)}
	switch taken.Reason {
	case trace.ReasonTimerQueue:
		if due, found := a.dueOf(taken.Cause, f.A); found {
			a.tell("sentence.callback.timer-queue", what, instant("Due", due))
			return
		}
	case trace.ReasonFinishedQueue:
		if queued.Kind == trace.KindEnqueue {
			a.tell("sentence.callback.finished-queue", append(values, a.thread("Worker", queued.Thread))...)
			return
		}
	case trace.ReasonImmediateQueue, trace.ReasonTickQueue, trace.ReasonMicrotaskQueue, trace.ReasonCloseQueue, trace.ReasonMessageQueue:
		a.tell("sentence.callback."+taken.Reason.String(), values...)
		return
	}
	a.tell("sentence.callback.other", what)
}

// dueOf is when a timer is due that came into its queue by a fact.
func (a *asked) dueOf(queued trace.FactID, item int64) (trace.Time, bool) {
	for id := queued + 1; id > trace.NoFact && int(id) <= a.trace.Len() && id <= queued+2; id++ {
		if f := a.trace.Fact(id); f.Kind == trace.KindDue && f.A == item && f.Cause == queued {
			return trace.Time(f.B), true
		}
	}
	return 0, false
}

// job says since when a pool's thread works on an item, and for how long that
// had waited.
func (a *asked) job(thread trace.ThreadID, job *trace.CallState) {
	what := a.item("What", a.book.ProcessOf(thread), job.Item, a.trace.Text(job.What))
	f := a.trace.Fact(job.Fact)
	taken := a.causeFact(&f)
	queued := a.causeFact(&taken)
	if taken.Kind != trace.KindDequeue || queued.Kind != trace.KindEnqueue {
		a.tell("sentence.job.plain", what, a.since(job.Since))
		return
	}
	waited := int64(job.Since - queued.Time)
	if waited == 0 {
		a.tell("sentence.job.at-once", what, a.since(job.Since))
		return
	}
	a.tell("sentence.job.waited", what, a.since(job.Since), length("Waited", waited))
}

// collection says what a collection is, and why it began.
func (a *asked) collection(sort trace.Reason, forced bool) {
	id := variant("sentence.collection.", sort, collections())
	if forced {
		id += "-forced"
	}
	a.tell(id)
	a.add(a.AboutCollection(sort))
}

// polling says until when, and for what, an event loop waits in its poll phase.
func (a *asked) polling(thread trace.ThreadID) {
	process := a.state.Thread(thread).Process
	jobs := int64(len(a.state.Queue(process, trace.ReasonPoolQueue)))
	for i := range a.state.Jobs {
		if j := &a.state.Jobs[i]; a.state.Thread(j.Thread).Process == process && isPoolThread(a, j.Thread) {
			jobs++
		}
	}
	next, timer := nextTimer(a.state.Queue(process, trace.ReasonTimerQueue))
	if jobs > 0 {
		a.count("sentence.poll.jobs", jobs)
	}
	switch {
	case timer:
		a.tell("sentence.poll.timer", a.item("What", process, next.Item, a.trace.Text(next.What)), instant("Due", next.Due))
	case jobs == 0:
		a.tell("sentence.poll.nothing")
	}
}

func isPoolThread(a *asked, thread trace.ThreadID) bool {
	within := a.book.Within(thread)
	return len(within) > len(trace.PoolThread) && strings.HasPrefix(within, trace.PoolThread)
}

// nextTimer is the timer that is due first, the first made of equals; false if
// it is not known when any is.
func nextTimer(items []trace.ItemState) (next trace.ItemState, found bool) {
	for _, i := range items {
		if i.Due > 0 && (!found || i.Due < next.Due) {
			next, found = i, true
		}
	}
	return next, found
}

// WhyLoop says in which phase the event loop of a thread is, what that is, and
// what happens there now.
func (l *Teller) WhyLoop(t *trace.Trace, s *trace.State, thread trace.ThreadID) Answer {
	a, loop := l.asked(t, s), s.Loop(thread)
	subject := a.thread("Thread", thread)
	if loop.Phase == trace.ReasonNone {
		a.tell("sentence.loop.not-begun", subject)
		a.script(thread)
		return a.answer(l.why(t, s, thread))
	}
	a.tell("sentence.loop.phase", subject, nested("Phase", l.Phase(loop.Phase)), a.since(loop.Since), number("Turn", loop.Turn))
	a.add(l.AboutPhase(loop.Phase))
	if status := s.Thread(thread); status.Status == trace.StatusBlocked && status.Reason == trace.ReasonPoll {
		a.polling(thread)
	}
	a.script(thread)
	return a.answer(t.WhyFact(loop.Fact))
}

// WhyItem says where an item of a process's queues is, what it waits for, and
// who made it.
func (l *Teller) WhyItem(t *trace.Trace, s *trace.State, process trace.ProcessID, item int64) Answer {
	a := l.asked(t, s)
	for _, q := range s.QueuesOf(process) {
		for i := range q.Items {
			if q.Items[i].Item == item {
				a.queued(process, q.Queue, &q.Items[i], i)
				a.made(q.Items[i].Fact, item)
				return a.answer(t.WhyFact(q.Items[i].Fact))
			}
		}
	}
	if thread, call, found := a.inHand(process, item); found {
		what := a.item("What", process, item, t.Text(call.What))
		a.tell("sentence.item-is.called", what, a.since(call.Since), nested("Doing", l.Doing(s, thread)))
		f := t.Fact(call.Fact)
		if f.Kind == trace.KindCallback {
			a.callback(&f, call.Fact)
		}
		a.made(call.Fact, item)
		return a.answer(t.WhyFact(call.Fact))
	}
	a.tell("sentence.item-is.gone", a.item("What", process, item, ""))
	return a.answer(nil)
}

// inHand finds who calls an item or works on it.
func (a *asked) inHand(process trace.ProcessID, item int64) (trace.ThreadID, trace.CallState, bool) {
	for i := range a.state.Loops {
		loop := &a.state.Loops[i]
		for _, call := range loop.Calls {
			if call.Item == item && a.state.Thread(loop.Thread).Process == process {
				return loop.Thread, call, true
			}
		}
	}
	for i := range a.state.Jobs {
		if j := &a.state.Jobs[i]; j.Item == item && a.state.Thread(j.Thread).Process == process {
			return j.Thread, j.CallState, true
		}
	}
	return trace.NoThread, trace.CallState{}, false
}

// queued says what an item waits for that stands in a queue.
func (a *asked) queued(process trace.ProcessID, queue trace.Reason, item *trace.ItemState, place int) {
	what := a.item("What", process, item.Item, a.trace.Text(item.What))
	if queue == trace.ReasonTimerQueue {
		a.tell("sentence.item-is.set", what, a.since(item.Since))
	} else {
		a.tell("sentence.item-is.queued", what, nested("Queue", a.Queue(queue)), a.since(item.Since), number("Place", int64(place)+1))
	}
	switch queue {
	case trace.ReasonTimerQueue:
		switch {
		case item.Due == 0:
			a.add(a.AboutQueue(queue))
		case item.Due > a.state.At:
			a.tell("sentence.item-is.due-in", instant("Due", item.Due), length("Left", int64(item.Due-a.state.At)))
		default:
			a.tell("sentence.item-is.overdue", instant("Due", item.Due), length("Late", int64(a.state.At-item.Due)))
			a.mainDoes(process)
		}
	case trace.ReasonPoolQueue:
		a.pool(process)
	default:
		a.add(a.AboutQueue(queue))
		a.mainDoes(process)
	}
}

// mainDoes says what the thread is doing that an item waits for.
func (a *asked) mainDoes(process trace.ProcessID) {
	for i := range a.state.Loops {
		thread := a.state.Loops[i].Thread
		if a.state.Thread(thread).Process != process {
			continue
		}
		if calls := a.state.Loops[i].Calls; len(calls) > 0 {
			last := calls[len(calls)-1]
			a.tell("sentence.item-is.behind-call", a.thread("Thread", thread), a.item("Other", process, last.Item, a.trace.Text(last.What)), a.since(last.Since))
			return
		}
		a.add(a.full(a.Doing(a.state, thread)))
		return
	}
}

// pool says what the threads of a pool are doing that a job waits for.
func (a *asked) pool(process trace.ProcessID) {
	var busy []Sentence
	threads := int64(0)
	for _, thread := range a.state.ThreadsOf(process) {
		if !isPoolThread(a, thread) {
			continue
		}
		threads++
		if job, works := a.state.Job(thread); works {
			busy = append(busy, a.say("sentence.name", a.item("Name", process, job.Item, a.trace.Text(job.What))))
		}
	}
	if int64(len(busy)) == threads {
		a.add(a.fill("sentence.item-is.pool-busy", threads, number("Count", threads), nested("List", a.list(busy, 4))))
		return
	}
	a.count("sentence.item-is.pool-woken", threads-int64(len(busy)))
}

// made says who made an item: the callback that was running then.
func (a *asked) made(id trace.FactID, item int64) {
	first := trace.NoFact
	for range longestLife {
		if id <= trace.NoFact || int(id) > a.trace.Len() {
			break
		}
		f := a.trace.Fact(id)
		if !ofItem(f.Kind) || f.A != item {
			break
		}
		if f.Kind == trace.KindEnqueue {
			first = id
		}
		if f.Cause >= id {
			break
		}
		id = f.Cause
	}
	if first == trace.NoFact {
		return
	}
	f := a.trace.Fact(first)
	calls := a.trace.SnapshotBefore(first).Loop(f.Thread).Calls
	if len(calls) == 0 {
		a.tell("sentence.made.at", instant("At", f.Time))
		return
	}
	maker := calls[len(calls)-1]
	a.tell("sentence.made.by", instant("At", f.Time), a.item("Maker", a.book.ProcessOf(f.Thread), maker.Item, a.trace.Text(maker.What)))
}

// longestLife is how many facts of an item's life are followed back at most.
const longestLife = 64

func ofItem(kind trace.Kind) bool {
	switch kind {
	case trace.KindEnqueue, trace.KindDequeue, trace.KindCallback, trace.KindJob, trace.KindJobDone, trace.KindDue:
		return true
	}
	return false
}
