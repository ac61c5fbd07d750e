package scheduler_test

import (
	"runtime"
	"runtime/debug"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/scheduler"
	"timeslice/sim/trace"
)

// tickNs is how long a tick of the small cases is: not a round number, so that
// agreement to the nanosecond says something.
const tickNs = 1_000_003

// variant is a policy with its settings, in ticks of the small cases.
type variant struct {
	name   string
	policy string
	set    func(*scheduler.Config)
}

// variants lists the settings under which all small cases are tried.
func variants() []variant {
	quantum := func(ticks int64) func(*scheduler.Config) {
		return func(c *scheduler.Config) { c.QuantumNs = ticks * tickNs }
	}
	levels := func(c *scheduler.Config, ticks ...int64) {
		c.Levels = nil
		for i := 0; i < len(ticks); i += 2 {
			c.Levels = append(c.Levels, scheduler.Level{QuantumNs: ticks[i] * tickNs, AllotmentNs: ticks[i+1] * tickNs})
		}
	}
	return []variant{
		{"fifo", "fifo", quantum(1)},
		{"sjf", "sjf", quantum(1)},
		{"stcf", "stcf", quantum(1)},
		{"hrrn", "hrrn", quantum(1)},
		{"rr-1", "rr", quantum(1)},
		{"rr-2", "rr", quantum(2)},
		{"priority-1", "priority", quantum(1)},
		{"priority-2", "priority", quantum(2)},
		{"priority-ageing", "priority", func(c *scheduler.Config) {
			c.QuantumNs, c.AgeingNs = 2*tickNs, tickNs
		}},
		{"priority-ageing-by-two", "priority", func(c *scheduler.Config) {
			c.QuantumNs, c.AgeingNs, c.AgeingStep = tickNs, 2*tickNs, 2
		}},
		{"mlfq", "mlfq", func(c *scheduler.Config) { levels(c, 1, 0, 2, 0, 3, 0) }},
		{"mlfq-allotment", "mlfq", func(c *scheduler.Config) { levels(c, 2, 3, 1, 2, 2, 0) }},
		{"mlfq-gamed", "mlfq", func(c *scheduler.Config) { levels(c, 2, 0, 1, 0); c.KeepOnBlock = true }},
		{"mlfq-front", "mlfq", func(c *scheduler.Config) { levels(c, 1, 2, 2, 0); c.FrontAfterIO = true }},
		{"mlfq-boost", "mlfq", func(c *scheduler.Config) { levels(c, 1, 0, 1, 2, 2, 0); c.BoostNs = 3 * tickNs }},
		{"lottery", "lottery", func(c *scheduler.Config) {
			c.QuantumNs = tickNs
			for i := range int64(64) { // more than there are decisions
				c.Draws = append(c.Draws, i*i*37+i*11)
			}
		}},
		{"stride-1", "stride", quantum(1)},
		{"stride-2", "stride", quantum(2)},
	}
}

// shape is a small job: when it comes and what it does.
type shape struct {
	arrival int
	parts   []int
}

// shapes lists all jobs with these arrivals, first bursts, and second bursts
// after I/O of these lengths.
func shapes(arrivals, firsts, waits, seconds []int) []shape {
	var all []shape
	for _, arrival := range arrivals {
		for _, first := range firsts {
			all = append(all, shape{arrival, []int{first}})
			for _, wait := range waits {
				for _, second := range seconds {
					all = append(all, shape{arrival, []int{first, wait, second}})
				}
			}
		}
	}
	return all
}

