package timeline

import (
	"math/bits"

	"timeslice/sim/trace"
)

// Position is where a playhead stands: at an instant, after a fact. Of the facts
// of its instant those up to Fact have happened.
type Position struct {
	At   trace.Time
	Fact trace.FactID
}

// At is the position at an instant, after all its facts.
func (x *Index) At(at trace.Time) Position {
	return Position{at, x.trace.LastAt(at)}
}

// AfterFact is the position right after a fact.
func (x *Index) AfterFact(id trace.FactID) Position {
	return Position{x.trace.Fact(id).Time, id}
}

// KindSet is a set of kinds of facts.
type KindSet [2]uint64

// Kinds is the set of some kinds.
func Kinds(kinds ...trace.Kind) (s KindSet) {
	for _, k := range kinds {
		s.Add(k)
	}
	return s
}

// Add puts a kind into the set.
func (s *KindSet) Add(k trace.Kind) { s[k>>6&1] |= 1 << (k & 63) }

// Drop takes a kind out of the set.
func (s *KindSet) Drop(k trace.Kind) { s[k>>6&1] &^= 1 << (k & 63) }

// Has reports whether a kind is in the set.
func (s KindSet) Has(k trace.Kind) bool { return s[k>>6&1]>>(k&63)&1 == 1 }

// Len is how many kinds are in the set.
func (s KindSet) Len() int { return bits.OnesCount64(s[0]) + bits.OnesCount64(s[1]) }

func (s KindSet) meets(other KindSet) bool { return s[0]&other[0]|s[1]&other[1] != 0 }

// The kinds that steps go by.

// Decisions are facts by which a core is handed out.
func Decisions() KindSet { return Kinds(trace.KindDispatch, trace.KindRenew) }

// Changes are facts by which a thread begins to do something else.
func Changes() KindSet {
	return Kinds(trace.KindThreadStart, trace.KindReady, trace.KindDispatch, trace.KindPreempt, trace.KindBlock,
		trace.KindStop, trace.KindThreadExit)
}

// Callbacks are facts by which JavaScript is called.
func Callbacks() KindSet { return Kinds(trace.KindCallback) }

// Outputs are facts by which programs print.
func Outputs() KindSet { return Kinds(trace.KindOutput) }

// Errors are facts by which calls fail, or memory runs out.
func Errors() KindSet { return Kinds(trace.KindError, trace.KindOutOfMemory) }

// Messages are facts by which threads hand each other something: bytes,
// connections, descriptors, signals.
func Messages() KindSet {
	return Kinds(trace.KindSend, trace.KindReceive, trace.KindDrop, trace.KindConnect, trace.KindAccept,
		trace.KindPass, trace.KindObtain, trace.KindSignal)
}

// Filter says which facts are looked for.
type Filter struct {
	Kinds   KindSet         // the empty set is all kinds
	Thread  trace.ThreadID  // whose facts, NoThread for all
	Process trace.ProcessID // of whose threads or about which process, NoProcess for all
	// Match, if it is not nil, is asked about facts that fit otherwise.
	Match func(f *trace.Fact, id trace.FactID) bool
}

// Fits reports whether a fact is what a filter looks for.
func (x *Index) Fits(q *Filter, f *trace.Fact, id trace.FactID) bool {
	switch {
	case q.Kinds != KindSet{} && !q.Kinds.Has(f.Kind),
		q.Thread != trace.NoThread && f.Thread != q.Thread,
		q.Process != trace.NoProcess && !x.concerns(f, q.Process):
		return false
	}
	return q.Match == nil || q.Match(f, id)
}

// concerns reports whether a fact is of a thread of a process, or about it.
func (x *Index) concerns(f *trace.Fact, process trace.ProcessID) bool {
	if f.Kind.Schema().Object.Role == trace.RoleProcess && trace.ProcessID(f.Object) == process {
		return true
	}
	return f.Thread > trace.NoThread && int(f.Thread) < len(x.threads) && x.threads[f.Thread].process == process
}

// stretch is how many facts share a set of the kinds among them.
const stretch = 256

// note notes whose a fact is and of which kind.
func (x *Index) note(f *trace.Fact, id trace.FactID) {
	i := int(id-1) / stretch
	if i == len(x.kinds) {
		x.kinds = append(x.kinds, KindSet{})
	}
	x.kinds[i].Add(f.Kind)
	if t := x.thread(f.Thread); t != nil {
		t.facts.add(id, f.Kind)
	}
}

// factList is the facts of a thread, in order.
type factList struct {
	ids   []trace.FactID
	kinds []KindSet // of each stretch of ids
}

