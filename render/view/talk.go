package view

import (
	"fmt"
	"slices"
	"strconv"

	"timeslice/lessons/lesson"
	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/scene/icon"
)

// talk shows a lesson as a talk: a card, or the words of a step beside what it says
// to look at; what dims and points lies above that.
func (f *Frame) talk(b scene.Box) {
	m := f.Model
	talk := m.Talk
	if talk.Black {
		f.layer("black", b, f.key, func(l *scene.Layer) {
			l.Fill(b, 0, scene.RGB(0))
			l.Mark(scene.Mark{Box: b, Name: "talk-next", Role: scene.Button, Label: f.say("do.talk-next"), Command: scene.Command{Name: "talk-next"}})
		})
		return
	}
	f.talkBar(b.CutBottom(34 * f.Theme.Unit))
	if !talk.Shows() {
		f.talkCard(b)
	} else {
		places := f.talkStep(b)
		if talk.Spot {
			f.spot(b, f.talkLooks(places))
		}
	}
	if talk.Round {
		f.round(b)
	}
	if talk.Dot {
		f.dot(b)
	}
}

// places are the boxes of what a step can say to look at.
type places map[string]scene.Box

// talkStep lays out a step: its words at the left, and beside them what it says to
// look at.
func (f *Frame) talkStep(b scene.Box) places {
	t, m := f.Theme, f.Model
	where := places{}
	code, machine := m.Presents()
	var words scene.Box
	if b.H > b.W { // a phone, held upright, has room for one thing below the words
		words = b.CutTop(b.H * 0.4)
		code = !machine
	} else {
		words = b.CutLeft(min(440*t.Unit, b.W*0.36))
	}
	talk := f.Model.Talk
	f.lessonWords(words, 4, f.key.Int(int64(talk.Part)).Int(int64(talk.Ask)), (*writer).talkPart)
	where["lesson"] = words
	f.seam("words", words)
	if code {
		source := b
		if machine {
			source = b.CutLeft(b.W * 0.44)
			f.seam("code", source)
		}
		where["terminal"] = source.CutBottom(min(150*t.Unit, source.H*0.28))
		f.code(source)
		f.terminal(where["terminal"])
		where["code"] = source
	}
	if !machine {
		return where
	}
	for _, panel := range []string{"events", "inspector"} {
		if m.Course.Looks(panel) && where["events"].Empty() {
			right := b.CutRight(min(300*t.Unit, b.W*0.42))
			where[panel] = right
			if panel == "events" {
				f.eventsPanel(right)
			} else {
				f.inspector(right)
			}
		}
	}
	bottom := b.CutBottom(b.H * 0.42)
	f.stage(b)
	where["stage"], where["timeline"] = b, bottom
	if bottom.W < 560*t.Unit { // the clock of the machine is on the stage, and P plays
		f.timeline(bottom)
	} else {
		f.bottom(bottom)
	}
	return where
}

// seam is the line between the words and what is beside them.
func (f *Frame) seam(name string, left scene.Box) {
	f.layer("seam "+name, left, f.key, func(l *scene.Layer) {
		l.Rule(scene.Point{X: left.Right() - 1, Y: left.Y}, scene.Point{X: left.Right() - 1, Y: left.Bottom()}, f.Theme.Hairline, f.Theme.Border)
	})
}

// talkPart is the text of a step, or one question of it.
func (w *writer) talkPart() {
	t, c, language := w.Theme, w.Model.Course, w.Say.Language()
	s := c.Step()
	w.y += 14 * t.Unit
	q := w.Model.Asked()
	if q == nil {
		w.rich(0, 12*t.Unit, scene.Run{Text: s.Title(language), Style: t.Type.Display, Colour: t.Text})
		w.blocks(s.Text(language))
		if s.Task != nil {
			w.task(c)
		}
		return
	}
	w.rich(0, 6*t.Unit, scene.Run{Text: s.Title(language), Style: t.Type.Small, Colour: t.Muted})
	w.question(w.Model.Talk.Ask, q)
}

