package trace

import (
	"cmp"
	"math/big"
	"slices"
)

// None stands for a figure there is not: the response time of a thread that
// never ran, the turnaround time of one that did not end.
const None int64 = -1

// Metrics are the figures of a run (OSTEP, chapter 7). Times are nanoseconds.
// The init process is a fixture of the machine and is left out of all but the
// cores' figures.
type Metrics struct {
	Threads   []ThreadMetrics  // in order of number
	Processes []ProcessMetrics // in order of number
	Cores     []CoreMetrics    // in order of number

	ElapsedNs int64 // from the machine's start to the last fact
	// MakespanNs is from the machine's start to the end of the last thread to
	// end, or ElapsedNs if one did not end.
	MakespanNs int64
	Ended      int // threads that ended
	// ThroughputMilli is how many threads ended per second of the makespan, in
	// thousandths.
	ThroughputMilli int64

	// The means are rounded down. They are over the threads that have the
	// figure, None if no thread has.
	MeanResponseNs, MeanTurnaroundNs, MeanWaitingNs int64

	// FairnessPPM is Jain's index over the threads, in parts per million, of
	// CPU time divided by weight: 1,000,000 when all had the same, 1/n of it
	// when one of n had everything. Weights are Linux's by nice value. PlainPPM
	// is the same of CPU time alone. (Jain, Chiu, Hawe 1984.)
	FairnessPPM, PlainPPM int64

	EndReason Reason // why the run ended, ReasonNone if it has not
	EndText   string // more about that
}

// ThreadMetrics are the figures of a thread. For one that did not end, they
// are of the time until the trace ends.
type ThreadMetrics struct {
	Thread  ThreadID
	Process ProcessID
	Name    string
	Nice    int
	Ended   bool
	Status  Status // at the end of the trace

	ArrivalNs int64 // the instant it was made
	EndNs     int64 // the instant it ended, None if it did not
	// ResponseNs is from its arrival until its own work first could begin,
	// after the work of switching to it; None if it never did.
	ResponseNs int64
	// TurnaroundNs is from its arrival to its end, None if it did not end.
	// ElapsedNs is the same, or until the trace ends.
	TurnaroundNs, ElapsedNs int64
	// WaitingNs is the time it could have used a core and did no work:
	// elapsed less CPU less blocked. It is ReadyNs and OverheadNs.
	WaitingNs  int64
	ReadyNs    int64 // without a core; throttled time is part of it
	OverheadNs int64 // with a core that was still busy switching to it
	CPUNs      int64 // its own work
	// BlockedNs is the time it waited for something other than a core, being
	// stopped included. BlockedBy divides it by reason, in order of the codes.
	BlockedNs   int64
	BlockedBy   []ReasonNs
	ThrottledNs int64 // ready but not allowed to run
	StoppedNs   int64 // stopped by a signal

	Dispatches int // how often it was given a core
	// Switches counts the dispatches at which a core changed over: it had last
	// run another thread, or the thread had last run elsewhere.
	Switches    int
	Preemptions int // how often it lost its core against its will
	Yields      int // how often it gave way
	Migrations  int // dispatches on another core than the one before
}

// ReasonNs is a length of time with its reason.
type ReasonNs struct {
	Reason Reason
	Ns     int64
}

// ProcessMetrics are the sums over a process's threads.
type ProcessMetrics struct {
	Process ProcessID
	Parent  ProcessID // its parent at the end of the trace
	Name    string
	Status  ProcessStatus // at the end of the trace
	Code    int           // its exit code
	Signal  int           // the signal that ended it, 0 for none
	Threads int           // how many it has had

	ArrivalNs    int64 // the instant it was made
	EndNs        int64 // the instant it ended, None if it did not
	TurnaroundNs int64 // None if it did not end

	WaitingNs, CPUNs, BlockedNs, ThrottledNs, StoppedNs   int64
	Dispatches, Switches, Preemptions, Yields, Migrations int

	Node *NodeMetrics // nil if it has run no JavaScript
}

// CoreMetrics are the figures of a core. Busy, overhead, idle and away add up to
// the time elapsed.
type CoreMetrics struct {
	Core       CoreID
	BusyNs     int64 // threads' own work
	OverheadNs int64 // switching and migrating
	IdleNs     int64
	AwayNs     int64 // the core was not there
	Dispatches int
	Switches   int // as in ThreadMetrics
}

