//go:build linux || freebsd || netbsd || openbsd

package clipboard

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestTwoProgramsShareTheClipboard: what one copies the other pastes, short or so
// long that it goes in pieces, in both directions; the last who copied counts.
func TestTwoProgramsShareTheClipboard(t *testing.T) {
	if os.Getenv("DISPLAY") == "" {
		t.Skip("there is no display (DISPLAY is not set)")
	}
	one, err := Open()
	require.NoError(t, err)
	other, err := Open()
	require.NoError(t, err)
	for _, text := range []string{"let x = 1\n", "时间片 · 线程池", "", strings.Repeat("0123456789", 100_000)} {
		require.NoError(t, one.Write(text))
		got, err := other.Read()
		require.NoError(t, err)
		require.Equal(t, len(text), len(got))
		require.True(t, text == got)
		own, err := one.Read()
		require.NoError(t, err)
		require.True(t, text == own)
		require.NoError(t, other.Write(text+"!"))
		require.Eventually(t, func() bool {
			got, err = one.Read()
			return err == nil && got == text+"!"
		}, patience*4, patience/20)
	}
}
