package view

import (
	"cmp"
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"

	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/scene/icon"
	"timeslice/render/view/sentence"
	"timeslice/render/view/timeline"
	"timeslice/sim/compare"
	"timeslice/sim/trace"
)

// compared shows a comparison: the verdict, both histories on one scale, and
// where the difference comes from.
func (f *Frame) compared(b scene.Box) {
	r := &f.Model.Reality
	f.layer("compared", b, f.key.Int(int64(r.Version)).Text(f.Model.Notice.Text), func(l *scene.Layer) {
		t, u := f.Theme, f.Theme.Unit
		rest := b.InsetXY(t.Pad+6*u, t.Pad)
		gap := t.Pad
		f.verdict(l, rest.CutTop(84*u))
		if notes := f.notes(); len(notes) > 0 {
			l.Label(rest.CutTop(26*u), strings.Join(notes, " "), t.Type.Small, t.WarnText, scene.Start)
		} else {
			rest.CutTop(gap)
		}
		below := rest.CutBottom(min(max(144*u, rest.H*0.4), 250*u))
		rest.CutBottom(gap)
		f.histories(l, rest)
		f.whereItWent(l, below.Column(0, 3, gap))
		f.ordersSeen(l, below.Column(1, 3, gap))
		f.figuresCompared(l, below.Column(2, 3, gap))
	})
}

// notes say what else one must know of the two runs.
func (f *Frame) notes() []string {
	c := f.Model.Reality.Compared
	notes := slices.Clone(c.Report.Notes)
	if r := c.Refused; r.Why != "" {
		notes = append(notes, f.Say.Say("real.refused", "Why", f.Say.Say("real.refused."+r.Why, "Detail", r.Detail)))
	}
	return notes
}

// finding is one of the things that one wants to know first.
type finding struct {
	name, value  string
	about, brief string // brief where about has no room
	colour       scene.Colour
}

// verdict is what one wants to know first.
func (f *Frame) verdict(l *scene.Layer, b scene.Box) {
	t, u := f.Theme, f.Theme.Unit
	l.Card(b, t)
	all := f.findings()
	for i := range all {
		column := b.Column(i, len(all), 0)
		if i > 0 {
			l.Rule(scene.Point{X: column.X, Y: b.Y + 14*u}, scene.Point{X: column.X, Y: b.Bottom() - 14*u}, t.Hairline, t.Border)
		}
		inside := column.InsetXY(t.Pad+6*u, 11*u)
		l.Label(inside.CutTop(18*u), all[i].name, t.Type.Small, t.Text, scene.Start)
		l.Label(inside.CutTop(26*u), all[i].value, t.Type.Title, all[i].colour, scene.Start)
		about := all[i].about
		if all[i].brief != "" {
			about = f.fitting(l, inside.W, t.Type.Small, about, all[i].brief)
		}
		l.Label(inside.CutTop(18*u), about, t.Type.Small, t.Muted, scene.Start)
	}
}

func (f *Frame) findings() []finding {
	t, c := f.Theme, f.Model.Reality.Compared
	r := c.Report
	output := finding{name: f.say("real.output"), value: f.say("real.equal"), about: f.say("real.lines", "Count", len(r.Orders[0].Lines), "Code", r.ExitCodes.Model), colour: t.GoodText}
	if d := r.FirstDifference; d != nil {
		output.value, output.colour = f.say("real.differs"), t.BadText
		output.about = f.say("real.differs-about", "Line", d.Line, "Model", quoted(d.Model), "Real", quoted(d.Real))
	} else if !r.ExitCodes.Equal {
		output.value, output.colour = f.say("real.code-differs"), t.BadText
	}
	order := finding{name: f.say("real.order"), value: f.say("real.same"), about: f.say("real.racing", "Count", len(r.Racing)), colour: t.GoodText}
	for i := range r.Orders {
		switch seen := &r.Orders[i]; {
		case seen.Times > 0 && !seen.Allowed:
			order.value, order.about, order.colour = f.say("real.not-allowed"), f.say("real.not-allowed-about"), t.BadText
		case seen.Times > 0 && !seen.Model && order.colour != t.BadText:
			order.value, order.colour = f.say("real.other-order"), t.GoodText
		}
	}
	recorded := finding{name: f.say("real.recorded"), value: f.say("real.tier." + r.Tier), about: f.say("real.tier-about." + r.Tier), colour: t.AccentText}
	if r.Tier != "exact" {
		recorded.colour = t.WarnText
	}
	if c.Recorded {
		recorded.about, recorded.brief = c.Real.Property("machine")+" · "+c.Runtime, c.Real.Property("machine")
	}
	return []finding{output, order, f.figure("real.cpu", r.Total["cpu_ns"]), f.figure("real.wall", r.Total["wall_ns"]), recorded}
}

