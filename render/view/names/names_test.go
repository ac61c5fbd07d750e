package names_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/render/view/names"
	"timeslice/sim/trace"
)

// TestNames tells who is called how. "facts" gives a trace and lists the names
// in it; "find" searches in it.
func TestNames(t *testing.T) {
	var book *names.Book
	datadriven.RunTest(t, "testdata/names.txt", func(t *testing.T, d *datadriven.TestData) string {
		if d.Cmd == "find" {
			return findings(book.Find(d.Input))
		}
		record, err := trace.ReadText(strings.NewReader("timeslice trace 1\n" + d.Input + "\n"))
		require.NoError(t, err)
		book = &names.Book{}
		book.Extend(record)
		return list(book, record)
	})
}

func list(b *names.Book, record *trace.Trace) string {
	var out strings.Builder
	before := trace.FactID(record.Len() - 3)
	for id := trace.ProcessID(1); id < 20; id++ {
		if name := b.Process(id); known(record, trace.KindProcessStart, int32(id)) {
			fmt.Fprintf(&out, "process %d: %s%s\n", id, name, earlier(name, b.ProcessAt(id, before)))
		}
	}
	for id := trace.ThreadID(1); id < 20; id++ {
		if b.ThreadStart(id) == trace.NoFact {
			continue
		}
		name := b.Thread(id)
		fmt.Fprintf(&out, "thread %d: %s%s", id, name, earlier(name, b.ThreadAt(id, before)))
		if b.IsFirst(id) {
			out.WriteString(" (first)")
		}
		if within := b.Within(id); within != "" {
			fmt.Fprintf(&out, ", within %q", within)
		}
		out.WriteString("\n")
	}
	for id := trace.ObjectID(1); b.Sort(id) != trace.ReasonNone; id++ {
		fmt.Fprintf(&out, "object %d: %s %s\n", id, b.Object(id), b.Sort(id))
	}
	return out.String()
}

func known(record *trace.Trace, kind trace.Kind, object int32) bool {
	for id := trace.FactID(1); int(id) <= record.Len(); id++ {
		if f := record.Fact(id); f.Kind == kind && f.Object == object {
			return true
		}
	}
	return false
}

func earlier(name, before string) string {
	if name == before || strings.HasPrefix(before, "#") {
		return ""
	}
	return ", before " + before
}

func findings(found []names.Found) string {
	kinds := map[names.Kind]string{names.Process: "process", names.Thread: "thread", names.Object: "object"}
	var out strings.Builder
	for _, f := range found {
		fmt.Fprintf(&out, "%d %s %d %s\n", f.Closeness, kinds[f.Ref.Kind], f.Ref.ID, f.Name)
	}
	return out.String()
}

// A book that grows with its run is the book of the whole run, and a name that
// it once gave stays: who was called so after a fact is called so for good.
func TestNamesStay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		record, early := anyStarts(t)
		whole, growing := &names.Book{}, &names.Book{}
		whole.Extend(record)
		growing.Extend(early)
		taken := map[string]trace.ThreadID{}
		for id := range trace.ThreadID(9) {
			if growing.ThreadStart(id) == trace.NoFact {
				continue
			}
			require.Equal(t, growing.Thread(id), whole.ThreadAt(id, growing.Facts()), "thread %d", id)
		}
		growing.Extend(record)
		require.Equal(t, whole, growing)
		for id := range trace.ThreadID(9) {
			name := whole.Thread(id)
			if whole.ThreadStart(id) == trace.NoFact || strings.HasPrefix(name, "#") {
				continue
			}
			require.Zero(t, taken[name], "threads %d and %d are both called %s", taken[name], id, name)
			taken[name] = id
		}
	})
}

// anyStarts draws facts by which processes and threads come and change their
// names, and the trace there was when some of them had been recorded.
func anyStarts(t *rapid.T) (whole, early *trace.Trace) {
	recorder := trace.NewRecorder()
	name := rapid.SampledFrom([]string{"", "A", "B", "C"})
	recorder.Add(trace.Fact{Kind: trace.KindProcessStart, Object: 1, B: int64(recorder.Intern("init"))})
	early = recorder.Trace()
	for range rapid.IntRange(0, 25).Draw(t, "facts") {
		f := trace.Fact{
			Kind:   rapid.SampledFrom([]trace.Kind{trace.KindProcessStart, trace.KindProcessExec, trace.KindThreadStart, trace.KindReady}).Draw(t, "kind"),
			Thread: trace.ThreadID(rapid.IntRange(0, 8).Draw(t, "thread")),
			Object: int32(rapid.IntRange(-1, 4).Draw(t, "object")),
		}
		if f.Kind != trace.KindReady {
			f.B = int64(recorder.Intern(name.Draw(t, "name")))
		}
		recorder.Add(f)
		if rapid.Bool().Draw(t, "early") {
			early = recorder.Trace()
		}
	}
	return recorder.Trace(), early
}

func TestSplitWhat(t *testing.T) {
	for _, story := range []struct {
		what, call, file string
		line             int
	}{
		{"setTimeout@hash.js:12", "setTimeout", "hash.js", 12},
		{"open@a:b.js:7", "open", "a:b.js", 7},
		{"hash.js", "hash.js", "", 0},
		{"a@b", "a@b", "", 0},
		{"a@b:0", "a@b:0", "", 0},
		{"a@:3", "a@:3", "", 0},
		{"", "", "", 0},
	} {
		call, file, line := names.SplitWhat(story.what)
		require.Equal(t, story, struct {
			what, call, file string
			line             int
		}{story.what, call, file, line})
	}
}
