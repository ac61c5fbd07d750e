package compare

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"timeslice/sim/trace"
)

// Report is a comparison. Its names are stable; docs/real.md describes them. Times
// are nanoseconds; errors are percent of the real figure, positive where the model
// has more.
type Report struct {
	OutputEqual     bool            `json:"output_equal"`
	FirstDifference *Difference     `json:"first_difference"`
	ExitCodes       Codes           `json:"exit_codes"`
	Preset          string          `json:"preset"` // of the simulated computer
	Tier            string          `json:"tier"`
	Runs            int             `json:"runs"`
	Orders          []Seen          `json:"orders"`
	Racing          [][2]string     `json:"racing"`
	Callbacks       Callbacks       `json:"callbacks"`
	Messages        Messages        `json:"messages"`
	Threads         []Thread        `json:"threads"`
	Total           map[string]Twin `json:"total"`
	Gap             *Gap            `json:"gap"`
	Notes           []string        `json:"notes"`
}

// Difference is where two outputs part.
type Difference struct {
	Stream string  `json:"stream"` // stdout or stderr
	Line   int     `json:"line"`   // from 1
	Model  *string `json:"model"`  // null if it has no such line
	Real   *string `json:"real"`
}

// Codes are the exit codes.
type Codes struct {
	Model int   `json:"model"`
	Real  []int `json:"real"` // one for each run
	Equal bool  `json:"equal"`
}

// Seen is an order in which the lines came.
type Seen struct {
	Lines   []string `json:"lines"`
	Times   int      `json:"times"` // 0: the model allows it and it was not seen
	Allowed bool     `json:"allowed"`
	Model   bool     `json:"model"` // the order of the simulated run itself
}

// Callbacks compares the callbacks of the main script's process by what they are:
// how many both have, and which only one has.
type Callbacks struct {
	Matched   int      `json:"matched"`
	OnlyModel []string `json:"only_model"`
	OnlyReal  []string `json:"only_real"`
}

// Twin is a figure of both, and how far they are apart.
type Twin struct {
	Model        int64        `json:"model"`
	Real         int64        `json:"real"`
	Least        int64        `json:"real_least"` // of all runs
	Most         int64        `json:"real_most"`
	ErrorPercent *json.Number `json:"error_percent"` // null if the real one is 0
}

// Thread is the figures of a thread in both.
type Thread struct {
	Process string          `json:"process"` // its place in the order of processes, from 1
	Name    string          `json:"name"`
	Figures map[string]Twin `json:"figures"`
}

// Gap takes the difference of the wall times apart, divided by the cores: what
// others used, what the program itself used more than in the model, at its start
// and after it, and what nobody used.
type Gap struct {
	WallNs    int64 `json:"wall_ns"` // real less model
	StartNs   int64 `json:"start_ns"`
	CPUNs     int64 `json:"cpu_ns"`
	ForeignNs int64 `json:"foreign_ns"`
	IdleNs    int64 `json:"idle_ns"`
}

// Of compares a simulated run with real ones, of which there is at least one.
// variants are the outputs of the model on other computers; what of them is
// another order is told even if it was not seen.
func Of(model Run, order *Order, variants []string, runs []Run, tier string) *Report {
	r := &Report{Tier: tier, Runs: len(runs), Racing: order.Racing(), OutputEqual: true, Orders: []Seen{}, Threads: []Thread{}, Notes: []string{}}
	r.ExitCodes = Codes{Model: model.Code, Equal: true}
	for i := range runs {
		r.ExitCodes.Real = append(r.ExitCodes.Real, runs[i].Code)
		r.ExitCodes.Equal = r.ExitCodes.Equal && runs[i].Code == model.Code
	}
	for i := range runs {
		if d := difference(&model, order, &runs[i]); d != nil && r.FirstDifference == nil {
			r.FirstDifference, r.OutputEqual = d, false
		}
	}
	r.orders(order, variants, runs)
	r.callbacks(&model, runs)
	r.messages(&model, runs)
	r.figures(&model, runs)
	r.Gap = gapOf(&model, runs)
	return r
}

