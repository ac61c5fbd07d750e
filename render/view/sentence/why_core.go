package sentence

import (
	"timeslice/sim/trace"
)

// running says for how long a thread has its core and why it was chosen.
func (a *asked) running(thread trace.ThreadID, t *trace.ThreadState, chain []trace.Because) {
	subject := a.thread("Thread", thread)
	if t.Core == trace.NoCore {
		a.add(a.full(a.Doing(a.state, thread)))
		return
	}
	c, core := &a.state.Cores[t.Core], a.core("Core", t.Core)
	left, limited := a.state.SliceLeftNs(t.Core)
	switch {
	case a.state.At < c.OverheadUntil:
		a.tell("sentence.why.switching", subject, core, instant("Until", c.OverheadUntil))
	case limited:
		a.tell(a.just("running-limited", c.OverheadUntil), subject, core, a.since(c.OverheadUntil), length("Left", left))
	default:
		a.tell(a.just("running", c.OverheadUntil), subject, core, a.since(c.OverheadUntil))
	}
	if len(chain) > 0 && chain[0].ID == c.Decision {
		a.chosen(&chain[0].Fact, chain[0].Candidates)
	}
}

// chosen says why a decision went to its thread.
func (a *asked) chosen(choice *trace.Fact, candidates []trace.Candidate) {
	if choice.Kind == trace.KindRenew {
		at := instant("At", choice.Time)
		switch choice.Reason {
		case trace.ReasonNone:
			a.tell("sentence.chosen.renewed-none-better", at)
			return
		case trace.ReasonOnlyOne:
			a.tell("sentence.chosen.renewed-only-one", at)
			return
		}
		a.tell("sentence.chosen.renewed", at)
	} else if loser := a.displaced(choice); loser != trace.NoThread {
		a.tell("sentence.chosen.displaced", a.thread("Other", loser))
	}
	a.amongst(choice, candidates)
}

// displaced is from whom a dispatch took the core, none if it was free.
func (a *asked) displaced(choice *trace.Fact) trace.ThreadID {
	if choice.Cause <= trace.NoFact || int(choice.Cause) > a.trace.Len() {
		return trace.NoThread
	}
	cause := a.trace.Fact(choice.Cause)
	if cause.Kind == trace.KindPreempt && cause.Reason == trace.ReasonBetterArrived && cause.Object == int32(choice.Thread) && cause.Core == choice.Core {
		return cause.Thread
	}
	return trace.NoThread
}

// amongst compares who was chosen with the others who waited.
func (a *asked) amongst(choice *trace.Fact, candidates []trace.Candidate) {
	waiting := int64(len(candidates))
	rule := ruleID(a.trace, choice)
	if rule == "only-one" || waiting < 2 {
		a.tell("sentence.chosen.only-one")
		return
	}
	values := []value{
		number("Count", waiting), a.thread("Thread", choice.Thread), a.core("Core", choice.Core),
		nested("Next", a.runnerUp(rule, choice, candidates)),
	}
	var tickets, eligible int64
	own := text("Number", "")
	for i := range candidates {
		c := &candidates[i]
		tickets += c.Key2
		if c.Eligible {
			eligible++
		}
		if c.Chosen {
			own = a.ruleNumber("Number", rule, choice, c)
		}
	}
	switch rule {
	case "winning-ticket":
		values = append(values, number("Number", choice.A), number("Total", tickets))
	case "earliest-deadline":
		values = append(values, own, number("Eligible", eligible))
		switch {
		case eligible == 1:
			rule = "earliest-deadline-alone"
		case eligible < waiting:
			rule = "earliest-deadline-some"
		}
	case "highest-ratio":
		values = append(values, text("Number", fraction(choice.A, 1, 1000)))
	default:
		values = append(values, own)
	}
	a.add(a.fill("sentence.chosen."+rule, waiting, values...))
}

