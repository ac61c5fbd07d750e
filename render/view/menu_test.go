package view_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/view"
)

// ask opens the menu of what is at a place.
func ask(m *model.Model, p *view.Painter, at scene.Point) {
	for _, a := range p.Acts(m, &view.Gesture{Kind: view.Ask, From: at, Last: at, At: at}) {
		m.Do(a)
	}
}

// offers are the texts of the open menu.
func offers(m *model.Model) (all []string) {
	for _, item := range m.Menu.Items() {
		all = append(all, item.Text)
	}
	return all
}

// run does what the item of the open menu does whose text begins so.
func run(t *testing.T, m *model.Model, text string) {
	for i, item := range m.Menu.Items() {
		if strings.HasPrefix(item.Text, text) {
			do(m, "menu-run", scene.Subject{Topic: scene.OfText, ID: int64(i)})
			return
		}
	}
	t.Fatalf("no %q among %q", text, offers(m))
}

// TestMenusAreInOrder: whatever is asked for its menu, in every look, the menu fits
// and can be read, and a click beside it closes it.
func TestMenusAreInOrder(t *testing.T) {
	fonts := scene.NewFonts()
	for i, look := range looks() {
		m := opened(t, look, model.File{Name: "hash.js", Text: hashes})
		m.Seek(m.Trace().End() * 7 / 8)
		p := view.NewPainter(fonts)
		size := sizes[i%len(sizes)]
		asked := map[string]bool{}
		for _, l := range p.Paint(m, size[0], size[1]).Layers() {
			for _, mark := range l.Marks() {
				if asked[mark.Name] || mark.Clip.Empty() {
					continue
				}
				asked[mark.Name] = true
				at := mark.Clip.Centre()
				ask(m, p, at)
				s := p.Paint(m, size[0], size[1])
				require.Empty(t, scene.Check(s), "%s %s %s", look.Theme, look.Language, mark.Name)
				if m.Menu == nil {
					continue
				}
				picture(t, s, fmt.Sprintf("menu-%s-%s-%s", strings.ReplaceAll(mark.Name, " ", "-"), look.Theme, look.Language))
				veil := s.Hit(scene.Point{X: 1, Y: 1}, (*scene.Mark).Usable)
				require.Equal(t, "menu-close", veil.Command.Name, mark.Name)
				do(m, "menu-close", scene.Subject{})
			}
		}
		for _, name := range []string{"thread", "core", "process", "timeline", "output", "code"} {
			require.True(t, asked[name], name)
		}
	}
}

// TestMenus: what a menu offers is done to the thing that was pointed at, at the
// instant that was pointed at, whatever is selected and wherever the playhead is.
func TestMenus(t *testing.T) {
	m := opened(t, model.Preferences{}, model.File{Name: "hash.js", Text: hashes})
	p := view.NewPainter(scene.NewFonts())
	end := m.Trace().End()
	m.Seek(end / 2)
	paint := func() *scene.Scene { return p.Paint(m, 1440, 900) }
	chip := first(t, paint(), "thread")
	subject := chip.Subject

	ask(m, p, chip.Clip.Centre())
	run(t, m, "Ask why")
	require.Equal(t, subject, m.Selected)
	require.Nil(t, m.Menu)

	ask(m, p, first(t, paint(), "thread").Clip.Centre())
	run(t, m, "Pin")
	require.Len(t, m.Timeline.Pinned, 1)

	// In the history it is about the instant under the pointer.
	m.Selected = scene.Subject{}
	row := first(t, paint(), "timeline")
	at := scene.Point{X: row.Clip.X + row.Clip.W*0.8, Y: row.Clip.Y + 8}
	ask(m, p, at)
	require.Greater(t, m.Menu.When, end/2)
	when := m.Menu.When
	run(t, m, "Set marker A")
	require.Equal(t, model.Marker{At: when, Set: true}, m.Timeline.Markers[0])
	require.Equal(t, end/2, m.Playhead.At, "a marker does not move the playhead")

	// The process is killed there, in a branch of its own.
	process := first(t, paint(), "process")
	ask(m, p, scene.Point{X: process.Clip.Right() - 3, Y: process.Clip.Bottom() - 3})
	require.Equal(t, process.Subject, m.Menu.About)
	run(t, m, "Kill")
	require.Len(t, m.Branches, 2)
	require.Equal(t, end/2, m.Branch().Edits[0].At)
	runOut(m)

	// A line of code: its breakpoint.
	code := first(t, paint(), "code")
	ask(m, p, scene.Point{X: code.Clip.Right() - 30, Y: code.Clip.Y + 8})
	require.Equal(t, scene.OfLine, m.Menu.About.Topic)
	run(t, m, "Breakpoint at hash.js:1")
	require.True(t, m.HasBreakpoint(model.Breakpoint{File: "hash.js", Line: 1}))
	m.Press("Escape") // the code is left

	// By keys: the menu of what is selected; another key closes it and does what it does.
	m.Selected = process.Subject
	m.Seek(end / 4)
	m.Press("Shift+F10")
	require.NotNil(t, m.Menu)
	m.Press("ArrowDown")
	require.Equal(t, 1, m.Menu.Chosen)
	m.Press("End")
	require.Nil(t, m.Menu)
	require.Equal(t, m.Trace().End(), m.Playhead.At)
}

// first is the first mark of a name that can be seen.
func first(t *testing.T, s *scene.Scene, name string) scene.Mark {
	for _, l := range s.Layers() {
		for _, m := range l.Marks() {
			if m.Name == name && !m.Clip.Empty() {
				return m
			}
		}
	}
	t.Fatalf("no %s", name)
	return scene.Mark{}
}
