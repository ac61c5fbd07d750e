package paint

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"timeslice/render/raster"
	"timeslice/render/scene"
	"timeslice/render/scene/gallery"
)

// display is why there is none, "" if there is one. These tests need a display
// and OpenGL, such as Xvfb with software rendering:
//
//	xvfb-run -s '-screen 0 1600x1000x24' go test ./render/paint
//
// With PICTURES set to a folder, what was painted is kept there.
func noDisplay() string {
	if runtime.GOOS == "linux" && os.Getenv("DISPLAY") == "" {
		return "there is no display (DISPLAY is not set)"
	}
	return ""
}

// host is a game that runs the tests in its first Update, where images work.
type host struct {
	m    *testing.M
	code int
}

func (h *host) Update() error {
	h.code = h.m.Run()
	return ebiten.Termination
}

func (h *host) Draw(*ebiten.Image)         {}
func (h *host) Layout(int, int) (int, int) { return 320, 200 }

func TestMain(m *testing.M) {
	if noDisplay() != "" {
		os.Exit(m.Run())
	}
	h := &host{m: m}
	if err := ebiten.RunGame(h); err != nil {
		fmt.Fprintln(os.Stderr, "no window can be opened:", err)
		os.Exit(1)
	}
	os.Exit(h.code)
}

func needDisplay(t testing.TB) {
	if reason := noDisplay(); reason != "" {
		t.Skip(reason)
	}
}

func pixels(target *ebiten.Image) *image.RGBA {
	p := image.NewRGBA(target.Bounds())
	target.ReadPixels(p.Pix)
	return p
}

// TestPaintIsRaster: what the GPU draws is what the CPU draws, but for what they
// round differently.
func TestPaintIsRaster(t *testing.T) {
	needDisplay(t)
	fonts := scene.NewFonts()
	for name, fill := range map[string]func(*scene.Scene){
		"shapes dark":      func(s *scene.Scene) { gallery.Shapes(s, scene.NewTheme(scene.Dark)) },
		"shapes projector": func(s *scene.Scene) { gallery.Shapes(s, scene.NewTheme(scene.Projector)) },
		"screen light":     func(s *scene.Scene) { gallery.Screen(s, scene.NewTheme(scene.Light), gallery.Now) },
	} {
		for _, scale := range []float64{1, 1.5} {
			s := scene.New(fonts)
			fill(s)
			painter, err := New(fonts)
			require.NoError(t, err)
			size := raster.Size(s, scale)
			target := ebiten.NewImage(size.X, size.Y)
			assert.True(t, painter.Paint(target, s, scale))
			got, want := pixels(target), raster.Picture(s, scale)
			if dir := os.Getenv("PICTURES"); dir != "" {
				var out bytes.Buffer
				require.NoError(t, png.Encode(&out, got))
				require.NoError(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf("%s %v.png", name, scale)), out.Bytes(), 0o644))
			}
			target.Deallocate()
			off, far := 0, 0
			for i := range want.Pix {
				d := int(want.Pix[i]) - int(got.Pix[i])
				d = max(d, -d)
				if d > 2 {
					off++
				}
				if d > 24 {
					far++
				}
			}
			t.Logf("%s at %v: %d of %d channels off by more than 2, %d by more than 24", name, scale, off, len(want.Pix), far)
			assert.Less(t, off, len(want.Pix)/2000, "%s at %v", name, scale)
			assert.Less(t, far, len(want.Pix)/100000, "%s at %v", name, scale)
		}
	}
}

