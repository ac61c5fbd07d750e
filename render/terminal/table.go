package terminal

import (
	"strings"

	"github.com/rivo/uniseg"
)

// columns is how many columns a text takes.
func columns(text string) int { return uniseg.StringWidth(text) }

// heading is the head of one column of a table.
type heading struct {
	title string
	left  bool // its entries begin at its left edge; numbers end at its right
}

// entry is one entry of a table.
type entry struct {
	text  string
	paint paint
}

// table is a table whose columns line up. The first column names the row.
type table struct {
	style    Style
	headings []heading
	rows     [][]entry
}

// columnGap is the room between two columns.
const columnGap = 2

func (t *table) add(row ...entry) { t.rows = append(t.rows, row) }

// lines returns the table. If it is wider than the style allows, it is broken
// into several below one another, each beginning with the first column.
func (t *table) lines() []string {
	widths := t.widths()
	var lines []string
	for first := 1; first < len(t.headings) || first == 1; {
		last, total := first, widths[0]
		for last < len(t.headings) && (last == first || total+columnGap+widths[last] <= t.style.width()) {
			total += columnGap + widths[last]
			last++
		}
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, t.part(widths, first, last)...)
		first = last
	}
	return lines
}

// widths are the widths of the columns: what their entries need, but the first
// at most a third of a line.
func (t *table) widths() []int {
	widths := make([]int, len(t.headings))
	for i, h := range t.headings {
		widths[i] = columns(h.title)
		for _, row := range t.rows {
			widths[i] = max(widths[i], columns(row[i].text))
		}
	}
	widths[0] = min(widths[0], t.style.width()/3)
	return widths
}

func (t *table) part(widths []int, first, last int) []string {
	head := make([]entry, len(t.headings))
	for i, h := range t.headings {
		head[i] = entry{text: h.title, paint: paint{faint: true}}
	}
	var lines []string
	for _, row := range append([][]entry{head}, t.rows...) {
		l := t.style.newLine()
		t.put(l, row[0], widths[0], t.headings[0].left)
		for i := first; i < last; i++ {
			l.put(paint{}, strings.Repeat(" ", columnGap))
			t.put(l, row[i], widths[i], t.headings[i].left)
		}
		lines = append(lines, l.String())
	}
	return lines
}

func (t *table) put(l *line, e entry, width int, left bool) {
	text := t.style.shorten(e.text, min(width, l.limit-l.width))
	room := strings.Repeat(" ", max(width-columns(text), 0))
	if !left {
		l.put(paint{}, room)
	}
	l.put(e.paint, text)
	if left {
		l.put(paint{}, room)
	}
}
