package view

import (
	"slices"
	"strconv"

	"timeslice/lessons/lesson"
	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/scene/icon"
)

// lessonPanel is the panel of a lesson as it was last drawn.
type lessonPanel struct {
	whole float64 // how high all of the step is
	room  float64 // how much of it can be seen
}

// lesson shows a step of the lesson: its words, its questions, its task, and
// the way on.
func (f *Frame) lesson(b scene.Box) {
	foot := b.CutBottom(54 * f.Theme.Unit)
	f.lessonWords(b, 2, f.key, (*writer).step)
	f.lessonFoot(foot)
}

// lessonWords lets words of a step be written so far from the sides of a box, in units
// beyond those of a panel, and scrolled. The key is what they depend on besides the
// lesson.
func (f *Frame) lessonWords(b scene.Box, inset float64, key scene.Key, write func(*writer)) {
	t, c := f.Theme, f.Model.Course
	key = key.Text(c.Lesson.Name).Int(int64(c.At)).Float(c.Scroll).Bool(c.Solved).Int(int64(c.Version))
	f.layer("lesson", b, key, func(l *scene.Layer) {
		f.panel(l, b)
		box := b.InsetXY(t.Pad+inset*t.Unit, 0)
		k := &f.kept.lesson
		k.room = box.H
		offset := min(max(c.Scroll, 0), max(k.whole-k.room, 0))
		l.Enclose(scene.Mark{Box: b, Name: "lesson", Role: scene.Reading, Condition: scene.Scrolls, Label: c.Step().Title(f.Say.Language())}, func() {
			l.Clip(b, func() {
				w := &writer{Frame: f, layer: l, view: b, left: box.X, wide: box.W, y: box.Y - offset}
				write(w)
				k.whole = w.y + offset - box.Y + 16*t.Unit
			})
		})
		bar := scene.Box{X: b.Right() - 7*t.Unit, Y: b.Y, W: 4 * t.Unit, H: b.H}
		if k.whole > k.room {
			l.Scrollbar(bar, t, offset/k.whole, (offset+k.room)/k.whole)
		}
	})
}

// lessonFoot has the way back and on, and says how far the lesson has come.
func (f *Frame) lessonFoot(b scene.Box) {
	t, c := f.Theme, f.Model.Course
	f.layer("lesson foot", b, f.key.Int(int64(c.At)), func(l *scene.Layer) {
		f.panel(l, b)
		l.Rule(scene.Point{X: b.X, Y: b.Y}, scene.Point{X: b.Right(), Y: b.Y}, t.Hairline, t.Border)
		rest := b.InsetXY(t.Pad, 10*t.Unit)
		last := c.At == len(c.Lesson.Steps)-1
		button := func(box scene.Box, name, text string, look scene.Look) {
			l.Button(box, t, look, icon.None, text)
			l.Mark(scene.Mark{Box: box, Name: name, Role: scene.Button, Label: f.say("do." + name), Command: scene.Command{Name: name}})
		}
		if c.At > 0 {
			back := f.say("lesson.back")
			button(rest.CutLeft(l.ButtonWidth(t, icon.None, back)), "lesson-back", back, scene.Quiet)
		}
		if !last {
			next := f.say("lesson.next")
			button(rest.CutRight(l.ButtonWidth(t, icon.None, next)), "lesson-next", next, scene.Primary)
		} else {
			all := f.say("lesson.all")
			button(rest.CutRight(l.ButtonWidth(t, icon.None, all)), "home", all, scene.Primary)
		}
		l.Label(rest, f.say("lesson.at", "At", c.At+1, "All", len(c.Lesson.Steps)), t.Type.Small, t.Muted, scene.Centre)
	})
}

// writer puts the words of a step below each other.
type writer struct {
	*Frame
	layer *scene.Layer
	view  scene.Box // what can be seen
	left  float64
	wide  float64
	y     float64
}

// rich writes a text and goes on below it.
func (w *writer) rich(indent float64, after float64, runs ...scene.Run) {
	_, high := w.layer.Measure(w.wide-indent, scene.Spacing, runs...)
	box := scene.Box{X: w.left + indent, Y: w.y, W: w.wide - indent, H: high}
	if box.Overlaps(w.view) {
		w.layer.Rich(box, scene.Spacing, runs...)
	}
	w.y += high + after
}

