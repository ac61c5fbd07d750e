package gallery

import (
	"fmt"
	"math"

	"timeslice/render/scene"
	"timeslice/render/scene/icon"
)

// Width and Height are the size of the scenes, in points.
const (
	Width  = 1440
	Height = 900
)

// Shapes fills a scene with everything that can be drawn. It is larger for a
// theme with larger letters.
func Shapes(s *scene.Scene, t *scene.Theme) {
	u := t.Unit
	s.Begin(Width*u, 990*u, t.Canvas)
	columns := s.Box().Inset(20 * u)
	left, middle, right := columns.Column(0, 3, 20*u), columns.Column(1, 3, 20*u), columns.Column(2, 3, 20*u)
	panel(s, "type", &left, 380*u, t, typeSample)
	panel(s, "text", &left, left.H, t, wrapSample)
	panel(s, "icons", &middle, 325*u, t, iconSample)
	panel(s, "colours", &middle, 452*u, t, colourSample)
	panel(s, "controls", &middle, middle.H, t, controlSample)
	panel(s, "states", &right, 190*u, t, stateSample)
	panel(s, "boxes", &right, 270*u, t, boxSample)
	panel(s, "lines", &right, right.H, t, lineSample)
	s.End()
}

// panel draws a card with a name from the top of a column and lets draw fill it.
func panel(s *scene.Scene, name string, column *scene.Box, height float64, t *scene.Theme, draw func(*scene.Layer, scene.Box, *scene.Theme)) {
	box := column.CutTop(height)
	column.CutTop(20 * t.Unit)
	l, _ := s.Layer(name, box, 0)
	l.Card(box, t)
	rest := box.Inset(t.Pad)
	l.Label(rest.CutTop(1.4*t.Type.Section.Size), name, t.Type.Section, t.Text, scene.Start)
	rest.CutTop(4)
	draw(l, rest, t)
}

func typeSample(l *scene.Layer, b scene.Box, t *scene.Theme) {
	for _, row := range []struct {
		name  string
		style scene.Style
		text  string
	}{
		{"display", t.Type.Display, "时间片 timeslice"},
		{"title", t.Type.Title, "JS 只有一条主线程"},
		{"heading", t.Type.Heading, "node hash.js"},
		{"section", t.Type.Section, "进程 Processes"},
		{"body", t.Type.Body, "真正的计算由 libuv 完成"},
		{"strong", t.Type.BodyStrong, "The quick brown fox"},
		{"label", t.Type.Label, "虚拟截止时间 98.210 ms"},
		{"label strong", t.Type.LabelStrong, "22（20 次被抢占）"},
		{"small", t.Type.Small, "被唤醒抢占 · 已运行 0.7 / 3.0 ms"},
		{"tiny", t.Type.Tiny, "0 19 38 57 76 95 114 ms"},
		{"code", t.Type.Code, "const t0 = performance.now() // 时刻"},
		{"code small", t.Type.CodeSmall, "0123456789 中文 => <= !== ▒█"},
		{"figure", t.Type.Figure, "t = 96.412 ms"},
	} {
		line := b.CutTop(1.75 * row.style.Size)
		l.Label(line.CutLeft(t.Type.Small.Size*7), row.name, t.Type.Small, t.Muted, scene.Start)
		l.Label(line, row.text, row.style, t.Text, scene.Start)
	}
}

