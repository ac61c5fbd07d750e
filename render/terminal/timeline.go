package terminal

import (
	"strconv"

	"timeslice/sim/trace"
)

// doing is what a thread does in a stretch of a chart.
type doing uint8

const (
	nothing doing = iota // it does not exist yet, or no more
	running
	overhead // its core works for the system first
	ready
	throttled // ready, but its share of CPU time is used up
	blocked
	stopped
	zombie // ended, and its process not yet waited for
	doings
)

// stretch is what a thread does in one cell.
type stretch struct {
	ns  [doings]int64
	ran bool // it was given a core, if only for an instant
}

// most is what it does for the longest; running wins a tie.
func (s *stretch) most() doing {
	best := running
	for d := overhead; d < doings; d++ {
		if s.ns[d] > s.ns[best] {
			best = d
		}
	}
	if s.ns[best] == 0 {
		return nothing
	}
	return best
}

// share is how long a core was used by one thread in one cell.
type share struct {
	thread   trace.ThreadID
	ns       int64
	overhead bool
}

// threadRow is one thread's row of cells.
type threadRow struct {
	id        trace.ThreadID
	stretches []stretch
}

// coreRow is one core's.
type coreRow struct {
	most   []share        // by cell: who used it for the longest
	open   []share        // the shares of the cell that is being filled
	place  map[holder]int // where in open a holder's share is
	cell   int            // which one that is
	thread trace.ThreadID // the last that was given it
}

// holder is who has a core: a thread, or the system for it.
type holder struct {
	thread   trace.ThreadID
	overhead bool
}

// timeline is a part of a trace, counted out into cells.
type timeline struct {
	from, to trace.Time
	cellNs   int64
	cells    int
	threads  []threadRow
	cores    []coreRow

	trace   *trace.Trace
	row     map[trace.ThreadID]int
	present map[trace.ThreadID]*presence
	parent  map[trace.ProcessID]trace.ThreadID // a process's first thread, which shows that it is a zombie
}

// presence is what a thread is doing while the facts go by.
type presence struct {
	doing   doing
	since   trace.Time
	ownFrom trace.Time // from then on its core works for itself
	core    trace.CoreID
	parked  bool // throttled
}

// newTimeline counts the time of these threads and of the first cores.
func newTimeline(t *trace.Trace, threads []trace.ThreadID, cores int, from trace.Time, cellNs int64, cells int) *timeline {
	l := &timeline{
		from: from, cellNs: cellNs, cells: cells, to: from + trace.Time(cellNs*int64(cells)),
		trace: t, row: map[trace.ThreadID]int{}, present: map[trace.ThreadID]*presence{},
		parent: map[trace.ProcessID]trace.ThreadID{},
	}
	for i, id := range threads {
		l.row[id] = i
		l.threads = append(l.threads, threadRow{id: id, stretches: make([]stretch, cells)})
	}
	for range cores {
		l.cores = append(l.cores, coreRow{most: make([]share, cells), place: map[holder]int{}})
	}
	l.count()
	return l
}

func (l *timeline) count() {
	for id := trace.FactID(1); int(id) <= l.trace.Len(); id++ {
		f := l.trace.Fact(id)
		if f.Time >= l.to {
			break
		}
		l.apply(&f)
	}
	end := min(lastInstant(l.trace), l.to)
	for _, row := range l.threads {
		if p := l.present[row.id]; p != nil {
			l.close(row.id, p, end)
		}
	}
	for i := range l.cores {
		l.closeCore(i, end)
	}
}

// closeCore counts what runs on a core at the end, if its thread has no row.
func (l *timeline) closeCore(core int, end trace.Time) {
	r := &l.cores[core]
	if p := l.present[r.thread]; p != nil && p.doing == running && int(p.core) == core {
		if _, shown := l.row[r.thread]; !shown {
			l.close(r.thread, p, end)
		}
	}
	r.settle()
}

