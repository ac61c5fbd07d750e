//go:build js

package main

import (
	"encoding/json"
	"errors"
	"io/fs"
	"syscall/js"

	"timeslice/assets/words"
	"timeslice/render/model"
	"timeslice/render/scene"
)

// What is kept, by names in the browser's local storage.
const (
	preferencesItem = "timeslice.preferences"
	progressItem    = "timeslice.progress"
)

// preferences are those that were kept, or else the language the browser speaks and
// what it prefers. What cannot be read is an error, and the usual ones hold.
func preferences(language words.Language) (model.Preferences, error) {
	usual := model.Preferences{Language: language, Theme: scene.Dark, ScalePercent: 100, ReducedMotion: prefers("(prefers-reduced-motion: reduce)")}
	if prefers("(prefers-color-scheme: light)") {
		usual.Theme = scene.Light
	}
	kept := usual
	found, err := recall(preferencesItem, &kept)
	if err == nil && found {
		err = kept.Check()
	}
	if err != nil {
		return usual, broken(words.New(language), preferencesItem, err)
	}
	return kept, nil
}

// progress is how far the user has come.
func progress(say *words.Words) (model.Progress, error) {
	var kept model.Progress
	if _, err := recall(progressItem, &kept); err != nil {
		return model.Progress{}, broken(say, progressItem, err)
	}
	return kept, nil
}

func broken(say *words.Words, item string, err error) error {
	return errors.New(say.Say("web.broken-item", "Item", item, "Error", err.Error()))
}

// recall reads what was kept under a name, and reports whether there was
// anything.
func recall(name string, value any) (found bool, err error) {
	text, err := item(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err == nil {
		err = json.Unmarshal([]byte(text), value)
	}
	return true, err
}

// keep keeps a value under a name. An item is replaced as a whole, or not at all.
func keep(say *words.Words, name string, value any) (err error) {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	defer func() {
		if refused := recover(); refused != nil { // it is full, or forbidden
			err = errors.New(say.Say("web.keeps-nothing"))
		}
	}()
	js.Global().Get("localStorage").Call("setItem", name, string(text))
	return nil
}

func item(name string) (text string, err error) {
	defer func() {
		if refused := recover(); refused != nil { // a page in a frame of another site may have none
			text, err = "", fs.ErrNotExist
		}
	}()
	kept := js.Global().Get("localStorage").Call("getItem", name)
	if kept.IsNull() {
		return "", fs.ErrNotExist
	}
	return kept.String(), nil
}

// prefers asks the browser about its user.
func prefers(query string) bool {
	return js.Global().Get("matchMedia").Truthy() && js.Global().Call("matchMedia", query).Get("matches").Bool()
}
