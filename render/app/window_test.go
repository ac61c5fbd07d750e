package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"timeslice/assets/words"
	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/sim/trace"
)

// These tests need a display and OpenGL, such as Xvfb with software rendering; a
// process can have one window, so that it is one story:
//
//	xvfb-run -s '-screen 0 1600x1000x24' go test ./render/app
func TestMain(m *testing.M) {
	if runtime.GOOS == "linux" && os.Getenv("DISPLAY") == "" {
		fmt.Fprintln(os.Stderr, "the window is not tested: there is no display (DISPLAY is not set)")
		os.Exit(m.Run())
	}
	if err := tell(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// step is something a user does, and what must be so in one of the frames after
// it.
type step struct {
	name string
	do   func(*App)
	seen func(*App) bool
}

// press presses a key.
func press(keys ...string) func(*App) {
	return func(a *App) {
		for _, key := range keys {
			a.Model.Press(key)
		}
	}
}

// click presses and lets go in the middle of a mark.
func click(name string, subject scene.Subject) func(*App) {
	return func(a *App) {
		if m := a.Scene().Find(name, subject); m != nil {
			at := m.Clip.Centre()
			a.pointer.move(a, at, true, true)
			a.pointer.move(a, at, false, false)
		}
	}
}

// story drives the window through what a user does first.
func story() []step {
	var before, end int64
	ended := func(a *App) bool { return a.Model.Branch() != nil && a.Model.Branch().Ended() }
	return []step{
		{"home is shown", press(), func(a *App) bool { return a.Scene().Find("examples", scene.Subject{}) != nil }},
		{"a click opens an example", click("example", scene.Subject{Topic: scene.OfText, ID: 1}), func(a *App) bool { return a.Model.Screen == model.Lab && ended(a) }},
		{"it plays", func(a *App) { a.Model.Playhead.Playing = true }, func(a *App) bool { return a.Model.Playhead.At > 0 }},
		{"a key stops it", press("Space", "End"), func(a *App) bool { return !a.Model.Playhead.Playing && a.Model.Playhead.At > 0 }},
		{"it steps back", func(a *App) {
			before = int64(a.Model.Playhead.At)
			press(slices.Repeat([]string{"ArrowLeft"}, 40)...)(a)
		}, func(a *App) bool { return int64(a.Model.Playhead.At) < before }},
		{"the ruler scrubs", click("ruler", scene.Subject{}), func(a *App) bool { at := int64(a.Model.Playhead.At); return at > 0 && at < before }},
		{"it zooms", press("ArrowUp", "ArrowUp"), func(a *App) bool { return a.Model.Timeline.Window.Ns() > 0 }},
		{"a core is asked", click("core", scene.Subject{Topic: scene.OfCore, ID: 0}), func(a *App) bool { return a.Model.Selected.Topic != scene.Nothing }},
		{"a knob runs again", func(a *App) { end = int64(a.Model.Trace().End()); click("more-cores", scene.Subject{})(a) }, func(a *App) bool { return ended(a) && a.Model.Cores() == 3 && int64(a.Model.Trace().End()) <= end }},
		{"the palette opens", press("Ctrl+K"), func(a *App) bool { return a.Scene().Find(model.PaletteField, scene.Subject{}) != nil }},
		{"it takes text and does what is found", func(a *App) { a.Model.Do(written("type", "theme", 0)); a.Model.Press("Enter") }, func(a *App) bool { return a.Model.Preferences.Theme == scene.Projector }},
		{"the language is switched", press("L"), func(a *App) bool { return a.Model.Preferences.Language == words.Chinese }},
		{"real runs go on beside the frames", press("R"), func(a *App) bool { u := a.Model.Reality.Under; return u != nil && u.Lines == 7 }},
		{"they are cancelled", press("Escape"), func(a *App) bool { return a.Model.Reality.Fault == errCancelled.Error() }},
		{"and left", press("Escape"), func(a *App) bool { return a.Model.Screen == model.Lab }},
		{"a script is opened", func(a *App) {
			a.Model.Screen = model.Home
			all := a.Model.Examples()
			script := slices.IndexFunc(all, func(e model.Example) bool { return e.Node })
			a.Model.Do(model.Act{Command: scene.Command{Name: "example"}, Subject: scene.Subject{Topic: scene.OfText, ID: int64(script)}})
		}, func(a *App) bool { return a.Model.LineThread() != trace.NoThread && ended(a) }},
		{"the next output is gone to", press("Home", "U"), func(a *App) bool {
			at := a.Model.Position().Fact
			return at > 0 && a.Model.Trace().Fact(at).Kind == trace.KindOutput
		}},
		{"a click beside a line sets a breakpoint", func(a *App) {
			a.Model.Do(model.Act{Command: scene.Command{Name: "panel", Text: "left code"}})
		}, func(a *App) bool { click("break", ranLine(a))(a); return len(a.Model.Breakpoints) == 1 }},
		{"it goes to the breakpoint", press("Home", "F8"), func(a *App) bool {
			return a.Model.Playhead.At > 0 && !a.Model.Hunting() && a.Scene().Find("show-break", scene.Subject{Topic: scene.OfGroup}) != nil
		}},
		{"a line is edited, and the program runs again", func(a *App) {
			click("code", scene.Subject{})(a)
			a.Model.Press("Ctrl+Home")
			a.Model.Do(written("type", "console.log('first');\n", 0))
		}, func(a *App) bool {
			text, _ := a.Model.Branch().Program.File(a.Model.Editor.File)
			return strings.HasPrefix(text, "console.log('first')") && ended(a) && len(a.Model.Faults()) == 0
		}},
		{"the editor is left", press("Escape"), func(a *App) bool { return a.Model.Typing == "" }},
		{"why is copied", press("Ctrl+C"), func(a *App) bool { return strings.Contains(a.copied, "\n") }},
		{"a cost is turned", func(a *App) {
			end = int64(a.Model.Trace().End())
			a.Model.Press("H")
			a.Model.Do(model.Act{Command: scene.Command{Name: "turn-knob", Text: "node.start", Argument: 1}})
		}, func(a *App) bool { return ended(a) && int64(a.Model.Trace().End()) > end }},
		{"the list of knobs is left", press("H"), func(a *App) bool { return a.Model.Panels.Right == "inspector" }},
		{"the keyboard walks onto the stage", func(a *App) {
			a.Model.Seek(a.Model.Trace().End() * 3 / 4)
		}, func(a *App) bool { a.press("Tab"); return a.Model.Walk.Name == "process" }},
		{"the menu key asks what can be done", func(a *App) { a.press("Shift+F10") }, func(a *App) bool {
			return a.Model.Menu != nil && a.Scene().Find(model.MenuItemMark, menuItem(a, "edit-kill")) != nil
		}},
		{"a key closes it", press("Escape"), func(a *App) bool { return a.Model.Menu == nil && a.Model.Walk.Name == "process" }},
		{"so does the other button", func(a *App) { a.pointer.ask(a, walkedTo(a)) }, func(a *App) bool { return a.Scene().Find(model.MenuItemMark, menuItem(a, "edit-kill")) != nil }},
		{"killing it there makes a branch", func(a *App) {
			end = int64(a.Model.Trace().End())
			click(model.MenuItemMark, menuItem(a, "edit-kill"))(a)
		}, func(a *App) bool {
			return len(a.Model.Branches) == 2 && ended(a) && int64(a.Model.Trace().End()) < end
		}},
		{"the runs are listed", press("Z"), func(a *App) bool { return a.Scene().Find("branch", model.BranchSubject(0)) != nil }},
		{"a click goes back to the run before", click("branch", model.BranchSubject(0)), func(a *App) bool {
			return a.Model.Current == 0 && int64(a.Model.Trace().End()) == end
		}},
		{"the list of runs is left", press("Z"), func(a *App) bool { return a.Model.Panels.Right == "inspector" }},
		{"idle, nothing is drawn", press(), func(a *App) bool { return a.paint.Runs() == 0 }},
		{"changes are not lost by one key", press("Ctrl+Q"), func(a *App) bool { return a.Model.Notice.Bad && !a.Model.Quit() }},
		{"it is left", press("Ctrl+Q"), nil},
	}
}

// menuItem is the item of the open menu that does something in the end.
func menuItem(a *App, command string) scene.Subject {
	if a.Model.Menu != nil {
		for i, item := range a.Model.Menu.Items() {
			if item.Acts[len(item.Acts)-1].Name == command {
				return scene.Subject{Topic: scene.OfText, ID: int64(i)}
			}
		}
	}
	return scene.Subject{Topic: scene.OfText, ID: -1}
}

// walkedTo is a place on the mark that the keyboard is on, and on none inside it.
func walkedTo(a *App) scene.Point {
	m := a.Scene().Find(a.Model.Walk.Name, a.Model.Walk.Subject)
	return scene.Point{X: m.Clip.Right() - 3, Y: m.Clip.Bottom() - 3}
}

// ranLine is a line of the program that ran.
func ranLine(a *App) scene.Subject {
	m := a.Model
	p, _ := m.Branch().Index.NextLine(m.LineThread(), m.Playhead.At/2)
	file, _ := model.AppFile(m.Trace().Text(p.Line.File))
	return scene.Subject{Topic: scene.OfLine, ID: m.FileNumber(file), Part: int64(p.Line.Number)}
}

var errCancelled = errors.New("cancelled")

// endless stands for a real run that goes on until it is cancelled.
func endless(ctx context.Context, order *model.Order, progress func(model.Underway)) (*model.Outcome, error) {
	progress(model.Underway{Run: 1, Runs: order.Runs, Lines: 7})
	<-ctx.Done()
	return nil, errCancelled
}

// mostRuns is how many runs of triangles a frame has at most.
const mostRuns = 20

// patience is how many frames a step may take to be seen.
const patience = 600

func tell() error {
	start := time.Now()
	a := New(model.New(model.Preferences{Language: words.English, Theme: scene.Dark}), func() int64 { return int64(time.Since(start)) })
	a.Reality = endless
	steps, at, waited, done := story(), 0, 0, false
	most, where := 0, ""
	a.Watch = func(a *App) error {
		if runs := a.paint.Runs(); runs > most {
			most, where = runs, fmt.Sprintf("%s, of %d layers", steps[min(at, len(steps)-1)].name, len(a.Scene().Layers()))
		}
		if at == len(steps) {
			return nil
		}
		s := &steps[at]
		switch {
		case !done:
			s.do(a)
			done, waited = true, 0
		case s.seen == nil || waited > 0 && s.seen(a):
			at, done = at+1, false
		case waited > patience:
			return fmt.Errorf("%s: not seen in %d frames: %s at %d, screen %d, notice %q, playing %v", s.name, patience, a.Model.Program.Name, a.Model.Playhead.At, a.Model.Screen, a.Model.Notice.Text, a.Model.Playhead.Playing)
		}
		waited++
		return nil
	}
	err := a.Run()
	fmt.Printf("the frame with the most runs of triangles had %d, at %q\n", most, where)
	if err == nil && most > mostRuns {
		err = fmt.Errorf("a frame had %d runs of triangles at %q; %d are promised", most, where, mostRuns)
	}
	if err == nil && at < len(steps)-1 {
		err = errors.New("the window was closed before the story ended")
	}
	return err
}
