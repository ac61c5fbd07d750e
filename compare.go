//go:build !js

package main

import (
	"context"
	"os"
	"os/signal"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/tools/txtar"

	"timeslice/render/terminal"
	"timeslice/sim/compare"
	"timeslice/sim/node"
	"timeslice/sim/real"
	"timeslice/sim/scenario"
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

// compare simulates the script on a computer with as many cores as this one, runs
// it for real as often as asked for, and tells both apart. The first of the real
// runs records itself; the others only are watched from outside, so that their
// figures are those of the script alone. What each run reports is passed on, with
// the run's number from 1.
func (c *compareCommand) compare(ctx context.Context, p *program, progress func(run int, r *real.Report)) (*compared, error) {
	if !p.isScript(c.File) {
		return c.compareScenario(ctx, p, progress)
	}
	nodejs, err := real.FindNode()
	if err != nil {
		return nil, p.realProblem(err)
	}
	calibrated := p.calibrate(&c.knobs) == nil
	if c.Calibrated && !calibrated {
		return nil, p.wrong("cli.not-calibrated")
	}
	read, err := c.readScript(p)
	if err != nil {
		return nil, err
	}
	model, order, variants, err := c.simulate(ctx, p, read)
	if err != nil {
		return nil, err
	}
	runs, started, err := c.runs(ctx, p, nodejs, read, progress)
	if err != nil {
		return nil, err
	}
	report := compare.Of(*model, order, variants, runs, string(started.Tier))
	report.Preset = "laptop"
	if calibrated {
		report.Preset = "calibrated"
	}
	report.Notes = c.notes(p, model)
	return &compared{report: report, model: model, runs: runs, refused: started.Refused}, nil
}

// readScript reads the script, for a computer with as many cores as this one if no
// other is asked for.
func (c *compareCommand) readScript(p *program) (*script, error) {
	if c.Cores == nil {
		cores := runtime.NumCPU()
		c.Cores = &cores
	}
	return p.readScript(c.File, c.Root)
}

// notes say what of the script the model could not run.
func (c *compareCommand) notes(p *program, model *compare.Run) []string {
	notes := []string{}
	if m := model.Trace.Metrics(); m.EndReason != trace.ReasonCompleted {
		notes = append(notes, p.words.Say("compare.model-unfinished", "Why", terminal.EndInWords(model.Trace, p.words)))
	}
	return notes
}

// simulate runs the script in the model, and again with other costs and cores if
// its lines race, to see what other orders come of that.
func (c *compareCommand) simulate(ctx context.Context, p *program, read *script) (*compare.Run, *compare.Order, []string, error) {
	model, err := c.simulateOnce(ctx, p, read)
	if err != nil {
		return nil, nil, nil, err
	}
	order, variants := c.orders(ctx, p, read, model)
	if ctx.Err() != nil {
		return nil, nil, nil, p.stopped(real.LimitCancelled, "")
	}
	return model, order, variants, nil
}

// simulateOnce runs the script in the model, which ends when the comparison is
// cancelled: what is simulated may have no end either.
func (c *compareCommand) simulateOnce(ctx context.Context, p *program, read *script) (*compare.Run, error) {
	own, stop := p.ownGuard(ctx)
	defer stop()
	m, err := scenario.Script(read.name, read.options(own, c.Args, &c.nodeFlags, &c.knobs), nil, c.overrides())
	if err != nil {
		return nil, err
	}
	model := compare.RunOf(m.Run())
	if ctx.Err() != nil {
		return nil, p.stopped(real.LimitCancelled, "")
	}
	return model, nil
}

// ownGuard is the program with a guard of its own: who is tripped stays so, and other
// simulations go on when this one is cancelled or takes too much memory.
func (p *program) ownGuard(ctx context.Context) (own *program, stop func()) {
	copied := *p
	copied.guard = &node.Guard{}
	forget := p.env.watchMemory(copied.guard)
	release := context.AfterFunc(ctx, copied.guard.Trip)
	return &copied, func() {
		release()
		forget()
	}
}

// orders are the orders in which the model allows the lines of its run to come, and
// what comes of other costs and cores.
func (c *compareCommand) orders(ctx context.Context, p *program, read *script, model *compare.Run) (*compare.Order, []string) {
	order := compare.ReadOrder(model.Trace)
	var variants []string
	if len(order.Racing()) == 0 || model.Trace.Len() > mostVariantFacts {
		return order, nil
	}
	own, stop := p.ownGuard(ctx)
	defer stop()
	for _, change := range otherComputers() {
		o, knobs := read.options(own, c.Args, &c.nodeFlags, &c.knobs), c.overrides()
		change(&o, &knobs)
		if m, err := scenario.Script(read.name, o, nil, knobs); err == nil {
			variants = append(variants, compare.RunOf(m.Run()).Output)
		}
	}
	return order, variants
}

// mostVariantFacts is how long a run may be that is simulated again.
const mostVariantFacts = 500_000

// otherComputers are changes of the model that let races come out the other way.
func otherComputers() []func(*node.Options, *scenario.Overrides) {
	cores := func(n int) func(*node.Options, *scenario.Overrides) {
		return func(_ *node.Options, k *scenario.Overrides) { k.Cores = &n }
	}
	return []func(*node.Options, *scenario.Overrides){
		func(o *node.Options, _ *scenario.Overrides) { o.Costs.LoopStartNs = 0 },
		func(o *node.Options, _ *scenario.Overrides) { o.Costs.LoopStartNs *= 4 },
		func(o *node.Options, _ *scenario.Overrides) { o.Costs.FileNs *= 20; o.Costs.DiskNs *= 20 },
		func(o *node.Options, _ *scenario.Overrides) { o.Costs.FileNs, o.Costs.DiskNs = o.Costs.FileNs/8, 0 },
		cores(1), cores(4),
	}
}

// runs runs the script for real, and tells how the first run was observed.
func (c *compareCommand) runs(ctx context.Context, p *program, nodejs real.Node, read *script, progress func(int, *real.Report)) ([]compare.Run, *real.Started, error) {
	place, err := c.materialise(p, read)
	if err != nil {
		return nil, nil, p.wrong("real.problem.other", "Error", err.Error())
	}
	defer place.remove()
	var runs []compare.Run
	var started *real.Started
	for i := range c.Runs {
		run, told, err := c.next(ctx, p, nodejs, place, i, progress)
		if err != nil {
			return nil, nil, err
		}
		if i == 0 {
			started = told
		}
		runs = append(runs, *run)
	}
	return runs, started, nil
}

// next runs the script for real once more, with the files that the first run, which
// is number 0, found.
func (c *compareCommand) next(ctx context.Context, p *program, nodejs real.Node, at *place, number int, progress func(int, *real.Report)) (*compare.Run, *real.Started, error) {
	if number > 0 {
		if err := at.renew(); err != nil {
			return nil, nil, p.wrong("real.problem.other", "Error", err.Error())
		}
	}
	run, history, err := c.once(ctx, nodejs, at, number == 0, func(r *real.Report) { progress(number+1, r) })
	if err != nil {
		return nil, nil, p.realProblem(err)
	}
	if limit, detail := history.Stopped(); limit != "" {
		return nil, nil, p.stopped(limit, detail)
	}
	progress(number+1, &real.Report{Done: &struct{}{}})
	return run, &history.Started, nil
}

// place is where a script lies on this computer.
type place struct {
	folder, script string
	root           string // what stands for the root of the simulated disk, "" if nothing does
	temporary      bool
	files          map[string][]byte // what each run finds there, nil if it is the user's own folder
}

// renew puts back what a run has changed, so that the next one finds what it found.
func (l *place) renew() error {
	if l.files == nil {
		return nil
	}
	entries, err := os.ReadDir(l.folder)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if err := os.RemoveAll(filepath.Join(l.folder, entry.Name())); err != nil {
			return err
		}
	}
	return unpack(l.folder, l.files)
}

