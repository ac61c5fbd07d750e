package main

import (
	"bufio"
	"io"
	"path/filepath"

	"timeslice/sim/trace"
)

// exportCommand writes the trace of a run to a file.
type exportCommand struct {
	File      string   `arg:"" help:"cli.help.file"`
	Args      []string `arg:"" optional:"" help:"cli.help.args"`
	Output    string   `help:"cli.help.output" short:"o" required:"" placeholder:"OUT"`
	nodeFlags `embed:""`
	knobs     `embed:""`
}

// Run runs a scenario or a script and writes its trace. The program's own output goes
// nowhere, and how the run ended is no failure: the trace tells it.
func (c *exportCommand) Run(p *program) error {
	s, err := p.build(c.File, c.Args, &c.nodeFlags, &c.knobs)
	if err != nil {
		return err
	}
	return p.save(s.machine.Run(), c.Output)
}

// save writes a trace in the form that the file's name ends with.
func (p *program) save(t *trace.Trace, name string) error {
	write := t.WriteText
	switch filepath.Ext(name) {
	case ".txt":
	case ".json":
		write = func(w io.Writer) error { return t.WriteChrome(w, trace.ChromeOptions{}) }
	default:
		return p.wrong("cli.unknown-form", "File", name)
	}
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
