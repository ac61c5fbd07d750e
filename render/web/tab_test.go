//go:build !js

package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"timeslice/assets/site"
	"timeslice/render/app"
	"timeslice/sim/node"
)

// These tests drive the page in a browser, with real keys, clicks and fingers. They
// need Chromium or Chrome, and build the page first:
//
//	TIMESLICE_BROWSER=chromium go test ./render/web -v -pictures /tmp/pictures
var (
	pictures  = flag.String("pictures", "", "keep screenshots in this folder")
	axe       = flag.String("axe", "", "check the page around the canvas with this axe.min.js of npm's axe-core")
	storm     = flag.Duration("storm", 20*time.Second, "how long random input lasts")
	stormSeed = flag.Uint64("seed", 1, "of the random input")
	built     = flag.String("site", "", "test this folder, which timeslice serve --out wrote, and do not build another")
)

// theBrowser is the one that the tests share, with the page that it opens.
type theBrowser struct {
	address string
	context context.Context
	down    atomic.Bool // the server does not answer
}

// open builds the page, serves it below a path and starts the browser.
var open = sync.OnceValues(func() (*theBrowser, error) {
	b := &theBrowser{}
	handler, err := handler()
	if err != nil {
		return nil, err
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if b.down.Load() {
			panic(http.ErrAbortHandler)
		}
		http.StripPrefix("/a/deep/path", handler).ServeHTTP(w, r)
	}))
	b.address = server.URL + "/a/deep/path/"
	b.context = start()
	_, err = chromedp.Run(b.context, chromedp.Title())
	return b, err
})

func handler() (http.Handler, error) {
	if *built != "" {
		return http.FileServer(http.Dir(*built)), nil
	}
	return site.Build("go", filepath.Join("..", ".."), node.Beside())
}

// start starts a browser that draws without a graphics card. It ends with the
// test's process.
func start(more ...chromedp.ExecAllocatorOption) context.Context {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(os.Getenv("TIMESLICE_BROWSER")), chromedp.NoSandbox,
		chromedp.Flag("headless", "new"), chromedp.Flag("use-angle", "swiftshader"), chromedp.Flag("enable-unsafe-swiftshader", true), chromedp.Flag("lang", "en-US"))
	allocator, _ := chromedp.NewExecAllocator(context.Background(), append(options, more...)...)
	tab, _ := chromedp.NewContext(allocator)
	return tab
}

// browserOf is the browser, where there is one.
func browserOf(t testing.TB) *theBrowser {
	command := os.Getenv("TIMESLICE_BROWSER")
	if command == "" {
		t.Skip("the page is not tested: TIMESLICE_BROWSER names no browser, such as chromium")
	}
	_, err := exec.LookPath(command)
	require.NoError(t, err)
	b, err := open()
	require.NoError(t, err)
	return b
}

// tab is a page of the browser.
type tab struct {
	testing.TB
	context context.Context
	to      cdp.Session
	width   int
	height  int

	mu     sync.Mutex
	faults []string // what the page's scripts failed with
}

// newTab opens a tab with a store of its own, so wide and high.
func (b *theBrowser) newTab(t testing.TB, width, height int) *tab {
	p := &tab{TB: t, width: width, height: height}
	context, cancel := chromedp.NewContext(b.context, chromedp.WithNewBrowserContext(), chromedp.WithListener(p.heard))
	t.Cleanup(cancel)
	p.prepare(context)
	return p
}

func (p *tab) prepare(context context.Context) {
	p.context = context
	_, err := chromedp.Run(context, chromedp.Title())
	require.NoError(p, err)
	p.to = chromedp.FromContext(context).Target
	p.call("Emulation.setDeviceMetricsOverride", map[string]any{"width": p.width, "height": p.height, "deviceScaleFactor": 1, "mobile": false}, nil)
	p.call("Emulation.setFocusEmulationEnabled", map[string]any{"enabled": true}, nil)
}

