//go:build !js

package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"

	"timeslice/sim/real"
)

// Run measures this computer and writes what it found as a preset, which runs with
// --calibrated and comparisons use. A computer that is busy with other things gives
// costs that are good for nothing: then the old ones stay.
func (c *calibrateCommand) Run(p *program) error {
	node, err := real.FindNode()
	if err != nil {
		return p.realProblem(err)
	}
	interrupted, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	ctx, cancel := real.CalibrationContext(interrupted)
	defer cancel()
	measured, err := real.Calibrate(ctx, node, nil, func(percent int) {
		if p.env.console != nil {
			p.say("calibrate.progress", "Percent", percent)
		}
	})
	if interrupted.Err() != nil {
		return p.stopped(real.LimitCancelled, "")
	}
	if err != nil {
		return p.realProblem(err)
	}
	io.WriteString(p.out, measured.Preset())
	doubtful, refused := measured.Doubt()
	if refused && !c.Force {
		return &failure{code: exitUnfinished, text: p.words.Say("calibrate.refused", "Foreign", measured.ForeignPercent, "Spread", measured.SpreadPercent)}
	}
	if doubtful {
		p.say("calibrate.doubtful", "Foreign", measured.ForeignPercent, "Spread", measured.SpreadPercent)
	}
	return p.keepCalibration(measured)
}

func (p *program) keepCalibration(measured *real.Calibration) error {
	name, err := p.calibrationFile()
	if err == nil {
		err = p.env.replace(name, []byte(measured.Preset()))
	}
	if err != nil {
		return p.wrong("cli.unwritable-file", "File", name, "Error", err.Error())
	}
	p.say("calibrate.written", "File", name)
	return nil
}
