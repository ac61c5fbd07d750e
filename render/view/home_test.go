package view_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/view"
)

// homeModel is a model at home, where somebody has come some way.
func homeModel(p model.Preferences) *model.Model {
	m := model.New(p)
	m.Progress = model.Progress{
		Done: map[string][]string{"01-process": {"workers", "threads", "grown", "state", "task change", "code", "owner"}, "02-who-runs-next": {"first", "state"}},
		Step: map[string]int{"01-process": 6, "02-who-runs-next": 2}, Last: "02-who-runs-next",
	}
	settle(m)
	return m
}

// TestHomeIsInOrder: in every theme and language and on every size of screen every
// text fits, and no title of a card is cut.
func TestHomeIsInOrder(t *testing.T) {
	fonts := scene.NewFonts()
	for _, theme := range scene.ThemeNames() {
		for _, language := range words.Languages() {
			m := homeModel(model.Preferences{Theme: theme, Language: language})
			p := view.NewPainter(fonts)
			for _, size := range [][2]float64{{1440, 900}, {1280, 720}, {390, 844}} {
				m.HomeShows = true
				for _, at := range []int{1, len(m.Cards()) - 1} {
					m.HomeAt = at
					s := p.Paint(m, size[0], size[1])
					keepPicture(t, s, fmt.Sprintf("home-%s-%s-%g-%d", theme, language, size[0], at))
					require.Empty(t, scene.Check(s), "%s %s %v", theme, language, size)
					require.NotNil(t, s.Find("example", scene.Subject{Topic: scene.OfText, ID: int64(at)}), "the chosen card is on the screen")
				}
				whole := p.Paint(m, size[0], 10000)
				for _, c := range m.Cards() {
					if c.Sort == model.LessonCard || c.Sort == model.ScenarioCard {
						requireWhole(t, whole, m.Examples()[c.Example].Title(language))
					}
				}
			}
		}
	}
}

// requireWhole wants all of a title in the picture, on as many lines as it takes.
func requireWhole(t *testing.T, s *scene.Scene, title string) {
	written := ""
	for _, l := range s.Layers() {
		for i := range l.Shapes() {
			if shape := &l.Shapes()[i]; shape.Kind == scene.Text {
				written += l.TextOf(shape)
			}
		}
	}
	require.Contains(t, squeezed(written), squeezed(title))
}

func squeezed(text string) string {
	var kept []rune
	for _, r := range text {
		if r != ' ' {
			kept = append(kept, r)
		}
	}
	return string(kept)
}

// TestArrowsGoToTheNearestCard: wherever one starts, an arrow goes to a card that is
// really there, and the opposite arrow comes back to the same row or column.
func TestArrowsGoToTheNearestCard(t *testing.T) {
	m := homeModel(model.Preferences{Theme: scene.Light, Language: words.English})
	p := view.NewPainter(scene.NewFonts())
	for _, size := range [][2]float64{{1440, 2600}, {1280, 2600}, {390, 9000}} {
		box := func() scene.Box {
			mark := p.Paint(m, size[0], size[1]).Find("example", scene.Subject{Topic: scene.OfText, ID: int64(m.HomeAt)})
			require.NotNil(t, mark)
			return mark.Box
		}
		stroke := func(key string) {
			for _, a := range p.Acts(m, &view.Gesture{Kind: view.Stroke, Key: key}) {
				m.Do(a)
			}
		}
		for i := range m.Cards() {
			for _, way := range []struct {
				key   string
				ahead func(from, to scene.Box) bool
			}{
				{"ArrowDown", func(from, to scene.Box) bool { return to.Y >= from.Bottom() && to.X < from.Right() }},
				{"ArrowUp", func(from, to scene.Box) bool { return to.Bottom() <= from.Y && to.X < from.Right() }},
			} {
				m.HomeAt = i
				from := box()
				stroke(way.key)
				if m.HomeAt != i {
					require.True(t, way.ahead(from, box()), "%s from %d to %d", way.key, i, m.HomeAt)
				}
			}
			m.HomeAt = i
			stroke("ArrowRight")
			require.Equal(t, min(i+1, len(m.Cards())-1), m.HomeAt)
		}
		m.HomeAt = 0
		for range len(m.Cards()) {
			stroke("ArrowDown")
		}
		require.Equal(t, box().Bottom(), lowest(p.Paint(m, size[0], size[1])), "down comes to the last row")
	}
}

func lowest(s *scene.Scene) float64 {
	low := 0.0
	for _, l := range s.Layers() {
		for _, mark := range l.Marks() {
			if mark.Name == "example" {
				low = max(low, mark.Box.Bottom())
			}
		}
	}
	return low
}
