package trace_test

import (
	"fmt"
	"math"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/scheduler"
	"timeslice/sim"
	"timeslice/sim/benchmark"
	"timeslice/sim/trace"
)

// program is a row of operations.
type program struct {
	operations []sim.Operation
	next       int
}

func (p *program) Next(*sim.Thread) sim.Operation {
	if p.next == len(p.operations) {
		return nil
	}
	p.next++
	return p.operations[p.next-1]
}

// drawMachine draws a small machine with work to do. It is a function, so that
// the same machine can be made again with another limit.
func drawMachine(t *rapid.T) func(until trace.Time) *sim.Machine {
	return drawMachineAt(t, sim.Costs{
		SwitchNs:    rapid.Int64Range(0, 3).Draw(t, "switch"),
		MigrationNs: rapid.Int64Range(0, 3).Draw(t, "migration"),
	})
}

func drawMachineAt(t *rapid.T, costs sim.Costs) func(until trace.Time) *sim.Machine {
	policy := rapid.SampledFrom(scheduler.Policies()).Draw(t, "policy")
	config := scheduler.Defaults(policy.Name, rapid.IntRange(1, 4).Draw(t, "cores"))
	config.Layout = rapid.SampledFrom([]scheduler.Layout{scheduler.Central, scheduler.PerCore}).Draw(t, "layout")
	config.QuantumNs = rapid.Int64Range(1, 10).Draw(t, "quantum")
	config.FrontAfterIO = rapid.Bool().Draw(t, "front after I/O")
	config.BoostNs = rapid.Int64Range(0, 1).Draw(t, "boost") * 50
	config.AgeingNs = rapid.Int64Range(0, 1).Draw(t, "ageing") * 7
	if rapid.Bool().Draw(t, "short levels") {
		config.Levels = []scheduler.Level{{QuantumNs: 2, AllotmentNs: 5}, {QuantumNs: 4}, {QuantumNs: 3}}
	}
	var make []func() *sim.ProcessSpec
	for i := range rapid.IntRange(1, 5).Draw(t, "processes") {
		make = append(make, drawProcess(t, fmt.Sprintf("P%d", i), config.Cores))
	}
	return func(until trace.Time) *sim.Machine {
		m, err := sim.New(sim.Config{Scheduler: config, Costs: costs, Limits: sim.Limits{Until: until}})
		require.NoError(t, err)
		m.NewMutex("L1")
		m.NewMutex("L2")
		for _, process := range make {
			m.Start(process())
		}
		return m
	}
}

func drawProcess(t *rapid.T, name string, cores int) func() *sim.ProcessSpec {
	at := trace.Time(rapid.Int64Range(0, 20).Draw(t, "at"))
	nice := rapid.IntRange(-5, 5).Draw(t, "nice")
	var threads [][]func() sim.Operation
	for range rapid.IntRange(1, 3).Draw(t, "threads") {
		var operations []func() sim.Operation
		for range rapid.IntRange(0, 6).Draw(t, "operations") {
			operations = append(operations, drawOperation(t, cores))
		}
		threads = append(threads, operations)
	}
	return func() *sim.ProcessSpec {
		spec := &sim.ProcessSpec{Name: name, At: at}
		for i, operations := range threads {
			p := &program{}
			for _, operation := range operations {
				p.operations = append(p.operations, operation())
			}
			thread := sim.ThreadSpec{Name: fmt.Sprintf("%s/%d", name, i), Program: p}
			thread.Task.Nice, thread.Task.Priority = nice, 1+i
			spec.Threads = append(spec.Threads, thread)
		}
		return spec
	}
}