func (w *writer) step() {
	t, c, language := w.Theme, w.Model.Course, w.Say.Language()
	s := c.Step()
	w.y += 12 * t.Unit
	w.rich(0, 2*t.Unit, scene.Run{Text: c.Lesson.Title(language), Style: t.Type.Small, Colour: t.Muted})
	w.rich(0, 10*t.Unit, scene.Run{Text: s.Title(language), Style: t.Type.Display, Colour: t.Text})
	w.blocks(s.Text(language))
	for i := range s.Questions {
		w.question(i, &s.Questions[i])
	}
	if s.Task != nil {
		w.task(c)
	}
}

// blocks writes text. Notes are for whoever presents the lesson, and not shown.
func (w *writer) blocks(blocks []lesson.Block) {
	t := w.Theme
	number := 0
	for i := range blocks {
		b := &blocks[i]
		indent := 0.0
		switch b.Sort {
		case lesson.Note:
			continue
		case lesson.Code:
			w.codeBlock(b.Code)
			continue
		case lesson.Item, lesson.Numbered:
			indent = float64(b.Level+1) * 18 * t.Unit
			mark := "•"
			if b.Sort == lesson.Numbered {
				number++
				mark = strconv.Itoa(number) + "."
			}
			box := scene.Box{X: w.left + indent - 15*t.Unit, Y: w.y, W: 15 * t.Unit, H: scene.Spacing * t.Type.Body.Size}
			if box.Overlaps(w.view) {
				w.layer.Label(box, mark, t.Type.Body, t.Muted, scene.Start)
			}
		}
		w.rich(indent, 8*t.Unit, w.runs(b.Spans, t.Type.Body, t.Text)...)
	}
}

func (w *writer) runs(spans []lesson.Span, style scene.Style, colour scene.Colour) []scene.Run {
	t := w.Theme
	var runs []scene.Run
	for _, s := range spans {
		run := scene.Run{Text: s.Text, Style: style, Colour: colour}
		switch {
		case s.Mono:
			run.Style = scene.Style{Face: scene.Mono, Size: style.Size - 1}
			run.Colour = t.AccentText
		case s.Strong:
			run.Style.Face = scene.Bold
		case s.Soft:
			run.Colour = t.AccentText
		}
		runs = append(runs, run)
	}
	return runs
}

func (w *writer) codeBlock(code string) {
	t := w.Theme
	style := t.Type.CodeSmall
	lines := 1
	for _, r := range code {
		if r == '\n' {
			lines++
		}
	}
	row := style.Height() + 3*t.Unit
	box := scene.Box{X: w.left, Y: w.y, W: w.wide, H: float64(lines)*row + 12*t.Unit}
	if box.Overlaps(w.view) {
		w.layer.Well(box, t)
		inside := box.InsetXY(8*t.Unit, 6*t.Unit)
		for i, from := 0, 0; i < lines; i++ {
			to := from
			for to < len(code) && code[to] != '\n' {
				to++
			}
			w.layer.Label(inside.CutTop(row), code[from:to], style, t.Text, scene.Start)
			from = to + 1
		}
	}
	w.y += box.H + 8*t.Unit
}

// question draws a question: what is asked, how to answer, and what came of it.
func (w *writer) question(number int, q *lesson.Question) {
	t, m, language := w.Theme, w.Model, w.Say.Language()
	g := m.Course.Answer(q)
	w.y += 6 * t.Unit
	w.layer.Rule(scene.Point{X: w.left, Y: w.y}, scene.Point{X: w.left + w.wide, Y: w.y}, t.Hairline, t.Border)
	w.y += 10 * t.Unit
	w.rich(0, 8*t.Unit, scene.Run{Text: q.Ask(language), Style: t.Type.BodyStrong, Colour: t.Text})
	right, known := lesson.Answer{}, false
	if g.Shown {
		right, known = m.Right(q)
	}
	if q.Sort == lesson.Number {
		w.stepper(number, g)
	}
	for i, option := range q.Options(language) {
		w.option(number, i, q, g, option, known && slices.Contains(right.Options, i), slices.Index(right.Options, i))
	}
	w.verdict(number, q, g)
	if known {
		if q.Sort == lesson.Number {
			w.rich(0, 6*t.Unit, scene.Run{Text: w.say("lesson.answer", "Answer", lesson.FormatNumber(right.Number)), Style: t.Type.BodyStrong, Colour: t.GoodText})
		}
	}
	if g.Judged && g.Right || g.Shown {
		w.blocks(q.Explain(language))
	}
}

