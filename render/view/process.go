package view

import (
	"strconv"
	"strings"

	"timeslice/render/scene"
	"timeslice/render/scene/icon"
	"timeslice/render/view/names"
	"timeslice/render/view/sentence"
	"timeslice/sim/trace"
)

// cardForm is how much of a process is shown.
type cardForm uint8

const (
	cardFull cardForm = iota // its threads by name, its memory, what it does
	cardLine                 // its name and its threads as small squares
	cardTile                 // a chip
)

// cardSizes are the least sizes of the forms, in units.
var cardSizes = [...]struct{ narrow, high, gap float64 }{
	cardFull: {184, 108, 12},
	cardLine: {146, 50, 8},
	cardTile: {70, 26, 5},
}

// cards draws the cards of processes into a box, in the largest form in which
// all have room; of too many, as many as fit, and how many more there are. It
// returns the height that they take.
func (f *Frame) cards(l *scene.Layer, b scene.Box, ids []trace.ProcessID) float64 {
	if len(ids) == 0 || b.Empty() {
		return 0
	}
	u := f.Theme.Unit
	var grid scene.Grid
	form := cardFull
	for ; ; form++ {
		size := cardSizes[form]
		most := 4
		if form != cardFull {
			most = 12
		}
		grid = scene.NewGrid(b, len(ids), most, size.narrow*u, size.high*u, size.gap*u)
		if form == cardTile || grid.Height(len(ids)) <= b.H+0.5 && b.W >= size.narrow*u {
			break
		}
	}
	shown := len(ids)
	if room := grid.Room(); shown > room {
		shown = max(room-1, 0)
	}
	for i := range shown {
		f.card(l, grid.Cell(i), ids[i], form)
	}
	if shown < len(ids) {
		f.rest(l, grid.Cell(shown), len(ids)-shown)
	}
	return min(grid.Height(len(ids)), b.H)
}

// rest says how many more there are than are shown.
func (f *Frame) rest(l *scene.Layer, b scene.Box, count int) {
	style, text := f.Theme.Type.Small, f.word("more", "Count", count)
	b = b.InsetXY(4, 0)
	if l.Width(style, text) > b.W {
		text = "+" + strconv.Itoa(count)
	}
	l.Label(b, text, style, f.Theme.Muted, scene.Start)
}

// card draws a process that is not opened.
func (f *Frame) card(l *scene.Layer, b scene.Box, id trace.ProcessID, form cardForm) {
	p := f.State.Process(id)
	name := f.Book.Process(id)
	l.Enclose(scene.Mark{
		Box: b, Name: "process", Subject: process(id), Role: scene.Item, Label: name + f.word("pause") + f.Tell.ProcessStatus(p.Status),
		Command: selects(), Condition: f.selected(process(id)),
	}, func() {
		switch form {
		case cardFull:
			f.fullCard(l, b, id, &p, name)
		case cardLine:
			f.lineCard(l, b, id, &p, name)
		default:
			f.tileCard(l, b, id, &p, name)
		}
	})
}

// ground draws the ground of a card in the hue of its process: a process that
// has ended is hollow.
func (f *Frame) ground(l *scene.Layer, b scene.Box, id trace.ProcessID, p *trace.ProcessState) {
	t, hue := f.Theme, f.hue(id)
	if p.Status != trace.ProcessAlive {
		l.Outline(b, t.Corner, t.Hairline, hue.Dim)
	} else {
		l.CardIn(b, t, hue)
	}
	if f.Model.Selected == process(id) {
		l.Outline(b.Inset(-2), t.Corner+2, t.Thick, t.Accent)
	}
}