func drawOperation(t *rapid.T, cores int) func() sim.Operation {
	ns := rapid.Int64Range(0, 25).Draw(t, "ns")
	mutex := trace.ObjectID(rapid.IntRange(1, 2).Draw(t, "mutex"))
	other := sim.Target{By: sim.ByName, Name: fmt.Sprintf("P%d", ns%5)}
	operations := []func() sim.Operation{
		func() sim.Operation { return &sim.Compute{Ns: ns} },
		func() sim.Operation { return &sim.Compute{Ns: 1} },
		func() sim.Operation { return &sim.Sleep{Ns: ns} },
		func() sim.Operation { return &sim.Transfer{Ns: ns} },
		func() sim.Operation { return sim.Yield{} },
		func() sim.Operation { return &sim.Lock{Mutex: mutex} },
		func() sim.Operation { return &sim.Unlock{Mutex: mutex} },
		func() sim.Operation { return &sim.Kill{To: other, Signal: sim.SIGSTOP} },
		func() sim.Operation { return &sim.Kill{To: other, Signal: sim.SIGCONT} },
		func() sim.Operation { return &sim.SetClass{Class: scheduler.Class(ns % 3), Priority: 1 + int(ns)} },
		func() sim.Operation { return &sim.SetAffinity{Cores: []trace.CoreID{trace.CoreID(ns % 2)}} },
	}
	if cores == 1 { // on several, the facts do not always tell whether it came before or after the end of another's slice
		operations = append(operations,
			func() sim.Operation {
				return &sim.SetClass{Class: scheduler.Class(ns % 3), Priority: 1 + int(ns), Of: other}
			},
			func() sim.Operation { return &sim.SetNice{Nice: int(ns) - 12, Of: other} },
		)
	}
	return rapid.SampledFrom(operations).Draw(t, "operation")
}

// The state at an instant is what all facts up to it add up to; and it is
// where the machine stands when it is only run until then.
func TestSnapshotIsRunUntil(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		machine := drawMachine(t)
		record := machine(trace.Never).Run()
		for range 5 {
			at := trace.Time(rapid.Int64Range(0, int64(record.End())+2).Draw(t, "at"))
			snapshot := record.Snapshot(at)
			requireByHand(t, record, record.LastAt(at), snapshot)

			shorter := machine(max(at, 1)).Run() // 0 would be no limit
			if at == 0 || shorter.Snapshot(trace.Never).Ended != trace.ReasonUntil {
				continue
			}
			if snapshot.Ended != trace.ReasonNone { // the run came to its end at this instant
				snapshot.Facts, snapshot.Ended, snapshot.EndText = snapshot.Facts-1, trace.ReasonNone, trace.NoString
			}
			requireByHand(t, shorter, trace.FactID(shorter.Len()-1), snapshot)
		}
	})
}

// The candidates of a choice explain it: of those that could be chosen, the
// one that leads the queue was. Only the lottery is blind to the order.
func TestCandidatesExplainTheChoice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		record := drawMachine(t)(trace.Never).Run()
		for id := trace.FactID(1); int(id) <= record.Len(); id++ {
			f := record.Fact(id)
			if f.Kind != trace.KindDispatch || moved(record, id) {
				continue
			}
			candidates := record.Candidates(id)
			require.Len(t, candidates, int(f.Object)+1, "the fact says how many were left waiting; fact %d", id)
			chosen := candidates[slices.IndexFunc(candidates, func(c trace.Candidate) bool { return c.Chosen })]
			if f.Reason == trace.ReasonWinningTicket || !chosen.KeysKnown {
				continue
			}
			for _, c := range candidates {
				if c.Eligible && c.KeysKnown {
					require.True(t, c.Chosen, "thread %d leads, but fact %d chose thread %d: %+v", c.Thread, id, f.Thread, candidates)
					break
				}
			}
		}
	})
}

// moved reports whether a change of affinity has moved a thread before fact id.
// That it stands in another queue is recorded when the instant is decided, so
// that its place among equals there is not known.
func moved(record *trace.Trace, id trace.FactID) bool {
	for ; id > 0; id-- {
		if record.Fact(id).Kind == trace.KindAffinity {
			return true
		}
	}
	return false
}

// Following a state fact by fact leads to the same states as asking for them,
// and passes each fact on the way.
func TestFollow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		record := anyRun(t)
		from := trace.FactID(rapid.IntRange(0, record.Len()).Draw(t, "from"))
		to := trace.FactID(rapid.IntRange(int(from), record.Len()+5).Draw(t, "to"))
		s, next := record.SnapshotAfter(from), from
		record.Follow(s, to, func(f *trace.Fact, id trace.FactID) {
			next++
			require.Equal(t, next, id)
			require.Equal(t, record.Fact(id), *f)
			require.Equal(t, id, s.Facts)
		})
		require.Equal(t, min(to, trace.FactID(record.Len())), next)
		require.Equal(t, record.SnapshotAfter(next), s)
		record.Follow(s, from, nil)
		require.Equal(t, next, s.Facts, "there is no way back")
	})
}

