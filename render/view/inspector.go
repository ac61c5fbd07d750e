package view

import (
	"cmp"
	"slices"
	"strconv"

	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/scene/icon"
	"timeslice/render/view/names"
	"timeslice/render/view/sentence"
	"timeslice/render/view/timeline"
	"timeslice/sim/trace"
)

// inspector shows what is selected: its facts and figures, why it is as it is,
// and where its time went.
func (f *Frame) inspector(b scene.Box) {
	key := f.now().Float(f.Model.Inspect.Scroll).Text(f.Model.Notice.Text).Bool(f.Model.Inspect.Chain)
	f.layer("inspector", b, key, func(l *scene.Layer) {
		f.panel(l, b)
		mark := scene.Mark{Box: b, Name: "inspector", Role: scene.Group, Condition: scene.Scrolls, Label: f.word("inspector")}
		l.Enclose(mark, func() { f.inspected(l, b) })
	})
}

func (f *Frame) inspected(l *scene.Layer, b scene.Box) {
	t, u := f.Theme, f.Theme.Unit
	rest := b.InsetXY(t.Pad, t.Pad-2*u)
	f.badNotice(l, &rest, t.Type.Label)
	scroll := min(f.Model.Inspect.Scroll, f.kept.inspected)
	column := &column{Frame: f, l: l, X: rest.X, W: rest.W, Y: rest.Y - scroll, bottom: b.Bottom()}
	l.Clip(scene.Box{X: b.X, Y: rest.Y, W: b.W, H: rest.H}, func() { column.subject(f.Model.Selected) })
	used := column.Y + scroll - rest.Y
	f.kept.inspected = max(used-rest.H, 0)
	l.Scrollbar(scene.Box{X: b.Right() - 7*u, Y: rest.Y, W: 4 * u, H: rest.H}, t, scroll/max(used, 1), (scroll+rest.H)/max(used, 1))
}

// column is what the inspector writes into, from above, as long as it may be.
type column struct {
	*Frame
	l       *scene.Layer
	X, Y, W float64
	bottom  float64 // of what is seen
}

func (c *column) take(h float64) scene.Box {
	b := scene.Box{X: c.X, Y: c.Y, W: c.W, H: h}
	c.Y += h
	return b
}

func (c *column) subject(s scene.Subject) {
	c.kept.causes = nil
	switch s.Topic {
	case scene.OfThread:
		c.ofThread(trace.ThreadID(s.ID))
	case scene.OfCore:
		c.ofCore(trace.CoreID(s.ID))
	case scene.OfProcess:
		c.ofProcess(trace.ProcessID(s.ID))
	case scene.OfObject:
		c.ofObject(trace.ObjectID(s.ID))
	case scene.OfItem:
		c.ofItem(trace.ProcessID(s.Part), s.ID)
	case scene.OfFact:
		c.ofFact(trace.FactID(s.ID))
	default:
		c.ofMachine()
	}
}

// title writes who it is, in the hue of its process, and a line about it.
func (c *column) title(hue *scene.Hue, picture icon.Icon, name, about string) {
	t, u := c.Theme, c.Theme.Unit
	row := c.take(28 * u)
	if hue != nil {
		c.l.Fill(row.CutLeft(10*u).Middle(9*u, 15*u), t.Tiny, hue.Solid)
	} else {
		c.l.Picture(picture, row.CutLeft(16*u).Middle(16*u, 16*u), t.Muted)
	}
	row.CutLeft(8 * u)
	c.l.Label(row, name, t.Type.Heading, t.Text, scene.Start)
	if about != "" {
		c.l.Label(c.take(20*u), about, t.Type.Small, t.Muted, scene.Start)
	}
	c.Y += 6 * u
}

// pair writes a name and its value.
func (c *column) pair(name, value string) {
	if value != "" {
		c.row(name, value)
	}
}

