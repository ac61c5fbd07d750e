package view

import (
	"math"
	"slices"

	"timeslice/render/scene"
	"timeslice/sim/trace"
)

// wire is a channel between two cards: its way, and what is under way on it.
type wire struct {
	from, to trace.ProcessID
	object   trace.ObjectID
	way      []scene.Point
	parcels  []parcel
}

// parcel is a message that has come so far, from 0 to 1 of the wire as it is drawn.
type parcel struct {
	part float64
	from trace.ProcessID
}

// mostWires is how many channels are drawn between cards: more cannot be told
// apart, and each is among the resources too.
const mostWires = 24

// wires draws the channels between the cards that have been drawn, through the
// gaps between them, with the messages under way. A channel for which there is no
// way that crosses nothing is left to the resources.
func (f *Frame) wires(l *scene.Layer, within scene.Box) {
	cards := map[trace.ProcessID]scene.Box{}
	var blocks []scene.Box
	for _, m := range l.Marks() {
		switch m.Name {
		case "process":
			cards[trace.ProcessID(m.Subject.ID)] = m.Box
			blocks = append(blocks, m.Box)
		case "core", "object", "tree":
			blocks = append(blocks, m.Box)
		}
	}
	if len(cards) < 2 {
		return
	}
	f.kept.channels.take(f)
	all := f.wiresOf(cards, f.underway())
	lanes := 0
	for i := range all {
		w := &all[i]
		if w.way = route(cards[w.from], cards[w.to], blocks, within, lane(lanes)*f.Theme.Unit); w.way != nil {
			lanes++
			f.wire(l, w)
		}
	}
}

// lane is how far beside the middle of a gap a wire runs, so that two do not lie on
// each other.
func lane(i int) float64 { return [...]float64{0, 2.5, -2.5}[i%3] }

// wiresOf are the channels between processes that have cards, one for each two,
// whatever number of channels there is between them.
func (f *Frame) wiresOf(cards map[trace.ProcessID]scene.Box, under map[trace.ObjectID][]float64) (all []wire) {
	for i := 1; i < len(f.State.Objects); i++ {
		o, id := &f.State.Objects[i], trace.ObjectID(i)
		if !isChannel(o.Sort) || !f.shown(o) {
			continue
		}
		from, to := f.sides(id, o.Sort)
		for _, a := range from {
			for _, b := range to {
				if _, has := cards[a]; !has || a == b {
					continue
				}
				if _, has := cards[b]; !has {
					continue
				}
				w := wireOf(&all, a, b, id)
				if w == nil {
					return all
				}
				for _, part := range under[id] {
					if w.from != a {
						part = 1 - part
					}
					w.parcels = append(w.parcels, parcel{part, a})
				}
			}
		}
	}
	return all
}

// wireOf is the wire between two processes; nil if there are too many.
func wireOf(all *[]wire, a, b trace.ProcessID, id trace.ObjectID) *wire {
	i := slices.IndexFunc(*all, func(w wire) bool { return w.from == a && w.to == b || w.from == b && w.to == a })
	if i < 0 {
		if len(*all) == mostWires {
			return nil
		}
		i = len(*all)
		*all = append(*all, wire{from: a, to: b, object: id})
	}
	return &(*all)[i]
}

