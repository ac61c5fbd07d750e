//go:build !js

package real

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"timeslice/sim/trace"
)

// The threads of a Node process come in a fixed order: V8's platform (a thread
// that records trace events if it does, one for delayed tasks, four workers), one
// for signals, and, when first used, the pool's. Node 20 calls all of them "node";
// it names some in its trace events, and newer versions name all to the kernel.

// recognise finds out what threads are for, from what Node says of them.
func (b *builder) recognise() {
	b.names, b.libuv = map[int]string{}, map[int]bool{}
	workers := map[int]int{}
	for i := range b.history.Marks {
		m := &b.history.Marks[i]
		switch {
		case m.Phase == 'M' && m.Name == "thread_name" && b.names[m.Thread] == "":
			switch {
			case strings.HasSuffix(m.Text, "DelayedTaskScheduler"):
				b.names[m.Thread] = "delayed-tasks"
			case m.Text == "PlatformWorkerThread":
				workers[m.Process]++
				b.names[m.Thread] = "v8-worker-" + strconv.Itoa(workers[m.Process])
			case strings.HasPrefix(m.Text, "[worker "):
				number := strings.TrimSuffix(strings.TrimPrefix(m.Text, "[worker "), "]")
				b.names[m.Thread] = "worker-" + number
			}
		case m.Phase == 'B' && strings.Contains(m.Category, "threadpoolwork"):
			b.libuv[m.Thread] = true
		}
	}
	for i := range b.history.Named {
		n := &b.history.Named[i]
		if n.Exec || n.Thread == n.Process || b.names[n.Thread] != "" {
			continue
		}
		switch { // Node 22 and newer; names are cut to 15 letters
		case strings.HasPrefix(n.Name, "libuv-worker"):
			b.libuv[n.Thread] = true
		case strings.HasPrefix(n.Name, "DelayedTaskSche"):
			b.names[n.Thread] = "delayed-tasks"
		case strings.HasPrefix(n.Name, "V8Worker"):
			workers[n.Process]++
			b.names[n.Thread] = "v8-worker-" + strconv.Itoa(workers[n.Process])
		case strings.HasPrefix(n.Name, "SignalInspector"):
			b.names[n.Thread] = "signals"
		}
	}
	if b.history.Started.Tier != Exact {
		b.orderThreads()
	}
	if len(b.history.Logs) == 0 {
		b.recogniseWorkers()
	}
	for i := range b.history.Logs {
		l := &b.history.Logs[i]
		built := &builtLog{log: l}
		b.allLogs = append(b.allLogs, built)
		b.logs[l.Process] = append(b.logs[l.Process], built)
	}
}

// platformWorkers are V8's.
const platformWorkers = 4

// recogniseWorkers finds the threads of workers in a run that did not record itself.
// How many there are is known; and libuv makes all threads of its pool in one go
// (init_threads in src/threadpool.c), so these are the ones that began the closest
// together.
func (b *builder) recogniseWorkers() {
	for place, process := range b.history.processes() {
		if place >= len(b.history.Workers) || b.history.Workers[place] == 0 {
			continue
		}
		var begun []*Switch
		for i := range b.history.Switches {
			s := &b.history.Switches[i]
			if s.What == Forked && s.Process == process && s.Thread != process {
				begun = append(begun, s)
			}
		}
		later := begun[min(len(begun), platformWorkers+2):] // every Node process has those before
		from, until := closest(later, len(later)-b.history.Workers[place])
		for i, s := range slices.Concat(later[:from], later[until:]) {
			b.names[s.Thread] = "worker-" + strconv.Itoa(i+1)
		}
	}
}

// closest finds the so many threads, one after the other, that began in the shortest
// time.
func closest(threads []*Switch, count int) (from, until int) {
	if count <= 0 {
		return 0, 0
	}
	for i := 0; i+count <= len(threads); i++ {
		if threads[i+count-1].Ns-threads[i].Ns < threads[from+count-1].Ns-threads[from].Ns {
			from = i
		}
	}
	return from, from + count
}