// figure is how far the model is off in a length of time.
func (f *Frame) figure(id string, twin compare.Twin) finding {
	model, real := sentence.Length(round(twin.Model)), sentence.Length(round(twin.Real))
	return finding{
		name: f.say(id), value: deviation(twin.ErrorPercent), colour: f.Theme.Text,
		about: f.say("real.both", "Model", model, "Real", real), brief: model + " / " + real,
	}
}

// round cuts what nobody reads: a length of time to four places.
func round(ns int64) int64 {
	unit := int64(1)
	for ns/unit >= 10_000 {
		unit *= 10
	}
	return (ns + unit/2) / unit * unit
}

// deviation is an error with its sign.
func deviation(percent *json.Number) string {
	if percent == nil {
		return "–"
	}
	text := string(*percent)
	if rest, negative := strings.CutPrefix(text, "-"); negative {
		return "−" + rest + " %"
	}
	return "+" + text + " %"
}

func quoted(text *string) string {
	if text == nil {
		return "–"
	}
	return strconv.Quote(*text)
}

// histories draws both runs on one scale, with the lines that both printed
// joined.
func (f *Frame) histories(l *scene.Layer, b scene.Box) {
	t, u, c := f.Theme, f.Theme.Unit, f.Model.Reality.Compared
	l.Card(b, t)
	inside := b.InsetXY(t.Pad+4*u, 8*u)
	inside.CutRight(10 * u)
	end := max(c.ModelRun.Trace().End(), c.RealRun.Trace().End())
	h := &history{panel: b, window: model.Range{From: 0, To: max(end, 1)}}
	h.ruler = inside.CutTop(24 * u)
	h.heads = inside.CutLeft(min(120*u, inside.W*0.2))
	h.ruler.CutLeft(h.heads.W)
	h.tracks = inside
	f.ruler(l, h)
	join := min(34*u, inside.H*0.14)
	each := (inside.H - join) / 2
	above := f.side(c.ModelRun, 0)
	costs, tier := f.say("real.costs-"+c.Report.Preset), f.say("real.tier."+c.Report.Tier)
	about := c.Runtime + " · " + tier + " · " + f.say("real.run-of", "Runs", c.Report.Runs)
	if c.Recorded {
		if c.Report.Preset == "laptop" {
			costs = f.say("real.costs-recorded")
		}
		about = f.say("real.recorded-on", "Machine", c.Real.Property("machine"), "System", c.Real.Property("system")) + " · " + c.Runtime + " · " + tier
	}
	used := above.oneHistory(l, h, scene.Box{X: inside.X, Y: inside.Y, W: inside.W, H: each}, f.say("real.model"), costs)
	inside.CutTop(used)
	between := inside.CutTop(join)
	below := f.side(c.RealRun, 1)
	below.oneHistory(l, h, scene.Box{X: inside.X, Y: inside.Y, W: inside.W, H: each}, f.say("real.real"), about)
	f.joins(l, h, between)
}

// side is a frame of one of the two runs: names and hues are its own.
func (f *Frame) side(b *model.Branch, which int) *Frame {
	if f.kept.sides[which] == nil {
		f.kept.sides[which] = &kept{}
	}
	s := *f
	s.kept, s.Trace, s.Book, s.other = f.kept.sides[which], b.Trace(), &b.Book, b.Index
	s.kept.ranks.take(b.Index)
	return &s
}

