package trace_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/sim"
	"timeslice/sim/trace"
)

// A runs 3 ns, waits 4, pays 2 for the switch, and runs on. The lines come at
// points of its own time.
const lineStory = `0ns process-start process=2 parent=1
	0ns thread-start thread=2 process=2 name="A"
	2ns ready thread=2 reason=new
	3ns dispatch thread=2 core=0 reason=only-one
	6ns preempt thread=2 core=0 reason=quantum
	10ns dispatch thread=2 core=0 reason=only-one
	10ns switch-cost thread=2 core=0 switch=2ns
	16ns thread-exit thread=2 core=0 process=2 reason=returned
	17ns end reason=completed
	lines thread=2 file="a.js" 0:1 +2:2 +1:3
	lines thread=2 file="b.js" 3:7
	lines thread=2 file="a.js" 5:1 +100:9`

func TestLineAt(t *testing.T) {
	record := read(t, lineStory)
	a, b := fileOf(t, record, "a.js"), fileOf(t, record, "b.js")
	var lines []trace.Line // at 0, 1, 2…; none is the zero line
	for at := range record.End() + 1 {
		line, ok := record.LineAt(2, at)
		require.Equal(t, line != trace.Line{}, ok)
		lines = append(lines, line)
	}
	none, one, two, seven := trace.Line{}, trace.Line{File: a, Number: 1}, trace.Line{File: a, Number: 2}, trace.Line{File: b, Number: 7}
	require.Equal(t, []trace.Line{
		none, none, none, // it has not run
		one, one, two, // its first turn
		seven, seven, seven, seven, seven, seven, // it came to line 7 as its turn ended, and waits there
		seven, seven, one, one, // its second turn, after the switch
		none, none, // it has ended
	}, lines)
	require.Equal(t, []trace.Time{3, 14}, slices.Collect(record.TimesOf(2, one)))
	require.Equal(t, []trace.Time{5}, slices.Collect(record.TimesOf(2, two)))
	require.Equal(t, []trace.Time{6}, slices.Collect(record.TimesOf(2, seven)))
	require.Empty(t, slices.Collect(record.TimesOf(2, trace.Line{File: a, Number: 9})), "it never had so much CPU time")
	require.Empty(t, slices.Collect(record.TimesOf(3, one)))
	require.Equal(t, []trace.ThreadID{2}, record.LineThreads())
	_, ok := record.LineAt(3, 5)
	require.False(t, ok)
}

func fileOf(t *testing.T, record *trace.Trace, name string) trace.StringID {
	for id := trace.StringID(1); record.Text(id) != ""; id++ {
		if record.Text(id) == name {
			return id
		}
	}
	require.Fail(t, "no such file", name)
	return trace.NoString
}

// Lines are in the text form, in the hash, and in what a trace taken early
// holds.
func TestLinesAreKept(t *testing.T) {
	record := read(t, lineStory)
	written(t, record)
	require.NotEqual(t, record.Hash(), read(t, lineStory+" +1:2").Hash())
	require.NotEqual(t, record.Hash(), read(t, lineStory+"\nlines thread=3 file=\"a.js\" 0:1").Hash())

	recorder := trace.NewRecorder()
	file := recorder.Intern("a.js")
	log := recorder.Lines(2)
	require.Empty(t, recorder.Trace().LineThreads())
	log.Add(5, file, 1)
	early := recorder.Trace()
	for i := range int64(5000) {
		recorder.Lines(2).Add(6+i, file, 2)
	}
	require.Len(t, slices.Collect(early.Lines(2)), 1)
	require.Len(t, slices.Collect(recorder.Trace().Lines(2)), 5001)
	written(t, early)
	written(t, recorder.Trace())
}

// An entry takes two or three bytes where statements cost some tens to some
// thousands of nanoseconds.
func TestLinesAreSmall(t *testing.T) {
	recorder := trace.NewRecorder()
	file := recorder.Intern("a.js")
	without := recorder.Trace().Bytes()
	const entries = 1_000_000
	for i := range int64(entries) {
		recorder.Lines(2).Add(i*300, file, int(10+i%40))
	}
	require.Less(t, recorder.Trace().Bytes()-without, int64(3*entries+entries/2))
}

// What a log is given that no log can hold, it takes for the nearest it can.
func TestLinesOutOfRange(t *testing.T) {
	recorder := trace.NewRecorder()
	log := recorder.Lines(2)
	log.Add(-5, -1, -1)
	log.Add(7, 1, 1<<30)
	log.Add(3, 1, 2)
	require.Equal(t, []trace.LineEntry{
		{Line: trace.Line{}},
		{CPUNs: 7, Line: trace.Line{File: 1, Number: 1<<24 - 1}},
		{CPUNs: 7, Line: trace.Line{File: 1, Number: 2}},
	}, slices.Collect(recorder.Trace().Lines(2)))
}

