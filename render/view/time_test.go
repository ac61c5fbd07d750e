package view_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/render/model"
	"timeslice/render/raster"
	"timeslice/render/scene"
	"timeslice/render/view"
	"timeslice/render/view/names"
	"timeslice/render/view/sentence"
	"timeslice/render/view/timeline"
	"timeslice/sim/trace"
)

var pictures = flag.String("pictures", "", "a folder for the pictures that tests make")

// picture keeps the picture of a scene, if pictures are asked for.
func picture(t testing.TB, s *scene.Scene, name string) {
	if *pictures == "" {
		return
	}
	file, err := os.Create(filepath.Join(*pictures, name+".png"))
	require.NoError(t, err)
	defer func() { require.NoError(t, file.Close()) }()
	require.NoError(t, raster.PNG(file, s, 1))
}

// hashes is a script with a pool, timers, microtasks and output.
const hashes = `const { pbkdf2 } = require('node:crypto')
const t0 = performance.now()

for (let i = 1; i <= 8; i++) {
  pbkdf2('pw', 'salt', 1e4, 64, 'sha512',
    () => {
      const ms = performance.now() - t0
      console.log(i, ms.toFixed(0) + ' ms')
    })
}

setTimeout(() => {
  let sum = 0
  for (let i = 0; i < 1e5; i++) sum += i
  console.log('sum', sum) // 求和
}, 10)
Promise.resolve().then(() => console.error('microtask'))
`

// opened is a model with a script whose run has come to its end.
func opened(t testing.TB, p model.Preferences, files ...model.File) *model.Model {
	m := model.New(p)
	m.Open(model.NewProgram(files[0].Name, files, files[0].Name), model.Settings{})
	require.Empty(t, m.Notice.Text)
	runOut(m)
	return m
}

func runOut(m *model.Model) {
	for m.Advance(func() bool { return true }) {
	}
}

func do(m *model.Model, name string, subject scene.Subject) {
	m.Do(model.Act{Command: scene.Command{Name: name}, Subject: subject})
}

// looks are the themes with a language each; all pairs when pictures are made.
func looks() []model.Preferences {
	if *pictures == "" {
		return []model.Preferences{
			{Theme: scene.Dark, Language: words.Chinese}, {Theme: scene.Light, Language: words.English},
			{Theme: scene.Projector, Language: words.Chinese},
		}
	}
	var all []model.Preferences
	for _, theme := range scene.ThemeNames() {
		for _, language := range words.Languages() {
			all = append(all, model.Preferences{Theme: theme, Language: language})
		}
	}
	return all
}

// sizes are those of windows: small, usual, and large.
var sizes = [][2]float64{{1280, 720}, {1440, 900}, {2560, 1440}}

// TestTheHistoryIsInOrder: in every theme, language and size, laid out in every
// way, zoomed or not, with everything marked that can be.
func TestTheHistoryIsInOrder(t *testing.T) {
	fonts := scene.NewFonts()
	for _, look := range looks() {
		theme, language := look.Theme, look.Language
		m := opened(t, model.Preferences{Theme: theme, Language: language}, model.File{Name: "hash.js", Text: hashes})
		p := view.NewPainter(fonts)
		end := m.Trace().End()
		for i, by := range []string{"by-core", "by-thread", "by-process"} {
			do(m, by, scene.Subject{})
			m.Seek(end / 2)
			size := sizes[i]
			check := func(what string) {
				s := p.Paint(m, size[0], size[1])
				picture(t, s, fmt.Sprintf("history-%s-%s-%s-%s", what, by, theme, language))
				require.Empty(t, scene.Check(s), "%s %s %s %s", theme, language, by, what)
			}
			check("plain")
			do(m, "marker-a", scene.Subject{Topic: scene.OfTime, ID: int64(end / 3)})
			do(m, "marker-b", scene.Subject{Topic: scene.OfTime, ID: int64(end * 2 / 3)})
			do(m, "pick", model.RangeSubject(model.Range{From: end / 4, To: end / 2}))
			do(m, "select", scene.Subject{Topic: scene.OfThread, ID: 2})
			do(m, "pin", scene.Subject{})
			do(m, "zoom-in", scene.Subject{})
			check("marked")
			m.Press("W")
			check("chain")
			m.Press("W")
			do(m, "window", model.RangeSubject(model.Range{From: end / 2, To: end/2 + trace.Time(2*trace.Millisecond)}))
			check("close")
			do(m, "line", scene.Subject{Topic: scene.OfLine, ID: 0, Part: 8})
			do(m, "fit", scene.Subject{})
			do(m, "fit", scene.Subject{})
			m.Press("/")
			m.Do(model.Act{Command: scene.Command{Name: "type", Text: "libuv"}})
			hover := p.Paint(m, size[0], size[1]).Find("timeline", scene.Subject{})
			require.NotNil(t, hover)
			at := scene.Point{X: hover.Box.X + hover.Box.W*0.3, Y: hover.Box.Y + 12}
			for _, a := range p.Acts(m, &view.Gesture{Kind: view.Hover, Begun: *hover, At: at}) {
				m.Do(a)
			}
			check("sought")
			m.Press("Escape")
			m.Timeline = model.New(look).Timeline
			m.Selected = scene.Subject{}
		}
	}
}