// mostStretch is how much higher than usual rows become where there is room.
const mostStretch = 1.8

// oneHistory draws a run: its cores, and those of its threads that did most. It
// returns how high that is.
func (f *Frame) oneHistory(l *scene.Layer, h *history, b scene.Box, name, about string) float64 {
	t, u := f.Theme, f.Theme.Unit
	top := b.Y
	head := b.CutTop(22 * u)
	title := scene.Box{X: h.heads.X, Y: head.Y, W: h.tracks.Right() - h.heads.X, H: head.H}
	l.Fill(title, 0, t.Card) // over the ruler's lines
	l.Runs(title, scene.Start,
		scene.Run{Text: name, Style: t.Type.LabelStrong, Colour: t.Text},
		scene.Run{Text: "   " + about, Style: t.Type.Small, Colour: t.Muted})
	room := b.H - 16*u // for the line that counts what is left out
	rows, high, left := f.rowsFor(room)
	stretch := min(max(room/max(high, 1), 1), mostStretch)
	for i := range rows {
		row := &rows[i]
		row.main, row.gap = math.Floor(row.main*stretch), row.gap*stretch
		box := b.CutTop(row.main)
		b.CutTop(row.gap)
		row.box = scene.Box{X: h.heads.X, Y: box.Y, W: h.tracks.Right() - h.heads.X, H: row.main}
		f.head(l, h, row)
		lane := scene.Box{X: h.tracks.X, Y: box.Y, W: h.tracks.W, H: row.main}
		pieces := f.pieces(h, row.row.Lanes[0])
		l.Clip(lane, func() {
			if row.hue == nil {
				f.coreSlices(l, h, lane, pieces)
			} else {
				f.threadSlices(l, h, row, lane, pieces)
			}
		})
	}
	if left > 0 {
		l.Label(scene.Box{X: h.heads.X, Y: b.Y, W: h.heads.W, H: 16 * u}, f.say("real.more-rows", "Number", left), t.Type.Tiny, t.Muted, scene.Start)
	}
	return b.Y + 10*u - top
}

// mostCoreRows is how many cores have a row: more are too thin to tell anything
// beside threads.
const mostCoreRows = 8

// leastCompared is how much CPU time is worth a row, even if it was had at a stretch.
const leastCompared = int64(trace.Millisecond)

// rowsFor chooses what has room in a height: cores, then the threads that used
// most CPU time, in their usual order. high is how high they are, left how many did
// something and are left out.
func (f *Frame) rowsFor(height float64) (rows []band, high float64, left int) {
	u, room := f.Theme.Unit, height
	core, thread, gap := 18*u, 11*u, 5*u
	for _, row := range f.index().Rows(timeline.ByCore) {
		if height < core+gap || len(rows) == mostCoreRows {
			left++
			continue
		}
		height -= core + gap
		rows = append(rows, band{row: row, name: f.say("core", "Number", row.Ref.ID), main: core, gap: gap})
	}
	type worker struct {
		row   timeline.Row
		place int
		ns    int64
	}
	var all []worker
	for i, row := range f.index().Rows(timeline.ByThread) {
		sum, _ := f.index().Sum(row.Ref, 0, f.index().End())
		if ns := sum.Ns[timeline.Running] + sum.Ns[timeline.Collecting]; ns >= leastCompared || ns > 0 && !f.quiet(trace.ThreadID(row.Ref.ID)) {
			all = append(all, worker{row, i, ns})
		}
	}
	slices.SortStableFunc(all, func(a, b worker) int { return cmp.Compare(b.ns, a.ns) })
	fit := max(int(height/(thread+gap)), 0)
	if fit < len(all) {
		left += len(all) - fit
		all = all[:fit]
	}
	slices.SortFunc(all, func(a, b worker) int { return cmp.Compare(a.place, b.place) })
	for _, w := range all {
		id := trace.ThreadID(w.row.Ref.ID)
		rows = append(rows, band{row: w.row, name: f.Book.Thread(id), hue: f.hue(w.row.Process), main: thread, gap: gap})
		height -= thread + gap
	}
	return rows, room - height, left
}

