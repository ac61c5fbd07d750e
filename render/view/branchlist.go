package view

import (
	"slices"
	"strconv"

	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/scene/icon"
	"timeslice/render/view/names"
	"timeslice/render/view/sentence"
	"timeslice/sim/trace"
)

// branchesPanel shows the tree of runs, what was changed in the one that is shown,
// and what differs from the one it is compared with.
func (f *Frame) branchesPanel(b scene.Box) {
	m := f.Model
	key := fieldKey(f.key, m.Branching.Name).Text(m.Typing).Int(int64(m.Current)).Int(int64(m.Branching.Renamed)).
		Float(m.Branching.Scroll).Int(int64(f.Trace.Len())).Bool(m.Branching.NoGhost).Int(int64(m.Branching.Figure)).Text(m.Notice.Text).Bool(m.Notice.Bad)
	for _, one := range m.Branches {
		key = key.Text(one.Name).Int(int64(one.Parent)).Bool(one == m.Before)
	}
	d := m.Difference()
	if d != nil {
		key = key.Int(d.Is.MakespanNs).Int(d.Was.MakespanNs).Bool(d.Open)
	}
	f.layer("branches", b, key, func(l *scene.Layer) {
		f.panel(l, b)
		mark := scene.Mark{Box: b, Name: "branches", Role: scene.Group, Condition: scene.Scrolls, Label: f.say("branch.runs")}
		l.Enclose(mark, func() { f.branched(l, b, d) })
	})
}

func (f *Frame) branched(l *scene.Layer, b scene.Box, d *model.Difference) {
	t, u, m := f.Theme, f.Theme.Unit, f.Model
	rest := b.InsetXY(t.Pad, t.Pad-2*u)
	f.badNotice(l, &rest, t.Type.Label)
	scroll := min(m.Branching.Scroll, f.kept.branched)
	c := &column{Frame: f, l: l, X: rest.X, W: rest.W, Y: rest.Y - scroll, bottom: b.Bottom()}
	l.Clip(scene.Box{X: b.X, Y: rest.Y, W: b.W, H: rest.H}, func() {
		c.title(nil, icon.Branch, f.say("branch.runs"), "")
		for _, node := range m.BranchTree() {
			c.branch(node)
		}
		c.changes()
		c.differences(d)
	})
	used := c.Y + scroll - rest.Y
	f.kept.branched = max(used-rest.H, 0)
	l.Scrollbar(scene.Box{X: b.Right() - 7*u, Y: rest.Y, W: 4 * u, H: rest.H}, t, scroll/max(used, 1), (scroll+rest.H)/max(used, 1))
}

// small is a small button of a row: a picture alone.
func (c *column) small(row *scene.Box, command string, picture icon.Icon, s scene.Subject, condition scene.Condition) {
	u := c.Theme.Unit
	b := row.CutRight(22 * u)
	colour := c.Theme.Muted
	if condition == scene.Selected {
		colour = c.Theme.AccentText
	}
	c.l.Picture(picture, b.Middle(13*u, 13*u), colour)
	c.l.Mark(scene.Mark{
		Box: b, Name: command, Role: scene.Button, Label: c.say("do." + command), Command: scene.Command{Name: command}, Subject: s, Condition: condition,
	})
}

// branch is a run in the tree: its name, and what can be done with it.
func (c *column) branch(node model.BranchNode) {
	t, u, m := c.Theme, c.Theme.Unit, c.Model
	one, s := m.Branches[node.At], model.BranchSubject(node.At)
	row := c.take(28 * u)
	if node.At == m.Current {
		c.l.Fill(scene.Box{X: row.X - 6*u, Y: row.Y, W: row.W + 12*u, H: row.H}, t.Small, t.Selection)
	}
	row.CutLeft(min(float64(node.Depth)*12*u, row.W/5))
	if node.Depth > 0 {
		c.l.Picture(icon.Return, row.CutLeft(16*u).Middle(11*u, 11*u), t.Muted)
	}
	if m.Typing == model.BranchField && m.Branching.Renamed == node.At {
		c.nameField(row.InsetXY(0, 2*u))
		return
	}
	switch node.At {
	case m.Current:
		if len(m.Branches) > 1 {
			c.small(&row, "branch-delete", icon.Trash, s, 0)
		}
		c.small(&row, "branch-rename", icon.Edit, s, 0)
		if row.W > 120*u {
			c.small(&row, "branch-copy", icon.Copy, s, 0)
		}
	default:
		c.small(&row, "branch-delete", icon.Trash, s, 0)
		c.small(&row, "branch-compare", icon.Compare, s, condition(one == m.Before))
	}
	style, colour := t.Type.Small, t.Text
	if node.At == m.Current {
		style = t.Type.SmallStrong
	}
	c.l.Label(row, one.Name, style, colour, scene.Start)
	hint := ""
	if c.l.Width(style, one.Name) > row.W {
		hint = one.Name
	}
	c.l.Mark(scene.Mark{Box: row, Name: "branch", Role: scene.Item, Label: one.Name, Hint: hint, Command: scene.Command{Name: "branch"}, Subject: s, Condition: condition(node.At == m.Current)})
}

