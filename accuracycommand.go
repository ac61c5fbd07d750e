package main

// accuracyCommand compares many programs with real runs, a line for each.
type accuracyCommand struct {
	Programs []string `arg:"" help:"cli.help.accuracy-programs"`
	Runs     int      `help:"cli.help.runs" default:"3" placeholder:"N"`
	Limit    span     `help:"cli.help.real-limit" default:"60s" placeholder:"TIME"`
	Format   string   `help:"cli.help.accuracy-format" enum:"text,markdown,json" default:"text" placeholder:"text|markdown|json"`
}
