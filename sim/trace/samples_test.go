package trace_test

import (
	"fmt"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/scheduler"
	"timeslice/sim"
	"timeslice/sim/benchmark"
	"timeslice/sim/trace"
)

// script is a program of one operation after another.
type script struct {
	operations []sim.Operation
	at         int
}

func (s *script) Next(*sim.Thread) sim.Operation {
	if s.at == len(s.operations) {
		return nil
	}
	s.at++
	return s.operations[s.at-1]
}

// anyRun draws a machine of any policy, with a few processes that compute,
// sleep, wait for a device and give way, and runs it.
func anyRun(t *rapid.T) *trace.Trace {
	policies := scheduler.Policies()
	policy := rapid.SampledFrom(policies).Draw(t, "policy")
	config := scheduler.Defaults(policy.Name, rapid.IntRange(1, 4).Draw(t, "cores"))
	config.Layout = rapid.SampledFrom([]scheduler.Layout{scheduler.Central, scheduler.PerCore}).Draw(t, "layout")
	config.HZ = rapid.SampledFrom([]int64{0, 250, 1000}).Draw(t, "hz")
	config.QuantumNs = rapid.Int64Range(1, 5).Draw(t, "quantum") * trace.Millisecond
	preset := rapid.SampledFrom(sim.Presets()).Draw(t, "preset")
	machine, err := sim.New(sim.Config{
		Scheduler: config, Costs: preset.Costs,
		Limits:     sim.Limits{Until: trace.Time(rapid.Int64Range(1, 60).Draw(t, "until")) * trace.Time(5*trace.Millisecond)},
		Properties: []trace.Property{{Name: "policy", Value: policy.Name}},
	})
	require.NoError(t, err)
	for process := range rapid.IntRange(1, 5).Draw(t, "processes") {
		spec := &sim.ProcessSpec{
			Name: fmt.Sprintf("进程 %d", process+1),
			At:   trace.Time(rapid.Int64Range(0, 8).Draw(t, "at") * trace.Millisecond),
		}
		for thread := range rapid.IntRange(1, 3).Draw(t, "threads") {
			spec.Threads = append(spec.Threads, sim.ThreadSpec{
				Name: fmt.Sprintf("%c%d", 'A'+process, thread+1), Program: &script{operations: anyOperations(t)},
				Task: scheduler.Task{Nice: rapid.IntRange(-5, 5).Draw(t, "nice"), Tickets: 100},
			})
		}
		machine.Start(spec)
	}
	return machine.Run()
}

func anyOperations(t *rapid.T) []sim.Operation {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) sim.Operation {
		ns := rapid.Int64Range(0, 12).Draw(t, "ms") * trace.Millisecond
		switch rapid.IntRange(0, 5).Draw(t, "operation") {
		case 0:
			return &sim.Sleep{Ns: ns}
		case 1:
			return &sim.Transfer{Ns: ns + 1234}
		case 2:
			return sim.Yield{}
		}
		return &sim.Compute{Ns: ns}
	}), 0, 8).Draw(t, "operations")
}

// largeRun is a run of some hundred thousand facts.
func largeRun(b require.TestingT) *trace.Trace {
	_, run, err := benchmark.RoundRobin{Tasks: 500, Cores: 8, Cycles: 100}.Run()
	require.NoError(b, err)
	return run
}
