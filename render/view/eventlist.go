package view

import (
	"slices"

	"timeslice/assets/words"
	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/scene/icon"
	"timeslice/render/view/events"
	"timeslice/render/view/names"
	"timeslice/render/view/sentence"
	"timeslice/render/view/timeline"
	"timeslice/sim/trace"
)

// eventList is the list of what happened, and what it was made for.
type eventList struct {
	list     *events.List
	index    *timeline.Index
	language words.Language
	text     string
	subjects uint64
	thread   trace.ThreadID
	process  trace.ProcessID

	room float64   // for rows, as last drawn
	row  float64   // how high one is
	open []openRow // those that are higher
	top  float64
	more bool // not all facts have been looked at
}

// factsAFrame is how many facts are looked at for the list in one frame.
const factsAFrame = 4000

// listed is the list as the model wants it, some facts further than before.
func (f *Frame) listed() *eventList {
	e, m := &f.kept.events, f.Model
	thread, process := trace.NoThread, trace.NoProcess
	if m.Events.Alone {
		switch m.Selected.Topic {
		case scene.OfThread:
			thread = trace.ThreadID(m.Selected.ID)
		case scene.OfProcess:
			process = trace.ProcessID(m.Selected.ID)
		}
	}
	text := m.Events.Filter.Text()
	if e.list == nil || e.index != f.index() || e.language != f.Say.Language() || e.text != text ||
		e.subjects != m.Events.Subjects || e.thread != thread || e.process != process {
		filter := events.Filter{Text: text}
		filter.Thread, filter.Process, filter.Kinds = thread, process, kindsOf(m.Events.Subjects)
		*e = eventList{
			list: events.New(f.index(), f.Tell, filter), index: f.index(), language: f.Say.Language(), text: text,
			subjects: m.Events.Subjects, thread: thread, process: process,
		}
	}
	e.more = e.list.Extend(factsAFrame)
	return e
}

// kindsOf is the kinds of facts of some subjects; the empty set, which is all, of
// none.
func kindsOf(subjects uint64) timeline.KindSet {
	var kinds timeline.KindSet
	for _, kind := range sentence.Kinds() {
		if subjects>>sentence.SubjectOf(kind)&1 == 1 {
			kinds.Add(kind)
		}
	}
	return kinds
}

// eventsPanel lists what happened, fact by fact, around the instant that is
// shown. A row goes to its fact.
func (f *Frame) eventsPanel(b scene.Box) {
	e, m := f.listed(), f.Model
	key := fieldKey(f.now(), m.Events.Filter).Text(m.Typing).Int(int64(m.Events.Subjects)).Bool(m.Events.Alone).
		Float(m.Events.Scroll).Int(int64(e.list.Len())).Bool(e.more).Bool(m.Playhead.Playing)
	f.layer("events", b, key, func(l *scene.Layer) {
		t := f.Theme
		f.panel(l, b)
		rest := b.InsetXY(t.Pad, t.Gap)
		f.field(l, rest.CutTop(28*t.Unit), model.FilterField, f.say("events.filter"), icon.Filter, m.Events.Filter)
		rest.CutTop(t.Gap)
		rest.CutTop(f.eventChips(l, rest) + t.Gap)
		f.eventRows(l, rest, e)
	})
}

// eventChips offers what to list, and returns how high they are.
func (f *Frame) eventChips(l *scene.Layer, b scene.Box) float64 {
	t, m := f.Theme, f.Model
	flow := scene.NewFlow(b, 24*t.Unit, 5*t.Unit)
	chip := func(name string, chosen bool, c scene.Command) {
		style := t.Type.Small
		wide := l.Width(t.Type.SmallStrong, name) + 16*t.Unit
		place, fits := flow.Next(wide)
		if !fits {
			return
		}
		colour := t.Muted
		if chosen {
			l.Fill(place, t.Small, t.Selection)
			l.Outline(place, t.Small, t.Hairline, t.Accent)
			style, colour = t.Type.SmallStrong, t.Text
		} else {
			l.Outline(place, t.Small, t.Hairline, t.Border)
		}
		l.Label(place.InsetXY(4, 0), name, style, colour, scene.Centre)
		l.Mark(scene.Mark{
			Box: place, Name: c.Name, Subject: scene.Subject{Topic: scene.OfGroup, ID: c.Argument}, Role: scene.Toggle,
			Label: name, Condition: condition(chosen), Command: c,
		})
	}
	for _, s := range sentence.Subjects() {
		chip(f.Tell.Subject(s), m.Events.Subjects>>s&1 == 1, scene.Command{Name: "events-subject", Argument: int64(s)})
	}
	if m.Selected.Topic == scene.OfThread || m.Selected.Topic == scene.OfProcess {
		chip(f.say("events.alone"), m.Events.Alone, scene.Command{Name: "events-alone"})
	}
	return flow.Height()
}

