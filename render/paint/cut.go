package paint

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"
)

// cutter cuts triangles to boxes. It keeps the memory.
type cutter struct {
	strip    []ebiten.Vertex
	from, to []ebiten.Vertex
}

// triangle is what of a triangle lies in a box, as the corners of a convex shape;
// none if nothing does. It is good until the next call.
func (c *cutter) triangle(corners [3]ebiten.Vertex, box image.Rectangle) []ebiten.Vertex {
	c.from = append(c.from[:0], corners[:]...)
	x0, y0, x1, y1 := float32(box.Min.X), float32(box.Min.Y), float32(box.Max.X), float32(box.Max.Y)
	c.halve(func(v *ebiten.Vertex) float32 { return v.DstX - x0 })
	c.halve(func(v *ebiten.Vertex) float32 { return x1 - v.DstX })
	c.halve(func(v *ebiten.Vertex) float32 { return v.DstY - y0 })
	c.halve(func(v *ebiten.Vertex) float32 { return y1 - v.DstY })
	return c.from
}

// halve keeps what lies where inside is not negative.
func (c *cutter) halve(inside func(*ebiten.Vertex) float32) {
	c.to = c.to[:0]
	for i := range c.from {
		a, b := &c.from[i], &c.from[(i+1)%len(c.from)]
		da, db := inside(a), inside(b)
		if da >= 0 {
			c.to = append(c.to, *a)
		}
		if da >= 0 != (db >= 0) {
			c.to = append(c.to, between(a, b, da/(da-db)))
		}
	}
	c.from, c.to = c.to, c.from
}

// between is the vertex a part t of the way from a to b. Within a triangle only
// the places differ.
func between(a, b *ebiten.Vertex, t float32) ebiten.Vertex {
	v := *a
	v.DstX += (b.DstX - a.DstX) * t
	v.DstY += (b.DstY - a.DstY) * t
	v.SrcX += (b.SrcX - a.SrcX) * t
	v.SrcY += (b.SrcY - a.SrcY) * t
	return v
}