// talkCard is a title as large as the screen lets it be.
func (f *Frame) talkCard(b scene.Box) {
	m := f.Model
	c, talk, language := m.Course, m.Talk, f.Say.Language()
	key := f.key.Text(c.Lesson.Name).Int(int64(c.At)).Int(int64(talk.Part)).Int(int64(f.Trace.Len()))
	f.layer("card", b, key, func(l *scene.Layer) {
		t := f.Theme
		f.panel(l, b)
		small, large := c.Lesson.Title(language), c.Step().Title(language)
		number := f.say("talk.step", "At", c.At+1, "All", len(c.Lesson.Steps))
		var about []scene.Run
		w := &writer{Frame: f}
		switch talk.Part {
		case model.LessonTitle:
			small, large, number = f.say("talk.lesson"), c.Lesson.Title(language), ""
			for _, block := range c.Lesson.Summary(language) {
				if block.Sort == lesson.Paragraph {
					about = append(about, w.runs(block.Spans, scene.Style{Face: scene.Sans, Size: b.H / 28}, t.Muted)...)
				}
			}
		case model.TalkEnd:
			large, number = f.say("talk.end"), ""
		}
		box := b.InsetXY(b.W*0.09, b.H*0.08)
		strip := box
		f.cardPicture(l, strip.CutBottom(b.H*0.16))
		style := scene.Style{Face: scene.Bold, Size: min(b.W/14, b.H/8)}
		_, high := l.Measure(box.W, 1.15, scene.Run{Text: large, Style: style, Colour: t.Text})
		for high > b.H*0.4 && style.Size > 24 {
			style.Size *= 0.85
			_, high = l.Measure(box.W, 1.15, scene.Run{Text: large, Style: style, Colour: t.Text})
		}
		above := scene.Style{Face: scene.Bold, Size: b.H / 26}
		text := box
		text.Y = b.Y + b.H*0.2
		row := text.CutTop(above.Height() * 1.3)
		l.Runs(row, scene.Start, scene.Run{Text: small, Style: above, Colour: t.AccentText}, scene.Run{Text: "   " + number, Style: above, Colour: t.Muted})
		text.CutTop(b.H * 0.02)
		l.Rich(text.CutTop(high), 1.15, scene.Run{Text: large, Style: style, Colour: t.Text})
		if len(about) > 0 {
			text.CutTop(b.H * 0.04)
			_, high := l.Measure(text.W, scene.Spacing, about...)
			l.Rich(text.CutTop(min(high, strip.Bottom()-text.Y)), scene.Spacing, about...)
		}
		l.Mark(scene.Mark{Box: b, Name: "card", Role: scene.Button, Label: large, Command: scene.Command{Name: "talk-next"}})
	})
}

// cardPicture is the lesson's own run, along the foot of a card.
func (f *Frame) cardPicture(l *scene.Layer, b scene.Box) {
	p := f.Model.RunPicture()
	if p == nil {
		return
	}
	t := f.Theme
	gap := b.H * 0.08
	high := min((b.H-gap*float64(max(len(p.Rows)-1, 0)))/float64(max(len(p.Rows), 1)), b.H*0.2)
	for i, row := range p.Rows {
		for _, bar := range row {
			hue := t.Hue(bar.Process)
			box := scene.Box{X: b.X + bar.From*b.W, Y: b.Y + float64(i)*(high+gap), W: max((bar.To-bar.From)*b.W-2, 2), H: high}
			l.Fill(box, min(t.Small, box.W/3), hue.Shades[max(bar.Thread, 0)%len(hue.Shades)])
		}
	}
}

