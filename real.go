//go:build !js

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"golang.org/x/term"

	"timeslice/sim/real"
	"timeslice/sim/scenario"
	"timeslice/sim/trace"
	"timeslice/sim/workload"
)

// playRole plays a helper of a real run, if the arguments ask for one.
func playRole(args []string) (code int, played bool) { return real.Role(args) }

// Run runs the script, prints what it prints as it prints it, and shows what was
// asked for.
func (c *realCommand) Run(p *program) error {
	if c.Threads < 1 || c.To != 0 && c.To <= c.From {
		return p.wrong("cli.no-window")
	}
	if c.Limit <= 0 {
		return p.wrong("cli.real-no-limit")
	}
	history, t, err := c.observe(p)
	if err != nil {
		return err
	}
	if c.Report != "" || c.Gantt || c.Trace != "" {
		p.sayTier(&history.Started)
	}
	if c.Trace != "" {
		if err := p.save(t, c.Trace); err != nil {
			return err
		}
	}
	shown := runCommand{Report: c.Report, Gantt: c.Gantt, Trace: c.Trace, window: c.window}
	if err := shown.show(p, &simulation{title: c.File, script: true}, t); err != nil {
		return err
	}
	return p.realEnding(history)
}

// observe runs the file for real and makes a trace of what was seen.
func (c *realCommand) observe(p *program) (*real.History, *trace.Trace, error) {
	if !p.isScript(c.File) {
		return c.observeScenario(p)
	}
	node, err := real.FindNode()
	if err != nil {
		return nil, nil, p.realProblem(err)
	}
	if _, err := os.Stat(c.File); err != nil {
		return nil, nil, p.wrong("cli.no-such-script", "File", c.File)
	}
	folder, err := os.MkdirTemp("", "timeslice-")
	if err != nil {
		return nil, nil, p.realProblem(err)
	}
	defer os.RemoveAll(folder)
	spec, err := node.Script(c.File, c.Args, nil, folder)
	if err != nil {
		return nil, nil, p.realProblem(err)
	}
	spec.Limits.Wall = time.Duration(c.Limit)
	observeBy(c.Tier, &spec)
	spec.Input = !term.IsTerminal(int(os.Stdin.Fd()))
	history, err := p.runForReal(spec)
	if err != nil {
		return nil, nil, p.realProblem(err)
	}
	return history, history.Trace(filepath.ToSlash(c.File), node.Version), nil
}

// observeScenario carries out a scenario as actual processes and threads.
func (c *realCommand) observeScenario(p *program) (*real.History, *trace.Trace, error) {
	if len(c.Args) > 0 {
		return nil, nil, p.wrong("cli.real-no-arguments", "File", c.File)
	}
	read, err := p.read(c.File)
	if err != nil {
		return nil, nil, err
	}
	plan, err := read.Workload(scenario.Overrides{})
	if err != nil {
		return nil, nil, err
	}
	for _, note := range p.notesOf(plan) {
		fmt.Fprintf(p.err, "timeslice: %s\n", note)
	}
	history, err := carryOutPlan(plan, time.Duration(c.Limit), c.Tier, p.runForReal)
	if err != nil {
		return nil, nil, p.realProblem(err)
	}
	return history, history.Trace(read.Name(), ""), nil
}

// notesOf say what of a scenario has no meaning on a real computer.
func (p *program) notesOf(plan *workload.Plan) []string {
	var notes []string
	for _, note := range plan.Notes {
		var places []any
		for _, part := range note.Args {
			places = append(places, part)
		}
		notes = append(notes, p.words.Say(note.ID, places...))
	}
	return notes
}

// carryOutPlan runs a plan for real, in a folder that is gone afterwards.
func carryOutPlan(plan *workload.Plan, limit time.Duration, tier string, run func(real.Spec) (*real.History, error)) (*real.History, error) {
	folder, err := os.MkdirTemp("", "timeslice-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	spec, err := real.Workload(plan, folder)
	if err != nil {
		return nil, err
	}
	spec.Limits.Wall = limit
	observeBy(tier, &spec)
	history, err := run(spec)
	if err == nil {
		history.Plan = plan
	}
	return history, err
}

// observeBy says how a run is to be observed: exactly or not at all, as the program
// measures itself, or as well as is allowed.
func observeBy(tier string, spec *real.Spec) {
	spec.Exact, spec.OnlyExact = tier != "self-measured", tier == "exact"
}

// runForReal runs a program and prints what it writes as it writes it.
func (p *program) runForReal(spec real.Spec) (*real.History, error) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return real.Run(ctx, spec, os.Stdin, func(r *real.Report) {
		switch {
		case r.Output == nil:
		case r.Output.File == 2:
			p.err.Write(r.Output.Text)
		default:
			p.out.Write(r.Output.Text)
		}
	})
}

// sayTier says how the run was observed, and how it could be observed better.
func (p *program) sayTier(s *real.Started) {
	p.say("real.tier." + string(s.Tier))
	p.sayRefusal(s.Refused)
}

// sayRefusal says why the kernel gave no records, nil if it did, and what would
// allow them.
func (p *program) sayRefusal(r *real.Refusal) {
	if r != nil {
		p.say("real.refused", "Why", p.whyRefused(r))
	}
}

func (p *program) whyRefused(r *real.Refusal) string {
	return p.words.Say("real.refused."+string(r.Why), "Detail", r.Detail)
}

// say tells something beside the program's own output.
func (p *program) say(id string, args ...any) {
	fmt.Fprintf(p.err, "timeslice: %s\n", p.words.Say(id, args...))
}

// realProblem is why there is no real run.
func (p *program) realProblem(err error) error {
	var refused *real.Refusal
	if errors.As(err, &refused) {
		return &failure{code: exitUnfinished, text: p.words.Say("real.refused-only", "Why", p.whyRefused(refused))}
	}
	var known *real.Problem
	if !errors.As(err, &known) {
		return p.wrong("real.problem.other", "Error", err.Error())
	}
	return &failure{code: exitUnfinished, text: strings.TrimRight(p.words.Say("real.problem."+string(known.Kind), "Detail", known.Detail), ": ：")}
}

// stopped is that a limit ended a real run.
func (p *program) stopped(limit real.Limit, detail string) error {
	return &failure{code: exitUnfinished, text: p.words.Say("real.stopped."+string(limit), "Detail", detail)}
}

// realEnding is how a real run ended, as an error.
func (p *program) realEnding(h *real.History) error {
	if limit, detail := h.Stopped(); limit != "" {
		return p.stopped(limit, detail)
	}
	for _, t := range h.Troubles {
		p.say("real.stopped."+string(t.Limit), "Detail", t.Detail)
	}
	if h.Ended.Signal != 0 {
		return ended(128 + h.Ended.Signal)
	}
	if h.Ended.Code != 0 {
		return ended(h.Ended.Code)
	}
	return nil
}
