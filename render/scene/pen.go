package scene

import (
	"math"

	"timeslice/render/scene/icon"
)

// Dash is how a line is broken: On points of line, then Off points of nothing.
// The zero value is a whole line.
type Dash struct{ On, Off float64 }

// Dotted and Dashed are the two ways lines are broken here: dots for what waits,
// dashes for borders of what is blocked.
var (
	Dotted = Dash{1.5, 4}
	Dashed = Dash{4, 3}
)

// put appends a shape.
func (l *Layer) put(s Shape) {
	if l.opacity < 1 {
		s.Colour = s.Colour.Fade(l.opacity)
	}
	if s.Colour&0xff == 0 {
		return
	}
	s.Clip = l.clip
	l.shapes = append(l.shapes, s)
}

func boxed(kind Kind, b Box, colour Colour) Shape {
	return Shape{Kind: kind, Colour: colour, X: round(b.X), Y: round(b.Y), W: size(b.W), H: size(b.H)}
}

// Fill draws a box with round corners.
func (l *Layer) Fill(b Box, radius float64, colour Colour) {
	s := boxed(Rect, b, colour)
	s.Radius = size(radius)
	l.put(s)
}

// Outline draws a line just inside the edge of a box with round corners.
func (l *Layer) Outline(b Box, radius, line float64, colour Colour) {
	l.OutlineDashed(b, radius, line, Dash{}, colour)
}

// OutlineDashed is Outline with a broken line.
func (l *Layer) OutlineDashed(b Box, radius, line float64, dash Dash, colour Colour) {
	s := boxed(Rect, b, colour)
	s.Radius, s.Line, s.Dash, s.Gap = size(radius), size(line), size(dash.On), size(dash.Off)
	l.put(s)
}

// Hatch draws a box with round corners in stripes from the lower left to the
// upper right, half of each period: what is there but does no work of its own,
// such as a collector that has stopped a thread.
func (l *Layer) Hatch(b Box, radius, period float64, colour Colour) {
	s := boxed(Hatched, b, colour)
	s.Radius, s.Dash = size(radius), size(period)
	l.put(s)
}

// Part draws as much of a box with round corners as lies in window: the level
// of a vessel, the used part of a slice.
func (l *Layer) Part(b Box, radius float64, window Box, colour Colour) {
	window = window.Intersect(b)
	if window.Empty() {
		return
	}
	s := boxed(Part, b, colour)
	s.Radius = size(radius)
	s.First, s.Count = l.spot(Point{window.X, window.Y}, Point{window.Right(), window.Bottom()})
	l.put(s)
}

// Shadow draws a box with round corners whose edge fades out over blur points
// on each side.
func (l *Layer) Shadow(b Box, radius, blur float64, colour Colour) {
	s := boxed(Shadow, b, colour)
	s.Radius, s.Line = size(radius), size(blur)
	l.put(s)
}

// Disc draws a filled circle.
func (l *Layer) Disc(centre Point, radius float64, colour Colour) {
	l.Fill(Box{centre.X - radius, centre.Y - radius, 2 * radius, 2 * radius}, radius, colour)
}

// Circle draws a circle's line just inside its edge.
func (l *Layer) Circle(centre Point, radius, line float64, colour Colour) {
	l.Outline(Box{centre.X - radius, centre.Y - radius, 2 * radius, 2 * radius}, radius, line, colour)
}

// Ring draws a part of a ring between two radii, from one angle to another
// clockwise, in turns from the top: 0 is up, 0.25 right.
func (l *Layer) Ring(centre Point, inner, outer, from, to float64, colour Colour) {
	if !(to > from) || outer <= max(inner, 0) {
		return
	}
	inner = max(inner, 0)
	if to-from >= 1 {
		from, to = 0, 1
	}
	l.put(Shape{
		Kind: Ring, Colour: colour, X: round(centre.X), Y: round(centre.Y),
		Radius: round((inner + outer) / 2), Line: round(outer - inner), Dash: turn(from), Gap: turn(to),
	})
}

// turn brings an angle to 1/65536 of a turn.
func turn(v float64) float32 { return float32(math.Round(v*65536) / 65536) }

// Line draws a straight line with round ends.
func (l *Layer) Line(from, to Point, line float64, colour Colour) {
	l.path(0, line, Dash{}, colour, from, to)
}

// LineDashed draws a broken straight line.
func (l *Layer) LineDashed(from, to Point, line float64, dash Dash, colour Colour) {
	l.path(0, line, dash, colour, from, to)
}

// Rule draws a level or upright line on whole pixels, with square ends.
func (l *Layer) Rule(from, to Point, line float64, colour Colour) {
	half := line / 2
	if from.Y == to.Y {
		l.Fill(Box{min(from.X, to.X), from.Y - half, math.Abs(to.X - from.X), line}, 0, colour)
		return
	}
	l.Fill(Box{from.X - half, min(from.Y, to.Y), line, math.Abs(to.Y - from.Y)}, 0, colour)
}

// Path draws a line through points.
func (l *Layer) Path(line float64, dash Dash, colour Colour, through ...Point) {
	l.path(0, line, dash, colour, through...)
}

