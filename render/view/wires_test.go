package view

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/render/scene"
)

// TestWiresGoThroughGaps: in grids of cards with gaps, whichever two are joined,
// the way begins at the edge of the one and ends at that of the other, crosses no
// card, and a message moves along it without leaping. Most pairs can be joined.
func TestWiresGoThroughGaps(t *testing.T) {
	dice := rand.New(rand.NewPCG(7, 7))
	joined, tried := 0, 0
	for range 300 {
		columns, rows := 1+dice.IntN(4), 1+dice.IntN(4)
		within := scene.Box{W: float64(columns)*212 + 12, H: float64(rows)*112 + 12}
		var cards []scene.Box
		for i := range columns * rows {
			cards = append(cards, scene.Box{X: 12 + float64(i%columns)*212, Y: 12 + float64(i/columns)*112, W: 200, H: 100})
		}
		a, b := dice.IntN(len(cards)), dice.IntN(len(cards))
		if a == b {
			continue
		}
		tried++
		way := route(cards[a], cards[b], cards, within, lane(dice.IntN(3)))
		if way == nil {
			continue
		}
		joined++
		require.True(t, atEdge(cards[a], way[0]), "%v of %v", way, cards[a])
		require.True(t, atEdge(cards[b], way[len(way)-1]), "%v of %v", way, cards[b])
		require.Equal(t, way[0], along(way, 0))
		require.Equal(t, way[len(way)-1], along(way, 1))
		last := way[0]
		whole := 0.0
		for i := 1; i < len(way); i++ {
			whole += far(way[i-1], way[i])
		}
		for part := 0.0; part <= 1; part += 0.01 {
			at := along(way, part)
			require.LessOrEqual(t, far(last, at), whole*0.011+0.001)
			for _, card := range cards {
				require.False(t, card.Inset(1).Contains(at))
			}
			last = at
		}
	}
	require.Greater(t, joined*10, tried*9)
}

func atEdge(b scene.Box, p scene.Point) bool {
	near := func(x, y float64) bool { return x-y < 0.01 && y-x < 0.01 }
	inX, inY := p.X >= b.X && p.X <= b.Right(), p.Y >= b.Y && p.Y <= b.Bottom()
	return inY && (near(p.X, b.X) || near(p.X, b.Right())) || inX && (near(p.Y, b.Y) || near(p.Y, b.Bottom()))
}
