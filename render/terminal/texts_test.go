package terminal_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/sim/trace"
)

// TestReasonsHaveTexts: every reason for a choice, for a wait and for an end
// can be said. The ranges are those of the groups in trace/reason.go.
func TestReasonsHaveTexts(t *testing.T) {
	say := words.New(words.Chinese)
	for r := trace.ReasonOnlyOne; r < trace.ReasonQuantum; r++ {
		require.True(t, say.Has("report.rule."+r.String()), "report.rule.%s", r)
	}
	for r := trace.ReasonTimer; r <= trace.ReasonPause; r++ {
		if r != trace.ReasonTimeout && r != trace.ReasonClosed { // they end a wait, but nobody waits for them
			require.True(t, say.Has("report.wait."+r.String()), "report.wait.%s", r)
		}
	}
	for _, r := range []trace.Reason{trace.ReasonPoll, trace.ReasonWork, trace.ReasonScavenge, trace.ReasonMarkCompact} {
		require.True(t, say.Has("report.wait."+r.String()), "report.wait.%s", r)
	}
	require.True(t, say.Has("report.end."+trace.ReasonChannelLimit.String()))
	for r := trace.ReasonCompleted; r <= trace.ReasonEffortLimit; r++ {
		require.True(t, say.Has("report.end."+r.String()), "report.end.%s", r)
	}
}