// row writes a name and its value, in two lines if they have no room in one, and
// returns where.
func (c *column) row(name, value string) scene.Box {
	t := c.Theme
	if c.l.Width(t.Type.Label, name)+t.Gap+c.l.Width(t.Type.LabelStrong, value) <= c.W {
		row := c.take(24 * t.Unit)
		c.l.Pair(row, t, name, value)
		return row
	}
	both := c.take(42 * t.Unit)
	rest := both
	c.l.Label(rest.CutTop(22*t.Unit), name, t.Type.Label, t.Muted, scene.Start)
	c.l.Label(rest.CutTop(18*t.Unit), value, t.Type.LabelStrong, t.Text, scene.End)
	return both
}

func (c *column) number(id string, n int64) { c.pair(c.word(id), strconv.FormatInt(n, 10)) }

func (c *column) heading(text string) {
	style := c.Theme.Type.LabelStrong
	c.Y += 14 * c.Theme.Unit
	if c.l.Width(style, text) > c.W {
		c.Y += c.l.Paragraph(scene.Box{X: c.X, Y: c.Y, W: c.W, H: 1e4}, text, style, c.Theme.Text)
		return
	}
	c.l.Label(c.take(24*c.Theme.Unit), text, style, c.Theme.Text, scene.Start)
}

func (c *column) ofThread(id trace.ThreadID) {
	t, owner := c.State.Thread(id), c.Book.ProcessOf(id)
	c.title(c.hue(owner), icon.Thread, c.Book.Thread(id), c.Book.Process(owner)+" · PID "+strconv.Itoa(int(owner))+" · TID "+strconv.Itoa(int(id)))
	if c.begins(t.Status == trace.StatusNone, c.Book.ThreadStart(id)) {
		return
	}
	state := c.Tell.Status(t.Status)
	if t.Core != trace.NoCore {
		state += " · " + c.say("core", "Number", int(t.Core))
	}
	c.pair(c.word("state"), state)
	if t.Status == trace.StatusNone {
		return
	}
	c.pair(c.word("for"), sentence.Length(c.State.SinceNs(id)))
	sum, known := c.index().Sum(names.ThreadRef(id), 0, c.State.At)
	c.pair(c.word("cpu-used"), sentence.Length(c.State.CPUNs(id)))
	if known {
		c.pair(c.word("waited"), sentence.Length(sum.Ns[timeline.Ready]+sum.Ns[timeline.Throttled]+sum.Ns[timeline.Switching]))
	}
	c.number("nice", int64(t.Nice))
	if t.Status == trace.StatusReady {
		for _, field := range c.Tell.Keys(c.Trace, &trace.Candidate{Thread: id, Key: t.Key, Key2: t.Key2, KeysKnown: true, Class: t.Class}) {
			c.pair(field.Label, field.Value.Text)
		}
	}
	answer := c.Tell.WhyThread(c.Trace, c.State, id)
	c.says(answer.Says)
	c.changeHere(c.Model.Selected)
	if known {
		c.spent(names.Thread, &sum, t.Process)
	}
	c.chain(answer.Chain)
}

// begins writes of who is not there yet when it will be, and leads there; false for
// everybody else.
func (c *column) begins(absent bool, start trace.FactID) bool {
	if !absent || start == trace.NoFact {
		return false
	}
	at := c.Trace.Fact(start).Time
	c.pair(c.word("state"), c.word("not-there-yet"))
	text := sentence.Instant(at)
	if m, follows := c.follow(c.row(c.word("begins"), text), &sentence.Span{Ref: names.InstantRef(at)}, text); follows {
		c.l.Mark(m)
	}
	return true
}

