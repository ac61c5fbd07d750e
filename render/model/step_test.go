package model

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/render/scene"
	"timeslice/render/view/timeline"
	"timeslice/sim/trace"
)

// scripted is a model with a script that has run to its end, or as far as it runs
// by itself.
func scripted(t *testing.T, source string) *Model {
	m := New(Preferences{Language: words.English, Theme: scene.Dark})
	m.Open(NewProgram("x", []File{{"main.js", source}}, ""), Settings{})
	require.Empty(t, m.Notice.Text)
	goOn(m)
	return m
}

func goOn(m *Model) {
	for m.Advance(func() bool { return true }) {
	}
}

const busy = `const { pbkdf2 } = require('crypto')
for (let i = 0; i < 3; i++) pbkdf2('a', 'b', 2e4, 64, 'sha1', () => console.log(i))
setTimeout(() => {
  console.error('oh')
  process.exitCode = 3
}, 5)
`

// TestStepsByFact: a step forward goes to the next fact, also within an instant,
// and a step back to the one before, so that the way back passes the same places.
func TestStepsByFact(t *testing.T) {
	m := scripted(t, busy)
	last := trace.FactID(m.Trace().Len())
	m.Seek(m.Trace().End() / 2)
	from := m.Position().Fact
	for i := range trace.FactID(300) {
		require.True(t, m.Press("ArrowRight"))
		want := min(from+i+1, last)
		require.Equal(t, want, m.Position().Fact)
		require.Equal(t, m.Trace().Fact(want).Time, m.Playhead.At)
	}
	at := m.Position().Fact
	for i := range trace.FactID(300) {
		m.Press("ArrowLeft")
		require.Equal(t, max(at-i-1, 1), m.Position().Fact)
	}
	m.Seek(0)
	m.Press("ArrowLeft")
	require.Zero(t, m.Playhead.At)
}

// TestAFactIsShownAsItHappens: what is gone to has just happened, and what follows at
// the same instant has not.
func TestAFactIsShownAsItHappens(t *testing.T) {
	m := scripted(t, "process.nextTick(() => console.log('tick'))\nconsole.log('script')")
	printed := trace.FactID(1)
	for m.Trace().Fact(printed).Kind != trace.KindOutput {
		printed++
	}
	at := m.Trace().Fact(printed).Time
	require.Greater(t, m.Trace().LastAt(at), printed)
	m.Do(Act{Command: scene.Command{Name: "go-to"}, Subject: scene.Subject{Topic: scene.OfFact, ID: int64(printed)}})
	require.Equal(t, timeline.Position{At: at, Fact: printed}, m.Position())
	require.Equal(t, timeline.Position{At: at, Fact: printed}, printedAt(m.Trace(), at))
	require.Equal(t, timeline.Position{At: at + 1, Fact: trace.NoFact}, printedAt(m.Trace(), at+1))
}

// TestFitShowsTheScriptAlone: once more when all is shown, and all again after it.
func TestFitShowsTheScriptAlone(t *testing.T) {
	m := scripted(t, busy)
	whole := m.Shown()
	m.Press("F")
	own := m.Shown()
	first, found := m.Branch().Index.Forward(timeline.Position{}, ByCallback.filter())
	require.True(t, found)
	require.Equal(t, Range{first.At - (whole.To-first.At)/20, whole.To}, own)
	m.Press("F")
	require.Equal(t, whole, m.Shown())
	m.Pick(Range{1000, 2000})
	m.Press("F")
	require.Equal(t, m.Timeline.Picked.From, m.Shown().From)
}

// TestStridesFindAll: from the start, each jump visits just the facts that it goes
// by, in order, and back the same ones.
func TestStridesFindAll(t *testing.T) {
	m := scripted(t, busy)
	record := m.Trace()
	for key, fits := range map[string]func(f trace.Fact) bool{
		"D": func(f trace.Fact) bool { return f.Kind == trace.KindDispatch || f.Kind == trace.KindRenew },
		"K": func(f trace.Fact) bool { return f.Kind == trace.KindCallback },
		"U": func(f trace.Fact) bool { return f.Kind == trace.KindOutput },
		"X": func(f trace.Fact) bool {
			return f.Kind == trace.KindOutput && f.Object == 2 || f.Kind == trace.KindProcessExit && f.A != 0 || f.Kind == trace.KindError && f.A != 11
		},
	} {
		var want, got []trace.FactID
		for id := trace.FactID(1); int(id) <= record.Len(); id++ {
			if f := record.Fact(id); f.Time > 0 && fits(f) {
				want = append(want, id)
			}
		}
		require.NotEmpty(t, want, key)
		m.Seek(0)
		for range want {
			m.Press(key)
			got = append(got, m.Position().Fact)
		}
		require.Equal(t, want, got, key)
		m.Press(key)
		require.Equal(t, got[len(got)-1], m.Position().Fact, key)
		require.Contains(t, m.Notice.Text, "none further", key)
		for i := len(want) - 2; i >= 0; i-- {
			m.Press("Shift+" + key)
			require.Equal(t, want[i], m.Position().Fact, key)
		}
	}
}

