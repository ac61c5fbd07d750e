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

// scenarioSubject is a scenario that is simulated and carried out as actual processes.
// The model has this computer's policy, not the scenario's, unless one is asked for;
// and no more cores than there are.
type scenarioSubject struct {
	command *compareCommand
	p       *program
	read    *scenario.Scenario
	plan    *workload.Plan
}

func (c *compareCommand) scenarioSubject(p *program, read *scenario.Scenario) (*scenarioSubject, error) {
	if len(c.Args) > 0 {
		return nil, p.wrong("cli.real-no-arguments", "File", c.File)
	}
	if calibrated, _ := read.Calibrated(); c.Calibrated && !calibrated {
		return nil, p.wrong("cli.calibrated-scenario", "File", c.File)
	}
	plan, err := read.Workload(c.overrides())
	if err != nil {
		return nil, err
	}
	if cores := runtime.NumCPU(); plan.Cores > cores {
		c.Cores, plan.Cores = &cores, cores
	}
	return &scenarioSubject{command: c, p: p, read: read, plan: plan}, nil
}

func (s *scenarioSubject) costs(measured bool) string {
	calibrated, own := s.read.Calibrated()
	switch {
	case !calibrated:
		return "scenario"
	case !measured:
		return "textbook"
	case own:
		return "calibrated-scenario"
	}
	return "calibrated"
}

func (s *scenarioSubject) notes() []string { return s.p.notesOf(s.plan) }

// mayOutlast: a deadlock is one in reality too, where the limit ends what the model
// sees through.
func (s *scenarioSubject) mayOutlast(model *compare.Run) bool {
	return model.Trace.Metrics().EndReason != trace.ReasonCompleted
}

func (s *scenarioSubject) renew() error { return nil }

func (s *scenarioSubject) remove() {}

func (s *scenarioSubject) simulate(context.Context) (*compare.Run, error) {
	knobs := s.command.overrides()
	if knobs.Policy == nil {
		policy := compare.RealPolicy
		knobs.Policy = &policy
	}
	machine, err := s.read.Machine(knobs)
	if err != nil {
		return nil, err
	}
	return compare.RunOf(machine.Run()), nil
}

func (s *scenarioSubject) orders(_ context.Context, model *compare.Run) (*compare.Order, []string) {
	return compare.ReadOrder(model.Trace), nil
}

func (s *scenarioSubject) once(ctx context.Context, _ int, progress func(*real.Report)) (*compare.Run, *real.History, error) {
	c := s.command
	history, err := carryOutPlan(s.plan, time.Duration(c.Limit), c.Tier, func(spec real.Spec) (*real.History, error) {
		return real.Run(ctx, spec, nil, progress)
	})
	if err != nil {
		return nil, nil, err
	}
	return &compare.Run{Output: history.Text(1), Errors: history.Text(2), Trace: history.Trace(s.read.Name(), "")}, history, nil
}
