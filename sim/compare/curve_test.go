package compare_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/sim/compare"
	"timeslice/sim/scenario"
	"timeslice/sim/trace"
)

// TestDividingAJobIsAsFastAsThereAreCores: a job of 60 ms, divided among more and
// more processes or threads on two cores, is as much work and half as long from two
// on; and the curve says so.
func TestDividingAJobIsAsFastAsThereAreCores(t *testing.T) {
	read, err := scenario.Read("job.yaml", []byte("machine: {cores: 2, policy: rr}\nprocesses: [{name: Job, run: [repeat 2, [cpu 30ms], print \"done\"]}]"))
	require.NoError(t, err)
	for _, threads := range []bool{false, true} {
		curve := &compare.Curve{}
		for n := int64(3); n >= 1; n-- {
			machine, err := read.Divide(threads, n).Machine(scenario.Overrides{})
			require.NoError(t, err)
			run := compare.RunOf(machine.Run())
			run.ForeignNs = trace.None
			curve.Add(int(n), *run, []compare.Run{*run})
		}
		var speeds []string
		for i, p := range curve.Points {
			require.Equal(t, i+1, p.N)
			require.EqualValues(t, 60*trace.Millisecond, p.CPUNs.Model)
			require.True(t, p.OutputEqual)
			require.Equal(t, p.SpeedUpModel, p.SpeedUpReal)
			speeds = append(speeds, string(p.SpeedUpModel))
		}
		require.Equal(t, []string{"1.00", "2.00", "2.00"}, speeds)
	}
}