func (c *column) ofCore(id trace.CoreID) {
	if id < 0 || int(id) >= len(c.State.Cores) {
		return
	}
	core := &c.State.Cores[id]
	c.title(nil, icon.Core, c.say("core", "Number", int(id)), "")
	who := c.say("idle")
	if core.Thread != trace.NoThread {
		who = c.Book.Thread(core.Thread)
	}
	c.pair(c.word("runs"), who)
	if left, limited := c.State.SliceLeftNs(id); limited {
		c.pair(c.word("slice-left"), sentence.Length(left))
	}
	busy, overhead, idle := c.State.CoreTimes(id)
	c.pair(c.word("used"), sentence.Percent(busy+overhead, busy+overhead+idle))
	queue := id
	if c.centralQueue() {
		queue = trace.NoCore
	}
	c.number("in-queue", int64(c.team().queued(queue)))
	answer := c.Tell.WhyCore(c.Trace, c.State, id)
	c.says(answer.Says)
	c.changeHere(c.Model.Selected)
	if sum, known := c.index().Sum(names.CoreRef(id), 0, c.State.At); known {
		c.spent(names.Core, &sum, trace.NoProcess)
	}
	c.chain(answer.Chain)
}

func (c *column) ofProcess(id trace.ProcessID) {
	p := c.State.Process(id)
	c.title(c.hue(id), icon.Process, c.Book.Process(id), "PID "+strconv.Itoa(int(id)))
	if c.begins(p.Status == trace.ProcessNone, c.Book.ProcessStart(id)) {
		return
	}
	c.pair(c.word("state"), c.Tell.ProcessStatus(p.Status))
	if p.Status == trace.ProcessNone {
		return
	}
	if p.Parent != trace.NoProcess {
		c.pair(c.word("its-parent"), c.Book.Process(p.Parent)+" · "+strconv.Itoa(int(p.Parent)))
	}
	c.number("its-threads", int64(p.Threads))
	if p.Resident > 0 {
		c.pair(c.word("resident"), sentence.Bytes(p.Resident))
	}
	main := trace.ThreadID(id)
	loop := c.State.Loop(main)
	if loop.HeapBytes > 0 {
		c.pair(c.word("js-heap"), sentence.Bytes(loop.HeapBytes))
	}
	if loop.Turn > 0 {
		c.number("turns", loop.Turn)
	}
	sum, known := c.index().Sum(names.ProcessRef(id), 0, c.State.At)
	if known {
		c.pair(c.word("cpu-used"), sentence.Length(sum.LoadNs))
	}
	answer := c.Tell.WhyProcess(c.Trace, c.State, id)
	if loop.Fact != trace.NoFact && p.Status == trace.ProcessAlive {
		for _, more := range c.Tell.WhyLoop(c.Trace, c.State, main).Says {
			said := slices.ContainsFunc(answer.Says, func(s sentence.Sentence) bool { return s.Text == more.Text })
			if !said { // both tell in which callback it is
				answer.Says = append(answer.Says, more)
			}
		}
	}
	c.says(answer.Says)
	c.changeHere(c.Model.Selected)
	if known {
		c.spent(names.Process, &sum, id)
	}
	c.chain(answer.Chain)
}

func (c *column) ofObject(id trace.ObjectID) {
	o := c.State.Object(id)
	c.title(nil, objectIcon(&o), c.Tell.Object(id).Text, c.Trace.Text(o.Address))
	switch o.Sort {
	case trace.ReasonMutex:
		owner := c.word("nobody")
		if o.Owner != trace.NoThread {
			owner = c.Book.Thread(o.Owner)
		}
		c.pair(c.word("held-by"), owner)
	case trace.ReasonPipe, trace.ReasonSocketPair, trace.ReasonSocket, trace.ReasonDatagramSocket:
		c.pair(c.word("holds"), sentence.Bytes(o.Held))
		if o.Capacity > 0 {
			c.pair(c.word("capacity"), sentence.Bytes(o.Capacity))
		}
		c.pair(c.word("sent"), sentence.Bytes(o.Sent))
		c.pair(c.word("received"), sentence.Bytes(o.Received))
	case trace.ReasonDiskDevice, trace.ReasonDeviceUnlimited:
		c.number("serving", int64(o.Serving))
		c.number("pending", int64(o.Pending))
	}
	c.number("waiters", int64(o.Waiters))
	c.changeHere(c.Model.Selected)
	c.answer(c.Tell.WhyObject(c.Trace, c.State, id))
}

