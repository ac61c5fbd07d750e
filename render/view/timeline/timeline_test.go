package timeline_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/render/view/names"
	"timeslice/render/view/timeline"
	"timeslice/sim/scenario/author"
	"timeslice/sim/trace"
)

// The slices of every thread and core are what the states say, instant by
// instant.
func TestSlicesAreTheStates(t *testing.T) {
	for _, record := range runs(t, 25, 4, 3000) {
		x, w := indexed(record), newTwin(record)
		for id := range trace.ThreadID(len(record.Snapshot(record.End()).Threads)) {
			require.Equal(t, w.threads[id], slicesOf(x, names.ThreadRef(id)), "thread %d", id)
		}
		for id := range trace.CoreID(len(record.Snapshot(record.End()).Cores)) {
			require.Equal(t, w.cores[id], slicesOf(x, names.CoreRef(id)), "core %d", id)
		}
	}
}

// Sums between any two instants are exact to the nanosecond, and add up.
func TestSumsAreExact(t *testing.T) {
	for i, record := range runs(t, 15, 3, 3000) {
		x, w := indexed(record), newTwin(record)
		dice := author.Dice{Seed: uint64(i)}
		for range 40 {
			from := anyInstant(&dice, record)
			to := anyInstant(&dice, record)
			if from > to {
				from, to = to, from
			}
			for id, slices := range w.threads {
				got, found := x.Sum(names.ThreadRef(id), from, to)
				require.True(t, found)
				want, by := sum(slices, from, to)
				require.Equal(t, want, got.Ns, "thread %d from %d to %d", id, from, to)
				require.Equal(t, by[trace.ReasonNone], int64(0))
				for _, r := range got.Blocked {
					require.Equal(t, by[r.Reason], r.Ns, "%s", r.Reason)
					delete(by, r.Reason)
				}
				require.Empty(t, by)
				requireWhole(t, &got)
			}
			for id, slices := range w.cores {
				got, found := x.Sum(names.CoreRef(id), from, to)
				require.True(t, found)
				want, _ := sum(slices, from, to)
				require.Equal(t, want, got.Ns, "core %d from %d to %d", id, from, to)
				requireWhole(t, &got)
			}
			requireProcesses(t, x, w, from, to)
		}
	}
}

// requireProcesses requires that a process ran while one of its threads did,
// and that its load is the CPU time of all.
func requireProcesses(t *testing.T, x *timeline.Index, w *twin, from, to trace.Time) {
	for _, row := range x.Rows(timeline.ByProcess) {
		got, found := x.Sum(row.Ref, from, to)
		require.True(t, found)
		requireWhole(t, &got)
		var loadNs int64
		for _, thread := range x.ThreadsOf(row.Process) {
			s, _ := x.Sum(names.ThreadRef(thread), from, to)
			loadNs += s.CPUNs()
			require.LessOrEqual(t, s.CPUNs(), got.CPUNs())
		}
		require.Equal(t, loadNs, got.LoadNs, "process %d", row.Process)
		require.LessOrEqual(t, got.CPUNs(), loadNs)
	}
}

func requireWhole(t *testing.T, s *timeline.Sum) {
	whole := int64(0)
	for _, ns := range s.Ns {
		require.GreaterOrEqual(t, ns, int64(0))
		whole += ns
	}
	require.Equal(t, int64(s.To-s.From), whole)
}

func anyInstant(dice *author.Dice, record *trace.Trace) trace.Time {
	switch dice.Below(8) {
	case 0:
		return 0
	case 1:
		return record.End()
	case 2:
		return record.Fact(trace.FactID(dice.From(1, record.Len()))).Time
	}
	return trace.Time(dice.Next() % uint64(record.End()+1))
}

// What an index says of a whole run is what package trace says of it.
func TestSumsAreTheFigures(t *testing.T) {
	for _, record := range runs(t, 40, 4, 20_000) {
		x, figures := indexed(record), record.Metrics()
		for _, m := range figures.Threads {
			s, found := x.Sum(names.ThreadRef(m.Thread), 0, record.End())
			require.True(t, found)
			require.Equal(t, m.CPUNs, s.CPUNs())
			require.Equal(t, m.OverheadNs, s.Ns[timeline.Switching])
			require.Equal(t, m.ReadyNs, s.Ns[timeline.Ready]+s.Ns[timeline.Throttled])
			require.Equal(t, m.StoppedNs, s.Ns[timeline.Stopped])
			require.Equal(t, m.BlockedNs, s.Ns[timeline.Blocked]+s.Ns[timeline.Stopped])
			var blocked []trace.ReasonNs
			for _, r := range m.BlockedBy {
				if r.Reason != trace.ReasonStopped && r.Ns > 0 {
					blocked = append(blocked, r)
				}
			}
			require.Equal(t, len(blocked), len(s.Blocked))
			for i, r := range s.Blocked {
				require.Equal(t, trace.ReasonNs(r), blocked[i])
			}
		}
		for _, m := range figures.Cores {
			s, _ := x.Sum(names.CoreRef(m.Core), 0, record.End())
			require.Equal(t, [3]int64{m.BusyNs, m.OverheadNs, m.IdleNs}, [3]int64{s.CPUNs(), s.Ns[timeline.Switching], s.Ns[timeline.Idle]})
		}
	}
}

// CPU time at an instant is what the state has, and the way back finds the first
// instant at which there was so much.
func TestCPUTime(t *testing.T) {
	for i, record := range runs(t, 15, 2, 3000) {
		x := indexed(record)
		dice := author.Dice{Seed: uint64(i)}
		for range 30 {
			at := anyInstant(&dice, record)
			s := record.Snapshot(at)
			for id := trace.ThreadID(1); int(id) < len(s.Threads); id++ {
				cpuNs := s.CPUNs(id)
				require.Equal(t, cpuNs, x.CPUNs(id, at), "thread %d at %d", id, at)
				first, found := x.TimeOfCPU(id, cpuNs)
				if !found {
					require.Zero(t, cpuNs)
					require.Greater(t, s.Threads[id].FirstRun, at)
					continue
				}
				require.Equal(t, cpuNs, record.Snapshot(first).CPUNs(id))
				if first > 0 && cpuNs > 0 {
					require.Equal(t, cpuNs-1, record.Snapshot(first-1).CPUNs(id), "it is the first instant")
				}
			}
			_, found := x.TimeOfCPU(trace.ThreadID(2), 1<<60)
			require.False(t, found)
		}
	}
}

// An index that grows with its run, a bit at a time, is the index of the whole
// run.
func TestGrowing(t *testing.T) {
	for i, record := range runs(t, 12, 3, 3000) {
		whole, growing := indexed(record), timeline.New()
		dice := author.Dice{Seed: uint64(i)}
		for facts := 0; facts < record.Len(); {
			facts = min(facts+1+dice.Below(dice.From(1, 400)), record.Len())
			growing.Extend(until(record, trace.FactID(facts)))
			growing.Pieces(timeline.LaneID{Of: names.CoreRef(0)}, timeline.Window{To: trace.Never, StepNs: 1000}, nil)
		}
		growing.Extend(record)
		require.Equal(t, whole.Internals(), growing.Internals())
	}
}

// until is a trace that has only the first facts of another.
func until(record *trace.Trace, last trace.FactID) *trace.Trace {
	recorder := trace.NewRecorder(record.Properties()...)
	for id := trace.StringID(1); record.Text(id) != ""; id++ {
		recorder.Intern(record.Text(id))
	}
	for id := trace.FactID(1); id <= last; id++ {
		recorder.Add(record.Fact(id))
	}
	return recorder.Trace()
}
