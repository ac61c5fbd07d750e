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

// TestTheWindowIsInOrder: home, palette, key sheet and knobs, in every theme,
// language and size.
func TestTheWindowIsInOrder(t *testing.T) {
	fonts := scene.NewFonts()
	for _, theme := range scene.ThemeNames() {
		for _, language := range words.Languages() {
			p := view.NewPainter(fonts)
			m := model.New(model.Preferences{Theme: theme, Language: language})
			check := func(what string) {
				for i, size := range sizes {
					if i > 0 && theme != scene.Dark {
						break // the least size is the hardest
					}
					s := p.Paint(m, size[0], size[1])
					picture(t, s, fmt.Sprintf("window-%s-%s-%s-%.0f", what, theme, language, size[0]))
					require.Empty(t, scene.Check(s), "%s %s %s %v", theme, language, what, size)
				}
			}
			check("home")
			require.True(t, m.Press("?"))
			check("home-keys")
			require.True(t, m.Press("Escape"))
			for range 30 {
				m.Press("ArrowRight")
			}
			check("home-end")
			m.Open(model.NewProgram("hash.js", []model.File{{Name: "hash.js", Text: hashes}}, "hash.js"), model.Settings{})
			runOut(m)
			m.Seek(m.Trace().End() / 2)
			require.True(t, m.Press("Ctrl+K"))
			check("palette")
			m.Do(model.Act{Command: scene.Command{Name: "type", Text: "core"}})
			check("palette-found")
			require.True(t, m.Press("Escape"))
			require.Empty(t, m.Typing)
			require.True(t, m.Press("?"))
			check("keys")
			require.True(t, m.Press("Escape"))
			require.True(t, m.Press("C"))
			runOut(m)
			require.Equal(t, 3, m.Cores())
			check("knobs")
		}
	}
}
