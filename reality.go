//go:build !js

package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"timeslice/render/app"
	"timeslice/render/model"
	"timeslice/sim/compare"
	"timeslice/sim/real"
	"timeslice/sim/trace"
)

// reality is how the window runs programs for real: as timeslice compare does,
// with the program's files in a folder of their own.
func (p *program) reality() app.Reality {
	return func(ctx context.Context, order *model.Order, progress func(model.Underway)) (*model.Outcome, error) {
		outcome, err := p.compareOrder(ctx, order, progress)
		var known *failure
		if err != nil && !errors.As(err, &known) {
			err = p.realProblem(err)
		}
		return outcome, err
	}
}

func (p *program) compareOrder(ctx context.Context, order *model.Order, progress func(model.Underway)) (*model.Outcome, error) {
	folder, err := os.MkdirTemp("", "timeslice-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	files := map[string][]byte{}
	for _, f := range order.Program.Files {
		files[f.Name] = []byte(f.Text)
	}
	if err := unpack(folder, files); err != nil {
		return nil, err
	}
	c := &compareCommand{File: filepath.Join(folder, filepath.FromSlash(order.Program.Main)), Runs: order.Runs, Limit: span(windowLimit), Tier: "best", title: order.Program.Name}
	c.Root = folder
	if order.Settings.Pool > 0 {
		c.Pool = &order.Settings.Pool
	}
	u := underway{runs: order.Runs, start: time.Now(), told: progress}
	if order.Curve {
		curve, err := c.windowCurve(ctx, p, &u, order.Program.IsScenario())
		return &model.Outcome{Curve: curve}, err
	}
	compared, err := c.compare(ctx, p, u.take)
	if err != nil {
		return nil, err
	}
	recording, refused := recordingOf(compared.runs), model.Refusal{}
	if r := compared.refused; r != nil {
		refused = model.Refusal{Why: string(r.Why), Detail: r.Detail}
	}
	return &model.Outcome{
		Report: compared.report, Model: compared.model.Trace, Real: recording, Runtime: compare.RuntimeOf(recording), Refused: refused,
	}, nil
}

// curvePoints are how many threads the window's curves are of.
var curvePoints = [...]int{1, 2, 4, 8}

// windowCurve runs the job with more and more threads: of the pool if it is a
// script, else its own.
func (c *compareCommand) windowCurve(ctx context.Context, p *program, u *underway, scenario bool) (*compare.Curve, error) {
	curve := &compare.Curve{Of: "pool", Runs: c.Runs}
	if scenario {
		curve.Of = "threads"
	}
	u.runs = c.Runs * len(curvePoints)
	for i, n := range curvePoints {
		compared, err := c.point(ctx, p, curve.Of, n, func(run int, r *real.Report) { u.take(i*c.Runs+run, r) })
		if err != nil {
			return nil, err
		}
		curve.Tier, curve.Preset = compared.report.Tier, compared.report.Preset
		curve.Add(n, *compared.model, compared.runs)
	}
	return curve, nil
}

// windowLimit is how long a run may take that the window starts.
const windowLimit = 60 * time.Second

// recordingOf is the run that recorded itself, or the first one.
func recordingOf(runs []compare.Run) *trace.Trace {
	for i := range runs {
		if runs[i].Watched {
			return runs[i].Trace
		}
	}
	return runs[0].Trace
}

// underway follows real runs.
type underway struct {
	runs  int
	start time.Time
	told  func(model.Underway)
	now   model.Underway
}

// take takes in what a run reports.
func (u *underway) take(run int, r *real.Report) {
	if u.now.Run != run {
		u.now = model.Underway{Run: run, Runs: u.runs}
	}
	if r.Output != nil {
		u.now.Lines += bytes.Count(r.Output.Text, []byte("\n"))
	}
	if r.Sample != nil {
		u.now.Processes = len(r.Sample.Processes)
	}
	u.now.Ns = int64(time.Since(u.start))
	u.told(u.now)
}
