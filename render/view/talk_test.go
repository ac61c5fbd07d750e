package view_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/lessons"
	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/view"
)

// TestTalksAreInOrder: each part of each lesson's talk, in both languages, with the
// themes, the sizes and what dims and points in turn; every place that is to be
// looked at is left bright.
func TestTalksAreInOrder(t *testing.T) {
	fonts := scene.NewFonts()
	themes, number := []scene.ThemeName{scene.Projector, scene.Dark, scene.Light}, 0
	sizes := [][2]float64{{1280, 720}, {1440, 900}, {1920, 1080}, {390, 844}}
	for _, name := range lessons.FolderNames(lessons.Folders()) {
		for i, language := range words.Languages() {
			if os.Getenv("TIMESLICE_PICTURES") == "" && name != "02-who-runs-next" && (i == 0) == (name == "01-process") {
				continue // the longer ones in one language each
			}
			m := lessonModel(t, name, model.Preferences{Language: language, Theme: scene.Dark})
			p := view.NewPainter(fonts)
			require.True(t, m.Press("F5"))
			for part := 0; m.Talk.Part != model.TalkEnd; part++ {
				size := sizes[number%len(sizes)]
				m.Talk.Theme = themes[number%len(themes)]
				if number%2 == 1 {
					m.Talk.Theme = scene.Projector
				}
				m.Talk.Spot, m.Talk.Round, m.Talk.Dot = number%4 == 1, number%4 == 2, number%4 == 3
				m.Pointer = scene.Point{X: size[0] * 0.7, Y: size[1] * 0.4}
				s := p.Paint(m, size[0], size[1])
				what := fmt.Sprintf("talk-%s-%s-%02d-%s-%s", name, language, part, m.Course.Step().ID, m.Talk.Part)
				keepPicture(t, s, what)
				require.Empty(t, scene.Check(s), "%s %s %v", what, m.Talk.Theme, size)
				number++
				m.Press("PageDown")
				settle(m)
			}
			require.Empty(t, scene.Check(p.Paint(m, 1280, 720)))
			for m.Talk.Part != model.LessonTitle {
				m.Press("PageUp")
				settle(m)
			}
			require.Zero(t, m.Course.At)
			m.Press("Escape")
			require.Nil(t, m.Talk)
			require.Equal(t, scene.Dark, m.Preferences.Theme, "what the user prefers stays")
		}
	}
}

// TestAClickerGivesATalk: the keys that clickers send, and what a speaker turns on.
func TestAClickerGivesATalk(t *testing.T) {
	m := lessonModel(t, "02-who-runs-next", model.Preferences{Language: words.English, Theme: scene.Dark})
	p := view.NewPainter(scene.NewFonts())
	paint := func() *scene.Scene { return p.Paint(m, 1280, 720) }
	press := func(keys ...string) {
		for _, key := range keys {
			require.True(t, m.Press(key), key)
			settle(m)
		}
	}
	press("F5")
	require.Equal(t, model.Request{Name: "fullscreen", Text: "on"}, m.Requests()[0])
	require.Equal(t, scene.Projector, m.Theme())
	require.NotNil(t, paint().Find("card", scene.Subject{}))
	press("PageDown", "Space")
	require.Equal(t, model.StepText, m.Talk.Part)
	require.NotNil(t, paint().Find("lesson", scene.Subject{}))
	require.Nil(t, paint().Find("option", scene.Subject{Topic: scene.OfText}), "questions come by themselves")
	press("ArrowRight")
	require.NotNil(t, paint().Find("option", scene.Subject{Topic: scene.OfText}))
	require.False(t, m.Course.Answer(m.Asked()).Shown)
	press("A")
	require.True(t, m.Course.Answer(m.Asked()).Shown)
	press("A")
	require.False(t, m.Course.Answer(m.Asked()).Shown)
	press("B")
	require.True(t, m.Talk.Black)
	require.Len(t, paint().Layers(), 1, "all is black")
	press("PageDown")
	require.Equal(t, model.StepQuestion, m.Talk.Part, "the first key only brings the picture back")
	press("PageDown", "PageDown", "PageDown")
	require.Equal(t, 1, m.Course.At)
	press("S")
	require.NotEmpty(t, layer(paint(), "spot").Shapes())
	press("O")
	require.Nil(t, layer(paint(), "spot"))
	require.NotNil(t, layer(paint(), "round"))
	press("D", "Ctrl+Shift+K", "P")
	require.NotNil(t, layer(paint(), "dot"))
	require.NotNil(t, layer(paint(), "pressed"))
	m.Tick(3_000_000_000)
	require.Nil(t, layer(paint(), "pressed"), "a pressed key is soon forgotten")
	require.Positive(t, m.Talk.Ns)
	speaker, speaks := m.Speaker()
	require.True(t, speaks)
	require.Equal(t, 2, speaker.At)
	require.NotEmpty(t, speaker.Next)
	m.Remote("talk-back")
	require.Equal(t, model.StepTitle, m.Talk.Part)
	m.Remote("quit")
	require.False(t, m.Quit(), "the speaker's page can only turn pages")
	policy := m.Policy()
	m.Press("Shift+S")
	require.Equal(t, policy, m.Policy(), "no key turns a knob by mistake")
	press("Escape", "Shift+F5")
	require.Equal(t, model.StepText, m.Talk.Part, "Shift+F5 goes on at the step that is shown")
	require.Equal(t, 1, m.Course.At)
}

func layer(s *scene.Scene, name string) *scene.Layer {
	for _, l := range s.Layers() {
		if l.Name == name {
			return l
		}
	}
	return nil
}

// TestEveryPlaceToLookIsOnTheScreen: at each step of each lesson, each place that
// it says to look at is somewhere in the picture.
func TestEveryPlaceToLookIsOnTheScreen(t *testing.T) {
	p := view.NewPainter(scene.NewFonts())
	for _, name := range lessons.FolderNames(lessons.Folders()) {
		m := lessonModel(t, name, model.Preferences{Language: words.English, Theme: scene.Light})
		m.Press("Shift+F5")
		for at := range m.Course.Lesson.Steps {
			m.Course.At = at
			m.Do(model.Act{Command: scene.Command{Name: "lesson-next", Argument: -100}})
			for range at {
				m.Do(model.Act{Command: scene.Command{Name: "lesson-next"}})
			}
			settle(m)
			s := p.Paint(m, 1440, 900)
			for _, place := range m.Course.Step().Look {
				subject, is := m.Course.Subject(m, place)
				if place.Name == "" {
					continue
				}
				require.True(t, is, "%s, step %s: %s", name, m.Course.Step().ID, place)
				found := false
				for _, l := range s.Layers() {
					for _, mark := range l.Marks() {
						found = found || mark.Subject == subject && !mark.Clip.Empty()
					}
				}
				require.True(t, found, "%s, step %s: %s is not to be seen", name, m.Course.Step().ID, place)
			}
		}
	}
}
