package trace

import "cmp"

// line is a policy's rule for who stands before whom in a queue. The keys that
// facts carry say nearly everything; this is the rest: the rules for equal keys
// and for threads that lost their core in the middle of a turn, as the policies
// in package scheduler write them down.
type line uint8

const (
	lineCame    line = iota // equals in order of coming; an interrupted turn goes on first
	lineNumber              // equals in order of their numbers; an interrupted turn goes on first
	lineWhole               // as lineNumber, and an interrupted turn goes on before all others
	lineVirtual             // equals in order of coming; interruption changes nothing
)

func lineOf(policy string) line {
	switch policy {
	case "stcf", "stride":
		return lineNumber
	case "sjf", "lottery":
		return lineWhole
	case "cfs", "eevdf":
		return lineVirtual
	}
	return lineCame
}

// interrupts reports whether a thread that loses its core for this reason is in
// the middle of its turn.
func interrupts(why Reason) bool {
	return why == ReasonBetterArrived || why == ReasonRealTimeLimit
}

// A place in line is the order of coming. It is nearly the order of the facts,
// but for the threads whose slices end at one instant: they are put back one
// after another in order of their cores, before any core is handed out, and the
// facts about them follow when their cores are handed out. So a place is, from
// the upper bits down: the instant's first fact; whether the thread came before
// cores were handed out, by the end of a slice, or after; then the core, or the
// fact.
const (
	placeInstant = 32 // how far up each part stands
	placeSlice   = 1 << 30
	placeHanding = 2 << 30
	placeMost    = 1<<30 - 1
)

// place is the place of a thread that comes by fact id of this instant.
func (s *State) place(id FactID) int64 {
	place := int64(s.instant)<<placeInstant | min(int64(id-s.instant), placeMost)
	if s.handing {
		place |= placeHanding
	}
	return place
}

// putBack gives a thread that lost its core its place, more precisely than
// place has done. fresh tells whether it was given the core at this instant.
func (s *State) putBack(t *ThreadState, f *Fact, fresh bool) {
	switch {
	case interrupts(f.Reason):
		t.ahead = true
	case !fresh:
		t.place = int64(s.instant)<<placeInstant | placeSlice | int64(max(0, f.Core))
	}
}

// fresh reports whether a running thread was given its core at the instant of
// f, or put back and chosen again.
func (s *State) fresh(t *ThreadState, f *Fact) bool {
	if t.Core == NoCore {
		return true
	}
	c := &s.Cores[t.Core]
	return t.Since == f.Time || c.Decision >= s.instant && c.Rule != ReasonOnlyOne
}

// order compares two threads that wait in one queue.
func (s *State) order(a, b ThreadID) int {
	x, y := &s.Threads[a], &s.Threads[b]
	switch realTime := x.Class > 0; {
	case realTime != (y.Class > 0):
		return first(realTime)
	case realTime:
		return cmp.Or(cmp.Compare(y.Priority, x.Priority), interrupted(x, y), cmp.Compare(x.place, y.place))
	}
	byKey := cmp.Compare(x.Key, y.Key)
	switch s.line {
	case lineNumber:
		return cmp.Or(byKey, interrupted(x, y), cmp.Compare(a, b))
	case lineWhole:
		return cmp.Or(interrupted(x, y), byKey, cmp.Compare(a, b))
	case lineVirtual:
		return cmp.Or(byKey, cmp.Compare(x.place, y.place))
	}
	return cmp.Or(byKey, interrupted(x, y), cmp.Compare(x.place, y.place))
}

// interrupted puts those whose turns were interrupted before those that have to
// wait for one, and of the former the one that was interrupted last.
func interrupted(x, y *ThreadState) int {
	if x.ahead != y.ahead {
		return first(x.ahead)
	}
	if x.ahead {
		return cmp.Compare(y.place, x.place)
	}
	return 0
}

func first(yes bool) int {
	if yes {
		return -1
	}
	return 1
}
