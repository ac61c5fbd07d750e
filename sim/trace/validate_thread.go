package trace

import "strconv"

// judgedThread is what the judge knows of a thread.
type judgedThread struct {
	id      ThreadID
	process ProcessID
	status  Status
	changed bool // at this instant

	core    CoreID // where it runs, or NoCore
	queue   CoreID // whose queue it stands in, or NoCore if that is not known
	runsAt  Time   // when its own work in this turn begins
	sliceAt Time   // when its limit began to count
	limitNs int64  // 0 for none
	leftAt  Time   // when it last left a core, or one ended its wait
	paid    bool   // the system's work in this turn has been told

	allowed   uint64 // the first 63 cores it may run on, if bounded
	bounded   bool
	throttled bool

	until     Time          // when its wait is over, 0 if that is not known
	waitsFor  *judgedObject // what it is blocked on
	waitsWhy  Reason
	waitsSize int64
	got       bool          // it has been given what it waits for
	wokenBy   *judgedObject // what it was woken by and has not looked at yet
	before    *judgedThread // neighbours in the line of waitsFor
	next      *judgedThread
}

// judgedCore is what the judge knows of a core.
type judgedCore struct {
	thread  *judgedThread
	changed bool // it came or went…
	gone    bool // …and is not there
}

// coreChanges takes in that a core came or went.
func (j *judge) coreChanges(f *Fact) {
	if f.Core == NoCore || f.A != 0 && f.A != 1 {
		j.fault(RuleNumber, "%s came or went: %d", coreName(f.Core), f.A)
		return
	}
	c := j.core(f.Core)
	there := f.A == 1
	if c.changed && there != c.gone {
		j.fault(RuleCore, "%s comes or goes twice", coreName(f.Core))
	}
	c.changed, c.gone = true, !there
	j.changedCores = append(j.changedCores, f.Core)
}

// coreAtRest judges a core that went, when its instant is over.
func (j *judge) coreAtRest(id CoreID) {
	if c := j.core(id); c.gone && c.thread != nil {
		j.fault(RuleCore, "%s is not there but thread %d has it", coreName(id), c.thread.id)
	}
}

// thread returns a thread that a fact names. One that is not known yet is a
// fault, and known from then on.
func (j *judge) thread(id ThreadID) *judgedThread {
	t := j.threads[id]
	if t == nil {
		j.fault(RuleNumber, "there is no thread %d", id)
		t = j.newThread(id, NoProcess, StatusNone)
	}
	return t
}

func (j *judge) newThread(id ThreadID, process ProcessID, status Status) *judgedThread {
	t := &judgedThread{id: id, process: process, status: status, core: NoCore, queue: NoCore, leftAt: -1}
	j.threads[id] = t
	j.allThreads = append(j.allThreads, t)
	return t
}

func (j *judge) core(id CoreID) *judgedCore {
	c := j.cores[id]
	if c == nil {
		c = &judgedCore{}
		j.cores[id] = c
	}
	return c
}

func coreName(id CoreID) string {
	if id == NoCore {
		return "no core"
	}
	return "core " + strconv.Itoa(int(id))
}

func (j *judge) judgeThread(f *Fact) {
	if f.Kind == KindThreadStart {
		j.threadStarts(f)
		return
	}
	t := j.thread(f.Thread)
	if !t.changed {
		t.changed = true
		j.changedThreads = append(j.changedThreads, t)
	}
	switch f.Kind {
	case KindReady:
		j.becomes(t, f, StatusReady, StatusNew, StatusBlocked, StatusStopped)
		t.queue = f.Core
	case KindDispatch:
		j.dispatched(t, f)
	case KindRenew:
		j.renewed(t, f)
	case KindPreempt:
		if f.Reason == ReasonYield {
			j.own(t, "yields")
		}
		j.becomes(t, f, StatusReady, StatusRunning)
		t.queue = NoCore
	case KindBlock:
		if t.status == StatusRunning {
			j.own(t, "blocks")
		}
		from := StatusRunning
		if t.process == InitProcess && t.status == StatusNew { // a fixture, which never has a core
			from = StatusNew
		}
		j.becomes(t, f, StatusBlocked, from, StatusStopped)
		j.waits(t, f)
	case KindStop:
		j.becomes(t, f, StatusStopped, StatusNew, StatusReady, StatusRunning, StatusBlocked)
	case KindThreadExit:
		j.threadEnds(t, f)
	case KindMigrate:
		j.migrated(t, f)
	case KindSwitchCost:
		j.pays(t, f)
	case KindThrottle:
		if t.status != StatusReady && t.status != StatusRunning {
			j.fault(RuleThrottle, "thread %d is throttled but it is %s", t.id, t.status)
		}
		t.throttled = true
	case KindUnthrottle:
		if !t.throttled {
			j.fault(RuleThrottle, "thread %d is unthrottled but it was not throttled", t.id)
		}
		t.throttled = false
	case KindAffinity:
		t.allowed, t.bounded = uint64(f.A), f.A != 0
	}
}

