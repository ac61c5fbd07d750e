package trace

import (
	"fmt"
	"strings"
)

// Rule names one thing that must hold in every trace.
type Rule string

// The rules. Those marked (always) hold for every fact; the others hold for
// simulated facts only, because who observes a real computer may miss things:
// an observed or inferred fact is believed, and what it says is taken on.
const (
	// RuleTime (always): time never goes back and is never before the start.
	RuleTime Rule = "time"
	// RuleCause (always): a cause is an earlier fact.
	RuleCause Rule = "cause"
	// RuleCode (always): kind, reason and source are ones that exist.
	RuleCode Rule = "code"
	// RuleField (always): fields that the kind does not use are zero, and
	// strings are in the table.
	RuleField Rule = "field"
	// RuleEnd (always): nothing happens after the end of the run.
	RuleEnd Rule = "end"
	// RuleNumber: threads, processes, objects and cores exist before they are
	// used, and no number is given twice.
	RuleNumber Rule = "number"
	// RuleStatus: a thread goes from new, blocked and stopped to ready, from
	// ready to running and stopped, from running to ready, blocked and
	// stopped, from blocked to stopped, from stopped back to blocked, and from
	// all of them to ended.
	RuleStatus Rule = "status"
	// RuleCore (always): a core has one thread and a thread one core, and who
	// leaves a core is the one who had it.
	// A core that is not there has nobody.
	RuleCore Rule = "core"
	// RuleAct: a thread does something only while it runs, or at the instant
	// it stops running; and what it waited for is given to it at the instant
	// it is woken.
	RuleAct Rule = "act"
	// RuleCPU: CPU time is conserved. The system's work at a switch comes
	// first, at the instant of the dispatch and once, and the thread does
	// nothing of its own before it is over; a turn is not longer than its
	// limit.
	RuleCPU Rule = "cpu-time"
	// RuleAffinity: a thread runs only on cores it may run on.
	RuleAffinity Rule = "affinity"
	// RuleThrottle: a throttled thread does not run.
	RuleThrottle Rule = "throttle"
	// RuleWake: no wake-up is lost. A thread that waits until an instant does
	// not wait longer; when there is what the first in line waits for, somebody
	// is woken at that instant; and so is who waits at a poll set when a channel
	// it tells of can be read.
	RuleWake Rule = "wake-up"
	// RuleLock: a lock has one owner, who gives it back; there are never fewer
	// than no units.
	RuleLock Rule = "lock"
	// RuleChannel: the bytes in a channel are those sent and not yet received,
	// never fewer than none nor more than it holds.
	RuleChannel Rule = "channel"
	// RulePassing: a descriptor comes out of a channel only after it went in.
	RulePassing Rule = "passing"
	// RuleSocket: a socket has one address, and listens only if it is not
	// connected.
	RuleSocket Rule = "socket"
	// RuleDisk: a disk serves what was asked of it, not more at once than it
	// can, and does not rest while a request waits.
	RuleDisk Rule = "disk"
	// RuleProcess: a process ends with its last thread, is reaped once (this
	// part always) and only after its end, and its children have a parent that
	// lives.
	RuleProcess Rule = "process"
	// RuleSignal: a signal takes effect only after it was sent.
	RuleSignal Rule = "signal"
	// RuleMemory: a process has no less address space than memory, and neither
	// is less than nothing.
	RuleMemory Rule = "memory"
	// RuleQueue: an item of a process's queue leaves it only if it is in it,
	// comes into it only if it is not, and is counted.
	RuleQueue Rule = "queue"
	// RuleLoop: the phases of an event loop come in libuv's order.
	RuleLoop Rule = "loop"
	// RuleCallback: the callback that began last returns first, and all have
	// before the loop goes on.
	RuleCallback Rule = "callback"
	// RuleJob: a pool thread finishes the item it began before the next.
	RuleJob Rule = "job"
	// RuleCollection: a collection ends on the thread where it began, before
	// the next begins or JavaScript is called there.
	RuleCollection Rule = "collection"
	// RuleComplete: a run that ended as completed left nothing unfinished.
	RuleComplete Rule = "complete"
)

// Fault is a rule that a trace breaks, and where.
type Fault struct {
	Fact   FactID // at which it shows
	Time   Time
	Rule   Rule
	Detail string
}

func (f Fault) String() string {
	return fmt.Sprintf("fact %d at %s breaks the rule %q: %s", f.Fact, appendInstant(nil, f.Time), f.Rule, f.Detail)
}

