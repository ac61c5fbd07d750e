//go:build !js

package main

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"timeslice/render/terminal"
	"timeslice/sim/compare"
	"timeslice/sim/real"
)

// mostPoints bounds a curve.
const mostPoints = 64

// curveOf reads what a curve is of: "pool=1..4".
func (c *compareCommand) curveOf(p *program) (of string, from, to int, err error) {
	kinds := []string{"processes", "threads", "pool", "cores"}
	of, bounds, _ := strings.Cut(c.Curve, "=")
	low, high, ranged := strings.Cut(bounds, "..")
	if !ranged {
		low, high = "1", bounds
	}
	from, bad := strconv.Atoi(low)
	to, worse := strconv.Atoi(high)
	if !slices.Contains(kinds, of) || bad != nil || worse != nil || from < 1 || to < from || to-from >= mostPoints || to > 1000 {
		return "", 0, 0, p.wrong("cli.bad-curve", "Curve", c.Curve, "Most", mostPoints)
	}
	return of, from, to, nil
}

// drawCurve runs the same job with more and more of something, simulated and for
// real. Of a scenario, the first process's work is shared among so many processes
// or threads; a script is given the number as its last argument, and shares out
// itself; the pool is Node's.
func (c *compareCommand) drawCurve(ctx context.Context, p *program) error {
	of, from, to, err := c.curveOf(p)
	if err != nil {
		return err
	}
	curve := &compare.Curve{Of: of, Runs: c.Runs}
	var refused *real.Refusal
	for n := from; n <= to; n++ {
		compared, err := c.point(ctx, p, of, n, func(int, *real.Report) {})
		if err != nil {
			return err
		}
		curve.Tier, curve.Preset, refused = compared.report.Tier, compared.report.Preset, compared.refused
		curve.Add(n, *compared.model, compared.runs)
		if p.env.console != nil {
			p.say("compare.curve-progress", "N", n, "Of", to)
		}
	}
	p.sayRefusal(refused)
	if c.Report == "json" {
		return p.printJSON(curve)
	}
	p.print(terminal.Curve(curve, p.style, p.words)...)
	return nil
}

// point is the comparison with so many of them. What the real runs report is
// passed on.
func (c *compareCommand) point(ctx context.Context, p *program, of string, n int, progress func(int, *real.Report)) (*compared, error) {
	one := *c
	one.Args = slices.Clone(c.Args)
	script := p.isScript(c.File)
	switch {
	case of == "cores" && script:
		return nil, p.wrong("cli.curve-cores", "File", c.File)
	case of == "cores":
		one.Cores = &n
	case of == "pool" && !script:
		return nil, p.wrong("cli.curve-pool", "File", c.File)
	case of == "pool":
		one.Pool = &n
	case script:
		one.Args = append(one.Args, strconv.Itoa(n))
	default:
		if err := p.calibrate(&one.knobs); err != nil {
			return nil, err
		}
		read, err := p.read(c.File)
		if err != nil {
			return nil, err
		}
		divided, err := one.scenarioSubject(p, read.Divide(of == "threads", int64(n)))
		if err != nil {
			return nil, err
		}
		return one.both(ctx, p, divided, progress)
	}
	return one.compare(ctx, p, progress)
}