// route is a way from the edge of one box to that of another that crosses none of
// the blocks; nil if there is none of those that are easily followed: straight, or
// along the gap below, above or beside one of the boxes.
func route(a, b scene.Box, blocks []scene.Box, within scene.Box, aside float64) []scene.Point {
	const half = 6 // of the gap between cards
	low, high := max(a.Y, b.Y), min(a.Bottom(), b.Bottom())
	left, right := max(a.X, b.X), min(a.Right(), b.Right())
	var ways [][]scene.Point
	if high-low > 24 { // side by side
		y := (low+high)/2 + aside
		if a.X < b.X {
			ways = append(ways, []scene.Point{{X: a.Right(), Y: y}, {X: b.X, Y: y}})
		} else {
			ways = append(ways, []scene.Point{{X: a.X, Y: y}, {X: b.Right(), Y: y}})
		}
	}
	if right-left > 24 { // one above the other
		x := (left+right)/2 + aside*4
		if a.Y < b.Y {
			ways = append(ways, []scene.Point{{X: x, Y: a.Bottom()}, {X: x, Y: b.Y}})
		} else {
			ways = append(ways, []scene.Point{{X: x, Y: a.Y}, {X: x, Y: b.Bottom()}})
		}
	}
	ax, bx := a.CentreX()+aside*4, b.CentreX()+aside*4
	edge := func(box scene.Box, y float64) float64 { // of the box, towards y
		if y > box.CentreY() {
			return box.Bottom()
		}
		return box.Y
	}
	for _, y := range []float64{a.Bottom() + half + aside, a.Y - half + aside, b.Bottom() + half + aside, b.Y - half + aside} {
		ways = append(ways, []scene.Point{{X: ax, Y: edge(a, y)}, {X: ax, Y: y}, {X: bx, Y: y}, {X: bx, Y: edge(b, y)}})
	}
	side := func(box scene.Box, x float64) float64 {
		if x > box.CentreX() {
			return box.Right()
		}
		return box.X
	}
	ay, by := a.CentreY()+aside*2, b.CentreY()+aside*2
	for _, x := range []float64{a.Right() + half + aside, a.X - half + aside, b.Right() + half + aside, b.X - half + aside, b.X - 13 + aside} {
		ways = append(ways, []scene.Point{{X: side(a, x), Y: ay}, {X: x, Y: ay}, {X: x, Y: by}, {X: side(b, x), Y: by}})
	}
	// Around the cards between: along the gap of the one, then along that of the other.
	for _, y := range []float64{a.Bottom() + half + aside, a.Y - half + aside} {
		for _, x := range []float64{b.X - half + aside, b.Right() + half + aside} {
			for _, z := range []float64{b.Y - half + aside, b.Bottom() + half + aside} {
				ways = append(ways, []scene.Point{{X: ax, Y: edge(a, y)}, {X: ax, Y: y}, {X: x, Y: y}, {X: x, Y: z}, {X: bx, Y: z}, {X: bx, Y: edge(b, z)}})
			}
		}
	}
	for _, way := range ways {
		if free(way, blocks, within) {
			return way
		}
	}
	return nil
}

// free reports whether a way crosses none of the blocks and stays within a box.
func free(way []scene.Point, blocks []scene.Box, within scene.Box) bool {
	for i := 1; i < len(way); i++ {
		a, b := way[i-1], way[i]
		line := scene.Box{X: min(a.X, b.X), Y: min(a.Y, b.Y), W: max(math.Abs(a.X-b.X), 0.1), H: max(math.Abs(a.Y-b.Y), 0.1)}
		if !line.Within(within) {
			return false
		}
		for _, block := range blocks {
			if line.Overlaps(block.Inset(0.5)) {
				return false
			}
		}
	}
	return true
}

// wire draws a channel, and each message where it is.
func (f *Frame) wire(l *scene.Layer, w *wire) {
	t, u := f.Theme, f.Theme.Unit
	line := t.Strong
	if f.Model.Selected == object(w.object) {
		line = t.Accent
	}
	l.Path(t.Thick, scene.Dash{}, line, w.way...)
	long := longest(w.way)
	middle := scene.Point{X: (w.way[long-1].X + w.way[long].X) / 2, Y: (w.way[long-1].Y + w.way[long].Y) / 2}
	place := scene.Box{X: middle.X - 5*u, Y: middle.Y - 5*u, W: 10 * u, H: 10 * u}
	if !slices.ContainsFunc(l.Marks(), func(m scene.Mark) bool { return m.Box.Overlaps(place) }) {
		l.Mark(scene.Mark{
			Box: place, Name: "channel", Subject: object(w.object), Role: scene.Item, Label: f.Tell.Object(w.object).Text, Command: selects(),
		})
	}
	from := l.Len()
	for i, one := range w.parcels {
		if i == 16 {
			break
		}
		l.Disc(along(w.way, one.part), 5*u, f.hue(one.from).Solid)
	}
	l.Moving(from)
}

// longest is the end of the longest piece of a way.
func longest(way []scene.Point) int {
	best, most := 1, 0.0
	for i := 1; i < len(way); i++ {
		if d := far(way[i-1], way[i]); d > most {
			best, most = i, d
		}
	}
	return best
}

func far(a, b scene.Point) float64 { return math.Abs(a.X-b.X) + math.Abs(a.Y-b.Y) }

// along is the place that is a part of a way from its beginning.
func along(way []scene.Point, part float64) scene.Point {
	whole := 0.0
	for i := 1; i < len(way); i++ {
		whole += far(way[i-1], way[i])
	}
	left := whole * part
	for i := 1; i < len(way); i++ {
		d := far(way[i-1], way[i])
		if left <= d && d > 0 {
			a, b := way[i-1], way[i]
			return scene.Point{X: a.X + (b.X-a.X)*left/d, Y: a.Y + (b.Y-a.Y)*left/d}
		}
		left -= d
	}
	return way[len(way)-1]
}
