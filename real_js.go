package main

import "timeslice/render/app"

// A browser starts no processes.

func playRole([]string) (code int, played bool) { return 0, false }

// Run refuses.
func (c *realCommand) Run(p *program) error { return p.wrong("real.no-processes") }

// Run refuses.
func (c *compareCommand) Run(p *program) error { return p.wrong("real.no-processes") }

// Run refuses.
func (c *calibrateCommand) Run(p *program) error { return p.wrong("real.no-processes") }

func (p *program) reality() app.Reality { return nil }

// Run refuses.
func (c *accuracyCommand) Run(p *program) error { return p.wrong("real.no-processes") }

// Run refuses.
func (c *lessonsRecord) Run(p *program) error { return p.wrong("real.no-processes") }
