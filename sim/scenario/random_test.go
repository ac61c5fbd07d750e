package scenario_test

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/sim"
	"timeslice/sim/scenario"
	"timeslice/sim/scenario/author"
	"timeslice/sim/trace"
)

// TestRandomScenarios writes scenarios at random and judges their runs. The
// variable TIMESLICE_RANDOM_EVENTS says how many facts there shall be in all,
// and TIMESLICE_RANDOM_SEED with which seed to begin. A scenario that fails is
// printed with its seed, to be saved as a story.
func TestRandomScenarios(t *testing.T) {
	want, seed := 60_000, uint64(1)
	if testing.Short() {
		want = 8_000
	}
	want = int(variable(t, "TIMESLICE_RANDOM_EVENTS", uint64(want)))
	seed = variable(t, "TIMESLICE_RANDOM_SEED", seed)
	ends := map[trace.Reason]int{}
	first, facts := seed, 0
	for ; facts < want; seed++ {
		run := judge(t, seed)
		facts += run.Len()
		ends[run.Fact(trace.FactID(run.Len())).Reason]++
	}
	t.Logf("%d facts of the seeds %d to %d; they ended with: %v", facts, first, seed-1, ends)
}

// variable is the number in a variable of the environment, or what it is
// otherwise.
func variable(t *testing.T, name string, otherwise uint64) uint64 {
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	value, err := strconv.ParseUint(text, 10, 63)
	require.NoError(t, err, name)
	return value
}

// judge runs the scenario of a seed and requires of the run what must be so of
// every run.
func judge(t *testing.T, seed uint64) *trace.Trace {
	source := author.Write(seed)
	fine := false
	defer func() {
		if !fine { // a panic, or a requirement that is not met
			fmt.Printf("seed %d\n%s", seed, source)
		}
	}()
	s, err := scenario.Read("random.yaml", []byte(source))
	require.NoError(t, err)
	run := machineOf(t, s).Run()
	require.NoError(t, run.Validate())
	end := run.Fact(trace.FactID(run.Len()))
	require.Equal(t, trace.KindEnd, end.Kind)
	require.NotEqual(t, trace.ReasonNone, end.Reason)
	requireSums(t, run)
	requireTextReadsBack(t, run)
	requireSteps(t, s, run, seed)
	ask(run, seed)
	fine = true
	return run
}

func machineOf(t *testing.T, s *scenario.Scenario) *sim.Machine {
	machine, err := s.Machine(scenario.Overrides{})
	require.NoError(t, err)
	return machine
}

// requireSums requires that the figures add up: every nanosecond of a core is
// somebody's work, or overhead, or idle; every nanosecond of a thread is work,
// or overhead, or it was ready, or blocked.
func requireSums(t *testing.T, run *trace.Trace) {
	m := run.Metrics()
	var busyNs, cpuNs, coreOverheadNs, threadOverheadNs int64
	for _, c := range m.Cores {
		require.Equal(t, m.ElapsedNs, c.BusyNs+c.OverheadNs+c.IdleNs+c.AwayNs, "core %d", c.Core)
		require.True(t, c.BusyNs >= 0 && c.OverheadNs >= 0 && c.IdleNs >= 0, "core %d: %+v", c.Core, c)
		busyNs += c.BusyNs
		coreOverheadNs += c.OverheadNs
	}
	for _, thread := range m.Threads {
		require.Equal(t, thread.ElapsedNs, thread.CPUNs+thread.OverheadNs+thread.ReadyNs+thread.BlockedNs, "thread %d", thread.Thread)
		require.Equal(t, thread.WaitingNs, thread.OverheadNs+thread.ReadyNs, "thread %d", thread.Thread)
		require.True(t, thread.CPUNs >= 0 && thread.OverheadNs >= 0 && thread.ReadyNs >= 0 && thread.BlockedNs >= 0, "thread %d", thread.Thread)
		cpuNs += thread.CPUNs
		threadOverheadNs += thread.OverheadNs
	}
	require.Equal(t, busyNs, cpuNs)
	require.Equal(t, coreOverheadNs, threadOverheadNs)
}

func requireTextReadsBack(t *testing.T, run *trace.Trace) {
	var text bytes.Buffer
	require.NoError(t, run.WriteText(&text))
	back, err := trace.ReadText(&text)
	require.NoError(t, err)
	require.Equal(t, run.Hash(), back.Hash(), "the text form reads back to another trace")
}

// requireSteps runs the scenario again, stops here and there, and requires that
// the run until then is what the snapshots of the first run show, and that the
// stops change nothing.
func requireSteps(t *testing.T, s *scenario.Scenario, run *trace.Trace, seed uint64) {
	dice := author.Dice{Seed: seed}
	machine := machineOf(t, s)
	at := trace.Time(0)
	for range 3 {
		at += trace.Time(dice.Next() % uint64(run.End()/3+2))
		if !machine.RunUntil(at) {
			break
		}
		stopped, shown := machine.Trace().Snapshot(trace.Never), run.Snapshot(at)
		if shown.Ended != trace.ReasonNone { // the end was found later, but dated back to this instant
			shown = run.SnapshotBefore(shown.Facts)
		}
		shown.At = stopped.At
		require.Equal(t, stopped, shown, "at %d ns", at)
	}
	require.Equal(t, run.Hash(), machine.Run().Hash(), "a run in steps is another run")
}

// ask asks a trace for all that can be asked of it, at some instant.
func ask(run *trace.Trace, seed uint64) {
	dice := author.Dice{Seed: seed}
	at := trace.Time(dice.Next() % uint64(run.End()+2))
	snapshot := run.Snapshot(at)
	for id := range snapshot.Threads {
		run.Why(trace.ThreadID(id), at)
	}
	for id := range snapshot.Cores {
		run.WhyCore(trace.CoreID(id), at)
	}
	id := trace.FactID(dice.From(1, run.Len()))
	run.Candidates(id)
	run.WhyFact(id)
}

// TestRandomScenariosUseEverything: among the first scenarios there is every
// operation and every key of a machine, and in their traces every kind of fact
// that scenarios can bring about.
func TestRandomScenariosUseEverything(t *testing.T) {
	var all bytes.Buffer
	seen := map[trace.Kind]int{}
	for seed := range uint64(300) {
		source := author.Write(seed)
		all.WriteString(source)
		s, err := scenario.Read("random.yaml", []byte(source))
		require.NoError(t, err)
		run := machineOf(t, s).Run()
		for id := trace.FactID(1); int(id) <= run.Len(); id++ {
			seen[run.Fact(id).Kind]++
		}
	}
	for _, name := range scenario.OperationNames() {
		require.True(t, regexp.MustCompile(`(?m)^ +- `+name+`( |:|$)`).Match(all.Bytes()), "no operation %s", name)
	}
	for _, key := range scenario.MachineKeys() {
		require.True(t, regexp.MustCompile(`(?m)^  `+key+`: `).Match(all.Bytes()), "no key %s", key)
	}
	for kind := trace.KindProcessStart; kind <= trace.KindValue; kind++ {
		require.Positive(t, seen[kind], "no fact of kind %s", kind)
	}
}
