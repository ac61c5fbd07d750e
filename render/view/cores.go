package view

import (
	"strconv"

	"timeslice/render/scene"
	"timeslice/render/scene/icon"
	"timeslice/render/view/sentence"
	"timeslice/sim/trace"
)

// bank is how the cores are laid out: in the largest form in which all have room.
type bank struct {
	form  coreForm
	grid  scene.Grid
	cells int // cores, or groups of cores
	share int // cores in a cell
}

// coreForm is how much of a core is shown.
type coreForm uint8

const (
	coreCard  coreForm = iota // with its slice, why it was chosen, and who waits
	coreChip                  // who runs, and how many wait
	coreTile                  // its number in the hue of who runs
	coreGroup                 // several cores in one: how many of them run something
)

// layCores finds the form for so many cores in a box whose height is the most
// that they may take, from the largest that is wanted.
func (f *Frame) layCores(b scene.Box, count int, largest coreForm) bank {
	u := f.Theme.Unit
	card := 84 * u
	if !f.centralQueue() {
		card += 36 * u // for the queue below
	}
	for _, form := range []struct {
		form              coreForm
		most              int
		narrow, high, gap float64
	}{
		{coreCard, 4, 184 * u, card, 14 * u},
		{coreChip, 8, 132 * u, 56 * u, 8 * u},
		{coreTile, 32, 34 * u, 26 * u, 4 * u},
	} {
		if form.form < largest {
			continue
		}
		grid := scene.NewGrid(b, count, form.most, form.narrow, form.high, form.gap)
		rows := (count + grid.Columns - 1) / grid.Columns
		grid.Columns = (count + rows - 1) / rows // rows alike long
		if form.form == coreTile {               // no wider than they need to be
			grid.Box.W = min(b.W, float64(grid.Columns)*(56*u+grid.Gap)-grid.Gap)
		}
		if grid.Height(count) <= b.H+0.5 && grid.Box.Column(0, grid.Columns, grid.Gap).W >= form.narrow*0.98 {
			return bank{form.form, grid, count, 1}
		}
	}
	for share := 2; ; share *= 2 {
		cells := (count + share - 1) / share
		grid := scene.NewGrid(b, cells, 8, 120*u, 44*u, 6*u)
		if grid.Height(cells) <= b.H+0.5 || cells == 1 {
			return bank{coreGroup, grid, cells, share}
		}
	}
}

// cores draws the cores into a box and returns the height that they take.
func (f *Frame) cores(l *scene.Layer, b scene.Box, largest coreForm) float64 {
	count := len(f.State.Cores)
	if count == 0 {
		return 0
	}
	k := f.layCores(b, count, largest)
	for i := range k.cells {
		cell := k.grid.Cell(i)
		switch k.form {
		case coreCard:
			f.coreCard(l, cell, trace.CoreID(i))
		case coreChip:
			f.coreChip(l, cell, trace.CoreID(i))
		case coreTile:
			f.coreTile(l, cell, trace.CoreID(i))
		case coreGroup:
			f.coreGroup(l, cell, i*k.share, min((i+1)*k.share, count))
		}
	}
	high := k.grid.Height(k.cells)
	if waiting := f.team().queued(trace.NoCore); waiting > 0 || f.centralQueue() {
		row := scene.Box{X: b.X, Y: b.Y + high + f.Theme.Gap, W: b.W, H: 28 * f.Theme.Unit}
		f.runQueue(l, row, trace.NoCore, true)
		high += row.H + f.Theme.Gap
	}
	return high
}

// centralQueue reports whether the cores share one queue. Of a real run nothing tells
// for which core a thread waits.
func (f *Frame) centralQueue() bool {
	return f.Trace.Property("queues") == "central" || f.Trace.Property("real") != ""
}

// markCore encloses what is drawn of a core.
func (f *Frame) markCore(l *scene.Layer, b scene.Box, id trace.CoreID, draw func(name string)) {
	name := f.say("core", "Number", int(id))
	label := name + f.word("pause")
	if who := f.State.Cores[id].Thread; who != trace.NoThread {
		label += f.Book.Thread(who)
	} else {
		label += f.say("idle")
	}
	l.Enclose(scene.Mark{
		Box: b, Name: "core", Subject: core(id), Role: scene.Item, Label: label, Command: selects(), Condition: f.selected(core(id)),
	}, func() { draw(name) })
}

