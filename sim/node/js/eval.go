package js

import (
	"strconv"
	"strings"

	"timeslice/sim/node/grammar"
)

// turnWord is what the loops of code for a direct eval call. The engine's
// parser must read it from text, so unlike other helpers it has a name that a
// script could write.
const turnWord = "$timesliceTurn"

// importWord is likewise what import() in such code calls, with the script that it
// is relative to.
const importWord = "$timesliceImport"

// EvalSource makes code for a direct eval countable: a direct eval sees the
// variables around it, so the engine itself must parse the text, and nothing
// but text can be put into it. Each turn of a loop makes a call, and a call
// stands for each regular expression. asks is what import() in it is relative to.
func (c *Cache) EvalSource(source, asks string) (string, error) {
	if e := tooNested("<anonymous>", source); e != nil {
		return "", e
	}
	around := grammar.Around{Target: true, Super: true, SuperCall: true, Private: true}
	if err := c.wrong("<anonymous>", grammar.Source{Text: source, Goal: grammar.Eval, Around: around}); err != nil {
		return "", err
	}
	m := &masker{mask: &mask{original: source}, words: words(source)}
	var b strings.Builder
	last := 0
	for i, word := range m.words {
		if word.kind == wordRegExp {
			call, err := c.evalLiteral(source, word)
			if err != nil {
				return "", err
			}
			b.WriteString(source[last:word.start] + call)
			last = word.end
			continue
		}
		if kind := word.kind; kind == wordString || kind == wordTemplate {
			b.WriteString(source[last:word.start] + spellLastPoints(source[word.start:word.end]))
			last = word.end
			continue
		}
		if m.endsAsMember(i) {
			b.WriteString(source[last:m.dotBefore(i)] + m.bracket(i))
			last = word.end
			continue
		}
		if m.textOf(i) == "import" && m.is(i+1, "(") && !m.is(i-1, ".") {
			b.WriteString(source[last:word.start] + importWord + "(" + strconv.Quote(asks) + ",")
			last = m.words[i+1].end
			continue
		}
		at, call := m.turnCall(i)
		if call == "" || at < last {
			continue
		}
		b.WriteString(source[last:at] + call)
		last = at
	}
	b.WriteString(source[last:])
	return b.String(), nil
}

// turnCall is the call that counts the turns of the loop whose word stands at
// a place, and where in the source it belongs: into the condition of a while or
// do, the body of a for if it has braces, and else into what is done after each
// turn. A for that takes values and has no braces is not counted: there are as
// many turns as values.
func (m *masker) turnCall(i int) (at int, call string) {
	if m.words[i].kind != wordName || m.is(i-1, ".") || m.is(i-1, "?.") || m.is(i+1, ":") {
		return 0, ""
	}
	switch m.textOf(i) {
	case "while":
		if m.is(i+1, "(") && !m.is(i+2, ")") {
			return m.words[i+1].end, turnWord + "(),"
		}
	case "for":
		after := m.afterParentheses(i + 1)
		if after < 0 {
			return 0, ""
		}
		if m.is(after, "{") {
			return m.words[after].end, turnWord + "();"
		}
		return m.updateCall(i+1, after)
	}
	return 0, ""
}

// updateCall is the call as the first thing that a for does after each turn.
func (m *masker) updateCall(from, after int) (at int, call string) {
	depth, separators := 0, 0
	for i := from; i < after; i++ {
		switch m.textOf(i) {
		case "(", "[", "{":
			depth++
		case ")", "]", "}":
			depth--
		case ";":
			if depth != 1 {
				continue
			}
			if separators++; separators < 2 {
				continue
			}
			if m.is(i+1, ")") {
				return m.words[i].end, turnWord + "()"
			}
			return m.words[i].end, turnWord + "(),"
		}
	}
	return 0, ""
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

// evalWords are V8's words for what the engine says of code that a direct eval
// could not compile: "SyntaxError: <eval>: Line 1:7 message", of the parser,
// or "SyntaxError: message at <eval>:1:5", of the compiler. Little is left for it to say.
func evalWords(message string) string {
	message = enginesWords(message)
	if rest, found := strings.CutPrefix(message, "<eval>: Line "); found {
		_, message, _ = strings.Cut(rest, " ")
	}
	if at := strings.LastIndex(message, " at <eval>:"); at >= 0 {
		message = message[:at]
	}
	return message
}
