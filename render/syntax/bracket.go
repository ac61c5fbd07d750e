package syntax

// Match finds the bracket that belongs to the one at or before a place: brackets
// in strings and comments do not count. It is false if there is none, or no
// bracket at the place.
func Match(source string, parts []Part, at int) (one, other int, found bool) {
	for _, place := range []int{at, at - 1} {
		if place < 0 || place >= len(source) || !isBracket(source[place]) || hidden(parts, place) {
			continue
		}
		if other, found := partner(source, parts, place); found {
			return place, other, true
		}
	}
	return 0, 0, false
}

func isBracket(c byte) bool {
	switch c {
	case '(', ')', '[', ']', '{', '}':
		return true
	}
	return false
}

// hidden reports whether a place is in a string or a comment.
func hidden(parts []Part, at int) bool {
	low, high := 0, len(parts)
	for low < high {
		middle := (low + high) / 2
		if parts[middle].To <= at {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low < len(parts) && parts[low].From <= at && (parts[low].Class == String || parts[low].Class == Comment)
}

// partner is the bracket that closes or opens the one at a place.
func partner(source string, parts []Part, at int) (int, bool) {
	open := source[at]
	var closing byte
	step := 1
	switch open {
	case '(':
		closing = ')'
	case '[':
		closing = ']'
	case '{':
		closing = '}'
	case ')':
		closing, step = '(', -1
	case ']':
		closing, step = '[', -1
	case '}':
		closing, step = '{', -1
	}
	depth := 0
	for i := at; i >= 0 && i < len(source); i += step {
		if c := source[i]; c != open && c != closing || hidden(parts, i) {
			continue
		}
		if source[i] == open {
			depth++
		} else if depth--; depth == 0 {
			return i, true
		}
	}
	return 0, false
}
