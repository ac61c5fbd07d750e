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
