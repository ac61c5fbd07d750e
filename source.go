package main

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/agnivade/levenshtein"

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
		if near := nearestShipped(name); near != "" {
			return nil, p.wrong("cli.no-such-file-near", "File", name, "Nearest", near)
		}
		return nil, p.wrong("cli.no-such-file", "File", name)
	}
	return nil, p.wrong("cli.unreadable-file", "File", name, "Error", err.Error())
}

// nearestShipped is the scenario that ships and was probably meant by a name,
// "" if none is near: two letters may be wrong.
func nearestShipped(name string) string {
	best, least := "", 3
	name = strings.TrimSuffix(filepath.Base(name), ".yaml")
	for _, entry := range lessons.Scenarios() {
		_, word, _ := strings.Cut(entry.Name, "-")
		distance := min(levenshtein.ComputeDistance(name, entry.Name), levenshtein.ComputeDistance(name, word))
		if distance < min(least, len(name)) {
			best, least = entry.Name, distance
		}
	}
	return best
}
