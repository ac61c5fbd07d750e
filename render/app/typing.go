package app

import (
	"errors"
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/exp/textinput"

	"timeslice/render/model"
	"timeslice/render/scene"
)

// typist passes on what is written, through the input method where there is one.
type typist struct {
	composer  textinput.Composer
	field     any // whose text is written, nil if keys are commands
	composing bool
	told      scene.Box // where the input method believes that text is written
}

// prepare says what becomes of what is written.
func (t *typist) prepare(a *App) {
	t.composer.OnNewSession = func() *textinput.SessionOptions {
		at := a.views.Caret(a.Model)
		t.told = at
		low := image.Pt(int(at.X*a.scale), int(at.Y*a.scale))
		return &textinput.SessionOptions{CaretBounds: image.Rectangle{Min: low, Max: low.Add(image.Pt(1, int(at.H*a.scale)))}}
	}
	t.composer.OnComposition = func(c *textinput.Composition) {
		t.composing = c.Text() != ""
		_, end := c.SelectionRangeInBytes()
		a.Model.Do(written("compose", c.Text(), end))
	}
	t.composer.OnCommit = func(c *textinput.Commit) {
		t.composing = false
		if c.Text() != "" {
			a.Model.Do(written("type", c.Text(), 0))
		}
	}
	t.composer.OnEndByUser = func() { a.Model.Press("Escape") }
}

func written(name, text string, at int) model.Act {
	return model.Act{Command: scene.Command{Name: name, Text: text, Argument: int64(at)}}
}

// read passes on what was written since the last frame, and reports whether the
// input method is in the midst of it: then keys are its own.
func (t *typist) read(a *App) bool {
	field := a.Model.Field()
	if field == nil {
		if t.field != nil {
			t.composer.Cancel()
			t.field, t.composing = nil, false
		}
		return false
	}
	if t.field != any(field) {
		t.composer.Cancel()
		t.field = field
	}
	was := t.composing
	t.update(a)
	if !t.composing && t.elsewhere(a.views.Caret(a.Model)) {
		t.composer.Cancel()
		t.update(a)
	}
	return was || t.composing
}

// elsewhere reports whether the caret has been moved, by a key, the pointer or
// scrolling, away from where the input method would open its list of words: it only
// hears of the caret when a session begins. A new one drops what the method has
// begun and does not tell, so it must not begin for each letter at the right edge,
// which shifts the text by a few columns.
func (t *typist) elsewhere(caret scene.Box) bool {
	return caret.Y != t.told.Y || math.Abs(caret.X-t.told.X) > 5*caret.H
}

func (t *typist) update(a *App) {
	if _, err := t.composer.Update(); err != nil {
		a.Model.Fail(err)
	}
}

// errNowhere is why nothing is saved.
var errNowhere = errors.New("there is no place to save to here")

// ErrLater is what a clipboard says that cannot be read at once: what is on it
// comes by [App.Paste].
var ErrLater = errors.New("what is on the clipboard comes later")

// Clipboard is the computer's, or another.
type Clipboard interface {
	Read() (string, error)
	Write(text string) error
}

// answer does what the model wants of the computer. Where there is no clipboard
// to be had, the app has its own, so that copying within it always works.
func (a *App) answer(requests []model.Request) {
	for _, r := range requests {
		switch r.Name {
		case "copy":
			a.copy(r.Text)
		case "copy-about":
			a.copy(a.views.About(a.Model))
		case "fullscreen":
			ebiten.SetFullscreen(r.Text == "on" || r.Text == "other" && !ebiten.IsFullscreen())
		case "notes":
			where, err := "", errors.New(a.Model.Say().Say("ui.speaker.nowhere"))
			if a.Notes != nil {
				where, err = a.Notes()
			}
			a.Model.NotesAt(where, err)
		case "save":
			where, err := "", errNowhere
			if a.Save != nil {
				where, err = a.Save(r.File, []byte(r.Text))
			}
			a.Model.Saved(where, err)
		case "paste":
			text := a.copied
			if a.Clipboard != nil && a.refused == nil {
				read, err := a.Clipboard.Read()
				if errors.Is(err, ErrLater) {
					continue
				} else if err == nil {
					text = read
				}
			}
			a.Paste(text)
		case "real":
			a.runs.begin(a.Reality, r.Order)
		case "real-cancel":
			a.runs.end()
		}
	}
}

// copy puts a text on the clipboard, and keeps it for pasting within the app.
func (a *App) copy(text string) {
	a.copied = text
	if a.Clipboard != nil {
		a.refused = a.Clipboard.Write(text)
	}
}
