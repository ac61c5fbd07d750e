package view

import (
	"math"
	"slices"
	"strconv"

	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/scene/icon"
)

// home is what opens first: the lessons with one's progress, one's own code, and
// what else there is to see. All of it scrolls together.
func (f *Frame) home(b scene.Box) {
	t := f.Theme
	f.homeBar(b.CutTop(54 * t.Unit))
	f.homeNotice(&b)
	side := max(20*t.Unit, (b.W-1302*t.Unit)/2)
	if b.W < narrow*t.Unit {
		side = 14 * t.Unit
	}
	f.homeCards(scene.Box{X: b.X + side, Y: b.Y, W: b.W - 2*side, H: b.H})
}

// narrow is a window, as of a phone, in which there is room for one thing beside
// another and no more.
const narrow = 640

func (f *Frame) homeBar(b scene.Box) {
	f.layer("homebar", b, f.key, func(l *scene.Layer) {
		t := f.Theme
		f.panel(l, b)
		l.Rule(scene.Point{X: b.X, Y: b.Bottom()}, scene.Point{X: b.Right(), Y: b.Bottom()}, t.Hairline, t.Border)
		slim := b.W < narrow*t.Unit
		rest := b.InsetXY(24*t.Unit, 10*t.Unit)
		if slim {
			rest = b.InsetXY(12*t.Unit, 10*t.Unit)
		}
		f.logo(l, rest.CutLeft(40*t.Unit))
		for _, c := range []struct {
			command string
			picture icon.Icon
		}{{"palette", icon.Command}, {"keys", icon.Keyboard}, {"theme", icon.Theme}, {"language", icon.Language}} {
			f.commandButton(l, rest.CutRight(40*t.Unit), scene.Quiet, c.picture, "", c.command)
			rest.CutRight(t.Gap)
		}
		runs := []scene.Run{{Text: "timeslice", Style: t.Type.Title, Colour: t.Text}}
		if !slim {
			runs = append(runs, scene.Run{Text: "    " + f.say("home.about"), Style: t.Type.Label, Colour: t.Muted})
		}
		l.Runs(rest, scene.Start, runs...)
	})
}

// logo is three slices of different lengths in the hues of processes.
func (f *Frame) logo(l *scene.Layer, b scene.Box) {
	t := f.Theme
	mark := b.Middle(30*t.Unit, 18*t.Unit)
	mark.X = b.X
	for i, wide := range []float64{12, 5, 9} {
		l.Fill(mark.CutLeft(wide*t.Unit), 2, t.Hue(i).Solid)
		mark.CutLeft(2 * t.Unit)
	}
}

// homeNotice says what went wrong, above everything.
func (f *Frame) homeNotice(b *scene.Box) {
	n := f.Model.Notice
	if n.Text == "" {
		return
	}
	t, u := f.Theme, f.Theme.Unit
	colour := t.Text
	if n.Bad {
		colour = t.BadText
	}
	text := scene.Run{Text: n.Text, Style: t.Type.Label, Colour: colour}
	side := 24 * u
	if b.W < narrow*u {
		side = 12 * u
	}
	_, high := f.scene.Measure(b.W-2*side-2*t.Pad-24*u, scene.Spacing, text)
	box := b.CutTop(min(high+36*u, b.H))
	f.layer("homenotice", box, f.key.Text(n.Text), func(l *scene.Layer) {
		card := box.InsetXY(side, 8*u)
		l.Card(card, t)
		inside := card.InsetXY(t.Pad, 10*u)
		f.dismiss(l, inside.CutRight(24*u))
		l.Rich(inside, scene.Spacing, text)
	})
}

// badNotice says what went wrong last, at the top of a box, with a button that puts it
// away.
func (f *Frame) badNotice(l *scene.Layer, b *scene.Box, style scene.Style) {
	if !f.Model.Notice.Bad {
		return
	}
	place := *b
	side := place.CutRight(24 * f.Theme.Unit)
	high := l.Paragraph(place, f.Model.Notice.Text, style, f.Theme.BadText)
	f.dismiss(l, side)
	b.CutTop(high + f.Theme.Gap)
}