// mostJoins is how many lines are joined: of more, each so many-th.
const mostJoins = 40

// joins draws a curve from where the model printed a line to where the real run
// did.
func (f *Frame) joins(l *scene.Layer, h *history, b scene.Box) {
	t, u := f.Theme, f.Theme.Unit
	all := f.Model.Reality.Compared.Matches
	step := len(all)/mostJoins + 1
	for i := 0; i < len(all); i += step {
		m := &all[i]
		colour := t.Good
		if m.Crossed {
			colour = t.Warn
		}
		from := scene.Point{X: h.x(m.Model), Y: b.Y + 3*u}
		to := scene.Point{X: h.x(m.Real), Y: b.Bottom() - 3*u}
		half := (to.Y - from.Y) / 2
		l.Curve(from, scene.Point{X: from.X, Y: from.Y + half}, scene.Point{X: to.X, Y: to.Y - half}, to, t.Line, scene.Dash{}, colour)
		l.Disc(from, 3*u, colour)
		l.Disc(to, 3*u, colour)
	}
}

// part is one of the things that the real run's time went to.
type part struct {
	id     string
	ns     int64
	colour scene.Colour
}

// whereItWent takes the difference of the wall times apart.
func (f *Frame) whereItWent(l *scene.Layer, b scene.Box) {
	t, u, r := f.Theme, f.Theme.Unit, f.Model.Reality.Compared.Report
	l.Card(b, t)
	rest := b.InsetXY(t.Pad+4*u, 12*u)
	if r.Gap == nil {
		l.Label(rest.CutTop(24*u), f.say("real.gap-unknown"), t.Type.Heading, t.Text, scene.Start)
		l.Rich(rest, 1.5, scene.Run{Text: f.say("real.gap-unknown-about"), Style: t.Type.Small, Colour: t.Muted})
		return
	}
	g := r.Gap
	l.Label(rest.CutTop(24*u), f.say("real.gap", "Gap", signed(g.WallNs)), t.Type.Heading, t.Text, scene.Start)
	rest.CutTop(6 * u)
	parts := []part{
		{"real.gap-model", r.Total["wall_ns"].Model, t.Hue(0).Solid}, {"real.gap-start", g.StartNs, t.Hue(3).Solid},
		{"real.gap-cpu", g.CPUNs, t.Hue(1).Solid}, {"real.gap-foreign", g.ForeignNs, t.Plain.Solid}, {"real.gap-idle", g.IdleNs, t.Track},
	}
	bar := rest.CutTop(22 * u)
	whole := int64(0)
	for _, p := range parts {
		whole += max(p.ns, 0)
	}
	left := bar
	for _, p := range parts {
		if p.ns > 0 {
			slice := left.CutLeft(max(bar.W*float64(p.ns)/float64(max(whole, 1)), 1))
			if slice.W > 3 {
				slice.W--
			}
			l.Fill(slice, min(t.Tiny, slice.W/3), p.colour)
		}
	}
	rest.CutTop(8 * u)
	row := min(24*u, max(rest.H/float64(len(parts)), 19*u))
	for float64(len(parts))*row > rest.H+1 && len(parts) > 2 { // the least of them has no room
		least := 1
		for i := range parts[1:] {
			if magnitude(parts[i+1].ns) < magnitude(parts[least].ns) {
				least = i + 1
			}
		}
		parts = slices.Delete(parts, least, least+1)
	}
	for i, p := range parts {
		line := rest.CutTop(row)
		l.Dot(line.CutLeft(12*u), t, p.colour)
		line.CutLeft(6 * u)
		value := signed(p.ns)
		if i == 0 {
			value = sentence.Length(round(p.ns))
		}
		l.Pair(line, t, f.say(p.id), value)
	}
}

func magnitude(ns int64) int64 { return max(ns, -ns) }

// signed is a length of time with its sign.
func signed(ns int64) string {
	if ns < 0 {
		return "−" + sentence.Length(round(-ns))
	}
	return "+" + sentence.Length(round(ns))
}