// TestEverySmallCase runs every arrangement of up to three small jobs on one
// and two cores, under every variant, through the real machine and through the
// twin. Response, turnaround and waiting must be equal, to the nanosecond.
func TestEverySmallCase(t *testing.T) {
	single := shapes([]int{0, 1, 2}, []int{1, 2, 3, 4}, []int{1, 2, 3}, []int{1, 2, 3})
	pairs := shapes([]int{0, 1, 2}, []int{1, 2, 3}, []int{1, 3}, []int{2})
	triples := shapes([]int{0, 1}, []int{1, 3}, []int{1, 2}, []int{2})
	var cases [][]shape
	for _, a := range single {
		cases = append(cases, []shape{a})
	}
	for _, a := range pairs {
		for _, b := range pairs {
			cases = append(cases, []shape{a, b})
		}
	}
	for _, a := range triples {
		for _, b := range triples {
			for _, c := range triples {
				cases = append(cases, []shape{a, b, c})
			}
		}
	}
	// Each run makes a trace of a hundred kilobytes and drops it; collecting
	// them less often halves the time.
	defer debug.SetGCPercent(debug.SetGCPercent(1000))
	step := 1
	if testing.Short() || runtime.GOARCH == "wasm" {
		step = 41 // every so many: prime, so that no kind of case is left out
	}
	for _, v := range variants() {
		t.Run(v.name, func(t *testing.T) {
			for i := 0; i < len(cases); i += step {
				for cores := 1; cores <= 2; cores++ {
					compare(t, v, cores, cases[i])
				}
			}
		})
	}
}

// attributes gives the jobs of a case priorities and tickets that differ.
var attributes = []struct{ priority, tickets int }{{2, 100}, {0, 50}, {1, 250}}

// compare runs one case both ways.
func compare(t *testing.T, v variant, cores int, shapes []shape) {
	w := newWorkload(v.policy, cores)
	w.config.Layout = scheduler.Central
	w.unitNs = tickNs
	v.set(&w.config)
	var jobs []*textbookJob
	for i, s := range shapes {
		w.jobs = append(w.jobs, shapedJob(i, s))
		jobs = append(jobs, &textbookJob{
			pid: i, arrival: s.arrival, parts: s.parts,
			priority: attributes[i].priority, tickets: attributes[i].tickets,
		})
	}
	// PIDs are given in the order of arrival.
	slices.SortStableFunc(jobs, func(x, y *textbookJob) int { return x.arrival - y.arrival })
	for i, j := range jobs {
		j.pid, j.name = i, w.jobs[j.pid].name
	}
	twin := newTextbook(w.config, tickNs, jobs)
	twin.run()
	want := map[string][3]int64{}
	for _, j := range jobs {
		want[j.name] = [3]int64{
			int64(j.first-j.arrival) * tickNs, int64(j.end-j.arrival) * tickNs, int64(j.waiting) * tickNs,
		}
	}
	tr := w.machine(t).Run()
	got := figuresByName(tr, w.jobs)
	for name := range want {
		if got[name] != want[name] {
			require.Equal(t, want, got, "%d cores, %v\n%s%s", cores, shapes, w.chart(tr), w.decisions(tr))
		}
	}
}

func shapedJob(number int, s shape) job {
	j := job{name: string(rune('A' + number)), at: int64(s.arrival)}
	for _, part := range s.parts {
		j.parts = append(j.parts, []int64{int64(part)})
	}
	j.task.Priority, j.task.Tickets = attributes[number].priority, int64(attributes[number].tickets)
	return j
}

// figuresByName is each job's response, turnaround and waiting.
func figuresByName(tr *trace.Trace, jobs []job) map[string][3]int64 {
	all := map[string][3]int64{}
	metrics := tr.Metrics()
	for i := range metrics.Threads {
		f := &metrics.Threads[i]
		for _, j := range jobs {
			if j.name == f.Name {
				all[f.Name] = [3]int64{f.ResponseNs, f.TurnaroundNs, f.WaitingNs}
			}
		}
	}
	return all
}

// TestTheTwinCanDisagree: it does not give the same whatever it is told.
func TestTheTwinCanDisagree(t *testing.T) {
	ends := func(quantum int64) []int {
		config := scheduler.Defaults("rr", 1)
		config.QuantumNs = quantum * tickNs
		jobs := []*textbookJob{{parts: []int{3}, tickets: 1}, {pid: 1, parts: []int{3}, tickets: 1}}
		newTextbook(config, tickNs, jobs).run()
		return []int{jobs[0].end, jobs[1].end}
	}
	require.Equal(t, []int{5, 6}, ends(1))
	require.Equal(t, []int{3, 6}, ends(3))
}
