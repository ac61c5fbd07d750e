package view_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/view"
	"timeslice/render/view/timeline"
	"timeslice/sim/trace"
)

// eachLook calls do for every theme, language and size of window.
func eachLook(do func(look string, p model.Preferences, width, height float64)) {
	for _, theme := range scene.ThemeNames() {
		for _, language := range words.Languages() {
			for _, size := range sizes {
				do(fmt.Sprintf("%s-%s-%.0f", theme, language, size[0]), model.Preferences{Theme: theme, Language: language}, size[0], size[1])
			}
		}
	}
}

// faults are those of the stage and the inspector.
func faults(s *scene.Scene) (of []scene.Fault) {
	for _, fault := range scene.Check(s) {
		if fault.Layer == "stage" || fault.Layer == "inspector" || fault.Layer == "chain" {
			of = append(of, fault)
		}
	}
	return of
}

// like gives a model the looks of others.
func like(m *model.Model, p model.Preferences) {
	for m.Preferences.Theme != p.Theme {
		do(m, "theme", scene.Subject{})
	}
	for m.Preferences.Language != p.Language {
		do(m, "language", scene.Subject{})
	}
}

// TestTheStageIsInOrder: busy, empty and at the limits, in every theme, language
// and size, at several instants, with what was selected at each.
func TestTheStageIsInOrder(t *testing.T) {
	fonts := scene.NewFonts()
	for _, c := range []struct {
		file    string
		at      []trace.Time
		selects []scene.Subject
	}{
		{"hash.js", []trace.Time{0, 30e6, 55.39e6, 86e6, 97.4e6, 230e6}, []scene.Subject{
			{}, {Topic: scene.OfProcess, ID: 2}, {Topic: scene.OfThread, ID: 2}, {Topic: scene.OfItem, ID: 9, Part: 2}, {Topic: scene.OfCore, ID: 1}, {Topic: scene.OfThread, ID: 9},
		}},
		{"share.yaml", []trace.Time{10e6, 41e6}, []scene.Subject{{Topic: scene.OfObject, ID: 1}, {Topic: scene.OfFact, ID: 40}}},
		{"crowd.yaml", []trace.Time{10e6}, []scene.Subject{{Topic: scene.OfCore, ID: 77}}},
	} {
		m := staged(t, c.file, model.Preferences{Theme: scene.Dark, Language: words.English}, model.Settings{})
		eachLook(func(look string, p model.Preferences, width, height float64) {
			like(m, p)
			painter := view.NewPainter(fonts)
			for i, at := range c.at {
				m.Seek(at)
				do(m, "select", c.selects[i%len(c.selects)])
				s := painter.Paint(m, width, height)
				require.Empty(t, faults(s), "%s %s at %d", c.file, look, at)
				picture(t, s, fmt.Sprintf("stage-%s-%s-%d", strings.TrimSuffix(c.file, filepath.Ext(c.file)), look, i))
			}
		})
	}
}

// TestAProcessFillsTheStage: from inside, a process shows all its parts.
func TestAProcessFillsTheStage(t *testing.T) {
	fonts := scene.NewFonts()
	m := staged(t, "hash.js", model.Preferences{Theme: scene.Dark, Language: words.English}, model.Settings{})
	m.Seek(86e6)
	do(m, "enter", scene.Subject{Topic: scene.OfThread, ID: 2})
	eachLook(func(look string, p model.Preferences, width, height float64) {
		like(m, p)
		s := view.NewPainter(fonts).Paint(m, width, height)
		require.Empty(t, faults(s), look)
		require.NotNil(t, s.Find("process", scene.Subject{Topic: scene.OfProcess, ID: 2}), look)
		require.NotNil(t, s.Find("item", scene.Subject{Topic: scene.OfItem, ID: 6, Part: 2}), "%s: what waits for the pool", look)
		require.Nil(t, s.Find("core", scene.Subject{Topic: scene.OfCore}), "%s: no cores inside", look)
	})
	do(m, "leave", scene.Subject{})
	s := view.NewPainter(fonts).Paint(m, 1440, 900)
	require.NotNil(t, s.Find("core", scene.Subject{Topic: scene.OfCore}))
}

