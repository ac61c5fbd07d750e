package model

import (
	"slices"
	"strconv"

	"timeslice/render/edit"
	"timeslice/render/scene"
	"timeslice/render/view/names"
	"timeslice/render/view/timeline"
	"timeslice/sim/trace"
)

// Timeline is which part of the history is shown, and what is marked in it.
type Timeline struct {
	Window  Range // what is shown; the zero Range is all there is
	Picked  Range // what was chosen, to be summed up; the zero Range is nothing
	Markers [2]Marker
	Scroll  float64 // how many points of rows are above what is shown
	Pinned  []names.Ref
	Search  *edit.Buffer // what is looked for by name
	Shows   int          // counts the times when what is selected was to come into view
	Pointed Pointed      // what the pointer is on

	found int // which of what was found is selected
}

func newTimeline() Timeline { return Timeline{Search: edit.New("")} }

// Pointed is the slice that the pointer is on: whose, in which of its lanes, and
// an instant in it.
type Pointed struct {
	Subject scene.Subject
	Lane    int
	At      trace.Time
}

// point notes what slice the pointer is on.
func (m *Model) point(a Act) {
	m.Timeline.Pointed = Pointed{}
	if lane, err := strconv.Atoi(a.Text); err == nil {
		m.Timeline.Pointed = Pointed{a.Subject, lane, trace.Time(a.Argument)}
	}
}

// Range is a stretch of time.
type Range struct{ From, To trace.Time }

// Ns is how long a range is.
func (r Range) Ns() int64 { return int64(r.To - r.From) }

// Contains reports whether an instant is in the range, its ends included.
func (r Range) Contains(at trace.Time) bool { return at >= r.From && at <= r.To }

// Marker is an instant that was marked, A or B.
type Marker struct {
	At  trace.Time
	Set bool
}

// The least that can be shown is so short that facts of neighbouring
// nanoseconds stand apart; a run that has not come so far is shown as long.
const (
	leastWindow = trace.Time(400)
	firstWindow = trace.Time(trace.Millisecond)
)

// Whole is all of the history that there is.
func (m *Model) Whole() Range { return Range{0, max(m.Trace().End(), firstWindow)} }

// Shown is the part of the history that is shown.
func (m *Model) Shown() Range {
	if m.Timeline.Window.Ns() > 0 {
		return m.Timeline.Window
	}
	return m.Whole()
}

// Show shows a part of the history, as near as there is such a part.
func (m *Model) Show(r Range) {
	whole := m.Whole()
	length := min(max(r.To-r.From, leastWindow), whole.To)
	from := min(max(r.From, 0), whole.To-length)
	m.Timeline.Window = Range{from, from + length}
	if m.Timeline.Window == whole {
		m.Timeline.Window = Range{} // and grows with it
	}
}

// Zoom shows a part that is so many times as long, in which an instant stays
// where it is.
func (m *Model) Zoom(by float64, at trace.Time) {
	shown := m.Shown()
	at = min(max(at, shown.From), shown.To)
	length := max(float64(shown.Ns())*by, float64(leastWindow))
	left := length * float64(at-shown.From) / float64(shown.Ns())
	from := at - trace.Time(left)
	m.Show(Range{from, from + trace.Time(length)})
}

// Pan shows what is so many parts of the window later.
func (m *Model) Pan(parts float64) {
	shown := m.Shown()
	by := trace.Time(float64(shown.Ns()) * parts)
	m.Show(Range{shown.From + by, shown.To + by})
}

// follow keeps the playhead in what is shown.
func (m *Model) follow() {
	shown := m.Shown()
	if m.Timeline.Window.Ns() == 0 || shown.Contains(m.Playhead.At) {
		return
	}
	from := m.Playhead.At - trace.Time(shown.Ns()/8)
	m.Show(Range{from, from + trace.Time(shown.Ns())})
}

// zoomStep is how much longer a part one step further out shows.
const zoomStep = 1.5

// zoom zooms around the subject's instant, or the playhead, by so many steps.
func (m *Model) zoom(a Act) {
	at := m.Playhead.At
	if a.Subject.Topic == scene.OfTime {
		at = trace.Time(a.Subject.ID)
	}
	by := 1.0
	for range min(max(a.Argument, -a.Argument), 64) {
		by *= zoomStep
	}
	if a.Argument > 0 {
		by = 1 / by
	}
	m.Zoom(by, at)
}

// pan moves what is shown by so many hundredths of it.
func (m *Model) pan(a Act) { m.Pan(float64(a.Argument) / 100) }

// RangeSubject is a stretch of time as an act's subject.
func RangeSubject(r Range) scene.Subject {
	return scene.Subject{Topic: scene.OfTime, ID: int64(r.From), Part: int64(r.To)}
}

func rangeOf(s scene.Subject) Range {
	if s.Topic != scene.OfTime {
		return Range{}
	}
	return Range{trace.Time(min(s.ID, s.Part)), trace.Time(max(s.ID, s.Part))}
}

// window shows the subject's stretch of time.
func (m *Model) window(a Act) {
	if r := rangeOf(a.Subject); r.Ns() > 0 {
		m.Show(r)
	}
}

// pick chooses the subject's stretch of time; none if there is none.
func (m *Model) pick(a Act) { m.Pick(rangeOf(a.Subject)) }

