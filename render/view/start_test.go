package view_test

import (
	"image"
	"testing"

	"timeslice/assets/words"
	"timeslice/render/ink"
	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/view"
)

// BenchmarkStart makes what the first frame shows from nothing, as the program
// does when it starts, and each part of that alone. What the window, the shader
// and the screen take is not in it.
//
//	go test ./render/view -run xxx -bench Start
func BenchmarkStart(b *testing.B) {
	preferences := model.Preferences{Theme: scene.Dark, Language: words.Chinese}
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			lettered(view.NewPainter(scene.NewFonts()).Paint(model.New(preferences), 1440, 900))
		}
	})
	b.Run("fonts", func(b *testing.B) {
		for b.Loop() {
			scene.NewFonts()
		}
	})
	b.Run("model", func(b *testing.B) {
		for b.Loop() {
			model.New(preferences)
		}
	})
	b.Run("lessons", func(b *testing.B) {
		for b.Loop() {
			model.New(preferences).Cards()
		}
	})
	fonts := scene.NewFonts()
	b.Run("scene", func(b *testing.B) {
		for b.Loop() {
			view.NewPainter(fonts).Paint(model.New(preferences), 1440, 900)
		}
	})
	s := view.NewPainter(fonts).Paint(model.New(preferences), 1440, 900)
	b.Run("letters", func(b *testing.B) {
		for b.Loop() {
			lettered(s)
		}
	})
}

// lettered makes the masks of all letters of a picture.
func lettered(s *scene.Scene) {
	d := ink.NewDrawer(s.Fonts())
	for _, l := range s.Layers() {
		d.Draw(l, 1, image.Rect(0, 0, int(s.Width), int(s.Height)), nothing{})
	}
}

// nothing takes what is drawn, and does nothing with it.
type nothing struct{}

func (nothing) Box(*ink.Box, scene.Colour)                              {}
func (nothing) Ribbon(*ink.Ribbon, image.Rectangle, scene.Colour)       {}
func (nothing) Polygon([]ink.Corner, image.Rectangle, scene.Colour)     {}
func (nothing) Mask(*ink.Mask, int, int, image.Rectangle, scene.Colour) {}
