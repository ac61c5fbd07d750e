package scene

import (
	"fmt"
	"math"
)

// Colour is red, green, blue and opacity, eight bits each: 0xRRGGBBAA, not
// multiplied by the opacity.
type Colour uint32

// Clear is no colour at all; what is drawn with it is not drawn.
const Clear Colour = 0

// RGB is an opaque colour, written as on the web: RGB(0x56b4e9).
func RGB(rgb uint32) Colour { return Colour(rgb<<8 | 0xff) }

// Parts gives red, green, blue and opacity.
func (c Colour) Parts() (r, g, b, a uint8) {
	return uint8(c >> 24), uint8(c >> 16), uint8(c >> 8), uint8(c)
}

func colourOf(r, g, b, a uint8) Colour {
	return Colour(r)<<24 | Colour(g)<<16 | Colour(b)<<8 | Colour(a)
}

// Fade is the colour with a part of its opacity: 0 is clear, 1 as it is.
func (c Colour) Fade(part float64) Colour {
	r, g, b, a := c.Parts()
	return colourOf(r, g, b, uint8(float64(a)*min(max(part, 0), 1)+0.5))
}

// Mix is the colour a part t of the way to another.
func (c Colour) Mix(to Colour, t float64) Colour {
	r, g, b, a := c.Parts()
	r2, g2, b2, a2 := to.Parts()
	between := func(x, y uint8) uint8 { return uint8(mix(float64(x), float64(y), min(max(t, 0), 1)) + 0.5) }
	return colourOf(between(r, r2), between(g, g2), between(b, b2), between(a, a2))
}

// Over is the colour seen when this one lies on an opaque one.
func (c Colour) Over(under Colour) Colour {
	_, _, _, a := c.Parts()
	return (under | 0xff).Mix(c|0xff, float64(a)/255)
}

// Opaque reports whether nothing shines through.
func (c Colour) Opaque() bool { return c&0xff == 0xff }

// Luminance is how bright an opaque colour is, from 0 to 1, as WCAG 2 defines.
func (c Colour) Luminance() float64 {
	r, g, b, _ := c.Parts()
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.03928 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

// Contrast is the ratio of two opaque colours' luminances, from 1 to 21, as
// WCAG 2 defines. Text needs 4.5.
func Contrast(a, b Colour) float64 {
	la, lb := a.Luminance(), b.Luminance()
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// readable is the colour nearest to c, on the way to ink, that has the contrast
// on each of the grounds.
func readable(c, ink Colour, contrast float64, grounds ...Colour) Colour {
	const steps = 50
	for i := range steps {
		tried := c.Mix(ink, float64(i)/steps)
		worst := 21.0
		for _, ground := range grounds {
			worst = min(worst, Contrast(tried, ground))
		}
		if worst >= contrast {
			return tried
		}
	}
	return ink
}

// String writes the colour as on the web: #rrggbb, and #rrggbbaa if it is not
// opaque.
func (c Colour) String() string {
	if c.Opaque() {
		return fmt.Sprintf("#%06x", uint32(c>>8))
	}
	return fmt.Sprintf("#%08x", uint32(c))
}
