package main

import "timeslice/render/app"

// serveCommand is not there in a browser, which is what it serves.
type serveCommand struct{}

// Run says so.
func (*serveCommand) Run(p *program) error { return p.wrong("cli.serve-in-browser") }

func serveInstead(p *program, _ string) error { return p.wrong("cli.serve-in-browser") }

// speakFor has nothing to tell: the page's own program does (render/web).
func (p *program) speakFor(*app.App) {}
