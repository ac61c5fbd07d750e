package trace

import "slices"

// Link says what one link of a chain of causes tells about the link it
// explains.
type Link uint8

// The links.
const (
	LinkStatus     Link = iota // the fact that put Subject into what it is doing
	LinkCause                  // the fact that made the one it explains happen
	LinkPassedOver             // a decision while Subject waited: somebody else was chosen
	LinkBusy                   // since before Subject came, the core belongs to somebody else
	LinkThrottled              // Subject may not run, because CPU time is used up
	LinkOwner                  // Subject has the lock that is waited for: how it got it
	LinkCallback               // Subject is in a callback: how it came to be called
	LinkJob                    // Subject, a thread of a pool, is at work on an item: how it got it
)

var linkNames = [...]string{"status", "cause", "passed-over", "busy", "throttled", "owner", "callback", "job"}

func (l Link) String() string { return nameIn(linkNames[:], int(l), "link") }

// Because is one link of a chain of causes. The fact has the reason code and
// its numbers, to be put into words by whoever shows them.
type Because struct {
	Link    Link
	Of      int // which link this one explains, by its index; -1 for the first
	ID      FactID
	Fact    Fact
	Subject ThreadID // whom it is about, NoThread if no thread
	// Candidates are, where the fact is a choice among threads, all who could
	// be considered; see [Trace.Candidates].
	Candidates []Candidate
}

// Candidate is a thread that waited in a queue when a core was handed out.
type Candidate struct {
	Thread    ThreadID
	Key, Key2 int64
	// KeysKnown is false if the keys are not those of this decision: a thread
	// that was put back and chosen again at once is recorded without them, and
	// so is one whose attributes were changed while it waited.
	KeysKnown bool
	Class     uint8
	Eligible  bool // the policy's rule allowed to choose it
	Chosen    bool
}

// longestChain bounds how far causes are followed, and mostOwners how many
// owners of locks.
const (
	longestChain = 32
	mostOwners   = 16
)

// Why returns why a thread is doing what it does at an instant: the fact that
// put it there; for a thread that waits, what keeps it waiting; and then the
// facts that made the first one happen, each the cause of the one before; then,
// if it is in a callback or works on an item of a pool, how that came to be. It
// is nil if nothing is known of the thread.
func (t *Trace) Why(thread ThreadID, at Time) []Because { return t.WhyIn(t.Snapshot(at), thread) }

// WhyIn is Why of a state, for who has the state already; or has one from the
// middle of an instant.
func (t *Trace) WhyIn(s *State, thread ThreadID) []Because {
	status := s.Thread(thread)
	if status.Fact == NoFact {
		return nil
	}
	w := why{trace: t, state: s}
	w.status(thread, -1)
	w.causes(0)
	w.script(0, thread)
	return w.chain
}

// WhyCore returns why a core runs what it runs at an instant, or why it is
// idle. It is nil for a core that has not run anything yet.
func (t *Trace) WhyCore(core CoreID, at Time) []Because { return t.WhyCoreIn(t.Snapshot(at), core) }

// WhyCoreIn is WhyCore of a state.
func (t *Trace) WhyCoreIn(s *State, core CoreID) []Because {
	if core < 0 || int(core) >= len(s.Cores) || s.Cores[core].Fact == NoFact {
		return nil
	}
	c := &s.Cores[core]
	w := why{trace: t, state: s}
	if c.Thread != NoThread {
		w.status(c.Thread, -1)
	} else {
		w.add(LinkStatus, -1, c.Fact, NoThread)
	}
	w.causes(0)
	return w.chain
}

// What is the text that a fact carries, such as "setTimeout@hash.js:12" of an
// item or the name of a thread that starts; "" if it carries none.
func (t *Trace) What(f Fact) string {
	if f.Kind.Schema().B.Role != RoleString || f.B != int64(StringID(f.B)) {
		return ""
	}
	return t.Text(StringID(f.B))
}

// WhyFact returns a fact, and the facts that made it happen, each the cause of
// the one before. id must be from 1 to Len().
func (t *Trace) WhyFact(id FactID) []Because {
	f := t.Fact(id)
	w := why{trace: t}
	w.add(LinkStatus, -1, id, f.Thread)
	w.chain[0].Candidates = t.Candidates(id)
	w.causes(0)
	return w.chain
}