// orderThreads names the threads that nobody recorded the beginning of: the
// system numbers them in the order in which they begin.
func (b *builder) orderThreads() {
	threads := map[int]map[int]bool{}
	seen := func(process, thread int) {
		if threads[process] == nil {
			threads[process] = map[int]bool{}
		}
		if thread != 0 && thread != process {
			threads[process][thread] = true
		}
	}
	for i := range b.history.Marks {
		seen(b.history.Marks[i].Process, b.history.Marks[i].Thread)
	}
	for i := range b.history.Samples {
		for _, p := range b.history.Samples[i].Processes {
			for _, t := range p.Threads {
				seen(p.Process, t.Thread)
			}
		}
	}
	for _, process := range slices.Sorted(maps.Keys(threads)) {
		pool, platform := 0, false
		for _, thread := range slices.Sorted(maps.Keys(threads[process])) {
			name := b.names[thread]
			platform = platform || name != ""
			switch {
			case name != "":
			case b.libuv[thread] || platform && b.signals(threads[process], thread):
				pool++
				b.names[thread] = trace.PoolThread + strconv.Itoa(pool)
			case !platform:
				b.names[thread] = "trace-events"
			default:
				b.names[thread] = "signals"
			}
		}
	}
}

// signals reports whether one of the threads before a thread is that for signals.
func (b *builder) signals(threads map[int]bool, before int) bool {
	for thread := range threads {
		if thread < before && b.names[thread] == "signals" {
			return true
		}
	}
	return false
}

// nameOf is a thread's name: what Node says, or else what its place in the order
// says. children counts the threads that its process had before.
func (b *builder) nameOf(t *builtThread) string {
	p := t.process
	if b.work != nil {
		return b.names[t.system]
	}
	if t.isMain() {
		if p.script = b.isNode(p); p.script {
			return "node"
		}
		return b.history.processName(p.system, 0)
	}
	if name := b.names[t.system]; name != "" {
		return name
	}
	if !p.script {
		return "thread-" + strconv.Itoa(p.children+1)
	}
	recording := 0
	if len(b.logs[p.system]) > 0 {
		recording = 1
	}
	switch place := p.children - recording; { // the main thread was the first
	case b.libuv[t.system] || place > platformWorkers+2:
		return trace.PoolThread + strconv.Itoa(p.poolThread())
	case place <= 0:
		return "trace-events"
	case place == 1:
		return "delayed-tasks"
	case place <= 1+platformWorkers:
		return "v8-worker-" + strconv.Itoa(place-1)
	}
	return "signals"
}

func (p *builtProcess) poolThread() int {
	p.pool++
	return p.pool
}

