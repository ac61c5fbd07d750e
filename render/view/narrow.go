package view

import (
	"slices"

	"timeslice/render/scene"
	"timeslice/render/scene/icon"
)

// leastWide is the width at which the panels stand side by side. On a telephone
// one of them is shown at a time, above the history.
const leastWide = 700

// leastTall is the height, in units, at which the history has room below a panel that
// is shown alone. Where it has none, on a telephone that lies or with very large
// letters, it is a panel like the others, and the bar at the top holds their names.
const leastTall = 440

// narrow gives one panel the room above the history.
func (f *Frame) narrow(b scene.Box) {
	unit := f.Theme.Type.Body.Size / 14
	low := b.H < leastTall*unit
	first := "code"
	if f.Model.Course != nil {
		first = "lesson"
	}
	panels := []choice{
		{"left", f.say("panel." + first), panelIcon(first)}, {"stage", f.say("panel.stage"), icon.Machine},
		{"right", f.say("panel.inspector"), icon.Question},
	}
	chosen := f.Model.Panels.Only
	if low {
		panels = slices.Insert(panels, 2, choice{"history", f.say("time.history"), icon.Clock})
	} else if chosen == "history" { // which is there anyway
		chosen = "stage"
	}
	if !low {
		f.topbar(b.CutTop(46 * unit))
	}
	tabs := b.CutTop(42 * f.Theme.Unit)
	if low {
		tabs = f.lowBar(tabs)
	}
	f.choices(tabs, "only", chosen, panels)
	bottom := scene.Box{X: b.X, Y: b.Bottom(), W: b.W}
	switch {
	case !low:
		bottom = b.CutBottom(min(300*unit, b.H*0.42))
	case chosen != "history": // its buttons only
		bottom = b.CutBottom(46 * unit)
	}
	switch {
	case chosen == "left":
		f.left(b)
	case chosen == "right":
		f.right(b)
	case chosen == "history":
		f.bottom(b)
	default:
		f.stage(b)
	}
	switch {
	case !low:
		f.bottom(bottom)
	case chosen != "history":
		f.transport(bottom)
	}
	f.layer("seams", f.scene.Box(), f.key.Box(bottom), func(l *scene.Layer) {
		l.Rule(scene.Point{X: bottom.X, Y: bottom.Y}, scene.Point{X: bottom.Right(), Y: bottom.Y}, f.Theme.Hairline, f.Theme.Border)
	})
}

// lowBar draws a bar with the logo and the buttons that matter most, and returns the
// room between them.
func (f *Frame) lowBar(b scene.Box) (between scene.Box) {
	between = b
	f.layer("topbar", b, f.key, func(l *scene.Layer) {
		f.bar(l, b, barButton{"palette", icon.Command}, barButton{"theme", icon.Theme}, barButton{"language", icon.Language})
	})
	u := f.Theme.Unit
	between.CutLeft(f.Theme.Pad + 4 + 38*u)
	between.CutRight(f.Theme.Pad + 4 + (3*42+8)*u)
	between.H -= f.Theme.Hairline // of the bar
	return between
}

// machineOnly is the stage above the history, without anything around it; home
// where nothing is open.
func (f *Frame) machineOnly(b scene.Box) {
	defer f.overlay(b)
	if len(f.Model.Branches) == 0 {
		f.home(b)
		return
	}
	bottom := b.CutBottom(min(260*f.Theme.Type.Body.Size/14, b.H*0.4))
	f.stage(b)
	f.bottom(bottom)
}
