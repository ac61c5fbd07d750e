package trace

import (
	"cmp"
	"slices"
)

// LoopState is what a thread that runs JavaScript is doing with it, at an
// instant.
type LoopState struct {
	Thread ThreadID

	Phase Reason // of the event loop, ReasonNone before the first
	Turn  int64  // of the loop
	Since Time   // when Phase began
	Fact  FactID // by which Phase began

	Calls []CallState // callbacks that have not returned, the innermost last

	// Collecting is the sort of collection that stops the isolate, ReasonNone
	// while none does; Collection is the fact by which it began.
	Collecting   Reason
	Collection   FactID
	CollectSince Time
	HeapBytes    int64 // as last reported
}

// CallState is a callback that has begun and not returned, or an item that a
// pool thread is working on.
type CallState struct {
	Item  int64 // 0 for the script itself
	Since Time
	What  StringID
	Fact  FactID // by which it began
}

// JobState is a pool thread at work.
type JobState struct {
	Thread ThreadID
	CallState
}

// QueueState is one of a process's queues, at an instant.
type QueueState struct {
	Process ProcessID
	Queue   Reason
	Items   []ItemState // in order of coming
}

// ItemState is an item in a queue.
type ItemState struct {
	Item  int64
	Since Time // when it came into the queue
	Due   Time // of a timer: when it is due; 0 if nothing is known of that
	What  StringID
	Fact  FactID // by which it came
}

// Loop returns what a thread is doing with JavaScript; a blank for one that has
// not run any.
func (s *State) Loop(thread ThreadID) LoopState {
	if i, found := s.loopPlace(thread); found {
		return s.Loops[i]
	}
	return LoopState{Thread: thread}
}

// Job returns what a pool thread is working on; false if it is not working.
func (s *State) Job(thread ThreadID) (CallState, bool) {
	if i, found := s.jobPlace(thread); found {
		return s.Jobs[i].CallState, true
	}
	return CallState{}, false
}

// Queue returns the items of one of a process's queues, in order of coming. In
// the queue of timers that is not the order in which they will be due.
func (s *State) Queue(process ProcessID, queue Reason) []ItemState {
	if i, found := s.queuePlace(process, queue); found {
		return s.Queues[i].Items
	}
	return nil
}

// QueuesOf returns the queues of a process that have ever held something, in
// order of their codes.
func (s *State) QueuesOf(process ProcessID) []QueueState {
	from, _ := s.queuePlace(process, 0)
	to := from
	for to < len(s.Queues) && s.Queues[to].Process == process {
		to++
	}
	return s.Queues[from:to]
}

func (s *State) loopPlace(thread ThreadID) (int, bool) {
	return slices.BinarySearchFunc(s.Loops, thread, func(l LoopState, id ThreadID) int { return cmp.Compare(l.Thread, id) })
}

func (s *State) jobPlace(thread ThreadID) (int, bool) {
	return slices.BinarySearchFunc(s.Jobs, thread, func(j JobState, id ThreadID) int { return cmp.Compare(j.Thread, id) })
}

func (s *State) queuePlace(process ProcessID, queue Reason) (int, bool) {
	return slices.BinarySearchFunc(s.Queues, process, func(q QueueState, id ProcessID) int {
		return cmp.Or(cmp.Compare(q.Process, id), cmp.Compare(q.Queue, queue))
	})
}

// applyNode takes in a fact about JavaScript and its queues.
func (s *State) applyNode(f *Fact, id FactID) {
	switch f.Kind {
	case KindEnqueue, KindDequeue:
		s.applyQueue(f, id)
		return
	case KindJob, KindJobDone:
		s.applyJob(f, id)
		return
	case KindDue:
		s.applyDue(f)
		return
	}
	l := s.loop(f.Thread)
	switch f.Kind {
	case KindPhase:
		l.Phase, l.Turn, l.Since, l.Fact = f.Reason, f.A, f.Time, id
		l.Calls = nil // whatever has not returned by now never will
	case KindCallback:
		l.Calls = append(l.Calls, callOf(f, id))
	case KindCallbackEnd:
		l.ends(f.A)
	case KindCollect:
		l.Collecting, l.Collection, l.CollectSince, l.HeapBytes = f.Reason, id, f.Time, f.A
	case KindCollectDone:
		l.Collecting, l.Collection, l.CollectSince, l.HeapBytes = ReasonNone, NoFact, 0, f.A
	}
}

func callOf(f *Fact, id FactID) CallState {
	return CallState{Item: f.A, Since: f.Time, What: StringID(f.B), Fact: id}
}

// loop returns the entry of a thread, which is made if there is none.
func (s *State) loop(thread ThreadID) *LoopState {
	i, found := s.loopPlace(thread)
	if !found {
		s.Loops = slices.Insert(s.Loops, i, LoopState{Thread: thread})
	}
	return &s.Loops[i]
}

// ends takes in that the callback of an item has returned, and with it all that
// it called.
func (l *LoopState) ends(item int64) {
	for i := len(l.Calls) - 1; i >= 0; i-- {
		if l.Calls[i].Item == item {
			l.Calls = orNil(l.Calls[:i])
			return
		}
	}
}

