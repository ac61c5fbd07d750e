package model

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/assets/words"
	"timeslice/render/scene"
	"timeslice/sim/trace"
)

// TestFilesCarryEverything: what is read from a saved file is what was saved, to the
// byte, whatever is in the program's files.
func TestFilesCarryEverything(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "a\n", "no newline", "-- x --\nboo\n", "a\r\n-- b --", "\n\n"}))
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Uint64().Draw(t, "seed")
		shared := Shared{
			Name: "程序", Main: "main.js", Files: []File{{"lib/a.js", text.Draw(t, "more")}, {"main.js", text.Draw(t, "text")}},
			Settings: Settings{Cores: rapid.IntRange(0, 128).Draw(t, "cores"), Seed: &seed}, At: trace.Time(rapid.Int64Range(0, 1<<60).Draw(t, "at")),
			Selected: "thread:3", Focus: "process:2", Window: &Range{5, 9}, Panels: &Panels{"code", "events", "threads", "stage"}, Language: words.Chinese,
		}
		saved, err := shared.Save()
		require.NoError(t, err)
		got, err := ReadSaved("x.txtar", saved)
		require.NoError(t, err)
		require.Equal(t, &shared, got)
	})
}

// TestArchivesByHandAreOpened: an archive needs nothing but files.
func TestArchivesByHandAreOpened(t *testing.T) {
	got, err := ReadSaved("two.txtar", []byte("what this is about\n-- b.js --\n1\n-- main.js --\nrequire('./b')\n"))
	require.NoError(t, err)
	require.Equal(t, "main.js", got.Main)
	require.Len(t, got.Files, 2)
}

// TestBrokenFilesAreTold: in both languages, with the file and what to do.
func TestBrokenFilesAreTold(t *testing.T) {
	for name, text := range map[string]string{
		"nothing":          "",
		"no files":         "timeslice is great",
		"of a newer one":   "timeslice 2: x\n{}\n-- main.js --\n1\n",
		"cut off":          "timeslice 1: x\n{\"main\": \"main.js\",\n  \"at\": 1",
		"mistyped":         "timeslice 1: x\n{\"main\": \"main.js\",\n  \"at\": \"soon\"}\n-- main.js --\n1\n",
		"main is missing":  "timeslice 1: x\n{\"main\": \"other.js\"}\n-- main.js --\n1\n",
		"outside":          "timeslice 1: x\n{\"main\": \"../../etc/x.js\"}\n-- ../../etc/x.js --\n1\n",
		"outside, by hand": "-- main.js --\n1\n-- /etc/x.js --\n1\n",
		"a thousand cores": "timeslice 1: x\n{\"main\": \"main.js\", \"settings\": {\"Cores\": 100000}}\n-- main.js --\n1\n",
		"no such subject":  "timeslice 1: x\n{\"main\": \"main.js\", \"selected\": \"moon:1\"}\n-- main.js --\n1\n",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ReadSaved("it.txtar", []byte(text))
			require.Error(t, err)
			for _, l := range words.Languages() {
				m := New(Preferences{Language: l, Theme: scene.Dark})
				m.OpenFiles(fstest.MapFS{"it.txtar": {Data: []byte(text)}})
				require.True(t, m.Notice.Bad)
				require.NotContains(t, m.Notice.Text, "ui.")
				require.Equal(t, Home, m.Screen, "what was there stays")
			}
		})
	}
	_, err := ReadSaved("it.txtar", []byte("timeslice 1: x\n{\"main\": \"main.js\",\n  \"at\": \"soon\"}\n-- main.js --\n1\n"))
	require.ErrorContains(t, err, "it.txtar, line 3")
}

func TestBrokenRecordingsAreTold(t *testing.T) {
	m := New(Preferences{Language: words.English, Theme: scene.Dark})
	m.OpenFiles(fstest.MapFS{"a.trace": {Data: []byte("no trace")}})
	require.True(t, m.Notice.Bad)
	require.Contains(t, m.Notice.Text, "a.trace")
}

