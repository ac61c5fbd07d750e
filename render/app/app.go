package app

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/hajimehoshi/ebiten/v2"

	"timeslice/render/model"
	"timeslice/render/paint"
	"timeslice/render/scene"
	"timeslice/render/view"
)

// Clock tells the nanoseconds since some instant of the real time.
type Clock func() int64

// App is a window that shows a model. It is the ebiten.Game.
type App struct {
	Model *model.Model
	// Remember is told what the user prefers, when that has changed.
	Remember func(model.Preferences)
	// Keep is told how far the user has come in the lessons, when that has changed.
	Keep func(model.Progress)
	// Clipboard is where what is copied goes; nil for one of the app's own.
	Clipboard Clipboard
	// Save keeps a file that the user wants to have, and tells where it is; nil where
	// nothing can be kept.
	Save func(name string, text []byte) (where string, err error)
	// Reality runs programs for real; nil where nothing can be started, as in a
	// browser.
	Reality Reality
	// Notes opens the page with the speaker's notes, and tells its address where the
	// user has to open it; nil where there can be none.
	Notes func() (where string, err error)
	// Speak is told what that page is to show, whenever that has changed.
	Speak func(model.Speaker)
	// Remote tells what the speaker's page has asked for since, "" for nothing more.
	Remote func() (command string)
	// Exposed reports whether the window has lost what it showed since it was last
	// asked; nil where windows keep that. It is asked once the window is there.
	Exposed func() bool
	// Watch is called when a frame has been drawn, before anything else is done; an
	// error ends the app.
	Watch func(*App) error

	clock    Clock
	last     int64
	share    share
	remember model.Preferences
	views    *view.Painter
	paint    *paint.Painter
	keyboard keyboard
	pointer  pointer
	typist   typist
	copied   string // what was copied last
	refused  error  // why the clipboard did not take it
	runs     realRuns
	width    float64 // of the window, in points
	height   float64
	scale    float64        // pixels a point
	shown    bool           // a frame has been drawn
	controls []view.Control // as last listed
	spoken   spoken
	later    []func() // what came from outside since the last frame
	frames   int      // drawn
}

// New makes the window of a model; it opens with Run.
func New(m *model.Model, clock Clock) *App {
	fonts := scene.NewFonts()
	a := &App{Model: m, clock: clock, share: share{clock: clock}, remember: m.Preferences, views: view.NewPainter(fonts), scale: 1, width: usualWidth, height: usualHeight}
	a.typist.prepare(a)
	return a
}

// The size of the window when it opens, and the least at which everything can be
// read, in points.
const (
	usualWidth, usualHeight = 1440, 900
	leastWidth, leastHeight = 960, 600
)

// ErrNoWindow is why there is no window: no display, no OpenGL.
var ErrNoWindow = errors.New("no window can be opened")

// WindowClass is how an X11 display calls the window's class, and its instance.
const WindowClass = "timeslice"

// Run opens the window and returns when it is closed.
func (a *App) Run() error {
	ebiten.SetWindowTitle("timeslice")
	ebiten.SetWindowResizingMode(ebiten.WindowResizingModeEnabled)
	ebiten.SetWindowSize(fitting(ebiten.Monitor()))
	ebiten.SetWindowSizeLimits(leastWidth, leastHeight, -1, -1)
	ebiten.SetScreenClearedEveryFrame(false)
	ebiten.SetRunnableOnUnfocused(true)
	ebiten.SetWindowClosingHandled(true)
	a.last = a.clock()
	if a.Reality != nil {
		a.Model.AllowReal()
	}
	defer a.runs.finish()
	err := ebiten.RunGameWithOptions(a, &ebiten.RunGameOptions{X11ClassName: WindowClass, X11InstanceName: WindowClass})
	if err != nil && !a.shown {
		return fmt.Errorf("%w: %w", ErrNoWindow, err)
	}
	return err
}

