package edit

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Motion is a way for the caret to go.
type Motion uint8

// The motions.
const (
	Left Motion = iota
	Right
	WordLeft
	WordRight
	LineStart // behind what it is indented by; at the very start if it is there
	LineEnd
	Up
	Down
	PageUp
	PageDown
	Start
	End
)

// PageLines is how many lines the caret goes up or down with a page.
const PageLines = 20

// Move moves the caret; with extend, what it passes is selected.
func (b *Buffer) Move(m Motion, extend bool) {
	from, to := b.Selection()
	if from < to && !extend && (m == Left || m == Right) {
		place := to
		if m == Left {
			place = from
		}
		b.Select(place, place)
		return
	}
	column := b.column
	if column < 0 {
		column = b.columnOf(b.caret)
	}
	b.caret = b.going(m)
	if !extend {
		b.anchor = b.caret
	}
	b.joins, b.column = false, -1
	if m == Up || m == Down || m == PageUp || m == PageDown {
		b.column = column
	}
}

// going is where the caret goes in a motion.
func (b *Buffer) going(m Motion) int {
	line := b.LineOf(b.caret)
	switch m {
	case Left:
		return b.before(b.caret)
	case Right:
		return b.behind(b.caret)
	case WordLeft:
		return b.wordBefore(b.caret)
	case WordRight:
		return b.wordBehind(b.caret)
	case LineStart:
		text := b.Line(line)
		inner := b.near(b.starts[line] + len(text) - len(strings.TrimLeft(text, " \t")))
		if b.caret == inner {
			return b.starts[line]
		}
		return inner
	case LineEnd:
		return b.LineEnd(line)
	case Up:
		return b.lineAway(-1)
	case Down:
		return b.lineAway(1)
	case PageUp:
		return b.lineAway(-PageLines)
	case PageDown:
		return b.lineAway(PageLines)
	case Start:
		return 0
	}
	return len(b.text)
}

// before is the place one character before another.
func (b *Buffer) before(at int) int {
	line := b.LineOf(at)
	if at == b.starts[line] {
		return max(at-1, 0)
	}
	last := 0
	for _, end := range graphemes(b.Line(line)) {
		if b.starts[line]+end >= at {
			break
		}
		last = end
	}
	return b.starts[line] + last
}

// behind is the place one character behind another.
func (b *Buffer) behind(at int) int {
	line := b.LineOf(at)
	if at == b.LineEnd(line) {
		return min(at+1, len(b.text))
	}
	cluster, _, _, _ := uniseg.FirstGraphemeClusterInString(b.text[at:b.LineEnd(line)], -1)
	return at + len(cluster)
}

// wordBefore is the beginning of the word before a place.
func (b *Buffer) wordBefore(at int) int {
	for at > 0 {
		if r, size := utf8.DecodeLastRuneInString(b.text[:at]); sortOf(r) == sortSpace {
			at -= size
			continue
		}
		break
	}
	if at == 0 {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(b.text[:at])
	sort := sortOf(r)
	for at > 0 {
		r, size := utf8.DecodeLastRuneInString(b.text[:at])
		if sortOf(r) != sort {
			break
		}
		at -= size
	}
	return b.near(at)
}

// wordBehind is the end of the word behind a place.
func (b *Buffer) wordBehind(at int) int {
	for at < len(b.text) {
		r, size := utf8.DecodeRuneInString(b.text[at:])
		if sortOf(r) != sortSpace {
			break
		}
		at += size
	}
	if at == len(b.text) {
		return at
	}
	r, _ := utf8.DecodeRuneInString(b.text[at:])
	sort := sortOf(r)
	for at < len(b.text) {
		r, size := utf8.DecodeRuneInString(b.text[at:])
		if sortOf(r) != sort {
			break
		}
		at += size
	}
	if near := b.near(at); near == at {
		return at
	}
	return b.behind(b.near(at))
}

// The sorts of characters that words are made of.
const (
	sortSpace = iota
	sortName
	sortHan
	sortSign
)

func sortOf(r rune) int {
	switch {
	case unicode.IsSpace(r):
		return sortSpace
	case unicode.Is(unicode.Han, r):
		return sortHan
	case r == '_' || r == '$' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
		return sortName
	}
	return sortSign
}

// lineAway is the place so many lines down, nearest to the column that the caret
// strives for.
func (b *Buffer) lineAway(by int) int {
	line := b.LineOf(b.caret)
	to := min(max(line+by, 0), len(b.starts)-1)
	switch {
	case to == line && by < 0:
		return 0
	case to == line && by > 0:
		return len(b.text)
	}
	column := b.column
	if column < 0 {
		column = b.columnOf(b.caret)
	}
	return b.AtColumn(to, column)
}

// TabColumns is how wide a tab is.
const TabColumns = 2

// columnOf is how many columns of a text in one width are before a place on its
// line.
func (b *Buffer) columnOf(at int) int {
	return Columns(b.text[b.starts[b.LineOf(at)]:at])
}

// Columns is how many columns a part of a line takes: Chinese takes two each.
func Columns(text string) int {
	columns, state := 0, -1
	for text != "" {
		var cluster string
		var wide int
		cluster, text, wide, state = uniseg.FirstGraphemeClusterInString(text, state)
		if cluster == "\t" {
			wide = TabColumns
		}
		columns += wide
	}
	return columns
}

// AtColumn is the place on a line nearest to a column.
func (b *Buffer) AtColumn(line, column int) int {
	text := b.Line(line)
	place, had, state := 0, 0, -1
	for rest := text; rest != ""; {
		var cluster string
		var wide int
		cluster, rest, wide, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if cluster == "\t" {
			wide = TabColumns
		}
		if had+(wide+1)/2 > column {
			break
		}
		had += wide
		place += len(cluster)
	}
	return b.starts[line] + place
}

// graphemes are where each character of a line ends.
func graphemes(line string) []int {
	ends := make([]int, 0, len(line))
	at, state := 0, -1
	for line != "" {
		var cluster string
		cluster, line, _, state = uniseg.FirstGraphemeClusterInString(line, state)
		at += len(cluster)
		ends = append(ends, at)
	}
	return ends
}
