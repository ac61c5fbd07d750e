package terminal

import "strings"

// Wrap breaks text into lines of at most so many columns: between words, and
// in Chinese between characters.
func Wrap(text string, width int) []string { return wrap(text, width) }

// Columns is how many columns a text takes: a Chinese character takes two.
func Columns(text string) int { return columns(text) }

// widestTerm is the most columns the left side of a list of definitions gets.
const widestTerm = 28

// Definitions lists terms on the left with what they mean on the right. A term
// that is too wide has its meaning on the next line.
func Definitions(rows [][2]string, s Style) []string {
	left := 0
	for _, row := range rows {
		left = max(left, min(columns(row[0]), widestTerm))
	}
	indent := 2 + left + 2
	var lines []string
	for _, row := range rows {
		l := s.newLine()
		l.put(paint{}, "  "+row[0])
		meaning := wrap(row[1], max(s.width()-indent, 10))
		if columns(row[0]) > left {
			lines = append(lines, l.String())
			l = s.newLine()
		}
		for _, text := range meaning {
			l.to(indent)
			l.put(paint{}, text)
			lines = append(lines, l.String())
			l = s.newLine()
		}
	}
	return lines
}

// Pad adds blanks to a text up to a width in columns.
func Pad(text string, width int) string {
	return text + strings.Repeat(" ", max(width-columns(text), 0))
}