// TestGesturesOnTheHistory: what pointers and wheels do where time is drawn.
func TestGesturesOnTheHistory(t *testing.T) {
	m := opened(t, model.Preferences{}, model.File{Name: "hash.js", Text: hashes})
	p := view.NewPainter(scene.NewFonts())
	end := m.Trace().End()
	make := func(kind view.GestureKind, name string, change func(g *view.Gesture, box scene.Box)) {
		s := p.Paint(m, 1440, 900)
		mark := s.Find(name, scene.Subject{})
		require.NotNil(t, mark, name)
		g := &view.Gesture{Kind: kind, Begun: *mark, From: mark.Box.Centre(), Last: mark.Box.Centre(), At: mark.Box.Centre(), Clicks: 1}
		change(g, mark.Box)
		for _, a := range p.Acts(m, g) {
			m.Do(a)
		}
	}
	near := func(want, got trace.Time) { require.InDelta(t, float64(want), float64(got), float64(end)/500) }

	make(view.Press, "ruler", func(*view.Gesture, scene.Box) {})
	near(end/2, m.Playhead.At)
	make(view.Drag, "ruler", func(g *view.Gesture, b scene.Box) { g.At.X = b.X + b.W/4 })
	near(end/4, m.Playhead.At)

	make(view.Drag, "timeline", func(g *view.Gesture, b scene.Box) { g.At.X = b.X + b.W/4 })
	near(end/4, m.Timeline.Picked.From)
	near(end/2, m.Timeline.Picked.To)
	make(view.Release, "timeline", func(g *view.Gesture, b scene.Box) {
		g.From = scene.Point{X: b.X + b.W*3/4, Y: b.Y + 60}
		g.At = g.From
	})
	near(end*3/4, m.Playhead.At)
	require.Zero(t, m.Timeline.Picked)
	want := scene.Subject{Topic: scene.OfCore, ID: 1}
	if slice, _ := m.Branch().Index.SliceAt(timeline.LaneID{Of: names.CoreRef(1)}, m.Playhead.At); slice.State != timeline.Idle {
		want = scene.Subject{Topic: scene.OfThread, ID: int64(slice.Who)}
	}
	require.Equal(t, want, m.Selected, "who runs on the core that was clicked, or the core")

	make(view.Wheel, "timeline", func(g *view.Gesture, _ scene.Box) { g.Ctrl, g.Turn.Y = true, -240 })
	near(end/2, trace.Time(m.Shown().Ns()))
	near(end/4, m.Shown().From)
	make(view.Wheel, "timeline", func(g *view.Gesture, b scene.Box) { g.Shift, g.Turn.Y = true, b.W/4 })
	near(end*3/8, m.Shown().From)
	make(view.Drag, "timeline", func(g *view.Gesture, b scene.Box) { g.Shift, g.At.X = true, b.CentreX()+b.W/4 })
	near(end/4, m.Shown().From)
	make(view.Pinch, "timeline", func(g *view.Gesture, _ scene.Box) { g.Pinch = 2 })
	near(end/4, trace.Time(m.Shown().Ns()))
	make(view.Press, "overview", func(g *view.Gesture, b scene.Box) { g.At.X = b.Right() })
	near(end, m.Shown().To)
}