func (p *tab) heard(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		p.faults = append(p.faults, described(e.ExceptionDetails))
	case *runtime.EventConsoleAPICalled: // the program's own panic, too
		if p.Failed() || len(e.Args) == 0 {
			return
		}
		p.Logf("the page says: %s", e.Args[0].Value)
	}
}

func described(d *runtime.ExceptionDetails) string {
	if d.Exception != nil {
		return d.Text + " " + d.Exception.Description
	}
	return d.Text
}

// sound checks that no script has failed.
func (p *tab) sound() {
	p.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	require.Empty(p, p.faults)
}

// call is a command of the browser's protocol.
func (p *tab) call(method string, arguments map[string]any, result any) {
	p.Helper()
	within, cancel := context.WithTimeout(p.context, patience)
	defer cancel()
	require.NoError(p, p.to.Call(within, method, arguments, result), method)
}

// evaluate is what an expression of JavaScript is, once it has been kept where it
// is a promise.
func (p *tab) evaluate(expression string, value any) {
	p.Helper()
	var answer struct {
		Result struct {
			Value any `json:"value"`
		} `json:"result"`
		ExceptionDetails *runtime.ExceptionDetails `json:"exceptionDetails"`
	}
	p.call("Runtime.evaluate", map[string]any{"expression": expression, "returnByValue": true, "awaitPromise": true, "userGesture": true}, &answer)
	if wrong := answer.ExceptionDetails; wrong != nil {
		require.Fail(p, expression, described(wrong))
	}
	if value != nil {
		text, err := json.Marshal(answer.Result.Value)
		require.NoError(p, err)
		require.NoError(p, json.Unmarshal(text, value), expression)
	}
}

// reloads asks the browser for the page anew, and waits for its first frame.
func (p *tab) reloads() {
	p.Helper()
	p.evaluate("globalThis.before = true", nil)
	p.call("Page.reload", nil, nil)
	// Between two pages there is none to ask.
	p.until("the old page has gone", func() bool {
		within, cancel := context.WithTimeout(p.context, patience)
		defer cancel()
		var answer struct {
			Result struct {
				Value string `json:"value"`
			} `json:"result"`
		}
		err := p.to.Call(within, "Runtime.evaluate", map[string]any{"expression": "String(globalThis.before)"}, &answer)
		return err == nil && answer.Result.Value == "undefined"
	})
	p.draws()
}

// is what an expression of JavaScript is, as text; what a promise comes to.
func (p *tab) is(expression string) (text string) {
	p.Helper()
	p.evaluate("Promise.resolve("+expression+").then(String)", &text)
	return text
}

// patience is how long something may take to be seen. Nothing is measured by it:
// the computer may be as slow as it likes up to there.
const patience = 5 * time.Minute

// until waits for something to be so.
func (p *tab) until(what string, so func() bool) {
	p.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if so() {
			return
		}
	}
	p.picture("failed")
	p.sound()
	require.Fail(p, "not seen: "+what, "%s", p.is("document.body.innerText"))
}

// opens goes to an address, relative to that of the page, and waits for the first
// frame.
func (p *tab) opens(address string) {
	p.Helper()
	p.call("Page.navigate", map[string]any{"url": address}, nil)
	p.draws()
}

func (p *tab) draws() {
	p.Helper()
	p.until("the first frame", func() bool { return p.is("globalThis.timeslice?.look !== undefined") == "true" })
}

// look is what is shown.
func (p *tab) look() (seen app.Looked) {
	p.Helper()
	p.evaluate("timeslice.look()", &seen)
	return seen
}

// sees waits until what is shown is so.
func (p *tab) sees(what string, so func(*app.Looked) bool) app.Looked {
	p.Helper()
	var seen app.Looked
	p.until(what, func() bool { seen = p.look(); return so(&seen) })
	return seen
}

// frames waits until some more frames have been drawn, so that what was pressed
// has been noticed.
func (p *tab) frames(more int) {
	p.Helper()
	from := p.look().Frames
	p.sees("frames", func(l *app.Looked) bool { return l.Frames >= from+more })
}

