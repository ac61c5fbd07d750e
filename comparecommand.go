package main

// compareCommand runs a script or a scenario simulated and for real, and compares.
type compareCommand struct {
	File   string   `arg:"" help:"cli.help.compare-file"`
	Args   []string `arg:"" optional:"" help:"cli.help.args"`
	Report string   `help:"cli.help.report" enum:"text,json," default:"" placeholder:"text|json"`
	Runs   int      `help:"cli.help.runs" default:"3" placeholder:"N"`
	Limit  span     `help:"cli.help.real-limit" default:"60s" placeholder:"TIME"`
	Tier   string   `help:"cli.help.real-tier" enum:"exact,self-measured,best" default:"best" placeholder:"exact|self-measured"`
	Curve  string   `help:"cli.help.curve" placeholder:"pool=1..4"`
	// Environment are the real runs' variables, if not those of this program.
	Environment []string          `kong:"-"`
	title       string            // of the recordings, if not the file's name
	files       map[string][]byte // what each real run finds in its folder, nil to leave it as it is
	nodeFlags   `embed:""`
	knobs       `embed:""`
}
