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
	read    *script
	node    real.Node
	at      *place

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

// compareClosely compares the script with real runs and adds it to the table. The
// first run records itself, which costs it CPU time, so it does not count if there is
// another. A run during which the computer's speed changed is repeated.
func (c *compareCommand) compareClosely(ctx context.Context, p *program, name string, table *compare.Table) error {
	s, err := c.closely(p)
	if err != nil {
		return err
	}
	defer s.at.remove()
	if err := s.measure(ctx); err != nil {
		return err
	}
	want := max(1, c.Runs-1)
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

func (c *compareCommand) closely(p *program) (*closely, error) {
	node, err := real.FindNode()
	if err != nil {
		return nil, p.realProblem(err)
	}
	read, err := c.readScript(p)
	if err != nil {
		return nil, err
	}
	at, err := c.materialise(p, read)
	if err != nil {
		return nil, p.wrong("real.problem.other", "Error", err.Error())
	}
	return &closely{command: c, p: p, read: read, node: node, at: at}, nil
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

// batch runs the script for real so many times, and measures after each. What was
// measured after the last batch is too old by now.
func (s *closely) batch(ctx context.Context, count int) error {
	if len(s.runs) > 0 {
		if err := s.measure(ctx); err != nil {
			return err
		}
	}
	for range count {
		run, started, err := s.command.next(ctx, s.p, s.node, s.at, len(s.runs), func(int, *real.Report) {})
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
// folder that they ran in, so that is first put back as it was.
func (s *closely) near(ctx context.Context) ([]compare.Near, error) {
	if err := s.at.renew(); err != nil {
		return nil, s.p.wrong("real.problem.other", "Error", err.Error())
	}
	for i := len(s.predictions); i < len(s.measured); i++ {
		s.command.Measured = calibration(s.measured[i].Preset())
		run, err := s.command.simulateOnce(ctx, s.p, s.read)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			s.first = run
		}
		s.predictions = append(s.predictions, compare.PredictionOf(run.Trace))
	}
	var near []compare.Near
	for _, r := range s.runs {
		if !r.run.Watched || s.command.Runs == 1 {
			near = append(near, compare.Near{Run: *r.run, Before: s.predictions[r.before], After: s.predictions[r.before+1]})
		}
	}
	return near, nil
}

// report compares what all runs printed with the model, whose output does not hang on
// which of the costs it has but for what races.
func (s *closely) report(ctx context.Context) *compare.Report {
	s.command.Measured = calibration(s.measured[0].Preset())
	order, variants := s.command.orders(ctx, s.p, s.read, s.first)
	var runs []compare.Run
	for _, r := range s.runs {
		runs = append(runs, *r.run)
	}
	report := compare.Of(*s.first, order, variants, runs, string(s.started.Tier))
	report.Preset = "calibrated"
	return report
}

// note tells the table between what the costs were.
func (s *closely) note(table *compare.Table) {
	if table.Measured == nil {
		table.Measured = &compare.Measured{}
	}
	table.Measured.Times += len(s.measured)
	for _, m := range s.measured {
		table.Measured.Note("costs.page-fault", m.PageFaultNs)
		table.Measured.Note("node.start", m.NodeStartNs)
		table.Measured.Note("node.statement", m.StatementNs)
		table.Measured.Note("node.pbkdf2", m.Pbkdf2Ns)
		table.Measured.Note("node.hash-pbkdf2-sha2", m.Pbkdf2Sha2Ns)
		table.Measured.Note("node.worker-start", m.WorkerStartNs)
	}
}
