package raster

import (
	"cmp"
	"image"
	"image/color"
	"slices"
)

// A GIF has 256 colours at most; one of them is kept for "as before".
const paletteSize = 255

// census counts the colours of pictures.
type census map[uint32]int

// rgb is the colour of a pixel as one number.
func rgb(p []uint8) uint32 { return uint32(p[0])<<16 | uint32(p[1])<<8 | uint32(p[2]) }

// count adds the pixels of a box of a picture.
func (c census) count(pixels *image.RGBA, box image.Rectangle) {
	for y := box.Min.Y; y < box.Max.Y; y++ {
		at := pixels.PixOffset(box.Min.X, y)
		last, run := uint32(0), 0
		for range box.Dx() {
			now := rgb(pixels.Pix[at : at+4 : at+4])
			if now != last && run > 0 {
				c[last] += run
				run = 0
			}
			last = now
			run++
			at += 4
		}
		c[last] += run
	}
}

// exact is how many of the most frequent colours are kept whatever is near them:
// the grounds and fills of a picture, which differ by little, stay as they are.
const exact = 96

// choose returns at most so many colours: the most frequent ones, and others such
// that every colour counted is near one of them, as near as so few allow. The many
// colours of edges give way. The answer depends on nothing but the counts.
func (c census) choose(most int) []uint32 {
	colours := make([]uint32, 0, len(c))
	for colour := range c {
		colours = append(colours, colour)
	}
	slices.SortFunc(colours, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(c[b], c[a]), cmp.Compare(a, b))
	})
	near, far := 0, 442 // the reach tried; at 442 one colour reaches all
	best := colours
	for len(best) > most || near < far {
		reach := (near + far) / 2
		chosen := cover(colours, reach, most)
		if chosen == nil {
			near = reach + 1
			continue
		}
		best, far = chosen, reach
		if near >= far {
			break
		}
	}
	return best
}

// cover goes through the colours, the most frequent first, and keeps the first
// ones and each that no kept one is near; nil if that is more than most.
func cover(colours []uint32, reach, most int) []uint32 {
	sure := min(exact, most/2, len(colours))
	chosen := append(make([]uint32, 0, most), colours[:sure]...)
	for _, colour := range colours[sure:] {
		if at, away := nearest(chosen, colour); at >= 0 && away <= reach*reach {
			continue
		}
		if len(chosen) == most {
			return nil
		}
		chosen = append(chosen, colour)
	}
	return chosen
}

// nearest is the place of the colour nearest to one, and the square of how far it
// is; -1 if there are none.
func nearest(colours []uint32, to uint32) (at, away int) {
	at, away = -1, 1<<30
	r, g, b := int(to>>16), int(to>>8&0xff), int(to&0xff)
	for i, c := range colours {
		dr, dg, db := int(c>>16)-r, int(c>>8&0xff)-g, int(c&0xff)-b
		if d := dr*dr + dg*dg + db*db; d < away {
			at, away = i, d
		}
	}
	return at, away
}

// palette turns pixels into numbers of colours.
type palette struct {
	colours []uint32
	known   map[uint32]uint8
}

func newPalette(colours []uint32) *palette {
	p := &palette{colours: colours, known: make(map[uint32]uint8, 4096)}
	for i, c := range colours {
		p.known[c] = uint8(i)
	}
	return p
}

// same is the number that leaves a pixel as it was.
func (p *palette) same() uint8 { return uint8(len(p.colours)) }

// number is that of the colour nearest to one.
func (p *palette) number(colour uint32) uint8 {
	n, known := p.known[colour]
	if !known {
		at, _ := nearest(p.colours, colour)
		n = uint8(at)
		p.known[colour] = n
	}
	return n
}

// table is the palette as a GIF has it.
func (p *palette) table() color.Palette {
	table := make(color.Palette, 0, len(p.colours)+1)
	for _, c := range p.colours {
		table = append(table, color.RGBA{uint8(c >> 16), uint8(c >> 8), uint8(c), 255})
	}
	return append(table, color.RGBA{})
}