// TestFrames: a painter that follows a scene through its frames has, at each, the
// same picture as a new one; few runs; and nothing to do when nothing changes.
func TestFrames(t *testing.T) {
	needDisplay(t)
	fonts := scene.NewFonts()
	painter, err := New(fonts)
	require.NoError(t, err)
	s := scene.New(fonts)
	target := ebiten.NewImage(gallery.Width, gallery.Height)
	defer target.Deallocate()
	for i, frame := range []func(){
		func() { gallery.Screen(s, scene.NewTheme(scene.Dark), gallery.Now) },
		func() { gallery.Screen(s, scene.NewTheme(scene.Dark), gallery.Now+2_000_000) },
		func() { gallery.Screen(s, scene.NewTheme(scene.Dark), gallery.Now-9_000_000) },
		func() { gallery.Screen(s, scene.NewTheme(scene.Projector), gallery.Now) },
		func() { gallery.Screen(s, scene.NewTheme(scene.Light), gallery.Now) },
	} {
		frame()
		assert.True(t, painter.Paint(target, s, 1), "frame %d", i)
		assert.LessOrEqual(t, painter.Runs(), 20, "frame %d", i)
		assert.Less(t, unlike(raster.Picture(s, 1), pixels(target)), 1000, "frame %d", i)
		assert.False(t, painter.Paint(target, s, 1), "frame %d again", i)
		assert.Zero(t, painter.Runs())
	}
	painter.Forget()
	assert.True(t, painter.Paint(target, s, 1), "the image was lost")
	other := ebiten.NewImage(gallery.Width, gallery.Height)
	defer other.Deallocate()
	assert.True(t, painter.Paint(other, s, 1), "another image")
	assert.Less(t, unlike(raster.Picture(s, 1), pixels(other)), 1000)
}

// unlike is how many channels of two pictures differ by more than rounding.
func unlike(want, got *image.RGBA) int {
	off := 0
	for i := range want.Pix {
		if d := int(want.Pix[i]) - int(got.Pix[i]); d > 2 || d < -2 {
			off++
		}
	}
	return off
}

// TestPaintingTakesNoMemory: frames that change something take next to none,
// frames that do not take none.
func TestPaintingTakesNoMemory(t *testing.T) {
	needDisplay(t)
	fonts := scene.NewFonts()
	painter, err := New(fonts)
	require.NoError(t, err)
	s := scene.New(fonts)
	target := ebiten.NewImage(gallery.Width, gallery.Height)
	defer target.Deallocate()
	gallery.Screen(s, scene.NewTheme(scene.Dark), gallery.Now)
	painter.Paint(target, s, 1)
	assert.Zero(t, testing.AllocsPerRun(20, func() { painter.Paint(target, s, 1) }))
}

func BenchmarkPaintWhole(b *testing.B) {
	needDisplay(b)
	fonts := scene.NewFonts()
	painter, err := New(fonts)
	require.NoError(b, err)
	s := scene.New(fonts)
	target := ebiten.NewImage(gallery.Width, gallery.Height)
	defer target.Deallocate()
	gallery.Screen(s, scene.NewTheme(scene.Dark), gallery.Now)
	one := make([]byte, 4)
	b.ReportAllocs()
	for b.Loop() {
		painter.Forget()
		painter.Paint(target, s, 1)
		target.SubImage(image.Rect(0, 0, 1, 1)).(*ebiten.Image).ReadPixels(one) // waits for the GPU
	}
	b.ReportMetric(float64(painter.Runs()), "runs")
}

func BenchmarkPaintNextFrame(b *testing.B) {
	needDisplay(b)
	fonts := scene.NewFonts()
	painter, err := New(fonts)
	require.NoError(b, err)
	s, theme := scene.New(fonts), scene.NewTheme(scene.Dark)
	target := ebiten.NewImage(gallery.Width, gallery.Height)
	defer target.Deallocate()
	now := int64(gallery.Now)
	one := make([]byte, 4)
	b.ReportAllocs()
	for b.Loop() {
		now += 300_000
		gallery.Screen(s, theme, now)
		painter.Paint(target, s, 1)
		target.SubImage(image.Rect(0, 0, 1, 1)).(*ebiten.Image).ReadPixels(one)
	}
	b.ReportMetric(float64(painter.Runs()), "runs")
}