// difference is where a real run's output is not what the model allows.
func difference(model *Run, order *Order, run *Run) *Difference {
	lines := LinesOf(run.Output)
	if model.Output != run.Output {
		if at, ok := order.Allows(lines); !ok {
			return partingOf("stdout", LinesOf(model.Output), lines, at)
		}
		if strings.HasSuffix(model.Output, "\n") != strings.HasSuffix(run.Output, "\n") {
			return partingOf("stdout", LinesOf(model.Output), lines, len(lines)-1)
		}
	}
	return errorsDifference(model.Errors, run.Errors)
}

func partingOf(stream string, model, real []string, at int) *Difference {
	d := &Difference{Stream: stream, Line: at + 1}
	if at >= 0 && at < len(model) {
		d.Model = &model[at]
	}
	if at >= 0 && at < len(real) {
		d.Real = &real[at]
	}
	return d
}

// orders counts in which orders the lines came.
func (r *Report) orders(order *Order, variants []string, runs []Run) {
	count := map[string]int{}
	var texts []string
	note := func(text string, times int) {
		if _, known := count[text]; !known {
			texts = append(texts, text)
		}
		count[text] += times
	}
	own := strings.Join(order.Texts(), "\n")
	note(own, 0)
	for i := range runs {
		note(strings.Join(LinesOf(runs[i].Output), "\n"), 1)
	}
	for _, variant := range variants {
		if lines := LinesOf(variant); len(lines) == len(order.Lines) {
			if _, ok := order.Allows(lines); ok {
				note(strings.Join(lines, "\n"), 0)
			}
		}
	}
	for _, text := range texts {
		lines := LinesOf(text)
		_, ok := order.Allows(lines)
		r.Orders = append(r.Orders, Seen{Lines: lines, Times: count[text], Allowed: ok, Model: text == own})
	}
	slices.SortStableFunc(r.Orders, func(a, b Seen) int { return cmp.Compare(b.Times, a.Times) })
}

// callbacks compares what was called, where both sides say it.
func (r *Report) callbacks(model *Run, runs []Run) {
	r.Callbacks = Callbacks{OnlyModel: []string{}, OnlyReal: []string{}}
	for i := range runs {
		if !runs[i].Watched || runs[i].Trace == nil {
			continue
		}
		a, b := called(model.Trace), called(runs[i].Trace)
		r.Callbacks.Matched += takeMatching(a, b)
		a, b = withoutPlace(a), withoutPlace(b)
		r.Callbacks.Matched += takeMatching(a, b)
		r.Callbacks.OnlyModel = append(r.Callbacks.OnlyModel, counted(a)...)
		r.Callbacks.OnlyReal = append(r.Callbacks.OnlyReal, counted(b)...)
		return
	}
}

// takeMatching takes out of both counts what they have in common, and says how much
// that is.
func takeMatching(a, b map[string]int) (matched int) {
	for what := range a {
		both := min(a[what], b[what])
		matched += both
		a[what] -= both
		b[what] -= both
	}
	return matched
}

// withoutPlace joins the ticks of all places, and the messages. Most are made by Node's
// own modules, for the script: those are placed by what they belong to, which is not the
// same thing in both worlds. A real message has the place of its port.
func withoutPlace(count map[string]int) map[string]int {
	joined := map[string]int{}
	for what, times := range count {
		if name, _, _ := strings.Cut(what, "@"); name == "nextTick" || name == "message" {
			what = name
		}
		joined[what] += times
	}
	return joined
}

// counted lists what was called, in order of name.
func counted(count map[string]int) (list []string) {
	for _, what := range sortedKeys(count) {
		if count[what] > 0 {
			list = append(list, times(what, count[what]))
		}
	}
	return list
}