// runnerUp says who would have come next, nothing if that is not known or says
// nothing.
func (a *asked) runnerUp(rule string, choice *trace.Fact, candidates []trace.Candidate) Sentence {
	for i := range candidates {
		c := &candidates[i]
		if c.Chosen || !c.Eligible || !c.KeysKnown || (c.Class > 0) != (rule == "real-time") {
			continue
		}
		n := a.ruleNumber("OtherNumber", rule, choice, c)
		switch {
		case n.text == "":
			return Sentence{}
		case n.text == a.chosenNumber(rule, choice, candidates).text:
			return a.say("sentence.chosen.next-equal", a.thread("Other", c.Thread))
		}
		return a.say("sentence.chosen.next", a.thread("Other", c.Thread), n)
	}
	return Sentence{}
}

// ruleNumber is what of a candidate a rule goes by, "" if nothing of it is
// recorded.
func (a *asked) ruleNumber(place, rule string, choice *trace.Fact, c *trace.Candidate) value {
	key, known := c.Key, c.KeysKnown
	if c.Chosen && rule != "earliest-deadline" && rule != "winning-ticket" {
		key, known = choice.A, true
	}
	if !known {
		return text(place, "?")
	}
	switch rule {
	case "head-of-queue", "interrupted":
		return instant(place, trace.Time(key))
	case "shortest-burst", "shortest-left", "lowest-vruntime", "earliest-deadline":
		return length(place, key)
	case "highest-priority", "highest-level", "lowest-pass", "real-time":
		return number(place, key)
	}
	return text(place, "")
}

// ready says for how long a thread has been ready, and what keeps it waiting.
func (a *asked) ready(thread trace.ThreadID, t *trace.ThreadState, chain []trace.Because) {
	subject := a.thread("Thread", thread)
	if t.Queue == trace.NoCore {
		a.tell(a.just("ready", t.Since), subject, a.since(t.Since))
	} else {
		a.tell(a.just("ready-queue", t.Since), subject, a.since(t.Since), a.core("Core", t.Queue))
	}
	for i := range chain {
		link := &chain[i]
		switch link.Link {
		case trace.LinkThrottled:
			a.throttled(t, &link.Fact)
			return
		case trace.LinkPassedOver:
			a.passedOver(thread, &link.Fact, link.Candidates)
			return
		case trace.LinkBusy:
			a.busy(thread, &link.Fact)
			return
		}
	}
	a.tell("sentence.why.ready-soon")
}

func (a *asked) throttled(t *trace.ThreadState, f *trace.Fact) {
	id := variant("sentence.why.throttled.", f.Reason, throttleReasons())
	if t.Until > 0 {
		a.tell(id+"-until", a.group("Group", t.Group), instant("Until", t.Until))
		return
	}
	a.tell(id, a.group("Group", t.Group))
}

// passedOver says who was chosen instead, and how the two compare.
func (a *asked) passedOver(thread trace.ThreadID, choice *trace.Fact, candidates []trace.Candidate) {
	core, other, at := a.core("Core", choice.Core), a.thread("Other", choice.Thread), instant("At", choice.Time)
	rule := ruleID(a.trace, choice)
	comparison, compares := a.compared(thread, choice, rule, candidates)
	if !compares {
		a.tell("sentence.passed.to", core, other, at, nested("Why", a.Rule(a.trace, choice)))
		return
	}
	a.tell("sentence.passed.shortly", core, other, at, nested("Why", a.say("sentence.short."+rule)))
	a.add(comparison)
}

