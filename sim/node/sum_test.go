package node

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/scheduler"
	"timeslice/sim"
	"timeslice/sim/trace"
)

// TestSumsTakeAsLongAsWhereTheyAreWorkedOut: why more processes can be slower
// comes out of the costs by itself, in the order that was measured with Node (see
// docs/model.md).
func TestSumsTakeAsLongAsWhereTheyAreWorkedOut(t *testing.T) {
	source, err := os.ReadFile("testdata/sum.js")
	require.NoError(t, err)
	preset, _ := sim.FindPreset("laptop")
	m, err := sim.New(sim.Config{Scheduler: scheduler.Defaults("eevdf", 4), Costs: preset.Costs, MemoryBytes: preset.MemoryBytes})
	require.NoError(t, err)
	m.Start(Spec("node", Options{
		Script: "/main.js", Arguments: []string{"50000"}, Files: Files{"/main.js": source}, Library: NewLibrary(), Costs: DefaultCosts(),
	}))
	record := m.Run()
	require.Equal(t, trace.ReasonCompleted, record.Fact(trace.FactID(record.Len())).Reason)
	var output strings.Builder
	for id := range record.Len() {
		if fact := record.Fact(trace.FactID(id + 1)); fact.Kind == trace.KindOutput {
			output.WriteString(record.Text(trace.StringID(fact.B)))
		}
	}
	var names []string
	last := "" // as a text of eight characters
	for _, row := range strings.Split(strings.TrimRight(output.String(), "\n"), "\n") {
		require.Greater(t, row[:8], last, output.String())
		last = row[:8]
		names = append(names, row[9:])
	}
	require.Equal(t, []string{
		"in the process", "worker, shared buffer", "worker, copied", "warm child, advanced", "warm child, JSON", "new child, JSON",
	}, names)
}
