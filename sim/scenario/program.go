package scenario

import (
	"math"

	"timeslice/sim"
)

// maximumRepeats is how many repeats may stand within one another.
const maximumRepeats = 8

// forever is the count of a repeat without an end.
const forever int64 = -1

// listing is a list of operations, compiled. It never changes, so any number
// of threads share it.
type listing []instruction

// instruction is one step of a listing: an operation, or the beginning or the
// end of a repeat. A repeat's instructions stand between the two.
type instruction struct {
	operation sim.Operation // nil for the two ends of a repeat
	count     int64         // at the beginning: how often, or forever
	other     int32         // at the beginning: the place of the end; at the end: of the beginning
	loop      int32         // the place of the beginning of the repeat it stands in, none
	depth     int8          // how many repeats it stands in
	ends      bool          // it is the end of a repeat

	// What is known of the CPU time from here on, without leaving the repeat
	// it stands in: how much there is before the thread blocks or ends, by its
	// forms, and whether that comes before the end of the repeat.
	burstNs int64
	stops   bool
}

const none int32 = -1

// program is a thread's way through a listing: where it is, and how often the
// repeats around that place have still to be gone through.
type program struct {
	code  listing
	at    int32
	times [maximumRepeats]int64 // by depth: turns left, with the present one
}

// Next returns the operation at the present place, and goes on. It allocates
// nothing.
func (p *program) Next(*sim.Thread) sim.Operation {
	for int(p.at) < len(p.code) {
		i := &p.code[p.at]
		p.at++
		switch {
		case i.operation != nil:
			return i.operation
		case !i.ends:
			p.times[i.depth] = i.count
		case p.again(i):
			p.at = i.other + 1
		}
	}
	return nil
}

// again counts one turn of the repeat that ends at i, and reports whether
// another follows.
func (p *program) again(i *instruction) bool {
	left := &p.times[i.depth]
	if *left == forever {
		return true
	}
	*left--
	return *left > 0
}

// Fork returns a program that goes on where this one is.
func (p *program) Fork() sim.Program {
	twin := *p
	return &twin
}

// BurstNs is the CPU time from the present place until the thread next blocks,
// as far as can be foretold, or ends. It goes through the repeats around the place, not through
// their turns.
func (p *program) BurstNs() int64 {
	total := int64(0)
	for at := p.at; int(at) < len(p.code); {
		i := &p.code[at]
		total = plus(total, i.burstNs)
		if i.stops || i.loop == none {
			return total
		}
		begin := &p.code[i.loop]
		first := &p.code[i.loop+1]
		turns := p.times[begin.depth]
		if turns == forever {
			turns = math.MaxInt64
		}
		if turns > 1 && first.stops {
			return plus(total, first.burstNs)
		}
		total = plus(total, times(turns-1, first.burstNs))
		at = begin.other + 1
	}
	return total
}

// foresee fills in what each instruction knows of the CPU time that follows,
// from the last to the first. cpuNs and blocks say it of the operations.
func (l listing) foresee(cpuNs []int64, blocks []bool) {
	for at := len(l) - 1; at >= 0; at-- {
		i := &l[at]
		switch {
		case i.ends:
			continue // nothing follows within the repeat
		case i.operation != nil && blocks[at]:
			i.stops = true
			continue
		case i.operation != nil:
			i.burstNs = cpuNs[at]
			l.follow(i, at+1)
		default:
			first := &l[at+1]
			if i.stops = first.stops; i.stops {
				i.burstNs = first.burstNs
				continue
			}
			turns := i.count
			if turns == forever {
				turns = math.MaxInt64
			}
			i.burstNs = times(turns, first.burstNs)
			l.follow(i, int(i.other)+1)
		}
	}
}

// follow adds to an instruction what the one after it knows.
func (l listing) follow(i *instruction, after int) {
	if after < len(l) {
		i.burstNs = plus(i.burstNs, l[after].burstNs)
		i.stops = l[after].stops
	}
}

// plus and times stay at the largest number instead of going beyond it. Their
// arguments are not negative.
func plus(a, b int64) int64 {
	if a > math.MaxInt64-b {
		return math.MaxInt64
	}
	return a + b
}

func times(a, b int64) int64 {
	if b != 0 && a > math.MaxInt64/b {
		return math.MaxInt64
	}
	return a * b
}
