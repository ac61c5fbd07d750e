package js

import (
	"errors"
	"strings"
)

// turnWord is what the loops of code for a direct eval call. The engine's
// parser must read it from text, so unlike other helpers it has a name that a
// script could write.
const turnWord = "$timesliceTurn"

// errEvalLoop is why code cannot be run by a direct eval.
var errEvalLoop = errors.New("timeslice: a loop in the code of a direct eval must have its body in braces; write { } around it, or call (0, eval)(code)")

// EvalSource makes code for a direct eval countable: a direct eval sees the
// variables around it, so the engine itself must parse the text, and nothing
// but text can be put into it. Each loop's body begins with a call.
func EvalSource(source string) (string, error) {
	m := &masker{mask: &mask{original: source}, words: words(source)}
	var b strings.Builder
	last := 0
	for i := range m.words {
		brace, is := m.loopBody(i)
		if !is {
			continue
		}
		if brace < 0 {
			return "", errEvalLoop
		}
		end := m.words[brace].end
		if end < last {
			continue
		}
		b.WriteString(source[last:end])
		b.WriteString(turnWord + "();")
		last = end
	}
	b.WriteString(source[last:])
	return b.String(), nil
}

// loopBody finds the brace that opens the body of the loop that begins at a
// place; -1 if the body has none.
func (m *masker) loopBody(i int) (brace int, is bool) {
	if m.words[i].kind != wordName || m.is(i-1, ".") || m.is(i-1, "?.") || m.is(i+1, ":") {
		return 0, false
	}
	switch m.textOf(i) {
	case "do":
		if m.is(i+1, "{") {
			return i + 1, true
		}
		return -1, true
	case "for", "while":
		after := m.afterParentheses(i + 1)
		switch {
		case after < 0:
			return 0, false
		case m.is(after, "{"):
			return after, true
		case m.textOf(i) == "while" && m.is(i-1, "}"):
			return 0, false // the end of a do, or an empty loop that ends by itself or not at all
		}
		return -1, true
	}
	return 0, false
}

func (m *masker) afterParentheses(i int) int {
	if m.is(i, "await") {
		i++
	}
	if !m.is(i, "(") {
		return -1
	}
	depth := 0
	for ; i < len(m.words); i++ {
		switch {
		case m.is(i, "("):
			depth++
		case m.is(i, ")"):
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return -1
}
