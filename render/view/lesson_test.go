package view_test

import (
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/lessons"
	"timeslice/lessons/lesson"
	"timeslice/render/model"
	"timeslice/render/raster"
	"timeslice/render/scene"
	"timeslice/render/view"
)

// lessonModel is a model with a lesson open at its first step, whose run has
// ended.
func lessonModel(t *testing.T, name string, p model.Preferences) *model.Model {
	l, faults := lesson.Read(lessons.Folders(), name)
	require.Empty(t, faults)
	m := model.New(p)
	m.OpenLesson(l, 0)
	settle(m)
	return m
}

func settle(m *model.Model) {
	for m.Advance(func() bool { return true }) {
	}
	m.Tick(0)
}

// press does what a mark does, and reports whether there is one.
func press(m *model.Model, s *scene.Scene, name string, subject scene.Subject) bool {
	for _, l := range s.Layers() {
		for _, mark := range l.Marks() {
			if mark.Name == name && (subject == scene.Subject{} || mark.Subject == subject) {
				m.Do(model.Act{Command: mark.Command, Subject: mark.Subject})
				settle(m)
				return true
			}
		}
	}
	return false
}

// TestLessonsAreInOrder: every step of every lesson, in both languages; the
// themes and sizes in turn.
func TestLessonsAreInOrder(t *testing.T) {
	fonts := scene.NewFonts()
	themes, number := scene.ThemeNames(), 0
	sizes := [][2]float64{{1440, 900}, {1280, 720}}
	for _, name := range lessons.FolderNames(lessons.Folders()) {
		for _, language := range words.Languages() {
			m := lessonModel(t, name, model.Preferences{Language: language, Theme: themes[0]})
			p := view.NewPainter(fonts)
			for step := range m.Course.Lesson.Steps {
				m.Preferences.Theme = themes[number%len(themes)]
				size := sizes[number%2]
				number++
				for i := range m.Course.Step().Questions {
					m.Do(model.Act{Command: scene.Command{Name: "reveal"}, Subject: scene.Subject{ID: int64(i)}})
				}
				s := p.Paint(m, size[0], size[1])
				keepPicture(t, s, strings.Join([]string{name, string(language), m.Course.Step().ID}, "-"))
				require.Empty(t, scene.Check(s), "%s %s %s %s", name, language, m.Course.Step().ID, m.Preferences.Theme)
				m.Do(model.Act{Command: scene.Command{Name: "lesson-next"}})
				settle(m)
				require.Equal(t, min(step+1, len(m.Course.Lesson.Steps)-1), m.Course.At)
			}
		}
	}
}

// keepPicture writes a picture into the folder of TIMESLICE_PICTURES, to be
// looked at.
func keepPicture(t *testing.T, s *scene.Scene, name string) {
	folder := os.Getenv("TIMESLICE_PICTURES")
	if folder == "" {
		return
	}
	file, err := os.Create(filepath.Join(folder, name+".png"))
	require.NoError(t, err)
	require.NoError(t, png.Encode(file, raster.Picture(s, 1)))
	require.NoError(t, file.Close())
}

// TestAnsweringALesson: a wrong answer, the right one, a number, an order, and
// the task, all through what is on the screen.
func TestAnsweringALesson(t *testing.T) {
	m := lessonModel(t, "01-process", model.Preferences{Language: words.English, Theme: scene.Light})
	p := view.NewPainter(scene.NewFonts())
	look := func() *scene.Scene { return p.Paint(m, 1440, 1400) }
	option := func(question, part int64) scene.Subject {
		return scene.Subject{Topic: scene.OfText, ID: question, Part: part}
	}
	given := func(i int) *model.Given { return m.Course.Answer(&m.Course.Step().Questions[i]) }

	require.False(t, press(m, look(), "judge", scene.Subject{}), "nothing was answered yet")
	require.True(t, press(m, look(), "option", option(0, 0)))
	require.True(t, press(m, look(), "judge", scene.Subject{}))
	require.False(t, given(0).Right)
	require.True(t, press(m, look(), "option", option(0, 2)))
	require.True(t, press(m, look(), "judge", scene.Subject{}))
	require.True(t, given(0).Right)
	require.Equal(t, []string{"workers"}, m.Progress.Done["01-process"])

	require.True(t, press(m, look(), "lesson-next", scene.Subject{}))
	require.Equal(t, scene.OfProcess, m.Selected.Topic, "the lesson says to look at the process")
	for range 7 {
		require.True(t, press(m, look(), "number +1", scene.Subject{}))
	}
	require.True(t, press(m, look(), "judge", scene.Subject{}))
	require.True(t, given(0).Right)

	for m.Course.Step().ID != "change" {
		require.True(t, press(m, look(), "lesson-next", scene.Subject{}))
	}
	require.False(t, m.Course.Solved)
	solved := m.Course.Lesson.Solution["main.js"]
	require.True(t, press(m, look(), "edit", scene.Subject{}), "the task leads to the code")
	require.Equal(t, model.CodeField, m.Typing)
	require.NotNil(t, look().Find("task", scene.Subject{}), "which says how far the task is")
	sheet := m.Sheet()
	sheet.SelectAll()
	sheet.Insert(solved)
	m.Do(model.Act{Command: scene.Command{Name: "run-again"}})
	settle(m)
	require.True(t, press(m, look(), "left lesson", scene.Subject{}))
	require.True(t, m.Course.Solved)

	for m.Course.Step().ID != "check" {
		require.True(t, press(m, look(), "lesson-next", scene.Subject{}))
	}
	for _, part := range []int64{1, 3, 0, 2} {
		require.True(t, press(m, look(), "option", option(1, part)))
	}
	require.True(t, press(m, look(), "judge", option(1, 0)))
	require.True(t, given(1).Right)
	require.Equal(t, 5, m.Course.At-1)
	require.Positive(t, m.Progress.Part(m.Course.Lesson))
	require.True(t, m.Progress.Changed())
	require.False(t, m.Progress.Changed())
}

// TestALessonAfterAProgram: what a program printed that was open before is no part
// of the lesson's run, whose terminal is not shown.
func TestALessonAfterAProgram(t *testing.T) {
	m := model.New(model.Preferences{Theme: scene.Dark, Language: words.English})
	m.Open(model.NewProgram("many.js", []model.File{{Name: "main.js", Text: "for (let i = 0; i < 500; i++) console.log(i)\n"}}, ""), model.Settings{})
	settle(m)
	p := view.NewPainter(scene.NewFonts())
	p.Paint(m, 1280, 800)
	l, faults := lesson.Read(lessons.Folders(), "01-process")
	require.Empty(t, faults)
	m.OpenLesson(l, 0)
	require.NotEmpty(t, p.Paint(m, 1280, 800).Layers(), "its run has only begun")
}
