//go:build !js

package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/render/app"
	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/view"
)

// pageOf is the page of a script, or of a step of a lesson, as a link has it.
func pageOf(t *testing.T, b *theBrowser, s *model.Shared) string {
	fragment, err := s.Fragment()
	require.NoError(t, err)
	return b.address + "#" + fragment
}

func script(text string) *model.Shared {
	return &model.Shared{Name: "main.js", Main: "main.js", Files: []model.File{{Name: "main.js", Text: text}}, Language: words.English}
}

// done reports whether the run that is shown has ended.
func done(l *app.Looked) bool { return l.Ended }

// TestALearnerGoesThroughALesson: opens it, answers, plays, steps back, scrubs, asks
// why, goes back by the browser's button, and finds the lesson again.
func TestALearnerGoesThroughALesson(t *testing.T) {
	b := browserOf(t)
	p := b.newTab(t, 1280, 900)
	p.opens(b.address)
	require.True(t, p.look().Home)
	p.picture("home")
	p.click("example", 2)
	p.sees("lesson 3", func(l *app.Looked) bool { return strings.HasPrefix(l.Lesson, "03-") && !l.Home && l.Ended })
	p.picture("lesson")
	p.until("the address has a link", func() bool { return strings.Contains(p.is("location.hash"), "#1.") })

	for _, option := range []int64{4, 2, 5, 0, 3, 1} { // script, tick, promise, immediate, timeout, hashes
		l := p.look()
		var found *app.Seen
		for i := range l.Marks {
			if m := &l.Marks[i]; m.Name == "option" && m.Part == option {
				found = m
			}
		}
		require.NotNil(t, found, "option %d", option)
		p.clickAt(found.X+found.W/2, found.Y+found.H/2)
	}
	p.click("judge", -1)
	p.until("the right answer is kept", func() bool { return strings.Contains(p.is("localStorage['timeslice.progress']"), `"order"`) })
	p.picture("answered")

	p.click("play", -1)
	p.sees("it plays", func(l *app.Looked) bool { return l.At > 0 })
	p.click("play", -1)
	p.click("end", -1)
	last := p.sees("the end", func(l *app.Looked) bool { return l.At == l.End && l.Fact == l.Facts })
	p.press("ArrowLeft", 0)
	p.sees("a step back", func(l *app.Looked) bool { return l.Fact == last.Fact-1 })
	ruler := p.mark("ruler", -1)
	p.clickAt(ruler.X+ruler.W*0.3, ruler.Y+ruler.H/2)
	p.sees("scrubbed", func(l *app.Looked) bool { return l.At > 0 && l.At < last.At/2 })
	p.until("the live region says what happened", func() bool { return strings.Contains(p.is("document.getElementById('now').textContent"), ": ") })
	p.click("core", 0)
	p.picture("why")

	p.click("lesson-next", -1)
	p.sees("step 2", func(l *app.Looked) bool { return l.Step == 1 })
	p.frames(3)
	p.evaluate("history.back()", nil)
	p.sees("back at step 1", func(l *app.Looked) bool { return l.Step == 0 && !l.Home })
	p.evaluate("history.back()", nil)
	p.sees("home", func(l *app.Looked) bool { return l.Home })
	p.evaluate("history.forward()", nil)
	p.sees("the lesson again", func(l *app.Looked) bool { return !l.Home && l.Lesson != "" })
	p.sound()
}

// TestAProgrammerWrites: edits a line, types Chinese through an input method, copies
// and pastes, runs again, switches language and theme; all of it with the keyboard.
func TestAProgrammerWrites(t *testing.T) {
	b := browserOf(t)
	p := b.newTab(t, 1280, 800)
	p.opens(pageOf(t, b, script("console.log('one')")))
	p.sees("the run", done)
	p.press("KeyE", 0)
	p.sees("the caret", func(l *app.Looked) bool { return l.Typing != "" })
	p.press("End", ctrl)
	for _, letter := range "// a" {
		p.call("Input.insertText", map[string]any{"text": string(letter)}, nil)
		p.frames(3)
	}
	p.sees("letters", func(l *app.Looked) bool { return strings.HasSuffix(l.Text, "// a") })
	p.call("Input.imeSetComposition", map[string]any{"text": "shijian", "selectionStart": 7, "selectionEnd": 7}, nil)
	p.frames(3)
	p.picture("composing")
	require.NotContains(t, p.look().Text, "shijian", "what is being composed is no part of the text yet")
	p.call("Input.insertText", map[string]any{"text": "时间片"}, nil)
	p.sees("Chinese", func(l *app.Looked) bool { return strings.HasSuffix(l.Text, "// a时间片") })

	p.evaluate("document.activeElement.dispatchEvent(new ClipboardEvent('paste', {bubbles: true, cancelable: true, clipboardData: (() => { const d = new DataTransfer(); d.setData('text/plain', '\\nconsole.log(2)\\n'); return d })()}))", nil)
	p.sees("what was pasted", func(l *app.Looked) bool { return strings.HasSuffix(l.Text, "片\nconsole.log(2)\n") })
	facts := p.look().Facts
	p.press("Enter", ctrl)
	p.sees("run again", func(l *app.Looked) bool { return l.Ended && l.Facts > facts })
	p.picture("edited")
	p.press("Escape", 0)
	p.sees("keys are commands", func(l *app.Looked) bool { return l.Typing == "" })
	theme := p.look().Theme
	p.press("KeyT", 0)
	p.sees("another theme", func(l *app.Looked) bool { return l.Theme != theme })
	p.press("KeyL", 0)
	p.until("Chinese", func() bool { return p.is("document.documentElement.lang") == "zh-Hans" })
	p.until("Chinese controls", func() bool { return strings.Contains(p.is("document.getElementById('controls').innerText"), "播放") })
	p.picture("chinese")
	p.sound()
}

