package view

import (
	"strconv"
	"strings"

	"timeslice/render/scene"
	"timeslice/render/view/names"
	"timeslice/render/view/sentence"
	"timeslice/render/view/timeline"
	"timeslice/sim/trace"
)

// inner is a Node process taken apart: who of its threads does what.
type inner struct {
	id      trace.ProcessID
	main    trace.ThreadID
	pool    []trace.ThreadID // libuv's
	v8      []trace.ThreadID // V8's platform workers
	workers []trace.ThreadID // that run JavaScript of their own
	others  []trace.ThreadID
	loop    trace.LoopState // of main
}

// isNode reports whether a process runs JavaScript, or is about to.
func (f *Frame) isNode(id trace.ProcessID) bool {
	for _, t := range f.team().of(id) {
		if f.State.Loop(t).Fact != trace.NoFact || len(f.State.Loop(t).Calls) > 0 || strings.HasPrefix(f.Book.Within(t), "v8-worker") {
			return true
		}
	}
	return false
}

// inside takes a Node process apart.
func (f *Frame) inside(id trace.ProcessID) inner {
	in := inner{id: id}
	for _, t := range f.team().of(id) {
		within := f.Book.Within(t)
		switch {
		case f.Book.IsFirst(t):
			in.main, in.loop = t, f.State.Loop(t)
		case strings.HasPrefix(within, trace.PoolThread):
			in.pool = append(in.pool, t)
		case strings.HasPrefix(within, "v8-worker"):
			in.v8 = append(in.v8, t)
		case f.State.Loop(t).Fact != trace.NoFact || len(f.State.Loop(t).Calls) > 0:
			in.workers = append(in.workers, t)
		default:
			in.others = append(in.others, t)
		}
	}
	return in
}

// openedLeast is the least size in which an opened process shows the ring of its
// loop, in units; with less it shows the phases as a strip.
const openedWide, openedHigh = 430, 282

// opened draws a Node process with all its parts.
func (f *Frame) opened(l *scene.Layer, b scene.Box, id trace.ProcessID) {
	u := f.Theme.Unit
	p := f.State.Process(id)
	name := f.Book.Process(id)
	l.Enclose(scene.Mark{
		Box: b, Name: "process", Subject: process(id), Role: scene.Item, Label: name + f.word("pause") + f.Tell.ProcessStatus(p.Status),
		Command: selects(), Condition: f.selected(process(id)),
	}, func() {
		f.ground(l, b, id, &p)
		rest := b.InsetXY(14*u, 9*u)
		f.openedHead(l, rest.CutTop(24*u), id, &p, f.withScript(id, name))
		if p.Status != trace.ProcessAlive {
			l.Label(rest.CutTop(24*u), f.ending(&p), f.Theme.Type.Label, f.Theme.Muted, scene.Start)
			return
		}
		in := f.inside(id)
		foot := rest.CutBottom(20 * u)
		f.footer(l, foot, &in)
		if b.W < openedWide*u || b.H < openedHigh*u {
			f.strip(l, rest.CutTop(46*u), &in)
			rest.CutTop(4 * u)
			f.parts(l, rest, &in)
			return
		}
		left := rest.CutLeft(min(rest.W*0.48, max(rest.H*1.15, 220*u)))
		f.ring(l, left, &in)
		rest.CutLeft(12 * u)
		rest.CutTop(6 * u)
		f.parts(l, rest, &in)
	})
}

