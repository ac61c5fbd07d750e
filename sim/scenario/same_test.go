package scenario_test

import (
	"encoding/hex"
	"flag"
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/lessons"
	"timeslice/scheduler"
	"timeslice/sim/scenario"
	"timeslice/sim/trace"
)

// golden holds a line for each scenario that ships and each policy: the two
// names, how many facts there are, and the hash of the trace.
const golden = "testdata/hashes.txt"

// TestSameEveryTime: every scenario that ships gives, under each policy, the
// trace whose hash stands in testdata/hashes.txt: again and again, on one
// processor and on many, alone and while the same runs elsewhere, in one go and in
// steps. The file is the same for every build, so where this test passes (native, with the race detector, as js/wasm)
// the traces are equal to the last byte.
//
// The hashes change whenever the model or a scenario changes, as they should.
// When that was meant, write them anew:
//
//	go test ./sim/scenario -run TestSameEveryTime -rewrite
//
// The flag is the one that datadriven has for the stories.
func TestSameEveryTime(t *testing.T) {
	var lines strings.Builder
	for _, entry := range lessons.Scenarios() {
		s, err := scenario.Read(entry.Name, entry.Source)
		require.NoError(t, err)
		for _, policy := range scheduler.Policies() {
			repeats := 3
			switch {
			case testing.Short():
				repeats = 1
			case policy.Name == "rr", policy.Name == "eevdf":
				repeats = 100
			}
			lines.WriteString(sameEveryTime(t, s, policy.Name, repeats))
		}
	}
	if flag.Lookup("rewrite").Value.String() == "true" {
		require.NoError(t, os.WriteFile(golden, []byte(lines.String()), 0o644))
		return
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	require.Equal(t, strings.Split(string(want), "\n"), strings.Split(lines.String(), "\n"))
}

// sameEveryTime runs a scenario under a policy so often, requires the same trace
// each time, and returns its line.
func sameEveryTime(t *testing.T, s *scenario.Scenario, policy string, repeats int) string {
	first, err := runUnder(s, policy, 1)
	require.NoError(t, err)
	before := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(before)
	again := make([]string, 2*repeats)
	for repeat := range repeats {
		runtime.GOMAXPROCS([]int{before, 1}[repeat%2])
		var both sync.WaitGroup
		for i := range 2 {
			both.Go(func() {
				if run, err := runUnder(s, policy, []int{1, 7, 100}[(repeat+i)%3]); err == nil {
					again[2*repeat+i] = hashOf(run)
				}
			})
		}
		both.Wait()
	}
	for _, hash := range again {
		require.Equal(t, hashOf(first), hash, "%s under %s", s.Name(), policy)
	}
	return fmt.Sprintf("%s %s %d %s\n", s.Name(), policy, first.Len(), hashOf(first))
}

// runUnder runs a scenario under a policy, in so many steps of equal length and
// what is left after them.
func runUnder(s *scenario.Scenario, policy string, steps int) (*trace.Trace, error) {
	const usualNs = 200 * trace.Millisecond
	machine, err := s.Machine(scenario.Overrides{Policy: &policy})
	if err != nil {
		return nil, err
	}
	for step := 1; step < steps; step++ {
		machine.RunUntil(trace.Time(usualNs / int64(steps) * int64(step)))
	}
	return machine.Run(), nil
}

func hashOf(run *trace.Trace) string {
	hash := run.Hash()
	return hex.EncodeToString(hash[:16])
}
