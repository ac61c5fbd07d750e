//go:build !js

package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"

	"timeslice/lessons/lesson"
	"timeslice/sim/compare"
	"timeslice/sim/real"
	"timeslice/sim/scenario"
	"timeslice/sim/trace"
)

// Run records each lesson that is given: its program as it is, with the lesson's
// pool, or of a scenario its cores. Of some runs the quickest is kept, in which others disturbed least.
func (c *lessonsRecord) Run(p *program) error {
	if c.Tries < 1 || c.Tries > mostRuns {
		return p.wrong("cli.record-tries", "Most", mostRuns)
	}
	if c.Limit <= 0 {
		return p.wrong("cli.real-no-limit")
	}
	if c.Machine == "" { // in one language, as it stands in a file
		c.Machine = strconv.Itoa(runtime.NumCPU()) + "-core " + runtime.GOOS + " computer"
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	for _, folder := range c.Folders {
		if err := c.record(ctx, p, folder); err != nil {
			return err
		}
	}
	return nil
}

func (c *lessonsRecord) record(ctx context.Context, p *program, folder string) error {
	whole, err := filepath.Abs(folder)
	if err != nil || !p.env.isFolder(folder) {
		return p.wrong("cli.not-a-lesson-folder", "Folder", folder)
	}
	folders, name := p.env.tree(filepath.Dir(whole)), filepath.Base(whole)
	l, faults := lesson.Read(folders, name)
	if len(faults) > 0 {
		return p.tellFaults(faults)
	}
	var best *trace.Trace
	tier := ""
	for range c.Tries {
		t, err := c.once(ctx, p, l)
		if err != nil {
			return err
		}
		if best == nil || t.Metrics().MakespanNs < best.Metrics().MakespanNs {
			best, tier = t, t.Property("real")
		}
	}
	file := filepath.Join(folder, lesson.RecordingFile)
	count := &counter{}
	err = p.write(file, func(w io.Writer) error { return best.WritePacked(io.MultiWriter(w, count)) })
	if err != nil {
		return err
	}
	p.print(p.words.Say("cli.recorded", "File", file, "Bytes", count.bytes, "Tier", p.words.Say("real.tier."+tier)))
	if code := compare.RunOf(best).Code; code != 0 { // which may be what the lesson is about
		p.say("cli.recorded-code", "Folder", folder, "Code", code)
	}
	return nil
}

// counter counts what is written to it.
type counter struct{ bytes int }

func (c *counter) Write(text []byte) (int, error) {
	c.bytes += len(text)
	return len(text), nil
}

// once runs a lesson's program for real once.
func (c *lessonsRecord) once(ctx context.Context, p *program, l *lesson.Lesson) (*trace.Trace, error) {
	var history *real.History
	var err error
	version, title := "", l.Name+"/program/"+l.Main
	if strings.HasSuffix(l.Main, ".yaml") {
		history, err = c.scenario(ctx, l)
	} else {
		var node real.Node
		if node, err = real.FindNode(); err == nil {
			version = node.Version
			history, err = c.script(ctx, node, l)
		}
	}
	if err != nil {
		return nil, p.realProblem(err)
	}
	if limit, detail := history.Stopped(); limit != "" {
		return nil, p.stopped(limit, detail)
	}
	history.Machine = c.Machine
	return history.Trace(title, version), nil
}

func (c *lessonsRecord) scenario(ctx context.Context, l *lesson.Lesson) (*real.History, error) {
	read, err := scenario.Read(l.Main, []byte(l.Program[l.Main]))
	if err != nil {
		return nil, err
	}
	knobs := scenario.Overrides{}
	if l.Knobs.Cores > 0 {
		knobs.Cores = &l.Knobs.Cores
	}
	plan, err := read.Workload(knobs)
	if err != nil {
		return nil, err
	}
	return carryOutPlan(plan, time.Duration(c.Limit), "best", func(spec real.Spec) (*real.History, error) {
		return real.Run(ctx, spec, nil, nil)
	})
}

// script runs a script in a folder that is called as on the simulated disk, as far as
// that can be.
func (c *lessonsRecord) script(ctx context.Context, node real.Node, l *lesson.Lesson) (*real.History, error) {
	program, err := os.MkdirTemp("", "timeslice-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(program)
	files := map[string][]byte{}
	for name, text := range l.Program {
		files[name] = []byte(text)
	}
	if err := unpack(program, files); err != nil {
		return nil, err
	}
	records, err := os.MkdirTemp("", "timeslice-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(records)
	spec, err := node.Script(filepath.Join(program, filepath.FromSlash(l.Main)), nil, nil, records)
	if err != nil {
		return nil, err
	}
	spec.Directory, spec.Limits.Wall = program, time.Duration(c.Limit)
	if l.Knobs.Pool > 0 {
		spec.Environment = append(spec.Environment, "UV_THREADPOOL_SIZE="+strconv.Itoa(l.Knobs.Pool))
	}
	history, err := real.Run(ctx, spec, nil, nil)
	if err != nil {
		return nil, err
	}
	at := &place{folder: program}
	for i := range history.Outputs {
		history.Outputs[i].Text = []byte(at.simulated(string(history.Outputs[i].Text)))
	}
	return history, nil
}
