package trace_test

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/sim/trace"
)

// TestChrome shows what becomes of small traces, event by event.
func TestChrome(t *testing.T) {
	datadriven.RunTest(t, "testdata/chrome.txt", func(t *testing.T, d *datadriven.TestData) string {
		read, err := trace.ReadText(strings.NewReader("timeslice trace 1\n" + d.Input))
		require.NoError(t, err)
		var options trace.ChromeOptions
		options.NoInstants = d.HasArg("no-instants")
		options.NoCounters = d.HasArg("no-counters")
		options.NoArrows = d.HasArg("no-arrows")
		text := exported(t, read, options)
		checkChrome(t, text)
		return text
	})
}

func exported(t require.TestingT, run *trace.Trace, options trace.ChromeOptions) string {
	var text bytes.Buffer
	require.NoError(t, run.WriteChrome(&text, options))
	return text.String()
}

// What the machine does can be drawn by Perfetto's rules, and the slices on
// the cores' tracks add up to the time the figures tell.
func TestChromeOfRuns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		run := anyRun(t)
		text := exported(t, run, trace.ChromeOptions{})
		require.Equal(t, text, exported(t, run, trace.ChromeOptions{}))
		drawn := checkChrome(t, text)
		metrics := run.Metrics()
		var busyNs, overheadNs int64
		for _, core := range metrics.Cores {
			busyNs += core.BusyNs
			overheadNs += core.OverheadNs
		}
		require.Equal(t, busyNs, drawn.ns["cpu"], "own work")
		require.Equal(t, overheadNs, drawn.ns["overhead"], "the system's work")
	})
}

// What one thread sends and another receives is an arrow, by whichever channel
// it goes; and so is every wake-up by a thread.
func TestChromeOfMessages(t *testing.T) {
	arrows := map[string]int{}
	for arrow := range checkChrome(t, exported(t, talk(t), trace.ChromeOptions{})).ended {
		arrows[arrow[0].(string)]++
	}
	require.Equal(t, map[string]int{"message": 5, "wake": 6}, arrows)
}

// Whatever is in a trace, what is drawn of it keeps the rules.
func TestChromeOfAnyTrace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checkChrome(t, exported(t, anyTrace(t), trace.ChromeOptions{}))
		checkChrome(t, exported(t, damagedRun(t), trace.ChromeOptions{}))
	})
	checkChrome(t, exported(t, &trace.Trace{}, trace.ChromeOptions{}))
}

func FuzzChrome(f *testing.F) {
	f.Add("0s process-start process=2 parent=1 name=\"A\"\n0s thread-start thread=2 process=2\n0s thread-start thread=3 process=2\n0s ready thread=2\n0s ready thread=3\n0s dispatch thread=2 core=0\n0s switch-cost thread=2 core=0 switch=1us\n1ms send thread=2 object=1 bytes=5 held=5\n1ms block thread=2 core=0\n1ms dispatch thread=3 core=0\n2ms receive thread=3 object=1 bytes=5\n2ms ready thread=2 cause=11\n2ms dispatch thread=2 core=1\n3ms end")
	f.Add("1ms dispatch thread=1 core=0\n1ms dispatch thread=2 core=0\n0s throttle thread=1\n0s thread-exit thread=2 core=5\n9ms stop thread=2\n")
	f.Add("0s thread-start thread=2 process=2\n0s dispatch thread=2 core=0\n1ms enqueue thread=2 reason=tick-queue item=1\n1ms phase thread=2 reason=timers\n2ms callback thread=2 item=1\n2ms collect thread=2\n2ms phase thread=2\n3ms callback thread=2\n3ms job thread=2 item=1\n4ms callback-end thread=2\n")
	f.Fuzz(func(t *testing.T, facts string) {
		if run, err := trace.ReadText(strings.NewReader("timeslice trace 1\n" + facts)); err == nil {
			checkChrome(t, exported(t, run, trace.ChromeOptions{}))
		}
	})
}

func TestWriteChromePassesErrorsOn(t *testing.T) {
	require.ErrorIs(t, (&trace.Trace{}).WriteChrome(&failing{}, trace.ChromeOptions{}), errFailing)
}

func BenchmarkChrome(b *testing.B) {
	run := largeRun(b)
	for b.Loop() {
		require.NoError(b, run.WriteChrome(io.Discard, trace.ChromeOptions{}))
	}
	b.ReportMetric(float64(run.Len()), "facts")
}

// chromeEvent is an event as Perfetto reads it.
type chromeEvent struct {
	Ph, Name, Cat, Bp, S string
	Pid, Tid, ID         int64
	Ts, Dur              json.Number
	Args                 map[string]any
}

// nanoseconds turns the format's microseconds back, without rounding.
func nanoseconds(t require.TestingT, us json.Number) int64 {
	whole, fraction, _ := strings.Cut(string(us), ".")
	require.LessOrEqual(t, len(fraction), 3, "%s is finer than a nanosecond", us)
	ns, err := json.Number(whole + (fraction + "000")[:3]).Int64()
	require.NoError(t, err)
	require.GreaterOrEqual(t, ns, int64(0))
	return ns
}

