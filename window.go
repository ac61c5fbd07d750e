package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"timeslice/render/app"
	"timeslice/render/clipboard"
	"timeslice/render/exposure"
	"timeslice/render/model"
)

// openWindow shows a model until its window is closed.
func openWindow(p *program, m *model.Model) error {
	a := app.New(m, app.Clock(p.env.clock))
	p.keepFor(a, m)
	if board, err := clipboard.Open(); err == nil { // else the app has one of its own
		a.Clipboard = board
	}
	a.Reality = p.reality()
	a.Exposed = exposed()
	p.speakFor(a)
	err := a.Run()
	if errors.Is(err, app.ErrNoWindow) {
		return p.wrong("cli.no-window-opens", "Error", err.Error())
	}
	return err
}

// exposed tells when the window has lost what it showed. Which of the display's
// windows it is, is found out beside the frames, when it is first asked.
func exposed() func() bool {
	found := make(chan exposure.Watch, 1)
	var watch exposure.Watch
	look := sync.OnceFunc(func() {
		go func() {
			if w, err := exposure.Of(os.Getpid(), app.WindowClass); err == nil && w != nil { // else it can only be shown when it changes
				found <- w
			}
		}()
	})
	return func() bool {
		look()
		select {
		case watch = <-found:
			return true // nobody has seen what was lost before
		default:
			return watch != nil && watch.Lost()
		}
	}
}

// keepFor keeps what the user of a window chooses and comes to.
func (p *program) keepFor(a *app.App, m *model.Model) {
	tell := func(err error) {
		if err != nil {
			m.Fail(err)
		}
	}
	a.Remember = func(chosen model.Preferences) { tell(p.keepPreferences(chosen)) }
	a.Save = p.saveBeside
	a.Keep = func(come model.Progress) { tell(p.keepProgress(come)) }
}

// saveBeside saves a file in the folder in which timeslice was started, under a
// name that no file has yet.
func (p *program) saveBeside(name string, text []byte) (where string, err error) {
	folder, err := os.Getwd()
	if err != nil {
		return "", err
	}
	end := filepath.Ext(name)
	for number := 1; ; number++ {
		where = filepath.Join(folder, name)
		if number > 1 {
			where = filepath.Join(folder, fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, end), number, end))
		}
		if _, err := os.Lstat(where); errors.Is(err, fs.ErrNotExist) {
			return where, p.env.replace(where, text)
		} else if err != nil {
			return "", err
		}
	}
}

// hasDisplay reports whether there can be a window. Where X11 shows windows,
// DISPLAY says where; elsewhere there always is one.
func hasDisplay(getenv func(string) string) bool {
	switch runtime.GOOS {
	case "windows", "darwin", "js", "android", "ios":
		return true
	}
	return getenv("DISPLAY") != ""
}
