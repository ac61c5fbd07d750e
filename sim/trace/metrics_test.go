package trace_test

import (
	"math/big"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/scheduler"
	"timeslice/sim"
	"timeslice/sim/trace"
)

// interval is what a thread did from one instant to another.
type interval struct {
	from, to trace.Time
	what     trace.Kind   // the fact that began it
	why      trace.Reason // of that fact
	core     trace.CoreID
	costNs   int64 // of switching, at its beginning
}

// intervals is the life of a thread, read off its facts one after another and
// knowing nothing of states.
func intervals(record *trace.Trace, thread trace.ThreadID) []interval {
	var life []interval
	for id := trace.FactID(1); int(id) <= record.Len(); id++ {
		f := record.Fact(id)
		if f.Thread != thread {
			continue
		}
		switch f.Kind {
		case trace.KindThreadStart, trace.KindReady, trace.KindDispatch, trace.KindPreempt, trace.KindBlock, trace.KindStop, trace.KindThreadExit:
			if len(life) > 0 {
				life[len(life)-1].to = f.Time
			}
			life = append(life, interval{from: f.Time, to: record.End(), what: f.Kind, why: f.Reason, core: f.Core})
		case trace.KindSwitchCost:
			life[len(life)-1].costNs = f.A + f.B
		}
	}
	return life
}

// twin computes a thread's figures from its intervals.
func twin(life []interval, end trace.Time) trace.ThreadMetrics {
	m := trace.ThreadMetrics{
		ArrivalNs: int64(life[0].from), ResponseNs: trace.None, EndNs: trace.None, TurnaroundNs: trace.None,
		ElapsedNs: int64(end - life[0].from),
	}
	core := trace.NoCore
	for _, i := range life {
		length := int64(i.to - i.from)
		switch i.what {
		case trace.KindDispatch:
			m.Dispatches++
			if core != trace.NoCore && core != i.core {
				m.Migrations++
			}
			core = i.core
			overhead := min(length, i.costNs)
			m.OverheadNs += overhead
			m.CPUNs += length - overhead
			if m.ResponseNs == trace.None && length >= i.costNs {
				m.ResponseNs = int64(i.from) + i.costNs - m.ArrivalNs
			}
		case trace.KindBlock:
			m.BlockedNs += length
		case trace.KindStop:
			m.BlockedNs += length
			m.StoppedNs += length
		case trace.KindThreadExit:
			m.EndNs = int64(i.from)
			m.TurnaroundNs = m.EndNs - m.ArrivalNs
			m.ElapsedNs = m.TurnaroundNs
		default:
			m.ReadyNs += length
			if i.what == trace.KindPreempt && i.why == trace.ReasonYield {
				m.Yields++
			} else if i.what == trace.KindPreempt {
				m.Preemptions++
			}
		}
	}
	m.WaitingNs = m.ReadyNs + m.OverheadNs
	return m
}

// The figures equal those of a naive twin, and they add up: the time elapsed
// is CPU, blocked and waiting, waiting is ready and overhead, and what threads
// used and cost is what the cores gave.
func TestMetricsTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		until := trace.Time(rapid.Int64Range(1, 200).Draw(t, "until"))
		record := drawMachine(t)(until).Run()
		metrics := record.Metrics()
		var cpuNs, overheadNs int64
		for _, got := range metrics.Threads {
			want := twin(intervals(record, got.Thread), record.End())
			require.Equal(t, got.ElapsedNs, got.CPUNs+got.BlockedNs+got.WaitingNs)
			var blockedNs int64
			for _, by := range got.BlockedBy {
				blockedNs += by.Ns
			}
			require.Equal(t, got.BlockedNs, blockedNs)
			cpuNs += got.CPUNs
			overheadNs += got.OverheadNs
			want.Thread, want.Process, want.Name, want.Status, want.Ended = got.Thread, got.Process, got.Name, got.Status, got.Ended
			want.BlockedBy, want.Switches, want.Nice = got.BlockedBy, got.Switches, got.Nice
			require.Equal(t, want, got)
			require.Equal(t, want.EndNs != trace.None, got.Ended)
		}
		requireCores(t, record, metrics, cpuNs, overheadNs)
		requireProcesses(t, metrics)
	})
}

func requireCores(t *rapid.T, record *trace.Trace, metrics *trace.Metrics, cpuNs, overheadNs int64) {
	var dispatches, switches int
	for _, c := range metrics.Cores {
		require.Equal(t, int64(record.End()), c.BusyNs+c.OverheadNs+c.IdleNs)
		require.GreaterOrEqual(t, c.IdleNs, int64(0))
		cpuNs -= c.BusyNs
		overheadNs -= c.OverheadNs
		dispatches += c.Dispatches
		switches += c.Switches
	}
	require.Zero(t, cpuNs, "the CPU time that threads had is what the cores gave")
	require.Zero(t, overheadNs)
	for _, m := range metrics.Threads {
		dispatches -= m.Dispatches
		switches -= m.Switches
	}
	require.Zero(t, dispatches)
	require.Zero(t, switches)
}

