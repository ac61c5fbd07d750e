package main

import (
	"errors"
	"path/filepath"
)

// calibrationFile is where the measurements of this computer lie.
func (p *program) calibrationFile() (string, error) {
	if p.env.configFolder == "" {
		return "", errors.New("there is no folder for settings")
	}
	return filepath.Join(p.env.configFolder, "timeslice", "machine.yaml"), nil
}

// calibrate reads the measurements of this computer into the knobs.
func (p *program) calibrate(k *knobs) error {
	name, err := p.calibrationFile()
	if err != nil {
		return p.wrong("cli.not-calibrated")
	}
	text, err := p.env.readFile(name)
	if err != nil {
		return p.wrong("cli.not-calibrated")
	}
	k.Measured = calibration(text)
	return nil
}

// calibrateCommand measures this computer.
type calibrateCommand struct {
	Force bool `help:"cli.help.force"`
}
