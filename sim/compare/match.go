package compare

import "timeslice/sim/trace"

// Match is a line of standard output that both runs printed, and when.
type Match struct {
	Text        string
	Model, Real trace.Time
	// Crossed says that the lines around it came in another order: before it in one
	// run stands a line that stands behind it in the other.
	Crossed bool
}

// Matches finds the lines that both printed: each with the next of the same text
// in the other. They are in the model's order.
func Matches(model, real *trace.Trace) []Match {
	waiting := map[string][]printed{}
	for _, line := range linesPrinted(real) {
		waiting[line.text] = append(waiting[line.text], line)
	}
	var all []Match
	var places []int // of the real lines
	for _, line := range linesPrinted(model) {
		if same := waiting[line.text]; len(same) > 0 {
			all = append(all, Match{Text: line.text, Model: line.at, Real: same[0].at})
			places = append(places, same[0].place)
			waiting[line.text] = same[1:]
		}
	}
	markCrossed(all, places)
	return all
}

// markCrossed marks the matches that are not where all before them are before
// them and all behind them behind.
func markCrossed(all []Match, places []int) {
	most := -1
	for i, place := range places {
		all[i].Crossed = place < most
		most = max(most, place)
	}
	least := len(places) + most + 1
	for i := len(places) - 1; i >= 0; i-- {
		all[i].Crossed = all[i].Crossed || places[i] > least
		least = min(least, places[i])
	}
}

// printed is a line as it was printed.
type printed struct {
	text  string
	at    trace.Time // when it began
	place int        // among all lines
}

// linesPrinted are the lines of standard output. A line that is printed in pieces
// begins with its first one.
func linesPrinted(t *trace.Trace) []printed {
	r := orderReader{present: map[trace.ThreadID]int{}}
	for id := trace.FactID(1); int(id) <= t.Len(); id++ {
		if f := t.Fact(id); f.Kind == trace.KindOutput && f.Object == 1 {
			r.printed(t.Text(trace.StringID(f.B)), &f, id)
		}
	}
	var lines []printed
	for i, line := range r.order.Lines {
		lines = append(lines, printed{text: line.Text, at: t.Fact(line.Fact).Time, place: i})
	}
	return lines
}
