package trace

import (
	"cmp"
	"slices"
)

// Thread returns what is known of a thread; a blank, with StatusNone, for a
// number nothing is known of.
func (s *State) Thread(id ThreadID) ThreadState {
	if id <= NoThread || int(id) >= len(s.Threads) {
		return blankThread
	}
	return s.Threads[id]
}

// Process returns what is known of a process; a blank, with ProcessNone, for a
// number nothing is known of.
func (s *State) Process(id ProcessID) ProcessState {
	if id <= NoProcess || int(id) >= len(s.Processes) {
		return blankProcess
	}
	return s.Processes[id]
}

// Object returns what is known of a wait object; a blank for a number nothing
// is known of.
func (s *State) Object(id ObjectID) ObjectState {
	if id <= NoObject || int(id) >= len(s.Objects) {
		return ObjectState{}
	}
	return s.Objects[id]
}

// CPUNs is the CPU time a thread has had, its present turn included. Time the
// machine spent on switching to it does not count.
func (s *State) CPUNs(id ThreadID) int64 {
	t := s.Thread(id)
	if t.Core == NoCore {
		return t.UsedNs
	}
	return t.UsedNs + span(s.Cores[t.Core].OverheadUntil, s.At)
}

// Throttled reports whether the thread is ready but may not run, because the
// CPU time of its group or class is used up.
func (t *ThreadState) Throttled() bool { return t.Barred != NoFact }

// MayRunOn reports whether the thread's affinity allows a core. Cores from 63
// on are not recorded, and always allowed.
func (t *ThreadState) MayRunOn(core CoreID) bool {
	return t.Affinity == 0 || core < 0 || core > 62 || t.Affinity>>core&1 == 1
}

// SinceNs is for how long a thread has been doing what it does.
func (s *State) SinceNs(id ThreadID) int64 { return span(s.Thread(id).Since, s.At) }

// CoreTimes is what the time of a core went to since the machine started:
// threads' own work, switching, and nothing. The three add up to the time that
// has passed, less that for which the core was not there.
func (s *State) CoreTimes(id CoreID) (busyNs, overheadNs, idleNs int64) {
	if id >= 0 && int(id) < len(s.Cores) {
		c := &s.Cores[id]
		busyNs, overheadNs = c.BusyNs, c.OverheadNs
		if c.Thread != NoThread {
			busyNs += span(c.OverheadUntil, s.At)
			overheadNs += span(c.Since, min(c.OverheadUntil, s.At))
		}
	}
	return busyNs, overheadNs, int64(s.At) - busyNs - overheadNs - s.AwayNs(id)
}

// AwayNs is for how long a core was not there since the machine started.
func (s *State) AwayNs(id CoreID) int64 {
	if id < 0 || int(id) >= len(s.Cores) {
		return 0
	}
	c := &s.Cores[id]
	if c.Gone == Never {
		return c.AwayNs
	}
	return c.AwayNs + span(c.Gone, s.At)
}

// CoresThere is how many cores there are.
func (s *State) CoresThere() int {
	count := 0
	for i := range s.Cores {
		if s.Cores[i].Gone == Never {
			count++
		}
	}
	return count
}

// SliceLeftNs is how much of its slice the thread on a core has left, false if
// the core is idle or the slice has no end.
func (s *State) SliceLeftNs(id CoreID) (int64, bool) {
	if id < 0 || int(id) >= len(s.Cores) {
		return 0, false
	}
	c := &s.Cores[id]
	if c.Thread == NoThread || c.LimitNs <= 0 {
		return 0, false
	}
	return max(0, c.LimitNs-span(c.SliceFrom, s.At)), true
}

// Ready returns the threads that wait for a core in one queue, in the order of
// their keys: a core's queue, or the central one for NoCore. Real-time threads
// come first, the highest priority leading; then those of the normal class,
// the lowest key leading; on equal keys, who would be chosen first by the rule
// of the policy, which is a property of the trace.
//
// Under policies that do not simply take the lowest key (the lottery; EEVDF,
// where only the eligible may win) this is still the order in which the queue
// is shown; [Trace.Candidates] tells who could be chosen.
func (s *State) Ready(queue CoreID) []ThreadID {
	return s.sorted(s.order, func(t *ThreadState) bool { return t.Status == StatusReady && t.Queue == queue })
}

