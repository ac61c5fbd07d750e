package grammar

import "unicode/utf8"

const (
	separatorTwice = "Only one underscore is allowed as numeric separator"
	separatorLast  = "Numeric separators are not allowed at the end of numeric literals"
	separatorZero  = "Numeric separator can not be used after leading 0."
)

// number scans a number. (Scanner::ScanNumber)
func (s *scanner) number() token {
	start := s.at
	big := true
	switch {
	case s.text[s.at] == '.':
		s.at++
		if s.byteAt(s.at) == '_' || !s.digits(10) {
			return tIllegal
		}
		big = false
	case s.text[s.at] == '0':
		switch s.byteAt(s.at+1) | 0x20 {
		case 'x':
			return s.based(16)
		case 'o':
			return s.based(8)
		case 'b':
			return s.based(2)
		}
		switch next := s.byteAt(s.at + 1); {
		case isDigit(next):
			return s.leadingZero(start)
		case next == '_':
			s.at++
			s.say(s.at, s.at+1, separatorZero)
			return tIllegal
		}
		s.at++
	default:
		if !s.digits(10) {
			return tIllegal
		}
	}
	if s.byteAt(s.at) == '.' && big {
		s.at++
		big = false
		if s.byteAt(s.at) == '_' {
			return tIllegal
		}
		if isDigit(s.byteAt(s.at)) && !s.digits(10) {
			return tIllegal
		}
	}
	return s.exponent(big)
}

// based scans a number behind 0x, 0o or 0b.
func (s *scanner) based(base int) token {
	s.at += 2
	if !digitOf(s.byteAt(s.at), base) || !s.digits(base) {
		return tIllegal
	}
	if s.byteAt(s.at) == 'n' {
		s.at++
	}
	return s.numberEnds()
}

func digitOf(b byte, base int) bool {
	v := hexValue(b)
	return v >= 0 && v < base
}

// digits scans digits with separators between them.
func (s *scanner) digits(base int) bool {
	separated := false
	for {
		b := s.byteAt(s.at)
		if b == '_' {
			s.at++
			if s.byteAt(s.at) == '_' {
				s.say(s.at, s.at+1, separatorTwice)
				return false
			}
			separated = true
			continue
		}
		if !digitOf(b, base) {
			break
		}
		separated = false
		s.at++
	}
	if separated {
		s.say(s.at, s.at+1, separatorLast)
		return false
	}
	return true
}

// leadingZero scans what begins with 0 and a digit: an octal number, or a decimal one
// after all.
func (s *scanner) leadingZero(start int) token {
	octal := true
	s.at++
	for {
		b := s.byteAt(s.at)
		if b == '_' && !octal {
			s.say(s.at, s.at+1, illegal)
			return tIllegal
		}
		if !isDigit(b) {
			break
		}
		octal = octal && b < '8'
		s.at++
	}
	if octal {
		s.octal = &Fault{start, s.at, "Octal literals are not allowed in strict mode."}
		return s.numberEnds()
	}
	if s.byteAt(s.at) == '.' {
		s.at++
		if s.byteAt(s.at) == '_' {
			return tIllegal
		}
		if isDigit(s.byteAt(s.at)) && !s.digits(10) {
			return tIllegal
		}
	}
	kind := s.exponent(false)
	s.octal = &Fault{start, s.at, "Decimals with leading zeros are not allowed in strict mode."}
	return kind
}

func (s *scanner) exponent(big bool) token {
	switch s.byteAt(s.at) {
	case 'n':
		if big {
			s.at++
			return s.numberEnds()
		}
	case 'e', 'E':
		s.at++
		if b := s.byteAt(s.at); b == '+' || b == '-' {
			s.at++
		}
		if !isDigit(s.byteAt(s.at)) || !s.digits(10) {
			return tIllegal
		}
	}
	return s.numberEnds()
}

// numberEnds lets no word and no digit follow at once.
func (s *scanner) numberEnds() token {
	if r, _ := utf8.DecodeRuneInString(s.text[s.at:]); s.at < len(s.text) && (beginsWord(r) || r == '\\' || r < utf8.RuneSelf && isDigit(byte(r))) {
		return tIllegal
	}
	return tNumber
}