// option draws one option: a box with a dot, or with its place in an order.
func (w *writer) option(question, i int, q *lesson.Question, g *model.Given, spans []lesson.Span, isRight bool, place int) {
	t := w.Theme
	runs := w.runs(spans, t.Type.Body, t.Text)
	const pad = 7
	_, high := w.layer.Measure(w.wide-44*t.Unit, scene.Spacing, runs...)
	box := scene.Box{X: w.left, Y: w.y, W: w.wide, H: max(high+2*pad*t.Unit, 36*t.Unit)}
	w.y += box.H + 6*t.Unit
	if !box.Overlaps(w.view) {
		return
	}
	at := slices.Index(g.Answer.Options, i)
	l := w.layer
	line := t.Border
	if at >= 0 {
		l.Fill(box, t.Corner, t.Selection)
		line = t.Accent
	}
	if isRight {
		line = t.GoodText
	}
	l.Outline(box, t.Corner, t.Line, line)
	sign := box
	sign.W = 36 * t.Unit
	centre := scene.Point{X: sign.CentreX(), Y: sign.CentreY()}
	switch {
	case q.Sort == lesson.Order:
		l.Circle(centre, 10*t.Unit, t.Line, t.Muted)
		text := ""
		if at >= 0 {
			text = strconv.Itoa(at + 1)
		} else if isRight {
			text = strconv.Itoa(place + 1)
		}
		if text != "" {
			l.Label(sign, text, t.Type.LabelStrong, t.Text, scene.Centre)
		}
	default:
		l.Circle(centre, 7*t.Unit, t.Line, t.Muted)
		if at >= 0 {
			l.Disc(centre, 4*t.Unit, t.Accent)
		}
	}
	l.Rich(scene.Box{X: box.X + 38*t.Unit, Y: box.Y + (box.H-high)/2, W: w.wide - 44*t.Unit, H: high}, scene.Spacing, runs...)
	l.Mark(scene.Mark{
		Box: box.Intersect(w.view), Name: "option", Role: scene.Toggle, Label: lesson.Plain(spans), Condition: condition(at >= 0),
		Subject: scene.Subject{Topic: scene.OfText, ID: int64(question), Part: int64(i)}, Command: scene.Command{Name: "choose-option"},
	})
}

// stepper is how a number is answered.
func (w *writer) stepper(question int, g *model.Given) {
	t, l := w.Theme, w.layer
	row := scene.Box{X: w.left, Y: w.y, W: w.wide, H: 36 * t.Unit}
	w.y += row.H + 8*t.Unit
	if !row.Overlaps(w.view) {
		return
	}
	number, gap := 76*t.Unit, 4*t.Unit
	each := min(46*t.Unit, max((row.W-number-3*gap)/4, 26*t.Unit))
	number = min(number, row.W-4*each-3*gap)
	for _, part := range []struct {
		text string
		by   int64
	}{{"−10", -10}, {"−1", -1}, {"", 0}, {"+1", 1}, {"+10", 10}} {
		if part.by == 0 {
			box := row.CutLeft(number)
			text := "?"
			if g.Begun {
				text = lesson.FormatNumber(g.Answer.Number)
			}
			l.Label(box, text, t.Type.Title, t.Text, scene.Centre)
			continue
		}
		box := row.CutLeft(each)
		l.Button(box, t, scene.Quiet, icon.None, part.text)
		l.Mark(scene.Mark{
			Box: box.Intersect(w.view), Name: "number " + part.text, Role: scene.Button, Label: part.text,
			Subject: scene.Subject{Topic: scene.OfText, ID: int64(question)}, Command: scene.Command{Name: "change-number", Argument: part.by},
		})
		row.CutLeft(gap)
	}
}

