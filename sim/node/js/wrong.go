package js

import (
	"strings"
	"unicode/utf8"

	"timeslice/sim/node/grammar"
	"timeslice/sim/node/regexp"
)

// wrong is what V8 says of a source that is not what it is to be; nil if it is.
func (c *Cache) wrong(name string, source grammar.Source) error {
	source.Literal = c.wrongLiteral
	if fault := grammar.Check(source); fault != nil {
		return faultIn(name, source.Text, *fault)
	}
	return nil
}

// wrongLiteral is what V8 says of a regular expression, "" if nothing is wrong.
func (c *Cache) wrongLiteral(pattern, letters string) string {
	if _, err := c.regexps.compile(regexp.FromString(pattern), letters); err != nil {
		message, _ := wrongPart("/"+pattern+"/"+letters, err)
		return message
	}
	return ""
}

// faultIn is a fault as an error of a script. V8 counts lines by all that ends one.
func faultIn(name, text string, fault grammar.Fault) *SyntaxError {
	e := &SyntaxError{Name: name, Message: fault.Message, Line: 1}
	start := 0
	for at := 0; at < fault.Start; {
		r, size := utf8.DecodeRuneInString(text[at:])
		at += size
		if endsLine(r, text[at:]) && at <= fault.Start {
			e.Line++
			start = at
		}
	}
	e.Source = text[start:]
	for at, r := range e.Source {
		if endsLine(r, e.Source[at+utf8.RuneLen(r):]) || r == '\r' {
			e.Source = e.Source[:at]
			break
		}
	}
	e.Column = min(fault.Start-start, len(e.Source)) + 1
	e.Length = unitsOf(text[min(fault.Start, len(text)):min(fault.End, len(text))]) + max(0, fault.End-len(text))
	switch {
	case fault.End > fault.Start && e.Length == 0, unitsOf(text[start:fault.Start])+e.Length > len(e.Source):
		e.Length = noMarkLine
	case e.Length == 0:
		e.Length = noMark
	}
	return e
}

func endsLine(r rune, rest string) bool {
	return r == '\n' || r == '\r' && !strings.HasPrefix(rest, "\n") || r == '\u2028' || r == '\u2029'
}

// namesBefore are the names in what is put before the body of a function.
func namesBefore(before string) []string {
	_, list, found := strings.Cut(before, "(function (")
	if !found {
		return nil
	}
	list, _, _ = strings.Cut(list, ")")
	return strings.Split(list, ", ")
}

// wrapped is a source as what stands before it says: a script, or the body of a function.
func wrapped(before, source string) grammar.Source {
	if before == "" {
		return grammar.Source{Text: source}
	}
	return grammar.Source{Text: source, Goal: grammar.Function, Parameters: namesBefore(before)}
}
