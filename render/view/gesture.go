package view

import (
	"math"
	"strconv"

	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/sim/trace"
)

// Gesture is what a pointer, a wheel or two fingers do. Where it began decides
// what it is about, wherever it goes.
type Gesture struct {
	Kind  GestureKind
	Begun scene.Mark  // the mark on which it began; the zero Mark beside all
	From  scene.Point // where it began
	Last  scene.Point // where it was before
	At    scene.Point // where it is
	Turn  scene.Point // of a wheel: how far it turned, in points; down and right are more
	Pinch float64     // of two fingers: how much farther apart they are than before, 1 for as far
	// Clicks is how often the button has been pressed here in quick succession.
	Clicks           int
	Shift, Ctrl, Alt bool   // the keys that are held; Ctrl is ⌘ on a Mac
	Key              string // of a stroke, as commands name it
}

// GestureKind is what sort of a gesture it is, and how far it has come.
type GestureKind uint8

// The gestures. A press is followed by drags, if the pointer moves, and ends
// with a release.
const (
	Press GestureKind = iota
	Drag
	Release
	Wheel
	Pinch
	Hover  // the pointer moves and nothing is pressed
	Stroke // a key is pressed
	Ask    // the other button is pressed, or a finger held
)

// Acts is what a gesture does on the picture that was painted last, as acts of
// the model. It is nil for what is not about the geometry of a picture: who
// gets a release where there was a press then does what the mark says.
func (p *Painter) Acts(m *model.Model, g *Gesture) []model.Act {
	if g.Kind == Hover {
		return p.kept.history.hover(m, g)
	}
	if g.Kind == Stroke {
		switch {
		case m.Field() != nil || m.ShowsKeys || m.Menu != nil || m.Talk != nil:
			return nil
		case m.Screen == model.Home:
			return p.kept.home.stroke(m, g.Key)
		}
		return p.walk(m, g.Key)
	}
	if g.Kind == Ask {
		return p.asked(m, g)
	}
	switch g.Begun.Name {
	case "timeline", "ruler", "overview", "row":
		return p.kept.history.acts(m, g)
	case "edit":
		return p.kept.history.editActs(g)
	case "code":
		return p.kept.pane.acts(m, g)
	case "terminal", "output":
		if g.Kind == Wheel {
			scroll := min(max(m.Terminal.Scroll, 0), p.kept.terminalMost)
			to := min(max(scroll-g.Turn.Y, 0), p.kept.terminalMost)
			return []model.Act{scrolls("terminal", to-m.Terminal.Scroll)}
		}
	case "events", "event":
		if e := &p.kept.events; g.Kind == Wheel && e.list != nil {
			most := max(e.place(e.list.Len())-e.room, 0)
			return []model.Act{scrolls("events", min(max(e.top+g.Turn.Y, 0), most)-m.Events.Scroll)}
		}
	case "knobs", "turn-knob", "type-knob", "reset-knob":
		if k := &p.kept.knobs; g.Kind == Wheel {
			return []model.Act{scrolls("knobs", min(max(k.top+g.Turn.Y, 0), max(k.whole-k.room, 0))-m.KnobList.Scroll)}
		}
	case "line", "break":
		if g.Kind == Wheel {
			return p.kept.pane.acts(m, g)
		}
	case "lesson", "option":
		return p.kept.lesson.acts(m, g)
	case "examples", "example":
		return p.kept.home.acts(m, g)
	case "branches", "branch", "moved", "change":
		if g.Kind == Wheel && g.Turn.Y != 0 {
			scroll := min(max(m.Branching.Scroll, 0), p.kept.branched)
			return []model.Act{scrolls("branches", min(max(scroll+g.Turn.Y, 0), p.kept.branched)-m.Branching.Scroll)}
		}
	case "inspector", "link", "instant", "cause":
		if g.Kind == Wheel && g.Turn.Y != 0 {
			scroll := min(max(m.Inspect.Scroll, 0), p.kept.inspected)
			return []model.Act{scrolls("inspector", min(scroll+g.Turn.Y, p.kept.inspected)-m.Inspect.Scroll)}
		}
	}
	return nil
}