func requireProcesses(t *rapid.T, metrics *trace.Metrics) {
	for _, p := range metrics.Processes {
		sum := p
		for i := range metrics.Threads {
			if m := &metrics.Threads[i]; m.Process == p.Process {
				sum.Threads--
				sum.CPUNs -= m.CPUNs
				sum.WaitingNs -= m.WaitingNs
				sum.BlockedNs -= m.BlockedNs
				sum.Dispatches -= m.Dispatches
				sum.Switches -= m.Switches
				sum.Migrations -= m.Migrations
			}
		}
		require.Equal(t, []int64{0, 0, 0}, []int64{sum.CPUNs, sum.WaitingNs, sum.BlockedNs})
		require.Equal(t, []int{0, 0, 0, 0}, []int{sum.Threads, sum.Dispatches, sum.Switches, sum.Migrations})
	}
}

// A dispatch counts as a switch exactly when the machine charges for it.
func TestSwitchesAreWhatIsPaidFor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		record := drawMachineAt(t, sim.Costs{SwitchNs: 1, MigrationNs: 1})(trace.Never).Run()
		paid := 0
		for id := trace.FactID(1); int(id) <= record.Len(); id++ {
			if record.Fact(id).Kind == trace.KindSwitchCost {
				paid++
			}
		}
		for _, m := range record.Metrics().Threads {
			paid -= m.Switches
		}
		require.Zero(t, paid)
	})
}

// The example of OSTEP, chapter 7: A needs 100, B and C 10 each. First come,
// first served makes the mean turnaround 110.
func TestConvoy(t *testing.T) {
	metrics := run(t, "fifo", 0, []int64{100, 10, 10})
	require.Equal(t, int64(110), metrics.MeanTurnaroundNs)
	require.Equal(t, int64((0+100+110)/3), metrics.MeanResponseNs)
	require.Equal(t, int64((0+100+110)/3), metrics.MeanWaitingNs)
	require.Equal(t, int64(120), metrics.MakespanNs)
	require.Equal(t, trace.ReasonCompleted, metrics.EndReason)
	require.Equal(t, int64(3*1000*trace.Second/120), metrics.ThroughputMilli)
}

// The example of OSTEP, chapter 7: three jobs of 5, in turns of 1. The mean
// response is 1, the mean turnaround 14.
func TestRoundRobinResponse(t *testing.T) {
	metrics := run(t, "rr", 1, []int64{5, 5, 5})
	require.Equal(t, int64(1), metrics.MeanResponseNs)
	require.Equal(t, int64(14), metrics.MeanTurnaroundNs)
	require.Equal(t, int64(1_000_000), metrics.FairnessPPM)
}

func run(t *testing.T, policy string, quantumNs int64, bursts []int64) *trace.Metrics {
	config := scheduler.Defaults(policy, 1)
	if quantumNs > 0 {
		config.QuantumNs = quantumNs
	}
	m, err := sim.New(sim.Config{Scheduler: config})
	require.NoError(t, err)
	for _, ns := range bursts {
		m.Start(&sim.ProcessSpec{Name: "job", Threads: []sim.ThreadSpec{{Program: &program{operations: []sim.Operation{&sim.Compute{Ns: ns}}}}}})
	}
	return m.Run().Metrics()
}

// Jain's index against fractions as they stand in the paper.
func TestFairnessTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		recorder := trace.NewRecorder()
		var sum, squares big.Rat
		amounts := rapid.SliceOfN(rapid.Int64Range(0, int64(1000*trace.Second)), 1, 8).Draw(t, "cpu")
		now := trace.Time(0)
		for i, ns := range amounts {
			thread, nice := trace.ThreadID(i+2), rapid.Int64Range(-20, 19).Draw(t, "nice")
			recorder.Add(trace.Fact{Time: now, Kind: trace.KindThreadStart, Thread: thread, Object: 2, A: nice})
			recorder.Add(trace.Fact{Time: now, Kind: trace.KindDispatch, Thread: thread})
			now += trace.Time(ns)
			recorder.Add(trace.Fact{Time: now, Kind: trace.KindThreadExit, Thread: thread})
			x := big.NewRat(ns, trace.Weight(int(nice)))
			sum.Add(&sum, x)
			squares.Add(&squares, x.Mul(x, x))
		}
		want := int64(1_000_000)
		if squares.Sign() != 0 {
			index := sum.Mul(&sum, &sum)
			index.Quo(index, squares.Mul(&squares, big.NewRat(int64(len(amounts)), 1_000_000)))
			want = new(big.Int).Quo(index.Num(), index.Denom()).Int64()
		}
		got := recorder.Trace().Metrics().FairnessPPM
		require.InDelta(t, want, got, 1, "%v", amounts)
	})
}

func TestWeight(t *testing.T) {
	var weights []int64
	for nice := -20; nice <= 19; nice++ {
		weights = append(weights, trace.Weight(nice))
	}
	require.True(t, slices.IsSortedFunc(weights, func(a, b int64) int { return int(b - a) }))
	require.Equal(t, []int64{88761, 1024, 335, 15}, []int64{trace.Weight(-20), trace.Weight(0), trace.Weight(5), trace.Weight(19)})
	require.Equal(t, []int64{88761, 15}, []int64{trace.Weight(-99), trace.Weight(99)})
}
