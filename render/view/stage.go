package view

import (
	"timeslice/render/scene"
	"timeslice/render/scene/icon"
	"timeslice/render/view/sentence"
	"timeslice/sim/trace"
)

// stage is the machine at this instant: from above, or one process from inside.
func (f *Frame) stage(b scene.Box) {
	key := f.now().Int(int64(f.Model.Focus.Topic)).Int(f.Model.Focus.ID).Bool(f.Model.Playhead.Playing).Int(f.Model.Playhead.Speed).
		Bool(len(f.Model.Faults()) > 0)
	f.layer("stage", b, key, func(l *scene.Layer) {
		t, u := f.Theme, f.Theme.Unit
		rest := b.InsetXY(t.Pad+6*u, t.Pad-4*u)
		f.stageHead(l, rest.CutTop(26*u))
		rest.CutTop(4 * u)
		if id, focused := f.focused(); focused {
			f.opened(l, rest, id)
			return
		}
		if len(f.State.Cores) == 0 && len(f.Model.Faults()) > 0 {
			rest.CutTop(6 * u)
			l.Paragraph(rest, f.word("not-begun"), t.Type.Body, t.Muted)
			return
		}
		f.machine(l, rest)
	})
}

// focused is the process that fills the stage, if one does.
func (f *Frame) focused() (trace.ProcessID, bool) {
	s := f.Model.Focus
	if s.Topic != scene.OfProcess {
		return trace.NoProcess, false
	}
	id := trace.ProcessID(s.ID)
	status := f.State.Process(id).Status
	return id, status == trace.ProcessAlive || status == trace.ProcessZombie
}

// stageHead says which instant is shown and how much is going on.
func (f *Frame) stageHead(l *scene.Layer, b scene.Box) {
	t, u := f.Theme, f.Theme.Unit
	taken := l.Label(b, f.say("machine"), t.Type.Section, t.Text, scene.Start)
	if _, focused := f.focused(); focused {
		place := scene.Box{X: taken.X, Y: b.Y, W: taken.W, H: b.H}
		l.Mark(scene.Mark{Box: place, Name: "leave", Role: scene.Button, Label: f.say("do.leave"), Command: scene.Command{Name: "leave"}})
		b.CutLeft(taken.W + 4*u)
		l.Picture(icon.ChevronRight, b.CutLeft(14*u).Middle(12*u, 12*u), t.Muted)
		taken = l.Label(b, f.Book.Process(trace.ProcessID(f.Model.Focus.ID)), t.Type.Section, t.Text, scene.Start)
	}
	b.CutLeft(taken.W + 12*u)
	instant := l.Label(b, "t = "+sentence.Instant(f.State.At), t.Type.Figure, t.AccentText, scene.Start)
	b.CutLeft(instant.W + 16*u)
	c := f.team()
	processes := f.word("processes", "Count", len(c.processes))
	threads := f.word("summary", "Running", c.running, "Ready", c.ready, "Blocked", c.blocked)
	texts := []string{processes + " · " + threads, threads, ""}
	l.Label(b, f.fitting(l, b.W, t.Type.Small, texts...), t.Type.Small, t.Muted, scene.End)
}

// machine draws the computer from above: cores, who waits for them, processes,
// and what they share.
func (f *Frame) machine(l *scene.Layer, rest scene.Box) {
	t, u := f.Theme, f.Theme.Unit
	bank := rest
	bank.H = max(rest.H*0.42, min(124*u, rest.H))
	if least := rest.H - (6+cardSizes[cardTile].high)*u; least >= 26*u { // a row of the smallest cores
		bank.H = min(bank.H, least) // so that a process has room too
	}
	low := f.lowStage(rest)
	form := coreCard
	if low {
		form = coreChip
	}
	rest.CutTop(f.cores(l, bank, form) + 6*u)
	if rest.H < cardSizes[cardTile].high*u {
		return
	}
	if !low && rest.H >= 72*u {
		l.Label(rest.CutTop(24*u), f.word("processes-title"), t.Type.Section, t.Text, scene.Start)
		rest.CutTop(3 * u)
	}
	f.inhabitants(l, rest)
	f.wires(l, rest)
}

// lowStage reports whether there is no room for a Node process taken apart unless
// the cores are drawn smaller and the heading is left out.
func (f *Frame) lowStage(b scene.Box) bool {
	u := f.Theme.Unit
	if b.H >= (126+6+27+openLeast)*u {
		return false
	}
	b.H = openLeast * u
	return f.openHere(b) != trace.NoProcess
}

// openLeast is how high a box must be for a process to be shown with its parts, in
// units.
const openLeast = 150.0

