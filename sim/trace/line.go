package trace

import (
	"cmp"
	"math/bits"
)

// line is a policy's rule for who stands before whom in a queue. The keys that
// facts carry say nearly everything; this is the rest: the rules for equal keys
// and for threads that lost their core in the middle of a turn, as the policies
// in package scheduler write them down.
type line uint8

const (
	lineCame     line = iota // by key; of equals the last to be interrupted first, then in order of coming
	lineTurn                 // the last to be interrupted first, then in order of coming
	linePriority             // as lineCame; the key is the priority
	lineLevel                // as lineCame; the key is the level
	lineWhole                // the last to be interrupted first, then by key and number
	lineTicket               // as lineWhole; an interrupted turn stays one whatever is changed
	lineNumber               // by key and number; interruption changes nothing
	linePass                 // by key; of equals who was interrupted first, then by number
	lineRatio                // the last to be interrupted first, then by response ratio
	lineVirtual              // by key, equals in order of coming; interruption changes nothing
	lineDeadline             // as lineVirtual; the key follows from the weight
)

func lineOf(policy string) line {
	switch policy {
	case "fifo", "rr":
		return lineTurn
	case "priority":
		return linePriority
	case "mlfq":
		return lineLevel
	case "sjf":
		return lineWhole
	case "lottery":
		return lineTicket
	case "stcf":
		return lineNumber
	case "stride":
		return linePass
	case "hrrn":
		return lineRatio
	case "cfs":
		return lineVirtual
	case "eevdf":
		return lineDeadline
	}
	return lineCame
}

// interrupted reports whether a thread that loses its core by f is in the
// middle of its turn. By a change of attributes it is, unless it went to
// another class by that; and under a multi-level policy it is not when it has
// used what it may at its level.
func (t *ThreadState) interrupted(f *Fact) bool {
	switch f.Reason {
	case ReasonBetterArrived, ReasonRealTimeLimit:
		return !t.spent
	case ReasonAttributes:
		return !t.spent && !t.moved
	}
	return false
}

// rejoin takes in that a thread which waits was taken out of its queue and put
// in anew, because an attribute was changed. Its key is then another one under
// some policies, and no fact tells it.
func (s *State) rejoin(t *ThreadState, f *Fact, id FactID) {
	before := t.Class
	s.reachActor(f)
	switch f.Kind {
	case KindNice:
		t.Nice = int8(f.A)
	case KindAffinity:
		t.Affinity = f.A
	case KindPriority:
		t.Priority, t.Class = int32(f.A), uint8(f.B)
	}
	switch changed := before != t.Class; {
	case t.Status != StatusReady:
		twice := t.changed >= s.instant && t.changed != NoFact // by the first change it was put back
		t.moved = t.moved || twice || f.Kind == KindPriority && (before > 0 || t.Class > 0)
		t.changed = id
		t.place = s.place(id) // if it loses its core by this
		return
	case t.Class > 0:
		if f.Kind == KindNice {
			return
		}
		t.Key, t.Key2 = int64(t.Priority), 0
	case changed:
		t.rejoinClass(s.line, f.Time)
	case s.line == lineDeadline, s.line == linePass && (t.ahead || f.Kind == KindAffinity):
		t.keyUnknown = true
	case s.line == lineNumber, s.line == linePass, f.Kind != KindAffinity && (s.line == lineVirtual || s.line == lineTicket):
		return
	case s.line == lineTurn, s.line == lineRatio:
		t.Key = int64(f.Time)
	case s.line == linePriority && f.Kind == KindPriority:
		t.Key, t.Key2 = f.A, f.A
	case s.line == linePriority && f.Kind == KindNice:
		t.Key = t.Key2
	}
	t.ahead = false
	t.place = s.place(id)
}

// rejoinClass gives a thread that comes from the real-time class its key, as
// far as it follows from what is known.
func (t *ThreadState) rejoinClass(rule line, now Time) {
	switch rule {
	case lineTurn:
		t.Key, t.Key2 = int64(now), 0
	case lineLevel:
		t.Key = int64(t.Level)
	default:
		t.keyUnknown = true
	}
}

