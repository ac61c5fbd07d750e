package scheduler_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/scheduler"
	"timeslice/sim/trace"
)

// drawTextbook draws a machine under one of some policies, and up to six jobs for
// it. [TestRandomMachines] judges everything there is; this is for what only
// some policies promise.
func drawTextbook(t *rapid.T, cores int, policies ...string) workload {
	w := newWorkload(rapid.SampledFrom(policies).Draw(t, "policy"), cores)
	c := &w.config
	c.QuantumNs = rapid.Int64Range(1, 4).Draw(t, "quantum") * trace.Millisecond
	c.BoostNs = rapid.Int64Range(0, 12).Draw(t, "boost") * trace.Millisecond
	c.AgeingNs = rapid.Int64Range(0, 6).Draw(t, "ageing") * trace.Millisecond
	c.AgeingStep = rapid.IntRange(1, 3).Draw(t, "ageing step")
	c.KeepOnBlock = rapid.Bool().Draw(t, "keep on block")
	c.FrontAfterIO = rapid.Bool().Draw(t, "front after I/O")
	c.Levels = nil
	for range rapid.IntRange(1, 3).Draw(t, "levels") {
		c.Levels = append(c.Levels, scheduler.Level{
			QuantumNs:   rapid.Int64Range(1, 4).Draw(t, "level's quantum") * trace.Millisecond,
			AllotmentNs: rapid.Int64Range(0, 6).Draw(t, "level's allotment") * trace.Millisecond,
		})
	}
	for i := range rapid.IntRange(1, 6).Draw(t, "jobs") {
		w.jobs = append(w.jobs, drawTextbookJob(t, i, c.Cores))
	}
	return w
}

func drawTextbookJob(t *rapid.T, number, cores int) job {
	j := job{name: string(rune('A' + number)), at: rapid.Int64Range(0, 6).Draw(t, "at")}
	for part := range 2*rapid.IntRange(0, 3).Draw(t, "waits") + 1 {
		lengths := []int64{rapid.Int64Range(1, 5).Draw(t, "length")}
		if part%2 == 0 && rapid.IntRange(0, 3).Draw(t, "yields") == 0 {
			lengths = append(lengths, rapid.Int64Range(1, 3).Draw(t, "after the yield"))
		}
		j.parts = append(j.parts, lengths)
	}
	j.task.Priority = rapid.IntRange(0, 4).Draw(t, "priority")
	j.task.Tickets = rapid.Int64Range(0, 300).Draw(t, "tickets")
	j.task.Nice = rapid.IntRange(-5, 5).Draw(t, "nice")
	if rapid.IntRange(0, 3).Draw(t, "pinned") == 0 {
		j.task.Allowed = scheduler.NewCoreSet(cores)
		j.task.Allowed.Add(trace.CoreID(rapid.IntRange(0, cores-1).Draw(t, "to")))
	}
	return j
}

// eachInstant calls look with the state after everything at an instant has
// happened, for each instant of a trace.
func eachInstant(tr *trace.Trace, look func(at trace.Time, s *trace.State)) {
	for id := trace.FactID(1); int(id) <= tr.Len(); id++ {
		if at := tr.Fact(id).Time; int(id) == tr.Len() || tr.Fact(id+1).Time > at {
			look(at, tr.Snapshot(at))
		}
	}
}

// TestNobodyBetterWaits: where a better one takes the core at once, nobody who
// waits is strictly better than one who runs on a core that would be allowed.
func TestNobodyBetterWaits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawTextbook(t, rapid.IntRange(1, 3).Draw(t, "cores"), "priority", "mlfq")
		tr := w.run(t)
		levels := levelsAt(tr, w)
		eachInstant(tr, func(at trace.Time, s *trace.State) {
			for _, waits := range w.jobs {
				if _, status := find(tr, s, waits.name); status != trace.StatusReady {
					continue
				}
				for _, runs := range w.jobs {
					thread, status := find(tr, s, runs.name)
					if status == trace.StatusRunning && waits.task.MayRunOn(thread.Core) {
						if levels(waits.name, at) < levels(runs.name, at) {
							t.Fatalf("at %v %s waits and %s runs\n%s", at, waits.name, runs.name, w.decisions(tr))
						}
					}
				}
			}
		})
	})
}

