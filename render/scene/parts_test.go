package scene

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/render/scene/icon"
)

// TestAButtonThatIsWideEnoughSaysItsWholeName: at any width from the one it must
// have, with and without an icon; sums of lengths may be rounded.
func TestAButtonThatIsWideEnoughSaysItsWholeName(t *testing.T) {
	theme, fonts := NewTheme(Dark), NewFonts()
	for _, name := range []string{"Add core", "加一个核", "Next"} {
		for _, picture := range []icon.Icon{icon.None, icon.Plus} {
			for i := range 300 {
				s := New(fonts)
				s.Begin(400, 200, theme.Canvas)
				l, _ := s.Layer("button", s.Box(), 0)
				wide := l.ButtonWidth(theme, picture, name) + float64(i)/7
				l.Button(Box{10.3 + float64(i)/11, 10, wide, 28}, theme, Quiet, picture, name)
				s.End()
				require.Equal(t, []string{name}, l.texts, "%v points wide", wide)
			}
		}
	}
}
