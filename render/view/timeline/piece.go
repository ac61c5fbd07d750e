package timeline

import (
	"iter"
	"math/bits"

	"timeslice/sim/trace"
)

// Piece is what is drawn of a lane in one place: a slice, or several that are
// too short to be seen apart.
type Piece struct {
	// Slice is the slice, cut to the window. Of several, State is what most of
	// the time was, and Who whom most of it belongs to that belongs to anybody;
	// Fact and Reason are not known.
	Slice
	Merged bool // it is several
	// Ns is how long it was in each state. Together they are To - From.
	Ns [StateCount]int64
	// LoadNs is, of a process, how long its threads ran, all together.
	LoadNs int64
}

// Window is a part of a timeline as it is shown.
type Window struct {
	From, To trace.Time
	// StepNs is how long a slice must be to be shown as itself: the time of two
	// pixels, say. It counts as the next power of two.
	StepNs int64
}

// step is StepNs as a power of two.
func (w *Window) step() uint8 {
	return uint8(min(bits.Len64(uint64(max(w.StepNs, 1)-1)), 62))
}

// Pieces appends what is to be drawn of a lane to pieces, in order, and returns
// them. Where the lane is idle there is none, unless that is merged with
// something. It costs what there is to draw, not what there is.
//
// Slices that are shorter than a step are merged up to the next multiple of it,
// so merged pieces stay the same while a window moves. Their times are exact;
// whom most belongs to is exact for up to a dozen slices and nearly so for more.
func (x *Index) Pieces(id LaneID, w Window, pieces []Piece) []Piece {
	l := x.lane(id)
	from, to := max(w.From, 0), min(w.To, x.End())
	if l == nil || len(l.blocks) == 0 || from >= to {
		return pieces
	}
	m := merger{lane: l, shift: w.step(), summed: -1}
	step := trace.Time(1) << m.shift
	p := l.find(from)
	for at := from; at < to; {
		if at+step <= to && m.fromBin(at, &pieces) {
			at += step
			continue
		}
		p = l.advance(p, at)
		end, grid := l.endOf(p, x.End()), min(nextMultiple(at, step), to)
		if end-at < step && end < grid {
			next := l.advance(p, grid)
			m.merge(p, next, at, grid, &pieces)
			at, p = grid, next
			continue
		}
		if p.block >= 0 && l.blocks[p.block].state[p.slice] != Idle {
			pieces = append(pieces, x.whole(l, p, at, min(end, to)))
		}
		at = end
	}
	return pieces
}

// nextMultiple is the next multiple of a step that is at least half a step
// away.
func nextMultiple(at, step trace.Time) trace.Time {
	next := (at/step + 1) * step
	if next < at { // beyond all instants
		return at + step
	}
	if next-at < step/2 {
		next += step
	}
	return next
}

// whole is a piece of one slice, cut to the window.
func (x *Index) whole(l *lane, p place, from, to trace.Time) Piece {
	piece := Piece{Slice: l.slice(p, x.End())}
	piece.From, piece.To = from, to
	piece.Open = piece.Open && to == x.End()
	piece.Ns[piece.State] = int64(to - from)
	if l.loaded && piece.State == Running {
		piece.LoadNs = int64(piece.Who) * int64(to-from)
	}
	return piece
}

// merger makes pieces of several slices.
type merger struct {
	lane   *lane
	shift  uint8
	sums   sums // up to the end of the last piece
	summed trace.Time
	owners majority
}

// fromBin appends what one bin says of the time of a step from an instant on; it
// reports whether there is such a bin, and it holds more than one state. One
// state may be a slice that is longer than the bin.
func (m *merger) fromBin(at trace.Time, pieces *[]Piece) bool {
	b, loadNs, found := m.lane.bins.at(at, m.shift)
	if !found {
		return false
	}
	length := int64(1) << m.shift
	left, most, state := length, int64(0), Idle
	for i, ns := range b.ns {
		left -= int64(ns)
		if int64(ns) > most {
			most, state = int64(ns), State(i+1)
		}
	}
	if most == length || left == length {
		return false
	}
	if left > most {
		state = Idle
	}
	*pieces = append(*pieces, Piece{
		Slice:  Slice{From: at, To: at + trace.Time(length), State: state, Who: b.who},
		Merged: true, LoadNs: loadNs,
	})
	piece := &(*pieces)[len(*pieces)-1]
	piece.Ns[Idle] = left
	for i, ns := range b.ns {
		piece.Ns[i+1] = int64(ns)
	}
	return true
}

