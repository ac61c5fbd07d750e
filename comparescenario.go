//go:build !js

package main

import (
	"context"
	"runtime"
	"time"

	"timeslice/sim/compare"
	"timeslice/sim/real"
	"timeslice/sim/scenario"
	"timeslice/sim/trace"
	"timeslice/sim/workload"
)

// compareScenario simulates a scenario and carries it out as actual processes, and
// tells both apart. The model has this computer's policy, not the scenario's, unless
// one is asked for; and no more cores than there are.
func (c *compareCommand) compareScenario(ctx context.Context, p *program, progress func(run int, r *real.Report)) (*compared, error) {
	read, err := p.read(c.File)
	if err != nil {
		return nil, err
	}
	model, runs, plan, started, err := c.bothOf(ctx, p, read, progress)
	if err != nil {
		return nil, err
	}
	report := compare.Of(*model, compare.ReadOrder(model.Trace), nil, runs, string(started.Tier))
	report.Preset = "scenario"
	report.Notes = append(p.notesOf(plan), c.notes(p, model)...)
	return &compared{report: report, model: model, runs: runs, refused: started.Refused}, nil
}

// bothOf runs a scenario simulated and for real.
func (c *compareCommand) bothOf(ctx context.Context, p *program, read *scenario.Scenario, progress func(run int, r *real.Report)) (*compare.Run, []compare.Run, *workload.Plan, *real.Started, error) {
	if len(c.Args) > 0 {
		return nil, nil, nil, nil, p.wrong("cli.real-no-arguments", "File", c.File)
	}
	knobs := c.overrides()
	plan, err := read.Workload(knobs)
	if err != nil {
		return nil, nil, nil, nil, err
	}
	if cores := runtime.NumCPU(); plan.Cores > cores {
		knobs.Cores, plan.Cores = &cores, cores
	}
	if knobs.Policy == nil {
		policy := compare.RealPolicy
		knobs.Policy = &policy
	}
	machine, err := read.Machine(knobs)
	if err != nil {
		return nil, nil, nil, nil, err
	}
	model := compare.RunOf(machine.Run())
	var runs []compare.Run
	var started *real.Started
	for i := range c.Runs {
		history, err := carryOutPlan(plan, time.Duration(c.Limit), c.Tier, func(spec real.Spec) (*real.History, error) {
			return real.Run(ctx, spec, nil, func(r *real.Report) { progress(i+1, r) })
		})
		if err != nil {
			return nil, nil, nil, nil, p.realProblem(err)
		}
		// A deadlock is one in reality too: there the limit ends what the model sees through.
		limit, detail := history.Stopped()
		if limit != "" && (limit != real.LimitWall || model.Trace.Metrics().EndReason == trace.ReasonCompleted) {
			return nil, nil, nil, nil, p.stopped(limit, detail)
		}
		if i == 0 {
			started = &history.Started
		}
		progress(i+1, &real.Report{Done: &struct{}{}})
		run := compare.Run{Output: history.Text(1), Errors: history.Text(2), Code: history.Ended.Code, Trace: history.Trace(read.Name(), ""), ForeignNs: history.ForeignNs()}
		if history.Ended.Signal != 0 {
			run.Code = 128 + history.Ended.Signal
		}
		runs = append(runs, run)
	}
	return model, runs, plan, started, nil
}