// TestSharedIsTheSame: what somebody opens from a link, or from a file, is what was
// on the screen of who shared it.
func TestSharedIsTheSame(t *testing.T) {
	out := func(m *Model) {
		for m.Advance(func() bool { return true }) {
		}
		m.Tick(0)
	}
	m := New(Preferences{Language: words.Chinese, Theme: scene.Dark})
	for _, open := range map[string]func(){
		"program": func() {
			m.Open(NewProgram("x", []File{{"main.js", "setTimeout(() => console.log(1), 30)"}}, ""), Settings{Cores: 3})
		},
		"lesson": func() { m.OpenLesson(m.Examples()[1].Lesson(), 3) },
	} {
		open()
		out(m)
		m.Seek(m.Trace().End() / 2)
		m.Press("ArrowLeft") // among the facts of an instant
		m.Press("ArrowLeft")
		m.Do(Act{Command: scene.Command{Name: "select"}, Subject: scene.Subject{Topic: scene.OfThread, ID: 2}})
		m.Do(Act{Command: scene.Command{Name: "enter"}})
		m.Show(Range{m.Trace().End() / 4, m.Trace().End() * 3 / 4})
		m.Press("Y")
		m.Press("Ctrl+Shift+S")
		requests := m.Requests()
		require.Len(t, requests, 2)
		for i, r := range requests {
			other := New(Preferences{Language: words.English, Theme: scene.Dark})
			switch r.Name {
			case "copy":
				other.Do(Act{Command: scene.Command{Name: "type", Text: r.Text}}) // pasted at home
			case "save":
				other.OpenFiles(fstest.MapFS{r.File: {Data: []byte(r.Text)}})
			}
			out(other)
			require.False(t, other.Notice.Bad, other.Notice.Text)
			require.Equal(t, m.Position(), other.Position(), "request %d", i)
			require.Equal(t, m.Selected, other.Selected)
			require.Equal(t, m.Focus, other.Focus)
			require.Equal(t, m.Timeline.Window, other.Timeline.Window)
			require.Equal(t, m.Preferences.Language, other.Preferences.Language)
			require.Equal(t, m.Cores(), other.Cores())
			require.Equal(t, m.Trace().Len(), other.Trace().Len())
			require.Equal(t, m.Course == nil, other.Course == nil)
			if m.Course != nil {
				require.Equal(t, m.Course.At, other.Course.At)
			}
		}
	}
}

// TestWhatIsPastedIsKnown: a script, a module, a scenario, an archive, a link.
func TestWhatIsPastedIsKnown(t *testing.T) {
	link, err := (&Shared{Main: "a.js", Files: []File{{"a.js", "1"}}}).Fragment()
	require.NoError(t, err)
	for text, main := range map[string]string{
		"console.log(1)":                                 "main.js",
		"import fs from 'fs'\nfs.x()":                    "main.mjs",
		"// import x\nconst a = {name: 1};":              "main.js",
		"machine: {cores: 1}\nprocesses:\n  - {name: A}": "scenario.yaml",
		"-- b.js --\n1\n-- index.js --\n2\n":             "index.js",
		"https://example.org/x/?embed#" + link:           "a.js",
		"#" + link:                                       "a.js",
		link:                                             "a.js",
	} {
		got, err := ReadPasted(text)
		require.NoError(t, err, text)
		require.Equal(t, main, got.Main, text)
	}
	_, err = ReadPasted("https://example.org/#1.zzz")
	require.ErrorIs(t, err, ErrLink)
}

// FuzzReadSaved: no file makes the reader fall over, and what it takes can be saved
// and read again, and opened.
func FuzzReadSaved(f *testing.F) {
	saved, err := (&Shared{Main: "main.js", Files: []File{{"main.js", "console.log(1)"}}, Selected: "core:1"}).Save()
	require.NoError(f, err)
	f.Add(saved)
	f.Add([]byte("-- main.js --\n1\n"))
	f.Add([]byte("timeslice 1: \n{\"lesson\":\"01-process\",\"step\":3}\n"))
	f.Fuzz(func(t *testing.T, source []byte) {
		s, err := ReadSaved("x.txtar", source)
		if err != nil {
			return
		}
		again, err := s.Save()
		if errors.Is(err, ErrLinkSize) {
			return
		}
		require.NoError(t, err)
		got, err := ReadSaved("x.txtar", again)
		require.NoError(t, err)
		require.Equal(t, strings.ToValidUTF8(s.Name, "�"), got.Name)
		require.Equal(t, s.Main, got.Main)
		require.Len(t, got.Files, len(s.Files))
	})
}
