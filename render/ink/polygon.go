package ink

import "math"

// Side is an edge of a convex shape: how far outside of it a place is, in
// pixels, is A*x + B*y + C.
type Side struct{ A, B, C float64 }

// Shape is a convex shape by its edges. Edges that it does not have are nowhere.
type Shape [4]Side

// Sides are the edges of a convex shape of three or four corners, in either
// order.
func Sides(corners []Corner) Shape {
	var shape Shape
	for i := range shape {
		shape[i].C = -math.MaxFloat32
	}
	area := 0.0
	for i, a := range corners {
		b := corners[(i+1)%len(corners)]
		area += float64(a.X*b.Y) - float64(b.X*a.Y)
	}
	for i, a := range corners {
		b := corners[(i+1)%len(corners)]
		long := length(b.X-a.X, b.Y-a.Y)
		if long == 0 {
			continue
		}
		s := Side{A: (b.Y - a.Y) / long, B: -(b.X - a.X) / long}
		if area < 0 {
			s.A, s.B = -s.A, -s.B
		}
		s.C = -float64(s.A*a.X) - float64(s.B*a.Y)
		shape[i] = s
	}
	return shape
}

// At is how far outside of the edge a place is.
func (s Side) At(x, y float64) float64 { return float64(s.A*x) + float64(s.B*y) + s.C }

// Cover is how much of the pixel with its middle at x, y is covered.
func (s *Shape) Cover(x, y float64) float64 {
	return edge(max(s[0].At(x, y), s[1].At(x, y), s[2].At(x, y), s[3].At(x, y)))
}
