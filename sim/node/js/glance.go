package js

import "strings"

// Before a source is looked through for something rare, a glance tells whether it can
// be there at all. Each part of Node's library is glanced at when it is loaded; in a
// browser regular expressions took a third of the time that loading takes, as Go's
// look for the beginning of a word at every letter.

// mayEvaluate reports whether there may be a call of eval.
func mayEvaluate(source string) bool { return hasWord(source, "eval", ends) }

// mayBeMasked reports whether there may be what the engine's parser does not know: an
// async generator, for await, import.
func mayBeMasked(source string) bool {
	return hasWord(source, "import", ends) ||
		hasWord(source, "async", func(rest string) bool {
			line, _, _ := strings.Cut(rest, "\n")
			return ends(rest) && strings.Contains(line, "*")
		}) ||
		hasWord(source, "for", func(rest string) bool {
			word := strings.TrimLeft(rest, blanks)
			return len(word) < len(rest) && strings.HasPrefix(word, "await") && ends(word[len("await"):])
		})
}

// mayHaveAsyncMethods reports whether there may be an async method: async with the
// beginning of a name behind it.
func mayHaveAsyncMethods(source string) bool {
	return hasWord(source, "async", func(rest string) bool {
		name := strings.TrimLeft(rest, blanks)
		return name != "" && len(name) < len(rest) && (isWordByte(name[0]) || name[0] >= 0x80 || strings.IndexByte("$[#'\"", name[0]) >= 0)
	})
}

// mayHaveTags reports whether there may be a tagged template: what stands before the
// quote may be the end of an expression.
func mayHaveTags(source string) bool {
	for at := 0; ; at++ {
		next := strings.IndexByte(source[at:], '`')
		if next < 0 {
			return false
		}
		at += next
		before := strings.TrimRight(source[:at], blanks)
		if before == "" {
			continue
		}
		if last := before[len(before)-1]; isWordByte(last) || last >= 0x80 || strings.IndexByte("$)]}`/'\"", last) >= 0 {
			return true
		}
	}
}

// blanks are what \s of Go's regular expressions is.
const blanks = " \t\n\f\r"

// hasWord reports whether a word begins somewhere in a source and what stands behind it
// there fits.
func hasWord(source, word string, fits func(rest string) bool) bool {
	for at := 0; ; at += len(word) {
		next := strings.Index(source[at:], word)
		if next < 0 {
			return false
		}
		at += next
		if (at == 0 || !isWordByte(source[at-1])) && fits(source[at+len(word):]) {
			return true
		}
	}
}

// ends reports whether a word that comes before is over.
func ends(rest string) bool { return rest == "" || !isWordByte(rest[0]) }

// isWordByte reports whether a byte belongs to words as \b of Go's regular expressions
// has it: then it is a letter of ASCII, a digit or _.
func isWordByte(b byte) bool {
	return b == '_' || b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}