// merge appends a piece of the slices from one to another, cut at two instants
// in them, unless all of it is idle.
func (m *merger) merge(p, next place, from, to trace.Time, pieces *[]Piece) {
	l := m.lane
	if m.summed != from {
		m.sums = l.sumsAt(p, from)
	}
	before := m.sums
	m.sums, m.summed = l.sumsAt(next, to), to
	piece := Piece{Merged: true}
	left, most := int64(to-from), int64(0)
	for s := Running; s < StateCount; s++ {
		ns := m.sums[s] - before[s]
		piece.Ns[s] = ns
		left -= ns
		if ns > most {
			most, piece.State = ns, s
		}
	}
	if most == 0 {
		return
	}
	if piece.Ns[Idle] = left; left > most {
		piece.State = Idle
	}
	piece.From, piece.To = from, to
	if l.loaded {
		piece.LoadNs = m.sums[load] - before[load]
	} else {
		m.owners.count = 0
		l.owners(&m.owners, p, next, from, to)
		piece.Who = m.owners.best().who
	}
	*pieces = append(*pieces, piece)
}

// owners tells whom the slices belong to from one to another, between two
// instants that lie in these.
func (l *lane) owners(m *majority, p, last place, from, to trace.Time) {
	for ; p.block < last.block; p = (place{p.block + 1, 0}) {
		end := l.blocks[p.block+1].begin
		if p.block >= 0 {
			l.blocks[p.block].owners(m, p.slice, int(l.blocks[p.block].count)-1, from, end)
		}
		from = end
	}
	if p.block >= 0 {
		l.blocks[p.block].owners(m, p.slice, last.slice, from, to)
	}
}

func (b *block) owners(m *majority, first, last int, from, to trace.Time) {
	for i := first; i <= last; i++ {
		end := to
		if i < last {
			end = b.at(i + 1)
		}
		m.slice(b.state[i], b.who[i], int64(end-from))
		from = end
	}
}

// Slices yields the slices of a lane that have a part between two instants,
// whole and in order; also those in which it is idle.
func (x *Index) Slices(id LaneID, from, to trace.Time) iter.Seq[Slice] {
	return func(yield func(Slice) bool) {
		l := x.lane(id)
		if l == nil || len(l.blocks) == 0 {
			return
		}
		for p, more := l.find(from), true; more; p, more = l.after(p) {
			s := l.slice(p, x.End())
			if s.From >= min(to, x.End()) || !yield(s) {
				return
			}
		}
	}
}

// SliceAt returns the slice of a lane at an instant; false if the lane has none.
// At the instant when one ends, the next one has begun.
func (x *Index) SliceAt(id LaneID, at trace.Time) (Slice, bool) {
	l := x.lane(id)
	if l == nil || len(l.blocks) == 0 {
		return Slice{}, false
	}
	return l.slice(l.find(at), x.End()), true
}

// NextSlice returns the first slice of a lane that begins after an instant and
// in which the lane is not idle; false if there is none.
func (x *Index) NextSlice(id LaneID, after trace.Time) (Slice, bool) {
	l := x.lane(id)
	if l == nil {
		return Slice{}, false
	}
	p, more := l.after(l.find(after))
	for ; more; p, more = l.after(p) {
		if s := l.slice(p, x.End()); s.State != Idle && s.From < s.To {
			return s, true
		}
	}
	return Slice{}, false
}

// PreviousSlice returns the last slice of a lane that begins before an instant
// and in which the lane is not idle; false if there is none.
func (x *Index) PreviousSlice(id LaneID, before trace.Time) (Slice, bool) {
	l := x.lane(id)
	if l == nil {
		return Slice{}, false
	}
	for p, more := l.find(before), true; more && p.block >= 0; p, more = l.before(p) {
		if s := l.slice(p, x.End()); s.State != Idle && s.From < before && s.From < s.To {
			return s, true
		}
	}
	return Slice{}, false
}
