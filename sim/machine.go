package sim

import (
	"slices"
	"strconv"

	"timeslice/scheduler"
	"timeslice/sim/trace"
)

// Limits end a run that would not end by itself. Zero fields mean the default.
type Limits struct {
	Until       trace.Time // run to this instant, Never for no limit
	Facts       int
	Threads     int
	Processes   int
	Refusals    int   // of new processes, because of [Config.ProcessLimit]
	Isolates    int   // programs with a world of their own at once: see [Machine.Isolate]
	DeedsAtOnce int   // operations at one instant
	Steps       int   // instants, operations, and looks where many are looked through, in all
	Effort      int64 // what programs have said to [Machine.Exert] that they do, in all
	// ChannelBytes is how much all channels together may hold of what is not a
	// mere number of bytes.
	ChannelBytes int64
}

// lastInstant is where virtual time ends, 146 years after the start: late
// enough, and so early that no operation's length added to it overflows.
const lastInstant trace.Time = 1 << 62

// looksAStep is how many looks are as much work as one step. They count because
// steps alone do not tell how long a run takes, where a step looks at thousands.
const looksAStep = 2

// Config is everything that is fixed about a machine.
type Config struct {
	Scheduler scheduler.Config
	Costs     Costs
	Limits    Limits
	// MemoryBytes is the machine's RAM, 0 for no limit. Processes that need
	// more are killed, the largest first.
	MemoryBytes int64
	// ProcessLimit is how many processes there may be at once, those included that
	// have ended and nobody has waited for; 0 for no limit. One more is refused with
	// EAGAIN. (pids.max of a control group, which counts threads too:
	// Documentation/admin-guide/cgroup-v2.rst)
	ProcessLimit int
	// Input gives what is typed at the terminal, when it is first read; nil for
	// nothing.
	Input      func() []byte
	Properties []trace.Property // more lines for the trace's description
	Edits      []Edit           // what is changed from outside while the machine runs
}

// Machine is a computer that can be run.
type Machine struct {
	config        Config
	costs         Costs
	limits        Limits
	now           trace.Time
	agenda        agenda
	due           dueCores
	cores         []core
	freed         []trace.FactID // by core: the fact that made it vacant
	losers        []trace.CoreID // whose threads were put back at this instant
	threads       []*Thread      // by TID
	processes     []*Process     // by PID
	arrivals      []*ProcessSpec
	edits         []Edit // in order of time
	losesMessages bool   // one of them may lose a message of a stream
	scheduler     *scheduler.Scheduler
	recorder      *trace.Recorder
	init          *Process
	names         nameIndex
	ram           ram
	device        trace.ObjectID // the device of Transfer
	objects       []object       // by ObjectID
	network       network
	terminal      [3]*openFile // by number of the standard stream
	held          int64        // what channels hold of the memory of who simulates
	live          int          // threads that have not ended, without init's
	population    int          // processes that live or are zombies, without init
	toArrive      int          // planned processes that have not started
	deeds         int          // operations at this instant
	steps         int          // instants and operations so far
	effort        int64        // of programs, beside their operations
	hostBytes     int64        // of the memory of the computer that simulates, by programs
	isolates      int          // see Isolate
	refusals      int          // of new processes
	looks         int          // at waiters, where many are looked through
	end           trace.Reason
	ended         bool // the end is recorded
}

// ProcessSpec says what a process is when it starts. What is left empty is
// inherited from the parent.
type ProcessSpec struct {
	Name        string
	At          trace.Time // when it starts; only for Machine.Start
	Threads     []ThreadSpec
	User        string
	Environment []string // "NAME=value"
	Directory   string
	Subreaper   bool
	Arguments   []string // what ps shows as the command line
	// MemoryBytes is what the program needs at once: so much is mapped and
	// touched when it starts.
	MemoryBytes int64
	MemoryGroup *MemoryGroup
	Descriptors []DescriptorSpec
}

// ThreadSpec says what a thread is when it starts.
type ThreadSpec struct {
	Name    string
	Program Program
	Task    scheduler.Task // its attributes; the scheduler's own part is empty
}

// New returns a machine on which nothing runs yet.
func New(config Config) (*Machine, error) {
	m := &Machine{config: config, costs: config.Costs, limits: config.Limits}
	m.limits.fill()
	m.costs.fill()
	var err error
	if m.scheduler, err = scheduler.New(config.Scheduler, (*watcher)(m)); err != nil {
		return nil, err
	}
	cores := config.Scheduler.Cores
	m.due = newDueCores(cores)
	m.cores = make([]core, cores)
	m.freed = make([]trace.FactID, cores)
	m.recorder = trace.NewRecorder(append(slices.Clone(config.Properties), machineProperties(&config.Scheduler)...)...)
	m.names = nameIndex{}
	m.network.make()
	m.ram.limit = config.MemoryBytes / PageBytes
	m.makeInit()
	m.planEdits()
	return m, nil
}