// Loop draws a line through points and back to the first.
func (l *Layer) Loop(line float64, dash Dash, colour Colour, through ...Point) {
	l.path(Closed, line, dash, colour, through...)
}

func (l *Layer) path(traits Trait, line float64, dash Dash, colour Colour, through ...Point) {
	if len(through) < 2 {
		return
	}
	s := Shape{Kind: Path, Traits: traits, Colour: colour, Line: size(line), Dash: size(dash.On), Gap: size(dash.Off)}
	s.First, s.Count = l.spot(through...)
	l.put(s)
}

// Curve draws a line along a cubic curve from a to b with handles ha and hb.
func (l *Layer) Curve(a, ha, hb, b Point, line float64, dash Dash, colour Colour) {
	s := Shape{Kind: Curve, Colour: colour, Line: size(line), Dash: size(dash.On), Gap: size(dash.Off)}
	s.First, s.Count = l.spot(a, ha, hb, b)
	l.put(s)
}

// Polygon draws a filled convex shape of three or four points.
func (l *Layer) Polygon(colour Colour, corners ...Point) {
	if len(corners) != 3 && len(corners) != 4 {
		panic("scene: a polygon has three or four corners")
	}
	s := Shape{Kind: Polygon, Colour: colour}
	s.First, s.Count = l.spot(corners...)
	l.put(s)
}

// Arrow draws a curve from a to b with a head at b. It leaves a level and comes
// to b level if bend is not 0: the two handles are bend points away.
func (l *Layer) Arrow(a, b Point, bend, line float64, dash Dash, colour Colour) {
	head := 3 + 2*line
	ha, hb := Point{a.X + bend, a.Y}, Point{b.X - bend, b.Y}
	if bend == 0 {
		ha, hb = a.Mix(b, 1.0/3), a.Mix(b, 2.0/3)
	}
	along := direction(hb, b)
	end := Point{b.X - along.X*head, b.Y - along.Y*head}
	l.Curve(a, ha, Point{hb.X - along.X*head, hb.Y - along.Y*head}, end, line, dash, colour)
	l.ArrowHead(b, along, head, colour)
}

// ArrowHead draws a head of the given length that points along a direction and
// touches tip.
func (l *Layer) ArrowHead(tip, along Point, length float64, colour Colour) {
	half := length * 0.55
	base := Point{tip.X - along.X*length, tip.Y - along.Y*length}
	l.Polygon(colour, tip,
		Point{base.X - along.Y*half, base.Y + along.X*half},
		Point{base.X + along.Y*half, base.Y - along.X*half})
}

// direction is the way from a to b, one point long; to the right if they are
// the same.
func direction(a, b Point) Point {
	dx, dy := b.X-a.X, b.Y-a.Y
	length := math.Sqrt(float64(dx*dx) + float64(dy*dy))
	if length == 0 {
		return Point{1, 0}
	}
	return Point{dx / length, dy / length}
}

// largestPicture is the side of the largest icon, in points.
const largestPicture = 256

// Picture draws an icon in the largest square in the middle of a box.
func (l *Layer) Picture(i icon.Icon, b Box, colour Colour) {
	side := min(b.W, b.H, largestPicture)
	s := boxed(Picture, Box{b.CentreX() - side/2, b.CentreY() - side/2, side, side}, colour)
	s.Icon = i
	l.put(s)
}

// spot stores points and says where.
func (l *Layer) spot(points ...Point) (first, count uint32) {
	first = uint32(len(l.spots))
	for _, p := range points {
		l.spots = append(l.spots, Spot{round(p.X), round(p.Y)})
	}
	return first, uint32(len(points))
}

// Moving says that what has been drawn since the shape number from moves: its
// edges are not brought to whole pixels, so that it glides.
//
//	from := l.Len()
//	chip(l, box.Mix(to, t))
//	l.Moving(from)
func (l *Layer) Moving(from int) {
	for i := from; i < len(l.shapes); i++ {
		l.shapes[i].Traits |= Smooth
	}
}

// Len is how many shapes the layer has.
func (l *Layer) Len() int { return len(l.shapes) }

// Opacity makes all that follows partly clear: 1 is the normal state.
func (l *Layer) Opacity(part float64) { l.opacity = part }

// Clip keeps what draw draws inside a box.
func (l *Layer) Clip(b Box, draw func()) {
	outer := l.clip
	l.clips = append(l.clips, l.clips[outer].Intersect(b))
	l.clip = uint16(len(l.clips) - 1)
	draw()
	l.clip = outer
}

// Under moves what draw draws below all that has been drawn since the shape
// number from: a ground whose size is known only when its content has been laid
// out.
//
//	from := l.Len()
//	high := l.Paragraph(box, text, style, colour)
//	l.Under(from, func() { l.Card(around(box, high), theme) })
func (l *Layer) Under(from int, draw func()) {
	upper := len(l.shapes)
	draw()
	moved := append([]Shape(nil), l.shapes[from:upper]...)
	n := copy(l.shapes[from:], l.shapes[upper:])
	copy(l.shapes[from+n:], moved)
}
