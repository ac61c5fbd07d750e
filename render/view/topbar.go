package view

import (
	"strconv"
	"strings"

	"timeslice/render/scene"
	"timeslice/render/scene/icon"
	"timeslice/render/view/sentence"
)

// topbar names what is open and holds what concerns the whole window.
func (f *Frame) topbar(b scene.Box) {
	m := f.Model
	title := f.title()
	key := f.key.Text(title).Int(int64(m.Cores())).Text(m.Policy()).Int(int64(m.Pool())).Int(m.Playhead.Speed).
		Text(f.difference()).Bool(m.Reality.Possible).Bool(m.HasRecorded()).Bool(m.IsRecord())
	f.layer("topbar", b, key, func(l *scene.Layer) {
		t := f.Theme
		rest := f.bar(l, b, barButton{"palette", icon.Command}, barButton{"keys", icon.Keyboard}, barButton{"theme", icon.Theme}, barButton{"language", icon.Language})
		switch b := m.Branch(); {
		case !m.IsRecord():
			f.realButtons(l, &rest)
			f.machineKnobs(l, &rest)
		case b.Real:
			f.realButton(l, &rest, scene.Quiet, icon.Compare, "real.compare", "real")
		}
		f.knob(l, &rest, f.say("knob.speed"), f.speed(), "slower", "faster")
		runs := []scene.Run{{Text: "timeslice", Style: t.Type.Title, Colour: t.Text}, {Text: "   " + title, Style: t.Type.Label, Colour: t.Muted}}
		if changed := f.difference(); changed != "" {
			runs = append(runs, scene.Run{Text: "   " + changed, Style: t.Type.LabelStrong, Colour: t.AccentText})
		}
		l.Runs(rest, scene.Start, f.whatFits(l, rest.W, runs)...)
	})
}

// machineKnobs are those with which the run is made again.
func (f *Frame) machineKnobs(l *scene.Layer, rest *scene.Box) {
	m := f.Model
	if m.Pool() > 0 {
		f.knob(l, rest, f.say("knob.pool"), strconv.Itoa(m.Pool()), "smaller-pool", "larger-pool")
	}
	if m.Cores() > 0 { // or there is no machine: what is open has a fault
		f.knob(l, rest, f.say("knob.policy"), strings.ToUpper(m.Policy()), "previous-policy", "next-policy")
		f.knob(l, rest, f.say("knob.cores"), strconv.Itoa(m.Cores()), "fewer-cores", "more-cores")
	}
}

// whatFits are the first of several runs: of which the last may be cut if enough of it
// is left to be understood.
func (f *Frame) whatFits(l *scene.Layer, room float64, runs []scene.Run) []scene.Run {
	for i, run := range runs {
		wide := l.Width(run.Style, run.Text)
		if wide > room {
			if i > 0 && room >= 90*f.Theme.Unit {
				i++
			}
			return runs[:i]
		}
		room -= wide
	}
	return runs
}

// barButton is a command that a bar offers as a picture.
type barButton struct {
	command string
	picture icon.Icon
}

// bar draws a bar along the top of the window, with the logo at its left and buttons at
// its right, and returns the room between them.
func (f *Frame) bar(l *scene.Layer, b scene.Box, buttons ...barButton) scene.Box {
	t, u := f.Theme, f.Theme.Unit
	f.panel(l, b)
	l.Rule(scene.Point{X: b.X, Y: b.Bottom()}, scene.Point{X: b.Right(), Y: b.Bottom()}, t.Hairline, t.Border)
	rest := b.InsetXY(t.Pad+4, 8*u)
	f.logo(l, rest.CutLeft(38*u))
	for _, c := range buttons {
		f.commandButton(l, rest.CutRight(36*u), scene.Quiet, c.picture, "", c.command)
		rest.CutRight(6 * u)
	}
	rest.CutRight(8 * u)
	return rest
}

// knob draws a value with a button on each side that turns it. A knob that has no
// room is left out; the keys and the palette still turn it.
func (f *Frame) knob(l *scene.Layer, b *scene.Box, name, value, less, more string) {
	t, u := f.Theme, f.Theme.Unit
	label := l.Width(t.Type.Small, name) + 6*u
	middle := max(l.Width(t.Type.LabelStrong, value)+8*u, 26*u)
	side := 22 * u
	if whole := label + middle + 2*side + 12*u; whole > b.W*0.6 {
		return
	}
	box := b.CutRight(middle + 2*side)
	l.Fill(box, t.Small, t.Raised)
	l.Outline(box, t.Small, t.Hairline, t.Strong)
	inside := box
	for _, s := range []struct {
		box     scene.Box
		command string
		picture icon.Icon
	}{{inside.CutLeft(side), less, icon.Minus}, {inside.CutRight(side), more, icon.Plus}} {
		l.Picture(s.picture, s.box.Middle(11*u, 11*u), t.Muted)
		l.Mark(scene.Mark{Box: s.box, Name: s.command, Role: scene.Button, Label: f.say("do." + s.command), Command: scene.Command{Name: s.command}})
	}
	l.Label(inside, value, t.Type.LabelStrong, t.Text, scene.Centre)
	l.Label(b.CutRight(label), name, t.Type.Small, t.Muted, scene.Start)
	b.CutRight(12 * u)
}

// speed is how much of the machine's time passes in a second.
func (f *Frame) speed() string { return sentence.Length(f.Model.Playhead.Speed*1000) + "/s" }

// difference is how much longer or shorter the run has become by what was turned
// last, "" while that is not known.
func (f *Frame) difference() string {
	before, now := f.Model.Before, f.Model.Branch()
	if before == nil || now == nil || !before.Ended() || !now.Ended() || before.Trace().End() == 0 {
		return ""
	}
	was, is := int64(before.Trace().End()), int64(now.Trace().End())
	percent := (is - was) * 100 / was
	sign := ""
	if percent > 0 {
		sign = "+"
	}
	return f.say("knob.difference", "Before", sentence.Length(was), "Now", sentence.Length(is), "Percent", sign+strconv.FormatInt(percent, 10))
}

// title is what is open is called: a scenario, in the language of now.
func (f *Frame) title() string {
	title, _ := f.Model.Synopsis()
	if p := f.Model.Program; title == "" && p != nil {
		title = p.Name
	}
	if b := f.Model.Branch(); b != nil && b.Real {
		title += " · " + b.Name
	}
	return title
}
