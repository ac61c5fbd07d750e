package raster

import (
	"errors"
	"image"
	"image/gif"
	"io"

	"timeslice/render/scene"
)

// Animation is a picture that moves.
type Animation struct {
	Frames int
	// Draw fills the scene of a frame. It may be asked for a frame more than once,
	// and for frames out of order; the same frame must be the same scene.
	Draw func(frame int, s *scene.Scene)
	// Hundredths is how long a frame is shown, in hundredths of a second. Browsers
	// do not go below 2.
	Hundredths int
	Scale      float64
}

// samples is how many frames are looked at to choose the colours.
const samples = 12

// GIF writes an animation that repeats for ever. A frame holds only what changed
// since the one before; frames in which nothing did are not written, the one
// before is shown longer. The same animation is the same bytes.
func GIF(w io.Writer, fonts *scene.Fonts, a Animation) error {
	if a.Frames <= 0 {
		return errors.New("an animation needs at least one frame")
	}
	f := film{s: scene.New(fonts), canvas: NewCanvas(fonts), animation: a}
	f.palette = newPalette(f.colours())
	f.canvas = NewCanvas(fonts)
	for i := range a.Frames {
		f.frame(i)
	}
	return gif.EncodeAll(w, &f.out)
}

// film makes the frames.
type film struct {
	s         *scene.Scene
	canvas    *Canvas
	animation Animation
	palette   *palette
	out       gif.GIF
	shown     []uint8 // the number of each pixel's colour in the frame before
}

func (f *film) draw(frame int) *image.RGBA {
	f.animation.Draw(frame, f.s)
	return f.canvas.Draw(f.s, f.animation.Scale)
}

// colours chooses the colours from some frames, evenly spaced.
func (f *film) colours() []uint32 {
	counted := census{}
	last := f.animation.Frames - 1
	looks := min(samples, last+1)
	for i := range looks {
		frame := last
		if looks > 1 {
			frame = last * i / (looks - 1)
		}
		pixels := f.draw(frame)
		for _, part := range f.canvas.Changed() {
			counted.count(pixels, part)
		}
	}
	return counted.choose(paletteSize)
}

// frame adds a frame: what differs from the one before.
func (f *film) frame(number int) {
	pixels := f.draw(number)
	size := pixels.Rect.Size()
	first := len(f.shown) != size.X*size.Y
	if first {
		f.shown = make([]uint8, size.X*size.Y)
		f.out.Config.Width, f.out.Config.Height = size.X, size.Y
	}
	changed := image.Rectangle{}
	for _, part := range f.canvas.Changed() {
		changed = changed.Union(part)
	}
	picture := image.NewPaletted(changed, f.palette.table())
	differs := image.Rectangle{Min: changed.Max, Max: changed.Min}
	colour, now := uint32(1<<24), uint8(0) // neighbours are mostly alike
	for y := changed.Min.Y; y < changed.Max.Y; y++ {
		at, row := pixels.PixOffset(changed.Min.X, y), picture.Pix[picture.PixOffset(changed.Min.X, y):]
		for x := changed.Min.X; x < changed.Max.X; x++ {
			if next := rgb(pixels.Pix[at : at+4 : at+4]); next != colour {
				colour, now = next, f.palette.number(next)
			}
			before := &f.shown[y*size.X+x]
			row[x-changed.Min.X] = f.palette.same()
			if first || *before != now {
				row[x-changed.Min.X] = now
				differs.Min = image.Pt(min(differs.Min.X, x), min(differs.Min.Y, y))
				differs.Max = image.Pt(max(differs.Max.X, x+1), max(differs.Max.Y, y+1))
			}
			*before = now
			at += 4
		}
	}
	if last := len(f.out.Delay) - 1; differs.Empty() && last >= 0 {
		f.out.Delay[last] += f.animation.Hundredths
		return
	}
	f.out.Image = append(f.out.Image, picture.SubImage(differs).(*image.Paletted))
	f.out.Delay = append(f.out.Delay, f.animation.Hundredths)
	f.out.Disposal = append(f.out.Disposal, gif.DisposalNone)
}
