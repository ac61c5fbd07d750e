package names

import (
	"cmp"
	"slices"
	"strings"

	"timeslice/sim/trace"
)

// Found is something whose name has what was looked for in it.
type Found struct {
	Ref  Ref
	Name string
	// Closeness is how well it fits: 0 if the name is what was looked for, 1 if
	// it begins with that, 2 if a part of it does (behind a slash, a hyphen or a
	// space), 3 if it has it anywhere, 4 if its number begins with it.
	Closeness int
}

// Find returns the processes, threads and objects whose names have a text in
// them, whether in capitals or not; or whose number begins with it. Those that
// fit best come first; of equals processes, then threads, then objects, in
// order of number. Nothing is found by an empty text.
func (b *Book) Find(text string) []Found {
	text = strings.ToLower(strings.TrimSpace(text))
	if text == "" {
		return nil
	}
	var found []Found
	look := func(ref Ref, name string) {
		if closeness, fits := fit(strings.ToLower(name), text, ref.ID); fits {
			found = append(found, Found{ref, name, closeness})
		}
	}
	for id := range b.processes {
		if len(b.processes[id].calls) > 0 {
			look(ProcessRef(trace.ProcessID(id)), b.Process(trace.ProcessID(id)))
		}
	}
	for id := range b.threads {
		if t := &b.threads[id]; t.start != trace.NoFact && t.suffix != "" {
			look(ThreadRef(trace.ThreadID(id)), b.Thread(trace.ThreadID(id)))
		}
	}
	for id := range b.objects {
		if b.objects[id].start != trace.NoFact {
			look(ObjectRef(trace.ObjectID(id)), b.Object(trace.ObjectID(id)))
		}
	}
	slices.SortStableFunc(found, func(x, y Found) int { return cmp.Compare(x.Closeness, y.Closeness) })
	return found
}

func fit(name, text string, id int64) (closeness int, fits bool) {
	switch {
	case name == text:
		return 0, true
	case strings.HasPrefix(name, text):
		return 1, true
	case beginsPart(name, text):
		return 2, true
	case strings.Contains(name, text):
		return 3, true
	}
	digits := strings.TrimPrefix(text, "#")
	return 4, digits != "" && strings.HasPrefix(number(id)[1:], digits)
}

// beginsPart reports whether a part of a name begins with a text.
func beginsPart(name, text string) bool {
	for i, r := range name {
		if (r == '/' || r == '-' || r == '_' || r == '.' || r == ' ') && strings.HasPrefix(name[i+1:], text) {
			return true
		}
	}
	return false
}