// requireByHand requires that a snapshot equals the state after fact id of a
// trace, made by hand, at the snapshot's instant.
func requireByHand(t require.TestingT, record *trace.Trace, id trace.FactID, snapshot *trace.State) {
	byHand := record.ByHand(id)
	byHand.At = snapshot.At
	require.Equal(t, byHand, snapshot)
}

// The same over many checkpoints, asked in any order by many at once, also
// through a trace that was taken before the run was over.
func TestSnapshotFromCheckpoints(t *testing.T) {
	_, record, err := benchmark.RoundRobin{Tasks: 20, Cores: 3, Cycles: 200}.Run()
	require.NoError(t, err)
	var askers sync.WaitGroup
	for asker := range 3 {
		askers.Go(func() {
			id := asker * 1000
			for range 7 {
				id = (id*7919 + 12345) % record.Len()
				snapshot := record.SnapshotAfter(trace.FactID(id))
				byHand := record.ByHand(trace.FactID(id))
				if !equal(byHand, snapshot) {
					t.Errorf("the snapshot after fact %d is not what the facts add up to", id)
				}
			}
		})
	}
	askers.Wait()
	record.Snapshot(record.End())
	require.Greater(t, record.Checkpoints(), 3, "this test is about checkpoints")
}

func equal(a, b *trace.State) bool { return assert.ObjectsAreEqual(a, b) }

func TestSnapshotOfAnUnfinishedRun(t *testing.T) {
	recorder := trace.NewRecorder()
	add := func(at trace.Time, kind trace.Kind, thread trace.ThreadID) {
		recorder.Add(trace.Fact{Time: at, Kind: kind, Thread: thread, Core: 0})
	}
	add(1, trace.KindThreadStart, 2)
	add(2, trace.KindReady, 2)
	early := recorder.Trace()
	for i := range 10_000 {
		add(trace.Time(3+i), []trace.Kind{trace.KindDispatch, trace.KindPreempt}[i%2], 2)
	}
	late := recorder.Trace()
	require.Equal(t, trace.StatusRunning, late.Snapshot(3).Thread(2).Status)
	require.Equal(t, int64(5000), late.Snapshot(trace.Never).CPUNs(2))
	require.Equal(t, trace.StatusReady, early.Snapshot(3).Thread(2).Status, "it holds the facts there were when it was taken")
	require.Equal(t, trace.Time(2), early.Snapshot(3).At, "beyond the last fact nothing is known")
}

func TestSnapshotBeforeAndAfterAFact(t *testing.T) {
	record := read(t, `5ns thread-start thread=2 process=2
		7ns ready thread=2 reason=new
		7ns dispatch thread=2 core=0 reason=only-one`)
	require.Equal(t, trace.StatusReady, record.SnapshotBefore(3).Thread(2).Status)
	require.Equal(t, trace.StatusNew, record.SnapshotBefore(2).Thread(2).Status)
	require.Equal(t, trace.Time(7), record.SnapshotBefore(2).At)
	require.Equal(t, trace.StatusReady, record.SnapshotAfter(2).Thread(2).Status)
	require.Equal(t, trace.StatusNone, record.SnapshotAfter(0).Thread(2).Status)
	require.Panics(t, func() { record.SnapshotAfter(4) })
	require.Panics(t, func() { record.SnapshotBefore(0) })
}

// Facts, strings and checkpoints take at most 48 bytes a fact.
func TestTraceIsSmall(t *testing.T) {
	w := benchmark.RoundRobin{Tasks: 1000, Cores: 8, Cycles: 120}
	if testing.Short() {
		w.Cycles = 60
	}
	_, record, err := w.Run()
	require.NoError(t, err)
	record.Snapshot(record.End())
	require.Positive(t, record.Checkpoints())
	require.LessOrEqual(t, record.Bytes(), int64(48*record.Len()))
}

// A trace that was made up to ask for memory does not get it, and nothing that
// can be asked of it fails.
func TestAbsurdTraces(t *testing.T) {
	recorder := trace.NewRecorder(trace.Property{Name: "cores", Value: "2000000000"})
	for kind := range trace.Kind(200) {
		for _, id := range []int32{math.MaxInt32, math.MinInt32, -1, 1 << 20} {
			recorder.Add(trace.Fact{Kind: kind, Thread: trace.ThreadID(id), Object: id, Core: trace.CoreID(id), A: math.MinInt64, B: math.MaxInt64})
			recorder.Add(trace.Fact{Kind: kind, Thread: 3, Object: id, Core: math.MaxInt16, A: int64(id), B: int64(id)})
		}
	}
	record := recorder.Trace()
	state := record.Snapshot(record.End())
	require.Less(t, len(state.Threads)+len(state.Processes)+len(state.Objects)+len(state.Groups)+len(state.Cores), 10_000)
	askEverything(record)
}