// fitting is the usual size, or what the screen has room for.
func fitting(monitor *ebiten.MonitorType) (width, height int) {
	width, height = usualWidth, usualHeight
	if monitor != nil {
		if w, h := monitor.Size(); w > 0 && h > 0 {
			width, height = min(width, w*9/10), min(height, h*9/10)
		}
	}
	return max(width, leastWidth), max(height, leastHeight)
}

// mostTickNs is how much time a frame may seem to take: after the window was
// hidden, time does not jump.
const mostTickNs = 100_000_000

// Update is one frame: input, then time.
func (a *App) Update() error {
	now := a.clock()
	passed := min(now-a.last, mostTickNs)
	a.last = now
	if a.Watch != nil && a.shown {
		if err := a.Watch(a); err != nil {
			return err
		}
	}
	if a.shown {
		a.takeIn()
		if ebiten.IsWindowBeingClosed() {
			a.Model.Do(model.Act{Command: scene.Command{Name: "quit"}})
		}
		a.keyboard.read(a)
		a.pointer.read(a)
		a.drop(ebiten.DroppedFiles())
		a.answer(a.Model.Requests())
		a.runs.take(a.Model, a.Reality)
	}
	a.Model.Tick(passed)
	if a.shown && a.share.begin() { // nobody waits for a run before there is something to see
		a.Model.Advance(a.share.more)
		a.share.finish()
	}
	if a.Remember != nil && a.remember != a.Model.Preferences {
		a.remember = a.Model.Preferences
		a.Remember(a.remember)
	}
	if a.Keep != nil && a.Model.Progress.Changed() {
		a.Keep(a.Model.Progress)
	}
	for a.Remote != nil {
		command := a.Remote()
		if command == "" {
			break
		}
		a.Model.Remote(command)
	}
	a.speak()
	if a.Model.Quit() {
		return ebiten.Termination
	}
	return nil
}

// speakNs is how often the speaker's page is told the time, which it counts on by
// itself meanwhile.
const speakNs = 2_000_000_000

// speak tells the speaker's page what has changed.
func (a *App) speak() {
	t, c := a.Model.Talk, a.Model.Course
	if a.Speak == nil || t == nil || c == nil {
		a.spoken = spoken{}
		return
	}
	now := spoken{c.Lesson.Name, c.At, t.Part, t.Ask, t.Black, string(a.Model.Preferences.Language), t.Ns / speakNs, true}
	if now == a.spoken {
		return
	}
	if said, is := a.Model.Speaker(); is {
		a.spoken = now
		a.Speak(said)
	}
}

// spoken is what the speaker's page was told last.
type spoken struct {
	lesson   string
	at       int
	part     model.TalkPart
	ask      int
	black    bool
	language string
	time     int64
	is       bool
}

// Draw paints what has changed since the last frame.
func (a *App) Draw(screen *ebiten.Image) {
	if a.paint == nil {
		painter, err := paint.New(a.views.Scene.Fonts())
		if err != nil {
			panic(err) // the shader is part of the program
		}
		a.paint = painter
	}
	if a.shown && a.Exposed != nil && a.Exposed() {
		a.paint.Forget()
	}
	a.paint.Paint(screen, a.views.Paint(a.Model, a.width, a.height), a.scale)
	a.shown = true
	a.frames++
	a.share.drawn()
}

// Layout is not asked: LayoutF is.
func (a *App) Layout(width, height int) (int, int) { return width, height }

// LayoutF chooses how many pixels the window has: as many as the screen.
func (a *App) LayoutF(width, height float64) (float64, float64) {
	density := 1.0
	if monitor := ebiten.Monitor(); monitor != nil {
		density = monitor.DeviceScaleFactor()
	}
	interfaceScale := float64(a.Model.Preferences.ScalePercent) / 100
	a.width, a.height, a.scale = width/interfaceScale, height/interfaceScale, density*interfaceScale
	return width * density, height * density
}

// Scene is the picture that is shown.
func (a *App) Scene() *scene.Scene { return a.views.Scene }

// drop opens files that were dropped on the window.
func (a *App) drop(files fs.FS) {
	if files == nil {
		return
	}
	a.Model.OpenFiles(files)
}
