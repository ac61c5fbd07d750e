package paint

import (
	"image"
	"math"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/stretchr/testify/assert"

	"timeslice/render/ink"
	"timeslice/render/scene"
	"timeslice/render/scene/gallery"
)

// bench bakes without a GPU: triangles are plain data.
func bench(s *scene.Scene) *Painter {
	p := &Painter{drawer: ink.NewDrawer(s.Fonts()), layers: map[string]*baked{}}
	p.atlas.reset(firstSide)
	return p
}

// TestTrianglesStayInTheirClip: nothing is baked outside of the layer, whatever
// reaches out of it, so clips cost no run.
func TestTrianglesStayInTheirClip(t *testing.T) {
	s := scene.New(scene.NewFonts())
	theme := scene.NewTheme(scene.Dark)
	s.Begin(400, 300, theme.Canvas)
	box := scene.Box{X: 100, Y: 100, W: 100, H: 60}
	l, _ := s.Layer("l", box, 0)
	l.Fill(box.Inset(-50), 9, theme.Card)
	l.Outline(box.Inset(-2), 9, 3, theme.Text)
	l.Shadow(box, 9, 20, theme.Shade)
	l.Line(scene.Point{X: 10, Y: 10}, scene.Point{X: 390, Y: 290}, 5, theme.Text)
	l.Ring(box.Centre(), 30, 90, 0.1, 0.9, theme.Accent)
	l.Curve(scene.Point{X: 0, Y: 120}, scene.Point{X: 300, Y: 0}, scene.Point{X: 0, Y: 300}, scene.Point{X: 400, Y: 130}, 3, scene.Dashed, theme.Text)
	l.Polygon(theme.Text, scene.Point{X: 50, Y: 50}, scene.Point{X: 250, Y: 120}, scene.Point{X: 60, Y: 200})
	l.Write(80, 130, "a long text that reaches out of the layer 时间片", theme.Type.Title, theme.Text)
	s.End()
	p := bench(s)
	p.bake(s, 1.5)
	b := p.layers["l"]
	assert.Greater(t, len(b.indices), 300)
	for _, v := range b.vertices {
		assert.True(t, v.DstX >= 150 && v.DstX <= 300 && v.DstY >= 150 && v.DstY <= 240, "%v, %v", v.DstX, v.DstY)
	}
}

// TestCuttingKeepsTheArea: a triangle cut along a line is two parts that sum to
// it, and what a corner knows follows its place.
func TestCuttingKeepsTheArea(t *testing.T) {
	at := func(x, y float32) ebiten.Vertex { return ebiten.Vertex{DstX: x, DstY: y, SrcX: 2 * x, SrcY: x + y} }
	triangle := [3]ebiten.Vertex{at(0, 0), at(10, 3), at(4, 12)}
	area := func(corners []ebiten.Vertex) float64 {
		sum := 0.0
		for i, a := range corners {
			b := corners[(i+1)%len(corners)]
			assert.InDelta(t, 2*a.DstX, a.SrcX, 1e-4)
			assert.InDelta(t, a.DstX+a.DstY, a.SrcY, 1e-4)
			sum += float64(a.DstX*b.DstY - b.DstX*a.DstY)
		}
		return math.Abs(sum) / 2
	}
	var c cutter
	whole := area(c.triangle(triangle, image.Rect(-1, -1, 20, 20)))
	assert.InDelta(t, area(triangle[:]), whole, 1e-3)
	for line := range 12 {
		left := area(c.triangle(triangle, image.Rect(-1, -1, line, 20)))
		right := area(c.triangle(triangle, image.Rect(line, -1, 20, 20)))
		assert.InDelta(t, whole, left+right, 1e-3)
	}
	assert.Empty(t, c.triangle(triangle, image.Rect(50, 50, 60, 60)))
}

// TestAtlas: masks do not overlap, keep their place when the atlas grows, and
// there is an end to it.
func TestAtlas(t *testing.T) {
	var a atlas
	a.reset(64)
	used := map[image.Point]bool{}
	masks := []*ink.Mask{}
	for i := range 60 {
		m := &ink.Mask{W: 5 + i%7, H: 8 + i%5, Alpha: make([]uint8, (5+i%7)*(8+i%5))}
		at, ok := a.place(m)
		assert.True(t, ok)
		for y := range m.H {
			for x := range m.W {
				p := at.Add(image.Pt(x, y))
				assert.False(t, used[p], "two masks at %v", p)
				used[p] = true
			}
		}
		masks = append(masks, m)
		again, _ := a.place(masks[0])
		assert.Equal(t, image.Point{}, again)
	}
	assert.Equal(t, 128, a.side, "it has grown")
	for a.grow() {
	}
	_, ok := a.place(&ink.Mask{W: largestSide, H: 1, Alpha: make([]uint8, largestSide)})
	assert.False(t, ok)
}

// TestFullAtlasIsBegunAnew: when letters of many sizes have filled the atlas, the
// next scene throws away what it does not need, and all its letters are there.
func TestFullAtlasIsBegunAnew(t *testing.T) {
	s := scene.New(scene.NewFonts())
	theme := scene.NewTheme(scene.Dark)
	p := bench(s)
	letters := func(size float64) int {
		s.Begin(1000, 1000, theme.Canvas)
		l, _ := s.Layer("l", s.Box(), 0)
		for i := range 20 {
			l.Write(0, float64(i+1)*50, string([]rune{'时' + rune(i), '线', '程', 'a', 'b'}), scene.Style{Face: scene.Sans, Size: size}, theme.Text)
		}
		s.End()
		p.bake(s, 4)
		return len(p.layers["l"].vertices)
	}
	for size := 20.0; p.generation == 0; size++ {
		letters(size)
		if size > 300 {
			t.Fatal("the atlas never fills")
		}
	}
	before := p.generation
	count := letters(20)
	assert.Equal(t, count, letters(20))
	assert.Equal(t, before, p.generation)
	assert.Greater(t, count, 200)
}

// TestBakingTakesNoMemory: once there is room, changing layers are baked again
// without any.
func TestBakingTakesNoMemory(t *testing.T) {
	s := scene.New(scene.NewFonts())
	gallery.Screen(s, scene.NewTheme(scene.Dark), gallery.Now)
	p := bench(s)
	p.bake(s, 1)
	assert.Zero(t, testing.AllocsPerRun(10, func() {
		for _, b := range p.layers {
			b.hash = 0
		}
		p.bake(s, 1)
	}))
}

func BenchmarkBakeScreen(b *testing.B) {
	s := scene.New(scene.NewFonts())
	gallery.Screen(s, scene.NewTheme(scene.Dark), gallery.Now)
	p := bench(s)
	b.ReportAllocs()
	vertices := 0
	for b.Loop() {
		vertices = 0
		for _, layer := range p.layers {
			layer.hash = 0
		}
		p.bake(s, 1)
		for _, layer := range p.layers {
			vertices += len(layer.vertices)
		}
	}
	b.ReportMetric(float64(vertices), "vertices")
}

func BenchmarkBakeNextFrame(b *testing.B) {
	s, theme := scene.New(scene.NewFonts()), scene.NewTheme(scene.Dark)
	p := bench(s)
	now := int64(gallery.Now)
	b.ReportAllocs()
	for b.Loop() {
		now += 300_000
		gallery.Screen(s, theme, now)
		p.bake(s, 1)
	}
}