// ownStretch is stretch for the facts of one thread.
const ownStretch = 64

func (l *factList) add(id trace.FactID, kind trace.Kind) {
	if len(l.ids)%ownStretch == 0 {
		l.kinds = append(l.kinds, KindSet{})
	}
	l.ids = append(l.ids, id)
	l.kinds[len(l.kinds)-1].Add(kind)
}

// place is how many of the facts are up to and with a fact.
func (l *factList) place(id trace.FactID) int {
	low, high := 0, len(l.ids)
	for low < high {
		middle := (low + high) / 2
		if l.ids[middle] <= id {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low
}

// Next returns the first fact after a fact that a filter looks for, up to and
// with the fact until; false if there is none.
func (x *Index) Next(after trace.FactID, q *Filter, until trace.FactID) (trace.FactID, bool) {
	until = min(until, trace.FactID(x.trace.Len()))
	if q.Thread != trace.NoThread {
		return x.nextOwn(after, q, until)
	}
	for id := max(after, 0) + 1; id <= until; id++ {
		if i := int(id-1) / stretch; (q.Kinds != KindSet{}) && !x.kinds[i].meets(q.Kinds) {
			id = trace.FactID((i + 1) * stretch)
			continue
		}
		if f := x.trace.Fact(id); x.Fits(q, &f, id) {
			return id, true
		}
	}
	return trace.NoFact, false
}

func (x *Index) nextOwn(after trace.FactID, q *Filter, until trace.FactID) (trace.FactID, bool) {
	t := x.known(q.Thread)
	if t == nil {
		return trace.NoFact, false
	}
	l := &t.facts
	for i := l.place(after); i < len(l.ids) && l.ids[i] <= until; i++ {
		if s := i / ownStretch; (q.Kinds != KindSet{}) && !l.kinds[s].meets(q.Kinds) {
			i = (s+1)*ownStretch - 1
			continue
		}
		if f := x.trace.Fact(l.ids[i]); x.Fits(q, &f, l.ids[i]) {
			return l.ids[i], true
		}
	}
	return trace.NoFact, false
}

// Previous returns the last fact up to and with a fact that a filter looks for;
// false if there is none.
func (x *Index) Previous(from trace.FactID, q *Filter) (trace.FactID, bool) {
	from = min(from, trace.FactID(x.trace.Len()))
	if q.Thread != trace.NoThread {
		return x.previousOwn(from, q)
	}
	for id := from; id > trace.NoFact; id-- {
		if i := int(id-1) / stretch; (q.Kinds != KindSet{}) && !x.kinds[i].meets(q.Kinds) {
			id = trace.FactID(i*stretch) + 1
			continue
		}
		if f := x.trace.Fact(id); x.Fits(q, &f, id) {
			return id, true
		}
	}
	return trace.NoFact, false
}

func (x *Index) previousOwn(from trace.FactID, q *Filter) (trace.FactID, bool) {
	t := x.known(q.Thread)
	if t == nil {
		return trace.NoFact, false
	}
	l := &t.facts
	for i := l.place(from) - 1; i >= 0; i-- {
		if s := i / ownStretch; (q.Kinds != KindSet{}) && !l.kinds[s].meets(q.Kinds) {
			i = s * ownStretch
			continue
		}
		if f := x.trace.Fact(l.ids[i]); x.Fits(q, &f, l.ids[i]) {
			return l.ids[i], true
		}
	}
	return trace.NoFact, false
}

// known is the row of a thread, nil if nothing is known of it.
func (x *Index) known(id trace.ThreadID) *threadRow {
	if id <= trace.NoThread || int(id) >= len(x.threads) {
		return nil
	}
	return &x.threads[id]
}

// Forward is the position right after the next fact that a filter looks for;
// false if there is none.
func (x *Index) Forward(from Position, q *Filter) (Position, bool) {
	id, found := x.Next(from.Fact, q, trace.FactID(x.trace.Len()))
	if !found {
		return from, false
	}
	return x.AfterFact(id), true
}

// Backward is the position right after the last fact before that a filter looks
// for: not where the playhead stands already. Without kinds it is one fact back.
func (x *Index) Backward(from Position, q *Filter) (Position, bool) {
	last := from.Fact
	if last > trace.NoFact && x.trace.Fact(last).Time == from.At {
		last-- // it stands right after that one
	}
	id, found := x.Previous(last, q)
	if !found {
		return from, false
	}
	return x.AfterFact(id), true
}

// FactsOf is how many facts a thread has.
func (x *Index) FactsOf(thread trace.ThreadID) int {
	if t := x.known(thread); t != nil {
		return len(t.facts.ids)
	}
	return 0
}
