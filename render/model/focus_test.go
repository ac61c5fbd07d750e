package model

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/render/scene"
)

// TestEscapeGoesOutStepByStep: what was opened last is put away first, and only who has
// nothing open any more comes home.
func TestEscapeGoesOutStepByStep(t *testing.T) {
	m := scripted(t, busy)
	m.Selected = scene.Subject{Topic: scene.OfThread, ID: 2}
	require.True(t, m.Press("Enter"))
	m.Pick(Range{1, 2})
	m.Notice = Notice{Text: "a message"}
	open := func() []bool {
		return []bool{m.Notice.Text != "", m.Timeline.Picked.Ns() > 0, m.Focus.Topic != scene.Nothing, m.Selected.Topic != scene.Nothing, m.Screen == Lab}
	}
	for i := range open() {
		for j, still := range open() {
			require.Equal(t, j >= i, still, "after %d", i)
		}
		require.True(t, m.Press("Escape"))
	}
	require.Equal(t, Home, m.Screen)
	require.True(t, m.Press("Escape"))
	require.Equal(t, Lab, m.Screen, "and back")
}