func wrapSample(l *scene.Layer, b scene.Box, t *scene.Theme) {
	b.CutTop(l.Paragraph(b, "调用 pbkdf2 时，主线程只是把任务放进 libuv 的队列，随后立刻继续往下执行。“真正的计算”由线程池里的四个线程完成——它们和主线程一起，抢这台机器的两个核。", t.Type.Body, t.Text) + 8)
	b.CutTop(l.Paragraph(b, "The main thread only puts the job into libuv's queue and goes on at once; the four threads of the pool do the work.", t.Type.Body, t.Text) + 8)
	b.CutTop(l.Rich(b, scene.Spacing,
		scene.Run{Text: "libuv 3 ", Style: t.Type.LabelStrong, Colour: t.Hue(0).Text},
		scene.Run{Text: "runs because its virtual deadline is the earliest; ", Style: t.Type.Label, Colour: t.Text},
		scene.Run{Text: "worker.js", Style: t.Type.CodeSmall, Colour: t.Hue(1).Text},
		scene.Run{Text: " 在等它让出核。", Style: t.Type.Label, Colour: t.Muted},
	) + 8)
	l.Well(b, t)
	code := b.Inset(10)
	for _, runs := range Code(t) {
		line := code.CutTop(1.6 * t.Type.Code.Size)
		if line.H < 1.5*t.Type.Code.Size {
			break
		}
		l.Runs(line, scene.Start, runs...)
	}
}

// Code is a few lines of JavaScript in colours.
func Code(t *scene.Theme) [][]scene.Run {
	c := t.Syntax
	r := func(pairs ...any) (runs []scene.Run) {
		for i := 0; i < len(pairs); i += 2 {
			runs = append(runs, scene.Run{Text: pairs[i].(string), Style: t.Type.Code, Colour: pairs[i+1].(scene.Colour)})
		}
		return runs
	}
	p, k, f, q, n, m := c.Plain, c.Keyword, c.Function, c.String, c.Number, c.Comment
	return [][]scene.Run{
		r("const", k, " { pbkdf2 } = ", p, "require", f, "(", p, "'node:crypto'", q, ")", p),
		r("const", k, " t0 = performance.", p, "now", f, "()", p),
		r("", p),
		r("for", k, " (", p, "let", k, " i = ", p, "1", n, "; i <= ", p, "8", n, "; i++) {", p),
		r("  ", p, "pbkdf2", f, "(", p, "'pw'", q, ", ", p, "'salt'", q, ", ", p, "1e5", n, ", ", p, "64", n, ", ", p, "'sha512'", q, ",", p),
		r("    () => {  ", p, "// 在主线程上", m),
		r("      ", p, "const", k, " ms = performance.", p, "now", f, "() - t0", p),
		r("      console.", p, "log", f, "(i, ms.", p, "toFixed", f, "(", p, "0", n, ") + ", p, "' ms'", q, ")", p),
		r("    })", p),
		r("}", p),
	}
}

func iconSample(l *scene.Layer, b scene.Box, t *scene.Theme) {
	u := t.Unit
	grid := scene.NewGrid(b, int(icon.Count)-1, 14, 18*u, 18*u, 13*u)
	for i := icon.None + 1; i < icon.Count; i++ {
		l.Picture(i, grid.Cell(int(i)-1), t.Text)
	}
	b.CutTop(grid.Height(int(icon.Count)-1) + 10*u)
	for _, size := range []float64{12, 16, 20, 28, 40} {
		size *= u
		l.Picture(icon.Core, b.CutLeft(size+10).Middle(size, size), t.AccentText)
		l.Picture(icon.Warning, b.CutLeft(size+10).Middle(size, size), t.WarnText)
	}
}

