package model

import (
	"errors"
	"regexp"
	"strconv"
	"strings"

	"timeslice/render/view/timeline"
	"timeslice/sim/scenario"
	"timeslice/sim/trace"
)

// nodeFault is how Node begins what it says of an exception that nobody caught:
// the place, the line, and a mark below it; the error comes after an empty line.
var nodeFault = regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(scenario.ScriptFolder) + `/(.+):(\d+)\n`)

// namedError is the line with which a stack begins: the class and the message.
var namedError = regexp.MustCompile(`(?m)^(?:Uncaught )?[A-Z]\w*(?: \[\w+\])?: .*$`)

// Faults are what is wrong with lines of the program: what a scenario file's
// reader said, or else the exceptions that nobody caught.
func (m *Model) Faults() []Fault {
	b := m.Branch()
	if b == nil || m.Editor.refused != nil {
		return m.faultsOf(m.Editor.refused)
	}
	b.lookForFaults()
	return b.faults
}

// lookForFaults looks at what the program has said since the last time.
func (b *Branch) lookForFaults() {
	last := trace.FactID(b.Trace().Len())
	q := timeline.Filter{Kinds: timeline.Outputs()}
	for b.looked < last && len(b.faults) < mostFaults {
		id, found := b.Index.Next(b.looked, &q, last)
		if !found {
			break
		}
		b.looked = id
		if f := b.record.Fact(id); f.Object == 2 {
			b.faults = append(b.faults, faultsIn(b.record.What(f), id)...)
		}
	}
	b.looked = last
}

// mostFaults is how many are shown: a program that fails again and again says
// the same each time.
const mostFaults = 20

// faultsIn are the exceptions that a text on the standard error tells of.
func faultsIn(text string, id trace.FactID) (faults []Fault) {
	for _, at := range nodeFault.FindAllStringSubmatchIndex(text, -1) {
		line, err := strconv.Atoi(text[at[4]:at[5]])
		if err != nil {
			continue
		}
		faults = append(faults, Fault{File: text[at[2]:at[3]], Line: max(line, 1), Text: errorIn(text[at[1]:]), Fact: id})
	}
	return faults
}

// errorIn is the line that names the error in what Node says of it.
func errorIn(text string) string {
	if named := namedError.FindString(text); named != "" {
		return named
	}
	_, after, _ := strings.Cut(text, "\n\n")
	for line := range strings.Lines(after) {
		if line = strings.TrimSpace(line); line != "" && line != "^" && !strings.HasPrefix(line, scenario.ScriptFolder) {
			return line
		}
	}
	return strings.TrimSpace(after)
}

// faultsOf are the places in a scenario file that its reader found wrong.
func (m *Model) faultsOf(err error) (faults []Fault) {
	var all scenario.Errors
	if !errors.As(err, &all) {
		return nil
	}
	for _, e := range all {
		if e.Line > 0 {
			text := e.In(m.say)
			if _, problem, found := strings.Cut(text, ": "); found {
				text = problem // the place is where it is shown
			}
			faults = append(faults, Fault{File: e.File, Line: e.Line, Text: text})
		}
	}
	return faults
}
