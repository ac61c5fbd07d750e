package sentence

import (
	"timeslice/render/view/names"
	"timeslice/sim/trace"
)

// ofObject tells of locks, channels, disks, and of all that threads share.
func (l *factTeller) ofObject() Sentence {
	switch l.f.Kind {
	case trace.KindObject:
		return l.say("sentence.fact.object", l.aboutObject())
	case trace.KindAcquire, trace.KindRelease:
		return l.holding()
	case trace.KindNotify:
		if l.f.A == 0 {
			return l.say("sentence.fact.notify.nobody", l.subject(), l.aboutObject())
		}
		return l.fill("sentence.fact.notify.woken", l.f.A, l.subject(), l.aboutObject(), number("Count", l.f.A))
	case trace.KindValue:
		if l.f.Thread == trace.NoThread {
			return l.say("sentence.fact.value.first", l.aboutObject(), number("Value", l.f.A))
		}
		return l.say("sentence.fact.value.set", l.subject(), l.aboutObject(), number("Value", l.f.A))
	case trace.KindSend:
		return l.say("sentence.fact.send", l.subject(), l.aboutObject(), bytes("Bytes", l.f.A), bytes("Held", l.f.B))
	case trace.KindReceive:
		return l.say("sentence.fact.receive", l.subject(), l.aboutObject(), bytes("Bytes", l.f.A), bytes("Held", l.f.B))
	case trace.KindOpen:
		return l.say("sentence.fact.open", l.process("Process", trace.ProcessID(l.f.B)), l.aboutObject(), number("FD", l.f.A))
	case trace.KindClose:
		return l.say("sentence.fact.close", l.process("Process", trace.ProcessID(l.f.B)), l.aboutObject(), number("FD", l.f.A))
	case trace.KindConnect:
		return l.fill("sentence.fact.connect", l.f.B, l.subject(), l.aboutObject(), number("Count", l.f.B), l.connection())
	case trace.KindAccept:
		return l.fill("sentence.fact.accept", l.f.B, l.subject(), l.aboutObject(), number("Count", l.f.B), l.connection())
	}
	return l.disk()
}

// connection is the name of the connection that was made or accepted.
func (l *factTeller) connection() value {
	id := trace.ObjectID(l.f.A)
	return link("Connection", l.book.Object(id), names.ObjectRef(id))
}

// holding tells of taking and giving back: a lock as a whole, of a semaphore a
// unit.
func (l *factTeller) holding() Sentence {
	kind := "sentence.fact." + l.f.Kind.String()
	if l.book.Sort(trace.ObjectID(l.f.Object)) == trace.ReasonSemaphoreObject {
		return l.fill(kind+".unit", l.f.A, l.subject(), l.aboutObject(), number("Count", l.f.A))
	}
	return l.say(kind+".whole", l.subject(), l.aboutObject())
}

func (l *factTeller) disk() Sentence {
	id := "sentence.fact.disk-done"
	switch l.f.Kind {
	case trace.KindDiskQueue:
		id = "sentence.fact.disk-queue"
	case trace.KindDiskStart:
		id = "sentence.fact.disk-start"
	}
	return l.say(id, l.subject(), l.aboutObject(), length("Service", l.f.A))
}