func (f *Frame) openedHead(l *scene.Layer, b scene.Box, id trace.ProcessID, p *trace.ProcessState, name string) {
	t, u := f.Theme, f.Theme.Unit
	if f.Model.Focus == process(id) {
		f.leave(l, b.CutRight(24*u))
	} else {
		f.enter(l, b.CutRight(24*u), id)
	}
	b.CutRight(4 * u)
	heap := f.State.Loop(trace.ThreadID(id)).HeapBytes
	if bar := 92 * u; b.W > 380*u && heap > 0 && p.Resident > 0 {
		l.Bar(b.CutRight(bar).Middle(bar, 7*u), t, float64(heap)/float64(p.Resident), f.hue(id).Solid)
		b.CutRight(8 * u)
	}
	memory := []string{sentence.Bytes(p.Resident)}
	if heap > 0 {
		memory = []string{f.word("heap", "Heap", sentence.Bytes(heap), "Resident", sentence.Bytes(p.Resident)), memory[0]}
	}
	used := l.Width(t.Type.Heading, name) + 12*u
	text := f.fitting(l, max(b.W-used-60*u, 0), t.Type.Small, memory...)
	if wide := l.Width(t.Type.Small, text); p.Resident > 0 && wide+used < b.W {
		l.Label(b.CutRight(wide), text, t.Type.Small, t.Muted, scene.End)
		b.CutRight(8 * u)
	}
	taken := l.Label(b, name, t.Type.Heading, t.Text, scene.Start)
	b.CutLeft(taken.W + 12*u)
	if origins := f.origins(id, p); b.W > l.Width(t.Type.Small, origins[len(origins)-1]) {
		l.Label(b, f.fitting(l, b.W, t.Type.Small, origins...), t.Type.Small, t.Muted, scene.Start)
	}
}

// section is a part of a Node process in its card.
type section struct {
	high, least float64 // least 0: it cannot be less high
	draw        func(*scene.Layer, scene.Box, *inner)
}

// parts draws what a Node process has beside its loop, in order of what matters
// most: what has no room is left out from below. Where the card is low and wide,
// the queues stand beside the threads.
func (f *Frame) parts(l *scene.Layer, rest scene.Box, in *inner) {
	u := f.Theme.Unit
	threads := []section{{f.stackHeight(rest.H, in), 0, f.stack}, {64 * u, 32 * u, f.pool}}
	queues := []section{
		{24 * u, 0, f.queueRow(trace.ReasonPoolQueue)},
		{24 * u, 0, f.queueRow(trace.ReasonFinishedQueue)},
		{24 * u, 0, f.timers},
		{24 * u, 0, f.queueRow(trace.ReasonImmediateQueue)},
	}
	for i, s := range []section{
		{24 * u, 0, f.queueRow(trace.ReasonCloseQueue)},
		{24 * u, 0, f.queueRow(trace.ReasonMessageQueue)},
		{24 * u, 0, f.workers},
	} {
		if f.needed(i, in) {
			queues = append(queues, s)
		}
	}
	whole := 0.0
	for _, s := range append(append([]section(nil), threads...), queues...) {
		whole += s.high
	}
	if whole > rest.H && rest.W >= 380*u {
		left := rest.CutLeft(rest.W * 0.46)
		rest.CutLeft(14 * u)
		f.sections(l, left, threads, in)
		f.sections(l, rest, queues, in)
		return
	}
	f.sections(l, rest, append(threads, queues...), in)
	rest.CutTop(whole + 8*u)
	f.itemList(l, rest, in)
}

// withScript is the name of a process with the script that it runs, where the
// program that is open is a script.
func (f *Frame) withScript(id trace.ProcessID, name string) string {
	p := f.Model.Program
	if p == nil || p.IsScenario() || f.State.Process(id).Parent != trace.InitProcess {
		return name
	}
	return name + " " + p.Main
}

func (f *Frame) sections(l *scene.Layer, rest scene.Box, sections []section, in *inner) {
	for _, s := range sections {
		high := min(s.high, rest.H)
		if high < s.high && (s.least == 0 || high < s.least) {
			continue
		}
		s.draw(l, rest.CutTop(high), in)
	}
}

// needed reports whether one of the parts that are mostly empty has something.
func (f *Frame) needed(i int, in *inner) bool {
	switch i {
	case 0:
		return len(f.State.Queue(in.id, trace.ReasonCloseQueue)) > 0
	case 1:
		return len(f.State.Queue(in.id, trace.ReasonMessageQueue)) > 0
	}
	return len(in.workers) > 0
}

