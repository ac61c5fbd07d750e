package lesson

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"timeslice/sim/trace"
)

// RecordingFile is the recorded real run that ships with a lesson: its program on
// an actual computer, for those who cannot start processes, such as browsers.
// timeslice lessons record makes it.
const RecordingFile = "real.trace"

// HasRecording reports whether a lesson ships with a recorded real run.
func HasRecording(folders fs.FS, name string) bool {
	_, err := fs.Stat(folders, path.Join(name, RecordingFile))
	return err == nil
}

// Recording is the recorded real run of a lesson. It is checked as if it came from
// anywhere.
func Recording(folders fs.FS, name string) (*trace.Trace, error) {
	data, err := fs.ReadFile(folders, path.Join(name, RecordingFile))
	if err != nil {
		return nil, err
	}
	return trace.ReadRecording(data)
}

// recording proves the recorded run, if there is one: that it is whole, was real,
// names its computer and versions, and printed the lines that the program prints.
func (c *checker) recording(folders fs.FS, name string) {
	if !HasRecording(folders, name) {
		return
	}
	t, err := Recording(folders, name)
	var bad *trace.BadRecording
	switch {
	case errors.As(err, &bad):
		id, places := bad.Words(RecordingFile)
		c.fault(RecordingFile, 0, id, places...)
		return
	case err != nil:
		c.fault(RecordingFile, 0, "lesson.recording", "Detail", firstLine(err))
		return
	}
	needed := []string{"real", "machine", "system", "cores"}
	script := !strings.HasSuffix(c.lesson.Main, ".yaml")
	if script {
		needed = append(needed, "node")
	}
	for _, property := range needed {
		if t.Property(property) == "" {
			c.fault(RecordingFile, 0, "lesson.recording-unnamed", "Property", property)
		}
	}
	if script && !slices.Equal(sortedLines(printedBy(t)), sortedLines(c.lesson.Expected)) {
		c.fault(RecordingFile, 0, "lesson.recording-output")
	}
}

// printedBy is what a run wrote to standard output.
func printedBy(t *trace.Trace) string {
	var b strings.Builder
	for id := trace.FactID(1); int(id) <= t.Len(); id++ {
		if f := t.Fact(id); f.Kind == trace.KindOutput && f.Object == 1 {
			b.WriteString(t.Text(trace.StringID(f.B)))
		}
	}
	return b.String()
}

// sortedLines are the lines of a text whatever their order: some race.
func sortedLines(text string) []string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	slices.Sort(lines)
	return lines
}
