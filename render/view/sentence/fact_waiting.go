package sentence

import "timeslice/sim/trace"

// ofWaiting tells how threads begin to wait and come to be ready.
func (l *factTeller) ofWaiting() Sentence {
	switch l.f.Kind {
	case trace.KindReady:
		return l.ready()
	case trace.KindStop:
		return l.say("sentence.fact.stop", l.subject())
	}
	return l.block()
}

func readyReasons() []trace.Reason {
	return []trace.Reason{
		trace.ReasonNew, trace.ReasonTimer, trace.ReasonDisk, trace.ReasonLock, trace.ReasonCondition,
		trace.ReasonSemaphore, trace.ReasonFutex, trace.ReasonData, trace.ReasonSpace, trace.ReasonConnection,
		trace.ReasonChild, trace.ReasonThread, trace.ReasonSignal, trace.ReasonContinued, trace.ReasonClosed,
		trace.ReasonTimeout, trace.ReasonPoll, trace.ReasonWork, trace.ReasonScavenge, trace.ReasonMarkCompact,
	}
}

// ready tells what ended a wait. Two reasons are told apart by their cause: a
// lock may have been handed over, or be free for whoever comes first; and the
// event loop may have been woken, or have waited for as long as it wanted to. One
// is by its object: a connection was made, or came.
func (l *factTeller) ready() Sentence {
	id := variant("sentence.fact.ready.", l.f.Reason, readyReasons())
	switch cause := l.cause(); {
	case l.f.Reason == trace.ReasonLock && cause.Kind == trace.KindRelease:
		id = "sentence.fact.ready.lock-free"
	case l.f.Reason == trace.ReasonDisk && l.f.Object == int32(trace.NoObject):
		id = "sentence.fact.ready.io"
	case l.f.Reason == trace.ReasonConnection && l.connects(l.f.Object):
		id = "sentence.fact.ready.connected"
	case l.f.Reason == trace.ReasonPoll && cause.Kind == trace.KindBlock && cause.Thread == l.f.Thread:
		id = "sentence.fact.ready.poll-due"
	}
	return l.say(id, l.subject(), l.aboutObject())
}

// waitReasons are what threads wait for.
func waitReasons() []trace.Reason {
	return []trace.Reason{
		trace.ReasonTimer, trace.ReasonDisk, trace.ReasonLock, trace.ReasonCondition, trace.ReasonSemaphore,
		trace.ReasonFutex, trace.ReasonData, trace.ReasonSpace, trace.ReasonConnection, trace.ReasonChild,
		trace.ReasonThread, trace.ReasonPause, trace.ReasonPoll, trace.ReasonWork, trace.ReasonScavenge,
		trace.ReasonMarkCompact,
	}
}

// WaitFor says what a wait is for, as behind "waits for": "lock L", "a child
// process to end".
func (l *Teller) WaitFor(why trace.Reason, object trace.ObjectID) Sentence {
	if why == trace.ReasonDisk && object == trace.NoObject {
		return l.say("sentence.wait.io")
	}
	if why == trace.ReasonConnection && l.connects(int32(object)) {
		return l.say("sentence.wait.connected", l.object("Object", object))
	}
	return l.say(variant("sentence.wait.", why, waitReasons()), l.object("Object", object))
}

// connects reports whether who waits for a connection at an object makes one, and
// does not want to accept one.
func (l *Teller) connects(object int32) bool {
	return l.book.Sort(trace.ObjectID(object)) == trace.ReasonSocket
}

func (l *factTeller) block() Sentence {
	wait := nested("For", l.WaitFor(l.f.Reason, trace.ObjectID(l.f.Object)))
	until, limited := known(l.f.A)
	switch {
	case l.f.Core == trace.NoCore && l.cause().Kind == trace.KindDeliver:
		return l.say("sentence.fact.block.goes-on", l.subject(), wait)
	case l.f.Reason == trace.ReasonTimer && limited:
		return l.say("sentence.fact.block.sleep", l.subject(), instant("Until", until))
	case l.f.Reason == trace.ReasonDisk && limited:
		return l.say("sentence.fact.block.until", l.subject(), wait, instant("Until", until))
	case limited:
		return l.say("sentence.fact.block.limited", l.subject(), wait, instant("Until", until))
	}
	return l.say("sentence.fact.block.unlimited", l.subject(), wait)
}
