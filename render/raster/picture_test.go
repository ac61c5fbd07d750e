package raster

import (
	"bytes"
	"flag"
	"image"
	"image/gif"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/render/scene"
	"timeslice/render/scene/gallery"
	"timeslice/render/scene/icon"
)

var rewrite = flag.Bool("rewrite", false, "write the pictures in testdata anew; look at them before you commit them")

// TestPictures holds the look of everything that can be drawn, and of a whole
// screen, to pictures that have been looked at.
func TestPictures(t *testing.T) {
	fonts := scene.NewFonts()
	for name, fill := range map[string]func(*scene.Scene){
		"shapes-dark":      func(s *scene.Scene) { gallery.Shapes(s, scene.NewTheme(scene.Dark)) },
		"shapes-light":     func(s *scene.Scene) { gallery.Shapes(s, scene.NewTheme(scene.Light)) },
		"shapes-projector": func(s *scene.Scene) { gallery.Shapes(s, scene.NewTheme(scene.Projector)) },
		"screen-dark":      func(s *scene.Scene) { gallery.Screen(s, scene.NewTheme(scene.Dark), gallery.Now) },
		"screen-light":     func(s *scene.Scene) { gallery.Screen(s, scene.NewTheme(scene.Light), gallery.Now) },
	} {
		t.Run(name, func(t *testing.T) {
			s := scene.New(fonts)
			fill(s)
			assert.Empty(t, scene.Check(s))
			var out bytes.Buffer
			require.NoError(t, PNG(&out, s, 1))
			path := filepath.Join("testdata", name+".png")
			if *rewrite {
				require.NoError(t, os.WriteFile(path, out.Bytes(), 0o644))
			}
			want, err := os.ReadFile(path)
			require.NoError(t, err)
			assertAlike(t, decoded(t, want), decoded(t, out.Bytes()))
		})
	}
}

func decoded(t *testing.T, data []byte) image.Image {
	picture, err := png.Decode(bytes.NewReader(data))
	require.NoError(t, err)
	return picture
}

// assertAlike allows what processors that round differently could make of the
// same picture: a few levels at a few edges.
func assertAlike(t *testing.T, want, got image.Image) {
	require.Equal(t, want.Bounds(), got.Bounds())
	off, worst := 0, 0
	for y := range want.Bounds().Dy() {
		for x := range want.Bounds().Dx() {
			d := apart(want, got, x, y)
			worst = max(worst, d)
			if d > 0 {
				off++
			}
		}
	}
	assert.LessOrEqual(t, worst, 3, "levels that a pixel is off")
	assert.LessOrEqual(t, off, want.Bounds().Dx(), "pixels that are off")
}

func apart(a, b image.Image, x, y int) int {
	ar, ag, ab, _ := a.At(x, y).RGBA()
	br, bg, bb, _ := b.At(x, y).RGBA()
	level := func(p, q uint32) int { return max(int(p>>8)-int(q>>8), int(q>>8)-int(p>>8)) }
	return max(level(ar, br), level(ag, bg), level(ab, bb))
}

// TestDrawingWhatChangedIsDrawingAll: a canvas that follows a scene through its
// frames holds, at each, the same picture as a new one.
func TestDrawingWhatChangedIsDrawingAll(t *testing.T) {
	fonts := scene.NewFonts()
	s, c := scene.New(fonts), NewCanvas(fonts)
	frames := []func(){
		func() { gallery.Screen(s, scene.NewTheme(scene.Dark), gallery.Now) },
		func() { gallery.Screen(s, scene.NewTheme(scene.Dark), gallery.Now+4_000_000) },
		func() { gallery.Screen(s, scene.NewTheme(scene.Dark), gallery.Now-30_000_000) },
		func() { gallery.Screen(s, scene.NewTheme(scene.Light), gallery.Now) },
		func() { gallery.Shapes(s, scene.NewTheme(scene.Light)) },
		func() { gallery.Screen(s, scene.NewTheme(scene.Light), gallery.Now) },
		func() { dialog(s, 100) },
		func() { dialog(s, 300) },
		func() { dialog(s, -1) },
	}
	for i, frame := range frames {
		frame()
		for _, scale := range []float64{1, 1.25} {
			got := c.Draw(s, scale)
			assert.Equal(t, image.Rectangle{}, difference(Picture(s, scale), got), "frame %d at %v", i, scale)
		}
	}
	c.Draw(s, 1.25)
	assert.Empty(t, c.Changed(), "the same picture is not drawn again")
	gallery.Screen(s, scene.NewTheme(scene.Light), gallery.Now)
	c.Draw(s, 1.25)
	gallery.Screen(s, scene.NewTheme(scene.Light), gallery.Now+100_000)
	c.Draw(s, 1.25)
	area := 0
	for _, part := range c.Changed() {
		area += part.Dx() * part.Dy()
	}
	assert.Less(t, area, 1800*1125*6/10, "most of the screen was left alone")
}

