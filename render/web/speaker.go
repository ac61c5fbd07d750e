//go:build js

package main

import (
	"encoding/json"
	"errors"
	"syscall/js"

	"timeslice/render/app"
	"timeslice/render/model"
)

// speakFor lets a page of the same browser show the speaker's notes and turn the
// talk's pages.
func speakFor(a *app.App) {
	kind := js.Global().Get("BroadcastChannel")
	if kind.IsUndefined() {
		return
	}
	channel := kind.New("timeslice-talk")
	var last string
	var commands []string
	send := func() {
		if last != "" {
			channel.Call("postMessage", map[string]any{"talk": js.Global().Get("JSON").Call("parse", last)})
		}
	}
	channel.Set("onmessage", js.FuncOf(func(_ js.Value, args []js.Value) any {
		data := args[0].Get("data")
		if act := data.Get("act"); act.Type() == js.TypeString && len(commands) < 16 {
			commands = append(commands, act.String())
		}
		if data.Get("hello").Truthy() {
			send()
		}
		return nil
	}))
	a.Notes = func() (string, error) {
		if js.Global().Call("open", "notes.html", "timeslice-notes").IsNull() {
			return "", errors.New(a.Model.Say().Say("web.no-window"))
		}
		return "", nil
	}
	a.Speak = func(said model.Speaker) {
		if text, err := json.Marshal(said); err == nil {
			last = string(text)
			send()
		}
	}
	a.Remote = func() (command string) {
		if len(commands) > 0 {
			command, commands = commands[0], commands[1:]
		}
		return command
	}
}