// nameField is where the name of a run is typed.
func (c *column) nameField(b scene.Box) {
	c.Frame.field(c.l, b, model.BranchField, "", icon.None, c.Model.Branching.Name)
}

// changes lists what was changed in the run that is shown.
func (c *column) changes() {
	t, u := c.Theme, c.Theme.Unit
	c.heading(c.say("branch.changes"))
	all := c.edits()
	if len(all) == 0 {
		c.Y += c.l.Paragraph(scene.Box{X: c.X, Y: c.Y, W: c.W, H: 1e4}, c.say("branch.none"), t.Type.Small, t.Muted)
	}
	for _, one := range all {
		row := c.take(26 * u)
		if one.at >= 0 {
			s := model.EditSubject(one.at)
			c.small(&row, "remove-edit", icon.Close, s, 0)
			c.small(&row, "move-edit", icon.Flag, s, 0)
		}
		when := sentence.Instant(one.when)
		c.l.Label(row.CutLeft(min(c.l.Width(t.Type.CodeSmall, when)+8*u, row.W/2)), when, t.Type.CodeSmall, t.Muted, scene.Start)
		what := ""
		if one.at >= 0 {
			what = c.Model.Branch().Edits[one.at].String()
		} else {
			what = c.Trace.What(c.Trace.Fact(one.fact))
		}
		c.l.Label(row, what, t.Type.CodeSmall, t.Text, scene.Start)
		if one.fact != trace.NoFact {
			c.l.Mark(scene.Mark{
				Box: row, Name: "change", Role: scene.Item, Label: c.Tell.Fact(c.Trace, one.fact).Text, Subject: fact(one.fact),
				Command: scene.Command{Name: "go-to"},
			})
		}
	}
}

// mostThreads is how many threads are compared one by one.
const mostThreads = 24

// differences is the table of what differs: the run before, this run, and what moved.
func (c *column) differences(d *model.Difference) {
	t, m := c.Theme, c.Model
	if d == nil {
		if len(m.Branches) > 1 {
			c.Y += 10 * t.Unit
			c.Y += c.l.Paragraph(scene.Box{X: c.X, Y: c.Y, W: c.W, H: 1e4}, c.say("branch.alone"), t.Type.Small, t.Muted)
		}
		return
	}
	c.heading(c.say("branch.compared", "Name", m.Before.Name))
	if d.Open {
		c.Y += c.l.Paragraph(scene.Box{X: c.X, Y: c.Y, W: c.W, H: 1e4}, c.say("branch.open"), t.Type.Small, t.Muted)
	}
	c.figures(t.Muted, t.Muted, c.say("branch.figure"), c.say("branch.was"), c.say("branch.is"), c.say("branch.moved"))
	was, is := sumOf(d.Was), sumOf(d.Is)
	c.lengths("branch.makespan", d.Was.MakespanNs, d.Is.MakespanNs, true)
	c.lengths("branch.cpu", was.CPUNs, is.CPUNs, false)
	c.lengths("branch.waiting", was.WaitingNs, is.WaitingNs, true)
	c.counts("branch.switches", int64(was.Switches), int64(is.Switches))
	c.counts("branch.ended", int64(d.Was.Ended), int64(d.Is.Ended))
	c.heading(c.say("branch.threads"))
	c.threadFigures()
	threads := d.By(m.Branching.Figure)
	listed := threads[:min(len(threads), mostThreads)]
	name := c.threadNames(listed)
	for i := range listed {
		c.threadMoved(&listed[i], name)
	}
	if more := len(threads) - mostThreads; more > 0 {
		c.l.Label(c.take(22*t.Unit), c.say("branch.more", "Count", more), t.Type.Small, t.Muted, scene.Start)
	}
}

// threadFigures offers by which figure threads are compared.
func (c *column) threadFigures() {
	t := c.Theme
	var texts []string
	for _, figure := range model.ThreadFigures() {
		texts = append(texts, c.say("branch.by-"+figure.Name()))
	}
	row := c.take(24 * t.Unit)
	c.l.CloseTabs(row, t, texts, int(c.Model.Branching.Figure), func(i int, b scene.Box) {
		c.l.Mark(scene.Mark{
			Box: b, Name: "branch-by-" + model.ThreadFigures()[i].Name(), Role: scene.Tab, Label: texts[i],
			Command: scene.Command{Name: "branch-figure", Argument: int64(i) + 1}, Condition: condition(i == int(c.Model.Branching.Figure)),
		})
	})
	c.Y += 4 * t.Unit
}

func sumOf(m *trace.Metrics) (sum trace.ProcessMetrics) {
	for i := range m.Threads {
		one := &m.Threads[i]
		sum.CPUNs += one.CPUNs
		sum.WaitingNs += one.WaitingNs
		sum.Switches += one.Switches
	}
	return sum
}

