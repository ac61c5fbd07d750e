package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"time"

	"timeslice/render/app"
	"timeslice/render/model"
	"timeslice/render/terminal"
)

// firstFrameCommand opens the window, says when its first frame is on the screen,
// and ends. That is what `bench window` starts and measures: only who starts a
// program knows when it was started.
type firstFrameCommand struct {
	Blank bool // a window with nothing in it instead: what the screen and its driver take
}

// errShown ends a window that has shown what it was opened for.
var errShown = errors.New("the first frame is on the screen")

// Run opens the window.
func (c *firstFrameCommand) Run(p *program) error {
	if p.env.window == nil {
		return p.wrong("cli.bench-no-display")
	}
	shown := func() error {
		p.print("shown")
		return errShown
	}
	if c.Blank {
		return unless(errShown, app.RunBlank(shown))
	}
	preferences, _ := p.preferences()
	a := app.New(model.New(preferences), app.Clock(p.env.clock))
	a.Watch = func(*app.App) error { return shown() }
	return unless(errShown, a.Run())
}

// unless is an error, unless it is the expected one.
func unless(expected, err error) error {
	if errors.Is(err, expected) {
		return nil
	}
	return err
}

// start is how long a program took until it said its first line, and the CPU time
// that it took in all.
type start struct{ wall, cpu time.Duration }

// startSelf starts this program with other arguments and measures how long it takes
// until it says something.
func startSelf(args ...string) (start, error) {
	self, err := os.Executable()
	if err != nil {
		return start{}, err
	}
	command := exec.Command(self, args...)
	command.Stderr = os.Stderr
	out, err := command.StdoutPipe()
	if err != nil {
		return start{}, err
	}
	began := time.Now()
	if err := command.Start(); err != nil {
		return start{}, err
	}
	_, said := bufio.NewReader(out).ReadString('\n')
	wall := time.Since(began)
	if err := errors.Join(said, command.Wait()); err != nil {
		return start{}, fmt.Errorf("%s %v: %w", self, args, err)
	}
	return start{wall, command.ProcessState.UserTime() + command.ProcessState.SystemTime()}, nil
}

// window measures how long the window's first frame takes, beside that of a window
// with nothing in it, in turn.
func (c *benchCommand) window(p *program) error {
	if p.env.window == nil {
		p.print(p.words.Say("cli.bench-no-display"))
		return nil
	}
	var ours, blank []start
	for range benchRuns {
		for _, side := range []struct {
			runs *[]start
			args []string
		}{{&ours, []string{"first-frame"}}, {&blank, []string{"first-frame", "--blank"}}} {
			s, err := p.env.start(side.args...)
			if err != nil {
				return err
			}
			*side.runs = append(*side.runs, s)
		}
	}
	wall := func(s start) time.Duration { return s.wall }
	cpu := func(s start) time.Duration { return s.cpu }
	p.print(terminal.Wrap(p.words.Say("cli.bench-window", "Wall", median(ours, wall), "Best", best(ours, wall), "CPU", median(ours, cpu),
		"BlankWall", median(blank, wall), "BlankBest", best(blank, wall), "BlankCPU", median(blank, cpu)), p.style.Width)...)
	return nil
}

// sorted is one of the times of several starts in milliseconds, from the shortest.
func sorted(runs []start, of func(start) time.Duration) []int64 {
	var all []int64
	for _, s := range runs {
		all = append(all, of(s).Milliseconds())
	}
	slices.Sort(all)
	return all
}

func median(runs []start, of func(start) time.Duration) int64 { return sorted(runs, of)[len(runs)/2] }

func best(runs []start, of func(start) time.Duration) int64 { return sorted(runs, of)[0] }
