package main

import (
	"errors"
	"strings"

	"github.com/alecthomas/kong"

	"timeslice/assets/words"
)

// commandLine is every command and flag. What stands as help is the id of a
// text; help.go says it in the user's language.
type commandLine struct {
	Help  helpFlag `help:"cli.help.help" short:"h"`
	Lang  string   `help:"cli.help.lang" enum:"en,zh," default:"" placeholder:"en|zh"`
	ASCII bool     `help:"cli.help.ascii" name:"ascii"`

	Version versionFlag `help:"cli.help.version"`

	Nothing    nothingCommand    `cmd:"" hidden:"" default:"1"`
	FirstFrame firstFrameCommand `cmd:"" hidden:""`
	Open       openCommand       `cmd:"" help:"cli.help.open"`
	Play       playCommand       `cmd:"" help:"cli.help.play"`
	Run        runCommand        `cmd:"" help:"cli.help.run"`
	Real       realCommand       `cmd:"" help:"cli.help.real"`
	Compare    compareCommand    `cmd:"" help:"cli.help.compare"`
	Accuracy   accuracyCommand   `cmd:"" help:"cli.help.accuracy"`
	Calibrate  calibrateCommand  `cmd:"" help:"cli.help.calibrate"`
	Export     exportCommand     `cmd:"" help:"cli.help.export"`
	Scenarios  scenariosCommand  `cmd:"" help:"cli.help.scenarios"`
	Lessons    lessonsCommand    `cmd:"" help:"cli.help.lessons"`
	Serve      serveCommand      `cmd:"" help:"cli.help.serve"`
	Bench      benchCommand      `cmd:"" help:"cli.help.bench"`
}

// errTold ends the program after help, or the version, was printed.
var errTold = errors.New("what was asked for has been printed")

// carryOut parses and carries out a command line.
func (p *program) carryOut(args []string) error {
	var line commandLine
	parser, err := kong.New(&line, kong.Name("timeslice"), kong.NoDefaultHelp(), kong.Bind(p),
		kong.Exit(func(int) {}), kong.Writers(p.out, p.err))
	if err != nil {
		panic(err) // the structs above are wrong
	}
	p.style = styleOf(p.env, false)
	chosen, err := parser.Parse(args)
	switch {
	case errors.Is(err, errTold):
		return nil
	case err != nil:
		return p.misused(err)
	}
	p.style = styleOf(p.env, line.ASCII)
	return chosen.Run(p)
}

// languageOf is the language of the program's own words: of --lang, which must
// be known before anything is said, or else of the environment.
func languageOf(args []string, getenv func(string) string) words.Language {
	for i, arg := range args {
		name, value, attached := strings.Cut(arg, "=")
		if arg == "--" {
			break
		}
		if name == "--lang" && !attached && i+1 < len(args) {
			value = args[i+1]
		}
		if l, found := words.Find(value); found && name == "--lang" {
			return l
		}
	}
	return words.FromEnvironment(getenv)
}
