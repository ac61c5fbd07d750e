package main

import (
	"timeslice/render/terminal"
	"timeslice/sim/trace"
)

// showpiece is the scenario that is played when none is named: turns are
// taken, and one sees at once what it is all about.
const showpiece = "02-quantum"

// playCommand plays a scenario as an animated Gantt chart.
type playCommand struct {
	File  string `arg:"" optional:"" help:"cli.help.play-file"`
	knobs `embed:""`
}

// Run plays the scenario in the terminal, and leaves its chart and report
// there. Where there is no terminal it only prints these.
func (c *playCommand) Run(p *program) error {
	file := c.File
	if file == "" {
		file = showpiece
	}
	s, err := p.build(file, nil, &nodeFlags{}, &c.knobs)
	if err != nil {
		return err
	}
	t := s.machine.Run()
	if p.env.console != nil && p.env.getenv("TERM") != "dumb" {
		if err := p.play(t, s.title); err != nil {
			return err
		}
	}
	p.speak(t, 1)
	p.head(s, t)
	p.print(terminal.Gantt(t, terminal.Window{}, p.style, p.words)...)
	p.print("")
	p.print(terminal.Report(t, p.style, p.words)...)
	return p.endingOf(s, t)
}

// play shows the animation until the viewer has seen enough.
func (p *program) play(t *trace.Trace, title string) error {
	events, leave, err := p.env.console.enter()
	if err != nil {
		return p.wrong("cli.no-terminal", "Error", err.Error())
	}
	defer leave()
	player := &player{trace: t, title: title, style: p.style, words: p.words, out: p.out, size: p.env.console.size}
	player.play(events)
	return nil
}
