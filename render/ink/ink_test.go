package ink

import (
	"image"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"timeslice/render/scene"
	"timeslice/render/scene/icon"
)

// show draws a mask with characters, one a pixel.
func show(m *Mask) string {
	var out strings.Builder
	for y := range m.H {
		for x := range m.W {
			out.WriteByte(" .:+#"[int(m.Alpha[y*m.W+x])*4/255])
		}
		out.WriteByte('\n')
	}
	return out.String()
}

// TestFilling: a box that covers pixels to a half, a quarter, and wholly.
func TestFilling(t *testing.T) {
	var f filler
	box := func(x0, y0, x1, y1 int) {
		f.add(x0, y0, x0, y1)
		f.add(x0, y1, x1, y1)
		f.add(x1, y1, x1, y0)
		f.add(x1, y0, x0, y0)
	}
	box(128, 128, 768, 768)
	m := f.mask()
	assert.Equal(t, []uint8{63, 127, 127, 0, 127, 255, 255, 0, 127, 255, 255, 0}, m.Alpha)
	assert.Equal(t, 4, m.W)

	box(0, 0, 512, 512) // two that overlap are one
	box(256, 256, 768, 768)
	m = f.mask()
	assert.Equal(t, "##  \n### \n ## \n", show(&m))
	assert.Equal(t, uint8(255), m.Alpha[m.W+1])
}

// TestFillingIsExact: the pixels of a polygon sum to its area.
func TestFillingIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		place := rapid.IntRange(-2000, 2000)
		x0, y0, x1, y1, x2, y2 := place.Draw(t, "x0"), place.Draw(t, "y0"), place.Draw(t, "x1"), place.Draw(t, "y1"), place.Draw(t, "x2"), place.Draw(t, "y2")
		area := math.Abs(float64((x1-x0)*(y2-y0)-(x2-x0)*(y1-y0))) / 2 / one / one
		var f filler
		f.add(x0, y0, x1, y1)
		f.add(x1, y1, x2, y2)
		f.add(x2, y2, x0, y0)
		m := f.mask()
		sum := 0.0
		for _, a := range m.Alpha {
			sum += float64(a) / 255
		}
		// Each pixel on an edge may lose a level, and each step a unit.
		assert.InDelta(t, area, sum, 0.02*float64(m.W+m.H)+0.02)
	})
}

// TestLetters: a letter stands on its baseline, and a part of a pixel to the
// right when asked.
func TestLetters(t *testing.T) {
	fonts := scene.NewFonts()
	masks := NewMasks(fonts)
	g := fonts.Glyphs(scene.Style{Face: scene.Bold, Size: 12}, "H")
	g.Next()
	m, x := masks.Glyph(g.File, g.ID, 12, 3.0)
	assert.Equal(t, 3, x)
	assert.Equal(t, -9, m.Y, "capitals are 9 pixels high at 12")
	assert.Equal(t, 9, m.H, "and stand on the line")
	again, _ := masks.Glyph(g.File, g.ID, 12, 7.05)
	assert.Same(t, m, again, "the same mask")
	shifted, x := masks.Glyph(g.File, g.ID, 12, 3.5)
	assert.Equal(t, 3, x)
	assert.NotEqual(t, m.Alpha, shifted.Alpha)
	_, x = masks.Glyph(g.File, g.ID, 12, 3.9)
	assert.Equal(t, 4, x, "nearer to the next pixel")
	g = fonts.Glyphs(scene.Style{Face: scene.Bold, Size: 12}, " ")
	g.Next()
	space, _ := masks.Glyph(g.File, g.ID, 12, 0)
	assert.True(t, space.Empty())
}

// TestIconsHaveASide: an icon fills its square, whatever its size.
func TestIconsHaveASide(t *testing.T) {
	masks := NewMasks(scene.NewFonts())
	for _, side := range []int{12, 16, 40} {
		for i := icon.None + 1; i < icon.Count; i++ {
			m := masks.Icon(i, side)
			assert.Equal(t, side*side, len(m.Alpha))
			sum := 0
			for _, a := range m.Alpha {
				sum += int(a)
			}
			assert.Greater(t, sum, side*side*255/40, "%v at %d", i, side)
		}
	}
}

// TestSpan: boxes are brought to whole pixels, and thin ones keep their thickness
// wherever they are.
func TestSpan(t *testing.T) {
	for _, scale := range []float64{0.75, 1, 1.25, 1.5, 2} {
		for i := range 200 {
			at := float64(i) * 0.37
			from, to := span(at, 1, scale)
			assert.Equal(t, from, math.Trunc(from))
			assert.Equal(t, max(1, math.Floor(scale+0.5)), to-from, "a line at %v, scale %v", at, scale)
			_, end := span(at, 20, scale)
			next, _ := span(at+20, 20, scale)
			assert.Equal(t, end, next, "neighbours share an edge")
		}
	}
	from, to := span(3, 0, 1)
	assert.Equal(t, from, to)
}