func colourSample(l *scene.Layer, b scene.Box, t *scene.Theme) {
	u := t.Unit
	head := b.CutTop(20 * u)
	names := []string{"solid", "shades", "", "", "", "pale", "dim", "faint", "wash", "text"}
	for i, name := range names {
		l.Label(head.Column(i, len(names), 4), name, t.Type.Tiny, t.Muted, scene.Start)
	}
	hues := append([]scene.Hue{t.Plain}, t.Hues...)
	for i := range hues {
		h := &hues[i]
		row := b.CutTop(32*u).InsetXY(0, 2)
		for j, c := range []scene.Colour{h.Solid, h.Shades[0], h.Shades[1], h.Shades[2], h.Shades[3], h.Pale, h.Dim, h.Faint, h.Wash} {
			cell := row.Column(j, len(names), 4)
			l.Fill(cell, t.Tiny, c)
			if j == 0 {
				l.Label(cell, "Aa 线", t.Type.SmallStrong, h.On, scene.Centre)
			}
		}
		l.Label(row.Column(9, len(names), 4), "Aa 线", t.Type.SmallStrong, h.Text, scene.Start)
	}
	b.CutTop(10 * u)
	row := b.CutTop(32 * u)
	for i, m := range []struct {
		name     string
		fill, on scene.Colour
		letter   scene.Colour
	}{
		{"accent", t.Accent, t.OnAccent, t.AccentText}, {"good", t.Good, t.OnGood, t.GoodText},
		{"warn", t.Warn, t.OnWarn, t.WarnText}, {"bad", t.Bad, t.OnBad, t.BadText},
	} {
		cell := row.Column(i, 4, 8)
		l.Fill(cell, t.Small, m.fill)
		l.Label(cell, m.name, t.Type.SmallStrong, m.on, scene.Centre)
		under := cell.Shift(0, 32*u)
		l.Label(under, m.name, t.Type.SmallStrong, m.letter, scene.Centre)
	}
	b.CutTop(42 * u)
	row = b.CutTop(32 * u)
	for i, c := range []scene.Colour{t.Canvas, t.Panel, t.Card, t.Well, t.Raised, t.Track, t.Selection, t.LineNow, t.Found} {
		cell := row.Column(i, 9, 4)
		l.Fill(cell, t.Tiny, c)
		l.Outline(cell, t.Tiny, t.Hairline, t.Border)
		l.Label(cell, "文 a", t.Type.Small, t.Text, scene.Centre)
	}
}

func stateSample(l *scene.Layer, b scene.Box, t *scene.Theme) {
	flow := scene.NewFlow(b, 2*t.Type.Label.Size, 8)
	for i, state := range []scene.State{scene.Running, scene.Ready, scene.Blocked, scene.Dead} {
		for hue := range 3 {
			name := []string{"libuv 3", "worker.js 主线程", "V8 GC", "node"}[i]
			if box, ok := flow.Next(l.ChipWidth(t, state, name)); ok {
				l.Chip(box, t, t.Hue(hue), state, name)
			}
		}
	}
	for hue := range 3 {
		if box, ok := flow.Next(60 * t.Unit); ok {
			l.Fill(box, t.Tiny, t.Hue(hue).Pale)
			l.Hatch(box, t.Tiny, 8*t.Unit, t.Hue(hue).Solid)
		}
	}
}

func controlSample(l *scene.Layer, b scene.Box, t *scene.Theme) {
	u := t.Unit
	row := b.CutTop(26 * u)
	l.Tabs(row, t, []string{"按核", "按线程", "Compare", "no room for this one, which is left out and not cut"}, 1, nil)
	b.CutTop(8 * u)
	row = b.CutTop(28 * u)
	for _, button := range []struct {
		look scene.Look
		icon icon.Icon
		name string
	}{{scene.Primary, icon.Real, "真实运行"}, {scene.Quiet, icon.None, "80 ms"}, {scene.Chosen, icon.None, "160 ms"}, {scene.Faded, icon.Undo, "Undo"}, {scene.Quiet, icon.Theme, ""}} {
		wide := l.ButtonWidth(t, button.icon, button.name)
		l.Button(row.CutLeft(wide), t, button.look, button.icon, button.name)
		row.CutLeft(8 * u)
	}
	l.Scrollbar(scene.Box{X: b.X, Y: b.Y + 8*u, W: b.W, H: 6 * u}, t, 0.2, 0.5)
}

