package view

import (
	"timeslice/render/model"
	"timeslice/render/view/sentence"
	"timeslice/render/view/timeline"
	"timeslice/sim/trace"
)

// kept is what a painter keeps from one picture to the next because it costs
// something to find out. It is all made of the model, and none of it is chosen.
type kept struct {
	home   homePlace
	lesson lessonPanel

	bands    bands
	history  history
	pieces   []timeline.Piece
	arrows   []timeline.Arrow
	nothing  *timeline.Index // of no run
	phrases  phrases
	ranks    ranks
	crew     crew
	channels channels
	// inspected is how far what the inspector shows can be scrolled.
	inspected float64
	causes    []sentence.Cause // of what is selected, as the inspector shows them

	passages passages
	sides    [2]*kept // of the simulated and the real run, where both are shown

	events       eventList
	knobs        knobRows
	edits        editList
	branched     float64 // how far the tree of runs can be scrolled
	printed      printed
	terminalMost float64 // how far the terminal can be scrolled

	stops    []stop  // as last listed
	synopsis float64 // how high what is said of the scenario is
	pane     pane
	// longFaults are those of the code that are listed below it.
	longFaults []model.Fault
	here       []here
	scrolled   map[string]*reveals // by the name of a panel or a file
	widest     float64             // columns of a file's longest line
	widestOf   *model.Sheet
	widestIn   int // its version
}

// passages are the times at which threads came to a line of source, in a window
// and no closer than can be seen apart.
type passages struct {
	index  *timeline.Index
	facts  int
	line   trace.Line
	window model.Range
	width  float64
	all    []timeline.Passage
}

// reveals is how far something is scrolled, down and across.
type reveals struct{ down, across reveal }

func (k *kept) reveals(name string) *reveals {
	if k.scrolled == nil {
		k.scrolled = map[string]*reveals{}
	}
	if k.scrolled[name] == nil {
		k.scrolled[name] = &reveals{}
	}
	return k.scrolled[name]
}
