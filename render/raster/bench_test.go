package raster

import (
	"io"
	"testing"

	"timeslice/render/scene"
	"timeslice/render/scene/gallery"
)

// The same screen each time: 1440 by 900, some 1,100 shapes, 700 letters.
func screen(now int64) *scene.Scene {
	s := scene.New(scene.NewFonts())
	gallery.Screen(s, scene.NewTheme(scene.Dark), now)
	return s
}

func BenchmarkWholePicture(b *testing.B) {
	s := screen(gallery.Now)
	c := NewCanvas(s.Fonts())
	c.Draw(s, 1)
	b.ReportAllocs()
	for b.Loop() {
		c.damage.Forget()
		c.Draw(s, 1)
	}
}

func BenchmarkNextFrame(b *testing.B) {
	s := screen(gallery.Now)
	theme := scene.NewTheme(scene.Dark)
	c := NewCanvas(s.Fonts())
	c.Draw(s, 1)
	now := int64(gallery.Now)
	b.ReportAllocs()
	for b.Loop() {
		now += 300_000
		gallery.Screen(s, theme, now)
		c.Draw(s, 1)
	}
}

func BenchmarkSameFrame(b *testing.B) {
	s := screen(gallery.Now)
	c := NewCanvas(s.Fonts())
	c.Draw(s, 1)
	b.ReportAllocs()
	for b.Loop() {
		c.Draw(s, 1)
	}
}

func BenchmarkPNG(b *testing.B) {
	s := screen(gallery.Now)
	for b.Loop() {
		if err := PNG(io.Discard, s, 1); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSVG(b *testing.B) {
	s := screen(gallery.Now)
	for b.Loop() {
		if err := SVG(io.Discard, s); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkGIF is for an animation of 20 frames.
func BenchmarkGIF(b *testing.B) {
	fonts, theme := scene.NewFonts(), scene.NewTheme(scene.Dark)
	for b.Loop() {
		err := GIF(io.Discard, fonts, Animation{Frames: 20, Hundredths: 5, Scale: 1, Draw: func(i int, s *scene.Scene) {
			gallery.Screen(s, theme, gallery.Now+int64(i)*300_000)
		}})
		if err != nil {
			b.Fatal(err)
		}
	}
}
