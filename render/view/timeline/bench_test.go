package timeline_test

import (
	"fmt"
	"runtime"
	"testing"

	"timeslice/render/view/names"
	"timeslice/render/view/timeline"
	"timeslice/sim/trace"
)

// million is a run of a million facts: 1,000 threads of 64 processes on 128
// cores, which compute, sleep and share locks.
func million(b *testing.B) *trace.Trace {
	return ofScenario(b, `
machine: {cores: 128, policy: eevdf, preset: laptop, limits: {facts: 1000000, steps: 100000000}}
processes:
  - name: P
    count: 40
    threads: [{count: 15, run: [repeat forever, [cpu 700us, sleep 3ms, cpu 2ms]]}]
  - name: Q
    count: 24
    threads: [{count: 16, run: [repeat forever, [cpu 300us, sleep 1100us]]}, {run: [repeat forever, [cpu 5ms]]}]
`)
}

// BenchmarkExtend builds the index of a million facts.
func BenchmarkExtend(b *testing.B) {
	record := million(b)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	var x *timeline.Index
	for b.Loop() {
		x = indexed(record)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(record.Len()), "ns/fact")
	runtime.GC()
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/float64(record.Len()), "bytes/fact")
	b.ReportMetric(float64(record.Len()), "facts")
	runtime.KeepAlive(x)
}

// BenchmarkPieces asks for what a screen of 40 rows and 1,200 pixels shows, at
// several zooms: of all that happened, of a tenth of it…
func BenchmarkPieces(b *testing.B) {
	record := million(b)
	x := indexed(record)
	for _, by := range []timeline.By{timeline.ByCore, timeline.ByThread, timeline.ByProcess} {
		rows := x.Rows(by)
		for _, part := range []trace.Time{1, 10, 100, 1000} {
			b.Run(fmt.Sprintf("%s/%d", [...]string{"cores", "threads", "processes"}[by], part), func(b *testing.B) {
				length := record.End() / part
				pieces, found := []timeline.Piece(nil), 0
				for b.Loop() {
					found = 0
					for i, row := range rows[:min(40, len(rows))] {
						from := (record.End() - length) / 40 * trace.Time(i)
						w := timeline.Window{From: from, To: from + length, StepNs: int64(length / 600)}
						pieces = x.Pieces(row.Lanes[0], w, pieces[:0])
						found += len(pieces)
					}
				}
				b.ReportMetric(float64(found), "pieces")
			})
		}
	}
}

// BenchmarkTwoCores is the same with few rows in which much happens.
func BenchmarkTwoCores(b *testing.B) {
	record := ofScenario(b, `
machine: {cores: 2, policy: rr, quantum: 1ms, switch-cost: 2us, limits: {facts: 1000000}}
processes: [{name: A, count: 10, run: [repeat forever, [cpu 1700us, sleep 3ms]]}]
`)
	x := indexed(record)
	rows := append(x.Rows(timeline.ByCore), x.Rows(timeline.ByThread)...)
	var pieces []timeline.Piece
	for b.Loop() {
		for _, row := range rows {
			pieces = x.Pieces(row.Lanes[0], timeline.Window{To: record.End(), StepNs: int64(record.End() / 600)}, pieces[:0])
		}
	}
	b.ReportMetric(float64(record.Len()), "facts")
}

// BenchmarkSum sums up a selection of the middle half of a run: all threads and
// cores.
func BenchmarkSum(b *testing.B) {
	record := million(b)
	x := indexed(record)
	rows := append(x.Rows(timeline.ByThread), x.Rows(timeline.ByCore)...)
	for b.Loop() {
		for _, row := range rows {
			x.Sum(row.Ref, record.End()/4, record.End()/4*3)
		}
	}
	b.ReportMetric(float64(len(rows)), "rows")
}

// BenchmarkArrows asks for the arrows of a whole run, of which 500 are shown.
func BenchmarkArrows(b *testing.B) {
	record := million(b)
	x := indexed(record)
	var found []timeline.Arrow
	for b.Loop() {
		found, _ = x.Arrows(0, record.End(), trace.NoThread, 500, found[:0])
	}
}

// BenchmarkSteps looks from the middle of a run for what is there soon, what is
// not there at all, and what one thread did.
func BenchmarkSteps(b *testing.B) {
	record := million(b)
	x := indexed(record)
	last := trace.FactID(record.Len())
	for _, c := range []struct {
		name string
		q    timeline.Filter
	}{
		{"soon", timeline.Filter{Kinds: timeline.Decisions()}},
		{"never", timeline.Filter{Kinds: timeline.Outputs()}},
		{"thread", timeline.Filter{Kinds: timeline.Decisions(), Thread: 17}},
		{"never-of-thread", timeline.Filter{Kinds: timeline.Outputs(), Thread: 17}},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				x.Next(last/2, &c.q, last)
				x.Previous(last/2, &c.q)
			}
		})
	}
}

// BenchmarkSliceAt finds what a core did at an instant, as for a pointer that
// hovers.
func BenchmarkSliceAt(b *testing.B) {
	record := million(b)
	x := indexed(record)
	at := uint64(1)
	for b.Loop() {
		at = at*6364136223846793005 + 1442695040888963407
		x.SliceAt(timeline.LaneID{Of: names.CoreRef(trace.CoreID(at >> 57))}, trace.Time((at>>1)%uint64(record.End())))
	}
}
