package view_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/lessons"
	"timeslice/lessons/lesson"
	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/view"
)

// TestWhatThePointerIsOnStandsOut: at once, and after a while it says what it does
// and by which key; wherever it is, the tip stays in the window.
func TestWhatThePointerIsOnStandsOut(t *testing.T) {
	m := opened(t, model.Preferences{Theme: scene.Dark, Language: words.English}, model.File{Name: "hash.js", Text: hashes})
	m.Seek(m.Trace().End() / 2)
	p := view.NewPainter(scene.NewFonts())
	tip := func() (drawn bool, text string) {
		for _, l := range p.Paint(m, 1440, 900).Layers() {
			if l.Name == "hover" {
				for i := range l.Shapes() {
					if s := &l.Shapes()[i]; s.Kind == scene.Text {
						text += l.TextOf(s)
						require.True(t, s.Box().Within(scene.Box{W: 1440, H: 900}))
					}
				}
				return true, text
			}
		}
		return false, ""
	}
	drawn, _ := tip()
	require.False(t, drawn)
	m.PointAt("play", scene.Subject{})
	drawn, text := tip()
	require.True(t, drawn)
	require.Empty(t, text)
	m.Tick(6e8)
	_, text = tip()
	require.Contains(t, text, "Space")
	l, faults := lesson.Read(lessons.Folders(), "03-one-loop-four-helpers")
	require.Empty(t, faults)
	m.OpenLesson(l, 0)
	settle(m)
	option := p.Paint(m, 1440, 900).Find("option", scene.Subject{Topic: scene.OfText})
	require.NotNil(t, option)
	m.PointAt("play", scene.Subject{})
	m.Tick(6e8)
	m.Press("Space")
	_, text = tip()
	require.Empty(t, text, "it has been pressed")
	m.PointAt("option", option.Subject)
	m.Tick(6e8)
	_, text = tip()
	require.Empty(t, text, "it is written there")
	for _, l := range p.Paint(m, 1440, 900).Layers() {
		for _, mark := range l.Marks() {
			if l.Name != "hover" {
				m.PointAt(mark.Name, mark.Subject)
				m.Tick(6e8)
				tip()
			}
		}
	}
	m.PointAt("", scene.Subject{})
	drawn, _ = tip()
	require.False(t, drawn)
}
