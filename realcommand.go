package main

// realCommand runs a script as actual processes of this computer.
type realCommand struct {
	File   string   `arg:"" help:"cli.help.real-file"`
	Args   []string `arg:"" optional:"" help:"cli.help.args"`
	Report string   `help:"cli.help.report" enum:"text,json," default:"" placeholder:"text|json"`
	Gantt  bool     `help:"cli.help.gantt"`
	Trace  string   `help:"cli.help.trace" placeholder:"OUT"`
	Limit  span     `help:"cli.help.real-limit" default:"60s" placeholder:"TIME"`
	Tier   string   `help:"cli.help.real-tier" enum:"exact,self-measured,best" default:"best" placeholder:"exact|self-measured"`
	window `embed:""`
}
