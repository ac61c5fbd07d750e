package raster

import (
	"image/png"
	"io"

	"timeslice/render/scene"
)

// PNG writes a scene as a PNG at so many pixels a point.
func PNG(w io.Writer, s *scene.Scene, scale float64) error {
	return png.Encode(w, Picture(s, scale))
}
