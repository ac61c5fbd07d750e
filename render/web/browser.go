//go:build js

package main

import (
	"net/url"
	"os"
	"strings"
	"syscall/js"
	"time"

	"timeslice/assets/words"
	"timeslice/render/app"
	"timeslice/render/model"
	"timeslice/sim/garbage"
	"timeslice/sim/node"
)

// browser is the page around the program.
type browser struct {
	page     js.Value // load.js has the other side
	app      *app.App
	embedded bool // in slides: nothing but the machine, and no history
	ready    bool
	language words.Language
	said     string
	noticed  string
	place    place
	frames   int
}

// mostGarbage is how much garbage may lie before it is collected: little, for the memory
// of a page never becomes less.
const mostGarbage = 64 << 20

// main opens what the address of the page says, which load.js gives, or home, and
// goes on as long as the page is there.
func main() {
	time.Local = node.Zone() // the simulated computer's clock shows UTC, wherever this one is
	if len(os.Args) != 2 {
		println("the page gives the program its address, and nothing else")
		os.Exit(2)
	}
	garbage.Leave(mostGarbage)
	b := &browser{page: js.Global().Get("timeslice")}
	if err := b.open(os.Args[1]).Run(); err != nil {
		b.page.Call("end", err.Error())
		os.Exit(1)
	}
}

// open makes the window that an address asks for.
func (b *browser) open(address string) *app.App {
	language := words.English
	if chinese(js.Global().Get("navigator").Get("language").String()) {
		language = words.Chinese
	}
	chosen, broken := preferences(language)
	m := model.New(chosen)
	come, alsoBroken := progress(m.Say())
	m.Progress, m.Address = come, address
	m.OpenAddress(address)
	for _, err := range []error{broken, alsoBroken} {
		if err != nil && m.Notice.Text == "" {
			m.Fail(err)
		}
	}
	start := time.Now()
	b.app = app.New(m, func() int64 { return int64(time.Since(start)) })
	b.app.Remember = func(chosen model.Preferences) { b.tell(keep(m.Say(), preferencesItem, chosen)) }
	b.app.Keep = func(come model.Progress) { b.tell(keep(m.Say(), progressItem, come)) }
	speakFor(b.app)
	b.app.Clipboard, b.app.Save, b.app.Watch = clipboard{b.page}, b.save, b.frame
	if at, err := url.Parse(address); err == nil && at.Query().Has("embed") {
		b.embedded = true
		b.app.Embed()
	}
	return b.app
}

func (b *browser) tell(err error) {
	if err != nil {
		b.app.Model.Fail(err)
	}
}

func chinese(language string) bool { return strings.HasPrefix(strings.ToLower(language), "zh") }

// twinFrames is after how many frames the text twin is told anew: nobody reads
// faster.
const twinFrames = 15

// frame tells the page of a frame that was drawn.
func (b *browser) frame(a *app.App) error {
	if !b.ready {
		b.ready = true
		b.page.Call("ready", b.outside())
	}
	if language := a.Model.Preferences.Language; language != b.language {
		b.language = language
		b.page.Call("speak", string(language))
	}
	if !b.embedded {
		b.follow()
	}
	if b.frames++; b.frames%twinFrames != 1 {
		return nil
	}
	if said := a.Now(); said != b.said {
		b.said = said
		b.page.Call("tell", said)
	}
	if noticed := a.Model.Notice.Text; noticed != b.noticed {
		b.noticed = noticed
		b.page.Call("notice", noticed)
	}
	labels := a.Controls()
	list := make([]any, len(labels))
	for i, label := range labels {
		list[i] = label
	}
	b.page.Call("controls", list)
	return nil
}

// save gives the user a file, as browsers do.
func (b *browser) save(name string, text []byte) (where string, err error) {
	bytes := js.Global().Get("Uint8Array").New(len(text))
	js.CopyBytesToJS(bytes, text)
	b.page.Call("save", name, bytes)
	return name, nil
}

// clipboard is the browser's. It is written to at once, and what is on it comes
// later, by what the page tells.
type clipboard struct{ page js.Value }

func (c clipboard) Write(text string) error {
	c.page.Call("copy", text)
	return nil
}

func (c clipboard) Read() (string, error) {
	c.page.Call("paste")
	return "", app.ErrLater
}
