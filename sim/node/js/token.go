package js

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is a token of JavaScript as far as mask.go needs to know it: what the engine's
// parser does not know must be found before that parser sees the source.
type word struct {
	kind       wordKind
	start, end int
	newline    bool // a line ended between the token before and this one
}

type wordKind uint8

const (
	wordEnd wordKind = iota
	wordName
	wordPrivate
	wordNumber
	wordString
	wordTemplate // a piece of a template up to ${ or the end
	wordRegExp
	wordMark // punctuation
	// wordOpenAgain is a closing bracket after which a statement or an operand
	// begins: of a block, or of the head of an if.
	wordOpenAgain
)

// words cuts source into tokens, without comments. Source that is not
// JavaScript is cut into something; the parser will tell what is wrong.
func words(source string) []word {
	c := &cutter{source: source}
	if strings.HasPrefix(source, "#!") {
		c.line()
	}
	for c.at < len(source) {
		c.next()
	}
	return append(c.out, word{kind: wordEnd, start: len(source), end: len(source), newline: true})
}

type cutter struct {
	source  string
	at      int
	newline bool
	out     []word
	opened  []opening
}

// opening is a bracket that is not closed yet.
type opening struct {
	mark  byte // ( [ { or $ for the hole of a template
	value bool // after what it closes an operator follows, not an operand
}

func (c *cutter) add(kind wordKind, end int) {
	c.out = append(c.out, word{kind, c.at, end, c.newline})
	c.at, c.newline = end, false
}

func (c *cutter) line() {
	for c.at < len(c.source) && c.source[c.at] != '\n' && c.source[c.at] != '\r' {
		c.at++
	}
}

func (c *cutter) next() {
	b := c.source[c.at]
	switch {
	case b == '\n' || b == '\r':
		c.newline = true
		c.at++
	case b <= ' ':
		c.at++
	case strings.HasPrefix(c.source[c.at:], "//"):
		c.line()
	case strings.HasPrefix(c.source[c.at:], "/*"):
		c.comment()
	case b == '"' || b == '\'':
		c.quoted(b)
	case b == '`':
		c.template(c.at + 1)
	case b >= '0' && b <= '9' || b == '.' && c.at+1 < len(c.source) && digit(c.source[c.at+1]):
		c.number()
	case b == '/' && c.operand():
		c.regexp()
	case b == '#':
		c.at++
		end := c.name()
		c.at--
		c.add(wordPrivate, end)
	default:
		c.other(b)
	}
}

func digit(b byte) bool { return b >= '0' && b <= '9' }

func (c *cutter) comment() {
	end := strings.Index(c.source[c.at+2:], "*/")
	if end < 0 {
		c.at = len(c.source)
		return
	}
	c.newline = c.newline || strings.ContainsAny(c.source[c.at:c.at+2+end], "\n\r")
	c.at += 2 + end + 2
}

func (c *cutter) quoted(quote byte) {
	end := c.at + 1
	for end < len(c.source) && c.source[end] != quote && c.source[end] != '\n' {
		if c.source[end] == '\\' {
			end++
		}
		end++
	}
	c.add(wordString, min(end+1, len(c.source)))
}

// template takes a piece of a template from an offset on.
func (c *cutter) template(end int) {
	for end < len(c.source) {
		switch {
		case c.source[end] == '\\':
			end++
		case c.source[end] == '`':
			c.add(wordTemplate, end+1)
			return
		case strings.HasPrefix(c.source[end:], "${"):
			c.add(wordTemplate, end+2)
			c.opened = append(c.opened, opening{mark: '$'})
			return
		}
		end++
	}
	c.add(wordTemplate, len(c.source))
}

func (c *cutter) number() {
	end := c.at + 1
	for end < len(c.source) {
		b := c.source[end]
		sign := (b == '+' || b == '-') && (c.source[end-1] == 'e' || c.source[end-1] == 'E') && !strings.HasPrefix(c.source[c.at:], "0x")
		if !sign && b != '.' && b != '_' && !digit(b) && !(b|0x20 >= 'a' && b|0x20 <= 'z') {
			break
		}
		end++
	}
	c.add(wordNumber, end)
}