// talkBar says how far the talk has come and how long it has lasted, and has what
// is done with a pointer.
func (f *Frame) talkBar(b scene.Box) {
	m := f.Model
	c, talk := m.Course, m.Talk
	seconds := talk.Ns / 1e9
	key := f.key.Int(int64(c.At)).Int(int64(talk.Part)).Int(int64(talk.Ask)).Int(seconds).Bool(talk.Spot).Bool(talk.Round).Bool(talk.Dot).Text(m.Notice.Text)
	f.layer("talk bar", b, key, func(l *scene.Layer) {
		t, u := f.Theme, f.Theme.Unit
		f.panel(l, b)
		l.Rule(scene.Point{X: b.X, Y: b.Y}, scene.Point{X: b.Right(), Y: b.Y}, t.Hairline, t.Border)
		rest := b.InsetXY(10*u, 4*u)
		for _, k := range []struct {
			command string
			picture icon.Icon
			on      bool
		}{
			{"talk-end", icon.Close, false}, {"talk-notes", icon.Speech, false}, {"talk-dot", icon.Record, talk.Dot}, {"talk-round", icon.Search, talk.Round},
			{"talk-spot", icon.Eye, talk.Spot}, {"talk-next", icon.ChevronRight, false}, {"talk-back", icon.ChevronLeft, false},
		} {
			button := rest.CutRight(30 * u)
			if rest.W < 90*u {
				break
			}
			look := scene.Quiet
			if k.on {
				look = scene.Primary
			}
			l.Button(button, t, look, k.picture, "")
			l.Mark(scene.Mark{Box: button, Name: k.command, Role: scene.Button, Label: f.say("do." + k.command), Command: scene.Command{Name: k.command}, Condition: condition(k.on)})
			rest.CutRight(5 * u)
		}
		clock := f.say("talk.clock", "Passed", minutes(seconds), "Planned", strconv.Itoa(c.Lesson.Minutes))
		colour := t.Muted
		if seconds > int64(c.Lesson.Minutes)*60 {
			colour = t.BadText
		}
		l.Label(rest.CutRight(l.Width(t.Type.Small, clock)+6*u), clock, t.Type.Small, colour, scene.End)
		rest.CutRight(14 * u)
		all := len(c.Lesson.Steps)
		dots := rest.CutLeft(min(float64(all)*14*u, rest.W))
		for i := range all {
			centre := scene.Point{X: dots.X + (float64(i)+0.5)*14*u, Y: dots.CentreY()}
			switch {
			case i == c.At:
				l.Disc(centre, 5*u, t.Accent)
			case i < c.At:
				l.Disc(centre, 3*u, t.Accent)
			default:
				l.Circle(centre, 3*u, t.Hairline, t.Muted)
			}
		}
		rest.CutLeft(8 * u)
		text := c.Lesson.Title(f.Say.Language())
		if m.Notice.Text != "" {
			text = m.Notice.Text
		}
		l.Label(rest, text, t.Type.Small, t.Muted, scene.Start)
	})
}

// minutes is a length of time as a talk's clock shows it: 4:05.
func minutes(seconds int64) string { return fmt.Sprintf("%d:%02d", seconds/60, seconds%60) }

// talkLooks are the boxes at which the step says to look; all of what is beside the
// words if it names none that is there.
func (f *Frame) talkLooks(where places) []scene.Box {
	m := f.Model
	holes := []scene.Box{where["lesson"]}
	for _, place := range m.Course.Step().Look {
		if box, found := where[place.Sort]; found {
			holes = append(holes, box)
			continue
		}
		subject, found := m.Course.Subject(m, place)
		if !found {
			continue
		}
		for _, l := range f.scene.Layers() {
			for _, mark := range l.Marks() {
				if mark.Subject == subject && !mark.Clip.Empty() && (l.Name == "stage" || l.Name == "timeline" || place.Sort == "line") {
					holes = append(holes, mark.Clip.Inset(-4*f.Theme.Unit))
				}
			}
		}
	}
	if len(holes) == 1 {
		for _, name := range []string{"stage", "timeline", "code"} {
			if box, found := where[name]; found {
				holes = append(holes, box)
			}
		}
	}
	return holes
}

const dimmed = 0.62

