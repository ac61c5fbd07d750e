// Package benchmark holds the simulator's own benchmarks: fixed workloads, run
// through the ordinary machine, beside a stated baseline.
package benchmark

import (
	"timeslice/scheduler"
	"timeslice/sim"
	"timeslice/sim/trace"
)

// RoundRobin is the workload "rr": so many tasks, each so many cycles of
// computing and I/O drawn from a small generator, round robin on so many
// cores. Its unit of time is the picosecond: a machine's nanosecond stands for
// one here. docs/performance.md describes it.
type RoundRobin struct{ Tasks, Cores, Cycles int }

// Result is what a run of the workload gives.
type Result struct {
	Events   int64 // arrivals, slice ends and I/O completions
	Makespan int64 // when the last task ended
	Sum      int64 // of all tasks' ends modulo 1000000007
	Facts    int   // in the trace
}

const (
	rrQuantum = 1_000_000_000
	rrModulus = 1_000_000_007
)

// generator is the workload's own source of numbers (Park and Miller's).
type generator int64

func newGenerator(task int) generator { return generator((int64(task) + 1) * 48271 % 2147483647) }

func (g *generator) draw() int64 {
	*g = generator(int64(*g) * 48271 % 2147483647)
	return int64(*g)
}

func (g *generator) burst(task int) int64 { return 200_000_000 + 2*g.draw() + int64(task&1) }
func (g *generator) io() int64            { return 1_000_000_000 + 93*g.draw() }

// cycles is the program of one task.
type cycles struct {
	generator generator
	task      int
	left      int
	compute   sim.Compute
	transfer  sim.Transfer
	computed  bool
}

func (c *cycles) Next(*sim.Thread) sim.Operation {
	if c.computed && c.left > 0 {
		c.computed = false
		c.transfer.Ns = c.generator.io()
		return &c.transfer
	}
	if c.left == 0 {
		return nil
	}
	c.left--
	c.computed = true
	c.compute.Ns = c.generator.burst(c.task)
	return &c.compute
}

// Machine returns the machine with the workload set up.
func (w RoundRobin) Machine() (*sim.Machine, error) {
	config := scheduler.Defaults("rr", w.Cores)
	config.QuantumNs = rrQuantum
	m, err := sim.New(sim.Config{Scheduler: config})
	if err != nil {
		return nil, err
	}
	for task := range w.Tasks {
		g := newGenerator(task)
		at := trace.Time(5 * g.draw())
		m.Start(&sim.ProcessSpec{Name: "task", At: at, Threads: []sim.ThreadSpec{
			{Name: "task", Program: &cycles{generator: g, task: task, left: w.Cycles}},
		}})
	}
	return m, nil
}

// Run runs the workload and counts its events in the trace.
func (w RoundRobin) Run() (Result, *trace.Trace, error) {
	m, err := w.Machine()
	if err != nil {
		return Result{}, nil, err
	}
	t := m.Run()
	return w.count(t), t, nil
}

func (w RoundRobin) count(t *trace.Trace) Result {
	r := Result{Facts: t.Len()}
	for id := trace.FactID(1); int(id) <= t.Len(); id++ {
		f := t.Fact(id)
		if f.Thread == trace.ThreadID(trace.InitProcess) {
			continue // init is no task
		}
		switch f.Kind {
		case trace.KindReady, trace.KindPreempt, trace.KindRenew, trace.KindBlock:
			r.Events++
		case trace.KindThreadExit:
			r.Events++
			r.Sum += int64(f.Time) % rrModulus
			r.Makespan = int64(f.Time)
		}
	}
	return r
}
