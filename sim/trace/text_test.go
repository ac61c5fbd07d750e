package trace_test

import (
	"bytes"
	"errors"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/scheduler"
	"timeslice/sim"
	"timeslice/sim/trace"
)

// TestText reads traces written by hand and prints what was understood, or the
// error. The command "facts" puts the header before its input.
func TestText(t *testing.T) {
	datadriven.RunTest(t, "testdata/text.txt", func(t *testing.T, d *datadriven.TestData) string {
		input := d.Input
		if d.Cmd == "facts" {
			input = "timeslice trace 1\n" + input
		}
		read, err := trace.ReadText(strings.NewReader(input))
		if err != nil {
			return err.Error()
		}
		return written(t, read)
	})
}

// TestRunAsText shows whole runs of small machines, fact by fact. Each line of
// input is a process that comes at an instant and then computes, sleeps…
func TestRunAsText(t *testing.T) {
	datadriven.RunTest(t, "testdata/runs.txt", func(t *testing.T, d *datadriven.TestData) string {
		policy, cores, switchNs := "fifo", 1, int64(0)
		d.MaybeScanArgs(t, "policy", &policy)
		d.MaybeScanArgs(t, "cores", &cores)
		d.MaybeScanArgs(t, "switch", &switchNs)
		config := scheduler.Defaults(policy, cores)
		config.QuantumNs = 2 * trace.Millisecond
		machine, err := sim.New(sim.Config{
			Scheduler: config, Costs: sim.Costs{SwitchNs: switchNs},
		})
		require.NoError(t, err)
		for line := range strings.Lines(d.Input) {
			words := strings.Fields(line)
			machine.Start(&sim.ProcessSpec{
				Name: words[0], At: trace.Time(milliseconds(t, words[1])),
				Threads: []sim.ThreadSpec{{Name: words[0], Program: &script{operations: operations(t, words[2:])}}},
			})
		}
		run := machine.Run()
		require.NoError(t, run.Validate())
		return written(t, run)
	})
}

// operations reads a program such as: compute 3 sleep 1 print hello.
func operations(t *testing.T, words []string) []sim.Operation {
	var program []sim.Operation
	for ; len(words) > 0; words = words[2:] {
		switch words[0] {
		case "compute":
			program = append(program, &sim.Compute{Ns: milliseconds(t, words[1])})
		case "sleep":
			program = append(program, &sim.Sleep{Ns: milliseconds(t, words[1])})
		case "print":
			program = append(program, &sim.Print{Descriptor: 1, Text: words[1]})
		default:
			require.Fail(t, "no such operation", words[0])
		}
	}
	return program
}

func milliseconds(t *testing.T, word string) int64 {
	ms, err := strconv.ParseInt(word, 10, 64)
	require.NoError(t, err)
	return ms * trace.Millisecond
}

// written is the text form of a trace, after making sure that it reads back as
// the same trace.
func written(t require.TestingT, original *trace.Trace) string {
	var text bytes.Buffer
	require.NoError(t, original.WriteText(&text))
	again, err := trace.ReadText(bytes.NewReader(text.Bytes()))
	require.NoError(t, err)
	require.Equal(t, original.Hash(), again.Hash(), "the text reads back as another trace:\n%s", text.String())
	return text.String()
}

// Everything a recorder can hold within the sane numbers survives the text
// form: values without a meaning, unknown codes, strange strings, and string
// tables that do not follow the facts.
func TestTextKeepsEveryTrace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		written(t, anyTrace(t))
	})
}

