package view

import (
	"strconv"

	"timeslice/render/scene"
	"timeslice/sim/trace"
)

// twig is a process in the tree: at which depth it stands.
type twig struct {
	id    trace.ProcessID
	depth int
}

// family lists the processes as a tree, children below their parents.
func (f *Frame) family() []twig {
	children := map[trace.ProcessID][]trace.ProcessID{}
	for _, id := range f.team().processes {
		parent := f.State.Processes[id].Parent
		if f.State.Process(parent).Status == trace.ProcessNone {
			parent = trace.InitProcess
		}
		children[parent] = append(children[parent], id)
	}
	var twigs []twig
	var grow func(id trace.ProcessID, depth int)
	grow = func(id trace.ProcessID, depth int) {
		twigs = append(twigs, twig{id, depth})
		for _, child := range children[id] {
			if depth < len(f.State.Processes) { // damaged records may have circles
				grow(child, depth+1)
			}
		}
	}
	grow(trace.InitProcess, 0)
	return twigs
}

// tree draws which process is whose child, as many as there is room for.
func (f *Frame) tree(l *scene.Layer, b scene.Box, twigs []twig) {
	t, u := f.Theme, f.Theme.Unit
	l.Card(b, t)
	rest := b.InsetXY(12*u, 8*u)
	l.Label(rest.CutTop(20*u), f.word("tree"), t.Type.LabelStrong, t.Text, scene.Start)
	high := 21 * u
	room := int(rest.H / high)
	if room < len(twigs) {
		room--
	}
	step := min(16*u, rest.W/12)
	middles := map[int]float64{} // of the last process at each depth
	for i, w := range twigs {
		row := rest.CutTop(high)
		if i >= room {
			f.rest(l, row, len(twigs)-i)
			return
		}
		depth := min(w.depth, 6)
		x := row.X + float64(float64(depth)*step)
		if depth > 0 {
			l.Rule(scene.Point{X: x - step + 5*u, Y: middles[depth-1]}, scene.Point{X: x - step + 5*u, Y: row.CentreY()}, t.Hairline, t.Strong)
			l.Rule(scene.Point{X: x - step + 5*u, Y: row.CentreY()}, scene.Point{X: x - 2*u, Y: row.CentreY()}, t.Hairline, t.Strong)
		}
		middles[depth] = row.CentreY() + 6*u
		f.leaf(l, scene.Box{X: x, Y: row.Y, W: row.Right() - x, H: row.H}, w.id)
	}
}

func (f *Frame) leaf(l *scene.Layer, row scene.Box, id trace.ProcessID) {
	t, u := f.Theme, f.Theme.Unit
	mark, hue, p := row, f.hue(id), f.State.Process(id)
	dot := row.CutLeft(10*u).Middle(10*u, 10*u)
	row.CutLeft(7 * u)
	number := strconv.Itoa(int(id))
	taken := l.Label(row, number, t.Type.Small, t.Muted, scene.End)
	row.W = max(taken.X-row.X-6*u, 0)
	colour, name := t.Text, f.Book.Process(id)
	if p.Status == trace.ProcessZombie {
		l.Outline(dot, t.Tiny, t.Hairline, hue.Dim)
		colour, name = t.Muted, name+" · "+f.Tell.ProcessStatus(p.Status)
	} else {
		l.Fill(dot, t.Tiny, hue.Solid)
	}
	l.Label(row, name, t.Type.Small, colour, scene.Start)
	l.Mark(scene.Mark{
		Box: mark, Name: "leaf", Subject: process(id), Role: scene.Item, Label: name + " " + number, Command: selects(), Condition: f.selected(process(id)),
	})
}
