package raster

import (
	"image"
	"math"

	"timeslice/render/ink"
	"timeslice/render/scene"
)

// brush puts into pixels what comes out of a layer.
type brush struct {
	pixels *image.RGBA
}

// blend mixes a colour into the pixel at an offset, as much as covered says (0 to
// 255). The picture is opaque, and stays so.
func (b *brush) blend(at int, red, green, blue, covered uint32) {
	p := b.pixels.Pix[at : at+4 : at+4]
	rest := 255 - covered
	p[0] = uint8((red*covered + uint32(p[0])*rest + 127) / 255)
	p[1] = uint8((green*covered + uint32(p[1])*rest + 127) / 255)
	p[2] = uint8((blue*covered + uint32(p[2])*rest + 127) / 255)
}

// span fills a box of whole pixels.
func (b *brush) span(box image.Rectangle, colour scene.Colour) {
	box = box.Intersect(b.pixels.Rect)
	red, green, blue, alpha := colour.Parts()
	if box.Empty() || alpha == 0 {
		return
	}
	if alpha != 255 {
		for y := box.Min.Y; y < box.Max.Y; y++ {
			at := b.pixels.PixOffset(box.Min.X, y)
			for range box.Dx() {
				b.blend(at, uint32(red), uint32(green), uint32(blue), uint32(alpha))
				at += 4
			}
		}
		return
	}
	first := b.pixels.Pix[b.pixels.PixOffset(box.Min.X, box.Min.Y):][:4*box.Dx()]
	copy(first, []uint8{red, green, blue, 255})
	for done := 4; done < len(first); done *= 2 {
		copy(first[done:], first[:done])
	}
	for y := box.Min.Y + 1; y < box.Max.Y; y++ {
		copy(b.pixels.Pix[b.pixels.PixOffset(box.Min.X, y):], first)
	}
}

// Box fills a box with round corners, or draws its line or its shadow. Pixels in
// the middle of a row are alike; only those near the corners are looked at one by
// one.
func (b *brush) Box(box *ink.Box, colour scene.Colour) {
	reach := box.Blur + 1
	around := image.Rect(int(math.Floor(box.X0-reach)), int(math.Floor(box.Y0-reach)), int(math.Ceil(box.X1+reach)), int(math.Ceil(box.Y1+reach)))
	around = around.Intersect(box.Window).Intersect(b.pixels.Rect)
	if around.Empty() {
		return
	}
	margin := math.Max(box.Radius, 1) + box.Line + box.Blur
	left := clamp(int(math.Ceil(box.X0+margin)), around.Min.X, around.Max.X)
	right := clamp(int(math.Floor(box.X1-margin)), left, around.Max.X)
	if box.Period > 0 { // no two are alike
		left = right
	}
	red, green, blue, alpha := colour.Parts()
	one := func(x, y int) {
		if covered := uint32(box.Cover(float64(x)+0.5, float64(y)+0.5)*float64(alpha) + 0.5); covered > 0 {
			b.blend(b.pixels.PixOffset(x, y), uint32(red), uint32(green), uint32(blue), covered)
		}
	}
	for y := around.Min.Y; y < around.Max.Y; y++ {
		for x := around.Min.X; x < left; x++ {
			one(x, y)
		}
		if left < right {
			part := box.Cover(float64(left)+0.5, float64(y)+0.5)
			b.span(image.Rect(left, y, right, y+1), colour.Fade(part))
		}
		for x := right; x < around.Max.X; x++ {
			one(x, y)
		}
	}
}

func clamp(v, low, high int) int { return max(low, min(v, high)) }

// Mask draws a letter or an icon.
func (b *brush) Mask(m *ink.Mask, x, y int, clip image.Rectangle, colour scene.Colour) {
	box := image.Rect(x, y, x+m.W, y+m.H).Intersect(clip).Intersect(b.pixels.Rect)
	red, green, blue, alpha := colour.Parts()
	for row := box.Min.Y; row < box.Max.Y; row++ {
		covers := m.Alpha[(row-y)*m.W+box.Min.X-x:][:box.Dx()]
		at := b.pixels.PixOffset(box.Min.X, row)
		for _, cover := range covers {
			if cover != 0 {
				covered := uint32(cover)
				if alpha != 255 {
					covered = (covered*uint32(alpha) + 127) / 255
				}
				b.blend(at, uint32(red), uint32(green), uint32(blue), covered)
			}
			at += 4
		}
	}
}
