package main

import (
	"fmt"
	"slices"

	"timeslice/sim/benchmark"
)

// benchCommand measures the simulator.
type benchCommand struct {
	Name   string `arg:"" optional:"" help:"cli.help.bench-name" enum:"rr," default:""`
	Tasks  int    `help:"cli.help.bench-tasks" default:"1000" placeholder:"N"`
	Cores  int    `help:"cli.help.bench-cores" default:"8" placeholder:"N"`
	Cycles int    `help:"cli.help.bench-cycles" default:"260" placeholder:"N"`
}

// benchRuns is how often each side is measured; the median counts.
const benchRuns = 3

// Run runs the workload through the ordinary machine with full tracing, and
// through a hand-written loop, in turns, and prints a line for each:
//
//	timeslice events=… makespan=… sum=… secs=…
func (c *benchCommand) Run(p *program) error {
	if c.Tasks < 1 || c.Cycles < 1 || c.Cores < 1 || c.Cores > 1024 {
		return p.wrong("cli.bench-bounds")
	}
	w := benchmark.RoundRobin{Tasks: c.Tasks, Cores: c.Cores, Cycles: c.Cycles}
	result, trace, err := w.Run()
	if err != nil {
		return err
	}
	bytes := trace.Bytes()
	var loop benchmark.Result
	var machineSecs, loopSecs []float64
	for range benchRuns {
		machineSecs = append(machineSecs, p.measure(func() { runOnce(w) }))
		loopSecs = append(loopSecs, p.measure(func() { loop = w.Baseline() }))
	}
	machine, baseline := median(machineSecs), median(loopSecs)
	printBench(p, "timeslice", result, machine)
	printBench(p, "loop", loop, baseline)
	p.print(p.words.Say("cli.bench-rate", "Rate", rate(result, machine), "Loop", rate(loop, baseline),
		"Ratio", fmt.Sprintf("%.2f", baseline/machine), "Bytes", fmt.Sprintf("%.1f", float64(bytes)/float64(result.Facts))))
	return nil
}

func runOnce(w benchmark.RoundRobin) {
	m, err := w.Machine()
	if err != nil {
		panic(err) // it was built before
	}
	m.Run()
}

// measure returns the seconds that work takes.
func (p *program) measure(work func()) float64 {
	start := p.env.now()
	work()
	return p.env.now().Sub(start).Seconds()
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}

func printBench(p *program, name string, r benchmark.Result, secs float64) {
	fmt.Fprintf(p.out, "%s events=%d makespan=%d sum=%d secs=%.3f\n", name, r.Events, r.Makespan, r.Sum, secs)
}

// rate is in millions of events a second.
func rate(r benchmark.Result, secs float64) string {
	return fmt.Sprintf("%.2f", float64(r.Events)/secs/1e6)
}
