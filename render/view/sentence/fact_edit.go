package sentence

import (
	"strings"

	"timeslice/sim/trace"
)

func editReasons() []trace.Reason {
	return []trace.Reason{
		trace.ReasonEditSignal, trace.ReasonEditNice, trace.ReasonEditAffinity, trace.ReasonEditAddCore,
		trace.ReasonEditRemoveCore, trace.ReasonEditPool, trace.ReasonEditDrop, trace.ReasonEditCrash,
	}
}

// ofEdit tells what whoever watches the run has changed, and that cores come and go.
func (l *factTeller) ofEdit() Sentence {
	if l.f.Kind == trace.KindCore {
		if l.f.A == 0 {
			return l.say("sentence.fact.core.goes", l.onCore())
		}
		return l.say("sentence.fact.core.comes", l.onCore())
	}
	written := l.trace.What(*l.f)
	id := variant("sentence.fact.edit.", l.f.Reason, editReasons())
	if !l.found() {
		id = "sentence.fact.edit.other"
	}
	cores, _, _ := strings.Cut(strings.TrimPrefix(written, "affinity "), " ")
	return l.say(id, l.edited("Subject"), l.onCore(), number("Value", l.f.A),
		text("Signal", trace.SignalName(int(l.f.A))), text("Cores", strings.ReplaceAll(cores, ",", ", ")),
		l.object("Object", trace.ObjectID(l.f.A)), text("What", written))
}

// found reports whether there was what the edit is about.
func (l *factTeller) found() bool {
	switch l.f.Reason {
	case trace.ReasonEditAddCore, trace.ReasonEditRemoveCore:
		return true
	case trace.ReasonEditDrop:
		return l.f.A != 0
	}
	return l.f.Thread != trace.NoThread || l.f.Object != int32(trace.NoProcess)
}

// edited is whom an edit is about: a thread, or a process.
func (l *factTeller) edited(place string) value {
	if l.f.Thread != trace.NoThread {
		return l.thread(place, l.f.Thread)
	}
	return l.process(place, trace.ProcessID(l.f.Object))
}