// dismiss draws, at the top of a box, the button that puts a message away.
func (f *Frame) dismiss(l *scene.Layer, b scene.Box) {
	u := f.Theme.Unit
	button := scene.Box{X: b.X, Y: b.Y, W: b.W, H: 20 * u}
	l.Picture(icon.Close, button.Middle(11*u, 11*u), f.Theme.Muted)
	l.Mark(scene.Mark{Box: button, Name: "dismiss", Role: scene.Button, Label: f.say("do.dismiss"), Command: scene.Command{Name: "dismiss"}})
}

// homePlan is where everything at home stands: boxes as if nothing were scrolled.
type homePlan struct {
	cards []scene.Box // of the model's cards, in their order
	heads [3]scene.Box
	whole float64 // how high all of it is
}

// The measures of cards, in units of the theme.
const (
	cardPad     = 16
	pictureHigh = 36
)

// planHome finds a place for each card. A title is as many lines high as the
// longest of its section needs, so that none is ever cut.
func (f *Frame) planHome(l *scene.Layer, b scene.Box) homePlan {
	t, m := f.Theme, f.Model
	all := m.Cards()
	p := homePlan{cards: make([]scene.Box, len(all))}
	y := b.Y + 16*t.Unit
	for section, sorts := range [3][]model.CardSort{{model.LessonCard}, {model.PasteCard, model.BlankCard}, {model.ScenarioCard}} {
		var these []int
		for i := range all {
			if slices.Contains(sorts, all[i].Sort) {
				these = append(these, i)
			}
		}
		p.heads[section] = scene.Box{X: b.X, Y: y, W: b.W, H: 40 * t.Unit}
		y += 46 * t.Unit
		grid := scene.NewGrid(scene.Box{X: b.X, Y: y, W: b.W}, len(these), 4, 250*t.Unit, 0, 16*t.Unit)
		switch section {
		case 0:
			grid.Row = (2*cardPad+pictureHigh+14+42+26)*t.Unit + f.highestTitle(l, grid.Cell(0).W, these)
		case 1:
			grid.Row = 124 * t.Unit
		default:
			grid.Row = (2*cardPad+pictureHigh+14+36)*t.Unit + f.highestTitle(l, grid.Cell(0).W, these)
		}
		for at, i := range these {
			p.cards[i] = grid.Cell(at)
		}
		y += grid.Height(len(these)) + 16*t.Unit
	}
	p.whole = y + 12*t.Unit - b.Y
	return p
}

func (f *Frame) highestTitle(l *scene.Layer, wide float64, cards []int) float64 {
	high := 0.0
	for _, i := range cards {
		_, h := l.Measure(wide-2*cardPad*f.Theme.Unit, titleSpacing, f.cardTitle(i)...)
		high = max(high, h)
	}
	return high
}

const titleSpacing = 1.25

// cardTitle is a card's number in its section, and its title.
func (f *Frame) cardTitle(i int) []scene.Run {
	t, m := f.Theme, f.Model
	c := m.Cards()[i]
	e := &m.Examples()[c.Example]
	number := c.Example + 1
	if c.Sort == model.ScenarioCard {
		for j := range m.Cards() {
			if m.Cards()[j].Sort == model.ScenarioCard {
				number = i - j + 1
				break
			}
		}
	}
	return []scene.Run{
		{Text: strconv.Itoa(number) + "  ", Style: t.Type.LabelStrong, Colour: t.AccentText},
		{Text: e.Title(f.Say.Language()), Style: t.Type.Heading, Colour: t.Text},
	}
}

