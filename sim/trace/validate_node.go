package trace

// judgedScript is what the judge knows of a thread that runs JavaScript, or
// works for a pool.
type judgedScript struct {
	phase Reason // ReasonNone before the first
	turn  int64

	calls []int64 // the items of the callbacks that have not returned

	works bool // on an item of the pool
	item  int64

	collects Reason // ReasonNone while the isolate is not stopped
}

// judgedQueue is what the judge knows of a queue: what is in it.
type judgedQueue struct{ items map[int64]bool }

// queueName names a queue.
type queueName struct {
	process ProcessID
	queue   Reason
}

func (j *judge) script(id ThreadID) *judgedScript {
	s := j.scripts[id]
	if s == nil {
		s = &judgedScript{}
		j.scripts[id] = s
	}
	return s
}

func (j *judge) judgeNode(f *Fact) {
	if f.Thread == NoThread {
		j.fault(RuleNumber, "%s concerns no thread", f.Kind)
		return
	}
	j.acts(f)
	s := j.script(f.Thread)
	switch f.Kind {
	case KindEnqueue, KindDequeue:
		j.judgeQueue(f)
	case KindPhase:
		j.judgePhase(s, f)
	case KindCallback:
		if s.collects != ReasonNone {
			j.fault(RuleCollection, "thread %d calls back but its isolate is stopped", f.Thread)
		}
		s.calls = append(s.calls, f.A)
	case KindCallbackEnd:
		j.returns(s, f)
	case KindJob:
		if s.works {
			j.fault(RuleJob, "thread %d begins item %d but is at work on item %d", f.Thread, f.A, s.item)
		}
		s.works, s.item = true, f.A
	case KindJobDone:
		if !s.works || s.item != f.A {
			j.fault(RuleJob, "thread %d finishes item %d but is not at work on it", f.Thread, f.A)
		}
		s.works = false
	case KindCollect, KindCollectDone:
		j.judgeCollection(s, f)
	case KindDue:
		j.judgeDue(f)
	case KindRace:
		if f.A == int64(f.Object) {
			j.fault(RuleQueue, "item %d races itself", f.A)
		}
	}
}

// judgeQueue judges that an item comes into a queue in which it is not, and
// leaves one in which it is, and that the fact counts right.
func (j *judge) judgeQueue(f *Fact) {
	switch f.Reason {
	case ReasonTickQueue, ReasonMicrotaskQueue, ReasonTimerQueue, ReasonImmediateQueue,
		ReasonPoolQueue, ReasonFinishedQueue, ReasonCloseQueue, ReasonMessageQueue:
	default:
		j.fault(RuleQueue, "%s names no queue but %s", f.Kind, f.Reason)
		return
	}
	name := queueName{j.thread(f.Thread).process, f.Reason}
	q := j.queues[name]
	if q == nil {
		q = &judgedQueue{items: make(map[int64]bool)}
		j.queues[name] = q
	}
	if f.Kind == KindEnqueue {
		if q.items[f.A] {
			j.fault(RuleQueue, "item %d comes into the %s of process %d, in which it is", f.A, f.Reason, name.process)
		}
		q.items[f.A] = true
	} else {
		if !q.items[f.A] {
			j.fault(RuleQueue, "item %d leaves the %s of process %d, in which it is not", f.A, f.Reason, name.process)
		}
		delete(q.items, f.A)
	}
	if int(f.Object) != len(q.items) {
		j.fault(RuleQueue, "the %s of process %d holds %d items by the fact but %d by those before", f.Reason, name.process, f.Object, len(q.items))
	}
}

// judgeDue judges that what begins to run is in the queue of timers. It may be
// due already: an interval's time goes on while its callback runs.
func (j *judge) judgeDue(f *Fact) {
	process := j.thread(f.Thread).process
	if q := j.queues[queueName{process, ReasonTimerQueue}]; q == nil || !q.items[f.A] {
		j.fault(RuleQueue, "item %d begins to run but is not in the %s of process %d", f.A, ReasonTimerQueue, process)
	}
}

// judgePhase judges that phases come in libuv's order (uv_run): timers before
// the first turn, and then in each turn pending, idle and prepare, poll, check,
// closing and timers. A loop that has ended may be run again, which begins
// with timers too.
func (j *judge) judgePhase(s *judgedScript, f *Fact) {
	if len(s.calls) > 0 {
		j.fault(RuleCallback, "the loop of thread %d goes on but the callback of item %d has not returned", f.Thread, s.calls[len(s.calls)-1])
		s.calls = s.calls[:0]
	}
	turn := s.turn
	legal := false
	switch f.Reason {
	case ReasonTimers:
		legal = s.phase == ReasonNone || s.phase == ReasonClosing || s.phase == ReasonTimers
	case ReasonPending:
		legal = s.phase == ReasonTimers || s.phase == ReasonNone
		turn++
	case ReasonIdlePrepare:
		legal = s.phase == ReasonPending
	case ReasonPoll:
		legal = s.phase == ReasonIdlePrepare
	case ReasonCheck:
		legal = s.phase == ReasonPoll
	case ReasonClosing:
		legal = s.phase == ReasonCheck
	}
	if !legal {
		j.fault(RuleLoop, "the loop of thread %d goes from %s to %s", f.Thread, s.phase, f.Reason)
	} else if f.A != turn {
		j.fault(RuleLoop, "the loop of thread %d is in turn %d by the fact but %d by those before", f.Thread, f.A, turn)
	}
	s.phase, s.turn = f.Reason, f.A
}

// returns judges that the callback to return is the innermost one.
func (j *judge) returns(s *judgedScript, f *Fact) {
	last := len(s.calls) - 1
	if last < 0 || s.calls[last] != f.A {
		j.fault(RuleCallback, "the callback of item %d returns but is not the innermost of thread %d", f.A, f.Thread)
	}
	for i := last; i >= 0; i-- {
		if s.calls[i] == f.A {
			s.calls = s.calls[:i]
			return
		}
	}
}

func (j *judge) judgeCollection(s *judgedScript, f *Fact) {
	switch {
	case f.A < 0:
		j.fault(RuleMemory, "the heap of thread %d has %d bytes", f.Thread, f.A)
	case f.Reason != ReasonScavenge && f.Reason != ReasonMarkCompact:
		j.fault(RuleCollection, "%s names no collection but %s", f.Kind, f.Reason)
	case f.Kind == KindCollect && s.collects != ReasonNone:
		j.fault(RuleCollection, "a collection begins on thread %d but one goes on", f.Thread)
	case f.Kind == KindCollectDone && s.collects != f.Reason:
		j.fault(RuleCollection, "a %s ends on thread %d but none goes on", f.Reason, f.Thread)
	}
	s.collects = ReasonNone
	if f.Kind == KindCollect {
		s.collects = f.Reason
	}
}
