package sentence

import (
	"strconv"

	"timeslice/sim/trace"
)

// ofAttribute tells of what changes how a thread is scheduled.
func (l *factTeller) ofAttribute() Sentence {
	switch l.f.Kind {
	case trace.KindNice:
		return l.say("sentence.fact.nice", l.subject(), number("Nice", l.f.A))
	case trace.KindAffinity:
		return l.affinity()
	case trace.KindPriority:
		return l.say(priorityID(l.f.B), l.subject(), number("Priority", l.f.A))
	case trace.KindLevel:
		return l.say(variant("sentence.fact.level.", l.f.Reason, levelReasons()), l.subject(),
			number("From", l.f.B), number("To", l.f.A))
	case trace.KindThrottle:
		return l.throttle()
	case trace.KindUnthrottle:
		return l.say("sentence.fact.unthrottle", l.subject())
	}
	return l.say("sentence.fact.refill", l.group("Group", trace.GroupID(l.f.Object)), length("Quota", l.f.A))
}

// priorityID tells the scheduling classes apart, as package scheduler numbers
// them.
func priorityID(class int64) string {
	switch class {
	case 1:
		return "sentence.fact.priority.fifo"
	case 2:
		return "sentence.fact.priority.rr"
	}
	return "sentence.fact.priority.normal"
}

func levelReasons() []trace.Reason {
	return []trace.Reason{trace.ReasonAllotment, trace.ReasonBoost, trace.ReasonAgeing, trace.ReasonTurnOver}
}

// recordedCores is how many cores an affinity tells of: one bit each.
const recordedCores = 63

func (l *factTeller) affinity() Sentence {
	cores, _ := strconv.Atoi(l.trace.Property("cores"))
	told := min(max(cores, 0), recordedCores)
	all := int64(1)<<told - 1
	if told > 0 && l.f.A&all == all || l.f.A == 0 {
		return l.say("sentence.fact.affinity.all", l.subject())
	}
	return l.say("sentence.fact.affinity.some", l.subject(), l.coreList("Cores", coresOf(l.f.A)))
}

// coresOf is the cores of an affinity that are told.
func coresOf(affinity int64) (cores []trace.CoreID) {
	for core := range trace.CoreID(recordedCores) {
		if affinity>>core&1 == 1 {
			cores = append(cores, core)
		}
	}
	return cores
}

func throttleReasons() []trace.Reason {
	return []trace.Reason{trace.ReasonQuota, trace.ReasonRealTimeLimit}
}

func (l *factTeller) throttle() Sentence {
	id := variant("sentence.fact.throttle.", l.f.Reason, throttleReasons())
	group := l.group("Group", trace.GroupID(l.f.Object))
	if until, limited := known(l.f.A); limited {
		return l.say(id+"-until", l.subject(), group, instant("Until", until))
	}
	return l.say(id, l.subject(), group)
}