// TestShippedScenariosAreInOrder: each scenario, at the middle and at the end of
// its run.
func TestShippedScenariosAreInOrder(t *testing.T) {
	files, err := filepath.Glob("../../lessons/scenarios/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	fonts := scene.NewFonts()
	looks := []model.Preferences{{Theme: scene.Projector, Language: words.English}, {Theme: scene.Dark, Language: words.Chinese}}
	for i, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		name := filepath.Base(file)
		m := opened(t, looks[i%len(looks)], model.File{Name: name, Text: string(text)})
		painter := view.NewPainter(fonts)
		for part := range trace.Time(4) {
			m.Seek(m.Trace().End() * part / 3)
			s := painter.Paint(m, 1440, 900)
			require.Empty(t, faults(s), "%s at %d", name, m.Playhead.At)
			picture(t, s, fmt.Sprintf("scenario-%s-%d", name, part))
		}
	}
}

// TestEverythingCanBeAskedWhy: whatever the stage marks can be selected, and the
// inspector says something about it in which something can be followed.
func TestEverythingCanBeAskedWhy(t *testing.T) {
	fonts := scene.NewFonts()
	for file, at := range map[string]trace.Time{"hash.js": 86e6, "share.yaml": 41e6} {
		m := staged(t, file, model.Preferences{Theme: scene.Light, Language: words.Chinese}, model.Settings{})
		m.Seek(at)
		painter := view.NewPainter(fonts)
		seen := map[scene.Subject]bool{}
		for _, l := range painter.Paint(m, 1440, 900).Layers() {
			for _, mark := range l.Marks() {
				if l.Name == "stage" && mark.Command.Name == "select" {
					seen[mark.Subject] = true
				}
			}
		}
		require.NotEmpty(t, seen)
		for subject := range seen {
			do(m, "select", subject)
			s := painter.Paint(m, 1440, 900)
			require.Empty(t, faults(s), "%s %v", file, subject)
			found := false
			for _, l := range s.Layers() {
				for _, mark := range l.Marks() {
					found = found || l.Name == "inspector" && (mark.Name == "link" || mark.Name == "instant")
				}
			}
			require.True(t, found, "%s %v: nothing to follow", file, subject)
		}
	}
}

// TestMessagesTravel: a message under way is drawn where it is: nearer to its end
// the longer it has been under way, and not any more when it has been received.
func TestMessagesTravel(t *testing.T) {
	m := staged(t, "share.yaml", model.Preferences{}, model.Settings{})
	index := m.Branch().Index
	arrows, _ := index.Arrows(0, index.End(), trace.NoThread, 1<<20, nil)
	painter := view.NewPainter(scene.NewFonts())
	discs := func(at trace.Time) (x []float32) {
		m.Seek(at)
		for _, l := range painter.Paint(m, 1440, 900).Layers() {
			for _, s := range l.Shapes() {
				if l.Name == "stage" && s.Traits&scene.Smooth != 0 {
					x = append(x, s.X)
				}
			}
		}
		return x
	}
	tried := 0
	for _, a := range arrows {
		if a.Kind != timeline.Sends || a.EffectAt-a.CauseAt < 1000 {
			continue
		}
		early, late := discs(a.CauseAt+(a.EffectAt-a.CauseAt)/10), discs(a.EffectAt-1)
		require.NotEmpty(t, early)
		require.NotEmpty(t, late)
		require.Less(t, slices.Min(early), slices.Max(late))
		if tried++; tried == 5 {
			break
		}
	}
	require.Equal(t, 5, tried)
	require.Empty(t, discs(index.End()))
}

