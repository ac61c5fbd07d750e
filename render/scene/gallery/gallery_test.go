package gallery

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"timeslice/render/scene"
)

// TestSameEverywhere: the scenes have the same hashes on every computer and in
// the browser; .ci/run asks both.
func TestSameEverywhere(t *testing.T) {
	s := scene.New(scene.NewFonts())
	var got strings.Builder
	for _, name := range scene.ThemeNames() {
		theme := scene.NewTheme(name)
		Shapes(s, theme)
		fmt.Fprintf(&got, "%s shapes %016x\n", name, s.Hash())
		Screen(s, theme, Now)
		fmt.Fprintf(&got, "%s screen %016x\n", name, s.Hash())
	}
	assert.Equal(t, `
light shapes 1452a82c40db9957
light screen 84c474de60224e07
dark shapes b8f350908eafc2df
dark screen 2fafb8454d462284
projector shapes 8a573c76527ba8a7
projector screen f9e2070202e6b8f5
`, "\n"+got.String())
}

// TestMarksOfTheScreen: what the pointer meets.
func TestMarksOfTheScreen(t *testing.T) {
	s := scene.New(scene.NewFonts())
	Screen(s, scene.NewTheme(scene.Dark), Now)
	core := s.Find("core", scene.Subject{Topic: scene.OfCore, ID: 1})
	if assert.NotNil(t, core) {
		assert.Equal(t, core, s.Hit(core.Box.Centre(), (*scene.Mark).Usable))
	}
}
