package view_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/view"
)

// TestSmallWindowsAreInOrder: a telephone upright and lying, and a window whose
// interface is 300 % large, have everything, one panel at a time.
func TestSmallWindowsAreInOrder(t *testing.T) {
	fonts := scene.NewFonts()
	for _, theme := range scene.ThemeNames() {
		for _, language := range words.Languages() {
			for _, program := range []string{"hash.js", "share.yaml"} {
				m := staged(t, program, model.Preferences{Theme: theme, Language: language}, model.Settings{})
				m.Seek(m.Trace().End() / 3)
				p := view.NewPainter(fonts)
				for _, size := range [][2]float64{{480, 300}, {426, 240}, {844, 390}, {667, 375}, {390, 844}, {320, 568}} {
					for _, panel := range []string{"left", "stage", "history", "right"} {
						m.Do(model.Act{Command: scene.Command{Name: "panel", Text: "only " + panel}})
						s := p.Paint(m, size[0], size[1])
						picture(t, s, fmt.Sprintf("small-%s-%s-%s-%s-%.0f", program, panel, theme, language, size[0]))
						require.Empty(t, scene.Check(s), "%s %s %s %s %v", theme, language, program, panel, size)
						if panel == "stage" && (theme != scene.Projector || size[1] >= 300) { // whose letters are larger still
							require.NotNil(t, findMark(s, "core"), "%s %s %v", theme, program, size)
							require.NotNil(t, findMark(s, "process"), "%s %s %v", theme, program, size)
						}
						if size[0] < 700 && (size[1] < 440 || panel != "history") {
							for _, name := range []string{"only " + panel, "by-core", "by-thread", "by-process", "step-back", "play", "step"} {
								require.NotNil(t, s.Find(name, scene.Subject{}), "%s: %s %v", name, panel, size)
							}
						}
					}
				}
			}
		}
	}
}

// TestTheHistoryHasRoom: where it has none below the machine, it has a tab, and all
// the height.
func TestTheHistoryHasRoom(t *testing.T) {
	m := opened(t, model.Preferences{}, model.File{Name: "hash.js", Text: hashes})
	p := view.NewPainter(scene.NewFonts())
	s := p.Paint(m, 480, 300)
	require.Nil(t, s.Find("timeline", scene.Subject{}))
	tab := s.Find("only history", scene.Subject{})
	require.NotNil(t, tab)
	m.Do(model.Act{Command: tab.Command, Subject: tab.Subject})
	s = p.Paint(m, 480, 300)
	history := s.Find("timeline", scene.Subject{})
	require.NotNil(t, history)
	require.Greater(t, history.Clip.H, 90.0)
	s = p.Paint(m, 390, 844)
	require.Nil(t, s.Find("only history", scene.Subject{}))
	require.NotNil(t, s.Find("timeline", scene.Subject{}))
	require.NotNil(t, s.Find("core", scene.Subject{Topic: scene.OfCore}))
}
