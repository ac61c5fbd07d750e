package trace_test

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/sim/trace"
)

// packed writes a trace, reads it back, and sees that it is the same in its text
// form, in its hash, and in every byte of its packed form.
func packed(t require.TestingT, original *trace.Trace) []byte {
	var first, second bytes.Buffer
	require.NoError(t, original.WritePacked(&first))
	read, err := trace.ReadPacked(bytes.NewReader(first.Bytes()))
	require.NoError(t, err)
	require.NoError(t, read.WritePacked(&second))
	require.Equal(t, first.Bytes(), second.Bytes())
	var a, b strings.Builder
	require.NoError(t, original.WriteText(&a))
	require.NoError(t, read.WriteText(&b))
	require.Equal(t, a.String(), b.String())
	return first.Bytes()
}

func TestPackedTracesComeBack(t *testing.T) {
	packed(t, &trace.Trace{})
	packed(t, trace.NewRecorder(trace.Property{Name: "cores", Value: "2"}).Trace())
	rapid.Check(t, func(t *rapid.T) {
		r := trace.NewRecorder(trace.Property{Name: rapid.String().Draw(t, "name"), Value: "x"})
		now := int64(0)
		for range rapid.IntRange(0, 60).Draw(t, "facts") {
			now += rapid.Int64Range(0, math.MaxInt32).Draw(t, "later")
			kind := trace.Kind(rapid.IntRange(0, int(trace.KindCount())-1).Draw(t, "kind"))
			f := trace.Fact{
				Time: trace.Time(now), Kind: kind, Reason: trace.Reason(rapid.IntRange(0, int(trace.ReasonCount())-1).Draw(t, "reason")),
				Source: trace.Source(rapid.IntRange(0, 2).Draw(t, "source")), Thread: trace.ThreadID(rapid.IntRange(0, 50).Draw(t, "thread")),
				Core: trace.CoreID(rapid.IntRange(-1, 4).Draw(t, "core")), Object: rapid.Int32Range(0, 100).Draw(t, "object"),
				A: rapid.Int64Range(0, 1000).Draw(t, "a"), Cause: trace.FactID(rapid.IntRange(0, r.Len()).Draw(t, "cause")),
			}
			if kind.Schema().B.Role == trace.RoleString {
				f.B = int64(r.Intern(rapid.String().Draw(t, "text")))
			}
			r.Add(f)
		}
		file := r.Intern("a.js")
		for i := range rapid.IntRange(0, 5).Draw(t, "lines") {
			r.Lines(2).Add(int64(i)*100, file, i+1)
		}
		packed(t, r.Trace())
	})
}

// TestDamagedRecordingsAreRefused: whatever byte is missing or wrong, there is an
// error or a trace, and never harm.
func TestDamagedRecordingsAreRefused(t *testing.T) {
	r := trace.NewRecorder()
	r.Add(trace.Fact{Kind: trace.KindProcessStart, Object: 2, B: int64(r.Intern("node")), Core: trace.NoCore})
	r.Add(trace.Fact{Time: 5, Kind: trace.KindEnd, Core: trace.NoCore})
	whole := packed(t, r.Trace())
	for length := range len(whole) {
		_, err := trace.ReadPacked(bytes.NewReader(whole[:length]))
		require.Error(t, err, "the first %d bytes", length)
		if length >= len("timeslice recording 1\n") {
			require.Equal(t, trace.CutRecording, faultOf(t, err), "the first %d bytes", length)
		}
	}
	for i := range whole {
		damaged := bytes.Clone(whole)
		damaged[i] ^= 0x55
		if read, err := trace.ReadPacked(bytes.NewReader(damaged)); err == nil {
			read.Validate() // must not panic
		}
	}
	_, err := trace.ReadPacked(strings.NewReader("timeslice recording 9\n"))
	require.Equal(t, trace.NewerRecording, faultOf(t, err))
	_, err = trace.ReadPacked(strings.NewReader("GIF89a"))
	require.Equal(t, trace.NotRecording, faultOf(t, err))
	_, err = trace.ReadPacked(strings.NewReader("timeslice recording 1\n" + strings.Repeat("\xff", 50)))
	require.Equal(t, trace.DamagedRecording, faultOf(t, err))

	contrary := trace.NewRecorder()
	contrary.Add(trace.Fact{Kind: trace.KindThreadExit, Thread: 7, Core: trace.NoCore})
	_, err = trace.ReadRecording(packed(t, contrary.Trace()))
	require.Equal(t, trace.ContraryRecording, faultOf(t, err))
}

// faultOf is what kind of fault an error tells of.
func faultOf(t *testing.T, err error) trace.RecordingFault {
	var bad *trace.BadRecording
	require.ErrorAs(t, err, &bad)
	require.NotEmpty(t, bad.Error())
	return bad.Why
}

func FuzzReadPacked(f *testing.F) {
	r := trace.NewRecorder()
	r.Add(trace.Fact{Kind: trace.KindProcessStart, Object: 2, B: int64(r.Intern("node")), Core: trace.NoCore})
	f.Add(packed(f, r.Trace()))
	f.Add([]byte("timeslice recording 1\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		read, err := trace.ReadPacked(bytes.NewReader(data))
		if err != nil {
			require.Nil(t, read)
			return
		}
		read.Validate()
		packed(t, read)
	})
}