// eventRows draws the rows that can be seen: by themselves those around the
// instant that is shown.
func (f *Frame) eventRows(l *scene.Layer, b scene.Box, e *eventList) {
	t := f.Theme
	if e.list.Len() == 0 {
		text := f.say("events.none")
		if e.more {
			text = f.say("events.looking")
		}
		l.Paragraph(b, text, t.Type.Small, t.Muted)
		return
	}
	e.row, e.room = t.Type.Tiny.Size*1.5+2*t.Type.Small.Size*1.4+10*t.Unit, b.H
	wide := b.W - 8
	e.open = f.openRows(l, e, wide)
	whole := e.place(e.list.Len())
	at := e.list.Place(f.State.Facts) - 1
	e.top = f.kept.reveals("events").down.to(f.Model.Events.Scroll, int(f.State.Facts)+1, e.place(at)-e.row, e.place(at+1)+e.row, b.H, whole)
	l.Enclose(scene.Mark{Box: b, Name: "events", Role: scene.Group, Condition: scene.Scrolls, Label: f.say("events.list")}, func() {
		l.Clip(b, func() {
			for i := e.first(); i < e.list.Len(); i++ {
				y := e.place(i)
				place := scene.Box{X: b.X, Y: b.Y + y - e.top, W: wide, H: e.place(i+1) - y}
				if place.Y > b.Bottom() {
					break
				}
				f.eventRow(l, place, e.list.Row(i))
			}
		})
	})
	l.Scrollbar(scene.Box{X: b.Right() - 4, Y: b.Y, W: 4, H: b.H}, t, e.top/whole, (e.top+b.H)/whole)
}

// openRow is a row that is higher than the others, so that all of its sentence can
// be read.
type openRow struct {
	at   int     // its place in the list
	more float64 // by how much it is higher
}

// openRows are the rows whose sentences are shown whole, in their order: what is
// selected, and what happened last while time stands.
func (f *Frame) openRows(l *scene.Layer, e *eventList, wide float64) []openRow {
	ids := []trace.FactID{trace.NoFact, trace.NoFact}
	if s := f.Model.Selected; s.Topic == scene.OfFact {
		ids[0] = trace.FactID(s.ID)
	}
	if !f.Model.Playhead.Playing && f.State.Facts != ids[0] {
		ids[1] = f.State.Facts
	}
	slices.Sort(ids)
	var open []openRow
	for _, id := range ids {
		at := e.list.Place(id) - 1
		if id == trace.NoFact || at < 0 || at >= e.list.Len() {
			continue
		}
		if row := e.list.Row(at); row.Fact == id {
			style := f.Theme.Type.Small
			_, high := l.Measure(wide-9*f.Theme.Unit, 1.4, f.sentenceRuns(row.Sentence, style, f.Theme.Text)...)
			open = append(open, openRow{at, max(high-2*style.Size*1.4, 0)})
		}
	}
	return open
}

// place is how far below the first row one begins.
func (e *eventList) place(row int) float64 {
	y := float64(row) * e.row
	for _, o := range e.open {
		if o.at < row {
			y += o.more
		}
	}
	return y
}

// first is the first row of which something can be seen.
func (e *eventList) first() int {
	first := max(int(e.top/e.row), 0)
	for first > 0 && e.place(first) > e.top {
		first--
	}
	return first
}

func (f *Frame) eventRow(l *scene.Layer, b scene.Box, row events.Row) {
	t := f.Theme
	subject := scene.Subject{Topic: scene.OfFact, ID: int64(row.Fact)}
	ground := b
	ground.H -= 2
	now := row.Fact == f.State.Facts
	switch {
	case f.Model.Selected == subject:
		l.Fill(ground, t.Tiny, t.Selection)
	case now:
		l.Fill(ground, t.Tiny, t.LineNow)
	}
	hue := &t.Plain
	if row.Thread != trace.NoThread {
		hue = f.hueOf(row.Thread)
	}
	inside := ground
	bar := inside.CutLeft(3 * t.Unit)
	future := row.Fact > f.State.Facts
	if future {
		l.Fill(bar, 1.5, hue.Faint)
	} else {
		l.Fill(bar, 1.5, hue.Solid)
	}
	inside.CutLeft(6 * t.Unit)
	inside.CutTop(2 * t.Unit)
	head := inside.CutTop(t.Type.Tiny.Size * 1.5)
	colour := t.Text
	if future {
		colour = t.Muted
	}
	taken := l.Label(head, sentence.Instant(row.At), t.Type.CodeSmall, t.Muted, scene.End)
	head.W = max(taken.X-t.Gap-head.X, 0)
	l.Label(head, f.Tell.Kind(row.Kind), t.Type.Tiny, t.Muted, scene.Start)
	l.Rich(inside, 1.4, f.sentenceRuns(row.Sentence, t.Type.Small, colour)...)
	l.Mark(scene.Mark{
		Box: ground, Name: "event", Subject: subject, Role: scene.Item, Label: row.Sentence.Text,
		Condition: f.selected(subject), Command: scene.Command{Name: "go-to"},
	})
}

// sentenceRuns are the pieces of a sentence: names of threads and processes in
// their hues.
func (f *Frame) sentenceRuns(s sentence.Sentence, style scene.Style, colour scene.Colour) []scene.Run {
	var runs []scene.Run
	at := 0
	add := func(to int, colour scene.Colour) {
		if to > at {
			runs = append(runs, scene.Run{Text: s.Text[at:to], Style: style, Colour: colour})
			at = to
		}
	}
	for _, span := range s.Spans {
		process := trace.NoProcess
		switch span.Ref.Kind {
		case names.Thread:
			process = f.Book.ProcessOf(trace.ThreadID(span.Ref.ID))
		case names.Process:
			process = trace.ProcessID(span.Ref.ID)
		}
		if process != trace.NoProcess && span.From >= at {
			add(span.From, colour)
			add(span.To, f.hue(process).Text)
		}
	}
	add(len(s.Text), colour)
	return runs
}