func (c *cutter) regexp() {
	end, class := c.at+1, false
	for end < len(c.source) && c.source[end] != '\n' {
		switch b := c.source[end]; {
		case b == '\\':
			end++
		case b == '[':
			class = true
		case b == ']':
			class = false
		case b == '/' && !class:
			c.at, end = end+1, c.at
			flags := c.name()
			c.at = end
			c.add(wordRegExp, flags)
			return
		}
		end++
	}
	c.add(wordRegExp, min(end, len(c.source)))
}

// name is where the name ends that stands at the present place.
func (c *cutter) name() int {
	end := c.at
	for end < len(c.source) {
		r, size := utf8.DecodeRuneInString(c.source[end:])
		if r != '$' && r != '_' && r != '\\' && r != '\u200c' && r != '\u200d' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) {
			break
		}
		if r == '\\' && strings.HasPrefix(c.source[end:], "\\u{") {
			if close := strings.IndexByte(c.source[end:], '}'); close > 0 {
				size = close + 1
			}
		}
		end += size
	}
	return end
}

func (c *cutter) other(b byte) {
	if end := c.name(); end > c.at {
		c.add(wordName, end)
		return
	}
	switch b {
	case '(', '[':
		c.opened = append(c.opened, opening{b, b == '[' || !c.head()})
	case '{':
		c.opened = append(c.opened, opening{'{', c.literal()})
	case ')', ']', '}':
		c.close(b)
		return
	}
	for _, mark := range []string{"...", "=>", "?.", "++", "--", "&&", "||", "??", "**"} {
		if strings.HasPrefix(c.source[c.at:], mark) {
			c.add(wordMark, c.at+len(mark))
			return
		}
	}
	if b >= utf8.RuneSelf {
		r, size := utf8.DecodeRuneInString(c.source[c.at:])
		if unicode.IsSpace(r) || r == '\ufeff' || r == '\u2028' || r == '\u2029' {
			c.newline = c.newline || r == '\u2028' || r == '\u2029'
			c.at += size
			return
		}
		c.add(wordMark, c.at+size)
		return
	}
	c.add(wordMark, c.at+1)
}

// close takes a closing bracket. The one of a template's hole lets the
// template go on.
func (c *cutter) close(b byte) {
	if len(c.opened) == 0 {
		c.add(wordMark, c.at+1)
		return
	}
	last := c.opened[len(c.opened)-1]
	c.opened = c.opened[:len(c.opened)-1]
	if last.mark == '$' && b == '}' {
		c.template(c.at + 1)
		return
	}
	c.add(wordMark, c.at+1)
	if !last.value {
		c.out[len(c.out)-1].kind = wordOpenAgain
	}
}

// last is the token before the present place, by its text.
func (c *cutter) last() (word, string) {
	if len(c.out) == 0 {
		return word{}, ""
	}
	w := c.out[len(c.out)-1]
	return w, c.source[w.start:w.end]
}

// head reports whether a parenthesis opens the head of a statement.
func (c *cutter) head() bool {
	_, text := c.last()
	switch text {
	case "if", "while", "for", "with":
		return true
	case "await":
		return len(c.out) > 1 && c.source[c.out[len(c.out)-2].start:c.out[len(c.out)-2].end] == "for"
	}
	return false
}

// literal reports whether a brace opens an object, not a block.
func (c *cutter) literal() bool {
	w, text := c.last()
	switch w.kind {
	case wordEnd, wordOpenAgain:
		return false
	case wordName:
		switch text {
		case "return", "typeof", "instanceof", "in", "of", "new", "delete", "void", "throw", "case", "await", "yield", "default":
			return true
		}
		return false
	case wordMark:
		switch text {
		case ")", ";", "{", "}", "=>":
			return false
		}
		return true
	}
	return false
}

// operand reports whether an operand may begin here, so that a slash begins a
// regular expression.
func (c *cutter) operand() bool {
	w, text := c.last()
	switch w.kind {
	case wordEnd, wordOpenAgain:
		return true
	case wordName:
		if len(c.out) > 1 && c.source[c.out[len(c.out)-2].start] == '.' {
			return false
		}
		switch text {
		case "return", "typeof", "instanceof", "in", "of", "new", "delete", "void", "throw", "case", "do", "else", "await", "yield":
			return true
		}
		return false
	case wordMark:
		switch text {
		case ")", "]", "}", "++", "--":
			return false
		}
		return true
	case wordTemplate:
		return strings.HasSuffix(text, "${")
	}
	return false
}