// stackHeight leaves room for up to four callbacks within one another.
func (f *Frame) stackHeight(room float64, in *inner) float64 {
	u := f.Theme.Unit
	lines := max(1, min(len(in.loop.Calls), 4))
	if room < 240*u {
		lines = 1
	}
	switch {
	case room < 78*u:
		return 22 * u
	case room < 92*u:
		return 46 * u
	}
	return (20 + 26*float64(lines) + 4) * u
}

// stack draws what the main thread does, and in which callbacks it is, the
// innermost at the top.
func (f *Frame) stack(l *scene.Layer, b scene.Box, in *inner) {
	t, u := f.Theme, f.Theme.Unit
	head := b.CutTop(20 * u)
	state := f.State.Thread(in.main)
	texts := []string{f.Tell.Status(state.Status)}
	switch {
	case state.Core != trace.NoCore:
		texts = []string{texts[0] + " · " + f.say("core", "Number", int(state.Core)), texts[0]}
	case state.Status == trace.StatusBlocked:
		texts = f.waits(&state)
	}
	name := l.Label(head, f.word("main"), t.Type.Label, t.Muted, scene.Start)
	l.Mark(f.threadMark(scene.Box{X: head.X, Y: head.Y, W: name.W, H: head.H}, in.main))
	head.CutLeft(name.W + 8*u)
	f.stateGlyph(l, head.CutLeft(10*u), in.main)
	head.CutLeft(5 * u)
	calls := in.loop.Calls
	low := b.H < 20*u // the innermost call stands in place of the state
	if low && len(calls) > 0 {
		texts = []string{f.call(in.id, &calls[len(calls)-1])}
	}
	l.Label(head, f.fitting(l, head.W, t.Type.SmallStrong, texts...), t.Type.SmallStrong, t.Text, scene.Start)
	if low {
		return
	}
	row := func() scene.Box { return b.CutTop(26*u).InsetXY(0, 1.5*u) }
	if in.loop.Collecting != trace.ReasonNone {
		place := row()
		l.Well(place, t)
		l.Hatch(place, t.Small, 9*u, t.Warn.Fade(0.25))
		l.Label(place.InsetXY(8*u, 0), f.kept.phrases.say(f.Say, "sentence.task."+in.loop.Collecting.String(), nil), t.Type.SmallStrong, t.Text, scene.Start)
	} else if len(calls) == 0 {
		place := row()
		l.OutlineDashed(place, t.Small, t.Hairline, scene.Dashed, t.Strong)
		l.Label(place.InsetXY(8*u, 0), f.word("no-call"), t.Type.Small, t.Muted, scene.Start)
	}
	for i := len(calls) - 1; i >= 0; i-- {
		last := b.H < 52*u && i > 0
		if b.H < 24*u {
			return
		}
		place := row()
		l.Well(place, t)
		more := ""
		if last {
			more = "+" + strconv.Itoa(i)
			inner := place.InsetXY(8*u, 0)
			l.Label(inner.CutRight(l.Width(t.Type.Small, more)), more, t.Type.Small, t.Muted, scene.End)
		}
		inside := place.InsetXY(8*u, 0)
		if last {
			inside.CutRight(l.Width(t.Type.Small, more) + 6*u)
		}
		l.Label(inside, f.call(in.id, &calls[i]), t.Type.SmallStrong, t.Text, scene.Start)
		l.Mark(f.itemMark(place, in.id, calls[i].Item, calls[i].What))
	}
}

// waits says what a blocked thread waits for, from the longest way to the shortest.
func (f *Frame) waits(state *trace.ThreadState) []string {
	texts := []string{f.word("waits-for", "What", f.Tell.WaitFor(state.Reason, state.Object).Text)}
	if state.Reason == trace.ReasonPoll {
		texts = append(texts, f.word("waits-for-events"))
	}
	return append(texts, f.Tell.Status(state.Status))
}