func (l *place) remove() {
	if l.temporary {
		os.RemoveAll(l.folder)
	}
}

// materialise finds the script's file. An archive is unpacked into a folder of its
// own, out of which no name in it leads.
func (c *compareCommand) materialise(p *program, read *script) (*place, error) {
	below := filepath.FromSlash(strings.TrimPrefix(strings.TrimPrefix(read.main, scenario.ScriptFolder), "/"))
	if filepath.Ext(c.File) != ".txtar" {
		folder := c.Root
		switch {
		case folder != "":
		case p.env.isFolder(c.File):
			folder = c.File
		default:
			folder = filepath.Dir(c.File)
		}
		folder, err := filepath.Abs(folder)
		if resolved, bad := filepath.EvalSymlinks(folder); bad == nil {
			folder = resolved
		}
		l := &place{folder: folder, script: filepath.Join(folder, below), files: c.files}
		if c.Environment != nil {
			l.root = filepath.Dir(folder)
		}
		return l, err
	}
	source, err := p.env.readFile(c.File)
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "timeslice-")
	if err != nil {
		return nil, err
	}
	l := &place{folder: folder, script: filepath.Join(folder, below), temporary: true, files: map[string][]byte{}}
	for _, file := range txtar.Parse(source).Files {
		l.files[file.Name] = file.Data
	}
	if err := unpack(folder, l.files); err != nil {
		l.remove()
		return nil, err
	}
	return l, nil
}

