//go:build !js

package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"

	"timeslice/lessons/lesson"
	"timeslice/render/terminal"
	"timeslice/sim/compare"
	"timeslice/sim/real"
)

// candidate is a program that is to be compared.
type candidate struct {
	name  string
	file  string            // where it lies, if it is not to be copied
	main  string            // else the file of files that runs
	files map[string][]byte // by path
	knobs lesson.Knobs
}

// Run compares each program as timeslice compare does, and prints a table. It ends
// with 1 if one printed what the model does not allow, or could not be run.
func (c *accuracyCommand) Run(p *program) error {
	one := compareCommand{Runs: c.Runs, Limit: c.Limit, Tier: "best"}
	if err := one.check(p); err != nil {
		return err
	}
	candidates, err := c.candidates(p)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	table := compare.Table{System: runtime.GOOS + "/" + runtime.GOARCH, Cores: runtime.NumCPU(), Runs: c.Runs}
	if node, err := real.FindNode(); err == nil {
		table.Node = node.Version
	}
	for i := range candidates {
		if p.env.console != nil {
			p.say("accuracy.progress", "N", i+1, "Of", len(candidates), "Program", candidates[i].name)
		}
		err := c.compare(ctx, p, &candidates[i], &table)
		if ctx.Err() != nil {
			return p.stopped(real.LimitCancelled, "")
		}
		var known *failure
		switch {
		case err == nil:
		case errors.As(err, &known):
			table.Fail(candidates[i].name, known.text)
		default:
			table.Fail(candidates[i].name, err.Error())
		}
	}
	if err := c.print(p, &table); err != nil {
		return err
	}
	if faults := table.Faults(); faults > 0 {
		return &failure{code: exitUnfinished, text: p.words.Say("accuracy.faults", "Faults", faults, "Of", len(table.Rows))}
	}
	return nil
}

func (c *accuracyCommand) print(p *program, table *compare.Table) error {
	switch c.Format {
	case "json":
		return p.printJSON(table)
	case "markdown":
		p.print(terminal.AccuracyMarkdown(table, p.words)...)
	default:
		p.print(terminal.Accuracy(table, p.style, p.words)...)
	}
	return nil
}

// candidates finds the programs: a lesson's, scripts and scenarios, and all of those
// that lie in a folder.
func (c *accuracyCommand) candidates(p *program) ([]candidate, error) {
	var found []candidate
	for _, name := range c.Programs {
		if !p.env.isFolder(name) {
			one, err := p.candidateOf(name)
			if err != nil {
				return nil, err
			}
			found = append(found, one)
			continue
		}
		more, err := p.candidatesIn(name)
		if err != nil {
			return nil, err
		}
		found = append(found, more...)
	}
	if len(found) == 0 {
		return nil, p.wrong("accuracy.nothing", "Where", strings.Join(c.Programs, ", "))
	}
	return found, nil
}

func (p *program) candidateOf(name string) (candidate, error) {
	switch filepath.Ext(name) {
	case ".js", ".mjs", ".cjs": // alone: what lies beside it is no part of it, and is not to be written to
		text, err := p.env.readFile(name)
		if err != nil {
			return candidate{}, p.wrong("cli.unreadable-file", "File", name, "Error", err.Error())
		}
		main := filepath.Base(name)
		return candidate{name: name, main: main, files: map[string][]byte{main: text}}, nil
	}
	return candidate{name: name, file: name}, nil
}

func (p *program) candidatesIn(folder string) ([]candidate, error) {
	if whole, err := filepath.Abs(folder); err == nil {
		folders, name := p.env.tree(filepath.Dir(whole)), filepath.Base(whole)
		if _, err := fs.Stat(folders, name+"/lesson.yaml"); err == nil {
			l, faults := lesson.Read(folders, name)
			if len(faults) > 0 {
				return nil, p.tellFaults(faults)
			}
			return []candidate{ofLesson(l)}, nil
		}
	}
	var names []string
	err := fs.WalkDir(p.env.tree(folder), ".", func(name string, entry fs.DirEntry, err error) error {
		switch filepath.Ext(name) {
		case ".js", ".mjs", ".cjs", ".txtar", ".yaml":
			names = append(names, filepath.Join(folder, filepath.FromSlash(name)))
		}
		return err
	})
	if err != nil {
		return nil, p.wrong("cli.unreadable-file", "File", folder, "Error", err.Error())
	}
	slices.Sort(names)
	var found []candidate
	for _, name := range names {
		one, err := p.candidateOf(name)
		if err != nil {
			return nil, err
		}
		found = append(found, one)
	}
	return found, nil
}

func ofLesson(l *lesson.Lesson) candidate {
	one := candidate{name: l.Name, main: l.Main, files: map[string][]byte{}, knobs: l.Knobs}
	for name, text := range l.Program {
		one.files[name] = []byte(text)
	}
	return one
}

// compare compares one of them, and adds it to the table. A script runs in a folder
// that is called as on the simulated disk, as far as that can be, and knows nothing of
// who is at this computer.
func (c *accuracyCommand) compare(ctx context.Context, p *program, of *candidate, table *compare.Table) error {
	one := compareCommand{File: of.file, Runs: c.Runs, Limit: c.Limit, Tier: "best"}
	if of.knobs.Pool > 0 {
		one.Pool = &of.knobs.Pool
	}
	if of.file == "" {
		root, err := os.MkdirTemp("", "timeslice-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(root)
		folder := filepath.Join(root, "app")
		if err := os.Mkdir(folder, 0o755); err != nil {
			return err
		}
		if err := unpack(folder, of.files); err != nil {
			return err
		}
		one.File, one.Root = filepath.Join(folder, filepath.FromSlash(of.main)), folder
		one.files = of.files
		one.Environment = []string{"HOME=" + root, "PATH=" + os.Getenv("PATH")}
	}
	if !p.isScript(one.File) && of.knobs.Cores > 0 {
		one.Cores = &of.knobs.Cores
	}
	subject, err := one.subject(p)
	if err != nil {
		return err
	}
	defer subject.remove()
	if subject.costs(true) != subject.costs(false) {
		return one.compareClosely(ctx, p, subject, of.name, table)
	}
	compared, err := one.both(ctx, p, subject, func(int, *real.Report) {})
	if err == nil {
		table.Add(of.name, compared.report, compared.runs)
	}
	return err
}