// levelsAt returns what tells a job's level, or priority in force, at an instant.
func levelsAt(tr *trace.Trace, w workload) func(name string, at trace.Time) int64 {
	return func(name string, at trace.Time) int64 {
		var level int64
		for _, j := range w.jobs {
			if j.name == name && w.config.Policy == "priority" {
				level = int64(j.task.Priority)
			}
		}
		thread := trace.NoThread
		for id := trace.FactID(1); id <= tr.LastAt(at); id++ {
			switch f := tr.Fact(id); {
			case f.Kind == trace.KindThreadStart && tr.Text(trace.StringID(f.B)) == name:
				thread = f.Thread
			case f.Kind == trace.KindLevel && f.Thread == thread:
				level = f.A
			}
		}
		return level
	}
}

// TestNobodyStarves: under the policies that promise it, nobody waits longer
// for a core than the promise says, beside jobs without end that come and go.
func TestNobodyStarves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawTextbook(t, 1, "rr", "priority", "mlfq", "stride")
		c := &w.config
		c.FrontAfterIO = false
		c.BoostNs = rapid.Int64Range(4, 12).Draw(t, "some boost") * trace.Millisecond
		c.AgeingNs = rapid.Int64Range(1, 6).Draw(t, "some ageing") * trace.Millisecond
		w.until = trace.Time(400 * trace.Millisecond)
		for i := range w.jobs {
			j := &w.jobs[i]
			j.task.Allowed = nil
			j.task.Tickets = []int64{100, 50, 250}[i%3]
			first := j.parts
			for len(j.parts) < 400 {
				j.parts = append(append(j.parts, []int64{1}), first...)
			}
		}
		tr := w.run(t)
		bound := longestWait(w)
		since := map[trace.ThreadID]trace.Time{}
		for id := trace.FactID(1); int(id) <= tr.Len(); id++ {
			switch f := tr.Fact(id); f.Kind {
			case trace.KindReady, trace.KindPreempt:
				since[f.Thread] = f.Time
			case trace.KindDispatch:
				if waited := int64(f.Time - since[f.Thread]); waited > bound {
					t.Fatalf("thread %d, dispatched at %v, waited %d ns\n%s", f.Thread, f.Time, waited, w.decisions(tr))
				}
				delete(since, f.Thread)
			}
		}
		for thread, at := range since {
			require.LessOrEqual(t, int64(tr.End()-at), bound, "thread %d waits since %v", thread, at)
		}
	})
}

// longestWait is how long a job may have to wait on one core, by policy.
func longestWait(w workload) int64 {
	c, jobs := &w.config, int64(len(w.jobs))
	switch c.Policy {
	case "priority":
		// It ages from the worst priority, 4, to the best in at most 4 steps;
		// then the others that stand there have one turn each before it.
		return 4*c.AgeingNs + jobs*c.QuantumNs
	case "mlfq":
		// At the next boost it goes to the top; then as above. A turn that the
		// boost found going on starts anew.
		return c.BoostNs + (jobs+1)*c.Levels[0].QuantumNs
	case "stride":
		// While it waits, each other's pass can grow by its own stride at most,
		// which is 5 times the smallest, and by one quantum more.
		return jobs * 6 * c.QuantumNs
	}
	return jobs * c.QuantumNs
}

// TestLotterySharesAreNearTheTickets: over many seeds, each job of CPU-bound
// ones has its share of the tickets. Of 20,000 draws the standard deviation of
// a share p is √(p(1-p)/20000), at most 0.0036 here; the bound is five of them.
func TestLotterySharesAreNearTheTickets(t *testing.T) {
	tickets := []int64{100, 50, 250}
	used := make([]int64, len(tickets))
	const seeds, draws = 40, 500
	for seed := range uint64(seeds) {
		w := newWorkload("lottery", 1)
		w.config.Seed, w.config.QuantumNs = seed, trace.Millisecond
		w.until = trace.Time(draws * trace.Millisecond)
		for i := range tickets {
			j := job{name: string(rune('A' + i)), parts: [][]int64{{draws}}}
			j.task.Tickets = tickets[i]
			w.jobs = append(w.jobs, j)
		}
		for i, f := range w.run(t).Metrics().Threads {
			used[i] += f.CPUNs / trace.Millisecond
		}
	}
	for i := range tickets {
		share := float64(used[i]) / (seeds * draws)
		require.InDelta(t, float64(tickets[i])/400, share, 0.018, fmt.Sprintf("job %d", i))
	}
}
