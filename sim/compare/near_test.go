package compare_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/sim/compare"
	"timeslice/sim/node"
	"timeslice/sim/trace"
)

// TestARunStandsBetweenTwoPredictions: its error is that of the middle of both, and
// a program's the median of its runs.
func TestARunStandsBetweenTwoPredictions(t *testing.T) {
	ran := runOf(t, node.NewLibrary(), "console.log('ran')")
	truth := compare.PredictionOf(ran)
	require.Positive(t, truth.CPUNs)
	times := func(percent int64) compare.Prediction {
		return compare.Prediction{CPUNs: truth.CPUNs * percent / 100, WallNs: truth.WallNs * percent / 100}
	}
	run := compare.Run{Trace: ran, ForeignNs: trace.None}
	near := []compare.Near{
		{Run: run, Before: times(98), After: times(106)},
		{Run: run, Before: times(90), After: times(90)},
		{Run: run, Before: times(105), After: times(105)},
	}
	table := compare.Table{Cores: 2}
	table.AddNear("a.js", &compare.Report{OutputEqual: true, ExitCodes: compare.Codes{Equal: true}, Preset: "calibrated"}, near, 0, 2)
	row := table.Rows[0]
	require.Equal(t, "2.0", row.CPU.ErrorPercent.String())
	require.Equal(t, truth.CPUNs, row.CPU.Real)
	require.Equal(t, "2.0", row.Wall.ErrorPercent.String())
	require.Equal(t, &compare.Spread{Least: "-10.0", Most: "5.0"}, row.CPUSpread)
	unsteady, repeated := table.Unsteady()
	require.Equal(t, []int{0, 2}, []int{unsteady, repeated})
}

// TestSteadyRunsAreChosenFirst: those during which the computer's speed changed fill
// up what is missing.
func TestSteadyRunsAreChosenFirst(t *testing.T) {
	of := func(name string, before, after int64) compare.Near {
		return compare.Near{Run: compare.Run{Output: name}, Before: compare.Prediction{CPUNs: before}, After: compare.Prediction{CPUNs: after}}
	}
	all := []compare.Near{of("a", 100, 111), of("b", 100, 110), of("c", 150, 100), of("d", 100, 100), of("e", 100, 100)}
	for _, c := range []struct {
		want, unsteady int
		chosen         string
	}{{1, 0, "b"}, {3, 0, "bde"}, {4, 1, "abde"}, {5, 2, "abcde"}, {9, 2, "abcde"}} {
		chosen, unsteady := compare.Chosen(all, c.want)
		names := ""
		for _, n := range chosen {
			names += n.Run.Output
		}
		require.Equal(t, c.chosen, names, "%d", c.want)
		require.Equal(t, c.unsteady, unsteady, "%d", c.want)
	}
}

// TestCostsAreNotedFromLeastToMost: under their names, in the order in which they come.
func TestCostsAreNotedFromLeastToMost(t *testing.T) {
	var m compare.Measured
	for _, ns := range []int64{5, 3, 9} {
		m.Note("start", ns)
	}
	m.Note("pbkdf2", 1)
	require.Equal(t, []compare.MeasuredRange{{Name: "start", Least: 3, Most: 9}, {Name: "pbkdf2", Least: 1, Most: 1}}, m.Costs)
}
