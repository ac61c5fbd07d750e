package scene

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestCutting: what is cut off and what is left are the whole, and no more is cut
// than there is.
func TestCutting(t *testing.T) {
	b := Box{0, 0, 100, 50}
	assert.Equal(t, Box{0, 0, 100, 10}, b.CutTop(10))
	assert.Equal(t, Box{0, 40, 100, 10}, b.CutBottom(10))
	assert.Equal(t, Box{0, 10, 20, 30}, b.CutLeft(20))
	assert.Equal(t, Box{70, 10, 30, 30}, b.CutRight(30))
	assert.Equal(t, Box{20, 10, 50, 30}, b)
	assert.Equal(t, Box{20, 10, 50, 30}, b.CutTop(99))
	assert.True(t, b.Empty())
	assert.Equal(t, 0.0, b.CutLeft(-5).W)
}

// TestGrid: cells are as many columns as fit, and none overlap.
func TestGrid(t *testing.T) {
	g := NewGrid(Box{0, 0, 100, 100}, 5, 4, 40, 20, 10)
	assert.Equal(t, 2, g.Columns)
	assert.Equal(t, Box{0, 0, 45, 20}, g.Cell(0))
	assert.Equal(t, Box{55, 30, 45, 20}, g.Cell(3))
	assert.Equal(t, 80.0, g.Height(5))
	assert.Equal(t, 0.0, g.Height(0))
	assert.Equal(t, 6, g.Room())
	assert.Equal(t, 1, NewGrid(Box{0, 0, 10, 100}, 5, 4, 40, 20, 10).Columns)
	assert.Equal(t, 1, NewGrid(Box{0, 0, 500, 100}, 1, 4, 40, 20, 10).Columns)
}

// TestFlow: boxes go on in the next line, until there is no more room.
func TestFlow(t *testing.T) {
	f := NewFlow(Box{10, 10, 100, 45}, 20, 5)
	var got []Box
	for {
		b, ok := f.Next(45)
		if !ok {
			break
		}
		got = append(got, b)
	}
	assert.Equal(t, []Box{{10, 10, 45, 20}, {60, 10, 45, 20}, {10, 35, 45, 20}, {60, 35, 45, 20}}, got)
	assert.Equal(t, 45.0, f.Height())
	_, ok := NewFlow(Box{0, 0, 40, 40}, 20, 5).Next(50)
	assert.False(t, ok)
}

// TestBoxes: the arithmetic of boxes.
func TestBoxes(t *testing.T) {
	a, b := Box{0, 0, 10, 10}, Box{5, 5, 10, 10}
	assert.Equal(t, Box{5, 5, 5, 5}, a.Intersect(b))
	assert.Equal(t, Box{0, 0, 15, 15}, a.Union(b))
	assert.Equal(t, a, a.Union(Box{}))
	assert.True(t, a.Overlaps(b))
	assert.False(t, a.Overlaps(b.Shift(5, 0)))
	assert.Equal(t, Box{2.5, 2.5, 10, 10}, a.Mix(b, 0.5))
	assert.Equal(t, 0.015625*3, onGrain(0.046))
}
