//go:build !js

package real

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/sim/real/worker"
	"timeslice/sim/trace"
)

// TestAnotherProgramByAnotherThread: when a thread that is not its process's first
// calls execve(2), the kernel records that the first one ended and the caller goes
// on with its number. The process has not ended by that. Process 20 of director 10
// has threads 20, of Go's runtime, and 21, which becomes another program.
func TestAnotherProgramByAnotherThread(t *testing.T) {
	h := &History{
		Started: Started{Process: 10, Cores: 1, Tier: Exact},
		Ended:   Ended{Ns: 100, Code: 5},
		Switches: []Switch{
			{Ns: 1, What: Forked, Process: 20, Thread: 20, ByProcess: 10, ByThread: 10},
			{Ns: 2, What: Forked, Process: 20, Thread: 21, ByProcess: 20, ByThread: 20},
			{Ns: 3, What: CameIn, Process: 20, Thread: 21},
			{Ns: 40, What: Exited, Process: 20, Thread: 20, ByProcess: 20, ByThread: 20},
			{Ns: 41, What: CameIn, Process: 20, Thread: 20},
			{Ns: 80, What: Exited, Process: 20, Thread: 20, ByProcess: 20, ByThread: 20},
		},
		Work: []worker.Event{
			{What: worker.Released, Ns: 4},
			{What: worker.Began, Ns: 10, A: 20, Text: "Was"},
			{What: worker.Thread, Ns: 10, Thread: 21, A: 20, Text: "Was"},
			{What: worker.Printed, Ns: 20, Thread: 21, A: 1, Text: "was\n"},
			{What: worker.Became, Ns: 50, A: 20, Text: "other"},
			{What: worker.Thread, Ns: 50, Thread: 20, A: 20, Text: "other"},
			{What: worker.Printed, Ns: 60, Thread: 20, A: 1, Text: "other\n"},
			{What: worker.Quit, Ns: 70, Thread: 20, A: 20, B: 5},
			{What: worker.Waited, Ns: 90, A: 20, B: 5},
		},
	}
	told := h.Trace("test.yaml", "")
	require.NoError(t, told.Validate())
	var printed []string
	for id := trace.FactID(1); int(id) <= told.Len(); id++ {
		if f := told.Fact(id); f.Kind == trace.KindOutput {
			printed = append(printed, told.Text(trace.StringID(f.B)))
		}
	}
	require.Equal(t, []string{"was\n", "other\n"}, printed)
	require.Equal(t, 5, told.Metrics().Processes[0].Code)
}
