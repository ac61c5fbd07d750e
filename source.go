package main

import (
	"errors"
	"io/fs"
	"path/filepath"

	"timeslice/lessons"
	"timeslice/sim/scenario"
)

// read reads a scenario: a file, or one that ships, by its name.
func (p *program) read(name string) (*scenario.Scenario, error) {
	source, err := p.env.readFile(name)
	if err == nil {
		return scenario.Read(filepath.ToSlash(name), source)
	}
	if entry, found := lessons.Find(name); found {
		return scenario.Read(entry.Name, entry.Source)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, p.wrong("cli.no-such-file", "File", name)
	}
	return nil, p.wrong("cli.unreadable-file", "File", name, "Error", err.Error())
}
