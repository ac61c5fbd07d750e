package scene

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// frame fills a scene with one layer that holds one card, and reports whether it
// was drawn.
func frame(s *Scene, box Box, key Key, name string) bool {
	theme := NewTheme(Dark)
	s.Begin(300, 200, theme.Canvas)
	l, draw := s.Layer("card", box, key)
	if draw {
		l.Card(box, theme)
		l.Chip(box.Inset(10), theme, theme.Hue(1), Ready, name)
		l.Mark(Mark{Box: box, Name: "card", Label: name})
	}
	s.End()
	return draw
}

// TestLayersAreKept: what has the same key is not drawn again, and is still
// there, marks too.
func TestLayersAreKept(t *testing.T) {
	s := New(NewFonts())
	box := Box{10, 10, 200, 50}
	assert.True(t, frame(s, box, NewKey().Text("a"), "a"))
	first := s.Hash()
	assert.False(t, frame(s, box, NewKey().Text("a"), "b"), "the same key")
	assert.Equal(t, first, s.Hash())
	assert.NotNil(t, s.Find("card", Subject{}))
	assert.True(t, frame(s, box, NewKey().Text("b"), "b"), "another key")
	assert.NotEqual(t, first, s.Hash())
	assert.True(t, frame(s, box.Shift(1, 0), NewKey().Text("b"), "b"), "another box")
	assert.True(t, frame(s, box, 0, "a"), "no key")
	assert.Equal(t, first, s.Hash(), "drawn anew, but the same picture")
	assert.True(t, frame(s, box, 0, "a"), "no key, twice")

	s.Begin(300, 200, RGB(0))
	s.End()
	assert.True(t, frame(s, box, NewKey().Text("a"), "a"), "it was gone in between")
}

// TestHashTellsPicturesApart: each thing that can be seen changes the hash.
func TestHashTellsPicturesApart(t *testing.T) {
	theme := NewTheme(Dark)
	box := Box{0, 0, 100, 100}
	changes := map[string]func(*Layer){
		"nothing":     func(*Layer) {},
		"fill":        func(l *Layer) { l.Fill(box, 4, theme.Card) },
		"radius":      func(l *Layer) { l.Fill(box, 5, theme.Card) },
		"colour":      func(l *Layer) { l.Fill(box, 4, theme.Panel) },
		"outline":     func(l *Layer) { l.Outline(box, 4, 1, theme.Card) },
		"dash":        func(l *Layer) { l.OutlineDashed(box, 4, 1, Dashed, theme.Card) },
		"text":        func(l *Layer) { l.Write(1, 20, "a", theme.Type.Body, theme.Text) },
		"other text":  func(l *Layer) { l.Write(1, 20, "ä", theme.Type.Body, theme.Text) },
		"other style": func(l *Layer) { l.Write(1, 20, "a", theme.Type.Code, theme.Text) },
		"path":        func(l *Layer) { l.Path(1, Dash{}, theme.Text, Point{1, 2}, Point{3, 4}) },
		"other path":  func(l *Layer) { l.Path(1, Dash{}, theme.Text, Point{1, 2}, Point{3, 5}) },
		"loop":        func(l *Layer) { l.Loop(1, Dash{}, theme.Text, Point{1, 2}, Point{3, 4}) },
		"clipped":     func(l *Layer) { l.Clip(Box{1, 1, 5, 5}, func() { l.Fill(box, 4, theme.Card) }) },
		"faded":       func(l *Layer) { l.Opacity(0.5); l.Fill(box, 4, theme.Card) },
		"moving":      func(l *Layer) { l.Fill(box, 4, theme.Card); l.Moving(0) },
	}
	seen := map[uint64]string{}
	for name, change := range changes {
		s := New(NewFonts())
		s.Begin(100, 100, theme.Canvas)
		l, _ := s.Layer("l", box, 0)
		change(l)
		s.End()
		assert.NotContains(t, seen, s.Hash(), "%s and %s", name, seen[s.Hash()])
		seen[s.Hash()] = name
	}
}

// TestClearIsNotDrawn: what cannot be seen is not in the list.
func TestClearIsNotDrawn(t *testing.T) {
	s := New(NewFonts())
	s.Begin(100, 100, RGB(0))
	l, _ := s.Layer("l", s.Box(), 0)
	l.Fill(s.Box(), 0, Clear)
	l.Opacity(0)
	l.Fill(s.Box(), 0, RGB(0xffffff))
	s.End()
	assert.Empty(t, l.Shapes())
}

