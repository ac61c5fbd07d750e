package trace

import (
	"cmp"
	"encoding/binary"
	"iter"
	"slices"
)

// Which line of source a thread was at is kept beside the facts, because there
// is one entry for each statement: by the thread's own CPU time, as differences
// of two or three bytes. Where the thread had a core is in the facts, so the
// two together tell the line at any instant.

// Line is a line of a source file.
type Line struct {
	File   StringID
	Number int // from 1
}

// LineEntry is where a thread was from a point of its own CPU time on, until
// the next entry.
type LineEntry struct {
	CPUNs int64
	Line
}

// LineLog is the lines that one thread came to.
type LineLog struct {
	thread ThreadID
	full   []lineBlock // never changed
	open   lineBlock   // the last one
	last   LineEntry
}

// lineBlock holds some entries, so many that finding one in it takes no longer
// than finding it. The first is kept whole, the others as differences.
type lineBlock struct {
	first LineEntry
	data  []byte
	count int
}

const (
	lineBlockEntries = 1000
	lineBits         = 24 // of a line's number beside its file's
)

// mostLine is the highest number a line can have.
const mostLine = 1<<lineBits - 1

func (l Line) packed() int64 { return int64(l.File)<<lineBits | int64(l.Number) }

func unpackLine(packed int64) Line {
	return Line{File: StringID(packed >> lineBits), Number: int(packed & mostLine)}
}

// Lines returns the log of a thread's lines, to which its program adds while it
// runs. It is the same one for the same thread.
func (r *Recorder) Lines(thread ThreadID) *LineLog {
	i := r.trace.lineLogPlace(thread)
	if i < 0 {
		i = len(r.trace.lines)
		r.trace.lines = append(r.trace.lines, &LineLog{thread: thread})
	}
	return r.trace.lines[i]
}

// Add notes that the thread is at a line from cpuNs of its own CPU time on. An
// entry cannot be earlier than the one before; if it is, it counts as of the
// same time. A number of a line that is not from 0 to 16,777,215 is taken for
// the nearest that is.
func (l *LineLog) Add(cpuNs int64, file StringID, number int) {
	entry := LineEntry{
		CPUNs: max(cpuNs, l.last.CPUNs, 0),
		Line:  Line{File: max(file, NoString), Number: min(max(number, 0), mostLine)},
	}
	if l.open.count == lineBlockEntries {
		l.open.data = slices.Clip(l.open.data)
		l.full = append(l.full, l.open)
		l.open = lineBlock{data: make([]byte, 0, len(l.open.data)*5/4)}
	}
	if l.open.count == 0 {
		l.open.first = entry
	} else {
		l.open.data = binary.AppendUvarint(l.open.data, uint64(entry.CPUNs-l.last.CPUNs))
		l.open.data = binary.AppendVarint(l.open.data, entry.packed()-l.last.packed())
	}
	l.open.count++
	l.last = entry
}

// each yields the entries of a block, and reports whether all were wanted.
func (b *lineBlock) each(yield func(LineEntry) bool) bool {
	if b.count == 0 {
		return true
	}
	entry := b.first
	data := b.data
	for yield(entry) {
		if len(data) == 0 {
			return true
		}
		ns, size := binary.Uvarint(data)
		by, sizeToo := binary.Varint(data[size:])
		data = data[size+sizeToo:]
		entry.CPUNs += int64(ns)
		entry.Line = unpackLine(entry.packed() + by)
	}
	return false
}

func (l *LineLog) isEmpty() bool { return l.open.count == 0 }

func (l *LineLog) each(yield func(LineEntry) bool) {
	for i := range l.full {
		if !l.full[i].each(yield) {
			return
		}
	}
	l.open.each(yield)
}

// at is the last entry at or before a point of the thread's CPU time.
func (l *LineLog) at(cpuNs int64) (found LineEntry, ok bool) {
	i, _ := slices.BinarySearchFunc(l.full, cpuNs, func(b lineBlock, at int64) int {
		if b.first.CPUNs <= at {
			return -1
		}
		return 1
	})
	block := &l.open
	if i < len(l.full) || l.open.first.CPUNs > cpuNs {
		if i == 0 {
			return LineEntry{}, false
		}
		block = &l.full[i-1]
	}
	block.each(func(entry LineEntry) bool {
		if entry.CPUNs > cpuNs {
			return false
		}
		found, ok = entry, true
		return true
	})
	return found, ok
}

// block returns block i, of which the last is the open one.
func (l *LineLog) block(i int) *lineBlock {
	if i < len(l.full) {
		return &l.full[i]
	}
	return &l.open
}

// firstAfter is the first block that begins at or after a point of the thread's
// CPU time. Entries of that point may stand at the end of the one before.
func (l *LineLog) firstAfter(cpuNs int64) int {
	i, _ := slices.BinarySearchFunc(l.full, cpuNs, func(b lineBlock, at int64) int { return cmp.Compare(b.first.CPUNs, at) })
	if i == len(l.full) && l.open.count > 0 && l.open.first.CPUNs < cpuNs {
		i++
	}
	return i
}

func (l *LineLog) from(cpuNs int64, yield func(LineEntry) bool) {
	wanted := func(entry LineEntry) bool { return entry.CPUNs < cpuNs || yield(entry) }
	for i := max(l.firstAfter(cpuNs)-1, 0); i <= len(l.full); i++ {
		if !l.block(i).each(wanted) {
			return
		}
	}
}