// isNode reports whether a process runs Node.
func (b *builder) isNode(p *builtProcess) bool {
	if len(b.logs[p.system]) > 0 {
		return true
	}
	name := b.history.processName(p.system, 0)
	if p.parent == nil && len(b.history.Command) > 0 {
		name = b.history.Command[0]
		name = strings.TrimSuffix(name[strings.LastIndexAny(name, `/\`)+1:], ".exe")
	}
	return name == "node"
}

// switchesByMarks concludes from the CPU time that Node's own records carry when
// its threads ran: between two records of a thread, it ran for as long as its CPU
// time grew, and waited for the rest.
func (b *builder) switchesByMarks() []Switch {
	type point struct {
		at, cpu int64
		inJob   bool // from here to the next
	}
	points := map[int][]point{}
	process := map[int]int{}
	var order []int
	add := func(m *Mark, at, cpu int64, job bool) {
		if points[m.Thread] == nil {
			order = append(order, m.Thread)
		}
		process[m.Thread] = m.Process
		points[m.Thread] = append(points[m.Thread], point{at, cpu, job})
	}
	for i := range b.history.Marks {
		m := &b.history.Marks[i]
		if m.CPUNs <= 0 || strings.Contains(m.Category, "bootstrap") { // these are written later than they say
			continue
		}
		add(m, m.Ns, m.CPUNs, m.Phase == 'B')
		if m.Phase == 'X' && m.LengthNs > 0 {
			add(m, m.Ns+m.LengthNs, m.CPUNs+m.CPULengthNs, false)
		}
	}
	var switches []Switch
	for _, thread := range order {
		row := points[thread]
		slices.SortStableFunc(row, func(a, c point) int { return int(a.at/1000 - c.at/1000) })
		first := row[0].at - row[0].cpu // it has run since it began
		from := max(first, b.start)
		runs := func(at, until int64, after SwitchKind) {
			switches = append(switches,
				Switch{Ns: at, What: CameIn, Core: -1, Process: process[thread], Thread: thread},
				Switch{Ns: until, What: after, Process: process[thread], Thread: thread})
		}
		if row[0].at > from {
			runs(from, row[0].at, Blocked)
		}
		for i := 1; i < len(row); i++ {
			cpu := min(row[i].cpu-row[i-1].cpu, row[i].at-row[i-1].at)
			if cpu <= 0 {
				continue
			}
			after := Blocked
			if row[i-1].inJob {
				after = LostCore
			}
			runs(row[i-1].at, row[i-1].at+cpu, after)
		}
	}
	return switches
}

// polls tells that a loop waits for events, if it does not say so already.
func (b *builder) polls(t *builtThread) {
	if p := t.process; p.callback == 0 && p.phase != trace.ReasonNone {
		b.phase(t, trace.ReasonPoll, trace.Inferred)
	}
}

// phase tells that a loop has come to a phase.
func (b *builder) phase(t *builtThread, phase trace.Reason, source trace.Source) {
	p := t.process
	if p.phase == phase {
		return
	}
	if phase == trace.ReasonPoll {
		p.turn++
	}
	p.phase = phase
	b.add(trace.Fact{Kind: trace.KindPhase, Thread: t.number, A: p.turn, Reason: phase, Core: trace.NoCore, Cause: t.fact, Source: source})
}

// collectMark makes a happening of a record of Node's loop, pool and heap.
func (b *builder) collectMark(m *Mark) {
	phaseAt := func(phase trace.Reason) {
		b.at(m.Ns, rankDo, func() {
			if t := b.threads[m.Thread]; t != nil && t.isMain() {
				b.phase(t, phase, trace.Observed)
			}
		})
	}
	switch {
	case m.Name == "RunTimers":
		phaseAt(trace.ReasonTimers)
	case m.Name == "CheckImmediate":
		phaseAt(trace.ReasonCheck)
	case m.Phase == 'X' && strings.HasPrefix(m.Name, "V8.GC"):
		b.collectCollection(m)
	}
}

// collectCollection makes two happenings of a collection of garbage. Only the
// pauses of the isolate are told; what V8's helpers do meanwhile shows in their
// threads.
func (b *builder) collectCollection(m *Mark) {
	why := trace.ReasonNone
	switch m.Name {
	case "V8.GCScavenger":
		why = trace.ReasonScavenge
	case "V8.GCFinalizeMC", "V8.GCFinalizeMCReduceMemory", "V8.GCCompactor", "V8.GCMarkCompactor":
		why = trace.ReasonMarkCompact
	default:
		return
	}
	tell := func(kind trace.Kind) func() {
		return func() {
			if t := b.threads[m.Thread]; t != nil {
				b.add(trace.Fact{Kind: kind, Thread: t.number, Reason: why, Core: trace.NoCore, Cause: t.fact, Source: trace.Observed})
			}
		}
	}
	b.at(m.Ns, rankDo, tell(trace.KindCollect))
	b.at(m.Ns+m.LengthNs, rankDo, tell(trace.KindCollectDone))
}