// TestWhoRanHasARow: beside the cores stand all threads but those that have only
// waited, which are counted.
func TestWhoRanHasARow(t *testing.T) {
	p := view.NewPainter(scene.NewFonts())
	rows := func(m *model.Model) (count int) {
		runOut(m)
		for _, l := range p.Paint(m, 1440, 900).Layers() {
			for _, mark := range l.Marks() {
				if mark.Name == "row" && mark.Subject.Topic == scene.OfThread {
					count++
				}
			}
		}
		return count
	}
	four := "machine: {cores: 2, policy: rr, quantum: 4ms}\nprocesses:\n  - {name: S, threads: [{name: T, count: 4, run: [cpu 10ms]}]}\n"
	require.Equal(t, 4, rows(opened(t, model.Preferences{Language: words.English}, model.File{Name: "four.yaml", Text: four})))
	require.Equal(t, 1, rows(opened(t, model.Preferences{Language: words.English}, model.File{Name: "a.js", Text: "1\n"})), "V8's helpers have only waited")
}

// TestTheCodeIsInOrder: with threads in it, faults, a selection, what was found,
// and what an input method is about to write.
func TestTheCodeIsInOrder(t *testing.T) {
	fonts := scene.NewFonts()
	for _, look := range looks() {
		theme, language := look.Theme, look.Language
		m := opened(t, model.Preferences{Theme: theme, Language: language},
			model.File{Name: "hash.js", Text: hashes}, model.File{Name: "broken.js", Text: "let a = 1\nlet b = (a + \n\t时间 = `x${a}`\n"})
		p := view.NewPainter(fonts)
		check := func(what string) {
			s := p.Paint(m, 1280, 720)
			picture(t, s, fmt.Sprintf("code-%s-%s-%s", what, theme, language))
			require.Empty(t, scene.Check(s), "%s %s %s", theme, language, what)
		}
		m.Do(model.Act{Command: scene.Command{Name: "line"}, Subject: scene.Subject{Topic: scene.OfLine, ID: 1, Part: 8}})
		check("line")
		m.Press("E")
		m.Press("Ctrl+End")
		m.Do(model.Act{Command: scene.Command{Name: "type", Text: "null.broken // 很长的一行，说明这里会出错，而且一直写到看不见的地方去"}})
		m.Press("Ctrl+Enter")
		runOut(m)
		check("fault")
		told := p.Scene.Find("fault", scene.Subject{Topic: scene.OfLine, ID: m.FileNumber("hash.js"), Part: 18})
		require.NotNil(t, told, "what has no room behind its line is said below the code")
		require.GreaterOrEqual(t, told.Box.Y, p.Scene.Find("code", scene.Subject{}).Box.Bottom(), "and covers none of it")
		m.Press("Ctrl+F")
		m.Do(model.Act{Command: scene.Command{Name: "type", Text: "sum"}})
		check("find")
		m.Press("Escape")
		m.Do(model.Act{Command: scene.Command{Name: "compose", Text: "shi jian", Argument: 8}})
		check("compose")
		m.Press("Escape")
		m.Press("E")
		m.Press("Ctrl+A")
		m.Do(model.Act{Command: scene.Command{Name: "type", Text: "require('./broken')"}})
		m.Press("Ctrl+Enter")
		runOut(m)
		check("elsewhere")
		tab := findMark(p.Scene, "file broken.js")
		require.Contains(t, tab.Hint, "2", "the file in which something is wrong says so")
		m.Do(model.Act{Command: scene.Command{Name: "file", Text: "broken.js"}})
		check("other")
		require.NotNil(t, findMark(p.Scene, "fault"))
	}
}

// TestTheTerminalIsInOrder: with two processes, long lines, colours and
// failures; a line goes to its instant, and the wheel back to earlier lines.
func TestTheTerminalIsInOrder(t *testing.T) {
	fonts := scene.NewFonts()
	for _, look := range looks() {
		theme, language := look.Theme, look.Language
		m := opened(t, model.Preferences{Theme: theme, Language: language},
			model.File{Name: "two.yaml", Text: "machine: {cores: 2, policy: eevdf, preset: laptop}\nprocesses:\n  - {name: main, exec: node main.js}\n  - {name: child, at: 9ms, exec: node child.js}\n"},
			model.File{Name: "main.js", Text: `
console.log('\x1b[32mstart\x1b[0m\tof a line that is too long for the terminal, so that it is broken: 这一行很长，放不下就折行')
for (let i = 0; i < 20; i++) console.log('line', i)
process.stdout.write('50%\r100%')
setTimeout(() => console.log('end'), 30)
`}, model.File{Name: "child.js", Text: "console.error('child', process.pid)\nthrow new Error('out of luck')\n"})
		p := view.NewPainter(fonts)
		paint := func(what string) *scene.Scene {
			s := p.Paint(m, 1440, 900)
			picture(t, s, fmt.Sprintf("terminal-%s-%s-%s", what, theme, language))
			require.Empty(t, scene.Check(s), "%s %s %s", theme, language, what)
			return s
		}
		paint("empty")
		m.Seek(trace.Never)
		s := paint("full")
		var last *scene.Mark
		for _, l := range s.Layers() {
			for i := range l.Marks() {
				if mark := &l.Marks()[i]; mark.Name == "output" {
					last = mark
				}
			}
		}
		require.NotNil(t, last)
		require.Equal(t, "end", last.Label)
		m.Do(model.Act{Command: last.Command, Subject: last.Subject})
		require.Equal(t, m.Trace().Fact(trace.FactID(last.Subject.ID)).Time, m.Playhead.At)
		require.Equal(t, last.Subject, m.Selected)
		paint("selected")
		for _, a := range p.Acts(m, &view.Gesture{Kind: view.Wheel, Begun: *last, Turn: scene.Point{Y: -1e4}}) {
			m.Do(a)
		}
		paint("scrolled")
	}
}