// anyTrace draws a trace that need not make sense.
func anyTrace(t *rapid.T) *trace.Trace {
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "a b", "#", "\xff\x00\n\"", "进程"}))
	value := rapid.OneOf(rapid.Int64Range(-2, 3), rapid.Int64(), rapid.Just(int64(math.MinInt64)), rapid.Just(int64(math.MaxInt64)))
	var properties []trace.Property
	for range rapid.IntRange(0, 3).Draw(t, "properties") {
		properties = append(properties, trace.Property{Name: text.Draw(t, "name"), Value: text.Draw(t, "value")})
	}
	recorder := trace.NewRecorder(properties...)
	for range rapid.IntRange(0, 20).Draw(t, "facts") {
		if rapid.Bool().Draw(t, "intern") {
			recorder.Intern(text.Draw(t, "string"))
		}
		f := trace.Fact{
			Time: trace.Time(value.Draw(t, "time")), A: value.Draw(t, "a"), B: value.Draw(t, "b"),
			Cause:  trace.FactID(rapid.Int32Range(0, math.MaxInt32).Draw(t, "cause")),
			Thread: trace.ThreadID(rapid.Int32Range(0, 1<<24-1).Draw(t, "thread")),
			Core:   trace.CoreID(rapid.Int16Range(-1, 1023).Draw(t, "core")),
			Kind:   trace.Kind(rapid.Byte().Draw(t, "kind")), Reason: trace.Reason(rapid.Byte().Draw(t, "reason")),
			Source: trace.Source(rapid.Byte().Draw(t, "source")),
		}
		f.Object = int32(fitting(f.Kind.Schema().Object, value.Draw(t, "object"), math.MaxInt32))
		f.A = fitting(f.Kind.Schema().A, f.A, math.MaxInt64)
		f.B = fitting(f.Kind.Schema().B, f.B, math.MaxInt64)
		recorder.Add(f)
	}
	for range rapid.IntRange(0, 40).Draw(t, "lines") {
		thread := trace.ThreadID(rapid.Int32Range(1, 3).Draw(t, "thread"))
		file := trace.StringID(rapid.Int32Range(0, 4).Draw(t, "file"))
		recorder.Lines(thread).Add(value.Draw(t, "ns"), file, rapid.Int().Draw(t, "line"))
	}
	return recorder.Trace()
}

// fitting brings a value into the range that the text form takes for a role.
func fitting(field trace.Field, value, most int64) int64 {
	switch field.Role {
	case trace.RoleThread, trace.RoleProcess, trace.RoleObject, trace.RoleGroup:
		return value & (1<<24 - 1)
	case trace.RoleCore:
		return value&1023 - value&1
	}
	return max(min(value, most), -most-1)
}

// A field's name says what it is only if no other field of the kind has it.
func TestFieldNamesDiffer(t *testing.T) {
	for k := trace.KindNone; !strings.HasPrefix(k.String(), "kind-"); k++ {
		schema := k.Schema()
		seen := map[string]bool{"thread": true, "core": true, "reason": true, "cause": true, "source": true}
		for _, name := range []string{schema.Object.Name, schema.A.Name, schema.B.Name} {
			require.False(t, seen[name], "%s has two fields called %q", k, name)
			seen[name] = name != ""
		}
		require.NotEqual(t, "a", schema.Object.Name, "%s", k)
		require.NotEqual(t, "b", schema.Object.Name, "%s", k)
		require.NotEqual(t, "object", schema.A.Name, "%s", k)
		require.NotEqual(t, "object", schema.B.Name, "%s", k)
	}
}

// An error of the reader's source is not an error of the text.
func TestReadTextPassesErrorsOn(t *testing.T) {
	_, err := trace.ReadText(&failing{text: "timeslice trace 1\n 1ms end"})
	require.ErrorIs(t, err, errFailing)
}

func TestWriteTextPassesErrorsOn(t *testing.T) {
	recorder := trace.NewRecorder()
	for range 10_000 {
		recorder.Add(trace.Fact{Kind: trace.KindRefill, Core: trace.NoCore})
	}
	require.ErrorIs(t, recorder.Trace().WriteText(&failing{}), errFailing)
}

func TestReadTextRefusesLongLines(t *testing.T) {
	_, err := trace.ReadText(strings.NewReader("timeslice trace 1\n1ms end detail=\"" + strings.Repeat("a", 1<<20) + "\""))
	var fault *trace.TextError
	require.ErrorAs(t, err, &fault)
	require.Equal(t, 2, fault.Line)
}