// stateGlyph draws a state as a small square.
func (f *Frame) stateGlyph(l *scene.Layer, b scene.Box, id trace.ThreadID) {
	t, u := f.Theme, f.Theme.Unit
	cell, hue := b.Middle(10*u, 10*u), f.hue(f.State.Thread(id).Process)
	switch f.shape(id) {
	case scene.Running:
		l.Fill(cell, t.Tiny, hue.Solid)
	case scene.Ready:
		l.Outline(cell, t.Tiny, t.Line, hue.Line)
	default:
		l.OutlineDashed(cell, t.Tiny, t.Hairline, scene.Dash{On: 2, Off: 2}, hue.Dim)
	}
}

// call says in which callback a thread is.
func (f *Frame) call(id trace.ProcessID, c *trace.CallState) string {
	what := f.Trace.Text(c.What)
	if _, file, _ := names.SplitWhat(what); file == "" && what != "" {
		return what
	}
	return f.Tell.Item(id, c.Item, what).Text
}

func (f *Frame) itemMark(b scene.Box, id trace.ProcessID, number int64, what trace.StringID) scene.Mark {
	return scene.Mark{
		Box: b, Name: "item", Subject: item(id, number), Role: scene.Item, Label: f.Tell.Item(id, number, f.Trace.Text(what)).Text,
		Command: selects(), Condition: f.selected(item(id, number)),
	}
}

// pool draws libuv's threads, each as a vessel that fills as its job goes on.
func (f *Frame) pool(l *scene.Layer, b scene.Box, in *inner) {
	t, u := f.Theme, f.Theme.Unit
	b.CutBottom(6 * u)
	name := f.word("pool", "Count", len(in.pool))
	if b.H < 38*u { // the name stands beside its threads
		taken := l.Label(b, f.fitting(l, b.W*0.45, t.Type.Label, name, f.word("pool-short")), t.Type.Label, t.Muted, scene.Start)
		b.CutLeft(taken.W + 8*u)
	} else {
		l.Label(b.CutTop(20*u), name, t.Type.Label, t.Muted, scene.Start)
	}
	if len(in.pool) == 0 {
		l.OutlineDashed(b, t.Small, t.Hairline, scene.Dashed, t.Strong)
		l.Label(b.InsetXY(8*u, 0), f.word("pool-not-started"), t.Type.Small, t.Muted, scene.Start)
		return
	}
	columns := min(len(in.pool), max(int((b.W+5*u)/(39*u)), 1))
	shown := len(in.pool)
	if shown > columns {
		shown = columns - 1
		f.rest(l, b.Column(shown, columns, 5*u), len(in.pool)-shown)
	}
	hue := f.hue(in.id)
	for i, id := range in.pool[:shown] {
		cell := b.Column(i, columns, 5*u)
		job, busy := f.State.Job(id)
		shape := f.shape(id)
		if !busy {
			l.OutlineDashed(cell, t.Small, t.Hairline, scene.Dashed, hue.Dim)
			l.Label(cell, strconv.Itoa(i+1), t.Type.Small, t.Muted, scene.Centre)
			l.Mark(f.threadMark(cell, id))
			continue
		}
		fill, line := hue.Wash.Mix(hue.Solid, 0.3), hue.Dim
		switch shape {
		case scene.Running:
			fill, line = hue.Pale, hue.Line
		case scene.Ready:
			line = hue.Line
		}
		l.Vessel(cell, t, f.progress(id, &job), fill, line)
		if shape == scene.Running {
			l.Outline(cell, t.Small, t.Thick+1, hue.Solid)
		}
		label := scene.Box{X: cell.X + 3*u, Y: cell.CentreY() - 9*u, W: cell.W - 6*u, H: 18 * u}
		text := "#" + strconv.FormatInt(job.Item, 10)
		wide := min(l.Width(t.Type.SmallStrong, text)+8*u, cell.W-4*u)
		l.Fill(label.Middle(wide, 17*u), t.Tiny, t.Well)
		l.Label(label.Middle(wide-6*u, 17*u), text, t.Type.SmallStrong, t.Text, scene.Centre)
		l.Mark(f.threadMark(cell, id))
	}
}