// why is a chain in the making.
type why struct {
	trace *Trace
	state *State
	chain []Because
}

func (w *why) add(link Link, of int, id FactID, subject ThreadID) int {
	w.chain = append(w.chain, Because{Link: link, Of: of, ID: id, Fact: w.trace.Fact(id), Subject: subject})
	return len(w.chain) - 1
}

// status adds why a thread is doing what it does, without the causes before.
func (w *why) status(thread ThreadID, of int) {
	t := w.state.Thread(thread)
	if t.Fact == NoFact {
		return
	}
	at := w.add(LinkStatus, of, t.Fact, thread)
	switch t.Status {
	case StatusRunning:
		if t.Core != NoCore {
			w.running(at, w.state.Cores[t.Core].Decision)
		}
	case StatusReady:
		w.waiting(at, thread, &t)
	case StatusBlocked, StatusStopped:
		w.owners(at, thread)
	}
}

// running adds the choice by which a thread has its core. A renewal takes the
// place of the dispatch, which then is among its causes.
func (w *why) running(at int, decision FactID) {
	if decision != NoFact {
		w.chain[at].ID, w.chain[at].Fact = decision, w.trace.Fact(decision)
		w.chain[at].Candidates = w.trace.Candidates(decision)
	}
}

// waiting adds what keeps a ready thread from running.
func (w *why) waiting(at int, thread ThreadID, t *ThreadState) {
	if t.Throttled() {
		w.add(LinkThrottled, at, t.Barred, thread)
		return
	}
	decision := w.lastDecision(t)
	switch {
	case decision == NoFact:
	case decision > t.Queued:
		i := w.add(LinkPassedOver, at, decision, thread)
		w.chain[i].Candidates = w.trace.Candidates(decision)
	default:
		w.add(LinkBusy, at, decision, thread)
	}
}

// lastDecision is the last one that gave away a core the thread could have
// had, NoFact if no such core is in use.
func (w *why) lastDecision(t *ThreadState) FactID {
	last := NoFact
	for i := range w.state.Cores {
		core := CoreID(i)
		if (t.Queue == NoCore || t.Queue == core) && t.MayRunOn(core) {
			last = max(last, w.state.Cores[i].Decision)
		}
	}
	return last
}

// owners adds who has the lock a thread waits for and what that one is doing,
// and so on if it waits for a lock as well.
func (w *why) owners(at int, thread ThreadID) {
	asked := []ThreadID{thread}
	for range mostOwners {
		wait := w.state.waitsFor(thread)
		if wait.Owner == NoThread {
			return
		}
		at = w.add(LinkOwner, at, w.state.Object(wait.Object).OwnerFact, wait.Owner)
		thread = wait.Owner
		owner := w.state.Thread(thread)
		if slices.Contains(asked, thread) || owner.Fact == NoFact {
			return // a circle, or somebody never heard of
		}
		asked = append(asked, thread)
		if owner.Status != StatusBlocked && owner.Status != StatusStopped {
			w.status(thread, at)
			return
		}
		at = w.add(LinkStatus, at, owner.Fact, thread)
	}
}

// script adds the callback a thread is in, or the item it works on, with all
// that led to it: how it left its queue, who put it there, and why.
func (w *why) script(of int, thread ThreadID) {
	loop := w.state.Loop(thread)
	if last := len(loop.Calls) - 1; last >= 0 {
		w.causes(w.add(LinkCallback, of, loop.Calls[last].Fact, thread))
	}
	if job, works := w.state.Job(thread); works {
		w.causes(w.add(LinkJob, of, job.Fact, thread))
	}
}

// causes adds the causes of a link, back to where they begin.
func (w *why) causes(of int) {
	for range longestChain {
		link := &w.chain[of]
		cause := link.Fact.Cause
		if cause == NoFact || cause >= link.ID || cause < 0 {
			return
		}
		of = w.add(LinkCause, of, cause, w.trace.Fact(cause).Thread)
	}
}