// machineProperties say in the trace what machine it was: so that idle cores are known,
// and by which rule equals are ordered.
func machineProperties(c *scheduler.Config) []trace.Property {
	queues := "central"
	if c.Layout == scheduler.PerCore {
		queues = "per-core"
	}
	properties := []trace.Property{
		{Name: "cores", Value: strconv.Itoa(c.Cores)},
		{Name: "policy", Value: c.Policy},
		{Name: "queues", Value: queues},
		{Name: "quantum", Value: strconv.FormatInt(c.QuantumNs, 10)},
		{Name: "hz", Value: strconv.FormatInt(c.HZ, 10)},
		{Name: "seed", Value: strconv.FormatUint(c.Seed, 10)},
	}
	if c.Policy == "mlfq" && c.FrontAfterIO {
		properties = append(properties, trace.Property{Name: "front-after-io", Value: "true"})
	}
	return properties
}

func (l *Limits) fill() {
	if l.Until == 0 {
		l.Until = trace.Never
	}
	if l.Facts == 0 {
		l.Facts = 5_000_000
	}
	if l.Threads == 0 {
		l.Threads = 200_000
	}
	if l.Processes == 0 {
		l.Processes = 200_000
	}
	if l.Refusals == 0 {
		l.Refusals = 100
	}
	if l.Isolates == 0 {
		l.Isolates = 500
	}
	if l.DeedsAtOnce == 0 {
		l.DeedsAtOnce = 1_000_000
	}
	if l.Effort == 0 {
		l.Effort = 200_000_000
	}
	if l.Steps == 0 {
		l.Steps = 50_000_000
	}
	if l.ChannelBytes == 0 {
		l.ChannelBytes = 256 << 20
	}
}

// Start plans a process.
func (m *Machine) Start(spec *ProcessSpec) {
	m.arrivals = append(m.arrivals, spec)
	m.toArrive++
	m.agenda.plan(spec.At, rankArrival, errandArrival, int32(len(m.arrivals)-1), 0)
}

// Run runs the machine until nothing more can happen, or a limit is reached,
// and returns the trace.
func (m *Machine) Run() *trace.Trace {
	m.RunUntil(trace.Never)
	return m.Trace()
}

// RunUntil runs the machine on to an instant, with everything that is due at
// it, and reports whether the run can go on from there. A run in steps gives
// the same trace as a run in one go.
func (m *Machine) RunUntil(until trace.Time) bool {
	for m.end == trace.ReasonNone {
		at := m.next()
		switch {
		case at == trace.Never, m.live == 0 && m.toArrive == 0:
			m.now = m.recorder.Trace().End()
			m.finish(m.whyNothingMore())
		case at > lastInstant && m.limits.Until > lastInstant:
			m.finish(trace.ReasonTimeLimit)
		case at > m.limits.Until && m.forgetIdlePlans():
			// What was planned first concerned nobody any more: look again.
		case at > m.limits.Until:
			m.now = m.limits.Until
			m.finish(trace.ReasonUntil)
		case at > until:
			m.now = until
			return true
		default:
			m.instant(at)
		}
	}
	m.recordEnd()
	return false
}

// Trace returns what has been recorded so far.
func (m *Machine) Trace() *trace.Trace { return m.recorder.Trace() }

// Facts is how many facts have been recorded so far.
func (m *Machine) Facts() int { return m.recorder.Len() }

// instant goes on to an instant: everything that is due is applied, then cores
// are handed out.
func (m *Machine) instant(at trace.Time) {
	m.now, m.deeds = at, 0
	m.applyDue()
	m.handOut()
	m.steps += 1 + m.deeds
	if m.steps+(m.looks+m.scheduler.Looks())/looksAStep > m.limits.Steps {
		m.finish(trace.ReasonStepLimit)
	}
	if m.effort > m.limits.Effort {
		m.finish(trace.ReasonEffortLimit)
	}
	if m.recorder.Len() > m.limits.Facts {
		m.finish(trace.ReasonFactLimit)
	}
}

// Exert says that a program has done so much that is work for who simulates
// and no operation of the machine, such as statements of a script.
func (m *Machine) Exert(amount int64) { m.effort += amount }

// Hold says that a program takes so much more memory of the computer that
// simulates, or less, and returns what all programs take.
func (m *Machine) Hold(bytes int64) int64 {
	m.hostBytes += bytes
	return m.hostBytes
}

// isolateEffort is how much work for who simulates it is to make an isolate: as
// much as so many statements.
const isolateEffort = 50_000

// Isolate lets a program have a world of its own beside the machine, such as
// that of JavaScript, which takes memory and time of the computer that
// simulates. It reports whether the machine's limits allow one more; if not, the
// run ends. Who has one gives it back by [Machine.IsolateEnded].
func (m *Machine) Isolate() bool {
	if m.isolates >= m.limits.Isolates {
		m.finish(trace.ReasonIsolateLimit)
		return false
	}
	m.isolates++
	m.Exert(isolateEffort)
	return true
}

// IsolateEnded says that a program has given up its world.
func (m *Machine) IsolateEnded() { m.isolates-- }

// Isolates is how many there are.
func (m *Machine) Isolates() int { return m.isolates }

// Next is the instant at which something is due next, Never if nothing is: where
// a run that goes on in steps can go on without missing anything.
func (m *Machine) Next() trace.Time { return m.next() }