func (j *judge) threadStarts(f *Fact) {
	if f.Thread <= NoThread || j.threads[f.Thread] != nil {
		j.fault(RuleNumber, "the number %d is not free for a thread", f.Thread)
		return
	}
	p := j.process(ProcessID(f.Object))
	if p.exited {
		j.fault(RuleProcess, "thread %d starts in process %d, which has ended", f.Thread, p.id)
	}
	p.live++
	j.newThread(f.Thread, p.id, StatusNew)
}

// becomes changes a thread's status, which must be one of from before.
func (j *judge) becomes(t *judgedThread, f *Fact, status Status, from ...Status) {
	legal := t.status == StatusNone
	for _, s := range from {
		legal = legal || t.status == s
	}
	if !legal {
		j.fault(RuleStatus, "thread %d becomes %s (%s) but it is %s", t.id, status, f.Kind, t.status)
	}
	j.leaves(t, f)
	if t.status == StatusBlocked || t.status == StatusStopped && status != StatusBlocked {
		j.waitEnds(t, f)
	}
	if status != StatusReady {
		t.throttled = false
	}
	t.status = status
}

// leaves takes a thread off its core, if a fact tells that.
func (j *judge) leaves(t *judgedThread, f *Fact) {
	told := f.Core
	if f.Kind == KindReady { // there it is the queue
		told = NoCore
	}
	known := t.status != StatusNone
	if !j.strict { // who observes may have missed that it came, or from where it goes
		known = told != NoCore && t.core != NoCore
	}
	if known && told != t.core {
		j.fault(RuleCore, "thread %d leaves %s (%s) but it has %s", t.id, coreName(told), f.Kind, coreName(t.core))
	}
	if t.core == NoCore {
		return
	}
	j.turnEnds(t)
	t.leftAt = j.now
	j.core(t.core).thread = nil
	t.core = NoCore
}

// turnEnds judges how long a thread had its core.
func (j *judge) turnEnds(t *judgedThread) {
	ranNs := int64(j.now - max(t.sliceAt, t.runsAt))
	if t.limitNs > 0 && ranNs > t.limitNs {
		j.fault(RuleCPU, "thread %d ran for %d ns but its turn was limited to %d ns", t.id, ranNs, t.limitNs)
	}
}

func (j *judge) dispatched(t *judgedThread, f *Fact) {
	if t.status != StatusReady && t.status != StatusNone {
		j.fault(RuleStatus, "thread %d becomes running but it is %s", t.id, t.status)
	}
	if f.Core == NoCore {
		j.fault(RuleNumber, "thread %d is dispatched to no core", t.id)
		return
	}
	if t.throttled {
		j.fault(RuleThrottle, "thread %d runs but it is throttled", t.id)
	}
	if t.core != NoCore {
		j.fault(RuleCore, "thread %d is given core %d but it has core %d", t.id, f.Core, t.core)
		j.core(t.core).thread = nil
	}
	c := j.core(f.Core)
	if c.gone {
		j.fault(RuleCore, "core %d is given to thread %d but it is not there", f.Core, t.id)
	}
	if c.thread != nil {
		j.fault(RuleCore, "core %d is given to thread %d but thread %d has it", f.Core, t.id, c.thread.id)
		c.thread.core = NoCore
	}
	c.thread, t.core, t.status, t.throttled = t, f.Core, StatusRunning, false
	t.runsAt, t.sliceAt, t.limitNs, t.paid = j.now, j.now, f.B, false
}

func (j *judge) renewed(t *judgedThread, f *Fact) {
	if t.status != StatusRunning {
		j.fault(RuleStatus, "thread %d goes on but it is %s", t.id, t.status)
	}
	if f.Core != t.core && t.core != NoCore {
		j.fault(RuleCore, "thread %d goes on on %s but it has %s", t.id, coreName(f.Core), coreName(t.core))
	}
	j.turnEnds(t)
	t.sliceAt, t.limitNs = j.now, f.B
}

func (j *judge) migrated(t *judgedThread, f *Fact) {
	if t.status == StatusRunning {
		j.fault(RuleStatus, "thread %d is moved to another queue but it runs", t.id)
	}
	from := CoreID(f.Object)
	if f.Core == NoCore || f.Core == from {
		j.fault(RuleNumber, "thread %d is moved from %s to %s", t.id, coreName(from), coreName(f.Core))
	}
	if t.queue != NoCore && t.queue != from {
		j.fault(RuleStatus, "thread %d is moved from the queue of %s but it stands in that of %s", t.id, coreName(from), coreName(t.queue))
	}
	t.queue = f.Core
}

