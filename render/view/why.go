package view

import (
	"strconv"

	"timeslice/render/scene"
	"timeslice/render/scene/icon"
	"timeslice/render/view/names"
	"timeslice/render/view/sentence"
	"timeslice/render/view/timeline"
	"timeslice/sim/trace"
)

// answer writes why something is as it is, and how it came to that.
func (c *column) answer(a sentence.Answer) {
	c.says(a.Says)
	c.chain(a.Chain)
}

// says writes why something is as it is, in a card.
func (c *column) says(all []sentence.Sentence) {
	t, u := c.Theme, c.Theme.Unit
	if len(all) == 0 {
		return
	}
	c.Y += 14 * u
	top := c.Y
	ground := c.l.Len()
	c.X, c.W = c.X+11*u, c.W-22*u
	c.Y += 9 * u
	c.l.Label(c.take(20*u), c.word("why"), t.Type.LabelStrong, t.AccentText, scene.Start)
	c.Y += 2 * u
	for _, says := range all {
		c.paragraph(says, t.Type.Label)
		c.Y += 3 * u
	}
	c.Y += 7 * u
	c.X, c.W = c.X-11*u, c.W+22*u
	c.l.Under(ground, func() {
		c.l.Card(scene.Box{X: c.X, Y: top, W: c.W, H: c.Y - top}, t)
	})
}

// chain writes how it came to that: the last cause first, each at its instant.
func (c *column) chain(causes []sentence.Cause) {
	c.kept.causes = causes
	if len(causes) == 0 {
		return
	}
	t, u := c.Theme, c.Theme.Unit
	c.heading(c.word("chain"))
	top := c.Y
	c.X, c.W = c.X+22*u, c.W-22*u
	for i := range causes {
		if c.Y > c.bottom { // as high as those before, until they are scrolled to
			each := 58 * u
			if i > 0 {
				each = (c.Y - top) / float64(i)
			}
			c.Y += each * float64(len(causes)-i)
			break
		}
		cause := &causes[i]
		row := c.take(20 * u)
		badge := scene.Box{X: row.X - 22*u, Y: row.CentreY() - 8*u, W: 16 * u, H: 16 * u}
		c.badge(badge, i+1)
		instant := sentence.Instant(cause.At)
		taken := c.l.Label(row, instant, t.Type.SmallStrong, t.AccentText, scene.Start)
		c.l.Mark(scene.Mark{
			Box: scene.Box{X: taken.X, Y: row.Y, W: taken.W, H: row.H}, Name: "instant", Subject: scene.Subject{Topic: scene.OfTime, ID: int64(cause.At), Part: int64(i)},
			Role: scene.Item, Label: instant, Command: scene.Command{Name: "seek", Argument: int64(cause.At)},
		})
		side := row.CutRight(16 * u)
		c.l.Picture(icon.ChevronRight, side.Middle(11*u, 11*u), t.Muted)
		c.l.Mark(scene.Mark{
			Box: side, Name: "cause", Subject: scene.Subject{Topic: scene.OfFact, ID: int64(cause.Fact)}, Role: scene.Button, Label: cause.Sentence.Text, Command: selects(),
		})
		c.paragraph(cause.Sentence, t.Type.Small)
		if i+1 < len(causes) {
			c.l.Rule(scene.Point{X: badge.CentreX(), Y: badge.Bottom() + 2*u}, scene.Point{X: badge.CentreX(), Y: c.Y + 2*u}, t.Hairline, t.Strong)
		}
		c.Y += 4 * u
	}
	c.X, c.W = c.X-22*u, c.W+22*u
}

// badge draws a number of the chain of causes, the same on the stage.
func (f *Frame) badgeOn(l *scene.Layer, b scene.Box, n int) {
	t := f.Theme
	l.Fill(b, b.H/2, t.Selection)
	l.Outline(b, b.H/2, t.Hairline, t.Accent)
	l.Label(b, strconv.Itoa(n), t.Type.Tiny, t.Text, scene.Centre)
}

func (c *column) badge(b scene.Box, n int) { c.badgeOn(c.l, b, n) }

// spent writes where the time of something went, as a bar and part by part.
func (c *column) spent(of names.Kind, sum *timeline.Sum, process trace.ProcessID) {
	t, u := c.Theme, c.Theme.Unit
	parts := c.Tell.Parts(of, sum)
	whole := int64(0)
	for _, p := range parts {
		if p.State != timeline.Idle || of == names.Core {
			whole += p.Ns
		}
	}
	if whole == 0 {
		return
	}
	c.heading(c.word("spent"))
	bar := c.take(14 * u)
	c.l.Fill(bar, t.Tiny, t.Track)
	x := bar.X
	for i, p := range parts {
		if p.State == timeline.Idle && of != names.Core {
			continue
		}
		wide := bar.W * float64(p.Ns) / float64(whole)
		c.partOf(bar, scene.Box{X: x, Y: bar.Y, W: wide, H: bar.H}, i, &p, process)
		x += wide
	}
	c.Y += 6 * u
	for i, p := range parts {
		if p.State == timeline.Idle && of != names.Core {
			continue
		}
		row := c.take(21 * u)
		key := row.CutLeft(10*u).Middle(10*u, 10*u)
		c.partOf(key, key, i, &p, process)
		row.CutLeft(7 * u)
		taken := c.l.Label(row, sentence.Length(p.Ns), t.Type.Small, t.Text, scene.End)
		row.W = max(taken.X-row.X-6*u, 0)
		c.l.Label(row, p.Label.Text, t.Type.Small, t.Muted, scene.Start)
	}
}

// partOf draws a part of a bar in the look of its state.
func (c *column) partOf(bar, part scene.Box, i int, p *sentence.Part, process trace.ProcessID) {
	t, u := c.Theme, c.Theme.Unit
	hue := c.hue(process)
	if process == trace.NoProcess {
		hue = &t.Plain
	}
	switch p.State {
	case timeline.Running:
		c.l.Part(bar, t.Tiny, part, hue.Solid)
	case timeline.Ready, timeline.Throttled:
		c.l.Part(bar, t.Tiny, part, hue.Pale)
	case timeline.Collecting:
		c.l.Part(bar, t.Tiny, part, t.Warn)
	case timeline.Switching:
		c.l.Part(bar, t.Tiny, part, t.Muted)
	case timeline.Idle:
		c.l.Part(bar, t.Tiny, part, t.Track)
	default:
		grounds := [...]scene.Colour{t.Hue(3).Pale, t.Hue(2).Pale, t.Hue(5).Pale, t.Hue(1).Pale}
		c.l.Part(bar, t.Tiny, part, grounds[i%len(grounds)])
		c.l.OutlineDashed(part, 0, t.Hairline, scene.Dash{On: 2 * u, Off: 2 * u}, t.Muted)
	}
}