// verdict has the buttons to check and to show, and says what came of it.
func (w *writer) verdict(question int, q *lesson.Question, g *model.Given) {
	t, l := w.Theme, w.layer
	row := scene.Box{X: w.left, Y: w.y + 2*t.Unit, W: w.wide, H: 34 * t.Unit}
	w.y += row.H + 12*t.Unit
	if !row.Overlaps(w.view) {
		return
	}
	subject := scene.Subject{Topic: scene.OfText, ID: int64(question)}
	button := func(name, text string, look scene.Look) {
		box := row.CutLeft(l.ButtonWidth(t, icon.None, text))
		l.Button(box, t, look, icon.None, text)
		l.Mark(scene.Mark{Box: box.Intersect(w.view), Name: name, Role: scene.Button, Label: text, Subject: subject, Command: scene.Command{Name: name}})
		row.CutLeft(t.Gap)
	}
	if g.Begun && !g.Judged {
		button("judge", w.say("lesson.check"), scene.Primary)
	}
	show := "lesson.show"
	if g.Shown {
		show = "lesson.hide"
	}
	if !g.Judged || !g.Right {
		button("reveal", w.say(show), scene.Quiet)
	}
	switch {
	case g.Judged && g.Right:
		l.Label(row, w.say("lesson.right"), t.Type.BodyStrong, t.GoodText, scene.Start)
	case g.Judged:
		l.Label(row, w.say("lesson.wrong"), t.Type.BodyStrong, t.BadText, scene.Start)
	}
}

// task says whether what is to be changed has been.
func (w *writer) task(c *model.Course) {
	t := w.Theme
	text, colour := w.taskState(c)
	w.y += 4 * t.Unit
	w.rich(0, 8*t.Unit, scene.Run{Text: text, Style: t.Type.BodyStrong, Colour: colour})
	edit := w.say("do.edit")
	b := scene.Box{X: w.left, Y: w.y, W: w.layer.ButtonWidth(t, icon.None, edit), H: 32 * t.Unit}
	if b.Overlaps(w.view) {
		w.layer.Button(b, t, scene.Quiet, icon.None, edit)
		w.layer.Mark(scene.Mark{Box: b, Name: "edit", Role: scene.Button, Label: edit, Command: scene.Command{Name: "edit"}})
	}
	w.y = b.Bottom() + 8*t.Unit
}

// taskState says whether the step's task is done.
func (f *Frame) taskState(c *model.Course) (string, scene.Colour) {
	if c.Solved {
		return f.say("lesson.task-done"), f.Theme.GoodText
	}
	return f.say("lesson.task-open"), f.Theme.Muted
}

// taskAbove says above the code whether the step's task is done, so that who changes
// the code sees it without going back to the lesson, and takes the room for that.
func (f *Frame) taskAbove(b *scene.Box) {
	c := f.Model.Course
	if c == nil || c.Step().Task == nil {
		return
	}
	t, u := f.Theme, f.Theme.Unit
	text, colour := f.taskState(c)
	run := scene.Run{Text: text, Style: t.Type.Label, Colour: colour}
	wide := b.W - 2*t.Pad
	_, high := f.scene.Measure(wide, 1.45, run)
	panel := b.CutTop(high + 12*u)
	f.layer("task", panel, f.key.Text(text), func(l *scene.Layer) {
		f.panel(l, panel)
		l.Rich(panel.InsetXY(t.Pad, 6*u), 1.45, run)
		l.Mark(scene.Mark{Box: panel, Name: "task", Role: scene.Button, Label: text, Command: scene.Command{Name: "panel", Text: "left lesson"}})
	})
}

// acts is what a wheel does on the lesson.
func (k *lessonPanel) acts(m *model.Model, g *Gesture) []model.Act {
	if g.Kind != Wheel || m.Course == nil {
		return nil
	}
	scroll := min(max(m.Course.Scroll, 0), max(k.whole-k.room, 0))
	to := min(max(scroll+g.Turn.Y, 0), max(k.whole-k.room, 0))
	return []model.Act{scrolls("lesson", to-m.Course.Scroll)}
}