// InvalidError is the error of a trace that breaks rules.
type InvalidError struct{ Faults []Fault }

func (e *InvalidError) Error() string {
	lines := []string{"the trace is not valid; please report it, with the trace as text"}
	for _, fault := range e.Faults {
		lines = append(lines, fault.String())
	}
	return strings.Join(lines, "\n  ")
}

// Validate judges a trace: nil if it breaks no rule, else an *InvalidError with
// the first faults. It is the one judge of all traces, simulated, observed and
// read from files, and takes anything without harm.
func (t *Trace) Validate() error {
	const enough = 10
	if faults := t.Faults(enough); len(faults) > 0 {
		return &InvalidError{Faults: faults}
	}
	return nil
}

// Faults returns the faults of a trace in the order they show, at most limit.
func (t *Trace) Faults(limit int) []Fault {
	j := judge{
		trace: t, limit: limit,
		threads: make(map[ThreadID]*judgedThread), processes: make(map[ProcessID]*judgedProcess),
		objects: make(map[ObjectID]*judgedObject), cores: make(map[CoreID]*judgedCore),
		scripts: make(map[ThreadID]*judgedScript), queues: make(map[queueName]*judgedQueue),
	}
	for id := FactID(1); int(id) <= t.count && len(j.faults) < limit; id++ {
		j.judge(id, t.Fact(id))
	}
	return j.faults[:min(limit, len(j.faults))]
}

// judge goes through a trace once and keeps books of its own, simple ones, so
// that it can find what the machine and the state both get wrong.
type judge struct {
	trace  *Trace
	limit  int
	faults []Fault

	id     FactID // the fact being judged
	now    Time
	strict bool // it is simulated, so all rules hold for it
	ended  bool // the run

	threads   map[ThreadID]*judgedThread
	processes map[ProcessID]*judgedProcess
	objects   map[ObjectID]*judgedObject
	cores     map[CoreID]*judgedCore
	scripts   map[ThreadID]*judgedScript
	queues    map[queueName]*judgedQueue

	// The order in which they became known, because maps have none.
	allThreads   []*judgedThread
	allProcesses []*judgedProcess
	allObjects   []*judgedObject

	// What has changed at this instant and is judged when it is over.
	changedThreads   []*judgedThread
	changedProcesses []*judgedProcess
	changedObjects   []*judgedObject
	changedCores     []CoreID
}

func (j *judge) fault(rule Rule, detail string, parts ...any) {
	if !j.strict && !rule.always() {
		return
	}
	j.always(rule, detail, parts...)
}

// always notes a fault of a fact whatever its source.
func (j *judge) always(rule Rule, detail string, parts ...any) {
	j.faults = append(j.faults, Fault{Fact: j.id, Time: j.now, Rule: rule, Detail: fmt.Sprintf(detail, parts...)})
}

func (r Rule) always() bool {
	switch r {
	case RuleTime, RuleCause, RuleCode, RuleField, RuleEnd, RuleCore:
		return true
	}
	return false
}

func (j *judge) judge(id FactID, f Fact) {
	if f.Time > j.now && id > 1 {
		j.instantOver()
	}
	j.id, j.strict = id, f.Source == Simulated
	if f.Time < j.now {
		j.fault(RuleTime, "the time is %s, after %s", appendInstant(nil, f.Time), appendInstant(nil, j.now))
	}
	j.now = max(j.now, f.Time)
	j.form(&f)
	switch f.Kind {
	case KindReady, KindDispatch, KindRenew, KindPreempt, KindBlock, KindStop, KindThreadExit, KindThreadStart,
		KindMigrate, KindSwitchCost, KindThrottle, KindUnthrottle, KindAffinity, KindNice, KindPriority, KindLevel:
		j.judgeThread(&f)
	case KindProcessStart, KindProcessExec, KindProcessExit, KindProcessReap, KindProcessAdopt, KindProcessGroup,
		KindSignal, KindDeliver, KindMemory, KindCopyOnWrite, KindOutOfMemory:
		j.judgeProcess(&f)
	case KindObject, KindAcquire, KindRelease, KindNotify, KindSend, KindReceive, KindOpen, KindClose,
		KindConnect, KindAccept, KindDiskQueue, KindDiskStart, KindDiskDone, KindValue,
		KindBind, KindListen, KindShut, KindReset, KindDrop, KindRead, KindWrite:
		j.judgeObject(&f)
	case KindPass, KindObtain:
		j.passes(&f)
	case KindWatch:
		j.watches(&f)
	case KindPhase, KindEnqueue, KindDequeue, KindCallback, KindCallbackEnd, KindJob, KindJobDone, KindCollect, KindCollectDone, KindDue, KindRace:
		j.judgeNode(&f)
	case KindOutput, KindInput, KindError:
		j.acts(&f)
	case KindCore:
		j.coreChanges(&f)
	case KindEnd:
		j.judgeEnd(&f)
	}
}