func boxSample(l *scene.Layer, b scene.Box, t *scene.Theme) {
	u := t.Unit
	row := b.CutTop(48 * u)
	for i, part := range []float64{0.1, 0.35, 0.7, 1} {
		cell := row.Column(i, 7, 8)
		h := t.Hue(i)
		l.Vessel(cell, t, part, h.Shades[2], h.Line)
		l.Label(cell, fmt.Sprint("#", i+5), t.Type.LabelStrong, t.Text, scene.Centre)
	}
	l.Floating(row.Column(4, 7, 8).Inset(4), t)
	l.Focus(row.Column(5, 7, 8).Inset(6), t)
	l.OutlineDashed(row.Column(6, 7, 8), t.Corner, t.Line, scene.Dashed, t.Strong)
	b.CutTop(12 * u)
	for i, part := range []float64{0, 0.02, 0.3, 0.62, 1} {
		l.Bar(b.CutTop(7*u), t, part, t.Hue(i).Solid)
		b.CutTop(7 * u)
	}
	l.Pair(b.CutTop(24*u), t, "已用 CPU", "33.6 ms")
	l.Pair(b.CutTop(24*u), t, "a name that is far too long for the value beside it", "22（20 次被抢占）")
	keys := b.CutTop(26 * u)
	for _, name := range []string{"⌘K", "Space", "↵", "←"} {
		l.Key(keys.CutLeft(52*u).InsetXY(3, 3), t, name)
	}
}

func lineSample(l *scene.Layer, b scene.Box, t *scene.Theme) {
	u := t.Unit
	left := b.CutLeft(b.W / 2)
	at := func(x, y float64) scene.Point { return scene.Point{X: b.X + x*u, Y: b.Y + y*u} }
	end := b.W/u - 10
	centre := scene.Point{X: left.X + 85*u, Y: left.Y + 80*u}
	for i := range 5 {
		from := 0.2*float64(i) + 0.01
		colour := t.Track
		if i == 2 {
			colour = t.Hue(0).Solid
		}
		l.Ring(centre, 58*u, 76*u, from, from+0.18, colour)
	}
	l.Ring(centre, 30*u, 34*u, 0, 1, t.Hue(1).Solid)
	l.Disc(centre, 8*u, t.Hue(2).Solid)
	l.Circle(centre, 16*u, t.Line, t.Text)
	for i := range 12 {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / 12)
		star := scene.Point{X: left.X + 85*u, Y: left.Y + 245*u}
		l.Line(scene.Point{X: star.X + 20*u*cos, Y: star.Y + 20*u*sin}, scene.Point{X: star.X + 66*u*cos, Y: star.Y + 66*u*sin},
			float64(i+1)*0.5*u, t.Hue(i%7).Solid)
	}
	l.Arrow(at(0, 10), at(end, 50), 60*u, t.Line, scene.Dash{}, t.AccentText)
	l.Arrow(at(end, 70), at(0, 95), -60*u, t.Thick, scene.Dashed, t.WarnText)
	l.Arrow(at(0, 115), at(end, 130), 0, t.Hairline, scene.Dotted, t.Muted)
	l.Path(t.Thick, scene.Dash{}, t.Hue(3).Solid, at(0, 190), at(40, 145), at(80, 185), at(90, 155), at(end, 165))
	l.Loop(3, scene.Dash{}, t.Hue(5).Solid, at(10, 265), at(60, 210), at(110, 265))
	l.Polygon(t.Hue(4).Solid, at(140, 215), at(170, 240), at(140, 265), at(120, 240))
	l.ArrowHead(at(185, 260), scene.Point{X: 0, Y: 1}, 14*u, t.Accent)
	l.Tip(scene.Box{X: left.X, Y: left.Y + 330*u, W: 100 * u, H: 10}, left.Union(b), t, "A tip says what is under the pointer. 提示说明指针下面是什么，两行也行。")
	l.Curve(at(0, 280), at(80, 280), at(80, 305), at(end, 305), t.Hairline, scene.Dash{}, t.GoodText)
}