// find is a mark of what is shown.
func find(l *app.Looked, name string, id int64) *app.Seen {
	for i := range l.Marks {
		if m := &l.Marks[i]; m.Name == name && (m.ID == id || id < 0) {
			return m
		}
	}
	return nil
}

// mark waits for a mark to be there.
func (p *tab) mark(name string, id int64) app.Seen {
	p.Helper()
	l := p.sees(fmt.Sprintf("the mark %s %d", name, id), func(l *app.Looked) bool { return find(l, name, id) != nil })
	return *find(&l, name, id)
}

func (p *tab) mouse(kind string, x, y float64, more map[string]any) {
	p.Helper()
	arguments := map[string]any{"type": kind, "x": x, "y": y, "button": "left", "clickCount": 1}
	for name, value := range more {
		arguments[name] = value
	}
	p.call("Input.dispatchMouseEvent", arguments, nil)
}

// click presses a mark with the mouse, for as long as people do.
func (p *tab) click(name string, id int64) {
	p.Helper()
	m := p.mark(name, id)
	p.clickAt(m.X+m.W/2, m.Y+m.H/2)
}

func (p *tab) clickAt(x, y float64) {
	p.Helper()
	p.mouse("mouseMoved", x, y, map[string]any{"button": "none"})
	p.mouse("mousePressed", x, y, nil)
	p.frames(2)
	p.mouse("mouseReleased", x, y, nil)
	p.frames(2)
}

// Keys with Ctrl, Alt and Shift held, as the protocol counts them.
const ctrl, shift = 2, 8

// press presses a key, by the name of its place on the keyboard, such as "KeyL".
func (p *tab) press(code string, held int) {
	p.Helper()
	key, number := strings.TrimPrefix(code, "Key"), 0
	switch {
	case strings.HasPrefix(code, "Key"):
		number = int(key[0])
		key = strings.ToLower(key)
	default:
		number = map[string]int{"Enter": 13, "Escape": 27, "Space": 32, "End": 35, "Home": 36, "ArrowLeft": 37, "ArrowRight": 39, "Backspace": 8, "PageDown": 34}[code]
		if code == "Space" {
			key = " "
		}
	}
	arguments := map[string]any{"type": "rawKeyDown", "code": code, "key": key, "modifiers": held, "windowsVirtualKeyCode": number}
	if held == ctrl && code == "KeyV" {
		arguments["commands"] = []string{"paste"}
	}
	p.call("Input.dispatchKeyEvent", arguments, nil)
	p.frames(2)
	delete(arguments, "commands")
	arguments["type"] = "keyUp"
	p.call("Input.dispatchKeyEvent", arguments, nil)
	p.frames(2)
}

// touch puts fingers on the glass, or moves them; none takes them off.
func (p *tab) touch(kind string, fingers ...[2]float64) {
	p.Helper()
	points := []map[string]any{}
	for i, f := range fingers {
		points = append(points, map[string]any{"x": f[0], "y": f[1], "id": i})
	}
	p.call("Input.dispatchTouchEvent", map[string]any{"type": kind, "touchPoints": points}, nil)
}

func (p *tab) tap(name string, id int64) {
	p.Helper()
	m := p.mark(name, id)
	p.touch("touchStart", [2]float64{m.X + m.W/2, m.Y + m.H/2})
	p.frames(2)
	p.touch("touchEnd")
	p.frames(2)
}

// picture keeps a screenshot, if they are to be kept.
func (p *tab) picture(name string) {
	if *pictures == "" {
		return
	}
	var shot struct {
		Data []byte `json:"data"`
	}
	p.call("Page.captureScreenshot", map[string]any{"format": "png"}, &shot)
	require.NoError(p, os.MkdirAll(*pictures, 0o755))
	file := strings.ReplaceAll(p.Name(), "/", "-") + "-" + name + ".png"
	require.NoError(p, os.WriteFile(filepath.Join(*pictures, file), shot.Data, 0o644))
}
