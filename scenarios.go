package main

import (
	"timeslice/lessons"
	"timeslice/render/terminal"
)

// scenariosCommand lists the scenarios that ship, or prints one.
type scenariosCommand struct {
	Name string `arg:"" optional:"" help:"cli.help.scenario-name"`
}

// Run lists them; with a name it prints that scenario's file, to begin one's
// own from.
func (c *scenariosCommand) Run(p *program) error {
	if c.Name == "" {
		var rows [][2]string
		for _, entry := range lessons.Scenarios() {
			rows = append(rows, [2]string{entry.Name, entry.Title(p.words.Language())})
		}
		p.print(terminal.Definitions(rows, p.style)...)
		return nil
	}
	entry, found := lessons.Find(c.Name)
	if !found {
		return p.wrong("cli.no-such-scenario", "Name", c.Name)
	}
	_, err := p.out.Write(entry.Source)
	return err
}
