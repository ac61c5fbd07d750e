// Package lessons holds the scenarios that ship. Each begins with a comment, in
// English and Chinese, that says what to look at; the tests check from the
// trace that it is so.
package lessons

import (
	"embed"
	"io/fs"
	"strings"

	"timeslice/assets/words"
)

//go:embed scenarios/*.yaml
var scenarios embed.FS

// Entry is a scenario that ships.
type Entry struct {
	Name   string // such as "01-convoy"
	Source []byte // its file, for scenario.Read

	comment words.Comment
}

// Title is what the scenario is called in a language.
func (e *Entry) Title(l words.Language) string { return e.comment.Title(l) }

// Comment says in a language what to look at.
func (e *Entry) Comment(l words.Language) string { return e.comment.Text(l) }

// File is the scenario's path in the repository, for messages.
func (e *Entry) File() string { return "lessons/scenarios/" + e.Name + ".yaml" }

// Scenarios lists the scenarios that ship, in their order.
func Scenarios() []Entry {
	names, err := fs.Glob(scenarios, "scenarios/*.yaml") // in order of name
	if err != nil {
		panic("lessons: " + err.Error())
	}
	var all []Entry
	for _, name := range names {
		source, err := scenarios.ReadFile(name)
		if err != nil {
			panic("lessons: " + err.Error())
		}
		short := strings.TrimSuffix(strings.TrimPrefix(name, "scenarios/"), ".yaml")
		all = append(all, Entry{Name: short, Source: source, comment: words.ReadComment(string(source))})
	}
	return all
}

// Find returns the scenario of a name, which may be given without its number
// ("convoy") or by its number alone ("01" or "1"); false if there is none, or more
// than one.
func Find(name string) (Entry, bool) {
	var found []Entry
	for _, e := range Scenarios() {
		number, rest, _ := strings.Cut(e.Name, "-")
		if name == e.Name || name == number || name == strings.TrimLeft(number, "0") || name == rest {
			found = append(found, e)
		}
	}
	if len(found) != 1 {
		return Entry{}, false
	}
	return found[0], true
}