// framed draws the ground of a card, with a line around it if it is selected.
func (f *Frame) framed(l *scene.Layer, b scene.Box, s scene.Subject) {
	l.Card(b, f.Theme)
	if f.Model.Selected == s {
		l.Outline(b, f.Theme.Corner, f.Theme.Thick, f.Theme.Accent)
	}
}

func (f *Frame) coreCard(l *scene.Layer, b scene.Box, id trace.CoreID) {
	t, u := f.Theme, f.Theme.Unit
	card := b
	card.H = 84 * u
	f.markCore(l, card, id, func(name string) {
		f.framed(l, card, core(id))
		rest := card.InsetXY(12*u, 7*u)
		head := rest.CutTop(22 * u)
		busy, overhead, idle := f.State.CoreTimes(id)
		used := l.Label(head, f.word("use", "Part", sentence.Percent(busy+overhead, busy+overhead+idle)), t.Type.Small, t.Muted, scene.End)
		head.W = max(used.X-head.X-t.Gap, 0)
		l.Label(head, name, t.Type.LabelStrong, t.Muted, scene.Start)
		row := rest.CutTop(26 * u)
		f.onCore(l, row, id)
		rest.CutTop(3 * u)
		l.Label(rest.CutTop(18*u), f.fitting(l, rest.W, t.Type.Small, f.reasons(id)...), t.Type.Small, t.Muted, scene.Start)
	})
	if !f.centralQueue() {
		f.runQueue(l, scene.Box{X: b.X, Y: card.Bottom() + 7*u, W: b.W, H: 28 * u}, id, id == 0)
	}
}

// onCore draws who has a core, and how much of the slice is used.
func (f *Frame) onCore(l *scene.Layer, row scene.Box, id trace.CoreID) {
	t, u, c := f.Theme, f.Theme.Unit, &f.State.Cores[id]
	if c.Thread == trace.NoThread {
		l.OutlineDashed(row, t.Small, t.Hairline, scene.Dashed, t.Strong)
		l.Label(row.InsetXY(9*u, 0), f.say("idle"), t.Type.Label, t.Muted, scene.Start)
		return
	}
	name := f.nameOn(c.Thread)
	chip := row.CutLeft(min(max(l.ChipWidth(t, scene.Running, name), row.W*0.42), row.W*0.68))
	if left := f.arriving(c); left > 0 { // it comes up from the queue
		l.OutlineDashed(chip, t.Small, t.Hairline, scene.Dashed, t.Strong)
		from := l.Len()
		f.thread(l, chip.Shift(0, 66*u*left), c.Thread, name)
		l.Moving(from)
	} else {
		f.thread(l, chip, c.Thread, name)
	}
	row.CutLeft(10 * u)
	left, limited := f.State.SliceLeftNs(id)
	hue := f.hue(f.State.Thread(c.Thread).Process)
	switch bar := row.Middle(row.W, 7*u); {
	case f.State.At < c.OverheadUntil:
		l.Fill(bar, bar.H/2, t.Track)
		l.Hatch(bar, bar.H/2, 8*u, t.Muted)
	case limited:
		l.Bar(bar, t, 1-float64(left)/float64(c.LimitNs), hue.Solid)
	default:
		l.Fill(bar, bar.H/2, t.Track)
	}
}

// arrivalMs is how long, in milliseconds of the user's time, a chip takes from the
// queue to the core.
const arrivalMs = 200

// arriving is how much of its way from the queue the thread on a core has still
// before it, from 1 to 0: while it is played, and no longer than a part of its slice,
// so that a chip stands still most of the time.
func (f *Frame) arriving(c *trace.CoreState) float64 {
	p := &f.Model.Playhead
	if !p.Playing || f.Model.Preferences.ReducedMotion {
		return 0
	}
	length := p.Speed * arrivalMs
	if c.LimitNs > 0 {
		length = min(length, c.LimitNs/4)
	} else {
		length = min(length, trace.Millisecond)
	}
	gone := int64(f.State.At - c.Since)
	if length <= 0 || gone >= length {
		return 0
	}
	left := 1 - float64(gone)/float64(length)
	return left * left
}