// homeCards draws the cards.
func (f *Frame) homeCards(b scene.Box) {
	t, m := f.Theme, f.Model
	come := 0.0
	for i := range m.Examples() {
		if l := m.Examples()[i].Lesson(); l != nil {
			come += m.Progress.Part(l)
		}
	}
	h := &f.kept.home
	plan := f.key.Box(b).Text("plan")
	key := f.key.Box(b).Int(int64(m.HomeAt)).Bool(m.HomeShows).Float(m.HomeScroll).Int(int64(m.Previews())).Float(come).Text(m.Progress.Last)
	f.layer("examples", b, key, func(l *scene.Layer) {
		if h.planned != plan {
			h.plan, h.planned = f.planHome(l, b), plan
		}
		top := h.place(m, b)
		l.Enclose(scene.Mark{Box: b, Name: "examples", Role: scene.Group, Condition: scene.Scrolls, Label: f.say("home.lessons")}, func() {
			l.Clip(b, func() {
				for i, head := range h.plan.heads {
					if head = head.Shift(0, -top); head.Overlaps(b) {
						f.homeHead(l, head, i, b)
					}
				}
				for i, card := range h.plan.cards {
					if card = card.Shift(0, -top); card.Overlaps(b) {
						f.homeCard(l, card, i)
					}
				}
			})
		})
		bar := scene.Box{X: min(b.Right()+6*t.Unit, f.scene.Width-5*t.Unit), Y: b.Y, W: 4 * t.Unit, H: b.H}
		l.Scrollbar(bar, t, top/h.plan.whole, (top+b.H)/h.plan.whole)
	})
}

// homeHead is the heading of a section; that of the lessons has the way back to
// where one was.
func (f *Frame) homeHead(l *scene.Layer, b scene.Box, section int, view scene.Box) {
	t, m := f.Theme, f.Model
	rest := b
	title, about := "home.lessons", ""
	switch section {
	case 0:
		lessons, done := 0, 0
		for i := range m.Examples() {
			if e := m.Examples()[i].Lesson(); e != nil {
				lessons++
				if m.Progress.Part(e) >= 1 {
					done++
				}
			}
		}
		about = f.say("home.lessons-about", "Count", lessons, "Done", done)
		if left := m.Left(); left != nil {
			step := m.Progress.Step[left.Name]
			text := f.say("home.go-on", "Title", left.Title(f.Say.Language()), "At", step+1, "All", len(left.Steps))
			wide := l.ButtonWidth(t, icon.Play, text)
			if room := rest.W - l.Width(t.Type.Display, f.say(title)) - 16*t.Unit; wide > room {
				text = f.say("do.go-on")
				wide = l.ButtonWidth(t, icon.Play, text)
			}
			button := rest.CutRight(wide).Middle(wide, 32*t.Unit)
			l.Button(button, t, scene.Primary, icon.Play, text)
			l.Mark(scene.Mark{Box: button.Intersect(view), Name: "go-on", Role: scene.Button, Label: text, Command: scene.Command{Name: "go-on"}})
			rest.CutRight(12 * t.Unit)
		}
	case 1:
		title, about = "home.own", f.say("home.own-about")
	default:
		title, about = "home.examples", f.say("home.examples-about")
	}
	runs := []scene.Run{{Text: f.say(title), Style: t.Type.Display, Colour: t.Text}}
	if l.Width(t.Type.Display, f.say(title))+l.Width(t.Type.Label, "   "+about) < rest.W {
		runs = append(runs, scene.Run{Text: "   " + about, Style: t.Type.Label, Colour: t.Muted})
	}
	l.Runs(rest, scene.Start, runs...)
}