// Whatever the facts are, nothing panics.
func TestAnyTraceCanBeAsked(t *testing.T) {
	small := rapid.Int32Range(-1, 6)
	rapid.Check(t, func(t *rapid.T) {
		recorder := trace.NewRecorder(trace.Property{Name: "policy", Value: rapid.SampledFrom([]string{"", "sjf"}).Draw(t, "policy")})
		value := rapid.OneOf(rapid.Int64Range(-2, 6), rapid.Int64())
		for range rapid.IntRange(0, 60).Draw(t, "facts") {
			recorder.Add(trace.Fact{
				Time: trace.Time(value.Draw(t, "time")), Kind: trace.Kind(rapid.Uint8Range(0, 60).Draw(t, "kind")),
				Reason: trace.Reason(rapid.Uint8().Draw(t, "reason")), Cause: trace.FactID(rapid.Int32Range(-1, 61).Draw(t, "cause")),
				Thread: trace.ThreadID(small.Draw(t, "thread")), Object: small.Draw(t, "object"), Core: trace.CoreID(small.Draw(t, "core")),
				A: value.Draw(t, "a"), B: value.Draw(t, "b"),
			})
		}
		askEverything(recorder.Trace())
	})
}

func askEverything(record *trace.Trace) {
	record.Metrics()
	for id := trace.FactID(1); int(id) <= record.Len(); id++ {
		record.Candidates(id)
		record.WhyFact(id)
	}
	for _, at := range []trace.Time{math.MinInt64, 0, record.End(), trace.Never} {
		s := record.Snapshot(at)
		s.WaitCycle()
		for id := range int32(8) {
			record.Why(trace.ThreadID(id), at)
			record.WhyCore(trace.CoreID(id-1), at)
			s.Ready(trace.CoreID(id - 1))
			s.Waiters(trace.ObjectID(id))
			s.Children(trace.ProcessID(id))
			s.ThreadsOf(trace.ProcessID(id))
			s.CPUNs(trace.ThreadID(id))
			s.CoreTimes(trace.CoreID(id - 1))
			s.SliceLeftNs(trace.CoreID(id - 1))
		}
	}
}

// The zero trace is empty, and can be asked as well.
func TestZeroTrace(t *testing.T) {
	askEverything(&trace.Trace{})
}

// WaitCycle against trying every thread and every number of steps.
func TestWaitCycleTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const threads = 8
		recorder := trace.NewRecorder()
		owner := make([]int, threads+1) // of the mutex that a thread waits for; 0 for none
		for id := 1; id <= threads; id++ {
			recorder.Add(trace.Fact{Kind: trace.KindObject, Reason: trace.ReasonMutex, Object: int32(id)})
			recorder.Add(trace.Fact{Kind: trace.KindAcquire, Thread: trace.ThreadID(id), Object: int32(id), A: 1})
			owner[id] = rapid.IntRange(0, threads).Draw(t, "owner")
			recorder.Add(trace.Fact{Kind: trace.KindThreadStart, Thread: trace.ThreadID(id)})
			recorder.Add(trace.Fact{Kind: trace.KindBlock, Thread: trace.ThreadID(id), Object: int32(owner[id])})
		}
		var want []trace.Wait
		for first := 1; first <= threads && want == nil; first++ {
			at := first
			for steps := 0; steps < threads && at != 0 && want == nil; steps++ {
				if at = owner[at]; at == first {
					want = circleFrom(owner, first)
				}
			}
		}
		require.Equal(t, want, recorder.Trace().Snapshot(0).WaitCycle())
	})
}

func circleFrom(owner []int, first int) []trace.Wait {
	var waits []trace.Wait
	for at := first; at != first || waits == nil; at = owner[at] {
		waits = append(waits, trace.Wait{Thread: trace.ThreadID(at), Object: trace.ObjectID(owner[at]), Owner: trace.ThreadID(owner[at])})
	}
	return waits
}
