package sentence

import (
	"timeslice/sim/trace"
)

// ofCore tells how cores change hands.
func (l *factTeller) ofCore() Sentence {
	switch l.f.Kind {
	case trace.KindDispatch:
		why := nested("Why", l.Rule(l.trace, l.f))
		if l.f.B > 0 {
			return l.say("sentence.fact.dispatch.limited", l.onCore(), l.subject(), why, length("Limit", l.f.B))
		}
		return l.say("sentence.fact.dispatch.unlimited", l.onCore(), l.subject(), why)
	case trace.KindRenew:
		return l.renew()
	case trace.KindPreempt:
		return l.preempt()
	case trace.KindMigrate:
		return l.say(variant("sentence.fact.migrate.", l.f.Reason, moveReasons()), l.subject(),
			l.core("From", trace.CoreID(l.f.Object)), l.core("To", l.f.Core))
	}
	switchNs, migrationNs := length("Switch", l.f.A), length("Migration", l.f.B)
	switch {
	case l.f.B == 0:
		return l.say("sentence.fact.switch-cost.switch", l.onCore(), l.subject(), switchNs)
	case l.f.A == 0:
		return l.say("sentence.fact.switch-cost.migration", l.onCore(), l.subject(), migrationNs)
	}
	return l.say("sentence.fact.switch-cost.both", l.onCore(), l.subject(), switchNs, migrationNs)
}

func moveReasons() []trace.Reason {
	return []trace.Reason{trace.ReasonIdlePull, trace.ReasonBalance, trace.ReasonPlacement, trace.ReasonCoreGone}
}

func (l *factTeller) renew() Sentence {
	why := "sentence.fact.renew.again"
	switch l.f.Reason {
	case trace.ReasonNone:
		why = "sentence.fact.renew.none-better"
	case trace.ReasonOnlyOne:
		why = "sentence.fact.renew.only-one"
	}
	return l.say(why, l.onCore(), l.subject(), nested("Why", l.Rule(l.trace, l.f)))
}

func lossReasons() []trace.Reason {
	return []trace.Reason{
		trace.ReasonQuantum, trace.ReasonTick, trace.ReasonBetterArrived, trace.ReasonYield, trace.ReasonQuota,
		trace.ReasonRealTimeLimit, trace.ReasonAffinity, trace.ReasonAttributes, trace.ReasonCoreGone,
	}
}

func (l *factTeller) preempt() Sentence {
	id := variant("sentence.fact.preempt.", l.f.Reason, lossReasons())
	if l.f.Reason == trace.ReasonBetterArrived && l.f.Object != int32(trace.NoThread) {
		id = "sentence.fact.preempt.by"
	}
	return l.say(id, l.onCore(), l.subject(), l.thread("By", trace.ThreadID(l.f.Object)))
}

// rules are by what a policy chooses.
func rules() []trace.Reason {
	return []trace.Reason{
		trace.ReasonOnlyOne, trace.ReasonHeadOfQueue, trace.ReasonShortestBurst, trace.ReasonShortestLeft,
		trace.ReasonHighestPriority, trace.ReasonHighestLevel, trace.ReasonWinningTicket, trace.ReasonLowestPass,
		trace.ReasonLowestVruntime, trace.ReasonEarliestDeadline, trace.ReasonRealTime, trace.ReasonFirstInOrder,
	}
}

// ruleID is the last part of the ids of texts about a choice's rule. What a
// rule's number means may depend on the policy.
func ruleID(t *trace.Trace, choice *trace.Fact) string {
	policy := t.Property("policy")
	switch {
	case choice.Reason == trace.ReasonHeadOfQueue && (policy == "sjf" || policy == "lottery"):
		return "interrupted"
	case choice.Reason == trace.ReasonFirstInOrder && policy == "hrrn":
		return "highest-ratio"
	}
	return variant("", choice.Reason, rules())
}

// Rule says by which rule a dispatch or renewal chose its thread, with the
// number it turned on, as behind "because": "its pass is the lowest: 40".
func (l *Teller) Rule(t *trace.Trace, choice *trace.Fact) Sentence {
	id, n := ruleID(t, choice), choice.A
	if id == "head-of-queue" && trace.Time(n) == choice.Time {
		id = "head-of-queue-now"
	}
	switch id {
	case "head-of-queue", "interrupted":
		return l.say("sentence.rule."+id, instant("Number", trace.Time(n)))
	case "shortest-burst", "shortest-left", "lowest-vruntime", "earliest-deadline":
		return l.say("sentence.rule."+id, length("Number", n))
	case "highest-ratio":
		return l.say("sentence.rule."+id, text("Number", fraction(n, 1, 1000)))
	}
	return l.say("sentence.rule."+id, number("Number", n))
}

// coreList is a list of cores: "0, 2, 3".
func (l *Teller) coreList(place string, cores []trace.CoreID) value {
	w := writer{}
	for i, core := range cores {
		if i > 0 {
			w.write(l.words.Say("sentence.list-comma"))
		}
		v := l.core(place, core)
		w.value(&v)
	}
	s := w.sentence()
	return nested(place, s)
}
