//go:build js

package main

import (
	"encoding/json"
	"syscall/js"

	"timeslice/render/app"
)

// outside is what the page can ask and tell, as functions of JavaScript. What it
// tells is taken in with the next frame, so that nothing changes while a picture
// is made.
func (b *browser) outside() map[string]any {
	a := b.app
	later := func(do func(args []js.Value)) js.Func {
		return js.FuncOf(func(_ js.Value, args []js.Value) any {
			a.Later(func() { do(args) })
			return nil
		})
	}
	return map[string]any{
		"press":  later(func(args []js.Value) { a.Press(args[0].Int()) }),
		"paste":  later(func(args []js.Value) { a.Paste(args[0].String()) }),
		"refuse": later(func(args []js.Value) { a.Refuse(args[0].String()) }),
		"go":     later(func(args []js.Value) { b.goTo(args[0].String(), args[1].String()) }),
		"look":   js.FuncOf(func(js.Value, []js.Value) any { return look(a) }),
	}
}

// look tells what is shown, as JSON: for tests, and for pages that embed the app.
func look(a *app.App) string {
	told, err := json.Marshal(a.Look())
	if err != nil {
		panic(err) // it is plain data
	}
	return string(told)
}
