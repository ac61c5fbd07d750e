package dash

import (
	"slices"
	"strings"
)

// Match reports whether a text is what a pattern describes, in which a backslash takes the
// next character's meaning, and [^…] is [!…]. (fnmatch(3), which find and grep have)
func Match(pattern, text string) bool {
	glyphs := make([]glyph, len(pattern))
	for i := range len(pattern) {
		glyphs[i] = glyph(pattern[i])
		if pattern[i] == '^' && i > 0 && glyphs[i-1] == opening && (i < 2 || glyphs[i-2] != escaping) {
			glyphs[i] = '!'
		}
	}
	return match(glyphs, text)
}

// star and its like are what means something in a pattern, where it is not quoted.
const (
	star     = glyph('*')
	any1     = glyph('?')
	opening  = glyph('[')
	escaping = glyph('\\')
)

// match reports whether a whole text is what a pattern describes. (pmatch; a star is tried
// with less of the text first, and only the last star is tried again)
func match(pattern []glyph, text string) bool {
	p, t := 0, 0
	lastStar, retry := -1, 0
	for {
		if p < len(pattern) {
			switch g := pattern[p]; {
			case g&(mark|gap) != 0:
				p++
				continue
			case g == star:
				lastStar, retry = p, t
				p++
				continue
			case t < len(text):
				if size, ok := one(pattern[p:], text[t]); ok {
					p += size
					t++
					continue
				}
			}
		} else if t == len(text) {
			return true
		}
		if lastStar < 0 || retry >= len(text) {
			return false
		}
		retry++
		p, t = lastStar+1, retry
	}
}

// one reports whether a character is what a pattern begins with, and how much of it that
// is.
func one(pattern []glyph, c byte) (size int, ok bool) {
	switch g := pattern[0]; {
	case g == any1:
		return 1, true
	case g == escaping && len(pattern) > 1:
		return 2, byte(pattern[1]) == c
	case g == opening:
		if size, found := inBrackets(pattern, c); size > 0 {
			return size, found
		}
	}
	return 1, byte(pattern[0]) == c
}

// inBrackets reports whether a character is one of those in brackets; the size is 0 for
// brackets that do not end.
func inBrackets(pattern []glyph, c byte) (size int, found bool) {
	at := 1
	inverts := at < len(pattern) && pattern[at] == '!'
	if inverts {
		at++
	}
	for first := true; ; first = false {
		if at >= len(pattern) {
			return 0, false
		}
		g := pattern[at]
		if g == ']' && !first {
			return at + 1, found != inverts
		}
		if g&mark != 0 {
			at++
			continue
		}
		if g == opening {
			if size, in := class(pattern[at:], c); size > 0 {
				found = found || in
				at += size
				continue
			}
		}
		if g == escaping && at+1 < len(pattern) {
			at++
			g = pattern[at]
		}
		at++
		low, high := byte(g), byte(g)
		if at+1 < len(pattern) && pattern[at] == '-' && pattern[at+1] != ']' {
			at++
			if pattern[at] == escaping && at+1 < len(pattern) {
				at++
			}
			high = byte(pattern[at])
			at++
		}
		found = found || low <= c && c <= high
	}
}

// class is [:name:] within brackets; the size is 0 for what is none.
func class(pattern []glyph, c byte) (size int, in bool) {
	text := plain(pattern[:min(len(pattern), len("[:xdigit:]"))])
	name, _, closed := strings.Cut(strings.TrimPrefix(text, "[:"), ":]")
	if !closed || !strings.HasPrefix(text, "[:") {
		return 0, false
	}
	lower, upper, digit := c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', isDigit(int(c))
	graph := c > ' ' && c < 0x7F
	switch name {
	case "alnum":
		in = lower || upper || digit
	case "alpha":
		in = lower || upper
	case "blank":
		in = c == ' ' || c == '\t'
	case "cntrl":
		in = c < ' ' || c == 0x7F
	case "digit":
		in = digit
	case "graph":
		in = graph
	case "lower":
		in = lower
	case "print":
		in = graph || c == ' '
	case "punct":
		in = graph && !lower && !upper && !digit
	case "space":
		in = c == ' ' || c >= '\t' && c <= '\r'
	case "upper":
		in = upper
	case "xdigit":
		in = digit || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
	default:
		return 0, false
	}
	return len("[::]") + len(name), in
}

// paths adds the paths that a field describes, or the field itself if there are none or
// it is no pattern. (expandmeta)
func (e *Expander) paths(list []string, field []glyph) []string {
	if e.NoGlob || !slices.ContainsFunc(field, func(g glyph) bool { return g == star || g == any1 || g == opening }) {
		return append(list, plain(field))
	}
	pattern := slices.DeleteFunc(slices.Clone(field), func(g glyph) bool { return g&(mark|gap) != 0 })
	var found []string
	e.glob("", pattern, &found)
	if len(found) == 0 {
		return append(list, plain(field))
	}
	slices.Sort(found)
	return append(list, found...)
}

// glob finds the paths below a folder, whose path it has already, that a pattern
// describes. (expmeta)
func (e *Expander) glob(folder string, pattern []glyph, found *[]string) {
	start, stop := 0, len(pattern)
	meta := false
	for at := 0; at < len(pattern); at++ {
		g := pattern[at]
		switch {
		case g == star || g == any1:
			meta = true
		case g == opening:
			meta = meta || bracketEnds(pattern[at+1:])
		default:
			if g == escaping && at+1 < len(pattern) {
				at++
			}
			if byte(pattern[at]) != '/' {
				break
			}
			if meta {
				stop = at
			} else {
				start = at + 1
			}
		}
		if stop < len(pattern) {
			break
		}
	}
	if !meta {
		if at := folder + unescaped(pattern); folder != "" && e.Exists(at) {
			*found = append(*found, at)
		}
		return
	}
	folder += unescaped(pattern[:start])
	names := append(e.List(orHere(folder)), ".", "..")
	slices.Sort(names)
	part := pattern[start:stop]
	dots := len(part) > 0 && (byte(part[0]) == '.' || part[0] == escaping && len(part) > 1 && byte(part[1]) == '.')
	for _, name := range names {
		if name[0] == '.' && !dots || !match(part, name) {
			continue
		}
		if stop == len(pattern) {
			*found = append(*found, folder+name)
		} else {
			e.glob(folder+name+"/", pattern[stop+1:], found)
		}
	}
}

func orHere(folder string) string {
	if folder == "" {
		return "."
	}
	return folder
}

// bracketEnds reports whether what stands behind a bracket closes it, in the same part of a
// path.
func bracketEnds(pattern []glyph) bool {
	at := 0
	if at < len(pattern) && pattern[at] == '!' {
		at++
	}
	for {
		if at < len(pattern) && pattern[at] == escaping {
			at++
		}
		if at >= len(pattern) || byte(pattern[at]) == '/' {
			return false
		}
		if at++; at < len(pattern) && pattern[at] == ']' {
			return true
		}
	}
}

// unescaped is a pattern that has no meaning, as a text.
func unescaped(pattern []glyph) string {
	var text []byte
	for at := 0; at < len(pattern); at++ {
		if pattern[at] == escaping && at+1 < len(pattern) {
			at++
		}
		text = append(text, byte(pattern[at]))
	}
	return string(text)
}
