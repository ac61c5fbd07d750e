package model_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/sim/trace"
)

// editing is a model with a script, whose code takes what is typed.
func editing(t *testing.T, files ...model.File) *model.Model {
	m := model.New(model.Preferences{})
	m.Open(model.NewProgram(files[0].Name, files, files[0].Name), model.Settings{})
	finish(m)
	require.True(t, m.Press("E"))
	require.NotNil(t, m.Field())
	return m
}

func finish(m *model.Model) {
	for m.Advance(func() bool { return true }) {
	}
}

func types(m *model.Model, text string) {
	m.Do(model.Act{Command: scene.Command{Name: "type", Text: text}})
}

// printed is everything that was printed in the run that is shown.
func printed(m *model.Model) (all string) {
	r := m.Trace()
	for id := trace.FactID(1); int(id) <= r.Len(); id++ {
		if f := r.Fact(id); f.Kind == trace.KindOutput && f.Object == 1 {
			all += r.What(f)
		}
	}
	return all
}

// TestTypingRunsTheProgramAgain: a while after the last key, with the playhead
// where it was; the program that was open is what it was.
func TestTypingRunsTheProgramAgain(t *testing.T) {
	m := editing(t, model.File{Name: "a.js", Text: "console.log('one')\n"})
	opened := m.Program
	m.Seek(1000)
	m.Press("Ctrl+End")
	types(m, "console.log('two')")
	m.Tick(100e6)
	require.Equal(t, "one\n", printed(m), "not while somebody types")
	types(m, "\n")
	m.Tick(500e6)
	require.Equal(t, "one\n", printed(m))
	m.Tick(200e6)
	finish(m)
	require.Equal(t, "one\ntwo\n", printed(m))
	require.Equal(t, trace.Time(1000), m.Playhead.At)
	text, _ := opened.File("a.js")
	require.Equal(t, "console.log('one')\n", text)
	require.Empty(t, m.Faults())
}

// TestFaultsStandOnTheirLines: what nobody caught, in the file and line where
// it was thrown, and what a scenario's reader refuses.
func TestFaultsStandOnTheirLines(t *testing.T) {
	m := editing(t, model.File{Name: "a.js", Text: "\nrequire('./b')\n"}, model.File{Name: "b.js", Text: "function f() {\n  throw new RangeError('too far')\n}\nf()\n"})
	faults := m.Faults()
	require.Len(t, faults, 1)
	require.Equal(t, "b.js", faults[0].File)
	require.Equal(t, 2, faults[0].Line)
	require.Equal(t, "RangeError: too far", faults[0].Text)
	require.NotZero(t, faults[0].Fact)

	m = editing(t, model.File{Name: "a.yaml", Text: "processes: [{name: A, run: [cpu 1ms]}]\n"})
	before := m.Branch()
	m.Press("Ctrl+A")
	types(m, "processes:\n  - {nmae: A}\n")
	m.Press("Ctrl+Enter")
	faults = m.Faults()
	require.NotEmpty(t, faults)
	require.Equal(t, "a.yaml", faults[0].File)
	require.Equal(t, 2, faults[0].Line)
	require.Same(t, before, m.Branch(), "what ran before is still there")
	m.Press("Ctrl+Z")
	m.Press("Ctrl+Enter")
	require.Empty(t, m.Faults())
}

// TestKeysGoToWhoTypes: while a field has the keyboard, keys that write are no
// commands; Escape gives them back.
func TestKeysGoToWhoTypes(t *testing.T) {
	m := editing(t, model.File{Name: "a.js", Text: "let a\n"})
	require.False(t, m.Press("Space"), "a space is typed, and does not play")
	require.False(t, m.Playhead.Playing)
	theme := m.Preferences.Theme
	require.False(t, m.Press("T"))
	require.Equal(t, theme, m.Preferences.Theme)
	require.True(t, m.Press("Escape"))
	require.Nil(t, m.Field())
	require.True(t, m.Press("Space"))
	require.True(t, m.Playhead.Playing)
}

