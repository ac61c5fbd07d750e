package timeline_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/render/view/names"
	"timeslice/render/view/timeline"
	"timeslice/sim/benchmark"
	"timeslice/sim/scenario/author"
	"timeslice/sim/trace"
)

// Pieces cover all that is not idle in a window, once; what is long enough is
// shown as it is, and the times in what is merged are exact.
func TestPieces(t *testing.T) {
	for i, record := range runs(t, 15, 3, 3000) {
		x, w := indexed(record), newTwin(record)
		dice := author.Dice{Seed: uint64(i)}
		for range 30 {
			window := anyWindow(&dice, record)
			for id, slices := range w.threads {
				requirePieces(t, x, names.ThreadRef(id), slices, window, false)
			}
			for id, slices := range w.cores {
				requirePieces(t, x, names.CoreRef(id), slices, window, true)
			}
		}
	}
}

func anyWindow(dice *author.Dice, record *trace.Trace) timeline.Window {
	from, to := anyInstant(dice, record), anyInstant(dice, record)
	if from > to {
		from, to = to, from
	}
	if dice.Once(3) {
		from, to = from-5, to+7
	}
	return timeline.Window{From: from, To: to, StepNs: int64(to-from) / int64(dice.From(1, 300))}
}

func requirePieces(t *testing.T, x *timeline.Index, ref names.Ref, all []timeline.Slice, w timeline.Window, owned bool) {
	pieces := x.Pieces(timeline.LaneID{Of: ref}, w, nil)
	at := max(w.From, 0)
	for _, p := range pieces {
		require.LessOrEqual(t, at, p.From)
		require.Less(t, p.From, p.To)
		requireIdle(t, all, at, p.From)
		ns, _ := sum(all, p.From, p.To)
		require.Equal(t, ns, p.Ns)
		require.NotEqual(t, int64(p.To-p.From), p.Ns[timeline.Idle], "idle is not drawn")
		if !p.Merged {
			require.Equal(t, int64(p.To-p.From), p.Ns[p.State])
			s, _ := x.SliceAt(timeline.LaneID{Of: ref}, p.From)
			require.Equal(t, [3]any{s.State, s.Who, s.Fact}, [3]any{p.State, p.Who, p.Fact})
		} else {
			require.LessOrEqual(t, int64(p.To-p.From), 3*max(w.StepNs, 1), "no more than three steps are merged")
			parts := partsOf(x, ref, p.From, p.To)
			require.Greater(t, parts, 1)
			if owned {
				requireOwner(t, all, p, parts)
			}
		}
		at = p.To
	}
	requireIdle(t, all, at, min(w.To, x.End()))
}

func requireIdle(t *testing.T, all []timeline.Slice, from, to trace.Time) {
	if from < to {
		ns, _ := sum(all, from, to)
		require.Equal(t, int64(to-from), ns[timeline.Idle], "something between %d and %d is not drawn", from, to)
	}
}

// partsOf is how many slices have a part between two instants.
func partsOf(x *timeline.Index, ref names.Ref, from, to trace.Time) (count int) {
	for range x.Slices(timeline.LaneID{Of: ref}, from, to) {
		count++
	}
	return count
}

// requireOwner requires that whom a piece of a core belongs to had a part of it;
// and, where there are so few slices that it is exact, had most.
func requireOwner(t *testing.T, all []timeline.Slice, p timeline.Piece, parts int) {
	had := map[int32]int64{}
	most := int64(0)
	for _, s := range all {
		if overlap := int64(min(s.To, p.To) - max(s.From, p.From)); overlap > 0 && s.State != timeline.Idle {
			had[s.Who] += overlap
			most = max(most, had[s.Who])
		}
	}
	require.Positive(t, had[p.Who])
	if parts <= 6 {
		require.Equal(t, most, had[p.Who])
	}
}

// Where a column merges hundreds of turns, whom it is said to belong to is
// nearly always who had most of it, or near to that.
func TestOwnersOfMany(t *testing.T) {
	record := ofScenario(t, `
machine: {cores: 1, policy: lottery, quantum: 1ms, limits: {until: 20s}}
processes:
  - {name: A, tickets: 300, run: [cpu 20s]}
  - {name: B, tickets: 200, run: [cpu 20s]}
  - {name: C, tickets: 100, run: [cpu 20s]}
  - {name: D, tickets: 50, run: [repeat forever, [cpu 300us, sleep 100us]]}
`)
	x, w := indexed(record), newTwin(record)
	columns, good := 0, 0
	for _, step := range []int64{40, 150, 600, 2500} {
		for _, p := range x.Pieces(timeline.LaneID{Of: names.CoreRef(0)}, timeline.Window{To: record.End(), StepNs: step * trace.Millisecond}, nil) {
			had := map[int32]int64{}
			for _, s := range w.cores[0] {
				if overlap := int64(min(s.To, p.To) - max(s.From, p.From)); overlap > 0 && s.State != timeline.Idle {
					had[s.Who] += overlap
				}
			}
			most := int64(0)
			for _, ns := range had {
				most = max(most, ns)
			}
			columns++
			if had[p.Who] >= most*3/4 {
				good++
			}
		}
	}
	require.Greater(t, columns, 300)
	t.Logf("%d of %d", good, columns)
	require.Greater(t, good*100, columns*97, "%d of %d", good, columns)
}

// Merged pieces lie on multiples of the step, so that a window that moves shows
// the same ones.
func TestPiecesStay(t *testing.T) {
	_, record, err := benchmark.RoundRobin{Tasks: 50, Cores: 2, Cycles: 20}.Run()
	require.NoError(t, err)
	x := indexed(record)
	step := int64(record.End()) / 100
	all := x.Pieces(timeline.LaneID{Of: names.CoreRef(1)}, timeline.Window{To: record.End(), StepNs: step}, nil)
	require.Greater(t, len(all), 50)
	moved := x.Pieces(timeline.LaneID{Of: names.CoreRef(1)}, timeline.Window{From: record.End() / 7, To: record.End(), StepNs: step}, nil)
	require.Greater(t, len(moved), 40)
	for _, p := range moved[1:] {
		require.True(t, slices.Contains(all, p))
	}
}

// The steps from slice to slice go through them all, forwards and backwards.
func TestSliceSteps(t *testing.T) {
	for _, record := range runs(t, 8, 2, 2000) {
		x := indexed(record)
		for _, row := range x.Rows(timeline.ByThread) {
			for _, lane := range row.Lanes {
				var want []timeline.Slice
				for s := range x.Slices(lane, 0, trace.Never) {
					if s.State != timeline.Idle {
						want = append(want, s)
					}
				}
				var forwards []timeline.Slice
				for at := trace.Time(-1); ; {
					s, found := x.NextSlice(lane, at)
					if !found {
						break
					}
					forwards = append(forwards, s)
					at = s.From
				}
				require.Equal(t, want, forwards)
				var backwards []timeline.Slice
				for at := trace.Never; ; {
					s, found := x.PreviousSlice(lane, at)
					if !found {
						break
					}
					backwards = append(backwards, s)
					at = s.From
				}
				slices.Reverse(backwards)
				require.Equal(t, want, backwards)
			}
		}
	}
}
