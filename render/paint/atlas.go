package paint

import (
	"image"
	"slices"

	"github.com/hajimehoshi/ebiten/v2"

	"timeslice/render/ink"
)

// The atlas begins small and doubles; at its largest it is thrown away and begun
// anew with what is needed then.
const (
	firstSide   = 1024
	largestSide = 4096
)

// atlas holds the masks of letters and icons in one image. They are laid in
// shelves: rows of one height, filled from the left.
type atlas struct {
	image   *ebiten.Image
	side    int
	shelves []shelf
	top     int // where the next shelf begins
	slots   []image.Point
	pixels  []uint8 // of the whole image
	dirty   image.Rectangle
	buffer  []uint8
}

type shelf struct{ y, h, x int }

// slot 0 is no slot.
func (a *atlas) reset(side int) {
	*a = atlas{side: side, slots: append(a.slots[:0], image.Point{}), pixels: make([]uint8, side*side*4), image: a.image, buffer: a.buffer}
	a.dirty = image.Rect(0, 0, side, side)
}

// place is where a mask is in the atlas; it is put there if it is not. It reports
// false if there is no room.
func (a *atlas) place(m *ink.Mask) (image.Point, bool) {
	if m.Slot != 0 {
		return a.slots[m.Slot], true
	}
	at, ok := a.room(m.W+1, m.H+1) // a pixel apart
	if !ok {
		return at, false
	}
	for y := range m.H {
		row := a.pixels[((at.Y+y)*a.side+at.X)*4:]
		for x, alpha := range m.Alpha[y*m.W : (y+1)*m.W] {
			row[4*x], row[4*x+1], row[4*x+2], row[4*x+3] = alpha, alpha, alpha, alpha
		}
	}
	a.dirty = a.dirty.Union(image.Rect(at.X, at.Y, at.X+m.W, at.Y+m.H))
	m.Slot = len(a.slots)
	a.slots = append(a.slots, at)
	return at, true
}

// room finds a place: on a shelf that is no more than a little higher, or on a
// new one.
func (a *atlas) room(w, h int) (image.Point, bool) {
	for i := range a.shelves {
		s := &a.shelves[i]
		if h <= s.h && s.h <= h+h/4+2 && s.x+w <= a.side {
			at := image.Pt(s.x, s.y)
			s.x += w
			return at, true
		}
	}
	for a.top+h > a.side || w > a.side {
		if !a.grow() {
			return image.Point{}, false
		}
	}
	a.shelves = append(a.shelves, shelf{a.top, h, w})
	at := image.Pt(0, a.top)
	a.top += h
	return at, true
}

// grow doubles the side. What is in the atlas stays where it is.
func (a *atlas) grow() bool {
	if a.side == largestSide {
		return false
	}
	larger := make([]uint8, 4*len(a.pixels))
	for y := range a.side {
		copy(larger[y*2*a.side*4:], a.pixels[y*a.side*4:(y+1)*a.side*4])
	}
	a.side, a.pixels = 2*a.side, larger
	a.dirty = image.Rect(0, 0, a.side, a.side)
	return true
}

// upload brings what is new to the GPU.
func (a *atlas) upload() {
	if a.image == nil || a.image.Bounds().Dx() != a.side {
		if a.image != nil {
			a.image.Deallocate()
		}
		a.image = ebiten.NewImageWithOptions(image.Rect(0, 0, a.side, a.side), &ebiten.NewImageOptions{Unmanaged: true})
		a.dirty = image.Rect(0, 0, a.side, a.top) // the rest is empty, as a new image is
	}
	if a.dirty.Empty() {
		return
	}
	a.buffer = slices.Grow(a.buffer[:0], 4*a.dirty.Dx()*a.dirty.Dy())
	for y := a.dirty.Min.Y; y < a.dirty.Max.Y; y++ {
		at := (y*a.side + a.dirty.Min.X) * 4
		a.buffer = append(a.buffer, a.pixels[at:at+4*a.dirty.Dx()]...)
	}
	a.image.SubImage(a.dirty).(*ebiten.Image).WritePixels(a.buffer)
	a.dirty = image.Rectangle{}
}
