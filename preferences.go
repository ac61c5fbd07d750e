package main

import (
	"encoding/json"
	"errors"
	"io/fs"
	"path/filepath"

	"timeslice/assets/words"
	"timeslice/render/model"
	"timeslice/render/scene"
)

// preferencesFile is where the user's preferences are kept, below the folder
// that the operating system has for such.
const preferencesFile = "timeslice/preferences.json"

// preferences are what the user has chosen in the app, or else as this computer
// is set up. A file that cannot be read is an error, and the defaults hold.
func (p *program) preferences() (model.Preferences, error) {
	usual := model.Preferences{Language: p.words.Language(), Theme: scene.Dark, ScalePercent: 100}
	kept := usual
	name, found, err := p.recall(preferencesFile, &kept)
	if err == nil && found {
		err = kept.Check()
	}
	if err != nil {
		return usual, p.wrong("cli.broken-preferences", "File", name, "Error", err.Error())
	}
	if !found {
		return usual, nil
	}
	if p.languageGiven {
		kept.Language = p.words.Language()
	}
	return kept, nil
}

// keepPreferences keeps what the user has chosen.
func (p *program) keepPreferences(chosen model.Preferences) error {
	return p.keep(preferencesFile, chosen)
}

// keep keeps something in one of the files of the user's. The file is written
// whole before it takes the old one's place, so that there is always a good one.
func (p *program) keep(file string, value any) error {
	if p.env.configFolder == "" {
		return nil
	}
	text, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		return err
	}
	return p.env.replace(filepath.Join(p.env.configFolder, filepath.FromSlash(file)), append(text, '\n'))
}

// recall reads what was kept in one of the files of the user's, if there is one.
func (p *program) recall(file string, into any) (name string, found bool, err error) {
	if p.env.configFolder == "" {
		return "", false, nil
	}
	name = filepath.Join(p.env.configFolder, filepath.FromSlash(file))
	source, err := p.env.readFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return name, false, nil
	}
	if err == nil {
		err = json.Unmarshal(source, into)
	}
	return name, err == nil, err
}

// languageGiven reports whether a command line says which language to use.
func languageGiven(args []string) bool {
	none := func(string) string { return "" }
	return languageOf(args, none) != words.FromEnvironment(none) || languageOf(args, func(string) string { return "zh_CN.UTF-8" }) == words.English
}