// sentenceIsWhole goes to the event with the longest sentence by a click on its row,
// which then shows all of it.
func sentenceIsWhole(t *testing.T, m *model.Model, paint func(string) *scene.Scene) {
	teller, longest := sentence.New(m.Say(), &m.Branch().Book), sentence.Sentence{}
	subject := scene.Subject{Topic: scene.OfFact}
	for id := trace.FactID(1); id <= trace.FactID(m.Trace().Len()); id++ {
		if s := teller.Fact(m.Trace(), id); len(s.Text) > len(longest.Text) {
			longest, subject.ID = s, int64(id)
		}
	}
	do(m, "go-to", subject)
	s := paint("longest")
	row := s.Find("event", subject)
	require.NotNil(t, row)
	require.InDelta(t, row.Box.H, row.Clip.H, 0.01, "all of the row is seen")
	shown := ""
	for _, l := range s.Layers() {
		for i := range l.Shapes() {
			shape := &l.Shapes()[i]
			at := scene.Point{X: float64(shape.X), Y: float64(shape.Y)}
			if l.Name == "events" && shape.Kind == scene.Text && row.Box.Contains(at) {
				shown += l.TextOf(shape)
			}
		}
	}
	solid := func(text string) string { return strings.Join(strings.Fields(text), "") }
	require.Contains(t, solid(shown), solid(longest.Text))
}

// TestTheEventsAreInOrder: the list follows the instant, is filtered, and goes
// to what was clicked.
func TestTheEventsAreInOrder(t *testing.T) {
	fonts := scene.NewFonts()
	for _, look := range looks() {
		m := opened(t, look, model.File{Name: "hash.js", Text: hashes})
		p := view.NewPainter(fonts)
		paint := func(what string) *scene.Scene {
			s := p.Paint(m, 1440, 900)
			picture(t, s, fmt.Sprintf("events-%s-%s-%s", what, look.Theme, look.Language))
			require.Empty(t, scene.Check(s), "%s %s %s", look.Theme, look.Language, what)
			return s
		}
		m.Press("V")
		sentenceIsWhole(t, m, paint)
		m.Seek(m.Trace().End() / 2)
		now := scene.Subject{Topic: scene.OfFact, ID: int64(m.Trace().LastAt(m.Playhead.At))}
		require.NotNil(t, paint("all").Find("event", now))
		m.Do(model.Act{Command: scene.Command{Name: "events-subject", Argument: int64(sentence.Program)}})
		s := paint("program")
		var last *scene.Mark
		for _, l := range s.Layers() {
			for i := range l.Marks() {
				if mark := &l.Marks()[i]; mark.Name == "event" {
					last = mark
				}
			}
		}
		require.NotNil(t, last)
		m.Do(model.Act{Command: last.Command, Subject: last.Subject})
		require.Equal(t, m.Trace().Fact(trace.FactID(last.Subject.ID)).Time, m.Playhead.At)
		do(m, "select", scene.Subject{Topic: scene.OfThread, ID: 2})
		do(m, "events-alone", scene.Subject{})
		m.Do(model.Act{Command: scene.Command{Name: "type-in", Text: model.FilterField}})
		m.Do(model.Act{Command: scene.Command{Name: "type", Text: "sum"}})
		paint("filtered")
		m.Do(model.Act{Command: scene.Command{Name: "type", Text: "nothing has this"}})
		paint("none")
	}
}
