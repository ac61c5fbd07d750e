package raster

import (
	"image"
	"math"

	"timeslice/render/ink"
	"timeslice/render/scene"
)

// Canvas is a picture that scenes are drawn on. It belongs to one goroutine.
type Canvas struct {
	drawer *ink.Drawer
	damage ink.Damage
	pixels *image.RGBA
	parts  []image.Rectangle
}

// NewCanvas returns a canvas that has no size yet.
func NewCanvas(fonts *scene.Fonts) *Canvas {
	return &Canvas{drawer: ink.NewDrawer(fonts), pixels: image.NewRGBA(image.Rectangle{})}
}

// Draw draws a scene at so many pixels a point and returns the picture, which is
// the canvas's own and good until the next call.
func (c *Canvas) Draw(s *scene.Scene, scale float64) *image.RGBA {
	size := Size(s, scale)
	if size != c.pixels.Rect.Size() {
		c.pixels = image.NewRGBA(image.Rectangle{Max: size})
	}
	c.parts = c.damage.Next(s, size, scale)
	for _, part := range c.parts {
		b := brush{pixels: c.pixels}
		b.span(part, s.Ground)
		for _, l := range s.Layers() {
			if within := ink.Whole(l.Box, scale).Intersect(part); !within.Empty() {
				c.drawer.Draw(l, scale, within, &b)
			}
		}
	}
	return c.pixels
}

// Changed are the parts of the picture that the last Draw drew.
func (c *Canvas) Changed() []image.Rectangle { return c.parts }

// Size is how many pixels a scene has at a scale.
func Size(s *scene.Scene, scale float64) image.Point {
	return image.Pt(int(math.Ceil(s.Width*scale)), int(math.Ceil(s.Height*scale)))
}

// Picture draws one scene.
func Picture(s *scene.Scene, scale float64) *image.RGBA {
	return NewCanvas(s.Fonts()).Draw(s, scale)
}
