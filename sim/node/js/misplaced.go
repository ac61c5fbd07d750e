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
	case e.Message == "Invalid left-hand side in assignment" && (text(here) == "++" || text(here) == "--"):
		e.counted(source, all, here)
	case e.Message == "Invalid left-hand side in assignment":
		e.spanTarget(source, all, here)
	default:
		return e.reworded(source, all, here)
	}
	return true
}

// reworded gives an error that the engine's parser words otherwise V8's words, and marks
// what V8 marks; it reports whether it is one.
func (e *SyntaxError) reworded(source string, all []word, here int) bool {
	text := func(i int) string { return source[all[max(0, i)].start:all[max(0, i)].end] }
	span := func(from, to int, message string) {
		e.show(source, all[from].start, all[to].end-all[from].start, message)
	}
	switch {
	case e.Message == "Missing initializer in destructuring declaration" && here > 0:
		if from := openedBy(source, all, here-1); from >= 0 {
			span(from, here-1, e.Message)
		}
	case strings.HasPrefix(e.Message, "Logical expressions and coalesce"):
		e.Message = "Unexpected token '" + text(here) + "'"
	case e.Message == "Invalid template literal on optional chain":
		e.Message = "Invalid tagged template on optional chain"
	case e.Message == "Illegal continue statement" && all[here+1].kind == wordName && !all[here+1].newline:
		span(here+1, here+1, e.Message+": '"+text(here+1)+"' does not denote an iteration statement")
	case e.Message == "Illegal continue statement":
		e.Message += ": no surrounding iteration statement"
	case strings.HasPrefix(e.Message, "Getter must"), strings.HasPrefix(e.Message, "Setter must"):
		for to := here + 1; to < len(all)-1 && text(here) == "("; to++ {
			if openedBy(source, all, to) == here {
				if strings.HasPrefix(e.Message, "Setter") && text(here+1) == "..." {
					e.Message = "Setter function argument must not be a rest parameter"
				}
				span(here, to, e.Message)
				break
			}
		}
	case strings.HasPrefix(e.Message, "for-in loop variable declaration"):
		from, to := here, here
		for from > 1 && !isDeclarator(text(from-1)) {
			from--
		}
		for to < len(all)-1 && text(to) != "of" && text(to) != "in" {
			to++
		}
		span(from, to-1, "for-"+text(to)+" loop variable declaration may not have an initializer.")
	case (text(here) == "of" || text(here) == "in") && strings.HasPrefix(e.Message, "Unexpected ") && headOfFor(source, all, here) > 0:
		span(headOfFor(source, all, here), here-1, "Invalid left-hand side in for-"+text(here)+" loop: Must have a single binding.")
	case strings.HasPrefix(e.Message, "Generators can only be declared at"):
		span(here+1, here+1, "Generators can only be declared at the top level or inside a block.")
	case e.Message == "Unexpected token ','" && here > 1 && text(here-2) == "..." && all[here-1].kind == wordName && text(here-3) != "[" && text(here-3) != "{":
		// Of a function the comma is marked, of an arrow what stands before it.
		at := here - 1
		if ofFunction(source, all, here) {
			at = here
		}
		span(at, at, "Rest parameter must be last formal parameter")
	case e.Message == "Numeric separators are not allowed at the end of numeric literals" && strings.Contains(text(here-1), "__"):
		e.Message = "Only one underscore is allowed as numeric separator"
	case strings.HasPrefix(e.Message, "Unexpected identifier") && here > 1 && text(here-1) == "let" && (text(here-2) == ")" || text(here-2) == ":" || text(here-2) == "else"):
		span(here-1, here-1, "Lexical declaration cannot appear in a single-statement context")
	default:
		return false
	}
	return true
}

func isDeclarator(word string) bool { return word == "let" || word == "var" || word == "const" }

// headOfFor is the first name of a declaration of several in the head of a for, 0 if a
// word does not stand behind such.
func headOfFor(source string, all []word, at int) int {
	text := func(i int) string { return source[all[i].start:all[i].end] }
	several := false
	for i, depth := at-1, 0; i > 1; i-- {
		switch one := text(i); {
		case one == ")" || one == "]" || one == "}":
			depth++
		case one == "," && depth == 0:
			several = true
		case one == "(" || one == "[" || one == "{":
			if depth--; depth < 0 {
				if several && one == "(" && text(i-1) == "for" && isDeclarator(text(i+1)) {
					return i + 2
				}
				return 0
			}
		}
	}
	return 0
}

// ofFunction reports whether a word stands among the parameters of a function that is
// no arrow.
func ofFunction(source string, all []word, at int) bool {
	for depth := 0; at > 0; at-- {
		switch source[all[at].start:all[at].end] {
		case ")", "]", "}":
			depth++
		case "(", "[", "{":
			if depth--; depth < 0 {
				before := source[all[at-1].start:all[at-1].end]
				return all[at-1].kind == wordName && before != "return" || before == "*" || before == "]"
			}
		}
	}
	return false
}

// openedBy is the bracket that another closes, -1 if the word closes none.
func openedBy(source string, all []word, closes int) int {
	depth := 0
	for i := closes; i >= 0; i-- {
		if all[i].kind == wordString || all[i].kind == wordTemplate || all[i].kind == wordRegExp {
			continue
		}
		switch source[all[i].start:all[i].end] {
		case ")", "]", "}":
			depth++
		case "(", "[", "{":
			if depth--; depth == 0 {
				return i
			}
		}
		if depth == 0 {
			return -1
		}
	}
	return -1
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

// counted marks what is before ++ or --, if it ends there and is a word or a chain of them.
func (e *SyntaxError) counted(source string, all []word, operator int) {
	text := func(i int) string { return source[all[i].start:all[i].end] }
	if operator == 0 || all[operator].newline || all[operator-1].kind != wordName && all[operator-1].kind != wordNumber {
		e.Message = "Invalid left-hand side expression in prefix operation"
		return
	}
	from := operator - 1
	for from > 1 && (text(from-1) == "." || text(from-1) == "?.") {
		from -= 2
	}
	e.show(source, all[from].start, all[operator-1].end-all[from].start, "Invalid left-hand side expression in postfix operation")
}
