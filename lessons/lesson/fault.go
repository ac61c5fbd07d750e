package lesson

import (
	"fmt"

	"timeslice/assets/words"
)

// Fault is something that is wrong with a lesson: where, and what, as the id of
// a text of assets/words and its places.
type Fault struct {
	File string // such as "01-process/lesson.en.md"
	Line int    // from 1; 0 if it is about the whole file
	ID   string
	Args []any
}

// Error says the fault in English.
func (f *Fault) Error() string { return f.In(words.New(words.English)) }

// In says the fault in a language.
func (f *Fault) In(w *words.Words) string {
	place := f.File
	if f.Line > 0 {
		place = fmt.Sprintf("%s:%d", f.File, f.Line)
	}
	return place + ": " + w.Say(f.ID, f.Args...)
}
