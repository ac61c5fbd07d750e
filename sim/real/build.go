//go:build !js

package real

import (
	"cmp"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"timeslice/sim/trace"
)

// Trace is a history as a trace: facts in order of time, numbered as the
// simulated computer numbers its processes and threads, so that the two can
// stand side by side. Time 0 is when the program's first thread began.
func (h *History) Trace(title string, version string) *trace.Trace {
	b := &builder{
		history: h, threads: map[int]*builtThread{}, processes: map[int]*builtProcess{},
		logs: map[int][]*builtLog{}, channels: map[int]*builtChannel{}, recorder: trace.NewRecorder(h.properties(title, version)...),
	}
	b.collect()
	b.cutWork()
	slices.SortStableFunc(b.happenings, func(x, y happening) int {
		return cmp.Or(cmp.Compare(x.at, y.at), cmp.Compare(x.rank, y.rank))
	})
	b.fixture()
	for i := range b.happenings {
		b.now = max(b.now, trace.Time(max(0, b.happenings[i].at-b.start)))
		b.happenings[i].tell()
	}
	b.finish()
	return b.recorder.Trace()
}

// properties say what computer it was, and how it was looked at.
func (h *History) properties(title, version string) []trace.Property {
	p := []trace.Property{
		{Name: "scenario", Value: title}, {Name: "real", Value: string(h.Started.Tier)},
		{Name: "system", Value: runtime.GOOS + "/" + runtime.GOARCH}, {Name: "cores", Value: strconv.Itoa(max(1, h.Started.Cores))},
	}
	if h.Machine != "" {
		p = append(p, trace.Property{Name: "machine", Value: h.Machine})
	}
	if version != "" {
		p = append(p, trace.Property{Name: "node", Value: version})
	}
	if wall := h.Ended.Ns - h.Started.Ns; h.Ended.RecorderNs > 0 && wall > 0 { // what watching cost, of one core
		tenths := h.Ended.RecorderNs * 1000 / wall
		p = append(p, trace.Property{Name: "recorder", Value: strconv.FormatInt(tenths/10, 10) + "." + strconv.FormatInt(tenths%10, 10) + "%"})
	}
	if foreign := h.ForeignNs(); foreign != trace.None {
		p = append(p, trace.Property{Name: "foreign", Value: strconv.FormatInt(foreign, 10)})
	}
	if h.Lost > 0 {
		p = append(p, trace.Property{Name: "lost", Value: strconv.FormatInt(h.Lost, 10)})
	}
	for _, t := range h.Troubles {
		p = append(p, trace.Property{Name: "stopped", Value: strings.TrimSpace(string(t.Limit) + " " + t.Detail)})
	}
	return p
}

// happening is something that will be told when its time comes. At one instant,
// who begins comes first and who ends comes last.
type happening struct {
	at   int64
	rank int8
	tell func()
}

const (
	rankBegin int8 = iota
	rankLeave
	rankCome
	rankDo
	rankEnd
)

// builder turns a history into facts.
type builder struct {
	history    *History
	recorder   *trace.Recorder
	happenings []happening

	start int64 // the instant that is time 0
	now   trace.Time
	last  int32 // the last number given to a thread

	threads   map[int]*builtThread // by the system's number, the last that had it
	processes map[int]*builtProcess
	order     []*builtProcess
	cores     []*builtThread // who has it
	all       []*builtThread // in the order of their numbers
	logs      map[int][]*builtLog
	allLogs   []*builtLog
	root      *builtProcess
	names     map[int]string        // of threads, from Node's own words
	libuv     map[int]bool          // which threads are the pool's
	work      *builtWork            // of a workload; nil for a script
	channels  map[int]*builtChannel // between Node processes, by the child's number in the system
	objects   int32                 // that have a number
}

// builtThread is a thread so far.
type builtThread struct {
	number  trace.ThreadID
	system  int
	process *builtProcess
	status  trace.Status
	core    int // where it runs, if it does
	fact    trace.FactID
	name    string
	job     *builtItem
	doing   doing // of a workload's thread
}