func (c *column) ofItem(process trace.ProcessID, number int64) {
	c.title(c.hue(process), icon.Queue, c.word("item", "Number", number), c.Book.Process(process))
	c.answer(c.Tell.WhyItem(c.Trace, c.State, process, number))
}

func (c *column) ofFact(id trace.FactID) {
	if id < 1 || int(id) > c.Trace.Len() {
		return
	}
	fact := c.Trace.Fact(id)
	c.title(nil, icon.Flag, c.Tell.Kind(fact.Kind), sentence.Instant(fact.Time))
	for _, field := range c.Tell.Fields(c.Trace, id)[2:] {
		c.field(field)
	}
	c.changed(id)
	c.answer(c.Tell.WhyFact(c.Trace, id))
}

// field writes a field of a fact; what it refers to can be followed.
func (c *column) field(field sentence.Field) {
	row := c.row(field.Label, field.Value.Text)
	if len(field.Value.Spans) == 1 {
		if m, follows := c.follow(row, &field.Value.Spans[0], field.Value.Text); follows {
			c.l.Mark(m)
		}
	}
}

// ofMachine writes what there is to know of the whole machine.
func (c *column) ofMachine() {
	t := c.Theme
	c.title(nil, icon.Machine, c.say("machine"), c.Trace.Property("scenario"))
	if c.Trace.Property("real") != "" {
		c.recorded("machine", "system", "node")
	}
	c.number("cores-of", int64(len(c.State.Cores)))
	c.pair(c.word("policy"), c.Trace.Property("policy"))
	team := c.team()
	c.number("processes-of", int64(len(team.processes)))
	c.number("running", int64(team.running))
	c.number("ready", int64(team.ready))
	c.number("blocked", int64(team.blocked))
	if c.State.Ended != trace.ReasonNone {
		c.heading(c.word("ended"))
		c.paragraph(c.Tell.End(c.State.Ended), t.Type.Label)
	}
	c.shared()
	c.Y += 10 * t.Unit
	c.Y += c.l.Paragraph(scene.Box{X: c.X, Y: c.Y, W: c.W, H: 1e4}, c.say("nothing-selected"), t.Type.Label, t.Muted)
	c.changeHere(scene.Subject{})
}

// mostShared is how many of those who share the cores are listed.
const mostShared = 10

