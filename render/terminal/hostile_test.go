package terminal_test

import (
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/assets/words"
	"timeslice/render/terminal"
	"timeslice/sim/trace"
)

// TestAnyTraceCanBeShown: a trace may come from a file and say anything. What
// shows it never fails, and no line is wider than asked.
func TestAnyTraceCanBeShown(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		record := drawTrace(t)
		style := terminal.Style{
			Width: rapid.IntRange(40, 160).Draw(t, "width"),
			Depth: rapid.SampledFrom([]terminal.Depth{terminal.Plain, terminal.Indexed, terminal.True}).Draw(t, "depth"),
			ASCII: rapid.Bool().Draw(t, "ascii"),
		}
		say := words.New(rapid.SampledFrom(words.Languages()).Draw(t, "language"))
		window := terminal.Window{
			From: trace.Time(rapid.Int64Range(0, 2000).Draw(t, "from")), To: trace.Time(rapid.Int64Range(0, 2000).Draw(t, "to")),
			Threads: rapid.IntRange(0, 5).Draw(t, "threads"), Cores: rapid.IntRange(0, 3).Draw(t, "cores"),
		}
		lines := rapid.IntRange(1, 40).Draw(t, "lines")
		at := trace.Time(rapid.Int64Range(0, 2000).Draw(t, "at"))

		checkWidth(t, terminal.Gantt(record, window, style, say), style.Width)
		checkWidth(t, terminal.Head(record, terminal.Preface{Title: "a title", Comment: "a comment"}, style, say), style.Width)
		checkWidth(t, terminal.Report(record, style, say), style.Width)
		frame := terminal.NewScreen(record, "a title", style, say, lines).Frame(terminal.Playing{At: at})
		checkWidth(t, frame, style.Width)
		require.LessOrEqual(t, len(frame), lines)
		require.NoError(t, terminal.WriteJSON(io.Discard, record))
	})
}

// drawTrace draws a trace of facts that need not fit together.
func drawTrace(t *rapid.T) *trace.Trace {
	r := trace.NewRecorder(trace.Property{Name: "cores", Value: rapid.SampledFrom([]string{"", "2", "x", "-1", "999999"}).Draw(t, "cores")},
		trace.Property{Name: "policy", Value: rapid.SampledFrom([]string{"", "rr", "eevdf", "\x1b[2J"}).Draw(t, "policy")},
		trace.Property{Name: "quantum", Value: "1e9"})
	names := []trace.StringID{r.Intern("A"), r.Intern("数据库"), r.Intern(strings.Repeat("long", 30)), r.Intern("\x1b[31m\n"), trace.NoString}
	kinds := []trace.Kind{
		trace.KindProcessStart, trace.KindThreadStart, trace.KindReady, trace.KindDispatch, trace.KindSwitchCost,
		trace.KindPreempt, trace.KindBlock, trace.KindStop, trace.KindThreadExit, trace.KindProcessExit,
		trace.KindProcessReap, trace.KindThrottle, trace.KindUnthrottle, trace.KindObject, trace.KindAcquire, trace.KindEnd,
	}
	now := trace.Time(0)
	for range rapid.IntRange(0, 40).Draw(t, "facts") {
		now += trace.Time(rapid.SampledFrom([]int64{0, 0, 1, 7, 100}).Draw(t, "later"))
		f := trace.Fact{
			Time: now, Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), Thread: trace.ThreadID(rapid.Int32Range(-1, 6).Draw(t, "thread")),
			Core: trace.CoreID(rapid.Int16Range(-1, 3).Draw(t, "core")), Object: rapid.Int32Range(-1, 6).Draw(t, "object"),
			Reason: trace.Reason(rapid.Uint8Range(0, 90).Draw(t, "reason")),
			A:      rapid.SampledFrom([]int64{0, 1, 3, 1 << 62, -1 << 62}).Draw(t, "a"),
		}
		f.B = int64(rapid.SampledFrom(names).Draw(t, "name"))
		r.Add(f)
	}
	return r.Trace()
}
