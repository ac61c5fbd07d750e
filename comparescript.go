//go:build !js

package main

import (
	"context"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/tools/txtar"

	"timeslice/sim/compare"
	"timeslice/sim/node"
	"timeslice/sim/real"
	"timeslice/sim/scenario"
)

// scriptSubject is a script that is compared.
type scriptSubject struct {
	command *compareCommand
	p       *program
	node    real.Node
	read    *script
	at      *place
	workers []int // that each process has, by a run that recorded itself
}

func (c *compareCommand) scriptSubject(p *program) (*scriptSubject, error) {
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
	return &scriptSubject{command: c, p: p, node: node, read: read, at: at}, nil
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

func (s *scriptSubject) costs(measured bool) string {
	if measured {
		return "calibrated"
	}
	return "laptop"
}

func (s *scriptSubject) notes() []string { return nil }

// mayOutlast: a script that does not end by itself is not compared.
func (s *scriptSubject) mayOutlast(*compare.Run) bool { return false }

func (s *scriptSubject) renew() error { return s.at.renew() }

func (s *scriptSubject) remove() { s.at.remove() }

// simulate runs the script in the model, which ends when the comparison is cancelled:
// what is simulated may have no end either.
func (s *scriptSubject) simulate(ctx context.Context) (*compare.Run, error) {
	own, stop := s.p.ownGuard(ctx)
	defer stop()
	c := s.command
	m, err := scenario.Script(s.read.name, s.read.options(own, c.Args, &c.nodeFlags, &c.knobs), nil, c.overrides())
	if err != nil {
		return nil, err
	}
	model := compare.RunOf(m.Run())
	if ctx.Err() != nil {
		return nil, s.p.stopped(real.LimitCancelled, "")
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

// orders also simulates the script with other costs and cores if its lines race.
func (s *scriptSubject) orders(ctx context.Context, model *compare.Run) (*compare.Order, []string) {
	order := compare.ReadOrder(model.Trace)
	var variants []string
	if len(order.Racing()) == 0 || model.Trace.Len() > mostVariantFacts {
		return order, nil
	}
	own, stop := s.p.ownGuard(ctx)
	defer stop()
	c := s.command
	for _, change := range otherComputers() {
		o, knobs := s.read.options(own, c.Args, &c.nodeFlags, &c.knobs), c.overrides()
		change(&o, &knobs)
		if m, err := scenario.Script(s.read.name, o, nil, knobs); err == nil {
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

// once runs the script for real once. The first run records itself; the others only
// are watched from outside, so that their figures are those of the script alone.
func (s *scriptSubject) once(ctx context.Context, number int, progress func(*real.Report)) (*compare.Run, *real.History, error) {
	c, records := s.command, ""
	if number == 0 || c.Tier == "self-measured" {
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
	spec, err := s.node.Script(s.at.script, c.Args, flags, records)
	if err != nil {
		return nil, nil, err
	}
	spec.Directory, spec.Limits.Wall = s.at.folder, time.Duration(c.Limit)
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
	spec.Environment = append(spec.Environment, "PWD="+s.at.folder)
	history, err := real.Run(ctx, spec, nil, progress)
	if err != nil {
		return nil, nil, err
	}
	if records != "" {
		s.workers = history.WorkersStarted()
	}
	history.Workers = s.workers
	return &compare.Run{
		Output: s.at.simulated(history.Text(1)), Errors: s.at.simulated(history.Text(2)),
		Trace: history.Trace(filepath.ToSlash(c.File), s.node.Version), Watched: records != "",
	}, history, nil
}

// simulated writes the paths in a text as they are on the simulated disk.
func (l *place) simulated(text string) string {
	text = strings.ReplaceAll(text, l.folder, scenario.ScriptFolder)
	if l.root != "" {
		text = strings.ReplaceAll(text, l.root, "")
	}
	return text
}
