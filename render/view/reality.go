package view

import (
	"strconv"

	"timeslice/render/scene"
	"timeslice/render/scene/icon"
	"timeslice/render/view/sentence"
)

// reality is the screen of real runs: what is to be started, how far it has come,
// and the comparison.
func (f *Frame) reality(b scene.Box) {
	f.realBar(b.CutTop(46 * f.Theme.Type.Body.Size / 14))
	switch r := &f.Model.Reality; {
	case r.Under != nil:
		f.realUnderway(b)
	case r.Compared != nil:
		f.compared(b)
	default:
		f.beforeReal(b)
	}
}

// realBar names the program, and holds what can be done.
func (f *Frame) realBar(b scene.Box) {
	r := &f.Model.Reality
	recorded, has := r.Compared != nil && r.Compared.Recorded, f.Model.HasRecorded()
	key := f.key.Text(f.title()).Int(int64(r.Runs)).Bool(r.Under != nil).Bool(r.Compared != nil).Bool(r.Possible).Bool(recorded).Bool(has)
	f.layer("realbar", b, key, func(l *scene.Layer) {
		t, u := f.Theme, f.Theme.Unit
		rest := f.bar(l, b, barButton{"palette", icon.Command}, barButton{"theme", icon.Theme}, barButton{"language", icon.Language})
		button := func(look scene.Look, text, command string) {
			text = f.say(text)
			f.commandButton(l, rest.CutRight(l.ButtonWidth(t, icon.None, text)), look, icon.None, text, command)
			rest.CutRight(12 * u)
		}
		if r.Under == nil && r.Compared != nil {
			if r.Possible {
				again := "real.again"
				if recorded {
					again = "real.start"
				}
				button(scene.Primary, again, "real-start")
				f.knob(l, &rest, f.say("real.runs"), strconv.Itoa(r.Runs), "real-fewer", "real-more")
			}
			button(scene.Quiet, "real.open", "real-open")
			if has && !recorded {
				button(scene.Quiet, "real.recorded-button", "real-recorded")
			}
		}
		if r.Under == nil {
			text := f.say("real.back")
			f.commandButton(l, rest.CutRight(l.ButtonWidth(t, icon.ArrowLeft, text)), scene.Quiet, icon.ArrowLeft, text, "real-leave")
			rest.CutRight(12 * u)
		}
		l.Runs(rest, scene.Start,
			scene.Run{Text: "timeslice", Style: t.Type.Title, Colour: t.Text},
			scene.Run{Text: "   " + f.title() + " · " + f.say("real.title"), Style: t.Type.Label, Colour: t.Muted})
	})
}

// commandButton is a button that does a command.
func (f *Frame) commandButton(l *scene.Layer, b scene.Box, look scene.Look, picture icon.Icon, text, command string) {
	label := text
	if label == "" {
		label = f.say("do." + command)
	}
	l.Button(b, f.Theme, look, picture, text)
	l.Mark(scene.Mark{Box: b, Name: command, Role: scene.Button, Label: label, Command: scene.Command{Name: command}})
}

// mostListed is how many of a program's files are named before it is started.
const mostListed = 8

// beforeReal shows what is to be started and asks; or says why nothing can be.
func (f *Frame) beforeReal(b scene.Box) {
	m := f.Model
	r := &m.Reality
	recorded := m.HasRecorded()
	f.layer("beforereal", b, f.key.Text(r.Fault).Int(int64(r.Runs)).Bool(r.Asks).Bool(r.Possible).Bool(recorded), func(l *scene.Layer) {
		t, u := f.Theme, f.Theme.Unit
		card := b.Middle(min(640*u, b.W-48), min(330*u, b.H-32))
		l.Card(card, t)
		rest := card.Inset(24 * u)
		buttons := rest.CutBottom(36 * u)
		rest.CutBottom(12 * u)
		heading := f.say("real.question")
		switch {
		case !r.Possible:
			heading = f.say("real.impossible")
		case r.Fault != "":
			heading = f.say("real.failed")
		}
		l.Label(rest.CutTop(34*u), heading, t.Type.Title, t.Text, scene.Start)
		rest.CutTop(6 * u)
		if r.Fault != "" {
			rest.CutTop(l.Rich(rest, 1.5, scene.Run{Text: r.Fault, Style: t.Type.Body, Colour: t.BadText}) + 10*u)
		}
		f.commandButton(l, buttons.CutRight(l.ButtonWidth(t, icon.None, f.say("real.not-now"))), scene.Quiet, icon.None, f.say("real.not-now"), "real-leave")
		buttons.CutRight(10 * u)
		if recorded {
			look, text := scene.Quiet, f.say("real.recorded-button")
			if !r.Possible {
				look = scene.Primary
			}
			f.commandButton(l, buttons.CutRight(l.ButtonWidth(t, icon.None, text)), look, icon.None, text, "real-recorded")
			buttons.CutRight(10 * u)
		}
		if !r.Possible {
			about := "real.impossible-about"
			if recorded {
				about = "real.impossible-recorded"
			}
			l.Rich(rest, 1.5, scene.Run{Text: f.say(about), Style: t.Type.Body, Colour: t.Text})
			return
		}
		start := f.say("real.start")
		f.commandButton(l, buttons.CutRight(l.ButtonWidth(t, icon.Play, start)), scene.Primary, icon.Play, start, "real-start")
		buttons.CutRight(16 * u)
		f.knob(l, &buttons, f.say("real.runs"), strconv.Itoa(r.Runs), "real-fewer", "real-more")
		f.toBeStarted(l, rest)
	})
}

