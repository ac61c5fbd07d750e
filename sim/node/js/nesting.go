package js

import "strings"

// Parsers call themselves for what stands inside something else. V8's stops
// when its stack is used up, at some thousand brackets inside one another. The
// engine's would take all the memory there is, or in a browser all of the
// browser's stack, which ends the program; nothing of ours is called meanwhile
// that could empty it. So what is nested too deeply, or is one expression too
// long, is refused before it is parsed, at the same place everywhere: a part of
// what a stack of 984 KiB was seen to have room for.

const (
	mostNested    = 300   // brackets inside one another
	mostOperators = 1_000 // operators in one expression
)

// tooNested is what is wrong with source that is nested too deeply; nil if it
// is not.
func tooNested(name, source string) *SyntaxError {
	if len(source) < mostNested {
		return nil
	}
	n := nesting{words: words(source), source: source}
	at, message, class := n.look()
	if message == "" {
		return nil
	}
	before := source[:at]
	e := &SyntaxError{
		Name: name, Message: message, Class: class,
		Line: 1 + strings.Count(before, "\n"), Column: at - strings.LastIndexByte(before, '\n'), Length: 1,
	}
	e.quote(source)
	if len(e.Source) > 1000 { // all of it would help nobody
		e.Source, e.Column = "", 1
	}
	return e
}

// nesting counts brackets that are open, and operators since an expression
// began.
type nesting struct {
	words     []word
	source    string
	operators int
	open      []int // the operators before each bracket that is open
}

func (n *nesting) look() (at int, message, class string) {
	for i, w := range n.words {
		n.word(i)
		switch {
		case len(n.open) > mostNested:
			return w.start, "Maximum call stack size exceeded", "RangeError"
		case n.operators > mostOperators:
			return w.start, "timeslice: an expression of more than 1,000 operators cannot be run; split it into several", "SyntaxError"
		}
	}
	return 0, "", ""
}

func (n *nesting) text(i int) string {
	if i < 0 || i >= len(n.words) {
		return ""
	}
	return n.source[n.words[i].start:n.words[i].end]
}

func (n *nesting) word(i int) {
	w, text := n.words[i], n.text(i)
	switch w.kind {
	case wordTemplate:
		if strings.HasPrefix(text, "}") && len(n.open) > 0 {
			n.close()
		}
		if strings.HasSuffix(text, "${") {
			n.open = append(n.open, n.operators)
		}
	case wordName:
		switch text {
		case "else", "if", "for", "while", "do", "with", "new", "typeof", "void", "delete", "await", "yield", "in", "instanceof", "extends":
			n.operators++
		default:
			if w.newline && n.ends(i-1) {
				n.operators = 0
			}
		}
	case wordMark, wordOpenAgain:
		switch text {
		case "(", "[", "{":
			n.operators++ // a chain of calls is one, too
			n.open = append(n.open, n.operators)
			if text == "{" {
				n.operators = 0
			}
		case ")", "]":
			n.close()
		case "}":
			n.close()
			if n.text(i+1) != "else" {
				n.operators = 0
			}
		case ";":
			if n.text(i+1) != "else" {
				n.operators = 0
			}
		case ",":
			n.operators = 0
		default:
			n.operators++
		}
	}
}

func (n *nesting) close() {
	if last := len(n.open) - 1; last >= 0 {
		n.operators, n.open = n.open[last], n.open[:last]
	}
}

// ends reports whether an expression may end with a word.
func (n *nesting) ends(i int) bool {
	if i < 0 {
		return true
	}
	switch n.words[i].kind {
	case wordName, wordNumber, wordString, wordRegExp, wordTemplate, wordPrivate, wordOpenAgain:
		return true
	}
	text := n.text(i)
	return text == ")" || text == "]" || text == "}"
}