// ordersSeen counts the orders in which the lines came, beside what the model
// allows.
func (f *Frame) ordersSeen(l *scene.Layer, b scene.Box) {
	t, u, r := f.Theme, f.Theme.Unit, f.Model.Reality.Compared.Report
	l.Card(b, t)
	rest := b.InsetXY(t.Pad+4*u, 12*u)
	head := rest.CutTop(24 * u)
	copies := f.say("real.copy")
	f.commandButton(l, head.CutRight(l.ButtonWidth(t, icon.Copy, copies)), scene.Quiet, icon.Copy, copies, "real-copy")
	head.CutRight(t.Gap)
	l.Label(head, f.say("real.orders", "Count", r.Runs), t.Type.Heading, t.Text, scene.Start)
	rest.CutTop(6 * u)
	note := rest.CutBottom(20 * u)
	fit := max(int(rest.H/(42*u)), 1)
	shown := r.Orders[:min(fit, len(r.Orders))]
	high := min(max(rest.H/float64(max(len(shown), 1)), 42*u), 98*u) // where few orders were seen, more of each
	for i := range shown {
		f.orderRow(l, rest.CutTop(high), &shown[i], r.Orders[0].Lines, r.Runs)
	}
	text := f.say("real.orders-one")
	if n := f.Model.Notice; n.Text != "" {
		text = n.Text
	} else if more := len(r.Orders) - fit; more > 0 {
		text = f.say("real.orders-more", "Number", more)
	} else if len(r.Orders) > 1 {
		text = f.say("real.orders-about")
	}
	l.Label(note, text, t.Type.Small, t.Muted, scene.Start)
}

// orderRow is an order, where it parts from the most frequent one.
func (f *Frame) orderRow(l *scene.Layer, b scene.Box, order *compare.Seen, usual []string, runs int) {
	t, u := f.Theme, f.Theme.Unit
	number := b.CutRight(34 * u)
	bar := b.CutRight(b.W * 0.34)
	b.CutRight(10 * u)
	at := 0
	for at < len(usual) && at < len(order.Lines) && usual[at] == order.Lines[at] {
		at++
	}
	text := ""
	if at == len(usual) || at < 3 {
		at = 0
	} else {
		text = "… "
	}
	text += strings.Join(order.Lines[at:], ", ")
	word, colour := "real.allowed", t.Good
	switch {
	case !order.Allowed:
		word, colour = "real.forbidden", t.Bad
	case order.Times == 0:
		word = "real.unseen"
	}
	lines := b
	lines.H -= 26 * u // for the verdict below, and some air
	b.CutTop(l.Paragraph(lines, strings.ReplaceAll(text, "\n", " "), t.Type.CodeSmall, t.Text))
	l.Label(b.CutTop(18*u), f.say(word), t.Type.Small, t.Muted, scene.Start)
	bar.H, number.H = 40*u, 40*u
	l.Bar(bar.Middle(bar.W, 12*u), t, float64(order.Times)/float64(max(runs, 1)), colour)
	l.Label(number, strconv.Itoa(order.Times), t.Type.LabelStrong, t.Text, scene.End)
}

