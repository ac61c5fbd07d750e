package js

// A number may begin with zeros and be decimal all the same if it has a digit that no octal
// number has: 08, 09.5. (ECMA-262, B.1.1: NonOctalDecimalIntegerLiteral) The engine's scanner
// refuses it, so the zeros are blank while the source is parsed.

// hasLeadingZero reports whether there may be such a number in a source: a zero that
// begins a word, and another digit behind it.
func hasLeadingZero(source string) bool {
	for at := 0; at+1 < len(source); at++ {
		if source[at] == '0' && digit(source[at+1]) && (at == 0 || !continuesWord(source[at-1])) {
			return true
		}
	}
	return false
}

func continuesWord(b byte) bool {
	return digit(b) || b|0x20 >= 'a' && b|0x20 <= 'z' || b == '_' || b == '$' || b == '.' || b >= 0x80
}

// isDecimalAfterZero reports whether a number is such a one.
func isDecimalAfterZero(number string) bool {
	if len(number) < 2 || number[0] != '0' {
		return false
	}
	for at := 1; at < len(number) && digit(number[at]); at++ {
		if number[at] >= '8' {
			return true
		}
	}
	return false
}