// natively is the picture of an address as this computer makes it.
func natively(address string, width, height float64) string {
	m := model.New(model.Preferences{Language: words.English, Theme: scene.Dark, ScalePercent: 100})
	m.Address = address
	m.OpenAddress(address)
	for m.Advance(func() bool { return true }) {
	}
	m.Tick(0)
	return fmt.Sprintf("%x", view.NewPainter(scene.NewFonts()).Paint(m, width, height).Hash())
}

// TestALinkShowsTheSamePicture: what a link opens in the browser is, to the last
// shape, what it opens natively.
func TestALinkShowsTheSamePicture(t *testing.T) {
	b := browserOf(t)
	p := b.newTab(t, 1280, 800)
	p.call("Emulation.setEmulatedMedia", map[string]any{"features": []map[string]any{{"name": "prefers-color-scheme", "value": "dark"}}}, nil)
	work := script("const c = require('crypto')\nfor (let i = 0; i < 5; i++) c.pbkdf2('p', 's', 9000, 32, 'sha512', () => console.log(i))\n")
	work.At, work.Settings.Cores = 7_000_000, 2
	lesson := &model.Shared{Lesson: "03-one-loop-four-helpers", Step: 3, Language: words.Chinese}
	for i, s := range []*model.Shared{work, lesson} {
		address := pageOf(t, b, s)
		want := natively(address, 1280, 800)
		if i == 0 {
			p.opens(address)
		} else { // as somebody does who puts it into the address
			p.evaluate("location.href = "+fmt.Sprintf("%q", address), nil)
		}
		p.sees("the same picture as natively", func(l *app.Looked) bool { return l.Hash == want })
		p.picture(fmt.Sprint("link", i))
	}
	p.sound()
}

// TestWithoutTheNetwork: after the first visit the page opens without a server.
func TestWithoutTheNetwork(t *testing.T) {
	b := browserOf(t)
	p := b.newTab(t, 1280, 800)
	p.opens(b.address)
	p.until("it is kept", func() bool {
		return p.is("navigator.serviceWorker.ready.then((r) => r.active.state)") == "activated"
	})
	b.down.Store(true)
	defer b.down.Store(false)
	p.reloads()
	require.True(t, p.look().Home)
	require.Contains(t, p.is("fetch('nowhere').then(() => 'answered', () => 'no server')"), "no server")
}

// TestFilesAreDropped: a script, and a recording of a real run, which are dropped on the
// page open; what is wrong with a file is told, with its name, and the app goes on.
func TestFilesAreDropped(t *testing.T) {
	b := browserOf(t)
	p := b.newTab(t, 1280, 800)
	p.opens(b.address)
	folder := t.TempDir()
	drop := func(name string, text []byte) {
		file := filepath.Join(folder, name)
		require.NoError(t, os.WriteFile(file, text, 0o600))
		for _, kind := range []string{"dragEnter", "dragOver", "drop"} {
			p.call("Input.dispatchDragEvent", map[string]any{
				"type": kind, "x": 600, "y": 400, "data": map[string]any{"items": []any{}, "files": []string{file}, "dragOperationsMask": 1},
			}, nil)
			p.frames(2)
		}
	}
	drop("时间.js", []byte("console.log('dropped')\n"))
	p.sees("the script", func(l *app.Looked) bool { return !l.Home && l.Ended })
	p.picture("script")
	facts := p.look().Facts
	drop("noise.yaml", []byte("machine: [\x00"))
	l := p.sees("what is wrong", func(l *app.Looked) bool { return l.Notice != "" })
	require.Contains(t, l.Notice, "noise.yaml")
	p.picture("broken")
	recording, err := os.ReadFile(filepath.Join("..", "..", "lessons", "01-process", "real.trace"))
	require.NoError(t, err)
	drop("real.trace", recording)
	p.sees("the recording", func(l *app.Looked) bool { return l.Ended && l.Facts != facts })
	p.picture("recording")
	p.sound()
}

