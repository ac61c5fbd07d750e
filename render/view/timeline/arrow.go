package timeline

import "timeslice/sim/trace"

// ArrowKind is what one thread did to another.
type ArrowKind uint8

// The kinds of arrows.
const (
	Wakes   ArrowKind = iota // it ended the other's wait
	Starts                   // it started it
	Hands                    // it put an item into a queue, from which the other took it
	Sends                    // bytes, a connection, or a descriptor
	Signals                  // a signal
	arrowKinds
)

// Arrow leads from a fact of one thread to one of another that it brought about.
type Arrow struct {
	Kind              ArrowKind
	Cause, Effect     trace.FactID
	From, To          trace.ThreadID
	CauseAt, EffectAt trace.Time
}

// arrows are all arrows in order of their effects.
type arrows struct {
	list    []arrow
	oldest  []trace.FactID // of each stretch of arrows: the first cause
	streams map[int32]*stream
	passed  map[int64][]passing // by the channel
}

type arrow struct {
	cause, effect trace.FactID
}

// arrowStretch is how many arrows share what their oldest cause is.
const arrowStretch = 64

// stream is what went into a channel and has not come out.
type stream struct {
	sent, received int64
	under          []sending
}

// passing is a descriptor that was passed and not yet obtained.
type passing struct {
	object int32
	fact   trace.FactID
}

type sending struct {
	end  int64 // of all bytes ever sent, those up to here
	fact trace.FactID
}

func (a *arrows) add(cause, effect trace.FactID) {
	if len(a.list)%arrowStretch == 0 {
		a.oldest = append(a.oldest, cause)
	}
	a.list = append(a.list, arrow{cause, effect})
	last := &a.oldest[len(a.oldest)-1]
	*last = min(*last, cause)
}

// take finds the arrows that lead to a fact.
func (a *arrows) take(x *Index, f *trace.Fact, id trace.FactID) {
	switch f.Kind {
	case trace.KindReady, trace.KindThreadStart, trace.KindDequeue, trace.KindDeliver:
		if f.Reason == trace.ReasonNew {
			return // its start has an arrow
		}
		if cause := elsewhere(x.trace, f, id); cause != trace.NoFact {
			a.add(cause, id)
		}
	case trace.KindSend:
		s := a.stream(f.Object)
		s.sent += f.A
		s.under = append(s.under, sending{s.sent, id})
	case trace.KindReceive:
		s := a.stream(f.Object)
		s.received += f.A
		done := 0
		for done < len(s.under) && s.under[done].end <= s.received {
			a.add(s.under[done].fact, id)
			done++
		}
		s.under = s.under[done:]
	case trace.KindDrop:
		if f.Reason != trace.ReasonNobody { // else it never came in
			a.stream(f.Object).drop(f)
		}
	case trace.KindPass:
		if a.passed == nil {
			a.passed = map[int64][]passing{}
		}
		a.passed[f.B] = append(a.passed[f.B], passing{f.Object, id})
	case trace.KindObtain:
		a.obtain(f, id)
	case trace.KindListen:
		if f.A == 0 { // who waited is given up
			a.stream(f.Object).under = nil
		}
	case trace.KindConnect:
		s := a.stream(f.Object)
		s.sent++
		s.under = append(s.under, sending{s.sent, id})
	case trace.KindAccept:
		if s := a.stream(f.Object); len(s.under) > 0 {
			a.add(s.under[0].fact, id)
			s.under = s.under[1:]
		}
	}
}

// drop forgets what was thrown away: what the cause sent, or else the first bytes.
func (s *stream) drop(f *trace.Fact) {
	for i := range s.under {
		if s.under[i].fact == f.Cause {
			s.under = append(s.under[:i], s.under[i+1:]...)
			for ; i < len(s.under); i++ {
				s.under[i].end -= f.A
			}
			s.sent -= f.A
			return
		}
	}
	s.received += f.A
	for len(s.under) > 0 && s.under[0].end <= s.received {
		s.under = s.under[1:]
	}
}

// obtain ends the way of the first descriptor of the object that was passed.
func (a *arrows) obtain(f *trace.Fact, id trace.FactID) {
	underway := a.passed[f.B]
	for i, p := range underway {
		if p.object == f.Object {
			a.add(p.fact, id)
			a.passed[f.B] = append(underway[:i], underway[i+1:]...)
			return
		}
	}
}

