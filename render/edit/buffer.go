package edit

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Buffer is a text that is being edited.
type Buffer struct {
	text   string
	starts []int // of each line
	// The selection is between anchor and caret; there is none if they are the
	// same.
	anchor, caret int
	column        int // that the caret strives for when it goes up and down, -1 for its own

	undo, redo []change
	joins      bool // what is typed next belongs to the last change
	version    int

	composed string // what an input method is about to put at the caret
	within   int    // where in it the method's own caret is
}

// New returns a buffer with a text, the caret at its beginning. Ends of lines
// become those of Unix.
func New(text string) *Buffer {
	b := &Buffer{column: -1}
	b.set(clean(text))
	return b
}

// clean is a text with one sort of line ends, in valid UTF-8 and without
// characters that nobody could see or type.
func clean(text string) string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	text = strings.ToValidUTF8(text, "\uFFFD")
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f || r == '\uFEFF' {
			return -1
		}
		return r
	}, text)
}

func (b *Buffer) set(text string) {
	b.text = text
	b.starts = append(b.starts[:0], 0)
	for i := 0; ; {
		end := strings.IndexByte(text[i:], '\n')
		if end < 0 {
			break
		}
		i += end + 1
		b.starts = append(b.starts, i)
	}
	b.version++
}

// Text is the whole text.
func (b *Buffer) Text() string { return b.text }

// Version is another one after each change of the text.
func (b *Buffer) Version() int { return b.version }

// Lines is how many lines there are: one more than line ends.
func (b *Buffer) Lines() int { return len(b.starts) }

// Line is a line, from 0, without its end.
func (b *Buffer) Line(line int) string { return b.text[b.starts[line]:b.LineEnd(line)] }

// LineStart and LineEnd are where a line begins and ends.
func (b *Buffer) LineStart(line int) int { return b.starts[line] }

// LineEnd is where a line ends, before the character that ends it.
func (b *Buffer) LineEnd(line int) int {
	if line+1 < len(b.starts) {
		return b.starts[line+1] - 1
	}
	return len(b.text)
}

// LineOf is the line of a place.
func (b *Buffer) LineOf(at int) int {
	line, found := slices.BinarySearch(b.starts, at)
	if !found {
		line--
	}
	return line
}

// Caret is where the caret is, and Anchor where the selection began.
func (b *Buffer) Caret() int { return b.caret }

// Anchor is the other end of the selection; the caret's place if there is none.
func (b *Buffer) Anchor() int { return b.anchor }

// Selection is what is selected, from and to the same if nothing is.
func (b *Buffer) Selection() (from, to int) { return min(b.anchor, b.caret), max(b.anchor, b.caret) }

// Selected is the text that is selected.
func (b *Buffer) Selected() string {
	from, to := b.Selection()
	return b.text[from:to]
}

// Select selects from one place to another, where the caret goes. Places within
// a character, or beyond the text, become the nearest before.
func (b *Buffer) Select(anchor, caret int) {
	b.anchor, b.caret = b.near(anchor), b.near(caret)
	b.column, b.joins = -1, false
}

// near is the nearest place for a caret at or before a place.
func (b *Buffer) near(at int) int {
	at = min(max(at, 0), len(b.text))
	line := b.LineOf(at)
	place := b.starts[line]
	for _, end := range graphemes(b.Line(line)) {
		if b.starts[line]+end > at {
			break
		}
		place = b.starts[line] + end
	}
	return place
}

// SelectAll selects everything.
func (b *Buffer) SelectAll() { b.Select(0, len(b.text)) }

// SelectWord selects the word at a place.
func (b *Buffer) SelectWord(at int) {
	at = b.near(at)
	line := b.LineOf(at)
	from, to := b.starts[line], b.LineEnd(line)
	start, end := at, at
	sort := -1
	if r, size := utf8.DecodeRuneInString(b.text[at:to]); size > 0 {
		sort = sortOf(r)
	} else if r, size := utf8.DecodeLastRuneInString(b.text[from:at]); size > 0 {
		sort = sortOf(r)
	}
	for end < to {
		r, size := utf8.DecodeRuneInString(b.text[end:to])
		if sortOf(r) != sort {
			break
		}
		end += size
	}
	for start > from {
		r, size := utf8.DecodeLastRuneInString(b.text[from:start])
		if sortOf(r) != sort {
			break
		}
		start -= size
	}
	b.Select(start, end)
}

// SelectLine selects the line of a place, with its end.
func (b *Buffer) SelectLine(at int) {
	line := b.LineOf(min(max(at, 0), len(b.text)))
	b.Select(b.starts[line], min(b.LineEnd(line)+1, len(b.text)))
}

// Insert puts a text in place of what is selected. Letters that are typed one
// after another are undone together, up to a space.
func (b *Buffer) Insert(text string) {
	text = clean(text)
	from, to := b.Selection()
	if text == "" && from == to {
		return
	}
	typed := from == to && utf8.RuneCountInString(text) == 1 && text != "\n"
	joins := typed && b.joins && !(text != " " && strings.HasSuffix(b.text[:from], " "))
	b.replace(from, to, text, joins)
	b.joins = typed
}

// Newline begins a new line, as far in as the one before; a step further behind
// an opening bracket, and with the closing one on a line of its own.
func (b *Buffer) Newline() {
	from, to := b.Selection()
	line := b.LineOf(from)
	before := b.text[b.starts[line]:from]
	indent := before[:len(before)-len(strings.TrimLeft(before, " \t"))]
	if strings.TrimSpace(before) == "" {
		indent = before
	}
	opens := strings.TrimRight(before, " \t")
	if opens == "" || !strings.ContainsRune("{[(", rune(opens[len(opens)-1])) {
		b.replace(from, to, "\n"+indent, false)
		return
	}
	inner := "\n" + indent + b.step()
	if to < len(b.text) && b.text[to] == closing(opens[len(opens)-1]) {
		b.replace(from, to, inner+"\n"+indent, false)
		b.Select(from+len(inner), from+len(inner))
		return
	}
	b.replace(from, to, inner, false)
}

func closing(open byte) byte { return map[byte]byte{'{': '}', '[': ']', '(': ')'}[open] }

// step is by how much the text is indented: a tab if it uses them, else two
// spaces.
func (b *Buffer) step() string {
	if strings.Contains(b.text, "\n\t") || strings.HasPrefix(b.text, "\t") {
		return "\t"
	}
	return "  "
}

// Delete deletes what is selected; if nothing is, what the caret passes in a
// motion.
func (b *Buffer) Delete(m Motion) {
	from, to := b.Selection()
	if from == to {
		place := b.going(m)
		from, to = min(b.caret, place), max(b.caret, place)
	}
	if from < to {
		b.replace(from, to, "", false)
	}
	b.joins = false
}

// Compose shows what an input method is about to put at the caret; "" ends that.
// It is no part of the text yet.
func (b *Buffer) Compose(text string, within int) {
	b.composed = strings.ReplaceAll(clean(text), "\n", " ")
	b.within = min(max(within, 0), len(b.composed))
}

// Composed is what an input method is about to put at the caret, and where in it
// the method's own caret is.
func (b *Buffer) Composed() (text string, within int) { return b.composed, b.within }
