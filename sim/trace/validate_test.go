package trace_test

import (
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/sim/trace"
)

// TestValidate judges traces written by hand. Each bad one breaks the rule it
// is about, and no other. The beginning that most of them share is told once,
// with the command "given".
func TestValidate(t *testing.T) {
	datadriven.Walk(t, "testdata/validate", func(t *testing.T, path string) {
		var given string
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			if d.Cmd == "given" {
				given = d.Input + "\n"
				return verdict(t, given)
			}
			return verdict(t, given+d.Input)
		})
	})
}

func verdict(t *testing.T, facts string) string {
	judged, err := trace.ReadText(strings.NewReader("timeslice trace 1\n" + facts))
	require.NoError(t, err)
	faults := judged.Faults(10)
	if len(faults) == 0 {
		require.NoError(t, judged.Validate())
		return "valid"
	}
	require.Error(t, judged.Validate())
	var lines []string
	for _, fault := range faults {
		lines = append(lines, fault.String())
	}
	return strings.Join(lines, "\n")
}

// Whatever the machine does is valid, reads back from its text, and is counted
// so that all of the cores' time is somebody's.
func TestRunsAreValid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		run := anyRun(t)
		text := written(t, run)
		require.NoError(t, run.Validate(), "%s", text)
		metrics := run.Metrics()
		var cpuNs, busyNs int64
		for _, thread := range metrics.Threads {
			cpuNs += thread.CPUNs
		}
		for _, core := range metrics.Cores {
			require.Equal(t, int64(run.End()), core.BusyNs+core.OverheadNs+core.IdleNs)
			busyNs += core.BusyNs
		}
		require.Equal(t, cpuNs, busyNs)
	})
}

// A run that is damaged in one place is not always invalid, but judging it
// does no harm, and never takes more faults than asked for.
func TestDamagedRunsAreJudged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		require.LessOrEqual(t, len(damagedRun(t).Faults(3)), 3)
	})
}

// Most damage is seen: of one run, with each of its facts damaged in each way.
func TestDamageIsSeen(t *testing.T) {
	run := talk(t)
	require.NoError(t, run.Validate())
	seen := make([]int, damages)
	for victim := trace.FactID(1); int(victim) <= run.Len(); victim++ {
		for how := lost; how < damages; how++ {
			if damaged(run, victim, how).Validate() != nil {
				seen[how]++
			}
		}
	}
	for how, count := range seen {
		require.Greater(t, count*100, run.Len()*60, "damage %d was seen %d times in %d", how, count, run.Len())
	}
}

// Traces that make no sense at all are judged without harm.
func TestAnyTraceIsJudged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		judged := anyTrace(t)
		require.LessOrEqual(t, len(judged.Faults(1000)), 1000)
	})
	require.NoError(t, (&trace.Trace{}).Validate())
}

// FuzzValidate judges whatever can be read.
func FuzzValidate(f *testing.F) {
	f.Add("1ms process-start process=2 parent=1\n1ms thread-start thread=2 process=2\n1ms ready thread=2\n1ms dispatch thread=2 core=0 limit=2ms\n2ms thread-exit thread=2 process=2 core=0\n2ms process-exit process=2 thread=2\n2ms end reason=completed\n")
	f.Add("0s object object=1 reason=mutex\n0s acquire thread=2 object=1\n0s release thread=2 object=1\n0s block thread=2 object=1 reason=lock\n")
	f.Add("0s object object=1 capacity=5 reason=pipe\n0s send object=1 bytes=9223372036854775807 held=1\n0s receive object=1 bytes=1 held=-1\n")
	f.Add("0s object object=1 capacity=1 reason=disk-device\n0s disk-start object=1\n0s disk-done object=1\n0s stop thread=1\n0s switch-cost switch=9223372036854775807ns thread=1\n")
	f.Fuzz(func(t *testing.T, facts string) {
		if judged, err := trace.ReadText(strings.NewReader("timeslice trace 1\n" + facts)); err == nil {
			judged.Faults(100)
		}
	})
}

// BenchmarkValidate judges the run of a large workload.
func BenchmarkValidate(b *testing.B) {
	run := largeRun(b)
	b.ReportMetric(float64(run.Len()), "facts")
	for b.Loop() {
		require.NoError(b, run.Validate())
	}
}
