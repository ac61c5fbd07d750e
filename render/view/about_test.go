package view_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/view"
)

// TestAboutIsWhatTheInspectorSays: all of it, in its order, names beside values.
func TestAboutIsWhatTheInspectorSays(t *testing.T) {
	m := opened(t, model.Preferences{Theme: scene.Dark, Language: words.English}, model.File{Name: "hash.js", Text: hashes})
	m.Seek(m.Trace().End() * 9 / 10)
	do(m, "select", scene.Subject{Topic: scene.OfThread, ID: 9})
	lines := strings.Split(view.NewPainter(scene.NewFonts()).About(m), "\n")
	require.Contains(t, lines[0], "libuv-1")
	require.Contains(t, lines[1], "PID 2")
	require.Regexp(t, "^state\t", lines[2])
	require.Greater(t, len(lines), 12)
	require.True(t, m.Press("Ctrl+C"))
	require.Equal(t, "copy-about", m.Requests()[0].Name)
}