// TestWhatStandsBesideTheProgram: scripts find what patterns know of Unicode and what Intl
// knows of languages, which the page loads beside the program.
func TestWhatStandsBesideTheProgram(t *testing.T) {
	b := browserOf(t)
	p := b.newTab(t, 1280, 800)
	p.opens(pageOf(t, b, script(`
while (!/^\p{Script=Han}+$/u.test('时间') || new Intl.NumberFormat('de').format(1234.5) !== '1.234,5');
console.log('found');
`)))
	p.sees("the run", done)
	p.picture("beside")
	p.sound()
}

// TestOnATelephone: 390 by 844 points, with fingers.
func TestOnATelephone(t *testing.T) {
	b := browserOf(t)
	p := b.newTab(t, 390, 844)
	p.call("Emulation.setTouchEmulationEnabled", map[string]any{"enabled": true, "maxTouchPoints": 5}, nil)
	p.opens(b.address)
	p.picture("home")
	p.tap("example", 0)
	p.sees("lesson 1", func(l *app.Looked) bool { return l.Lesson != "" && l.Ended })
	p.picture("machine")
	p.tap("only left", -1)
	p.mark("lesson-next", -1)
	p.picture("lesson")
	p.tap("only right", -1)
	p.picture("right")
	p.tap("end", -1)
	p.sees("the end", func(l *app.Looked) bool { return l.At == l.End })
	ruler := p.mark("ruler", -1)
	y := ruler.Y + ruler.H/2
	p.touch("touchStart", [2]float64{ruler.X + ruler.W*0.8, y})
	p.frames(2)
	for part := 0.7; part > 0.2; part -= 0.1 {
		p.touch("touchMove", [2]float64{ruler.X + ruler.W*part, y})
		p.frames(1)
	}
	p.touch("touchEnd")
	p.sees("dragged", func(l *app.Looked) bool { return l.At > 0 && l.At < l.End*6/10 })

	before := p.look().Hash
	x, below := ruler.X+ruler.W/2, ruler.Y+ruler.H+40
	p.touch("touchStart", [2]float64{x - 20, below}, [2]float64{x + 20, below})
	p.frames(2)
	for apart := 30.0; apart < 120; apart += 15 {
		p.touch("touchMove", [2]float64{x - apart, below}, [2]float64{x + apart, below})
		p.frames(1)
	}
	p.touch("touchEnd")
	p.sees("zoomed by two fingers", func(l *app.Looked) bool { return l.Hash != before })
	p.picture("zoomed")
	p.sound()
}

// TestWhatIsBrokenIsTold: a link that was cut off, and a store that holds rubbish;
// the app goes on.
func TestWhatIsBrokenIsTold(t *testing.T) {
	b := browserOf(t)
	p := b.newTab(t, 1000, 700)
	p.call("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": "localStorage['timeslice.progress'] = '{rubbish'"}, nil)
	p.opens(b.address)
	l := p.sees("the message", func(l *app.Looked) bool { return l.Notice != "" })
	require.Contains(t, l.Notice, "timeslice.progress")
	require.True(t, l.Home)
	p.until("the twin says it", func() bool {
		return strings.Contains(p.is("document.getElementById('notice').textContent"), "timeslice.progress")
	})
	whole := pageOf(t, b, script("console.log(1)\n"))
	p.evaluate("location.href = "+fmt.Sprintf("%q", whole[:len(whole)-9]), nil)
	p.sees("the broken link", func(l *app.Looked) bool { return l.Notice != "" && !strings.Contains(l.Notice, "progress") })
	p.picture("broken")
	p.evaluate("location.href = "+fmt.Sprintf("%q", whole), nil)
	p.sees("a good one", done)
	p.sound()
}

// TestInASlide: embedded there are no bars and no panels, and no history.
func TestInASlide(t *testing.T) {
	b := browserOf(t)
	p := b.newTab(t, 800, 500)
	page := pageOf(t, b, script("setTimeout(() => console.log('later'), 5)\n"))
	p.opens(strings.Replace(page, "#", "?embed#", 1))
	l := p.sees("the run", done)
	require.NotNil(t, find(&l, "play", -1))
	require.Nil(t, find(&l, "palette", -1))
	require.Equal(t, "null", p.is("history.state"))
	p.picture("slide")
	p.sound()
}

