package terminal

import (
	"strings"

	"github.com/rivo/uniseg"
)

// line is a line of text as it is put together. It knows its width in columns,
// does not grow beyond its limit, and has no blanks at its end.
type line struct {
	text   strings.Builder
	depth  Depth
	limit  int
	width  int    // columns, blanks at the end included
	blanks int    // at the end, not yet written
	open   string // the attributes in force
}

func (s Style) newLine() *line { return &line{depth: s.Depth, limit: s.width()} }

// put adds text in a paint; what is beyond the limit is cut off.
func (l *line) put(p paint, text string) {
	text = cut(clean(text), l.limit-l.width)
	l.width += uniseg.StringWidth(text)
	shown := text
	if !p.filled || l.depth == Plain {
		shown = strings.TrimRight(text, " ")
	}
	if shown != "" {
		l.write(p.codes(l.depth), shown)
	}
	l.blanks += len(text) - len(shown)
}

// write writes text that is not blank, after the blanks before it.
func (l *line) write(codes, text string) {
	if l.open != "" && (codes != l.open || l.blanks > 0) {
		l.text.WriteString("\x1b[0m")
		l.open = ""
	}
	l.text.WriteString(strings.Repeat(" ", l.blanks))
	l.blanks = 0
	if codes != l.open {
		l.text.WriteString("\x1b[" + codes + "m")
		l.open = codes
	}
	l.text.WriteString(text)
}

// to adds blanks up to a column.
func (l *line) to(column int) {
	if column > l.width {
		l.put(paint{}, strings.Repeat(" ", column-l.width))
	}
}

// String ends the line and returns it.
func (l *line) String() string {
	if l.open != "" {
		l.text.WriteString("\x1b[0m")
		l.open = ""
	}
	return l.text.String()
}

// clean makes text safe to print: names come from files, and a control
// character in one must not reach the terminal.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 {
			return '?'
		}
		return r
	}, text)
}

// cut shortens text to at most so many columns, never through a character.
func cut(text string, columns int) string {
	if len(text) <= columns || uniseg.StringWidth(text) <= columns {
		return text
	}
	var kept strings.Builder
	width, state := 0, -1
	for rest := text; rest != ""; {
		var cluster string
		var wide int
		cluster, rest, wide, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if width += wide; width > columns {
			break
		}
		kept.WriteString(cluster)
	}
	return kept.String()
}

// shorten cuts text to at most so many columns and marks that it did.
func (s Style) shorten(text string, columns int) string {
	text = clean(text)
	if uniseg.StringWidth(text) <= columns {
		return text
	}
	more := s.glyphs().more
	return cut(text, columns-1) + more
}

// wrap breaks text into lines of at most so many columns: between words, and
// in Chinese between characters, where the Unicode rules allow it. A word that
// is longer than a line is cut. Line breaks in the text stay.
func wrap(text string, columns int) []string {
	var lines []string
	for paragraph := range strings.SplitSeq(text, "\n") {
		lines = append(lines, wrapParagraph(clean(paragraph), columns)...)
	}
	return lines
}

func wrapParagraph(text string, columns int) []string {
	var lines []string
	row, width, state := "", 0, -1
	for rest := text; rest != ""; {
		var piece string
		piece, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		bare := uniseg.StringWidth(strings.TrimRight(piece, " "))
		if row != "" && width+bare > columns {
			lines = append(lines, strings.TrimRight(row, " "))
			row, width = "", 0
		}
		for bare > columns {
			head := cut(piece, columns)
			lines = append(lines, head)
			piece = piece[len(head):]
			bare = uniseg.StringWidth(strings.TrimRight(piece, " "))
		}
		row += piece
		width += uniseg.StringWidth(piece)
	}
	return append(lines, strings.TrimRight(row, " "))
}