// LineAt and TimesOf against a twin that adds up a thread's time from its facts
// and looks at every entry.
func TestLinesTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		record := withLines(t, drawMachineAt(t, sim.Costs{SwitchNs: 2, MigrationNs: 1})(200).Run())
		for _, thread := range record.LineThreads() {
			life, entries := intervals(record, thread), slices.Collect(record.Lines(thread))
			times := map[trace.Line][]trace.Time{}
			next := 0
			for at := range record.End() + 1 {
				cpuNs, began := ownTime(life, at)
				for began && next < len(entries) && entries[next].CPUNs <= cpuNs {
					times[entries[next].Line] = append(times[entries[next].Line], at)
					next++
				}
				want := trace.Line{}
				if began && next > 0 && record.Snapshot(at).Thread(thread).Status != trace.StatusEnded {
					want = entries[next-1].Line
				}
				got, ok := record.LineAt(thread, at)
				require.Equal(t, want, got, "thread %d at %d ns", thread, at)
				require.Equal(t, want != trace.Line{}, ok)
			}
			for _, entry := range entries {
				require.Equal(t, times[entry.Line], slices.Collect(record.TimesOf(thread, entry.Line)), "thread %d, line %v", thread, entry.Line)
			}
		}
	})
}

// ownTime is the CPU time a thread has had at an instant, and whether its own
// work has begun.
func ownTime(life []interval, at trace.Time) (cpuNs int64, began bool) {
	for _, i := range life {
		own := i.from + trace.Time(i.costNs)
		if i.what != trace.KindDispatch || own > at || own > i.to {
			continue
		}
		began = true
		cpuNs += int64(min(at, i.to) - own)
	}
	return cpuNs, began
}

// withLines adds lines to the threads of a run.
func withLines(t *rapid.T, run *trace.Trace) *trace.Trace {
	recorder := trace.NewRecorder(run.Properties()...)
	for id := trace.FactID(1); int(id) <= run.Len(); id++ {
		f := run.Fact(id)
		if f.Kind.Schema().B.Role == trace.RoleString {
			f.B = int64(recorder.Intern(run.Text(trace.StringID(f.B))))
		}
		recorder.Add(f)
	}
	files := []trace.StringID{recorder.Intern("a.js"), recorder.Intern("b.js")}
	for thread := range trace.ThreadID(5) {
		cpuNs := int64(0)
		for range rapid.IntRange(0, 12).Draw(t, "entries") {
			cpuNs += rapid.Int64Range(0, 6).Draw(t, "ns")
			recorder.Lines(thread+2).Add(cpuNs, rapid.SampledFrom(files).Draw(t, "file"), rapid.IntRange(1, 3).Draw(t, "line"))
		}
	}
	return recorder.Trace()
}

func BenchmarkLines(b *testing.B) {
	recorder := trace.NewRecorder()
	file, log := recorder.Intern("a.js"), recorder.Lines(2)
	cpuNs, line := int64(0), 0
	for b.Loop() {
		cpuNs += 300
		line = (line + 1) % 40
		log.Add(cpuNs, file, line)
	}
}

// LinesFrom and LinesBefore are the parts of Lines after and before a point,
// also where many entries are of one point and blocks end.
func TestPartsOfLines(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		recorder := trace.NewRecorder()
		file, cpuNs := recorder.Intern("a.js"), int64(0)
		for i := range rapid.SampledFrom([]int{0, 1, 5, 999, 1000, 1001, 2500}).Draw(t, "entries") {
			if rapid.IntRange(0, 400).Draw(t, "step") == 0 {
				cpuNs += 3
			}
			recorder.Lines(2).Add(cpuNs, file, i+1)
		}
		record := recorder.Trace()
		at := rapid.Int64Range(-1, cpuNs+4).Draw(t, "at")
		var before, after []trace.LineEntry
		for entry := range record.Lines(2) {
			if entry.CPUNs < at {
				before = append(before, entry)
			} else {
				after = append(after, entry)
			}
		}
		slices.Reverse(before)
		require.Equal(t, after, slices.Collect(record.LinesFrom(2, at)))
		require.Equal(t, before, slices.Collect(record.LinesBefore(2, at)))
		for entry := range record.LinesBefore(2, at) {
			require.Equal(t, before[0], entry)
			break
		}
	})
}
