package terminal_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"
	"github.com/rivo/uniseg"
	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/render/terminal"
	"timeslice/sim/scenario"
	"timeslice/sim/trace"
)

// TestStories runs the stories in testdata: a scenario in, text out. Each
// command works on the scenario below it, or on the last one there was.
//
//	gantt    the chart           report   the report       head   what stands above
//	json     the JSON report     frame    the animation    end    the end in words
//
// Arguments: width, lang, ascii, colour (indexed or true), from, to, threads,
// cores, and for frames at, lines, slowed, paused. Times are nanoseconds.
// What is invisible is made visible: escape as \e.
func TestStories(t *testing.T) {
	datadriven.Walk(t, "testdata", func(t *testing.T, path string) {
		s := &story{t: t}
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			s.t = t
			return s.tell(d)
		})
	})
}

type story struct {
	t        *testing.T
	scenario *scenario.Scenario
	trace    *trace.Trace
}

func (s *story) tell(d *datadriven.TestData) string {
	if d.Input != "" {
		s.run(d.Input)
	}
	style, say := s.style(d), words.New(words.Language(s.word(d, "lang", "en")))
	var lines []string
	switch d.Cmd {
	case "gantt":
		lines = terminal.Gantt(s.trace, s.window(d), style, say)
	case "report":
		lines = terminal.Report(s.trace, style, say)
	case "head":
		l := say.Language()
		lines = terminal.Head(s.trace, terminal.Preface{Title: s.scenario.Title(l), Comment: s.scenario.Comment(l)}, style, say)
	case "json":
		var b strings.Builder
		require.NoError(s.t, terminal.WriteJSON(&b, s.trace))
		return b.String()
	case "end":
		return terminal.EndInWords(s.trace, say) + "\n"
	case "frame":
		screen := terminal.NewScreen(s.trace, s.scenario.Title(say.Language()), style, say, s.number(d, "lines", 40))
		lines = screen.Frame(terminal.Playing{
			At: trace.Time(s.number(d, "at", 0)), Paused: d.HasArg("paused"), SlowedBy: int64(s.number(d, "slowed", 0)),
		})
	default:
		s.t.Fatalf("%s: there is no command %q", d.Pos, d.Cmd)
	}
	checkWidth(s.t, lines, style.Width)
	return strings.ReplaceAll(strings.Join(lines, "\n")+"\n", "\x1b", `\e`)
}

func (s *story) run(source string) {
	var err error
	s.scenario, err = scenario.Read("story", []byte(source))
	require.NoError(s.t, err)
	m, err := s.scenario.Machine(scenario.Overrides{})
	require.NoError(s.t, err)
	s.trace = m.Run()
}

func (s *story) style(d *datadriven.TestData) terminal.Style {
	style := terminal.Style{Width: s.number(d, "width", 80), ASCII: d.HasArg("ascii")}
	switch colour := s.word(d, "colour", "plain"); colour {
	case "plain":
	case "indexed":
		style.Depth = terminal.Indexed
	case "true":
		style.Depth = terminal.True
	default:
		s.t.Fatalf("%s: there is no colour %q", d.Pos, colour)
	}
	return style
}

func (s *story) window(d *datadriven.TestData) terminal.Window {
	return terminal.Window{
		From: trace.Time(s.number(d, "from", 0)), To: trace.Time(s.number(d, "to", 0)),
		Threads: s.number(d, "threads", 0), Cores: s.number(d, "cores", 0),
	}
}

func (s *story) word(d *datadriven.TestData, key, usual string) string {
	value := usual
	d.MaybeScanArgs(s.t, key, &value)
	return value
}

func (s *story) number(d *datadriven.TestData, key string, usual int) int {
	value, err := strconv.Atoi(s.word(d, key, fmt.Sprint(usual)))
	require.NoError(s.t, err, "%s: %s", d.Pos, key)
	return value
}

// checkWidth requires that no line is wider than asked, its colours left out.
func checkWidth(t require.TestingT, lines []string, width int) {
	for _, line := range lines {
		require.LessOrEqual(t, uniseg.StringWidth(withoutColour(line)), width, "%q", line)
		require.NotContains(t, line, "\n")
	}
}

// withoutColour leaves out the escape sequences of a line.
func withoutColour(line string) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(line, "\x1b[")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		_, line, _ = strings.Cut(after, "m")
	}
}
