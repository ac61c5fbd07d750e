package shell

import (
	"errors"
	"regexp"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// complaintOf is what dash says of a text that is no program, and the line where it
// finds so. The library's reader says it in other words.
func complaintOf(err error, text string) (line uint, what string) {
	var fault syntax.ParseError
	if errors.As(err, &fault) && (strings.Contains(fault.Text, "parameter name") || strings.Contains(fault.Text, "parameter expansion operator")) {
		return fault.Pos.Line(), badSubstitution
	}
	if !errors.As(err, &fault) {
		var language syntax.LangError
		if errors.As(err, &language) {
			return language.Pos.Line(), foreignFeature(language.Feature)
		}
		return 1, "Syntax error: " + err.Error()
	}
	line = fault.Pos.Line()
	if what := brokenSum(text, int(fault.Pos.Offset())); what != "" {
		return line, what
	}
	atEnd := fault.Incomplete || strings.Contains(fault.Text, "reached EOF")
	if atEnd {
		line = uint(strings.Count(strings.TrimSuffix(text, "\n"), "\n")) + 1
	}
	if atEnd {
		if what := unfinished(fault.Text, text); what != "" {
			return line, "Syntax error: " + what
		}
	}
	if token := follower(fault, text); token != "" {
		return line, `Syntax error: "` + token + `" unexpected`
	}
	return line, "Syntax error: " + reworded(fault.Text, atEnd)
}

// unfinished is what dash says of a text that ends too early, where that is another
// thing than what the reader misses; "" if it is the same. fault is what the reader
// says.
func unfinished(fault, text string) string {
	const end = "end of file unexpected"
	text = strings.TrimSpace(text)
	switch {
	case strings.HasPrefix(fault, "`case`") && strings.Contains(fault, "must end"):
		if strings.HasSuffix(text, ";;") || strings.HasSuffix(text, "in") {
			return end + ` (expecting ")")`
		}
		return end + ` (expecting ";;")`
	case strings.HasPrefix(fault, "case patterns"):
		return end + ` (expecting ")")`
	case strings.HasPrefix(fault, "`case ") && strings.HasSuffix(fault, "by `in`"):
		return end + ` (expecting "in")`
	case strings.HasPrefix(fault, "`for ") && strings.HasSuffix(fault, "or a newline"):
		return end + ` (expecting "do")`
	case strings.HasPrefix(fault, "`{`"):
		return end + ` (expecting "}")`
	case strings.HasPrefix(fault, "`!`"):
		return end
	case strings.HasSuffix(fault, "followed by an expression"):
		return "Missing '))'"
	case strings.Contains(fault, "closing quote") && !strings.Contains(fault, "'") && strings.Count(text, "`")%2 == 1:
		return "EOF in backquote substitution"
	case strings.Contains(fault, "without matching `${`") && strings.Count(text, `"`)%2 == 1:
		return "Unterminated quoted string"
	}
	return ""
}

// follower is the operator or reserved word that stands where something must
// follow, which dash names.
func follower(fault syntax.ParseError, text string) string {
	first := quotedToken.FindStringSubmatch(fault.Text)
	at := int(fault.Pos.Offset())
	if first == nil || !strings.Contains(fault.Text, "must be followed by") || at >= len(text) {
		return ""
	}
	opening, _, _ := strings.Cut(first[1]+first[2], " ")
	rest, found := strings.CutPrefix(text[at:], opening)
	if !found || opening == "(" || opening == "$(" || opening == "for" || opening == "case" {
		return ""
	}
	return refusedToken.FindString(strings.TrimLeft(rest, " \t"))
}

// refusedToken is what cannot begin a command or a word.
var refusedToken = regexp.MustCompile(`^(;;|;|&&|&|\|\||\||\)|(then|else|elif|fi|do|done|esac)\b)`)

// badSubstitution is what dash says of ${…} that it does not know.
const badSubstitution = "Bad substitution"

// foreignFeature is what dash says of what only other shells have.
func foreignFeature(feature string) string {
	switch {
	case feature == "herestrings":
		return "Syntax error: redirection unexpected"
	case strings.HasPrefix(feature, "arrays"), strings.HasPrefix(feature, "process substitution"):
		return `Syntax error: "(" unexpected`
	case strings.Contains(feature, "\"function\""):
		return `Syntax error: "}" unexpected`
	case feature == "search and replace", strings.Contains(feature, "expansion operator"), feature == "slicing":
		return badSubstitution
	}
	return "timeslice: the simulated shell has what POSIX has, and no " + feature
}

// faultLine is the line where a mistake begins.
func faultLine(err error, otherwise uint) uint {
	var fault syntax.ParseError
	if errors.As(err, &fault) {
		return fault.Pos.Line()
	}
	return otherwise
}

// quotedToken is a token as the reader names it.
var quotedToken = regexp.MustCompile("`([^`]+)`|\"([^\"]+)\"")

func reworded(text string, atEnd bool) string {
	var tokens []string
	for _, found := range quotedToken.FindAllStringSubmatch(text, -1) {
		tokens = append(tokens, found[1]+found[2])
	}
	token := func(i int) string {
		if i < len(tokens) {
			return tokens[i]
		}
		return ""
	}
	end := "end of file unexpected"
	switch {
	case strings.Contains(text, "without closing quote `") && token(len(tokens)-1) == "":
		return "EOF in backquote substitution"
	case strings.Contains(text, "without closing quote"):
		return "Unterminated quoted string"
	case strings.Contains(text, "without matching"):
		opening := token(0)
		if opening == "EOF" {
			opening = token(1)
		}
		switch opening {
		case "${":
			return "Missing '}'"
		case "$((", "((":
			return "Missing '))'"
		case "{":
			return end + ` (expecting "}")`
		}
		if !atEnd {
			return "word unexpected (expecting \")\")"
		}
		return end + ` (expecting ")")`
	case strings.Contains(text, "statement must end with"):
		return expecting(atEnd, end, token(1))
	case strings.Contains(text, "must be followed by"):
		right := token(len(tokens) - 1)
		if strings.HasPrefix(right, "<") || len(tokens) < 2 {
			right = ""
		}
		if token(0) == "(" || token(0) == "$(" {
			return expecting(atEnd, end, ")")
		}
		if first, _, found := strings.Cut(token(0), " "); found && (first == "if" || first == "elif" || first == "while" || first == "until") || strings.HasSuffix(token(0), "<cond>") {
			return expecting(atEnd, end, right)
		}
		switch token(0) {
		case "if", "elif":
			return expecting(atEnd, end, "then")
		case "while", "until":
			return expecting(atEnd, end, "do")
		case "for":
			return "Bad for loop variable"
		case "case":
			return end + " (expecting word)"
		case "then", "else":
			return expecting(atEnd, end, "fi")
		case "do":
			return expecting(atEnd, end, "done")
		}
		return end
	}
	if len(tokens) > 0 {
		return `"` + token(0) + `" unexpected`
	}
	return text
}

func expecting(atEnd bool, end, token string) string {
	what := "word unexpected"
	if atEnd {
		what = end
	}
	if token == "" {
		return what
	}
	return what + ` (expecting "` + token + `")`
}
