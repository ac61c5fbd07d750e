package grammar

import (
	"unicode/utf8"
)

const (
	badUnicode    = "Invalid Unicode escape sequence"
	badHex        = "Invalid hexadecimal escape sequence"
	badCodePoint  = "Undefined Unicode code-point"
	strictOctal   = "Octal escape sequences are not allowed in strict mode."
	templateOctal = "Octal escape sequences are not allowed in template strings."
	strictEight   = `\8 and \9 are not allowed in strict mode.`
	templateEight = `\8 and \9 are not allowed in template strings.`
)

func hexValue(b byte) int {
	switch {
	case isDigit(b):
		return int(b - '0')
	case b|0x20 >= 'a' && b|0x20 <= 'f':
		return int(b|0x20-'a') + 10
	}
	return -1
}

// wordEscape scans \u in a word.
func (s *scanner) wordEscape() (rune, bool) {
	if s.byteAt(s.at+1) != 'u' {
		s.at++
		return 0, false
	}
	s.at += 2
	return s.unicode()
}

// unicode scans what is behind \u.
func (s *scanner) unicode() (rune, bool) {
	begin := s.at - 2
	if s.byteAt(s.at) == '{' {
		s.at++
		return s.codePoint(begin)
	}
	return s.hexDigits(begin, 4, badUnicode)
}

func (s *scanner) codePoint(begin int) (rune, bool) {
	value := 0
	first := s.at
	for {
		digit := hexValue(s.byteAt(s.at))
		if digit < 0 {
			break
		}
		if value = 16*value + digit; value > utf8.MaxRune {
			s.say(begin, s.at+1, badCodePoint)
			return 0, false
		}
		s.at++
	}
	if s.at == first || s.byteAt(s.at) != '}' {
		s.say(s.at, s.at+1, badUnicode)
		return 0, false
	}
	s.at++
	return rune(value), true
}

func (s *scanner) hexDigits(begin, count int, message string) (rune, bool) {
	value := 0
	for range count {
		digit := hexValue(s.byteAt(s.at))
		if digit < 0 {
			s.say(begin, begin+count+2, message)
			return 0, false
		}
		value = 16*value + digit
		s.at++
	}
	return rune(value), true
}

// escape scans what is behind a backslash in a string or a template, and reports whether
// it is an escape.
func (s *scanner) escape(template bool) bool {
	r, size := utf8.DecodeRuneInString(s.text[s.at:])
	if s.at >= len(s.text) {
		return false
	}
	s.at += size
	switch {
	case r == '\r' && s.byteAt(s.at) == '\n':
		s.at++
	case r == 'u':
		_, ok := s.unicode()
		return ok
	case r == 'x':
		_, ok := s.hexDigits(s.at-2, 2, badHex)
		return ok
	case r >= '0' && r <= '7':
		s.octalEscape(template)
	case r == '8' || r == '9':
		s.octal = &Fault{s.at - 2, s.at - 1, pick(template, templateEight, strictEight)}
	}
	return true
}

func pick(first bool, one, other string) string {
	if first {
		return one
	}
	return other
}

// octalEscape scans an octal escape behind its first digit.
func (s *scanner) octalEscape(template bool) {
	first := s.at - 1
	most := first + 3
	if s.text[first] >= '4' {
		most = first + 2
	}
	for s.at < most && s.byteAt(s.at) >= '0' && s.byteAt(s.at) <= '7' {
		s.at++
	}
	next := s.byteAt(s.at)
	if s.text[first] != '0' || s.at-first > 1 || next == '8' || next == '9' {
		s.octal = &Fault{first, s.at - 1, pick(template, templateOctal, strictOctal)}
	}
}

func (s *scanner) quoted(l *lexeme, quote byte) {
	s.at++
	first := s.at
	for s.at < len(s.text) {
		switch b := s.text[s.at]; b {
		case quote:
			l.kind = tString
			l.value = s.text[first:s.at]
			s.at++
			return
		case '\\':
			l.escaped = true
			s.at++
			if !s.escape(false) {
				l.kind = tIllegal
				return
			}
		case '\n', '\r':
			l.kind = tIllegal
			return
		default:
			s.at++
		}
	}
	l.kind = tIllegal
}

// template scans a piece of a template: up to ${, or to its end.
func (s *scanner) template(l *lexeme) {
	l.kind = tTemplate
	octal, wrong := s.octal, s.wrong
	defer func() { s.octal, s.wrong = octal, wrong }()
	s.octal, s.wrong = nil, nil
	for s.at < len(s.text) {
		b := s.text[s.at]
		s.at++
		switch {
		case b == '`':
			l.kind = tTemplateTail
			return
		case b == '$' && s.byteAt(s.at) == '{':
			s.at++
			return
		case b == '\\':
			s.escape(true)
			if l.badEscape == nil {
				if l.badEscape = s.wrong; l.badEscape == nil {
					l.badEscape = s.octal
				}
			}
		}
	}
}

// templateGoesOn scans the piece of a template behind the brace that stands next.
func (s *scanner) templateGoesOn() token {
	s.second = nil
	s.at = s.next.start + 1
	s.next = lexeme{start: s.next.start, newline: s.next.newline}
	s.template(&s.next)
	s.next.end = s.at
	return s.next.kind
}
