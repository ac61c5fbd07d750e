package timeline

import "timeslice/sim/trace"

// Break is where a run that is played stops by itself: where a thread comes to
// a line of source, or at facts of some kinds.
type Break struct {
	Line   trace.Line // the zero Line for facts
	Filter Filter     // for facts; of a line its thread counts
}

// NextBreak is the first position after one at which one of some breaks lies, up
// to and with an instant, and which of them it is; false if there is none. It
// looks no further than that instant, so who plays asks for each stretch that
// it is about to pass.
func (x *Index) NextBreak(after Position, until trace.Time, breaks []Break) (at Position, which int, found bool) {
	last := x.trace.LastAt(until)
	for i := range breaks {
		b := &breaks[i]
		if b.Line == (trace.Line{}) {
			if id, ok := x.Next(after.Fact, &b.Filter, last); ok {
				if p := x.AfterFact(id); !found || p.before(at) {
					at, which, found = p, i, true
					last = id
				}
			}
			continue
		}
		if p, ok := x.NextAt(b.Filter.Thread, b.Line, after.At, until); ok {
			if p := x.At(p.At); !found || p.before(at) {
				at, which, found = p, i, true
				last = min(last, p.Fact)
			}
		}
	}
	return at, which, found
}

// before reports whether a position comes before another.
func (p Position) before(other Position) bool {
	return p.At < other.At || p.At == other.At && p.Fact < other.Fact
}