func (f *Frame) fullCard(l *scene.Layer, b scene.Box, id trace.ProcessID, p *trace.ProcessState, name string) {
	t, u := f.Theme, f.Theme.Unit
	f.ground(l, b, id, p)
	rest := b.InsetXY(12*u, 7*u)
	head := rest.CutTop(22 * u)
	if p.Status == trace.ProcessZombie {
		side := head.CutRight(18 * u)
		l.Picture(icon.Zombie, side.Middle(15*u, 15*u), t.Muted)
	} else if p.Status == trace.ProcessAlive && f.isNode(id) {
		f.enter(l, head.CutRight(24*u), id)
	}
	memory := sentence.Bytes(p.Resident)
	if wide := l.Width(t.Type.Small, memory); p.Resident > 0 && wide+l.Width(t.Type.Heading, name)+10*u <= head.W {
		l.Label(head.CutRight(wide), memory, t.Type.Small, t.Muted, scene.End)
	}
	l.Label(head, name, t.Type.Heading, t.Text, scene.Start)
	l.Label(rest.CutTop(17*u), f.fitting(l, rest.W, t.Type.Small, f.origins(id, p)...), t.Type.Small, t.Muted, scene.Start)
	rest.CutTop(4 * u)
	if p.Status != trace.ProcessAlive {
		l.Label(rest.CutTop(22*u), f.ending(p), t.Type.Label, t.Muted, scene.Start)
		if sum, known := f.index().Sum(names.ProcessRef(id), 0, f.State.At); known {
			l.Label(rest.CutBottom(17*u), f.word("cpu", "For", coarse(sum.LoadNs)), t.Type.Small, t.Muted, scene.Start)
		}
		return
	}
	doing := rest.CutBottom(17 * u)
	rest.CutBottom(2 * u)
	threads := f.team().of(id)
	if len(threads) == 1 {
		f.lone(l, rest.CutTop(26*u), threads[0])
	} else {
		f.threads(l, rest, f.busyFirst(threads), f.nameIn)
	}
	if len(threads) > 0 {
		l.Label(doing, f.fitting(l, doing.W, t.Type.Small, f.deed(id, threads)...), t.Type.Small, t.Muted, scene.Start)
	}
}

// lone draws the only thread of a process: its state is what there is to tell.
func (f *Frame) lone(l *scene.Layer, row scene.Box, id trace.ThreadID) {
	t := f.Theme
	state := f.State.Thread(id)
	text := f.Tell.Status(state.Status)
	if state.Core != trace.NoCore {
		text += " · " + f.say("core", "Number", int(state.Core))
	}
	chip := row.CutLeft(min(l.ChipWidth(t, f.shape(id), text), row.W))
	f.thread(l, chip, id, text)
	row.CutLeft(t.Gap)
	if since := coarse(f.State.SinceNs(id)); l.Width(t.Type.Small, since) <= row.W {
		l.Label(row, since, t.Type.Small, t.Muted, scene.Start)
	}
}

// busyFirst are threads with those that run first, then those that want to.
func (f *Frame) busyFirst(ids []trace.ThreadID) []trace.ThreadID {
	sorted := make([]trace.ThreadID, 0, len(ids))
	for _, status := range []trace.Status{trace.StatusRunning, trace.StatusReady} {
		for _, id := range ids {
			if f.State.Threads[id].Status == status {
				sorted = append(sorted, id)
			}
		}
	}
	for _, id := range ids {
		if s := f.State.Threads[id].Status; s != trace.StatusRunning && s != trace.StatusReady {
			sorted = append(sorted, id)
		}
	}
	return sorted
}

// deed is what a process does, as far as its first thread tells, from the longest way
// to the shortest.
func (f *Frame) deed(id trace.ProcessID, threads []trace.ThreadID) []string {
	first := threads[0]
	if t := f.State.Thread(first); t.Status == trace.StatusBlocked {
		if t.Reason == trace.ReasonTimer && t.Until > 0 {
			return []string{f.word("sleeps-until", "Until", sentence.Instant(t.Until))}
		}
		return f.waits(&t)
	}
	if loop := f.State.Loop(first); len(loop.Calls) > 0 {
		return []string{f.call(id, &loop.Calls[len(loop.Calls)-1])}
	}
	return []string{f.word("cpu", "For", coarse(f.State.CPUNs(first)))}
}

// origins says where a process comes from, from the longest way to the shortest.
func (f *Frame) origins(id trace.ProcessID, p *trace.ProcessState) []string {
	pid := f.word("pid", "PID", int(id))
	if p.Parent == trace.NoProcess || p.Parent == trace.InitProcess {
		return []string{pid}
	}
	return []string{pid + " · " + f.word("parent", "PID", int(p.Parent)), pid}
}

// ending says how a process ended.
func (f *Frame) ending(p *trace.ProcessState) string {
	if p.Signal != 0 {
		return f.word("ended-by", "Signal", trace.SignalName(int(p.Signal)))
	}
	return f.word("ended-with", "Code", int(p.Code))
}

