package main

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/render/terminal"
)

// TestStyleOfTheOutput: what decides about colour and characters.
func TestStyleOfTheOutput(t *testing.T) {
	for _, story := range []struct {
		variables string
		terminal  bool
		want      terminal.Style
	}{
		{"", false, terminal.Style{Width: 80}},
		{"", true, terminal.Style{Width: 90, Depth: terminal.Indexed}},
		{"COLORTERM=truecolor", true, terminal.Style{Width: 90, Depth: terminal.True}},
		{"COLORTERM=truecolor", false, terminal.Style{Width: 80}},
		{"NO_COLOR=1 COLORTERM=truecolor", true, terminal.Style{Width: 90}},
		{"TERM=dumb", true, terminal.Style{Width: 90}},
		{"CLICOLOR_FORCE=1", false, terminal.Style{Width: 80, Depth: terminal.Indexed}},
		{"CLICOLOR_FORCE=0", false, terminal.Style{Width: 80}},
		{"CLICOLOR_FORCE=1 NO_COLOR=1", true, terminal.Style{Width: 90}},
		{"LANG=C", false, terminal.Style{Width: 80, ASCII: true}},
		{"LANG=zh_CN.UTF-8", false, terminal.Style{Width: 80}},
		{"LANG=en_US.utf8 LC_ALL=POSIX", false, terminal.Style{Width: 80, ASCII: true}},
	} {
		m := newMemory()
		for _, variable := range strings.Fields(story.variables) {
			name, value, _ := strings.Cut(variable, "=")
			m.variables[name] = value
		}
		env := m.environment()
		if story.terminal {
			env.console = &fakeConsole{}
		}
		require.Equal(t, story.want, styleOf(env, false), "%s, terminal: %v", story.variables, story.terminal)
	}
	require.True(t, styleOf(newMemory().environment(), true).ASCII)
}

func TestLanguageOfTheWords(t *testing.T) {
	chinese := func(name string) string {
		if name == "LANG" {
			return "zh_CN.UTF-8"
		}
		return ""
	}
	for _, story := range []struct {
		args string
		want words.Language
	}{
		{"run x", words.Chinese},
		{"run x --lang en", words.English},
		{"run x --lang=en", words.English},
		{"--lang xx run", words.Chinese}, // what is wrong with it is said in the usual language
		{"run x -- --lang en", words.Chinese},
		{"run --lang", words.Chinese},
	} {
		require.Equal(t, story.want, languageOf(strings.Fields(story.args), chinese), story.args)
	}
}

// TestSpansAreExact: lengths of time are decimal numbers with a unit.
func TestSpansAreExact(t *testing.T) {
	for text, want := range map[string]int64{
		"0": 0, "1ns": 1, "250us": 250_000, "250µs": 250_000, "1.5ms": 1_500_000, "2s": 2e9, "0.000000001s": 1, "3 ms": 3e6,
	} {
		var s span
		require.NoError(t, s.UnmarshalText([]byte(text)), text)
		require.Equal(t, want, int64(s), text)
	}
	for _, text := range []string{"", "5", "ms", "1.5ns", "-1ms", "1e3ms", "1..5ms", "9223372036854775807ns", "99999999999s", "1h", ".ms"} {
		var s span
		require.Error(t, s.UnmarshalText([]byte(text)), text)
	}
}

// failing is a stream that a fault of timeslice itself comes out of.
type failing struct{}

func (failing) Write([]byte) (int, error) { panic("the sky is falling") }

// TestFaultIsOurMistake: a panic ends with exit code 70 and tells how to
// report it; the stack is shown only to who asks.
func TestFaultIsOurMistake(t *testing.T) {
	m := newMemory()
	var err bytes.Buffer
	require.Equal(t, exitFault, run([]string{"scenarios"}, nil, failing{}, &err, m.environment()))
	require.Contains(t, err.String(), "the sky is falling")
	require.Contains(t, err.String(), "report")
	require.NotContains(t, err.String(), "goroutine")

	m.variables["TIMESLICE_DEBUG"] = "1"
	err.Reset()
	require.Equal(t, exitFault, run([]string{"scenarios"}, nil, failing{}, &err, m.environment()))
	require.Contains(t, err.String(), "goroutine")
}

// full is a disk without room.
type full struct{ io.Writer }

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }
func (full) Close() error              { return nil }

func TestFullDiskIsTold(t *testing.T) {
	m := newMemory()
	m.files["turns.yaml"] = turns
	env := m.environment()
	env.create = func(string) (io.WriteCloser, error) { return full{}, nil }
	var out, err bytes.Buffer
	require.Equal(t, exitUsage, run([]string{"export", "turns.yaml", "-o", "x.txt"}, nil, &out, &err, env))
	require.Contains(t, err.String(), "no space left on device")
}

// Who sends a report into a file must learn that it is not all there.
func TestFullOutputIsTold(t *testing.T) {
	for _, args := range [][]string{{"run", "01"}, {"run", "01", "--report", "json"}, {"scenarios"}, {"--help"}} {
		var err bytes.Buffer
		require.Equal(t, exitUsage, run(args, nil, full{}, &err, newMemory().environment()), args)
		require.Equal(t, "timeslice: the output cannot be written: no space left on device\n", err.String(), args)
	}
}