// reasons says why a core runs what it runs, from the longest way to say it to
// the shortest.
func (f *Frame) reasons(id trace.CoreID) []string {
	c := &f.State.Cores[id]
	short := f.Tell.Short(f.Trace, f.State, id).Text
	if c.Thread == trace.NoThread {
		return []string{short}
	}
	if f.State.At < c.OverheadUntil {
		return []string{f.word("switching") + " · " + short, f.word("switching")}
	}
	ran := coarse(int64(f.State.At - c.SliceFrom))
	if c.LimitNs > 0 {
		ran = f.word("of", "Part", ran, "Whole", coarse(c.LimitNs))
	}
	return []string{short + " · " + f.word("ran", "For", ran), short + " · " + ran, short, ran}
}

// coarse is a length of time for what changes all the time: with one decimal.
func coarse(ns int64) string {
	unit, name := unitOf(ns)
	if unit == 1 {
		return strconv.FormatInt(max(ns, 0), 10) + name
	}
	tenths := ns * 10 / unit
	return strconv.FormatInt(tenths/10, 10) + "." + strconv.FormatInt(tenths%10, 10) + name
}

// whole is a length of time for where there is little room: without decimals, rounded.
func whole(ns int64) string {
	unit, name := unitOf(ns)
	return strconv.FormatInt((max(ns, 0)+unit/2)/unit, 10) + name
}

// unitOf is the unit in which a length of time is written short, in nanoseconds, and its
// name.
func unitOf(ns int64) (unit int64, name string) {
	switch {
	case ns >= trace.Second:
		return trace.Second, " s"
	case ns >= trace.Millisecond/10:
		return trace.Millisecond, " ms"
	case ns >= trace.Microsecond:
		return trace.Microsecond, " µs"
	}
	return 1, " ns"
}

// fitting is the first of several texts that is no wider than there is room, or
// else the last, which gives way.
func (f *Frame) fitting(l *scene.Layer, wide float64, style scene.Style, texts ...string) string {
	for _, text := range texts {
		if l.Width(style, text) <= wide {
			return text
		}
	}
	return texts[len(texts)-1]
}

// runQueue draws who waits for a core, in order.
func (f *Frame) runQueue(l *scene.Layer, row scene.Box, queue trace.CoreID, named bool) {
	t, u := f.Theme, f.Theme.Unit
	waiting := f.team().queued(queue)
	label := f.word("queue")
	if named {
		row.CutLeft(l.Label(row, label, t.Type.Small, t.Muted, scene.Start).W + 10*u)
	}
	if waiting == 0 {
		l.Label(row, f.word("empty"), t.Type.Small, t.Muted, scene.Start)
		return
	}
	f.threads(l, row, f.State.Ready(queue), f.nameOn)
}

// threads draws a row of threads as chips, and how many more there are.
func (f *Frame) threads(l *scene.Layer, b scene.Box, ids []trace.ThreadID, name func(trace.ThreadID) string) {
	t, u := f.Theme, f.Theme.Unit
	flow := scene.NewFlow(b, min(b.H, 26*u), 6*u)
	more := func(n int) string { return "+" + strconv.Itoa(n) }
	for i, id := range ids {
		text := name(id)
		wide := min(l.ChipWidth(t, f.shape(id), text), 150*u)
		rest := 0.0
		if i+1 < len(ids) {
			rest = l.Width(t.Type.Label, more(len(ids)-i)) + 4*u
		}
		if rest > 0 && flow.Last(wide, rest) {
			if place, fits := flow.Next(l.Width(t.Type.Label, more(len(ids)-i)) + 2*u); fits {
				l.Label(place, more(len(ids)-i), t.Type.Label, t.Muted, scene.Start)
			}
			return
		}
		place, fits := flow.Next(wide)
		if !fits {
			return
		}
		f.thread(l, place, id, text)
	}
}

// coreChip draws a core as its number, who runs, and how many wait.
func (f *Frame) coreChip(l *scene.Layer, b scene.Box, id trace.CoreID) {
	t, u, c := f.Theme, f.Theme.Unit, &f.State.Cores[id]
	f.markCore(l, b, id, func(name string) {
		f.framed(l, b, core(id))
		rest := b.InsetXY(8*u, 4*u)
		head := rest.CutTop(20 * u)
		head = f.waitingCount(l, head, id)
		l.Label(head, name, t.Type.SmallStrong, t.Muted, scene.Start)
		chip := rest.CutTop(24 * u)
		if c.Thread == trace.NoThread {
			l.Label(chip, f.say("idle"), t.Type.Small, t.Muted, scene.Start)
			return
		}
		f.thread(l, chip, c.Thread, f.nameOn(c.Thread))
		if left, limited := f.State.SliceLeftNs(id); limited {
			l.Bar(rest.CutBottom(3*u), t, 1-float64(left)/float64(c.LimitNs), f.hue(f.State.Thread(c.Thread).Process).Solid)
		}
	})
}

