package benchmark

import (
	"cmp"
	"fmt"
	"slices"

	"timeslice/scheduler"
	"timeslice/sim"
	"timeslice/sim/trace"
)

// Clock tells the real time in nanoseconds since some fixed moment. It is
// handed in, because nothing below the command line knows a real clock.
type Clock func() int64

// Timed is a result and the median time of the runs that gave it.
type Timed struct {
	Result
	Ns    int64
	Bytes int64 // memory of the trace
}

// EventsPerSecond is how many of the workload's events were done a second.
func (t Timed) EventsPerSecond() int64 {
	return t.Events * trace.Second / max(t.Ns, 1)
}

// Line is the workload's common line of output, secs in microseconds' precision.
func (t Timed) Line(who string) string {
	return fmt.Sprintf("%s events=%d makespan=%d sum=%d secs=%d.%06d",
		who, t.Events, t.Makespan, t.Sum, t.Ns/trace.Second, t.Ns%trace.Second/trace.Microsecond)
}

// Race runs the workload on the machine and as the hand-written loop, in turn
// and so many times each, so that both meet the same noise. Setting up the
// tasks counts; counting the events in the finished trace does not.
func (w RoundRobin) Race(clock Clock, times int) (machine, loop Timed, err error) {
	var machineNs, loopNs []int64
	for range times {
		start := clock()
		m, err := w.Machine()
		if err != nil {
			return machine, loop, err
		}
		t := m.Run()
		machineNs = append(machineNs, clock()-start)
		machine.Result, machine.Bytes = w.count(t), t.Bytes()
		start = clock()
		loop.Result = w.Baseline()
		loopNs = append(loopNs, clock()-start)
	}
	machine.Ns, loop.Ns = Median(machineNs), Median(loopNs)
	return machine, loop, nil
}

// Median returns the middle of some numbers, of which there must be one.
func Median[T cmp.Ordered](numbers []T) T {
	sorted := slices.Sorted(slices.Values(numbers))
	return sorted[len(sorted)/2]
}

// Percentile returns the number below which percent of the numbers are.
func Percentile[T cmp.Ordered](numbers []T, percent int) T {
	sorted := slices.Sorted(slices.Values(numbers))
	return sorted[min(len(sorted)*percent/100, len(sorted)-1)]
}

// Snapshots is how long it took to compute the state at so many instants,
// spread over a trace without any order that would help.
type Snapshots struct {
	Facts            int
	FirstNs          int64 // the first one, which makes the checkpoints
	MedianNs, P99Ns  int64
	BytesPerThousand int64 // memory of the trace and its checkpoints for 1000 facts
}

// MeasureSnapshots computes the state at 1000 instants of a trace.
func MeasureSnapshots(t *trace.Trace, clock Clock) Snapshots {
	s := Snapshots{Facts: t.Len()}
	start := clock()
	t.Snapshot(t.End())
	s.FirstNs = clock() - start
	var times []int64
	at, g := trace.Time(0), generator(1)
	for range 1000 {
		at = t.End() / 1_000_000 * trace.Time(g.draw()%1_000_000)
		start := clock()
		t.Snapshot(at)
		times = append(times, clock()-start)
	}
	s.MedianNs, s.P99Ns = Median(times), Percentile(times, 99)
	s.BytesPerThousand = t.Bytes() * 1000 / int64(max(t.Len(), 1))
	return s
}

// Crowd is a workload that keeps every core busy and a crowd of threads
// waiting, sleeping and waking, to see how the cost of an event grows.
type Crowd struct {
	Policy  string
	Threads int
	Cores   int
	Events  int // about how many facts to run for
}

// turns is the program of one of the crowd: compute and sleep, for ever.
type turns struct {
	compute sim.Compute
	sleep   sim.Sleep
	asleep  bool
}

func (p *turns) Next(*sim.Thread) sim.Operation {
	if p.asleep = !p.asleep; p.asleep {
		return &p.compute
	}
	return &p.sleep
}

// BurstNs tells SJF and STCF what they need to know.
func (p *turns) BurstNs() int64 {
	if p.asleep {
		return 0
	}
	return p.compute.Ns
}

// Run runs the crowd and returns the facts recorded after everybody arrived
// and the real nanoseconds they took.
func (c Crowd) Run(clock Clock) (facts, ns int64, err error) {
	config := scheduler.Defaults(c.Policy, c.Cores)
	config.QuantumNs = trace.Millisecond
	m, err := sim.New(sim.Config{Scheduler: config, Limits: sim.Limits{Facts: c.Events + 4*c.Threads}})
	if err != nil {
		return 0, 0, err
	}
	for i := range c.Threads {
		g := newGenerator(i)
		m.Start(&sim.ProcessSpec{Name: "one", Threads: []sim.ThreadSpec{{Name: "one", Program: &turns{
			compute: sim.Compute{Ns: 200_000 + g.draw()%3_000_000},
			sleep:   sim.Sleep{Ns: 200_000 + g.draw()%3_000_000},
		}}}})
	}
	m.RunUntil(0)
	before := int64(m.Facts())
	start := clock()
	m.Run()
	return int64(m.Facts()) - before, clock() - start, nil
}
