package raster

import (
	"bytes"
	"encoding/xml"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"timeslice/render/scene"
	"timeslice/render/scene/gallery"
	"timeslice/render/scene/icon"
)

// TestSVG shows what becomes of each kind of shape.
func TestSVG(t *testing.T) {
	s := scene.New(scene.NewFonts())
	theme := scene.NewTheme(scene.Dark)
	s.Begin(200, 100, theme.Canvas)
	l, _ := s.Layer(`a "layer"`, s.Box(), 0)
	l.Fill(scene.Box{X: 10, Y: 10, W: 50, H: 20}, 4, theme.Card)
	l.OutlineDashed(scene.Box{X: 10, Y: 10, W: 50, H: 20}, 4, 2, scene.Dashed, theme.Border.Fade(0.5))
	l.Shadow(scene.Box{X: 70, Y: 10, W: 50, H: 20}, 4, 8, theme.Shade)
	l.Part(scene.Box{X: 70, Y: 10, W: 50, H: 20}, 4, scene.Box{X: 70, Y: 20, W: 50, H: 10}, theme.Good)
	l.Clip(scene.Box{X: 0, Y: 40, W: 100, H: 50}, func() {
		l.Line(scene.Point{X: 10, Y: 50}, scene.Point{X: 60, Y: 55.5}, 1.5, theme.Text)
		l.Ring(scene.Point{X: 30, Y: 70}, 10, 14, 0, 0.7, theme.Accent)
		l.Ring(scene.Point{X: 30, Y: 70}, 4, 6, 0, 1, theme.Accent)
	})
	l.Arrow(scene.Point{X: 100, Y: 50}, scene.Point{X: 150, Y: 70}, 20, 1, scene.Dash{}, theme.Text)
	l.Write(100, 90, "a<线", theme.Type.Body, theme.Text)
	l.Picture(icon.ChevronRight, scene.Box{X: 150, Y: 80, W: 16, H: 16}, theme.Muted)
	s.End()
	var out bytes.Buffer
	require.NoError(t, SVG(&out, s))
	const path = "testdata/shapes.svg"
	if *rewrite {
		require.NoError(t, os.WriteFile(path, out.Bytes(), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(want), out.String())
}

// TestSVGIsWellFormed: the whole screen can be read as XML, and refers to nothing
// that it does not define.
func TestSVGIsWellFormed(t *testing.T) {
	s := scene.New(scene.NewFonts())
	gallery.Screen(s, scene.NewTheme(scene.Light), gallery.Now)
	var out bytes.Buffer
	require.NoError(t, SVG(&out, s))
	ids, used := map[string]bool{}, map[string]bool{}
	for decoder := xml.NewDecoder(&out); ; {
		token, err := decoder.Token()
		if token == nil {
			break
		}
		require.NoError(t, err)
		if start, ok := token.(xml.StartElement); ok {
			for _, a := range start.Attr {
				switch a.Name.Local {
				case "id":
					assert.False(t, ids[a.Value], "two have the id %s", a.Value)
					ids[a.Value] = true
				case "href":
					used[a.Value[1:]] = true
				}
			}
		}
	}
	assert.Greater(t, len(used), 100)
	for name := range used {
		assert.True(t, ids[name], name)
	}
}