// waitingCount draws how many wait for a core at the right of a row, and returns
// what is left of the row.
func (f *Frame) waitingCount(l *scene.Layer, row scene.Box, id trace.CoreID) scene.Box {
	t, u := f.Theme, f.Theme.Unit
	n := f.team().queued(id)
	if n == 0 {
		return row
	}
	taken := l.Label(row, "+"+strconv.Itoa(n), t.Type.SmallStrong, t.Text, scene.End)
	row.W = max(taken.X-row.X-2*u, 0)
	picture := row.CutRight(12 * u)
	l.Picture(icon.Queue, picture.Middle(12*u, 12*u), t.Muted)
	row.CutRight(2 * u)
	return row
}

// coreTile draws a core as its number, filled in the hue of who runs; the line
// below is as long as the queue, up to eight.
func (f *Frame) coreTile(l *scene.Layer, b scene.Box, id trace.CoreID) {
	t, u, c := f.Theme, f.Theme.Unit, &f.State.Cores[id]
	f.markCore(l, b, id, func(string) {
		number, letters := strconv.Itoa(int(id)), t.Muted
		if c.Thread == trace.NoThread {
			l.OutlineDashed(b, t.Tiny+1, t.Hairline, scene.Dashed, t.Strong)
		} else {
			hue := f.hue(f.State.Thread(c.Thread).Process)
			l.Fill(b, t.Tiny+1, hue.Solid)
			letters = hue.On
		}
		if f.Model.Selected == core(id) {
			l.Outline(b.Inset(-1.5), t.Tiny+2, t.Thick, t.Accent)
		}
		place := b
		if n := f.team().queued(id); n > 0 {
			text := "+" + strconv.Itoa(n)
			if b.W >= 58*u {
				l.Label(b.InsetXY(4*u, 0), text, t.Type.Tiny, letters, scene.End)
				l.Label(b.InsetXY(4*u, 0), number, t.Type.Tiny, letters, scene.Start)
				return
			}
			step := (b.W - 6*u) / 8
			for i := range min(n, 8) {
				l.Fill(scene.Box{X: b.X + 3*u + step*float64(i), Y: b.Bottom() - 5*u, W: step - 1, H: 2 * u}, 0, letters)
			}
			place.H -= 4 * u
		}
		l.Label(place, number, t.Type.Tiny, letters, scene.Centre)
	})
}

// coreGroup draws several cores in one: how many of them run something, and how
// many wait for them.
func (f *Frame) coreGroup(l *scene.Layer, b scene.Box, from, to int) {
	t, u := f.Theme, f.Theme.Unit
	busy, waiting := 0, 0
	for i := from; i < to; i++ {
		if f.State.Cores[i].Thread != trace.NoThread {
			busy++
		}
		waiting += f.team().queued(trace.CoreID(i))
	}
	name := f.word("cores", "From", from, "To", to-1)
	l.Enclose(scene.Mark{Box: b, Name: "cores", Subject: scene.Subject{Topic: scene.OfCore, ID: int64(from), Part: int64(to)}, Role: scene.Group, Label: name}, func() {
		l.Card(b, t)
		rest := b.InsetXY(8*u, 4*u)
		head := rest.CutTop(18 * u)
		if waiting > 0 {
			taken := l.Label(head, "+"+strconv.Itoa(waiting), t.Type.SmallStrong, t.Text, scene.End)
			head.W = max(taken.X-head.X-2*u, 0)
		}
		l.Label(head, name, t.Type.Small, t.Muted, scene.Start)
		row := rest.CutTop(14 * u)
		step := row.W / float64(to-from)
		for i := from; i < to; i++ {
			cell := scene.Box{X: row.X + step*float64(i-from), Y: row.Y + 2*u, W: max(step-1, 1), H: 10 * u}
			colour := t.Track
			if who := f.State.Cores[i].Thread; who != trace.NoThread {
				colour = f.hue(f.State.Thread(who).Process).Solid
			}
			l.Fill(cell, 1, colour)
		}
	})
}
