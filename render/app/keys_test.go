package app

import (
	"testing"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/stretchr/testify/require"
)

// TestSignsAreKnownByWhatTheyWrite: letters and digits are keys, signs are not.
func TestSignsAreKnownByWhatTheyWrite(t *testing.T) {
	for _, r := range "+-?/[.=" {
		require.True(t, isSign(r), "%c", r)
	}
	for _, r := range "aZ7 \n时" {
		require.False(t, isSign(r), "%c", r)
	}
	require.Equal(t, "Enter", nameOf(ebiten.KeyNumpadEnter))
	require.Equal(t, "7", nameOf(ebiten.KeyDigit7))
	require.Equal(t, "ArrowUp", nameOf(ebiten.KeyArrowUp))
	require.Empty(t, nameOf(ebiten.KeyShiftLeft))
}
