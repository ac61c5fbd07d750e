package scenario

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"timeslice/assets/words"
)

// maximumErrors is how many faults of a file are told at once, maximumNoted how
// many are looked for before the reader stops noting them.
const (
	maximumErrors = 10
	maximumNoted  = 200
)

// Error is one fault of a scenario: where it is, and what is wrong, as the id
// of a text of assets/words and its places.
type Error struct {
	File         string // "" if it is not about a file
	Line, Column int    // from 1; 0 if it is about the whole file
	ID           string
	Args         []any // pairs of a place's name and its value, as [words.Words.Say] takes them
	Nearest      string
	Choices      []string // what would have been right, when nothing is near
}

// Error says the fault in English.
func (e *Error) Error() string { return e.In(words.New(words.English)) }

// In says the fault in a language: file, line, column, what is wrong, and what
// would be right.
func (e *Error) In(w *words.Words) string {
	var b strings.Builder
	if e.File != "" {
		b.WriteString(e.File)
		if e.Line > 0 {
			fmt.Fprintf(&b, ":%d:%d", e.Line, e.Column)
		}
		b.WriteString(": ")
	}
	b.WriteString(w.Say(e.ID, e.Args...))
	switch {
	case e.Nearest != "":
		b.WriteString(w.Say("scenario.nearest", "Nearest", e.Nearest))
	case len(e.Choices) > 0:
		b.WriteString(w.Say("scenario.choices", "Choices", strings.Join(e.Choices, ", ")))
	}
	return b.String()
}

// Errors is every fault found in a scenario, in the order of the file, up to a
// few; there is at least one.
type Errors []*Error

// Error says the faults in English, one a line.
func (e Errors) Error() string { return e.In(words.New(words.English)) }

// In says the faults in a language, one a line.
func (e Errors) In(w *words.Words) string {
	var lines []string
	for _, fault := range e {
		lines = append(lines, fault.In(w))
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives the faults one by one, for errors.As.
func (e Errors) Unwrap() []error {
	var all []error
	for _, fault := range e {
		all = append(all, fault)
	}
	return all
}

// place is where in the file something stands.
type place struct{ line, column int }

// faults collects what is wrong with one file.
type faults struct {
	file string
	list Errors
}

// add notes a fault, unless one has been noted at this very place already:
// the first says what is wrong, the next would be its consequence.
func (f *faults) add(at place, id string, args ...any) *Error {
	e := &Error{File: f.file, Line: at.line, Column: at.column, ID: id, Args: args}
	if len(f.list) >= maximumNoted {
		return e
	}
	for _, other := range f.list {
		if other.Line == at.line && other.Column == at.column {
			return e
		}
	}
	f.list = append(f.list, e)
	return e
}

// addUnknown notes a word that is none of the choices.
func (f *faults) addUnknown(at place, id, word string, choices []string, args ...any) {
	e := f.add(at, id, append([]any{"Word", shorten(word)}, args...)...)
	e.Nearest = nearest(word, choices)
	if e.Nearest == "" {
		e.Choices = choices
	}
}

// addMissing notes a key that a mapping must have. Where one of its keys is not
// known, that is what is wrong: the one that is missing was probably meant.
func (f *faults) addMissing(n *node, key, section string) {
	for _, e := range n.entries {
		for _, other := range f.list {
			if other.ID == "scenario.unknown-key" && other.Line == e.key.line && other.Column == e.key.column {
				return
			}
		}
	}
	f.add(n.place, "scenario.missing-key", "Key", key, "Section", section)
}

// err is the faults as an error, nil if there are none.
func (f *faults) err() error {
	if len(f.list) == 0 {
		return nil
	}
	slices.SortStableFunc(f.list, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return f.list[:min(len(f.list), maximumErrors)]
}

// shortestBeginning is how long the beginning of a word must be to tell it.
const shortestBeginning = 3

// nearest is the choice that a word was probably meant to be, "" if none is
// near. Of equally near ones the first is taken. If none is misspelt so, it may
// be the beginning of one, such as prio.
func nearest(word string, choices []string) string {
	word = strings.ToLower(shorten(word))
	best, bestDistance := "", tolerance(word)+1
	for _, choice := range choices {
		if d := distance(word, strings.ToLower(choice)); d < bestDistance {
			best, bestDistance = choice, d
		}
	}
	if best == "" && len(word) >= shortestBeginning {
		for _, choice := range choices {
			if strings.HasPrefix(strings.ToLower(choice), word) {
				return choice
			}
		}
	}
	return best
}

// distance is how many letters of a word are wrong. Two neighbours that have
// changed places are one mistake.
func distance(word, choice string) int {
	if a, b := []rune(word), []rune(choice); len(a) == len(b) {
		for i := 1; i < len(a); i++ {
			if a[i-1] != b[i-1] {
				a[i-1], a[i] = a[i], a[i-1]
				if slices.Equal(a, b) {
					return 1
				}
				break
			}
		}
	}
	return levenshtein.ComputeDistance(word, choice)
}

// tolerance is how many letters of a word may be wrong: a third of them, but
// two, and one of a short word.
func tolerance(word string) int {
	letters := len([]rune(word))
	if letters < 4 {
		return 1
	}
	return max(2, letters/3)
}

// shorten cuts a word that is too long to be told, or to be compared.
func shorten(word string) string {
	const longest = 40
	if runes := []rune(word); len(runes) > longest {
		return string(runes[:longest]) + "…"
	}
	return word
}
