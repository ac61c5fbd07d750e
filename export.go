package main

import (
	"bufio"
	"io"
	"path/filepath"
	"strings"

	"timeslice/render/model"
	"timeslice/sim/trace"
)

// exportCommand writes the trace of a run, or pictures of it, to a file.
type exportCommand struct {
	File         string   `arg:"" help:"cli.help.file"`
	Args         []string `arg:"" optional:"" help:"cli.help.args"`
	Output       string   `help:"cli.help.output" short:"o" required:"" placeholder:"OUT"`
	pictureFlags `embed:""`
	nodeFlags    `embed:""`
	knobs        `embed:""`
}

// Run runs a scenario or a script and writes its trace or a picture. The program's
// own output goes nowhere, and how the run ended is no failure: the trace tells it.
func (c *exportCommand) Run(p *program) error {
	kind := strings.ToLower(filepath.Ext(c.Output))
	if err := c.pictureFlags.check(p, c.Output, kind); err != nil {
		return err
	}
	if isRecording(c.File) {
		t, err := p.openRecording(c.File)
		if err != nil {
			return err
		}
		if c.nodeFlags.given() || c.knobs.given() {
			return p.wrong("cli.recording-flags", "File", c.File)
		}
		if isPicture(kind) {
			return p.savePicture(c, model.ProgramOfRecording(filepath.Base(c.File)), t)
		}
		return p.save(t, c.Output)
	}
	s, err := p.build(c.File, c.Args, &c.nodeFlags, &c.knobs)
	if err != nil {
		return err
	}
	stop := p.env.watchMemory(p.guard)
	t := s.machine.Run()
	stop()
	if isPicture(kind) {
		opened, err := p.readProgram(c.File)
		if err != nil {
			return err
		}
		return p.savePicture(c, opened, t)
	}
	return p.save(t, c.Output)
}

// save writes a trace in the form that the file's name ends with.
func (p *program) save(t *trace.Trace, name string) error {
	write := t.WriteText
	switch filepath.Ext(name) {
	case ".txt":
	case recordingForm:
		write = t.WritePacked
	case ".json":
		write = func(w io.Writer) error { return t.WriteChrome(w, trace.ChromeOptions{}) }
	default:
		return p.wrong("cli.unknown-form", "File", name)
	}
	return p.write(name, write)
}

// write writes a file.
func (p *program) write(name string, write func(io.Writer) error) error {
	file, err := p.env.create(name)
	if err != nil {
		return p.wrong("cli.unwritable-file", "File", name, "Error", err.Error())
	}
	buffered := bufio.NewWriterSize(file, 1<<16)
	err = write(buffered)
	if err == nil {
		err = buffered.Flush()
	}
	if closing := file.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return p.wrong("cli.unwritable-file", "File", name, "Error", err.Error())
	}
	return nil
}
