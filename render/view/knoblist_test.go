package view_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/view"
)

// TestKnobsAreTurned: every knob is listed and can be searched, by its key and by
// its text; a press turns it, which runs again; what was turned comes first and can
// be turned back; a value can be typed, and a wrong one is told of.
func TestKnobsAreTurned(t *testing.T) {
	fonts := scene.NewFonts()
	m := opened(t, model.Preferences{Theme: scene.Dark, Language: words.English}, model.File{Name: "hash.js", Text: hashes})
	p := view.NewPainter(fonts)
	typed := func(text string) { m.Do(model.Act{Command: scene.Command{Name: "type", Text: text}}) }
	find := func(s *scene.Scene, name, key string) *scene.Mark {
		for _, l := range s.Layers() {
			for i, mark := range l.Marks() {
				if mark.Name == name && mark.Command.Text == key && mark.Command.Argument >= 0 {
					return &l.Marks()[i]
				}
			}
		}
		return nil
	}
	use := func(name, key string) {
		mark := find(p.Paint(m, 1440, 900), name, key)
		require.NotNil(t, mark, "%s %s", name, key)
		m.Do(model.Act{Command: mark.Command, Subject: mark.Subject})
		runOut(m)
	}
	require.True(t, m.Press("H"))
	m.Do(model.Act{Command: scene.Command{Name: "type-in", Text: model.KnobsField}})
	typed("pbkdf2 iteration")
	end := m.Trace().End()
	use("turn-knob", "node.pbkdf2")
	require.Greater(t, m.Trace().End(), end)
	require.Equal(t, "500ns", m.Branch().Settings.Costs["node.pbkdf2"])
	m.Do(model.Act{Command: scene.Command{Name: "type-in", Text: model.KnobsField}})
	m.Press("Ctrl+A")
	m.Press("Backspace")
	require.NotNil(t, find(p.Paint(m, 1440, 900), "reset-knob", "node.pbkdf2"), "what was turned comes first")

	use("turn-knob", "preset")
	require.Equal(t, "server", m.Trace().Property("preset"))
	use("type-knob", "node.pbkdf2")
	typed("2 minutes")
	m.Press("Enter")
	require.True(t, m.Notice.Bad)
	require.Contains(t, m.Notice.Text, "node.pbkdf2")
	require.Equal(t, model.KnobField, m.Typing)
	eachLook(func(look string, pref model.Preferences, width, height float64) {
		like(m, pref)
		s := view.NewPainter(fonts).Paint(m, width, height)
		require.Empty(t, scene.Check(s), look)
		picture(t, s, "knobs-"+look)
	})
	m.Press("Ctrl+A")
	typed("1us")
	m.Press("Enter")
	require.False(t, m.Notice.Bad)
	require.Empty(t, m.Typing)
	require.Equal(t, "1us", m.Branch().Settings.Costs["node.pbkdf2"])
	use("reset-knob", "node.pbkdf2")
	use("reset-knob", "preset")
	require.Equal(t, end, m.Trace().End(), "turned back, it is the same run")
	require.Empty(t, m.Branch().Settings.Costs)
}