func act(name string, subject scene.Subject) model.Act {
	return model.Act{Command: scene.Command{Name: name}, Subject: subject}
}

func seek(at trace.Time) model.Act {
	return model.Act{Command: scene.Command{Name: "seek", Argument: int64(at)}}
}

// farEnough is how far the pointer must go for a press to be a drag, in points.
const farEnough = 4

// dragged reports whether the pointer has gone far enough.
func (g *Gesture) dragged() bool {
	return math.Abs(g.At.X-g.From.X) >= farEnough || math.Abs(g.At.Y-g.From.Y) >= farEnough
}

// acts is what a gesture does on the timeline: the ruler scrubs; in the rows a
// click selects and goes there, a drag chooses a stretch, with Shift it moves
// the picture; the wheel scrolls rows, sideways or with Shift it moves in time,
// with Ctrl it zooms, and so it does where there is nothing to scroll.
func (h *history) acts(m *model.Model, g *Gesture) []model.Act {
	switch {
	case g.Kind == Pinch && g.Pinch > 0:
		return h.zoomed(m, 1/g.Pinch, g.At.X)
	case g.Kind == Wheel:
		return h.wheel(m, g)
	case g.Begun.Name == "overview":
		return h.overviewActs(m, g)
	case g.Begun.Name == "ruler":
		if g.Kind == Release {
			return nil
		}
		return []model.Act{seek(h.at(g.At.X))}
	case g.Begun.Name == "timeline":
		return h.trackActs(m, g)
	}
	return nil
}

func (h *history) trackActs(m *model.Model, g *Gesture) []model.Act {
	switch {
	case g.Shift && g.Kind == Drag:
		by := h.window.From - h.at(h.tracks.X+math.Abs(g.At.X-g.Last.X))
		if g.At.X < g.Last.X {
			by = -by
		}
		return []model.Act{
			act("window", model.RangeSubject(model.Range{From: h.window.From + by, To: h.window.To + by})),
			scrolls("timeline", g.Last.Y-g.At.Y),
		}
	case g.Kind == Drag && g.dragged():
		return []model.Act{act("pick", model.RangeSubject(model.Range{From: h.at(g.From.X), To: h.at(g.At.X)}))}
	case g.Kind == Release && !g.dragged():
		return h.click(m, g)
	}
	return nil
}

// hover tells which slice the pointer is on, if that has changed.
func (h *history) hover(m *model.Model, g *Gesture) []model.Act {
	row := h.band(g.At.Y)
	if g.Begun.Name != "timeline" || row == nil {
		if m.Timeline.Pointed == (model.Pointed{}) {
			return nil
		}
		return []model.Act{act("point", scene.Subject{})}
	}
	subject, _ := model.SubjectOf(row.row.Ref)
	on := act("point", subject)
	on.Argument, on.Text = int64(h.at(g.At.X)), strconv.Itoa(h.laneAt(row, g.At.Y))
	return []model.Act{on}
}

// laneAt is the number of the lane of a row at a height.
func (h *history) laneAt(row *band, y float64) int {
	lane := 0
	for lane+1 < len(row.lanes) && y >= row.box.Y+row.lanes[lane+1] {
		lane++
	}
	return lane
}

// click goes to the instant and selects whose slice is there; a second one shows
// the slice alone.
func (h *history) click(m *model.Model, g *Gesture) []model.Act {
	at := h.at(g.At.X)
	acts := []model.Act{act("pick", scene.Subject{}), seek(at)}
	row := h.band(g.At.Y)
	b := m.Branch()
	if row == nil || b == nil {
		return acts
	}
	subject, _ := model.SubjectOf(row.row.Ref)
	slice, found := b.Index.SliceAt(row.row.Lanes[0], at)
	if found && row.hue == nil && slice.Who > 0 && slice.State != 0 {
		subject = thread(trace.ThreadID(slice.Who))
	}
	acts = append(acts, act("select", subject))
	if found && g.Clicks == 2 && slice.To > slice.From {
		rim := (slice.To - slice.From) / 8
		acts = append(acts, act("window", model.RangeSubject(model.Range{From: slice.From - rim, To: slice.To + rim})))
	}
	return acts
}