// Metrics computes the figures of the run in one pass over the facts. It takes
// some tens of nanoseconds a fact, and nothing is kept: ask once.
func (t *Trace) Metrics() *Metrics {
	m := meter{trace: t, state: newState(t)}
	m.node.state = m.state
	for id := FactID(1); int(id) <= t.count; id++ {
		f := t.Fact(id)
		m.take(&f, id)
	}
	return m.finish()
}

// meter counts while a state goes through the facts: what a thread's status
// was, it was from the fact that began it until the fact that ends it.
type meter struct {
	trace   *Trace
	state   *State
	threads []ThreadMetrics // by ThreadID
	since   []Time          // by ThreadID: from when it has been throttled
	cores   []CoreMetrics   // by CoreID
	node    nodeMeter
}

// take counts one fact and applies it.
func (m *meter) take(f *Fact, id FactID) {
	switch f.Kind {
	case KindThreadStart, KindReady, KindDispatch, KindPreempt, KindBlock, KindStop, KindThreadExit:
		if m.state.Facts = id; m.state.thread(f.Thread) != nil {
			m.change(f, id)
			return
		}
	case KindThrottle, KindUnthrottle:
		if m.state.Facts = id; m.state.thread(f.Thread) != nil {
			m.throttle(f)
		}
	case KindProcessExit:
		m.node.endProcess(ProcessID(f.Object), f.Time)
	case KindPhase, KindEnqueue, KindDequeue, KindCallback, KindCallbackEnd, KindJob, KindJobDone, KindCollect, KindCollectDone:
		m.node.take(f)
	}
	m.state.apply(f, id)
}

// change counts the time of the status that a fact ends, and the fact itself.
func (m *meter) change(f *Fact, id FactID) {
	for len(m.threads) < len(m.state.Threads) {
		m.threads = append(m.threads, ThreadMetrics{})
		m.since = append(m.since, 0)
	}
	t := &m.state.Threads[f.Thread]
	figures := &m.threads[f.Thread]
	m.account(figures, t, f.Time)
	switch f.Kind {
	case KindDispatch:
		m.dispatch(figures, t, f)
	case KindPreempt:
		if f.Reason == ReasonYield {
			figures.Yields++
		} else {
			figures.Preemptions++
		}
	}
	if f.Kind == KindThreadExit {
		m.unthrottle(f.Thread, f.Time)
		m.node.endThread(f)
	}
	m.state.apply(f, id)
}

// account counts the time since a thread's status began. A running thread's
// own work is counted by the state.
func (m *meter) account(figures *ThreadMetrics, t *ThreadState, now Time) {
	spentNs := span(t.Since, now)
	switch t.Status {
	case StatusNew, StatusReady:
		figures.ReadyNs += spentNs
	case StatusRunning:
		if t.Core != NoCore {
			figures.OverheadNs += span(t.Since, min(now, m.state.Cores[t.Core].OverheadUntil))
		}
	case StatusBlocked:
		figures.block(t.Reason, spentNs)
	case StatusStopped:
		figures.block(ReasonStopped, spentNs)
		figures.StoppedNs += spentNs
	}
}

func (figures *ThreadMetrics) block(why Reason, spentNs int64) {
	figures.BlockedNs += spentNs
	for i := range figures.BlockedBy {
		if figures.BlockedBy[i].Reason == why {
			figures.BlockedBy[i].Ns += spentNs
			return
		}
	}
	figures.BlockedBy = append(figures.BlockedBy, ReasonNs{why, spentNs})
}

func (m *meter) dispatch(figures *ThreadMetrics, t *ThreadState, f *Fact) {
	c := m.state.core(f.Core)
	if c == nil {
		return
	}
	for len(m.cores) < len(m.state.Cores) {
		m.cores = append(m.cores, CoreMetrics{})
	}
	last := c.Last
	if c.Thread != NoThread {
		last = c.Thread
	}
	moved := t.LastCore != NoCore && t.LastCore != f.Core
	core := &m.cores[f.Core]
	figures.Dispatches++
	core.Dispatches++
	if moved {
		figures.Migrations++
	}
	if moved || last != NoThread && last != f.Thread {
		figures.Switches++
		core.Switches++
	}
}

