package shell

import (
	"errors"
	"regexp"
	"strings"
)

// A regular expression of POSIX, as grep and sed know it, with what GNU adds, as one
// of Go's. (regex(7); "Regular Expressions" of the grep manual)
//
// In a basic one, what has a backslash is what has none in an extended one, and the
// other way round. In brackets a backslash is itself.

// errReference is said of what cannot be written down for an engine that never goes back.
// Another one takes the pattern then.
var errReference = errors.New("back reference")

// translated is a pattern in Go's words.
func translated(text string, extended bool) (string, error) {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch ch := text[i]; {
		case ch == '\\' && i+1 < len(text):
			i++
			if err := escaped(&b, text[i], extended); err != nil {
				return "", err
			}
		case ch == '[':
			size := bracketLength(text[i:])
			if size == 0 {
				return "", errors.New("unterminated address regex")
			}
			b.WriteString(bracket(text[i : i+size]))
			i += size - 1
		case extended:
			b.WriteByte(ch)
		case strings.IndexByte("(){}|+?", ch) >= 0:
			b.WriteByte('\\')
			b.WriteByte(ch)
		case ch == '*' && beginsBranch(text[:i]):
			b.WriteString(`\*`)
		case ch == '^' && !beginsBranch(text[:i]), ch == '$' && i+1 < len(text) && !strings.HasPrefix(text[i+1:], `\)`) && !strings.HasPrefix(text[i+1:], `\|`):
			b.WriteByte('\\')
			b.WriteByte(ch)
		default:
			b.WriteByte(ch)
		}
	}
	return b.String(), nil
}

// beginsBranch reports whether what follows a text is where something new begins.
func beginsBranch(before string) bool {
	return before == "" || before == "^" || strings.HasSuffix(before, `\(`) || strings.HasSuffix(before, `\|`)
}

// escaped writes what a character behind a backslash means.
func escaped(b *strings.Builder, ch byte, extended bool) error {
	switch {
	case ch >= '1' && ch <= '9':
		return errReference
	case ch == '<' || ch == '>':
		b.WriteString(`\b`)
	case ch == '\'':
		b.WriteString(`\z`)
	case ch == '`':
		b.WriteString(`\A`)
	case strings.IndexByte("wWsSbBnt", ch) >= 0:
		b.WriteByte('\\')
		b.WriteByte(ch)
	case !extended && strings.IndexByte("(){}|+?", ch) >= 0:
		b.WriteByte(ch)
	default:
		b.WriteString(regexp.QuoteMeta(string([]byte{ch})))
	}
	return nil
}

// bracketLength is how long a list in brackets is, 0 if it does not end.
func bracketLength(text string) int {
	i := 1
	if i < len(text) && text[i] == '^' {
		i++
	}
	for first := true; i < len(text); i, first = i+1, false {
		switch {
		case text[i] == ']' && !first:
			return i + 1
		case text[i] == '[' && i+1 < len(text) && strings.IndexByte(":.=", text[i+1]) >= 0:
			if at := strings.Index(text[i+2:], text[i+1:i+2]+"]"); at >= 0 {
				i += at + 3
			}
		}
	}
	return 0
}

// bracket writes a list in brackets.
func bracket(text string) string {
	var b strings.Builder
	b.WriteByte('[')
	inner := text[1 : len(text)-1]
	if rest, negated := strings.CutPrefix(inner, "^"); negated {
		b.WriteByte('^')
		inner = rest
	}
	for i := 0; i < len(inner); i++ {
		switch ch := inner[i]; {
		case ch == '[' && i+1 < len(inner) && inner[i+1] == ':':
			end := strings.Index(inner[i:], ":]")
			if end > 0 {
				b.WriteString(inner[i : i+end+2])
				i += end + 1
				continue
			}
			b.WriteString(`\[`)
		case strings.IndexByte(`[]\^&~`, ch) >= 0:
			b.WriteByte('\\')
			b.WriteByte(ch)
		default:
			b.WriteByte(ch)
		}
	}
	b.WriteByte(']')
	return b.String()
}

// matcher is what finds a pattern in a text.
type matcher interface {
	Match(text []byte) bool
	FindAllSubmatchIndex(text []byte, most int) [][]int
	NumSubexp() int
}

// matcherOf compiles a pattern of POSIX. modes are i, s and m, as they are in Go.
func (c *call) matcherOf(text, modes string, extended bool) (matcher, error) {
	expression, err := translated(text, extended)
	if err == errReference {
		return c.goingBack(forGoingBack(text, extended), modes)
	}
	if err != nil {
		return nil, err
	}
	if modes != "" {
		expression = "(?" + modes + ")" + expression
	}
	return posix(expression)
}

// posix compiles a pattern of Go's words to find what POSIX does: of the matches
// that begin first, the longest.
func posix(expression string) (*regexp.Regexp, error) {
	made, err := regexp.Compile(expression)
	if err == nil {
		made.Longest()
	}
	return made, err
}
