package icon

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestEveryIconIsDrawn: each has a name of its own and strokes that can be read
// and lie on the square, lines with their thickness.
func TestEveryIconIsDrawn(t *testing.T) {
	names := map[string]bool{}
	for i := None + 1; i < Count; i++ {
		assert.NotEmpty(t, i.String(), "icon %d", i)
		assert.False(t, names[i.String()], i.String())
		names[i.String()] = true
		strokes := i.Strokes()
		assert.NotEmpty(t, strokes, i.String())
		for _, s := range strokes {
			assert.GreaterOrEqual(t, len(s.Spots), 2, i.String())
			for _, p := range s.Spots {
				half := LineWidth / 2.0
				if s.Filled {
					half = 0
				}
				assert.True(t, p.X >= half && p.X <= Side-half && p.Y >= half && p.Y <= Side-half, "%v: %v", i, p)
			}
		}
	}
}