// TestAnyChangeIsDrawn: whatever is drawn on whatever was there before, and even
// where it makes no sense, the canvas holds what a new one would.
func TestAnyChangeIsDrawn(t *testing.T) {
	fonts, theme := scene.NewFonts(), scene.NewTheme(scene.Dark)
	rapid.Check(t, func(t *rapid.T) {
		s, c := scene.New(fonts), NewCanvas(fonts)
		scale := rapid.SampledFrom([]float64{0.75, 1, 1.25, 2}).Draw(t, "scale")
		shapes := map[string][]func(*scene.Layer){}
		for range rapid.IntRange(2, 5).Draw(t, "frames") {
			for _, name := range []string{"low", "high"} {
				kept := shapes[name]
				if len(kept) > 0 && rapid.Bool().Draw(t, "remove") {
					at := rapid.IntRange(0, len(kept)-1).Draw(t, "which")
					kept = append(kept[:at:at], kept[at+1:]...)
				}
				for range rapid.IntRange(0, 3).Draw(t, "add") {
					kept = append(kept, anything(t, theme))
				}
				shapes[name] = kept
			}
			s.Begin(120, 90, theme.Canvas)
			for i, name := range []string{"low", "high"} {
				l, _ := s.Layer(name, scene.Box{X: 20 * float64(i), Y: 10 * float64(i), W: 100, H: 80}, 0)
				for _, draw := range shapes[name] {
					draw(l)
				}
			}
			s.End()
			assert.Equal(t, image.Rectangle{}, difference(Picture(s, scale), c.Draw(s, scale)))
		}
	})
}

// difference is the smallest box around the pixels in which two pictures differ.
func difference(a, b *image.RGBA) (box image.Rectangle) {
	for i := 0; i < len(a.Pix); i += 4 {
		if [3]uint8(a.Pix[i:i+3]) != [3]uint8(b.Pix[i:i+3]) {
			x, y := i%a.Stride/4, i/a.Stride
			box = box.Union(image.Rect(x, y, x+1, y+1))
		}
	}
	return box
}

// anything is a shape of any kind, anywhere.
func anything(t *rapid.T, theme *scene.Theme) func(*scene.Layer) {
	length := func(name string, low, high float64) float64 {
		if rapid.IntRange(0, 30).Draw(t, "wild") == 0 {
			return rapid.SampledFrom([]float64{0, -1, 1e6, -1e6, 0.01}).Draw(t, name)
		}
		return rapid.Float64Range(low, high).Draw(t, name)
	}
	point := func() scene.Point { return scene.Point{X: length("x", -10, 130), Y: length("y", -10, 100)} }
	a, b, c, d := point(), point(), point(), point()
	box := scene.Box{X: a.X, Y: a.Y, W: length("w", 0, 60), H: length("h", 0, 60)}
	radius, line := length("radius", 0, 30), length("line", 0, 8)
	colour := theme.Hue(rapid.IntRange(0, 6).Draw(t, "hue")).Solid.Fade(rapid.SampledFrom([]float64{0.3, 1}).Draw(t, "opacity"))
	dash := rapid.SampledFrom([]scene.Dash{{}, scene.Dashed, scene.Dotted}).Draw(t, "dash")
	draws := map[string]func(*scene.Layer){
		"fill":    func(l *scene.Layer) { l.Fill(box, radius, colour) },
		"outline": func(l *scene.Layer) { l.OutlineDashed(box, radius, line, dash, colour) },
		"shadow":  func(l *scene.Layer) { l.Shadow(box, radius, line, colour) },
		"part":    func(l *scene.Layer) { l.Part(box, radius, scene.Box{X: b.X, Y: b.Y, W: 40, H: 40}, colour) },
		"path":    func(l *scene.Layer) { l.Path(line, dash, colour, a, b, c, d) },
		"loop":    func(l *scene.Layer) { l.Loop(line, dash, colour, a, b, c) },
		"curve":   func(l *scene.Layer) { l.Curve(a, b, c, d, line, dash, colour) },
		"ring":    func(l *scene.Layer) { l.Ring(a, radius, radius+line, b.X/100, c.X/60, colour) },
		"polygon": func(l *scene.Layer) { l.Polygon(colour, a, b, c) },
		"text":    func(l *scene.Layer) { l.Write(a.X, a.Y, "线程 thread — 3", theme.Type.Label, colour) },
		"icon":    func(l *scene.Layer) { l.Picture(icon.Core, box, colour) },
		"clip":    func(l *scene.Layer) { l.Clip(box, func() { l.Disc(b, 20, colour) }) },
		"moving":  func(l *scene.Layer) { from := l.Len(); l.Fill(box, radius, colour); l.Moving(from) },
	}
	return draws[rapid.SampledFrom(slices.Sorted(maps.Keys(draws))).Draw(t, "kind")]
}

