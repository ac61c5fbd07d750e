package events

import (
	"slices"
	"strings"

	"timeslice/render/view/sentence"
	"timeslice/render/view/timeline"
	"timeslice/sim/trace"
)

// Filter says which facts are listed.
type Filter struct {
	timeline.Filter
	// Text, if it is not empty, must be in the sentence about the fact, whether
	// in capitals or not.
	Text string
}

// List is the facts that fit a filter, in order. It grows with its index.
type List struct {
	index  *timeline.Index
	teller *sentence.Teller
	filter Filter
	all    bool           // there is no filter: the rows are the facts
	ids    []trace.FactID // that fit, otherwise
	seen   trace.FactID   // of the facts, those up to here have been looked at
}

// Row is a fact as a list shows it.
type Row struct {
	Fact     trace.FactID
	At       trace.Time
	Kind     trace.Kind
	Thread   trace.ThreadID
	Core     trace.CoreID
	Sentence sentence.Sentence
}

// New returns a list of the facts of an index that fit a filter. It is empty
// until it is extended.
func New(x *timeline.Index, teller *sentence.Teller, filter Filter) *List {
	filter.Text = strings.ToLower(strings.TrimSpace(filter.Text))
	l := &List{index: x, teller: teller, filter: filter}
	plain := &filter.Filter
	l.all = filter.Text == "" && plain.Match == nil && plain.Thread == trace.NoThread &&
		plain.Process == trace.NoProcess && plain.Kinds == timeline.KindSet{}
	return l
}

// Extend looks at facts that it has not looked at, at most so many that must be
// read, and reports whether there are more.
func (l *List) Extend(facts int) (more bool) {
	last := trace.FactID(l.index.Trace().Len())
	if l.all {
		l.seen = last
		return false
	}
	for looked := 0; l.seen < last; looked++ {
		if looked == facts {
			return true
		}
		id, found := l.index.Next(l.seen, &l.filter.Filter, last)
		if !found {
			l.seen = last
			return false
		}
		if l.seen = id; l.says(id) {
			l.ids = append(l.ids, id)
		}
	}
	return false
}

// says reports whether the text that is looked for is in the sentence of a fact.
func (l *List) says(id trace.FactID) bool {
	return l.filter.Text == "" || strings.Contains(strings.ToLower(l.teller.Fact(l.index.Trace(), id).Text), l.filter.Text)
}

// Len is how many rows there are so far.
func (l *List) Len() int {
	if l.all {
		return int(l.seen)
	}
	return len(l.ids)
}

// ID is the fact of a row, from 0.
func (l *List) ID(row int) trace.FactID {
	if l.all {
		return trace.FactID(row + 1)
	}
	return l.ids[row]
}

// Place is how many rows there are up to and with a fact: the row of the last of
// them is the one before.
func (l *List) Place(id trace.FactID) int {
	if l.all {
		return int(min(max(id, 0), l.seen))
	}
	row, found := slices.BinarySearch(l.ids, id)
	if found {
		row++
	}
	return row
}

// Row is what a row shows.
func (l *List) Row(row int) Row {
	id := l.ID(row)
	f := l.index.Trace().Fact(id)
	return Row{
		Fact: id, At: f.Time, Kind: f.Kind, Thread: f.Thread, Core: f.Core,
		Sentence: l.teller.Fact(l.index.Trace(), id),
	}
}