// next is the instant at which something is due next.
func (m *Machine) next() trace.Time {
	_, at := m.due.next()
	return min(at, m.agenda.next(), m.scheduler.NextPeriod())
}

// applyDue applies everything that is due at this instant, in the order of
// agenda.go.
func (m *Machine) applyDue() {
	m.applyPlanned()
	for {
		core, at := m.due.next()
		if at != m.now || m.end != trace.ReasonNone {
			return
		}
		m.coreDue(core)
	}
}

func (m *Machine) carryOut(e entry) {
	switch e.errand {
	case errandWake:
		if t := m.threads[e.subject]; t.waits() && t.ticket == e.ticket && !m.timeOut(t) {
			m.wake(t, t.why, t.lastFact)
		}
	case errandDisk:
		m.served(m.objects[e.subject].(*disk), m.threads[e.ticket])
	case errandArrive:
		switch o := m.objects[e.subject].(type) {
		case *socket:
			o.arrive(m)
		case *datagramSocket:
			o.arrive(m)
		}
	case errandKnock:
		if s, open := m.objects[e.subject].(*socket); open {
			s.knockAgain(m, int(e.ticket))
		}
	case errandArrival:
		m.arrive(m.arrivals[e.subject])
	case errandEdit:
		m.edit(&m.edits[e.subject])
	}
}

// dispatch gives a core to a ready thread.
func (m *Machine) dispatch(t *Thread, choice *scheduler.Choice) {
	id := choice.Core
	c := &m.cores[id]
	if c.losing != trace.ReasonNone {
		if c.thread == t {
			m.renew(t, choice)
			return
		}
		by, cause := trace.NoThread, trace.NoFact
		if c.losing == trace.ReasonBetterArrived {
			by, cause = t.ID, t.lastFact
		}
		m.lost(id, by, cause)
	}
	if t.core != trace.NoCore { // put back by its core at this instant, and taken by this one
		m.lost(t.core, trace.NoThread, trace.NoFact)
	}
	t.state, t.core = stateRunning, id
	m.note(t, trace.Fact{
		Kind: trace.KindDispatch, Reason: choice.Rule.Reason, Core: id, Object: int32(choice.Waiting),
		A: choice.Rule.Number, B: choice.LimitNs, Cause: max(t.lastFact, m.freed[id]),
	})
	start := m.now + trace.Time(m.switchCost(t, id))
	c.thread, c.settledAt = t, start
	m.scheduler.Begin(id, start)
	if start == m.now && t.needNs <= 0 && !m.proceed(t) {
		return
	}
	m.arm(id)
}

// renew lets a thread go on that was put back and chosen again at once.
func (m *Machine) renew(t *Thread, choice *scheduler.Choice) {
	c := &m.cores[choice.Core]
	t.state = stateRunning
	if c.losing != trace.ReasonBetterArrived {
		m.note(t, trace.Fact{
			Kind: trace.KindRenew, Reason: choice.Rule.Reason, Core: choice.Core, Object: int32(choice.Waiting),
			A: choice.Rule.Number, B: choice.LimitNs, Cause: t.lastFact,
		})
	}
	c.losing = trace.ReasonNone
	start := max(m.now, c.settledAt) // the switch to it may not be over yet
	m.scheduler.Begin(choice.Core, start)
	if start == m.now && t.needNs <= 0 && !m.proceed(t) {
		return
	}
	m.arm(choice.Core)
}

// switchCost records and returns what it costs a core to begin with a thread.
func (m *Machine) switchCost(t *Thread, id trace.CoreID) int64 {
	var switchNs, migrationNs int64
	if last := m.cores[id].last; last != nil && last != t {
		switchNs = m.costs.SwitchNs
	}
	if t.task.LastCore != trace.NoCore && t.task.LastCore != id {
		migrationNs = m.costs.MigrationNs
		t.coldNs = m.costs.CacheColdNs
	}
	if switchNs+migrationNs > 0 {
		m.recorder.Add(trace.Fact{
			Time: m.now, Kind: trace.KindSwitchCost, Thread: t.ID, Core: id,
			A: switchNs, B: migrationNs, Cause: t.lastFact,
		})
	}
	return switchNs + migrationNs
}

// finish ends the run after this instant. The first reason counts.
func (m *Machine) finish(why trace.Reason) {
	if m.end == trace.ReasonNone {
		m.end = why
	}
}

// recordEnd records the end of the run, once: it is the last fact.
func (m *Machine) recordEnd() {
	if !m.ended {
		m.ended = true
		m.tell(trace.Fact{Kind: trace.KindEnd, Reason: m.end, B: int64(m.recorder.Intern(m.endDetail()))})
	}
}

// forgetIdlePlans drops the plans at the head of the agenda that are for waits
// which have ended already, and reports whether there were any.
func (m *Machine) forgetIdlePlans() bool {
	dropped := false
	for len(m.agenda.entries) > 0 {
		e := &m.agenda.entries[0]
		if e.errand != errandWake || m.threads[e.subject].ticket == e.ticket {
			break
		}
		m.agenda.take()
		dropped = true
	}
	return dropped
}
