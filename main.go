// Timeslice shows how a program becomes processes, threads and CPU time: it
// runs scenarios on a simulated computer and tells exactly what an operating
// system would do with them.
//
// This package is the command line: one small file a command, and the wiring.
// It is the only package that knows the real clock, the terminal and files; the
// window is render/app's.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"time"

	"timeslice/assets/words"
	"timeslice/render/terminal"
	"timeslice/sim/fiber"
	"timeslice/sim/garbage"
	"timeslice/sim/node"
)

// Exit codes besides the simulated program's own.
const (
	exitUnfinished = 1  // the run was cut short: a deadlock, no progress, a limit
	exitUsage      = 2  // wrong usage, or a scenario that cannot be read
	exitFault      = 70 // a fault inside timeslice (EX_SOFTWARE of sysexits(3))
)

// mostGarbage is how much garbage may lie before it is collected.
const mostGarbage = 256 << 20

func main() {
	if code, played := playRole(os.Args); played {
		os.Exit(code)
	}
	debug.SetMemoryLimit(int64(mostMemory())) // from there on garbage is collected more often
	garbage.Leave(min(mostGarbage, mostMemory()/8))
	time.Local = node.Zone() // the simulated computer's clock shows UTC, wherever this one is
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, thisComputer(os.Stdin, os.Stdout)))
}

// run is the whole program: it carries out a command line and returns the exit
// code.
func run(args []string, in io.Reader, out, err io.Writer, env environment) (code int) {
	told := &witness{to: out}
	p := &program{languageGiven: languageGiven(args), in: in, out: told, err: err, env: env, words: words.New(languageOf(args, env.getenv)), library: node.NewLibrary(), guard: new(node.Guard)}
	defer func() {
		if fault := recover(); fault != nil {
			p.reportFault(fault)
			code = exitFault
		}
	}()
	result := p.carryOut(args)
	if told.err != nil {
		result = p.wrong("cli.unwritable-output", "Error", told.err.Error())
	}
	return p.exitCode(result)
}

// witness passes on what is written and remembers the first error, so that
// nobody who prints need look, and yet a full disk is told.
type witness struct {
	to  io.Writer
	err error
}

func (w *witness) Write(text []byte) (int, error) {
	n, err := w.to.Write(text)
	if w.err == nil {
		w.err = err
	}
	return n, err
}

// program is one run of timeslice.
type program struct {
	in            io.Reader
	out, err      io.Writer
	env           environment
	words         *words.Words
	languageGiven bool           // on the command line
	style         terminal.Style // of out
	library       *node.Library  // Node's own modules, for all scripts
	guard         *node.Guard    // of all scripts, against using up this computer's memory
}

// failure is an error that is told to the user in their language.
type failure struct {
	code int
	text string
	hint string // what to do about it, on a line of its own; "" for nothing
}

func (f *failure) Error() string { return f.text }

// wrong is a failure by wrong usage.
func (p *program) wrong(id string, args ...any) error {
	return &failure{code: exitUsage, text: p.words.Say(id, args...)}
}

// ended is the exit code of the simulated program, where that is not 0.
type ended int

func (e ended) Error() string { return fmt.Sprintf("the program ended with exit code %d", int(e)) }

// exitCode tells an error, if it is one to be told, and returns its exit code.
func (p *program) exitCode(err error) int {
	var code ended
	var known *failure
	switch {
	case err == nil:
		return 0
	case errors.As(err, &code):
		return int(code)
	case errors.As(err, &known):
		fmt.Fprintf(p.err, "timeslice: %s\n", known.text)
		if known.hint != "" {
			fmt.Fprintln(p.err, known.hint)
		}
		return known.code
	default:
		fmt.Fprintf(p.err, "timeslice: %s\n", p.inWords(err))
		return exitUsage
	}
}

// inWords is an error in the user's language, if it knows how to say itself.
func (p *program) inWords(err error) string {
	var speaks interface{ In(*words.Words) string }
	if errors.As(err, &speaks) {
		return speaks.In(p.words)
	}
	return err.Error()
}

// reportFault tells of a fault inside timeslice, briefly; the stack only for
// who asks for it.
func (p *program) reportFault(fault any) {
	fmt.Fprintf(p.err, "timeslice: %s\n", p.words.Say("cli.fault", "Fault", fmt.Sprint(fault)))
	if p.env.getenv("TIMESLICE_DEBUG") != "" {
		stack := debug.Stack()
		if crash, ok := fault.(*fiber.Crash); ok {
			stack = crash.Stack
		}
		fmt.Fprintf(p.err, "%s", stack)
	} else {
		fmt.Fprintln(p.err, p.words.Say("cli.fault-report"))
	}
}
