package grammar

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// lexeme is a token with its place.
type lexeme struct {
	kind       token
	start, end int
	newline    bool   // a line ended before it
	escaped    bool   // it is a word or a string with escapes
	value      string // of a name, or of a string without escapes
	badEscape  *Fault // of a template: the first escape that only a tagged one may have
}

// scanner cuts a source into tokens: the one that was taken last, the next one and, if
// that was asked for, the one after it.
type scanner struct {
	text    string
	at      int
	module  bool
	current lexeme
	next    lexeme
	second  *lexeme
	wrong   *Fault // the first thing that no token can be made of
	octal   *Fault // the last octal number or escape
	failed  bool
	fault   *Fault
}

func newScanner(text string, module bool) *scanner { return &scanner{text: text, module: module} }

// begin scans the first token.
func (s *scanner) begin() {
	newline := true
	if strings.HasPrefix(s.text, "#!") {
		s.line()
	}
	s.next = s.scan(newline)
}

// take takes the next token.
func (s *scanner) take() token {
	s.current = s.next
	if s.second != nil {
		s.next, s.second = *s.second, nil
	} else {
		s.next = s.scan(false)
	}
	return s.current.kind
}

func (s *scanner) ahead() *lexeme {
	if s.second == nil {
		l := s.scan(false)
		s.second = &l
	}
	return s.second
}

// stop makes all further tokens none. (Scanner::set_parser_error)
func (s *scanner) stop() {
	s.failed = true
	s.at = len(s.text)
	s.current.kind, s.next.kind = tIllegal, tIllegal
	if s.second != nil {
		s.second.kind = tIllegal
	}
}

// say notes what is wrong with a token, if it is the first that is wrong.
func (s *scanner) say(start, end int, message string) {
	if s.wrong == nil {
		s.wrong = &Fault{start, end, message}
	}
}

func (s *scanner) byteAt(at int) byte {
	if at < len(s.text) {
		return s.text[at]
	}
	return 0
}

// line goes to the end of the line.
func (s *scanner) line() {
	for s.at < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[s.at:])
		if isLineEnd(r) {
			return
		}
		s.at += size
	}
}

func isLineEnd(r rune) bool { return r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' }

// blanks goes over blanks and comments, and reports whether a line ended there. A comment
// that does not end is a token that is none.
func (s *scanner) blanks(newline bool) (line, unended bool) {
	for s.at < len(s.text) {
		b := s.text[s.at]
		switch {
		case b == ' ' || b == '\t' || b == '\v' || b == '\f':
			s.at++
		case b == '\n' || b == '\r':
			newline = true
			s.at++
		case b == '/' && s.byteAt(s.at+1) == '/':
			s.line()
		case b == '/' && s.byteAt(s.at+1) == '*':
			end := strings.Index(s.text[s.at+2:], "*/")
			if end < 0 {
				return newline, true
			}
			comment := s.text[s.at : s.at+2+end]
			newline = newline || strings.ContainsAny(comment, "\n\r\u2028\u2029")
			s.at += 2 + end + 2
		case b == '<' && strings.HasPrefix(s.text[s.at:], "<!--"), b == '-' && newline && strings.HasPrefix(s.text[s.at:], "-->"):
			if s.module {
				s.at += len("--")
				if b == '<' {
					s.at++
				}
				s.say(s.at, s.at+1, "HTML comments are not allowed in modules")
				return newline, true
			}
			s.line()
		case b >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(s.text[s.at:])
			if isLineEnd(r) {
				newline = true
			} else if r != '\ufeff' && !unicode.Is(unicode.Zs, r) {
				return newline, false
			}
			s.at += size
		default:
			return newline, false
		}
	}
	return newline, false
}

func (s *scanner) scan(newline bool) lexeme {
	newline, unended := s.blanks(newline)
	l := lexeme{start: s.at, newline: newline}
	switch {
	case s.failed:
		l.kind = tIllegal
	case unended:
		s.at = len(s.text)
		l.kind = tIllegal
	case s.at >= len(s.text):
		l.kind = tEnd
	default:
		s.one(&l)
	}
	l.end = s.at
	return l
}

// one scans the token that begins here.
func (s *scanner) one(l *lexeme) {
	b := s.text[s.at]
	switch {
	case b == '"' || b == '\'':
		s.quoted(l, b)
	case b == '`':
		s.at++
		s.template(l)
	case isDigit(b) || b == '.' && isDigit(s.byteAt(s.at+1)):
		l.kind = s.number()
	case b == '#':
		s.private(l)
	case b == '\\' || b >= utf8.RuneSelf || isWordByte(b):
		s.word(l)
	default:
		s.mark(l)
	}
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func isWordByte(b byte) bool {
	return b|0x20 >= 'a' && b|0x20 <= 'z' || b == '$' || b == '_' || isDigit(b)
}

func beginsWord(r rune) bool {
	return r < utf8.RuneSelf && isWordByte(byte(r)) && !isDigit(byte(r)) ||
		r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.Is(unicode.Nl, r) || unicode.Is(unicode.Other_ID_Start, r))
}

func goesOnWord(r rune) bool {
	return beginsWord(r) || r < utf8.RuneSelf && isDigit(byte(r)) || r == '\u200c' || r == '\u200d' ||
		r >= utf8.RuneSelf && unicode.In(r, unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc, unicode.Other_ID_Continue)
}

// letters scans a word: its text without escapes, and whether it is one.
func (s *scanner) letters() (value string, escaped, ok bool) {
	start := s.at
	var text []byte
	for s.at < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[s.at:])
		first := s.at == start
		if r == '\\' {
			if !escaped {
				text = append(text, s.text[start:s.at]...)
			}
			escaped = true
			if r, ok = s.wordEscape(); !ok {
				return "", true, false
			}
			if first && !beginsWord(r) || !first && !goesOnWord(r) {
				return "", true, false
			}
			text = utf8.AppendRune(text, r)
			continue
		}
		if first && !beginsWord(r) || !first && !goesOnWord(r) {
			break
		}
		if escaped {
			text = append(text, s.text[s.at:s.at+size]...)
		}
		s.at += size
	}
	if escaped {
		return string(text), true, true
	}
	return s.text[start:s.at], false, s.at > start
}