func (s *State) applyJob(f *Fact, id FactID) {
	i, found := s.jobPlace(f.Thread)
	switch {
	case f.Kind == KindJob && found:
		s.Jobs[i].CallState = callOf(f, id)
	case f.Kind == KindJob:
		s.Jobs = slices.Insert(s.Jobs, i, JobState{f.Thread, callOf(f, id)})
	case found && s.Jobs[i].Item == f.A:
		s.Jobs = orNil(slices.Delete(s.Jobs, i, i+1))
	}
}

func (s *State) applyQueue(f *Fact, id FactID) {
	i, found := s.queuePlace(s.Thread(f.Thread).Process, f.Reason)
	if f.Kind == KindDequeue {
		if found {
			s.Queues[i].drop(f.A)
		}
		return
	}
	if !found {
		s.Queues = slices.Insert(s.Queues, i, QueueState{Process: s.Thread(f.Thread).Process, Queue: f.Reason})
	}
	q := &s.Queues[i]
	q.Items = append(q.Items, ItemState{Item: f.A, Since: f.Time, What: StringID(f.B), Fact: id})
}

func (s *State) applyDue(f *Fact) {
	if i, found := s.queuePlace(s.Thread(f.Thread).Process, ReasonTimerQueue); found {
		q := &s.Queues[i]
		if place := q.place(f.A); place >= 0 {
			q.Items[place].Due = Time(f.B)
		}
	}
}

// place is where an item stands in a queue, -1 if it is not in it.
func (q *QueueState) place(item int64) int { return placeOfItem(q.Items, item) }

// placeOfItem is where an item is among others, -1 if it is none of them. Most are the first or
// the last, and most items come in the order of their numbers: of a hundred thousand timers
// not each is looked at.
func placeOfItem(items []ItemState, item int64) int {
	last := len(items) - 1
	switch {
	case last < 0:
		return -1
	case items[0].Item == item:
		return 0
	case items[last].Item == item:
		return last
	}
	if i, found := slices.BinarySearchFunc(items, item, func(i ItemState, number int64) int { return cmp.Compare(i.Item, number) }); found {
		return i
	}
	return slices.IndexFunc(items, func(i ItemState) bool { return i.Item == item })
}

func (q *QueueState) drop(item int64) {
	switch i := q.place(item); {
	case i == 0:
		q.Items = orNil(q.Items[1:])
	case i > 0:
		q.Items = slices.Delete(q.Items, i, i+1)
	}
}

// orNil makes all that is empty alike, whatever it held before.
func orNil[E any](entries []E) []E {
	if len(entries) == 0 {
		return nil
	}
	return entries
}

// endScript forgets what a thread that has ended was doing.
func (s *State) endScript(thread ThreadID) {
	if i, found := s.loopPlace(thread); found {
		l := &s.Loops[i]
		*l = LoopState{Thread: thread, Turn: l.Turn, HeapBytes: l.HeapBytes}
	}
	if i, found := s.jobPlace(thread); found {
		s.Jobs = orNil(slices.Delete(s.Jobs, i, i+1))
	}
}

// endQueues forgets the queues of a process that has ended.
func (s *State) endQueues(process ProcessID) {
	if len(s.Queues) == 0 {
		return
	}
	s.Queues = slices.DeleteFunc(s.Queues, func(q QueueState) bool { return q.Process == process })
}

// A state's slices of slices are copied all the way down, so that nothing is
// shared; a checkpoint shares with the one before what has not changed.

func cloneLoops(loops []LoopState) []LoopState {
	loops = slices.Clone(loops)
	for i := range loops {
		loops[i].Calls = slices.Clone(loops[i].Calls)
	}
	return loops
}

func cloneQueues(queues []QueueState) []QueueState {
	queues = slices.Clone(queues)
	for i := range queues {
		queues[i].Items = slices.Clone(queues[i].Items)
	}
	return queues
}

func loopsBytes(loops []LoopState) int64 {
	bytes := sliceBytes(loops)
	for i := range loops {
		bytes += sliceBytes(loops[i].Calls)
	}
	return bytes
}

func queuesBytes(queues []QueueState) int64 {
	bytes := sliceBytes(queues)
	for i := range queues {
		bytes += sliceBytes(queues[i].Items)
	}
	return bytes
}

// shareLoops and shareQueues are share for entries that hold slices.
func shareLoops(loops *[]LoopState, older []LoopState) (bytes int64) {
	*loops = slices.Clone(*loops)
	for i := range *loops {
		l := &(*loops)[i]
		j, found := slices.BinarySearchFunc(older, l.Thread, func(o LoopState, id ThreadID) int { return cmp.Compare(o.Thread, id) })
		if !found {
			l.Calls = slices.Clone(l.Calls)
			bytes += sliceBytes(l.Calls)
			continue
		}
		bytes += share(&l.Calls, older[j].Calls)
	}
	return bytes + sliceBytes(*loops)
}

func shareQueues(queues *[]QueueState, older []QueueState) (bytes int64) {
	*queues = slices.Clone(*queues)
	before := State{Queues: older}
	for i := range *queues {
		q := &(*queues)[i]
		j, found := before.queuePlace(q.Process, q.Queue)
		if !found {
			q.Items = slices.Clone(q.Items)
			bytes += sliceBytes(q.Items)
			continue
		}
		bytes += share(&q.Items, older[j].Items)
	}
	return bytes + sliceBytes(*queues)
}