// dialog is a screen with a box floating over it at x; none if x is negative.
func dialog(s *scene.Scene, x float64) {
	t := scene.NewTheme(scene.Dark)
	s.Begin(gallery.Width, gallery.Height, t.Canvas)
	for i, name := range []string{"a", "b", "c"} {
		box := s.Box().Column(i, 3, 10)
		l, _ := s.Layer(name, box, scene.NewKey())
		l.Card(box, t)
	}
	if x >= 0 {
		box := scene.Box{X: x, Y: 200, W: 500, H: 300}
		l, _ := s.Layer("dialog", box.Inset(-30), 0)
		l.Floating(box, t)
	}
	s.End()
}

// TestScales: the same scene at other scales has the same proportions, and thin
// lines keep at least a whole pixel.
func TestScales(t *testing.T) {
	s := scene.New(scene.NewFonts())
	for _, scale := range []float64{0.75, 1, 1.5, 2, 3} {
		s.Begin(40, 40, scene.RGB(0))
		l, _ := s.Layer("l", s.Box(), 0)
		l.Fill(scene.Box{X: 10, Y: 10, W: 20, H: 20}, 0, scene.RGB(0xffffff))
		l.Rule(scene.Point{X: 0, Y: 35.5}, scene.Point{X: 40, Y: 35.5}, 1, scene.RGB(0x00ff00))
		s.End()
		p := Picture(s, scale)
		assert.Equal(t, image.Pt(int(40*scale), int(40*scale)), p.Rect.Size())
		at := func(v float64) int { return int(v * scale) }
		assert.Equal(t, uint8(255), p.RGBAAt(at(20), at(20)).R)
		assert.Equal(t, uint8(0), p.RGBAAt(at(8), at(20)).R)
		green := 0
		for y := range p.Rect.Dy() {
			if c := p.RGBAAt(3, y); c.G > 0 {
				assert.Equal(t, uint8(255), c.G, "a rule is sharp at %v", scale)
				green++
			}
		}
		assert.Equal(t, max(1, int(scale+0.5)), green, "at %v", scale)
	}
}

// TestGIF: the last frame is the picture itself, as near as 255 colours come; a
// frame in which nothing changes lengthens the one before; the same animation is
// the same bytes.
func TestGIF(t *testing.T) {
	fonts, theme := scene.NewFonts(), scene.NewTheme(scene.Dark)
	at := func(frame int) int64 { return gallery.Now + int64(min(frame, 2))*3_000_000 }
	animation := Animation{Frames: 5, Hundredths: 6, Scale: 1, Draw: func(frame int, s *scene.Scene) { gallery.Screen(s, theme, at(frame)) }}
	var out, again bytes.Buffer
	require.NoError(t, GIF(&out, fonts, animation))
	require.NoError(t, GIF(&again, fonts, animation))
	assert.True(t, bytes.Equal(out.Bytes(), again.Bytes()), "twice the same")

	all, err := gif.DecodeAll(&out)
	require.NoError(t, err)
	assert.Equal(t, []int{6, 6, 18}, all.Delay)
	assert.Equal(t, 0, all.LoopCount)
	shown := image.NewRGBA(image.Rect(0, 0, all.Config.Width, all.Config.Height))
	for _, frame := range all.Image {
		for y := frame.Rect.Min.Y; y < frame.Rect.Max.Y; y++ {
			for x := frame.Rect.Min.X; x < frame.Rect.Max.X; x++ {
				if _, _, _, alpha := frame.At(x, y).RGBA(); alpha > 0 {
					shown.Set(x, y, frame.At(x, y))
				}
			}
		}
	}
	s := scene.New(fonts)
	gallery.Screen(s, theme, at(4))
	want, worst, exact := Picture(s, 1), 0, 0
	for y := range gallery.Height {
		for x := range gallery.Width {
			d := apart(want, shown, x, y)
			worst = max(worst, d)
			if d == 0 {
				exact++
			}
		}
	}
	assert.Less(t, worst, 24)
	assert.Greater(t, exact, gallery.Width*gallery.Height*95/100, "grounds and fills are exact")
	assert.Error(t, GIF(&out, fonts, Animation{}))
}

// TestChoose: few colours are kept as they are; of many, the frequent ones.
func TestChoose(t *testing.T) {
	assert.Equal(t, []uint32{0xff0000, 0x00ff00}, census{0xff0000: 5, 0x00ff00: 3}.choose(255))
	many := census{0x101010: 1000, 0xfefefe: 900}
	for i := range 600 {
		many[uint32(i)*7919&0xffffff] += 1
	}
	chosen := many.choose(16)
	assert.LessOrEqual(t, len(chosen), 16)
	assert.Equal(t, []uint32{0x101010, 0xfefefe}, chosen[:2])
	assert.Equal(t, chosen, many.choose(16), "the same each time")
}