// Waiters returns the threads blocked on an object, in the order they came.
func (s *State) Waiters(object ObjectID) []ThreadID {
	if s.Object(object).Waiters == 0 {
		return nil
	}
	return s.sorted(s.cameFirst, func(t *ThreadState) bool { return t.Object == object })
}

// With returns the threads that are in a status, in order of number.
func (s *State) With(status Status) []ThreadID {
	return s.sorted(nil, func(t *ThreadState) bool { return t.Status == status })
}

// ThreadsOf returns the threads of a process that have not ended, in order of
// number.
func (s *State) ThreadsOf(process ProcessID) []ThreadID {
	return s.sorted(nil, func(t *ThreadState) bool {
		return t.Process == process && t.Status != StatusEnded && t.Status != StatusNone
	})
}

// Children returns the children of a process that are alive or zombies, in
// order of number.
func (s *State) Children(parent ProcessID) []ProcessID {
	var children []ProcessID
	for i := range s.Processes {
		p := &s.Processes[i]
		if p.Parent == parent && (p.Status == ProcessAlive || p.Status == ProcessZombie) {
			children = append(children, ProcessID(i))
		}
	}
	return children
}

func (s *State) sorted(order func(a, b ThreadID) int, belongs func(*ThreadState) bool) []ThreadID {
	var found []ThreadID
	for i := 1; i < len(s.Threads); i++ {
		if belongs(&s.Threads[i]) {
			found = append(found, ThreadID(i))
		}
	}
	if order != nil {
		slices.SortFunc(found, order)
	}
	return found
}

func (s *State) cameFirst(a, b ThreadID) int {
	x, y := &s.Threads[a], &s.Threads[b]
	return cmp.Or(cmp.Compare(x.Waited, y.Waited), cmp.Compare(a, b))
}

// Wait is one thread waiting for a lock that another one has.
type Wait struct {
	Thread ThreadID // who waits
	Object ObjectID // for which mutex
	Owner  ThreadID // who has it
}

// WaitCycle returns threads that wait for one another's mutexes in a circle,
// so that none can ever go on: each one's Owner is the next one's Thread, and
// the last one's Owner is the first. It is nil if there is no such circle. Of
// several circles it is the one with the lowest thread number, and it begins
// with that thread. A thread that waits for a mutex it has itself is a circle
// of one. (OSTEP, chapter 32.)
func (s *State) WaitCycle() []Wait {
	var lowest []Wait
	seen := make([]ThreadID, len(s.Threads)) // from which thread it was reached
	for i := 1; i < len(s.Threads); i++ {
		from, at := ThreadID(i), ThreadID(i)
		for at > NoThread && int(at) < len(seen) && seen[at] == NoThread {
			seen[at] = from
			at = s.waitsFor(at).Owner
		}
		if at <= NoThread || int(at) >= len(seen) || seen[at] != from {
			continue // the walk came to an end, or to where an earlier one has been
		}
		if found := s.circle(at); lowest == nil || found[0].Thread < lowest[0].Thread {
			lowest = found
		}
	}
	return lowest
}

// waitsFor returns the wait of a thread for a mutex that somebody has; Owner
// is NoThread if it does not wait so.
func (s *State) waitsFor(id ThreadID) Wait {
	t := s.Thread(id)
	if t.Status != StatusBlocked && t.Status != StatusStopped {
		return Wait{Thread: id}
	}
	return Wait{Thread: id, Object: t.Object, Owner: s.Object(t.Object).Owner}
}

// circle returns the circle of waits that a thread is part of, from its lowest
// number on.
func (s *State) circle(member ThreadID) []Wait {
	lowest := member
	for at := s.waitsFor(member).Owner; at != member; at = s.waitsFor(at).Owner {
		lowest = min(lowest, at)
	}
	waits := []Wait{s.waitsFor(lowest)}
	for last := waits[0]; last.Owner != lowest; {
		last = s.waitsFor(last.Owner)
		waits = append(waits, last)
	}
	return waits
}
