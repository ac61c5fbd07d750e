package view_test

import (
	"fmt"
	"io/fs"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/lessons"
	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/view"
	"timeslice/sim/trace"
)

// TestARecordingWithoutItsProgram: the pane of the code says what it is of, no knob
// pretends that the run could be made again, and whoever tries is told what to open.
func TestARecordingWithoutItsProgram(t *testing.T) {
	files, err := fs.Sub(lessons.Folders(), "03-one-loop-four-helpers")
	require.NoError(t, err)
	fonts := scene.NewFonts()
	for _, theme := range scene.ThemeNames() {
		for _, language := range words.Languages() {
			m := model.New(model.Preferences{Theme: theme, Language: language})
			m.AllowReal()
			m.OpenRecording(files, "real.trace")
			require.False(t, m.Notice.Bad, m.Notice.Text)
			m.Seek(m.Trace().End() / 2)
			p := view.NewPainter(fonts)
			for _, size := range sizes {
				s := p.Paint(m, size[0], size[1])
				picture(t, s, fmt.Sprintf("recording-%s-%s-%.0f", theme, language, size[0]))
				require.Empty(t, scene.Check(s), "%s %s %v", theme, language, size)
				for _, absent := range []string{"real", "more-cores", "larger-pool", "next-policy"} {
					require.Nil(t, findMark(s, absent), absent)
				}
			}
			for _, command := range []string{"more-cores", "next-policy", "larger-pool", "run-again", "real", "copy-link"} {
				m.Notice = model.Notice{}
				m.Do(model.Act{Command: scene.Command{Name: command, Argument: 1}})
				require.True(t, m.Notice.Bad, command)
				require.Contains(t, m.Notice.Text, "real.trace", command)
				require.Equal(t, model.Lab, m.Screen, command)
			}
			require.True(t, m.Press("Ctrl+Shift+S"))
			saved := m.Requests()[0]
			require.Equal(t, "real.trace", saved.File)
			again, err := trace.ReadRecording([]byte(saved.Text))
			require.NoError(t, err)
			require.Equal(t, m.Trace().Hash(), again.Hash())
		}
	}
}
