package ink

import (
	"image"
	"math"

	"timeslice/render/scene"
)

// Edges are the sides of an upright box, in pixels.
type Edges struct{ X0, Y0, X1, Y1 float64 }

// Whole brings a box in points to whole pixels: for clips and layers.
func Whole(b scene.Box, scale float64) image.Rectangle {
	return image.Rect(nearest(b.X*scale), nearest(b.Y*scale), nearest(b.Right()*scale), nearest(b.Bottom()*scale))
}

func nearest(v float64) int { return int(math.Floor(v + 0.5)) }

// thin is the size below which a box keeps its thickness rather than its far
// edge: a line must not be one pixel thick here and two there.
const thin = 4

// span brings one side of a box to whole pixels. What is there stays at least
// one pixel wide.
func span(start, length, scale float64) (from, to float64) {
	if length <= 0 {
		return start * scale, start * scale
	}
	from = math.Floor(start*scale + 0.5)
	if length*scale < thin {
		return from, from + math.Max(1, math.Floor(length*scale+0.5))
	}
	return from, math.Floor((start+length)*scale + 0.5)
}

// edges are a shape's sides in pixels: whole ones, unless it moves.
func edges(s *scene.Shape, scale float64) Edges {
	x, y, w, h := float64(s.X), float64(s.Y), float64(s.W), float64(s.H)
	if s.Traits&scene.Smooth != 0 {
		return Edges{x * scale, y * scale, (x + w) * scale, (y + h) * scale}
	}
	var e Edges
	e.X0, e.X1 = span(x, w, scale)
	e.Y0, e.Y1 = span(y, h, scale)
	return e
}

// stroke is how thick a line is in pixels: never less than one, or it would fade.
func stroke(line float32, scale float64) float64 {
	if line == 0 {
		return 0
	}
	return math.Max(1, float64(line)*scale)
}
