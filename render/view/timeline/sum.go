package timeline

import (
	"cmp"
	"slices"

	"timeslice/render/view/names"
	"timeslice/sim/trace"
)

// Sum is where the time of a thread, a core or a process went between two
// instants, to the nanosecond.
type Sum struct {
	From, To trace.Time
	// Ns is how long it was in each state; together they are To - From. Of a
	// process it is what most concerned it: it runs while one thread does.
	Ns [StateCount]int64
	// Blocked divides the time of a thread in which it was blocked by what it
	// waited for, in order of the codes.
	Blocked []ReasonNs
	// LoadNs is how long the threads of a process ran, all together.
	LoadNs int64
}

// CPUNs is the CPU time of a thread in it.
func (s *Sum) CPUNs() int64 { return s.Ns[Running] + s.Ns[Collecting] }

// Sum sums up a core, a thread or a process between two instants, which are cut
// to what is known; false if nothing is known of it.
func (x *Index) Sum(ref names.Ref, from, to trace.Time) (Sum, bool) {
	l := x.lane(LaneID{Of: ref})
	if l == nil {
		return Sum{}, false
	}
	from = min(max(from, 0), x.End())
	to = max(min(to, x.End()), from)
	s := Sum{From: from, To: to}
	a, b := l.find(from), l.find(to)
	before, after := l.sumsAt(a, from), l.sumsAt(b, to)
	s.Ns[Idle] = int64(to - from)
	for state := Running; state < StateCount; state++ {
		s.Ns[state] = after[state] - before[state]
		s.Ns[Idle] -= s.Ns[state]
	}
	if l.loaded {
		s.LoadNs = after[load] - before[load]
	}
	if ref.Kind == names.Process && x.Alone(trace.ProcessID(ref.ID)) {
		s.LoadNs = s.CPUNs()
	}
	if l.by != nil {
		s.Blocked = difference(l.reasonsAt(b, to), l.reasonsAt(a, from))
	}
	return s, true
}

// reasonsAt is what a thread had been blocked by, up to an instant that lies in
// a slice.
func (l *lane) reasonsAt(p place, at trace.Time) []ReasonNs {
	if p.block < 0 {
		return nil
	}
	first := p.block / markBlocks
	by := slices.Clone([]ReasonNs(l.marks[first]))
	for q := (place{first * markBlocks, 0}); ; q, _ = l.after(q) {
		b := &l.blocks[q.block]
		end := at
		if q != p {
			next, _ := l.after(q)
			end = l.begin(next)
		}
		if b.state[q.slice] == Blocked {
			by = addReason(by, b.reason[q.slice], int64(end-b.at(q.slice)))
		}
		if q == p {
			return by
		}
	}
}

// difference is what there is more in later sums, in order of the codes.
func difference(later, earlier []ReasonNs) []ReasonNs {
	for _, e := range earlier {
		for i := range later {
			if later[i].Reason == e.Reason {
				later[i].Ns -= e.Ns
			}
		}
	}
	later = slices.DeleteFunc(later, func(r ReasonNs) bool { return r.Ns == 0 })
	slices.SortFunc(later, func(a, b ReasonNs) int { return cmp.Compare(a.Reason, b.Reason) })
	return later
}

// CPUNs is the CPU time that a thread has had at an instant, as
// [trace.State.CPUNs] has it.
func (x *Index) CPUNs(thread trace.ThreadID, at trace.Time) int64 {
	t := x.known(thread)
	if t == nil {
		return 0
	}
	at = min(at, x.End())
	s := t.lane.sumsAt(t.lane.find(at), at)
	return s[Running] + s[Collecting]
}

// TimeOfCPU is the first instant at which a thread has had so much CPU time;
// false if it never came to that. With none it is when its own work first began.
func (x *Index) TimeOfCPU(thread trace.ThreadID, cpuNs int64) (trace.Time, bool) {
	begin, began := x.firstRun(thread)
	if !began || cpuNs <= 0 {
		return begin, began
	}
	l := &x.threads[thread].lane
	low, high := 0, len(l.blocks)-1 // the last block before which it had less
	for low < high {
		middle := (low + high + 1) / 2
		if before := &l.blocks[middle].before; before[Running]+before[Collecting] < cpuNs {
			low = middle
		} else {
			high = middle - 1
		}
	}
	had := l.blocks[low].before[Running] + l.blocks[low].before[Collecting]
	for p, more := (place{low, 0}), true; more; p, more = l.after(p) {
		s := l.slice(p, x.End())
		if s.State != Running && s.State != Collecting {
			continue
		}
		if need := max(cpuNs-had, 0); need <= int64(s.To-s.From) {
			return s.From + trace.Time(need), true
		}
		had += int64(s.To - s.From)
	}
	return 0, false
}

// firstRun is when a thread's own work first could begin; false if it never did.
func (x *Index) firstRun(thread trace.ThreadID) (trace.Time, bool) {
	if x.known(thread) == nil {
		return 0, false
	}
	begin := x.state.Thread(thread).FirstRun
	return begin, begin <= x.End()
}
