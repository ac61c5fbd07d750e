package scene

import (
	"fmt"
	"math"
)

// LeastContrast is the contrast that texts must have to what lies under them.
const LeastContrast = 4.5

// CheckContrast finds texts that have less than the least contrast to what lies
// under them, at any of a few places along the text.
func CheckContrast(s *Scene, least float64) (faults []Fault) {
	at := map[*Layer]int{}
	for i, l := range s.layers {
		at[l] = i
	}
	eachText(s, func(l *Layer, number int, shape *Shape, text string) {
		b := shape.Box().Intersect(l.ClipOf(shape))
		worst, under := math.Inf(1), Clear
		for i := range 5 {
			p := Point{b.X + b.W*(float64(i)+0.5)/5, float64(shape.Y) - 0.35*float64(shape.Line)}
			if !b.Contains(p) {
				continue
			}
			ground := s.ground(p, at[l], number)
			if ratio := Contrast(shape.Colour.Over(ground), ground); ratio < worst {
				worst, under = ratio, ground
			}
		}
		if worst < least {
			what := fmt.Sprintf("%q in %v on %v has a contrast of %.2f", text, shape.Colour, under, worst)
			faults = append(faults, Fault{"contrast", l.Name, what, b})
		}
	})
	return faults
}

// ground is the colour at a point under the shape of that number in that layer.
func (s *Scene) ground(p Point, layer, number int) Colour {
	colour := s.Ground
	for i, l := range s.layers[:layer+1] {
		shapes := l.shapes
		if i == layer {
			shapes = shapes[:number]
		}
		for j := range shapes {
			shape := &shapes[j]
			if shape.Kind != Text && l.ClipOf(shape).Contains(p) && l.covers(shape, p) {
				colour = shape.Colour.Over(colour)
			}
		}
	}
	return colour
}

// covers reports whether a shape draws at a point. Thin lines and icons do not
// count: letters are not put on them, or cross them for a moment only.
func (l *Layer) covers(s *Shape, p Point) bool {
	switch s.Kind {
	case Rect, Part, Hatched:
		if s.Line != 0 || !s.Box().Contains(p) {
			return false
		}
		if s.Kind == Part {
			window := l.Spots(s)
			return p.X >= float64(window[0].X) && p.Y >= float64(window[0].Y) && p.X < float64(window[1].X) && p.Y < float64(window[1].Y)
		}
		return true
	case Polygon:
		return l.inside(l.Spots(s), p)
	case Ring:
		away := math.Hypot(p.X-float64(s.X), p.Y-float64(s.Y))
		turns := math.Atan2(p.X-float64(s.X), float64(s.Y)-p.Y) / (2 * math.Pi)
		turns -= math.Floor(turns - float64(s.Dash))
		return math.Abs(away-float64(s.Radius)) < float64(s.Line)/2 && turns <= float64(s.Gap)
	}
	return false
}

// inside reports whether a point lies in a convex shape: on the same side of
// every edge.
func (l *Layer) inside(corners []Spot, p Point) bool {
	left, right := false, false
	for i, a := range corners {
		b := corners[(i+1)%len(corners)]
		side := float64(b.X-a.X)*(p.Y-float64(a.Y)) - float64(b.Y-a.Y)*(p.X-float64(a.X))
		left, right = left || side < 0, right || side > 0
	}
	return !left || !right
}
