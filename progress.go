package main

import "timeslice/render/model"

// progressFile is where it is kept how far the user has come in the lessons,
// beside the preferences.
const progressFile = "timeslice/progress.json"

// readProgress gives a model what was kept. A file that cannot be read is an
// error; it is left alone until something new is to be kept.
func (p *program) readProgress(m *model.Model) error {
	var kept model.Progress
	name, found, err := p.recall(progressFile, &kept)
	if err != nil {
		return p.wrong("cli.broken-progress", "File", name, "Error", err.Error())
	}
	if found {
		m.Progress = kept
	}
	return nil
}

// keepProgress keeps how far the user has come.
func (p *program) keepProgress(come model.Progress) error { return p.keep(progressFile, come) }
