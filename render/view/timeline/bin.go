package timeline

import (
	"math/bits"

	"timeslice/sim/trace"
)

// bin is what a lane was during a time of a fixed length, that begins at a
// multiple of this length. What is merged into one place on the screen is read
// from bins, without looking at the slices in it.
type bin struct {
	ns  [StateCount - 1]uint32 // by state, from Running on; idle is the rest
	top uint32                 // how much of it belongs to who, for certain
	who int32                  // whom most belongs to
}

// bins are the bins of a lane: of one length and, two by two, of longer ones.
// A lane has none while it has few slices.
type bins struct {
	shift  uint8   // the shortest are 1<<shift ns long
	levels [][]bin // of twice the length each
	first  []int64 // of each level, the number of its first bin
	loads  [][]int64

	open   bin        // the one that is being filled
	load   int64      // of it
	owners majority   // of it
	upTo   trace.Time // what is before has been filled in
	slices int
}

// How many slices there are to one of the shortest bins on the average. Bins are
// made for the first number, and anew when there come to be more than the most,
// or fewer than the least. Fewer to a bin take more memory, more to a bin take
// more time.
const (
	slicesPerBin      = 8
	mostSlicesPerBin  = 32
	leastSlicesPerBin = 1
	firstBinned       = 64 // slices that a lane must have to have bins
)

// widestBin is the length of the longest bins as a power of two: 2.1 s, so that
// lengths within one are 32 bits.
const widestBin = 31

// newBins returns bins for a lane that has had so many slices in some time.
func newBins(slices int, from, to trace.Time) *bins {
	mean := uint64(to-from)/uint64(max(slices, 1)) + 1
	shift := min(bits.Len64(mean*slicesPerBin), widestBin)
	return &bins{
		shift: uint8(shift), levels: [][]bin{nil}, first: []int64{int64(from) >> shift},
		upTo: from >> shift << shift,
	}
}

// fill tells what a lane is from one instant to another.
func (b *bins) fill(state State, who int32, from, to trace.Time, loaded bool) {
	from = max(from, b.upTo)
	b.slices++
	for from < to {
		end := (from>>b.shift + 1) << b.shift
		if end <= from { // beyond all instants
			return
		}
		part := min(end, to) - from
		if state != Idle {
			b.open.ns[state-1] += uint32(part)
			if loaded {
				if state == Running {
					b.load += int64(who) * int64(part)
				}
			} else {
				b.owners.slice(state, who, int64(part))
			}
		}
		if from += part; from == end {
			b.close(loaded)
		}
	}
	b.upTo = max(b.upTo, to)
}

// close finishes the open bin.
func (b *bins) close(loaded bool) {
	top := b.owners.best()
	b.open.who, b.open.top = top.who, uint32(top.ns)
	b.add(0, b.open, b.load, loaded)
	b.open, b.load, b.owners.count = bin{}, 0, 0
}

// add adds a bin to a level, and to the next one if it is the second of two.
func (b *bins) add(level int, full bin, load int64, loaded bool) {
	number := b.first[level] + int64(len(b.levels[level]))
	b.levels[level] = append(b.levels[level], full)
	if loaded {
		if level == len(b.loads) {
			b.loads = append(b.loads, nil)
		}
		b.loads[level] = append(b.loads[level], load)
	}
	if number&1 == 0 || int(b.shift)+level == widestBin {
		return
	}
	if level+1 == len(b.levels) {
		b.levels = append(b.levels, nil)
		b.first = append(b.first, b.first[level]>>1)
	}
	if n := len(b.levels[level]); n > 1 {
		full = join(b.levels[level][n-2], full)
		if loaded {
			load += b.loads[level][n-2]
		}
	}
	b.add(level+1, full, load, loaded)
}

// join is what a lane was during two bins.
func join(one, other bin) bin {
	for i := range one.ns {
		one.ns[i] += other.ns[i]
	}
	switch {
	case one.who == other.who:
		one.top += other.top
	case one.top < other.top:
		one.who, one.top = other.who, other.top
	}
	return one
}

// suits reports whether the shortest bins have a fair number of slices.
func (b *bins) suits() bool {
	count := len(b.levels[0]) + 1
	return b.slices <= count*mostSlicesPerBin && (b.slices >= count*leastSlicesPerBin || int(b.shift) == widestBin)
}

// at is the bin of a length, 1<<shift, that begins at an instant; false if there
// is none.
func (b *bins) at(at trace.Time, shift uint8) (bin, int64, bool) {
	if b == nil || shift < b.shift || at < 0 || at>>shift<<shift != at {
		return bin{}, 0, false
	}
	level := int(shift - b.shift)
	if level >= len(b.levels) {
		return bin{}, 0, false
	}
	i := int64(at)>>shift - b.first[level]
	if i < 0 || i >= int64(len(b.levels[level])) {
		return bin{}, 0, false
	}
	if level < len(b.loads) {
		return b.levels[level][i], b.loads[level][i], true
	}
	return b.levels[level][i], 0, true
}
