package compare

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/sim/trace"
)

// TestCallbacksMatchByPlace: callbacks are the same if name and place are, ticks and
// messages if their name is; what Node's promises call is left out.
func TestCallbacksMatchByPlace(t *testing.T) {
	run := func(called ...string) *Run {
		r := trace.NewRecorder()
		for _, what := range called {
			r.Add(trace.Fact{Kind: trace.KindCallback, Thread: 1, B: int64(r.Intern(what)), Core: trace.NoCore})
		}
		return &Run{Trace: r.Trace(), Watched: true}
	}
	model := run("a.js", "setTimeout@a.js:1", "nextTick@a.js:2", "nextTick@a.js:2", "message@a.js:9", "then@a.js:3", "exit@a.js:4")
	real := run("a.js", "setTimeout@a.js:1", "nextTick@a.js:2", "nextTick@a.js:7", "nextTick@a.js:7", "message@a.js:5", "socket@a.js:4", "socket@a.js:4")
	var report Report
	report.callbacks(model, []Run{*real})
	require.Equal(t, Callbacks{
		Matched: 4, OnlyModel: []string{"exit@a.js:4"}, OnlyReal: []string{"nextTick", "socket@a.js:4 ×2"},
	}, report.Callbacks)
}

// TestThePoolIsComparedWhereItWasUsed: its threads and their time in all runs, what was
// asked of it where that was told.
func TestThePoolIsComparedWhereItWasUsed(t *testing.T) {
	run := func(watched bool, threads, jobs int) Run {
		r := trace.NewRecorder()
		r.Add(trace.Fact{Kind: trace.KindProcessStart, Object: 2, B: int64(r.Intern("node")), Core: trace.NoCore})
		for i := range threads {
			r.Add(trace.Fact{Kind: trace.KindThreadStart, Thread: trace.ThreadID(2 + i), Object: 2, B: int64(r.Intern("libuv-1")), Core: trace.NoCore})
		}
		for range jobs {
			r.Add(trace.Fact{Kind: trace.KindEnqueue, Thread: 2, Reason: trace.ReasonPoolQueue, Core: trace.NoCore})
		}
		return Run{Trace: r.Trace(), Watched: watched}
	}
	figures := func(model Run, real ...Run) map[string]Twin {
		var report Report
		report.figures(&model, real)
		return report.Total
	}
	used := figures(run(true, 4, 8), run(true, 4, 7), run(false, 4, 0))
	require.EqualValues(t, 8, used["pool_jobs"].Model)
	require.EqualValues(t, 7, used["pool_jobs"].Real, "of the run that recorded itself")
	require.EqualValues(t, 4, used["pool_threads"].Real)
	require.NotContains(t, figures(run(true, 4, 8), run(false, 4, 0)), "pool_jobs", "nobody told")
	require.NotContains(t, figures(run(true, 0, 0), run(true, 0, 0)), "pool_threads")
}
