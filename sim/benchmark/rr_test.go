package benchmark

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestRoundRobinAgrees: the ordinary machine, the hand-written loop and the
// published figures of the workload agree exactly.
func TestRoundRobinAgrees(t *testing.T) {
	for _, c := range []struct {
		cycles int
		want   Result
	}{
		{5, Result{Events: 19301, Makespan: 1610781152772, Sum: 502392249422}},
		{26, Result{Events: 100330, Makespan: 7988794996420, Sum: 496363731578}},
		{260, Result{Events: 1004273, Makespan: 78172205417140, Sum: 488808773559}},
	} {
		w := RoundRobin{Tasks: 1000, Cores: 8, Cycles: c.cycles}
		got, record, err := w.Run()
		require.NoError(t, err)
		require.Equal(t, record.Len(), got.Facts)
		got.Facts = 0
		require.Equal(t, c.want, got)
		loop := w.Baseline()
		loop.Facts = 0
		require.Equal(t, c.want, loop)
	}
}

func BenchmarkRoundRobin(b *testing.B) {
	w := RoundRobin{Tasks: 1000, Cores: 8, Cycles: 260}
	var events int64
	for b.Loop() {
		m, err := w.Machine()
		if err != nil {
			b.Fatal(err)
		}
		events += w.count(m.Run()).Events
	}
	b.ReportMetric(float64(events)/b.Elapsed().Seconds()/1e6, "Mevents/s")
}

func BenchmarkRoundRobinBaseline(b *testing.B) {
	w := RoundRobin{Tasks: 1000, Cores: 8, Cycles: 260}
	var events int64
	for b.Loop() {
		events += w.Baseline().Events
	}
	b.ReportMetric(float64(events)/b.Elapsed().Seconds()/1e6, "Mevents/s")
}