// progress is how much of a job's CPU time a pool thread has had, if it is known
// when it will be done; else nothing.
func (f *Frame) progress(id trace.ThreadID, job *trace.CallState) float64 {
	x := f.index()
	q := timeline.Filter{Kinds: timeline.Kinds(trace.KindJobDone), Thread: id}
	done, found := x.Next(job.Fact, &q, trace.FactID(f.Trace.Len()))
	if !found {
		return 0
	}
	from, end := x.CPUNs(id, job.Since), x.CPUNs(id, f.Trace.Fact(done).Time)
	if end <= from {
		whole := f.Trace.Fact(done).Time - job.Since
		return float64(f.State.At-job.Since) / float64(max(whole, 1))
	}
	return float64(x.CPUNs(id, f.State.At)-from) / float64(end-from)
}

// queueRow draws one of the queues of a process.
func (f *Frame) queueRow(queue trace.Reason) func(*scene.Layer, scene.Box, *inner) {
	return func(l *scene.Layer, b scene.Box, in *inner) {
		f.items(l, b, in.id, f.word("queue."+queue.String()), f.State.Queue(in.id, queue), queue)
	}
}

// items draws a name and the items of a queue as chips, and how many more there
// are.
func (f *Frame) items(l *scene.Layer, b scene.Box, id trace.ProcessID, name string, items []trace.ItemState, queue trace.Reason) {
	t, u := f.Theme, f.Theme.Unit
	row := b.InsetXY(0, 1*u)
	l.Rule(scene.Point{X: b.X, Y: b.Bottom()}, scene.Point{X: b.Right(), Y: b.Bottom()}, t.Hairline, t.Border)
	taken := l.Label(row, name, t.Type.Small, t.Muted, scene.Start)
	row.CutLeft(taken.W + 8*u)
	if len(items) == 0 {
		l.Label(row, f.word("empty"), t.Type.Small, t.Muted, scene.End)
		return
	}
	hue := f.hue(id)
	text := func(i int) string { return "#" + strconv.FormatInt(items[i].Item, 10) }
	widths, shown, whole := make([]float64, len(items)), 0, 0.0
	more := l.Width(t.Type.SmallStrong, "+000") + 4*u
	for i := range items {
		widths[i] = l.Width(t.Type.SmallStrong, text(i)) + 12*u
		need := whole + widths[i]
		if i+1 < len(items) {
			need += more
		}
		if need > row.W {
			break
		}
		whole += widths[i] + 4*u
		shown++
	}
	if shown < len(items) {
		l.Label(row.CutRight(more), "+"+strconv.Itoa(len(items)-shown), t.Type.SmallStrong, t.Muted, scene.End)
	}
	for i := shown - 1; i >= 0; i-- {
		place := row.CutRight(widths[i]).Middle(widths[i], 19*u)
		row.CutRight(4 * u)
		if queue == trace.ReasonFinishedQueue {
			l.Fill(place, t.Small, t.Good)
			l.Label(place, text(i), t.Type.SmallStrong, t.OnGood, scene.Centre)
		} else {
			l.Fill(place, t.Small, t.Well)
			l.Outline(place, t.Small, t.Hairline, hue.Line)
			l.Label(place, text(i), t.Type.SmallStrong, t.Text, scene.Centre)
		}
		l.Mark(f.itemMark(place, id, items[i].Item, items[i].What))
	}
}

// timers draws the timers to come, the next one with how long it has to wait.
func (f *Frame) timers(l *scene.Layer, b scene.Box, in *inner) {
	items := append([]trace.ItemState(nil), f.State.Queue(in.id, trace.ReasonTimerQueue)...)
	sortByDue(items)
	name := f.word("queue.timer-queue")
	if len(items) > 0 && items[0].Due > 0 {
		if left := int64(items[0].Due - f.State.At); left > 0 {
			name = f.word("next-timer", "In", coarse(left))
		} else {
			name = f.word("timer-due")
		}
	}
	f.items(l, b, in.id, name, items, trace.ReasonTimerQueue)
}

