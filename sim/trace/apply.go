package trace

// apply takes in the next fact. A fact that contradicts the ones before it, or
// names what cannot be, changes as much as makes sense and never panics: what
// is wrong with a trace is for the validator to say.
func (s *State) apply(f *Fact, id FactID) {
	s.turnTo(f.Time, id)
	s.Facts = id
	switch f.Kind {
	case KindReady, KindDispatch, KindPreempt, KindBlock, KindStop, KindThreadStart, KindThreadExit:
		if t := s.thread(f.Thread); t != nil {
			s.applyStatus(t, f, id)
		}
	case KindRenew, KindMigrate, KindSwitchCost, KindNice, KindAffinity, KindPriority, KindLevel, KindThrottle, KindUnthrottle:
		if t := s.thread(f.Thread); t != nil {
			s.applyAttribute(t, f, id)
		}
	case KindProcessStart, KindProcessExec, KindProcessExit, KindProcessReap, KindProcessAdopt, KindProcessGroup,
		KindSignal, KindDeliver, KindMemory, KindCopyOnWrite:
		s.reach(f.Thread)
		if p := s.process(f.Object); p != nil {
			p.apply(f, id)
			s.share(p, f)
			s.renameThread(f)
			if f.Kind == KindProcessExit {
				s.endQueues(ProcessID(f.Object))
			}
		}
	case KindAcquire:
		s.acquire(f)
		fallthrough
	case KindObject, KindValue, KindRelease, KindSend, KindReceive, KindOpen, KindClose,
		KindConnect, KindAccept, KindDiskQueue, KindDiskStart, KindDiskDone,
		KindBind, KindListen, KindShut, KindReset, KindDrop, KindPass, KindObtain, KindWatch, KindRead, KindWrite:
		s.reach(f.Thread)
		if o := s.object(f.Object); o != nil {
			o.apply(f, id)
		}
	case KindRefill:
		if g := s.group(f.Object); g != nil {
			g.QuotaNs, g.RefilledAt, g.Until = f.A, f.Time, 0
		}
	case KindOutput:
		if t := s.thread(f.Thread); t != nil {
			if p := s.process(int32(t.Process)); p != nil {
				p.Output = id
			}
		}
	case KindEnd:
		s.Ended, s.EndText = f.Reason, StringID(f.B)
	case KindPhase, KindEnqueue, KindDequeue, KindCallback, KindCallbackEnd, KindJob, KindJobDone, KindCollect, KindCollectDone, KindDue, KindRace:
		s.reach(f.Thread)
		s.applyNode(f, id)
	case KindCore:
		s.applyCore(f, id)
	case KindNotify, KindError, KindOutOfMemory, KindInput, KindEdit:
		s.reach(f.Thread)
		// These tell why something else happens; they change nothing themselves.
	}
}

// applyCore takes in that a core came or went. One that nothing has been said about
// before, and that the machine was not made with, was away until now.
func (s *State) applyCore(f *Fact, id FactID) {
	known := len(s.Cores)
	c := s.core(f.Core)
	if c == nil {
		return
	}
	for i := known; i < len(s.Cores); i++ {
		s.Cores[i].Gone = 0
	}
	if f.A == 0 {
		c.Gone = min(c.Gone, f.Time)
		return
	}
	if c.Gone != Never {
		c.AwayNs += span(c.Gone, f.Time)
		c.Gone, c.Since, c.OverheadUntil = Never, f.Time, f.Time
	}
	c.Fact = id
}

// turnTo goes on to an instant, whose first fact is id.
func (s *State) turnTo(at Time, id FactID) {
	if s.At != at {
		s.At, s.instant, s.handing, s.reached = at, id, false, 0
	}
}

// applyStatus takes in a fact that changes what a thread is doing.
func (s *State) applyStatus(t *ThreadState, f *Fact, id FactID) {
	before, fresh := t.Status, s.fresh(t, f)
	if t.Core != NoCore {
		if f.Kind == KindBlock || f.Kind == KindThreadExit {
			s.reachCore(t.Core)
		}
		s.leaveCore(t, f, id)
	}
	t.Since, t.Reason, t.Fact = f.Time, f.Reason, id
	switch f.Kind {
	case KindThreadStart:
		s.startThread(t, f)
	case KindReady:
		t.Status, t.Queue = StatusReady, f.Core
		s.queue(t, f, id)
		t.ahead = s.wakesAhead && f.Reason != ReasonNew && t.Class == 0
		s.waitFor(t, NoObject, id)
	case KindPreempt:
		place := t.place
		t.Status = StatusReady
		s.queue(t, f, id)
		s.putBack(t, f, fresh, place)
	case KindDispatch:
		t.Status = StatusRunning
		s.waitFor(t, NoObject, id)
		s.takeCore(t, f, id)
		s.handing = true
	case KindBlock:
		t.Status, t.Until = StatusBlocked, known(f.A)
		s.waitFor(t, ObjectID(f.Object), id)
	case KindStop:
		t.Status = StatusStopped
		if before == StatusBlocked {
			t.Beneath = StatusBlocked
		} else if before != StatusStopped {
			t.Beneath = StatusReady
		}
	case KindThreadExit:
		t.Status, t.End, t.Barred = StatusEnded, f.Time, NoFact
		s.waitFor(t, NoObject, id)
		s.endScript(f.Thread)
		if p := s.process(int32(t.Process)); p != nil && before != StatusEnded && before != StatusNone {
			p.Threads--
		}
	}
	t.forgetUntil()
	t.spent, t.moved, t.changed = false, false, NoFact
	if t.Status != StatusStopped {
		t.Beneath = StatusNone
	}
}

