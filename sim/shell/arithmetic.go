package shell

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// The library's arithmetic is bash's. dash's has no ++, --, ** and no comma, takes
// a digit 8 or 9 behind a leading 0 for the end of the number, and refuses variables
// that hold no number. What is wrong it says when it comes to it.

// sums is what was written between $(( and )), of the texts that have been read.
type sums map[*syntax.ArithmExp]string

// asDash makes what the library has read what dash would have: it notes the text of
// arithmetic, in which ++x is +(+x), and takes tabs off here-documents.
func (sh *shell) asDash(statement *syntax.Stmt, text string) {
	syntax.Walk(statement, func(node syntax.Node) bool {
		switch node := node.(type) {
		case *syntax.ArithmExp:
			if from, to := int(node.Left.Offset())+len("$(("), int(node.Right.Offset()); from <= to && to <= len(text) {
				sh.sums[node] = text[from:to]
			}
		case *syntax.UnaryArithm:
			if !node.Post && (node.Op == syntax.Inc || node.Op == syntax.Dec) {
				node.Op = syntax.Plus
			}
		case *syntax.Redirect:
			if node.Op == syntax.DashHdoc && node.Hdoc != nil {
				stripTabs(node)
			}
		}
		return true
	})
}

// checkSums says what dash would of the arithmetic in words, and reports whether
// all is well. The arithmetic of commands that are substituted is checked there.
func (sh *shell) checkSums(words ...*syntax.Word) bool {
	for _, word := range words {
		syntax.Walk(word, func(node syntax.Node) bool {
			if e, ok := node.(*syntax.ArithmExp); ok && sh.jump.kind == onward {
				sh.sum = sh.sums[e]
				sh.checkSum(e)
			}
			_, isCommand := node.(*syntax.CmdSubst)
			return !isCommand && sh.jump.kind == onward
		})
	}
	return sh.jump.kind == onward
}

func (sh *shell) checkSum(e *syntax.ArithmExp) {
	fails := func(what string) { sh.fatal("arithmetic expression: %s: \"%s\"", what, sh.sums[e]) }
	syntax.Walk(e.X, func(node syntax.Node) bool {
		if sh.jump.kind != onward {
			return false
		}
		switch node := node.(type) {
		case *syntax.UnaryArithm:
			if node.Post {
				fails("expecting primary")
			}
		case *syntax.BinaryArithm:
			switch node.Op {
			case syntax.Pow:
				fails("expecting primary")
			case syntax.Comma:
				fails("expecting EOF")
			}
		case *syntax.Word:
			switch literal := node.Lit(); {
			case isBadOctal(literal):
				fails("expecting EOF")
			case syntax.ValidName(literal):
				if value := strings.TrimSpace(sh.variables[literal].value); value != "" && (isBadOctal(value) || !isNumber(value)) {
					sh.fatal("Illegal number: %s", value)
				}
			}
			return false
		}
		return true
	})
}

// isBadOctal reports whether a text begins like an octal number and is none.
func isBadOctal(text string) bool {
	return len(text) > 1 && text[0] == '0' && strings.Trim(text, "0123456789") == "" && strings.ContainsAny(text, "89")
}

func isNumber(text string) bool {
	digits := strings.TrimLeft(text, "+-")
	if hexadecimal, found := strings.CutPrefix(strings.ToLower(digits), "0x"); found {
		return hexadecimal != "" && strings.Trim(hexadecimal, "0123456789abcdef") == ""
	}
	return len(text)-len(digits) < 2 && digits != "" && strings.Trim(digits, "0123456789") == ""
}

// brokenSum is what dash says of arithmetic that cannot be read at all, "" if the
// mistake is elsewhere.
func brokenSum(text string, at int) string {
	if at > len(text) {
		return ""
	}
	from := strings.LastIndex(text[:at], "$((")
	if from < 0 {
		return ""
	}
	from += len("$((")
	length := strings.Index(text[from:], "))")
	if length < 0 || from+length < at {
		return ""
	}
	expression := text[from : from+length]
	what := "expecting EOF"
	if trimmed := strings.TrimSpace(expression); trimmed == "" || strings.ContainsAny(trimmed[len(trimmed)-1:], "+-*/%&|^<>=!~?:(") || strings.ContainsAny(trimmed[:1], "*/%&|^<>=?:)") {
		what = "expecting primary"
	}
	return "arithmetic expression: " + what + ": \"" + expression + "\""
}

// completed is a text with the ends of here-documents that lack one, which dash ends
// with the text.
func completed(text string) string {
	for range strings.Count(text, "<<") {
		_, err := syntax.NewParser(syntax.Variant(syntax.LangPOSIX)).Parse(strings.NewReader(text), "")
		if err == nil {
			return text
		}
		_, rest, unclosed := strings.Cut(err.Error(), "unclosed here-document ")
		if !unclosed {
			return text
		}
		if !strings.HasSuffix(text, "\n") {
			text += "\n"
		}
		text += strings.Trim(rest, "`\"'") + "\n"
	}
	return text
}

// stripTabs takes the tabs off the beginnings of the lines of here-documents of <<-.
func stripTabs(r *syntax.Redirect) {
	for i, part := range r.Hdoc.Parts {
		literal, ok := part.(*syntax.Lit)
		if !ok {
			continue
		}
		lines := strings.Split(literal.Value, "\n")
		for at := range lines {
			if i == 0 || at > 0 {
				lines[at] = strings.TrimLeft(lines[at], "\t")
			}
		}
		literal.Value = strings.Join(lines, "\n")
	}
}

// cutShort takes the end of the line off the here-documents that go beyond the end of
// a text, which had none.
func cutShort(statement *syntax.Stmt, end uint) {
	syntax.Walk(statement, func(node syntax.Node) bool {
		if r, ok := node.(*syntax.Redirect); ok && r.Hdoc != nil && r.Hdoc.End().Offset() > end {
			if literal, ok := r.Hdoc.Parts[len(r.Hdoc.Parts)-1].(*syntax.Lit); ok {
				literal.Value = strings.TrimSuffix(literal.Value, "\n")
			}
		}
		return true
	})
}