// TestTheTextTwin: everything that the picture offers are buttons, which do it; and
// axe-core finds no fault in the page, where it is given.
func TestTheTextTwin(t *testing.T) {
	b := browserOf(t)
	p := b.newTab(t, 1280, 800)
	p.opens(b.address)
	p.until("buttons", func() bool { return p.is("document.querySelectorAll('#controls button').length") != "0" })
	if *axe != "" {
		text, err := os.ReadFile(*axe)
		require.NoError(t, err)
		p.evaluate(string(text)+";0", nil)
		var faults []string
		p.evaluate("axe.run().then((r) => r.violations.map((v) => v.id + ': ' + v.help + ' ' + v.nodes.map((n) => n.html).join(' ')))", &faults)
		require.Empty(t, faults)
	}
	p.evaluate("[...document.querySelectorAll('#controls button')].find((b) => b.textContent.includes('process')).click()", nil)
	p.sees("the lesson that a button opened", func(l *app.Looked) bool { return !l.Home })
	p.sound()
}

// TestWithoutWebGL: a browser that cannot draw says so, in its language.
func TestWithoutWebGL(t *testing.T) {
	b := browserOf(t)
	for language, says := range map[string]string{"en-US": "WebGL, which timeslice needs", "zh-CN": "不能用 WebGL"} {
		context := start(chromedp.Flag("disable-3d-apis", true), chromedp.Flag("lang", language), chromedp.Flag("accept-lang", language))
		p := &tab{TB: t, width: 800, height: 600}
		p.prepare(context)
		p.call("Page.navigate", map[string]any{"url": b.address}, nil)
		p.until(says, func() bool { return strings.Contains(p.is("document.body?.innerText"), says) })
		p.picture(language)
		require.NoError(t, chromedp.Cancel(context))
	}
}

// TestStorm: whatever keys, clicks, fingers and texts come, the page goes on, its
// scripts do not fail, and what it shows is sound.
func TestStorm(t *testing.T) {
	b := browserOf(t)
	p := b.newTab(t, 1100, 750)
	p.opens(pageOf(t, b, script("setInterval(() => console.log('tick'), 1)\n")))
	chance := rand.New(rand.NewPCG(*stormSeed, 0))
	keys := []string{"Enter", "Escape", "Space", "End", "Home", "ArrowLeft", "ArrowRight", "Backspace", "PageDown"}
	for letter := 'A'; letter <= 'Z'; letter++ {
		if letter != 'Q' {
			keys = append(keys, "Key"+string(letter))
		}
	}
	texts := []string{"x", "时间片", "\"'`", "};", "🙂", "\n", strings.Repeat("long ", 60)}
	count := 0
	for end := time.Now().Add(*storm); time.Now().Before(end); count++ {
		x, y := math.Floor(chance.Float64()*1100), math.Floor(chance.Float64()*750)
		switch chance.IntN(5) {
		case 0:
			key := keys[chance.IntN(len(keys))]
			held := []int{0, 0, 0, ctrl, shift}[chance.IntN(5)]
			for _, kind := range []string{"rawKeyDown", "keyUp"} {
				p.call("Input.dispatchKeyEvent", map[string]any{"type": kind, "code": key, "key": strings.ToLower(strings.TrimPrefix(key, "Key")), "modifiers": held}, nil)
			}
		case 1:
			p.mouse("mousePressed", x, y, nil)
			p.mouse("mouseMoved", math.Floor(chance.Float64()*1100), y, nil)
			p.mouse("mouseReleased", x, y, nil)
		case 2:
			p.mouse("mouseWheel", x, y, map[string]any{"deltaX": chance.IntN(400) - 200, "deltaY": chance.IntN(400) - 200, "button": "none"})
		case 3:
			p.touch("touchStart", [2]float64{x, y}, [2]float64{y, x / 2})
			p.touch("touchMove", [2]float64{y, x / 2}, [2]float64{x, y})
			p.touch("touchEnd")
		case 4:
			p.call("Input.insertText", map[string]any{"text": texts[chance.IntN(len(texts))]}, nil)
		}
	}
	t.Logf("%d inputs with seed %d", count, *stormSeed)
	frames := p.look().Frames
	l := p.sees("it goes on", func(l *app.Looked) bool { return l.Frames > frames })
	require.NotEmpty(t, l.Marks)
	require.True(t, l.At >= 0 && l.At <= l.End, "%d of %d", l.At, l.End)
	p.picture("after")
	p.sound()
}