// compared compares a thread with the one that was chosen instead; false if
// nothing is known to compare.
func (a *asked) compared(thread trace.ThreadID, choice *trace.Fact, rule string, candidates []trace.Candidate) (Sentence, bool) {
	for i := range candidates {
		c := &candidates[i]
		if c.Thread != thread || !c.KeysKnown || (c.Class > 0) != (rule == "real-time") {
			continue
		}
		subject := a.thread("Thread", thread)
		if rule == "earliest-deadline" && !c.Eligible {
			return a.say("sentence.passed.not-eligible", subject, length("Vruntime", c.Key2), length("Average", choice.A)), true
		}
		if n := a.ruleNumber("Own", rule, choice, c); n.text != "" {
			return a.say("sentence.passed.own."+rule, subject, n, a.thread("Other", choice.Thread), a.chosenNumber(rule, choice, candidates)), true
		}
	}
	return Sentence{}, false
}

// chosenNumber is what of the chosen one a rule goes by.
func (a *asked) chosenNumber(rule string, choice *trace.Fact, candidates []trace.Candidate) value {
	for i := range candidates {
		if candidates[i].Chosen {
			return a.ruleNumber("Number", rule, choice, &candidates[i])
		}
	}
	return text("Number", "?")
}

// busy says who has had the core since before a thread was ready.
func (a *asked) busy(thread trace.ThreadID, decision *trace.Fact) {
	subject, core, other := a.thread("Thread", thread), a.core("Core", decision.Core), a.thread("Other", decision.Thread)
	if left, limited := a.state.SliceLeftNs(decision.Core); limited {
		a.tell("sentence.passed.busy-until", subject, core, other, instant("Until", a.state.At+trace.Time(left)))
		return
	}
	a.tell("sentence.passed.busy", subject, core, other)
}

// idle says for how long a core has been idle, and why nobody runs there.
func (a *asked) idle(core trace.CoreID) {
	c := &a.state.Cores[core]
	if c.Fact == trace.NoFact {
		a.tell("sentence.why.core.never", a.core("Core", core))
	} else {
		a.tell(a.just("core.idle", c.Since), a.core("Core", core), a.since(c.Since))
	}
	id, count := a.whyIdle(core)
	if count == 0 {
		a.tell(id)
		return
	}
	a.count(id, count)
}

// whyIdle is the text that says why nobody runs on an idle core, and how many
// threads it is about. Who may run there counts before who may not.
func (a *asked) whyIdle(core trace.CoreID) (id string, count int64) {
	var ready, allowed, throttled, elsewhere int64
	for i := range a.state.Threads {
		t := &a.state.Threads[i]
		if t.Status != trace.StatusReady {
			continue
		}
		if ready++; !t.MayRunOn(core) {
			continue
		}
		allowed++
		switch {
		case t.Throttled():
			throttled++
		case t.Queue != trace.NoCore && t.Queue != core:
			elsewhere++
		}
	}
	switch {
	case ready == 0:
		return "sentence.why.core.nobody", 0
	case allowed == 0:
		return "sentence.why.core.forbidden", ready
	case throttled == allowed:
		return "sentence.why.core.throttled", throttled
	case throttled+elsewhere == allowed:
		return "sentence.why.core.elsewhere", elsewhere
	}
	return "sentence.why.core.now", allowed - throttled - elsewhere
}

// Short says in a few words why a core runs what it runs, or that nobody runs
// there and why, as on a card: "earliest virtual deadline".
func (l *Teller) Short(t *trace.Trace, s *trace.State, core trace.CoreID) Sentence {
	a := l.asked(t, s)
	if core < 0 || int(core) >= len(s.Cores) {
		return l.say("sentence.short.nobody")
	}
	c := &s.Cores[core]
	if c.Thread == trace.NoThread {
		id, _ := a.whyIdle(core)
		return l.say("sentence.short." + id[len("sentence.why.core."):])
	}
	if c.Decision == trace.NoFact {
		return l.say("sentence.short.other")
	}
	choice := t.Fact(c.Decision)
	if choice.Kind == trace.KindRenew {
		return l.say("sentence.short.renewed")
	}
	if loser := a.displaced(&choice); loser != trace.NoThread {
		return l.say("sentence.short.displaced", a.thread("Other", loser))
	}
	return l.say("sentence.short." + ruleID(t, &choice))
}