// figuresCompared is the CPU time of the threads, what the whole program used, or how
// the time changes with the number of threads.
func (f *Frame) figuresCompared(l *scene.Layer, b scene.Box) {
	t, u, c := f.Theme, f.Theme.Unit, f.Model.Reality.Compared
	l.Card(b, t)
	rest := b.InsetXY(t.Pad+4*u, 12*u)
	chosen := int(c.Figures)
	commands := [...]string{"real-threads", "real-totals", "real-curve"}
	texts := []string{f.say("real.threads"), f.say("real.totals"), f.say("real.curve")}
	l.CloseTabs(rest.CutTop(26*u), t, texts, chosen, func(i int, b scene.Box) {
		l.Mark(scene.Mark{
			Box: b, Name: commands[i], Role: scene.Tab, Label: texts[i], Command: scene.Command{Name: commands[i]}, Condition: condition(i == chosen),
		})
	})
	rest.CutTop(6 * u)
	legend := rest.CutBottom(18 * u)
	for i, text := range []string{f.say("real.model"), f.say("real.real")} {
		l.Dot(legend.CutLeft(12*u), t, t.Hue(i).Solid)
		legend.CutLeft(5 * u)
		wide := l.Width(t.Type.Small, text)
		l.Label(legend.CutLeft(wide+1), text, t.Type.Small, t.Muted, scene.Start)
		legend.CutLeft(16 * u)
	}
	switch c.Figures {
	case model.FiguresByThread:
		f.threadsCompared(l, rest)
		return
	case model.FiguresInAll:
		f.totalsCompared(l, rest)
		return
	}
	if c.Curve == nil || len(c.Curve.Points) == 0 {
		l.Rich(rest, 1.5, scene.Run{Text: f.say("real.no-curve"), Style: t.Type.Small, Colour: t.Muted})
		return
	}
	f.curve(l, rest, c.Curve)
}

// threadsCompared is the CPU time of the threads that had most of it, in both.
func (f *Frame) threadsCompared(l *scene.Layer, rest scene.Box) {
	u := f.Theme.Unit
	all := slices.Clone(f.Model.Reality.Compared.Report.Threads)
	most := func(c *compare.Thread) int64 { return max(c.Figures["cpu_ns"].Model, c.Figures["cpu_ns"].Real) }
	slices.SortStableFunc(all, func(a, b compare.Thread) int { return cmp.Compare(most(&b), most(&a)) })
	row := 30 * u
	fit := min(max(int(rest.H/row), 1), len(all))
	for i := range all[:fit] {
		f.threadRow(l, rest.CutTop(row), &all[i], most(&all[0]))
	}
}

// curve draws the wall time against the number of threads.
func (f *Frame) curve(l *scene.Layer, b scene.Box, c *compare.Curve) {
	t, u := f.Theme, f.Theme.Unit
	top := int64(1)
	for i := range c.Points {
		top = max(top, c.Points[i].WallNs.Model, c.Points[i].WallNs.Real)
	}
	names := b.CutBottom(18 * u)
	scaled := newScale(top, 4)
	heads := b.CutLeft(52 * u)
	b.CutRight(12 * u)
	b.CutTop(8 * u)
	b.CutBottom(4 * u)
	y := func(ns int64) float64 { return b.Bottom() - b.H*float64(ns)/float64(top) }
	for at := trace.Time(0); int64(at) <= top; at += scaled.step {
		line := y(int64(at))
		l.Fill(scene.Box{X: b.X, Y: math.Round(line), W: b.W, H: t.Hairline}, 0, t.Grid)
		l.Label(scene.Box{X: heads.X, Y: line - 8*u, W: heads.W - 8*u, H: 16 * u}, scaled.text(at)+" "+scaled.name, t.Type.Tiny, t.Muted, scene.End)
	}
	last := len(c.Points) - 1
	x := func(i int) float64 { return b.X + 8*u + (b.W-16*u)*float64(i)/float64(max(last, 1)) }
	var model, real []scene.Point
	for i := range c.Points {
		p := &c.Points[i]
		model = append(model, scene.Point{X: x(i), Y: y(p.WallNs.Model)})
		real = append(real, scene.Point{X: x(i), Y: y(p.WallNs.Real)})
		text := strconv.Itoa(p.N)
		if i == 0 {
			text = f.say("real.curve-of."+c.Of, "Number", text)
		}
		wide := max(l.Width(t.Type.Tiny, text)+2, 20*u)
		place := scene.Box{X: x(i) - wide/2, Y: names.Y, W: wide, H: names.H}
		place.X = max(place.X, heads.X)
		l.Label(place, text, t.Type.Tiny, t.Muted, scene.Centre)
	}
	for i, line := range [][]scene.Point{model, real} {
		dash := scene.Dash{}
		if i == 1 {
			dash = scene.Dashed
		}
		l.Path(t.Line, dash, t.Hue(i).Solid, line...)
		for _, point := range line {
			l.Disc(point, 4*u, t.Hue(i).Solid)
		}
	}
}

