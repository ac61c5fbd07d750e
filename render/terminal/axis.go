package terminal

import (
	"strings"

	"timeslice/sim/trace"
)

// scale says how time is laid out in columns.
type scale struct {
	from   trace.Time
	cellNs int64 // what one column stands for: a round number, so that slices end where cells end
	cells  int
	unit   unit // of the labels
}

// newScale fits a window of time into at most so many columns.
func (s Style) newScale(from, to trace.Time, columns int) scale {
	span := max(int64(to-from), 1)
	cell := roundUp((span-1)/int64(columns) + 1)
	cells := (span-1)/cell + 1
	return scale{from: from, cellNs: cell, cells: int(cells), unit: s.unitFor(int64(from) + cell*cells)}
}

// roundUp is the smallest round number that is at least ns. Round are 1, 1.25,
// 1.5, 2, 2.5, 3, 4, 5, 6 and 8 times a power of ten, as far as they are whole.
func roundUp(ns int64) int64 {
	for power := int64(1); ; power *= 10 {
		for _, quarters := range []int64{4, 5, 6, 8, 10, 12, 16, 20, 24, 32} {
			if power%2 != 0 && quarters%4 != 0 || power%4 != 0 && quarters%2 != 0 {
				continue
			}
			if round := quarters * power / 4; round >= ns || round > 1<<59 {
				return max(round, ns)
			}
		}
	}
}

// tickCells is how many columns lie between two ticks: so many that the labels
// have room, and if possible so many that they are 1, 2 or 5 times a power of
// ten apart.
func (s scale) tickCells() int {
	longest := 0
	for _, cell := range []int64{0, 10, int64(s.cells)} {
		longest = max(longest, len(exact(int64(s.from)+s.cellNs*cell, s.unit)))
	}
	least := max(8, longest+2)
	for step := least; step <= 2*least+4; step++ {
		if isOneTwoFive(int64(step) * s.cellNs) {
			return step
		}
	}
	return (least + 4) / 5 * 5
}

func isOneTwoFive(ns int64) bool {
	for ns%10 == 0 && ns > 0 {
		ns /= 10
	}
	return ns == 1 || ns == 2 || ns == 5
}

// labels is the row of the numbers, with the unit at its end.
func (s scale) labels(room int) string {
	u := s.unit
	step := s.tickCells()
	var row strings.Builder
	columns := 0
	for cell := 0; cell <= s.cells; cell += step {
		label := exact(int64(s.from)+int64(cell)*s.cellNs, u)
		if cell+len(label) > room {
			break
		}
		row.WriteString(strings.Repeat(" ", cell-columns) + label)
		columns = cell + len(label)
	}
	if columns+1+len(u.name) <= room {
		row.WriteString(" " + u.name)
	}
	return row.String()
}

// ticks is the row of the line itself.
func (s scale) ticks(g glyphs) string {
	step := s.tickCells()
	var row strings.Builder
	for cell := range s.cells {
		switch {
		case cell == 0:
			row.WriteString(g.start)
		case cell%step == 0:
			row.WriteString(g.tick)
		default:
			row.WriteString(g.axis)
		}
	}
	return row.String()
}