func (f *Frame) homeCard(l *scene.Layer, b scene.Box, i int) {
	t := f.Theme
	chosen := i == f.Model.HomeAt
	c := f.Model.Cards()[i]
	if c.Sort == model.PasteCard {
		l.Fill(b, t.Corner, t.Panel)
		l.OutlineDashed(b, t.Corner, t.Line, scene.Dashed, t.Strong)
	} else {
		l.Card(b, t)
	}
	if chosen {
		l.Outline(b, t.Corner, t.Line, t.Accent)
	}
	rest := b.Inset(cardPad * t.Unit)
	label := ""
	switch c.Sort {
	case model.PasteCard, model.BlankCard:
		label = f.ownCard(l, rest, c.Sort)
	default:
		label = f.Model.Examples()[c.Example].Title(f.Say.Language())
		f.exampleCard(l, rest, i)
	}
	l.Mark(scene.Mark{
		Box: b, Name: "example", Subject: scene.Subject{Topic: scene.OfText, ID: int64(i)}, Role: scene.Item,
		Label: label, Command: scene.Command{Name: "example"}, Condition: condition(chosen),
	})
}

// ownCard is where one's own code goes in.
func (f *Frame) ownCard(l *scene.Layer, b scene.Box, sort model.CardSort) string {
	t := f.Theme
	title, about, way := "home.drop", "home.drop-about", "home.paste"
	if sort == model.BlankCard {
		title, about, way = "home.blank", "home.blank-about", "home.open"
	}
	foot := b.CutBottom(18 * t.Unit)
	l.Label(b.CutTop(22*t.Unit), f.say(title), t.Type.Heading, t.Text, scene.Start)
	b.CutTop(3 * t.Unit)
	l.Rich(b, 1.4, scene.Run{Text: f.say(about), Style: t.Type.Small, Colour: t.Muted})
	l.Label(foot, f.say(way), t.Type.SmallStrong, t.AccentText, scene.Start)
	return f.say(title)
}

// exampleCard is the card of a lesson or a scenario: its run, its title, what it is
// about, and of a lesson how far one has come.
func (f *Frame) exampleCard(l *scene.Layer, b scene.Box, i int) {
	t, m, language := f.Theme, f.Model, f.Say.Language()
	c := m.Cards()[i]
	e := &m.Examples()[c.Example]
	lesson := e.Lesson()
	f.runPicture(l, b.CutTop(pictureHigh*t.Unit), m.Preview(c.Example), lesson == nil || m.Progress.Begun(lesson))
	b.CutTop(10 * t.Unit)
	title := f.cardTitle(i)
	_, high := l.Measure(b.W, titleSpacing, title...)
	l.Rich(b.CutTop(high), titleSpacing, title...)
	b.CutTop(4 * t.Unit)
	if lesson == nil {
		l.Rich(b, 1.4, scene.Run{Text: e.About(language), Style: t.Type.Small, Colour: t.Muted})
		return
	}
	foot := b.CutBottom(18 * t.Unit)
	b.CutBottom(6 * t.Unit)
	l.Rich(b, 1.4, scene.Run{Text: e.About(language), Style: t.Type.Small, Colour: t.Muted})
	l.Label(foot, f.say("home.minutes", "Minutes", lesson.Minutes), t.Type.Small, t.Muted, scene.Start)
	switch part := m.Progress.Part(lesson); {
	case part >= 1:
		l.Label(foot, "✓ "+f.say("home.done"), t.Type.SmallStrong, t.GoodText, scene.End)
	case m.Progress.Begun(lesson):
		bar := foot.CutRight(min(100*t.Unit, foot.W/2)).Middle(min(100*t.Unit, foot.W/2), 7*t.Unit)
		steps := float64(m.Progress.Step[lesson.Name]) / float64(max(len(lesson.Steps), 1))
		l.Bar(bar, t, max(part, steps, 0.04), t.Accent)
	default:
		l.Label(foot, f.say("home.begin"), t.Type.SmallStrong, t.AccentText, scene.End)
	}
}