// toBeStarted says exactly what would be started, with what, and within which
// limits.
func (f *Frame) toBeStarted(l *scene.Layer, rest scene.Box) {
	t, u, p := f.Theme, f.Theme.Unit, f.Model.Program
	command := "node " + p.Main
	if p.IsScenario() {
		command = "timeslice " + p.Main
	}
	well := rest.CutTop(34 * u)
	l.Well(well, t)
	l.Label(well.InsetXY(12*u, 0), command, t.Type.Code, t.Text, scene.Start)
	rest.CutTop(12 * u)
	files := ""
	for i, file := range p.Files {
		switch {
		case i == mostListed:
			files += " …"
		case i > mostListed:
		default:
			files += " " + file.Name + " (" + sentence.Bytes(int64(len(file.Text))) + ")"
		}
	}
	rest.CutTop(l.Rich(rest, 1.5, scene.Run{Text: f.say("real.files") + files, Style: t.Type.Small, Colour: t.Muted}) + 8*u)
	l.Rich(rest, 1.5, scene.Run{Text: f.say("real.question-about"), Style: t.Type.Body, Colour: t.Text})
}

// realUnderway shows how far the real runs have come.
func (f *Frame) realUnderway(b scene.Box) {
	n := *f.Model.Reality.Under
	f.layer("underway", b, f.key.Int(int64(n.Run)).Int(n.Ns/100_000_000).Int(int64(n.Lines)).Int(int64(n.Processes)), func(l *scene.Layer) {
		t, u := f.Theme, f.Theme.Unit
		card := b.Middle(min(560*u, b.W-48), 190*u)
		l.Card(card, t)
		rest := card.Inset(24 * u)
		head := rest.CutTop(34 * u)
		f.commandButton(l, head.CutRight(l.ButtonWidth(t, icon.None, f.say("real.cancel"))), scene.Quiet, icon.None, f.say("real.cancel"), "real-leave")
		l.Label(head, f.say("real.running", "Run", n.Run, "Runs", n.Runs), t.Type.Title, t.Text, scene.Start)
		rest.CutTop(14 * u)
		l.Bar(rest.CutTop(10*u), t, float64(n.Run-1)/float64(max(n.Runs, 1)), t.Accent)
		rest.CutTop(12 * u)
		l.Pair(rest.CutTop(24*u), t, f.say("real.since"), strconv.FormatInt(n.Ns/1_000_000_000, 10)+"."+strconv.FormatInt(n.Ns/100_000_000%10, 10)+" s")
		l.Pair(rest.CutTop(24*u), t, f.say("real.printed"), strconv.Itoa(n.Lines))
		l.Pair(rest.CutTop(24*u), t, f.say("real.processes"), strconv.Itoa(n.Processes))
	})
}

// realButtons are how one gets here from the lab: to real runs on this computer, and
// to the recorded one that a lesson ships with. Where nothing can be started the
// recorded one stands first.
func (f *Frame) realButtons(l *scene.Layer, rest *scene.Box) {
	recorded := f.Model.HasRecorded()
	look := scene.Primary
	if f.Model.Reality.Possible || !recorded {
		f.realButton(l, rest, scene.Primary, icon.Play, "real.button", "real")
		look = scene.Quiet
	}
	if recorded {
		f.realButton(l, rest, look, icon.None, "real.recorded-button", "real-recorded")
	}
}

// realButton is left out where it has no room: keys and palette still do it.
func (f *Frame) realButton(l *scene.Layer, rest *scene.Box, look scene.Look, picture icon.Icon, text, command string) {
	text = f.say(text)
	wide := l.ButtonWidth(f.Theme, picture, text)
	if wide > rest.W*0.4 {
		return
	}
	f.commandButton(l, rest.CutRight(wide), look, picture, text, command)
	rest.CutRight(14 * f.Theme.Unit)
}