// TestTheChainIsDrawn: the causes of what is selected, in order, where they can be
// seen; nothing when it is not wanted, and why there is none where there is none.
func TestTheChainIsDrawn(t *testing.T) {
	fonts := scene.NewFonts()
	m := staged(t, "share.yaml", model.Preferences{Theme: scene.Dark, Language: words.English}, model.Settings{})
	m.Seek(11e6)
	numbers := func(s *scene.Scene) (texts []string) {
		for _, l := range s.Layers() {
			for i, shape := range l.Shapes() {
				if l.Name == "chain" && shape.Kind == scene.Text {
					texts = append(texts, l.TextOf(&l.Shapes()[i]))
				}
			}
		}
		return texts
	}
	do(m, "select", scene.Subject{Topic: scene.OfThread, ID: 4})
	require.Empty(t, numbers(view.NewPainter(fonts).Paint(m, 1440, 900)))
	do(m, "chain", scene.Subject{})
	eachLook(func(look string, p model.Preferences, width, height float64) {
		like(m, p)
		s := view.NewPainter(fonts).Paint(m, width, height)
		require.Empty(t, faults(s), look)
		require.Equal(t, "1", numbers(s)[0], look)
		require.Greater(t, len(numbers(s)), 2, look)
	})
	for says, at := range map[string]struct {
		selected scene.Subject
		instant  trace.Time
	}{
		"ui.chain.nothing-selected": {scene.Subject{}, 11e6},
		"ui.chain.not-of-this":      {scene.Subject{Topic: scene.OfLine, ID: 0, Part: 1}, 11e6},
		"ui.chain.not-yet":          {scene.Subject{Topic: scene.OfThread, ID: 99}, 11e6},
		"ui.chain.no-cause":         {scene.Subject{Topic: scene.OfItem, ID: 999, Part: 4}, 11e6},
	} {
		do(m, "select", at.selected)
		m.Seek(at.instant)
		eachLook(func(look string, p model.Preferences, width, height float64) {
			like(m, p)
			s := view.NewPainter(fonts).Paint(m, width, height)
			require.Empty(t, faults(s), "%s %s", says, look)
			mark := s.Find("no-chain", scene.Subject{})
			require.NotNil(t, mark, "%s %s", says, look)
			require.Equal(t, m.Say().Say(says), mark.Label, look)
		})
	}
	m.Do(model.Act{Command: scene.Command{Name: "chain"}})
	require.Nil(t, view.NewPainter(fonts).Paint(m, 1440, 900).Find("no-chain", scene.Subject{}))
}

// TestTheWayBack: what was selected before comes back, one by one.
func TestTheWayBack(t *testing.T) {
	m := staged(t, "share.yaml", model.Preferences{}, model.Settings{})
	first, second := scene.Subject{Topic: scene.OfThread, ID: 2}, scene.Subject{Topic: scene.OfObject, ID: 1}
	do(m, "select", first)
	do(m, "select", second)
	do(m, "select", second)
	do(m, "select-before", scene.Subject{})
	require.Equal(t, first, m.Selected)
	do(m, "select-before", scene.Subject{})
	require.Equal(t, first, m.Selected, "nothing was selected before")
}

// TestAnotherRunIsAnotherPicture: a run that ends at the same instant, after as many
// facts, on one core more.
func TestAnotherRunIsAnotherPicture(t *testing.T) {
	m := opened(t, model.Preferences{}, model.File{Name: "one.js", Text: "console.log(1)\n"})
	m.Seek(m.Trace().End() / 2)
	p := view.NewPainter(scene.NewFonts())
	last := scene.Subject{Topic: scene.OfCore, ID: int64(m.Cores())}
	facts, end := m.Trace().Len(), m.Trace().End()
	require.Nil(t, p.Paint(m, 1440, 900).Find("core", last))
	do(m, "more-cores", scene.Subject{})
	runOut(m)
	require.Equal(t, facts, m.Trace().Len())
	require.Equal(t, end, m.Trace().End())
	require.NotNil(t, p.Paint(m, 1440, 900).Find("core", last))
}
