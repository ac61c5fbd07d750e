package view

import (
	"math"
	"strings"

	"timeslice/render/model"
	"timeslice/render/scene"
)

// stop is a mark that the keyboard can be on.
type stop struct {
	mark  *scene.Mark
	layer int
	nth   int  // of the marks with its name and subject
	tabs  bool // Tab stops at it; arrows stop at all
}

// stops are the marks that the keyboard can go to, as a picture has them: those that
// do something when they are pressed, and of which enough can be seen.
func (p *Painter) stops() []stop {
	const least = 4 // points
	all, counts := p.kept.stops[:0], map[model.Walk]int{}
	for i, l := range p.Scene.Layers() {
		listed := map[string]bool{}
		marks := l.Marks()
		for j := range marks {
			m := &marks[j]
			if m.Command.Name == "" || m.Condition&scene.Disabled != 0 || m.Role == scene.Slider || strings.HasPrefix(m.Name, "veil") {
				continue
			}
			key := model.Walk{Name: m.Name, Subject: m.Subject}
			nth := counts[key]
			counts[key]++
			if m.Clip.W < min(least, m.Box.W) || m.Clip.H < min(m.Box.H/2, 2*least) || m.Clip.Empty() {
				continue
			}
			tabs := true
			switch m.Name {
			case "line", "break", "event", "output", "link", "instant", "leaf": // long lists are one stop
				tabs = !listed[m.Name]
				listed[m.Name] = true
			}
			all = append(all, stop{m, i, nth, tabs})
		}
	}
	p.kept.stops = all
	return all
}

// walkedTo is where among the stops the keyboard is: -1 if it is nowhere. Something
// that is not where it was any more is found by what it is about.
func walkedTo(all []stop, w model.Walk) int {
	at := -1
	for i, s := range all {
		switch {
		case w.Name == "" || s.mark.Subject != w.Subject:
		case s.mark.Name == w.Name && s.nth == w.Nth:
			return i
		case s.mark.Name == w.Name, at < 0 && w.Subject.Topic != scene.Nothing:
			at = i
		}
	}
	return at
}

// walk is what a key does to the mark that the keyboard is on; nil for a key that
// walks nowhere.
func (p *Painter) walk(m *model.Model, key string) []model.Act {
	all := p.stops()
	at := walkedTo(all, m.Walk)
	switch {
	case key == "Tab" || key == "Shift+Tab":
		return p.tab(all, at, key == "Tab")
	case at < 0:
		return nil
	}
	here := all[at].mark
	switch key {
	case "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown":
		return p.walkTowards(m, all, at, key)
	case "Enter":
		if here.Command.Name == "select" && m.Selected == here.Subject {
			return nil // the second time it is opened
		}
		return []model.Act{{Command: here.Command, Subject: here.Subject}}
	case "ContextMenu", "Shift+F10":
		m.Pointer = scene.Point{X: here.Clip.X + min(here.Clip.W/2, 40), Y: here.Clip.Bottom()}
		return []model.Act{p.menuOf(here, 0)}
	}
	return nil
}

// menuOf is the act that opens the menu of a mark.
func (p *Painter) menuOf(m *scene.Mark, argument int64) model.Act {
	text := m.Label
	if text == "" {
		text = m.Name
	}
	return model.Act{Command: scene.Command{Name: "menu", Text: text, Argument: argument}, Subject: m.Subject}
}

// tab goes to the next stop, or the one before: at first to the stage.
func (p *Painter) tab(all []stop, at int, on bool) []model.Act {
	step := 1
	if !on {
		step = -1
	}
	if at < 0 {
		for i, s := range all {
			if p.Scene.Layers()[s.layer].Name == "stage" {
				at = i - step
				break
			}
		}
	}
	for range all {
		at = (at + step + len(all)) % len(all)
		if all[at].tabs {
			return []model.Act{all[at].walk()}
		}
	}
	return nil
}

// walk is the act that goes to a stop.
func (s stop) walk() model.Act {
	return model.Act{Command: scene.Command{Name: "walk", Text: s.mark.Name, Argument: int64(s.nth)}, Subject: s.mark.Subject}
}

// walkTowards goes to the nearest stop in a direction. Where the list that it is in
// ends at the rim of its panel, the panel is scrolled instead.
func (p *Painter) walkTowards(m *model.Model, all []stop, at int, key string) []model.Act {
	here := all[at].mark.Clip
	to, best := -1, math.Inf(1)
	for i, s := range all {
		if i == at {
			continue
		}
		if score, is := distance(here, s.mark.Clip, key); is && score < best {
			to, best = i, score
		}
	}
	if to < 0 || all[to].layer != all[at].layer {
		if acts := p.scrollTowards(m, all[at].mark, key); acts != nil {
			return acts
		}
	}
	if to < 0 {
		return []model.Act{all[at].walk()} // it stays
	}
	return []model.Act{all[to].walk()}
}

// distance is how far one box is from another in the direction of an arrow key; false
// if it does not lie there.
func distance(from, to scene.Box, key string) (float64, bool) {
	var ahead, aside, off float64
	switch key {
	case "ArrowLeft":
		ahead = from.X - to.Right()
	case "ArrowRight":
		ahead = to.X - from.Right()
	case "ArrowUp":
		ahead = from.Y - to.Bottom()
	default:
		ahead = to.Y - from.Bottom()
	}
	if key == "ArrowLeft" || key == "ArrowRight" {
		aside = max(from.Y-to.Bottom(), to.Y-from.Bottom(), 0)
		off = math.Abs(from.CentreY() - to.CentreY())
	} else {
		aside = max(from.X-to.Right(), to.X-from.Right(), 0)
		off = math.Abs(from.CentreX() - to.CentreX())
	}
	const touching = 3 // points that neighbours may overlap
	return max(ahead, 0) + 3*aside + off/16, ahead >= -touching
}

// scrollTowards scrolls the panel that a mark is in, as a turn of the wheel would;
// nil if there is nothing to scroll.
func (p *Painter) scrollTowards(m *model.Model, mark *scene.Mark, key string) []model.Act {
	turn := map[string]float64{"ArrowUp": -48, "ArrowDown": 48}[key]
	at := mark.Clip.Centre()
	over := p.Scene.Hit(at, func(m *scene.Mark) bool { return m.Condition&scene.Scrolls != 0 })
	if turn == 0 || over == nil {
		return nil
	}
	if h := &p.kept.history; over.Name == "timeline" || over.Name == "row" {
		if most := h.rows - h.tracks.H; turn < 0 && h.scroll <= 0 || turn > 0 && h.scroll >= most {
			return nil
		}
	}
	for _, a := range p.Acts(m, &Gesture{Kind: Wheel, Begun: *over, From: at, Last: at, At: at, Turn: scene.Point{Y: turn}}) {
		if a.Name == "scroll" && a.Argument != 0 {
			return []model.Act{a}
		}
	}
	return nil
}

// walked draws a ring around the mark that the keyboard is on, and says what it is
// where it does not say so itself.
func (f *Frame) walked(b scene.Box, p *Painter) {
	w := f.Model.Walk
	if w.Name == "" || f.Model.Menu != nil {
		return
	}
	all := p.stops()
	at := walkedTo(all, w)
	if at < 0 {
		return
	}
	m := all[at].mark
	f.layer("walk", b, f.key.Box(m.Clip).Text(m.Label).Text(m.Hint), func(l *scene.Layer) {
		l.Focus(m.Clip, f.Theme)
		if tip := f.tip(m); tip != "" {
			l.Tip(m.Clip, b.Inset(4), f.Theme, tip)
		}
	})
}
