package raster

import (
	"image"
	"math"

	"timeslice/render/ink"
	"timeslice/render/scene"
)

// Ribbon fills a strip of triangles, as a GPU would: what a pixel is covered to
// follows from how far its middle is across and along the line, which is known at
// the corners and mixed between them.
func (b *brush) Ribbon(r *ink.Ribbon, clip image.Rectangle, colour scene.Colour) {
	clip = clip.Intersect(b.pixels.Rect)
	for i := 0; i+3 < len(r.Nodes); i += 2 {
		n := r.Nodes[i:]
		b.triangle(r, &n[0], &n[1], &n[2], clip, colour)
		b.triangle(r, &n[2], &n[1], &n[3], clip, colour)
	}
}

// triangle fills the pixels whose middles are inside. Of two triangles with a
// common edge exactly one has a middle that lies on it.
func (b *brush) triangle(r *ink.Ribbon, p, q, s *ink.Node, clip image.Rectangle, colour scene.Colour) {
	area := side(p, q, s.X, s.Y)
	if area < 0 {
		q, s, area = s, q, -area
	}
	if area == 0 {
		return
	}
	box := image.Rect(
		int(math.Floor(min(p.X, q.X, s.X))), int(math.Floor(min(p.Y, q.Y, s.Y))),
		int(math.Ceil(max(p.X, q.X, s.X))), int(math.Ceil(max(p.Y, q.Y, s.Y))),
	).Intersect(clip)
	red, green, blue, alpha := colour.Parts()
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			cx, cy := float64(x)+0.5, float64(y)+0.5
			u, v, w := side(q, s, cx, cy), side(s, p, cx, cy), side(p, q, cx, cy)
			if !inside(u, q, s) || !inside(v, s, p) || !inside(w, p, q) {
				continue
			}
			u, v, w = u/area, v/area, w/area
			across := float64(u*p.Across) + float64(v*q.Across) + float64(w*s.Across)
			along := float64(u*p.Along) + float64(v*q.Along) + float64(w*s.Along)
			if covered := uint32(r.Cover(across, along)*float64(alpha) + 0.5); covered > 0 {
				b.blend(b.pixels.PixOffset(x, y), uint32(red), uint32(green), uint32(blue), covered)
			}
		}
	}
}

// side is twice the area of the triangle of two nodes and a place: more than 0 if
// the place is to the right of the way from the first to the second.
func side(a, b *ink.Node, x, y float64) float64 {
	return float64((b.X-a.X)*(y-a.Y)) - float64((b.Y-a.Y)*(x-a.X))
}

// inside reports whether a place is on the inner side of an edge; one that is on
// the edge belongs to the triangle whose top or left edge it is.
func inside(v float64, a, b *ink.Node) bool {
	return v > 0 || v == 0 && (b.Y < a.Y || b.Y == a.Y && b.X > a.X)
}

// Polygon fills a convex shape.
func (b *brush) Polygon(corners []ink.Corner, clip image.Rectangle, colour scene.Colour) {
	low, high := corners[0], corners[0]
	for _, c := range corners {
		low.X, low.Y, high.X, high.Y = min(low.X, c.X), min(low.Y, c.Y), max(high.X, c.X), max(high.Y, c.Y)
	}
	box := image.Rect(int(math.Floor(low.X-1)), int(math.Floor(low.Y-1)), int(math.Ceil(high.X+1)), int(math.Ceil(high.Y+1)))
	box = box.Intersect(clip).Intersect(b.pixels.Rect)
	sides := ink.Sides(corners)
	red, green, blue, alpha := colour.Parts()
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			if covered := uint32(sides.Cover(float64(x)+0.5, float64(y)+0.5)*float64(alpha) + 0.5); covered > 0 {
				b.blend(b.pixels.PixOffset(x, y), uint32(red), uint32(green), uint32(blue), covered)
			}
		}
	}
}
