package timeline

import (
	"math"
	"strconv"

	"timeslice/sim/trace"
)

// State is what a lane is about during a slice.
type State uint8

// The states. A lane of a core is Idle, Switching, Running or Collecting; one of
// a thread can be in any; one of phases, callbacks, collections or jobs is
// Running while there is one.
const (
	Idle       State = iota // nobody, nothing; before and after its life
	Running                 // own work
	Collecting              // on a core, but for V8's collection of garbage
	Switching               // a core works on the switch to the thread
	Ready                   // it waits for a core
	Throttled               // it may not have one, as CPU time is used up
	Blocked                 // it waits for something else
	Stopped                 // a signal stopped it
	StateCount
)

var stateNames = [StateCount]string{"idle", "running", "collecting", "switching", "ready", "throttled", "blocked", "stopped"}

func (s State) String() string {
	if s < StateCount {
		return stateNames[s]
	}
	return "state-" + strconv.Itoa(int(s))
}

// Slice is a part of a lane during which nothing changed.
type Slice struct {
	From, To trace.Time // To is the end of the index if the slice is Open
	State    State
	Open     bool         // it goes on beyond what is known
	Reason   trace.Reason // of Fact: why it is so. Of a callback: from which queue it came
	// Who is, of a core, the thread; of a running thread, the core; of a blocked
	// one, the object; of a process, how many of its threads run; of a phase or
	// collection, the reason that names it; of a callback or job, the StringID of
	// what it is.
	Who  int32
	Fact trace.FactID // the fact by which it began
}

// lane is a row of slices without gaps, in blocks. What lies before the first
// slice is idle. The last slice is open.
type lane struct {
	blocks []block
	total  sums   // of all closed slices
	loaded bool   // it is of a process, and Who is how many of its threads run
	bins   *bins  // nil while there are few slices
	marks  []mark // of threads: what they were blocked by
	by     []ReasonNs
}

// blockSlices is how many slices a block holds: few enough to look through,
// many enough that what stands once in a block costs little a slice.
const blockSlices = 16

// block holds slices one after another. Their instants are kept as distances
// from the first, so a block holds 4.29 s at most and may be full early.
type block struct {
	begin  trace.Time
	before sums  // of all slices before
	index  int32 // how many slices there are before
	count  int32
	offset [blockSlices]uint32
	fact   [blockSlices]trace.FactID
	who    [blockSlices]int32
	state  [blockSlices]State
	reason [blockSlices]trace.Reason
}

// sums are nanoseconds by state. What stands for Idle does not count, as it is
// what the others leave; in the lane of a process there is its load instead: how
// many of its threads ran, times how long.
type sums [StateCount]int64

const load = Idle

func (l *lane) add(s *sums, state State, who int32, ns int64) {
	if l.loaded && state == Idle {
		return
	}
	s[state] += ns
	if l.loaded && state == Running {
		s[load] += int64(who) * ns
	}
}

// top is who has most of some time, and how much of it for certain.
type top struct {
	who int32
	ns  int64
}

// ReasonNs is a length of time with its reason.
type ReasonNs struct {
	Reason trace.Reason
	Ns     int64
}

// mark is what a thread had been blocked by at the beginning of a block.
type mark []ReasonNs

// markBlocks is how many blocks lie between two marks.
const markBlocks = 4

// content is what a slice is about, without its time.
type content struct {
	state  State
	reason trace.Reason
	who    int32
	fact   trace.FactID
}

func (b *block) at(i int) trace.Time { return b.begin + trace.Time(b.offset[i]) }

func (b *block) content(i int) content {
	return content{b.state[i], b.reason[i], b.who[i], b.fact[i]}
}

func (b *block) set(i int, at trace.Time, c content) {
	b.offset[i] = uint32(at - b.begin)
	b.state[i], b.reason[i], b.who[i], b.fact[i] = c.state, c.reason, c.who, c.fact
}

// push begins a slice. What would have lasted no time at all is replaced: at one
// instant only the last counts. at is never before the beginning of the last
// slice.
func (l *lane) push(at trace.Time, c content) {
	if len(l.blocks) == 0 {
		if c.state != Idle {
			l.open(at, c)
		}
		return
	}
	b := &l.blocks[len(l.blocks)-1]
	last := int(b.count) - 1
	begin := b.at(last)
	switch {
	case at <= begin && c.state == Idle && last > 0 && b.state[last-1] == Idle:
		b.count-- // idle before and after something of no length
	case at <= begin:
		b.set(last, begin, c)
	case c.state == Idle && b.state[last] == Idle:
	default:
		l.add(&l.total, b.state[last], b.who[last], int64(at-begin))
		l.blockedBy(b.state[last], b.reason[last], int64(at-begin))
		l.bin(b.content(last), begin, at)
		if b.count == blockSlices || at-b.begin > math.MaxUint32 {
			l.open(at, c)
			return
		}
		b.set(last+1, at, c)
		b.count++
	}
}

// goesOn reports whether what a lane is about is so already, by another fact.
func (l *lane) goesOn(c content) bool {
	if len(l.blocks) == 0 {
		return c.state == Idle
	}
	b := &l.blocks[len(l.blocks)-1]
	last := b.content(int(b.count) - 1)
	return last.state == c.state && last.who == c.who
}

// open begins a block.
func (l *lane) open(at trace.Time, c content) {
	b := block{begin: at, before: l.total, count: 1}
	if n := len(l.blocks); n > 0 {
		b.index = l.blocks[n-1].index + l.blocks[n-1].count
	}
	b.set(0, at, c)
	if l.by != nil && len(l.blocks)%markBlocks == 0 {
		l.marks = append(l.marks, append(mark(nil), l.by...))
	}
	l.blocks = append(l.blocks, b)
}

