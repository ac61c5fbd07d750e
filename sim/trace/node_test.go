package trace_test

import (
	"io"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/sim/trace"
)

// anyLoops draws facts of event loops and pools that need not make sense, on
// threads that run.
func anyLoops(t *rapid.T, facts int) *trace.Trace {
	recorder := trace.NewRecorder()
	name := recorder.Intern("item")
	now := trace.Time(0)
	for id := range trace.ThreadID(4) {
		recorder.Add(trace.Fact{Kind: trace.KindThreadStart, Thread: id + 2, Object: int32(2 + id/2), Core: trace.NoCore})
		recorder.Add(trace.Fact{Kind: trace.KindDispatch, Thread: id + 2, Core: trace.CoreID(id)})
	}
	dice := rapid.Uint64().Draw(t, "seed")
	from := func(n uint64) uint64 {
		dice = dice*6364136223846793005 + 1442695040888963407
		return dice >> 33 % n
	}
	for range facts {
		now += trace.Time(from(3))
		f := trace.Fact{
			Time: now, Kind: trace.KindPhase + trace.Kind(from(uint64(trace.KindDue-trace.KindPhase)+1)),
			Thread: trace.ThreadID(2 + from(4)), Core: trace.NoCore, A: int64(from(5)), B: int64(name), Object: int32(from(3)),
		}
		switch f.Kind {
		case trace.KindPhase:
			f.Reason = trace.ReasonTimers + trace.Reason(from(6))
		case trace.KindEnqueue, trace.KindDequeue:
			f.Reason = trace.ReasonTickQueue + trace.Reason(from(8))
		case trace.KindDue:
			f.B = int64(now) + int64(from(4)) - 1
		case trace.KindCollect, trace.KindCollectDone:
			f.Reason, f.B = trace.ReasonScavenge+trace.Reason(from(2)), 0
		}
		switch from(200) {
		case 0:
			f.Kind, f.Object = trace.KindThreadExit, 0
		case 1:
			f.Kind, f.Object = trace.KindProcessExit, int32(2+from(2))
		case 2:
			f.Kind, f.Core = trace.KindDispatch, trace.CoreID(from(4))
		}
		recorder.Add(f)
	}
	return recorder.Trace()
}

// Whatever loops and pools do, it is counted, judged, written and drawn.
func TestAnyLoopCanBeAsked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		record := anyLoops(t, 300)
		askEverything(record)
		record.Faults(1000)
		written(t, record)
		checkChrome(t, exported(t, record, trace.ChromeOptions{}))
	})
}

// Checkpoints hold loops and queues as they were, whatever became of them.
func TestLoopsFromCheckpoints(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		record := anyLoops(t, 10_000)
		record.Snapshot(record.End())
		require.Positive(t, record.Checkpoints())
		for range 3 {
			id := trace.FactID(rapid.IntRange(0, record.Len()).Draw(t, "fact"))
			require.Equal(t, record.ByHand(id), record.SnapshotAfter(id))
		}
	})
}

// What is said of each item's wait adds up to what the state shows at each
// instant: the sum of waiting is the area under the queue's length.
func TestWaitingIsTheAreaUnderTheQueue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		record := distinct(anyLoops(t, 200))
		area := map[trace.ProcessID]map[trace.Reason]int64{2: {}, 3: {}}
		for at := range record.End() {
			s := record.Snapshot(at)
			for _, q := range s.Queues {
				area[q.Process][q.Queue] += int64(len(q.Items))
			}
		}
		for _, p := range record.Metrics().Processes {
			for _, q := range p.Node.Queues {
				require.Equal(t, area[p.Process][q.Queue], q.WaitedNs, "%s of %d", q.Queue, p.Process)
				require.LessOrEqual(t, q.LongestNs, q.WaitedNs)
				require.GreaterOrEqual(t, q.LongestNs*int64(q.Items), q.WaitedNs)
			}
		}
	})
}

// distinct gives the facts of a trace processes to belong to.
func distinct(record *trace.Trace) *trace.Trace {
	recorder := trace.NewRecorder()
	recorder.Intern("item")
	recorder.Add(trace.Fact{Kind: trace.KindProcessStart, Object: 2, Core: trace.NoCore})
	recorder.Add(trace.Fact{Kind: trace.KindProcessStart, Object: 3, Core: trace.NoCore})
	for id := trace.FactID(1); int(id) <= record.Len(); id++ {
		recorder.Add(record.Fact(id))
	}
	for _, thread := range []trace.ThreadID{2, 4} {
		recorder.Add(trace.Fact{Time: record.End(), Kind: trace.KindCallback, Thread: thread, Core: trace.NoCore})
	}
	return recorder.Trace()
}

// The story of node.txt, with arrows that all have two ends, and none without
// arrows.
func TestChromeWithoutItems(t *testing.T) {
	record := read(t, `0ms thread-start thread=2 process=2 name="A"
		0ms dispatch thread=2 core=0
		1ms enqueue thread=2 reason=tick-queue waiting=1 item=1
		2ms callback thread=2 item=1
		3ms callback thread=2 item=2
		4ms end`)
	require.Contains(t, exported(t, record, trace.ChromeOptions{}), `"name":"item"`)
	require.NotContains(t, exported(t, record, trace.ChromeOptions{NoArrows: true}), `"name":"item"`)
}

// Many timers in one queue cost no more than they are many.
func BenchmarkQueues(b *testing.B) {
	recorder := trace.NewRecorder()
	recorder.Add(trace.Fact{Kind: trace.KindThreadStart, Thread: 2, Object: 2, Core: trace.NoCore})
	const items = 10_000
	for _, kind := range []trace.Kind{trace.KindEnqueue, trace.KindDequeue} {
		for item := range int64(items) {
			recorder.Add(trace.Fact{Kind: kind, Reason: trace.ReasonTimerQueue, Thread: 2, Core: trace.NoCore, A: item + 1})
		}
	}
	for b.Loop() {
		recorder.Trace().Metrics()
		require.NoError(b, recorder.Trace().WriteChrome(io.Discard, trace.ChromeOptions{}))
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/(2*items), "ns/fact")
}

// What tells the item's name.
func TestWhat(t *testing.T) {
	record := read(t, "0ms enqueue thread=2 reason=tick-queue item=1 what=\"nextTick@a.js:1\"\n0ms phase thread=2 turn=1")
	require.Equal(t, "nextTick@a.js:1", record.What(record.Fact(1)))
	require.Empty(t, record.What(record.Fact(2)))
}
