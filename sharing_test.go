package main

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/lessons"
	"timeslice/render/model"
)

// opened is the model that a command line opens a window with, and what was said
// instead if none was opened.
func opened(t *testing.T, m *memory, args ...string) (*model.Model, string) {
	var shown *model.Model
	env := m.environment()
	env.window = func(_ *program, m *model.Model) error {
		shown = m
		return nil
	}
	var said bytes.Buffer
	run(args, strings.NewReader(""), &said, &said, env)
	return shown, said.String()
}

// TestLinksOpenOnTheDesktop: a link of any origin, its fragment alone, and a saved
// file; broken ones are told.
func TestLinksOpenOnTheDesktop(t *testing.T) {
	shared := &model.Shared{Name: "mine", Main: "main.js", Files: []model.File{{Name: "main.js", Text: "console.log('shared')\n"}}, Settings: model.Settings{Cores: 3}}
	fragment, err := shared.Fragment()
	require.NoError(t, err)
	saved, err := shared.Save()
	require.NoError(t, err)
	computer := newMemory()
	computer.files["it.txtar"] = string(saved)
	for _, name := range []string{"https://example.org/a/?embed#" + fragment, "#" + fragment, fragment, "it.txtar"} {
		m, said := opened(t, computer, "open", name)
		require.NotNil(t, m, said)
		for m.Advance(func() bool { return true }) {
		}
		require.Equal(t, "mine", m.Program.Name)
		require.Equal(t, 3, m.Cores(), name)
	}
	m, _ := opened(t, computer, "open", "#"+fragment, "--cores", "5")
	require.Equal(t, 5, m.Cores(), "what is said on the command line holds")
	for _, broken := range []string{"https://example.org/#" + fragment[:len(fragment)-3], "https://example.org/#9." + fragment[2:]} {
		m, said := opened(t, computer, "open", broken)
		require.Nil(t, m)
		require.Contains(t, said, "link")
	}
}

// TestWithoutADisplayThePageHasALink: what was to be opened is what the link that
// is told opens.
func TestWithoutADisplayThePageHasALink(t *testing.T) {
	computer := newMemory()
	computer.files["it.js"] = "console.log('served')\n"
	env := computer.environment()
	var link string
	env.serve = func(_ *program, fragment string) error {
		link = fragment
		return nil
	}
	var said bytes.Buffer
	require.Zero(t, run([]string{"open", "it.js", "--cores", "5", "--lang=en"}, strings.NewReader(""), &said, &said, env), said.String())
	require.Equal(t, 1, strings.Count(said.String(), "\n"), said.String())
	shared, err := model.ReadLink("http://127.0.0.1/#" + link)
	require.NoError(t, err)
	require.Equal(t, "console.log('served')\n", shared.Files[0].Text)
	require.Equal(t, 5, shared.Settings.Cores)
}

// TestNothingSharedStartsAProcess: a program that comes in a link runs on the
// simulated computer, whatever it asks for: no process of this computer is started,
// no file is written, and nothing that the window is made of could do it.
func TestNothingSharedStartsAProcess(t *testing.T) {
	mark := filepath.Join(t.TempDir(), "mark")
	text := "const c = require('child_process'), f = require('fs');\n" +
		"c.exec('touch " + mark + "'); c.spawn('touch', ['" + mark + "']); c.execSync('true; echo x > " + mark + "');\n" +
		"try { f.writeFileSync('" + mark + "', 'x') } catch {}\nconsole.log('tried')\n"
	fragment, err := (&model.Shared{Main: "main.js", Files: []model.File{{Name: "main.js", Text: text}}}).Fragment()
	require.NoError(t, err)
	m, said := opened(t, newMemory(), "open", "#"+fragment)
	require.NotNil(t, m, said)
	for m.Advance(func() bool { return true }) {
	}
	require.True(t, m.Branch().Ended())
	require.NoFileExists(t, mark)

	deps, err := exec.Command("go", "list", "-deps", "-f", "{{.ImportPath}} {{join .Imports \" \"}}", "./render/model", "./render/view").Output()
	require.NoError(t, err)
	for line := range strings.Lines(string(deps)) {
		if all := strings.Fields(line); strings.HasPrefix(all[0], "timeslice/") {
			require.NotContains(t, all, "os/exec")
			require.NotContains(t, all, "timeslice/sim/real")
		}
	}
	_, err = os.Stat(mark)
	require.ErrorIs(t, err, os.ErrNotExist)
}

// TestALessonOfOnesOwnOpens: a folder with a lesson opens as one, though it may be a
// copy of one that ships; real runs ask first, and a link holds its program.
func TestALessonOfOnesOwnOpens(t *testing.T) {
	computer := newMemory()
	require.NoError(t, fs.WalkDir(lessons.Folders(), "03-one-loop-four-helpers", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			text, err := fs.ReadFile(lessons.Folders(), name)
			computer.files["mine/"+name] = string(text)
			return err
		}
		return err
	}))
	m, said := opened(t, computer, "open", "mine/03-one-loop-four-helpers")
	require.NotNil(t, m, said)
	for m.Advance(func() bool { return true }) {
	}
	require.Equal(t, "lesson", m.Panels.Left)
	require.Equal(t, "03-one-loop-four-helpers", m.Course.Lesson.Name)
	shared := m.Share()
	require.Empty(t, shared.Lesson)
	require.NotEmpty(t, shared.Files)
	m.AllowReal()
	m.Press("R")
	require.True(t, m.Reality.Asks)

	delete(computer.files, "mine/03-one-loop-four-helpers/lesson.zh.md")
	m, said = opened(t, computer, "open", "mine/03-one-loop-four-helpers")
	require.Nil(t, m)
	require.Contains(t, said, "03-one-loop-four-helpers/lesson.zh.md: there is no such file")
}
