package edit

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Match is a part of the text that was looked for.
type Match struct{ From, To int }

// Find lists where a text is, whether in capitals or not, unless it has capitals
// itself; those that overlap one before are none.
func (b *Buffer) Find(sought string) []Match {
	if sought == "" {
		return nil
	}
	exact := strings.IndexFunc(sought, unicode.IsUpper) >= 0
	var found []Match
	for at := 0; at < len(b.text); {
		if end, is := begins(b.text[at:], sought, exact); is {
			found = append(found, Match{at, at + end})
			at += end
			continue
		}
		_, size := utf8.DecodeRuneInString(b.text[at:])
		at += size
	}
	return found
}

// begins reports whether a text begins with another, and how long that is there.
func begins(text, sought string, exact bool) (int, bool) {
	if exact {
		return len(sought), strings.HasPrefix(text, sought)
	}
	at := 0
	for _, want := range sought {
		r, size := utf8.DecodeRuneInString(text[at:])
		if size == 0 || unicode.ToLower(r) != want && r != want {
			return 0, false
		}
		at += size
	}
	return at, true
}

// FindNext selects the next place of a text behind the selection, or the last
// before it; from the other end of the text if there is none. It reports whether
// there is any.
func (b *Buffer) FindNext(sought string, back bool) bool {
	found := b.Find(sought)
	if len(found) == 0 {
		return false
	}
	from, to := b.Selection()
	next := found[0]
	if back {
		next = found[len(found)-1]
		for i := len(found) - 1; i >= 0; i-- {
			if found[i].To <= from {
				next = found[i]
				break
			}
		}
	} else {
		for _, m := range found {
			if m.From >= to {
				next = m
				break
			}
		}
	}
	b.Select(next.From, next.To)
	return true
}

// Replace puts a text in place of what is selected, if that is what was looked
// for, and goes on to the next.
func (b *Buffer) Replace(sought, text string) bool {
	from, to := b.Selection()
	for _, m := range b.Find(sought) {
		if m.From == from && m.To == to {
			b.replace(from, to, clean(text), false)
			break
		}
	}
	return b.FindNext(sought, false)
}

// ReplaceAll puts a text in all places of another, and reports how many.
func (b *Buffer) ReplaceAll(sought, text string) int {
	found := b.Find(sought)
	if len(found) == 0 {
		return 0
	}
	text = clean(text)
	var out strings.Builder
	last := found[0].From
	for _, m := range found {
		out.WriteString(b.text[last:m.From])
		out.WriteString(text)
		last = m.To
	}
	b.replace(found[0].From, last, out.String(), false)
	return len(found)
}
