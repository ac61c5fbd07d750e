package ink

import (
	"math"

	"github.com/go-text/typesetting/font"

	"timeslice/render/scene"
	"timeslice/render/scene/icon"
)

// Mask is a small picture of how much of each pixel something covers, 0 to 255.
// X, Y is its upper left corner, from the start of the baseline for a letter,
// from the upper left corner for an icon.
type Mask struct {
	X, Y, W, H int
	Alpha      []uint8
	// Slot is for whoever draws: where he keeps the mask, 0 before he has it.
	Slot int
}

// Empty reports whether there is nothing in it, as in a space.
func (m *Mask) Empty() bool { return len(m.Alpha) == 0 }

// steps is how many places between two pixels a letter can stand at.
const steps = 4

// letter is what a mask of a letter depends on, in one number, which is found
// fast: from the top the size in 1/64 of a pixel, the glyph, the file, and which
// of the places between two pixels.
type letter uint64

func letterOf(file scene.File, id uint16, size float64, part int) letter {
	return letter(uint32(size*64+0.5))<<32 | letter(id)<<16 | letter(file)<<8 | letter(part)
}

func (l letter) size() float64    { return float64(l>>32) / 64 }
func (l letter) id() font.GID     { return font.GID(l >> 16 & 0xffff) }
func (l letter) file() scene.File { return scene.File(l >> 8 & 0xff) }
func (l letter) part() int        { return int(l & 0xff) }

// sign is what a mask of an icon depends on.
type sign struct {
	icon icon.Icon
	side uint16 // in pixels
}

// Masks makes masks and keeps them. It belongs to one drawer; it is not for
// several goroutines.
type Masks struct {
	fonts   *scene.Fonts
	faces   []*font.Face
	letters map[letter]*Mask
	icons   map[sign]*Mask
	filler  filler
}

// NewMasks returns an empty store.
func NewMasks(fonts *scene.Fonts) *Masks {
	m := &Masks{fonts: fonts, faces: make([]*font.Face, fonts.Files())}
	m.Forget()
	return m
}

// Forget throws all masks away: their slots are no longer used.
func (m *Masks) Forget() {
	m.letters, m.icons = map[letter]*Mask{}, map[sign]*Mask{}
}

// Glyph is the mask of a glyph of that size in pixels whose origin is at x; it is
// to be drawn from the pixel that is returned.
func (m *Masks) Glyph(file scene.File, id uint16, size, x float64) (*Mask, int) {
	place := int(math.Floor(x*steps + 0.5))
	key := letterOf(file, id, size, place&(steps-1))
	mask := m.letters[key]
	if mask == nil {
		mask = m.letter(key)
		m.letters[key] = mask
	}
	return mask, (place - key.part()) / steps
}

func (m *Masks) letter(key letter) *Mask {
	face := m.faces[key.file()]
	if face == nil {
		face = font.NewFace(m.fonts.Font(key.file()))
		m.faces[key.file()] = face
	}
	outline, ok := face.GlyphDataOutline(key.id())
	if !ok || len(outline.Segments) == 0 {
		return &Mask{}
	}
	m.filler.glyph(outline, key.size()/float64(face.Upem()), float64(key.part())/steps)
	mask := m.filler.mask()
	return &mask
}

// Icon is the mask of an icon that fills a square of that many pixels.
func (m *Masks) Icon(i icon.Icon, side int) *Mask {
	key := sign{i, uint16(side)}
	mask := m.icons[key]
	if mask == nil {
		mask = m.picture(i, side)
		m.icons[key] = mask
	}
	return mask
}

// picture draws an icon: filled strokes as outlines, lines by their distance.
func (m *Masks) picture(i icon.Icon, side int) *Mask {
	mask := &Mask{W: side, H: side, Alpha: make([]uint8, side*side)}
	scale := float64(side) / icon.Side
	half := max(icon.LineWidth*scale, 1.1) / 2
	for _, stroke := range i.Strokes() {
		chain := make([]point, 0, len(stroke.Spots)+1)
		for _, p := range stroke.Spots {
			chain = append(chain, point{p.X * scale, p.Y * scale})
		}
		if stroke.Closed {
			chain = append(chain, chain[0])
		}
		if stroke.Filled {
			for j := 1; j < len(chain); j++ {
				m.filler.add(units(chain[j-1].x), units(chain[j-1].y), units(chain[j].x), units(chain[j].y))
			}
			filled := m.filler.mask()
			mask.merge(&filled)
			continue
		}
		mask.lines(chain, half)
	}
	return mask
}

// merge adds what another mask covers.
func (m *Mask) merge(o *Mask) {
	for y := range o.H {
		for x := range o.W {
			if tx, ty := x+o.X, y+o.Y; tx >= 0 && ty >= 0 && tx < m.W && ty < m.H {
				at := ty*m.W + tx
				m.Alpha[at] = max(m.Alpha[at], o.Alpha[y*o.W+x])
			}
		}
	}
}

// lines adds a chain of lines with round joints and ends.
func (m *Mask) lines(chain []point, half float64) {
	for y := range m.H {
		for x := range m.W {
			away := math.Inf(1)
			for i := 1; i < len(chain); i++ {
				away = min(away, distance(point{float64(x) + 0.5, float64(y) + 0.5}, chain[i-1], chain[i]))
			}
			at := y*m.W + x
			m.Alpha[at] = max(m.Alpha[at], uint8(edge(away-half)*255+0.5))
		}
	}
}

// distance is that of a point from a line between two.
func distance(p, a, b point) float64 {
	dx, dy := b.x-a.x, b.y-a.y
	t := 0.0
	if square := float64(dx*dx) + float64(dy*dy); square > 0 {
		t = min(max((float64((p.x-a.x)*dx)+float64((p.y-a.y)*dy))/square, 0), 1)
	}
	return length(p.x-a.x-float64(t*dx), p.y-a.y-float64(t*dy))
}
