package trace_test

import (
	"slices"
	"testing"
	"time"

	"timeslice/sim/benchmark"
	"timeslice/sim/trace"
)

// BenchmarkSnapshot jumps about in the trace of a workload of a million events
// and reports how long a jump takes.
func BenchmarkSnapshot(b *testing.B) {
	_, record, err := benchmark.RoundRobin{Tasks: 1000, Cores: 8, Cycles: 260}.Run()
	if err != nil {
		b.Fatal(err)
	}
	began := time.Now()
	record.Snapshot(record.End())
	first := time.Since(began)
	var took []time.Duration
	at := uint64(1)
	for b.Loop() {
		at = at*6364136223846793005 + 1442695040888963407
		began := time.Now()
		record.Snapshot(trace.Time((at >> 1) % uint64(record.End())))
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "median-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
	b.ReportMetric(float64(first.Milliseconds()), "first-ms")
	b.ReportMetric(float64(record.Bytes())/float64(record.Len()), "bytes/fact")
	b.ReportMetric(float64(record.Len()), "facts")
}

func BenchmarkMetrics(b *testing.B) {
	_, record, err := benchmark.RoundRobin{Tasks: 1000, Cores: 8, Cycles: 260}.Run()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		record.Metrics()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(record.Len()), "ns/fact")
}