func (l *lane) blockedBy(state State, why trace.Reason, ns int64) {
	if state != Blocked || l.by == nil {
		return
	}
	l.by = addReason(l.by, why, ns)
}

func addReason(by []ReasonNs, why trace.Reason, ns int64) []ReasonNs {
	for i := range by {
		if by[i].Reason == why {
			by[i].Ns += ns
			return by
		}
	}
	return append(by, ReasonNs{why, ns})
}

// bin tells the bins what a slice was that ends now, and makes them once there
// are enough slices, and anew when these have become more, or fewer, in their
// time.
func (l *lane) bin(c content, from, to trace.Time) {
	if l.bins != nil {
		if l.bins.fill(c.state, c.who, from, to, l.loaded); l.bins.suits() {
			return
		}
	}
	last := &l.blocks[len(l.blocks)-1]
	slices := int(last.index + last.count)
	if l.bins == nil && slices < firstBinned {
		return
	}
	l.bins = newBins(slices, l.blocks[0].begin, to)
	for p, more := (place{0, 0}), true; more; p, more = l.after(p) {
		end := l.endOf(p, to)
		c := l.blocks[p.block].content(p.slice)
		l.bins.fill(c.state, c.who, l.begin(p), end, l.loaded)
	}
}

// majority finds who has most, among the first so many that are told.
type majority struct {
	tops  [mostOwners]top
	count int
}

const mostOwners = 12

func (m *majority) slice(state State, who int32, ns int64) {
	if state == Running || state == Collecting || state == Switching {
		m.add(who, ns)
	}
}

func (m *majority) add(who int32, ns int64) {
	if ns <= 0 {
		return
	}
	for i := range m.tops[:m.count] {
		if m.tops[i].who == who {
			m.tops[i].ns += ns
			return
		}
	}
	if m.count < len(m.tops) {
		m.tops[m.count] = top{who, ns}
		m.count++
	}
}

// best is who has most, the first of equals.
func (m *majority) best() top {
	var best top
	for _, t := range m.tops[:m.count] {
		if t.ns > best.ns {
			best = t
		}
	}
	return best
}

// place is where in a lane a slice stands; block is -1 before the first.
type place struct{ block, slice int }

// find is the slice that an instant lies in.
func (l *lane) find(at trace.Time) place {
	return l.within(l.between(-1, len(l.blocks)-1, at), 0, at)
}

// between is the last block, of those from low to high, that begins at or before an
// instant; low does, or is before the first.
func (l *lane) between(low, high int, at trace.Time) int {
	for low < high {
		middle := (low + high + 1) / 2
		if l.blocks[middle].begin <= at {
			low = middle
		} else {
			high = middle - 1
		}
	}
	return low
}

// within is the slice of a block, from one on, that an instant lies in.
func (l *lane) within(number, from int, at trace.Time) place {
	if number < 0 {
		return place{-1, 0}
	}
	b := &l.blocks[number]
	i := from
	for i+1 < int(b.count) && b.at(i+1) <= at {
		i++
	}
	return place{number, i}
}

// advance is find for an instant not before one whose slice is known.
func (l *lane) advance(p place, at trace.Time) place {
	next := p.block + 1
	if next == len(l.blocks) || l.blocks[next].begin > at {
		return l.within(p.block, p.slice, at)
	}
	low, step := next, 1 // the block of low begins at or before at
	for low+step < len(l.blocks) && l.blocks[low+step].begin <= at {
		low += step
		step *= 2
	}
	return l.within(l.between(low, min(low+step, len(l.blocks))-1, at), 0, at)
}

// after is where the next slice stands; false if there is none.
func (l *lane) after(p place) (place, bool) {
	if p.block >= 0 && p.slice+1 < int(l.blocks[p.block].count) {
		return place{p.block, p.slice + 1}, true
	}
	return place{p.block + 1, 0}, p.block+1 < len(l.blocks)
}

// before is where the slice before stands; false if there is none.
func (l *lane) before(p place) (place, bool) {
	switch {
	case p.block < 0:
		return p, false
	case p.slice > 0:
		return place{p.block, p.slice - 1}, true
	case p.block == 0:
		return place{-1, 0}, false
	}
	return place{p.block - 1, int(l.blocks[p.block-1].count) - 1}, true
}

// begin is when a slice begins.
func (l *lane) begin(p place) trace.Time { return l.blocks[p.block].at(p.slice) }

// endOf is where a slice ends; end is the end of what is known.
func (l *lane) endOf(p place, end trace.Time) trace.Time {
	if next, more := l.after(p); more {
		return l.begin(next)
	}
	return end
}

// slice reads a slice; end is the end of what is known.
func (l *lane) slice(p place, end trace.Time) Slice {
	if p.block < 0 {
		s := Slice{To: end}
		if len(l.blocks) > 0 {
			s.To = l.blocks[0].begin
		}
		return s
	}
	b := &l.blocks[p.block]
	s := Slice{
		From: b.at(p.slice), To: end, Open: true,
		State: b.state[p.slice], Reason: b.reason[p.slice], Who: b.who[p.slice], Fact: b.fact[p.slice],
	}
	if next, more := l.after(p); more {
		s.To, s.Open = l.begin(next), false
	}
	return s
}

// sumsAt are the sums up to an instant that lies in a slice.
func (l *lane) sumsAt(p place, at trace.Time) sums {
	if p.block < 0 {
		return sums{}
	}
	b := &l.blocks[p.block]
	s := b.before
	from := uint32(0)
	for i := range p.slice {
		to := b.offset[i+1]
		l.add(&s, b.state[i], b.who[i], int64(to-from))
		from = to
	}
	l.add(&s, b.state[p.slice], b.who[p.slice], int64(at-b.begin)-int64(from))
	return s
}