// The hash sees every column, every string and every property.
func TestHashSeesEverything(t *testing.T) {
	record := func(p trace.Property, name string, f trace.Fact) *trace.Trace {
		recorder := trace.NewRecorder(p)
		recorder.Intern(name)
		recorder.Add(f)
		return recorder.Trace()
	}
	property, fact := trace.Property{Name: "cores", Value: "2"}, trace.Fact{Time: 1, A: 1, B: 1, Cause: 1, Thread: 1, Object: 1, Core: 1, Kind: 1, Reason: 1, Source: 1}
	seen := map[[32]byte]string{record(property, "A", fact).Hash(): "nothing"}
	different := func(what string, other *trace.Trace) {
		t.Helper()
		same, known := seen[other.Hash()]
		require.False(t, known, "changing %s hashes like changing %s", what, same)
		seen[other.Hash()] = what
	}
	different("a property's name", record(trace.Property{Name: "core", Value: "2"}, "A", fact))
	different("a property's value", record(trace.Property{Name: "cores", Value: "3"}, "A", fact))
	different("the border of name and value", record(trace.Property{Name: "cores2", Value: ""}, "A", fact))
	different("a string", record(property, "B", fact))
	for what, change := range map[string]func(*trace.Fact){
		"time": func(f *trace.Fact) { f.Time++ }, "a": func(f *trace.Fact) { f.A++ }, "b": func(f *trace.Fact) { f.B++ },
		"cause": func(f *trace.Fact) { f.Cause++ }, "thread": func(f *trace.Fact) { f.Thread++ },
		"object": func(f *trace.Fact) { f.Object++ }, "core": func(f *trace.Fact) { f.Core++ },
		"kind": func(f *trace.Fact) { f.Kind++ }, "reason": func(f *trace.Fact) { f.Reason++ },
		"source": func(f *trace.Fact) { f.Source++ },
	} {
		changed := fact
		change(&changed)
		different(what, record(property, "A", changed))
	}
	require.Equal(t, record(property, "A", fact).Hash(), record(property, "A", fact).Hash())
	require.NotEqual(t, (&trace.Trace{}).Hash(), record(property, "A", fact).Hash())
}

// FuzzReadText: nothing makes the reader panic or hang, and what it takes is
// written and read back as the same trace.
func FuzzReadText(f *testing.F) {
	f.Add("timeslice trace 1\nproperty cores \"2\"\n\n 1 1.5ms ready thread=3 key=-4 reason=timer cause=1 # A\n")
	f.Add("timeslice trace 1\nstring \"a\"\n0s kind-200 object=-1 a=1 b=9223372036854775807 reason=reason-250 source=source-9\n")
	f.Add("timeslice trace 1\n0ns migrate thread=1 core=1 from=none key=1\nneverms end\n-1us block until=never size=2\n")
	f.Add("timeslice trace 1\n1ms output thread=2 fd=1 text=\"\\xff#\\n\" # \"\n")
	f.Fuzz(func(t *testing.T, text string) {
		read, err := trace.ReadText(strings.NewReader(text))
		if err != nil {
			require.Nil(t, read)
			return
		}
		written(t, read)
	})
}

// BenchmarkText writes and reads a trace of a million facts.
func BenchmarkText(b *testing.B) {
	recorder := trace.NewRecorder()
	name := int64(recorder.Intern("worker"))
	recorder.Add(trace.Fact{Kind: trace.KindThreadStart, Thread: 2, Core: trace.NoCore, Object: 2, B: name})
	for i := int64(0); recorder.Len() < 1_000_000; i++ {
		recorder.Add(trace.Fact{
			Time: trace.Time(i * 1234), Kind: trace.KindDispatch, Reason: trace.ReasonHeadOfQueue, Thread: 2,
			Object: 3, A: i, B: 2_000_000, Cause: trace.FactID(i + 1),
		})
	}
	var text bytes.Buffer
	b.Run("write", func(b *testing.B) {
		for b.Loop() {
			text.Reset()
			require.NoError(b, recorder.Trace().WriteText(&text))
		}
	})
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			_, err := trace.ReadText(bytes.NewReader(text.Bytes()))
			require.NoError(b, err)
		}
	})
}

var errFailing = errors.New("the disk is on fire")

// failing gives its text and then fails; as a writer it fails at once.
type failing struct{ text string }

func (f *failing) Read(into []byte) (int, error) {
	n := copy(into, f.text)
	f.text = f.text[n:]
	if n == 0 {
		return 0, errFailing
	}
	return n, nil
}

func (f *failing) Write([]byte) (int, error) { return 0, errFailing }
