package js

import (
	"sort"
	"strings"

	"github.com/grafana/sobek/ast"
)

// The engine's parser takes the end of an expression before the parentheses
// around it, before those of a new with no arguments, and before the name
// behind ?. at its end. An arrow function that is such an expression would tell
// its source without them.

// arrow gives an arrow function its whole text.
func (s *settler) arrow(n ast.Node) {
	f, ok := n.(*ast.ArrowFunctionLiteral)
	if !ok {
		return
	}
	body, ok := f.Body.(*ast.ExpressionBody)
	if !ok {
		return
	}
	from := s.offset(f.Start)
	to := from + len(f.Source)
	if from < 0 || to > len(s.text) || !s.endsEarly(f.Source, to) {
		return
	}
	if end := s.bodyEnd(s.offset(body.Idx0()), to); end >= to {
		f.Source = s.text[from:end]
	}
}

// endsEarly reports whether a function's text may have been cut at an offset.
func (s *settler) endsEarly(source string, to int) bool {
	if strings.Count(source, "(") != strings.Count(source, ")") || strings.HasSuffix(source, "?") {
		return true
	}
	switch rest := strings.TrimLeft(s.text[to:], " \t\r\n"); {
	case strings.HasPrefix(rest, "("):
		return true
	case strings.HasPrefix(rest, ")"):
		return strings.ContainsAny(source, "/'\"`")
	}
	return false
}

// bodyEnd is where the body of an arrow function ends: at what no expression
// goes on with. first is a place in it, and least is where it ends at the
// earliest.
func (s *settler) bodyEnd(first, least int) int {
	if s.words == nil {
		s.words = words(s.text)
	}
	at := sort.Search(len(s.words), func(i int) bool { return s.words[i].start >= first })
	for at > 0 && s.textOf(at) != "=>" {
		at--
	}
	end, depth, choices := -1, 0, 0
	for at++; at < len(s.words); at++ {
		w := s.words[at]
		switch text := s.textOf(at); {
		case w.kind == wordEnd, depth == 0 && (text == "," || text == ";" || text == ")" || text == "]" || text == "}"),
			depth == 0 && choices == 0 && text == ":":
			return end
		case depth == 0 && w.start >= least && w.newline && text != "." && text != "?.":
			return end
		case text == "(" || text == "[" || text == "{":
			depth++
		case text == ")" || text == "]" || text == "}":
			depth--
		case depth == 0 && text == "?":
			choices++
		case depth == 0 && text == ":":
			choices--
		}
		end = w.end
	}
	return end
}

func (s *settler) textOf(i int) string { return s.text[s.words[i].start:s.words[i].end] }
