package sentence

import (
	"timeslice/sim/trace"
)

// Answer says why something is as it is.
type Answer struct {
	// Says is what it is doing and why, in one or two sentences, and for who
	// runs JavaScript one more about that.
	Says []Sentence
	// Chain is how it came to that: facts, each with which one of the others it
	// explains. Most explain the one before.
	Chain []Cause
}

// Cause is one link of a chain of causes.
type Cause struct {
	Fact     trace.FactID
	At       trace.Time
	Link     trace.Link
	Of       int // the link of the chain that it explains, -1 for the first
	Sentence Sentence
	// Candidates are, if it is a choice among threads, all who could be
	// considered.
	Candidates []trace.Candidate
}

// asked is a question about a state.
type asked struct {
	dated
	trace *trace.Trace
	state *trace.State
	says  []Sentence
}

func (l *Teller) asked(t *trace.Trace, s *trace.State) *asked {
	return &asked{dated: l.at(s.Facts), trace: t, state: s}
}

func (a *asked) tell(id string, values ...value) { a.add(a.say(id, values...)) }

func (a *asked) count(id string, count int64, values ...value) {
	a.add(a.fill(id, count, append(values, number("Count", count))...))
}

func (a *asked) add(s Sentence) { a.says = append(a.says, s.begin()) }

// answer is what was said, with a chain of causes in words.
func (a *asked) answer(chain []trace.Because) Answer {
	found := Answer{Says: a.says}
	for i := range chain {
		link := &chain[i]
		found.Chain = append(found.Chain, Cause{
			Fact: link.ID, At: link.Fact.Time, Link: link.Link, Of: link.Of,
			Sentence: a.Fact(a.trace, link.ID), Candidates: link.Candidates,
		})
	}
	return found
}

// since is for how long something has been so.
func (a *asked) since(at trace.Time) value { return length("For", int64(a.state.At-at)) }

// just is the id of a text that says since when something is so, or that of the
// one that says that it has just come to be so.
func (a *asked) just(id string, since trace.Time) string {
	if a.state.At <= since {
		return "sentence.why.just." + id
	}
	return "sentence.why." + id
}

// WhyThread says why a thread is doing what it does in a state.
func (l *Teller) WhyThread(t *trace.Trace, s *trace.State, thread trace.ThreadID) Answer {
	a, chain := l.asked(t, s), l.why(t, s, thread)
	status := s.Thread(thread)
	switch status.Status {
	case trace.StatusRunning:
		a.running(thread, &status, chain)
	case trace.StatusReady:
		a.ready(thread, &status, chain)
	case trace.StatusBlocked:
		a.blocked(thread, &status)
	case trace.StatusStopped:
		a.stopped(thread, &status)
	case trace.StatusEnded:
		a.tell(variant("sentence.why.ended.", status.Reason, threadEnds()), a.thread("Thread", thread), instant("At", status.End))
	default:
		a.add(a.full(l.Doing(s, thread)))
	}
	if status.Status != trace.StatusEnded {
		a.script(thread)
	}
	return a.answer(chain)
}

// WhyCore says why a core runs what it runs in a state, or why it is idle.
func (l *Teller) WhyCore(t *trace.Trace, s *trace.State, core trace.CoreID) Answer {
	a := l.asked(t, s)
	if core < 0 || int(core) >= len(s.Cores) {
		a.tell("sentence.why.core.unknown", a.core("Core", core))
		return a.answer(nil)
	}
	if c := &s.Cores[core]; c.Thread != trace.NoThread {
		return l.WhyThread(t, s, c.Thread)
	}
	a.idle(core)
	return a.answer(t.WhyCoreIn(s, core))
}

// WhyFact says what happened by a fact, and how it came to that.
func (l *Teller) WhyFact(t *trace.Trace, id trace.FactID) Answer {
	s := t.SnapshotBefore(id)
	a, f := l.asked(t, s), t.Fact(id)
	a.fact = id
	a.tell("sentence.why.fact", instant("At", f.Time), nested("What", l.Fact(t, id)))
	chain := t.WhyFact(id)
	switch f.Kind {
	case trace.KindDispatch, trace.KindRenew:
		a.chosen(&f, chain[0].Candidates)
	case trace.KindCallback:
		a.callback(&f, id)
	case trace.KindCollect:
		a.collection(f.Reason, f.B != 0)
	case trace.KindPhase:
		a.add(l.AboutPhase(f.Reason))
	}
	return a.answer(chain)
}

// full makes a sentence of a clause.
func (a *asked) full(clause Sentence) Sentence {
	return a.say("sentence.full", nested("Clause", clause))
}
