package view

import (
	"sort"

	"timeslice/render/scene"
	"timeslice/render/view/sentence"
)

// terminal shows what programs have printed until now: a click on a line goes to
// the instant when it was printed.
func (f *Frame) terminal(b scene.Box) {
	p, m := &f.kept.printed, f.Model
	p.extend(f.index(), f.Book.ProcessOf)
	until := p.until(f.State.Facts)
	key := f.key.Int(int64(until)).Int(int64(len(p.lines))).Float(m.Terminal.Scroll).Int(int64(m.Terminal.Process)).Int(int64(len(p.of)))
	if until > 0 {
		key = key.Text(p.lines[until-1].text)
	}
	f.layer("terminal", b, key, func(l *scene.Layer) {
		t := f.Theme
		f.panel(l, b)
		rest := b.InsetXY(t.Pad, 0)
		rest.CutBottom(t.Gap)
		f.terminalHead(l, rest.CutTop(26*t.Unit))
		l.Well(rest, t)
		l.Enclose(scene.Mark{Box: rest, Name: "terminal", Role: scene.Reading, Condition: scene.Scrolls, Label: f.say("terminal")}, func() {
			f.terminalLines(l, rest.InsetXY(1, 4), until)
		})
	})
}

// terminalHead names the panel, and the processes that printed, to choose from.
func (f *Frame) terminalHead(l *scene.Layer, b scene.Box) {
	t, p := f.Theme, &f.kept.printed
	b.CutLeft(l.Label(b, f.say("terminal"), t.Type.LabelStrong, t.Text, scene.Start).W + 14*t.Unit)
	if len(p.of) < 2 {
		return
	}
	for _, process := range p.of {
		name := f.Book.Process(process)
		wide := l.Width(t.Type.SmallStrong, name) + 24*t.Unit
		if wide > b.W {
			return
		}
		chip := b.CutLeft(wide).Middle(wide, 20*t.Unit)
		b.CutLeft(6)
		chosen := f.Model.Terminal.Process == process
		style, colour := t.Type.Small, t.Muted
		if chosen {
			l.Fill(chip, t.Small, t.Selection)
			style, colour = t.Type.SmallStrong, t.Text
		}
		inside := chip.InsetXY(6, 0)
		l.Dot(inside.CutLeft(8*t.Unit), t, f.hue(process).Solid)
		inside.CutLeft(4 * t.Unit)
		l.Label(inside, name, style, colour, scene.Start)
		l.Mark(scene.Mark{
			Box: chip, Name: "terminal-process", Subject: scene.Subject{Topic: scene.OfProcess, ID: int64(process)},
			Role: scene.Toggle, Label: name, Condition: condition(chosen), Command: scene.Command{Name: "terminal-process"},
		})
	}
}

// terminalLines draws the last lines that there is room for, or those so far
// before them as it is scrolled.
func (f *Frame) terminalLines(l *scene.Layer, b scene.Box, until int) {
	t, p, m := f.Theme, &f.kept.printed, f.Model
	text := b
	text.CutLeft(10 * t.Unit)
	text.CutRight(8)
	style := t.Type.CodeSmall
	row := style.Size * 1.4
	p.count(max(int(text.W/style.Column()), 8), m.Terminal.Process)
	if until == 0 {
		l.Label(text.CutTop(row), f.say("terminal-empty"), t.Type.Small, t.Muted, scene.Start)
		return
	}
	rows := p.rows[until-1]
	whole := float64(rows) * row
	above := max(whole-b.H, 0)
	f.kept.terminalMost = above
	top := max(above-m.Terminal.Scroll, 0)
	first := sort.Search(until, func(i int) bool { return float64(p.rows[i])*row > top })
	l.Clip(b, func() {
		for i := first; i < until; i++ {
			y := text.Y + float64(p.rowsBefore(i))*row - top
			if y > b.Bottom() {
				break
			}
			if p.rows[i] > p.rowsBefore(i) {
				f.terminalLine(l, scene.Box{X: b.X, Y: y, W: b.W, H: float64(p.rows[i]-p.rowsBefore(i)) * row}, text, row, &p.lines[i])
			}
		}
	})
	bar := scene.Box{X: b.Right() - 6, Y: b.Y, W: 4, H: b.H}
	if whole > b.H {
		l.Scrollbar(bar, t, top/whole, (top+b.H)/whole)
	}
}

func (f *Frame) terminalLine(l *scene.Layer, place, text scene.Box, row float64, one *line) {
	t, p := f.Theme, &f.kept.printed
	subject := scene.Subject{Topic: scene.OfFact, ID: int64(one.fact)}
	if f.Model.Selected == subject {
		l.Fill(place, 0, t.Selection)
	}
	l.Fill(scene.Box{X: place.X + 3, Y: place.Y + 2, W: 3, H: place.H - 4}, 1.5, f.hue(one.process).Solid)
	colour := t.Text
	if one.failure {
		colour = t.BadText
	}
	for i, piece := range fold(one.text, p.columns) {
		at := scene.Box{X: text.X, Y: place.Y + float64(i)*row, W: text.W, H: row}
		l.Write(at.X, at.Baseline(t.Type.CodeSmall), piece, t.Type.CodeSmall, colour)
	}
	at := f.Trace.Fact(one.fact).Time
	l.Mark(scene.Mark{
		Box: place, Name: "output", Subject: subject, Role: scene.Item, Label: one.text, Condition: f.selected(subject),
		Command: scene.Command{Name: "go-to"}, Hint: f.Book.Process(one.process) + " · " + sentence.Instant(at),
	})
}