// TestRibbonsCover: what a line covers is as long as the line and as wide.
func TestRibbonsCover(t *testing.T) {
	r := Ribbon{Half: 2, Length: 10}
	assert.Equal(t, 1.0, r.Cover(0, 5))
	assert.Equal(t, 0.5, r.Cover(2, 5))
	assert.Equal(t, 0.5, r.Cover(0, 0))
	assert.Equal(t, 0.0, r.Cover(0, -1))
	r.Round = true
	assert.Equal(t, 1.0, r.Cover(0, -1))
	assert.Equal(t, 0.0, r.Cover(2, -2))
	r = Ribbon{Half: 2, Length: 100, On: 6, Off: 4}
	assert.Equal(t, 1.0, r.Cover(0, 3))
	assert.Equal(t, 0.0, r.Cover(0, 8))
	assert.Equal(t, 1.0, r.Cover(0, 13))
}

// TestSharpTurns: a path that turns back is strips with round ends, one that
// turns gently is a single strip, and points that coincide do no harm.
func TestSharpTurns(t *testing.T) {
	strips := func(closed bool, spots ...scene.Spot) int {
		var r ribbons
		count := 0
		r.path(spots, 1)
		r.chain(1, closed, true, 0, 0, func(r *Ribbon) {
			count++
			for _, n := range r.Nodes {
				assert.False(t, math.IsNaN(n.X+n.Y+n.Across+n.Along))
			}
		})
		return count
	}
	assert.Equal(t, 1, strips(false, scene.Spot{}, scene.Spot{X: 10}, scene.Spot{X: 20, Y: 5}))
	assert.Equal(t, 2, strips(false, scene.Spot{}, scene.Spot{X: 10}, scene.Spot{Y: 1}))
	assert.Equal(t, 1, strips(false, scene.Spot{}, scene.Spot{}, scene.Spot{X: 10}))
	assert.Equal(t, 1, strips(false, scene.Spot{}, scene.Spot{}))
	assert.Equal(t, 1, strips(true, scene.Spot{}, scene.Spot{X: 10}, scene.Spot{X: 10, Y: 10}, scene.Spot{Y: 10}, scene.Spot{}))
	assert.Equal(t, 1, strips(true, scene.Spot{}, scene.Spot{X: 10}))
}

// TestDamage: only what changed is drawn again.
func TestDamage(t *testing.T) {
	fonts := scene.NewFonts()
	s := scene.New(fonts)
	var d Damage
	frame := func(names string, wide float64) []image.Rectangle {
		s.Begin(100, 100, scene.RGB(0))
		for i, name := range strings.Fields(names) {
			box := scene.Box{X: float64(i) * 20, W: 20, H: 20}
			l, _ := s.Layer(name, box, 0)
			if name == "b" {
				l.Fill(scene.Box{X: box.X, W: wide, H: 5}, 0, scene.RGB(0xffffff))
			}
		}
		s.End()
		return append([]image.Rectangle{}, d.Next(s, image.Pt(1000, 1000), 10)...)
	}
	whole := []image.Rectangle{image.Rect(0, 0, 1000, 1000)}
	c := []image.Rectangle{image.Rect(400, 0, 600, 200)}
	assert.Equal(t, whole, frame("a b c", 5))
	assert.Empty(t, frame("a b c", 5))
	assert.Equal(t, []image.Rectangle{image.Rect(200, 0, 262, 52)}, frame("a b c", 6), "the shape that changed, and its edge")
	assert.Equal(t, c, frame("a b", 6), "c is gone")
	assert.Equal(t, c, frame("a b c", 6), "c is back")
	assert.Equal(t, []image.Rectangle{image.Rect(0, 0, 600, 200)}, frame("b c", 6), "all moved")
	assert.Equal(t, []image.Rectangle{image.Rect(0, 0, 400, 200)}, frame("c b", 6), "another order")
	d.Forget()
	assert.Equal(t, whole, frame("b c", 6))
	assert.Equal(t, whole, d.Next(s, image.Pt(1000, 1000), 2), "another scale")
}

// TestFewParts: however scattered the changes, there are few parts, they do not
// overlap, and they hold all of the changes.
func TestFewParts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var d Damage
		var boxes []image.Rectangle
		for range rapid.IntRange(1, 40).Draw(t, "changes") {
			x, y := rapid.IntRange(0, 2000).Draw(t, "x"), rapid.IntRange(0, 1000).Draw(t, "y")
			box := image.Rect(x, y, x+rapid.IntRange(1, 200).Draw(t, "w"), y+rapid.IntRange(1, 200).Draw(t, "h"))
			boxes = append(boxes, box)
			d.add(box)
		}
		for len(d.parts) > mostParts {
			d.joinNearest()
		}
		for i, part := range d.parts {
			for _, other := range d.parts[:i] {
				assert.False(t, part.Overlaps(other))
			}
		}
		for _, box := range boxes {
			held := false
			for _, part := range d.parts {
				held = held || box.In(part)
			}
			assert.True(t, held)
		}
	})
}