// builtProcess is a process so far.
type builtProcess struct {
	number   trace.ProcessID
	system   int
	parent   *builtProcess
	live     int
	fact     trace.FactID
	ended    bool
	code     int
	signal   int
	signaled int // the last signal that was sent to it, by its own record
	reaped   bool
	resident int64
	children int // threads it has started
	waiting  map[trace.Reason]int
	script   bool // it runs Node
	turn     int64
	phase    trace.Reason // of its loop
	pool     int          // threads of its pool
	callback int          // callbacks that have not returned, of its main thread
	called   trace.FactID // the last that its loop was woken by, or will be
}

func (b *builder) at(ns int64, rank int8, tell func()) {
	b.happenings = append(b.happenings, happening{ns, rank, tell})
}

// add records a fact.
func (b *builder) add(f trace.Fact) trace.FactID {
	f.Time = b.now
	return b.recorder.Add(f)
}

func (b *builder) text(s string) int64 { return int64(b.recorder.Intern(s)) }

// fixture is what every computer has: init, here the supervisor, which started
// the program and adopts orphans.
func (b *builder) fixture() {
	first := b.add(trace.Fact{Kind: trace.KindProcessStart, Object: int32(trace.InitProcess), B: b.text("init"), Reason: trace.ReasonBoot, Core: trace.NoCore, Source: trace.Inferred})
	second := b.add(trace.Fact{Kind: trace.KindThreadStart, Thread: 1, Object: int32(trace.InitProcess), B: b.text("init"), Core: trace.NoCore, Cause: first, Source: trace.Inferred})
	b.add(trace.Fact{Kind: trace.KindBlock, Thread: 1, Core: trace.NoCore, Reason: trace.ReasonChild, Cause: second, Source: trace.Inferred})
	b.last = 1
}

// collect makes a happening of everything that was seen.
func (b *builder) collect() {
	h := b.history
	b.start = h.Started.Ns
	if h.Started.Tier == Exact {
		for i := range h.Named { // the records begin when the program is there
			if n := &h.Named[i]; n.Exec && n.Process == h.Started.Process {
				b.start = n.Ns
				break
			}
		}
	}
	if len(h.Work) > 0 {
		b.collectWork()
		return
	}
	b.alignClocks()
	b.recognise()
	b.at(b.start, rankBegin, func() { b.begin() })
	switches := h.Switches
	if h.Started.Tier != Exact {
		switches = b.switchesByMarks()
	}
	for i := range switches {
		b.collectSwitch(&switches[i])
	}
	for i := range h.Named {
		n := &h.Named[i]
		b.at(n.Ns, rankCome, func() { b.named(n) })
	}
	for i := range h.Outputs {
		b.collectOutput(&h.Outputs[i])
	}
	for i := range h.Samples {
		s := &h.Samples[i]
		b.at(s.Ns, rankDo, func() { b.sample(s) })
	}
	b.collectNode()
}

// alignClocks brings what processes told of themselves onto the supervisor's
// clock. On Linux they are one; elsewhere the time of day joins them.
func (b *builder) alignClocks() {
	if runtime.GOOS == "linux" {
		return
	}
	shift := map[int]int64{}
	for i := range b.history.Logs {
		l := &b.history.Logs[i]
		own := b.history.Started.Ns + (l.Wall-b.history.Started.Wall)*1000
		shift[l.Process] = own - l.Ns
		l.Ns += shift[l.Process]
		for k := range l.Events {
			l.Events[k].Ns += shift[l.Process]
		}
	}
	for i := range b.history.Marks {
		b.history.Marks[i].Ns += shift[b.history.Marks[i].Process]
	}
}

