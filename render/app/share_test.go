package app

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestTheSimulationsShareOfAFrame: a quick frame leaves it the least, a slow one as
// much as it took itself, one that stood still the most; a second update for the same
// picture leaves it none.
func TestTheSimulationsShareOfAFrame(t *testing.T) {
	const ms = 1_000_000
	now := int64(0)
	s := share{clock: func() int64 { return now }}
	for _, frame := range []struct{ drawing, share int64 }{
		{4 * ms, leastShareNs}, {30 * ms, 30 * ms}, {900 * ms, mostShareNs}, {0, leastShareNs},
	} {
		now += frame.drawing
		s.drawn()
		require.True(t, s.begin())
		from := now
		for s.more() {
			now += ms / 10
		}
		s.finish()
		require.Equal(t, frame.share, now-from, "after a frame that took %d ns besides", frame.drawing)
		require.False(t, s.begin(), "the next update is for the same picture")
	}
}
