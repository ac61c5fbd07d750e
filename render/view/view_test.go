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

// TestTheOpenFileHasATab: of however many files, in however narrow a panel.
func TestTheOpenFileHasATab(t *testing.T) {
	var files []model.File
	for i := range 40 {
		files = append(files, model.File{Name: fmt.Sprintf("module-%02d.js", i), Text: "\n"})
	}
	m := opened(t, model.Preferences{}, files...)
	p := view.NewPainter(scene.NewFonts())
	for _, size := range sizes {
		for _, file := range files {
			m.Do(model.Act{Command: scene.Command{Name: "file", Text: file.Name}})
			s := p.Paint(m, size[0], size[1])
			tab := s.Find("file "+file.Name, scene.Subject{})
			require.NotNil(t, tab, "%s %v", file.Name, size)
			require.Equal(t, tab.Box, tab.Clip, "%s is cut", file.Name)
		}
		require.Empty(t, scene.Check(p.Paint(m, size[0], size[1])))
	}
}

// TestPicturesAreInOrder: in every theme and language, every text fits, can be
// read and has a glyph, and nothing lies on anything else.
func TestPicturesAreInOrder(t *testing.T) {
	fonts := scene.NewFonts()
	for _, theme := range scene.ThemeNames() {
		for _, language := range words.Languages() {
			m := model.New(model.Preferences{Theme: theme, Language: language})
			m.Open(model.NewProgram("hash.js", []model.File{{Name: "main.js", Text: "setTimeout(() => console.log('hello'), 10);\n"}}, ""), model.Settings{})
			for m.Advance(func() bool { return true }) {
			}
			m.Seek(60 * 1e6)
			p := view.NewPainter(fonts)
			require.Empty(t, scene.Check(p.Paint(m, 1440, 900)), "%s %s", theme, language)
		}
	}
}