// begin starts the program's first process.
func (b *builder) begin() {
	name := "node"
	if len(b.history.Command) > 0 {
		name = b.history.Command[0]
		name = strings.TrimSuffix(name[strings.LastIndexAny(name, `/\`)+1:], ".exe")
	}
	b.root = b.startProcess(b.history.Started.Process, nil, nil, name)
	t := b.startThread(b.history.Started.Process, b.root, nil)
	b.ready(t, trace.ReasonNew)
}

func (b *builder) startProcess(system int, parent *builtProcess, by *builtThread, name string) *builtProcess {
	p := &builtProcess{number: trace.ProcessID(b.last + 1), system: system, parent: parent, waiting: map[trace.Reason]int{}}
	f := trace.Fact{Kind: trace.KindProcessStart, Object: int32(p.number), A: int64(trace.InitProcess), B: b.text(name), Core: trace.NoCore, Reason: trace.ReasonBoot, Source: trace.Observed}
	if parent != nil {
		f.A, f.Reason = int64(parent.number), trace.ReasonSpawn
	}
	if by != nil {
		f.Thread, f.Cause = by.number, by.fact
	}
	p.fact = b.add(f)
	b.processes[system] = p
	b.order = append(b.order, p)
	return p
}

func (b *builder) startThread(system int, p *builtProcess, by *builtThread) *builtThread {
	b.last++
	t := &builtThread{number: trace.ThreadID(b.last), system: system, process: p, status: trace.StatusNew, core: -1}
	p.live++
	t.name = b.nameOf(t)
	p.children++
	f := trace.Fact{Kind: trace.KindThreadStart, Thread: t.number, Object: int32(p.number), B: b.text(t.name), Core: trace.NoCore, Cause: p.fact, Source: trace.Observed}
	if by != nil {
		f.Cause = by.fact
	}
	t.fact = b.add(f)
	b.threads[system] = t
	b.all = append(b.all, t)
	return t
}

// ready puts a thread into the row of those that could run.
func (b *builder) ready(t *builtThread, why trace.Reason) {
	source := trace.Inferred // when it was woken is not recorded: just before it ran
	if why == trace.ReasonNew {
		source = trace.Observed
	}
	t.status = trace.StatusReady
	t.fact = b.add(trace.Fact{Kind: trace.KindReady, Thread: t.number, Core: trace.NoCore, Reason: why, Object: t.doing.object, Cause: b.wakerOf(t, why), Source: source})
}

// wakeReason is what ended a wait, as far as the part a thread plays tells.
func (t *builtThread) wakeReason() trace.Reason {
	switch {
	case t.status == trace.StatusNew:
		return trace.ReasonNew
	case t.doing.why != trace.ReasonNone:
		return t.doing.why
	case !t.process.script:
		return trace.ReasonNone
	case t.isMain():
		return trace.ReasonPoll
	}
	return trace.ReasonWork
}

func (t *builtThread) isMain() bool { return t.system == t.process.system }

// dispatch gives a thread a core. What contradicts that was not recorded, and is
// concluded.
func (b *builder) dispatch(t *builtThread, core int, source trace.Source) {
	switch t.status {
	case trace.StatusRunning:
		if t.core == core {
			return
		}
		b.leave(t, trace.KindPreempt, trace.Inferred)
	case trace.StatusEnded:
		return
	}
	if core < 0 {
		core = b.freeCore()
	}
	for len(b.cores) <= core {
		b.cores = append(b.cores, nil)
	}
	if other := b.cores[core]; other != nil {
		b.leave(other, trace.KindPreempt, trace.Inferred)
	}
	if t.status != trace.StatusReady {
		b.ready(t, t.wakeReason())
	}
	t.status, t.core = trace.StatusRunning, core
	b.cores[core] = t
	t.fact = b.add(trace.Fact{Kind: trace.KindDispatch, Thread: t.number, Core: trace.CoreID(core), Cause: t.fact, Source: source})
}

// freeCore is a core for a thread of which only that it ran is known.
func (b *builder) freeCore() int {
	for core, t := range b.cores {
		if t == nil {
			return core
		}
	}
	return len(b.cores)
}

// leave takes a running thread's core: it is preempted, or waits.
func (b *builder) leave(t *builtThread, kind trace.Kind, source trace.Source) {
	if t.status != trace.StatusRunning {
		return
	}
	f := trace.Fact{Kind: kind, Thread: t.number, Core: trace.CoreID(t.core), Cause: t.fact, Source: source}
	t.status = trace.StatusReady
	if kind == trace.KindBlock {
		t.status = trace.StatusBlocked
		f.Reason, f.Object = t.wakeReason(), t.doing.object
		if t.isMain() && t.process.script {
			b.polls(t)
		}
	}
	b.cores[t.core] = nil
	t.core = -1
	t.fact = b.add(f)
}

func (b *builder) exit(t *builtThread, source trace.Source) {
	if t.status == trace.StatusEnded {
		return
	}
	if t.job != nil {
		b.jobDone(t)
	}
	core := trace.NoCore
	if t.status == trace.StatusRunning {
		core = trace.CoreID(t.core)
		b.cores[t.core] = nil
	}
	t.status, t.core = trace.StatusEnded, -1
	t.fact = b.add(trace.Fact{Kind: trace.KindThreadExit, Thread: t.number, Object: int32(t.process.number), Core: core, Reason: trace.ReasonExit, Cause: t.fact, Source: source})
	p := t.process
	if p.live--; p.live == 0 {
		b.exitProcess(p, t.fact, source)
	}
}

func (b *builder) exitProcess(p *builtProcess, cause trace.FactID, source trace.Source) {
	p.ended = true
	if p == b.root {
		p.code, p.signal = b.history.Ended.Code, b.history.Ended.Signal
	}
	for _, child := range b.order {
		if child.parent == p && !child.ended {
			b.add(trace.Fact{Kind: trace.KindProcessAdopt, Object: int32(child.number), A: int64(trace.InitProcess), Core: trace.NoCore, Cause: cause, Source: trace.Inferred})
			child.parent = nil
		}
	}
	if p.signal != 0 && p.signaled != p.signal {
		cause = b.add(trace.Fact{Kind: trace.KindSignal, Object: int32(p.number), A: int64(p.signal), Core: trace.NoCore, Cause: cause, Source: source})
	}
	if p.signal != 0 {
		cause = b.add(trace.Fact{Kind: trace.KindDeliver, Object: int32(p.number), A: int64(p.signal), Reason: trace.ReasonTerminate, Core: trace.NoCore, Cause: cause, Source: source})
	}
	p.fact = b.add(trace.Fact{Kind: trace.KindProcessExit, Object: int32(p.number), A: int64(p.code & 255), B: int64(p.signal), Core: trace.NoCore, Cause: cause, Source: source})
	if b.work != nil { // who waits for it writes that down
		return
	}
	b.add(trace.Fact{Kind: trace.KindProcessReap, Object: int32(p.number), Core: trace.NoCore, Cause: p.fact, Source: trace.Inferred})
}

// collectSwitch makes a happening of a record.
func (b *builder) collectSwitch(s *Switch) {
	source := trace.Observed
	if b.history.Started.Tier != Exact {
		source = trace.Inferred
	}
	switch s.What {
	case Forked:
		b.at(s.Ns, rankBegin, func() { b.forked(s) })
	case CameIn:
		b.at(s.Ns, rankCome, func() {
			if t := b.known(s.Process, s.Thread); t != nil {
				b.dispatch(t, s.Core, source)
			}
		})
	case Blocked, LostCore:
		kind := trace.KindBlock
		if s.What == LostCore {
			kind = trace.KindPreempt
		}
		b.at(s.Ns, rankLeave, func() {
			if t := b.threads[s.Thread]; t != nil {
				b.leave(t, kind, source)
			}
		})
	case Exited:
		b.at(s.Ns, rankEnd, func() {
			if t := b.threads[s.Thread]; t != nil && t.process.system == s.Process {
				b.exit(t, source)
			}
		})
	}
}

// known finds a thread, which may have begun unseen.
func (b *builder) known(process, thread int) *builtThread {
	if t := b.threads[thread]; t != nil {
		return t
	}
	p := b.processes[process]
	if p == nil || p.ended {
		return nil
	}
	t := b.startThread(thread, p, nil)
	if b.history.Started.Tier == Exact {
		b.ready(t, trace.ReasonNew)
	} else { // it has waited for as long as nothing says that it runs
		t.status = trace.StatusBlocked
		t.fact = b.add(trace.Fact{Kind: trace.KindBlock, Thread: t.number, Core: trace.NoCore, Reason: trace.ReasonWork, Cause: t.fact, Source: trace.Inferred})
	}
	return t
}

func (b *builder) forked(s *Switch) {
	by := b.threads[s.ByThread]
	p := b.processes[s.Process]
	if s.Process != s.ByProcess { // a new process, or an old number anew
		parent := b.processes[s.ByProcess]
		if parent == nil {
			return
		}
		p = b.startProcess(s.Process, parent, by, b.history.processName(s.Process, s.Ns))
	}
	if p == nil {
		return
	}
	t := b.startThread(s.Thread, p, by)
	b.ready(t, trace.ReasonNew)
}

// processName is the name that a process will have by its exec, or of its
// parent.
func (h *History) processName(process int, from int64) string {
	for i := range h.Named {
		if n := &h.Named[i]; n.Process == process && n.Exec && n.Ns >= from {
			return n.Name
		}
	}
	return "node"
}

// named is told that a process has another program, or that a thread has a name.
func (b *builder) named(n *Named) {
	if !n.Exec {
		return
	}
	t := b.threads[n.Thread]
	if t == nil {
		return
	}
	if t.status != trace.StatusRunning { // who calls exec has a core: the first record of the program
		b.dispatch(t, n.Core, trace.Observed)
	}
	if t.process != b.root {
		b.add(trace.Fact{Kind: trace.KindProcessExec, Thread: t.number, Object: int32(t.process.number), B: b.text(n.Name), Core: trace.NoCore, Cause: t.fact, Source: trace.Observed})
	}
}

// collectOutput makes a happening of what was written. It is read a moment
// after it was written, when the writer may be waiting already.
func (b *builder) collectOutput(o *Output) {
	b.at(o.Ns, rankDo, func() {
		t := b.writer()
		if t == nil {
			return
		}
		b.add(trace.Fact{Kind: trace.KindOutput, Thread: t.number, Object: int32(o.File), B: b.text(strings.ToValidUTF8(string(o.Text), "\uFFFD")), Core: trace.NoCore, Cause: t.fact, Source: trace.Observed})
	})
}

// writer is who probably writes: the first process's main thread, unless it
// waits and another process's runs.
func (b *builder) writer() *builtThread {
	if b.root == nil {
		return nil
	}
	main := b.threads[b.root.system]
	if main != nil && main.status == trace.StatusRunning {
		return main
	}
	for _, t := range b.cores {
		if t != nil && t.isMain() {
			return t
		}
	}
	return main
}

// leastChange is how much a process's memory must have changed to be told.
const leastChange = 64 << 10

func (b *builder) sample(s *Sample) {
	for i := range s.Processes {
		seen := &s.Processes[i]
		p := b.processes[seen.Process]
		if p == nil || p.ended {
			continue
		}
		for _, t := range seen.Threads {
			if b.work == nil && b.history.Started.Tier != Exact && t.Thread != 0 && b.threads[t.Thread] == nil {
				b.known(p.system, t.Thread)
			}
		}
		if change := seen.ResidentBytes - p.resident; change > leastChange || change < -leastChange {
			p.resident = seen.ResidentBytes
			b.add(trace.Fact{Kind: trace.KindMemory, Object: int32(p.number), A: seen.ResidentBytes, B: max(seen.MappedBytes, seen.ResidentBytes), Reason: trace.ReasonTouch, Core: trace.NoCore, Cause: p.fact, Source: trace.Observed})
		}
	}
}

// finish ends what was not seen to end.
func (b *builder) finish() {
	if b.work != nil && b.work.until > 0 { // nobody has ended: the run has
		b.now = max(b.now, trace.Time(b.work.until-b.start))
		b.add(trace.Fact{Kind: trace.KindEnd, Reason: trace.ReasonUntil, B: b.text(""), Core: trace.NoCore, Source: trace.Observed})
		return
	}
	if ended := b.history.Ended.Ns; ended > b.start && trace.Time(ended-b.start) > b.now {
		b.now = trace.Time(ended - b.start)
	}
	for _, t := range b.all {
		b.exit(t, trace.Inferred)
	}
	b.finishWork()
	why, detail := trace.ReasonCompleted, ""
	if limit, more := b.history.Stopped(); limit != "" {
		why, detail = trace.ReasonUntil, strings.TrimSpace(string(limit)+" "+more)
	}
	b.add(trace.Fact{Kind: trace.KindEnd, Reason: why, B: b.text(detail), Core: trace.NoCore, Source: trace.Observed})
}