// inhabitants draws the processes and what they share.
func (f *Frame) inhabitants(l *scene.Layer, rest scene.Box) {
	u := f.Theme.Unit
	all := f.team().processes
	if len(all) == 0 {
		rest.CutTop(l.Paragraph(rest, f.word("no-processes"), f.Theme.Type.Label, f.Theme.Muted) + 8*u)
		f.cards(l, rest, f.departed())
		return
	}
	things := f.resources()
	open := f.openHere(rest)
	if open == trace.NoProcess {
		f.crowd(l, rest, all, things)
		return
	}
	others := make([]trace.ProcessID, 0, len(all))
	for _, id := range all {
		if id != open {
			others = append(others, id)
		}
	}
	if len(others) == 0 && len(things) == 0 {
		place := scene.Box{X: rest.X, Y: rest.Y, W: min(rest.W, 1040*u), H: min(rest.H, 480*u)}
		if side := rest.W - place.W - 14*u; side >= 280*u {
			f.threadCard(l, scene.Box{X: place.Right() + 14*u, Y: rest.Y, W: min(side, 520*u), H: place.H}, open)
		}
		f.opened(l, place, open)
		return
	}
	side := max(rest.W*0.3, 190*u)
	gap := 26 * u
	f.opened(l, rest.CutLeft(rest.W-side-gap), open)
	rest.CutLeft(gap)
	f.beside(l, rest, others, things)
}

// departed are the processes that there were, when all have ended.
func (f *Frame) departed() []trace.ProcessID {
	var all []trace.ProcessID
	for i := range f.State.Processes {
		if id := trace.ProcessID(i); id != trace.InitProcess && f.State.Processes[i].Status == trace.ProcessReaped {
			all = append(all, id)
		}
	}
	return all
}

// openHere is the process that is shown with its parts: the selected one, or
// else the first that is a Node process; none if there is no room for it.
func (f *Frame) openHere(b scene.Box) trace.ProcessID {
	u := f.Theme.Unit
	c := f.team()
	if b.W < 300*u || b.H < openLeast*u || len(c.processes) > 12 {
		return trace.NoProcess
	}
	if len(c.processes) > 1 && b.W < (300+190+26)*u {
		return trace.NoProcess
	}
	if chosen := f.selectedProcess(); chosen != trace.NoProcess && f.isNode(chosen) {
		return chosen
	}
	for _, id := range c.processes {
		if f.isNode(id) {
			return id
		}
	}
	return trace.NoProcess
}

// selectedProcess is the process that what is selected belongs to, if any.
func (f *Frame) selectedProcess() trace.ProcessID {
	switch s := f.Model.Selected; s.Topic {
	case scene.OfProcess:
		return trace.ProcessID(s.ID)
	case scene.OfThread:
		return f.Book.ProcessOf(trace.ThreadID(s.ID))
	case scene.OfItem:
		return trace.ProcessID(s.Part)
	}
	return trace.NoProcess
}

// beside draws what stands beside an opened process: the other processes, what
// they share, and the process tree where there is room for it.
func (f *Frame) beside(l *scene.Layer, b scene.Box, others []trace.ProcessID, things []trace.ObjectID) {
	u := f.Theme.Unit
	gap := 12 * u
	share := 0.0
	if len(things) > 0 {
		if share = min(float64(len(things))*60*u, b.H*0.35); share < 20*u { // not even to be counted
			share = 0
		}
	}
	place := b
	place.H -= share
	if used := f.cards(l, place, others); used > 0 {
		b.CutTop(used + gap)
	}
	if len(things) > 0 {
		place = b
		if used := f.objects(l, place, things); used > 0 {
			b.CutTop(used + gap)
		}
	}
	if twigs := f.family(); len(twigs) > 2 && b.H >= 76*u {
		b.H = min(b.H, (40+21*float64(len(twigs)))*u)
		f.tree(l, b, twigs)
	}
}

// crowd draws processes none of which is opened: cards over the whole width, and
// below them what they share and the tree.
func (f *Frame) crowd(l *scene.Layer, b scene.Box, all []trace.ProcessID, things []trace.ObjectID) {
	u := f.Theme.Unit
	gap := 12 * u
	twigs := f.family()
	deep := false
	for _, w := range twigs {
		deep = deep || w.depth > 1
	}
	if deep && b.W > 560*u {
		side := b.CutRight(190 * u)
		b.CutRight(gap)
		side.H = min(side.H, (40+21*float64(len(twigs)))*u)
		f.tree(l, side, twigs)
	}
	place := b
	if len(things) > 0 {
		rows := (float64(len(things))*198*u)/b.W + 1
		if share := min(float64(int(rows))*60*u, b.H*0.4); share >= objectHigh*u {
			place.H -= share
		}
	}
	if used := f.cards(l, place, all); used > 0 {
		b.CutTop(used + gap)
	}
	f.objects(l, b, things)
}

// leave draws the button that goes back to the whole machine.
func (f *Frame) leave(l *scene.Layer, b scene.Box) {
	u := f.Theme.Unit
	button := b.Middle(20*u, 20*u)
	l.Picture(icon.Close, button.Middle(11*u, 11*u), f.Theme.Muted)
	l.Mark(scene.Mark{Box: button, Name: "leave", Role: scene.Button, Label: f.say("do.leave"), Command: scene.Command{Name: "leave"}})
}