func scrolls(panel string, by float64) model.Act {
	return model.Act{Command: scene.Command{Name: "scroll", Text: panel, Argument: int64(math.Round(by))}}
}

// wheelZoom is how far the wheel must turn to show twice as much, in points.
const wheelZoom = 240

func (h *history) wheel(m *model.Model, g *Gesture) []model.Act {
	dx, dy := g.Turn.X, g.Turn.Y
	if g.Shift {
		dx, dy = dx+dy, 0
	}
	var acts []model.Act
	if dx != 0 && !g.Ctrl {
		by := trace.Time(dx * float64(h.window.Ns()) / max(h.tracks.W, 1))
		acts = append(acts, act("window", model.RangeSubject(model.Range{From: h.window.From + by, To: h.window.To + by})))
	}
	if dy == 0 {
		return acts
	}
	if g.Ctrl || h.rows <= h.tracks.H {
		return append(acts, h.zoomed(m, math.Exp2(dy/wheelZoom), g.At.X)...)
	}
	return append(acts, scrolls("timeline", h.scroll+dy-m.Timeline.Scroll))
}

// zoomed shows a part so many times as long, around the instant at a place.
func (h *history) zoomed(m *model.Model, by float64, x float64) []model.Act {
	at := h.at(x)
	part := float64(at-h.window.From) / float64(max(h.window.Ns(), 1))
	length := float64(h.window.Ns()) * by
	from := at - trace.Time(length*part)
	return []model.Act{act("window", model.RangeSubject(model.Range{From: from, To: from + trace.Time(length)}))}
}

// overviewActs brings the part of the history under the pointer into view.
func (h *history) overviewActs(m *model.Model, g *Gesture) []model.Act {
	if g.Kind == Release {
		return nil
	}
	whole := m.Whole()
	part := min(max((g.At.X-h.tracks.X)/max(h.tracks.W, 1), 0), 1)
	from := trace.Time(part*float64(whole.To)) - trace.Time(h.window.Ns()/2)
	return []model.Act{act("window", model.RangeSubject(model.Range{From: from, To: from + trace.Time(h.window.Ns())}))}
}

// acts is what a gesture does in the code: a press puts the caret there, a drag
// selects, two presses select a word and three a line; the wheel scrolls.
func (p *pane) acts(m *model.Model, g *Gesture) []model.Act {
	if p.sheet == nil || p.sheet != m.Sheet() {
		return nil
	}
	puts := func(at int, how string) model.Act {
		return model.Act{Command: scene.Command{Name: "place", Argument: int64(at), Text: how}}
	}
	focus := model.Act{Command: scene.Command{Name: "type-in", Text: model.CodeField}}
	switch g.Kind {
	case Press:
		how := ""
		switch {
		case g.Shift:
			how = "extend"
		case g.Clicks == 2:
			how = "word"
		case g.Clicks > 2:
			how = "line"
		}
		return []model.Act{focus, puts(p.at(g.At), how)}
	case Drag:
		if g.Clicks > 1 || !g.dragged() {
			return nil
		}
		return []model.Act{focus, puts(p.at(g.At), "extend")}
	case Wheel:
		dx, dy := g.Turn.X, g.Turn.Y
		if g.Shift {
			dx, dy = dx+dy, 0
		}
		whole := float64(p.sheet.Lines()+1) * p.row
		down := min(max(p.top+dy, 0), max(whole-p.text.H, 0))
		return []model.Act{scrolls("code", down-p.sheet.Scroll), scrolls("code across", max(p.left+dx, 0)-p.sheet.ScrollX)}
	}
	return nil
}
