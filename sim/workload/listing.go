package workload

// MostRepeats is how many repeats may stand within one another.
const MostRepeats = 8

// Place is where a thread is in its listing, and how often the repeats around
// that place have still to be gone through. The zero Place is the beginning. It
// is plain data: a child of a fork goes on from its parent's.
type Place struct {
	At    int
	Times [MostRepeats]int64 // by depth: turns left, with the present one
}

// Flat is a listing laid out one step after another: a repeat is a step at its
// beginning and one at its end.
type Flat []Laid

// Laid is a step of it.
type Laid struct {
	Step
	Depth int  // how many repeats it stands in
	Other int  // of a repeat's beginning the place of its end, of its end that of the beginning
	Ends  bool // it is the end of a repeat
}

// Lay lays a list of steps out.
func Lay(steps []Step) Flat {
	var l Flat
	l.add(steps, 0)
	return l
}

func (l *Flat) add(steps []Step, depth int) {
	for i := range steps {
		s := steps[i]
		begin := len(*l)
		*l = append(*l, Laid{Step: s, Depth: depth})
		if s.Do != "repeat" {
			continue
		}
		(*l)[begin].Body = nil
		l.add(s.Body, depth+1)
		(*l)[begin].Other = len(*l)
		*l = append(*l, Laid{Step: Step{Do: "repeat"}, Depth: depth, Other: begin, Ends: true})
	}
}

// Next returns the step at a place, and goes on; nil at the end.
func (l Flat) Next(p *Place) *Step {
	for p.At < len(l) {
		s := &l[p.At]
		p.At++
		switch {
		case s.Do != "repeat":
			return &s.Step
		case !s.Ends:
			p.Times[s.Depth] = s.Number
		case p.Times[s.Depth] == Forever:
			p.At = s.Other + 1
		default:
			if p.Times[s.Depth]--; p.Times[s.Depth] > 0 {
				p.At = s.Other + 1
			}
		}
	}
	return nil
}
