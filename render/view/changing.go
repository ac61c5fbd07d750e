package view

import (
	"strings"

	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/scene/icon"
	"timeslice/sim/trace"
)

// changeIcons are the pictures of what can be changed at the playhead.
func changeIcon(command string) icon.Icon {
	switch command {
	case "edit-kill", "edit-crash":
		return icon.Failure
	case "edit-terminate":
		return icon.Signal
	case "edit-stop":
		return icon.Pause
	case "edit-continue":
		return icon.Play
	case "edit-favour":
		return icon.ArrowUp
	case "edit-defer":
		return icon.ArrowDown
	case "edit-bind":
		return icon.Lock
	case "edit-unbind":
		return icon.Unlock
	case "edit-pool":
		return icon.Pool
	case "edit-drop":
		return icon.Message
	case "edit-remove-core":
		return icon.Minus
	}
	return icon.Plus
}

// changeHere offers what can be changed of what is selected, at the playhead: two
// buttons a row, or one where two have no room.
func (c *column) changeHere(s scene.Subject) {
	names := c.Model.CanChange(s, c.State)
	if len(names) == 0 {
		return
	}
	c.heading(c.say("edit.here"))
	t, u := c.Theme, c.Theme.Unit
	gap := 6 * u
	columns := 2
	short := func(name string) string { return c.say("edit." + strings.TrimPrefix(name, "edit-")) }
	for _, name := range names {
		if c.l.ButtonWidth(t, icon.None, short(name)) > (c.W-gap)/2 {
			columns = 1
		}
	}
	each := (c.W - gap*float64(columns-1)) / float64(columns)
	for i := 0; i < len(names); i += columns {
		row := c.take(28 * u)
		c.Y += gap
		for _, name := range names[i:min(i+columns, len(names))] {
			b := row.CutLeft(each)
			row.CutLeft(gap)
			picture := changeIcon(name)
			if c.l.ButtonWidth(t, picture, short(name)) > each {
				picture = icon.None
			}
			c.l.Button(b, t, scene.Quiet, picture, short(name))
			c.l.Mark(scene.Mark{
				Box: b, Name: name, Role: scene.Button, Label: c.say("do." + name), Command: scene.Command{Name: name}, Subject: s,
			})
		}
	}
}

// changed offers to take a change back, or to make it at the playhead, if a fact is a
// change of this branch.
func (c *column) changed(id trace.FactID) {
	for _, one := range c.edits() {
		if one.fact != id || one.at < 0 {
			continue
		}
		c.Y += 8 * c.Theme.Unit
		for i, command := range []string{"remove-edit", "move-edit"} {
			short := c.say([]string{"edit.take-back", "edit.to-playhead"}[i])
			b := c.take(30 * c.Theme.Unit)
			c.Y += 6 * c.Theme.Unit
			c.l.Button(b, c.Theme, scene.Quiet, icon.None, short)
			c.l.Mark(scene.Mark{
				Box: b, Name: command, Role: scene.Button, Label: c.say("do." + command),
				Command: scene.Command{Name: command}, Subject: model.EditSubject(one.at),
			})
		}
	}
}

// edited is a change of the run that is shown.
type edited struct {
	when trace.Time
	fact trace.FactID // NoFact if the run has not come there
	at   int          // which of the branch's edits it is, -1 if it is the scenario's own
}

// editList is what is known of the changes of a run.
type editList struct {
	branch *model.Branch
	upto   trace.FactID
	facts  []trace.FactID
	all    []edited
}

// edits are the changes of the run that is shown, in order of time.
func (f *Frame) edits() []edited {
	k, b := &f.kept.edits, f.Model.Branch()
	if k.branch != b {
		*k = editList{branch: b, facts: k.facts[:0], all: k.all[:0]}
	} else if int(k.upto) == f.Trace.Len() {
		return k.all
	}
	for int(k.upto) < f.Trace.Len() {
		k.upto++
		if f.Trace.Fact(k.upto).Kind == trace.KindEdit {
			k.facts = append(k.facts, k.upto)
		}
	}
	k.all = k.all[:0]
	if b == nil {
		b = &model.Branch{}
	}
	own := b.Edits
	met := make([]bool, len(own))
	for _, id := range k.facts {
		fact := f.Trace.Fact(id)
		one := edited{when: fact.Time, fact: id, at: -1}
		for i := range own {
			if !met[i] && own[i].At == fact.Time && own[i].String() == f.Trace.What(fact) {
				one.at, met[i] = i, true
				break
			}
		}
		k.all = append(k.all, one)
	}
	for i := range own {
		if !met[i] {
			k.all = append(k.all, edited{when: own[i].At, at: i})
		}
	}
	return k.all
}

// editFlags marks in the history where something was changed. What is this branch's
// can be dragged elsewhere.
func (f *Frame) editFlags(l *scene.Layer, h *history) {
	t, u := f.Theme, f.Theme.Unit
	for _, one := range f.edits() {
		if !h.window.Contains(one.when) || one.fact == trace.NoFact {
			continue
		}
		x := h.x(one.when)
		l.LineDashed(scene.Point{X: x, Y: h.ruler.Bottom() - 4}, scene.Point{X: x, Y: h.tracks.Bottom()}, t.Line, scene.Dashed, t.Bad)
		y := h.ruler.Bottom() - 8*u
		l.Polygon(t.Bad, scene.Point{X: x, Y: y - 6*u}, scene.Point{X: x + 6*u, Y: y}, scene.Point{X: x, Y: y + 6*u}, scene.Point{X: x - 6*u, Y: y})
		l.Mark(scene.Mark{
			Box: scene.Box{X: x - 7*u, Y: y - 7*u, W: 14 * u, H: 14 * u}.Intersect(h.ruler), Name: "edit", Role: scene.Item,
			Label: f.Tell.Fact(f.Trace, one.fact).Text, Subject: fact(one.fact), Condition: f.selected(fact(one.fact)),
			Command: scene.Command{Name: "select", Argument: int64(one.at + 1)},
		})
	}
}

// editActs moves a change of the branch to where it was dragged.
func (h *history) editActs(g *Gesture) []model.Act {
	if g.Kind != Release || !g.dragged() || g.Begun.Command.Argument == 0 {
		return nil
	}
	a := act("move-edit", model.EditSubject(int(g.Begun.Command.Argument-1)))
	a.Argument = int64(max(h.at(g.At.X), 1))
	return []model.Act{a}
}
