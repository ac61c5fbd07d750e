package lesson

import (
	"bytes"
	"io/fs"
	"path"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"timeslice/lessons"
	"timeslice/sim/trace"
)

// TestShippedLessonsHaveARecordedRun: each of them can be seen as it was for real,
// where nothing can be run.
func TestShippedLessonsHaveARecordedRun(t *testing.T) {
	for _, name := range lessons.FolderNames(lessons.Folders()) {
		require.True(t, HasRecording(lessons.Folders(), name), name)
		recorded, err := Recording(lessons.Folders(), name)
		require.NoError(t, err, name)
		require.Greater(t, recorded.Len(), 10, name)
	}
}

// TestBadRecordingsAreFaults: one that is broken, one that says nothing of its
// computer, and one that printed something else.
func TestBadRecordingsAreFaults(t *testing.T) {
	const name = "01-process"
	packed := func(said string, properties ...trace.Property) []byte {
		r := trace.NewRecorder(properties...)
		r.Add(trace.Fact{Kind: trace.KindOutput, Object: 1, B: int64(r.Intern(said)), Source: trace.Observed, Core: trace.NoCore})
		r.Add(trace.Fact{Kind: trace.KindEnd, Reason: trace.ReasonCompleted, Source: trace.Observed, Core: trace.NoCore})
		var b bytes.Buffer
		require.NoError(t, r.Trace().WritePacked(&b))
		return b.Bytes()
	}
	all := []trace.Property{{Name: "real", Value: "exact"}, {Name: "machine", Value: "m"}, {Name: "system", Value: "s"}, {Name: "cores", Value: "2"}, {Name: "node", Value: "v20"}}
	for _, c := range []struct {
		data []byte
		ids  []string
	}{
		{[]byte("nothing"), []string{"recording.none"}},
		{packed("other\n", all...), []string{"lesson.recording-output"}},
		{packed("other\n", all[0], all[2], all[3], all[4]), []string{"lesson.recording-unnamed", "lesson.recording-output"}},
	} {
		files := fstest.MapFS{path.Join(name, RecordingFile): {Data: c.data}}
		expected, err := fs.ReadFile(lessons.Folders(), path.Join(name, "program.out"))
		require.NoError(t, err)
		k := &checker{reader: &reader{files: files, lesson: &Lesson{Name: name, Main: "main.js", Expected: string(expected)}}}
		k.recording(files, name)
		var ids []string
		for _, fault := range k.faults {
			ids = append(ids, fault.ID)
		}
		require.Equal(t, c.ids, ids)
	}
}
