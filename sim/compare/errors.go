package compare

import "regexp"

// What Node writes to standard error of itself is not compared: the number of the
// process before a warning, and, in stacks, frames and lines of its own modules, which
// the model's Node has fewer of, at other places.
var (
	ownFrame    = regexp.MustCompile(`^\s+at (.* )?\(?node:[\w/.-]+:\d+:\d+\)?$`)
	ownPlace    = regexp.MustCompile(`^(node:[\w/.-]+):\d+$`)
	ownSource   = regexp.MustCompile(`^\s*\^+$`)
	warningFrom = regexp.MustCompile(`^\(node:\d+\) `)
)

// errorLine is a line of standard error as it is compared, and where it stands.
type errorLine struct {
	text   string
	number int // from 0
}

// errorLines are the lines of standard error that are compared.
func errorLines(text string) []errorLine {
	all := LinesOf(text)
	var lines []errorLine
	for i := 0; i < len(all); i++ {
		switch line := all[i]; {
		case ownPlace.MatchString(line) && i+2 < len(all) && ownSource.MatchString(all[i+2]):
			i += 2 // the line of Node that threw
		case ownFrame.MatchString(line):
		default:
			lines = append(lines, errorLine{warningFrom.ReplaceAllString(line, "(node) "), i})
		}
	}
	return lines
}

// errorsDifference is where standard error is not that of the model, nil if it is.
func errorsDifference(model, real string) *Difference {
	a, b := errorLines(model), errorLines(real)
	at := 0
	for at < len(a) && at < len(b) && a[at].text == b[at].text {
		at++
	}
	if at == len(a) && at == len(b) {
		return nil
	}
	d := &Difference{Stream: "stderr"}
	if at < len(a) {
		line := LinesOf(model)[a[at].number]
		d.Model, d.Line = &line, a[at].number+1
	}
	if at < len(b) { // the place in the real output, if both have one
		line := LinesOf(real)[b[at].number]
		d.Real, d.Line = &line, b[at].number+1
	}
	return d
}