// runPicture draws who ran when in a program's own run; paler if nobody has looked
// at it yet.
func (f *Frame) runPicture(l *scene.Layer, b scene.Box, p *model.Preview, bright bool) {
	t := f.Theme
	if p == nil || len(p.Rows) == 0 {
		return
	}
	if !bright {
		l.Opacity(0.5)
		defer l.Opacity(1)
	}
	gap := 4 * t.Unit
	high := min((b.H-gap*float64(len(p.Rows)-1))/float64(len(p.Rows)), 9*t.Unit)
	for i, row := range p.Rows {
		y := b.Y + float64(i)*(high+gap)
		for _, bar := range row {
			hue := t.Hue(bar.Process)
			colour := hue.Shades[max(bar.Thread, 0)%len(hue.Shades)]
			box := scene.Box{X: b.X + bar.From*b.W, Y: y, W: max((bar.To-bar.From)*b.W-1, 1), H: high}
			l.Fill(box, min(t.Tiny, box.W/3), colour)
		}
	}
}

// homePlace is where the cards stand and how far they are scrolled.
type homePlace struct {
	plan    homePlan
	planned scene.Key // what the plan was made of
	top     float64
	most    float64
}

// place is how many points of the cards are above what is shown: as far as the
// wheel went, or as little as it takes to see the chosen card.
func (h *homePlace) place(m *model.Model, b scene.Box) float64 {
	h.most = max(h.plan.whole-b.H, 0)
	if m.HomeShows && m.HomeAt < len(h.plan.cards) {
		card := h.plan.cards[m.HomeAt]
		h.top = min(max(h.top, card.Bottom()-b.Bottom()+12), card.Y-b.Y-12)
		if card.Y-b.Y < b.H/2 && card.Y < h.plan.heads[1].Y { // the first row is seen with its heading
			h.top = 0
		}
	} else {
		h.top = m.HomeScroll
	}
	h.top = min(max(h.top, 0), h.most)
	return h.top
}

// acts is what a wheel does on the cards, and a finger or a pointer that drags
// them.
func (h *homePlace) acts(m *model.Model, g *Gesture) []model.Act {
	by := 0.0
	switch {
	case g.Kind == Wheel:
		by = g.Turn.Y
	case g.Kind == Drag && g.dragged():
		by = g.Last.Y - g.At.Y
	case g.Kind == Release && g.dragged():
		return []model.Act{scrolls("home", 0)} // it was no click
	default:
		return nil
	}
	return []model.Act{scrolls("home", min(max(h.top+by, 0), h.most)-m.HomeScroll)}
}

// stroke is what an arrow key does on the cards: it goes to the nearest one that is
// really there. Beside the last of a row is the first of the next.
func (h *homePlace) stroke(m *model.Model, key string) []model.Act {
	if m.HomeAt < 0 || m.HomeAt >= len(h.plan.cards) {
		return nil
	}
	var dx, dy float64
	switch key {
	case "ArrowLeft":
		dx = -1
	case "ArrowRight":
		dx = 1
	case "ArrowUp":
		dy = -1
	case "ArrowDown":
		dy = 1
	default:
		return nil
	}
	at := h.plan.cards[m.HomeAt]
	to, best := -1, math.Inf(1)
	for i, card := range h.plan.cards {
		ahead := dx*(card.CentreX()-at.CentreX()) + dy*(card.CentreY()-at.CentreY())
		if i == m.HomeAt || ahead <= 1 {
			continue
		}
		aside := max(at.X-card.Right(), card.X-at.Right(), 0)
		if dx != 0 {
			if aside = max(at.Y-card.Bottom(), card.Y-at.Bottom(), 0); aside > 0 {
				continue // another row
			}
		} else if max(at.Y-card.Bottom(), card.Y-at.Bottom()) < 0 {
			continue // the same row
		}
		off := math.Abs(card.CentreX()-at.CentreX())*math.Abs(dy) + math.Abs(card.CentreY()-at.CentreY())*math.Abs(dx)
		if score := ahead + 2*aside + off/16; score < best {
			to, best = i, score
		}
	}
	if to < 0 && dx != 0 {
		to = m.HomeAt + int(dx)
	}
	if to < 0 || to >= len(h.plan.cards) {
		to = m.HomeAt
	}
	return []model.Act{act("choose-next", scene.Subject{Topic: scene.OfText, ID: int64(to)})}
}
