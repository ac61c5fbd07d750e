package view

import (
	"slices"

	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/scene/icon"
)

// screen gives each panel its box.
func (f *Frame) screen(b scene.Box) {
	defer f.overlay(b)
	defer f.hover(b)
	if f.Model.Screen == model.Home {
		f.home(b)
		return
	}
	if f.Model.Screen == model.Real {
		f.reality(b)
		return
	}
	if f.Model.Talk != nil && f.Model.Course != nil {
		f.talk(b)
		return
	}
	if b.W < leastWide {
		f.narrow(b)
		return
	}
	t := f.Theme
	unit := t.Type.Body.Size / 14 // projector letters need more room
	f.topbar(b.CutTop(46 * unit))
	left := b.CutLeft(min(360*unit, b.W*0.3))
	right := b.CutRight(min(262*unit, b.W*0.24))
	share := 0.4
	if b.H < 560*unit { // a small window with large letters: the machine needs the room
		share = 0.36
	}
	bottom := b.CutBottom(min(314*unit, b.H*share))
	f.left(left)
	f.stage(b)
	f.bottom(bottom)
	f.right(right)
	f.seams(left, right, bottom)
	f.chainAcross(b)
}

// seams draws the lines between panels.
func (f *Frame) seams(left, right, bottom scene.Box) {
	f.layer("seams", f.scene.Box(), f.key.Box(left).Box(right).Box(bottom), func(l *scene.Layer) {
		t := f.Theme
		l.Rule(scene.Point{X: left.Right(), Y: left.Y}, scene.Point{X: left.Right(), Y: left.Bottom()}, t.Hairline, t.Border)
		l.Rule(scene.Point{X: right.X, Y: right.Y}, scene.Point{X: right.X, Y: right.Bottom()}, t.Hairline, t.Border)
		l.Rule(scene.Point{X: bottom.X, Y: bottom.Y}, scene.Point{X: bottom.Right(), Y: bottom.Y}, t.Hairline, t.Border)
	})
}

// left is what the program is: its code, and what it printed.
func (f *Frame) left(b scene.Box) {
	if f.Model.Course != nil {
		f.tabs(b.CutTop(42*f.Theme.Unit), "left", f.Model.Panels.Left, "lesson", "code")
		if f.Model.Panels.Left == "lesson" {
			f.lesson(b)
			return
		}
	}
	f.synopsis(&b)
	f.taskAbove(&b)
	// The terminal has what room the code does not need, up to a half.
	spare := b.H - f.codeHeight(b.W)
	terminal := b.CutBottom(max(min(170, b.H*0.25), min(spare, b.H*0.5), min(64*f.Theme.Unit, b.H*0.5)))
	f.code(b)
	f.terminal(terminal)
}

// synopsis says what there is to see in a scenario, as its comment has it, and takes
// the room for that from the top of a box.
func (f *Frame) synopsis(b *scene.Box) {
	title, about := f.Model.Synopsis()
	if about == "" {
		return
	}
	t, u := f.Theme, f.Theme.Unit
	wide := b.W - 2*t.Pad
	text := scene.Run{Text: about, Style: t.Type.Label, Colour: t.Text}
	place := *b
	f.layer("synopsis", place, f.key.Text(title).Text(about), func(l *scene.Layer) {
		_, high := l.Measure(wide, 1.45, text)
		panel := place
		panel.H = high + 30*u + t.Pad
		if panel.H > b.H*0.45 { // the code matters more
			panel.H = 0
		}
		if f.kept.synopsis = panel.H; panel.H == 0 {
			return
		}
		f.panel(l, panel)
		rest := panel.InsetXY(t.Pad, 0)
		rest.CutTop(t.Pad - 2*u)
		l.Label(rest.CutTop(26*u), title, t.Type.Heading, t.Text, scene.Start)
		l.Rich(rest, 1.45, text)
	})
	b.CutTop(f.kept.synopsis)
}

// codeHeight is how high a box is in which all of the open file can be seen.
func (f *Frame) codeHeight(wide float64) float64 {
	sheet, t := f.Model.Sheet(), f.Theme
	if sheet == nil {
		return 0
	}
	return 30*t.Unit + 2*t.Gap + float64(sheet.Lines()+1)*t.Type.Code.Size*1.5 + f.breakpointsHeight(wide-2*t.Pad)
}