// shared lists who has had the cores so far, most first: the processes, or the
// threads where one process is all there is.
func (c *column) shared() {
	type user struct {
		subject scene.Subject
		name    string
		hue     *scene.Hue
		sum     timeline.Sum
	}
	var users []user
	add := func(ref names.Ref, s scene.Subject, name string, hue *scene.Hue) {
		sum, known := c.index().Sum(ref, 0, c.State.At)
		if ref.Kind == names.Thread {
			sum.LoadNs = sum.Ns[timeline.Running] + sum.Ns[timeline.Collecting]
		}
		if known && sum.LoadNs > 0 {
			users = append(users, user{s, name, hue, sum})
		}
	}
	const mostSummed = 64 // who started first is enough to tell of
	all := c.index().Rows(timeline.ByProcess)
	switch {
	case len(all) == 1:
		threads := c.index().ThreadsOf(all[0].Process)
		for _, id := range threads[:min(len(threads), mostSummed)] {
			add(names.ThreadRef(id), thread(id), c.nameIn(id), c.hue(all[0].Process))
		}
	default:
		for i := range all[:min(len(all), mostSummed)] {
			id := all[i].Process
			add(names.ProcessRef(id), process(id), c.Book.Process(id), c.hue(id))
		}
	}
	if len(users) == 0 {
		return
	}
	slices.SortStableFunc(users, func(a, b user) int { return cmp.Compare(b.sum.LoadNs, a.sum.LoadNs) })
	most := int64(0)
	for i := range users {
		s := &users[i].sum
		most = max(most, s.LoadNs+s.Ns[timeline.Ready]+s.Ns[timeline.Throttled]+s.Ns[timeline.Switching])
	}
	c.heading(c.word("who-had"))
	t, u := c.Theme, c.Theme.Unit
	for i := range users[:min(len(users), mostShared)] {
		one := &users[i]
		fits := func(figure string) bool {
			return c.l.Width(t.Type.Small, one.name)+6*u+c.l.Width(t.Type.SmallStrong, figure) <= c.W
		}
		figure, high := sentence.Length(one.sum.LoadNs), 34*u
		if !fits(figure) {
			figure = coarse(one.sum.LoadNs) // the name matters more than its last digits
		}
		beside := fits(figure)
		if !beside {
			high += 18 * u
		}
		row := c.take(high)
		mark := row
		head := row.CutTop(20 * u)
		if beside {
			taken := c.l.Label(head, figure, t.Type.SmallStrong, t.Text, scene.End)
			head.W = max(taken.X-head.X-6*u, 0)
		} else {
			c.l.Label(row.CutTop(18*u), figure, t.Type.SmallStrong, t.Text, scene.End)
		}
		c.l.Label(head, one.name, t.Type.Small, t.Text, scene.Start)
		c.timeBar(c.l, row.CutTop(7*u), &one.sum, one.hue, most)
		c.l.Mark(scene.Mark{Box: mark, Name: "link", Subject: one.subject, Role: scene.Item, Label: one.name, Command: selects()})
	}
	if more := len(users) - mostShared; more > 0 {
		c.rest(c.l, c.take(20*u), more)
	}
}

// paragraph writes a sentence in which every name can be followed.
func (c *column) paragraph(s sentence.Sentence, style scene.Style) {
	t := c.Theme
	var runs []scene.Run
	var spans []int
	at := 0
	add := func(text string, colour scene.Colour, span int) {
		if text != "" {
			runs = append(runs, scene.Run{Text: text, Style: style, Colour: colour})
			spans = append(spans, span)
		}
	}
	for i, span := range s.Spans {
		add(s.Text[at:span.From], t.Text, -1)
		add(s.Text[span.From:span.To], c.tint(span.Ref), i)
		at = span.To
	}
	add(s.Text[at:], t.Text, -1)
	c.Y += c.l.RichEach(scene.Box{X: c.X, Y: c.Y, W: c.W, H: 1e4}, 1.5, func(run int, b scene.Box) {
		if spans[run] < 0 {
			return
		}
		span := &s.Spans[spans[run]]
		if m, follows := c.follow(b, span, s.Text[span.From:span.To]); follows {
			c.l.Mark(m)
		}
	}, runs...)
}

// tint is the colour of a name in a sentence: whose it is, or that it can be
// followed.
func (f *Frame) tint(ref names.Ref) scene.Colour {
	switch ref.Kind {
	case names.Thread:
		return f.hueOf(trace.ThreadID(ref.ID)).Text
	case names.Process:
		return f.hue(trace.ProcessID(ref.ID)).Text
	case names.Item:
		return f.hue(ref.Process).Text
	}
	return f.Theme.AccentText
}

// follow is the mark by which a name in a sentence is followed.
func (f *Frame) follow(b scene.Box, span *sentence.Span, label string) (scene.Mark, bool) {
	m := scene.Mark{Box: b, Name: "link", Role: scene.Item, Label: label, Command: selects()}
	switch span.Ref.Kind {
	case names.Instant:
		m.Command = scene.Command{Name: "seek", Argument: span.Ref.ID}
		m.Subject = scene.Subject{Topic: scene.OfTime, ID: span.Ref.ID}
		return m, true
	case names.Item:
		m.Subject = item(span.Ref.Process, span.Ref.ID)
		return m, true
	}
	subject, known := model.SubjectOf(span.Ref)
	m.Subject = subject
	return m, known
}