// drawn is what has been seen of an export.
type drawn struct {
	ns map[string]int64 // the sum of the slices' lengths, by category

	last    int64           // the latest time
	process map[int64]int64 // by track
	named   map[[2]int64]bool
	open    map[int64][]openSlice
	begun   map[[2]any]int64 // arrows: when
	ended   map[[2]any]bool
}

type openSlice struct {
	name, category string
	begin, end     int64
}

// checkChrome reads an export as Perfetto's importer does (slice_tracker.cc,
// flow_tracker.cc, process_tracker.cc): events in order of time, a stack of
// slices a track, arrows from and to the top of the stack.
func checkChrome(t require.TestingT, text string) *drawn {
	var file struct {
		TraceEvents []chromeEvent
		OtherData   map[string]string
	}
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.DisallowUnknownFields()
	require.NoError(t, decoder.Decode(&file))
	d := &drawn{
		ns: map[string]int64{}, process: map[int64]int64{}, named: map[[2]int64]bool{},
		open: map[int64][]openSlice{}, begun: map[[2]any]int64{}, ended: map[[2]any]bool{},
	}
	for i := range file.TraceEvents {
		d.event(t, &file.TraceEvents[i])
	}
	require.Len(t, d.ended, len(d.begun), "every arrow has two ends")
	return d
}

func (d *drawn) event(t require.TestingT, e *chromeEvent) {
	require.NotEmpty(t, e.Name)
	if e.Ph == "M" {
		require.Zero(t, d.last, "names come before events")
		switch e.Name {
		case "process_name":
			d.named[[2]int64{e.Pid, -1}] = true
			require.NotEmpty(t, e.Args["name"])
		case "thread_name":
			d.named[[2]int64{e.Pid, e.Tid}] = true
			require.NotEmpty(t, e.Args["name"])
		case "process_sort_index", "thread_sort_index":
			require.Contains(t, e.Args, "sort_index")
		default:
			require.Fail(t, "unknown name", e.Name)
		}
		return
	}
	at := nanoseconds(t, e.Ts)
	require.GreaterOrEqual(t, at, d.last, "events stand in order of time")
	d.last = at
	switch e.Ph {
	case "X":
		d.slice(t, e, at, nanoseconds(t, e.Dur))
	case "s":
		d.bound(t, e, at)
		require.NotContains(t, d.begun, [2]any{e.Name, e.ID}, "an arrow begins once")
		d.begun[[2]any{e.Name, e.ID}] = at
	case "f":
		d.bound(t, e, at)
		require.Equal(t, "e", e.Bp)
		require.Contains(t, d.begun, [2]any{e.Name, e.ID}, "an arrow ends after it began")
		require.NotContains(t, d.ended, [2]any{e.Name, e.ID}, "an arrow ends once")
		d.ended[[2]any{e.Name, e.ID}] = true
	case "i":
		require.Contains(t, []string{"p", "g"}, e.S, "an instant on a thread's track would catch arrows")
	case "C":
		require.Len(t, e.Args, 1)
	default:
		require.Fail(t, "unknown phase", e.Ph)
	}
}

// nesting are the categories of slices that may have others in them.
var nesting = []string{"phase", "callback", "job", "collection"}

// slice puts a slice on its track's stack. Perfetto drops those that overlap;
// only callbacks and the like nest.
func (d *drawn) slice(t require.TestingT, e *chromeEvent, begin, lengthNs int64) {
	if process, known := d.process[e.Tid]; known {
		require.Equal(t, process, e.Pid, "track %d is in two processes", e.Tid)
	}
	d.process[e.Tid] = e.Pid
	require.True(t, d.named[[2]int64{e.Pid, e.Tid}], "track %d of process %d has no name", e.Tid, e.Pid)
	stack := d.open[e.Tid]
	for len(stack) > 0 && stack[len(stack)-1].end <= begin {
		stack = stack[:len(stack)-1]
	}
	if len(stack) > 0 {
		top := stack[len(stack)-1]
		require.Contains(t, nesting, e.Cat, "%q overlaps %q on track %d", e.Name, top.name, e.Tid)
		require.Contains(t, nesting, top.category, "%q overlaps %q on track %d", e.Name, top.name, e.Tid)
		require.LessOrEqual(t, begin+lengthNs, top.end, "%q overlaps %q on track %d", e.Name, top.name, e.Tid)
	}
	d.open[e.Tid] = append(stack, openSlice{e.Name, e.Cat, begin, begin + lengthNs})
	d.ns[e.Cat] += lengthNs
}

// bound makes sure that an end of an arrow is bound to a slice around it, in
// which the thread runs or what was asked for is done.
func (d *drawn) bound(t require.TestingT, e *chromeEvent, at int64) {
	stack := d.open[e.Tid]
	require.NotEmpty(t, stack, "arrow %s %d at no slice", e.Name, e.ID)
	top := stack[len(stack)-1]
	if e.Name == "item" && e.Ph == "f" {
		require.Contains(t, []string{"callback", "job"}, top.category)
	} else {
		require.Equal(t, "running", top.name, "arrow %s %d", e.Name, e.ID)
	}
	require.LessOrEqual(t, top.begin, at)
	require.GreaterOrEqual(t, top.end, at)
	require.Equal(t, d.process[e.Tid], e.Pid)
}
