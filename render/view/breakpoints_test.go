package view_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/view"
)

// TestBreakpointsAreShown: each is listed and marked beside its line, and a press
// takes it away; however many there are, everything stays in order.
func TestBreakpointsAreShown(t *testing.T) {
	fonts := scene.NewFonts()
	m := opened(t, model.Preferences{Theme: scene.Dark, Language: words.English}, model.File{Name: "hash.js", Text: hashes})
	m.Seek(m.Trace().End() / 2)
	press := func(s *scene.Scene, name string, subject scene.Subject) {
		mark := s.Find(name, subject)
		require.NotNil(t, mark, name)
		m.Do(model.Act{Command: mark.Command, Subject: mark.Subject})
	}
	p := view.NewPainter(fonts)
	line := scene.Subject{Topic: scene.OfLine, ID: 0, Part: 8}
	press(p.Paint(m, 1440, 900), "break", line)
	require.Len(t, m.Breakpoints, 1)
	press(p.Paint(m, 1440, 900), "break-output", scene.Subject{})
	require.Len(t, m.Breakpoints, 2)
	eachLook(func(look string, pref model.Preferences, width, height float64) {
		like(m, pref)
		s := view.NewPainter(fonts).Paint(m, width, height)
		require.Empty(t, scene.Check(s), look)
		picture(t, s, "breakpoints-"+look)
	})
	s := p.Paint(m, 1440, 900)
	require.NotZero(t, s.Find("break", line).Condition&scene.Selected)
	press(s, "remove-break", scene.Subject{Topic: scene.OfGroup, ID: 0})
	require.Equal(t, []model.Breakpoint{{Kind: "output"}}, m.Breakpoints)
	for i := range 40 {
		m.Do(model.Act{Command: scene.Command{Name: "break"}, Subject: scene.Subject{Topic: scene.OfLine, ID: 0, Part: int64(i)}})
	}
	require.Empty(t, scene.Check(p.Paint(m, 1280, 720)))
	press(p.Paint(m, 1440, 900), "clear-breaks", scene.Subject{})
	require.Nil(t, p.Paint(m, 1440, 900).Find("clear-breaks", scene.Subject{}))
}

// TestTheCaptionSaysWhatHappened: the fact that the playhead stands after, within
// its instant too.
func TestTheCaptionSaysWhatHappened(t *testing.T) {
	m := opened(t, model.Preferences{Theme: scene.Dark, Language: words.English}, model.File{Name: "hash.js", Text: hashes})
	p := view.NewPainter(scene.NewFonts())
	m.Seek(m.Trace().End() / 2)
	for range 50 {
		m.Press("ArrowRight")
		mark := p.Paint(m, 1440, 900).Find("last fact", scene.Subject{Topic: scene.OfFact, ID: int64(m.Position().Fact)})
		require.NotNil(t, mark)
		require.NotEmpty(t, mark.Label)
	}
	m.Playhead.Playing = true
	for _, l := range p.Paint(m, 1440, 900).Layers() {
		if l.Name == "caption" {
			require.Empty(t, l.Marks())
		}
	}
}