// TestStepsByLineAndSelection: lines are those of one thread, there and back; what
// is selected is followed.
func TestStepsByLineAndSelection(t *testing.T) {
	m := scripted(t, busy)
	m.Seek(0)
	line := func() int {
		l, _ := m.Branch().Index.LineAt(m.LineThread(), m.Playhead.At)
		return l.Number
	}
	var there, back []int
	for range 6 {
		m.Press("N")
		there = append(there, line())
	}
	require.Equal(t, 1, there[0])
	require.Equal(t, 2, there[1])
	require.Equal(t, scene.OfThread, m.Selected.Topic, "the thread that is stepped is selected")
	for range 5 {
		m.Press("Shift+N")
		back = append([]int{line()}, back...)
	}
	require.Equal(t, there[:5], back)

	m.Selected = scene.Subject{}
	at := m.Playhead.At
	m.Press("Ctrl+ArrowRight")
	require.Equal(t, at, m.Playhead.At)
	require.NotEmpty(t, m.Notice.Text)
	m.Selected = scene.Subject{Topic: scene.OfCore, ID: 0}
	m.Press("Ctrl+ArrowRight")
	f := m.Trace().Fact(m.Position().Fact)
	require.EqualValues(t, 0, f.Core)
	require.True(t, timeline.Decisions().Has(f.Kind))
}

// TestTheStepKeysGoByTheStride that was chosen.
func TestTheStepKeysGoByTheStride(t *testing.T) {
	m := scripted(t, busy)
	m.Seek(0)
	m.Press("G")
	m.Press("G")
	require.Equal(t, ByCallback, m.Stride)
	m.Press("ArrowRight")
	require.Equal(t, trace.KindCallback, m.Trace().Fact(m.Position().Fact).Kind)
	m.Press("Shift+G")
	m.Press("Shift+G")
	m.Press("Shift+G")
	require.Equal(t, ByOwn, m.Stride)
}

// TestPlayingStopsAtBreakpoints: on a line and on facts, however fast it plays, and
// goes on from there.
func TestPlayingStopsAtBreakpoints(t *testing.T) {
	for _, speed := range []int64{20 * trace.Microsecond, mostSpeed} {
		m := scripted(t, busy)
		m.Do(Act{Command: scene.Command{Name: "break"}, Subject: scene.Subject{Topic: scene.OfLine, ID: 0, Part: 4}})
		require.Equal(t, []Breakpoint{{File: "main.js", Line: 4}}, m.Breakpoints)
		m.Seek(0)
		m.Playhead.Playing, m.Playhead.Speed = true, speed
		for range 100_000 {
			if m.Tick(16 * trace.Millisecond); !m.Playhead.Playing {
				break
			}
		}
		l, _ := m.Branch().Index.LineAt(m.LineThread(), m.Playhead.At)
		require.Equal(t, 4, l.Number, "at speed %d", speed)
		require.Contains(t, m.Notice.Text, "main.js:4")
		m.Press("Ctrl+F9")
		require.Empty(t, m.Breakpoints)
		m.Do(Act{Command: scene.Command{Name: "break-output"}})
		at := m.Position().Fact
		m.Press("Space")
		for range 100_000 {
			if m.Tick(16 * trace.Millisecond); !m.Playhead.Playing {
				break
			}
		}
		q := timeline.Filter{Kinds: timeline.Outputs()}
		want, found := m.Branch().Index.Next(at, &q, trace.FactID(m.Trace().Len()))
		require.True(t, found)
		require.Equal(t, want, m.Position().Fact, "at speed %d", speed)
	}
}

// TestARunGoesOnToWhatIsSought: a breakpoint far ahead in a program that does not
// end is gone to; one that is never come to is told of when the run has ended.
func TestARunGoesOnToWhatIsSought(t *testing.T) {
	m := scripted(t, "let n = 0\nsetInterval(() => {\n  if (++n === 700) {\n    console.log('there')\n  }\n}, 10)")
	require.False(t, m.Branch().Ended())
	require.Less(t, m.Trace().End(), trace.Time(5*trace.Second))
	m.Do(Act{Command: scene.Command{Name: "break"}, Subject: scene.Subject{Topic: scene.OfLine, ID: 0, Part: 4}})
	m.Press("F8")
	require.True(t, m.Hunting())
	for range 1000 {
		looks := 0
		m.Advance(func() bool { looks++; return looks < 50 })
		if m.Tick(16 * trace.Millisecond); !m.Hunting() {
			break
		}
	}
	require.False(t, m.Hunting())
	require.Greater(t, m.Playhead.At, trace.Time(6*trace.Second))
	require.Contains(t, m.Notice.Text, "main.js:4")

	m = scripted(t, "console.log(1)")
	m.Do(Act{Command: scene.Command{Name: "break"}, Subject: scene.Subject{Topic: scene.OfLine, ID: 0, Part: 9}})
	m.Press("F8")
	require.False(t, m.Hunting())
	require.Contains(t, m.Notice.Text, "none further")
}

// TestBreakpointsTravelInLinks: and what is no breakpoint does not.
func TestBreakpointsTravelInLinks(t *testing.T) {
	m := scripted(t, busy)
	m.Do(Act{Command: scene.Command{Name: "break"}, Subject: scene.Subject{Topic: scene.OfLine, ID: 0, Part: 2}})
	m.Selected = scene.Subject{Topic: scene.OfFact, ID: 5}
	m.Press("Shift+F9")
	require.Len(t, m.Breakpoints, 2)
	require.Equal(t, m.Trace().Fact(5).Kind.String(), m.Breakpoints[1].Kind)
	fragment, err := m.Share().Fragment()
	require.NoError(t, err)
	other := New(Preferences{Language: words.English, Theme: scene.Dark})
	other.OpenAddress("https://x/#" + fragment)
	require.Equal(t, m.Breakpoints, other.Breakpoints)
	other.SetBreakpoints([]Breakpoint{{}, {File: "a.js"}, {Kind: "nonsense"}, {File: "a.js", Line: 3, Kind: "output"}, {Kind: "output"}, {Kind: "output"}})
	require.Equal(t, []Breakpoint{{Kind: "output"}}, other.Breakpoints)
}
