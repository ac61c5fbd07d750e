package sentence

import (
	"timeslice/render/view/names"
	"timeslice/sim/trace"
)

// ofSocket tells of what sockets do besides sending and receiving, of descriptors that
// go through them, of poll sets and of files.
func (l *factTeller) ofSocket() Sentence {
	switch l.f.Kind {
	case trace.KindBind:
		return l.say("sentence.fact.bind", l.subject(), l.aboutObject(), text("Address", l.trace.What(*l.f)))
	case trace.KindListen:
		if l.f.A == 0 {
			return l.say("sentence.fact.listen.over", l.aboutObject())
		}
		return l.fill("sentence.fact.listen.begun", l.f.A, l.subject(), l.aboutObject(), number("Count", l.f.A))
	case trace.KindShut:
		return l.say("sentence.fact.shut."+ways(l.f.A), l.subject(), l.aboutObject())
	case trace.KindReset:
		return l.say("sentence.fact.reset", l.aboutObject(), nested("Error", l.Errno(l.f.A)))
	case trace.KindDrop:
		return l.drop()
	case trace.KindPass, trace.KindObtain:
		return l.passing()
	case trace.KindWatch:
		set := l.object("Set", trace.ObjectID(l.f.B))
		return l.say("sentence.fact.watch."+ways(l.f.A), l.aboutObject(), set)
	case trace.KindRead:
		return l.say("sentence.fact.read", l.subject(), l.aboutObject(), bytes("Bytes", l.f.A))
	}
	return l.say("sentence.fact.write", l.subject(), l.aboutObject(), bytes("Bytes", l.f.A))
}

// ways names the ways that a fact's bits mean.
func ways(bits int64) string {
	switch bits & 3 {
	case 1:
		return "reading"
	case 2:
		return "writing"
	case 3:
		return "both"
	}
	return "neither"
}

func dropReasons() []trace.Reason {
	return []trace.Reason{trace.ReasonFull, trace.ReasonNobody, trace.ReasonClosed, trace.ReasonDropped}
}

// drop tells of what is thrown away: bytes, or a request for a connection.
func (l *factTeller) drop() Sentence {
	id := variant("sentence.fact.drop.", l.f.Reason, dropReasons())
	if l.f.Reason == trace.ReasonFull && l.book.Sort(trace.ObjectID(l.f.Object)) == trace.ReasonListener {
		id = "sentence.fact.drop.request"
	}
	return l.say(id, l.aboutObject(), bytes("Bytes", l.f.A))
}

// passing tells of a descriptor on its way; the terminal is no object.
func (l *factTeller) passing() Sentence {
	through := trace.ObjectID(l.f.B)
	id := "sentence.fact." + l.f.Kind.String()
	if trace.ObjectID(l.f.Object) == trace.NoObject {
		return l.say(id+".terminal", l.subject(), number("FD", l.f.A), link("Through", l.book.Object(through), names.ObjectRef(through)))
	}
	return l.say(id+".object", l.subject(), l.aboutObject(), number("FD", l.f.A),
		link("Through", l.book.Object(through), names.ObjectRef(through)))
}
