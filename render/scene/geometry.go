package scene

import "math"

// Point is a place in points, from the upper left corner of the window.
type Point struct{ X, Y float64 }

// Box is a rectangle in points. Views cut boxes into boxes (layout.go) and fill
// them.
type Box struct{ X, Y, W, H float64 }

// Right and Bottom are the far edges; CentreX and CentreY the middle.
func (b Box) Right() float64   { return b.X + b.W }
func (b Box) Bottom() float64  { return b.Y + b.H }
func (b Box) CentreX() float64 { return b.X + b.W/2 }
func (b Box) CentreY() float64 { return b.Y + b.H/2 }

// Centre is the point in the middle.
func (b Box) Centre() Point { return Point{b.CentreX(), b.CentreY()} }

// Empty reports whether there is nothing inside.
func (b Box) Empty() bool { return b.W <= 0 || b.H <= 0 }

// Contains reports whether the point is inside; the near edges belong to the
// box, the far ones do not, so that neighbours share no point.
func (b Box) Contains(p Point) bool {
	return p.X >= b.X && p.X < b.Right() && p.Y >= b.Y && p.Y < b.Bottom()
}

// Inset is the box with d taken off each side; a negative d makes it larger.
func (b Box) Inset(d float64) Box { return b.InsetXY(d, d) }

// InsetXY is the box with dx taken off left and right, and dy above and below.
func (b Box) InsetXY(dx, dy float64) Box {
	return Box{b.X + dx, b.Y + dy, max(b.W-2*dx, 0), max(b.H-2*dy, 0)}
}

// Shift is the box moved.
func (b Box) Shift(dx, dy float64) Box { return Box{b.X + dx, b.Y + dy, b.W, b.H} }

// Intersect is what two boxes have in common, empty if nothing.
func (b Box) Intersect(o Box) Box {
	x, y := max(b.X, o.X), max(b.Y, o.Y)
	return Box{x, y, max(min(b.Right(), o.Right())-x, 0), max(min(b.Bottom(), o.Bottom())-y, 0)}
}

// Union is the smallest box around both; an empty box adds nothing.
func (b Box) Union(o Box) Box {
	if b.Empty() {
		return o
	}
	if o.Empty() {
		return b
	}
	x, y := min(b.X, o.X), min(b.Y, o.Y)
	return Box{x, y, max(b.Right(), o.Right()) - x, max(b.Bottom(), o.Bottom()) - y}
}

// Overlaps reports whether two boxes have an area in common.
func (b Box) Overlaps(o Box) bool { return !b.Intersect(o).Empty() }

// Within reports whether the box lies inside another, give or take half a
// point: less is not seen.
func (b Box) Within(o Box) bool {
	const slack = 0.5
	return b.X >= o.X-slack && b.Y >= o.Y-slack && b.Right() <= o.Right()+slack && b.Bottom() <= o.Bottom()+slack
}

// Mix is the box a part t of the way from one to another: what moves is drawn
// at Mix of where it was and where it goes.
func (b Box) Mix(to Box, t float64) Box {
	return Box{mix(b.X, to.X, t), mix(b.Y, to.Y, t), mix(b.W, to.W, t), mix(b.H, to.H, t)}
}

// Mix is the point a part t of the way to another.
func (p Point) Mix(to Point, t float64) Point { return Point{mix(p.X, to.X, t), mix(p.Y, to.Y, t)} }

// mix rounds its product on its own: some processors would fuse it with the sum,
// and the same scene must be the same everywhere.
func mix(a, b, t float64) float64 { return a + float64((b-a)*t) }

// grain is how finely a scene knows places: 1/64 of a point.
const grain = 64

// farthest is the farthest place from the corner that a scene knows: far beyond
// every screen, and near enough for a float32 to be exact.
const farthest = 1 << 17

// round brings a length to the grain. Every number of a scene has gone through
// it, so a float32 holds it exactly. What is no number is 0.
func round(v float64) float32 {
	if v != v {
		return 0
	}
	return float32(math.Round(min(max(v, -farthest), farthest)*grain) / grain)
}

// size is round for what cannot be less than nothing.
func size(v float64) float32 { return max(round(v), 0) }
