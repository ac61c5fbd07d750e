package view_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/view"
)

// key presses a key as the window does: the picture first, then the command.
func key(m *model.Model, p *view.Painter, name string) {
	acts := p.Acts(m, &view.Gesture{Kind: view.Stroke, Key: name})
	for _, a := range acts {
		m.Do(a)
	}
	if acts == nil {
		m.Press(name)
	}
}

// TestTheKeyboardReachesEverything: Tab goes through all that can be pressed and
// comes back, backwards too; the mark that it is on has a ring, in every look.
func TestTheKeyboardReachesEverything(t *testing.T) {
	fonts := scene.NewFonts()
	for i, look := range looks() {
		m := opened(t, look, model.File{Name: "hash.js", Text: hashes})
		m.Seek(m.Trace().End() * 7 / 8)
		p := view.NewPainter(fonts)
		size := sizes[i%len(sizes)]
		p.Paint(m, size[0], size[1])
		key(m, p, "Tab")
		begun := m.Walk
		names := map[string]bool{}
		var order []model.Walk
		for range 1000 {
			names[m.Walk.Name] = true
			order = append(order, m.Walk)
			s := p.Paint(m, size[0], size[1])
			if len(order)%16 == 1 {
				require.Empty(t, scene.Check(s), "%s %s %v", look.Theme, look.Language, m.Walk)
				picture(t, s, "walk-"+m.Walk.Name+"-"+string(look.Theme))
			}
			key(m, p, "Tab")
			if m.Walk == begun {
				break
			}
		}
		require.Equal(t, begun, m.Walk, "it comes round")
		for _, name := range []string{"core", "thread", "process", "row", "play", "by-thread", "right events", "output", "language", "more-cores"} {
			require.True(t, names[name], "%s is reached", name)
		}
		for j := len(order) - 1; j >= 0; j-- {
			key(m, p, "Shift+Tab")
			require.Equal(t, order[j], m.Walk)
		}
	}
}

// TestWalking: arrows go to what lies there, Enter selects and then opens, the menu
// key asks, Escape leaves.
func TestWalking(t *testing.T) {
	m := opened(t, model.Preferences{}, model.File{Name: "hash.js", Text: hashes})
	end := m.Trace().End()
	m.Seek(end / 2)
	p := view.NewPainter(scene.NewFonts())
	press := func(names ...string) *scene.Scene {
		for _, name := range names {
			key(m, p, name)
			p.Paint(m, 1280, 720)
		}
		return p.Paint(m, 1280, 720)
	}
	s := press()
	require.NotNil(t, s.Find("core", scene.Subject{Topic: scene.OfCore}))
	press("Tab")
	require.Equal(t, "core", m.Walk.Name)
	press("Enter")
	require.Equal(t, scene.Subject{Topic: scene.OfCore}, m.Selected)
	press("ArrowRight")
	require.Equal(t, model.Walk{Name: "core", Subject: scene.Subject{Topic: scene.OfCore, ID: 1}}, m.Walk)
	require.Equal(t, end/2, m.Playhead.At, "the arrow did not step")
	for range 20 {
		if m.Walk.Name == "process" {
			break
		}
		press("Tab")
	}
	process := m.Walk.Subject
	press("Enter", "Enter")
	require.Equal(t, process, m.Focus)
	press("Backspace", "Shift+F10")
	require.NotNil(t, m.Menu)
	require.Equal(t, process, m.Menu.About)
	press("Escape")
	require.Nil(t, m.Menu)
	require.Equal(t, "process", m.Walk.Name)
	press("Escape")
	require.Zero(t, m.Walk)
	press("ArrowLeft")
	require.Less(t, m.Playhead.At, end/2, "the arrow steps again")

	// Down the rows of the history: the last can be reached though it does not fit.
	for m.Walk.Name != "row" {
		press("Tab")
	}
	for range 60 {
		press("ArrowDown")
	}
	require.Positive(t, m.Timeline.Scroll)
}