// A place in line is the order of coming. It is nearly the order of the facts,
// but for the threads whose slices end at one instant: each is put back when
// the machine comes to its core, one core after another, before any core is
// handed out; but the facts about them follow when their cores are handed out.
// So a place is, from the upper bits down: the instant's first fact; whether
// the thread came before cores were handed out or after; the core the machine
// had come to, counted from 1, or 0 if it had come to none; whether the end of
// that core's slice brought it; and the fact.
const (
	placeInstant = 32 // how far up each part stands
	placeHanding = 1 << 31
	placeCore    = 20
	placeSlice   = 1 << 19
	placeMost    = 1<<19 - 1
)

// place is the place of a thread that comes by fact id of this instant.
func (s *State) place(id FactID) int64 {
	place := int64(s.instant)<<placeInstant | min(int64(id-s.instant), placeMost)
	if s.handing {
		return place | placeHanding
	}
	return place | int64(s.reached)<<placeCore
}

// reach notes that a thread does something: the machine has come to its core.
func (s *State) reach(thread ThreadID) {
	if thread > NoThread && int(thread) < len(s.Threads) {
		s.reachCore(s.Threads[thread].Core)
	}
}

func (s *State) reachCore(core CoreID) {
	if core >= 0 && core <= mostCores {
		s.reached = core + 1
	}
}

// reachActor notes that the machine has come to the core of the thread that
// has changed an attribute of another: its turn, or a renewal of it, is the
// cause.
func (s *State) reachActor(f *Fact) {
	for i := range s.Cores {
		if c := &s.Cores[i]; c.Thread != NoThread && f.Cause != NoFact && (c.Fact == f.Cause || c.Decision == f.Cause) {
			s.reachCore(CoreID(i))
			return
		}
	}
}

// putBack gives a thread that lost its core its place, more precisely than
// place has done. fresh tells whether it was given the core at this instant,
// and before is the place that a change of its attributes gave it.
func (s *State) putBack(t *ThreadState, f *Fact, fresh bool, before int64) {
	t.ahead = t.interrupted(f)
	switch {
	case f.Reason == ReasonAttributes, f.Reason == ReasonAffinity:
		t.place = before
	case !t.ahead && !fresh:
		t.place = int64(s.instant)<<placeInstant | placeSlice | int64(max(-1, min(f.Core, mostCores))+1)<<placeCore
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
	case lineTurn:
		return cmp.Or(interrupted(x, y), byKey, cmp.Compare(x.place, y.place))
	case lineWhole, lineTicket:
		return cmp.Or(interrupted(x, y), byKey, cmp.Compare(a, b))
	case lineNumber:
		return cmp.Or(byKey, cmp.Compare(a, b))
	case linePass:
		if byKey == 0 && x.ahead != y.ahead {
			return first(x.ahead)
		}
		return cmp.Or(byKey, cmp.Compare(a, b))
	case lineRatio:
		return cmp.Or(interrupted(x, y), s.byRatio(x, y), cmp.Compare(x.place, y.place))
	case lineVirtual, lineDeadline:
		return cmp.Or(byKey, cmp.Compare(x.place, y.place))
	}
	return cmp.Or(byKey, interrupted(x, y), cmp.Compare(x.place, y.place))
}

// byRatio puts the higher response ratio first: waited by burst, with the
// instant of coming as Key and the burst as Key2.
func (s *State) byRatio(x, y *ThreadState) int {
	high, low := bits.Mul64(waitedNs(x, s.At), uint64(max(y.Key2, 0)))
	highOther, lowOther := bits.Mul64(waitedNs(y, s.At), uint64(max(x.Key2, 0)))
	return cmp.Or(cmp.Compare(highOther, high), cmp.Compare(lowOther, low))
}

func waitedNs(t *ThreadState, now Time) uint64 {
	if Time(t.Key) >= now {
		return 0
	}
	return uint64(now) - uint64(t.Key)
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