// TestHit: the topmost mark is found, only where it can be seen.
func TestHit(t *testing.T) {
	s := New(NewFonts())
	s.Begin(100, 100, RGB(0))
	l, _ := s.Layer("low", s.Box(), 0)
	l.Enclose(Mark{Box: Box{0, 0, 50, 50}, Name: "card"}, func() {
		l.Mark(Mark{Box: Box{10, 10, 20, 20}, Name: "chip", Subject: Subject{Topic: OfThread, ID: 7}})
		l.Clip(Box{0, 0, 50, 40}, func() {
			l.Mark(Mark{Box: Box{30, 30, 20, 20}, Name: "cut", Command: Command{Name: "go"}, Condition: Disabled})
		})
	})
	over, _ := s.Layer("high", Box{20, 0, 10, 100}, 0)
	over.Mark(Mark{Box: Box{0, 0, 100, 12}, Name: "menu", Command: Command{Name: "open"}})
	s.End()

	any := func(*Mark) bool { return true }
	at := func(x, y float64) string {
		if m := s.Hit(Point{x, y}, any); m != nil {
			return m.Name
		}
		return ""
	}
	assert.Equal(t, "card", at(5, 5))
	assert.Equal(t, "chip", at(12, 15))
	assert.Equal(t, "menu", at(25, 11), "above the chip")
	assert.Equal(t, "chip", at(12, 11), "the menu reaches no further than its layer")
	assert.Equal(t, "cut", at(40, 35))
	assert.Equal(t, "card", at(40, 45), "cut off by the clip")
	assert.Equal(t, "", at(80, 80))
	assert.Equal(t, int32(0), s.Find("chip", Subject{Topic: OfThread, ID: 7}).Parent)
	assert.Nil(t, s.Find("chip", Subject{Topic: OfThread, ID: 8}))
	usable := s.Hit(Point{40, 35}, (*Mark).Usable)
	assert.Nil(t, usable)
}

// TestCheckFindsFaults: each check finds what it is for.
func TestCheckFindsFaults(t *testing.T) {
	white, black := RGB(0xffffff), RGB(0)
	style := Style{Face: Sans, Size: 12}
	faults := func(draw func(*Layer)) string {
		s := New(NewFonts())
		s.Begin(200, 100, black)
		l, _ := s.Layer("l", s.Box(), 0)
		draw(l)
		s.End()
		var kinds []string
		for _, f := range Check(s) {
			kinds = append(kinds, f.Kind)
		}
		return strings.Join(kinds, " ")
	}
	for want, draws := range map[string][]func(*Layer){
		"": {
			func(l *Layer) { l.Write(10, 20, "time slice 时间片", style, white) },
			func(l *Layer) { l.Label(Box{10, 10, 30, 20}, "a very long name", style, white, Start) },
			func(l *Layer) { // a new ground between the two
				l.Write(10, 20, "one", style, white)
				l.Fill(Box{0, 0, 100, 50}, 0, RGB(0x333333))
				l.Write(10, 20, "two", style, white)
			},
			func(l *Layer) { // what is clipped away is not seen
				l.Clip(Box{0, 0, 100, 10}, func() { l.Write(10, 80, "龘", style, black) })
			},
		},
		"glyph": {func(l *Layer) { l.Write(10, 20, "龘", style, white) }},
		"fit": {
			func(l *Layer) { l.LabelThat(Keep, Box{10, 10, 30, 20}, "a very long name", style, white, Start) },
			func(l *Layer) { l.Write(150, 20, "a very long name", style, white) },
		},
		"size": {func(l *Layer) { l.Write(10, 20, "small", Style{Face: Sans, Size: 9}, white) }},
		"contrast": {
			func(l *Layer) { l.Write(10, 20, "dim", style, RGB(0x444444)) },
			func(l *Layer) {
				l.Fill(Box{0, 0, 100, 50}, 0, RGB(0xeeeeee))
				l.Write(10, 20, "pale", style, white)
			},
			func(l *Layer) {
				l.Polygon(white, Point{0, 0}, Point{100, 0}, Point{100, 50}, Point{0, 50})
				l.Write(10, 20, "pale", style, white)
			},
			func(l *Layer) {
				l.Ring(Point{50, 50}, 20, 50, 0.75, 1.25, white)
				l.Write(35, 20, "ring", style, white)
			},
		},
		"overlap": {
			func(l *Layer) {
				l.Write(10, 20, "one", style, white)
				l.Write(15, 24, "two", style, white)
			},
			func(l *Layer) {
				l.Mark(Mark{Box: Box{0, 0, 10, 10}, Name: "a"})
				l.Mark(Mark{Box: Box{5, 5, 10, 10}, Name: "b"})
			},
		},
	} {
		require.NotEmpty(t, draws)
		for i, draw := range draws {
			assert.Equal(t, want, faults(draw), "%q, number %d", want, i)
		}
	}
}

// TestNothingGrows: filling the same scene again takes no new memory.
func TestNothingGrows(t *testing.T) {
	s := New(NewFonts())
	theme := NewTheme(Light)
	fill := func() { fillBusy(s, theme) }
	fill()
	assert.LessOrEqual(t, testing.AllocsPerRun(20, fill), 4.0)
}

// fillBusy fills a scene as a busy timeline would: 4,000 slices, 400 labels.
func fillBusy(s *Scene, theme *Theme) {
	s.Begin(1440, 900, theme.Canvas)
	l, _ := s.Layer("busy", s.Box(), 0)
	for i := range 4000 {
		l.Fill(Box{float64(i % 1400), float64(i % 890), 8, 10}, theme.Tiny, theme.Hue(i).Solid)
	}
	for i := range 400 {
		l.Label(Box{float64(i%20) * 70, float64(i/20) * 40, 60, 20}, "libuv 3", theme.Type.Label, theme.Text, Start)
	}
	s.End()
}

func BenchmarkFill(b *testing.B) {
	s := New(NewFonts())
	theme := NewTheme(Dark)
	b.ReportAllocs()
	for range b.N {
		fillBusy(s, theme)
	}
}