// form judges what can be seen of a fact alone.
func (j *judge) form(f *Fact) {
	if j.ended {
		j.fault(RuleEnd, "%s happens after the end", f.Kind)
	}
	if f.Cause < 0 || f.Cause >= j.id {
		j.fault(RuleCause, "fact %d is no earlier fact", f.Cause)
	}
	if f.Kind == KindNone || f.Kind >= kindCount || f.Reason >= reasonCount || int(f.Source) >= len(sourceNames) {
		j.fault(RuleCode, "there is no %s for the reason %s from the source %s", f.Kind, f.Reason, f.Source)
		return
	}
	schema := f.Kind.Schema()
	j.field(schema.Object, "object", int64(f.Object))
	j.field(schema.A, "a", f.A)
	j.field(schema.B, "b", f.B)
	if f.Core < NoCore {
		j.fault(RuleNumber, "there is no core %d", f.Core)
	}
}

func (j *judge) field(field Field, raw string, value int64) {
	switch field.Role {
	case RoleNone:
		if value != 0 {
			j.fault(RuleField, "the kind does not use the field %s, but it is %d", raw, value)
		}
	case RoleString:
		if value != int64(NoString) && !j.trace.knowsString(value) {
			j.fault(RuleField, "%s is string %d, which is not in the table", field.Name, value)
		}
	case RoleNanoseconds:
		if value < 0 {
			j.fault(RuleField, "%s is %d, less than nothing", field.Name, value)
		}
	case RoleCore:
		if value < int64(NoCore) {
			j.fault(RuleNumber, "%s: there is no core %d", field.Name, value)
		}
	case RoleSignal:
		if value < 0 || value > 64 {
			j.fault(RuleNumber, "%s: there is no signal %d", field.Name, value)
		}
	case RoleThread:
		if ThreadID(value) != NoThread && j.threads[ThreadID(value)] == nil {
			j.fault(RuleNumber, "%s: there is no thread %d", field.Name, value)
		}
	}
}

// instantOver judges what must hold when everything of an instant has
// happened. The facts that broke it are the ones up to now.
func (j *judge) instantOver() {
	for _, t := range j.changedThreads {
		t.changed = false
		j.threadAtRest(t)
	}
	for _, p := range j.changedProcesses {
		p.changed = false
		j.processAtRest(p)
	}
	for i := 0; i < len(j.changedObjects); i++ { // more are added
		j.countReadable(j.changedObjects[i])
	}
	for _, o := range j.changedObjects {
		o.changed = false
		j.objectAtRest(o)
	}
	for _, core := range j.changedCores {
		j.coreAtRest(core)
	}
	j.changedCores = j.changedCores[:0]
	j.changedThreads = j.changedThreads[:0]
	j.changedProcesses = j.changedProcesses[:0]
	j.changedObjects = j.changedObjects[:0]
}

// judgeEnd judges the end of a run. An end that a limit brought may come in the
// middle of an instant.
func (j *judge) judgeEnd(f *Fact) {
	switch f.Reason {
	case ReasonCompleted, ReasonUntil, ReasonDeadlock, ReasonAsleep:
		j.instantOver()
		for _, t := range j.allThreads {
			j.notOverdue(t)
		}
	}
	if f.Reason == ReasonCompleted {
		j.complete()
	}
	j.ended = true
}

// complete judges that nothing is left unfinished. Init and what belongs to
// it go on for ever.
func (j *judge) complete() {
	for _, t := range j.allThreads {
		if t.status != StatusEnded && t.process != InitProcess {
			j.fault(RuleComplete, "thread %d is still %s", t.id, t.status)
		}
	}
	for _, p := range j.allProcesses {
		if !p.exited && p.id != InitProcess {
			j.fault(RuleComplete, "process %d has not ended", p.id)
		}
	}
	for _, o := range j.allObjects {
		if o.queued+o.started > 0 {
			j.fault(RuleComplete, "disk %d has requests: %d wait, %d are being served", o.id, o.queued, o.started)
		}
	}
}