// figures is a row of the table: a name and three numbers.
func (c *column) figures(name, moved scene.Colour, texts ...string) scene.Box {
	t := c.Theme
	row := c.take(24 * t.Unit)
	whole := row
	wide, beside := c.figureWidth()
	if !beside {
		c.l.Label(row, texts[0], t.Type.Small, name, scene.Start)
		row = c.take(20 * t.Unit)
		whole.H += row.H
		texts[0] = ""
	}
	for i := 3; i > 0; i-- {
		colour := t.Text
		if i == 3 {
			colour = moved
		} else if name == moved {
			colour = t.Muted
		}
		c.l.Label(row.CutRight(wide), texts[i], t.Type.Tiny, colour, scene.End)
	}
	c.l.Label(row, texts[0], t.Type.Small, name, scene.Start)
	return whole
}

// figureWidth is how wide each of the three numbers of a row is, and whether there is
// room for a name beside them.
func (c *column) figureWidth() (wide float64, beside bool) {
	wide = c.W * 0.7 / 3
	if wide < c.l.Width(c.Theme.Type.Tiny, "+00.0 ms") {
		return c.W / 3, false
	}
	return wide, true
}

// lengthText is how lengths of time are written in a row: to the last digit where all
// have room for that, else rounded, to one decimal or to none.
func (c *column) lengthText(all ...int64) func(int64) string {
	wide, _ := c.figureWidth()
	fit := func(text func(int64) string) bool {
		return !slices.ContainsFunc(all, func(ns int64) bool {
			return c.l.Width(c.Theme.Type.Tiny, "−"+text(ns)) > wide-4*c.Theme.Unit
		})
	}
	for _, text := range []func(int64) string{sentence.Length, coarse} {
		if fit(text) {
			return text
		}
	}
	return whole
}

// apart is a difference with its sign and its colour: less time is good.
func (c *column) apart(was, is int64, text func(int64) string, lessIsGood bool) (string, scene.Colour) {
	t := c.Theme
	switch {
	case is == was:
		return "=", t.Muted
	case is > was && lessIsGood:
		return "+" + text(is-was), t.BadText
	case is > was:
		return "+" + text(is-was), t.Text
	case lessIsGood:
		return "−" + text(was-is), t.GoodText
	}
	return "−" + text(was-is), t.Text
}

func (c *column) lengths(id string, was, is int64, lessIsGood bool) {
	length := c.lengthText(was, is, max(was-is, is-was))
	moved, colour := c.apart(was, is, length, lessIsGood)
	c.figures(c.Theme.Text, colour, c.say(id), length(was), length(is), moved)
}

func (c *column) counts(id string, was, is int64) {
	text := func(n int64) string { return strconv.FormatInt(n, 10) }
	moved, colour := c.apart(was, is, text, false)
	c.figures(c.Theme.Text, colour, c.say(id), text(was), text(is), moved)
}

// threadMoved is a figure of a thread in both runs.
func (c *column) threadMoved(d *model.ThreadDifference, name func(trace.ThreadID) string) {
	t, none, of := c.Theme, c.say("branch.gone"), c.Model.Branching.Figure
	switch {
	case d.Is == nil:
		was := of.Of(d.Was)
		c.figures(t.Text, t.Muted, d.Was.Name, c.lengthText(was)(was), none, "")
		return
	case d.Was == nil:
		is := of.Of(d.Is)
		row := c.figures(t.Text, t.Muted, name(d.Is.Thread), none, c.lengthText(is)(is), "")
		c.threadMark(row, d.Is.Thread)
		return
	}
	was, is := of.Of(d.Was), of.Of(d.Is)
	length := c.lengthText(was, is, max(was-is, is-was))
	moved, colour := c.apart(was, is, length, of != model.OnCPU)
	row := c.figures(c.hueOf(d.Is.Thread).Text, colour, name(d.Is.Thread), length(was), length(is), moved)
	c.threadMark(row, d.Is.Thread)
}

// threadNames is how the threads of a list are called beside three numbers: without their
// processes where that has no room for one of them.
func (c *column) threadNames(all []model.ThreadDifference) func(trace.ThreadID) string {
	room := c.W
	if wide, beside := c.figureWidth(); beside {
		room -= 3 * wide
	}
	for i := range all {
		if is := all[i].Is; is != nil && c.l.Width(c.Theme.Type.Small, c.Book.Thread(is.Thread)) > room {
			return c.nameOn
		}
	}
	return c.Book.Thread
}

func (c *column) threadMark(row scene.Box, id trace.ThreadID) {
	s, _ := model.SubjectOf(names.ThreadRef(id))
	c.l.Mark(scene.Mark{Box: row, Name: "moved", Role: scene.Item, Label: c.Book.Thread(id), Command: selects(), Subject: s, Condition: c.selected(s)})
}