// pays takes in the system's work at the beginning of a turn.
func (j *judge) pays(t *judgedThread, f *Fact) {
	switch {
	case t.status != StatusRunning || t.core != f.Core:
		j.fault(RuleCPU, "%s works for thread %d, which does not have it", coreName(f.Core), t.id)
	case t.runsAt != j.now || t.paid:
		j.fault(RuleCPU, "the switch to thread %d is paid for after its turn began, or twice", t.id)
	default:
		t.runsAt = later(later(j.now, f.A), f.B)
		t.paid = true
	}
}

// later is an instant some nanoseconds after another, at most Never.
func later(at Time, ns int64) Time {
	if ns > int64(Never-at) {
		return Never
	}
	return at + Time(max(0, ns))
}

// own judges that a running thread does something of its own.
func (j *judge) own(t *judgedThread, what string) {
	if t.status == StatusRunning && j.now < t.runsAt {
		j.fault(RuleCPU, "thread %d %s before its core has finished the switch to it", t.id, what)
	}
}

// acts judges that the thread of a fact, if there is one, does something.
func (j *judge) acts(f *Fact) {
	if f.Thread == NoThread {
		return
	}
	t := j.thread(f.Thread)
	switch {
	case t.status == StatusRunning:
		j.own(t, "acts")
	case t.leftAt == j.now || t.process == InitProcess:
	default:
		j.fault(RuleAct, "thread %d does something (%s) but it is %s", t.id, f.Kind, t.status)
	}
}

func (j *judge) threadEnds(t *judgedThread, f *Fact) {
	if f.Reason == ReasonReturned {
		if t.status != StatusRunning {
			j.fault(RuleAct, "thread %d comes to the end of its program but it is %s", t.id, t.status)
		}
		j.own(t, "comes to its end")
	}
	j.becomes(t, f, StatusEnded, StatusNew, StatusReady, StatusRunning, StatusBlocked, StatusStopped)
	j.looked(t)
	t.leftAt = j.now
	if ProcessID(f.Object) != t.process && t.process != NoProcess {
		j.fault(RuleProcess, "thread %d ends in process %d but belongs to process %d", t.id, f.Object, t.process)
	}
	if p := j.processes[t.process]; p != nil {
		p.live--
		j.processChanges(p)
	}
}

// waits takes in what a thread begins to wait for.
func (j *judge) waits(t *judgedThread, f *Fact) {
	j.looked(t)
	t.until, t.waitsWhy, t.waitsSize, t.got = Time(f.A), f.Reason, f.B, false
	if f.A != 0 && t.until < j.now {
		j.fault(RuleWake, "thread %d waits until %s, which is over", t.id, appendInstant(nil, t.until))
	}
	if f.Object != 0 {
		o := j.object(ObjectID(f.Object))
		if t.waitsFor != nil { // it was stopped in this wait, and goes on with it
			t.waitsFor.line.drop(t)
		}
		o.line.add(t)
		t.waitsFor = o
		j.objectChanges(o)
	}
}

// waitEnds takes in that a thread waits no more.
func (j *judge) waitEnds(t *judgedThread, f *Fact) {
	if t.status == StatusBlocked {
		j.notOverdue(t)
	}
	t.until = 0
	if f.Kind == KindStop {
		return // it goes on waiting underneath, out of line
	}
	t.leftAt = j.now
	o := t.waitsFor
	if o == nil {
		return
	}
	o.line.drop(t)
	t.waitsFor = nil
	j.objectChanges(o)
	if f.Kind != KindReady || t.got {
		return
	}
	switch f.Reason {
	case ReasonSignal, ReasonTimeout, ReasonContinued:
		return // nothing of the object's doing
	}
	t.wokenBy = o
	o.woken++
}

// notOverdue judges that a blocked thread has not been left to wait.
func (j *judge) notOverdue(t *judgedThread) {
	if t.status == StatusBlocked && t.until > 0 && t.until < j.now {
		j.fault(RuleWake, "thread %d was to be woken at %s but is not", t.id, appendInstant(nil, t.until))
	}
}

// looked takes in that a thread which was woken has seen what it was woken for.
func (j *judge) looked(t *judgedThread) {
	if t.wokenBy != nil {
		t.wokenBy.woken--
		j.objectChanges(t.wokenBy)
		t.wokenBy = nil
	}
}

// threadAtRest judges a thread when its instant is over.
func (j *judge) threadAtRest(t *judgedThread) {
	if t.status != StatusRunning {
		return
	}
	if t.throttled {
		j.fault(RuleThrottle, "thread %d is throttled but it still runs", t.id)
	}
	if t.bounded && t.core < 63 && t.allowed&(1<<uint(t.core)) == 0 {
		j.fault(RuleAffinity, "thread %d runs on core %d, where it may not", t.id, t.core)
	}
}