// tabs offers what a panel can show, of which one is chosen; side is the panel's
// name in the command.
func (f *Frame) tabs(b scene.Box, side, chosen string, panels ...string) {
	choices := make([]choice, len(panels))
	for i, panel := range panels {
		choices[i] = choice{panel, f.say("panel." + panel), panelIcon(panel)}
	}
	f.choices(b, side, chosen, choices)
}

// panelIcon stands for what a panel can show.
func panelIcon(panel string) icon.Icon {
	switch panel {
	case "inspector":
		return icon.Question
	case "events":
		return icon.Queue
	case "knobs":
		return icon.Knobs
	case "branches":
		return icon.Branch
	case "lesson":
		return icon.Book
	}
	return icon.File
}

// choice is something that a panel can show.
type choice struct {
	name, label string
	picture     icon.Icon // that stands for the label where there is no room for all
}

// choices offers several things of which one is chosen.
func (f *Frame) choices(b scene.Box, side, chosen string, all []choice) {
	key := f.key.Text(chosen)
	texts := make([]string, len(all))
	for i, c := range all {
		texts[i] = c.label
		key = key.Text(c.label)
	}
	f.layer(side+" tabs", b, key, func(l *scene.Layer) {
		t := f.Theme
		f.panel(l, b)
		rest := b.InsetXY(t.Pad, 0)
		rest.CutTop(10 * t.Unit)
		at := max(slices.IndexFunc(all, func(c choice) bool { return c.name == chosen }), 0)
		mark := func(i int, b scene.Box, hint string) {
			name := side + " " + all[i].name
			l.Mark(scene.Mark{
				Box: b, Name: name, Role: scene.Tab, Label: texts[i], Condition: condition(chosen == all[i].name),
				Command: scene.Command{Name: "panel", Text: name}, Hint: hint,
			})
		}
		if !l.CloseTabsFit(rest, t, texts) {
			f.pictureTabs(l, rest, all, at, mark)
			return
		}
		l.CloseTabs(rest, t, texts, at, func(i int, b scene.Box) { mark(i, b, "") })
	})
}

// pictureTabs are tabs for which there is no room as words: the chosen one has its
// name, the others a picture each, whose name a tip tells.
func (f *Frame) pictureTabs(l *scene.Layer, b scene.Box, all []choice, at int, mark func(i int, b scene.Box, hint string)) {
	t, u := f.Theme, f.Theme.Unit
	others := float64(len(all) - 1)
	each, style := 30*u, t.Type.Section
	if l.Width(style, all[at].label) > b.W-each*others {
		style = t.Type.SmallStrong
		each = min(max((b.W-l.Width(style, all[at].label))/others, 19*u), each)
	}
	room := b.W - each*others
	name := max(min(l.Width(style, all[at].label), room), each)
	for i := range all {
		if i != at {
			tab := b.CutLeft(min(each, b.W))
			l.Picture(all[i].picture, tab.Middle(15*u, 15*u), t.Muted)
			mark(i, tab, all[i].label)
			continue
		}
		tab := b.CutLeft(min(name, b.W))
		if l.Width(style, all[i].label) > tab.W { // not even for one name
			l.Picture(all[i].picture, tab.Middle(15*u, 15*u), t.Text)
		} else {
			l.Label(tab, all[i].label, style, t.Text, scene.Start)
		}
		l.Fill(scene.Box{X: tab.X, Y: tab.Bottom() - t.Thick, W: tab.W, H: t.Thick}, t.Thick/2, t.Accent)
		mark(i, tab, "")
	}
}

// bottom is the machine's history.
func (f *Frame) bottom(b scene.Box) {
	f.transport(b.CutTop(46 * f.Theme.Type.Body.Size / 14))
	f.caption(b.CutTop(20 * f.Theme.Unit))
	f.timeline(b)
}

// right is what is selected, or the list of what happened.
func (f *Frame) right(b scene.Box) {
	f.tabs(b.CutTop(42*f.Theme.Unit), "right", f.Model.Panels.Right, "inspector", "events", "knobs", "branches")
	switch f.Model.Panels.Right {
	case "events":
		f.eventsPanel(b)
	case "knobs":
		f.knobsPanel(b)
	case "branches":
		f.branchesPanel(b)
	default:
		f.inspector(b)
	}
}

// panel fills a panel's ground.
func (f *Frame) panel(l *scene.Layer, b scene.Box) { l.Fill(b, 0, f.Theme.Panel) }
