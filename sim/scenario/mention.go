package scenario

import (
	"slices"
	"strings"
)

// mention is a name that an operation says, of something that may be described
// further down in the file.
type mention struct {
	at     place
	name   string
	thread bool // it is a thread's, else a process's
}

func (r *reader) mention(at place, name string) {
	r.mentions = append(r.mentions, mention{at: at, name: name})
}

func (r *reader) mentionThread(at place, name string) {
	r.mentions = append(r.mentions, mention{at: at, name: name, thread: true})
}

// checkMentions notes names that nobody ever has. It is called when the whole
// file has been read.
func (r *reader) checkMentions() {
	for _, p := range r.scenario.processes {
		r.noteNames(&p)
	}
	for _, p := range r.scenario.programs {
		r.noteNames(&p)
	}
	for _, m := range r.mentions {
		names, section := r.processNames, "processes"
		if m.thread {
			names, section = r.threadNames, "threads"
		}
		if !slices.ContainsFunc(names, func(name string) bool { return isCopy(m.name, name) }) {
			r.addUnknown(m.at, "scenario.unknown-name", m.name, names, "Section", section)
		}
	}
}

func (r *reader) noteNames(p *processSpec) {
	r.processNames = append(r.processNames, p.name)
	for _, t := range p.threads {
		r.threadNames = append(r.threadNames, t.name)
	}
}

// isCopy reports whether a name is of is or of one of its numbered copies.
func isCopy(name, of string) bool {
	number, found := strings.CutPrefix(name, of)
	return found && of != "" && strings.Trim(number, "0123456789") == ""
}