// spot dims all but some boxes.
func (f *Frame) spot(b scene.Box, holes []scene.Box) {
	key := f.key
	for _, hole := range holes {
		key = key.Box(hole)
	}
	f.layer("spot", b, key, func(l *scene.Layer) {
		for _, part := range without(b, holes) {
			l.Fill(part, 0, scene.RGB(0).Fade(dimmed))
		}
		for _, hole := range holes[1:] {
			l.Outline(hole.Intersect(b), f.Theme.Small, f.Theme.Thick, f.Theme.Accent)
		}
	})
}

// without is what is left of a box without others, as boxes that do not overlap.
func without(b scene.Box, holes []scene.Box) []scene.Box {
	heights := []float64{b.Y, b.Bottom()}
	for _, h := range holes {
		if h = h.Intersect(b); !h.Empty() {
			heights = append(heights, h.Y, h.Bottom())
		}
	}
	slices.Sort(heights)
	var left []scene.Box
	for i := range len(heights) - 1 {
		band := scene.Box{X: b.X, Y: heights[i], W: b.W, H: heights[i+1] - heights[i]}
		if band.Empty() {
			continue
		}
		var cut []scene.Box
		for _, h := range holes {
			if h = h.Intersect(band); !h.Empty() {
				cut = append(cut, h)
			}
		}
		slices.SortFunc(cut, func(one, other scene.Box) int { return int(one.X - other.X) })
		x := band.X
		for _, h := range cut {
			if h.X > x {
				left = append(left, scene.Box{X: x, Y: band.Y, W: h.X - x, H: band.H})
			}
			x = max(x, h.Right())
		}
		if x < band.Right() {
			left = append(left, scene.Box{X: x, Y: band.Y, W: band.Right() - x, H: band.H})
		}
	}
	return left
}

// round dims all but a circle at the pointer.
func (f *Frame) round(b scene.Box) {
	at := f.Model.Pointer
	f.layer("round", b, f.key.Float(at.X).Float(at.Y), func(l *scene.Layer) {
		radius := 110 * f.Theme.Unit
		l.Clip(b, func() {
			l.Ring(at, radius, b.W+b.H, 0, 1, scene.RGB(0).Fade(dimmed))
			l.Circle(at, radius, f.Theme.Line, f.Theme.Accent)
		})
	})
}

// dot is a dot at the pointer, as of a laser.
func (f *Frame) dot(b scene.Box) {
	at := f.Model.Pointer
	f.layer("dot", b, f.key.Float(at.X).Float(at.Y), func(l *scene.Layer) {
		red := scene.RGB(0xe3170a)
		l.Disc(at, 16*f.Theme.Unit, red.Fade(0.25))
		l.Disc(at, 8*f.Theme.Unit, red)
		l.Circle(at, 8*f.Theme.Unit, f.Theme.Hairline, scene.RGB(0xffffff))
	})
}

// pressed shows the keys that were pressed last and what they did, to those who
// watch.
func (f *Frame) pressed(b scene.Box) {
	all := f.Model.Pressed
	key := f.key
	for i := range all {
		key = key.Text(all[i].Key).Text(all[i].Command)
	}
	f.layer("pressed", b, key, func(l *scene.Layer) {
		t, u := f.Theme, f.Theme.Unit
		row := 40 * u
		for i := range all {
			p := &all[len(all)-1-i]
			text := ""
			if id := "do." + p.Command; f.Say.Has("ui." + id) {
				text = f.say(id)
			}
			caps := l.Width(t.Type.Tiny, p.Key) + 60*u
			wide := min(caps+l.Width(t.Type.BodyStrong, text)+24*u, b.W-20*u)
			card := scene.Box{X: b.CentreX() - wide/2, Y: b.Bottom() - 50*u - float64(i+1)*(row+6*u), W: wide, H: row}
			if card.Y < b.Y {
				break
			}
			l.Floating(card, t)
			inside := card.InsetXY(12*u, 0)
			keys := inside.CutLeft(caps - 12*u)
			f.keyNames(l, &keys, p.Key)
			l.Label(inside, text, t.Type.BodyStrong, t.Text, scene.End)
		}
	})
}
