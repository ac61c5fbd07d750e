package sentence

import "timeslice/sim/trace"

// ofNode tells of event loops, their queues, callbacks, pools and collections.
func (l *factTeller) ofNode() Sentence {
	switch l.f.Kind {
	case trace.KindPhase:
		if l.f.A == 0 {
			return l.say("sentence.fact.phase.first", l.subject(), nested("Phase", l.Phase(l.f.Reason)))
		}
		return l.say("sentence.fact.phase.turn", l.subject(), nested("Phase", l.Phase(l.f.Reason)), number("Turn", l.f.A))
	case trace.KindEnqueue, trace.KindDequeue:
		waiting := int64(l.f.Object)
		return l.fill("sentence.fact."+l.f.Kind.String(), waiting, l.what(), l.owner(),
			nested("Queue", l.Queue(l.f.Reason)), number("Count", waiting))
	case trace.KindCollect:
		id := variant("sentence.fact.collect.", l.f.Reason, collections())
		if l.f.B != 0 {
			id += "-forced"
		}
		return l.say(id, l.subject(), bytes("Heap", l.f.A))
	case trace.KindCollectDone:
		return l.say("sentence.fact.collect-done", l.subject(), bytes("Heap", l.f.A))
	case trace.KindDue:
		return l.due()
	case trace.KindRace:
		return l.race()
	}
	return l.say("sentence.fact."+callID(l.f.Kind), l.subject(), l.what())
}

func callID(kind trace.Kind) string {
	switch kind {
	case trace.KindCallback:
		return "callback"
	case trace.KindCallbackEnd:
		return "callback-end"
	case trace.KindJob:
		return "job"
	}
	return "job-done"
}

// owner is the process whose queue or item it is.
func (l *factTeller) owner() value { return l.process("Process", l.book.ProcessOf(l.f.Thread)) }

func (l *factTeller) what() value {
	return l.item("What", l.book.ProcessOf(l.f.Thread), l.f.A, l.trace.What(*l.f))
}

// due tells when a timer is due. What it is stands in the fact before.
func (l *factTeller) due() Sentence {
	what := ""
	if cause := l.cause(); cause.Kind == trace.KindEnqueue && cause.A == l.f.A {
		what = l.trace.What(cause)
	}
	return l.say("sentence.fact.due", l.item("What", l.book.ProcessOf(l.f.Thread), l.f.A, what),
		instant("At", trace.Time(l.f.B)))
}

// race tells which of two was first. What that is stands in the fact before.
func (l *factTeller) race() Sentence {
	what := ""
	if cause := l.cause(); cause.A == l.f.A {
		what = l.trace.What(cause)
	}
	process := l.book.ProcessOf(l.f.Thread)
	return l.say("sentence.fact.race", l.item("What", process, l.f.A, what),
		l.item("Rival", process, int64(l.f.Object), l.trace.Text(trace.StringID(l.f.B))))
}

func collections() []trace.Reason {
	return []trace.Reason{trace.ReasonScavenge, trace.ReasonMarkCompact}
}

func phases() []trace.Reason {
	return []trace.Reason{
		trace.ReasonTimers, trace.ReasonPending, trace.ReasonIdlePrepare, trace.ReasonPoll, trace.ReasonCheck,
		trace.ReasonClosing,
	}
}

// Phase is the name of a phase of the event loop: "poll".
func (l *Teller) Phase(phase trace.Reason) Sentence {
	return l.say(variant("sentence.phase.", phase, phases()))
}

func queues() []trace.Reason {
	return []trace.Reason{
		trace.ReasonTickQueue, trace.ReasonMicrotaskQueue, trace.ReasonTimerQueue, trace.ReasonImmediateQueue,
		trace.ReasonPoolQueue, trace.ReasonFinishedQueue, trace.ReasonCloseQueue, trace.ReasonMessageQueue,
	}
}

// Queue is the name of a queue of a process: "the nextTick queue".
func (l *Teller) Queue(queue trace.Reason) Sentence {
	return l.say(variant("sentence.queue.", queue, queues()))
}
