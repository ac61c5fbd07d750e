package js

import "strings"

// misplaced moves an error of the engine's parser that V8 sees at another word, and
// reports whether it is one: of a brace too many at the brace, though the engine goes on
// until what is put around the source ends; of a function without a name at the function;
// of a label at the label; of an assignment over all that is assigned to.
func (e *SyntaxError) misplaced(source string, at int) bool {
	if at < 0 {
		return false
	}
	all := words(source)
	here := 0
	for here < len(all)-1 && all[here].start < at {
		here++
	}
	text := func(i int) string { return source[all[i].start:all[i].end] }
	if strings.HasPrefix(e.Message, "Unexpected ") && !strings.Contains(e.Message, "strict") {
		if brace := extraBrace(source, all[:here+1]); brace >= 0 {
			e.show(source, all[brace].start, 1, "Unexpected token '}'")
			return true
		}
	}
	switch {
	case e.Message == "Unexpected token '('" && here > 0 && text(here-1) == "function":
		e.show(source, all[here-1].start, len("function"), "Function statements require a function name")
	case e.Message == "Unexpected token 'let'", e.Message == "Unexpected token 'static'", e.Message == "Unexpected token 'yield'":
		e.Message = strings.Replace(e.Message, "token", "identifier", 1)
	case strings.HasPrefix(e.Message, "Undefined label '") && here+1 < len(all)-1:
		e.show(source, all[here+1].start, len(text(here+1)), e.Message)
	case e.Message == "Invalid left-hand side in assignment":
		e.spanTarget(source, all, here)
	default:
		return false
	}
	return true
}

// extraBrace is the first of some words that closes a brace which none has opened, -1 if
// there is none.
func extraBrace(source string, all []word) int {
	depth := 0
	for i, w := range all {
		if w.kind == wordString || w.kind == wordTemplate || w.kind == wordRegExp || w.kind == wordEnd {
			continue
		}
		switch source[w.start:w.end] {
		case "{":
			depth++
		case "}":
			if depth--; depth < 0 {
				return i
			}
		}
	}
	return -1
}

// spanTarget marks all of what is assigned to: from the parenthesis around it to the
// operator.
func (e *SyntaxError) spanTarget(source string, all []word, from int) {
	text := func(i int) string { return source[all[i].start:all[i].end] }
	for from > 0 && text(from-1) == "(" && all[from-1].end == all[from].start {
		from--
	}
	depth := 0
	for i := from; i < len(all)-1; i++ {
		switch one := text(i); {
		case one == "(" || one == "[" || one == "{":
			depth++
		case one == ")" || one == "]" || one == "}":
			depth--
		case depth == 0 && i > from && strings.HasSuffix(one, "=") && one != "==" && one != "===" && one != "!=" && one != "!==" && one != "<=" && one != ">=":
			last := i - 1
			for last > from && all[last].end == all[last+1].start && strings.Contains("+-*/%&|^<>?", text(last)) {
				last-- // of an operator such as +=
			}
			e.show(source, all[from].start, all[last].end-all[from].start, e.Message)
			return
		}
	}
}
