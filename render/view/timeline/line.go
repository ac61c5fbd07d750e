package timeline

import "timeslice/sim/trace"

// Passage is a thread's coming to a line of source.
type Passage struct {
	Thread trace.ThreadID
	Line   trace.Line
	At     trace.Time
}

// LineAt is the line that a thread is at, or waits in, at an instant; false
// before its own work first begins and if it had come to none. It is
// [trace.Trace.LineAt] for who has an index.
func (x *Index) LineAt(thread trace.ThreadID, at trace.Time) (trace.Line, bool) {
	t := x.known(thread)
	if t == nil || t.end <= at {
		return trace.Line{}, false
	}
	if begin, began := x.firstRun(thread); !began || begin > at {
		return trace.Line{}, false
	}
	return x.trace.LineAtCPU(thread, x.CPUNs(thread, at))
}

// NextLine is where a thread next comes to another line than the one it is at;
// false if it does not.
func (x *Index) NextLine(thread trace.ThreadID, after trace.Time) (Passage, bool) {
	here, _ := x.LineAt(thread, after)
	return x.nextPassage(thread, after, x.End(), func(l trace.Line) bool { return l != here })
}

// PreviousLine is where a thread last came to another line than the one it is
// at; false if it had not.
func (x *Index) PreviousLine(thread trace.ThreadID, before trace.Time) (Passage, bool) {
	here, known := x.LineAt(thread, before)
	if !known { // it has ended, or not begun
		return x.previousPassage(thread, before, func(trace.Line) bool { return true })
	}
	left := false
	return x.previousPassage(thread, before+1, func(l trace.Line) bool {
		left = left || l != here
		return left
	})
}

// NextAt is where a thread, or any if it is NoThread, next comes to a line;
// false if none does up to and with an instant.
func (x *Index) NextAt(thread trace.ThreadID, line trace.Line, after, until trace.Time) (Passage, bool) {
	return x.bestPassage(thread, func(id trace.ThreadID) (Passage, bool) {
		p, found := x.nextPassage(id, after, until, func(l trace.Line) bool { return l == line })
		return p, found && p.At <= until
	}, func(a, b trace.Time) bool { return a < b })
}

// PreviousAt is where a thread, or any if it is NoThread, last came to a line
// before an instant; false if none had.
func (x *Index) PreviousAt(thread trace.ThreadID, line trace.Line, before trace.Time) (Passage, bool) {
	return x.bestPassage(thread, func(id trace.ThreadID) (Passage, bool) {
		return x.previousPassage(id, before, func(l trace.Line) bool { return l == line })
	}, func(a, b trace.Time) bool { return a > b })
}

func (x *Index) bestPassage(thread trace.ThreadID, of func(trace.ThreadID) (Passage, bool), better func(a, b trace.Time) bool) (best Passage, found bool) {
	threads := []trace.ThreadID{thread}
	if thread == trace.NoThread {
		threads = x.trace.LineThreads()
	}
	for _, id := range threads {
		if p, ok := of(id); ok && (!found || better(p.At, best.At)) {
			best, found = p, true
		}
	}
	return best, found
}

// nextPassage is where a thread first comes, after an instant, to a line that is
// wanted. Lines that it leaves at the point of its own time at which it came to
// them are not seen, and do not count. It looks no further than the CPU time that
// the thread has had at an instant.
func (x *Index) nextPassage(thread trace.ThreadID, after, until trace.Time, wanted func(trace.Line) bool) (Passage, bool) {
	from, to := x.CPUNs(thread, after)+1, x.CPUNs(thread, until)
	if begin, _ := x.firstRun(thread); begin > after {
		from = 0
	}
	var last trace.LineEntry
	some := false
	for entry := range x.trace.LinesFrom(thread, from) {
		if some && entry.CPUNs > last.CPUNs && wanted(last.Line) {
			return x.passage(thread, last)
		}
		if entry.CPUNs > to {
			return Passage{}, false
		}
		last, some = entry, true
	}
	if some && wanted(last.Line) {
		return x.passage(thread, last)
	}
	return Passage{}, false
}

// previousPassage is where a thread last came, before an instant, to a line that
// is wanted.
func (x *Index) previousPassage(thread trace.ThreadID, before trace.Time, wanted func(trace.Line) bool) (Passage, bool) {
	cpuNs := x.CPUNs(thread, before-1)
	if begin, began := x.firstRun(thread); !began || begin >= before {
		return Passage{}, false
	}
	next := int64(-1)
	for entry := range x.trace.LinesBefore(thread, cpuNs+1) {
		if entry.CPUNs != next && wanted(entry.Line) {
			return x.passage(thread, entry)
		}
		next = entry.CPUNs
	}
	return Passage{}, false
}

func (x *Index) passage(thread trace.ThreadID, entry trace.LineEntry) (Passage, bool) {
	at, came := x.TimeOfCPU(thread, entry.CPUNs)
	return Passage{thread, entry.Line, at}, came
}