func (s *scanner) word(l *lexeme) {
	ok := false
	if l.value, l.escaped, ok = s.letters(); !ok {
		l.kind = tIllegal // and V8 stays where it is
		return
	}
	l.kind = keyword(l.value)
	switch {
	case l.kind == tNone:
		l.kind = tIdentifier
	case !l.escaped:
	case l.kind == tLet || l.kind == tStatic || l.kind == tReserved:
		l.kind = tEscapedReserved
	case l.kind == tGet || l.kind == tSet || l.kind == tAsync || l.kind == tAwait || l.kind == tYield:
	default:
		l.kind = tEscapedKeyword
	}
}

func (s *scanner) private(l *lexeme) {
	s.at++
	value, escaped, ok := s.letters()
	if !ok {
		s.at = max(s.at, l.start+1)
		l.kind = tIllegal
		return
	}
	l.kind, l.value, l.escaped = tPrivate, "#"+value, escaped
}

// marks are the signs of more than one letter, longest first.
var marks = [...]struct {
	text string
	kind token
}{
	{">>>=", tAssignOther},
	{"...", tEllipsis}, {"===", tEqual}, {"!==", tEqual}, {">>>", tShift}, {"<<=", tAssignOther}, {">>=", tAssignOther}, {"**=", tAssignOther},
	{"??=", tAssignLogical}, {"||=", tAssignLogical}, {"&&=", tAssignLogical},
	{"=>", tArrow}, {"==", tEqual}, {"!=", tEqual}, {"<=", tCompare}, {">=", tCompare}, {"<<", tShift}, {">>", tShift},
	{"++", tCount}, {"--", tCount}, {"&&", tAnd}, {"||", tOr}, {"??", tNullish}, {"**", tPower},
	{"+=", tAssignOther}, {"-=", tAssignOther}, {"*=", tAssignOther}, {"/=", tAssignOther}, {"%=", tAssignOther},
	{"&=", tAssignOther}, {"|=", tAssignOther}, {"^=", tAssignOther},
}

func (s *scanner) mark(l *lexeme) {
	rest := s.text[s.at:]
	if strings.HasPrefix(rest, "?.") && !isDigit(s.byteAt(s.at+2)) {
		l.kind = tOptional
		s.at += 2
		return
	}
	for i := range marks {
		if m := &marks[i]; rest[0] == m.text[0] && strings.HasPrefix(rest, m.text) {
			l.kind = m.kind
			s.at += len(m.text)
			return
		}
	}
	l.kind = markOf(rest[0])
	s.at++
}

func markOf(b byte) token {
	switch b {
	case '.':
		return tPeriod
	case '[':
		return tLeftBracket
	case '(':
		return tLeftParen
	case ')':
		return tRightParen
	case ']':
		return tRightBracket
	case '{':
		return tLeftBrace
	case '}':
		return tRightBrace
	case ':':
		return tColon
	case '?':
		return tConditional
	case ';':
		return tSemicolon
	case '=':
		return tAssign
	case ',':
		return tComma
	case '|':
		return tBitOr
	case '^':
		return tBitXor
	case '&':
		return tBitAnd
	case '<', '>':
		return tCompare
	case '+':
		return tAdd
	case '-':
		return tSubtract
	case '*':
		return tMultiply
	case '/':
		return tDivide
	case '%':
		return tModulo
	case '!':
		return tNot
	case '~':
		return tBitNot
	}
	return tIllegal
}

// regexp scans on from the slash that stands next: the pattern, and the letters behind it.
func (s *scanner) regexp() (pattern string, ok bool) {
	s.second = nil
	s.at = s.next.start + 1
	class := false
	for s.at < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[s.at:])
		switch {
		case isLineEnd(r):
			return "", false
		case r == '\\':
			s.at++
			if r, size = utf8.DecodeRuneInString(s.text[s.at:]); s.at >= len(s.text) || isLineEnd(r) {
				return "", false
			}
		case r == '[':
			class = true
		case r == ']':
			class = false
		case r == '/' && !class:
			pattern = s.text[s.next.start+1 : s.at]
			s.at++
			s.next.kind = tRegExp
			return pattern, true
		}
		s.at += size
	}
	return "", false
}

// flags scans the letters behind a pattern.
func (s *scanner) flags() (letters string, ok bool) {
	start := s.at
	for s.at < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[s.at:])
		if !goesOnWord(r) && r != '\\' {
			break
		}
		if !strings.ContainsRune("dgimsuvy", r) || strings.ContainsRune(s.text[start:s.at], r) {
			return "", false
		}
		s.at += size
	}
	letters = s.text[start:s.at]
	s.next.end = s.at
	return letters, !strings.Contains(letters, "u") || !strings.Contains(letters, "v")
}