func (m *meter) throttle(f *Fact) {
	for len(m.since) < len(m.state.Threads) {
		m.threads = append(m.threads, ThreadMetrics{})
		m.since = append(m.since, 0)
	}
	if f.Kind == KindUnthrottle {
		m.unthrottle(f.Thread, f.Time)
	} else if !m.state.Threads[f.Thread].Throttled() {
		m.since[f.Thread] = f.Time
	}
}

// unthrottle counts a throttled thread's time, before the state knows that it
// is throttled no more.
func (m *meter) unthrottle(thread ThreadID, now Time) {
	if m.state.Threads[thread].Throttled() {
		m.threads[thread].ThrottledNs += span(m.since[thread], now)
	}
}

// finish counts what goes on when the trace ends, and sums up.
func (m *meter) finish() *Metrics {
	result := &Metrics{
		ElapsedNs: int64(m.trace.End()), EndReason: m.state.Ended, EndText: m.trace.Text(m.state.EndText),
		MeanResponseNs: None, MeanTurnaroundNs: None, MeanWaitingNs: None,
	}
	for i := range m.threads {
		if t := &m.state.Threads[i]; t.Status != StatusNone && t.Process != InitProcess {
			m.account(&m.threads[i], t, m.trace.End())
			m.unthrottle(ThreadID(i), m.trace.End())
			result.Threads = append(result.Threads, m.thread(ThreadID(i)))
		}
	}
	m.sumProcesses(result)
	m.sumCores(result)
	result.sum()
	return result
}

// thread completes the figures of a thread.
func (m *meter) thread(id ThreadID) ThreadMetrics {
	t, end := &m.state.Threads[id], m.trace.End()
	figures := m.threads[id]
	figures.Thread, figures.Process, figures.Name = id, t.Process, m.trace.Text(t.Name)
	figures.Nice, figures.Status, figures.Ended = int(t.Nice), t.Status, t.Status == StatusEnded
	figures.ArrivalNs, figures.EndNs = int64(t.Arrival), None
	figures.ResponseNs, figures.TurnaroundNs = None, None
	figures.ElapsedNs = span(t.Arrival, end)
	figures.CPUNs = m.state.CPUNs(id)
	if figures.Ended {
		figures.EndNs = int64(t.End)
		figures.ElapsedNs = span(t.Arrival, t.End)
		figures.TurnaroundNs = figures.ElapsedNs
	}
	if t.FirstRun <= end {
		figures.ResponseNs = span(t.Arrival, t.FirstRun)
	}
	figures.WaitingNs = figures.ElapsedNs - figures.CPUNs - figures.BlockedNs
	slices.SortFunc(figures.BlockedBy, func(a, b ReasonNs) int { return cmp.Compare(a.Reason, b.Reason) })
	return figures
}

func (m *meter) sumProcesses(result *Metrics) {
	place := make([]int, len(m.state.Processes)) // in result.Processes, plus one
	for i := range m.state.Processes {
		if p := &m.state.Processes[i]; p.Status != ProcessNone && ProcessID(i) != InitProcess {
			m.node.endProcess(ProcessID(i), m.trace.End())
			result.Processes = append(result.Processes, m.process(ProcessID(i), p))
			place[i] = len(result.Processes)
		}
	}
	for i := range result.Threads {
		t := &result.Threads[i]
		if t.Process > 0 && int(t.Process) < len(place) && place[t.Process] > 0 {
			result.Processes[place[t.Process]-1].add(t)
		}
	}
}

func (m *meter) process(id ProcessID, p *ProcessState) ProcessMetrics {
	sums := ProcessMetrics{
		Process: id, Parent: p.Parent, Name: m.trace.Text(p.Name), Status: p.Status,
		Code: int(p.Code), Signal: int(p.Signal),
		ArrivalNs: int64(p.Start), EndNs: None, TurnaroundNs: None, Node: m.node.processes[id],
	}
	if p.End != Never {
		sums.EndNs, sums.TurnaroundNs = int64(p.End), span(p.Start, p.End)
	}
	return sums
}

func (sums *ProcessMetrics) add(t *ThreadMetrics) {
	sums.Threads++
	sums.WaitingNs += t.WaitingNs
	sums.CPUNs += t.CPUNs
	sums.BlockedNs += t.BlockedNs
	sums.ThrottledNs += t.ThrottledNs
	sums.StoppedNs += t.StoppedNs
	sums.Dispatches += t.Dispatches
	sums.Switches += t.Switches
	sums.Preemptions += t.Preemptions
	sums.Yields += t.Yields
	sums.Migrations += t.Migrations
}