// unpack writes files into a folder, out of which no name leads.
func unpack(folder string, files map[string][]byte) error {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer root.Close()
	for name, text := range files {
		name = filepath.FromSlash(strings.TrimPrefix(path.Join("/", filepath.ToSlash(name)), "/"))
		if err := root.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			return err
		}
		if err := root.WriteFile(name, text, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// once runs the script for real once.
func (c *compareCommand) once(ctx context.Context, nodejs real.Node, at *place, watched bool, progress func(*real.Report)) (*compare.Run, *real.History, error) {
	records := ""
	if watched || c.Tier == "self-measured" {
		folder, err := os.MkdirTemp("", "timeslice-")
		if err != nil {
			return nil, nil, err
		}
		defer os.RemoveAll(folder)
		records = folder
	}
	var flags []string
	if c.MaxOldSpaceSize > 0 {
		flags = append(flags, "--max-old-space-size="+strconv.FormatInt(c.MaxOldSpaceSize, 10))
	}
	if c.ExposeGC {
		flags = append(flags, "--expose-gc")
	}
	spec, err := nodejs.Script(at.script, c.Args, flags, records)
	if err != nil {
		return nil, nil, err
	}
	spec.Directory, spec.Limits.Wall = at.folder, time.Duration(c.Limit)
	observeBy(c.Tier, &spec)
	if c.Environment != nil {
		spec.Environment = slices.DeleteFunc(spec.Environment, func(pair string) bool {
			return !strings.HasPrefix(pair, "NODE_OPTIONS=") && !strings.HasPrefix(pair, "TIMESLICE_")
		})
		spec.Environment = append(spec.Environment, c.Environment...)
	}
	if c.Pool != nil {
		spec.Environment = append(spec.Environment, "UV_THREADPOOL_SIZE="+strconv.Itoa(*c.Pool))
	}
	spec.Environment = append(spec.Environment, "PWD="+at.folder)
	history, err := real.Run(ctx, spec, nil, progress)
	if err != nil {
		return nil, nil, err
	}
	run := &compare.Run{
		Output: at.simulated(history.Text(1)), Errors: at.simulated(history.Text(2)), Code: history.Ended.Code,
		Trace: history.Trace(filepath.ToSlash(c.File), nodejs.Version), ForeignNs: history.ForeignNs(), Watched: records != "",
	}
	if history.Ended.Signal != 0 {
		run.Code = 128 + history.Ended.Signal
	}
	return run, history, nil
}

// simulated writes the paths in a text as they are on the simulated disk.
func (l *place) simulated(text string) string {
	text = strings.ReplaceAll(text, l.folder, scenario.ScriptFolder)
	if l.root != "" {
		text = strings.ReplaceAll(text, l.root, "")
	}
	return text
}
