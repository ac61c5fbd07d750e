package model

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/render/scene"
)

// TestEveryKeyIsExplained: a command with a key has a text, which the key sheet
// and the palette show, and no key stands for two commands at one place.
func TestEveryKeyIsExplained(t *testing.T) {
	say := words.New(words.English)
	taken := map[On]map[string]string{}
	for _, c := range Commands() {
		if len(c.Keys) > 0 && !c.Quiet && c.On != InPalette {
			require.True(t, say.Has("ui.do."+c.Name), "the command %s has no text", c.Name)
		}
		if taken[c.On] == nil {
			taken[c.On] = map[string]string{}
		}
		for _, key := range c.Keys {
			require.Empty(t, taken[c.On][key], "%s stands for %s too", key, c.Name)
			taken[c.On][key] = c.Name
		}
	}
}

// TestThePaletteFindsAndRuns: what is typed narrows the list, and Enter does what
// is chosen.
func TestThePaletteFindsAndRuns(t *testing.T) {
	m := New(Preferences{Language: words.English, Theme: scene.Dark})
	require.True(t, m.Press("Ctrl+K"))
	all := len(m.Entries())
	m.Do(Act{Command: scene.Command{Name: "type", Text: "theme switch"}})
	require.Less(t, len(m.Entries()), all)
	require.Equal(t, "theme", m.Entries()[0].Command.Name)
	require.True(t, m.Press("Enter"))
	require.Empty(t, m.Typing)
	require.Equal(t, scene.Projector, m.Preferences.Theme)
}

// TestKnobsRunAgain: a knob that is turned makes another run and keeps the one
// before for comparing; one that cannot be turned further does nothing.
func TestKnobsRunAgain(t *testing.T) {
	m := New(Preferences{Language: words.English, Theme: scene.Dark})
	m.Open(NewProgram("x", []File{{"main.js", "for (let i = 0; i < 4; i++) require('crypto').pbkdf2('a', 'b', 1e4, 64, 'sha1', () => {})"}}, ""), Settings{Cores: 1})
	out := func() {
		for m.Advance(func() bool { return true }) {
		}
	}
	out()
	one := m.Trace().End()
	require.True(t, m.Press("C"))
	out()
	require.Equal(t, 2, m.Cores())
	require.Less(t, m.Trace().End(), one)
	require.Equal(t, one, m.Before.Trace().End())
	require.True(t, m.Press("Shift+C"))
	out()
	require.Equal(t, one, m.Trace().End(), "the same settings are the same run")
	was := m.Branch()
	require.True(t, m.Press("Shift+C"))
	require.Same(t, was, m.Branch())
	require.True(t, m.Press("S"))
	out()
	require.Equal(t, "fifo", m.Policy())
}

// TestStorm: whatever is pressed and typed, in whatever order, the model stays
// sound: the playhead within the run, a branch to show, a field that is there.
func TestStorm(t *testing.T) {
	for seed := range uint64(2) {
		t.Logf("seed %d", seed)
		chance := rand.New(rand.NewPCG(seed, 0))
		m := New(Preferences{Language: words.English, Theme: scene.Dark})
		m.Open(NewProgram("x", []File{{"main.js", "setInterval(() => console.log(1), 5)"}}, ""), Settings{})
		all := Commands()
		for range 200 {
			c := &all[chance.IntN(len(all))]
			switch {
			case c.Name == "quit" || c.Name == "example" || c.Name == "open":
			case len(c.Keys) > 0 && chance.IntN(2) == 0:
				m.Press(c.Keys[chance.IntN(len(c.Keys))])
			default:
				m.Do(Act{
					Command: scene.Command{Name: c.Name, Argument: chance.Int64N(2000) - 1000, Text: []string{"", "code", "x", "时间片", "left code"}[chance.IntN(5)]},
					Subject: scene.Subject{Topic: scene.Topic(chance.IntN(13)), ID: chance.Int64N(40) - 4, Part: chance.Int64N(40)},
				})
			}
			m.Tick(chance.Int64N(50_000_000))
			looks := 0
			m.Advance(func() bool { looks++; return looks < 3 })
			require.NotNil(t, m.Branch())
			require.GreaterOrEqual(t, int64(m.Playhead.At), int64(0))
			require.LessOrEqual(t, m.Preferences.ScalePercent, mostScale)
		}
	}
}

// TestAPageIsNotQuit: what closes a window is no command of a page, which is left as
// pages are.
func TestAPageIsNotQuit(t *testing.T) {
	m := New(Preferences{})
	m.Address = "http://localhost/"
	m.Press("Ctrl+Q")
	require.False(t, m.Quit())
	m.Address = ""
	m.Press("Ctrl+Q")
	require.True(t, m.Quit())
}

// TestNobodyTypesIntoWhatIsHidden: a field that gets the keyboard is shown, and one
// that is hidden has it no longer.
func TestNobodyTypesIntoWhatIsHidden(t *testing.T) {
	m := New(Preferences{})
	m.Open(NewProgram("main.js", []File{{"main.js", "console.log(1)\n"}}, "main.js"), Settings{})
	m.Panels.Left = "lesson"
	m.Press("E")
	require.Equal(t, CodeField, m.Typing)
	require.Equal(t, "code", m.Panels.Left)
	m.Do(Act{Command: scene.Command{Name: "panel", Text: "left lesson"}})
	require.Empty(t, m.Typing)
	m.Press("Ctrl+F")
	require.Equal(t, FindField, m.Typing)
	require.Equal(t, "code", m.Panels.Left)
	m.Do(Act{Command: scene.Command{Name: "panel", Text: "left lesson"}})
	require.Empty(t, m.Typing)
	m.Do(Act{Command: scene.Command{Name: "type-in", Text: FilterField}})
	require.Equal(t, "events", m.Panels.Right)
	m.Do(Act{Command: scene.Command{Name: "panel", Text: "right inspector"}})
	require.Empty(t, m.Typing)
}

// TestQuittingLosesNoWork: with changes that no file holds it takes two steps, of
// which the first says so; without, one.
func TestQuittingLosesNoWork(t *testing.T) {
	opened := func() *Model {
		m := New(Preferences{})
		m.Open(NewProgram("main.js", []File{{"main.js", "console.log(1)\n"}}, "main.js"), Settings{})
		return m
	}
	m := opened()
	m.Press("Ctrl+Q")
	require.True(t, m.Quit())

	m = opened()
	m.Press("E")
	m.Do(Act{Command: scene.Command{Name: "type", Text: "1;"}})
	m.Press("Ctrl+Q")
	require.False(t, m.Quit())
	require.Equal(t, m.Say().Say("ui.leave.unsaved"), m.Notice.Text)
	m.Do(Act{Command: scene.Command{Name: "type", Text: "2;"}})
	m.Press("Ctrl+Q")
	require.False(t, m.Quit(), "there is more to lose than was said")
	m.Press("Ctrl+Q")
	require.True(t, m.Quit())

	m = opened()
	m.Press("E")
	m.Do(Act{Command: scene.Command{Name: "type", Text: "1;"}})
	m.Press("Ctrl+Enter")
	m.Saved("main.txtar", nil)
	m.Press("Ctrl+Q")
	require.True(t, m.Quit(), "a file holds the changes")
}
