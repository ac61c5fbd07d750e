package regexp

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"
	"github.com/stretchr/testify/require"
)

// The stories under testdata are patterns and what becomes of them. A line is
// a pattern as it stands in a program, /pattern/flags, and for some commands a
// text, as a JSON string, and where to begin:
//
//	match     /a+/g "baa" 1         the captures, as places in the text
//	error     /a(/                  why it is no pattern
//	where     /a(/                  at which code unit reading stopped
//	source    /a/b/                 how the property source shows it
//	program   /(a|b)*c/             the instructions
//	cost      /^(a+)+$/ "aaab"      steps, and bytes of the stack if it grew
//
// Text may have "…"*20 for repetition. With -node, match, error and source are
// compared with the node on the PATH as well.
func TestStories(t *testing.T) {
	datadriven.Walk(t, "testdata/stories", func(t *testing.T, path string) {
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			var b strings.Builder
			var cases []matchCase
			for line := range strings.Lines(d.Input) {
				one := readCase(t, strings.TrimRight(line, "\n"))
				cases = append(cases, one)
				b.WriteString(tell(t, d.Cmd, one))
			}
			if *useNode && (d.Cmd == "match" || d.Cmd == "error" || d.Cmd == "source") {
				compareStory(t, d.Cmd, cases, b.String())
			}
			return b.String()
		})
	})
}

func tell(t *testing.T, command string, one matchCase) string {
	var c Compiler
	var m Matcher
	switch command {
	case "match", "error":
		answer, ok := simulate(t, &c, &m, one, 1_000_000_000)
		require.True(t, ok, "%s takes too long", one)
		return short(answer) + "\n"
	case "where":
		_, err := c.Compile(one.pattern, one.letters)
		require.Error(t, err)
		return fmt.Sprintln(err.(*SyntaxError).Offset)
	case "source":
		answer, _ := simulate(t, &c, &m, one, mostSteps)
		return answer.Source + "\n"
	case "program":
		p, err := c.Compile(one.pattern, one.letters)
		require.NoError(t, err)
		return p.String()
	case "cost":
		p, err := c.Compile(one.pattern, one.letters)
		require.NoError(t, err)
		var work sum
		_, err = m.Match(p, one.text, one.at, &work)
		text := fmt.Sprintf("%d steps", work.steps)
		if work.bytes > 0 {
			text += fmt.Sprintf(", %d bytes", work.bytes)
		}
		if err != nil {
			text += ", " + err.Error()
		}
		return text + "\n"
	}
	t.Fatalf("unknown command %s", command)
	return ""
}

func compareStory(t *testing.T, command string, cases []matchCase, told string) {
	lines := strings.Split(told, "\n")
	for i, answer := range askNode(t, cases) {
		theirs := short(answer)
		if command == "source" {
			theirs = answer.Source
		}
		require.Equal(t, theirs, lines[i], "node: %s", cases[i])
	}
}

// readCase reads /pattern/flags "text" at. A ⏎ in the pattern is a line feed.
func readCase(t *testing.T, line string) matchCase {
	require.True(t, strings.HasPrefix(line, "/"), "no pattern: %s", line)
	rest := line[1:]
	body, rest, found := cutPattern(rest)
	require.True(t, found, "the pattern does not end: %s", line)
	letters, rest, _ := strings.Cut(rest, " ")
	one := matchCase{pattern: FromString(strings.ReplaceAll(body, "⏎", "\n")), letters: letters}
	var units []uint16
	for strings.HasPrefix(rest, `"`) {
		var part string
		part, rest = cutQuoted(t, rest)
		times := 1
		if after, repeated := strings.CutPrefix(rest, "*"); repeated {
			digits := after[:len(after)-len(strings.TrimLeft(after, "0123456789"))]
			var err error
			times, err = strconv.Atoi(digits)
			require.NoError(t, err)
			rest = after[len(digits):]
		}
		unquoted := unquoteUnits(t, part)
		for range times {
			units = append(units, unquoted...)
		}
		rest = strings.TrimLeft(rest, " ")
	}
	one.text = shortest(units)
	if rest != "" {
		var err error
		one.at, err = strconv.Atoi(rest)
		require.NoError(t, err)
	}
	return one
}

// cutPattern ends a pattern at the last / that flags and a text may follow.
func cutPattern(text string) (pattern, rest string, found bool) {
	for at := len(text) - 1; at >= 0; at-- {
		if text[at] != '/' {
			continue
		}
		letters, _, _ := strings.Cut(text[at+1:], " ")
		after := strings.TrimPrefix(text[at+1:], letters)
		if strings.Trim(letters, "dgimsuvy") == "" && (after == "" || strings.HasPrefix(after, ` "`)) {
			return text[:at], text[at+1:], true
		}
	}
	return "", "", false
}

func cutQuoted(t *testing.T, text string) (quoted, rest string) {
	for at := 1; at < len(text); at++ {
		switch text[at] {
		case '\\':
			at++
		case '"':
			return text[1:at], text[at+1:]
		}
	}
	t.Fatalf("the text does not end: %s", text)
	return "", ""
}

// unquoteUnits reads a text that may have \uXXXX, \n and \".
func unquoteUnits(t *testing.T, text string) []uint16 {
	var units []uint16
	for rest := text; rest != ""; {
		if after, escaped := strings.CutPrefix(rest, `\u`); escaped {
			n, err := strconv.ParseUint(after[:4], 16, 16)
			require.NoError(t, err)
			units, rest = append(units, uint16(n)), after[4:]
			continue
		}
		c, _, after, err := strconv.UnquoteChar(rest, '"')
		require.NoError(t, err)
		units, rest = appendPoint(units, c), after
	}
	return units
}