// forgetUntil forgets an instant the thread does not wait for any more.
func (t *ThreadState) forgetUntil() {
	if t.Status != StatusBlocked && t.Status != StatusStopped && t.Barred == NoFact {
		t.Until = 0
	}
}

// known is the instant a fact gives, 0 if it says that there is none.
func known(instant int64) Time {
	if Time(instant) == Never {
		return 0
	}
	return Time(instant)
}

func (s *State) startThread(t *ThreadState, f *Fact) {
	if t.Status != StatusNone { // a number used twice: only its first life counts
		return
	}
	t.Status, t.Arrival = StatusNew, f.Time
	t.Process, t.Nice, t.Name = ProcessID(f.Object), int8(f.A), StringID(f.B)
	if p := s.process(f.Object); p != nil {
		p.Threads++
	}
}

// queue gives a thread a place in a queue.
func (s *State) queue(t *ThreadState, f *Fact, id FactID) {
	t.Key, t.Key2, t.Queued, t.ahead, t.keyUnknown = f.A, f.B, id, false, false
	t.place = s.place(id)
}

// acquire ends a thread's wait for what it is given, perhaps before it is woken
// or while it is stopped.
func (s *State) acquire(f *Fact) {
	if t := s.thread(f.Thread); t != nil && t.Object == ObjectID(f.Object) {
		s.waitFor(t, NoObject, NoFact)
	}
}

// waitFor notes what a thread is blocked on, and the object how many are. A
// wait that goes on beneath a stop is not a new one.
func (s *State) waitFor(t *ThreadState, object ObjectID, id FactID) {
	if t.Object == object {
		return
	}
	t.Waited = id
	if o := s.object(int32(t.Object)); o != nil {
		o.Waiters--
	}
	t.Object = object
	if o := s.object(int32(object)); o != nil {
		o.Waiters++
	}
}

// takeCore gives a core to a thread from the instant of f on.
func (s *State) takeCore(t *ThreadState, f *Fact, id FactID) {
	c := s.core(f.Core)
	if c == nil {
		return
	}
	if c.Thread != NoThread { // nobody took it away from the one before
		s.leaveCore(&s.Threads[c.Thread], f, id)
	}
	t.Core, t.LastCore = f.Core, f.Core
	if t.Queue != NoCore {
		t.Queue = f.Core // a core takes threads from its own queue only
	}
	t.firstTurn = t.FirstRun == Never
	if t.firstTurn {
		t.FirstRun = f.Time
	}
	c.Thread, c.Since, c.OverheadUntil = f.Thread, f.Time, f.Time
	c.Fact = id
	c.slice(f, id)
}

// slice notes the slice that begins with a dispatch or a renewal.
func (c *CoreState) slice(f *Fact, id FactID) {
	c.Decision, c.Rule = id, f.Reason
	c.SliceFrom, c.LimitNs = f.Time, f.B
	c.Number, c.Waiting = f.A, f.Object
}

// leaveCore takes a thread off its core and counts its turn there.
func (s *State) leaveCore(t *ThreadState, f *Fact, id FactID) {
	c := &s.Cores[t.Core]
	t.Core = NoCore
	ranNs := span(c.OverheadUntil, f.Time)
	t.UsedNs += ranNs
	c.BusyNs += ranNs
	c.OverheadNs += span(c.Since, min(c.OverheadUntil, f.Time))
	if t.firstTurn && f.Time < c.OverheadUntil {
		t.FirstRun = Never // it lost the core before its own work could begin
	}
	c.Last, c.Thread = c.Thread, NoThread
	c.Since, c.OverheadUntil, c.Fact = f.Time, f.Time, id
	c.slice(&Fact{}, NoFact)
}

// span is how long it is from one instant to another, 0 if that is before.
func span(from, to Time) int64 { return max(0, int64(to-from)) }

// applyAttribute takes in a fact about a thread that goes on doing what it does.
func (s *State) applyAttribute(t *ThreadState, f *Fact, id FactID) {
	switch f.Kind {
	case KindRenew:
		if t.Core != NoCore {
			s.Cores[t.Core].slice(f, id)
		}
		s.handing = s.handing || f.Reason != ReasonOnlyOne
		t.spent, t.moved, t.changed = false, false, NoFact
	case KindMigrate:
		t.Queue = f.Core
		s.queue(t, f, id)
	case KindSwitchCost:
		s.switchCost(t, f)
	case KindNice, KindAffinity, KindPriority:
		s.rejoin(t, f, id)
	case KindLevel:
		t.Level = int32(f.A)
		t.spent = t.spent || f.Reason == ReasonAllotment
		if t.Status == StatusReady { // it stands behind those that were there before
			t.Key, t.Queued, t.ahead = f.A, id, false
			t.place = s.place(id)
		}
	case KindThrottle:
		t.Barred, t.Group, t.Until = id, GroupID(f.Object), known(f.A)
		if g := s.group(f.Object); g != nil {
			g.Until = known(f.A)
		}
	case KindUnthrottle:
		t.Barred = NoFact
		t.forgetUntil()
	}
}

