package main

import (
	"fmt"
	"strconv"

	"timeslice/render/terminal"
	"timeslice/scheduler"
	"timeslice/sim/benchmark"
	"timeslice/sim/trace"
)

// benchCommand measures the simulator.
type benchCommand struct {
	Name   string `arg:"" optional:"" help:"cli.help.bench-name" enum:"rr,snapshot,growth," default:""`
	Tasks  int    `help:"cli.help.bench-tasks" default:"1000" placeholder:"N"`
	Cores  int    `help:"cli.help.bench-cores" default:"8" placeholder:"N"`
	Cycles int    `help:"cli.help.bench-cycles" default:"260" placeholder:"N"`
	Most   int    `help:"cli.help.bench-most" default:"100000" placeholder:"N"`
}

// benchRuns is how often each side of a race is measured; the median counts.
const benchRuns = 5

// Run runs one benchmark, or all of them.
func (c *benchCommand) Run(p *program) error {
	if c.Tasks < 1 || c.Cycles < 1 || c.Cores < 1 || c.Cores > 1024 {
		return p.wrong("cli.bench-bounds")
	}
	for _, b := range []struct {
		name string
		run  func(*program) error
	}{{"rr", c.race}, {"snapshot", c.snapshots}, {"growth", c.growth}} {
		if c.Name != "" && c.Name != b.name {
			continue
		}
		if err := b.run(p); err != nil {
			return err
		}
	}
	return nil
}

func (c *benchCommand) workload() benchmark.RoundRobin {
	return benchmark.RoundRobin{Tasks: c.Tasks, Cores: c.Cores, Cycles: c.Cycles}
}

// race runs the workload through the ordinary machine with full tracing, and
// through a hand-written loop, and prints a line for each:
//
//	timeslice events=… makespan=… sum=… secs=…
func (c *benchCommand) race(p *program) error {
	machine, loop, err := c.workload().Race(p.env.clock, benchRuns)
	if err != nil {
		return err
	}
	p.print(machine.Line("timeslice"), loop.Line("loop"))
	p.print(terminal.Wrap(p.words.Say("cli.bench-rate", "Rate", millions(machine.EventsPerSecond()),
		"Loop", millions(loop.EventsPerSecond()), "Ratio", hundredths(loop.Ns*100/max(machine.Ns, 1)),
		"Bytes", hundredths(machine.Bytes*100/int64(max(machine.Facts, 1)))), p.style.Width)...)
	return nil
}

// snapshots measures how long it takes to know the whole computer at an
// instant.
func (c *benchCommand) snapshots(p *program) error {
	_, t, err := c.workload().Run()
	if err != nil {
		return err
	}
	s := benchmark.MeasureSnapshots(t, p.env.clock)
	p.print(terminal.Wrap(p.words.Say("cli.bench-snapshot", "Facts", s.Facts, "Median", millis(s.MedianNs),
		"P99", millis(s.P99Ns), "First", millis(s.FirstNs), "Bytes", hundredths(s.BytesPerThousand/10)), p.style.Width)...)
	return nil
}

// patienceNs is how long one measurement of growth may take before a policy's
// greater numbers of threads are left out: not every policy promises to be
// quick with many.
const patienceNs = trace.Second

// growth measures what a fact costs as threads become more: a row for each
// policy, a column for each number of threads.
func (c *benchCommand) growth(p *program) error {
	p.print(terminal.Wrap(p.words.Say("cli.bench-growth", "Cores", c.Cores), p.style.Width)...)
	row := terminal.Pad("", 10)
	for threads := 100; threads <= c.Most; threads *= 10 {
		row += fmt.Sprintf("%10d", threads)
	}
	p.print(row)
	for _, policy := range scheduler.Policies() {
		row, err := c.growthOf(policy.Name, p.env.clock)
		if err != nil {
			return err
		}
		p.print(row)
	}
	return nil
}

func (c *benchCommand) growthOf(policy string, clock benchmark.Clock) (string, error) {
	row := terminal.Pad(policy, 10)
	for threads := 100; threads <= c.Most; threads *= 10 {
		crowd := benchmark.Crowd{Policy: policy, Threads: threads, Cores: c.Cores, Events: 100_000}
		facts, ns, err := crowd.Run(clock)
		if err != nil {
			return "", err
		}
		row += fmt.Sprintf("%10d", ns/max(facts, 1))
		if ns > patienceNs {
			break
		}
	}
	return row, nil
}

// millions is a number in millions with two decimals.
func millions(n int64) string { return hundredths((n + 5_000) / 10_000) }

// hundredths writes a number given in hundredths.
func hundredths(n int64) string {
	return strconv.FormatInt(n/100, 10) + "." + fmt.Sprintf("%02d", n%100)
}

// millis is a length of time in milliseconds with three decimals.
func millis(ns int64) string {
	return fmt.Sprintf("%d.%03d", ns/trace.Millisecond, ns%trace.Millisecond/trace.Microsecond)
}
