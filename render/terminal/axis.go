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

// newScale fits a window of time into at most so many columns. Of the round
// numbers that do, it takes one at whose multiples most of the instants lie, so
// that what begins and ends there fills whole cells; of equally good ones the
// smallest, which gives the widest chart.
func (s Style) newScale(from, to trace.Time, columns int, instants []trace.Time) scale {
	span := max(int64(to-from), 1)
	least := (span-1)/int64(columns) + 1
	cell, best := int64(0), -1
	for _, round := range roundFrom(least) {
		// What is a little better must not make the chart narrower.
		if met := meeting(instants, from, round); cell == 0 || met*9 > best*10 {
			cell, best = round, met
		}
	}
	cells := (span-1)/cell + 1
	return scale{from: from, cellNs: cell, cells: int(cells), unit: s.unitFor(int64(from) + cell*cells)}
}

// meeting counts the instants that lie between two cells.
func meeting(instants []trace.Time, from trace.Time, cellNs int64) int {
	met := 0
	for _, at := range instants {
		if int64(at-from)%cellNs == 0 {
			met++
		}
	}
	return met
}

// roundFrom lists the round numbers that are at least ns and less than 1.7
// times that, the smallest first; ns itself if there is none. Round are 1,
// 1.25, 1.5, 2, 2.5, 3, 3.125, 4, 5, 6, 6.25 and 8 times a power of ten, as far
// as they are whole.
func roundFrom(ns int64) []int64 {
	var found []int64
	for power := int64(1); power <= 1e17 && power <= ns*2; power *= 10 {
		for _, eighths := range []int64{8, 10, 12, 16, 20, 24, 25, 32, 40, 48, 50, 64} {
			round := eighths * power / 8
			if eighths*power%8 == 0 && round >= ns && round < ns+(ns*7+9)/10 {
				found = append(found, round)
			}
		}
	}
	if found == nil {
		return []int64{ns}
	}
	return found
}

// changes lists the instants in a window at which some thread changed what it
// does, each once, as far as the first few thousand.
func changes(t *trace.Trace, w Window) []trace.Time {
	const enough = 4096
	var instants []trace.Time
	for id := t.LastAt(w.From-1) + 1; int(id) <= t.Len() && len(instants) < enough; id++ {
		f := t.Fact(id)
		if f.Time > w.To {
			break
		}
		switch f.Kind {
		case trace.KindReady, trace.KindDispatch, trace.KindPreempt, trace.KindBlock, trace.KindStop, trace.KindThreadExit:
			if last := len(instants) - 1; last < 0 || instants[last] != f.Time {
				instants = append(instants, f.Time)
			}
		}
	}
	return instants
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
