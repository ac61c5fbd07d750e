package view

import (
	"fmt"
	"strings"

	"timeslice/assets/words"
)

// phrases are the texts of one language as they stand in the catalogue. A
// picture says a hundred of them; reading the catalogue anew each time would take
// longer than to draw it.
type phrases struct {
	words    *words.Words
	patterns map[phraseKey]string
}

type phraseKey struct {
	id  string
	one bool // the form for one, of texts in which something is counted
}

// say is a text with its places filled in, as [words.Words.Say] has it.
func (p *phrases) say(w *words.Words, id string, args []any) string {
	if p.words != w {
		p.words, p.patterns = w, map[phraseKey]string{}
	}
	key := phraseKey{id: id}
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] == "Count" {
			key.one = fmt.Sprint(args[i+1]) == "1"
		}
	}
	pattern, known := p.patterns[key]
	if !known {
		form := int64(2) // any number but one
		if key.one {
			form = 1
		}
		pattern = w.Pattern(id, form)
		p.patterns[key] = pattern
	}
	return filled(pattern, args)
}

// filled is a pattern with its places filled in.
func filled(pattern string, args []any) string {
	before, rest, found := strings.Cut(pattern, "{{.")
	if !found {
		return pattern
	}
	var out strings.Builder
	for found {
		out.WriteString(before)
		name, behind, _ := strings.Cut(rest, "}}")
		for i := 0; i+1 < len(args); i += 2 {
			if args[i] == name {
				fmt.Fprint(&out, args[i+1])
				break
			}
		}
		before, rest, found = strings.Cut(behind, "{{.")
	}
	out.WriteString(before)
	return out.String()
}