func (a *arrows) stream(object int32) *stream {
	s := a.streams[object]
	if s == nil {
		if a.streams == nil {
			a.streams = map[int32]*stream{}
		}
		s = &stream{}
		a.streams[object] = s
	}
	return s
}

// longestWay is how many facts of the same instant may lie between what another
// thread did and what it brought about: a lock is given back, taken over, and
// its new owner is ready.
const longestWay = 4

// elsewhere is what another thread did to bring a fact about, none if nobody
// else did.
func elsewhere(t *trace.Trace, f *trace.Fact, id trace.FactID) trace.FactID {
	cause := f.Cause
	for range longestWay {
		if cause <= trace.NoFact || cause >= id {
			return trace.NoFact
		}
		c := t.Fact(cause)
		switch {
		case c.Thread != trace.NoThread && c.Thread != f.Thread:
			return cause
		case c.Time != f.Time:
			return trace.NoFact
		}
		id, cause = cause, c.Cause
	}
	return trace.NoFact
}

// arrow reads an arrow.
func (x *Index) arrow(a arrow) Arrow {
	cause, effect := x.trace.Fact(a.cause), x.trace.Fact(a.effect)
	found := Arrow{
		Cause: a.cause, Effect: a.effect, From: cause.Thread, To: effect.Thread,
		CauseAt: cause.Time, EffectAt: effect.Time,
	}
	switch effect.Kind {
	case trace.KindThreadStart:
		found.Kind = Starts
	case trace.KindDequeue:
		found.Kind = Hands
	case trace.KindDeliver:
		found.Kind = Signals
	case trace.KindReceive, trace.KindAccept, trace.KindObtain:
		found.Kind = Sends
	}
	return found
}

// Arrows appends the arrows of which a part lies between two instants, in order
// of their effects, but no more than most, and returns them; total is how many
// there are. Of too many, those returned lie evenly among them. With a thread
// they are only those that lead from or to it.
func (x *Index) Arrows(from, to trace.Time, thread trace.ThreadID, most int, found []Arrow) (arrows []Arrow, total int) {
	first := x.arrowsBefore(x.trace.LastAt(from - 1))
	last := x.trace.LastAt(to)
	ends := x.arrowsBefore(last)
	if thread != trace.NoThread {
		return x.arrowsOf(thread, first, last, most, found)
	}
	later := x.arrowsOver(ends, last)
	total = ends - first + len(later)
	if total == 0 || most <= 0 {
		return found, total
	}
	for i := range min(total, most) {
		n := i * total / min(total, most)
		if n < ends-first {
			found = append(found, x.arrow(x.arrows.list[first+n]))
		} else {
			found = append(found, x.arrow(x.arrows.list[later[n-(ends-first)]]))
		}
	}
	return found, total
}

// arrowsOf is Arrows of one thread.
func (x *Index) arrowsOf(thread trace.ThreadID, first int, last trace.FactID, most int, found []Arrow) ([]Arrow, int) {
	var all []Arrow
	take := func(i int) {
		if a := x.arrow(x.arrows.list[i]); a.From == thread || a.To == thread {
			all = append(all, a)
		}
	}
	ends := x.arrowsBefore(last)
	for i := first; i < ends; i++ {
		take(i)
	}
	for _, i := range x.arrowsOver(ends, last) {
		take(i)
	}
	for i := range min(len(all), max(most, 0)) {
		found = append(found, all[i*len(all)/min(len(all), most)])
	}
	return found, len(all)
}

// arrowsBefore is how many arrows have their effect up to and with a fact.
func (x *Index) arrowsBefore(id trace.FactID) int {
	low, high := 0, len(x.arrows.list)
	for low < high {
		middle := (low + high) / 2
		if x.arrows.list[middle].effect <= id {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low
}

// arrowsOver are those of the arrows from one on that have their cause up to and
// with a fact.
func (x *Index) arrowsOver(from int, id trace.FactID) (over []int) {
	for i := from; i < len(x.arrows.list); {
		if i%arrowStretch == 0 && x.arrows.oldest[i/arrowStretch] > id {
			i += arrowStretch
			continue
		}
		if x.arrows.list[i].cause <= id {
			over = append(over, i)
		}
		i++
	}
	return over
}