// before unpacks a block after the other, as differences can only be read
// forwards.
func (l *LineLog) before(cpuNs int64, yield func(LineEntry) bool) {
	var entries []LineEntry
	for i := min(l.firstAfter(cpuNs), len(l.full)); i >= 0; i-- {
		entries = entries[:0]
		l.block(i).each(func(entry LineEntry) bool {
			if entry.CPUNs >= cpuNs {
				return false
			}
			entries = append(entries, entry)
			return true
		})
		for _, entry := range slices.Backward(entries) {
			if !yield(entry) {
				return
			}
		}
	}
}

// bytes is the memory a log takes.
func (l *LineLog) bytes() int64 {
	bytes := int64(cap(l.open.data)) + sliceBytes(l.full)
	for i := range l.full {
		bytes += int64(cap(l.full[i].data))
	}
	return bytes
}

// frozen is what the log holds now; more may be added to the log.
func (l *LineLog) frozen() *LineLog {
	now := *l
	return &now
}

func (t *Trace) lineLogPlace(thread ThreadID) int {
	return slices.IndexFunc(t.lines, func(l *LineLog) bool { return l.thread == thread })
}

// LineThreads returns the threads of which lines are known, in the order in
// which their programs began.
func (t *Trace) LineThreads() []ThreadID {
	var threads []ThreadID
	for _, l := range t.lines {
		if !l.isEmpty() {
			threads = append(threads, l.thread)
		}
	}
	return threads
}

// Lines yields all the lines that a thread came to, in order. The last ones may
// lie beyond the CPU time that it came to have.
func (t *Trace) Lines(thread ThreadID) iter.Seq[LineEntry] {
	return func(yield func(LineEntry) bool) {
		if i := t.lineLogPlace(thread); i >= 0 {
			t.lines[i].each(yield)
		}
	}
}

// LinesFrom yields the lines that a thread came to, in order, from a point of
// its CPU time on.
func (t *Trace) LinesFrom(thread ThreadID, cpuNs int64) iter.Seq[LineEntry] {
	return func(yield func(LineEntry) bool) {
		if i := t.lineLogPlace(thread); i >= 0 {
			t.lines[i].from(cpuNs, yield)
		}
	}
}

// LinesBefore yields the lines that a thread came to before a point of its CPU
// time, the last of them first.
func (t *Trace) LinesBefore(thread ThreadID, cpuNs int64) iter.Seq[LineEntry] {
	return func(yield func(LineEntry) bool) {
		if i := t.lineLogPlace(thread); i >= 0 {
			t.lines[i].before(cpuNs, yield)
		}
	}
}

// LineAtCPU is the line a thread is at when it has had so much CPU time; false
// if it had come to none.
func (t *Trace) LineAtCPU(thread ThreadID, cpuNs int64) (Line, bool) {
	i := t.lineLogPlace(thread)
	if i < 0 {
		return Line{}, false
	}
	entry, ok := t.lines[i].at(cpuNs)
	return entry.Line, ok
}

// LineAt is the line a thread is at, or waits in, at an instant; false before
// its own work first begins, after its end, and if it had come to none.
func (t *Trace) LineAt(thread ThreadID, at Time) (Line, bool) {
	if t.lineLogPlace(thread) < 0 {
		return Line{}, false
	}
	s := t.Snapshot(at)
	return s.LineIn(t, thread)
}

// LineIn is LineAt of the state's instant, for who has the state already.
func (s *State) LineIn(t *Trace, thread ThreadID) (Line, bool) {
	status := s.Thread(thread)
	if status.FirstRun > s.At || status.Status == StatusEnded || status.Status == StatusNone {
		return Line{}, false
	}
	return t.LineAtCPU(thread, s.CPUNs(thread))
}

// TimesOf yields the instants at which a thread came to a line, in order. Who
// used up its turn just then came to it at the end of that turn.
func (t *Trace) TimesOf(thread ThreadID, line Line) iter.Seq[Time] {
	return func(yield func(Time) bool) {
		i := t.lineLogPlace(thread)
		if i < 0 {
			return
		}
		turns := t.turnsOf(thread)
		t.lines[i].each(func(entry LineEntry) bool {
			for len(turns) > 0 && turns[0].fromNs+turns[0].lengthNs < entry.CPUNs {
				turns = turns[1:]
			}
			if len(turns) == 0 {
				return false // it never had that much CPU time
			}
			return entry.Line != line || yield(turns[0].begin+Time(entry.CPUNs-turns[0].fromNs))
		})
	}
}

// turn is a time in which a thread worked on a core.
type turn struct {
	begin            Time  // of its own work
	fromNs, lengthNs int64 // of its own CPU time
}

// turnsOf goes through the facts and returns a thread's turns.
func (t *Trace) turnsOf(thread ThreadID) []turn {
	var turns []turn
	s := newState(t)
	end := func(at Time) {
		status := s.Thread(thread)
		if status.Core == NoCore {
			return
		}
		begin := s.Cores[status.Core].OverheadUntil
		if begin <= at {
			turns = append(turns, turn{begin, status.UsedNs, int64(at - begin)})
		}
	}
	for id := FactID(1); int(id) <= t.count; id++ {
		f := t.Fact(id)
		if f.Thread != thread && f.Kind != KindDispatch {
			continue
		}
		switch f.Kind {
		case KindThreadStart, KindReady, KindDispatch, KindPreempt, KindBlock, KindStop, KindThreadExit, KindSwitchCost:
			if before := s.Thread(thread); before.Core != NoCore && (f.Thread == thread && f.Kind != KindSwitchCost || f.Core == before.Core && f.Thread != thread) {
				end(f.Time)
			}
			s.apply(&f, id)
		}
	}
	end(t.End())
	return turns
}
