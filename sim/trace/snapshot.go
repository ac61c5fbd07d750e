package trace

import (
	"slices"
	"sync"
	"unsafe"
)

// A snapshot is made from the nearest checkpoint before it, by applying the
// facts since. Checkpoints are made when they are first needed, and only so
// many that they stay small beside the facts: a state of many threads is kept
// less often.
const (
	// checkpointShare is how many bytes of checkpoints a fact may cost on the
	// average, beside its own factBytes.
	checkpointShare = 6
	// checkpointFacts is how many facts are at least between two checkpoints:
	// so few are applied faster than a checkpoint is copied.
	checkpointFacts = 2048
)

// factBytes is what a fact takes in its columns.
const factBytes = 41

// index holds the checkpoints of a trace. All traces taken from one recorder
// share it; what was recorded never changes, so a checkpoint made for one is
// right for all.
type index struct {
	mutex       sync.Mutex
	checkpoints []*State // in order of Facts; never changed
	kept        int64    // bytes of the checkpoints
	front       *State   // the furthest state there is, where the next checkpoint grows
	tooBig      int64    // what the last checkpoint that was not made would have taken, 0 if the last one was
}

// Snapshot returns the computer at an instant: all facts up to and including
// it. Beyond the last fact nothing is known, so a later instant gives the
// state at the last fact; an instant before the first gives an empty computer.
//
// Any number of goroutines may ask at once, also while the run goes on.
func (t *Trace) Snapshot(at Time) *State {
	s := t.stateAfter(t.LastAt(at))
	s.At = max(0, min(at, t.End()))
	return s
}

// SnapshotAfter returns the computer right after a fact, before the others of
// its instant that follow. id must be from 0 to Len(); 0 gives the empty
// computer.
func (t *Trace) SnapshotAfter(id FactID) *State {
	if id < 0 || int(id) > t.count {
		panic("trace: no such fact")
	}
	return t.stateAfter(id)
}

// SnapshotBefore returns the computer right before a fact, at the fact's
// instant. id must be from 1 to Len().
func (t *Trace) SnapshotBefore(id FactID) *State {
	at := t.Fact(id).Time
	s := t.stateAfter(id - 1)
	s.turnTo(at, id)
	return s
}

// Bytes is the memory the trace takes: facts, strings, lines and the checkpoints
// made so far.
func (t *Trace) Bytes() int64 {
	bytes := int64(len(t.blocks)) * blockFacts * factBytes
	for _, text := range t.strings {
		bytes += int64(len(text)) + 16
	}
	for _, log := range t.lines {
		bytes += log.bytes()
	}
	if t.index == nil {
		return bytes
	}
	return bytes + t.index.bytes()
}

// stateAfter returns a state of one's own after fact id.
func (t *Trace) stateAfter(id FactID) *State {
	s := t.nearest(id)
	t.applyTo(s, id)
	return s
}

// nearest returns a copy of the nearest state kept at or before fact id.
func (t *Trace) nearest(id FactID) *State {
	if t.index == nil {
		return newState(t)
	}
	x := t.index
	x.mutex.Lock()
	defer x.mutex.Unlock()
	if x.front == nil {
		x.front = newState(t)
	}
	x.extend(t, id)
	if x.front.Facts <= id {
		return x.front.clone()
	}
	if i := x.lastAt(id); i >= 0 {
		return x.checkpoints[i].clone()
	}
	return newState(t)
}

// applyTo takes a state on to fact id. It reads the columns itself, block by
// block, because it is where a snapshot spends its time.
func (t *Trace) applyTo(s *State, id FactID) {
	var f Fact
	for next := int(s.Facts); next < int(id); {
		b := t.blocks[next>>blockShift]
		end := min(int(id), (next|blockMask)+1)
		for ; next < end; next++ {
			b.load(next&blockMask, &f)
			s.apply(&f, FactID(next+1))
		}
	}
}

// Follow takes a state on to fact id: one of this trace, or of the same run
// when it was shorter. each is called after each fact, and may be nil. This is
// how to go through many states: a snapshot costs more than a fact.
func (t *Trace) Follow(s *State, id FactID, each func(f *Fact, id FactID)) {
	var f Fact
	for next := int(s.Facts); next < min(int(id), t.count); {
		b := t.blocks[next>>blockShift]
		end := min(int(id), t.count, (next|blockMask)+1)
		for ; next < end; next++ {
			b.load(next&blockMask, &f)
			s.apply(&f, FactID(next+1))
			if each != nil {
				each(&f, FactID(next+1))
			}
		}
	}
}

// extend takes the front on to fact id and leaves checkpoints behind.
func (x *index) extend(t *Trace, id FactID) {
	for x.front.Facts < id {
		t.applyTo(x.front, min(id, (x.front.Facts/checkpointFacts+1)*checkpointFacts))
		if x.front.Facts%checkpointFacts == 0 {
			x.keep()
		}
	}
}

// keep makes a checkpoint of the front if the facts since the last one pay for
// it. What has not changed since is shared with the last one: processes and
// objects change seldom.
func (x *index) keep() {
	last := &State{}
	if len(x.checkpoints) > 0 {
		last = x.checkpoints[len(x.checkpoints)-1]
	}
	budget := int64(x.front.Facts-last.Facts) * checkpointShare
	if max(x.tooBig, sliceBytes(x.front.Threads)) > budget {
		return // it has just been tried in vain, and a state seldom becomes smaller
	}
	c := *x.front
	bytes := int64(unsafe.Sizeof(c)) + 8
	bytes += share(&c.Cores, last.Cores)
	bytes += share(&c.Threads, last.Threads)
	bytes += share(&c.Processes, last.Processes)
	bytes += share(&c.Objects, last.Objects)
	bytes += share(&c.Groups, last.Groups)
	bytes += shareLoops(&c.Loops, last.Loops)
	bytes += share(&c.Jobs, last.Jobs)
	bytes += shareQueues(&c.Queues, last.Queues)
	if x.tooBig = bytes; bytes > budget {
		return
	}
	x.tooBig = 0
	x.checkpoints = append(x.checkpoints, &c)
	x.kept += bytes
}

// share makes entries share memory with older ones if they are equal, or else
// gives them memory of their own, and returns how many bytes that takes.
func share[E comparable](entries *[]E, older []E) int64 {
	if slices.Equal(*entries, older) {
		*entries = older
		return 0
	}
	*entries = slices.Clone(*entries)
	return sliceBytes(*entries)
}

// lastAt returns which checkpoint is the last at or before fact id, -1 for none.
func (x *index) lastAt(id FactID) int {
	low, high := -1, len(x.checkpoints)-1
	for low < high {
		middle := (low + high + 1) / 2
		if x.checkpoints[middle].Facts <= id {
			low = middle
		} else {
			high = middle - 1
		}
	}
	return low
}

func (x *index) bytes() int64 {
	x.mutex.Lock()
	defer x.mutex.Unlock()
	if x.front == nil {
		return 0
	}
	return x.kept + x.front.bytes()
}