// switchCost puts the work of switching before the thread's own.
func (s *State) switchCost(t *ThreadState, f *Fact) {
	if t.Core == NoCore || t.Core != f.Core {
		return
	}
	c := &s.Cores[t.Core]
	costNs := max(0, f.A) + max(0, f.B)
	if costNs < 0 || c.Since > Never-Time(costNs) {
		return // no such length of time
	}
	c.OverheadUntil = c.Since + Time(costNs)
	c.SliceFrom = c.OverheadUntil
	if t.firstTurn {
		t.FirstRun = c.OverheadUntil
	}
}

// renameThread gives the thread that called exec the name of its new program, as the
// kernel does. (begin_new_exec in fs/exec.c)
func (s *State) renameThread(f *Fact) {
	if f.Kind != KindProcessExec {
		return
	}
	if t := s.thread(f.Thread); t != nil && t.Process == ProcessID(f.Object) {
		t.Name = StringID(f.B)
	}
}

// share notes that at a fork every page of the child is its parent's too.
func (s *State) share(child *ProcessState, f *Fact) {
	if f.Kind != KindMemory || f.Reason != ReasonFork {
		return
	}
	child.Shared = child.Resident
	if id := child.Parent; id > NoProcess && int(id) < len(s.Processes) {
		s.Processes[id].Shared = s.Processes[id].Resident
	}
}

func (p *ProcessState) apply(f *Fact, id FactID) {
	switch f.Kind {
	case KindProcessStart:
		p.Status, p.Start, p.Fact = ProcessAlive, f.Time, id
		p.Parent, p.Name = ProcessID(f.A), StringID(f.B)
	case KindProcessExec:
		p.Name = StringID(f.B)
		p.Resident, p.Mapped, p.Shared = 0, 0, 0
	case KindProcessExit:
		p.Status, p.End, p.Fact = ProcessZombie, f.Time, id
		p.Code, p.Signal = int32(f.A), int32(f.B)
		p.Resident, p.Mapped, p.Shared, p.Pending = 0, 0, 0, 0
	case KindProcessReap:
		p.Status, p.Fact = ProcessReaped, id
	case KindProcessAdopt:
		p.Parent = ProcessID(f.A)
	case KindProcessGroup:
		p.Group, p.Session = int32(f.A), int32(f.B)
	case KindSignal:
		if f.A >= 0 && f.A < 64 && p.Status == ProcessAlive {
			p.Pending |= 1 << f.A
		}
	case KindDeliver:
		if f.A >= 0 && f.A < 64 {
			p.Pending &^= 1 << f.A
		}
	case KindMemory:
		p.Resident, p.Mapped = f.A, f.B
		p.Shared = min(p.Shared, p.Resident)
	case KindCopyOnWrite:
		p.Shared = f.B
	}
}

func (o *ObjectState) apply(f *Fact, id FactID) {
	switch f.Kind {
	case KindObject:
		o.Sort, o.Capacity, o.Name = f.Reason, f.A, StringID(f.B)
	case KindAcquire:
		o.Free = f.A
		if o.Sort == ReasonMutex {
			o.Owner, o.OwnerFact = f.Thread, id
		}
	case KindRelease:
		o.Free = f.A
		if o.Owner == f.Thread {
			o.Owner, o.OwnerFact = NoThread, NoFact
		}
	case KindSend:
		o.Held = f.B
		o.Sent += f.A
	case KindReceive:
		o.Held = f.B
		o.Received += f.A
	case KindDrop:
		if f.Reason != ReasonNobody { // else it never came in
			o.Held = f.B
		}
		o.Lost += f.A
	case KindWrite:
		o.Sent += f.A
	case KindRead:
		o.Received += f.A
	case KindBind:
		o.Address = StringID(f.B)
		if o.Name == NoString {
			o.Name = o.Address
		}
	case KindListen:
		if f.A == 0 {
			o.Pending = 0
		} else {
			o.Sort, o.Capacity = ReasonListener, f.A
		}
	case KindShut:
		o.Shut |= uint8(f.A) & (ShutReading | ShutWriting)
	case KindReset:
		o.Shut |= ShutReset
	case KindValue:
		o.Value = f.A
	case KindOpen:
		o.Open++
	case KindClose:
		o.Open--
	case KindConnect, KindAccept, KindDiskQueue:
		o.Pending = int32(f.B)
	case KindDiskStart:
		o.Pending = int32(f.B)
		o.Serving++
	case KindDiskDone:
		o.Pending = int32(f.B)
		o.Serving--
	}
}