// TestTheClipboardIsAskedFor: what is copied is a request, what is pasted is
// typed; without a selection it is the line.
func TestTheClipboardIsAskedFor(t *testing.T) {
	m := editing(t, model.File{Name: "a.js", Text: "one\ntwo\n"})
	m.Press("Ctrl+C")
	require.Equal(t, []model.Request{{Name: "copy", Text: "one\n"}}, m.Requests())
	require.Empty(t, m.Requests())
	m.Press("Ctrl+X")
	require.Equal(t, []model.Request{{Name: "copy", Text: "one\n"}}, m.Requests())
	require.Equal(t, "two\n", m.Sheet().Text())
	m.Press("Ctrl+V")
	require.Equal(t, []model.Request{{Name: "paste"}}, m.Requests())
	types(m, "one\r\n")
	require.Equal(t, "one\ntwo\n", m.Sheet().Text())
	m.Press("Ctrl+Shift+End")
	m.Press("Ctrl+C")
	require.Equal(t, []model.Request{{Name: "copy", Text: "two\n"}}, m.Requests())
}

// TestFindingGoesRoundAndReplaces: from what is selected, to the next and back.
func TestFindingGoesRoundAndReplaces(t *testing.T) {
	m := editing(t, model.File{Name: "a.js", Text: "foo bar foo\n"})
	m.Press("Ctrl+Shift+ArrowRight")
	m.Press("Ctrl+F")
	require.Equal(t, "foo", m.Editor.Find.Sought.Text())
	m.Press("Enter")
	from, _ := m.Sheet().Selection()
	require.Equal(t, 8, from)
	m.Press("Enter")
	from, _ = m.Sheet().Selection()
	require.Equal(t, 0, from)
	m.Do(model.Act{Command: scene.Command{Name: "type-in", Text: model.ReplaceField}})
	types(m, "x")
	m.Do(model.Act{Command: scene.Command{Name: "replace-all"}})
	require.Equal(t, "x bar x\n", m.Sheet().Text())
	m.Press("Escape")
	m.Press("Ctrl+Z")
	require.Equal(t, "foo bar foo\n", m.Sheet().Text())
}

// TestALineGoesToItsTimes: to the next time that it runs, on and round, and
// back.
func TestALineGoesToItsTimes(t *testing.T) {
	m := editing(t, model.File{Name: "a.js", Text: "let n = 0\nfor (let i = 0; i < 3; i++) {\n  n += i\n}\n"})
	m.Seek(0)
	var times []trace.Time
	for range 4 {
		m.Do(model.Act{Command: scene.Command{Name: "line"}, Subject: scene.Subject{Topic: scene.OfLine, Part: 3}})
		times = append(times, m.Playhead.At)
	}
	require.Less(t, times[0], times[1])
	require.Less(t, times[1], times[2])
	require.Equal(t, times[0], times[3], "and round")
	m.Do(model.Act{Command: scene.Command{Name: "line", Argument: -1}, Subject: scene.Subject{Topic: scene.OfLine, Part: 3}})
	require.Equal(t, times[2], m.Playhead.At)
}

// TestTheWindowFollows: a part of the history that is shown has the playhead in
// it when that goes somewhere.
func TestTheWindowFollows(t *testing.T) {
	m := editing(t, model.File{Name: "a.js", Text: "setTimeout(() => {}, 50)\n"})
	m.Seek(0)
	m.Show(model.Range{To: m.Trace().End() / 10})
	length := m.Shown().Ns()
	m.Seek(m.Trace().End() / 2)
	require.True(t, m.Shown().Contains(m.Playhead.At))
	require.Equal(t, length, m.Shown().Ns())
	m.Zoom(0.5, m.Playhead.At)
	require.InDelta(t, length/2, m.Shown().Ns(), 2)
	m.Zoom(1e9, m.Playhead.At)
	require.Equal(t, m.Whole(), m.Shown())
	require.Zero(t, m.Timeline.Window, "and grows with the run")
}
