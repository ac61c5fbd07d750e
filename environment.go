package main

import (
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"golang.org/x/term"

	"timeslice/render/model"
	"timeslice/render/terminal"
	"timeslice/sim/benchmark"
	"timeslice/sim/node"
)

// environment is what the program asks of the computer it runs on.
type environment struct {
	getenv   func(string) string
	readFile func(name string) ([]byte, error)
	isFolder func(name string) bool
	folder   func(name string) (node.Folder, error) // what is in a folder, and nothing outside of it
	tree     func(folder string) fs.FS              // the files below a folder
	create   func(name string) (io.WriteCloser, error)
	replace  func(name string, text []byte) error // writes a file whole, or not at all
	// configFolder is where programs keep what a user prefers, "" if there is no such
	// place.
	configFolder string
	window       func(*program, *model.Model) error // shows a model until it is closed; nil if there is no display
	// serve offers the app to browsers until it is interrupted, for who has no display.
	// What was to be opened is the fragment of a link.
	serve func(p *program, fragment string) error
	// watchMemory trips the guard if the memory of this computer is used up
	// before what it returns is called.
	watchMemory func(*node.Guard) (stop func())
	start       func(args ...string) (start, error) // starts this program again, to be measured
	clock       benchmark.Clock                     // for measuring; no simulation asks it
	console     console                             // nil if the output does not go to a terminal
}

// thisComputer is the environment of an ordinary start.
func thisComputer(in, out *os.File) environment {
	env := environment{
		getenv:   os.Getenv,
		readFile: os.ReadFile,
		isFolder: func(name string) bool {
			info, err := os.Stat(name)
			return err == nil && info.IsDir()
		},
		folder:      openFolder,
		tree:        os.DirFS,
		watchMemory: watchMemory,
		create:      createWhole,
		replace:     replaceFile,
		start:       startSelf,
		clock:       sinceStart(),
		serve:       serveInstead,
	}
	env.configFolder, _ = os.UserConfigDir()
	if hasDisplay(env.getenv) {
		env.window = openWindow
	}
	if term.IsTerminal(int(out.Fd())) {
		env.console = &tty{in: in, out: out}
	}
	return env
}

// sinceStart is a clock that tells the nanoseconds since now.
func sinceStart() benchmark.Clock {
	start := time.Now()
	return func() int64 { return int64(time.Since(start)) }
}

// widest is the width beyond which lines are hard to follow with the eye.
const widest = 120

// usualWidth is the width of text that does not go to a terminal.
const usualWidth = 80

// styleOf is what can be shown on the output.
//
// Colour: never with NO_COLOR (no-color.org) or TERM=dumb, always with
// CLICOLOR_FORCE, else on a terminal. Characters other than ASCII: unless the
// locale says that the terminal does not understand UTF-8.
func styleOf(env environment, ascii bool) terminal.Style {
	s := terminal.Style{Width: usualWidth, ASCII: ascii || !utf8Locale(env.getenv)}
	if env.console != nil {
		width, _ := env.console.size()
		s.Width = min(width, widest)
	}
	force := env.getenv("CLICOLOR_FORCE")
	forced := force != "" && force != "0"
	switch {
	case env.getenv("NO_COLOR") != "":
	case !forced && (env.console == nil || env.getenv("TERM") == "dumb"):
	case trueColour(env.getenv("COLORTERM")):
		s.Depth = terminal.True
	default:
		s.Depth = terminal.Indexed
	}
	return s
}

func trueColour(colorterm string) bool { return colorterm == "truecolor" || colorterm == "24bit" }

// utf8Locale reports whether text is shown as UTF-8. The first variable that
// is set decides, as in locale(7); where none is set it is so today.
func utf8Locale(getenv func(string) string) bool {
	for _, variable := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if value := strings.ToLower(getenv(variable)); value != "" {
			return strings.Contains(value, "utf-8") || strings.Contains(value, "utf8")
		}
	}
	return true
}