func sortedKeys(m map[string]int) []string {
	var keys []string
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

func times(what string, count int) string {
	if count == 1 {
		return what
	}
	return what + " ×" + strconv.Itoa(count)
}

// called counts the callbacks with a place in the script. Reactions of promises
// are left out: how many Node's own modules make is their affair.
func called(t *trace.Trace) map[string]int {
	count := map[string]int{}
	for id := trace.FactID(1); int(id) <= t.Len(); id++ {
		f := t.Fact(id)
		if f.Kind != trace.KindCallback {
			continue
		}
		what := t.Text(trace.StringID(f.B))
		name, _, placed := strings.Cut(what, "@")
		if placed && name != "then" && name != "await" && name != "promise" {
			count[what]++
		}
	}
	return count
}

// figure is a named number of a run.
type figure struct {
	name string
	of   func(*trace.Metrics) int64
}

// figures compares what threads and the whole used. Real figures are the medians
// of the runs in which the program did not record itself, if there are any.
func (r *Report) figures(model *Run, runs []Run) {
	var real []*trace.Metrics
	var peaks []int64
	for _, watched := range []bool{false, true} {
		for i := range runs {
			if runs[i].Trace != nil && runs[i].Watched == watched && (!watched || len(real) == 0) {
				real = append(real, runs[i].Trace.Metrics())
				peaks = append(peaks, peakBytes(runs[i].Trace))
			}
		}
	}
	m := model.Trace.Metrics()
	r.Total = map[string]Twin{}
	for _, f := range []figure{
		{"cpu_ns", cpuOf},
		{"wall_ns", func(m *trace.Metrics) int64 { return m.MakespanNs }},
		{"switches", func(m *trace.Metrics) int64 {
			return sumOf(m, func(t *trace.ThreadMetrics) int64 { return int64(t.Dispatches) })
		}},
		{"processes", func(m *trace.Metrics) int64 { return int64(len(m.Processes)) }},
		{"threads", func(m *trace.Metrics) int64 { return sumOf(m, func(*trace.ThreadMetrics) int64 { return 1 }) }},
	} {
		r.Total[f.name] = twin(f.of(m), each(real, f.of))
	}
	r.Total["memory_bytes"] = twin(peakBytes(model.Trace), peaks)
	r.pool(runs, m, real)
	r.threads(m, real)
}

// pool compares how Node's thread pool was used, if it was: its threads, what cores
// they had, and how much was asked of it, which only a run tells that recorded itself.
func (r *Report) pool(runs []Run, m *trace.Metrics, real []*trace.Metrics) {
	inPool := func(of func(*trace.ThreadMetrics) int64) func(*trace.Metrics) int64 {
		return func(m *trace.Metrics) int64 {
			return sumOf(m, func(t *trace.ThreadMetrics) int64 {
				if !strings.HasPrefix(t.Name, trace.PoolThread) {
					return 0
				}
				return of(t)
			})
		}
	}
	threads := inPool(func(*trace.ThreadMetrics) int64 { return 1 })
	counts := each(real, threads)
	if threads(m) == 0 && !slices.ContainsFunc(counts, func(count int64) bool { return count > 0 }) {
		return
	}
	r.Total["pool_threads"] = twin(threads(m), counts)
	cpu := inPool(func(t *trace.ThreadMetrics) int64 { return t.CPUNs })
	r.Total["pool_cpu_ns"] = twin(cpu(m), each(real, cpu))
	var asked []int64
	for i := range runs {
		if runs[i].Trace != nil && runs[i].Watched {
			asked = append(asked, poolJobs(runs[i].Trace.Metrics()))
		}
	}
	if len(asked) > 0 {
		r.Total["pool_jobs"] = twin(poolJobs(m), asked)
	}
}

// poolJobs is how much was put into the queues of pools.
func poolJobs(m *trace.Metrics) (jobs int64) {
	for i := range m.Processes {
		if figures := m.Processes[i].Node; figures != nil {
			for _, queue := range figures.Queues {
				if queue.Queue == trace.ReasonPoolQueue {
					jobs += int64(queue.Items)
				}
			}
		}
	}
	return jobs
}

// recorder is the thread with which Node writes trace events when it is watched.
const recorder = "trace-events"

func sumOf(m *trace.Metrics, of func(*trace.ThreadMetrics) int64) int64 {
	total := int64(0)
	for i := range m.Threads {
		if m.Threads[i].Name != recorder {
			total += of(&m.Threads[i])
		}
	}
	return total
}

// cpuOf is the CPU time of all threads.
func cpuOf(m *trace.Metrics) int64 {
	return sumOf(m, func(t *trace.ThreadMetrics) int64 { return t.CPUNs })
}

func each(runs []*trace.Metrics, of func(*trace.Metrics) int64) []int64 {
	var values []int64
	for _, m := range runs {
		values = append(values, of(m))
	}
	return values
}

// threadName is what threads are matched by: their process's name and its place
// among those of that name, and their own name and place among its threads of that
// name.
type threadName struct {
	process      string
	processPlace int
	name         string
	place        int
}

// threadsOf lists a run's threads under their names, and the places of their
// processes among all.
func threadsOf(m *trace.Metrics) (names []threadName, by map[threadName]*trace.ThreadMetrics, places map[threadName]int) {
	alike, processes := map[string]int{}, map[trace.ProcessID]threadName{}
	order := map[trace.ProcessID]int{}
	for i := range m.Processes {
		p := &m.Processes[i]
		alike[p.Name]++
		processes[p.Process] = threadName{process: p.Name, processPlace: alike[p.Name]}
		order[p.Process] = i + 1
	}
	by, places = map[threadName]*trace.ThreadMetrics{}, map[threadName]int{}
	for i := range m.Threads {
		t := &m.Threads[i]
		n := processes[t.Process]
		n.name = t.Name
		for by[n] != nil {
			n.place++
		}
		by[n], places[n] = t, order[t.Process]
		if t.Name != recorder {
			names = append(names, n)
		}
	}
	return names, by, places
}

// threads compares thread by thread: those of the model, then those that only a
// real run has.
func (r *Report) threads(model *trace.Metrics, real []*trace.Metrics) {
	names, own, places := threadsOf(model)
	known := map[threadName]bool{}
	for _, n := range names {
		known[n] = true
	}
	var all []map[threadName]*trace.ThreadMetrics
	for _, m := range real {
		list, by, there := threadsOf(m)
		all = append(all, by)
		for _, n := range list {
			if !known[n] {
				known[n] = true
				names = append(names, n)
				places[n] = there[n]
			}
		}
	}
	for _, n := range names {
		row := Thread{Process: strconv.Itoa(places[n]), Name: n.name, Figures: map[string]Twin{}}
		for _, f := range []struct {
			name string
			of   func(*trace.ThreadMetrics) int64
		}{
			{"cpu_ns", func(t *trace.ThreadMetrics) int64 { return t.CPUNs }},
			{"waiting_ns", func(t *trace.ThreadMetrics) int64 { return t.WaitingNs }},
			{"blocked_ns", func(t *trace.ThreadMetrics) int64 { return t.BlockedNs }},
			{"switches", func(t *trace.ThreadMetrics) int64 { return int64(t.Dispatches) }},
			{"preemptions", func(t *trace.ThreadMetrics) int64 { return int64(t.Preemptions) }},
		} {
			of := func(t *trace.ThreadMetrics) int64 {
				if t == nil {
					return 0
				}
				return f.of(t)
			}
			var values []int64
			for _, by := range all {
				values = append(values, of(by[n]))
			}
			row.Figures[f.name] = twin(of(own[n]), values)
		}
		r.Threads = append(r.Threads, row)
	}
}

// twin is a figure of the model beside the median of the real ones.
func twin(model int64, real []int64) Twin {
	t := Twin{Model: model}
	if len(real) == 0 {
		return t
	}
	sorted := slices.Sorted(slices.Values(real))
	t.Real, t.Least, t.Most = sorted[len(sorted)/2], sorted[0], sorted[len(sorted)-1]
	if t.Real != 0 {
		number := tenths((model - t.Real) * 1000 / t.Real)
		t.ErrorPercent = &number
	}
	return t
}

// peakBytes is the most memory that all processes had at once.
func peakBytes(t *trace.Trace) int64 {
	bytes := map[int32]int64{}
	total, peak := int64(0), int64(0)
	for id := trace.FactID(1); int(id) <= t.Len(); id++ {
		switch f := t.Fact(id); f.Kind {
		case trace.KindMemory:
			total += f.A - bytes[f.Object]
			bytes[f.Object] = f.A
			peak = max(peak, total)
		case trace.KindProcessExit:
			total -= bytes[f.Object]
			delete(bytes, f.Object)
		}
	}
	return peak
}

// gapOf takes the difference in wall time apart. In both worlds, cores times wall
// time is what the program used, what others used, and what nobody did; so each
// part is measured, and together they are the whole.
func gapOf(model *Run, runs []Run) *Gap {
	run := medianRun(runs)
	if run == nil || run.ForeignNs < 0 {
		return nil
	}
	m, real := model.Trace.Metrics(), run.Trace.Metrics()
	cores := int64(max(1, len(m.Cores), number(run.Trace.Property("cores"))))
	own := func(m *trace.Metrics) int64 {
		return sumOf(m, func(t *trace.ThreadMetrics) int64 { return t.CPUNs + t.OverheadNs })
	}
	g := &Gap{WallNs: real.MakespanNs - m.MakespanNs}
	start := int64(0)
	for i := range runs {
		if a, b := startCPU(model.Trace), startCPU(runs[i].Trace); runs[i].Watched && a > 0 && b > 0 {
			start = b - a
			break
		}
	}
	foreign := min(run.ForeignNs, max(0, cores*real.MakespanNs-own(real)))
	g.StartNs = start / cores
	g.CPUNs = (own(real)-own(m))/cores - g.StartNs
	g.ForeignNs = foreign / cores
	g.IdleNs = g.WallNs - g.StartNs - g.CPUNs - g.ForeignNs
	return g
}

func number(text string) int {
	n, _ := strconv.Atoi(text)
	return n
}

// medianRun is the run with the middle wall time, of those that were not watched
// if there are any.
func medianRun(runs []Run) *Run {
	var list []*Run
	for _, watched := range []bool{false, true} {
		for i := range runs {
			if runs[i].Trace != nil && runs[i].Watched == watched && (!watched || len(list) == 0) {
				list = append(list, &runs[i])
			}
		}
	}
	if len(list) == 0 {
		return nil
	}
	slices.SortStableFunc(list, func(a, b *Run) int { return cmp.Compare(a.Trace.End(), b.Trace.End()) })
	return list[len(list)/2]
}

// startCPU is the CPU time of the first main thread until its script began, 0 if
// that is not told.
func startCPU(t *trace.Trace) int64 {
	if t == nil {
		return 0
	}
	var cpu int64
	since := trace.Time(-1)
	for id := trace.FactID(1); int(id) <= t.Len(); id++ {
		f := t.Fact(id)
		if f.Thread != 2 {
			continue
		}
		switch f.Kind {
		case trace.KindDispatch:
			since = f.Time
		case trace.KindPreempt, trace.KindBlock, trace.KindStop, trace.KindThreadExit:
			if since >= 0 {
				cpu += int64(f.Time - since)
			}
			since = -1
		case trace.KindCallback:
			if since >= 0 {
				cpu += int64(f.Time - since)
			}
			return cpu
		}
	}
	return 0
}
