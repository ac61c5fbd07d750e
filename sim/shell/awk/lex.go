package awk

import (
	"strings"
)

// kind is what a token is.
type kind int

const (
	end kind = iota
	newline
	number
	text
	expression // a regular expression between slashes
	name       // of a variable
	called     // a name with "(" right behind it: a function of the program's
	builtin    // a function of the language
	keyword
	sign // an operator, or punctuation
)

// token is a word of the program.
type token struct {
	kind   kind
	text   string
	spaced bool // there is a space before it
	line   int
}

var keywords = map[string]bool{
	"BEGIN": true, "END": true, "function": true, "func": true, "if": true, "else": true, "while": true, "for": true, "do": true, "break": true,
	"continue": true, "next": true, "nextfile": true, "exit": true, "return": true, "delete": true, "in": true, "getline": true, "print": true, "printf": true,
}

var builtins = map[string]bool{
	"length": true, "substr": true, "index": true, "split": true, "sub": true, "gsub": true, "match": true, "sprintf": true, "sin": true, "cos": true,
	"atan2": true, "exp": true, "log": true, "sqrt": true, "int": true, "rand": true, "srand": true, "tolower": true, "toupper": true, "system": true,
	"close": true, "fflush": true,
}

// signs in the order in which they are looked for: the longest first.
var signs = []string{
	"**=", "+=", "-=", "*=", "/=", "%=", "^=", "==", "<=", ">=", "!=", "++", "--", "&&", "||", ">>", "**",
	"{", "}", "(", ")", "[", "]", ";", ",", "+", "-", "*", "/", "%", "^", "!", ">", "<", "|", "?", ":", "~", "$", "=",
}

// lexer makes tokens. Whether "/" divides or begins a regular expression, the token
// before it tells.
type lexer struct {
	rest string
	line int
	last token
}

func (l *lexer) next() token {
	spaced := l.skip()
	t := l.read()
	t.spaced = spaced
	l.last = t
	return t
}

// skip goes over spaces, comments and lines that are continued.
func (l *lexer) skip() (spaced bool) {
	for l.rest != "" {
		switch {
		case l.rest[0] == ' ' || l.rest[0] == '\t' || l.rest[0] == '\r':
			l.rest = l.rest[1:]
		case strings.HasPrefix(l.rest, "\\\n"):
			l.rest = l.rest[2:]
			l.line++
		case l.rest[0] == '#':
			at := strings.IndexByte(l.rest, '\n')
			if at < 0 {
				at = len(l.rest)
			}
			l.rest = l.rest[at:]
		default:
			return spaced
		}
		spaced = true
	}
	return spaced
}

func (l *lexer) read() token {
	t := token{line: l.line}
	switch ch := l.peek(0); {
	case l.rest == "":
	case ch == '\n':
		l.rest = l.rest[1:]
		l.line++
		t.kind, t.text = newline, "\n"
	case isDigit(ch) || ch == '.' && isDigit(l.peek(1)):
		size := numberLength(l.rest)
		t.kind, t.text = number, l.rest[:size]
		l.rest = l.rest[size:]
	case ch == '"':
		t.kind, t.text = text, l.quoted()
	case isLetter(ch):
		l.word(&t)
	case ch == '/' && !l.afterOperand():
		t.kind, t.text = expression, l.slashed()
	default:
		t.kind = sign
		for _, s := range signs {
			if strings.HasPrefix(l.rest, s) {
				t.text = s
				break
			}
		}
		if t.text == "" {
			panic(fault{l.line, "unexpected character '" + l.rest[:1] + "'"})
		}
		l.rest = l.rest[len(t.text):]
	}
	return t
}

func (l *lexer) peek(at int) byte {
	if at >= len(l.rest) {
		return 0
	}
	return l.rest[at]
}

func (l *lexer) word(t *token) {
	size := 0
	for isLetter(l.peek(size)) || isDigit(l.peek(size)) {
		size++
	}
	t.text = l.rest[:size]
	l.rest = l.rest[size:]
	switch {
	case keywords[t.text]:
		t.kind = keyword
	case builtins[t.text]:
		t.kind = builtin
	case l.peek(0) == '(':
		t.kind = called
	default:
		t.kind = name
	}
}

// afterOperand reports whether what came last is the end of an operand, so that a
// slash divides.
func (l *lexer) afterOperand() bool {
	switch l.last.kind {
	case number, text, name, builtin, expression:
		return true
	case sign:
		return l.last.text == ")" || l.last.text == "]" || l.last.text == "$" || l.last.text == "++" || l.last.text == "--"
	}
	return false
}

// slashed reads a regular expression. Only a slash loses its backslash.
func (l *lexer) slashed() string {
	var b strings.Builder
	inside := false
	for i := 1; i < len(l.rest); i++ {
		switch ch := l.rest[i]; {
		case ch == '\\' && l.peek(i+1) == '/':
			b.WriteByte('/')
			i++
		case ch == '\\' && i+1 < len(l.rest):
			b.WriteString(l.rest[i : i+2])
			i++
		case ch == '\n':
			panic(fault{l.line, "regular expression is not closed"})
		case ch == '/' && !inside:
			l.rest = l.rest[i+1:]
			return b.String()
		default:
			if ch == '[' {
				inside = true
			} else if ch == ']' {
				inside = false
			}
			b.WriteByte(ch)
		}
	}
	panic(fault{l.line, "regular expression is not closed"})
}

func (l *lexer) quoted() string {
	for i := 1; i < len(l.rest); i++ {
		switch l.rest[i] {
		case '\\':
			i++
		case '\n':
			panic(fault{l.line, "string is not closed"})
		case '"':
			inner := l.rest[1:i]
			l.rest = l.rest[i+1:]
			return unescape(inner)
		}
	}
	panic(fault{l.line, "string is not closed"})
}

// unescape gives what a text with backslashes stands for. A backslash before
// anything else stays, for the regular expression that the text may become.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch ch := s[i]; {
		case ch >= '0' && ch <= '7':
			value, digits := 0, 0
			for digits < 3 && i < len(s) && s[i] >= '0' && s[i] <= '7' {
				value = value*8 + int(s[i]-'0')
				i++
				digits++
			}
			i--
			b.WriteByte(byte(value))
		case ch == '\n':
		default:
			if at := strings.IndexByte(`\"/abfnrtv`, ch); at >= 0 {
				b.WriteByte("\\\"/\a\b\f\n\r\t\v"[at])
			} else {
				b.WriteString(s[i-1 : i+1])
			}
		}
	}
	return b.String()
}

func isDigit(ch byte) bool  { return ch >= '0' && ch <= '9' }
func isLetter(ch byte) bool { return ch == '_' || ch|0x20 >= 'a' && ch|0x20 <= 'z' }