// Pick chooses a stretch of time, as much of it as there is.
func (m *Model) Pick(r Range) {
	whole := m.Whole()
	m.Timeline.Picked = Range{min(max(r.From, 0), whole.To), min(max(r.To, 0), whole.To)}
	if m.Timeline.Picked.Ns() == 0 {
		m.Timeline.Picked = Range{}
	}
}

// fit shows what was chosen, or all there is; where all is shown, what the program
// itself does, without the start of Node before it.
func (m *Model) fit(Act) {
	picked, own := m.Timeline.Picked, m.ownPart()
	switch {
	case picked.Ns() > 0 && m.Shown() != picked:
		m.Show(picked)
	case m.Timeline.Window.Ns() == 0 && own.Ns() > 0:
		m.Show(own)
	default:
		m.Timeline.Window = Range{}
	}
}

// ownPart is the run from shortly before the first script begins; nothing where none
// does, or where little lies before it.
func (m *Model) ownPart() Range {
	b := m.Branch()
	if b == nil || b.Index == nil {
		return Range{}
	}
	first, found := b.Index.Forward(timeline.Position{}, ByCallback.filter())
	end := m.Trace().End()
	if !found || first.At < end/8 {
		return Range{}
	}
	return Range{first.At - (end-first.At)/20, end}
}

// setMarker puts marker A (0) or B (1) at the subject's instant or the playhead,
// and takes it away if it is there.
func setMarker(which int) func(*Model, Act) {
	return func(m *Model, a Act) {
		at := m.Playhead.At
		if a.Subject.Topic == scene.OfTime {
			at = trace.Time(a.Subject.ID)
		}
		marker := &m.Timeline.Markers[which]
		if marker.Set && marker.At == at {
			*marker = Marker{}
			return
		}
		*marker = Marker{at, true}
	}
}

// pin keeps the row of the subject, or of what is selected, above the others;
// a row that is kept there is let go.
func (m *Model) pin(a Act) {
	s := a.Subject
	if s.Topic == scene.Nothing {
		s = m.Selected
	}
	ref, is := RefOf(s)
	if !is {
		return
	}
	if i := slices.Index(m.Timeline.Pinned, ref); i >= 0 {
		m.Timeline.Pinned = slices.Delete(slices.Clone(m.Timeline.Pinned), i, i+1)
		return
	}
	m.Timeline.Pinned = append(slices.Clone(m.Timeline.Pinned), ref)
}

// named are the subjects that the name that is looked for fits and that have a
// row of the timeline.
func (m *Model) named() (found []scene.Subject) {
	b := m.Branch()
	if b == nil {
		return nil
	}
	for _, one := range b.Book.Find(m.Timeline.Search.Text()) {
		if subject, is := SubjectOf(one.Ref); is && subject.Topic != scene.OfObject {
			found = append(found, subject)
		}
	}
	return found
}

// Found is how many rows the name fits that is looked for.
func (m *Model) Found() int { return len(m.named()) }

// sought selects what was found by name: the first, or so many further on.
func (m *Model) sought(by int) {
	found := m.named()
	if len(found) == 0 {
		return
	}
	t := &m.Timeline
	if t.found += by; by == 0 {
		t.found = 0
	}
	t.found = (t.found%len(found) + len(found)) % len(found)
	m.Selected = found[t.found]
	t.Shows++
}

// search looks for something in the timeline by name.
func (m *Model) search(Act) {
	m.Typing = SearchField
	m.Timeline.Search.SelectAll()
}

// showRows lays the timeline out by cores, threads or processes.
func showRows(by string) func(*Model, Act) {
	return func(m *Model, _ Act) {
		m.Panels.Bottom, m.Timeline.Scroll = by, 0
	}
}

// RefOf is what a subject refers to, if it is one that has a row of the
// timeline: a core, a process or a thread.
func RefOf(s scene.Subject) (names.Ref, bool) {
	switch s.Topic {
	case scene.OfCore:
		return names.CoreRef(trace.CoreID(s.ID)), true
	case scene.OfProcess:
		return names.ProcessRef(trace.ProcessID(s.ID)), true
	case scene.OfThread:
		return names.ThreadRef(trace.ThreadID(s.ID)), true
	}
	return names.Ref{}, false
}

// SubjectOf is the subject that a reference of package names stands for; false
// if there is none.
func SubjectOf(ref names.Ref) (scene.Subject, bool) {
	topics := map[names.Kind]scene.Topic{
		names.Core: scene.OfCore, names.Process: scene.OfProcess, names.Thread: scene.OfThread,
		names.Object: scene.OfObject, names.Fact: scene.OfFact, names.Instant: scene.OfTime,
	}
	topic, is := topics[ref.Kind]
	return scene.Subject{Topic: topic, ID: ref.ID}, is
}

// scroll scrolls the panel that the text names by so many points. How far there
// is to scroll, who draws the panel knows.
func (m *Model) scroll(a Act) {
	places := map[string]*float64{
		"home": &m.HomeScroll, "inspector": &m.Inspect.Scroll,
		"timeline": &m.Timeline.Scroll, "terminal": &m.Terminal.Scroll, "events": &m.Events.Scroll, "branches": &m.Branching.Scroll, "knobs": &m.KnobList.Scroll,
	}
	if m.Course != nil {
		places["lesson"] = &m.Course.Scroll
	}
	if s := m.Sheet(); s != nil {
		places["code"], places["code across"] = &s.Scroll, &s.ScrollX
	}
	if place := places[a.Text]; place != nil {
		*place = max(*place+float64(a.Argument), 0)
		m.HomeShows = false
	}
}