// sortByDue puts timers in the order in which they will be due; few at a time.
func sortByDue(items []trace.ItemState) {
	for i := 1; i < len(items); i++ {
		for j := i; j > 0 && items[j].Due < items[j-1].Due; j-- {
			items[j], items[j-1] = items[j-1], items[j]
		}
	}
}

// itemList draws what waits in the queues by name, as far as there is room:
// those first that come first.
func (f *Frame) itemList(l *scene.Layer, rest scene.Box, in *inner) {
	t, u := f.Theme, f.Theme.Unit
	high := 23 * u
	if rest.H < 3*high {
		return
	}
	for _, queue := range []trace.Reason{
		trace.ReasonTickQueue, trace.ReasonMicrotaskQueue, trace.ReasonFinishedQueue, trace.ReasonTimerQueue, trace.ReasonImmediateQueue,
		trace.ReasonPoolQueue, trace.ReasonMessageQueue, trace.ReasonCloseQueue,
	} {
		items := f.State.Queue(in.id, queue)
		if queue == trace.ReasonTimerQueue {
			items = append([]trace.ItemState(nil), items...)
			sortByDue(items)
		}
		for i := range items {
			if rest.H < high {
				return
			}
			row := rest.CutTop(high)
			mark := row
			when := coarse(int64(f.State.At - items[i].Since))
			if due := int64(items[i].Due - f.State.At); queue == trace.ReasonTimerQueue && due > 0 {
				when = f.word("in", "For", coarse(due))
			} else {
				when = f.word("waited-for", "For", when)
			}
			taken := l.Label(row, when, t.Type.Small, t.Muted, scene.End)
			row.W = max(taken.X-row.X-8*u, 0)
			what := f.Tell.Item(in.id, items[i].Item, f.Trace.Text(items[i].What)).Text
			l.Label(row, what, t.Type.Small, t.Text, scene.Start)
			m := f.itemMark(mark, in.id, items[i].Item, items[i].What)
			m.Name = "waiting item"
			l.Mark(m)
		}
	}
}

// workers draws the threads that run JavaScript of their own.
func (f *Frame) workers(l *scene.Layer, b scene.Box, in *inner) {
	t, u := f.Theme, f.Theme.Unit
	taken := l.Label(b, f.word("workers"), t.Type.Small, t.Muted, scene.Start)
	b.CutLeft(taken.W + 8*u)
	f.threads(l, b.InsetXY(0, 1*u), f.busyFirst(in.workers), f.nameIn)
}

// footer draws the other threads of a process, counted, and what it printed last.
func (f *Frame) footer(l *scene.Layer, b scene.Box, in *inner) {
	t, u := f.Theme, f.Theme.Unit
	if p := f.State.Process(in.id); p.Output != trace.NoFact {
		printed := sentence.Quote(f.Trace.What(f.Trace.Fact(p.Output)))
		place := b.CutRight(min(l.Width(t.Type.CodeSmall, printed)+18*u, b.W*0.5))
		b.CutRight(10 * u)
		l.Label(place.CutLeft(14*u), "›", t.Type.CodeSmall, t.Muted, scene.Start)
		l.Label(place, printed, t.Type.CodeSmall, t.Text, scene.Start)
		l.Mark(scene.Mark{
			Box: place, Name: "output", Subject: scene.Subject{Topic: scene.OfFact, ID: int64(p.Output)}, Role: scene.Item, Label: printed, Command: selects(),
		})
	}
	working := func(ids []trace.ThreadID) int {
		n := 0
		for _, id := range ids {
			if s := f.State.Threads[id].Status; s == trace.StatusRunning || s == trace.StatusReady {
				n++
			}
		}
		return n
	}
	v8 := f.word("v8-threads", "Count", len(in.v8))
	if n := working(in.v8); n > 0 {
		v8 += f.word("of-them-working", "Count", n)
	}
	long := v8 + " · " + f.word("other-threads", "Count", len(in.others))
	l.Label(b, f.fitting(l, b.W, t.Type.Small, long, v8), t.Type.Small, t.Muted, scene.Start)
}
