package main

import (
	"errors"
	"path/filepath"

	"timeslice/sim/trace"
)

// recordingForm is what the names of recordings end with: traces in their packed
// form, of simulated runs or real ones.
const recordingForm = ".trace"

func isRecording(name string) bool { return filepath.Ext(name) == recordingForm }

// openRecording reads a recording, which may come from anywhere: it is checked
// before anything is made of it.
func (p *program) openRecording(name string) (*trace.Trace, error) {
	data, err := p.env.readFile(name)
	if err != nil {
		return nil, p.wrong("cli.unreadable-file", "File", name, "Error", err.Error())
	}
	t, err := trace.ReadRecording(data)
	var bad *trace.BadRecording
	if errors.As(err, &bad) {
		id, places := bad.Words(name)
		return nil, p.wrong(id, places...)
	}
	return t, err
}

// showRecording shows a recorded run as the run itself is shown: what it printed,
// the reports that are asked for, and its exit code.
func (c *runCommand) showRecording(p *program) error {
	if len(c.Args) > 0 {
		return p.wrong("cli.no-arguments", "File", c.File)
	}
	if c.nodeFlags.given() || c.knobs.given() {
		return p.wrong("cli.recording-flags", "File", c.File)
	}
	t, err := p.openRecording(c.File)
	if err != nil {
		return err
	}
	p.speak(t, 1)
	if c.Trace != "" {
		if err := p.save(t, c.Trace); err != nil {
			return err
		}
	}
	if err := c.show(p, &simulation{title: t.Property("scenario"), script: true}, t); err != nil {
		return err
	}
	return p.ending(t)
}
