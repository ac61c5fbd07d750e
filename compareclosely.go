//go:build !js

package main

import (
	"context"

	"timeslice/sim/compare"
	"timeslice/sim/real"
)

// closely is a comparison whose model has the costs of the moment. A virtual machine
// may be half as fast a few seconds later, and not for all that it does: so this
// computer is measured before and after each real run, and the run is held against
// what the model says with the one and with the other.
type closely struct {
	command *compareCommand
	p       *program
	subject subject
	node    real.Node // the zero one for a scenario, which needs none

	measured    []*real.Calibration
	predictions []compare.Prediction // by the costs of measured
	first       *compare.Run         // the model with the first of them
	runs        []closeRun
	started     *real.Started
}

// closeRun is a real run; the costs were measured before it, and again after.
type closeRun struct {
	run    *compare.Run
	before int // which of measured
}

// mostBatches is how often runs are made anew because the computer's speed changed
// during some.
const mostBatches = 3

// compareClosely compares a program with real runs and adds it to the table. The first
// run of a script records itself, which costs it CPU time, so it does not count if there
// is another. A run during which the computer's speed changed is repeated.
func (c *compareCommand) compareClosely(ctx context.Context, p *program, of subject, name string, table *compare.Table) error {
	s, want := &closely{command: c, p: p, subject: of}, c.Runs
	if script, is := of.(*scriptSubject); is {
		s.node, want = script.node, max(1, want-1)
	}
	if err := s.measure(ctx); err != nil {
		return err
	}
	var err error
	if s.first, err = s.predict(ctx); err != nil {
		return err
	}
	var near, chosen []compare.Near
	unsteady := want
	for batch, missing := 0, c.Runs; batch < mostBatches && missing > 0; batch, missing = batch+1, unsteady {
		if err := s.batch(ctx, missing); err != nil {
			return err
		}
		if near, err = s.near(ctx); err != nil {
			return err
		}
		chosen, unsteady = compare.Chosen(near, want)
	}
	s.note(table)
	table.AddNear(name, s.report(ctx), chosen, unsteady, len(near)-len(chosen))
	return nil
}

// measure measures this computer as it is now.
func (s *closely) measure(ctx context.Context) error {
	bounded, cancel := real.CalibrationContext(ctx)
	defer cancel()
	measured, err := real.Calibrate(bounded, s.node, s.command.Environment, func(int) {})
	if err != nil {
		return s.p.realProblem(err)
	}
	s.measured = append(s.measured, measured)
	return nil
}

// batch runs the program for real so many times, and measures after each. What was
// measured after the last batch is too old by now.
func (s *closely) batch(ctx context.Context, count int) error {
	if len(s.runs) > 0 {
		if err := s.measure(ctx); err != nil {
			return err
		}
	}
	for range count {
		run, started, err := s.command.next(ctx, s.p, s.subject, s.first, len(s.runs), func(int, *real.Report) {})
		if err != nil {
			return err
		}
		if len(s.runs) == 0 {
			s.started = started
		}
		s.runs = append(s.runs, closeRun{run: run, before: len(s.measured) - 1})
		if err := s.measure(ctx); err != nil {
			return err
		}
	}
	return nil
}

// near are the runs that may count, each between its predictions. The model reads the
// folder that a script ran in, so that is first put back as it was.
func (s *closely) near(ctx context.Context) ([]compare.Near, error) {
	if err := s.subject.renew(); err != nil {
		return nil, s.p.wrong("real.problem.other", "Error", err.Error())
	}
	for len(s.predictions) < len(s.measured) {
		if _, err := s.predict(ctx); err != nil {
			return nil, err
		}
	}
	var near []compare.Near
	for _, r := range s.runs {
		if !r.run.Watched || s.command.Runs == 1 {
			near = append(near, compare.Near{Run: *r.run, Before: s.predictions[r.before], After: s.predictions[r.before+1]})
		}
	}
	return near, nil
}

// predict simulates the program with the next costs that were measured.
func (s *closely) predict(ctx context.Context) (*compare.Run, error) {
	s.command.Measured = calibration(s.measured[len(s.predictions)].Preset())
	run, err := s.subject.simulate(ctx)
	if err == nil {
		s.predictions = append(s.predictions, compare.PredictionOf(run.Trace))
	}
	return run, err
}

// report compares what all runs printed with the model, whose output does not hang on
// which of the costs it has but for what races.
func (s *closely) report(ctx context.Context) *compare.Report {
	s.command.Measured = calibration(s.measured[0].Preset())
	order, variants := s.subject.orders(ctx, s.first)
	var runs []compare.Run
	for _, r := range s.runs {
		runs = append(runs, *r.run)
	}
	report := compare.Of(*s.first, order, variants, runs, string(s.started.Tier))
	report.Preset = s.subject.costs(true)
	return report
}

// note tells the table between what the costs were.
func (s *closely) note(table *compare.Table) {
	if table.Measured == nil {
		table.Measured = &compare.Measured{}
	}
	table.Measured.Times += len(s.measured)
	for _, m := range s.measured {
		table.Measured.Note("switch-cost", m.SwitchNs)
		table.Measured.Note("costs.pipe", m.PipeNs)
		table.Measured.Note("costs.page-fault", m.PageFaultNs)
		table.Measured.Note("node.start", m.NodeStartNs)
		table.Measured.Note("node.statement", m.StatementNs)
		table.Measured.Note("node.pbkdf2", m.Pbkdf2Ns)
		table.Measured.Note("node.hash-pbkdf2-sha2", m.Pbkdf2Sha2Ns)
		table.Measured.Note("node.worker-start", m.WorkerStartNs)
	}
}
