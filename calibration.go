package main

import (
	"errors"
	"path/filepath"

	"timeslice/sim/scenario"
)

// calibrationFile is where the measurements of this computer lie.
func (p *program) calibrationFile() (string, error) {
	if p.env.configFolder == "" {
		return "", errors.New("there is no folder for settings")
	}
	return filepath.Join(p.env.configFolder, "timeslice", "machine.yaml"), nil
}

// calibrate reads the measurements of this computer into the knobs, if there are any:
// there must be if the user has asked for them.
func (p *program) calibrate(k *knobs) error {
	name, err := p.calibrationFile()
	var text []byte
	if err == nil {
		text, err = p.env.readFile(name)
	}
	if err != nil {
		if k.Calibrated {
			return p.wrong("cli.not-calibrated")
		}
		return nil
	}
	if err := scenario.CheckCalibration(name, string(text)); err != nil {
		return p.wrong("cli.bad-calibration", "Faults", err.In(p.words))
	}
	k.Measured = calibration(text)
	return nil
}

// calibrateCommand measures this computer.
type calibrateCommand struct {
	Force bool `help:"cli.help.force"`
}
