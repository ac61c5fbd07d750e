package main

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/render/terminal"
	"timeslice/sim/scenario"
	"timeslice/sim/trace"
)

const turns = `
machine: {policy: rr, quantum: 2ms}
processes:
  - {name: A, run: [cpu 5ms]}
  - {name: B, run: [cpu 3ms]}
`

func traceOf(t *testing.T, source string) *trace.Trace {
	s, err := scenario.Read("test", []byte(source))
	require.NoError(t, err)
	m, err := s.Machine(scenario.Overrides{})
	require.NoError(t, err)
	return m.Run()
}

// watch plays a trace and returns the instants that were shown after each
// event.
func watch(t *testing.T, record *trace.Trace, events ...event) []trace.Time {
	var out bytes.Buffer
	p := &player{
		trace: record, title: "test", style: terminal.Style{Width: 80}, words: words.New(words.English), out: &out,
		size: func() (int, int) { return 80, 24 },
	}
	p.stepNs = int64(record.End()) / 4
	var shown []trace.Time
	for _, e := range events {
		p.take(e)
		p.draw()
		shown = append(shown, p.at)
	}
	return shown
}

func TestTimePassesUntilTheEnd(t *testing.T) {
	record := traceOf(t, turns)
	require.Equal(t, []trace.Time{2e6, 4e6, 6e6, 8e6, 8e6}, watch(t, record, eventTick, eventTick, eventTick, eventTick, eventTick))
}

func TestPauseStopsTimeAndGoesOn(t *testing.T) {
	record := traceOf(t, turns)
	require.Equal(t, []trace.Time{2e6, 2e6, 2e6, 2e6, 4e6}, watch(t, record, eventTick, eventPause, eventTick, eventPause, eventTick))
}

func TestPlayAtTheEndBeginsAnew(t *testing.T) {
	record := traceOf(t, turns)
	shown := watch(t, record, eventTick, eventTick, eventTick, eventTick, eventPause, eventTick)
	require.Equal(t, []trace.Time{0, 2e6}, shown[4:])
}

// TestStepsGoFromEventToEvent: the turns end at 2, 4, 6 and 7 ms, and the run
// at 8 ms; time stands still between steps.
func TestStepsGoFromEventToEvent(t *testing.T) {
	record := traceOf(t, turns)
	require.Equal(t, []trace.Time{2e6, 4e6, 6e6, 7e6, 8e6, 8e6, 7e6, 7e6, 6e6}, watch(t, record,
		eventForward, eventForward, eventForward, eventForward, eventForward, eventForward, eventBack, eventTick, eventBack))
	require.Equal(t, []trace.Time{0}, watch(t, record, eventBack))
}

func TestSpeedDoublesAndHalves(t *testing.T) {
	record := traceOf(t, turns)
	require.Equal(t, []trace.Time{2e6, 2e6, 3e6, 3e6, 5e6}, watch(t, record, eventTick, eventSlower, eventTick, eventFaster, eventTick))
	require.Equal(t, []trace.Time{2e6, 0}, watch(t, record, eventTick, eventStart))
}

// TestQuitEnds, and so does the end of the run where there are no keys.
func TestQuitEnds(t *testing.T) {
	for _, events := range [][]event{{eventTick, eventQuit}, {eventKeysGone, eventFaster, eventFaster}} {
		record := traceOf(t, turns)
		feed, done := make(chan event), make(chan struct{})
		p := &player{
			trace: record, style: terminal.Style{Width: 80}, words: words.New(words.English), out: &bytes.Buffer{},
			size: func() (int, int) { return 80, 24 },
		}
		go func() {
			p.play(feed)
			close(done)
		}()
		for _, e := range events {
			feed <- e
		}
		for ended := false; !ended; {
			select {
			case feed <- eventTick:
			case <-done:
				ended = true
			}
		}
	}
}

// TestFramesFitTheTerminal: whatever the size of the terminal, no frame has
// more lines or columns; and a frame that shows nothing new is not sent.
func TestFramesFitTheTerminal(t *testing.T) {
	record := traceOf(t, turns)
	var out bytes.Buffer
	columns, lines := 100, 30
	p := &player{
		trace: record, title: "test", style: terminal.Style{Width: 80}, words: words.New(words.Chinese), out: &out, stepNs: 1,
		size: func() (int, int) { return columns, lines },
	}
	for _, size := range [][2]int{{100, 30}, {80, 24}, {60, 10}, {300, 100}, {80, 3}} {
		columns, lines = size[0], size[1]
		out.Reset()
		p.draw()
		frame := out.String()
		require.LessOrEqual(t, strings.Count(frame, "\r\n")+1, lines)
		out.Reset()
		p.draw()
		require.Empty(t, out.String())
	}
}

func TestKeys(t *testing.T) {
	require.Equal(t, []event{eventPause, eventForward, eventBack, eventFaster, eventSlower, eventStart, eventQuit},
		keys([]byte(" \x1b[C\x1b[D+-0q")))
	require.Equal(t, []event{eventForward, eventBack, eventQuit}, keys([]byte("\x1bOC\x1bODx\x1b[A\x03")))
	require.Empty(t, keys([]byte("\x1b")))
	require.Empty(t, keys([]byte{}))
}

// TestKeysEndWithTheInput: when there is nothing more to read, the player is
// told so, and only once.
func TestKeysEndWithTheInput(t *testing.T) {
	var got []event
	readKeys(strings.NewReader("+ "), func(e event) { got = append(got, e) })
	require.Equal(t, []event{eventFaster, eventPause, eventKeysGone}, got)
}

// fakeConsole is a terminal without anybody in front of it.
type fakeConsole struct {
	events  []event
	left    int
	refuses error
}

func (c *fakeConsole) size() (int, int) { return 90, 30 }

func (c *fakeConsole) enter() (<-chan event, func(), error) {
	feed := make(chan event, len(c.events))
	for _, e := range c.events {
		feed <- e
	}
	return feed, func() { c.left++ }, c.refuses
}

// TestPlayLeavesTheTerminalAsItWas, and the chart and report in it.
func TestPlayLeavesTheTerminalAsItWas(t *testing.T) {
	m := newMemory()
	m.files["turns.yaml"] = turns
	env := m.environment()
	console := &fakeConsole{events: []event{eventTick, eventForward, eventQuit}}
	env.console = console
	var out, err bytes.Buffer
	require.Equal(t, 0, run([]string{"play", "turns.yaml"}, strings.NewReader(""), &out, &err, env), err.String())
	require.Equal(t, 1, console.left)
	require.Contains(t, out.String(), "turnaround")
	require.Contains(t, out.String(), "\x1b[38;5;") // in colour: it is a terminal
}

func TestPlaySaysThatTheTerminalRefused(t *testing.T) {
	m := newMemory()
	m.files["turns.yaml"] = turns
	env := m.environment()
	env.console = &fakeConsole{refuses: errors.New("not a typewriter")}
	var out, err bytes.Buffer
	require.Equal(t, exitUsage, run([]string{"play", "turns.yaml"}, strings.NewReader(""), &out, &err, env))
	require.Contains(t, err.String(), "not a typewriter")
}
