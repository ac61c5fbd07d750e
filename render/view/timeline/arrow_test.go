package timeline_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/render/view/names"
	"timeslice/render/view/timeline"
	"timeslice/sim/scenario/author"
	"timeslice/sim/trace"
)

// Arrows lead from earlier facts of one thread to later ones of another; those
// of a window are all that have a part in it.
func TestArrows(t *testing.T) {
	for i, record := range runs(t, 15, 3, 4000) {
		x := indexed(record)
		all, total := x.Arrows(0, record.End(), trace.NoThread, 1<<30, nil)
		require.Len(t, all, total)
		require.True(t, slices.IsSortedFunc(all, func(a, b timeline.Arrow) int { return cmp.Compare(a.Effect, b.Effect) }))
		for _, a := range all {
			require.Less(t, a.Cause, a.Effect)
			require.Equal(t, record.Fact(a.Cause).Thread, a.From)
			require.Equal(t, record.Fact(a.Effect).Thread, a.To)
			if a.Kind != timeline.Sends {
				require.NotEqual(t, a.From, a.To)
			}
		}
		dice := author.Dice{Seed: uint64(i)}
		for range 30 {
			w := anyWindow(&dice, record)
			thread := trace.ThreadID(dice.Below(8))
			var want []timeline.Arrow
			for _, a := range all {
				if a.EffectAt >= w.From && a.CauseAt <= w.To && (thread == trace.NoThread || a.From == thread || a.To == thread) {
					want = append(want, a)
				}
			}
			got, total := x.Arrows(w.From, w.To, thread, 1<<30, nil)
			require.Equal(t, len(want), total)
			require.Equal(t, want, got)
			few, total := x.Arrows(w.From, w.To, thread, 3, nil)
			require.Equal(t, len(want), total)
			require.Len(t, few, min(3, len(want)))
			for _, a := range few {
				require.True(t, slices.Contains(want, a))
			}
		}
	}
}

// Of a conversation the arrows are told one by one.
func TestArrowsOfATalk(t *testing.T) {
	record := ofScenario(t, `
machine: {cores: 2, policy: rr}
locks: [L]
pipes: [P]
processes:
  - {name: A, run: [lock L, cpu 1ms, send P 10B, send P 20B, unlock L, fork, [cpu 1ms], sleep 1ms, kill B TERM]}
  - {name: B, run: [cpu 1us, lock L, recv P 15B all, recv P 15B all, pause]}
`)
	x := indexed(record)
	all, _ := x.Arrows(0, record.End(), trace.NoThread, 100, nil)
	var told []string
	kinds := []string{"wakes", "starts", "hands", "sends", "signals"}
	book := &names.Book{}
	book.Extend(record)
	for _, a := range all {
		told = append(told, book.Thread(a.From)+" "+kinds[a.Kind]+" "+book.Thread(a.To)+": "+
			record.Fact(a.Cause).Kind.String()+" to "+record.Fact(a.Effect).Kind.String())
	}
	require.Equal(t, []string{
		"A wakes B: release to ready", // the lock is handed over: give back, take, ready
		"A starts A#4: process-start to thread-start",
		"A sends B: send to receive", // 10 B of the first 15 end the first message
		"A sends B: send to receive",
		"A signals B: signal to deliver",
	}, told)
}

// Whatever facts say, also nonsense, an index takes them in and answers.
func TestAnyFacts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		recorder := trace.NewRecorder()
		now := trace.Time(0)
		x := timeline.New()
		for range rapid.IntRange(1, 60).Draw(t, "facts") {
			now += trace.Time(rapid.SampledFrom([]int64{0, 0, 1, 5, 1 << 33}).Draw(t, "ns"))
			recorder.Add(trace.Fact{
				Time: now, Kind: trace.Kind(rapid.IntRange(0, int(trace.KindCount())).Draw(t, "kind")),
				Reason: trace.Reason(rapid.IntRange(0, int(trace.ReasonCount())).Draw(t, "reason")),
				Thread: trace.ThreadID(rapid.IntRange(-1, 5).Draw(t, "thread")), Core: trace.CoreID(rapid.IntRange(-1, 2).Draw(t, "core")),
				Object: int32(rapid.IntRange(-1, 4).Draw(t, "object")),
				A:      rapid.Int64Range(-1, 9).Draw(t, "a"), B: rapid.Int64Range(-1, 9).Draw(t, "b"),
				Cause: trace.FactID(rapid.IntRange(-1, 60).Draw(t, "cause")),
			})
			if rapid.IntRange(0, 9).Draw(t, "extend") == 0 {
				x.Extend(recorder.Trace())
			}
		}
		record := recorder.Trace()
		x.Extend(record)
		whole := indexed(record)
		require.Equal(t, whole.Internals(), x.Internals())
		for _, by := range []timeline.By{timeline.ByCore, timeline.ByThread, timeline.ByProcess} {
			for _, row := range x.Rows(by) {
				for _, lane := range row.Lanes {
					x.Pieces(lane, timeline.Window{From: -3, To: now + 3, StepNs: int64(now/7 + 1)}, nil)
				}
				s, found := x.Sum(row.Ref, 0, now)
				require.True(t, found)
				require.Equal(t, now, s.To)
			}
		}
		x.Arrows(0, now, trace.NoThread, 10, nil)
		w := newTwin(record)
		for id, slices := range w.threads {
			require.Equal(t, slices, slicesOf(x, names.ThreadRef(id)), "thread %d", id)
		}
		for id, slices := range w.cores {
			require.Equal(t, slices, slicesOf(x, names.CoreRef(id)), "core %d", id)
		}
	})
}

// What is thrown away arrives nowhere; a descriptor that is passed has an arrow of its own.
func TestArrowsOfSockets(t *testing.T) {
	record, err := trace.ReadText(strings.NewReader(`timeslice trace 1
0ms object object=1 name="D" capacity=100 reason=datagram-socket
0ms object object=2 name="web" capacity=2 reason=listener
0ms object object=3 name="C" reason=socket
0ms thread-start thread=2 process=2
0ms thread-start thread=3 process=3
1ms send thread=2 object=1 bytes=10 held=10
1ms send thread=2 object=1 bytes=20 held=30
1ms send thread=2 object=1 bytes=30 held=60
2ms drop object=1 bytes=20 held=40 reason=full cause=7
2ms drop thread=2 object=3 bytes=7 reason=nobody
3ms receive thread=3 object=1 bytes=10 held=30
4ms receive thread=3 object=1 bytes=30
5ms pass thread=2 object=3 fd=4 through=1
5ms pass thread=2 fd=1 through=1
5ms send thread=2 object=1 bytes=5 held=5
6ms obtain thread=3 fd=5 through=1
6ms obtain thread=3 object=3 fd=6 through=1
6ms obtain thread=3 object=3 fd=7 through=1
7ms drop object=1 bytes=5 reason=closed
8ms connect thread=2 object=2 connection=3 waiting=1
8ms listen object=2
9ms connect thread=2 object=2 connection=3 waiting=1
9ms accept thread=3 object=2 connection=3
`))
	require.NoError(t, err)
	all, _ := indexed(record).Arrows(0, record.End(), trace.NoThread, 100, nil)
	var told [][2]trace.FactID
	for _, a := range all {
		require.Equal(t, timeline.Sends, a.Kind)
		told = append(told, [2]trace.FactID{a.Cause, a.Effect})
	}
	require.Equal(t, [][2]trace.FactID{{6, 11}, {8, 12}, {14, 16}, {13, 17}, {22, 23}}, told)
}