// enter draws the button that opens a process.
func (f *Frame) enter(l *scene.Layer, b scene.Box, id trace.ProcessID) {
	u := f.Theme.Unit
	button := b.Middle(20*u, 20*u)
	l.Picture(icon.Fit, button.Middle(12*u, 12*u), f.Theme.Muted)
	l.Mark(scene.Mark{
		Box: button, Name: "enter", Subject: process(id), Role: scene.Button, Label: f.say("do.enter"), Command: scene.Command{Name: "enter"},
	})
}

// lineCard draws a process as its name and its threads as small squares.
func (f *Frame) lineCard(l *scene.Layer, b scene.Box, id trace.ProcessID, p *trace.ProcessState, name string) {
	t, u := f.Theme, f.Theme.Unit
	f.ground(l, b, id, p)
	rest := b.InsetXY(9*u, 4*u)
	head := rest.CutTop(21 * u)
	number := "PID " + strconv.Itoa(int(id))
	if wide := l.Width(t.Type.Tiny, number); wide+l.Width(t.Type.LabelStrong, name)+8*u <= head.W {
		l.Label(head.CutRight(wide), number, t.Type.Tiny, t.Muted, scene.End)
	}
	l.Label(head, name, t.Type.LabelStrong, t.Text, scene.Start)
	if p.Status != trace.ProcessAlive {
		l.Label(rest, f.ending(p), t.Type.Small, t.Muted, scene.Start)
		return
	}
	threads := f.team().of(id)
	if len(threads) == 1 {
		l.Label(rest, f.Tell.Status(f.State.Thread(threads[0]).Status), t.Type.Small, t.Muted, scene.End)
		rest.W = 14 * u
	}
	f.squares(l, rest, threads)
}

// squares draws threads as small squares in the shapes of their states. Of too
// many it draws a bar: how many run, are ready, and are blocked.
func (f *Frame) squares(l *scene.Layer, b scene.Box, ids []trace.ThreadID) {
	u := f.Theme.Unit
	side, gap := 10*u, 3*u
	if float64(len(ids))*(side+gap) > b.W {
		f.shares(l, b, ids)
		return
	}
	for i, id := range ids {
		cell := scene.Box{X: b.X + float64(float64(i)*(side+gap)), Y: b.CentreY() - side/2, W: side, H: side}
		f.stateGlyph(l, cell, id)
		l.Mark(f.threadMark(cell, id))
	}
}

// shares draws how many of many threads run, are ready, and are blocked.
func (f *Frame) shares(l *scene.Layer, b scene.Box, ids []trace.ThreadID) {
	t, u := f.Theme, f.Theme.Unit
	var running, ready int
	for _, id := range ids {
		switch f.State.Threads[id].Status {
		case trace.StatusRunning:
			running++
		case trace.StatusReady:
			ready++
		}
	}
	hue := f.hue(f.State.Threads[ids[0]].Process)
	count := f.word("threads", "Count", len(ids))
	if wide := l.Width(t.Type.Tiny, count) + 8*u; wide < b.W*0.7 {
		l.Label(b.CutRight(wide), count, t.Type.Tiny, t.Muted, scene.End)
	}
	bar := scene.Box{X: b.X, Y: b.CentreY() - 4*u, W: b.W, H: 8 * u}
	l.Fill(bar, t.Tiny, t.Track)
	each := bar.W / float64(len(ids))
	l.Part(bar, t.Tiny, scene.Box{X: bar.X, Y: bar.Y, W: each * float64(running), H: bar.H}, hue.Solid)
	l.Part(bar, t.Tiny, scene.Box{X: bar.X + each*float64(running), Y: bar.Y, W: each * float64(ready), H: bar.H}, hue.Pale)
}

// tileCard draws a process as a chip in the shape of what it does.
func (f *Frame) tileCard(l *scene.Layer, b scene.Box, id trace.ProcessID, p *trace.ProcessState, name string) {
	state := f.stateOf(id)
	if p.Status != trace.ProcessAlive {
		state = scene.Dead
	}
	if _, number, numbered := strings.Cut(name, "#"); numbered && l.ChipWidth(f.Theme, state, name) > b.W {
		name = "#" + number // what tells it from the others
	}
	l.Chip(b, f.Theme, f.hue(id), state, name)
	if f.Model.Selected == process(id) {
		l.Outline(b.Inset(-2), f.Theme.Small+2, f.Theme.Thick, f.Theme.Accent)
	}
}