func (m *meter) sumCores(result *Metrics) {
	m.state.At = m.trace.End()
	for i := range m.state.Cores {
		var core CoreMetrics
		if i < len(m.cores) {
			core = m.cores[i]
		}
		core.Core = CoreID(i)
		core.BusyNs, core.OverheadNs, core.IdleNs = m.state.CoreTimes(core.Core)
		core.AwayNs = m.state.AwayNs(core.Core)
		result.Cores = append(result.Cores, core)
	}
}

// sum computes what is about all threads together.
func (m *Metrics) sum() {
	var response, turnaround, waiting mean
	plain, weighted := newJain(), newJain()
	for i := range m.Threads {
		t := &m.Threads[i]
		response.add(t.ResponseNs)
		turnaround.add(t.TurnaroundNs)
		waiting.add(t.WaitingNs)
		plain.add(t.CPUNs, 1)
		weighted.add(t.CPUNs, Weight(t.Nice))
		if t.Ended {
			m.Ended++
			m.MakespanNs = max(m.MakespanNs, t.EndNs)
		}
	}
	if m.Ended < len(m.Threads) {
		m.MakespanNs = m.ElapsedNs
	}
	if m.MakespanNs > 0 {
		m.ThroughputMilli = perSecondMilli(m.Ended, m.MakespanNs)
	}
	m.MeanResponseNs, m.MeanTurnaroundNs, m.MeanWaitingNs = response.value(), turnaround.value(), waiting.value()
	m.PlainPPM, m.FairnessPPM = plain.ppm(), weighted.ppm()
}

// perSecondMilli is count by time, in thousandths per second, rounded down.
func perSecondMilli(count int, ns int64) int64 {
	n := new(big.Int).Mul(big.NewInt(int64(count)), big.NewInt(1000*Second))
	return n.Quo(n, big.NewInt(ns)).Int64()
}

// mean is the mean of the figures that there are.
type mean struct{ sum, count int64 }

func (a *mean) add(value int64) {
	if value != None {
		a.sum += value
		a.count++
	}
}

func (a *mean) value() int64 {
	if a.count == 0 {
		return None
	}
	return a.sum / a.count
}

// jain computes Jain's index of fairness, (Σx)² / (n·Σx²), in integers as long
// as it takes.
type jain struct {
	count        int64
	sum, squares *big.Int
	x            *big.Int
}

func newJain() *jain { return &jain{sum: new(big.Int), squares: new(big.Int), x: new(big.Int)} }

// jainScale keeps the fraction of a share that division by a weight would cut
// off, of 1 ns by the greatest weight too; the index does not depend on it.
const jainScale = 1 << 62

func (j *jain) add(amount, weight int64) {
	j.x.SetInt64(amount)
	j.x.Mul(j.x, big.NewInt(jainScale))
	j.x.Quo(j.x, big.NewInt(weight))
	j.count++
	j.sum.Add(j.sum, j.x)
	j.squares.Add(j.squares, j.x.Mul(j.x, j.x))
}

// ppm is the index in parts per million, rounded down. When nobody had
// anything, all had the same.
func (j *jain) ppm() int64 {
	if j.squares.Sign() == 0 {
		return 1_000_000
	}
	top := new(big.Int).Mul(j.sum, j.sum)
	top.Mul(top, big.NewInt(1_000_000))
	return top.Quo(top, new(big.Int).Mul(j.squares, big.NewInt(j.count))).Int64()
}

// weights are Linux's load weights of the nice values from -20 to 19: each
// step is a factor of about 1.25 (sched_prio_to_weight in kernel/sched/core.c).
var weights = [40]int64{
	88761, 71755, 56483, 46273, 36291, 29154, 23254, 18705, 14949, 11916,
	9548, 7620, 6100, 4904, 3906, 3121, 2501, 1991, 1586, 1277,
	1024, 820, 655, 526, 423, 335, 272, 215, 172, 137,
	110, 87, 70, 56, 45, 36, 29, 23, 18, 15,
}

// Weight is Linux's load weight of a nice value: 1024 for 0. Values beyond -20
// and 19 count as those.
func Weight(nice int) int64 { return weights[max(-20, min(19, nice))+20] }
