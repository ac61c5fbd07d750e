//go:build !js

package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"timeslice/render/terminal"
	"timeslice/sim/compare"
	"timeslice/sim/real"
	"timeslice/sim/trace"
)

// mostRuns bounds how often a comparison runs a script.
const mostRuns = 1000

// Run compares, and tells the comparison.
func (c *compareCommand) Run(p *program) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := c.check(p); err != nil {
		return err
	}
	if c.Curve != "" {
		return c.drawCurve(ctx, p)
	}
	compared, err := c.compare(ctx, p, func(run int, r *real.Report) {
		if r.Done != nil && p.env.console != nil {
			p.say("compare.progress", "Run", run, "Runs", c.Runs)
		}
	})
	if err != nil {
		return err
	}
	p.sayRefusal(compared.refused)
	if c.Report == "json" {
		return p.printJSON(compared.report)
	}
	p.print(terminal.Comparison(compared.report, p.style, p.words)...)
	return nil
}

// check finds what cannot be before anything is run.
func (c *compareCommand) check(p *program) error {
	switch {
	case c.Runs < 1 || c.Runs > mostRuns:
		return p.wrong("cli.compare-runs", "Most", mostRuns)
	case c.Limit <= 0:
		return p.wrong("cli.real-no-limit")
	case len(c.Edit) > 0:
		return p.wrong("cli.compare-edit")
	}
	return nil
}

// compared is what a comparison was made of, and what came of it.
type compared struct {
	report  *compare.Report
	model   *compare.Run
	runs    []compare.Run
	refused *real.Refusal // why the real runs were not recorded exactly, nil if they were
}

// subject is a script or a scenario that is compared.
type subject interface {
	// costs names what things cost in the model, if this computer has been measured or
	// not.
	costs(measured bool) string
	// simulate runs it in the model, with the knobs that the command now has.
	simulate(ctx context.Context) (*compare.Run, error)
	// orders are the orders in which the model allows the lines of a run of its to come,
	// and what it prints on other computers.
	orders(ctx context.Context, model *compare.Run) (*compare.Order, []string)
	// renew puts back what a real run has changed, so that the next one finds what it
	// found.
	renew() error
	// once runs it for real; the first run, which is number 0, may record itself.
	once(ctx context.Context, number int, progress func(*real.Report)) (*compare.Run, *real.History, error)
	// mayOutlast reports whether a real run may be ended by its limit.
	mayOutlast(model *compare.Run) bool
	// notes say what is not compared.
	notes() []string
	// remove removes what was made for the real runs.
	remove()
}

// subject reads what the command is to compare. Costs that were measured on this
// computer are used if there are any.
func (c *compareCommand) subject(p *program) (subject, error) {
	if err := p.calibrate(&c.knobs); err != nil {
		return nil, err
	}
	if p.isScript(c.File) {
		return c.scriptSubject(p)
	}
	read, err := p.read(c.File)
	if err != nil {
		return nil, err
	}
	return c.scenarioSubject(p, read)
}

// compare runs a program in the model, on a computer with as many cores as this one,
// and for real as often as asked for, and tells both apart. What each real run reports
// is passed on, with the run's number from 1.
func (c *compareCommand) compare(ctx context.Context, p *program, progress func(run int, r *real.Report)) (*compared, error) {
	s, err := c.subject(p)
	if err != nil {
		return nil, err
	}
	defer s.remove()
	return c.both(ctx, p, s, progress)
}

func (c *compareCommand) both(ctx context.Context, p *program, s subject, progress func(run int, r *real.Report)) (*compared, error) {
	model, err := s.simulate(ctx)
	if err != nil {
		return nil, err
	}
	order, variants := s.orders(ctx, model)
	if ctx.Err() != nil {
		return nil, p.stopped(real.LimitCancelled, "")
	}
	made := &compared{model: model}
	var tier real.Tier
	for i := range c.Runs {
		run, started, err := c.next(ctx, p, s, model, i, progress)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			tier, made.refused = started.Tier, started.Refused
		}
		made.runs = append(made.runs, *run)
	}
	made.report = compare.Of(*model, order, variants, made.runs, string(tier))
	made.report.Preset = s.costs(c.Measured != "")
	made.report.Notes = append(made.report.Notes, s.notes()...)
	if m := model.Trace.Metrics(); m.EndReason != trace.ReasonCompleted {
		made.report.Notes = append(made.report.Notes, p.words.Say("compare.model-unfinished", "Why", terminal.EndInWords(model.Trace, p.words)))
	}
	return made, nil
}

// next runs it for real once more, with the files that the first run, which is number
// 0, found.
func (c *compareCommand) next(ctx context.Context, p *program, s subject, model *compare.Run, number int, progress func(int, *real.Report)) (*compare.Run, *real.Started, error) {
	if number > 0 {
		if err := s.renew(); err != nil {
			return nil, nil, p.wrong("real.problem.other", "Error", err.Error())
		}
	}
	run, history, err := s.once(ctx, number, func(r *real.Report) { progress(number+1, r) })
	if err != nil {
		return nil, nil, p.realProblem(err)
	}
	if limit, detail := history.Stopped(); limit != "" && (limit != real.LimitWall || !s.mayOutlast(model)) {
		return nil, nil, p.stopped(limit, detail)
	}
	run.ForeignNs = history.ForeignNs()
	if run.Code = history.Ended.Code; history.Ended.Signal != 0 {
		run.Code = 128 + history.Ended.Signal
	}
	progress(number+1, &real.Report{Done: &struct{}{}})
	return run, &history.Started, nil
}