// apply takes one fact into account.
func (l *timeline) apply(f *trace.Fact) {
	switch f.Kind {
	case trace.KindThreadStart:
		l.present[f.Thread] = &presence{since: f.Time, core: trace.NoCore}
		if process := trace.ProcessID(f.Object); l.parent[process] == trace.NoThread {
			l.parent[process] = f.Thread
		}
	case trace.KindReady, trace.KindPreempt:
		l.change(f, ready)
	case trace.KindDispatch:
		l.change(f, running)
		if p := l.present[f.Thread]; p != nil {
			p.ownFrom, p.core, p.parked = f.Time, f.Core, false
			l.mark(f.Thread, f.Time)
			if f.Core >= 0 && int(f.Core) < len(l.cores) {
				l.cores[f.Core].thread = f.Thread
			}
		}
	case trace.KindSwitchCost:
		if p := l.present[f.Thread]; p != nil && p.doing == running && p.since == f.Time {
			p.ownFrom = f.Time + trace.Time(f.A+f.B)
		}
	case trace.KindBlock:
		l.change(f, blocked)
	case trace.KindStop:
		l.change(f, stopped)
	case trace.KindThreadExit:
		l.change(f, nothing)
	case trace.KindThrottle, trace.KindUnthrottle:
		l.park(f)
	case trace.KindProcessExit:
		l.bury(f, zombie)
	case trace.KindProcessReap:
		l.bury(f, nothing)
	}
}

// change ends what a thread did and begins something else.
func (l *timeline) change(f *trace.Fact, next doing) {
	p := l.present[f.Thread]
	if p == nil {
		return
	}
	l.close(f.Thread, p, f.Time)
	if next == ready && p.parked {
		next = throttled
	}
	p.doing, p.since, p.core = next, f.Time, trace.NoCore
}

func (l *timeline) park(f *trace.Fact) {
	p := l.present[f.Thread]
	if p == nil {
		return
	}
	p.parked = f.Kind == trace.KindThrottle
	if p.doing == ready || p.doing == throttled {
		l.change(f, ready)
	}
}

// bury shows on a process's first thread that the process is a zombie, or gone.
func (l *timeline) bury(f *trace.Fact, next doing) {
	first := l.parent[trace.ProcessID(f.Object)]
	if p := l.present[first]; p != nil && (p.doing == nothing || p.doing == zombie) {
		l.close(first, p, f.Time)
		p.doing, p.since = next, f.Time
	}
}

// mark notes that a thread was given a core, even if only for an instant.
func (l *timeline) mark(id trace.ThreadID, at trace.Time) {
	row, shown := l.row[id]
	if !shown || at < l.from || at >= l.to {
		return
	}
	l.threads[row].stretches[int64(at-l.from)/l.cellNs].ran = true
}

// close counts what a thread did until now into the cells.
func (l *timeline) close(id trace.ThreadID, p *presence, until trace.Time) {
	if p.doing == nothing || until <= p.since {
		return
	}
	if p.doing != running {
		l.spread(id, p.doing, trace.NoCore, p.since, until)
		return
	}
	own := min(max(p.ownFrom, p.since), until)
	l.spread(id, overhead, p.core, p.since, own)
	l.spread(id, running, p.core, own, until)
}

// spread adds a stretch of time to every cell it touches.
func (l *timeline) spread(id trace.ThreadID, what doing, core trace.CoreID, since, until trace.Time) {
	since, until = max(since, l.from), min(until, l.to)
	row, shown := l.row[id]
	for since < until {
		cell := int(int64(since-l.from) / l.cellNs)
		end := min(until, l.from+trace.Time(int64(cell+1)*l.cellNs))
		ns := int64(end - since)
		if shown {
			s := &l.threads[row].stretches[cell]
			s.ns[what] += ns
			s.ran = s.ran || what == running
		}
		if core >= 0 && int(core) < len(l.cores) {
			l.cores[core].add(cell, share{thread: id, ns: ns, overhead: what == overhead})
		}
		since = end
	}
}

// add counts a share of one cell. Cells come in order.
func (r *coreRow) add(cell int, s share) {
	if cell != r.cell {
		r.settle()
		r.cell = cell
	}
	by := holder{s.thread, s.overhead}
	if i, known := r.place[by]; known {
		r.open[i].ns += s.ns
		return
	}
	r.place[by] = len(r.open)
	r.open = append(r.open, s)
}

// settle decides who used the open cell for the longest; the first wins a tie.
func (r *coreRow) settle() {
	for _, s := range r.open {
		if s.ns > r.most[r.cell].ns {
			r.most[r.cell] = s
		}
	}
	r.open = r.open[:0]
	clear(r.place)
}

// coresOf is how many cores a trace's computer has: what its description says,
// and at least those that were used.
func coresOf(t *trace.Trace) int {
	cores, err := strconv.Atoi(t.Property("cores"))
	if err != nil || cores < 1 {
		cores = 1
	}
	for id := trace.FactID(1); int(id) <= t.Len(); id++ {
		cores = max(cores, int(t.Fact(id).Core)+1)
	}
	return min(cores, 1<<15)
}