// Candidates returns, for a dispatch or renewal, all threads that waited in
// the queue the choice was made from, with the chosen one among them, in the
// order of [State.Ready]; those whose keys are not known come last. It is nil
// for facts of other kinds.
func (t *Trace) Candidates(id FactID) []Candidate {
	f := t.Fact(id)
	if f.Kind != KindDispatch && f.Kind != KindRenew {
		return nil
	}
	s := t.SnapshotBefore(id)
	chosen := s.thread(f.Thread)
	if chosen == nil {
		return nil
	}
	renewed := t.putBack(s, id, chosen.Queue)
	var all []Candidate
	for _, thread := range s.Ready(chosen.Queue) {
		if thread != f.Thread {
			all = append(all, s.candidate(thread, &f))
		}
	}
	winner := s.candidate(f.Thread, &f)
	winner.Chosen, winner.Eligible, winner.KeysKnown = true, true, f.Kind == KindDispatch && winner.KeysKnown
	place, _ := slices.BinarySearchFunc(all, f.Thread, func(c Candidate, chosen ThreadID) int { return s.order(c.Thread, chosen) })
	all = slices.Insert(all, place, winner)
	for _, thread := range renewed {
		other := s.candidate(thread, &f)
		other.KeysKnown = false
		all = append(all, other)
	}
	return all
}

func (s *State) candidate(thread ThreadID, choice *Fact) Candidate {
	t := s.Thread(thread)
	c := Candidate{Thread: thread, Key: t.Key, Key2: t.Key2, KeysKnown: !t.keyUnknown, Class: t.Class}
	c.Eligible = !t.Throttled() && t.MayRunOn(choice.Core) && t.allowed(choice)
	return c
}

// allowed reports whether the rule of a choice allows a thread at all.
//
// Under earliest-deadline Key2 is the vruntime and the choice's number the
// average vruntime: only who has had no more than the average may be chosen.
// Under lowest-vruntime the number is the vruntime of the chosen: one who has
// had less was passed over because it had given way.
func (t *ThreadState) allowed(choice *Fact) bool {
	switch choice.Reason {
	case ReasonEarliestDeadline:
		return t.Key2 <= choice.A
	case ReasonLowestVruntime:
		return t.Reason != ReasonYield || t.Key >= choice.A
	case ReasonRealTime:
		return t.Class > 0
	}
	return true
}

// putBack completes the state before a decision, and returns who else waited.
// A thread whose slice ends is put back at once, but the fact that says so
// follows only when its core is handed out, which may be after the decision:
// the machine waits to see whether it simply goes on. Who does is returned; the
// keys it had in the queue are not recorded.
func (t *Trace) putBack(s *State, decision FactID, queue CoreID) (renewed []ThreadID) {
	var changed, settled []ThreadID
	var doubtful []FactID
	for id := decision + 1; int(id) <= t.count && t.timeAt(id) == s.At; id++ {
		f := t.Fact(id)
		before := s.Thread(f.Thread)
		if before.Status != StatusRunning || before.Queue != queue || before.Fact >= decision || slices.Contains(settled, f.Thread) {
			continue
		}
		switch f.Kind {
		case KindNice, KindPriority, KindAffinity:
			changed = append(changed, f.Thread)
			continue
		case KindPreempt:
			if f.Reason == ReasonBetterArrived {
				continue
			}
		case KindRenew:
		default:
			continue
		}
		settled = append(settled, f.Thread)
		if slices.Contains(changed, f.Thread) || before.Core != NoCore && s.Cores[before.Core].Decision >= s.instant {
			doubtful = append(doubtful, id)
		} else {
			renewed = s.putBackBy(id, &f, renewed)
		}
	}
	return t.putBackToo(s, decision, queue, doubtful, renewed)
}

// putBackToo decides about threads of which the facts alone do not tell whether
// they were put back before a decision: their attributes were changed between
// it and the fact that they were, or they had their core renewed earlier at the
// same instant. The decision tells how many were left waiting.
func (t *Trace) putBackToo(s *State, decision FactID, queue CoreID, doubtful []FactID, renewed []ThreadID) []ThreadID {
	for _, id := range doubtful {
		choice, f := t.Fact(decision), t.Fact(id)
		waiting := len(s.Ready(queue)) + len(renewed)
		if s.Thread(choice.Thread).Status == StatusReady {
			waiting--
		}
		if waiting < int(choice.Object) {
			renewed = s.putBackBy(id, &f, renewed)
		}
	}
	return renewed
}

// putBackBy puts a thread back that lost its core, or adds it to those whose
// slice was renewed.
func (s *State) putBackBy(id FactID, f *Fact, renewed []ThreadID) []ThreadID {
	if f.Kind == KindRenew {
		return append(renewed, f.Thread)
	}
	s.apply(f, id)
	return renewed
}
