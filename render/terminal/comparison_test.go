package terminal_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/render/terminal"
	"timeslice/sim/compare"
)

// TestTheGapOfAScenarioHasNoNode: what took longer is said of what there was.
func TestTheGapOfAScenarioHasNoNode(t *testing.T) {
	for _, language := range words.Languages() {
		say := words.New(language)
		told := func(start int64) string {
			r := &compare.Report{Preset: "scenario", Tier: "exact", Runs: 1, Gap: &compare.Gap{WallNs: 5_000_000, StartNs: start, CPUNs: -2_000_000, IdleNs: 1_000_000}}
			return strings.Join(terminal.Comparison(r, terminal.Style{Width: 100}, say), "\n")
		}
		require.NotContains(t, told(0), "Node")
		require.Contains(t, told(0), "-2.000 ms")
		require.Contains(t, told(3_000_000), say.Say("compare.gap.start"))
		require.Contains(t, told(3_000_000), say.Say("compare.gap.cpu-after"))
	}
}
