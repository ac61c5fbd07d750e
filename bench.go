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
	Name   string `arg:"" optional:"" help:"cli.help.bench-name" enum:"rr,snapshot,growth,statements,processes,window,fork,workers,ipc,cluster," default:""`
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
	}{
		{"rr", c.race},
		{"snapshot", c.snapshots},
		{"growth", c.growth},
		{"statements", c.statements},
		{"processes", c.processes},
		{"window", c.window},
		{"fork", c.crowd(benchmark.Growing{Name: "fork", Cores: 8, Until: crowdUntil}, "cli.bench-fork")},
		{"workers", c.crowd(benchmark.Growing{Name: "workers", Cores: 8, Until: crowdUntil}, "cli.bench-workers")},
		{"ipc", c.messages},
		{"cluster", c.requests},
	} {
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

// turnsOfLoop is how often the loop that measures statements goes round.
const turnsOfLoop = 500_000

// statements measures how fast JavaScript runs with every line in the trace,
// and beside it in the engine alone.
func (c *benchCommand) statements(p *program) error {
	t, err := benchmark.Statements{Turns: turnsOfLoop}.Race(p.env.clock, benchRuns)
	if err != nil {
		return err
	}
	p.print(terminal.Wrap(p.words.Say("cli.bench-statements", "Rate", millions(t.Statements*trace.Second/max(t.MachineNs, 1)),
		"Alone", millions(t.Statements*trace.Second/max(t.Alone, 1)), "Ratio", hundredths(t.Alone*100/max(t.MachineNs, 1))), p.style.Width)...)
	return nil
}

// processes measures what Node processes cost as they become more: a row for
// each number of them.
func (c *benchCommand) processes(p *program) error {
	library, err := benchmark.WarmLibrary()
	if err != nil {
		return err
	}
	p.print(terminal.Wrap(p.words.Say("cli.bench-processes"), p.style.Width)...)
	for _, count := range []int{1, 2, 5, 10, 20, 50, 100, 200} {
		if count > c.Most {
			break
		}
		t, err := benchmark.Processes{Count: count}.Run(p.env.clock, library)
		if err != nil {
			return err
		}
		p.print(fmt.Sprintf("%10d%12s%10d", count, millis(t.StartNs), t.Bytes>>10))
	}
	return nil
}

// crowdUntil is when the children and workers of a crowd are all there; they end
// ten seconds after.
const crowdUntil = trace.Time(9 * trace.Second)

// crowd measures what many children or workers that are there at once cost: a
// row for each number of them, beside as many processes that nobody forked.
func (c *benchCommand) crowd(script benchmark.Growing, head string) func(*program) error {
	return func(p *program) error {
		library, err := benchmark.WarmLibrary()
		if err != nil {
			return err
		}
		p.print(terminal.Wrap(p.words.Say(head), p.style.Width)...)
		for _, count := range []int{1, 10, 50, 100, 200} {
			if count > c.Most {
				break
			}
			alone, err := benchmark.Processes{Count: count}.Run(p.env.clock, library)
			if err != nil {
				return err
			}
			t, err := script.Run(p.env.clock, library, count)
			if err != nil {
				return err
			}
			p.print(fmt.Sprintf("%10d%12s%10s%10d%8s", count, millis(t.Ns), millis(t.Ns/int64(count)), t.Bytes>>20,
				hundredths(t.Ns*100/max(alone.StartNs*int64(count), 1))))
		}
		return nil
	}
}

// messages measures what messages from a process to its child cost: a row for
// each number of them, beside writing and reading them in the engine alone.
func (c *benchCommand) messages(p *program) error {
	return c.each(p, "ipc", "cli.bench-ipc", 100_000, func(count int) (int64, error) {
		return benchmark.WrittenAndRead(p.env.clock, count)
	})
}

// requests measures what HTTP requests to a cluster of 8 workers cost, beside
// one process that is server and client.
func (c *benchCommand) requests(p *program) error {
	library, err := benchmark.WarmLibrary()
	if err != nil {
		return err
	}
	return c.each(p, "cluster", "cli.bench-cluster", 10_000, func(count int) (int64, error) {
		t, err := benchmark.Growing{Name: "server", Cores: 8}.Run(p.env.clock, library, count)
		return t.Ns, err
	})
}

// each measures a script for 100 things, ten times as many, and so on up to
// most, each beside its baseline.
func (c *benchCommand) each(p *program, script, head string, most int, baseline func(int) (int64, error)) error {
	library, err := benchmark.WarmLibrary()
	if err != nil {
		return err
	}
	p.print(terminal.Wrap(p.words.Say(head), p.style.Width)...)
	for count := 100; count <= min(most, c.Most); count *= 10 {
		t, err := benchmark.Growing{Name: script, Cores: 8}.Run(p.env.clock, library, count)
		if err != nil {
			return err
		}
		alone, err := baseline(count)
		if err != nil {
			return err
		}
		p.print(fmt.Sprintf("%10d%12s%10d%10d%8s", count, millis(t.Ns), t.Ns/int64(count)/trace.Microsecond, t.Bytes>>20,
			hundredths(t.Ns*100/max(alone, 1))))
	}
	return nil
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