// totals are the figures of the whole program, the most telling first.
func totals() []string {
	return []string{"wall_ns", "cpu_ns", "switches", "memory_bytes", "pool_jobs", "pool_cpu_ns"}
}

// total is a line of them.
type total struct {
	name, both, apart string
	twin              compare.Twin
}

// totalsCompared is what the whole program used, in both; each figure on a scale of its
// own. What is written has the room that it needs, the bars what is left.
func (f *Frame) totalsCompared(l *scene.Layer, rest scene.Box) {
	t, u := f.Theme, f.Theme.Unit
	var all []total
	names, boths, aparts := 0.0, 0.0, 0.0
	for _, name := range totals() {
		if twin, told := f.Model.Reality.Compared.Report.Total[name]; told {
			one := total{f.Say.Say("compare.figure." + name), amount(name, twin.Model) + " / " + amount(name, twin.Real), deviation(twin.ErrorPercent), twin}
			names = max(names, l.Width(t.Type.Small, one.name)+1)
			boths = max(boths, l.Width(t.Type.Tiny, one.both)+1)
			aparts = max(aparts, l.Width(t.Type.SmallStrong, one.apart)+1)
			all = append(all, one)
		}
	}
	all = all[:min(len(all), max(int(rest.H/(21*u)), 1))]
	row := min(rest.H/float64(max(len(all), 1)), 30*u)
	if rest.W-names-boths-aparts < 70*u { // bars tell more
		boths = 0
	}
	for i := range all {
		one, b := &all[i], rest.CutTop(row)
		l.Label(b.CutRight(aparts), one.apart, t.Type.SmallStrong, t.Text, scene.End)
		b.CutRight(8 * u)
		l.Label(b.CutLeft(min(names, b.W*0.5)), one.name, t.Type.Small, t.Text, scene.Start)
		b.CutLeft(8 * u)
		if boths > 0 {
			l.Label(b.CutRight(min(boths, b.W)), one.both, t.Type.Tiny, t.Muted, scene.End)
			b.CutRight(8 * u)
		}
		f.twinBars(l, b, one.twin, max(one.twin.Model, one.twin.Real))
	}
}

// amount writes a figure by what its name says that it is of.
func amount(name string, value int64) string {
	switch {
	case strings.HasSuffix(name, "_ns"):
		return sentence.Length(round(value))
	case strings.HasSuffix(name, "_bytes"):
		return sentence.Bytes(value)
	}
	return strconv.FormatInt(value, 10)
}

func (f *Frame) threadRow(l *scene.Layer, b scene.Box, c *compare.Thread, most int64) {
	t, u := f.Theme, f.Theme.Unit
	twin := c.Figures["cpu_ns"]
	name := c.Name
	if c.Process != "1" {
		name = c.Process + " · " + name
	}
	l.Label(b.CutRight(76*u), deviation(twin.ErrorPercent), t.Type.SmallStrong, t.Text, scene.End)
	l.Label(b.CutLeft(b.W*0.36), name, t.Type.Small, t.Text, scene.Start)
	b.CutLeft(8 * u)
	b.CutRight(8 * u)
	f.twinBars(l, b, twin, most)
}

// twinBars draws a figure of both as bars; the longest that there can be is most.
func (f *Frame) twinBars(l *scene.Layer, b scene.Box, twin compare.Twin, most int64) {
	t, u := f.Theme, f.Theme.Unit
	if b.W <= 0 {
		return
	}
	lane := b.Middle(b.W, min(18*u, b.H-2*u))
	each := (lane.H - 2*u) / 2
	for i, value := range []int64{twin.Model, twin.Real} {
		bar := lane.CutTop(each)
		lane.CutTop(2 * u)
		wide := bar.W * float64(value) / float64(max(most, 1))
		if value > 0 {
			l.Fill(scene.Box{X: bar.X, Y: bar.Y, W: max(math.Round(wide), 2), H: bar.H}, 2, t.Hue(i).Solid)
		}
	}
}
